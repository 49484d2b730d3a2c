"""When the machine fails: disks that are full, rights that are gone, streams that are closed, clocks that run backwards, a kill."""

from __future__ import annotations

import fcntl
import os
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import align
from align import cli, decisions, memories, read, write
from align.decisions import Gesture
from align.decisions.store import FILE
from align.errors import InputError
from align.memories.fate import Fate
from align.memories.opening import Opened
from align.read import from_record, srx
from align.write import saving

ROOT = Path(align.__file__).parents[1]
NOBODY = 65534
PART = ".align-0123456789ab.part"


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int | str | None, str]:
    """How the command ends, and what it says on standard error."""
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    return ended.value.code, capsys.readouterr().err


def process(code: str, *arguments: str, **how: object) -> subprocess.CompletedProcess[bytes]:
    """Python in a process of its own."""
    known = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    given = {"stderr": subprocess.PIPE, "env": known, **how}
    return subprocess.run([sys.executable, "-c", code, *arguments], check=False, **given)  # type: ignore[call-overload,no-any-return]


COMMAND = "from align.cli import main; main()"


@contextmanager
def no_file_above(size: int) -> Iterator[None]:
    """Meanwhile no file may grow beyond so many bytes: as with a full disk, the system takes what fits and refuses the rest."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def anyones() -> Iterator[Path]:
    """A folder in which anyone may write."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        yield Path(name)


@contextmanager
def without_rights() -> Iterator[None]:
    """Meanwhile we are nobody, if we are root, who may do anything."""
    if os.getuid() == 0:
        os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        if os.geteuid() == NOBODY:
            os.setresuid(0, 0, 0)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# ---- saving


def test_a_disk_that_is_full_in_the_middle_leaves_what_was_there(tmp_path: Path) -> None:
    write.save(tmp_path / "a", "old")
    with no_file_above(10_000), pytest.raises(InputError, match=r"b: cannot be written: File too large\n  allow larger files"):
        write.save_all({tmp_path / "a": "new", tmp_path / "new/folder/b": "x" * 20_000})
    assert (names(tmp_path), (tmp_path / "a").read_text()) == (["a"], "old")


def test_a_disk_that_is_full_is_told_of_what_is_written_bit_by_bit(tmp_path: Path) -> None:
    with no_file_above(10_000), pytest.raises(InputError, match="a: cannot be written"), saving.files([tmp_path / "a"]) as (file,):
        for _ in range(20):
            file.write(b"x" * 1000)
    assert names(tmp_path) == []


def test_what_goes_wrong_with_another_file_meanwhile_is_not_blamed_on_ours(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="another"), saving.files([tmp_path / "a"]):
        (tmp_path / "another").read_bytes()


def test_a_folder_in_which_one_may_not_write_keeps_its_files(anyones: Path) -> None:
    write.save(anyones / "a", "old")
    anyones.chmod(0o755 if os.getuid() == 0 else 0o555)
    with without_rights(), pytest.raises(InputError, match=r"a: (cannot be written: Permission denied|is read-only)"):
        write.save(anyones / "a", "new")
    anyones.chmod(0o777)
    assert (names(anyones), (anyones / "a").read_text()) == (["a"], "old")


def test_a_file_that_is_read_only_is_not_replaced(anyones: Path) -> None:
    with without_rights():
        write.save(anyones / "a", "old")
        (anyones / "a").chmod(0o444)
        with pytest.raises(InputError, match=r"a: is read-only\n  choose another folder"):
            write.save(anyones / "a", "new")
    assert (anyones / "a").read_text() == "old"


def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path: Path) -> None:
    """What only its owner could read before is not for all to read now."""
    write.save(tmp_path / "a", "old")
    (tmp_path / "a").chmod(0o640)
    write.save(tmp_path / "a", "new")
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640


def test_a_link_is_replaced_and_what_it_leads_to_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    (tmp_path / "there").symlink_to("mine")
    (tmp_path / "nowhere").symlink_to("gone")
    write.save_all({tmp_path / "there": "new", tmp_path / "nowhere": "new"})
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"mine": "mine", "there": "new", "nowhere": "new"}
    assert not any(path.is_symlink() for path in tmp_path.iterdir())


def test_what_is_no_file_is_not_replaced(tmp_path: Path) -> None:
    """A device would be gone for everyone on the machine."""
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError, match="pipe: is a device, a pipe or a socket"):
        write.save(tmp_path / "pipe", "new")
    with pytest.raises(InputError, match="/dev/null: is a device"):
        write.save(Path("/dev/null"), "new")
    assert (tmp_path / "pipe").is_fifo()
    assert Path("/dev/null").is_char_device()


def test_a_folder_that_is_a_link_to_nowhere_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "out").symlink_to("gone")
    with pytest.raises(InputError) as told:
        write.save_all({tmp_path / "out/a": "", tmp_path / "out/b": ""})
    assert [fault.what for fault in told.value.faults] == ["is a link that leads nowhere, and a folder is wanted"]


def test_a_folder_by_two_names_is_waited_for_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a save would wait for itself."""
    monkeypatch.chdir(tmp_path)
    write.save_all({Path("a"): "a", tmp_path / "b": "b"})
    assert names(tmp_path) == ["a", "b"]


def test_what_a_kill_leaves_is_cleaned_up_by_the_next_run(tmp_path: Path) -> None:
    write.save(tmp_path / "a", "old")
    code = """
import os, signal, sys
from pathlib import Path
from align.write import saving
with saving.files([Path(sys.argv[1])]) as (file,):
    file.write(b"half"); file.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""
    assert process(code, str(tmp_path / "a")).returncode == -signal.SIGKILL
    assert (len(names(tmp_path)), (tmp_path / "a").read_text()) == (2, "old")
    write.save(tmp_path / "b", "new")
    assert names(tmp_path) == ["a", "b"]


def test_what_another_run_is_writing_is_left_alone(tmp_path: Path) -> None:
    with (tmp_path / PART).open("xb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        write.save(tmp_path / "a", "new")
        assert names(tmp_path) == [PART, "a"]
    write.save(tmp_path / "a", "newer")
    assert names(tmp_path) == ["a"]


# ---- decisions


def gesture(name: str) -> Gesture:
    return Gesture("finding", name, "accepted", rule="numbers.changed")


def test_a_decision_for_which_there_is_no_room_is_refused_and_the_others_are_kept(tmp_path: Path) -> None:
    decisions.add(tmp_path, [gesture("one")])
    size = (tmp_path / FILE).stat().st_size
    with no_file_above(size), pytest.raises(InputError, match="make room on the disk; what was decided before is kept"):
        decisions.add(tmp_path, [gesture(f"{number} " * 100) for number in range(1000)])
    assert [one.id for one in decisions.read(tmp_path).gestures] == ["one"]


def test_decisions_are_read_where_nothing_can_be_written(anyones: Path) -> None:
    decisions.add(anyones, [gesture("one")])
    (anyones / FILE).chmod(0o444)
    anyones.chmod(0o755 if os.getuid() == 0 else 0o555)
    with without_rights():
        assert [one.id for one in decisions.read(anyones).gestures] == ["one"]
        with pytest.raises(InputError, match="allow writing in the folder"):
            decisions.add(anyones, [gesture("two")])
    anyones.chmod(0o777)


def test_a_clock_that_runs_backwards_changes_no_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was decided last holds, and is undone first, whatever the day that stands with it."""
    days = iter(["2026-03-14T09:30:00Z", "2001-01-01T00:00:00Z", "2001-01-01T00:00:00Z"])
    monkeypatch.setattr("align.decisions.store._now", lambda: next(days))
    decisions.add(tmp_path, [gesture("one")])
    decisions.add(tmp_path, [Gesture("finding", "one", "dismissed", "no", rule="numbers.changed")])
    assert [one.verdict for one in decisions.read(tmp_path).gestures] == ["dismissed"]
    decisions.undo(tmp_path)
    assert [one.verdict for one in decisions.read(tmp_path).gestures] == ["accepted"]


# ---- the command


def test_a_full_disk_behind_standard_output_is_told(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = process(COMMAND, "explain", stdout=full)
    assert ended.returncode == 2
    assert ended.stderr == b"align: standard output: cannot be used: No space left on device\n  make room on the disk\n"


@pytest.mark.parametrize("streams", [(0,), (1,), (2,), (0, 1, 2)])
def test_a_stream_that_is_closed_costs_what_would_have_come_through_it(streams: tuple[int, ...], tmp_path: Path) -> None:
    """And no file gets its number, and what is printed with it."""
    (tmp_path / "terms.csv").write_text("concept,kind,language,term,status,note\nlamp,term,en,lamp,preferred,\n")
    closing = f"import os\nfor number in {streams}: os.close(number)\n"
    command = (sys.executable, "-c", COMMAND, "glossary", "convert", "terms.csv", "-o", "terms.tbx")
    ended = process(f"{closing}os.execv({command[0]!r}, {command!r})", cwd=tmp_path, stdout=subprocess.PIPE)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert ended.stdout == (b"" if 1 in streams else b"1 terms\n")
    assert len(read.glossary((tmp_path / "terms.tbx",))) == 1


def test_memory_that_runs_out_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def exhausted(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("click.Group.invoke", exhausted)
    assert said(capsys, "explain") == (
        2,
        "align: memory: there is not enough of it\n  end other programs, or give a smaller text\n",
    )


def test_ctrl_c_is_heard_before_the_command_has_begun(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("align.cli._prepare_streams", interrupted)
    assert said(capsys, "explain") == (130, "align: interrupted\n")


def test_a_current_folder_that_is_gone_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "text.md").write_text("A lamp.")
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    code, err = said(capsys, "new", "article", str(tmp_path / "text.md"))
    assert (code, err) == (2, "align: the current folder: cannot be used: No such file or directory\n")


def test_a_memory_for_which_there_is_no_room_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = "".join(f"The lamp has {number} panes.\tDie Lampe hat {number} Scheiben.\n" for number in range(500))
    (tmp_path / "pairs.tsv").write_text(lines)
    out = tmp_path / "out.tmx"
    with no_file_above(10_000):
        code, err = said(capsys, "tmx", "convert", str(tmp_path / "pairs.tsv"), "-o", str(out), "--from", "en", "--to", "de")
    assert (code, err) == (
        2,
        f"align: {out}: cannot be written: File too large\n"
        "  allow larger files (`ulimit -f`), or choose another folder, with -o where the command has it\n",
    )
    assert names(tmp_path) == ["pairs.tsv"]


def test_a_memory_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    """It is read more than once, and what the first reading found would be done to other entries."""
    place = tmp_path / "pairs.tsv"
    place.write_text("The lamp is lit.\tDie Lampe brennt.\nThe lamp is out.\tDie Lampe ist aus.\n")
    opened = Opened((str(place),), "en", "de")

    def fates() -> Iterator[Fate]:
        for entry in opened.again():
            place.write_text("Rain.\tRegen.\n")
            yield Fate(entry)

    with pytest.raises(InputError, match="was changed while it was read"):
        memories.memory(opened, fates(), tmp_path / "out.tmx")
    assert names(tmp_path) == ["pairs.tsv"]


def test_a_device_without_end_is_not_read_to_its_end() -> None:
    """It says of itself that it has no size."""
    for reading in (read.glossary, lambda paths: srx.load(paths[0]), lambda paths: from_record.load(paths[0])):
        with pytest.raises(InputError, match=r"larger than [0-9]+ MB"):
            reading((Path("/dev/zero"),))


def test_a_pipe_is_no_memory_for_it_is_read_twice(tmp_path: Path) -> None:
    """Nor is it waited for whoever writes into it."""
    os.mkfifo(tmp_path / "pipe.tmx")
    with pytest.raises(InputError, match=r"pipe.tmx: is no file, but a pipe"):
        list(read.streamed.elements(str(tmp_path / "pipe.tmx"), "tmx", ("tu",)))
