"""What stands in another order: passages that moved, and sentences that changed places.

The beads that keep the original's order are those of the heaviest rising chain, weighed by their characters; what is not in it has
moved, so that of two passages that changed places the shorter one did.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from align.check.alike import share
from align.check.examples import Example
from align.check.page import FAITH
from align.model import Alignment, Bead, Finding, Place, Span

MOVED = (
    Example(
        "coverage.moved", "The ferry is late.\nA cat sleeps here.\nThe pool is warm.", "水池是暖的。\n渡轮晚点了。\n一只猫在睡觉。",
        "en", "zh-CN", True,
        "The last paragraph came first.", "neutral", (1, 2, 0),
    ),
    Example(
        "coverage.moved", "The ferry is late.\nA cat sleeps here.\nThe pool is warm.", "渡轮晚点了。\n一只猫在睡觉。\n水池是暖的。",
        "en", "zh-CN", False,
        "All stands where the author put it.",
    ),
    Example(
        "coverage.moved", "渡轮晚点了。\n一只猫在睡觉。\n水池是暖的。", "A cat sleeps here.\nThe pool is warm.\nThe ferry is late.",
        "zh-CN", "en", True,
        "The first paragraph came last.", "neutral", (2, 0, 1),
    ),
    Example(
        "coverage.moved", "渡轮晚点了。\n+ 水池是暖的。\n猫睡了。", "The pool is warm.\n+ The ferry is late.\nA cat sleeps.",
        "zh-CN", "en", False,
        "Two sentences changed places, and did not leave their paragraph.", "neutral", (1, 0, 2),
    ),
)  # fmt: skip

SAID = 0.3  # of two sentences' words, counted from both sides, at least, where the one says the other
MARGIN = 0.3  # by which they must fit better crosswise than straight on
CERTAIN = 0.9  # that a bead that crosses the others is one


@dataclass(frozen=True, slots=True)
class Passage:
    """Beads that stand together on both sides, and the beads past which they went; `earlier` tells in which direction."""

    beads: tuple[int, ...]
    past: tuple[int, ...]
    earlier: bool


def moved(alignment: Alignment) -> Iterator[Finding]:
    """The passages that stand elsewhere in the translation, beyond the paragraph or list that they come from."""
    for passage in passages(alignment):
        if not _at_home(alignment, passage):
            yield _found(alignment, passage, "coverage.moved")


def reordered(alignment: Alignment) -> Iterator[Finding]:
    """The sentences that stand elsewhere in their own paragraph or list, and those that changed places within a bead."""
    for passage in passages(alignment):
        if _at_home(alignment, passage):
            yield _found(alignment, passage, "structure.reordered")
    for number, bead in enumerate(alignment.beads):
        if min(bead.shape) > 1 and bead.confidence >= FAITH and _crosswise(alignment, bead):
            yield Finding(
                "structure.reordered", "structure", "neutral", round(CERTAIN * bead.confidence, 3),
                "Sentences have changed places.", (number,), *alignment.spans(number),
            )  # fmt: skip


def passages(alignment: Alignment) -> tuple[Passage, ...]:
    """What has moved, in the original's order."""
    paired = [number for number, bead in enumerate(alignment.beads) if bead.paired and bead.confidence >= FAITH]
    starts = [alignment.beads[number].translation.start for number in paired]
    if all(one < two for one, two in pairwise(starts)):
        return ()
    kept = heaviest(starts, [sum(len(span) for span in alignment.spans(number) if span) for number in paired])
    chain = [starts[place] for place in kept]
    found: list[tuple[int, list[int]]] = []  # the gap of the chain that beads stand in over there, and their places in `paired`
    for place in sorted(set(range(len(paired))).difference(kept)):
        gap = bisect_left(chain, starts[place])
        if found and found[-1][0] == gap and found[-1][1][-1] == place - 1 and starts[place - 1] < starts[place]:
            found[-1][1].append(place)
        else:
            found.append((gap, [place]))
    return tuple(
        Passage(
            tuple(paired[place] for place in places),
            tuple(paired[place] for place in kept[min(gap, bisect_left(kept, places[0])) : max(gap, bisect_left(kept, places[0]))]),
            gap < bisect_left(kept, places[0]),
        )
        for gap, places in found
    )


def heaviest(values: Sequence[int], weights: Sequence[int]) -> list[int]:
    """The places of the rising chain of different values that weighs most (a Fenwick tree of the best chains so far).

    >>> heaviest([0, 3, 1, 2, 4], [1, 1, 1, 1, 1])
    [0, 2, 3, 4]
    >>> heaviest([0, 3, 1, 2, 4], [1, 9, 1, 1, 1])
    [0, 1, 4]
    """
    ranks = {value: rank for rank, value in enumerate(sorted(set(values)), 1)}
    best: list[tuple[int, int]] = [(0, -1)] * (len(ranks) + 1)  # weight, and the place where such a chain ends
    before = []
    for place, value in enumerate(values):
        weight, last, rank = 0, -1, ranks[value] - 1
        while rank:
            weight, last = max((weight, last), best[rank], key=lambda chain: chain[0])
            rank -= rank & -rank
        before.append(last)
        rank = ranks[value]
        while rank < len(best):
            best[rank] = max(best[rank], (weight + weights[place], place), key=lambda chain: chain[0])
            rank += rank & -rank
    _, place = max(best, key=lambda chain: chain[0])
    found = []
    while place >= 0:
        found.append(place)
        place = before[place]
    return found[::-1]


def _at_home(alignment: Alignment, passage: Passage) -> bool:
    """Whether a passage and all that it went past are of one paragraph, or items of one list."""
    document = alignment.original
    blocks = {
        document.sentences[place].block for bead in (*passage.beads, *passage.past) for place in alignment.beads[bead].original
    }
    return len(blocks) == 1 or all(document.blocks[block].kind == "list-item" for block in range(min(blocks), max(blocks) + 1))


def _found(alignment: Alignment, passage: Passage, rule: str) -> Finding:
    """The finding; it points at both places, and at what the passage would stand beside if it had stayed."""
    count, past = (sum(len(alignment.beads[bead].original) for bead in beads) for beads in (passage.beads, passage.past))
    spans = [alignment.spans(bead) for bead in passage.beads]
    beside = alignment.spans(passage.past[-1 if passage.earlier else 0])[1]
    certain = CERTAIN * sum(alignment.beads[bead].confidence for bead in passage.beads) / len(passage.beads)
    what, way = f"{count} sentences stand" if count > 1 else "A sentence stands", "earlier" if passage.earlier else "later"
    return Finding(
        rule, "structure", "neutral", round(certain, 3), f"{what} {way} than in the original, past {past} of the others.",
        passage.beads, _around(ours for ours, _ in spans), _around(theirs for _, theirs in spans),
        related=(Place("translation", beside),) if beside else (),
        evidence=(("sentences", str(count)), ("past", str(past)), ("stands", way)),
    )  # fmt: skip


def _around(spans: Iterable[Span | None]) -> Span:
    found = [span for span in spans if span]
    return Span(min(span.start for span in found), max(span.stop for span in found))


def _crosswise(alignment: Alignment, bead: Bead) -> bool:
    """Whether two sentences of a bead say each what stands where the other should, and not what stands where they do."""
    fits = [[_fit(alignment, one, two) for two in bead.translation] for one in bead.original]
    return any(
        min(here[right], there[left]) >= SAID and here[right] + there[left] >= here[left] + there[right] + MARGIN
        for here, there in combinations(fits, 2)
        for left, right in combinations(range(len(bead.translation)), 2)
    )


def _fit(alignment: Alignment, one: int, two: int) -> float:
    original, translation = alignment.original, alignment.translation
    here, there = original.sentences[one].span, translation.sentences[two].span
    return share(original, here, translation, there) + share(translation, there, original, here)
