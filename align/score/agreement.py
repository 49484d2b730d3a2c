"""Beads found and beads that people made in, how near the one comes to the other out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from align.model import Bead

Thread = tuple[tuple[int, ...], tuple[int, ...]]  # a bead as the numbers of its sentences, which need not be runs


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far found beads are those of a gold alignment. Agreements on several texts add up to one on all of them."""

    right: int  # of the beads found, those that the gold has
    found: int
    met: int  # of the gold beads with both sides, those that were found
    gold: int

    def __add__(self, other: Agreement) -> Agreement:
        return Agreement(self.right + other.right, self.found + other.found, self.met + other.met, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """The share of what was found that is right, in [0, 1]; empty beads count."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold beads with both sides that were found, in [0, 1]."""
        return self.met / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.precision + self.recall else 0.0


def agreement(gold: Iterable[Bead | Thread], found: Iterable[Bead | Thread], *, lax: bool = False) -> Agreement:
    """How near the found beads come to the gold ones, as the Text+Berg evaluations measure it (Volk et al. 2010; Vecalign 2019).

    Strictly, a bead is right if it is exactly a gold one; by the `lax` measure also if it links a sentence to one that the gold
    links it to.

    >>> gold, found = [((0,), (0,)), ((1, 2), (1,))], [((0,), (0,)), ((1,), (1,)), ((2,), ())]
    >>> strict, loose = agreement(gold, found), agreement(gold, found, lax=True)
    >>> (strict.right, strict.found, strict.met, strict.gold), (loose.right, loose.found, loose.met, loose.gold)
    ((1, 3, 1, 2), (2, 3, 2, 2))
    """
    wanted, got = _threads(gold), _threads(found)
    both_sides = [{thread for thread in threads if all(thread)} for threads in (wanted, got)]
    return Agreement(_hits(got, wanted, lax), len(got), _hits(both_sides[0], both_sides[1], lax), len(both_sides[0]))


@dataclass(frozen=True, slots=True)
class Tally:
    """How many beads of one shape are in the gold, how many were found, and how many of those are exactly gold ones."""

    gold: int
    found: int
    right: int


def shapes(*pairs: tuple[Iterable[Bead | Thread], Iterable[Bead | Thread]]) -> dict[tuple[int, int], Tally]:
    """What became of each shape of bead in these pairs of gold and found beads; the commonest in the gold first."""
    counts: tuple[Counter[tuple[int, int]], ...] = (Counter(), Counter(), Counter())
    for gold, found in pairs:
        wanted, got = _threads(gold), _threads(found)
        for count, threads in zip(counts, (wanted, got, wanted & got), strict=True):
            count.update((len(one), len(two)) for one, two in threads)
    order = sorted(counts[0] | counts[1], key=lambda shape: (-counts[0][shape], shape))
    return {shape: Tally(*(count[shape] for count in counts)) for shape in order}


def _threads(beads: Iterable[Bead | Thread]) -> set[Thread]:
    """The beads as numbers, each once, without those that hold nothing."""
    threads = ((tuple(bead.original), tuple(bead.translation)) if isinstance(bead, Bead) else bead for bead in beads)
    return {thread for thread in threads if any(thread)}


def _hits(threads: set[Thread], others: set[Thread], lax: bool) -> int:
    """How many threads the others have, or by the lax measure at least in part."""
    linked = {(a, b) for one, two in others for a in one for b in two} if lax else set()
    return sum(thread in others or any((a, b) in linked for a in thread[0] for b in thread[1]) for thread in threads)
