"""An author whom the translation's page does not name, or to whom it does not lead.

The author is told by the original's front matter or by its byline. A translation may have that line, or name him anywhere at its
top or its bottom, in his own letters or in letters that sound like his.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

from align.check.examples import Example
from align.check.names import across
from align.check.names.named import alone
from align.check.page import SIDES
from align.find.links import links
from align.find.names import words
from align.language import base, simplified
from align.language.tables import fold
from align.lexicon.chinese import DOT, likest, spelt
from align.model import Alignment, Document, Finding, Span

UNCREDITED = (
    Example(
        "editorial.credit", "The lab moves\nBy Ola Kvalstad\nThe lab moved house.", "实验室搬家\n\n实验室搬了家。",
        "en", "zh-CN", True,
        "The byline is gone, and nobody is named.", "minor",
    ),
    Example(
        "editorial.credit", "The lab moves\nBy Ola Kvalstad\nThe lab moved house.",
        "实验室搬家\n原文作者：Ola Kvalstad\n实验室搬了家。",
        "en", "zh-CN", False,
        "He is named.",
    ),
    Example(
        "editorial.credit", "实验室搬家\n作者：王小莉\n实验室搬了家。", "The lab moves\n\nThe lab moved house.",
        "zh-CN", "en", True,
        "The byline is gone, and nobody is named.", "minor",
    ),
    Example(
        "editorial.credit", "实验室搬家\n作者：王小莉\n实验室搬了家。", "The lab moves\nBy Wang Xiaoli\nThe lab moved house.",
        "zh-CN", "en", False,
        "She is named.",
    ),
)  # fmt: skip

TOP, EDGE = 12, 1500  # sentences of a page's head; characters at either end of a page where one looks for names
CERTAIN, LINKED = 0.6, 0.5
ALIKE = 0.6  # likeness of sounds
SHORTEST = 3  # letters of a name that can be looked for

_FIELDS = ("author", "authors", "作者")
_BYLINE = regex.compile(r"(?:(?:written )?by|author:|作者:|作者 |文/|文\|)\s*+", regex.IGNORECASE)
# Up to four words with capitals, or Chinese characters; and nothing behind them but a sign.
_NAME = regex.compile(r"(\p{Lu}[\p{L}.’'-]*+(?: \p{Lu}[\p{L}.’'-]*+){0,3}+|\p{Han}{2,4}+)(?=\s*(?:$|[|,;(/·—–\n-]))")
_WORD = regex.compile(r"[^\W\d_]++")


class _Author(NamedTuple):
    name: str
    span: Span | None
    bead: int | None


def uncredited(alignment: Alignment) -> Iterator[Finding]:
    """At most one finding: the author is not named, or the link that his name was is gone."""
    author = _author(alignment)
    if not author:
        return
    bead = (author.bead,) if author.bead is not None else ()
    evidence: tuple[tuple[str, str], ...] = (("author", author.name),)
    answered = author.bead is not None and alignment.beads[author.bead].paired  # a byline that was translated, however that reads
    if not answered and _named(author.name, alignment) is False:
        told = f"The author, “{author.name}”, is named nowhere on the translation's page."
        yield Finding("editorial.credit", "omission", "minor", CERTAIN, told, bead, author.span, evidence=evidence)
        return
    mark = next(iter(links(alignment.original, author.span)), None) if author.span else None
    theirs = links(alignment.translation, Span(0, len(alignment.translation.text))) if mark else ()
    if mark and theirs and mark.target.rstrip("/") not in {other.target.rstrip("/") for other in theirs}:
        told = f"The author, “{author.name}”, is named and not linked."
        evidence = (*evidence, ("leads to", mark.target))
        yield Finding("editorial.credit", "omission", "neutral", LINKED, told, bead, author.span, evidence=evidence)


def _author(alignment: Alignment) -> _Author | None:
    document = alignment.original
    for number in range(min(TOP, len(document.sentences))):
        sentence = document.sentences[number].span
        line = fold(document.said(number))
        opening = _BYLINE.match(line)
        name = _NAME.match(line, opening.end()) if opening else None
        if name:
            bead = next(place for place, one in enumerate(alignment.beads) if number in one.original)
            span = Span(sentence.start + name.start(1), sentence.start + name.end(1))
            return _Author(document.quote(span), span, bead)
    given = next((value.strip() for field, value in document.metadata if field.lower() in _FIELDS and value.strip()), "")
    return _Author(given, None, None) if _NAME.fullmatch(given) else None


def _named(name: str, alignment: Alignment) -> bool | None:
    """Whether the translation's page names him; None where that cannot be told."""
    languages = base(alignment.original.language), base(alignment.translation.language)
    page = _ends(alignment.document(SIDES[1]))
    if any(word.casefold() in page.casefold() for word in _WORD.findall(name) if len(word) >= SHORTEST or not word.isascii()):
        return True
    if languages == ("zh", "en"):
        heard = simplified(name).replace(DOT, "")
        return any(_spells(word.key, heard) for word in words(page) if word.capital and len(word.key) >= SHORTEST)
    whole = f"It is by {name}."
    if languages == ("en", "en"):
        return False if alone(whole, page) else None
    return False if languages == ("en", "zh") and across.alone(whole, page, chinese=False) else None


def _spells(key: str, name: str) -> bool:
    """Whether a word in Latin letters is read as characters of the name, or sounds like it."""
    return any(spelt(key, name, start) > start for start in range(len(name))) or likest(key, name, len(name) // 2) >= ALIKE


def _ends(document: Document) -> str:
    text = document.text
    return text if len(text) <= 2 * EDGE else f"{text[:EDGE]}\n{text[-EDGE:]}"
