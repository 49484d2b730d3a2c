"""Which terms stand on the two sides of each bead: what the checks of terms look at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from align.find.slips import slip
from align.find.terms import Hit, spaced, spoken, terms
from align.language import base, same
from align.model import Alignment, Document, Glossary, Span, Term

REFUSED = ("forbidden", "deprecated")
STEM = 5  # letters that two forms of one English word share at the least
ENDING = 5  # letters in which they may differ at the most
ACRONYM = 5  # letters of an abbreviation at the most
LONGER = 8  # letters about a wording of the other language that make it part of a quotation

_LATIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .,:'’-]*")
_CHINESE = re.compile(r"[\u3400-\u9fff]+")
_WORD = re.compile(r"[A-Za-z0-9.]+")


class Decided(NamedTuple):
    """What holds for a whole article: the translation's terms by concept, and the wordings that need no excuse."""

    language: str
    terms: Mapping[str, tuple[Term, ...]]
    own: frozenset[Term]  # said by an original in the same language


@dataclass(frozen=True, slots=True)
class Passage:
    """One bead's texts and the terms in them, at their places in the two documents."""

    bead: int
    confidence: float
    ours: str
    theirs: str
    start: int  # where `theirs` begins
    original: tuple[Hit, ...]  # without wordings that are refused: those do not name the concept
    translation: tuple[Hit, ...]
    left: tuple[Hit, ...]  # terms of the original's language that the translation has, where that is another
    decided: Decided

    @property
    def counts(self) -> Counter[str]:
        """How often the original names each concept in words that mean nothing else."""
        return Counter(hit.term.concept for hit in _clear(self.original))

    @property
    def mentions(self) -> tuple[Hit, ...]:
        """The first such place of each concept."""
        return tuple({hit.term.concept: hit for hit in reversed(_clear(self.original))}.values())[::-1]

    @property
    def strangers(self) -> tuple[Hit, ...]:
        """The first place of each concept that the translation clearly names and the original does not."""
        known = {hit.term.concept for hit in self.original}
        clear = _clear([hit for hit in self.translation if hit.term.status != "forbidden"])
        return tuple({hit.term.concept: hit for hit in reversed(clear) if hit.term.concept not in known}.values())[::-1]

    def renderings(self, concept: str) -> tuple[Hit, ...]:
        """Where the translation names the concept, in wordings of any status."""
        return tuple(hit for hit in self.translation if hit.term.concept == concept)

    def refused(self, term: Term) -> bool:
        """Whether a wording is one the translation should not have; what the original says in the same language it may."""
        return term.status in REFUSED and term not in self.decided.own

    def wanted(self, concept: str) -> Term | None:
        """The term to use; None where nothing is decided for the translation's language."""
        return next((term for term in self.decided.terms.get(concept, ()) if term.status == "preferred"), None)

    def said(self, span: Span) -> str:
        """What the translation says at a place of its document."""
        return self.theirs[span.start - self.start : span.stop - self.start]

    def slips(self, concept: str) -> tuple[tuple[Span, Term], ...]:
        """Where a term of the concept is nearly said, in a passage that does not say one; not what the original writes just so."""
        if any(hit.term.concept == concept for hit in (*self.translation, *self.left)):
            return ()
        terms = [term for term in self.decided.terms.get(concept, ()) if term.status != "forbidden"]
        near = [(span, term) for term in terms if (span := slip(self.theirs, term)) and span.of(self.theirs) not in self.ours]
        found = [(span.moved(self.start), term) for span, term in near]
        return tuple((span, term) for span, term in found if not any(hit.span.overlaps(span) for hit in self.translation))

    def quoted(self, span: Span) -> bool:
        """Whether a wording in the other script is part of a longer passage in it, such as a title."""
        start, stop = span.start - self.start, span.stop - self.start
        chinese = base(self.decided.language) == "zh"
        if self.theirs[start].isascii() != chinese:
            return False
        runs = (_LATIN if chinese else _CHINESE).finditer(self.theirs)
        return any(run.start() <= start < run.end() and len(run[0]) - (stop - start) > LONGER for run in runs)


class Use(NamedTuple):
    """One wording of the original, and one that renders it."""

    passage: Passage
    ours: Hit
    theirs: Hit


def passages(alignment: Alignment, glossary: Glossary) -> tuple[Passage, ...]:
    """The beads with something on both sides, in their order; none where the original has no term of the glossary."""
    one, two = alignment.original, alignment.translation
    alike = same(one.language, two.language)
    originals = [_meant(_hits(one, bead.original, one.language, glossary)) for bead in alignment.beads]
    if not any(originals):
        return ()
    own = frozenset(hit.term for hits in originals for hit in hits) if alike else frozenset()
    decided = Decided(two.language, spoken(glossary, two.language), own)
    return tuple(
        Passage(
            number,
            bead.confidence,
            *alignment.texts(number),
            two.sentences[bead.translation[0]].span.start,
            tuple(hit for hit in originals[number] if hit.term.status != "forbidden"),
            _hits(two, bead.translation, two.language, glossary),
            () if alike else _hits(two, bead.translation, one.language, glossary),
            decided,
        )
        for number, bead in enumerate(alignment.beads)
        if bead.paired
    )


def varied(article: tuple[Passage, ...]) -> Iterator[tuple[str, str, list[list[Use]]]]:
    """Concepts, and wordings of theirs, that have several renderings: the uses of each, in the order of the article."""
    uses: dict[tuple[str, str], list[Use]] = {}
    for passage in article:
        for ours in passage.mentions:
            concept = ours.term.concept
            if len({hit.term.text for hit in passage.original if hit.term.concept == concept}) == 1:
                for theirs in passage.renderings(concept):
                    kept = theirs.term in passage.decided.own  # the original's own word needs no excuse
                    if not kept and not passage.refused(theirs.term) and not passage.quoted(theirs.span):
                        uses.setdefault((concept, ours.term.text), []).append(Use(passage, ours, theirs))
    for (concept, wording), found in uses.items():
        groups = _groups(found)
        if len(groups) > 1:
            yield concept, wording, groups


def _groups(uses: list[Use]) -> list[list[Use]]:
    """Uses whose wordings are one, or were introduced side by side as one."""
    beads: dict[str, set[int]] = {}
    for use in uses:
        beads.setdefault(use.theirs.term.text, set()).add(use.passage.bead)
    kin: list[list[str]] = []
    for said in beads:
        known = [group for group in kin if any(shortened(said, other) or beads[said] & beads[other] for other in group)]
        if known:
            known[0].append(said)
        else:
            kin.append([said])
    return [[use for use in uses if use.theirs.term.text in group] for group in kin]


def shortened(one: str, two: str) -> bool:
    """Whether two wordings are one, as a short form, an abbreviation or another ending of the other.

    >>> shortened("reinforcement learning", "RL"), shortened("大语言模型", "大模型"), shortened("fine-tuned", "fine-tuning")
    (True, True, True)
    >>> shortened("compute", "computing power"), shortened("谷歌", "Google")
    (False, False)
    """
    short, long = sorted((spaced(one), spaced(two)), key=len)
    if _acronym(short) or within(short, long):
        return True
    short, long = short.lower(), long.lower()
    if not _WORD.search(short + long):
        rest = iter(long)
        return all(character in rest for character in short)
    stem = next((place for place, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return stem >= STEM and len(long) - stem <= ENDING and " " not in long[stem:]


def within(one: str, two: str) -> bool:
    """Whether the words of one wording stand among those of the other, as Claude does in Claude Code."""
    few, many = sorted((set(spaced(text).lower().split()) for text in (one, two)), key=len)
    return few <= many


def _acronym(text: str) -> bool:
    return _WORD.fullmatch(text) is not None and text[1:] != text[1:].lower() and len(text) <= ACRONYM


def _hits(document: Document, sentences: range, language: str, glossary: Glossary) -> tuple[Hit, ...]:
    place = document.passage(sentences)
    if not place:
        return ()
    found = terms(document.quote(place), language, glossary)
    return tuple(replace(hit, span=hit.span.moved(place.start)) for hit in found)


def _meant(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Without the refused meanings of wordings that have a good one."""
    good = {hit.span for hit in hits if hit.term.status != "forbidden"}
    return tuple(hit for hit in hits if hit.term.status != "forbidden" or hit.span not in good)


def _clear(hits: Sequence[Hit]) -> list[Hit]:
    """Those whose wording names one concept only."""
    meanings = Counter(hit.span for hit in hits)
    return [hit for hit in hits if meanings[hit.span] == 1]
