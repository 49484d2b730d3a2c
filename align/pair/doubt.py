"""Whether what two texts taught of themselves holds for sentences that it was not learnt from; if not, they may be strangers.

Any two texts can be threaded somehow, and a table of words learnt from the thread will praise it. So the thread is halved, a few
beads to one half and a few to the other in turn: each is judged by what the other teaches. Of texts that belong together most
beads stand that test; of strangers, hardly any.
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
STRANGERS = 1 / 3  # the median confidence of pairs: 0.5 to 1 where texts belong together, 0 to 0.21 where they do not


def strangers(words: Words, sides: tuple[Side, Side], steps: Sequence[Step], epsilon: float) -> bool:
    """Whether the pairs among these steps are unlikely by what the others teach; not where there are none."""
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
    return float(np.median(sure[pairs])) < STRANGERS


def _from(run: range, start: int) -> range:
    return range(run.start - start, run.stop - start)
