"""Which of the small words that turn a claim have no answer on the other side of a bead.

It is not enough that the other side has as many of them: they must stand by the same words. So each cue is looked for by what
stands around it (see `scope`), and answered by whatever turns the claim there, the other ways of saying it included.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from align.check.page import FAITH
from align.check.proverbs import in_a_word
from align.check.scope import CLAUSE, NEAR, SENTENCE, Found, Word, linker, places, words, zone
from align.find.cues import Cue, Family, knows, plainly, small_words
from align.language import base
from align.lexicon.tokens import folder, is_han
from align.model import Alignment, OwnWords, Span

KNOWN = 2.0  # score from which on the place of a cue is known
FIRM = 5.0  # score from which on that place is beyond doubt
MANY, LONG = 40, 5_000  # cues, and characters, from which on nobody can tell what answers what in a pair
CLOSE = 24  # characters between a cue and the word that it bears on, if they are told in one breath

# What stands for a denial only in front of the very word that is denied on the other side.
FAINT_DENIALS = ("implied-limit", "more-denial")
# What joins the things that one denial denies.
JOINS = frozenset("or and nor but as well , ， 、 或 和 与 及 也 并 都 而 又 以及 或者".split())

_HAN = re.compile(r"[\u3400-\u9fff]")

Texts = tuple[str, str]
Cues = tuple[Sequence[Cue], Sequence[Cue]]
Same = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Lone:
    """A cue without an answer, on side 0 or 1; where the other says what it bears on, and how many each side has."""

    side: int
    cue: Cue
    found: Found | None
    counts: tuple[int, int]

    @property
    def sure(self) -> int:
        """1 where the very word is there that the cue bears on, 2 where the next one is, 3 where others are, 0 where nothing is."""
        return _sure(self.found)

    @property
    def ours(self) -> Span:
        """The cue and the word that it bears on, if that follows closely."""
        close = self.found and self.found.head and self.found.after and self.found.word.span.start - self.cue.span.stop <= CLOSE
        return Span(self.cue.span.start, self.found.word.span.stop) if self.found and close else self.cue.span

    @property
    def theirs(self) -> Span | None:
        """What stands for that word on the other side."""
        return self.found.anchor.span if self.found and self.sure else None


def alone(alignment: Alignment, family: Family, both: bool = False) -> Iterator[tuple[int, Lone]]:
    """The beads that have a cue of a family without an answer, and the cue. A cue that crossed into the next bead has one.

    Where both sides have some, only a denial is asked for its answer (`both`): hedges come in heaps, and one does for another.
    """
    languages = base(alignment.original.language), base(alignment.translation.language)
    own = alignment.original.own
    if not all(knows(language, family, own) for language in languages):
        return
    found = {
        number: ones
        for number, bead in enumerate(alignment.beads)
        if bead.paired and bead.confidence >= FAITH and (ones := _lone(alignment.texts(number), languages, family, both, own))
    }
    for number, ones in found.items():
        around = {other.side for near in (number - 1, number + 1) for other in found.get(near, ())}
        yield from ((number, one) for one in ones if 1 - one.side not in around)


def _lone(texts: Texts, languages: Texts, family: Family, both: bool, own: OwnWords) -> list[Lone]:
    if any(language == "zh" and not _HAN.search(text) for text, language in zip(texts, languages, strict=True)):
        return []  # the text is not in the language that was said
    bare = [plainly(text, language, family, own) for text, language in zip(texts, languages, strict=True)]
    same_language = languages[0] == languages[1]
    if all(bare) or texts[0] == texts[1]:
        return []
    cues = (small_words(texts[0], languages[0], family, own), small_words(texts[1], languages[1], family, own))
    if same_language:
        cues = (_strict(cues[0]), _strict(cues[1]))
    return lone(texts, languages, cues, both) if cues[0] or cues[1] else []


def _strict(cues: Sequence[Cue]) -> tuple[Cue, ...]:
    """Without what only another language may use for it: *can* is 可能 as often as not, and never *may*."""
    return tuple(cue for cue in cues if not cue.kind.startswith("loose-"))


def lone(texts: Texts, languages: Texts, cues: Cues, both: bool) -> list[Lone]:
    """The cues that the richer side has too many, in order; in one language, also one that changed its place."""
    counts = (sum(cue.least for cue in cues[0]), sum(cue.least for cue in cues[1]))
    even = counts[0] == counts[1]
    if (min(counts) and not both) or (even and languages[0] != languages[1]) or not any(counts):
        return []
    if max(counts) > MANY or max(map(len, texts)) > LONG:
        return []
    said = (words(texts[0], languages[0]), words(texts[1], languages[1]))
    if even:
        moved = _moved([list(_answered(side, texts, languages, said, cues, counts)) for side in (0, 1)])
        return [one for one in moved if _once(one, said[1 - one.side])]
    rich = 0 if counts[0] > counts[1] else 1
    left = [one for one, answer in _answered(rich, texts, languages, said, cues, counts) if not answer]
    sure = [one for one in left if one.sure == 1 or (one.found and not one.cue.kind.startswith("near-"))]
    told = {one.theirs or one.ours: one for one in reversed(sure)}
    return sorted(told.values(), key=lambda one: one.cue.span)[: abs(counts[0] - counts[1])]


def _moved(sides: Sequence[Sequence[tuple[Lone, bool]]]) -> list[Lone]:
    """As many on both sides, yet one beyond doubt without an answer, and not each of the other side's with one as sure."""
    for mine, other in (sides, sides[::-1]):
        odd = [one for one, answer in mine if not answer and one.sure == 1 and one.found and one.found.score >= FIRM]
        if odd and not all(answer and one.sure == 1 for one, answer in other):
            return odd[:1]
    return []


def placed(alignment: Alignment, number: int, side: int, ours: Span, theirs: Span | None) -> tuple[Span | None, Span | None]:
    """Places in the two documents of places in the two texts of a bead, those of `side` first."""
    homes = alignment.spans(number)
    moved = [
        Span(home.start + span.start, home.start + span.stop) if home and span else None
        for home, span in zip((homes[side], homes[1 - side]), (ours, theirs), strict=True)
    ]
    return (moved[0], moved[1]) if side == 0 else (moved[1], moved[0])


def _once(one: Lone, theirs: Sequence[Word]) -> bool:
    """Whether there is only one place that can be meant."""
    return one.found is not None and sum(word.text.lower() == one.found.anchor.text.lower() for word in theirs) == 1


# ---- what answers a cue


def _answered(
    side: int, texts: Texts, languages: Texts, said: Sequence[Sequence[Word]], cues: Cues, counts: tuple[int, int]
) -> Iterator[tuple[Lone, bool]]:
    """Each cue of a side that counts, and whether something on the other side answers it."""
    ours, theirs = said[side], said[1 - side]
    same = linker(languages[side], languages[1 - side])
    soft = _unmatched(cues[side], cues[1 - side], ours, theirs, same)
    others = [*(cue for cue in cues[1 - side] if cue.least), *soft]
    found: list[tuple[Lone, list[Cue]]] = []
    for cue in cues[side]:
        if cue.least:
            everywhere = places(cue.span, ours, theirs, same)
            one = Lone(side, cue, everywhere[0] if everywhere else None, counts)
            if one.sure:
                answers = [other for other in others if any(_near(other, place, theirs, cues[1 - side]) for place in everywhere)]
            else:
                answers = [other for other in others if other.kind not in FAINT_DENIALS]
            found.append((one, answers))
    rich = counts[side] > counts[1 - side]
    for one, answers in found:
        taken = rich and answers and all(other.least and _taken(other, one, found, theirs) for other in answers)
        held = is_han(one.cue.text[0]) and in_a_word(one.cue.span, texts[side], ours, theirs)
        yield one, bool(answers and not taken) or held


def _unmatched(mine: Sequence[Cue], others: Sequence[Cue], ours: Sequence[Word], theirs: Sequence[Word], same: Same) -> list[Cue]:
    """What on the other side may stand for one of ours, but for what has its like here: *fail* where we fail too."""
    left = [cue for cue in mine if not cue.least]
    right = [cue for cue in others if not cue.least]
    for like in (_identical, _alike, lambda cue, other: cue.kind.endswith("-hedge") and same(cue.text, other.text)):
        for other in tuple(right):
            twin = next((cue for cue in left if like(cue, other)), None)
            if twin:
                left.remove(twin)
                right.remove(other)
    faint, said = _covered(cue for cue in mine if cue.least), _covered(right)
    plain = [word for word in ours if not word.bare and faint.isdisjoint(_places(word.span))]
    # What a plain word of ours is rendered by is no answer, unless that word has another rendering: compared, 相比, and not 较.
    free = [word for word in theirs if said.isdisjoint(_places(word.span))]
    return [
        other
        for other in right
        if other.kind == "modal-hedge" or all(_elsewhere(word, free, same) for word in plain if same(word.text, other.text))
    ]


def _covered(cues: Iterable[Cue]) -> set[int]:
    """The characters that these cues stand on."""
    return {place for cue in cues for place in _places(cue.span)}


def _places(span: Span) -> range:
    return range(span.start, span.stop)


def _elsewhere(word: Word, theirs: Sequence[Word], same: Same) -> bool:
    return any(same(word.text, other.text) for other in theirs)


def _identical(cue: Cue, other: Cue) -> bool:
    return cue.text.lower() == other.text.lower()


def _alike(cue: Cue, other: Cue) -> bool:
    return cue.kind == other.kind and cue.kind.startswith("implied-")


def _near(other: Cue, place: Found, theirs: Sequence[Word], others: Sequence[Cue]) -> bool:
    """Whether a cue of the other side stands where ours would: the surer the place, the nearer."""
    sure = _sure(place)
    implied = other.kind.startswith("implied-")
    if not sure or (other.kind in FAINT_DENIALS and sure != 1):
        return False
    if (
        sure == 1
        and other.kind == "implied-opposite"
        and any(not one.least and one.span.overlaps(place.anchor.span) for one in others)
    ):
        return False  # the word itself says as much on both sides: not lose, lose
    if other.kind == "implied-opposite" and any(_opposite(other.text, head) for head in place.heads):
        return True
    if sure == 1 or (sure == 2 and (implied or other.least)):
        return other.span.overlaps(zone(place, theirs, NEAR if implied else CLAUSE))
    return other.span.overlaps(zone(place, theirs, SENTENCE, narrow=sure == 2))


def _opposite(text: str, word: str) -> bool:
    """Whether a word with a negative syllable is that word's opposite: unclear, clear."""
    form = folder("en")
    return any(len(text) > cut + 1 and form(text[cut:].lower()) == form(word.lower()) for cut in (2, 3))


def _taken(other: Cue, one: Lone, found: Sequence[tuple[Lone, list[Cue]]], theirs: Sequence[Word]) -> bool:
    """Whether a cue of the other side answers another of ours, nearer to it, and does not rule both."""
    if one.found is None or one.sure not in (1, 2):
        return False
    anchor = one.found.anchor.span.start
    if not any(rival is not one and other in answers and _nearer(rival, one, other) for rival, answers in found):
        return False
    low, high = sorted((other.span.start, anchor))
    return not any(low < word.span.start < high and word.text.lower() in JOINS for word in theirs)


def _nearer(rival: Lone, one: Lone, other: Cue) -> bool:
    if rival.found is None or one.found is None or rival.sure != 1:
        return False
    gaps = [abs(lone.found.anchor.span.start - other.span.start) for lone in (rival, one) if lone.found]
    return gaps[0] < gaps[1] or (gaps[0] == gaps[1] and one.cue.span < rival.cue.span)


def _sure(found: Found | None) -> int:
    if found is None or found.score < KNOWN:
        return 0
    return found.head if found.head in (1, 2) else 3
