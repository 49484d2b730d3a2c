"""The sentences of one side that should have a partner and have none: not the page's furniture, nor what the page says twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from align.check.editorial.roles import TITLE, Role, roles
from align.check.page import Page, page
from align.model import Alignment, Document, Side

_SIGN = re.compile(r"[\[(（［]?(\d{1,2}|[*†‡]{1,3})[\])）］]?\.?")  # what stands before a note, on a line of its own
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Lost:
    """Neighbouring sentences of one block, or items of one list, without partners, and the beads that they stand on.

    `note` is the sign of the footnote that they are; nothing where they are none.
    """

    numbers: range
    beads: tuple[int, ...]
    kind: str
    note: str = ""


def lost(alignment: Alignment, side: Side) -> tuple[Lost, ...]:
    """What of a side is missing on the other, in order."""
    here = page(alignment, side)
    document, alone = here.document, here.alone
    if not any(alone):
        return ()
    given = roles(here)
    notes, again = _notes(here, given), _again(document, alone)
    gone = [
        number
        for number, is_alone in enumerate(alone)
        if is_alone and number not in again and (number in notes or not _excused(given[number]))
    ]
    beads = {number: place for place, bead in enumerate(alignment.beads) for number in getattr(bead, side)}
    found = []
    for _, group in groupby(enumerate(gone), key=lambda one: (one[1] - one[0], notes.get(one[1]) or _home(document, one[1]))):
        run = [number for _, number in group]
        kind = "footnote" if run[0] in notes else document.blocks[document.sentences[run[0]].block].kind
        on = tuple(sorted({beads[number] for number in run}))
        found.append(Lost(range(run[0], run[-1] + 1), on, kind, notes.get(run[0], "")))
    return tuple(found)


def _excused(role: Role | None) -> bool:
    """Whether a sentence is no loss. What only its place makes a summary may be the line that the author put above his byline."""
    return role is not None and (bool(role.cue) or role.name != "summary")


def _home(document: Document, number: int) -> int:
    """The block of a sentence; all items of lists are one, for it is their list that has a hole."""
    block = document.sentences[number].block
    return -1 if document.blocks[block].kind == "list-item" else block


def _notes(here: Page, given: Sequence[Role | None]) -> dict[int, str]:
    """The sentences of footnotes and the sign of each: blocks marked as notes, and what follows a lone figure after the article."""
    document, alone = here.document, here.alone
    sign, found = "", dict[int, str]()
    footnotes = [number for number, block in enumerate(document.blocks) if block.kind == "footnote"]
    for number, sentence in enumerate(document.sentences):
        said = document.said(number).strip()
        if document.blocks[sentence.block].kind == "footnote":
            found[number] = str(footnotes.index(sentence.block) + 1)
        elif number < here.body.stop or not alone[number]:
            sign = ""
        elif lone_sign := _SIGN.fullmatch(said):
            sign = lone_sign[1]
        elif sign and not given[number]:
            found[number] = sign
        else:
            sign = ""
    return {number: sign for number, sign in found.items() if alone[number]}


def _again(document: Document, alone: Sequence[bool]) -> frozenset[int]:
    """Code, which nobody translates, and titles that stand elsewhere with a partner: in a browser's tab, in a feed."""
    plain = [" ".join(_WORD.findall(document.said(number).casefold())) for number in range(len(alone))]
    there = {text for text, is_alone in zip(plain, alone, strict=True) if not is_alone and 10 <= len(text) <= TITLE}
    return frozenset(
        number
        for number, text in enumerate(plain)
        if alone[number]
        and (
            document.blocks[document.sentences[number].block].kind == "code"
            or (_may_title(document.said(number), text) and any(title in text for title in there if len(title) * 2 >= len(text)))
        )
    )


def _may_title(said: str, text: str) -> bool:
    """Whether it may be a title, which ends with no full stop."""
    return len(text) <= TITLE and not said.rstrip("\"'”’)] ").endswith((".", "。"))
