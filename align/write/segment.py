"""Sentences of one side as a CAT tool's segment: composed characters, single spaces, and none that XML or an importer refuses."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from align import language
from align.model import Change, Document, Side, Span

# Languages that set no space between sentences.
UNSPACED = frozenset({"zh", "ja"})

# One of these can cost the whole memory (controls, surrogates, noncharacters) or the match (what nobody sees). The joiners
# U+200C and U+200D stay: they make words in Persian and Hindi, and faces.
_PLANES = "".join(chr(plane + last) for plane in range(0x10000, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))
_REFUSED = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\uffff" + _PLANES + "]"
)


def joined(document: Document, sentences: range, changes: Sequence[Change] = ()) -> str:
    """These sentences as one segment, joined as their language joins sentences, with the changes that lie in one of them."""
    text, places = document.text, [document.sentences[number].span for number in sentences]
    unspaced = language.base(document.language) in UNSPACED
    words = ""
    for before, place in zip([None, *places], places, strict=False):
        gap = text[before.stop : place.start] if before else ""
        words += ("" if unspaced and not gap.strip() else gap) + changed(text, place, changes)
    return cleaned(words)


def on(side: Side, changes: Sequence[Change]) -> tuple[Change, ...]:
    """Those changes that are of that side."""
    return tuple(change for change in changes if change.side == side)


def changed(text: str, place: Span, changes: Sequence[Change]) -> str:
    """What stands at a place, with the changes that lie wholly in it; they come in order and do not touch.

    >>> swap = Change(0, Span(6, 9), "red", "blue", "terms.forbidden", "red is out")
    >>> changed("Paint red walls.", Span(0, 16), [swap]), changed("Paint red walls.", Span(0, 8), [swap])
    ('Paint blue walls.', 'Paint re')
    """
    said, done = "", place.start
    for change in changes:
        if place.start <= change.span.start and change.span.stop <= place.stop:
            said += text[done : change.span.start] + change.new
            done = change.span.stop
    return said + text[done : place.stop]


def cleaned(text: str) -> str:
    r"""The text in NFC, without refused characters, white space made single and dropped at the ends.

    >>> cleaned("  Cafe\u0301\u00a0\u00adnoir\ufeff\n")
    'Café noir'
    """
    return " ".join(unicodedata.normalize("NFC", _REFUSED.sub("", text)).split())


def refused(text: str) -> Counter[str]:
    r"""The characters that `cleaned` takes out, by code point.

    >>> refused("a\u200bb\u200bc")
    Counter({'U+200B': 2})
    """
    return Counter(f"U+{ord(character):04X}" for character in _REFUSED.findall(text))
