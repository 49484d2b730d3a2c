"""Quotation marks that came in, went, or stand round other words than the author's.

- `quotes.added` (minor): words in quotation marks that the original says plainly. Marks hold a word at arm's length: a reader takes it
  that the author doubts it, or that it is somebody else's. Neutral round a name and where the original's words cannot be told; and
  neutral in Chinese, which puts names, slogans and coinages into marks where English has capitals, italics or nothing, unless a word
  like *so-called* stands before them.
- `quotes.dropped` (minor): words that the original has in quotation marks and the translation says plainly, as if they were its own.
  Neutral between languages, where the marks may only have told that the word is a term, and round a name that keeps its capitals.
- `quotes.changed` (minor): an expression in quotation marks of which a quarter of the words or more are others, in one language: what
  stands in marks is taken for what was said. A speech counts where half of its words are others, and is neutral before that, for no
  translation finds all of them again. Minor, too, is what the translation puts into somebody's mouth where the original reports it in
  its own words; neutral the other way, and between languages. Major where a quotation is given to another of those who are named in
  both texts.

Apostrophes are no quotation marks, nor are those of titles (《》). What is emphasised, linked or code on the other side needs none there.
What crossed into the next sentence is neither added nor dropped, and a speech may be interrupted on one side and not on the other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from align.check.examples import Example
from align.check.quoted import Word, grew, quoted, words
from align.check.unquoted import Unquoted, unquoted
from align.find import Quote
from align.find.quotes import length
from align.language import base, same, table
from align.language.tables import fold
from align.model import Alignment, Document, Finding, Glossary, Severity, Side, Span

RULES = ("quotes.added", "quotes.dropped", "quotes.changed")

EXAMPLES: tuple[Example, ...] = ()

KEPT = 0.75  # of a quotation's words at most, where it counts as reworded
HALF = 0.5  # of a speech's words at most, where it matters; and of a report's at least, where it is one of that speech
SHORTEST = 3  # words of an expression that can be reworded; of less, one word is another, and that is for others to judge
NEAR = 40  # characters between a quotation and who says it
MARKS = frozenset(("emphasis", "code", "link"))

_NAME = r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}"
_WORD = re.compile(r"[^\W_]+")
_PRONOUNS = frozenset("he she it they we i you this that who one the a an but and so then".split())


def findings(alignment: Alignment, glossary: Glossary) -> Iterator[Finding]:
    """What happened to quotation marks and to what stands in them, bead by bead."""
    alike = same(alignment.original.language, alignment.translation.language)
    for bead, here in quoted(alignment).items():
        for quote in here.extra:
            yield from _one_sided(alignment, bead, quote, "translation", alike)
        for quote in here.missing:
            yield from _one_sided(alignment, bead, quote, "original", alike)
        for one, two in here.pairs:
            yield from _given(alignment, bead, one, two)
            if alike:
                yield from _reworded(alignment, bead, one, two)


# ---- marks that one side alone has


def _one_sided(alignment: Alignment, bead: int, quote: Quote, side: Side, alike: bool) -> Iterator[Finding]:
    if not quote.whole or quote.title:
        return
    place = unquoted(alignment, bead, quote, side)
    if quote.speech and not _named(quote.text):
        if not alike or (place and place.share >= HALF):
            yield _reported(alignment, bead, quote, place, side, alike)
    elif not _stands_out(alignment, bead, quote, place, side, alike):
        yield _added(alignment, bead, quote, place, alike) if side == "translation" else _dropped(alignment, bead, quote, place, alike)


def _other(side: Side) -> Side:
    return "translation" if side == "original" else "original"


def _stands_out(alignment: Alignment, bead: int, quote: Quote, place: Unquoted | None, side: Side, alike: bool) -> bool:
    """Whether the words need no marks on the other side: they stand out by other means, or are the same in a text of other letters."""
    document, passage = alignment.document(_other(side)), alignment.spans(bead)[side == "original"]
    if not alike and quote.text in document.quote(passage):
        return True
    return place is not None and (_shouted(document.quote(place.span)) or _marked(document, place.span))


def _shouted(text: str) -> bool:
    return len(text) > 1 and text.isalpha() and text.isupper() and text.isascii()


def _marked(document: Document, span: Span) -> bool:
    """Whether a mark covers most of a place, and hardly more."""
    return any(
        mark.kind in MARKS
        and len(mark.span) <= 2 * len(span)
        and 2 * (min(mark.span.stop, span.stop) - max(mark.span.start, span.start)) >= len(span)
        for mark in document.marks
    )


def _added(alignment: Alignment, bead: int, quote: Quote, place: Unquoted | None, alike: bool) -> Finding:
    document = alignment.translation
    held = bool(_words(base(document.language), "held").search(fold(document.text[: quote.outer.start][-NEAR:]).lower()))
    share, said = (place.share, alignment.original.quote(place.span)) if place else (0, "")
    chinese = base(document.language) == "zh" and not alike
    severity: Severity = "minor" if held or (place and not chinese and not _named(quote.text) and not _named(said)) else "neutral"
    return Finding(
        "quotes.added", "quote", severity, _trusted(alignment, bead, 0.6 + 0.3 * share if place else 0.5),
        f"“{quote.text}” stands in quotation marks, and in the original it does not.", (bead,),
        place.span if place else None, quote.span,
        evidence=(*((("original", said),) if said else ()), ("translation", document.quote(quote.outer))),
    )  # fmt: skip


def _dropped(alignment: Alignment, bead: int, quote: Quote, place: Unquoted | None, alike: bool) -> Finding:
    document = alignment.original
    share, said = (place.share, alignment.translation.quote(place.span)) if place else (0, "")
    severity: Severity = "minor" if alike and share > HALF and not _named(said) else "neutral"
    return Finding(
        "quotes.dropped", "quote", severity, _trusted(alignment, bead, 0.6 + 0.3 * share if place else 0.5),
        f"“{quote.text}” has lost its quotation marks.", (bead,),
        quote.span, place.span if place else None,
        evidence=(("original", document.quote(quote.outer)), *((("translation", said),) if said else ())),
    )  # fmt: skip


def _reported(alignment: Alignment, bead: int, quote: Quote, place: Unquoted | None, side: Side, alike: bool) -> Finding:
    spans = [place.span if place and alike else span for span in alignment.spans(bead)]
    spans[side == "translation"] = quote.span
    severity: Severity = "minor" if alike and side == "translation" else "neutral"
    told = (
        "What the original reports in its own words is put into quotation marks."
        if side == "translation"
        else "What the original quotes is reported in other words, without quotation marks."
    )
    return Finding(
        "quotes.changed", "quote", severity, _trusted(alignment, bead, 0.7 if alike else 0.5), told, (bead,), *spans,
        evidence=((side, alignment.document(side).quote(quote.outer)),),
    )  # fmt: skip


def _named(text: str) -> bool:
    """Whether the words are a name by their capitals and figures; small words may stand between."""
    found = _WORD.findall(text)
    capitals = [not word[0].islower() for word in found if len(word) > 3 or not word[0].islower()]
    return all(capitals) and any(word[0].isupper() or word[0].isdigit() for word in found)


# ---- what stands in marks on both sides


def _reworded(alignment: Alignment, bead: int, one: Quote, two: Quote) -> Iterator[Finding]:
    ours, theirs = words(alignment.original, one.span), words(alignment.translation, two.span)
    missing, extra = _apart(ours, theirs)
    kept = 1 - len(extra) / max(1, len(theirs))
    speech = one.speech or two.speech
    if not one.whole or not two.whole or max(len(ours), len(theirs)) < SHORTEST or kept > KEPT or _named(two.text):
        return
    severity: Severity = "neutral" if speech else "minor"
    lost, came = (_listed(side, found) for side, found in ((alignment.original, missing), (alignment.translation, extra)))
    yield Finding(
        "quotes.changed", "quote", severity, _trusted(alignment, bead, 0.7),
        f"In the quotation, {lost} became {came}." if lost else f"The quotation has {came}, which the original's does not have.",
        (bead,), one.span, two.span,
        evidence=(("original", one.text), ("translation", two.text), ("words kept", f"{kept:.0%}")),
    )  # fmt: skip


def _apart(ours: Sequence[Word], theirs: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """The words that only one of two lists has; a word and its shorter form are the same (app, application)."""
    common = Counter(word.form for word in ours) & Counter(word.form for word in theirs)
    missing, extra = _without(ours, common.copy()), _without(theirs, common)
    for word in tuple(missing):
        grown = next((other for other in extra if grew(word.form, other.form)), None)
        if grown:
            missing.remove(word)
            extra.remove(grown)
    return missing, extra


def _without(found: Sequence[Word], common: Counter[str]) -> list[Word]:
    left = []
    for word in found:
        if common[word.form]:
            common[word.form] -= 1
        else:
            left.append(word)
    return left


def _listed(document: Document, found: Sequence[Word]) -> str:
    told = ", ".join(f"“{document.quote(word.span)}”" for word in found[:4])
    return f"{told} …" if len(found) > 4 else told


# ---- who says it


def _given(alignment: Alignment, bead: int, one: Quote, two: Quote) -> Iterator[Finding]:
    ours, theirs = _speaker(alignment.original, one), _speaker(alignment.translation, two)
    if not ours or not theirs or not _parts(ours).isdisjoint(_parts(theirs)):
        return
    if _parts(ours) <= _parts(alignment.translation.text) and _parts(theirs) <= _parts(alignment.original.text):
        yield Finding(
            "quotes.changed", "quote", "major", _trusted(alignment, bead, 0.8),
            f"In the original {ours} says this, in the translation {theirs}.", (bead,), one.span, two.span,
            evidence=(("original", ours), ("translation", theirs)),
        )  # fmt: skip


def _speaker(document: Document, quote: Quote) -> str:
    """Who is named with a verb of saying beside a quotation; nothing where nobody is, or a pronoun."""
    told = _telling(base(document.language))
    around = document.text[max(0, quote.outer.start - NEAR) : quote.outer.start], document.text[quote.outer.stop :][:NEAR]
    found = [match["before"] or match["after"] for text in around if (match := told.search(text))]
    return next((name for name in found if name.split()[0].casefold() not in _PRONOUNS), "")


@cache
def _telling(language: str) -> re.Pattern[str]:
    verbs = "|".join(map(re.escape, table(language).lists.get("speech", ()))) or "(?!)"
    edge = "" if language == "zh" else r"\b"
    return re.compile(rf"(?P<before>{_NAME}) ?{edge}(?:{verbs}){edge}|{edge}(?:{verbs}){edge} (?P<after>{_NAME})")


@cache
def _words(language: str, name: str) -> re.Pattern[str]:
    listed = "|".join(map(re.escape, table(language).lists.get(name, ()))) or "(?!)"
    return re.compile(rf"(?:{listed})\W*$")


def _parts(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in re.findall(r"[A-Z]\w+", text))


def _trusted(alignment: Alignment, bead: int, certain: float) -> float:
    """A finding is no surer than the bead that it stands on."""
    return round(certain * alignment.beads[bead].confidence, 3)
