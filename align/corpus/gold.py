"""Gold in, sentences and places out: what a reader found between two versions, set on the two texts as they are read today.

Gold is kept without text, as runs of the letters and digits of a version (`str.isalnum`), so that it outlives a change of how
blanks are read or sentences cut. A line of `beads.ONE-TWO.tsv` is a run of each side, `120:164` or `-` for none, and the runs cover
both sides; a line of `findings.ONE-TWO.tsv` is a rule, a severity and a run of each side; a line of `quiet.ONE-TWO.tsv` is a rule
and a run of each side.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from align.corpus.manifest import Article
from align.errors import Fault, InputError, refuse
from align.model import SEVERITIES, Bead, Document, Severity, Span


@dataclass(frozen=True, slots=True)
class Known:
    """One drift that a reader found: the rule that should see it, how grave it is, and where it stands in both texts."""

    rule: str
    severity: Severity
    original: Span | None
    translation: Span | None


@dataclass(frozen=True, slots=True)
class Quiet:
    """A place that looks like a drift and is none: that rule should say nothing about it."""

    rule: str
    original: Span | None
    translation: Span | None


_RUN = re.compile(r"([0-9]{1,9}):([0-9]{1,9})|-")
_BEAD = {"original": _RUN, "translation": _RUN}
_QUIET = {"rule": re.compile(r"[a-z]+(\.[a-z-]+)+"), **_BEAD}
_FINDING = {"rule": _QUIET["rule"], "severity": re.compile("|".join(SEVERITIES)), **_BEAD}
_STALE = "the file, or how it is read, has changed since this gold was made"


def beads(article: Article, one: str, two: str, original: Document, translation: Document) -> tuple[Bead, ...]:
    """The gold beads of two versions, in the sentences of these two documents.

    A sentence belongs to the run that has most of its letters; a run that is left with none joins the sentence that has most of its
    own. So where a document is cut more coarsely than the gold, beads merge and nothing is lost.
    """
    path = article.folder / f"beads.{one}-{two}.tsv"
    lines = [(_run(left), _run(right)) for left, right in _lines(path, _BEAD)]
    together = list(range(len(lines)))  # lines of the gold that become one bead share a number
    homes = []
    for side, document in enumerate((original, translation)):
        runs = {number: run for number, line in enumerate(lines) if (run := line[side]) is not None}
        _cover(path, runs.values(), document)
        places = dict(enumerate(_places(document)))
        home = [_nearest(place, runs) for place in places.values()]
        for number in sorted(runs.keys() - set(home)):
            kept, joins = together[home[_nearest(runs[number], places)]], together[number]
            together = [kept if bead == joins else bead for bead in together]
        homes.append(home)
    return tuple(_threaded(together, homes))


def findings(article: Article, one: str, two: str, original: Document, translation: Document) -> tuple[Known, ...]:
    """What a reader found to have drifted between two versions, placed in these two documents."""
    path = article.folder / f"findings.{one}-{two}.tsv"
    letters = _letters(original), _letters(translation)
    return tuple(
        Known(rule, cast(Severity, severity), _span(path, left, letters[0]), _span(path, right, letters[1]))
        for rule, severity, left, right in _lines(path, _FINDING)
    )


def quiet(article: Article, one: str, two: str, original: Document, translation: Document) -> tuple[Quiet, ...]:
    """What a reader found to be no drift, though it is near to one; nothing where the folder has no such file."""
    path = article.folder / f"quiet.{one}-{two}.tsv"
    if not path.is_file():
        return ()
    letters = _letters(original), _letters(translation)
    return tuple(
        Quiet(rule, _span(path, left, letters[0]), _span(path, right, letters[1])) for rule, left, right in _lines(path, _QUIET)
    )


def _lines(path: Path, columns: Mapping[str, re.Pattern[str]]) -> list[list[str]]:
    """The fields of a gold file; all that is wrong with them is told at once."""
    try:
        lines = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    except (OSError, UnicodeDecodeError):
        raise refuse(path, "no gold here that can be read") from None
    faults = [Fault(f"{path}: line {number}", what) for number, line in enumerate(lines, 1) for what in _faults(line, columns)]
    if faults:
        raise InputError(faults, f"a line is {', '.join(columns)}, with tabs between; a place is START:STOP, or - for none")
    return lines


def _faults(line: Sequence[str], columns: Mapping[str, re.Pattern[str]]) -> Iterator[str]:
    if len(line) != len(columns):
        yield f"{len(line)} fields, not {len(columns)}"
        return
    for (name, form), field in zip(columns.items(), line, strict=True):
        if not form.fullmatch(field):
            yield f"'{field}' is no {name}" if form is not _RUN else f"'{field}' is no place"
        elif form is _RUN and _run(field) == range(0):  # which every empty range equals
            yield f"'{field}' holds nothing"
    if line[-2:] == ["-", "-"]:
        yield "stands on neither side"


def _run(field: str) -> range | None:
    start, _, stop = field.partition(":")
    return None if field == "-" else range(int(start), int(stop))


def _span(path: Path, field: str, letters: Sequence[int]) -> Span | None:
    run = _run(field)
    if run is None:
        return None
    if run.stop > len(letters):
        raise refuse(path, f"{field} lies beyond the {len(letters)} letters and digits of the text", _STALE)
    return Span(letters[run.start], letters[run.stop - 1] + 1)


def _cover(path: Path, runs: Iterable[range], document: Document) -> None:
    """Refuses runs that leave out a letter of the document, or hold one twice."""
    stop = 0
    for run in sorted(runs, key=lambda run: run.start):
        if run.start != stop:
            what = f"the run before {run.start}:{run.stop} ends at {stop}"
            raise refuse(path, what, "the runs of a side touch and do not overlap")
        stop = run.stop
    if stop != (letters := len(_letters(document))) or not letters:
        raise refuse(path, f"covers {stop} letters and digits of {document.name}, which has {letters}", _STALE)


def _letters(document: Document) -> list[int]:
    """Where in the text its letters and digits stand."""
    return [place for place, character in enumerate(document.text) if character.isalnum()]


def _places(document: Document) -> Iterator[range]:
    """Where each sentence stands among the document's letters and digits."""
    letters = _letters(document)
    for sentence in document.sentences:
        yield range(bisect_left(letters, sentence.span.start), bisect_left(letters, sentence.span.stop))


def _nearest(place: range, others: Mapping[int, range]) -> int:
    """The number of the one that shares most with `place` or, failing that, lies nearest; the first of equals."""
    return max(others, key=lambda number: min(place.stop, others[number].stop) - max(place.start, others[number].start))


def _threaded(together: Sequence[int], homes: Sequence[Sequence[int]]) -> Iterator[Bead]:
    """Beads in the order of the gold's lines; `homes` says for each sentence of both sides which line it belongs to."""
    at = [0, 0]
    for bead in dict.fromkeys(together):
        sides = []
        for side, home in enumerate(homes):
            inside = [sentence for sentence, line in enumerate(home) if together[line] == bead]
            sides.append(range(inside[0], inside[-1] + 1) if inside else range(at[side], at[side]))
            at[side] = sides[-1].stop
        original, translation = sides
        yield Bead(original, translation)
