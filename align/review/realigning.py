"""What is decided in; out, the move that pairs all else anew round it. This runs in the process of `align.review.worker`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from align import decisions, lexicon, pair, read
from align.decisions import Decided, Gesture
from align.lexicon import encoder
from align.model import Alignment, Bead
from align.settings import Settings


def realigned(found: Alignment, settings: Settings, decided: Decided) -> tuple[tuple[Gesture, ...], str]:
    """The move that pairs anew all that nobody confirmed or linked, and in a sentence what it changes; no move, where nothing."""
    one, two = found.original, found.translation
    fixed = decisions.fixed(one, two, decided)
    known = read.glossary(settings.glossaries)
    glossary = known.wanting(decisions.terms(decided, (one.language, two.language), known))
    neural = encoder.load(settings.encoder) if settings.encoder else None
    words = lexicon.between(one, two, glossary, read.memories(settings.lexicons, one.language, two.language))
    gesture = decisions.realigned(pair.documents(one, two, words, fixed, encoder=neural))
    before = _pairs(decisions.alignment(found, decided).beads)
    others = (said for said in decided.gestures if said.about != "pairing")
    after = _pairs(decisions.alignment(found, replace(decided, gestures=(*others, gesture))).beads)
    around = f"Paired anew round {len(fixed)} {'pair that was' if len(fixed) == 1 else 'pairs that were'} confirmed or linked"
    if after == before:
        return (), f"{around}: nothing changed."
    changed = len(after - before)
    return (gesture,), f"{around}: {changed} {'pair is' if changed == 1 else 'pairs are'} new."


def _pairs(beads: Iterable[Bead]) -> set[tuple[range, range]]:
    return {(bead.original, bead.translation) for bead in beads if bead.paired}
