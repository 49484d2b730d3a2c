"""Findings of people's own: what somebody saw in a review that no check found.

- `review.CATEGORY` is a finding that a person added to a report, such as `review.number` or `review.omission`: its category, its
  severity and its message are that person's, and so is the note in its evidence, if there is one. It is sure (confidence 1), stands
  in the record, in the page and in the notes of the memories like every other finding, and counts in the score card, as a family of
  its own, `review`.
- `review.reworded` is no finding, but what a memory tells of a sentence that a person says otherwise there than the texts do.

It is about words of one or both texts, and the sentences that they stand in. A later run has it as long as those sentences say the
same, wherever they stand and whatever they are paired with. The same category, words and message again are the same finding, and
`align decisions DIR dismiss ID` takes one back. Nothing was measured of these findings: people judge them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast, get_args

from align import fingerprints
from align.decisions.gestures import Decided, Gesture
from align.decisions.linking import found
from align.decisions.moving import homes_of
from align.model import REVIEW, Alignment, Category, Document, Finding, Severity, Span

MANUAL = f"{(__doc__ or '').strip()}\n"
_CATEGORIES = {f"{REVIEW}.{category}": cast(Category, category) for category in get_args(Category)}


def own(
    alignment: Alignment,
    bead: int,
    category: Category,
    severity: Severity,
    message: str,
    *,
    original: Span | None = None,
    translation: Span | None = None,
    reason: str = "",
) -> Gesture:
    """The gesture that adds a finding about a bead; where no words of it are named, it is about all of them."""
    if original is None and translation is None:
        original, translation = alignment.spans(bead)
    one, two = alignment.original, alignment.translation
    rule, quotes = f"{REVIEW}.{category}", (one.quote(original), two.quote(translation))
    originals, translations = sentences(one, original), sentences(two, translation)
    name = fingerprints.of_texts(rule, *quotes, " ".join(originals), " ".join(translations), message)
    return Gesture(
        "finding", name, "added", reason.strip(), severity, message.strip(), rule, *quotes,
        originals=originals, translations=translations,
    )  # fmt: skip


def sentences(document: Document, span: Span | None) -> tuple[str, ...]:
    """The fingerprints of the sentences that a span touches."""
    if span is None:
        return ()
    names = fingerprints.of_sentences(document)
    return tuple(name for name, sentence in zip(names, document.sentences, strict=True) if sentence.span.overlaps(span))


def added(alignment: Alignment, decided: Decided) -> Iterator[tuple[Gesture, Finding]]:
    """The findings that people added and whose sentences are there, each with its gesture."""
    said = [gesture for gesture in decided.gestures if gesture.verdict == "added"]
    there = found(alignment.original, alignment.translation, said)
    if not there:
        return
    homes = homes_of(alignment)
    for gesture in said:
        if gesture.id in there:
            place = there[gesture.id]
            beads = sorted({homes[0][number] for number in place.original} | {homes[1][number] for number in place.translation})
            yield gesture, Finding(
                gesture.rule, _CATEGORIES[gesture.rule], gesture.severity or "minor", 1.0, gesture.message or "", tuple(beads),
                _quoted(alignment.original, place.original, gesture.original),
                _quoted(alignment.translation, place.translation, gesture.translation),
                evidence=(("note", gesture.reason),) if gesture.reason else (), id=gesture.id,
            )  # fmt: skip


def _quoted(document: Document, run: range, words: str) -> Span | None:
    """Where those sentences have these words; all of them, where the words are written otherwise by now."""
    whole = document.passage(run)
    if whole is None:
        return None
    start = document.text.find(words, whole.start, whole.stop)
    return Span(start, start + len(words)) if start >= 0 else whole
