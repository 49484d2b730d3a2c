"""Cosines into evidence: what an encoder adds to pairing, shown with one that is a table of words."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from align import lexicon, pair, read
from align.lexicon.encoder import Encoder
from align.model import Bead, Document, Glossary
from align.pair import band, meaning, shapes
from align.pair.meaning import Cosines, Windows

FIRST, SECOND = ("bdgklm", "ao"), ("prstvz", "eiu")  # the letters of two made-up languages
CONCEPTS = 200
MEANINGLESS = "xuxuxu"
Pair = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass
class Table:
    """An encoder that knows the words of both languages: a text is the sum of its words. `asked` is what it was asked for."""

    vectors_of: dict[str, NDArray[np.float32]]
    width: int = 32
    asked: list[int] = field(default_factory=list)

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float16]:
        self.asked.append(len(texts))
        nothing = np.zeros(self.width)
        sums = [sum((self.vectors_of.get(word.strip(".").lower(), nothing) for word in text.split()), nothing) for text in texts]
        return np.array([total / max(float(np.linalg.norm(total)), 1e-9) for total in sums], np.float16)


def words(letters: tuple[str, str], chance: random.Random) -> list[str]:
    """The words of one language; how long each is tells nothing of the other's."""
    found: dict[str, None] = {}
    while len(found) < CONCEPTS:
        found["".join(chance.choice(kind) for _ in range(chance.randrange(2, 5)) for kind in letters)] = None
    return list(found)


def texts(sentences: int, others: Callable[[str], str] | None = None) -> tuple[Document, Document, list[Pair], Table]:
    """A text, its translation word for word in another order, the pairs, and an encoder that knows all words.

    Each seventh sentence became two, a passage was left out, and words that mean nothing were put in, so that lengths tell little.
    The second language's words are nothing like the first's, unless
    it is told how they are made of them.
    """
    chance = random.Random(1)
    one, two = (words(letters, chance) for letters in (FIRST, SECOND))
    two = [others(word) for word in one] if others else two
    directions = np.random.default_rng(1).standard_normal((CONCEPTS, 32))
    table = {word: vector for side in (one, two) for word, vector in zip(side, directions, strict=True)}
    original: list[str] = []
    translation: list[str] = []
    pairs: list[Pair] = []
    for number in range(sentences):
        said = [chance.randrange(CONCEPTS) for _ in range(8)]
        original.append(_sentence(one[concept] for concept in said))
        if sentences // 4 < number < sentences // 2:
            continue
        parts = [said[:4], said[4:]] if number % 7 == 6 else [said]
        pairs.append(((number,), tuple(range(len(translation), len(translation) + len(parts)))))
        for part in parts:
            padded = [two[concept] for concept in part] + [MEANINGLESS] * chance.randrange(12)
            translation.append(_sentence(chance.sample(padded, len(padded))))
    sides = [read.text(" ".join(side), name="text", language=tag) for side, tag in ((original, "fi"), (translation, "hu"))]
    return sides[0], sides[1], pairs, Table(table)


def _sentence(said: Iterable[str]) -> str:
    return " ".join(said).capitalize() + "."


def paired(one: Document, two: Document, encoder: Table | None) -> list[Bead]:
    known = lexicon.between(one, two, Glossary(()))
    return [bead for bead in pair.documents(one, two, known, encoder=cast(Encoder | None, encoder)).beads if bead.paired]


def right(beads: Sequence[Bead], pairs: Sequence[Pair]) -> float:
    """F1 of the pairs."""
    found = {(tuple(bead.original), tuple(bead.translation)) for bead in beads}
    return 2 * len(found & set(pairs)) / (len(found) + len(pairs))


def test_two_texts_that_share_nothing_but_meaning_are_paired_by_it() -> None:
    one, two, pairs, encoder = texts(60)
    assert right(paired(one, two, None), pairs) < 0.4
    assert right(paired(one, two, encoder), pairs) > 0.95


def test_in_a_text_too_long_to_be_searched_whole_the_way_hangs_on_meaning(monkeypatch: pytest.MonkeyPatch) -> None:
    """A passage of a third that only one side has leads away from the straight line."""
    one, two, pairs, encoder = texts(300)
    kept = [number for number in range(len(two.sentences)) if not 50 <= number < 150]
    two = read.text(" ".join(two.said(number) for number in kept), name="shorter", language="hu")
    at = {old: new for new, old in enumerate(kept)}
    pairs = [(a, tuple(at[j] for j in b)) for a, b in pairs if all(j in at for j in b)]
    monkeypatch.setattr(band, "WHOLE", 1000)
    assert right(paired(one, two, encoder), pairs) > 0.95


def test_a_passage_that_moved_is_found_by_meaning_alone() -> None:
    one, two, pairs, encoder = texts(60)
    order = [*range(40, 50), *range(40), *range(50, len(two.sentences))]
    moved = read.text(" ".join(two.said(number) for number in order), name="moved", language="hu")
    back = {old: new for new, old in enumerate(order)}
    assert right(paired(one, moved, encoder), [(a, tuple(back[j] for j in b)) for a, b in pairs]) > 0.9


def test_an_encoder_that_knows_neither_language_changes_nothing() -> None:
    """It finds all texts alike."""
    one, two, _, encoder = texts(40)
    deaf = Table({word: np.ones(32, np.float32) for word in encoder.vectors_of})
    beads = paired(one, two, deaf)
    assert [bead.shape for bead in beads] == [bead.shape for bead in paired(one, two, None)]
    assert [bead.confidence for bead in beads] == pytest.approx([bead.confidence for bead in paired(one, two, None)], abs=1e-6)


def test_an_encoder_that_guesses_does_not_talk_the_words_down() -> None:
    one, two, pairs, encoder = texts(40, others=lambda word: word + "s")
    directions = np.random.default_rng(3).standard_normal((len(encoder.vectors_of), 32))
    guessing = Table(dict(zip(encoder.vectors_of, directions, strict=True)))
    assert right(paired(one, two, guessing), pairs) >= right(paired(one, two, None), pairs) > 0.9


def test_a_group_of_up_to_three_sentences_is_encoded_as_one_text() -> None:
    one, _, _, encoder = texts(20)
    vectors = meaning.windows(one, cast(Encoder, encoder)).vectors
    assert encoder.asked == [20, 19, 18]
    assert vectors.shape == (shapes.MOST, 20, 32) and vectors.dtype == np.float16


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_a_text_of_a_few_sentences_has_the_groups_that_it_has(count: int) -> None:
    """And none beyond its end."""
    one, two, _, encoder = texts(count)
    lengths = np.linalg.norm(meaning.windows(one, cast(Encoder, encoder)).vectors.astype(float), axis=2)
    assert not any(bool(lengths[size - 1, count - size + 1 :].any()) for size in range(1, count + 1))
    assert (
        sum(
            len(bead.original)
            for bead in pair.documents(one, two, lexicon.between(one, two, Glossary(())), encoder=cast(Encoder, encoder)).beads
        )
        == count
    )


def test_what_all_sentences_of_a_side_share_counts_for_nothing() -> None:
    """As does a language: its vectors lie together, those of another far away."""
    one, two, pairs, encoder = texts(60)
    leaning = Table({word: vector + (9 if word[0] in FIRST[0] else -9) for word, vector in encoder.vectors_of.items()})
    assert right(paired(one, two, leaning), pairs) > 0.95


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
