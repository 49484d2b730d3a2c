"""Quotation marks that came in, went, or stand round other words than the author's.

- `quotes.added` (minor): words in quotation marks that the original says plainly. Marks hold a word at arm's length: a reader
  takes it that the author doubts it, or that it is somebody else's. Neutral round a name, and where the original's words cannot
  be told; and neutral in Chinese, which puts names, slogans and coinages into marks where English has capitals, italics or
  nothing, unless a word like *so-called* stands before them.
- `quotes.dropped` (minor): words that the original has in quotation marks and the translation says plainly, as if they were its
  own. Neutral between languages, where the marks may only have told that the word is a term, and round a name.
- `quotes.changed` (minor): an expression in quotation marks of which a quarter of the words or more are others, in one language:
  what stands in marks is taken for what was said. A speech is neutral, for no translation finds all of its words again. Minor,
  too, is what the translation puts into somebody's mouth where the original reports it in its own words; neutral the other way,
  and between languages. Major where a quotation is given to another of those who are named in both texts.

Apostrophes are no quotation marks, nor are those of titles (《》). What is emphasised, linked or code on the other side needs none
there. What crossed into the next sentence is neither added nor dropped, and a speech may be interrupted on one side only.
Between languages without a dictionary here, marks are not missed.
"""

from __future__ import annotations

from collections.abc import Iterator

from align.check.examples import Example
from align.check.page import other
from align.check.quotes.quoted import quoted
from align.check.quotes.requoted import REQUOTED, given, reworded
from align.check.quotes.unquoted import Unquoted, named, stands_out, unquoted
from align.find import Quote
from align.find.speakers import held, told
from align.language import base, same
from align.model import Alignment, Finding, Glossary, Severity, Side

RULES = ("quotes.added", "quotes.dropped", "quotes.changed")

EXAMPLES = (
    Example(
        "quotes.added", "They compete with frontier labs.", "They compete with “frontier” labs.", "en", "en-GB", True,
        "The author does not doubt that the labs are at the frontier.",
    ),
    Example(
        "quotes.added", "They need not pay off a rival.", "They don't need to “appease” a rival.", "en", "en-GB", True,
        "Another word, and in marks: the words around it tell whose place it has.",
    ),
    Example(
        "quotes.added", "They call it “the lake” and don't mind.", "They call it 'the lake' and do not mind.", "en", "en-GB", False,
        "Other marks, and an apostrophe.",
    ),
    Example(
        "quotes.added", "他们不和前沿实验室竞争。", "They do not compete with “frontier” labs.", "zh-CN", "en", True,
        "The dictionary knows that 前沿 is the frontier, and it stands there without marks.",
    ),
    Example(
        "quotes.added", "他们出版了《夜班》。", "They published “The Night Shift”.", "zh-CN", "en", False,
        "A title has marks of its own in Chinese.",
    ),
    Example(
        "quotes.added", "They compete with frontier labs.", "他们和“前沿”实验室竞争。", "en", "zh-CN", True,
        "Chinese is freer with its marks.", "neutral",
    ),
    Example(
        "quotes.added", "They compete with frontier labs.", "他们和所谓“前沿”实验室竞争。", "en", "zh-CN", True,
        "*So-called* labs are held at arm's length in any language.", "minor",
    ),
    Example(
        "quotes.added", "The guards call it “the lake”.", "救生员们管它叫「湖」。", "en", "zh-TW", False,
        "The marks of Taiwan.",
    ),
    Example(
        "quotes.dropped", "The guards call the pool “the data lake”.", "The guards call the pool the data lake.",
        "en", "en-GB", True,
        "A joke of the guards' has become a name.",
    ),
    Example(
        "quotes.dropped", "He said “yes” and left.", "“Yes,” he said, and left.", "en", "en-GB", False,
        "The marks have moved with the word.",
    ),
    Example(
        "quotes.dropped", "救生员们管它叫“数据湖”。", "The guards call it the data lake.", "zh-CN", "en", True,
        "In Chinese the marks may only tell that it is a name.", "neutral",
    ),
    Example(
        "quotes.dropped", "运行命令‘pip list’。", "Run the command pip list.", "zh-CN", "en", False,
        "What is the same in both languages needs no marks in one of them.",
    ),
    Example(
        "quotes.dropped", "We are told that it “understands” pictures.", "据说它理解图片。", "en", "zh-CN", True,
        "The doubt is gone.", "neutral",
    ),
    Example(
        "quotes.dropped", "“Good,” she said, “we start.”", "她说：“好，我们开始。”", "en", "zh-CN", False,
        "A speech that is interrupted on one side only.",
    ),
    Example(
        "quotes.changed", "She said that they do not train anything at all.", "She said, “We do not train anything at all.”",
        "en", "en-GB", True,
        "Words are put into her mouth.", "minor",
    ),
    Example(
        "quotes.changed", "“This app is a very good one,” she said.", "她说这是个很好的应用。", "en", "zh-CN", True,
        "Her own words have become a report.", "neutral",
    ),
    Example(
        "quotes.changed", "“This app is a very good one,” she said.", "“这是个很好的应用，”她说。", "en", "zh-CN", False,
        "Her own words, in Chinese.",
    ),
    Example(
        "quotes.changed", "林悦说这个应用非常好用，她很喜欢。", "Lin Yue said, “This app is very good, and I like it a lot.”",
        "zh-CN", "en", True,
        "A report has become her own words.", "neutral",
    ),
    Example(
        "quotes.changed", "林悦说：“这个应用非常好用。”", "“This app,” said Lin Yue, “is a very good one.”", "zh-CN", "en", False,
        "Her own words, interrupted.",
    ),
    *REQUOTED,
)  # fmt: skip

THERE = 0.5  # of a quotation's words stand on the other side, where it has only lost or got its marks
STOPS = ".,;，。；"  # that America puts within the marks


def findings(alignment: Alignment, glossary: Glossary) -> Iterator[Finding]:
    """What happened to quotation marks and to what stands in them, bead by bead."""
    alike = same(alignment.original.language, alignment.translation.language)
    for bead, here in quoted(alignment).items():
        for quote in here.extra:
            yield from _one_sided(alignment, bead, quote, "translation", alike)
        for quote in here.missing:
            yield from _one_sided(alignment, bead, quote, "original", alike)
        for one, two in here.pairs:
            yield from given(alignment, bead, one, two)
            if alike:
                yield from reworded(alignment, bead, one, two)


def _one_sided(alignment: Alignment, bead: int, quote: Quote, side: Side, alike: bool) -> Iterator[Finding]:
    if not quote.whole or quote.title:
        return
    document, place = alignment.document(side), unquoted(alignment, bead, quote, side)
    there = place is not None and place.share >= THERE
    if quote.speech and not named(quote.text):
        if there if alike else told(document.text, quote, document.language):
            yield _reported(alignment, bead, quote, place, side, alike)
        return
    at_length = side == "translation" and held(document.text, quote, document.language)
    if (there or alike or at_length) and not _needless(alignment, quote, bead, place, side, alike):
        severity = "minor" if at_length else _severity(alignment, quote, place, side, alike)
        yield _unmatched(alignment, bead, quote, place, side, severity)


def _severity(alignment: Alignment, quote: Quote, place: Unquoted | None, side: Side, alike: bool) -> Severity:
    if place is None or named(alignment.document(other(side)).quote(place.span)):
        return "neutral"
    if side == "original":
        return "minor" if alike and place.share > THERE else "neutral"
    chinese = base(alignment.translation.language) == "zh" and not alike
    return "neutral" if chinese or named(quote.text) else "minor"


def _unmatched(alignment: Alignment, bead: int, quote: Quote, place: Unquoted | None, side: Side, severity: Severity) -> Finding:
    away, added = other(side), side == "translation"
    spans = {side: quote.span, away: place.span if place else None}
    marked = (side, alignment.document(side).quote(quote.outer))
    plain = (away, alignment.document(away).quote(place.span)) if place else ("", "")
    verdict = "stands in quotation marks, and in the original it does not" if added else "has lost its quotation marks"
    return Finding(
        "quotes.added" if added else "quotes.dropped", "quote", severity,
        _trusted(alignment, bead, 0.6 + 0.3 * place.share if place else 0.5), f"“{quote.text.rstrip(STOPS)}” {verdict}.", (bead,),
        spans["original"], spans["translation"], evidence=tuple(sorted(one for one in (marked, plain) if one[0])),
    )  # fmt: skip


def _reported(alignment: Alignment, bead: int, quote: Quote, place: Unquoted | None, side: Side, alike: bool) -> Finding:
    """Direct speech on one side, indirect speech on the other."""
    original, translation = alignment.spans(bead)
    elsewhere = place.span if place and alike else None
    invented = side == "translation"
    return Finding(
        "quotes.changed", "quote", "minor" if alike and invented else "neutral", _trusted(alignment, bead, 0.7 if alike else 0.5),
        f"What the original {'reports' if invented else 'quotes'} is {'quoted' if invented else 'reported'} in the translation.",
        (bead,), (elsewhere or original) if invented else quote.span, quote.span if invented else (elsewhere or translation),
        evidence=((side, alignment.document(side).quote(quote.outer)),),
    )  # fmt: skip


def _needless(alignment: Alignment, quote: Quote, bead: int, place: Unquoted | None, side: Side, alike: bool) -> bool:
    """Whether the words need no marks on the other side: they stand out there, or are the same in a text of other letters."""
    document, passage = alignment.document(other(side)), alignment.spans(bead)[side == "original"]
    return (not alike and quote.text in document.quote(passage)) or (place is not None and stands_out(document, place.span))


def _trusted(alignment: Alignment, bead: int, certain: float) -> float:
    """A finding is no surer than the bead that it stands on."""
    return round(certain * alignment.beads[bead].confidence, 3)
