"""Which of the small words that turn a claim have no answer on the other side of a bead.

It is not enough that the other side has as many of them: they must stand by the same words. So each cue is looked for by what
stands around it (see `scope`), and answered by whatever turns the claim there, the other ways of saying it included.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from align.check.cues.replies import Cues, Lone, Texts, answered
from align.check.cues.scope import Word, words
from align.check.page import FAITH
from align.find.cues import Cue, Family, knows, plainly, small_words
from align.language import base
from align.model import Alignment, OwnWords, Span

FIRM = 5.0  # score from which on the place of a cue is beyond doubt
MANY, LONG = 40, 5_000  # cues, and characters, from which on nobody can tell what answers what in a pair

_HAN = re.compile(r"[\u3400-\u9fff]")


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
        moved = _moved([list(answered(side, texts, languages, said, cues, counts)) for side in (0, 1)])
        return [one for one in moved if _once(one, said[1 - one.side])]
    rich = 0 if counts[0] > counts[1] else 1
    left = [one for one, answer in answered(rich, texts, languages, said, cues, counts) if not answer]
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
        span.moved(home.start) if home and span else None
        for home, span in zip((homes[side], homes[1 - side]), (ours, theirs), strict=True)
    ]
    return (moved[0], moved[1]) if side == 0 else (moved[1], moved[0])


def _once(one: Lone, theirs: Sequence[Word]) -> bool:
    """Whether there is only one place that can be meant."""
    return one.found is not None and sum(word.text.lower() == one.found.anchor.text.lower() for word in theirs) == 1
