"""What stands in quotation marks on both sides and is not the same: other words, or another speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from align.check.examples import Example
from align.check.quotes.quoted import Word, apart, words
from align.check.quotes.unquoted import named
from align.find import Quote
from align.find.speakers import speaker
from align.model import Alignment, Document, Finding

REQUOTED = (
    Example(
        "quotes.changed", "They want to be “leading AI scientists”.", "They want to be “top AI scientists”.", "en", "en-GB", True,
        "Who is quoted did not say *top*.", "minor",
    ),
    Example(
        "quotes.changed", "“It is too small,” said Ada. Ben and the others nodded.",
        "“It is too small,” said Ben. Ada and the others nodded.", "en", "en-GB", True,
        "Another speaks.", "major",
    ),
    Example(
        "quotes.changed", "“It is a good app,” she said.", "“It is a good application,” she said.", "en", "en-GB", False,
        "The same word, written out.",
    ),
)  # fmt: skip

KEPT = 0.75  # of a quotation's words at most are the author's, where it counts as reworded
LITTLE = 2  # letters of a word that hardly tells what changed
SHORTEST = 3  # words of an expression that can be reworded; of less, one word is another, and that is for others to judge

_WORD = re.compile(r"[^\W_]+")


def reworded(alignment: Alignment, bead: int, one: Quote, two: Quote) -> Iterator[Finding]:
    """The quotation of which a quarter of the words or more are others; in one language."""
    ours, theirs = words(alignment.original, one.span), words(alignment.translation, two.span)
    missing, extra = apart(ours, theirs)
    kept = 1 - len(extra) / max(1, len(theirs))
    short = max(len(ours), len(theirs)) < SHORTEST
    if short or kept > KEPT or not one.whole or not two.whole or named(one.text) or named(two.text):
        return
    lost, came = _listed(alignment.original, missing), _listed(alignment.translation, extra) or "other words"
    yield Finding(
        "quotes.changed", "quote", "neutral" if one.speech or two.speech else "minor",
        round(0.7 * alignment.beads[bead].confidence, 3),
        f"In the quotation, {lost} became {came}." if lost else f"The quotation has {came}, which the original's does not have.",
        (bead,), one.span, two.span,
        evidence=(("original", one.text), ("translation", two.text), ("words kept", f"{kept:.0%}")),
    )  # fmt: skip


def given(alignment: Alignment, bead: int, one: Quote, two: Quote) -> Iterator[Finding]:
    """The quotation that another of the article's people says; a new spelling of one and the same is another matter."""
    original, translation = alignment.original, alignment.translation
    ours, theirs = speaker(original.text, one, original.language), speaker(translation.text, two, translation.language)
    if not ours or not theirs or not _parts(ours).isdisjoint(_parts(theirs)):
        return
    if _parts(ours) <= _parts(translation.text) and _parts(theirs) <= _parts(original.text):
        yield Finding(
            "quotes.changed", "quote", "major", round(0.8 * alignment.beads[bead].confidence, 3),
            f"In the original {ours} says this, in the translation {theirs}.", (bead,), one.span, two.span,
            evidence=(("original", ours), ("translation", theirs)),
        )  # fmt: skip


def _listed(document: Document, found: Sequence[Word]) -> str:
    """The words that tell something, the first four of them."""
    telling = [word for word in found if len(word.form) > LITTLE or not word.form.isascii()]
    listed = ", ".join(f"“{document.quote(word.span)}”" for word in telling[:4])
    return f"{listed} …" if len(telling) > 4 else listed


def _parts(text: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(text) if word[0].isupper())
