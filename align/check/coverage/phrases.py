"""What a pair says on one side only, within sentences that have their partner.

A phrase is found by its words, of which none answers a word of the other side; see `unmatched` for what that weighs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, product

from align import find
from align.check.claims import Claim, Said, said, unsaid
from align.check.examples import Example
from align.check.page import SIDES, other
from align.check.remarks import noted
from align.check.unmatched import Passage, Run, passages
from align.lexicon.content import Word
from align.lexicon.rendered import meanings
from align.lexicon.tokens import is_han
from align.model import Alignment, Category, Document, Finding, Glossary, Place, Severity, Side, Span

ONE_SIDED = (
    Example(
        "coverage.insertion", "The lab hired forty engineers.", "The lab, long the envy of its rivals, hired forty engineers.",
        "en", "en-GB", True, "Nobody spoke of rivals.",
    ),
    Example(
        "coverage.insertion", "The firm purchased the plant in May.", "The company bought the factory in May.",
        "en", "en-GB", False, "Each word has one that means the same.",
    ),
    Example(
        "coverage.insertion", "公司搬了家。", "The company moved to a quieter street behind the old harbour.", "zh-CN", "en", True,
        "The original does not say where to.",
    ),
    Example(
        "coverage.insertion", "公司搬到港口后面一条更安静的街上。", "The firm moved to a quieter street behind the harbour.",
        "zh-CN", "en", False, "Each word has one that glosses it.",
    ),
    Example(
        "coverage.insertion", "The lab moved in spring.", "实验室在春天搬家，市长还发表了热情的演说。", "en", "zh-CN", True,
        "Nobody spoke of the mayor.",
    ),
    Example(
        "coverage.insertion", "The lab moved in spring.", "实验室在春天搬家了。", "en", "zh-CN", False,
        "Small words that Chinese needs.",
    ),
    Example(
        "coverage.insertion", "Harbour Watch Group is counting the gulls.", "海港观察小组（Harbour Watch Group）正在清点海鸥。",
        "en", "zh-CN", False, "What it is called in the original stands behind it in brackets.",
    ),
    Example(
        "coverage.insertion", "The mayor opened the new bridge at noon.\nThe brewery then hired guards to watch the gate at night.",
        "市长中午开放了新桥，啤酒厂随后雇佣警卫。\n他们夜里看守大门。", "en", "zh-CN", False,
        "The next sentence of the original says it.",
    ),
    Example(
        "coverage.clause-omitted", "The harbour, which the council had promised to clean, is closed.", "The harbour is closed.",
        "en", "en-GB", True, "The council's promise is gone.",
    ),
    Example(
        "coverage.clause-omitted", "The harbour, filthy for years, is closed.", "The port, dirty for many years, is shut.",
        "en", "en-GB", False, "The same in other words.",
    ),
    Example(
        "coverage.clause-omitted", "港口已关闭，市议会曾答应清理淤泥。", "The harbour is closed.", "zh-CN", "en", True,
        "The council's promise is gone.",
    ),
    Example(
        "coverage.clause-omitted", "港口已经关闭了。", "The harbour has been closed.", "zh-CN", "en", False, "Nothing is gone.",
    ),
    Example(
        "coverage.clause-omitted", "The harbour is closed, and the council never promised to clean it.", "港口已经关闭。",
        "en", "zh-CN", True, "What the council never promised is gone: a denial.", "major",
    ),
    Example(
        "coverage.clause-omitted", "The harbour is closed.", "港口已经关闭。", "en", "zh-CN", False, "Nothing is gone.",
    ),
)  # fmt: skip

SURE, SURER, SUREST = 0.5, 0.1, 0.8  # of a run that is worth just enough, what each word more adds, and what no run exceeds
WHOLE = 2  # words that say something, of a sentence that is told where none of them is answered
FEW = 3  # words of a run that are worth no finding, once the terms in it are explained
USUAL, FREE = 0.03, 12.0  # of the pairs have a phrase that the other side has not; what a freer translation asks of each to be told
MANY = 20  # pairs that show how free a translation is
SEEN, STEADY = 3, 0.5  # pairs in which two words stand without a partner to be taken for each other's; of those with either
SHOWN = 80  # characters of a phrase in a message

_BRACKETS = re.compile(r"\s?[(（]([^()（）]{2,80})[)）]")
_LETTERS = re.compile(r"[A-Za-z]+")

Taught = frozenset[tuple[str, str]]


def one_sided(alignment: Alignment, glossary: Glossary) -> Iterator[Finding]:
    """Phrases that came in, and phrases that fell out, bead by bead."""
    pairs = list(passages(alignment))
    found = [one for place in range(len(pairs)) for one in _runs(alignment, pairs, place, glossary)]
    beads = Counter(side for _, side, _ in {(bead, side, "") for bead, side, _ in found})
    enough = {side: FREE * max(0.0, beads[side] / len(pairs) - USUAL) for side in SIDES if len(pairs) >= MANY}
    heard = {side: said(alignment.document(side), glossary) for side in SIDES if beads[other(side)]}
    known = dict(pairs)
    taught = _taught([passage for _, passage in pairs], (run for _, _, run in found)) if found else frozenset()
    for bead, side, run in found:
        passage = known[bead]
        if _bracketed(run, alignment, bead, side) or _known(run, side, passage, taught):
            continue
        usual = run.excess < enough.get(side, 0.0)
        yield _finding(alignment, bead, side, run, heard[other(side)], glossary, usual)


def _runs(
    alignment: Alignment, pairs: Sequence[tuple[int, Passage]], place: int, glossary: Glossary
) -> Iterator[tuple[int, Side, Run]]:
    """The runs of a bead that are told: not what a neighbour has, nor what the glossary explains."""
    bead, passage = pairs[place]
    for side in SIDES:
        runs = (*passage.runs(side), *_sentences(alignment, bead, side, passage))
        if runs:
            neighbours = [pairs[number][1] for number in (place - 1, place + 1) if 0 <= number < len(pairs)]
            near = [words for neighbour in neighbours for words in _alone(neighbour, other(side))]
            ours, theirs = _said(alignment, bead, side), _said(alignment, bead, other(side))
            for run in _joined(runs):
                if _is_furniture(alignment, bead, side, run):
                    continue
                if not _moved(run, near) and not _decided(run, ours, theirs, glossary):
                    yield bead, side, run


def _sentences(alignment: Alignment, bead: int, side: Side, passage: Passage) -> Iterator[Run]:
    """The sentences of a bead of several of which no word is answered, where no run tells of them: they fell in with others."""
    numbers = getattr(alignment.beads[bead], side)
    known = passage.partners.ours if side == "original" else passage.partners.theirs
    if len(numbers) < 2 or not known:
        return
    here, document = passage.original if side == "original" else passage.translation, alignment.document(side)
    told = [run.span for run in passage.runs(side)]
    home = document.sentences[numbers[0]].span.start
    for number in numbers:
        place = document.sentences[number].span
        span = Span(place.start - home, place.stop - home)
        matter = [spot for spot in here.matter if span.start <= here.words[spot].start < span.stop]
        words = tuple(here.words[spot] for spot in matter)
        lone = sum(word.kind == "full" for word in words) >= WHOLE and known.keys().isdisjoint(matter)
        if lone and not any(span.overlaps(place) for place in told):
            yield Run(words, Span(words[0].start, words[-1].stop), (), 0.0, -number, False)


def _is_furniture(alignment: Alignment, bead: int, side: Side, run: Run) -> bool:
    """Whether a run is of a translator's remark, or of a line of the page that stands beside one of another kind."""
    home = alignment.spans(bead)[side == "translation"]
    if side == "translation" and home:
        place = run.span.moved(home.start)
        if any(place.overlaps(span) for span in noted(alignment.translation, alignment.beads[bead].translation)):
            return True
    signs = [find.furniture(text) for text in alignment.texts(bead)]
    return len({sign.role if sign else "" for sign in signs}) > 1


def _said(alignment: Alignment, bead: int, side: Side) -> tuple[str, str]:
    """What a side of a bead says, and in what language."""
    return alignment.texts(bead)[SIDES.index(side)], alignment.document(side).language


def _decided(run: Run, ours: tuple[str, str], theirs: tuple[str, str], glossary: Glossary) -> bool:
    """Whether the other side says the run as it stands, or says all of it but a word in terms of the glossary: ML for 机器学习."""
    if run.span.of(ours[0]) in theirs[0]:
        return True
    there = {hit.term.concept for hit in find.terms(*theirs, glossary)}
    known = [hit.span for hit in find.terms(*ours, glossary) if hit.term.concept in there]
    left = [word for word in run.words if not any(span.start <= word.start < span.stop for span in known)]
    return len(left) < len(run.words) and len(left) < FEW


def _taught(passages: Sequence[Passage], runs: Iterable[Run]) -> Taught:
    """Words of these runs and of the other side that the article itself sets beside each other, as it does its own terms."""
    wanted = {word.form for run in runs for word in run.words}
    lonely = [tuple(_lonely(passage, side) for side in SIDES) for passage in passages]
    often = [Counter(form for pair in lonely for form in pair[side]) for side in (0, 1)]
    together: Counter[tuple[str, str]] = Counter()
    for sides in lonely:
        one, two = ({form for form in side if times[form] >= SEEN} for side, times in zip(sides, often, strict=True))
        together.update((a, b) for a, b in product(one, two) if a in wanted or b in wanted)
    return frozenset(
        (a, b) for (a, b), times in together.items() if times >= SEEN and times >= STEADY * max(often[0][a], often[1][b])
    )


def _known(run: Run, side: Side, passage: Passage, taught: Taught) -> bool:
    """Whether what the article teaches explains a run but for a word or two."""
    there = _lonely(passage, other(side))
    left = [
        word
        for word in run.words
        if not any((word.form, form) in taught if side == "original" else (form, word.form) in taught for form in there)
    ]
    return len(left) < len(run.words) and len(left) < FEW


def _bracketed(run: Run, alignment: Alignment, bead: int, side: Side) -> bool:
    """Whether the other side's own words for a run, or their initials, stand behind it in brackets."""
    (ours, _), (theirs, _) = _said(alignment, bead, side), _said(alignment, bead, other(side))
    behind = _BRACKETS.match(ours, run.span.stop)
    if not behind:
        return False
    said = behind[1].strip()
    return said.casefold() in theirs.casefold() or (said.isupper() and said in _initials(theirs))


def _initials(text: str) -> str:
    return "".join(word[0] for word in _LETTERS.findall(text)).upper()


def _lonely(passage: Passage, side: Side) -> set[str]:
    """The forms of a side's words without partners."""
    words, known = (
        (passage.original, passage.partners.ours) if side == "original" else (passage.translation, passage.partners.theirs)
    )
    return {words.words[place].form for place in words.matter if place not in known}


def _alone(passage: Passage, side: Side) -> Iterator[str]:
    """The forms and stems of a side's words without partners, and what Chinese ones mean."""
    words, known = (
        (passage.original, passage.partners.ours) if side == "original" else (passage.translation, passage.partners.theirs)
    )
    for place in words.matter:
        if place not in known:
            yield words.words[place].form
            yield words.words[place].stem
            yield from _meanings(words.words[place])


def _moved(run: Run, near: Iterable[str]) -> bool:
    """Whether a run is said in a neighbouring sentence of the other side that does not say it in ours."""
    there = frozenset(near)
    return 2 * sum(not there.isdisjoint((word.form, word.stem, *_meanings(word))) for word in run.words) >= len(run.words)


def _meanings(word: Word) -> frozenset[str]:
    return meanings(word.form) if is_han(word.text[0]) else frozenset()


def _joined(runs: Sequence[Run]) -> Iterator[Run]:
    """Parts of one run as one."""
    for _, group in groupby(runs, lambda run: run.stretch):
        first, *rest = group
        yield replace(
            first,
            words=first.words + tuple(word for run in rest for word in run.words),
            span=Span(first.span.start, (rest or [first])[-1].span.stop),
            excess=first.excess + sum(run.excess for run in rest),
        )


def _finding(alignment: Alignment, bead: int, side: Side, run: Run, there_said: Said, glossary: Glossary, usual: bool) -> Finding:
    document, (one, two) = alignment.document(side), alignment.spans(bead)
    here, there = (one, two) if side == "original" else (two, one)
    assert here and there
    span = run.span.moved(here.start)
    beside = Span(there.start + run.gap[0].start, there.start + run.gap[-1].stop) if run.gap else None
    claims = [claim for claim in unsaid(document, span, there_said, glossary) if claim.kind == "number" or _is_name(claim, run)]
    denies = find.denies(document.quote(span), document.language, document.own)
    grave: Sequence[Severity] = ("neutral", "minor") if usual else ("minor", "major")
    severity = grave[bool(claims or denies)]
    rule = "clause-omitted" if side == "original" else "insertion"
    category: Category = "omission" if side == "original" else "addition"
    evidence = [("without a partner", _listed(run.words))]
    evidence += [("beside it", _listed(run.gap))] if run.gap else []
    evidence += [("nowhere in the other text", ", ".join(claim.text for claim in claims))] if claims else []
    evidence += [("denies", "yes")] if denies else []
    return Finding(
        f"coverage.{rule}", category, severity, round(min(SUREST, SURE + SURER * run.excess) * alignment.beads[bead].confidence, 3),
        _told(document, span, side, run), (bead,),
        span if side == "original" else beside, beside if side == "original" else span,
        tuple(Place(side, claim.span) for claim in claims), tuple(evidence),
    )  # fmt: skip


def _is_name(claim: Claim, run: Run) -> bool:
    """Whether a claim is a name whose words stand in the run: America is none where the other side has American."""
    return claim.kind == "name" and any(word.kind == "name" and word.text in claim.text for word in run.words)


def _told(document: Document, span: Span, side: Side, run: Run) -> str:
    text = " ".join(document.quote(span).split())
    shown = text if len(text) <= SHOWN else text[:SHOWN].rstrip() + "…"
    what = f"The dateline “{shown}”" if run.dateline else f"“{shown}”"
    return f"{what} is not in the {'translation' if side == 'original' else 'original'}."


def _listed(words: tuple[Word, ...]) -> str:
    return ", ".join(dict.fromkeys(word.text for word in words))
