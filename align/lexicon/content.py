"""A text into the words that carry its matter, each at its place: what is left when the small words go.

English and Chinese only, for only they have a list of small words; a text of another language has no content words.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple

import regex

from align.language import base, simplified, table
from align.lexicon.dictionary import entries
from align.lexicon.forms import VOCABULARY, lemma, stem
from align.lexicon.tokens import folder, is_han

Kind = Literal["small", "light", "full", "name", "number"]

LANGUAGES = ("en", "zh")
TITLED = 0.6  # of the words of a title have capitals, from where capitals no longer show names

# A word, a figure, or a sign that ends a phrase. Possessive, so that no run is read twice.
_PIECE = regex.compile(
    r"\p{Han}++|(?:[^\W\d_]|\p{M})++(?:['’](?!s\b)[^\W\d_]++)*+|\d++(?:[.,:]\d++)*+|[,;:()\[\]–—，。；：、！？（）…]|--|(?<= )-(?= )|[.!?](?=\s|$|[\"'”’)])"
)
_NUMERAL = frozenset("零〇一二三四五六七八九十百千万亿兆两半第年月日号多余几成倍点分之")
_BRACKETS = {"(": 1, "[": 1, "（": 1, ")": -1, "]": -1, "）": -1}
_STOPS = frozenset(".!?:。！？：")


class Facts(NamedTuple):
    """What holds for a word wherever it stands: its lemma, its stem, the form in which glosses are compared, and its kind."""

    form: str
    stem: str
    fold: str
    kind: Kind


class Word(NamedTuple):
    """A word at its place; `phrase` is the number of the phrase that it stands in, between two signs; `inside`: within brackets."""

    start: int
    stop: int
    text: str
    form: str
    stem: str
    fold: str
    kind: Kind
    phrase: int
    inside: bool

    @property
    def counts(self) -> bool:
        """Whether it carries matter."""
        return self.kind in ("full", "light", "name")


def words(text: str, language: str) -> tuple[Word, ...]:
    """The words of a text in order, small ones too; none in a language that we have no list for.

    >>> [word.text for word in words("The visitors (all of them) left.", "en") if word.counts]
    ['visitors', 'left']
    """
    tongue = base(language)
    if tongue not in LANGUAGES:
        return ()
    found = tuple(_words(simplified(text) if tongue == "zh" else text, tongue))
    named = sum(word.kind == "name" for word in found)
    titled = named > 3 and named > TITLED * sum(word.counts for word in found)
    return tuple(word._replace(kind="full") if word.kind == "name" and not is_han(word.text[0]) else word for word in found) if titled else found


def _words(text: str, tongue: str) -> Iterator[Word]:
    phrase, depth, opens = 0, 0, True
    for match in _PIECE.finditer(text):
        piece, start = match[0], match.start()
        if is_han(piece[0]):
            for part in _cut(piece):
                stop = start + len(part)
                yield Word(start, stop, part, *_chinese(part), phrase, depth > 0)
                start = stop
        elif piece[0].isalnum():
            form, stemmed, folded, kind = _latin(piece, tongue)
            # A capital shows a name where the place does not demand it.
            if kind != "number" and piece[0].isupper() and (not opens or not piece[1:].islower()) and kind != "small" and len(piece) > 1:
                kind = "name"
            yield Word(start, match.end(), piece, form, stemmed, folded, kind, phrase, depth > 0)
        else:
            phrase += 1
            depth = max(0, depth + _BRACKETS.get(piece, 0))
            opens = piece in _STOPS
            continue
        opens = False


def _cut(run: str) -> list[str]:
    import rjieba

    cut: list[str] = rjieba.cut(run, False)
    return cut


@lru_cache(VOCABULARY)
def _latin(word: str, tongue: str) -> Facts:
    plain = word.lower().replace("’", "'")
    if plain[0].isdigit() or plain in _numbers():
        return Facts(plain.replace(",", ""), plain, plain, "number")
    form = lemma(plain)
    if len(plain) == 1 or plain in _list("en", "function") or "'" in plain:
        return Facts(form, form, form, "small")
    light = form in _list("en", "light") or plain in _list("en", "light")
    return Facts(form, stem(form), folder("en")(plain), "light" if light else "full")


@lru_cache(VOCABULARY)
def _chinese(word: str) -> Facts:
    kind: Kind = "full"
    if _NUMERAL.issuperset(word):
        kind = "number"
    elif word in _list("zh", "function"):
        kind = "small"
    elif word in _list("zh", "light") or len(word) == 1:
        kind = "light"
    elif word not in entries() or entries()[word].lstrip()[:1].isupper():
        kind = "name"
    return Facts(word, word, word, kind)


@cache
def _list(tongue: str, name: str) -> frozenset[str]:
    return frozenset(table(tongue).lists.get(name, ()))


@cache
def _numbers() -> frozenset[str]:
    parts = table("en").numbers
    return frozenset(word for part in ("words", "scales", "ordinals", "parts", "many", "months", "spans") for word in parts[part]) - {"may", "march"}
