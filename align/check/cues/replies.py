"""A cue in, and whether something on the other side answers it: what turns the claim at the place that the cue bears on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from align.check.cues.proverbs import in_a_word
from align.check.cues.scope import CLAUSE, NEAR, SENTENCE, Found, Word, linker, places, zone
from align.find.cues import Cue
from align.lexicon.opposites import contrary
from align.lexicon.tokens import folder, is_han
from align.model import Span

KNOWN = 2.0  # score from which on the place of a cue is known
CLOSE = 24  # characters between a cue and the word that it bears on, if they are told in one breath

# What stands for a denial only in front of the very word that is denied on the other side.
FAINT_DENIALS = ("implied-limit", "more-denial")
# What makes a possibility of a whole sentence in Chinese, where 会 is *may*: 如果下雨，比赛会推迟.
CONDITION = "if-hedge"
# What joins the things that one denial denies.
JOINS = frozenset("or and nor but as well , ， 、 或 和 与 及 也 并 都 而 又 以及 或者".split())

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


def answered(
    side: int, texts: Texts, languages: Texts, said: Sequence[Sequence[Word]], cues: Cues, counts: tuple[int, int]
) -> Iterator[tuple[Lone, bool]]:
    """Each cue of a side that counts, and whether something on the other side answers it."""
    ours, theirs = said[side], said[1 - side]
    same = linker(languages[side], languages[1 - side])
    soft = _unmatched(cues[side], cues[1 - side], ours, theirs, same)
    others = [*(cue for cue in cues[1 - side] if cue.least or cue.kind == CONDITION), *soft]
    found: list[tuple[Lone, list[Cue]]] = []
    for cue in cues[side]:
        if cue.least:
            everywhere = [place for place in places(cue.span, ours, theirs, same) if not _ruled(place, cue, cues[side])]
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
        yield one, bool(answers and not taken) or held or _in_one_word(one.cue, ours, theirs)


def _in_one_word(cue: Cue, ours: Sequence[Word], theirs: Sequence[Word]) -> bool:
    """Whether the other side says what is denied by a word for the opposite: 不开放, closed."""
    denied = next((word.text.lower() for word in ours if word.span.start >= cue.span.stop and not word.bare), "")
    if cue.kind != "denial" or not denied:
        return False
    english = folder("en")
    pairs = ((denied, word.text.lower()) for word in theirs if not word.bare)
    return any(
        contrary(one, english(two)) if is_han(one[0]) else contrary(two, english(one))
        for one, two in pairs
        if is_han(one[0]) != is_han(two[0])
    )


def _ruled(place: Found, cue: Cue, mine: Sequence[Cue]) -> bool:
    """Whether another cue rules the word by which the place is known: *not the same without his beard*."""
    return place.after and any(cue.span.stop + 1 < other.span.start < place.word.span.start for other in mine if other.least)


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
    if not sure or (other.kind in FAINT_DENIALS and sure != 1 and place.after):
        return False
    if (
        sure == 1
        and other.kind == "implied-opposite"
        and any(not one.least and one.span.overlaps(place.anchor.span) for one in others)
    ):
        return False  # the word itself says as much on both sides: not lose, lose
    if other.kind == "implied-opposite" and any(_opposite(other.text, head) for head in place.heads):
        return True
    if other.kind != CONDITION and (sure == 1 or (sure == 2 and (implied or other.least))):
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
