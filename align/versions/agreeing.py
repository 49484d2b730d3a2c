"""Two alignments of the same two texts in, made from different evidence; out, one that is surer where they agree.

One comes of setting the two side by side, the other of following the threads through the versions between. Where one only cuts
finer what the other holds together, the finer stands. Where they contradict each other between two languages, the way through the
versions stands: as a rule some step of it is within a language, which knows its own words. Within a language the one stands whose
beads are surer on the mean, which is the share of them that can be expected to be right.

On `cannery`, English to English, the F1 of the beads is 0.98 directly, 0.94 through the Chinese, and 0.98 agreed; on `dialect`,
Chinese to English by way of another English text, it is 0.90, 0.96 and 0.96.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import fmean

from align.language import same
from align.model import Alignment, Bead
from align.versions.composing import threads


def agreed(direct: Alignment, through: Alignment) -> Alignment:
    """What both say of the pair, in the order of the direct one's originals.

    p and q are what the two say of a bead. If both have it, it is wrong only if both are: 1 − (1 − p)(1 − q). If they contradict
    each other, no more than one of them is right, and p is multiplied by its share p̄ / (p̄ + q̄) of the means of both.
    """
    sizes = len(direct.original.sentences), len(direct.translation.sentences)
    blocks = threads(sizes, [(0, 1, direct.beads), (0, 1, through.beads)])
    homes = tuple({number: home for home, block in enumerate(blocks) for number in block.sentences[side]} for side in (0, 1))
    within = same(direct.original.language, direct.translation.language)
    told: list[tuple[list[Bead], list[Bead]]] = [([], []) for _ in blocks]
    for witness, alignment in enumerate((direct, through)):
        for bead in alignment.beads:
            if bead.original or bead.translation:
                home = homes[0][bead.original[0]] if bead.original else homes[1][bead.translation[0]]
                told[home][witness].append(bead)
    return Alignment(
        direct.original, direct.translation, tuple(_in_order([bead for block in told for bead in _judged(*block, within)]))
    )


def _judged(direct: Sequence[Bead], through: Sequence[Bead], within: bool) -> Sequence[Bead]:
    """What stands of two readings of one block, in which each bead of one shares a sentence with some of the other."""
    if len(direct) == len(through) == 1:
        (one,), (other,) = direct, through
        return [replace(one, confidence=one.confidence + other.confidence * (1 - one.confidence))]
    for finer, coarser in ((direct, through), (through, direct)):
        if len(coarser) == 1 and all(bead.paired == coarser[0].paired for bead in finer):
            return finer
    p, q = (fmean(bead.confidence for bead in reading) for reading in (direct, through))
    standing, mean = (direct, p) if within and p >= q else (through, q)
    share = mean / (p + q) if p + q else 0.0
    return [replace(bead, confidence=bead.confidence * share) for bead in standing]


def _in_order(beads: Sequence[Bead]) -> Iterator[Bead]:
    """By the original; what only the translation has stands behind the sentence that it follows there."""
    known = {number: bead for bead in beads if bead.original for number in bead.translation}
    lone = {bead.translation.start: bead for bead in beads if not bead.original}
    following: dict[int, list[Bead]] = {}  # by where in the original the bead starts that they follow
    behind = -1
    stop = max((*known, *(bead.translation.stop - 1 for bead in lone.values())), default=-1) + 1
    for number in range(stop):
        if number in known:
            behind = known[number].original.start
        elif number in lone:
            following.setdefault(behind, []).append(lone[number])
    yield from following.get(-1, ())
    for bead in sorted((bead for bead in beads if bead.original), key=lambda bead: bead.original.start):
        yield bead
        yield from following.get(bead.original.start, ())
