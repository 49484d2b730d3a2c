"""Which of the sentences that nobody translated are furniture of their page, and what they are there for.

A sentence is judged by its words, by its place, and by what stands before it: what follows a note's label belongs to the note,
until the article goes on or something else begins. Either side of an alignment is judged in the same way, for the original's page
has its buttons too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from align.check.page import SIDES, Page, page
from align.find import Sign, furniture
from align.language import base
from align.model import Alignment, Document

SURE = {"label": 0.95, "alone": 0.95, "line": 0.9, "start": 0.85, "anywhere": 0.8}  # how often such words are right
FOLLOWS, PLACED = 0.85, 0.6  # what follows a label; what only its place gives away
BUTTON, TITLE = 40, 160  # characters at most

_DERIVED = ("lead-in", "source-link")  # what only a page has that was made from another
_LONG = frozenset(("summary", "note", "disclaimer"))  # these go on over paragraphs, the other roles to the end of theirs
_STOPS = (".", "。", "…", ":", "：", ";", "；", ",", "，")
_CLOSING = "\"'”’»)]）】」』*_ "


@dataclass(frozen=True, slots=True)
class Role:
    """What a sentence is on the page for, how sure that is, and the words that said so; none where its place did."""

    name: str
    certain: float
    cue: str = ""


NOTHING = Role("", 0)


def roles(page: Page) -> tuple[Role | None, ...]:
    """For each sentence its role; None for one that has a partner, or that is part of the article for all we know."""
    return tuple(_roles(page)) if any(page.alone) else (None,) * len(page.alone)


def backwards(alignment: Alignment) -> tuple[str, ...]:
    """Words by which the original's page says that it was made from another, where the translation's says nothing of the kind.

    Both are in one language, and the two may have been given the wrong way round. A page that only links to where it first stood
    says too little, so it is asked for a lead-in as well.
    """
    if base(alignment.original.language) != base(alignment.translation.language):
        return ()
    ours, theirs = (
        {role.name: role.cue for role in roles(page(alignment, side)) if role and role.name in _DERIVED and role.cue}
        for side in SIDES
    )
    return tuple(map(ours.__getitem__, _DERIVED)) if len(ours) == len(_DERIVED) and not theirs else ()


def _roles(page: Page) -> Iterator[Role | None]:
    document, signs = page.document, _signs(page)
    # Prose that stands above a byline or a lead-in is above the article.
    above = max((number for number, sign in signs.items() if sign.role != "ui" and number < page.body.start), default=-1)
    flow, opened = NOTHING, -1  # what a label has opened, and in which block
    titles = 2 if not all(page.alone) else 0  # a headline and what stands under it
    for number, is_alone in enumerate(page.alone):
        sign, text, block = signs.get(number), document.said(number), document.sentences[number].block
        if not is_alone:
            flow, titles = flow if number not in page.body and _is_button(text) else NOTHING, 0
            yield None
        elif sign:
            if sign.opens or sign.role != "ui" or sign.place == "anywhere":  # a button does not end what a label has opened
                flow, opened = Role(sign.opens or sign.role, FOLLOWS, sign.words), block
            titles = titles if sign.role in ("ui", "date", "credit") else 0
            yield Role(sign.role, SURE[sign.place], sign.words)
        elif _goes_on(page, flow.name, opened, number):
            yield flow
        elif titles and _titled(text):
            flow, titles = NOTHING, titles - 1
            yield Role("headline", PLACED)
        else:
            flow, titles = NOTHING, 0
            place = "ui" if _beside(page, number) and _short(text) else "summary" if number < above else ""
            yield Role(place, PLACED) if place else None


def _signs(page: Page) -> dict[int, Sign]:
    """The signs of sentences without partners, where they count: in an article, much may be said that is furniture elsewhere."""
    document = page.document
    found = {
        number: sign
        for number, is_alone in enumerate(page.alone)
        if is_alone and (sign := furniture(document.said(number), document.own))
    }
    counting = {}
    for number, sign in found.items():
        block = _block(page.document, number)
        whole = all(page.alone[other] for other in block)
        telling = sign.place != "anywhere" or (len(block) > 1 and all(other in found for other in block))
        if number not in page.body or sign.role == "translator-note" or (whole and telling):
            counting[number] = sign
    return counting


def _block(document: Document, number: int) -> range:
    """The sentences of a sentence's block."""
    sentences, block = document.sentences, document.sentences[number].block
    first = last = number
    while first and sentences[first - 1].block == block:
        first -= 1
    while last + 1 < len(sentences) and sentences[last + 1].block == block:
        last += 1
    return range(first, last + 1)


def _goes_on(page: Page, flow: str, opened: int, number: int) -> bool:
    """Whether what a label has opened goes on in this sentence: to the end of its block, and some roles beyond it."""
    document, block = page.document, page.document.sentences[number].block
    if not flow or block == opened:
        return bool(flow)
    if document.blocks[block].kind == "heading":
        return False
    if flow == "translator-note":  # within the article it is a remark, before it a preface
        return number not in page.body
    return flow in _LONG or (flow == "ui" and _short(document.said(number)))


def _beside(page: Page, number: int) -> bool:
    """Whether a sentence stands outside the article; the rest of a list with which the article ends does not."""
    kinds = [page.document.blocks[page.document.sentences[place].block].kind for place in (number, max(0, page.body.stop - 1))]
    return number not in page.body and not (number >= page.body.stop and kinds == ["list-item", "list-item"])


def _is_button(text: str) -> bool:
    sign = furniture(text)
    return sign is not None and sign.role == "ui"


def _short(text: str) -> bool:
    line = text.strip(_CLOSING)
    return len(line) <= BUTTON and not line.endswith((*_STOPS, "!", "?", "！", "？"))


def _titled(text: str) -> bool:
    line = text.strip(_CLOSING)
    words = sum(2 if character > "⺀" else character == " " for character in line)
    return words >= 3 and len(line) <= TITLE and not line.endswith(_STOPS)
