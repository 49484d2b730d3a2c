"""Words of one quality of which the other side has a stronger or a weaker one in their place: *tiny* for *small*."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from align.check.wording.opposed import Half, denied, same_place
from align.language import table
from align.lexicon.content import Word

CLOSE = 3  # words of matter between one of them and the partner of the other's neighbour, at the most
_DEGREES = ("er", "est")  # of comparison: *larger* is not *huge*


class Graded(NamedTuple):
    """The places of a word and of the one that stands for it, whether that says more, and whether it is of how true a claim is."""

    ours: int
    theirs: int
    stronger: bool
    claim: bool


def graded(ours: Half, theirs: Half) -> tuple[Graded, ...]:
    """The English words that became stronger or weaker, each once, in order."""
    here, there = _weighed(ours), _weighed(theirs)
    found: dict[int, Graded] = {}
    for i in here if there else ():
        for one in _changed(ours, theirs, i, here, there):
            if one.theirs not in {other.theirs for other in found.values()}:
                found.setdefault(i, one)
    return tuple(found.values())


def _changed(ours: Half, theirs: Half, i: int, here: Mapping[int, str], there: Mapping[int, str]) -> Iterator[Graded]:
    partner = ours.partners.get(i)
    for j in (partner,) if partner is not None else there:
        if j in there and (partner is not None or (j not in theirs.partners and same_place(ours, theirs, i, j, CLOSE))):
            scale, step = _step(here[i], there[j])
            settled = here[i] in there.values() or there[j] in here.values()  # the other side has it too, elsewhere
            if step and not settled and denied(ours, i) == denied(theirs, j):
                # Of claims, the stronger word denied says less: *no hint* is more than *no evidence*.
                turned = scale < 0 and denied(ours, i)
                yield Graded(i, j, (step > 0) != turned, scale < 0)


def _weighed(side: Half) -> dict[int, str]:
    """The words of a side that stand on a scale, as they stand there."""
    scales = _scales()
    found = {}
    for place in side.matter:
        word = side.words[place]
        if word.form in scales or word.text.lower() in scales:
            found[place] = _form(word) if not _compared(word) else ""
    return {place: form for place, form in found.items() if form}


def _form(word: Word) -> str:
    return word.form if word.form in _scales() else word.text.lower()


def _compared(word: Word) -> bool:
    return word.text.lower() != word.form and word.text.lower().endswith(_DEGREES)


def _step(one: str, two: str) -> tuple[int, int]:
    """The scale that has both words, and by how many steps the second says more than the first; none where no scale has."""
    scales = _scales()
    steps = ((scale, scales[two][scale] - scales[one][scale]) for scale in sorted(scales[one].keys() & scales[two].keys()))
    return next((found for found in steps if found[1]), (0, 0))


@cache
def _scales() -> Mapping[str, Mapping[int, int]]:
    """By word, the numbers of the scales that have it, below 0 for those of claims, and how high it stands there."""
    found: dict[str, dict[int, int]] = {}
    lists = table("en").lists
    numbered = [
        *enumerate(lists.get("degrees", ()), 1),
        *((-number, scale) for number, scale in enumerate(lists.get("claims", ()), 1)),
    ]
    for number, scale in numbered:
        for step, words in enumerate(scale.split("<")):
            for word in words.split():
                found.setdefault(word, {})[number] = step
    return found
