"""An English word in another's place: in its capitals, its number and its hyphens, with the article that it asks for."""

from __future__ import annotations

import regex

from align.find.terms import spaced
from align.model import Span, Term

_ARTICLE = regex.compile(r"(?<![\p{L}\p{N}'’.-])([Aa][Nn]?)\s$")
_HISSES = ("s", "x", "z", "ch", "sh")
_SPOKEN = regex.compile(r"[\p{L}\p{N}]")
_WORD = regex.compile(r"[A-Za-z]+|[0-9]+")
# What begins with the sound of *you* or *won*, and what begins with an h that nobody says.
_CONSONANT = regex.compile(r"eu|ewe|on(?:ce|e(?!r))|u(?:[bkst][aeiou]|ni(?![dmn]))")
_SILENT = regex.compile(r"h(?:eir|onest|ono|our)")
_SPELLED = frozenset("AEFHILMNORSX")  # letters whose names begin with a vowel: an LLM
_NUMBERS = regex.compile(r"8\d*|1[18]")
_SPELLABLE = 3  # letters; longer abbreviations may be spoken as a word: an NLP model, a NASA engineer


def fitted(text: str, home: Span, span: Span, form: str, term: Term) -> tuple[Span, str]:
    """The place to be changed, with the article before it if that changes too, and what to write there.

    `form` is how the glossary writes what stands there now, empty where it does not have it; `home` is the sentence.
    """
    old, new = span.of(text), term.text
    if term.kind == "term":
        singular, said = spaced(form).lower(), spaced(old).lower()
        if singular != said == _plural(singular):
            new = _plural(new)
        if "-" in old and " " not in old:
            new = new.replace(" ", "-")
        new = _cased(old, form, new, first=not _SPOKEN.search(text, home.start, span.start))
    article = _ARTICLE.search(text, max(home.start, span.start - 4), span.start)
    if article:
        asked = sound(new)
        if sound(old) == article[1].lower() and asked not in ("", article[1].lower()):
            written = article[1][0] + asked[1:]
            return Span(article.start(), span.stop), text[article.start() : span.start].replace(article[1], written, 1) + new
    return span, new


def sound(words: str) -> str:
    """The indefinite article that stands before these words; nothing where the spelling does not tell.

    >>> [sound(words) for words in ("inference", "reasoning", "LLM", "Z.ai", "open model", "unique one", "8-bit", "NASA")]
    ['an', 'a', 'an', 'a', 'an', 'a', 'an', '']
    """
    first = _WORD.match(words)
    if not first:
        return ""
    word = first[0]
    if word[0].isdigit():
        return "an" if _NUMBERS.fullmatch(word) else "a"
    if word.isupper():
        return ("an" if word[0] in _SPELLED else "a") if len(word) <= _SPELLABLE else ""
    low = word.lower()
    return "an" if _SILENT.match(low) or (low[0] in "aeiou" and not _CONSONANT.match(low)) else "a"


def _plural(words: str) -> str:
    """Of a singular; what ends as a plural does stays: open weights."""
    if words.endswith("s") and not words.endswith("ss"):
        return words
    if words.endswith("y") and words[-2:-1] not in "aeiou":
        return words[:-1] + "ies"
    return words + ("es" if words.endswith(_HISSES) else "s")


def _cased(old: str, form: str, new: str, *, first: bool) -> str:
    """The new words in the capitals of the old, as far as those are not the glossary's own."""
    own = form != form.lower()  # LLM is no shouted llm
    if old.isupper() and not own and len(old) > 1:
        return new.upper()
    words = old.replace("-", " ").split()
    titled = not own and all(word[0].isupper() for word in words) and (len(words) > 1 or not first)
    if titled:
        return regex.sub(r"(?<![\p{L}\p{N}'’])\p{Ll}", lambda letter: letter[0].upper(), new)
    begins = first and (old[0].isupper() or own)
    return new[0].upper() + new[1:] if begins else new
