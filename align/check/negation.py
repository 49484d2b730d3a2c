"""A claim turned round: a *not* that was lost or came in, an *all* that became *most*.

Denials are looked for by what they deny, however they are said: *not clear* is *unclear*, *don't want* is *refuse*, 不得不 is
*must*, 不断 is *constantly*, and one who fears *that it won't grow* fears for its growth.

- `negation.flipped` (critical): one side denies what the other says plainly, and the reader is told the contrary. Major where both
  sides deny something, and only the words around tell which denial is alone, or where the denied word itself was not found on the
  other side, but the next one; minor where only its neighbours were found, or nothing: then perhaps it was put otherwise.
  Left alone: *not only*, *no more than*, *whether or not*, *isn't it?*, 不仅, 不同, 是不是 and their like; what a word with a
  negative syllable, a verb of lacking or refusing, or 难以 says as well; denials that crossed into the next sentence.
- `negation.quantifier` (major): *all*, *most*, *many*, *some*, *few* or *none* of something became another of these. The claim
  now holds for other cases than before. Left alone: *some* and *many*, a matter of taste, and what stands beside a denial.

Silent in a language without a table of such words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from align import find
from align.check.cues.answers import LONG, alone, placed
from align.check.cues.replies import Lone
from align.check.cues.scope import NEAR, linker, places, words, zone
from align.check.examples import Example
from align.check.page import FAITH
from align.find import Cue
from align.model import Alignment, Finding, Glossary, OwnWords, Severity, Span

RULES = ("negation.flipped", "negation.quantifier")

EXAMPLES = (
    Example(
        "negation.flipped", "The ferry leaves on Sundays.", "The ferry does not leave on Sundays.", "en", "en-GB", True,
        "A *not* came in.", "critical",
    ),
    Example(
        "negation.flipped", "我们不打算卖掉这家工厂。", "We plan to sell this factory.", "zh-CN", "en", True,
        "The 不 was lost.", "critical",
    ),
    Example(
        "negation.flipped", "The pool is heated in winter.", "泳池冬天没有加热。", "en", "zh-CN", True,
        "A 没有 came in.", "critical",
    ),
    Example(
        "negation.flipped", "館方並不擔心，遊客也沒有減少。", "The museum is worried, though visitors have not become fewer.",
        "zh-TW", "en", True,
        "Of two denials one is left: the worry is new.", "major",
    ),
    Example(
        "negation.flipped", "The lab is unlikely to move.", "实验室很可能搬家。", "en", "zh-CN", True,
        "Hardly likely became very likely.", "critical",
    ),
    Example(
        "negation.flipped", "The mayor did not say whether the bridge is safe.", "市长说这座桥是安全的。", "en", "zh-CN", True,
        "What he left open he is made to say.", "critical",
    ),
    Example(
        "negation.flipped", "The mayor ruled out a tax on bread.", "市长考虑对面包征税。", "en", "zh-CN", True,
        "What is ruled out is considered.", "critical",
    ),
    Example(
        "negation.flipped", "It is unlikely that rents fall, and the mayor did not rule out a tax.",
        "房租下降的可能性很小，市长不排除征税。", "en", "zh-CN", False,
        "The same, in words of another language.",
    ),
    Example(
        "negation.flipped", "The result was not clear, and they had no choice but to wait.",
        "The result was unclear, so they had to wait.", "en", "en-GB", False,
        "The same, said without a denial.",
    ),
    Example(
        "negation.flipped", "No one worries about the market growing.", "No one worries that the market won't grow.",
        "en", "en-GB", False,
        "One denial more, and the same worry.",
    ),
    Example(
        "negation.flipped", "城里的咖啡馆不断增多，味道各有不同，我们不得不每家都试。",
        "There are ever more cafés in town, each with a taste of its own; we had to try them all.", "zh-CN", "en", False,
        "Three times 不 in words that deny nothing.",
    ),
    Example(
        "negation.flipped", "They failed to repair the lift, and few people come.", "他们没能修好电梯，来的人不多。",
        "en", "zh-CN", False,
        "*Fail* and *few* deny as well.",
    ),
    Example(
        "negation.flipped", "Not only the crew but also the cook refused to leave.", "不但船员，连厨师也不肯走。",
        "en", "zh-CN", False,
        "不但 adds, and 不肯 is to refuse.",
    ),
    Example(
        "negation.flipped", "If you are a beginner at chess, start here.", "如果你没有国际象棋经验，请从这里开始。",
        "en", "zh-CN", False,
        "A beginner has no experience.",
    ),
    Example(
        "negation.flipped", "The town does not look the same without its tower.", "小镇没有了塔楼，面貌已经改变。",
        "en", "zh-CN", False,
        "*Not the same* has changed, and the tower belongs to *without*.",
    ),
    Example(
        "negation.flipped", "The baths are closed in winter.", "浴场冬天不开放。", "en", "zh-CN", False,
        "Not open is closed.",
    ),
    Example(
        "negation.quantifier", "All members paid the fee.", "Most of the members paid the fee.", "en", "en-GB", True,
        "Somebody is said to have not paid.", "major",
    ),
    Example(
        "negation.quantifier", "大多数会员都投了票。", "All members voted.", "zh-CN", "en", True,
        "Most became all.", "major",
    ),
    Example(
        "negation.quantifier", "Few members voted.", "许多会员投了票。", "en", "zh-CN", True,
        "Few became many.", "major",
    ),
    Example(
        "negation.quantifier", "Not all members paid.", "Some of the members paid.", "en", "en-GB", False,
        "Not all are some.",
    ),
    Example(
        "negation.quantifier", "部分会员带了客人。", "Several members brought guests.", "zh-CN", "en", False,
        "Some, and several.",
    ),
    Example(
        "negation.quantifier", "All the members but a few voted.", "除少数会员外，全都投了票。", "en", "zh-CN", False,
        "All but a few.",
    ),
)  # fmt: skip

# Which contradict each other; little is a handful, and partial not all, which against all is a denial and told as one.
CONTRARY = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        "all/most all/many all/some all/little all/few all/none most/some most/little most/few most/none many/little many/few "
        "many/none some/few some/none little/none partial/few partial/none"
    ).split()
)
# How sure a lone denial is, by how surely its place is known (see `Lone.sure`).
CERTAIN = {1: 0.9, 2: 0.75, 3: 0.65, 0: 0.3}
DOUBT = 0.75  # what is left of that where the other side denies something too


def findings(alignment: Alignment, glossary: Glossary) -> Iterator[Finding]:
    """The denials that have no answer on the other side, and the quantities that became others, bead by bead."""
    for number, one in alone(alignment, "denial", both=True):
        yield _flipped(alignment, number, one)
    if all(find.knows(document.language, "quantity", document.own) for document in (alignment.original, alignment.translation)):
        for number, bead in enumerate(alignment.beads):
            if bead.paired and bead.confidence >= FAITH:
                yield from _quantities(alignment, number)


def _flipped(alignment: Alignment, number: int, one: Lone) -> Finding:
    mixed = min(one.counts) > 0
    grave: Severity = "minor" if one.sure not in (1, 2) else "critical" if one.sure == 1 and not mixed else "major"
    places = placed(alignment, number, one.side, one.ours, one.theirs)
    quotes = [document.quote(span) for document, span in zip((alignment.original, alignment.translation), places, strict=True)]
    ours, theirs = quotes[one.side], quotes[1 - one.side]
    side, other = ("original", "translation") if one.side == 0 else ("translation", "original")
    told = f"The {side} denies: “{ours}”; the {other} does not" + (f": “{theirs}”." if theirs else ".")
    counts = [f"{count} denial{'' if count == 1 else 's'}" for count in one.counts]
    evidence = [("denial", one.cue.text), ("original", counts[0]), ("translation", counts[1])]
    if one.found and one.sure:
        evidence.insert(1, ("at", f"{one.found.word.text} = {one.found.anchor.text}"))
    certain = CERTAIN[one.sure] * (DOUBT if mixed else 1) * alignment.beads[number].confidence
    return Finding(
        "negation.flipped", "negation", grave, round(certain, 3), told, (number,), *places, evidence=tuple(evidence),
    )  # fmt: skip


# ---- all, most, some


def _quantities(alignment: Alignment, number: int) -> Iterator[Finding]:
    """Quantities that the translation lacks, where another that contradicts them stands before the same word."""
    texts = alignment.texts(number)
    if texts[0] == texts[1] or max(map(len, texts)) > LONG:
        return
    one, two, own = alignment.original.language, alignment.translation.language, alignment.original.own
    cues = find.small_words(texts[0], one, "quantity", own), find.small_words(texts[1], two, "quantity", own)
    kinds = [Counter(cue.kind for cue in side) for side in cues]
    missing = [cue for cue in cues[0] if kinds[0][cue.kind] > kinds[1][cue.kind]]
    extra = [cue for cue in cues[1] if kinds[1][cue.kind] > kinds[0][cue.kind]]
    if not any(_contrary(cue, other) for cue in missing for other in extra):
        return
    if not (_undenied(texts[0], one, cues[0], own) and _undenied(texts[1], two, cues[1], own)):
        return  # not all are some
    ours, theirs = words(texts[0], one), words(texts[1], two)
    for cue in missing:
        for found in places(cue.span, ours, theirs, linker(one, two))[:1]:
            other = _nearest(extra, cue, zone(found, theirs, NEAR), found.anchor.span) if found.head in (1, 2) else None
            if other:
                original, translation = placed(alignment, number, 0, cue.span, other.span)
                of = f"{found.word.text} = {found.anchor.text}"
                yield Finding(
                    "negation.quantifier", "negation", "major", round(0.8 * alignment.beads[number].confidence, 3),
                    f"“{cue.text}” became “{other.text}” (of “{found.word.text}”).", (number,), original, translation,
                    evidence=(("original", cue.text), ("translation", other.text), ("of", of)),
                )  # fmt: skip


def _undenied(text: str, language: str, quantities: Sequence[Cue], own: OwnWords) -> bool:
    """Whether nothing is denied in the text but by a quantity itself: *none of them*."""
    if find.plainly(text, language, "denial", own):
        return True
    denials = [cue for cue in find.small_words(text, language, "denial", own) if cue.least]
    return all(any(denial.span.overlaps(cue.span) for cue in quantities) for denial in denials)


def _nearest(extra: Sequence[Cue], cue: Cue, near: Span, anchor: Span) -> Cue | None:
    """The quantity by the word counted that contradicts ours, if there is one near."""
    rivals = [other for other in extra if _contrary(cue, other) and other.span.overlaps(near)]
    return min(rivals, key=lambda other: abs(other.span.start - anchor.start), default=None)


def _contrary(cue: Cue, other: Cue) -> bool:
    return frozenset(one.kind.removesuffix("-quantity") for one in (cue, other)) in CONTRARY
