"""Which words of two texts mean the same, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

import regex

from align.find import numbers, terms
from align.language import base, simplified, table
from align.lexicon import dictionary, strings, synonyms
from align.lexicon.links import Links, links, union
from align.lexicon.memory import Memory, lesson, packed
from align.lexicon.tokens import Tokens, put_away, tokens
from align.model import Document, Glossary

__all__ = ["Links", "Memory", "Tokens", "Words", "between", "packed"]

# What survives translation stands beside the words, with a sign before it so that it is no word of the text itself.
CONCEPT = "§"
VALUE = "#"

LONG = 100_000  # words of both texts, from where memory is scarcer than the half second in which a table of lemmas is read again

_FIGURE = regex.compile(r"\p{N}")
_LETTERS = regex.compile(r"\p{L}+")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of two documents' sentences, and what links them; `sources` names where the links come from.

    `notes` say what the user should know of a memory that could not be used as it is.
    """

    original: Tokens
    translation: Tokens
    links: Links
    sources: tuple[str, ...]
    notes: tuple[str, ...] = ()

    def part(self, original: range, translation: range) -> Words:
        """The words of a run of sentences on each side."""
        return replace(self, original=self.original.part(original), translation=self.translation.part(translation))


def between(original: Document, translation: Document, glossary: Glossary, memories: Iterable[Memory] = ()) -> Words:
    """What can be known, before pairing, about which words of the two documents go together; `memories` are the user's."""
    one, two = (_read(side, glossary) for side in (original, translation))
    tables, sources = [links(strings.pairs(one, two))], ["string"]
    match base(original.language), base(translation.language):
        case "zh", "en":
            tables.append(links(dictionary.pairs(one, two)))
        case "en", "zh":
            tables.append(links(dictionary.pairs(two, one)).turned())
        case "en", "en":
            tables.append(links(synonyms.pairs(one, two)))
    if len(tables) > 1:
        sources.append("lexicon")
    lessons = [lesson(memory, one, two) for memory in memories]
    if any(len(taught.links) for taught in lessons):
        sources.append("memory")
    notes = tuple(taught.note for taught in lessons if taught.note)
    if len(one.flow) + len(two.flow) > LONG:
        put_away()
    return Words(one, two, union(*tables, *(taught.links for taught in lessons)), tuple(sources), notes)


def _read(document: Document, glossary: Glossary) -> Tokens:
    """The document's words; a glossary's term stands beside them as its concept, which is the same word in every language."""
    names = tuple(simplified(term.text) for term in glossary if base(term.language) == base(document.language) == "zh")
    said = [document.said(number) for number in range(len(document.sentences))]
    return tokens(said, document.language, names, [_marks(sentence, document.language, glossary) for sentence in said])


def _marks(sentence: str, language: str, glossary: Glossary) -> list[str]:
    concepts = [f"{CONCEPT}{hit.term.concept}" for hit in terms(sentence, language, glossary) if hit.term.status != "forbidden"]
    return concepts + [f"{VALUE}{number}" for number in numbers(sentence, language)] if _may_count(sentence, language) else concepts


def _may_count(sentence: str, language: str) -> bool:
    """Whether there can be a number in the sentence; most have none, and this is told far sooner than what they are."""
    words = _LETTERS.findall(sentence.casefold())
    return base(language) == "zh" or bool(_FIGURE.search(sentence)) or not _counting(language).isdisjoint(words)


@cache
def _counting(language: str) -> frozenset[str]:
    """The language's words for numbers, and their plurals."""
    words = [word for group in table(language).numbers.values() for word in group]
    return frozenset((*words, *(f"{word}s" for word in words)))
