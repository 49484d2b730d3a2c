"""Quotation marks of any tradition in one text, and what stands between them. An apostrophe is none of them.

Pairs nest. One may be left open, as in a paragraph with which the next one goes on: then the quotation runs to the end of the
text; and one that was opened in an earlier text begins at the start of this one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from align.model import Span

# What closes what. Some marks open in one tradition and close in another: „x“ and “x”, «x» and »x«; in Sweden it is ”x”, and who
# types Chinese by hand may turn them round: ”x“.
CLOSES = {
    "”": ("“", "„", "”"), "“": ("„", "“", "”"), "’": ("‘", "‚", "’"), "‘": ("‚",), "»": ("«", "»"), "«": ("»",),
    "›": ("‹",), "‹": ("›",), "」": ("「",), "』": ("『",), "》": ("《",), "〉": ("〈",), "〞": ("〝",),
    '"': ('"',), "'": ("'",), "''": ("``", "''"),
}  # fmt: skip
OPENS = frozenset(mark for marks in CLOSES.values() for mark in marks)
TITLES = frozenset("《〈")  # in Chinese the marks of a work's title, where English has italics
SINGLE = frozenset("‘‚’'")  # which look like an apostrophe
SPACED = frozenset('"“«')  # which open even if the words stand off: « oui »

DEEPEST = 8  # marks within marks
LONG = 8  # words from which on a quotation is what someone said, and no expression
SHORT = 3  # words from which on it may be

_MARK = re.compile(r"``|''|[“”„‟‘’‚\"＂'«»‹›「」『』﹁﹂﹃﹄《》〈〉〝〞]")
_ALIKE = {"‟": "“", "＂": '"', "﹁": "「", "﹂": "」", "﹃": "『", "﹄": "』"}
_WORD = re.compile(r"[^\W_\u2e80-\u9fff\uac00-\ud7a3]+")
_HAN = re.compile(r"[\u2e80-\u2fff\u3040-\u9fff\uac00-\ud7a3]")  # the scripts of China, Japan and Korea
_ENDED = re.compile(r"[.!?,…。！？，；—–]$")
_BEGUN = re.compile(r"(?:^|[.!?…:,;—–。！？：，；\n\"”’」』])\s{0,3}$")
_TOLD = re.compile(r"[:,：，]\s*$")


@dataclass(frozen=True, slots=True)
class Quote:
    """What stands in quotation marks: `span` is its place without them, `outer` with them, and `mark` the one that opens it.

    `whole` is false where one of the two is missing. `speech` tells that it is what someone said or wrote, as against a word or a
    name that is held at arm's length.
    """

    text: str
    span: Span
    outer: Span
    mark: str
    whole: bool = True
    speech: bool = False

    @property
    def title(self) -> bool:
        """Whether the marks are those of a work's title."""
        return self.mark in TITLES


def quotes(text: str) -> tuple[Quote, ...]:
    """All that stands in quotation marks, in order of place; what stands around another before it.

    >>> [quote.text for quote in quotes("“We call it ‘the lake’,” she said of the guards’ \\"pool\\".")]
    ['We call it ‘the lake’,', 'the lake', 'pool']
    >>> [quote.speech for quote in quotes("他说：“我们把它叫作‘湖’。”")]
    [True, False]
    """
    return tuple(sorted(_quotes(text), key=lambda quote: (quote.outer.start, -quote.outer.stop)))


def length(text: str) -> float:
    """How many words a text has; a Chinese character is half a word.

    >>> length("a data lake"), length("数据湖")
    (3.0, 1.5)
    """
    return len(_WORD.findall(text)) + len(_HAN.findall(text)) / 2


def _quotes(text: str) -> Iterator[Quote]:
    opened: list[tuple[str, Span]] = []  # marks still to be closed, the innermost last
    counts: Counter[str] = Counter()
    first = True
    for match in _MARK.finditer(text):
        mark, place = _ALIKE.get(match[0], match[0]), Span(*match.span())
        before, after = text[place.start - 1 : place.start] if place.start else "", text[place.stop : place.stop + 1]
        if any(counts[other] for other in CLOSES.get(mark, ())) and _may_close(mark, before, after, bool(counts["“"])):
            while True:  # what was opened within and never closed was no quotation
                other, begin = opened.pop()
                counts[other] -= 1
                if other in CLOSES[mark]:
                    break
            yield from _quote(text, other, begin, place)
        elif _may_open(mark, before, after):
            opened.append((mark, place))
            counts[mark] += 1
            if len(opened) > DEEPEST:
                counts[opened.pop(0)[0]] -= 1
        elif first and _may_end(mark, before, after):
            yield from _quote(text, mark, Span(0, 0), place)
        first &= mark in SINGLE
    if opened and opened[0][0] not in SINGLE:
        yield from _quote(text, *opened[0], Span(len(text), len(text)))


def _may_close(mark: str, before: str, after: str, twice: bool) -> bool:
    """Whether a mark closes something; `twice` tells that a “ is open already."""
    if mark in SINGLE and _latin(after):  # the apostrophe of don't
        return False
    if mark == "“" and (not before.strip() or (twice and after.isalpha())):
        return False
    return not before.isspace() or not after.isalnum()


def _may_open(mark: str, before: str, after: str) -> bool:
    if mark not in CLOSES and mark not in SINGLE:  # it can be nothing else
        return mark in OPENS
    if mark in SPACED and before.isspace() and after.isspace():
        return True
    inch = before.isdigit() or (mark == "'" and after.isdigit())  # 5'10", the '90s
    within = _latin(before) and not _HAN.match(after)
    return mark in OPENS and bool(after.strip()) and not inch and not within and after not in ",.;:!?)]，。；：！？）"


def _may_end(mark: str, before: str, after: str) -> bool:
    """Whether a mark closes what an earlier text has opened."""
    return mark in CLOSES and mark not in SINGLE and bool(before) and not before.isdigit() and not (before.isspace() and after)


def _latin(character: str) -> bool:
    return character.isalnum() and not _HAN.match(character)


def _quote(text: str, mark: str, begin: Span, end: Span) -> Iterator[Quote]:
    inside = text[begin.stop : end.start]
    words = inside.strip()
    start = begin.stop + len(inside) - len(inside.lstrip())
    span, outer = Span(start, start + len(words)), Span(begin.start, end.stop)
    whole = bool(begin) and bool(end)
    if any(map(str.isalnum, words)):
        yield Quote(words, span, outer, mark, whole, not whole or _is_speech(text, words, outer))


def _is_speech(text: str, words: str, outer: Span) -> bool:
    """Whether it is what someone said: much, or a clause that ends within its marks and that something leads up to."""
    size, before = length(words), text[max(0, outer.start - 3) : outer.start]
    if size >= LONG:
        return True
    upright = not words[0].islower()
    if not (_BEGUN.search(before) and (upright or _TOLD.search(before))):
        return False
    if _ENDED.search(words):
        return upright or size >= SHORT
    return size >= SHORT and text[outer.stop : outer.stop + 1] in (",", "，")
