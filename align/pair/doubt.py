"""Whether what two texts taught of themselves holds for sentences that it was not learnt from; if not, they may be strangers.

Any two texts can be threaded somehow, and a table of words learnt from the thread will praise it. So the thread is halved, a few
beads to one half and a few to the other in turn: each is judged by what the other teaches. Of texts that belong together most
beads stand that test, and the long ones best, for they say most; of strangers hardly any do, or those few short ones that look like
each other in any two articles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from align.lexicon import Words
from align.pair import band, confidence, evidence
from align.pair.evidence import Side
from align.pair.search import Step

RUN = 8  # beads in a row that go to the same half
SAMPLE = 240  # beads in the middle of the thread, which speak for all of it
NEAR = 8  # nodes to each side of the thread: whatever else its beads might have been
# The trust below which texts are strangers: 0.51 to 1 where they belong together, up to 0.46 in 132 pairs of articles that do not.
STRANGERS = 0.48


def strangers(words: Words, sides: tuple[Side, Side], steps: Sequence[Step], epsilon: float) -> bool:
    """Whether the pairs among these steps are unlikely by what the others teach; not where there are none.

    Each is weighed by its letters. Trust is halfway between how sure the pairs are, which is all that an excerpt can show, and
    how much of both texts is surely paired, which a few lucky pairs cannot feign.
    """
    first = max(0, (len(steps) - SAMPLE) // 2)
    some = steps[first : first + SAMPLE]
    pairs = np.array([bool(a and b) for a, b in some])
    if not pairs.any():
        return False
    original, translation = (range(some[0][side].start, some[-1][side].stop) for side in (0, 1))
    some = [(_from(a, original.start), _from(b, translation.start)) for a, b in some]
    words = words.part(original, translation)
    sides = sides[0].part(original), sides[1].part(translation)
    near = replace(band.around([(a.stop, b.stop) for a, b in some], len(original), len(translation), NEAR), whole=True)
    second = np.arange(len(some)) // RUN % 2 == 1
    sure = np.zeros(len(some))
    for half in (second, ~second):
        taught = evidence.learnt(words, sides, [step for step, theirs in zip(some, half, strict=True) if theirs], epsilon)
        judged = np.array(confidence.of(list(evidence.lattices(words, sides, taught, near)), some))
        sure[~half] = judged[~half]
    shares = np.array([sum(_share(side, run) for side, run in zip(sides, step, strict=True)) / 2 for step in some])
    paired = float(sure[pairs] @ shares[pairs])
    return (paired / (float(shares[pairs].sum()) or 1) + paired) / 2 < STRANGERS


def _share(side: Side, run: range) -> float:
    """The part of a side's letters that these sentences are."""
    return float(side.lengths[run.start : run.stop].sum() / (side.lengths.sum() or 1))


def _from(run: range, start: int) -> range:
    return range(run.start - start, run.stop - start)
