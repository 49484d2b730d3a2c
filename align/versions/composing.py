"""Alignments of neighbouring versions in, threads through all out; and the alignment of two versions that are no neighbours.

Sentences that share a bead are on one thread, and so are those that share one with these: a thread is a connected component of the
beads of all steps, and to follow it is to chase their links. So every sentence of every version is on exactly one.

A step is right about a thread only if all its beads in it are, and the errors of neighbouring beads are one error (a border in the
wrong place): so a step's confidence is the least of theirs. The steps read different texts, and err apart: theirs are multiplied.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from align.model import Alignment, Bead, Document
from align.threads import Thread

Link = tuple[int, int, Sequence[Bead]]  # two versions by number, and the beads between them


def threads(sizes: Sequence[int], links: Sequence[Link]) -> tuple[Thread, ...]:
    """The threads through versions of so many sentences, in the first version's order.

    A passage that it lacks stands behind the one that it follows where it came in.

    >>> split, merged = [Bead(range(1), range(2))], [Bead(range(2), range(1))]
    >>> [thread.sentences for thread in threads([1, 2, 1], [(0, 1, split), (1, 2, merged)])]
    [((0,), (0, 1), (0,))]
    """
    starts = list(accumulate(sizes, initial=0))
    runs = [
        [(*_moved(bead.original, starts[one]), *_moved(bead.translation, starts[two])) for bead in beads]
        for one, two, beads in links
    ]
    homes = _homes(starts[-1], (run for link in runs for run in link))
    sure = dict.fromkeys(homes, 1.0)
    for (_, _, beads), link in zip(links, runs, strict=True):
        least: dict[int, float] = {}
        for bead, run in zip(beads, link, strict=True):
            if run:
                home = homes[run[0]]
                least[home] = min(bead.confidence, least.get(home, 1.0))
        sure.update((home, sure[home] * confidence) for home, confidence in least.items())
    held: dict[int, list[int]] = {}
    for sentence, home in enumerate(homes):
        held.setdefault(home, []).append(sentence)
    order = _order(homes, starts[1], [[homes[run[0]] for run in link if run] for link in runs])
    return tuple(
        Thread(tuple(tuple(s - start for s in held[home] if start <= s < stop) for start, stop in pairwise(starts)), sure[home])
        for home in order
    )


def composed(line: Sequence[Alignment]) -> Alignment:
    """The first version's alignment with the last one's, of those from each to the next.

    An alignment holds runs. Of a passage that stands in several, the longest of each side are a pair, and the others alone.
    """
    documents = [line[0].original, *(step.translation for step in line)]
    links = [(number, number + 1, step.beads) for number, step in enumerate(line)]
    found = threads([len(document.sentences) for document in documents], links)
    return _alignment(documents[0], documents[-1], [bead for thread in found for bead in _beads(thread)])


def _moved(numbers: range, start: int) -> range:
    return range(numbers.start + start, numbers.stop + start)


def _homes(count: int, runs: Iterable[Sequence[int]]) -> list[int]:
    """For each sentence the first of all that are on its thread."""
    parents = list(range(count))

    def root(sentence: int) -> int:
        while parents[sentence] != sentence:
            parents[sentence] = sentence = parents[parents[sentence]]
        return sentence

    for run in runs:
        for sentence in run[1:]:
            one, other = sorted((root(run[0]), root(sentence)))
            parents[other] = one
    return [root(sentence) for sentence in range(count)]


def _order(homes: Sequence[int], first: int, links: Sequence[Sequence[int]]) -> list[int]:
    """All threads once: those of the first version's sentences, and those of each link behind the one that they follow there."""
    order = list(dict.fromkeys(homes[:first]))
    for link in links:
        placed, waiting, last = set(order), set[int](), -1
        following: dict[int, list[int]] = {}
        for home in link:
            if home in placed:
                last = home
            elif home not in waiting:
                following.setdefault(last, []).append(home)
                waiting.add(home)
        order = [*following.get(-1, ()), *(home for known in order for home in (known, *following.get(known, ())))]
    return list(dict.fromkeys((*order, *homes)))


def _beads(thread: Thread) -> Iterator[Bead]:
    """A thread's first and last version as beads, one of which pairs both where both have something."""
    original, translation = list(thread.runs(0)), list(thread.runs(-1))
    if original and translation:
        one, two = max(original, key=len), max(translation, key=len)
        yield Bead(one, two, thread.confidence)
        original.remove(one)
        translation.remove(two)
    yield from (Bead(run, range(0), thread.confidence) for run in original)
    yield from (Bead(range(0), run, thread.confidence) for run in translation)


def _alignment(original: Document, translation: Document, beads: Iterable[Bead]) -> Alignment:
    """The beads in the original's order; what only the translation has stays behind the one that it came after."""
    groups: list[tuple[int, list[Bead]]] = [(-1, [])]
    for bead in beads:
        if bead.original:
            groups.append((bead.original.start, [bead]))
        else:
            groups[-1][1].append(bead)
    ordered = [bead for _, group in sorted(groups, key=lambda group: group[0]) for bead in group]
    return Alignment(original, translation, tuple(_placed(ordered)))


def _placed(beads: Iterable[Bead]) -> Iterator[Bead]:
    """The same beads, their empty sides where the side before them stops."""
    original = translation = range(0)
    for bead in beads:
        original = bead.original or range(original.stop, original.stop)
        translation = bead.translation or range(translation.stop, translation.stop)
        yield replace(bead, original=original, translation=translation)
