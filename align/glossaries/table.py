"""Candidates in, a glossary out that a person edits and merges: a concept each, with what speaks for it in the notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import regex

from align import read
from align.glossaries.extracting import Candidate, candidates
from align.glossaries.passages import passages
from align.language import same
from align.model import Glossary, Status, Term
from align.settings import Settings

_BETWEEN = regex.compile(r"[\s/]+")


class Extracted(NamedTuple):
    """The terms found, their languages, and how many of how many candidates they are."""

    glossary: Glossary
    languages: tuple[str, str]
    shown: int
    there: int


def extracted(places: Sequence[str], tags: tuple[str | None, str | None], settings: Settings, most: int) -> Extracted:
    """The most promising candidates of reports, or of an original and its translation, without what the user's glossaries have."""
    known = read.glossary(settings.glossaries)
    found = passages(places, tags, known, settings)
    rated = candidates(found.texts, found.languages, known)
    return Extracted(as_glossary(rated[:most], found.languages, known), found.languages, len(rated[:most]), len(rated))


def as_glossary(candidates: Iterable[Candidate], languages: tuple[str, str], known: Glossary) -> Glossary:
    """The candidates in their order: the phrase, its rendering, both preferred, and other renderings, admitted.

    Concepts are named after the phrase, and never as one that is `known`.
    """
    taken = {term.concept for term in known}
    terms: list[Term] = []
    for candidate in candidates:
        concept = _free(_BETWEEN.sub("-", candidate.text.casefold()), taken)
        taken.add(concept)
        terms += _terms(concept, candidate, languages)
    return Glossary(tuple(terms), "candidates")


def _terms(concept: str, candidate: Candidate, languages: tuple[str, str]) -> Iterator[Term]:
    said = f"{candidate.times} {'times' if candidate.times > 1 else 'time'}: {candidate.context}".removesuffix(": ")
    yield Term(concept, candidate.kind, languages[0], candidate.text, "preferred", said)
    if same(*languages) and candidate.text == candidate.rendering:
        return
    seen = f"in {candidate.rendered} of {candidate.passages} passages"
    rest = dict(candidate.others)
    rows: list[tuple[str, Status, str]] = [(candidate.rendering, "preferred", seen)]
    for text, times in rest.items():
        if text != candidate.rendering:
            rows.append((text, "admitted", f"in {times} of {candidate.passages} passages"))
    for text, status, note in rows:
        yield Term(concept, candidate.kind, languages[1], text, status, note)


def _free(name: str, taken: set[str]) -> str:
    number = 1
    while (free := name if number == 1 else f"{name}-{number}") in taken:
        number += 1
    return free
