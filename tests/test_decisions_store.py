"""The store of decisions: moves are kept whole, undone and done again, and outlive whatever happens to the program or the file."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from align import decisions
from align.decisions import FILE, Gesture, Outdated
from align.decisions.file import MIGRATIONS, OURS
from align.decisions.history import Played, Step, played
from align.errors import InputError

ONE = Gesture("finding", "a" * 16, "accepted", rule="names.changed", original="Ling", translation="Lin")
TWO = Gesture("pair", "b" * 16, "doubtful", original="One.", translation="Eins.")
THREE = Gesture("term", "c" * 16, "wanted", original="agent", translation="Agent")


def held(folder: Path) -> list[str]:
    return [gesture.id[0] for gesture in decisions.read(folder).gestures]


# ---- undo and redo


def test_a_move_is_undone_and_done_again_as_a_whole(tmp_path: Path) -> None:
    decisions.add(tmp_path, [ONE])
    decisions.add(tmp_path, [TWO, THREE])
    assert [gesture.id[0] for gesture in decisions.undo(tmp_path).decided.gestures] == held(tmp_path) == ["a"]
    assert [gesture.id[0] for gesture in decisions.redo(tmp_path).decided.gestures] == held(tmp_path) == ["a", "b", "c"]


def test_what_undoing_would_do_is_told_in_words(tmp_path: Path) -> None:
    decisions.add(tmp_path, [ONE])
    decided = decisions.add(tmp_path, [TWO, THREE]).decided
    assert (decided.undo, decided.redo) == ("doubt “One.” → “Eins.” and 1 more", "")
    decided = decisions.undo(tmp_path).decided
    assert (decided.undo, decided.redo) == ("accept “Ling” → “Lin”", "doubt “One.” → “Eins.” and 1 more")
    assert decided == decisions.read(tmp_path)


def test_who_undoes_a_second_thought_has_the_first_again(tmp_path: Path) -> None:
    """What holds is the last word about a thing that was not undone."""
    decisions.add(tmp_path, [ONE])
    decisions.add(tmp_path, [replace(ONE, verdict="open")])
    assert held(tmp_path) == []
    decisions.undo(tmp_path)
    assert held(tmp_path) == ["a"]


def test_a_new_move_leaves_nothing_to_be_done_again(tmp_path: Path) -> None:
    decisions.add(tmp_path, [ONE])
    decisions.undo(tmp_path)
    decisions.add(tmp_path, [TWO])
    assert decisions.redo(tmp_path).decided.redo == ""
    assert held(tmp_path) == ["b"]


def test_with_nothing_to_undo_nothing_happens(tmp_path: Path) -> None:
    assert decisions.undo(tmp_path).decided == decisions.redo(tmp_path).decided == decisions.NOTHING
    assert decisions.add(tmp_path, []).decided == decisions.NOTHING


@given(some.lists(some.sampled_from(["made", "undone", "redone"]), max_size=40))
def test_undoing_and_redoing_are_two_stacks(acts: list[str]) -> None:
    """Played again from the rows alone, as often as one likes."""
    history: list[Step] = []
    done: list[int] = []
    undone: list[int] = []
    for number, act in enumerate(acts, 1):
        if act == "made":
            history.append(Step(number, "made", number))
            done.append(number)
            undone.clear()
        elif act == "undone" and done:
            history.append(Step(number, "undone", done[-1]))
            undone.append(done.pop())
        elif act == "redone" and undone:
            history.append(Step(number, "redone", undone[-1]))
            done.append(undone.pop())
        assert played(history) == Played(tuple(done), tuple(undone))


# ---- several at once


def test_who_has_not_seen_what_was_decided_keeps_nothing(tmp_path: Path) -> None:
    seen = decisions.add(tmp_path, [ONE], seen=0).decided.version
    decisions.add(tmp_path, [TWO])
    with pytest.raises(Outdated):
        decisions.add(tmp_path, [THREE], seen)
    for late in (decisions.undo, decisions.redo):
        with pytest.raises(Outdated):
            late(tmp_path, seen)
    assert held(tmp_path) == ["a", "b"]
    assert decisions.undo(tmp_path, decisions.read(tmp_path).version).decided.version == seen + 2


TWO_AT_ONCE = """
import sys
from pathlib import Path
from align.decisions import Gesture, Outdated, add, attended, read
folder, who, clashes, seen = Path(sys.argv[1]), sys.argv[2], 0, 0
print("ready", flush=True)
sys.stdin.readline()
with attended(folder):
    for number in range(100):
        gesture = Gesture("finding", f"{who}{number:015x}", "accepted")
        while True:
            try:
                seen = add(folder, [gesture], seen).decided.version
                break
            except Outdated:
                clashes += 1
                seen = read(folder).version
print(clashes)
"""


def test_two_programs_never_write_over_each_other_unseen(tmp_path: Path) -> None:
    """Each is told when the other was quicker, looks again, and loses nothing."""
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", TWO_AT_ONCE, str(tmp_path), who], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for who in "ab"
    ]
    try:
        for writer in writers:
            assert writer.stdout
            assert writer.stdout.readline() == "ready\n"
        for writer in writers:
            assert writer.stdin
            writer.stdin.write("\n")
            writer.stdin.flush()
        clashes = [int(writer.communicate()[0]) for writer in writers]
    finally:
        for writer in writers:
            writer.kill()
    assert sum(clashes) > 0
    assert {gesture.id for gesture in decisions.read(tmp_path).gestures} == {f"{who}{n:015x}" for who in "ab" for n in range(100)}


# ---- killed


KILLED = """
import os, random, signal, sys, time
from contextlib import nullcontext
from itertools import count
from pathlib import Path
from align.decisions import Gesture, add, attended, read, redo, undo

def gestures(number):
    name = f"{number:x}"
    yield Gesture("finding", "f" + name, "dismissed", "a reason " * (number % 50))
    yield Gesture("finding", "o" + name, "added", "", "minor", "told", "review.number", "72", "27", originals=("s1",))
    yield Gesture("pair", "p" + name, "confirmed", originals=("s1",), translations=("t1", "t2"))
    yield Gesture("link", "l" + name, "linked", originals=("s1", "s2"), translations=("t1",))
    yield Gesture("wording", "w" + name, "worded", message="Said otherwise.", original="Said.", originals=("s1",))
    yield Gesture("term", "t" + name, "wanted", original="agent", translation="Agent")
    yield Gesture("pairing", "a" + name, "realigned", message="[[0,1,0,1,1000]]" * (number % 200))

def work(folder, number):
    version = read(folder).version
    for turn in count(number):
        move = [*gestures(turn)][: 1 + turn % 7]
        act = "undone" if turn % 5 == 3 else "redone" if turn % 5 == 4 else "made"
        decided = (add(folder, move) if act == "made" else undo(folder) if act == "undone" else redo(folder)).decided
        if decided.version > version:
            version = decided.version
            os.write(1, f"{folder.name} {version} {act} {len(move) if act == 'made' else 0}\\n".encode())

chance = random.Random(1887)
for turn in range(100):
    folder = Path(sys.argv[1]) / str(turn // 4)  # so that the file's first moments are among the moments
    folder.mkdir(exist_ok=True)
    child = os.fork()
    if not child:
        with attended(folder) if turn % 2 else nullcontext():
            work(folder, turn)
    time.sleep(chance.uniform(0.0, 0.16))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a program is killed in a way that only Unix has")
def test_a_hundred_times_killed_what_was_acknowledged_is_there_and_nothing_by_half(tmp_path: Path) -> None:
    """Whatever it was doing at that moment: the file opens, is sound, and holds whole moves only."""
    said = subprocess.run(
        [sys.executable, "-c", KILLED, tmp_path], stdout=subprocess.PIPE, text=True, check=True
    ).stdout.splitlines()
    assert len(said) > 50
    acknowledged = [line.split() for line in said]
    for folder in sorted(tmp_path.iterdir()):
        with closing(sqlite3.connect(folder / FILE)) as file:
            assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert decisions.read(folder).notes == ()
        if not (folder / FILE).stat().st_size:
            continue
        with closing(sqlite3.connect(folder / FILE)) as file:
            history = file.execute("SELECT number, act FROM history ORDER BY number").fetchall()
            sizes = dict(file.execute("SELECT move, count(*) FROM gestures GROUP BY move"))
        assert [number for number, _ in history] == list(range(1, len(history) + 1))
        assert set(sizes) == {number for number, act in history if act == "made"}
        for name, version, act, size in acknowledged:
            if name == folder.name:
                assert history[int(version) - 1] == (int(version), act)
                assert act != "made" or sizes[int(version)] == int(size)


# ---- the file


def test_each_gesture_of_an_older_file_is_a_move(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / FILE)) as file:
        for statement in (*MIGRATIONS[0], *MIGRATIONS[1], f"PRAGMA application_id = {OURS}", "PRAGMA user_version = 2"):
            file.execute(statement)
        for number, name in enumerate("ab", 1):
            row = "(?, 'pair', ?, 'confirmed', '', NULL, NULL, '', 'One.', 'Eins.', '2026', '', '')"
            file.execute(f"INSERT INTO gestures VALUES {row}", (number, name))
        file.commit()
    decided = decisions.read(tmp_path)
    assert ([gesture.id for gesture in decided.gestures], decided.version) == (["a", "b"], 2)
    assert decisions.undo(tmp_path, 2).decided.gestures == decided.gestures[:1]


def test_of_a_damaged_file_moves_are_saved_and_what_was_undone_stays_so(tmp_path: Path) -> None:
    """The table of gestures is spoilt in its midst; the history is not."""
    with decisions.attended(tmp_path):
        for number in range(120):
            decisions.add(tmp_path, [replace(ONE, id=f"{number:016x}", reason="long " * 60), replace(TWO, id=f"f{number:015x}")])
    decisions.undo(tmp_path)
    before = decisions.undo(tmp_path).decided
    content = bytearray((tmp_path / FILE).read_bytes())
    place = content.index(f"{100:016x}".encode())
    content[place // 4096 * 4096 : place // 4096 * 4096 + 4096] = b"\xff" * 4096
    (tmp_path / FILE).write_bytes(content)
    found = decisions.read(tmp_path)
    assert "is damaged" in found.notes[0]
    assert set(found.gestures) < set(before.gestures)
    assert len(found.gestures) > 100
    assert found.version >= before.version - 1
    assert decisions.undo(tmp_path).notes == ()


def test_a_damaged_file_outdates_what_was_seen_of_it(tmp_path: Path) -> None:
    """What was seen may be lost, and so the last move another one than the person thinks."""
    seen = decisions.add(tmp_path, [ONE]).decided.version
    (tmp_path / FILE).write_bytes(b"no database at all" * 100)
    with pytest.raises(Outdated) as told:
        decisions.undo(tmp_path, seen)
    assert f"{FILE}.damaged-1" in told.value.notes[0]


def test_a_history_that_was_changed_by_hand_is_told(tmp_path: Path) -> None:
    decisions.add(tmp_path, [ONE])
    with closing(sqlite3.connect(tmp_path / FILE)) as file, file:
        file.execute("UPDATE history SET act = 'dreamt'")
    for attempt in (decisions.read, decisions.undo):
        with pytest.raises(InputError, match="history 1: a move is made, undone, redone"):
            attempt(tmp_path)


def test_a_folder_in_which_nothing_can_be_written_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also what a program that was killed has left in the log beside the file, and a file of an older align."""
    with closing(sqlite3.connect(tmp_path / FILE)) as reader:
        decisions.add(tmp_path, [ONE])
        reader.execute("SELECT * FROM gestures").fetchone()  # keeps the log from being folded into the file
        decisions.add(tmp_path, [TWO])
        assert (tmp_path / f"{FILE}-wal").stat().st_size
        there = {path.name: path.read_bytes() for path in tmp_path.iterdir() if not path.name.endswith("-shm")}
        monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
        assert held(tmp_path) == ["a", "b"]
        assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if not path.name.endswith("-shm")} == there
