"""How sure a claim is, and when it holds: a possibility stated as a fact, a fact made a guess, a past made a future.

- `modality.hedge-added` (minor): the translation says *may*, *probably*, *often*, *almost*, 可能, 往往 where the author simply
  states. He is made less sure than he is; what he claims is still there.
- `modality.hedge-dropped` (minor): such a word of the author's is gone, and the translation says the same plainly. Major where a
  figure hangs on it, or where the translation is emphatic instead (*will*, *completely*, 一定): a possibility is then stated as a
  certainty, and the author will be held to it.
- `modality.certainty-added` (minor): *definitely*, *certainly*, 必定 where the author simply states. He is made surer than he is.
- `modality.tense` (minor): *will* or *plans to* of what has happened, or the past of what is to come. Of Chinese only where it says
  so itself, by 将, 计划, 已 or 曾: it mostly leaves the time to other words.
- `modality.question` (minor): a statement became a question, or a question a statement: what the author asks he does not claim.
  Told by the question mark alone, in any language, where no passage near by asks on the other side, nor tells of a question.

A hedge is told only where the other side has none of the kind in the whole pair, for hedges come in heaps and one does for
another, and where the word that it bears on stands there without one, or 将 and *will* say that it will be. What may be a hedge
(*seem*, *if*, *expected*, 能, 认为) is never missed, and answers for one; *can* answers for *may* between two languages only, and
会 only beside 如果 and its like. Numbers look after their own *about* and *over*. Silent in a language without a table of such
words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from align import find
from align.check.cues.answers import alone, placed
from align.check.cues.replies import CLOSE, Lone
from align.check.cues.scope import CLAUSE, words, zone
from align.check.examples import Example
from align.check.modality.questions import lone_questions
from align.check.modality.tenses import past
from align.find.cues import Cue, Family
from align.language import simplified
from align.model import Alignment, Finding, Glossary, Severity, Span

RULES = ("modality.hedge-added", "modality.hedge-dropped", "modality.certainty-added", "modality.tense", "modality.question")

EXAMPLES = (
    Example(
        "modality.hedge-added", "The harbour freezes in January.", "The harbour may freeze in January.", "en", "en-GB", True,
        "A fact became a possibility.",
    ),
    Example(
        "modality.hedge-added", "Small crews win.", "Small crews often win.", "en", "en-GB", True,
        "A rule became a habit.",
    ),
    Example(
        "modality.hedge-added", "The bridge will close.", "这座桥可能会关闭。", "en", "zh-CN", True,
        "可能 came in.",
    ),
    Example(
        "modality.hedge-added", "It seems that the bridge is closing in May.", "这座桥五月似乎会关闭。", "en", "zh-CN", False,
        "似乎 is *seems*.",
    ),
    Example(
        "modality.hedge-added", "如果下雨，比赛会推迟。", "If it rains, the match may be put off.", "zh-CN", "en", False,
        "Beside 如果, 会 may be *may*.",
    ),
    Example(
        "modality.hedge-added", "The board has ninety positions.", "棋盘上有九十种位置可能。", "en", "zh-CN", False,
        "This 可能 is a noun.",
    ),
    Example(
        "modality.hedge-added", "I keep telling him to buy a boat.", "我经常对他说要买船。", "en", "zh-CN", False,
        "*Keep* is 经常.",
    ),
    Example(
        "modality.hedge-dropped", "The new engine may be strong enough.", "The new engine is strong enough.", "en", "en-GB", True,
        "A possibility became a fact.",
    ),
    Example(
        "modality.hedge-dropped", "增长可能毁掉这家店。", "Growth will destroy this shop.", "zh-CN", "en", True,
        "A possibility became a certainty.", "major",
    ),
    Example(
        "modality.hedge-dropped", "The bridge might close in May.", "这座桥五月会关闭。", "en", "zh-CN", True,
        "会 is *will*.",
    ),
    Example(
        "modality.hedge-dropped", "It may be finished in 2027.", "它将于2027年完成。", "en", "zh-CN", True,
        "What may be will be.",
    ),
    Example(
        "modality.hedge-dropped", "Perhaps 300 people live there.", "那里住着300人。", "en", "zh-CN", True,
        "A guess became a figure.", "major",
    ),
    Example(
        "modality.hedge-dropped", "They tend to leave early.", "他们往往走得早。", "en", "zh-CN", False,
        "*Tend to* is 往往.",
    ),
    Example(
        "modality.hedge-dropped", "据说，他可能会来。", "He is said to be on his way, if we believe them.", "zh-CN", "en", False,
        "Said otherwise.",
    ),
    Example(
        "modality.certainty-added", "The old mill burned down.", "The old mill definitely burned down.", "en", "en-GB", True,
        "Nobody had doubted it.",
    ),
    Example(
        "modality.certainty-added", "The price rises.", "价格必然上涨。", "en", "zh-CN", True,
        "Nobody had called it certain.",
    ),
    Example(
        "modality.certainty-added", "Of course it rains.", "It certainly rains.", "en", "en-GB", False,
        "*Of course* is as sure.",
    ),
    Example(
        "modality.certainty-added", "The price is bound to rise.", "价格势必上涨。", "en", "zh-CN", False,
        "*Bound to* is 势必.",
    ),
    Example(
        "modality.tense", "The council opened the bridge.", "The council will open the bridge.", "en", "en-GB", True,
        "What is done is still to come.",
    ),
    Example(
        "modality.tense", "The council planned to open the bridge.", "The council said it will open the bridge.",
        "en", "en-GB", False,
        "A plan is of the future.",
    ),
    Example(
        "modality.tense", "市議會將開放這座橋。", "The council opened the bridge.", "zh-TW", "en", True,
        "What is to come is done.",
    ),
    Example(
        "modality.tense", "The company intends to build a factory.", "公司已经建了工厂。", "en", "zh-CN", True,
        "A plan became a deed.",
    ),
    Example(
        "modality.tense", "市议会开放了桥，并将报告交给了市长。", "The council opened the bridge, and gave the mayor the report.",
        "zh-CN", "en", False,
        "This 将 only brings the object forward.",
    ),
    Example(
        "modality.tense", "The council will open the bridge in May.", "市议会五月开放这座桥。", "en", "zh-CN", False,
        "Chinese need not say that it is to come.",
    ),
    Example(
        "modality.question", "The ferry is late.", "Is the ferry late?", "en", "en-GB", True,
        "Nobody had asked.",
    ),
    Example(
        "modality.question", "渡轮晚点了吗？", "The ferry is late.", "zh-CN", "en", True,
        "Nobody had said so.",
    ),
    Example(
        "modality.question", "They asked whether it is late.", "他们问：“晚点了吗？”", "en", "zh-CN", False,
        "A question asked, told in two ways.",
    ),
    Example(
        "modality.question", "The future of trains?", "好处：", "en", "zh-CN", False,
        "Two lines of a page that have nothing in common.",
    ),
    Example(
        "modality.question", "Why wait?\nNobody knows.", "何必等呢？\n没有人知道。", "en", "zh-CN", False,
        "A question for a question.",
    ),
)  # fmt: skip

HEDGES: dict[Family, str] = {"hedge": "a possibility", "habit": "a habit", "degree": "a matter of degree"}
WILL = frozenset(
    ("will", "shall", "going to", "将", "将会", "将要", "即将")
)  # of the words for what is to come, those that do not plan it
CERTAIN = {1: 0.8, 2: 0.6, 3: 0.6}  # how sure a lone hedge is, by how surely its place is known (see `Lone.sure`)

_FIGURE = re.compile(r"\d")


def findings(alignment: Alignment, glossary: Glossary) -> Iterator[Finding]:
    """The hedges, certainties and futures that have no answer on the other side."""
    for family, what in HEDGES.items():
        for number, one in alone(alignment, family):
            if one.sure:
                yield _added(alignment, number, one, what) if one.side else _dropped(alignment, number, one, what)
            elif family == "hedge" and one.side == 0 and (will := _will(alignment, number)):
                yield _settled(alignment, number, one, will)
    for number, one in alone(alignment, "certainty"):
        if one.sure and one.side == 1:
            told = f"“{_said(alignment, number, one)}”: the original does not call it certain."
            yield _finding("modality.certainty-added", "minor", told, alignment, number, one)
    for number, one in alone(alignment, "future"):
        if past(alignment, number, one):
            ours, theirs = _said(alignment, number, one), one.found.anchor.text if one.found else ""
            told = f"“{theirs}” became “{ours}”." if one.side else f"“{ours}” became “{theirs}”."
            yield _finding("modality.tense", "minor", told, alignment, number, one)
    for number, side, mark in lone_questions(alignment):
        told = f"The translation makes a {'question of a statement' if side else 'statement of a question'}."
        places = placed(alignment, number, side, mark, None)
        certain = round(0.8 * alignment.beads[number].confidence, 3)
        yield Finding("modality.question", "modality", "minor", certain, told, (number,), *places)


def _added(alignment: Alignment, number: int, one: Lone, what: str) -> Finding:
    can = _can(alignment, number, one)
    told = f"“{_said(alignment, number, one)}” is {what} here; the original says {f'“{can.text}”' if can else 'it plainly'}."
    found = _finding("modality.hedge-added", "minor", told, alignment, number, one)
    if can is None or one.theirs is None:
        return found
    original, _ = placed(alignment, number, 1, one.ours, Span(can.span.start, one.theirs.stop))
    return replace(found, original=original)


def _can(alignment: Alignment, number: int, one: Lone) -> Cue | None:
    """What says shortly before the word of the original that it can be so: no guess, but not plain either."""
    text, language = alignment.texts(number)[0], alignment.original.language
    cues = find.small_words(text, language, "hedge", alignment.original.own)
    loose = [cue for cue in cues if cue.kind == "loose-hedge" and one.theirs and 0 < one.theirs.start - cue.span.stop <= CLOSE]
    return loose[-1] if loose else None


def _dropped(alignment: Alignment, number: int, one: Lone, what: str) -> Finding:
    """A hedge gone; graver where something emphatic, or a figure, now stands alone."""
    emphatic = _emphatic(alignment, number, one)
    grave: Severity = "major" if emphatic else "minor"
    how = f"for certain: “{emphatic}”" if emphatic else "plainly"
    told = f"“{_said(alignment, number, one)}” is {what}; the translation says it {how}."
    return _finding("modality.hedge-dropped", grave, told, alignment, number, one)


def _will(alignment: Alignment, number: int) -> Cue | None:
    """What says in the translation that it will be so, where the original has no such word."""
    ours, theirs = (
        [cue for cue in find.small_words(text, document.language, "future", document.own) if simplified(cue.text).lower() in WILL]
        for text, document in zip(alignment.texts(number), (alignment.original, alignment.translation), strict=True)
    )
    return theirs[0] if theirs and not ours else None


def _settled(alignment: Alignment, number: int, one: Lone, will: Cue) -> Finding:
    """A hedge in whose place the translation says that it will be so."""
    original, translation = placed(alignment, number, one.side, one.ours, will.span)
    certain = round(CERTAIN[3] * alignment.beads[number].confidence, 3)
    told = f"“{one.cue.text}” is a possibility; the translation says that it will be so: “{will.text}”."
    evidence = (("original", one.cue.text), ("translation", will.text))
    return Finding(
        "modality.hedge-dropped", "modality", "minor", certain, told, (number,), original, translation, evidence=evidence
    )


def _emphatic(alignment: Alignment, number: int, one: Lone) -> str:
    """What makes the translation's clause certain: a word for it, or the figure in it; nothing as a rule."""
    if one.found is None:
        return ""
    text, language = alignment.texts(number)[1], alignment.translation.language
    clause = zone(one.found, words(text, language), CLAUSE)
    for cue in find.small_words(text, language, "certainty", alignment.translation.own):
        if cue.most and cue.span.overlaps(clause):
            return cue.text
    return one.found.anchor.text if _FIGURE.search(one.found.anchor.text) else ""


def _said(alignment: Alignment, number: int, one: Lone) -> str:
    return one.ours.of(alignment.texts(number)[one.side])


def _finding(rule: str, severity: Severity, told: str, alignment: Alignment, number: int, one: Lone) -> Finding:
    original, translation = placed(alignment, number, one.side, one.ours, one.theirs)
    evidence = [("word", one.cue.text)]
    if one.found:
        evidence.append(("at", f"{one.found.word.text} = {one.found.anchor.text}"))
    certain = CERTAIN[one.sure] * alignment.beads[number].confidence
    return Finding(rule, "modality", severity, round(certain, 3), told, (number,), original, translation, evidence=tuple(evidence))
