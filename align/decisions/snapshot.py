"""Pairing anew: all beads of two texts in one gesture, and out of it again as long as both texts are what they were."""

from __future__ import annotations

import hashlib
import json

from align.decisions.gestures import Decided, Gesture
from align.model import Alignment, Bead, Document
from align.remembered import remembered

PLACES = 1_000  # parts of a confidence that are kept, as the record does


def realigned(alignment: Alignment) -> Gesture:
    """The gesture that says that from now on these are the beads of these two texts."""
    beads = [
        (bead.original.start, bead.original.stop, bead.translation.start, bead.translation.stop, round(bead.confidence * PLACES))
        for bead in alignment.beads
    ]
    name = digest(alignment.original, alignment.translation)
    return Gesture("pairing", name, "realigned", message=json.dumps(beads, separators=(",", ":")))


def restored(alignment: Alignment, decided: Decided) -> Alignment:
    """The alignment as it was last paired anew; as it is, where that was of other texts, or never."""
    said = decided.about("pairing")
    if not said:
        return alignment
    gesture = said.get(digest(alignment.original, alignment.translation))
    return alignment if gesture is None or gesture.message is None else _with(alignment, gesture.message)


@remembered(4)
def _with(alignment: Alignment, told: str) -> Alignment:
    """The alignment with the beads that are told; as it is, where these were changed by hand, and are no alignment."""
    try:
        beads = tuple(Bead(range(a, b), range(c, d), parts / PLACES) for a, b, c, d, parts in json.loads(told))
        return Alignment(alignment.original, alignment.translation, beads)
    except (ValueError, TypeError):
        return alignment


@remembered(4)
def digest(original: Document, translation: Document) -> str:
    """A name for two texts and how they are cut into sentences."""
    found = hashlib.sha256()
    for document in (original, translation):
        found.update(document.text.encode("utf-8", "replace") + b"\0")
        found.update(",".join(f"{sentence.span.start}-{sentence.span.stop}" for sentence in document.sentences).encode() + b"\0")
    return found.hexdigest()[:16]
