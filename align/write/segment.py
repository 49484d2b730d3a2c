"""Sentences of one side as a CAT tool's segment: composed characters, single spaces, and none that XML or an importer refuses."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from align import language
from align.model import Document

# Languages that set no space between sentences.
UNSPACED = frozenset({"zh", "ja"})

# One of these can cost the whole memory (controls, surrogates, noncharacters) or the match (what nobody sees). The joiners
# U+200C and U+200D stay: they make words in Persian and Hindi, and faces.
_PLANES = "".join(chr(plane + last) for plane in range(0x10000, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))
_REFUSED = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\uffff" + _PLANES + "]"
)


def joined(document: Document, sentences: range) -> str:
    """These sentences as one segment, joined as their language joins sentences."""
    text, places = document.text, [document.sentences[number].span for number in sentences]
    unspaced = language.base(document.language) in UNSPACED
    words = ""
    for before, place in zip([None, *places], places, strict=False):
        gap = text[before.stop : place.start] if before else ""
        words += ("" if unspaced and not gap.strip() else gap) + place.of(text)
    return cleaned(words)


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
