"""What people link: whatever pairing finds, their pairs hold as long as the sentences are there, and nothing else moves."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Barrier
from typing import Any

from hypothesis import given
from hypothesis import strategies as some
from sample_reports import document

from align import decisions
from align.decisions import FILE, Decided, Gesture
from align.decisions.file import MIGRATIONS, OURS
from align.model import Alignment, Bead, Document

ONE = document("one.txt", "en", [("paragraph", [f"Sentence {word}." for word in "a b c d e f".split()])])
TWO = document("two.txt", "de", [("paragraph", [f"Satz {word}." for word in "A B C D E F".split()])])
STRAIGHT = Alignment(ONE, TWO, tuple(Bead(range(n, n + 1), range(n, n + 1), 0.5) for n in range(6)))


def keys(alignment: Alignment) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
    return {(tuple(bead.original), tuple(bead.translation)) for bead in alignment.beads}


def decided(alignment: Alignment, *beads: tuple[range, range]) -> Decided:
    return Decided(tuple(decisions.links(alignment, (Bead(*sides) for sides in beads))))


def runs(draw: Callable[..., Any], size: int) -> list[range]:
    found, start = [], 0
    while start < size:
        stop = start + draw(some.integers(1, min(3, size - start)))
        found.append(range(start, stop))
        start = stop
    return found


@some.composite
def alignments(draw: Callable[..., Any]) -> Alignment:
    """Any at all: sentences in runs, runs paired crosswise, some left alone."""
    originals, translations = runs(draw, 6), runs(draw, 6)
    shuffled = draw(some.permutations(translations))
    paired = draw(some.integers(0, min(len(originals), len(translations))))
    beads = [Bead(a, b) for a, b in zip(originals[:paired], shuffled[:paired], strict=True)]
    lonely = [Bead(a, range(0)) for a in originals[paired:]] + [Bead(range(0), b) for b in shuffled[paired:]]
    return Alignment(ONE, TWO, decisions.linking.arranged(beads, lonely))


@given(alignments(), alignments())
def test_whoever_links_what_is_wrong_gets_what_is_right(found: Alignment, wanted: Alignment) -> None:
    """From any alignment to any other by linking the beads that the first lacks."""
    wrong = [bead for bead in wanted.beads if (tuple(bead.original), tuple(bead.translation)) not in keys(found)]
    said = Decided(tuple(decisions.links(found, wrong)))
    assert keys(decisions.linked(found, said)) == keys(wanted)


@given(some.lists(alignments(), min_size=1, max_size=4))
def test_the_last_word_holds(steps: list[Alignment]) -> None:
    """Several people, one after the other, each see what the one before has made of it."""
    said: tuple[Gesture, ...] = ()
    for wanted in steps:
        seen = decisions.linked(STRAIGHT, Decided(decisions.gestures.last(said)))
        said += tuple(decisions.links(seen, [bead for bead in wanted.beads if bead not in seen.beads]))
    assert keys(decisions.linked(STRAIGHT, Decided(decisions.gestures.last(said)))) == keys(steps[-1])


def test_nothing_else_moves() -> None:
    linked = decisions.linked(STRAIGHT, decided(STRAIGHT, (range(1, 3), range(1, 3))))
    assert [(tuple(bead.original), bead.confidence) for bead in linked.beads] == [
        ((0,), 0.5), ((1, 2), 1.0), ((3,), 0.5), ((4,), 0.5), ((5,), 0.5),
    ]  # fmt: skip


def test_what_is_left_of_a_bead_stays_together_unless_its_middle_is_gone() -> None:
    whole = Alignment(ONE, TWO, (Bead(range(6), range(6), 0.5),))
    assert keys(decisions.linked(whole, decided(whole, (range(0, 1), range(0, 1))))) == {((0,), (0,)), ((1, 2, 3, 4, 5),) * 2}
    assert keys(decisions.linked(whole, decided(whole, (range(1, 2), range(0))))) == {
        ((1,), ()), *(((n,), ()) for n in (0, 2, 3, 4, 5)), *(((), (n,)) for n in range(6)),
    }  # fmt: skip


def test_of_two_that_are_parted_the_original_stands_first() -> None:
    """Behind the one before it, and the translation before the one behind it: what a page added there stays together."""
    parted = (range(2, 3), range(0)), (range(0), range(2, 3))
    linked = decisions.linked(STRAIGHT, decided(STRAIGHT, *parted))
    assert [(bead.original, bead.translation) for bead in linked.beads[2:4]] == [
        (range(2, 3), range(2, 2)),
        (range(3, 3), range(2, 3)),
    ]
    added = (Bead(range(3, 3), range(3, 4)), Bead(range(3, 6), range(4, 6)))
    linked = decisions.linked(replace(STRAIGHT, beads=(*STRAIGHT.beads[:3], *added)), decided(STRAIGHT, *parted))
    assert [bead.shape for bead in linked.beads] == [(1, 1), (1, 1), (1, 0), (0, 1), (0, 1), (3, 2)]
    assert [list(bead.translation) for bead in linked.beads[3:5]] == [[2], [3]]


def test_a_link_holds_wherever_its_sentences_stand_and_is_lost_with_them() -> None:
    """A sentence between those of one side breaks it as well."""
    said = decided(STRAIGHT, (range(1, 3), range(4, 5)))
    for sentences, there in (
        (["New.", "Sentence b.", "Sentence c."], True),
        (["sentence  B.", "Sentence c."], True),
        (["Sentence b.", "New.", "Sentence c."], False),
        (["Sentence c.", "New."], False),
    ):
        one = document("one.txt", "en", [("paragraph", sentences)])
        alone = [Bead(range(n, n + 1), range(0)) for n in range(len(sentences))]
        found = Alignment(one, TWO, (*alone, *(Bead(range(len(sentences), len(sentences)), range(n, n + 1)) for n in range(6))))
        assert any(bead.paired for bead in decisions.linked(found, said).beads) == there, sentences
        assert bool(decisions.lost(found, (), said)) == (not there)


def test_sentences_that_say_the_same_are_told_apart() -> None:
    same: Document = document("same.txt", "en", [("paragraph", ["Yes.", "Yes.", "No."])])
    found = Alignment(same, same, tuple(Bead(range(n, n + 1), range(n, n + 1)) for n in range(3)))
    linked = decisions.linked(found, decided(found, (range(1, 2), range(2, 3)), (range(2, 3), range(1, 2))))
    assert keys(linked) == {((0,), (0,)), ((1,), (2,)), ((2,), (1,))}


def test_a_link_is_kept_and_read_again(tmp_path: Path) -> None:
    said = decided(STRAIGHT, (range(1, 3), range(4, 5)), (range(4, 5), range(0)))
    decisions.add(tmp_path, said.gestures)
    kept = decisions.read(tmp_path).gestures
    assert [replace(gesture, decided="") for gesture in kept] == list(said.gestures)
    decisions.add(tmp_path, [replace(kept[0], verdict="open", originals=(), translations=())])
    assert decisions.read(tmp_path).gestures == kept[1:]


def test_those_who_come_first_at_the_same_moment_all_have_their_say(tmp_path: Path) -> None:
    """None of them finds a file that is half made, or is told to come back later."""
    said = decided(STRAIGHT, *((range(n, n + 1), range(5 - n, 6 - n)) for n in range(6))).gestures
    for turn in range(10):
        at_once = Barrier(len(said))

        def say(gesture: Gesture, folder: Path = tmp_path / str(turn), at_once: Barrier = at_once) -> tuple[str, ...]:
            at_once.wait()
            return decisions.add(folder, [gesture]).notes

        (tmp_path / str(turn)).mkdir()
        with ThreadPoolExecutor(len(said)) as people:
            assert set(people.map(say, said)) == {()}
        assert {gesture.id for gesture in decisions.read(tmp_path / str(turn)).gestures} == {gesture.id for gesture in said}


def test_a_store_from_before_there_were_links_is_brought_up_to_date(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / FILE)) as file:
        for statement in (*MIGRATIONS[0], f"PRAGMA application_id = {OURS}", "PRAGMA user_version = 1"):
            file.execute(statement)
        file.execute("INSERT INTO gestures VALUES (1, 'pair', 'abcd', 'confirmed', 'so', NULL, NULL, '', 'One.', 'Eins.', '2026')")
        file.commit()
    old = Gesture("pair", "abcd", "confirmed", "so", original="One.", translation="Eins.", decided="2026")
    assert decisions.read(tmp_path).gestures == (old,)
    said = decided(STRAIGHT, (range(1), range(1)))
    decisions.add(tmp_path, said.gestures)
    assert [gesture.about for gesture in decisions.read(tmp_path).gestures] == ["pair", "link"]
