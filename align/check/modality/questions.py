"""An alignment in, and the passages that ask on one side alone: by the question mark, which any language has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.check.alike import share
from align.check.page import FAITH
from align.language import base
from align.model import Alignment, Span

# A mark in brackets is a doubt about a word.
_QUESTION = re.compile(r"(?<![(（])[?？؟](?![)）\w])|吗[。！]")
# Where a question is told and not asked.
_TOLD = re.compile(
    r"\b(?:ask|wonder|question|whether|curious|doubt|why|how|what)"
    r"|问|疑|是否|为何|为什么|怎么|如何|什么|哪|谁|难道|吗",
    re.IGNORECASE,
)


def lone_questions(alignment: Alignment) -> Iterator[tuple[int, int, Span]]:
    """The bead, the side, and the place of the mark in that side's text, where no passage near by asks on the other side."""
    beads = alignment.beads
    for number, bead in enumerate(beads):
        if not bead.paired or bead.confidence < FAITH:
            continue
        ours, theirs = (_QUESTION.search(text) for text in alignment.texts(number))
        mark, side = (ours, 0) if ours else (theirs, 1)
        if mark is None or (ours and theirs):
            continue
        around = (alignment.texts(near)[1 - side] for near in range(max(0, number - 1), min(len(beads), number + 2)))
        if not any(_QUESTION.search(text) or _TOLD.search(text) for text in around) and not _strangers(alignment, number):
            yield number, side, Span(*mark.span())


def _strangers(alignment: Alignment, number: int) -> bool:
    """Whether neither side has a word that is known on the other, in languages that the dictionary has."""
    one, two = alignment.original, alignment.translation
    here, there = alignment.spans(number)
    known = {base(one.language), base(two.language)} <= {"en", "zh"}
    return known and here is not None and there is not None and not share(one, here, two, there)
