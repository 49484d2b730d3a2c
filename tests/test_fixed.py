"""Beads that a person confirmed are kept, whatever the texts say, and the rest is aligned round them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from align import corpus, lexicon, pair, read, score
from align.model import Bead
from align.settings import Settings

ARTICLE = corpus.article(corpus.shipped() / "cannery")
SIDES = tuple(read.document(corpus.source(ARTICLE, name), Settings()) for name in ("original", "republication"))
WORDS = lexicon.between(*SIDES, read.glossary(None))
GOLD = corpus.beads(ARTICLE, "original", "republication", *SIDES)
SENTENCES = tuple(len(side.sentences) for side in SIDES)


def key(bead):
    return tuple(bead.original), tuple(bead.translation)


def test_beads_that_are_all_confirmed_are_the_alignment():
    """Also those that cross the others, and the ones without a partner."""
    assert score.agreement(GOLD, pair.documents(*SIDES, WORDS, GOLD).beads).f1 == 1.0


@settings(deadline=None, max_examples=8)
@given(some.sets(some.integers(0, len(GOLD) - 1), max_size=12))
def test_what_is_confirmed_stays_and_helps(chosen):
    """Right beads never make the rest much worse."""
    fixed = [GOLD[number] for number in sorted(chosen)]
    found = pair.documents(*SIDES, WORDS, fixed).beads
    assert {key(bead) for bead in fixed if bead.paired} <= {key(bead) for bead in found if bead.confidence == 1.0}
    assert score.agreement(GOLD, found).f1 >= 0.95


@settings(deadline=None, max_examples=8)
@given(some.data())
def test_even_a_wrong_bead_is_kept(data):
    """A person may be wrong, and is obeyed; every sentence still stands on one bead, or there would be no alignment."""
    i, j = (data.draw(some.integers(0, size - 9)) for size in SENTENCES)
    fixed = Bead(range(i, i + data.draw(some.integers(1, 8))), range(j, j + data.draw(some.integers(1, 8))))
    assert key(fixed) in {key(bead) for bead in pair.documents(*SIDES, WORDS, [fixed]).beads}


def test_a_sentence_confirmed_to_stand_alone_does():
    lonely = next(bead for bead in GOLD if bead.shape == (1, 1))
    fixed = [Bead(lonely.original, range(0)), Bead(range(0), lonely.translation)]
    found = {key(bead): bead.confidence for bead in pair.documents(*SIDES, WORDS, fixed).beads}
    assert found[tuple(lonely.original), ()] == found[(), tuple(lonely.translation)] == 1.0


TWICE = [Bead(range(0, 2), range(0, 1)), Bead(range(1, 2), range(1, 2))]
BEYOND = [Bead(range(0, 1), range(999, 1000))]


@pytest.mark.parametrize("fixed", [TWICE, BEYOND])
def test_beads_that_cannot_all_be_right_are_refused(fixed):
    with pytest.raises(ValueError, match="share no sentence"):
        pair.documents(*SIDES, WORDS, fixed)
