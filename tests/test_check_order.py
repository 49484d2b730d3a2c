"""The order of a translation: what kept it, what moved, and how far."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from align.check.examples import document
from align.check.structure import order
from align.model import Alignment, Bead

LINES = ["The ferry is late.", "A cat sleeps here.", "Nobody minds the fans.", "The pool is warm at night.", "We drink our tea."]


def permuted(places: list[int], sign: str = "") -> Alignment:
    """Lines on both sides; line `i` of the original stands at `places[i]` in the translation."""
    there = [""] * len(places)
    for line, place in enumerate(places):
        there[place] = LINES[line % len(LINES)]
    beads = tuple(Bead(range(line, line + 1), range(place, place + 1)) for line, place in enumerate(places))
    ours = [(sign if line else "") + LINES[line % len(LINES)] for line in range(len(places))]
    return Alignment(document("one", "en", ours), document("two", "en-GB", there), beads)


def best(values: list[int], weights: list[int]) -> int:
    """The weight of the heaviest rising chain, by trying every one."""
    heavy = [0] * len(values)
    for last in range(len(values)):
        heavy[last] = weights[last] + max((heavy[before] for before in range(last) if values[before] < values[last]), default=0)
    return max(heavy, default=0)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=25))
def test_the_heaviest_chain_rises_and_none_is_heavier(pairs: list[tuple[int, int]]) -> None:
    values, weights = [value for value, _ in pairs], [weight for _, weight in pairs]
    chain = order.heaviest(values, weights)
    assert all(one < two and values[one] < values[two] for one, two in pairwise(chain))
    assert sum(weights[place] for place in chain) == best(values, weights)


@given(st.permutations(range(7)))
def test_what_did_not_move_stands_in_order(places: list[int]) -> None:
    """Without the passages that moved, the translation keeps the original's order; each bead moved once at most."""
    alignment = permuted(places)
    moved = [bead for passage in order.passages(alignment) for bead in passage.beads]
    stayed = [places[bead] for bead in range(7) if bead not in moved]
    assert len(set(moved)) == len(moved) and stayed == sorted(stayed)
    assert bool(moved) == (places != sorted(places))


def test_of_two_passages_that_changed_places_the_shorter_moved() -> None:
    (found,) = order.moved(permuted([2, 3, 4, 0, 1]))
    assert found.beads == (3, 4) and found.rule == "coverage.moved" and dict(found.evidence)["stands"] == "earlier"


def test_a_passage_points_at_where_it_would_have_stood() -> None:
    alignment = permuted([4, 0, 1, 2, 3])
    (found,) = order.moved(alignment)
    assert alignment.original.quote(found.original) == alignment.translation.quote(found.translation) == LINES[0]
    assert [alignment.translation.quote(place.span) for place in found.related] == [LINES[1]]


def test_within_its_paragraph_a_sentence_is_reordered_and_not_moved() -> None:
    alignment = permuted([1, 2, 0], sign="+ ")
    assert list(order.moved(alignment)) == []
    assert [found.rule for found in order.reordered(alignment)] == ["structure.reordered"]


def test_a_guess_moves_nothing() -> None:
    """A bead that the aligner does not believe in crosses nothing."""
    alignment = permuted([1, 2, 3, 4, 0])
    beads = (*alignment.beads[:-1], Bead(range(4, 5), range(1), 0.1))
    assert list(order.moved(Alignment(alignment.original, alignment.translation, beads))) == []
