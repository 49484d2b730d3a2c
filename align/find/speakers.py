"""Who says what stands in quotation marks: a name and a verb of saying beside it."""

from __future__ import annotations

import re
from functools import cache

from align.find.quotes import Quote
from align.language import base, table
from align.language.tables import fold

NEAR = 40  # characters between a quotation and who says it

_PART = rf"[A-Z][\w’'-]{{1,{NEAR}}}"
_NAME = rf"{_PART}(?: (?:[A-Z]\.|{_PART})){{0,3}}"
_PRONOUNS = frozenset("he she it they we this that who one the a an but and so then as when while".split())


def speaker(text: str, quote: Quote, language: str) -> str:
    """The name in Latin letters of who says it; nothing where nobody is named, or nobody says anything.

    >>> from align.find.quotes import quotes
    >>> text = "“It is small,” said Ada Hart."
    >>> speaker(text, quotes(text)[0], "en")
    'Ada Hart'
    """
    naming = _naming(base(language))
    found = [match["before"] or match["after"] for side in beside(text, quote) if (match := naming.search(side))]
    return next((name for name in found if name.split()[0].casefold() not in _PRONOUNS), "")


def told(text: str, quote: Quote, language: str) -> bool:
    """Whether a verb of saying stands beside a quotation."""
    return any(_listed(base(language), "speech").search(fold(side).lower()) for side in beside(text, quote))


def held(text: str, quote: Quote, language: str) -> bool:
    """Whether the words before a quotation hold it at arm's length, as *so-called* does."""
    before, _ = beside(text, quote)
    listed = _listed(base(language), "held")
    return any(not before[match.end() :].strip() for match in listed.finditer(fold(before).lower()))


def beside(text: str, quote: Quote) -> tuple[str, str]:
    """What stands directly before a quotation and behind it."""
    return text[max(0, quote.outer.start - NEAR) : quote.outer.start], text[quote.outer.stop : quote.outer.stop + NEAR]


@cache
def _naming(language: str) -> re.Pattern[str]:
    verbs = _any(language, "speech")
    return re.compile(rf"(?P<before>{_NAME}) ?{verbs}|{verbs} (?P<after>{_NAME})")


@cache
def _listed(language: str, name: str) -> re.Pattern[str]:
    return re.compile(_any(language, name))


def _any(language: str, name: str) -> str:
    words = sorted(table(language).lists.get(name, ()), key=lambda word: (-len(word), word))
    edge = "" if language == "zh" else r"\b"
    return rf"{edge}(?:{'|'.join(map(re.escape, words)) or '(?!)'}){edge}"
