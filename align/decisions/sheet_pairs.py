"""The rows of pairs that a person edited in a workbook in; out, links for the rows that are new, and verdicts that changed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, get_args

import regex

from align.decisions.gestures import Gesture
from align.decisions.linking import arranged
from align.decisions.making import links, verdicts
from align.errors import Fault
from align.model import Alignment, Bead, PairVerdict, Side
from align.read.from_xlsx import Row
from align.write.as_xlsx import held, numbers

SHEET = "Pairs"
CHANGED = "this pair was made another one since the workbook was written"
_SIDES: tuple[Side, Side] = ("original", "translation")
_VERDICTS: Mapping[str, PairVerdict] = {verdict: verdict for verdict in get_args(PairVerdict)}
_NUMBERS = regex.compile(r"([0-9]{1,9})(?: ?[-–—] ?([0-9]{1,9}))?(?:[,;+ ] ?|$)")  # 12 · 12-13 · 12, 13

Key = tuple[str, str]  # the sentence numbers of both sides, as a workbook has them


class Edited(NamedTuple):
    """A row that names sentences, which bead that is, and what is said of it."""

    row: Row
    bead: Bead
    verdict: str

    def side(self, side: Side) -> range:
        return self.bead.original if side == "original" else self.bead.translation


def gestures(rows: Sequence[Row], written: Sequence[Row], alignment: Alignment) -> Iterator[Gesture | Fault]:
    """What a person did to the pairs of this alignment, which is the report's with what was linked since.

    `written` are the rows as they were before the person came. Every fault has the address of its cell; where there is one, the
    gestures mean nothing.
    """
    if not all(_is_of(row, alignment) for row in written):
        yield Fault(SHEET, "the report is about other texts than this workbook")
        return
    found = list(_edited(rows, alignment, {row["#"]: row for row in written}))
    edited = [row for row in found if isinstance(row, Edited)]
    before = {(row["original no."], row["translation no."]): row["verdict"] for row in written}
    there = {_key(bead): bead for bead in alignment.beads}
    faults = [fault for fault in found if isinstance(fault, Fault)]
    faults += [*_twice(edited), *([] if faults else _missing(edited, rows, written, alignment))]
    faults += [Fault(one.row.where("#"), CHANGED) for one in edited if (key := _key(one.bead)) in before and key not in there]
    if faults:
        yield from faults
        return
    after = {_key(one.bead): one.verdict for one in edited}
    fresh = [one.bead for one in edited if _key(one.bead) not in there]
    settled = [bead for key, bead in there.items() if key in after]
    mended = Alignment(alignment.original, alignment.translation, arranged(settled, fresh))
    yield from links(alignment, fresh)
    yield from _judged(alignment, {key: "" for key, verdict in before.items() if verdict and key not in after})
    yield from _judged(mended, {key: verdict for key, verdict in after.items() if verdict != before.get(key, "")})


def named(cell: str, count: int) -> range | str:
    """The sentences that a cell names, of so many that there are; or what is wrong with it.

    >>> named("12", 40), named("12, 13", 40), named("12-14", 40), named("", 40)
    (range(12, 13), range(12, 14), range(12, 15), range(0, 0))
    >>> named("50", 40)
    'there is no sentence 50; they go from 0 to 39'
    """
    said, place = unicodedata.normalize("NFKC", cell).strip(), 0
    found: list[int] = []
    while place < len(said):
        match = _NUMBERS.match(said, place)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
        if not match or last < first:
            return f"“{cell}” names no sentences; write 12, or 12-13"
        if last >= count:
            return f"there is no sentence {last}; they go from 0 to {count - 1}"
        found += range(first, last + 1)
        place = match.end()
    found.sort()
    run = range(found[0], found[-1] + 1) if found else range(0)
    return run if found == list(run) else "the sentences of a pair follow one another, and none comes twice"


def _key(bead: Bead) -> Key:
    return numbers(bead.original), numbers(bead.translation)


def _judged(alignment: Alignment, said: Mapping[Key, str]) -> Iterator[Gesture]:
    """A gesture for each of these beads; where there is no verdict, the one that takes back what was said."""
    for verdict in dict.fromkeys(said.values()):
        numbers = [number for number, bead in enumerate(alignment.beads) if said.get(_key(bead)) == verdict]
        yield from verdicts(alignment, numbers, _VERDICTS.get(verdict))


def _is_of(row: Row, alignment: Alignment) -> bool:
    """Whether a row as it was written says what the alignment's texts say."""
    for side in _SIDES:
        run, document = _run(row, side, alignment), alignment.document(side)
        if isinstance(run, str) or not _same(row[side], document.quote(document.passage(run))):
            return False
    return True


def _edited(rows: Sequence[Row], alignment: Alignment, written: Mapping[str, Row]) -> Iterator[Edited | Fault]:
    """The rows that name sentences, each with its bead; or all that is wrong with one."""
    for row in rows:
        runs = [_run(row, side, alignment) for side in _SIDES]
        faults = [Fault(row.where(f"{side} no."), run) for side, run in zip(_SIDES, runs, strict=True) if isinstance(run, str)]
        faults += [
            Fault(row.where(side), "is another wording; the texts are for reading")
            for side, run in zip(_SIDES, runs, strict=True)
            if not isinstance(run, str) and not _is_known(row, side, run, alignment, written)
        ]
        if row["verdict"] not in ("", *_VERDICTS):
            faults.append(Fault(row.where("verdict"), f"“{row['verdict']}” is none of {', '.join(_VERDICTS)}"))
        elif row["verdict"] and not any(runs):
            faults.append(Fault(row.where("verdict"), "is about no sentence"))
        yield from faults
        original, translation = runs
        if not (faults or isinstance(original, str) or isinstance(translation, str)) and (original or translation):
            yield Edited(row, Bead(original, translation), row["verdict"])


def _is_known(row: Row, side: Side, run: range, alignment: Alignment, written: Mapping[str, Row]) -> bool:
    """Whether a text is what was written in that row, or is that of the row's sentences now, or is left out."""
    document = alignment.document(side)
    texts = [document.quote(document.passage(run))]
    texts += [written[row["#"]][side]] if row["#"] in written else []
    return not row[side] or any(_same(row[side], text) for text in texts)


def _same(cell: str, text: str) -> bool:
    return cell.split() == held(text).split()


def _twice(edited: Sequence[Edited]) -> Iterator[Fault]:
    """Sentences that stand in several rows."""
    for side in _SIDES:
        first: dict[int, str] = {}
        for one in edited:
            place = one.row.where(f"{side} no.")
            again = (number for number in one.side(side) if first.setdefault(number, place) != place)
            yield from (Fault(place, f"sentence {number} stands in {first[number]} too") for number in again)


def _missing(edited: Sequence[Edited], rows: Sequence[Row], written: Sequence[Row], alignment: Alignment) -> Iterator[Fault]:
    """Sentences that stand in no row, told where they stood, as far as that row is still there."""
    still = {row["#"]: row for row in rows}
    for side in _SIDES:
        cell = f"{side} no."
        runs = ((row["#"], _run(row, side, alignment)) for row in written)
        stood = {number: still.get(name) for name, run in runs if isinstance(run, range) for number in run}
        gone = set(range(len(alignment.document(side).sentences))).difference(*(one.side(side) for one in edited))
        for number in sorted(gone):
            here = stood.get(number)
            yield Fault(here.where(cell) if here else SHEET, f"sentence {number} of the {side} stands in no row")


def _run(row: Row, side: Side, alignment: Alignment) -> range | str:
    return named(row[f"{side} no."], len(alignment.document(side).sentences))
