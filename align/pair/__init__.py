"""Two documents in, one alignment out: beads of sentences that say the same, each with how sure that is.

Words and lengths say how much better two groups of sentences go together than chance; the best path through all of them is found,
the words and shapes of the text are learnt from it, and it is looked for again.
"""

from __future__ import annotations

from collections.abc import Sequence

from align.language import same
from align.lexicon import Words, between
from align.lexicon.encoder import Encoder
from align.model import Alignment, Bead, Document, Glossary, Part
from align.pair import band, clauses, confidence, doubt, evidence, meaning, moved, search
from align.pair import fixed as fixing

# ε, the share of words that nothing need explain, a pass each. The first pass knows least; a language and itself know each other's
# every word, and what stays unexplained there is telling.
ACROSS = (0.95, 0.9, 0.9)
WITHIN = (0.9, 0.8, 0.8)
NARROW = 10  # nodes to each side of the last path, in a text too long to be searched whole


def documents(
    original: Document,
    translation: Document,
    words: Words | None = None,
    fixed: Sequence[Bead] = (),
    *,
    encoder: Encoder | None = None,
) -> Alignment:
    """The two documents threaded together; every sentence of both stands on one bead.

    `words` say what means the same in both; where none are given, what is known of the two languages without a glossary. `fixed`
    beads, which a person confirmed, are kept with confidence 1, and the rest is aligned round them; `ValueError` where two of them
    share a sentence, or name one that is not there.
    """
    rows, columns = len(original.sentences), len(translation.sentences)
    if not rows or not columns:
        return Alignment(original, translation, _unpaired(rows, columns))
    words = between(original, translation, Glossary()) if words is None else words
    pins = fixing.of(fixed, rows, columns) if fixed else None
    sides = evidence.side(original, encoder), evidence.side(translation, encoder)
    known = meaning.nearest(sides[0].windows, sides[1].windows)
    first, *others = WITHIN if same(original.language, translation.language) else ACROSS
    guess = model = evidence.guessed(words, sides, known, first)
    where = band.of(words, sides[0].lengths, sides[1].lengths, known)
    for epsilon in others:
        steps = search.best(evidence.lattices(words, sides, model, where, pins))
        model = evidence.learnt(words, sides, steps, epsilon)
        if not where.whole:
            where = band.around([(a.stop, b.stop) for a, b in steps], rows, columns, NARROW)
    lattices = list(evidence.lattices(words, sides, model, where, pins))
    steps = search.best(lattices)
    if not pins and doubt.strangers(words, sides, steps, others[-1]):
        # Then nothing was taught that could be believed: what was known before must do.
        lattices = list(evidence.lattices(words, sides, guess, where))
    sure = confidence.of(lattices, steps)
    beads = [Bead(a, b, p) for (a, b), p in zip(steps, sure, strict=True)]
    crossing = [Bead(a, b, confidence.beyond_chance(w)) for w, found in moved.matches(words, sides, model, steps) for a, b in found]
    if pins:
        beads, missing = fixing.kept(beads, pins)
        crossing = missing + [bead for bead in crossing if not fixing.uses(bead, pins)]
    return Alignment(original, translation, tuple(_crossed(beads, crossing)))


def parts(alignment: Alignment, glossary: Glossary) -> tuple[Part, ...]:
    """What the beads with several sentences of the original fall into: what a CAT tool, which cuts at every sentence, can reuse."""
    numbers = clauses.joined(alignment)
    if not numbers:
        return ()
    beads = [alignment.beads[number] for number in numbers]
    one = clauses.passages(alignment.original, [bead.original for bead in beads], clauses=False)
    two = clauses.passages(alignment.translation, [bead.translation for bead in beads], clauses=True)
    return tuple(clauses.parts(documents(one, two, between(one, two, glossary)), numbers))


def _crossed(beads: list[Bead], crossing: list[Bead]) -> list[Bead]:
    """The beads of a path with pairs that cross it set where the original has them; their sentences are without partners on it."""
    pairs = {bead.original.start: bead for bead in crossing}
    placed = [{number for bead in pairs.values() for number in side(bead)} for side in (_of_original, _of_translation)]
    kept = []
    for bead in beads:
        if bead.original.start in pairs and not bead.translation:
            kept.append(pairs[bead.original.start])
        elif bead.paired or not (placed[0].intersection(bead.original) or placed[1].intersection(bead.translation)):
            kept.append(bead)
    return kept


def _of_original(bead: Bead) -> range:
    return bead.original


def _of_translation(bead: Bead) -> range:
    return bead.translation


def _unpaired(rows: int, columns: int) -> tuple[Bead, ...]:
    omitted = [Bead(range(i, i + 1), range(0)) for i in range(rows)]
    added = [Bead(range(rows, rows), range(j, j + 1)) for j in range(columns)]
    return (*omitted, *added)
