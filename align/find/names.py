"""Names in Latin letters, as far as capitals show them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from align.model import Span

# Capitalised words in a row; small ones may join them: the Fear & Greed Index, Bank of China.
_WORD = r"(?:[A-Z]\.){2,}|[A-Z][\w’'-]*|[a-z]+[A-Z]\w*|\d+\.[a-z]{2,}"
_NAME = re.compile(rf"(?<![\w’'-])(?:{_WORD})(?:(?: |\s&\s| of | of the | and the )(?:{_WORD}))*")
_OPENING = re.compile(r"(?:^|[.!?:;。！？：；…\n]|[“\"‘(（\[])\s*[“\"‘(（\[]*$")
_OWN = re.compile(r"(?:['’]s|['’])$")
# Capitals that a language gives to words that name nothing.
_COMMON = frozenset(("i", "i'm", "i've", "i'll", "i'd", "ai", "it", "us"))


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written, without a genitive, and where it stands."""

    text: str
    span: Span


def names(text: str) -> tuple[Name, ...]:
    """The names in a text that has small and capital letters, in order. A single word that opens a sentence is none.

    >>> [name.text for name in names("Rising interest moved the Fear & Greed Index, says Sam of OpenAI’s.")]
    ['Fear & Greed Index', 'Sam of OpenAI']
    """
    return tuple(_names(text))


def _names(text: str) -> Iterator[Name]:
    for match in _NAME.finditer(text):
        words = _OWN.sub("", match[0])
        article = 4 if words.startswith("The ") else 0
        words, start = words[article:], match.start() + article
        span = Span(start, start + len(words))
        opens = bool(_OPENING.search(text[max(0, span.start - 4) : span.start]))
        plain = words.replace(".", "").isalpha() and words[1:].islower()
        if words.lower() in _COMMON or (opens and " " not in words and plain):
            continue
        yield Name(words, span)
