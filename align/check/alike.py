"""How much of one passage another one says, word by word: by the words' forms in one language, by the dictionary between two."""

from __future__ import annotations

from functools import cache

from align.language import base, simplified
from align.lexicon import dictionary
from align.lexicon.tokens import cutter, folder, is_han
from align.model import Document, Span


def share(one: Document, here: Span, two: Document, there: Span) -> float:
    """The share of the words at `here` that have a counterpart at `there`, from 0 to 1.

    >>> texts = {"en": "A used chip is quick.", "en-GB": "The chip is used."}
    >>> one, two = (Document("", tag, text, (), ()) for tag, text in texts.items())
    >>> share(two, Span(0, 17), one, Span(0, 21))
    0.75
    """
    ours, theirs = words(here.of(one.text), base(one.language)), words(there.of(two.text), base(two.language))
    given = frozenset(theirs)
    if base(one.language) == "zh" != base(two.language):
        found = [bool(given & _meant(word)) for word in ours]
    elif base(two.language) == "zh" != base(one.language):
        known = frozenset().union(*map(_meant, given))
        found = [word in known for word in ours]
    else:
        found = [word in given for word in ours]
    return sum(found) / max(1, len(found))


@cache
def _meant(word: str) -> frozenset[str]:
    """What a Chinese word may be in English: its glosses, and itself, if it is a name or a figure."""
    return dictionary.glosses(word) if is_han(word[0]) else frozenset((folder("en")(word),))


def words(text: str, language: str) -> tuple[str, ...]:
    """The words of a text in the form in which they are compared, without its punctuation."""
    form = folder(language)
    return tuple(form(word) for word in cutter(())(simplified(text) if language == "zh" else text) if word[0].isalnum())
