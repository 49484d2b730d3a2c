"""An alignment in, and out of each pair the names that have no answer in it, nor near by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from align.check.names import across, named, swapped
from align.check.names.named import NAME, Left, Named
from align.check.page import FAITH
from align.find import Hit, terms
from align.language import base
from align.model import Alignment, Glossary

LONGEST = 5000  # characters of a passage: in a longer one there is no telling what stands for what
NEAR = 8  # beads before and behind in which a name may have its answer


@dataclass(frozen=True, slots=True)
class Tongues:
    """How the names of two languages are compared: what two passages leave, and what of one side has no answer on the other."""

    left: Callable[[str, str], Left]
    missing: Callable[[str, str], tuple[Named, ...]]
    extra: Callable[[str, str], tuple[Named, ...]]
    crossing: bool


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A bead's number and confidence, where its two passages begin, and the names that they leave."""

    bead: int
    confidence: float
    starts: tuple[int, int]
    left: Left


_CHINESE, _ENGLISH = partial(across.alone, chinese=True), partial(across.alone, chinese=False)
TONGUES = {
    ("en", "en"): Tongues(swapped.left, named.alone, named.alone, False),
    ("zh", "en"): Tongues(partial(across.left, chinese=True), _CHINESE, _ENGLISH, True),
    ("en", "zh"): Tongues(partial(across.left, chinese=False), _ENGLISH, _CHINESE, True),
}


def tongues(alignment: Alignment) -> Tongues | None:
    """How the names of the two documents are compared; None for languages in which we cannot tell a name."""
    return TONGUES.get((base(alignment.original.language), base(alignment.translation.language)))


def unanswered(alignment: Alignment, glossary: Glossary) -> Iterator[Unanswered]:
    """The paired beads that leave names, in their order."""
    how = tongues(alignment)
    for number, bead in enumerate(alignment.beads):
        ours, theirs = alignment.spans(number)
        if how and ours and theirs and bead.confidence >= FAITH and _is_prose(alignment, number):
            left = how.left(*alignment.texts(number))
            if (left.missing or left.extra) and len(glossary):
                left = _undecided(left, alignment, number, glossary)
            if (left.missing or left.extra) and len(alignment.beads) > 1:
                left = _nowhere(left, alignment, number, how)
            if left.missing or left.extra or left.spellings:
                yield Unanswered(number, bead.confidence, (ours.start, theirs.start), left)


def _is_prose(alignment: Alignment, bead: int) -> bool:
    first = alignment.original.sentences[alignment.beads[bead].original[0]]
    return alignment.original.blocks[first.block].kind != "code" and max(map(len, alignment.texts(bead))) <= LONGEST


def _undecided(left: Left, alignment: Alignment, bead: int, glossary: Glossary) -> Left:
    """Without what the check of terms knows better: names that the glossary has on both sides, and swaps of two that it has."""
    ours, theirs = alignment.texts(bead)
    original = terms(ours, alignment.original.language, glossary)
    translation = terms(theirs, alignment.translation.language, glossary)
    missing = [name for name in left.missing if not _concepts(name, original) & {hit.term.concept for hit in translation}]
    extra = [name for name in left.extra if not _concepts(name, translation) & {hit.term.concept for hit in original}]
    both = [swap for swap in left.swaps if _concepts(swap.missing, original) and _concepts(swap.extra, translation)]
    told = [name for swap in both for name in (swap.missing, swap.extra)]
    return _keeping(left, [name for name in missing if name not in told], [name for name in extra if name not in told])


def _concepts(name: Named, hits: Sequence[Hit]) -> set[str]:
    """What the glossary's terms mean that stand where the name stands."""
    return {hit.term.concept for hit in hits if name.start < hit.span.stop and hit.span.start < name.stop}


def _nowhere(left: Left, alignment: Alignment, bead: int, how: Tongues) -> Left:
    """Without the names that have an answer near by, be it for a pronoun or across a border; a swap in its place stays."""
    ours, theirs = alignment.texts(bead)
    near = _around(alignment, bead)
    gone = how.missing(ours, near[1]) if left.missing else ()
    come = how.extra(theirs, near[0]) if left.extra else ()
    missing = [name for name in left.missing if any(other.start <= name.start and name.stop <= other.stop for other in gone)]
    extra = [name for name in left.extra if any(other.start <= name.start and name.stop <= other.stop for other in come)]
    for swap in left.swaps:
        partly = _touched(swap.missing, gone) or _touched(swap.extra, come)
        if (partly and swap.support) or (swap.support == 2 and swap.missing.sure == swap.extra.sure == NAME):
            missing.append(swap.missing)
            extra.append(swap.extra)
    return _keeping(left, missing, extra)


def _around(alignment: Alignment, bead: int) -> tuple[str, str]:
    """The passages of both texts about a bead."""
    spans = [alignment.spans(near) for near in range(max(0, bead - NEAR), min(len(alignment.beads), bead + NEAR + 1))]
    ours, theirs = ([span for span in side if span] for side in zip(*spans, strict=True))
    return (
        alignment.original.text[min(span.start for span in ours) : max(span.stop for span in ours)],
        alignment.translation.text[min(span.start for span in theirs) : max(span.stop for span in theirs)],
    )


def _touched(name: Named, names: Sequence[Named]) -> bool:
    return any(other.start < name.stop and name.start < other.stop for other in names)


def _keeping(left: Left, missing: Sequence[Named], extra: Sequence[Named]) -> Left:
    """With these names alone, and the swaps that are left of them."""
    swaps = tuple(swap for swap in left.swaps if swap.extra in extra and (swap.short or swap.missing in missing))
    return replace(left, missing=tuple(dict.fromkeys(missing)), extra=tuple(dict.fromkeys(extra)), swaps=swaps)
