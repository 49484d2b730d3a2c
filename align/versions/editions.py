"""Two editions of an original and a translation in, out which of the two the translator had before him.

An author mends his article after it was published, and a translation of the first edition then drifts from the second, though its
translator did nothing. So wherever the two editions differ the translation is asked whose words it bears out: a figure, a name, a
denial, other words, or whether a sentence is there at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from align import pair
from align.model import Alignment, Document
from align.threads import Difference, Edition, Step
from align.versions.descent import Pair
from align.versions.witness import Reading, leaning

LEAST = 0.25  # of a leaning: below it a place says nothing
SURE = 2 / 3  # of the places that say something; where fewer agree, he may have had both, or neither


def edition(names: tuple[str, str, str], between: Alignment, of_earlier: Alignment, of_later: Alignment) -> Edition:
    """Which of two editions a translation follows; `names` are the earlier edition's, the later one's and the translation's.

    `between` aligns the two editions, `of_earlier` and `of_later` each of them with the translation.
    """
    earlier, later, translation = names
    places = tuple(_differences(between, of_earlier, of_later))
    votes = [place.leaning > 0 for place in places if place.leaning]
    support = max(sum(votes), len(votes) - sum(votes)) / len(votes) if votes else 0.0
    follows = "" if support < SURE else earlier if 2 * sum(votes) > len(votes) else later
    return Edition(translation, earlier, later, follows, support, places)


def followed(steps: Iterable[Step], texts: Mapping[str, Document], between: Mapping[Pair, Alignment]) -> Iterator[Edition]:
    """Which edition each text follows that was made from one of two; `between` has the editions' names and how they are aligned."""
    for (earlier, later), alignment in between.items():
        for step in steps:
            if step.original in (earlier, later):
                held = {step.original: step.report.alignment}
                first, second = (
                    held.get(name) or pair.documents(texts[name], texts[step.translation]) for name in (earlier, later)
                )
                yield edition((earlier, later, step.translation), alignment, first, second)


def told(edition: Edition) -> str:
    """What there is to say of it, in a sentence."""
    both, telling = f"the {edition.earlier} and the {edition.later}", len(edition.telling)
    if not edition.differences:
        return f"Nobody can tell which edition the {edition.translation} follows: {both} say the same."
    if not edition.name:
        said = "where it bears out one as often as the other" if telling else "and it bears out neither more than the other"
        return f"It cannot be told which edition the {edition.translation} follows: {both} differ at {_places(edition)}, {said}."
    tell = f"{telling} of them tell" if telling > 1 else "1 of them tells"
    agreed = round(edition.support * telling)
    return f"The {edition.translation} follows the {edition.name}: {both} differ at {_places(edition)}; {tell}, {agreed} for it."


def _places(edition: Edition) -> str:
    count = len(edition.differences)
    return "1 place" if count == 1 else f"{count} places"


def _differences(between: Alignment, of_earlier: Alignment, of_later: Alignment) -> Iterator[Difference]:
    """The places where the editions do not say the same, in their order, with how far the translation goes with the earlier."""
    translation = of_earlier.translation
    beside = _beside(of_earlier), _beside(of_later)
    for bead, (earlier, later) in ((bead, between.texts(number)) for number, bead in enumerate(between.beads)):
        if _plain(earlier) == _plain(later):
            continue
        sides = zip((bead.original, bead.translation), beside, strict=True)
        numbers = sorted({there for side, known in sides for number in side for there in known[number]})
        third = Reading("", "\n".join(map(translation.said, numbers)), translation.language)
        one, other = Reading(earlier, earlier, between.original.language), Reading(later, later, between.translation.language)
        found = leaning(one, other, third) if numbers else _absent(bool(earlier), bool(later))
        yield Difference(earlier, later, found if abs(found) >= LEAST else 0.0)


def _absent(earlier: bool, later: bool) -> float:
    """What it says that the translation has nothing here: it goes with the edition that has nothing either."""
    return float(later - earlier)


def _beside(alignment: Alignment) -> Mapping[int, range]:
    """For each sentence of the original the translation's that stand on its bead."""
    return {number: bead.translation for bead in alignment.beads for number in bead.original}


def _plain(text: str) -> str:
    """The letters and figures alone: quotation marks set otherwise are no difference."""
    return "".join(character for character in text.casefold() if character.isalnum())
