"""Terms held against the glossary: is what was decided also what is said?

A concept is looked for in the original, and its decided terms in the passage that translates it. That none of them is there is no
finding: translators say *it* and *the company*. What is found is found where the original has the concept.

- `terms.forbidden` (major): a wording that the glossary refuses for it, as *reasoning* for *inference*.
- `terms.wrong` (major): its name is missing, **and** another name of the same kind stands there that the original does not have;
  minor for terms of art, and only where the two look alike, as *pre-training* and *post-training* do.
- `terms.deprecated` (minor): a wording that has gone out of use, such as a company's former name.
- `terms.inconsistent` (minor): one wording of the original becomes two through the article. A short form, an abbreviation, and a
  wording that was introduced beside the other, are no second one.
- `terms.untranslated` (minor; neutral for a name in Latin letters): the original's wording stands in the translation, though its
  language has one of its own.
- `terms.spelling` (minor): a decided term in other capitals, with another space, or with a wrong letter; neutral where the glossary
  has both spellings and only the original's was changed.

A wording with two meanings, as 推理 has, proves neither. Between two texts of one language, what the original says may be said
again, and its own slips are not the translator's. What is forbidden or wrong is told each time, the rest once for the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from align.check.examples import Example
from align.check.merging import gathered
from align.check.terms.renderings import Passage, passages, varied, within
from align.find.slips import slip
from align.find.terms import Hit
from align.model import Alignment, Finding, Glossary, Place, Severity, Span, Term

RULES = (
    "terms.forbidden", "terms.wrong", "terms.deprecated", "terms.inconsistent", "terms.untranslated", "terms.spelling",
)  # fmt: skip

EXAMPLES = (
    Example(
        "terms.forbidden", "Chips for inference are scarce.", "Chips for reasoning are scarce.", "en", "en-GB", True,
        "Both are 推理 in Chinese; on the way back one became the other.", "major",
    ),
    Example(
        "terms.forbidden", "They gave away the open weights.", "他们把模型开源了。", "en", "zh-CN", True,
        "Weights that one may take are not the source.", "major",
    ),
    Example(
        "terms.forbidden", "Inference is cheap, reasoning is not.", "Reasoning is dear, inference cheap.", "en", "en-GB", False,
        "Each stands for itself.",
    ),
    Example(
        "terms.forbidden", "推理的成本在下降。", "Reasoning is getting cheaper.", "zh-CN", "en", False,
        "推理 is both: nobody can tell from the Chinese.",
    ),
    Example(
        "terms.wrong", "We thanked Ant Ling for lunch.", "We thanked Ant Lingguang for lunch.", "en", "en-GB", True,
        "A family of models became an app of the same house.", "major",
    ),
    Example(
        "terms.wrong", "月之暗面昨天开了会。", "StepFun held a meeting yesterday.", "zh-CN", "en", True,
        "One lab became another.", "major",
    ),
    Example(
        "terms.wrong", "Pre-training is the easy half.", "Post-training is the easy half.", "en", "en-GB", True,
        "One term of art became its neighbour.",
    ),
    Example(
        "terms.wrong", "Moonshot AI is moving house.", "The company is moving to a new building.", "en", "en-GB", False,
        "A name that is only missing may well be meant by another word.",
    ),
    Example(
        "terms.deprecated", "Z.ai rents two floors.", "Zhipu AI rents two floors.", "en", "en-GB", True,
        "The company's former name.",
    ),
    Example(
        "terms.deprecated", "Zhipu AI rented two floors.", "Zhipu AI took two floors.", "en", "en-GB", False,
        "The original says it too.",
    ),
    Example(
        "terms.inconsistent", "Google waits.\nThen Google buys.", "谷歌在等。\n后来Google出手了。", "en", "zh-CN", True,
        "One word of the original, two of the translation.",
    ),
    Example(
        "terms.inconsistent", "LLMs need data.\nLLMs forget.", "大语言模型要数据。\n大模型会遗忘。", "en", "zh-CN", False,
        "The second is the first in short.",
    ),
    Example(
        "terms.untranslated", "They fine-tune it weekly.", "他们每周都fine-tune一次。", "en", "zh-CN", True,
        "The original's word, though Chinese has one.",
    ),
    Example(
        "terms.untranslated", "They fine-tune it weekly.", "他们每周微调（fine-tune）一次。", "en", "zh-CN", False,
        "A gloss beside the decided word.",
    ),
    Example(
        "terms.spelling", "字节跳动招了新人。", "Bytedance has hired new people.", "zh-CN", "en", True,
        "The capital D is lost.",
    ),
    Example(
        "terms.spelling", "Nvidia sells out.", "NVIDIA sells out.", "en", "en-GB", True,
        "Both are right, and the author chose one.", "neutral",
    ),
    Example(
        "terms.spelling", "Bytedance has hired new people.", "ByteDance has hired new people.", "en", "en-GB", False,
        "The slip was the original's.",
    ),
)  # fmt: skip

NAMES = {"lab": "company", "university": "company", "model": "product"}  # a swap between these kinds is a swap within one
VERDICTS = {"forbidden": "refuses that", "deprecated": "says it is out of use"}

_PARTS = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]")


def findings(alignment: Alignment, glossary: Glossary) -> Iterator[Finding]:
    """Where the translation does not say what was decided for a concept that the original has."""
    article = passages(alignment, glossary)
    for number, passage in enumerate(article):
        yield from _refused(passage, "forbidden", "major")
        yield from _wrong(passage, article[max(0, number - 1) : number + 2])
    yield from gathered(finding for passage in article for finding in _habits(passage))
    yield from _inconsistent(article)


def _habits(passage: Passage) -> Iterator[Finding]:
    """What a translator does throughout once it is done at all."""
    yield from _refused(passage, "deprecated", "minor")
    yield from _untranslated(passage)
    yield from _spelling(passage)


def _refused(passage: Passage, status: str, severity: Severity) -> Iterator[Finding]:
    """Refused wordings: no more than there are mentions without a good one, and none that renders something else."""
    for ours in passage.mentions:
        if ours.term.status == status:
            continue  # a former name answers a former name
        concept = ours.term.concept
        renderings = passage.renderings(concept)
        refused = [hit for hit in renderings if passage.refused(hit.term)]
        wanting = passage.counts[concept] - (len(renderings) - len(refused))
        places = {hit.span for hit in refused}
        others = {hit.term.concept for hit in passage.translation if hit.span in places and not passage.refused(hit.term)}
        excused = sum(hit.term.concept in others for hit in passage.original)
        for theirs in refused[excused:][: max(0, wanting)]:
            if theirs.term.status == status:
                message = f"“{theirs.text}” stands for “{ours.text}”; the glossary {VERDICTS[status]}."
                yield _finding(f"terms.{status}", severity, 0.9, message, passage, ours, theirs.span, theirs.term)


def _wrong(passage: Passage, around: tuple[Passage, ...]) -> Iterator[Finding]:
    """What is missing, beside what has come in instead; what stands next door may only have crossed the border."""
    ours_around = {hit.term.concept for near in around for hit in near.original}
    theirs_around = {hit.term.concept for near in around for hit in (*near.translation, *near.left)}
    strangers = [hit for hit in passage.strangers if hit.term.concept not in ours_around]
    for ours in passage.mentions:
        concept = ours.term.concept
        wanted = passage.wanted(concept)
        if not strangers or not wanted or concept in theirs_around or passage.slips(concept):
            continue
        theirs = next((hit for hit in strangers if _swapped(wanted, hit.term) and not slip(passage.ours, hit.term)), None)
        if theirs:
            strangers.remove(theirs)
            severity: Severity = "major" if _is_name(wanted) else "minor"
            message = f"“{ours.text}” has become “{theirs.text}”."
            yield _finding("terms.wrong", severity, 0.8 if _is_name(wanted) else 0.6, message, passage, ours, theirs.span, wanted)


def _swapped(wanted: Term, said: Term) -> bool:
    """Whether one may stand for the other by mistake: names of a kind, or terms of art that share a word; never a longer form."""
    if NAMES.get(wanted.kind, wanted.kind) != NAMES.get(said.kind, said.kind) or within(wanted.text, said.text):
        return False
    parts = (set(_PARTS.findall(term.text.lower())) for term in (wanted, said))
    return _is_name(wanted) or bool(set.intersection(*parts))


def _untranslated(passage: Passage) -> Iterator[Finding]:
    """Wordings of the original's language where there is no other, unless they are part of a longer quotation."""
    for ours in passage.mentions:
        concept = ours.term.concept
        wanted = passage.wanted(concept)
        if not wanted or passage.renderings(concept):
            continue
        for theirs in passage.left:
            if theirs.term.concept == concept and not passage.quoted(theirs.span):
                severity: Severity = "neutral" if _is_name(wanted) and theirs.text.isascii() else "minor"
                message = f"“{theirs.text}” is left as it was; the glossary has “{wanted.text}”."
                yield _finding("terms.untranslated", severity, 0.7, message, passage, ours, theirs.span, wanted)


def _spelling(passage: Passage) -> Iterator[Finding]:
    """Terms that are nearly there and not there, and those that have the other of two good spellings."""
    for ours in passage.mentions:
        concept = ours.term.concept
        for span, wanted in passage.slips(concept)[:1]:
            message = f"“{passage.said(span)}” should be “{wanted.text}”, as the glossary writes it."
            yield _finding("terms.spelling", "minor", 0.8, message, passage, ours, span, wanted)
        said = {hit.term.text for hit in passage.original if hit.term.concept == concept}
        for theirs in passage.renderings(concept):
            if theirs.term.text not in said and theirs.term.text.lower() == ours.term.text.lower():
                message = f"“{theirs.text}”, where the original writes “{ours.text}”."
                yield _finding("terms.spelling", "neutral", 0.9, message, passage, ours, theirs.span, ours.term)


def _inconsistent(article: tuple[Passage, ...]) -> Iterator[Finding]:
    """Wordings of the original that have more than one rendering, the rarer ones as the places to look at."""
    for concept, wording, groups in varied(article):
        usual, *others = sorted(groups, key=len, reverse=True)
        first, *rest = [use for group in others for use in group]
        counts = ", ".join(f"“{group[0].theirs.term.text}” {len(group)}×" for group in (usual, *others))
        decided = first.passage.wanted(concept) or first.theirs.term
        message = f"“{wording}” is rendered {counts}."
        finding = _finding("terms.inconsistent", "minor", 0.6, message, first.passage, first.ours, first.theirs.span, decided)
        related = tuple(Place("translation", use.theirs.span) for use in (*rest, usual[0]))
        beads = sorted({use.passage.bead for group in groups for use in group})
        yield replace(finding, related=related, beads=tuple(beads))


def _finding(
    rule: str, severity: Severity, confidence: float, message: str, passage: Passage, ours: Hit, theirs: Span, decided: Term
) -> Finding:
    wanted = passage.wanted(decided.concept) or decided
    evidence = {
        "concept": decided.concept,
        "original": ours.text,
        "found": passage.said(theirs),
        "wanted": wanted.text,
        "where": decided.where,
        "note": decided.note,
    }
    return Finding(
        rule=rule,
        category="terminology",
        severity=severity,
        confidence=round(confidence * passage.confidence, 3),
        message=message,
        beads=(passage.bead,),
        original=ours.span,
        translation=theirs,
        evidence=tuple((name, value) for name, value in evidence.items() if value),
        suggestion=wanted.text,
    )


def _is_name(term: Term) -> bool:
    return term.kind != "term"
