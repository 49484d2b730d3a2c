"""Names in Latin letters, as far as capitals show them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from align.model import Span

VOCABULARY = 1 << 17  # words remembered: a bound for a stream that never ends
TITLED = 0.65  # of a text's long words have a capital: a headline that gives one to every word
LONG = 4  # letters of a long word

# Capitalised words in a row; small ones may join them: the Fear & Greed Index, Bank of China.
_WORD = r"(?:[A-Z]\.){2,}|[A-Z][\w’'-]*|[a-z]+[A-Z]\w*|\d+\.[a-z]{2,}"
_NAME = re.compile(rf"(?<![\w’'-])(?:{_WORD})(?:(?: |\s&\s| of | of the | and the )(?:{_WORD}))*")
_OPENING = re.compile(r"(?:^|[.!?:;。！？：；…\n]|[“\"‘(（\[])\s{0,3}[“\"‘(（\[]{0,3}$")
_OWN = re.compile(r"(?:['’]s|['’])$")
_SHORT = re.compile(r"(?:n['’]t|['’](?:s|re|ve|ll|d|m)?)$", re.IGNORECASE)  # what is written on to a word: Larsen's, they're, don't
# Capitals that a language gives to words that name nothing.
_COMMON = frozenset(("i", "i'm", "i've", "i'll", "i'd", "ai", "it", "us"))

_LETTERS = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_\u2e80-\u9fff\uac00-\ud7a3]+(?:['’][^\W\d_\u2e80-\u9fff\uac00-\ud7a3]+)*")
_ADDRESSED = re.compile(r"(?:^|\W)(?:Mr|Mrs|Ms|Dr|St|Prof|Gen|Sen|Rep|Gov|Col|Lt|Sgt|Jr|Co|vs|No)\. $")
# Letters that are no others with an accent.
_PLAIN = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe"}
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written, without a genitive, and where it stands."""

    text: str
    span: Span


class Word(NamedTuple):
    """A word in Latin letters: as it stands, without a genitive; in the form in which names are compared; and its place.

    `capital` tells that it has one, `due` that any word would have one there: at the opening of a sentence, in a headline.
    """

    text: str
    key: str
    start: int
    stop: int
    capital: bool
    due: bool


def names(text: str) -> tuple[Name, ...]:
    """The names in a text that has small and capital letters, in order. A single word that opens a sentence is none.

    >>> [name.text for name in names("Rising interest moved the Fear & Greed Index, says Sam of OpenAI’s.")]
    ['Fear & Greed Index', 'Sam of OpenAI']
    """
    return tuple(_names(text))


def words(text: str) -> tuple[Word, ...]:
    """All words in Latin letters, in order.

    >>> [(word.key, word.due) for word in words("At noon Škoda’s men met the U.S. team.") if word.capital]
    [('at', True), ('skoda', False), ('us', False)]
    """
    found = []
    long = capitals = 0
    for match in _LETTERS.finditer(text):
        said = match[0]
        if "'" in said or "’" in said:
            said = _SHORT.sub("", said) or said
        elif said[-1] == "s" and said[:-1].isupper() and len(said) > 2:
            said = said[:-1]  # the plural of an acronym
        start = match.start()
        capital = said != said.lower() and not said[0].isdigit()
        opens = capital and bool(_OPENING.search(text[max(0, start - 4) : start]))
        if opens and text[start - 2 : start] == ". " and _ADDRESSED.search(text[max(0, start - 7) : start]):
            opens = False
        if len(said) >= LONG:
            long += 1
            capitals += capital
        found.append(Word(said, folded(said), start, start + len(said), capital, opens))
    if long > 2 and capitals > TITLED * long:
        return tuple(word._replace(due=word.capital) for word in found)
    return tuple(found)


@lru_cache(VOCABULARY)
def folded(word: str) -> str:
    """A word in the form in which names are compared: small letters without accents, points and apostrophes.

    >>> folded("U.S."), folded("Xi’an"), folded("Pawłowicz")
    ('us', 'xian', 'pawlowicz')
    """
    plain = unicodedata.normalize("NFKD", word.translate(_PLAIN).casefold())
    return "".join(character for character in plain if character.isalnum()) or word


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
