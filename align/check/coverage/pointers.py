"""The signs of notes and the links of the original that the translation of their sentences does not carry."""

from __future__ import annotations

from collections.abc import Iterator

from align.check.examples import Example
from align.find.links import links, references
from align.model import Alignment, Finding, Mark, Place

LINKS = (
    Example(
        "coverage.link", "See [this](https://a.example).\nOr [that](https://b.example).", "看这个。\n或[那个](https://b.example)。",
        "en", "zh-CN", True, "One of two links is lost.", "neutral",
    ),
    Example(
        "coverage.link", "See [this](https://a.example).", "看[这个](https://a.example)。", "en", "zh-CN", False,
        "The link is there.",
    ),
    Example(
        "coverage.link", "看[这个](https://a.example)。\n或[那个](https://b.example)。", "See this.\nOr that: https://b.example",
        "zh-CN", "en", True, "One of two links is lost.", "neutral",
    ),
    Example(
        "coverage.link", "看[这个](https://a.example)。", "See this.", "zh-CN", "en", False,
        "A text without any link may not be able to carry one.",
    ),
)  # fmt: skip

CERTAIN = 0.8  # that a link without a partner is gone, where the bead is beyond doubt


def signs(alignment: Alignment) -> dict[str, tuple[int, Mark]]:
    """By what they say (1 of [1]): the signs of footnotes in sentences whose partner has none, and on which bead they stand."""
    found: dict[str, tuple[int, Mark]] = {}
    for place in range(len(alignment.beads)) if alignment.original.marks else ():
        original, translation = alignment.spans(place)
        if original and translation and not references(alignment.translation, translation):
            for mark in references(alignment.original, original):
                found.setdefault(mark.span.of(alignment.original.text).strip("[]()^ "), (place, mark))
    return found


def unsigned(note: str, bead: int, mark: Mark) -> Finding:
    """The sign of a note is gone, and the note is there."""
    told = f"The sign of note {note} is not in the translation."
    return Finding("coverage.footnote", "omission", "neutral", 0.6, told, (bead,), mark.span, evidence=(("note", note),))


def unlinked(alignment: Alignment) -> Iterator[Finding]:
    """One finding for all links whose sentences have none in the translation."""
    gone: dict[int, tuple[Mark, ...]] = {}
    count = carried = 0
    for place in range(len(alignment.beads)):
        original, translation = alignment.spans(place)
        if original and translation:
            ours, theirs = links(alignment.original, original), links(alignment.translation, translation)
            count, carried = count + len(ours), carried + len(theirs)
            if ours and not theirs:
                gone[place] = ours
    lacking = [mark for marks in gone.values() for mark in marks]
    if lacking and carried:
        told = f"{len(lacking)} of {count}"
        yield Finding(
            "coverage.link", "omission", "neutral",
            round(CERTAIN * min(alignment.beads[bead].confidence for bead in gone), 3),
            f"{told} links of the original are not in the translation.", tuple(gone), lacking[0].span,
            related=tuple(Place("original", mark.span) for mark in lacking[1:]),
            evidence=(("links", told), ("leads to", lacking[0].target)),
        )  # fmt: skip
