"""The original's lists and headings that are none in the translation: items run together, headings gone or run into a paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from align.check.page import FAITH, page
from align.model import Alignment, Document, Finding, Span

CERTAIN = 0.9  # of such a finding, where the aligner has no doubt
KEPT = ("list-item", "table")  # kinds of block in which a list is still one


def flattened(alignment: Alignment) -> Iterator[Finding]:
    """One finding for each list of which items share a paragraph."""
    original, beads = alignment.original, _beads(alignment)
    for is_list, group in groupby(range(len(original.blocks)), key=lambda block: original.blocks[block].kind == "list-item"):
        items = [block for block in group if is_list and any(alignment.beads[bead].paired for bead in beads.get(block, ()))]
        run: list[int] = []
        for item in items:
            if run and not _joined(alignment, beads[run[-1]], beads[item]):
                yield from _list(alignment, run, beads)
                run = []
            run.append(item)
        yield from _list(alignment, run, beads)


def headings(alignment: Alignment) -> Iterator[Finding]:
    """The headings within the article that have no partner, or one in the midst of a paragraph."""
    original, beads = alignment.original, _beads(alignment)
    headings = [block for block in beads if original.blocks[block].kind == "heading"]
    body = page(alignment, "original").body if headings else range(0)
    for block in headings:
        on = beads[block]
        inside = all(number in body for bead in on for number in alignment.beads[bead].original)
        lost = not any(alignment.beads[bead].paired for bead in on)
        if inside and (lost or _run_in(alignment, on)):
            spans = [] if lost else [span for bead in on if (span := alignment.spans(bead)[1])]
            doubt = 1.0 if lost else min(alignment.beads[bead].confidence for bead in on)
            yield Finding(
                "structure.heading-lost", "structure", "neutral", round(CERTAIN * doubt, 3),
                f"A heading {'is not in the translation' if lost else 'has become part of the text'}.", tuple(on),
                original.blocks[block].span, Span(spans[0].start, spans[-1].stop) if spans else None,
            )  # fmt: skip


def _joined(alignment: Alignment, one: Sequence[int], two: Sequence[int]) -> bool:
    """Whether two items that stand one after the other have got into one block of text."""
    document = alignment.translation
    shared = set(one).intersection(two)
    if shared:  # two items on one bead: have they still two blocks over there?
        bead = alignment.beads[min(shared)]
        ours, theirs = _blocks(alignment.original, bead.original), _blocks(document, bead.translation)
        return len(theirs) < len(ours) and not any(document.blocks[block].kind in KEPT for block in theirs)
    ends = [_blocks(document, alignment.beads[bead].translation) for bead in (one[-1], two[0])]
    return all(ends) and ends[0][-1] == ends[1][0] and document.blocks[ends[1][0]].kind not in KEPT


def _list(alignment: Alignment, items: Sequence[int], beads: Mapping[int, Sequence[int]]) -> Iterator[Finding]:
    if len(items) < 2:
        return
    original, translation = alignment.original, alignment.translation
    on = sorted({bead for item in items for bead in beads[item] if alignment.beads[bead].paired})
    passages = [span for bead in on if (span := translation.passage(alignment.beads[bead].translation))]
    yield Finding(
        "structure.list-flattened", "structure", "neutral",
        round(CERTAIN * sum(alignment.beads[bead].confidence for bead in on) / len(on), 3),
        f"{len(items)} items of a list have become running text.", tuple(on),
        Span(original.blocks[items[0]].span.start, original.blocks[items[-1]].span.stop),
        Span(min(span.start for span in passages), max(span.stop for span in passages)), evidence=(("items", str(len(items))),),
    )  # fmt: skip


def _run_in(alignment: Alignment, beads: Sequence[int]) -> bool:
    """Whether what renders a heading is part of a block with text that renders something else."""
    original, translation = alignment.original, alignment.translation
    found = [alignment.beads[bead] for bead in beads if alignment.beads[bead].paired]
    homes = {block for bead in found for block in _blocks(translation, bead.translation)}
    if len(homes) != 1 or translation.blocks[min(homes)].kind == "heading" or any(bead.confidence < FAITH for bead in found):
        return False
    if any(original.blocks[block].kind != "heading" for bead in found for block in _blocks(original, bead.original)):
        return True
    ends = found[0].translation.start - 1, found[-1].translation.stop
    return any(translation.sentences[number].block in homes for number in ends if 0 <= number < len(translation.sentences))


def _beads(alignment: Alignment) -> dict[int, list[int]]:
    """The beads on which the sentences of each block of the original stand, in order."""
    found: dict[int, list[int]] = {}
    for number, bead in enumerate(alignment.beads):
        for block in _blocks(alignment.original, bead.original):
            found.setdefault(block, []).append(number)
    return found


def _blocks(document: Document, sentences: range) -> list[int]:
    """The blocks of some sentences, each once and in order."""
    return list(dict.fromkeys(document.sentences[number].block for number in sentences))
