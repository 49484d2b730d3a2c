"""What people linked, in an alignment: sentences of both sides that are a pair, whatever pairing found. Nothing else moves.

A link names its sentences by what they say, so it holds wherever they stand, as long as those of each side follow one another.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from align import fingerprints
from align.decisions.gestures import Decided, Gesture
from align.model import Alignment, Bead, Document
from align.remembered import remembered

Used = tuple[set[int], set[int]]  # sentence numbers of both sides


def linked(alignment: Alignment, decided: Decided) -> Alignment:
    """The alignment with the pairs that people made or confirmed, of confidence 1, in place of those that used their sentences.

    Of two that share a sentence the later one holds. What is left of a bead on both sides stays a pair if nothing was taken out of
    its middle; else each sentence that is left has no partner.
    """
    return pressed(alignment, _made(alignment, _said(decided)))


@remembered(4)
def pressed(alignment: Alignment, made: tuple[Bead, ...]) -> Alignment:
    """The alignment with these beads, no two of which share a sentence, in place of those that used their sentences."""
    if not made:
        return alignment
    used = _sentences(made)
    untouched = [bead for bead in alignment.beads if _free(bead, used)]
    left = (part for bead in alignment.beads if not _free(bead, used) for part in _left(bead, used))
    return replace(alignment, beads=arranged(untouched, [*made, *left]))


def loosened(found: Alignment, alone: Callable[[], Alignment], decided: Decided) -> Alignment:
    """What was found round the pairs that people made, and in the place of these what pairing finds `alone`.

    So whoever takes a link back has what would be there without it; `linked` makes of this what it makes of what was found.
    """
    used = _sentences(_made(found, _said(decided)))
    if not any(used):
        return found
    return pressed(alone(), tuple(bead for bead in found.beads if _free(bead, used)))


def fixed(original: Document, translation: Document, decided: Decided) -> tuple[Bead, ...]:
    """The pairs that people linked or confirmed, as fixed points for pairing, no two of which share a sentence or cross.

    Of two that share a sentence the later one stands. Of those that cross as many as can be stand; the others' sentences stand
    alone, so that nothing else uses them, and `linked` puts these pairs in their place afterwards.
    """
    sure = sorted(apart(_sure(original, translation, _said(decided))), key=lambda bead: bead.original.start)
    rising = set(_rising([bead for bead in sure if bead.paired]))
    crossing = [bead for bead in sure if bead.paired and bead not in rising]
    alone = (Bead(*sides) for bead in crossing for sides in ((bead.original, range(0)), (range(0), bead.translation)))
    return (*(bead for bead in sure if not bead.paired or bead in rising), *alone)


def _said(decided: Decided) -> tuple[Gesture, ...]:
    """What says that sentences are a pair."""
    return tuple([gesture for gesture in decided.gestures if gesture.verdict in ("linked", "confirmed")])


def _sure(original: Document, translation: Document, said: Iterable[Gesture]) -> Iterator[Bead]:
    """The beads that people linked or confirmed, in the order in which they did; one that is both is linked."""
    named = {gesture.id: gesture for gesture in said if gesture.originals or gesture.translations}
    there = found(original, translation, named.values())
    links = {_sides(bead) for bead in there.values() if bead.linked}
    yield from (bead for bead in there.values() if bead.linked or _sides(bead) not in links)


@remembered(4)
def _made(alignment: Alignment, said: tuple[Gesture, ...]) -> tuple[Bead, ...]:
    """Those of them that are to be put into the alignment: every link, and what was confirmed and is not there."""
    there = {_sides(bead) for bead in alignment.beads}
    sure = apart(_sure(alignment.original, alignment.translation, said))
    return tuple(bead for bead in sure if bead.linked or _sides(bead) not in there)


def _rising(beads: Sequence[Bead]) -> Iterator[Bead]:
    """As many of these beads, which follow the original, as follow the translation too: a longest increasing subsequence."""
    ends: list[int] = []  # of the best sequence of each length, the number of its last bead
    before: list[int] = []
    for number, bead in enumerate(beads):
        place = bisect_left(ends, bead.translation.start, key=lambda end: beads[end].translation.start)
        before.append(ends[place - 1] if place else -1)
        ends[place : place + 1] = [number]
    number = ends[-1] if ends else -1
    while number >= 0:
        yield beads[number]
        number = before[number]


def apart(beads: Iterable[Bead]) -> tuple[Bead, ...]:
    """The beads without those that share a sentence with a later one, the last first."""
    kept: list[Bead] = []
    used: Used = set(), set()
    for bead in reversed(list(beads)):
        if _free(bead, used):
            kept.append(bead)
            used[0].update(bead.original)
            used[1].update(bead.translation)
    return tuple(kept)


def found(original: Document, translation: Document, gestures: Iterable[Gesture]) -> dict[str, Bead]:
    """The beads of those gestures whose sentences are all there and follow one another, by the gesture's fingerprint."""
    said = list(gestures)
    if not said:
        return {}
    one, two = _numbers(original), _numbers(translation)
    beads = {}
    for gesture in said:
        runs = _run(gesture.originals, one), _run(gesture.translations, two)
        if runs[0] is not None and runs[1] is not None:
            beads[gesture.id] = Bead(runs[0], runs[1], linked=gesture.verdict == "linked")
    return beads


def arranged(settled: Iterable[Bead], fresh: Iterable[Bead]) -> tuple[Bead, ...]:
    """Beads that know their place and others, in the order of the original: where one side is empty, a fresh bead has none yet.

    It gets the place behind the sentence before its own; one of the translation that before the sentence behind it, so the original
    comes first.
    """
    beads, fresh = list(settled), list(fresh)
    beads += [bead for bead in fresh if bead.paired]
    homes = {number: bead for bead in beads for number in bead.original}
    for bead in sorted((bead for bead in fresh if not bead.translation), key=lambda bead: bead.original.start):
        before = homes[bead.original.start - 1].translation.stop if bead.original.start else 0
        beads.append(replace(bead, translation=range(before, before)))
        homes |= dict.fromkeys(bead.original, beads[-1])
    end = max((bead.original.stop for bead in beads), default=0)
    homes = {number: bead for bead in beads for number in bead.translation}
    for bead in sorted((bead for bead in fresh if not bead.original), key=lambda bead: -bead.translation.start):
        home = homes.get(bead.translation.stop)
        behind = home.original.start if home else end
        beads.append(replace(bead, original=range(behind, behind)))
        homes |= dict.fromkeys(bead.translation, beads[-1])
    return tuple(sorted(beads, key=lambda bead: (bead.original.start, len(bead.original) > 0, bead.translation.start)))


@remembered(8)
def _numbers(document: Document) -> Mapping[str, int]:
    """The number of each sentence, by its name."""
    return {name: number for number, name in enumerate(fingerprints.of_sentences(document))}


def _run(names: Collection[str], numbers: Mapping[str, int]) -> range | None:
    """The sentences of these names as one run; None where one is missing, or another stands between them."""
    there = sorted([numbers[name] for name in names if name in numbers])
    if len(there) < len(names) or (there and there[-1] - there[0] >= len(there)):
        return None
    return range(there[0], there[-1] + 1) if there else range(0)


def _sides(bead: Bead) -> tuple[range, range]:
    return bead.original, bead.translation


def _sentences(beads: Iterable[Bead]) -> Used:
    used: Used = set(), set()
    for bead in beads:
        used[0].update(bead.original)
        used[1].update(bead.translation)
    return used


def _free(bead: Bead, used: Used) -> bool:
    return used[0].isdisjoint(bead.original) and used[1].isdisjoint(bead.translation)


def _left(bead: Bead, used: Used) -> Iterator[Bead]:
    """What is left of a bead without the sentences that are used elsewhere."""
    originals = [number for number in bead.original if number not in used[0]]
    translations = [number for number in bead.translation if number not in used[1]]
    runs = [list(_runs(numbers)) for numbers in (originals, translations)]
    if len(runs[0]) == len(runs[1]) == 1:
        yield replace(bead, original=runs[0][0], translation=runs[1][0], decision=None, linked=False)
        return
    yield from (Bead(range(number, number + 1), range(0), bead.confidence) for number in originals)
    yield from (Bead(range(0), range(number, number + 1), bead.confidence) for number in translations)


def _runs(numbers: Iterable[int]) -> Iterator[range]:
    """These numbers as runs, each as long as it can be."""
    for _, run in groupby(enumerate(numbers), key=lambda placed: placed[1] - placed[0]):
        values = [number for _, number in run]
        yield range(values[0], values[-1] + 1)
