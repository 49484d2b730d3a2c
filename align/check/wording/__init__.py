"""A word that another has replaced: one that says the opposite, or one that says something else.

Words are compared within a pair of sentences. Each first finds the word of the other side that answers it: the same word, one made
from it, one that means nearly the same. Then it is seen what stands without a partner at one and the same place of both.

- `wording.opposite` (major): a word is gone and its opposite stands in its place (*increase* became *fall*, 支持 became *oppose*),
  or what was held in dread is now held in esteem. A reader takes away the contrary of what the author says. Opposites are those of
  our own tables (`opposites` in en.toml and zh.toml), those made by a prefix or an ending (*legal*, *illegal*; *careful*,
  *careless*), and those that the dictionary marks. Left alone where a denial before one of the two turns it back (*not many* for
  *few*), and where both words stand on both sides.
- `wording.changed` (minor): a word became one of the same quality that says more or less (*tiny* became *small*, *dictated*
  became *influenced*), by our own scales (`degrees` in en.toml). Major where a fact is claimed that was an impression, or the other
  way round (`claims`): *nominally* became *officially*. Neutral where another word stands in the place of one that is no
  synonym of it, as far as a Chinese dictionary tells: no Chinese word has both for a meaning. A good translator chooses such words
  all the time, so they are shown and not counted. So are words that have a single Chinese word in common, and then the evidence
  says so: both can be 推理, and that is how a round trip through Chinese turns *inference* into *reasoning*. English beside English
  only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from align.check.examples import Example
from align.check.unmatched import passages
from align.check.wording.graded import Graded, graded
from align.check.wording.opposed import Half, halves, means, turned
from align.lexicon.content import Word
from align.lexicon.synonyms import known, near, shared
from align.lexicon.tokens import is_han
from align.model import Alignment, Finding, Glossary, Place, Span

RULES = ("wording.opposite", "wording.changed")

EXAMPLES = (
    Example(
        "wording.opposite", "Rents in the harbour district rose again.", "Rents in the harbour district fell again.", "en", "en-GB",
        True, "*Fell* is the opposite of *rose*.", "major",
    ),
    Example(
        "wording.opposite", "The bakers dread the new inspector.", "The bakers hold the new inspector in high regard.", "en",
        "en-GB", True, "Dread became esteem.", "major",
    ),
    Example(
        "wording.opposite", "The court acquitted the baker.", "The court convicted the baker.", "en", "en-GB", True,
        "Of two verdicts the other.", "major",
    ),
    Example(
        "wording.opposite", "It was a careful reply to the mayor.", "It was a careless reply to the mayor.", "en", "en-GB", True,
        "The ending turns the word.", "major",
    ),
    Example(
        "wording.opposite", "Few of the guests came.", "Not many of the guests came.", "en", "en-GB", False,
        "A denial turns *many* back into *few*.",
    ),
    Example(
        "wording.opposite", "Prices rose in May and fell in June.", "In June prices fell, in May they rose.", "en", "en-GB", False,
        "Both words stand on both sides.",
    ),
    Example(
        "wording.opposite", "市议会反对新的桥梁计划。", "The council supports the plan for a new bridge.", "zh-CN", "en", True,
        "反对 is to oppose.", "major",
    ),
    Example(
        "wording.opposite", "市议会支持新的桥梁计划。", "The council backs the plan for a new bridge.", "zh-CN", "en", False,
        "*Back* is to support.",
    ),
    Example(
        "wording.opposite", "The baths are closed in winter.", "浴场冬天不开放。", "en", "zh-CN", False,
        "Not open is closed.",
    ),
    Example(
        "wording.opposite", "The storm closed many shops, leaving two.", "风暴使许多商店关门，剩下两家。", "en", "zh-CN", False,
        "*Leaving* is letting remain.",
    ),
    Example(
        "wording.opposite", "The council supports the plan for a new bridge.", "市议会反对新的桥梁计划。", "en", "zh-CN", True,
        "反对 is to oppose.", "major",
    ),
    Example(
        "wording.opposite", "The council opposes the plan for a new bridge.", "市议会反对新的桥梁计划。", "en", "zh-CN", False,
        "The same.",
    ),
    Example(
        "wording.changed", "The bakers burned the letter.", "The bakers answered the letter.", "en", "en-GB", True,
        "To burn is not to answer.", "neutral",
    ),
    Example(
        "wording.changed", "The bakers run a tiny shop.", "The bakers run a small shop.", "en", "en-GB", True,
        "Not as small as it was.", "minor",
    ),
    Example(
        "wording.changed", "Whistling is nominally forbidden here.", "Whistling is officially forbidden here.", "en", "en-GB", True,
        "In name only, says the author.", "major",
    ),
    Example(
        "wording.changed", "A tiny shop, a huge oven.", "A minute shop, an enormous oven.", "en", "en-GB", False,
        "Neither more nor less.",
    ),
    Example(
        "wording.changed", "What it sells is inference.", "What it sells is reasoning.", "en", "en-GB", True,
        "Both can be 推理.", "neutral",
    ),
    Example(
        "wording.changed", "The firm purchased the letter.", "The company bought the letter.", "en", "en-GB", False,
        "Synonyms.",
    ),
)  # fmt: skip

SYNONYM = 0.05  # nearness from which two words are no longer something else
ONCE = 0.7  # nearness at the most of words that have one Chinese word in common
OPPOSITE, GRADED, CHANGED = 0.7, 0.75, 0.5  # how sure either is, where the pair is beyond doubt


def findings(alignment: Alignment, glossary: Glossary) -> Iterator[Finding]:
    """Opposites and words that say more or less, bead by bead; then other replaced words, each pair once with all its places."""
    replaced: dict[str, list[Finding]] = {}
    for bead, passage in passages(alignment):
        ours, theirs = halves(passage)
        found = turned(ours, theirs, passage.languages)
        for one in found:
            yield _opposite(alignment, bead, _at(ours, one.ours), _at(theirs, one.theirs), one.how)
        if passage.languages == ("en", "en"):
            taken = {place for one in found for place in one.ours}
            for step in graded(ours, theirs):
                if step.ours not in taken:
                    taken.add(step.ours)
                    yield _graded(alignment, bead, ours.words[step.ours], theirs.words[step.theirs], step)
            for i, j in _changed(ours, theirs):
                if i not in taken:
                    other = _replaced(alignment, bead, ours.words[i : i + 1], theirs.words[j : j + 1])
                    replaced.setdefault(other.message.lower(), []).append(other)
    for first, *others in replaced.values():
        yield replace(
            first,
            beads=tuple(dict.fromkeys(bead for one in (first, *others) for bead in one.beads)),
            related=tuple(Place("translation", one.translation) for one in others if one.translation),
        )


def _at(side: Half, places: range) -> Sequence[Word]:
    return side.words[places.start : places.stop]


def _changed(ours: Half, theirs: Half) -> Iterator[tuple[int, int]]:
    """Words at one place that are no synonyms, and partners that are so in one Chinese word alone."""
    rank = {place: number for number, place in enumerate(theirs.matter)}
    for number, i in enumerate(ours.matter):
        one, j = ours.words[i], ours.partners.get(i)
        if one.kind == "full":
            if j is None:
                j = _between(ours, theirs, rank, number)
                if j is not None and _differ(one, theirs.words[j]):
                    yield i, j
            elif _through(one, theirs.words[j]):
                yield i, j


def _between(ours: Half, theirs: Half, rank: Mapping[int, int], number: int) -> int | None:
    """The only word without a partner between the partners of a word's two neighbours."""
    if not 0 < number < len(ours.matter) - 1:
        return None
    before, after = (rank.get(ours.partners.get(ours.matter[number + step], -1)) for step in (-1, 1))
    if before is None or after is None or after - before != 2:
        return None
    place = theirs.matter[before + 1]
    return None if place in theirs.partners else place


def _differ(one: Word, two: Word) -> bool:
    """Whether the dictionary has both, and nothing that they have in common."""
    return two.kind == "full" and known(one.form) and known(two.form) and near(one.form, two.form) < SYNONYM


def _through(one: Word, two: Word) -> bool:
    """Whether two words are near to each other by a single Chinese word: that is how a round trip changes them."""
    return two.kind == "full" and one.stem != two.stem and near(one.form, two.form) <= ONCE and len(shared(one.form, two.form)) == 1


# ---- what that is


def _opposite(alignment: Alignment, bead: int, one: Sequence[Word], two: Sequence[Word], how: str) -> Finding:
    original, translation = _spans(alignment, bead, one, two)
    ours, theirs = alignment.original.quote(original), alignment.translation.quote(translation)
    evidence = [("original", ours), ("translation", theirs)]
    if how == "opposite":
        told = f"“{ours}” became its opposite, “{theirs}”."
        meant = means(one[0], two[0])
        evidence += [("means", f"{(one if is_han(ours[0]) else two)[0].text} = {meant}")] if meant else []
    else:
        told = f"“{ours}” became “{theirs}”: {how} turned into its contrary."
    return Finding(
        "wording.opposite", "mistranslation", "major", round(OPPOSITE * alignment.beads[bead].confidence, 3), told, (bead,),
        original, translation, evidence=tuple(evidence),
    )  # fmt: skip


def _graded(alignment: Alignment, bead: int, one: Word, two: Word, step: Graded) -> Finding:
    original, translation = _spans(alignment, bead, (one,), (two,))
    ours, theirs = alignment.original.quote(original), alignment.translation.quote(translation)
    more = "more" if step.stronger else "less"
    return Finding(
        "wording.changed", "mistranslation", "major" if step.claim else "minor",
        round(GRADED * alignment.beads[bead].confidence, 3), f"“{ours}” became “{theirs}”, which says {more}.", (bead,),
        original, translation, evidence=(("says", more),),
    )  # fmt: skip


def _replaced(alignment: Alignment, bead: int, one: Sequence[Word], two: Sequence[Word]) -> Finding:
    original, translation = _spans(alignment, bead, one, two)
    ours, theirs = alignment.original.quote(original), alignment.translation.quote(translation)
    both = shared(one[0].form, two[0].form)
    evidence = (("both can be", both[0]),) if both else (("in common", "no Chinese word that both render"),)
    return Finding(
        "wording.changed", "mistranslation", "neutral", round(CHANGED * alignment.beads[bead].confidence, 3),
        f"“{ours}” became “{theirs}”.", (bead,), original, translation, evidence=evidence,
    )  # fmt: skip


def _spans(alignment: Alignment, bead: int, one: Sequence[Word], two: Sequence[Word]) -> tuple[Span, Span]:
    here, there = alignment.spans(bead)
    assert here and there
    return (
        Span(here.start + one[0].start, here.start + one[-1].stop),
        Span(there.start + two[0].start, there.start + two[-1].stop),
    )
