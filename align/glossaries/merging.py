"""Several files of terms in, one glossary out, and every conflict between them with what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from align.model import Glossary, Term
from align.read.glossary import Sheet, joined

Winner = Literal["later", "earlier"]
WINNERS: tuple[Winner, ...] = get_args(Winner)


@dataclass(frozen=True, slots=True)
class Merged:
    """The glossary, and its conflicts in words."""

    glossary: Glossary
    conflicts: tuple[str, ...]


def merged(sheets: Sequence[Sheet], winner: Winner = "later") -> Merged:
    """The terms of all sheets. Where two decide a term differently, or prefer two terms, the later wins, or the earlier if asked.

    A note of the loser stays where the winner has none and both say the same of the term.
    """
    order = sheets if winner == "later" else sheets[::-1]
    glossary = joined(order)
    notes = {_key(term): term for sheet in order for term in sheet.terms if term.note}
    terms = [_noted(term, notes.get(_key(term))) for term in glossary]
    if winner == "earlier":
        # In the order in which the files were given.
        places = {_key(term): place for place, term in reversed(list(enumerate(_all(sheets))))}
        terms.sort(key=lambda term: places[_key(term)])
        glossary = replace(glossary, name=joined(sheets).name)
    return Merged(replace(glossary, terms=tuple(terms)), tuple(_conflicts(sheets, {_key(term): term for term in terms})))


def _all(sheets: Iterable[Sheet]) -> Iterator[Term]:
    return (term for sheet in sheets for term in sheet.terms)


def _key(term: Term) -> tuple[str, str, str]:
    return term.concept, term.language, term.text


def _noted(term: Term, other: Term | None) -> Term:
    return replace(term, note=other.note) if other and not term.note and other.status == term.status else term


def _conflicts(sheets: Sequence[Sheet], kept: dict[tuple[str, str, str], Term]) -> Iterator[str]:
    """What two sheets say differently, in the order in which the later says it."""
    seen: dict[tuple[str, str, str], Term] = {}
    preferred: dict[tuple[str, str], Term] = {}
    for sheet in sheets:
        for term in sheet.terms:
            before = seen.get(_key(term))
            if before:
                for field in ("status", "kind", "note"):
                    one, two = getattr(before, field), getattr(term, field)
                    if one != two and one and two:
                        said = f"its {field} is {one!r} in {before.where} and {two!r} in {term.where}"
                        yield f"{term.text!r} of {term.concept}: {said}; kept: {getattr(kept[_key(term)], field)!r}"
            rival = preferred.get((term.concept, term.language))
            if term.status == "preferred" and rival and rival.text != term.text:
                both = f"{rival.text!r} in {rival.where} and {term.text!r} in {term.where}"
                home = term.concept, term.language, "preferred"
                winner = next(one for one in kept.values() if (one.concept, one.language, one.status) == home)
                yield f"{term.concept} in {term.language}: preferred are {both}; kept: {winner.text!r}"
        for term in sheet.terms:
            seen[_key(term)] = term
            if term.status == "preferred":
                preferred[term.concept, term.language] = term
