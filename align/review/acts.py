"""What a person does with pairs in, by sentence numbers; out, the beads that this makes. An act that means nothing is refused.

An act tells only the beads that it makes. What becomes of the rest of the beads whose sentences these take is `decisions.linked`'s
to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from align.model import Alignment, Bead, Side

Way = Literal["previous", "next"]
Cut = tuple[int | None, int | None]  # the first sentence of the second part on each side; None where lengths are to say


class RefusalError(Exception):
    """An act that means nothing here, and why, to the person who tried it."""


def split(alignment: Alignment, bead: int, at: Cut) -> tuple[Bead, ...]:
    """Two beads out of one, cut before these sentences."""
    whole = alignment.beads[bead]
    one, two = (cut if run else run.start for cut, run in zip(at, _sides(whole), strict=True))
    if any(cut is not None and not run.start <= cut <= run.stop for cut, run in zip((one, two), _sides(whole), strict=True)):
        raise RefusalError("A pair is cut before one of its own sentences.")
    if one is None and two is None:
        raise RefusalError("Say before which sentence the pair is to be cut.")
    one = _fitting(alignment, whole, two, "original") if one is None else one
    two = _fitting(alignment, whole, one, "translation") if two is None else two
    first = Bead(range(whole.original.start, one), range(whole.translation.start, two))
    second = Bead(range(one, whole.original.stop), range(two, whole.translation.stop))
    if first.shape == (0, 0) or second.shape == (0, 0):
        raise RefusalError("Cut there, one of the two parts would be empty.")
    return first, second


def merge(alignment: Alignment, beads: Sequence[int]) -> tuple[Bead, ...]:
    """One bead out of several."""
    chosen = [alignment.beads[bead] for bead in sorted(set(beads))]
    if len(chosen) < 2:
        raise RefusalError("It takes two pairs to make one of them.")
    return (Bead(_one_run([bead.original for bead in chosen]), _one_run([bead.translation for bead in chosen])),)


def move(alignment: Alignment, side: Side, sentence: int, to: Way) -> tuple[Bead, ...]:
    """A sentence given to the pair beside its own; to the next with all that follows it there, to the previous with all before it.

    The pair beside it is the one below or above on the page, if the sentences then follow one another; else the one that has the
    sentence which stands beside it in the text.
    """
    bead = holding(alignment, side, sentence)
    run = _run(alignment.beads[bead], side)
    gone, kept = (
        (range(sentence, run.stop), range(run.start, sentence))
        if to == "next"
        else (range(run.start, sentence + 1), range(sentence + 1, run.stop))
    )
    taker = _beside(alignment, bead, side, gone, to)
    theirs = _run(alignment.beads[taker], side)
    grown = _one_run([gone, theirs])
    beads = _with(alignment.beads[bead], side, kept), _with(alignment.beads[taker], side, grown)
    return tuple(
        sorted((made for made in beads if made.shape != (0, 0)), key=lambda made: (made.original.start, made.translation.start))
    )


def unlink(alignment: Alignment, bead: int) -> tuple[Bead, ...]:
    """Each sentence of a pair alone."""
    pair = alignment.beads[bead]
    if not pair.paired:
        raise RefusalError("This has no partner already.")
    return tuple(_alone(pair.original, pair.translation))


def link(alignment: Alignment, original: Sequence[int], translation: Sequence[int]) -> tuple[Bead, ...]:
    """These sentences as a pair, wherever they stand; those of one side alone as sentences without a partner."""
    for side, numbers in (("original", original), ("translation", translation)):
        _there(alignment, side, numbers)
    one, two = (_one_run([range(number, number + 1) for number in sorted(set(numbers))]) for numbers in (original, translation))
    if not one and not two:
        raise RefusalError("Choose the sentences that belong together, on both sides.")
    made = (Bead(one, two),) if one and two else tuple(_alone(one, two))
    if {_sides(bead) for bead in made} <= {_sides(bead) for bead in alignment.beads}:
        raise RefusalError("They are a pair already." if one and two else "This has no partner already.")
    return made


def row(alignment: Alignment, original: Sequence[int], translation: Sequence[int]) -> int:
    """The number of the bead that has exactly these sentences."""
    for number, bead in enumerate(alignment.beads):
        if list(bead.original) == list(original) and list(bead.translation) == list(translation):
            return number
    raise RefusalError("This pair is no longer there.")


def holding(alignment: Alignment, side: Side, sentence: int) -> int:
    """The number of the bead that a sentence is on."""
    _there(alignment, side, [sentence])
    return next(number for number, bead in enumerate(alignment.beads) if sentence in _run(bead, side))


def _there(alignment: Alignment, side: str, numbers: Sequence[int]) -> None:
    count = len((alignment.original if side == "original" else alignment.translation).sentences)
    if any(not 0 <= number < count for number in numbers):
        raise RefusalError(f"The {side} has no such sentence; it has {count}.")


def _sides(bead: Bead) -> tuple[range, range]:
    return bead.original, bead.translation


def _run(bead: Bead, side: Side) -> range:
    return bead.original if side == "original" else bead.translation


def _with(bead: Bead, side: Side, run: range) -> Bead:
    return Bead(run, bead.translation) if side == "original" else Bead(bead.original, run)


def _alone(original: range, translation: range) -> Iterator[Bead]:
    yield from (Bead(range(number, number + 1), range(0)) for number in original)
    yield from (Bead(range(0), range(number, number + 1)) for number in translation)


def _one_run(runs: Sequence[range]) -> range:
    """Several runs as one; refused where there is a hole between two."""
    filled = sorted((run for run in runs if run), key=lambda run: run.start)
    if any(one.stop != two.start for one, two in pairwise(filled)):
        raise RefusalError("These sentences do not follow one another, so they cannot be one side of a pair.")
    return range(filled[0].start, filled[-1].stop) if filled else range(0)


def _beside(alignment: Alignment, bead: int, side: Side, gone: range, to: Way) -> int:
    """The bead that can take these sentences."""
    neighbour = bead + 1 if to == "next" else bead - 1
    wanted = gone.stop if to == "next" else gone.start - 1
    if 0 <= neighbour < len(alignment.beads):
        run = _run(alignment.beads[neighbour], side)
        if not run or wanted in run:
            return neighbour
    if 0 <= wanted < len(alignment.document(side).sentences):
        return holding(alignment, side, wanted)
    raise RefusalError(f"There is no pair {'after' if to == 'next' else 'before'} this one to take the sentence.")


def _fitting(alignment: Alignment, whole: Bead, cut: int | None, side: Side) -> int:
    """Where to cut this side, so that its parts are to each other as those of the other side are, which is cut there."""
    other: Side = "translation" if side == "original" else "original"
    share, run = _share(alignment, other, _run(whole, other), cut or 0), _run(whole, side)
    return min(range(run.start, run.stop + 1), key=lambda place: abs(_share(alignment, side, run, place) - share))


def _share(alignment: Alignment, side: Side, run: range, cut: int) -> float:
    """The share of a run's characters that stands before the cut."""
    sentences = alignment.document(side).sentences
    before, after = (sum(len(sentences[number].span) for number in part) for part in (range(run.start, cut), range(cut, run.stop)))
    return before / max(1, before + after)
