"""Entries of one or more memories in, each passage once: doubles are left out, and contradictions settled as one is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from align.entry import Entry, Heading, Remark
from align.memories.fate import Again, Fate, asked, said

Policy = Literal["keep", "date", "confidence"]
POLICIES: tuple[Policy, ...] = get_args(Policy)


def merged(again: Again, policy: Policy = "keep") -> Iterator[Fate]:
    """Each entry in its order, and why it is left out, where it is.

    Of entries that say the same in the same languages one is kept, with the notes and props that only the others have. Where
    they have the same original and another translation, `date` keeps the one last worked on, `confidence` the one of which a
    run was surest, and `keep` all of them; where nobody says when, or how sure, or it is the same, the first counts. A name
    (tuid) that an earlier entry has too is taken away, for a tool would overwrite one with the other.
    """
    plan = _plan(again, policy)
    added = _added(again, plan)
    names: set[str] = set()
    for number, entry in enumerate(again()):
        winner = plan.same[said(entry)]
        if winner != number:
            yield Fate(entry, "says the same as another")
        elif plan.winners.get(asked(entry), number) != number:
            yield Fate(entry, f"has another translation, which was preferred by its {policy}")
        else:
            taken = entry.name in names
            names.add(entry.name)
            kept = replace(entry, name="" if taken else entry.name, remarks=entry.remarks + added.get(number, ()))
            yield Fate(kept, changed="a name (tuid) that an earlier unit has was taken away" if taken and entry.name else "")


def heading(headings: Sequence[Heading]) -> Heading:
    """One for all: the language of the originals where they agree, the first one's other attributes, and the remarks of each."""
    sources = {each.source for each in headings}
    remarks = dict.fromkeys(remark for each in headings for remark in each.remarks)
    return Heading(sources.pop() if len(sources) == 1 else "", headings[0].attributes, tuple(remarks))


@dataclass(slots=True)
class _Plan:
    """By the hash of what entries say, the number of the one that stays; hashes, for the texts of a large memory are many."""

    same: dict[int, int] = field(default_factory=dict)
    winners: dict[int, int] = field(default_factory=dict)
    doubles: bool = False


def _plan(again: Again, policy: Policy) -> _Plan:
    plan = _Plan()
    ranks: dict[int, tuple[float | str, int]] = {}
    best: dict[int, tuple[float | str, int]] = {}
    for number, entry in enumerate(again()):
        what, which = said(entry), asked(entry)
        rank = _rank(entry, policy), -number
        plan.doubles |= what in ranks
        if what not in ranks or rank > ranks[what]:
            ranks[what], plan.same[what] = rank, number
        if policy != "keep" and (which not in best or rank > best[which]):
            best[which], plan.winners[which] = rank, number
    return plan


def _added(again: Again, plan: _Plan) -> dict[int, tuple[Remark, ...]]:
    """For the number of an entry that stays, what is only said of those that say the same."""
    added: dict[int, dict[Remark, None]] = {}
    kept: dict[int, tuple[Remark, ...]] = {}
    if not plan.doubles:
        return {}
    for number, entry in enumerate(again()):
        winner = plan.same[said(entry)]
        if winner == number:
            kept[number] = entry.remarks
        elif entry.remarks:
            added.setdefault(winner, {}).update(dict.fromkeys(entry.remarks))
    found = {}
    for number, remarks in added.items():
        # Of a prop that both have, such as a confidence, the kept one's value stands.
        types = {remark.type for remark in kept[number] if remark.type}
        found[number] = tuple(each for each in remarks if each not in kept[number] and each.type not in types)
    return found


def _rank(entry: Entry, policy: Policy) -> float | str:
    if policy == "date":
        return entry.changed
    return (entry.confidence or 0.0) if policy == "confidence" else 0.0
