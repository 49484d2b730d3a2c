"""Cosines into evidence: what an encoder adds to pairing, shown with one that is a table of words."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from align import lexicon, pair, read
from align.lexicon.links import NONE
from align.model import Bead, Document, Glossary
from align.pair import band, meaning, shapes
from align.pair.meaning import Cosines, Windows

FIRST, SECOND = ("bdgklm", "ao"), ("prstvz", "eiu")  # the letters of two made-up languages
Pair = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass
class Table:
    """An encoder that knows the words of both languages: a text is the sum of its words. `asked` is what it was asked for."""

    vectors_of: dict[str, NDArray[np.float32]]
    width: int = 32
    asked: list[int] = field(default_factory=list)

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float16]:
        self.asked.append(len(texts))
        sums = [sum((self.vectors_of[word.strip(".").lower()] for word in text.split()), np.zeros(self.width)) for text in texts]
        return np.array([total / max(float(np.linalg.norm(total)), 1e-9) for total in sums], np.float16)


def words(letters: tuple[str, str], count: int, chance: random.Random) -> list[str]:
    """Words of one language, all equally long, so that lengths tell nothing."""
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(chance.choice(kind) for _ in range(3) for kind in letters)] = None
    return list(found)


def texts(sentences: int, seed: int = 1) -> tuple[Document, Document, list[Pair], Table]:
    """A text, its translation word for word in shuffled order, the pairs, and an encoder. Every seventh sentence became two, every
    eleventh was left out; nothing but meaning links the two."""
    chance = random.Random(seed)
    one, two = (words(letters, 200, chance) for letters in (FIRST, SECOND))
    directions = np.random.default_rng(seed).standard_normal((200, 32))
    table = {word: vector for side in (one, two) for word, vector in zip(side, directions, strict=True)}
    original, translation, pairs = [], [], []
    for number in range(sentences):
        said = [chance.randrange(200) for _ in range(8)]
        original.append(_sentence(one[concept] for concept in said))
        if number % 11 == 10:
            continue
        parts = [said[:4], said[4:]] if number % 7 == 6 else [said]
        pairs.append(((number,), tuple(range(len(translation), len(translation) + len(parts)))))
        translation += [_sentence(two[concept] for concept in chance.sample(part, len(part))) for part in parts]
    sides = (read.text("\n\n".join(side), name="text", language=tag) for side, tag in ((original, "fi"), (translation, "hu")))
    return (*sides, pairs, Table(table))


def _sentence(said) -> str:
    return " ".join(said).capitalize() + "."


def paired(one: Document, two: Document, encoder: Table | None) -> list[Bead]:
    known = lexicon.between(one, two, Glossary(()))
    return [bead for bead in pair.documents(one, two, known, encoder=encoder).beads if bead.paired]


def right(beads: Sequence[Bead], pairs: Sequence[Pair]) -> float:
    """F1 of the pairs."""
    found = {(tuple(bead.original), tuple(bead.translation)) for bead in beads}
    return 2 * len(found & set(pairs)) / (len(found) + len(pairs))


def test_two_texts_that_share_nothing_but_meaning_are_paired_by_it() -> None:
    one, two, pairs, encoder = texts(60)
    assert right(paired(one, two, None), pairs) < 0.4
    assert right(paired(one, two, encoder), pairs) > 0.95


def test_a_long_text_is_found_its_way_by_meaning_alone() -> None:
    """Too long to be searched whole: the corridor hangs on the sentences that are each other's nearest."""
    one, two, pairs, encoder = texts(900)
    assert not band.of(lexicon.between(one, two, Glossary(())), np.ones(len(one.sentences)), np.ones(len(two.sentences))).whole
    assert right(paired(one, two, encoder), pairs) > 0.95


def test_a_passage_that_moved_is_found_by_meaning_alone() -> None:
    one, two, pairs, encoder = texts(60)
    order = [*range(40, 50), *range(40), *range(50, len(two.sentences))]
    moved = read.text("\n\n".join(two.said(number) for number in order), name="moved", language="hu")
    back = {old: new for new, old in enumerate(order)}
    assert right(paired(one, moved, encoder), [(a, tuple(back[j] for j in b)) for a, b in pairs]) > 0.9


def test_an_encoder_that_knows_neither_language_changes_nothing() -> None:
    """It finds all texts alike."""
    one, two, _, encoder = texts(40)
    deaf = Table({word: np.ones(32, np.float32) for word in encoder.vectors_of})
    assert paired(one, two, deaf) == paired(one, two, None)


def test_an_encoder_that_guesses_does_little_harm() -> None:
    one, two, pairs, encoder = texts(40)
    directions = np.random.default_rng(3).standard_normal((len(encoder.vectors_of), 32))
    guessing = Table(dict(zip(encoder.vectors_of, directions, strict=True)))
    sure = [bead for bead in paired(one, two, guessing) if bead.confidence > 0.9]
    assert len(sure) < len(pairs) / 4


def test_a_group_of_up_to_three_sentences_is_encoded_as_one_text() -> None:
    one, _, _, encoder = texts(20)
    vectors = meaning.windows(one, encoder).vectors
    assert encoder.asked == [20, 19, 18]
    assert vectors.shape == (shapes.MOST, 20, 32) and vectors.dtype == np.float16


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_a_text_of_a_few_sentences_has_the_groups_that_it_has(count: int) -> None:
    one, two, _, encoder = texts(count)
    assert meaning.windows(one, encoder).vectors.shape[1] == count
    assert paired(one, two, encoder)


def test_what_all_sentences_of_a_side_share_counts_for_nothing() -> None:
    """As does a language: its vectors lie together, and sentences of two languages far apart."""
    one, _, _, encoder = texts(30)
    leaning = Table({word: vector + 5 for word, vector in encoder.vectors_of.items()})
    plain, straightened = (meaning.windows(one, table).vectors[0].astype(float) for table in (encoder, leaning))
    assert (plain * straightened).sum(axis=1).min() > 0.95


@given(
    mu1=st.floats(0.05, 0.95), sigma1=st.floats(0.01, 0.5), sigma0=st.floats(0.01, 0.5), pairs=st.integers(3, 10_000),
)  # fmt: skip
def test_the_nearer_the_likelier(mu1: float, sigma1: float, sigma0: float, pairs: int) -> None:
    """Whichever of the two curves is the wider; and one odd pair costs no more than log τ."""
    scores = Cosines(mu1, sigma1, 0.0, sigma0, pairs).ratio(np.linspace(-1, 1, 201))
    assert (np.diff(scores) >= -1e-4).all() and np.isfinite(scores).all()
    assert scores.min() >= np.log(meaning.TAIL) - 1e-4


def test_few_pairs_teach_little_and_none_nothing() -> None:
    few, many = (Cosines(0.8, 0.1, 0.0, 0.1, pairs).ratio(np.array([0.8])) for pairs in (5, 5000))
    assert few < many / 4
    side = Windows(np.zeros((shapes.MOST, 3, 4), np.float16))
    assert meaning.learnt(side, side, []) is None
    assert meaning.learnt(None, None, [(range(0, 1), range(0, 1))] * 9) is None


def test_the_scores_of_a_band_are_the_cosines_of_its_groups() -> None:
    """Whichever way the corridor runs, and however it is cut for the work."""
    numbers = np.random.default_rng(0)
    one, two = (Windows(numbers.standard_normal((shapes.MOST, count, 6)).astype(np.float16)) for count in (300, 260))
    known = Cosines(0.5, 0.3, 0.0, 0.3, 100)
    corridor = band.around([(100, 30), (200, 210)], 300, 260, 12)
    diagonals = range(150, 400)
    near = meaning.near(known, one, two, corridor, diagonals)
    assert near is not None
    for shape in ((1, 1), (2, 1), (1, 5)):
        i, j = corridor.nodes(np.array(diagonals))
        found = near.by(i, j, shape)
        inside = (i >= 0) & (j >= 0) & (i <= 300 - shape[0]) & (j <= 260 - shape[1])
        cosines = (one.vectors[shape[0] - 1].astype(np.float32)[i[inside]] * two.vectors[shape[1] - 1][j[inside]]).sum(axis=1)
        np.testing.assert_allclose(found[inside], known.ratio(cosines), rtol=1e-3, atol=1e-2)


def test_without_an_encoder_there_is_nothing_to_add() -> None:
    assert meaning.near(None, None, None, band.whole(3, 3), range(7)) is None
    assert meaning.nearest(None, None) == []
    assert NONE is not None
