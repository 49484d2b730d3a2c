"""The words of a pair that nothing on the other side explains, in runs: what `coverage` and `wording` look at.

A run is what stands between two words that have partners. It is worth what its words say, less what stands without partners about
the same place of the other side, for that is what it may render. A paraphrase has as much on either side; what came in or fell out
has nothing over there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple

from align.check.page import FAITH
from align.language import base, fits, table
from align.lexicon.content import SAYING, Kind, Word, words
from align.lexicon.partners import Partners, partners, side
from align.lexicon.partners import Side as Words
from align.lexicon.tokens import is_han
from align.model import Alignment, Side, Span

KEPT = 1024  # pairs remembered between one check and the next
SPREAD = 0.5  # what the words elsewhere without partners take away at the most
NEEDED = 2  # small words that stand between any two others
SIGNED = 3  # characters of a dateline at the least
EDGE, END = 30, 3  # characters from the beginning of a passage, and from its end, within which a dateline stands

Weights = Mapping[Kind, float]


class Scale(NamedTuple):
    """What the words of a run weigh, and those that may explain it; a run of `enough` is worth a finding.

    Set by search over half of the development sets, and held against the other half.
    """

    words: Weights
    again: float  # a word that the other side has elsewhere: said again, it adds little
    gap: Weights
    aside: float  # the share of the gap that counts where the run is set off: another phrase seldom renders it
    set_off: float
    dateline: float
    loose: Weights  # words without partners anywhere else on the other side: the freer the rendering, the less they tell
    small: float  # each small word that stands in the place of a run that is not set off, for several may render it
    least: int  # words of a run that are not said again
    enough: float


_SAME = Scale(
    {"full": 1.0, "light": 1.0, "name": 0.2}, 0.2, {"full": 2.0, "light": 0.1, "name": 0.6}, 0.1, 1.5, 0.0,
    {"full": 0.05}, 0.3, 2, 2.3,
)  # fmt: skip
# What falls out of a list is often said in words that its neighbours use too: the *second* of three prizes.
_OMITTED = _SAME._replace(words={"full": 1.0, "light": 1.0, "name": 0.5}, again=0.1, least=1, enough=1.9)
_ENGLISH = Scale(
    {"full": 1.0, "light": 0.7, "name": 0.2}, 0.0, {"full": 0.5, "light": 0.1, "name": 0.6, "bare": 0.3}, 1.0, 1.5, 0.0,
    {"name": 0.1, "bare": 0.1}, 0.0, 2, 3.2,
)  # fmt: skip
_FREER = _ENGLISH._replace(
    gap={"full": 1.0, "light": 0.5, "name": 0.6, "bare": 0.5},
    loose={"full": 0.2, "name": 0.1, "light": 0.1, "bare": 0.1},
    enough=3.6,
)
_CHINESE = Scale(
    {"full": 1.0, "light": 0.7, "name": 0.4, "bare": 0.1}, 0.0, {"full": 0.6, "light": 0.1, "name": 0.4}, 1.0, 1.5, 2.0,
    {}, 0.0, 1, 1.4,
)  # fmt: skip
# By the languages of both sides and the side of the run. Names have a check of their own, and weigh little. Who translates into
# Chinese rounds his sentences off with words of his own; there it takes more for a finding.
SCALES: Mapping[tuple[str, str], Mapping[Side, Scale]] = {
    ("en", "en"): {"original": _OMITTED, "translation": _SAME},
    ("en", "zh"): {"original": _FREER, "translation": _CHINESE._replace(set_off=1.0, enough=2.5)},
    ("zh", "en"): {"original": _CHINESE, "translation": _ENGLISH},
}


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring words of one side without partners, and between them only words that carry no matter.

    `span` covers them and, where they are all that a phrase between two signs says, that phrase. `gap` are the words of the other
    side that the run may render, `excess` is what it is worth beyond enough. Parts of a run that a sign divides share a `stretch`.
    """

    words: tuple[Word, ...]
    span: Span
    gap: tuple[Word, ...]
    excess: float
    stretch: int
    dateline: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of both sides of a pair, and which answer each other; places are numbers of words, spans count within each text."""

    languages: tuple[str, str]
    original: Words
    translation: Words
    partners: Partners

    def runs(self, side: Side) -> tuple[Run, ...]:
        """The runs of a side that are worth a finding, in order."""
        scale = SCALES[self.languages][side]
        if side == "original":
            return tuple(_runs(self.original, self.translation, self.partners, scale))
        return tuple(_runs(self.translation, self.original, Partners(self.partners.theirs, self.partners.ours), scale))


def passages(alignment: Alignment) -> Iterator[tuple[int, Passage]]:
    """The pairs of an alignment that can be compared word by word, with the numbers of their beads."""
    languages = base(alignment.original.language), base(alignment.translation.language)
    if languages in SCALES:
        for number, bead in enumerate(alignment.beads):
            texts = alignment.texts(number)
            if bead.paired and bead.confidence >= FAITH and all(map(fits, texts, languages)):
                found = passage(*texts, languages)
                if found.original.matter and found.translation.matter:
                    yield number, found


@lru_cache(KEPT)
def passage(original: str, translation: str, languages: tuple[str, str]) -> Passage:
    """Two texts that say the same, word by word."""
    ours, theirs = side(words(original, languages[0])), side(words(translation, languages[1]))
    return Passage(languages, ours, theirs, partners(ours, theirs, across=languages[0] != languages[1]))


def _runs(here: Words, there: Words, found: Partners, scale: Scale) -> Iterator[Run]:
    known, matter = found.ours, here.matter
    # Two texts with no word in common were perhaps not meant as a pair; then no run says anything.
    stretches = list(_stretches(matter, known, scale.least)) if known else []
    if not stretches:
        return
    shared = {here.words[place].phrase for place in matter if place in known}
    said = {form for place in there.matter for form in there.words[place][3:5]}
    others = {there.words[place].phrase for place in there.matter if place in found.theirs}
    lonely = [place for place in there.matter if place not in found.theirs]
    for start, stop in stretches:
        before = bisect_right(there.matter, known[matter[start - 1]]) - 1 if start else None
        after = bisect_left(there.matter, known[matter[stop]]) if stop < len(matter) else None
        gap = _gap(before, after, there.matter, found.theirs)
        smalls = _between(start, stop, matter, known, there)
        loose = min(SPREAD, sum(scale.loose.get(there.words[place].kind, 0.0) for place in lonely if place not in gap))
        beside = tuple(there.words[place] for place in sorted(gap))
        for phrase, part in groupby(
            matter[start:stop], lambda place: -1 if here.words[place].phrase in shared else here.words[place].phrase
        ):
            run = tuple(here.words[place] for place in part)
            dateline = bool(scale.dateline) and _is_dateline(run, here.words, beside, phrase >= 0)
            excess = (
                _worth(run, beside, said, phrase >= 0, dateline, scale, others)
                - loose
                - scale.enough
                - (scale.small * smalls if phrase < 0 else 0.0)
            )
            if excess >= 0:
                whole = [word for word in here.words if word.phrase == phrase] if phrase >= 0 else run
                yield Run(run, Span(whole[0].start, whole[-1].stop), beside, excess, start, dateline)


def _between(start: int, stop: int, matter: Sequence[int], known: Mapping[int, int], there: Words) -> int:
    """How many small words the other side has between the partners of a run's neighbours, beyond those that any language needs."""
    first = known[matter[start - 1]] if start else -1
    last = known[matter[stop]] if stop < len(matter) else len(there.words)
    small = sum(not word.counts for word in there.words[first + 1 : last]) if first < last else 0
    return max(0, small - NEEDED)


def _stretches(matter: Sequence[int], known: Mapping[int, int], least: int) -> Iterator[tuple[int, int]]:
    """Where runs of words without partners begin and end, among the words that carry matter; none that is too short."""
    start = 0
    for stop, place in enumerate((*matter, -1)):
        if place in known or place < 0:
            if stop - start >= least:
                yield start, stop
            start = stop + 1


def _worth(
    run: Sequence[Word], gap: Sequence[Word], said: set[str], set_off: bool, dateline: bool, scale: Scale, others: set[int]
) -> float:
    fresh = [word for word in run if word.form not in said and word.stem not in said]
    telling = dateline or any(map(_tells, fresh))
    if len(fresh) < scale.least or not telling:
        return 0.0
    weight = sum(scale.words.get(word.kind, 0.0) for word in fresh) + scale.again * (len(run) - len(fresh))
    explained = sum(
        scale.gap.get(word.kind, 0.0) * (1.0 if not set_off or word.phrase not in others else scale.aside) for word in gap
    )
    return weight - explained + scale.set_off * set_off + scale.dateline * dateline


def _tells(word: Word) -> bool:
    """Whether a word says something of its own: not *in addition*, *at the same time*."""
    return word.kind in ("full", "name") or (len(word.text) > SAYING and is_han(word.text[0]))


def _gap(before: int | None, after: int | None, others: Sequence[int], known: Mapping[int, int]) -> set[int]:
    """The places without partners that touch the partners of a run's neighbours, or the end of the side where it stands at one."""
    places: set[int] = set()
    for first, step in (
        (before + 1 if before is not None else 0, 1),
        (before - 1 if before is not None else -1, -1),
        (after - 1 if after is not None else len(others) - 1, -1),
        (after + 1 if after is not None else len(others), 1),
    ):
        while 0 <= first < len(others) and others[first] not in known:
            places.add(others[first])
            first += step
    return places


def _is_dateline(run: Sequence[Word], here: Sequence[Word], gap: Sequence[Word], set_off: bool) -> bool:
    """Whether the run is of a news agency's opening or signature: a phrase at either end of the passage that closes as they do."""
    cues = _datelines()
    if any(word.text.endswith(cues[0]) for word in run):
        return True
    if not set_off and not run[-1].inside:
        return not gap and (run[0] == here[0] or run[-1] == here[-1]) and len(run[-1].text) > 1 and run[-1].text.endswith(cues)
    phrase = [word for word in here if word.phrase == run[0].phrase]
    edge = phrase[0].start < EDGE or here[-1].stop - phrase[-1].stop < END
    said = "".join(word.text for word in phrase)
    return edge and len(said) >= SIGNED and said.endswith(cues)


@cache
def _datelines() -> tuple[str, ...]:
    return table("zh").lists.get("datelines", ("日电",))
