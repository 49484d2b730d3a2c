"""What people linked, in an alignment: sentences of both sides that are a pair, whatever pairing found. Nothing else moves.

A link names its sentences by what they say, so it holds wherever they stand, as long as those of each side follow one another.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from align import fingerprints
from align.decisions.gestures import Decided, Gesture
from align.model import Alignment, Bead

Used = tuple[set[int], set[int]]  # sentence numbers of both sides


def links(alignment: Alignment, beads: Iterable[Bead]) -> Iterator[Gesture]:
    """The gestures that say that these beads are right, and every other one that uses their sentences wrong."""
    names = fingerprints.of_sentences(alignment.original), fingerprints.of_sentences(alignment.translation)
    for bead in beads:
        called = [tuple(names[side][number] for number in run) for side, run in enumerate((bead.original, bead.translation))]
        digest = hashlib.sha256("=".join(map(" ".join, called)).encode()).hexdigest()[:16]
        original = alignment.original.quote(alignment.original.passage(bead.original))
        translation = alignment.translation.quote(alignment.translation.passage(bead.translation))
        yield Gesture(
            "link", digest, "linked",
            original=original, translation=translation, originals=called[0], translations=called[1],
        )  # fmt: skip


def linked(alignment: Alignment, decided: Decided) -> Alignment:
    """The alignment with the beads that people made, of confidence 1, in place of those that used their sentences.

    Of two links that share a sentence the later one holds. What is left of a bead on both sides stays a pair if nothing was taken
    out of its middle; else each sentence that is left has no partner.
    """
    there = found(alignment, decided.about("link").values())
    made: list[Bead] = []
    used: Used = set(), set()
    for bead in reversed(there.values()):
        if _free(bead, used):
            made.append(bead)
            used[0].update(bead.original)
            used[1].update(bead.translation)
    if not made:
        return alignment
    untouched = [bead for bead in alignment.beads if _free(bead, used)]
    left = (part for bead in alignment.beads if not _free(bead, used) for part in _left(bead, used))
    return replace(alignment, beads=arranged(untouched, [*made, *left]))


def found(alignment: Alignment, gestures: Iterable[Gesture]) -> dict[str, Bead]:
    """The beads of those links whose sentences are all there and follow one another, by the link's fingerprint."""
    sides = [
        {name: number for number, name in enumerate(fingerprints.of_sentences(document))}
        for document in (alignment.original, alignment.translation)
    ]
    beads = {}
    for gesture in gestures:
        original, translation = _run(gesture.originals, sides[0]), _run(gesture.translations, sides[1])
        if original is not None and translation is not None:
            beads[gesture.id] = Bead(original, translation)
    return beads


def arranged(settled: Iterable[Bead], fresh: Iterable[Bead]) -> tuple[Bead, ...]:
    """Beads that know their place and others, in the order of the original: where one side is empty, a fresh bead has none yet.

    It gets the place behind the sentence before its own.
    """
    beads, fresh = list(settled), list(fresh)
    beads += [bead for bead in fresh if bead.paired]
    homes = {number: bead for bead in beads for number in bead.original}
    for bead in sorted((bead for bead in fresh if not bead.translation), key=lambda bead: bead.original.start):
        before = homes[bead.original.start - 1].translation.stop if bead.original.start else 0
        beads.append(replace(bead, translation=range(before, before)))
        homes |= dict.fromkeys(bead.original, beads[-1])
    homes = {number: bead for bead in beads for number in bead.translation}
    for bead in sorted((bead for bead in fresh if not bead.original), key=lambda bead: bead.translation.start):
        before = homes[bead.translation.start - 1].original.stop if bead.translation.start else 0
        beads.append(replace(bead, original=range(before, before)))
        homes |= dict.fromkeys(bead.translation, beads[-1])
    return tuple(sorted(beads, key=lambda bead: (bead.original.start, len(bead.original) > 0, bead.translation.start)))


def _run(names: Collection[str], numbers: Mapping[str, int]) -> range | None:
    """The sentences of these names as one run; None where one is missing, or another stands between them."""
    there = sorted(numbers[name] for name in names if name in numbers)
    if len(there) < len(names) or (there and there[-1] - there[0] >= len(there)):
        return None
    return range(there[0], there[-1] + 1) if there else range(0)


def _free(bead: Bead, used: Used) -> bool:
    return used[0].isdisjoint(bead.original) and used[1].isdisjoint(bead.translation)


def _left(bead: Bead, used: Used) -> Iterator[Bead]:
    """What is left of a bead without the sentences that are used elsewhere."""
    originals = [number for number in bead.original if number not in used[0]]
    translations = [number for number in bead.translation if number not in used[1]]
    runs = [list(_runs(numbers)) for numbers in (originals, translations)]
    if len(runs[0]) == len(runs[1]) == 1:
        yield replace(bead, original=runs[0][0], translation=runs[1][0], decision=None)
        return
    yield from (Bead(range(number, number + 1), range(0), bead.confidence) for number in originals)
    yield from (Bead(range(0), range(number, number + 1), bead.confidence) for number in translations)


def _runs(numbers: Iterable[int]) -> Iterator[range]:
    """These numbers as runs, each as long as it can be."""
    for _, run in groupby(enumerate(numbers), key=lambda placed: placed[1] - placed[0]):
        values = [number for _, number in run]
        yield range(values[0], values[-1] + 1)
