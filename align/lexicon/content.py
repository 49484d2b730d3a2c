"""A text into its words, each at its place, and which of them carry its matter: what is left when the small words go.

English and Chinese only, for only they have a list of small words; a text of another language has no words here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple

import regex

from align.language import base, simplified, table
from align.lexicon.dictionary import entries
from align.lexicon.forms import VOCABULARY, lemma, stem
from align.lexicon.tokens import is_han

Kind = Literal["small", "number", "bare", "light", "name", "full"]

LANGUAGES = ("en", "zh")
SAYING = 3  # characters of a Chinese word at the most; a longer one is a saying, and is seldom rendered word by word
FEW = 3  # names that any sentence may have
TITLED = 0.6  # of the words of a title have capitals, from where capitals no longer show names

_HAN = r"\u3400-\u9fff\U00020000-\U0003ffff"
# Chinese; a word; a figure; a sign that ends a phrase. Possessive, so that no run is read twice.
_PIECE = regex.compile(
    rf"([{_HAN}]++)"
    rf"|((?:[^\W\d_{_HAN}]|[\u0300-\u036f])++(?:['’](?!s\b)[^\W\d_{_HAN}]++)*+)"
    r"|(\d++(?:[.,:]\d++)*+(?:st|nd|rd|th|s)?+)"
    rf"|([,;:()\[\]–—，。；：、！？（）…]|--|(?<=[ {_HAN}])-(?=[ {_HAN}])|[.!?](?=\s|$|[\"'”’)]))"
)
_CHINESE, _WORD, _FIGURE = 1, 2, 3
_NUMERAL = frozenset("零〇一二三四五六七八九十百千万亿兆两半第年月日号多余几成倍点分之")
_COUNTED = frozenset("一二两三四五六七八九十几数多每各这那此该本某首前后另")
_BRACKETS = {"(": 1, "[": 1, "（": 1, ")": -1, "]": -1, "）": -1}
_DOTS = frozenset("·•・")  # within a foreign name
_STOPS = frozenset(".!?:。！？：")
_TITLES = frozenset(("mr", "mrs", "ms", "dr", "st", "no", "vs", "prof", "gen", "sen"))  # a stop behind them ends nothing


class Word(NamedTuple):
    """A word at its place; `phrase` is the number of the phrase that it stands in, between two signs; `inside`: within brackets.

    It is compared by `form`, its lemma, and by `stem`. A `bare` word is a lone Chinese character, a `light` one says little. All
    but small words and numbers carry matter: they count.
    """

    start: int
    stop: int
    text: str
    form: str
    stem: str
    kind: Kind
    counts: bool
    phrase: int
    inside: bool


class _Facts(NamedTuple):
    """What holds for a word wherever it stands."""

    form: str
    stem: str
    kind: Kind
    counts: bool


def words(text: str, language: str) -> tuple[Word, ...]:
    """The words of a text in order, small ones too; none in a language that we have no list for.

    >>> [word.text for word in words("The visitors (all of them) left.", "en") if word.counts]
    ['visitors', 'left']
    """
    tongue = base(language)
    if tongue not in LANGUAGES:
        return ()
    found = tuple(_words(simplified(text) if tongue == "zh" else text, tongue == "zh"))
    named = [word for word in found if word.kind == "name"]
    if len(named) > FEW and len(named) > TITLED * sum(word.counts for word in found):
        return tuple(word._replace(kind="full") if word.kind == "name" and not is_han(word.text[0]) else word for word in found)
    return found


def _words(text: str, chinese: bool) -> Iterator[Word]:
    phrase, depth, opens, last = 0, 0, True, ""
    for match in _PIECE.finditer(text):
        piece, (start, stop), sort = match[0], match.span(), match.lastindex
        if sort == _WORD:
            form, stemmed, kind, counts = _latin(piece)
            # A capital shows a name where the place does not demand it.
            if counts and piece[0].isupper() and not (opens and piece[1:].islower()):
                kind = "name"
            yield Word(start, stop, piece, form, stemmed, kind, counts, phrase, depth > 0)
        elif sort == _CHINESE:
            name = text[stop : stop + 1] in _DOTS or text[max(0, start - 1) : start] in _DOTS
            for part in _cut(piece) if chinese else ():
                stop = start + len(part)
                form, stemmed, kind, counts = _han(part)
                yield Word(start, stop, part, form, stemmed, "name" if name and counts else kind, counts, phrase, depth > 0)
                start = stop
        elif sort == _FIGURE:
            yield Word(start, stop, piece, piece.replace(",", ""), piece, "number", False, phrase, depth > 0)
        elif piece == "." and last.lower() in _TITLES:
            continue
        else:
            phrase += 1
            depth = max(0, depth + _BRACKETS.get(piece, 0))
            opens = piece in _STOPS
            continue
        opens, last = False, piece


def _cut(run: str) -> list[str]:
    import rjieba

    cut: list[str] = rjieba.cut(run, False)
    return cut


@lru_cache(VOCABULARY)
def _latin(word: str) -> _Facts:
    plain = word.lower().replace("’", "'")
    form = lemma(plain)
    if plain in _numbers():
        return _Facts(form, stem(form), "number", False)
    if len(plain) == 1 or plain in _list("en", "function") or "'" in plain:
        return _Facts(form, stem(form), "small", False)
    light = form in _list("en", "light") or plain in _list("en", "light")
    return _Facts(form, stem(form), "light" if light else "full", True)


@lru_cache(VOCABULARY)
def _han(word: str) -> _Facts:
    kind: Kind = "full"
    if _NUMERAL.issuperset(word):
        kind = "number"
    elif word in _list("zh", "function") or (word[0] in _COUNTED and word[1:] in _list("zh", "counters")):
        kind = "small"
    elif len(word) == 1:
        kind = "bare"
    elif word in _list("zh", "light") or len(word) > SAYING:
        kind = "light"
    elif word not in entries() or entries()[word].lstrip()[:1].isupper():
        kind = "name"
    return _Facts(word, word, kind, kind not in ("small", "number"))


@cache
def _list(tongue: str, name: str) -> frozenset[str]:
    return frozenset(table(tongue).lists.get(name, ()))


@cache
def _numbers() -> frozenset[str]:
    parts = table("en").numbers
    said = (word for part in ("words", "scales", "ordinals", "parts", "many", "months", "spans") for word in parts[part])
    return frozenset(said) - {"may", "march"}
