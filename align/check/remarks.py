"""Translator's remarks within sentences that have a partner."""

from __future__ import annotations

from collections.abc import Iterator

from align.check.examples import Example
from align.find.remarks import remarked, remarks
from align.model import Alignment, Bead, Document, Finding, Span

REMARKS = (
    Example(
        "editorial.translator-note", "They sold eggs at the lantern fair.", "他们在灯会（译注：正月十五）上卖鸡蛋。",
        "en", "zh-CN", True,
        "A remark in brackets, within a sentence.",
    ),
    Example(
        "editorial.translator-note", "他们在灯会上卖鸡蛋。", "They sold eggs at the lantern fair [translator's note: in spring].",
        "zh-CN", "en", True,
        "A remark in brackets, within a sentence.",
    ),
)  # fmt: skip

CERTAIN = 0.9  # that what calls itself a translator's remark is one


def remarked_on(alignment: Alignment) -> Iterator[Finding]:
    """The remarks of a translation, bead by bead, where the original has none beside it."""
    for number, bead in enumerate(alignment.beads):
        if bead.paired:
            found = noted(alignment.translation, bead.translation)
            if found and not noted(alignment.original, bead.original):
                for span in found:
                    yield _found(alignment, number, bead, span)


def noted(document: Document, sentences: range) -> tuple[Span, ...]:
    """Where among these sentences a translator speaks: in brackets, or for a whole sentence."""
    home = document.passage(sentences)
    if not home:
        return ()
    inside = [span.moved(home.start) for span in remarks(document.quote(home))]
    whole = [document.sentences[number].span for number in sentences if remarked(document.said(number))]
    return (*inside, *(span for span in whole if not any(span.overlaps(other) for other in inside)))


def _found(alignment: Alignment, number: int, bead: Bead, span: Span) -> Finding:
    return Finding(
        "editorial.translator-note", "addition", "minor", round(CERTAIN * bead.confidence, 3),
        "A translator's note stands within the text.", (number,), None, span,
        evidence=(("role", "translator-note"), ("says", alignment.translation.quote(span))),
    )  # fmt: skip
