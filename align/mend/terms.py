"""Findings about terms in, the changes out that put the glossary's word in the place of what was said.

The preferred term is written as the old one stood there: in its capitals and its number, with the article that it asks for. Left
alone is what is not ours to change, see `untouched`; what is said of a term between brackets as a gloss; and every place where the
new word would not fit: as part of a longer Chinese word, in the other Chinese script, or beside a word that it would only repeat.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import regex

from align.find.terms import bordered, spoken
from align.find.terms import terms as terms_in
from align.language import base
from align.mend import chinese, english
from align.mend.untouched import untouched
from align.model import Alignment, Change, Document, Finding, Glossary, Span, Term

# A term of art taken for its neighbour (terms.wrong, 0.6) may be another thought; a wording that varies, on purpose.
SURE = 0.65
RULES = ("terms.forbidden", "terms.wrong", "terms.deprecated", "terms.untranslated", "terms.spelling")

# A gloss in the other script: 智能体（agent）, agent (智能体).
_GLOSSED = {
    True: regex.compile(r"\s?[（(]\s?[A-Za-z]"),
    False: regex.compile(r"\s?[（(]\s?\p{Han}"),
}
_BEFORE = regex.compile(r"(?<![\p{L}\p{N}])([\p{L}\p{N}]+)[\s-]$")
_AFTER = regex.compile(r"[\s-]([\p{L}\p{N}]+)")
NEAR = 60  # characters beside a place that are looked at


def terms(alignment: Alignment, findings: Sequence[Finding], glossary: Glossary) -> tuple[Change, ...]:
    """The changes that these findings ask for, in the order of the translation; none two of them touch.

    A finding that does not count, is neutral, or less sure than `SURE` asks for nothing.
    """
    document = alignment.translation
    wanted = {term.text: term for found in spoken(glossary, document.language).values() for term in found if _good(term)}
    asked = [finding for finding in findings if _asks(finding) and finding.suggestion in wanted]
    if not asked:
        return ()
    homes, closed = _homes(alignment), bytearray(len(document.text))
    for place in untouched(alignment):
        closed[place.start : place.stop] = b"\1" * len(place)

    @cache
    def forms(sentence: int) -> Mapping[Span, str]:
        return _forms(document, document.sentences[sentence].span, glossary)

    made: list[Change] = []
    for finding in asked:
        for span in _places(document, finding):
            sentence = bisect_right(document.sentences, span.start, key=lambda one: one.span.start) - 1
            if sentence not in homes or document.sentences[sentence].span.stop < span.stop or any(closed[span.start : span.stop]):
                continue
            place, new = _written(document, sentence, span, forms(sentence).get(span, ""), wanted[str(finding.suggestion)])
            old = place.of(document.text)
            if new != old and not any(closed[place.start : place.stop]) and _fits(document, place, new):
                closed[place.start : place.stop] = b"\1" * len(place)
                made.append(Change(homes[sentence], place, old, new, finding.rule, finding.message))
    return tuple(sorted(made, key=lambda change: change.span))


def _good(term: Term) -> bool:
    return term.status == "preferred"


def _asks(finding: Finding) -> bool:
    sure = round(finding.confidence, 3) >= SURE and finding.severity != "neutral"
    return finding.rule in RULES and finding.counts and sure


def _homes(alignment: Alignment) -> Mapping[int, int]:
    """The bead of each sentence of the translation that has a partner."""
    return {sentence: number for number, bead in enumerate(alignment.beads) if bead.paired for sentence in bead.translation}


def _places(document: Document, finding: Finding) -> Iterator[Span]:
    """Where the finding points, and where else the same is said; other places that belong to it say something else."""
    if finding.translation is None:
        return
    yield finding.translation
    said = document.quote(finding.translation)
    for place in finding.related:
        if place.side == "translation" and document.quote(place.span) == said:
            yield place.span


def _forms(document: Document, home: Span, glossary: Glossary) -> Mapping[Span, str]:
    """How the glossary writes what a sentence says of it, by place."""
    hits = terms_in(home.of(document.text), document.language, glossary)
    return {hit.span.moved(home.start): hit.term.text for hit in hits}


def _written(document: Document, sentence: int, span: Span, form: str, term: Term) -> tuple[Span, str]:
    """The place to be changed, and what to write there: what stands there already, if it has endings that we do not know."""
    text, language = document.text, base(document.language)
    if language == "en":
        return english.fitted(text, document.sentences[sentence].span, span, form, term)
    plain = language == "zh" or term.kind != "term" or span.of(text) == form
    return span, term.text if plain else span.of(text)


def _fits(document: Document, span: Span, new: str) -> bool:
    """Whether the new words may stand there, and neither run into their neighbours nor repeat them: open weights weights."""
    text, han = document.text, base(document.language) == "zh"
    before, after = text[max(0, span.start - NEAR) : span.start], text[span.stop : span.stop + NEAR]
    if han and not (chinese.apart(text, span) and chinese.alike(before + span.of(text) + after, new)):
        return False
    whole, stop = before + new + after, len(before + new)
    if not bordered(whole, len(before), stop) or _GLOSSED[han].match(after):
        return False
    words = new.replace("-", " ").lower().split()
    beside = (_BEFORE.search(before), words[0]), (_AFTER.match(after), words[-1])
    if any(found and found[1].lower() == word for found, word in beside):
        return False
    return not chinese.repeated(before, new, after)
