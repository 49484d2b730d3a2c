"""Two English texts in, the names out that have no answer, and which have taken the place of which.

Of the names without an answer two are a swap if the same words stand round both.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from align.check.names.named import NAME, PERHAPS, Left, Named, Side, Swap, alone, as_named, side, small
from align.lexicon.names import akin, known

REACH = 4  # words from a name to the nearest one that both texts have
APART = 5  # words between that one and the other name
STEM = 6  # letters by which a word is found in the other text


def left(original: str, translation: str) -> Left:
    """What two English texts leave.

    >>> [(swap.missing.text, swap.extra.text) for swap in left("She lives in France now.", "She now lives in Okavia.").swaps]
    [('France', 'Okavia')]
    """
    ours, theirs = side(original), side(translation)
    missing, extra = alone(original, translation), alone(translation, original)
    return Left(missing, extra, tuple(_swaps(ours, theirs, missing, extra)) if extra else (), tuple(_spellings(ours, theirs)))


def _swaps(ours: Side, theirs: Side, missing: Sequence[Named], extra: Sequence[Named]) -> Iterator[Swap]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(ours.words):
        places[word.key[:STEM]].append(place)
    rest, scarce = list(missing), list(_scarce(ours, theirs))
    only = all(sum(name.sure == NAME for name in names) == 1 for names in (missing, extra))
    for name in extra:
        swaps = [Swap(other, name, _support(ours, theirs, places, other, name)) for other in rest]
        swaps = [swap for swap in swaps if _likely(swap, only)]
        if not swaps and name.sure == NAME:
            swaps = [Swap(other, name, 2, True) for other in scarce if _support(ours, theirs, places, other, name) == 2]
        if swaps:
            best = max(swaps, key=lambda swap: (swap.missing.sure, swap.support, -swap.missing.start))
            (scarce if best.short else rest).remove(best.missing)
            yield best


def _scarce(ours: Side, theirs: Side) -> Iterator[Named]:
    """The places of names that the translation has too, though not as often."""
    have, want = (Counter(word.key for word in side.words) for side in (theirs, ours))
    for place, how in enumerate(ours.sure):
        if how == NAME and want[ours.words[place].key] > have[ours.words[place].key] > 0:
            yield as_named(ours, range(place, place + 1))


def _likely(swap: Swap, only: bool) -> bool:
    """Whether it is a swap; `only` tells that each side has just one sure name without an answer."""
    one, two = swap.missing, swap.extra
    touching = not set(one.beside).isdisjoint(two.beside)
    if not touching and ((one.beside and swap.support < 2) or (two.beside and not swap.support)):
        return False  # a name in full beside one in short
    if one.sure == two.sure == NAME:
        return swap.support > 0 or only
    if two.sure == PERHAPS:
        return one.sure == NAME and swap.support == 2 and (touching or not two.beside)
    if NAME in (one.sure, two.sure):
        return swap.support > 0
    return swap.support == 2


def _support(ours: Side, theirs: Side, places: Mapping[str, Sequence[int]], one: Named, two: Named) -> int:
    """On how many sides of the two names the nearest word that both texts have is the same, or the text ends."""
    sides = 0
    for way in (range(two.first - 1, two.first - 1 - REACH, -1), range(two.last + 1, two.last + 1 + REACH)):
        for place in way:
            if 0 <= place < len(theirs.words):
                key = theirs.words[place].key
                if key not in small() and key[:STEM] in places:
                    sides += any(min(abs(there - one.first), abs(there - one.last)) <= APART for there in places[key[:STEM]])
                    break
    sides += two.first < 2 and one.first < 3
    sides += len(theirs.words) - two.last < 3 and len(ours.words) - one.last < 3
    return min(sides, 2)


# ---- what is only written otherwise


def _spellings(ours: Side, theirs: Side) -> Iterator[Swap]:
    """Names that no dictionary has and that each side writes in its own way."""
    strange = [_strange(one, two) for one, two in ((ours, theirs), (theirs, ours))]
    for there in strange[1]:
        for here in strange[0] if strange[1] else ():
            one, two = ours.words[here].key, theirs.words[there].key
            if akin(one, two) and not one.startswith(two) and not two.startswith(one):
                yield Swap(as_named(ours, range(here, here + 1)), as_named(theirs, range(there, there + 1)))


def _strange(one: Side, two: Side) -> list[int]:
    sides = zip(one.sure, one.words, strict=True)
    return [place for place, (how, word) in enumerate(sides) if how == NAME and word.key not in two.keys and not known(word.key)]
