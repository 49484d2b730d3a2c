"""What a person does to an alignment in, the gestures that say so out; `links` has those for pairs made anew."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from align import fingerprints
from align.decisions.gestures import Gesture
from align.model import Alignment, Bead, PairVerdict, Side


def links(alignment: Alignment, beads: Iterable[Bead]) -> Iterator[Gesture]:
    """The gestures that say that these beads are right, and every other one that uses their sentences wrong."""
    names = _names(alignment)
    for bead in beads:
        called = [tuple(names[side][number] for number in run) for side, run in enumerate((bead.original, bead.translation))]
        digest = hashlib.sha256("=".join(map(" ".join, called)).encode()).hexdigest()[:16]
        original = alignment.original.quote(alignment.original.passage(bead.original))
        translation = alignment.translation.quote(alignment.translation.passage(bead.translation))
        yield Gesture(
            "link", digest, "linked",
            original=original, translation=translation, originals=called[0], translations=called[1],
        )  # fmt: skip


def verdicts(alignment: Alignment, numbers: Iterable[int], verdict: PairVerdict | None, reason: str = "") -> Iterator[Gesture]:
    """The gestures that call these beads confirmed or doubtful, or for None take back what was said of them."""
    names, pairs = _names(alignment), fingerprints.of_pairs(alignment)
    for number in numbers:
        bead = alignment.beads[number]
        original, translation = alignment.texts(number)
        yield Gesture(
            "pair", pairs[number], verdict or "open", reason.strip(), original=original, translation=translation,
            originals=tuple(names[0][one] for one in bead.original), translations=tuple(names[1][one] for one in bead.translation),
        )  # fmt: skip


def worded(alignment: Alignment, side: Side, sentence: int, text: str, reason: str = "") -> Gesture:
    """The gesture that says a sentence otherwise in the memories; its own words again take back what was said of it."""
    said, name = alignment.document(side).said(sentence), fingerprints.of_sentences(alignment.document(side))[sentence]
    verdict, message = ("open", None) if text.strip() == said else ("worded", text.strip())
    first = side == "original"
    return Gesture(
        "wording", fingerprints.of_texts(side, name), verdict, reason.strip(), message=message,
        original=said if first else "", translation="" if first else said,
        originals=(name,) if first else (), translations=() if first else (name,),
    )  # fmt: skip


def wanted(original: str, translation: str, note: str = "") -> Gesture:
    """The gesture that wants a term: what the original calls so is called that in the translation; the last word about it holds."""
    one, two = (" ".join(text.split()) for text in (original, translation))
    return Gesture("term", fingerprints.of_texts("term", one), "wanted", " ".join(note.split()), original=one, translation=two)


def _names(alignment: Alignment) -> tuple[Sequence[str], Sequence[str]]:
    return fingerprints.of_sentences(alignment.original), fingerprints.of_sentences(alignment.translation)
