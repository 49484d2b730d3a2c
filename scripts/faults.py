"""Kills `align` at random moments, and starts many at once; counts what it left. Ends with a table.

    python scripts/faults.py [TIMES] [RUNS]

Each row is TIMES processes of one command, each sent a signal at a moment of its own, half of them at any moment of its work, and
half after its first file was begun; every fifth time the command is run to its end as well. What is looked at: whether every file
is whole, as it was before or as it is after; whether `decisions.sqlite` is sound, and has all that it had; whether anything said a
traceback; and whether a file of a process that was killed is left behind by one that came to its end. These processes are forked
from one that has done the command before, so that the moments fall into its work, and not into what it loads. Last, RUNS runs into
folders side by side, 16 at a time, each a process of its own. Needs a POSIX system.
"""

from __future__ import annotations

import io
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import chdir, closing, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from pathlib import Path

from align import cli

COMMAND = (sys.executable, "-c", "from align.cli import main\nif __name__ == '__main__': main()")
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
SEED = 8
ERRORS = "errors.txt"  # what a process says
AT_ONCE = 16
WHOLE = 5  # after so many that were killed, one comes to its end
WRITING = 0.02  # seconds after the first file is begun in which half of the signals come
LOOKING = 0.0005  # seconds between two looks whether it is

ORIGINAL = """# The lamp on the pier

The lamp was lit for the first time in 1921, and it burned whale oil. Forty boats came home by its light every night.

Nobody kept the keeper's diary. We know his name from a bill for 12 panes of glass, which he broke himself in a storm.
"""
# Two translations by turns, so that what an earlier run left and what a later one makes can be told apart.
TRANSLATIONS = tuple(
    f"""Die Lampe auf der Mole

Die Lampe brannte zum ersten Mal {year}, und zwar mit Waltran. Vierzig Boote kamen jede Nacht in ihrem Licht nach Hause.

Niemand bewahrte das Tagebuch des Wärters auf. Seinen Namen kennen wir von einer Rechnung über 15 Scheiben Glas.
"""
    for year in (1921, 1931)
)

Contents = Mapping[str, bytes]


@dataclass(frozen=True)
class Job:
    """A command, what it needs in its folder, and the folder that it writes into."""

    name: str
    before: Sequence[Sequence[str]]
    command: Sequence[str]
    output: str


JOBS = (
    Job("run", (), ("run", "o.md", "t.md", "-o", "out", "--quiet", "--format", "xlsx"), "out"),
    Job("tmx merge", (("run", "o.md", "t.md", "-o", "report"),), ("tmx", "merge", "report/t.en.de.tmx", "-o", "out/a.tmx"), "out"),
    Job("glossary convert", (), ("glossary", "convert", "terms.csv", "-o", "out/terms.tbx"), "out"),
    Job("batch", (), ("batch", "articles", "-o", "out", "--jobs", "2", "--quiet"), "out"),
    Job("decisions", (("run", "o.md", "t.md", "-o", "out"),), ("decisions", "out", "confirm", "1"), "out"),
)


def main(times: int, runs: int) -> None:
    # What a shell starts in the background is deaf to Ctrl-C, and so its children.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    rows = []
    for row in (row for job in JOBS for row in _killed(job, times)) if times else ():
        rows.append(row)
        print(_line(row), file=sys.stderr, flush=True)
    told = [_side_by_side(runs)] if runs else []
    print("\n".join([_line(HEAD), _line(["---"] * len(HEAD)), *map(_line, rows), "", *told]))


HEAD = (
    "command",
    "signal",
    "killed",
    "while writing",
    "ended before",
    "files not whole",
    "decisions lost",
    "tracebacks",
    "left over",
)


def _line(cells: Sequence[object]) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def _killed(job: Job, times: int) -> Iterator[list[object]]:
    """A row of the table for each signal: what became of so many processes of that command that were sent it."""
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        wholes, seconds = _prepared(job, home)
        for number in SIGNALS:
            chance = random.Random(f"{SEED} {job.name} {number}")
            seen = Counter[str]()
            decided = _decided(home)
            for turn in range(times):
                _turn(home, turn % 2)
                before = _unfinished(home)
                process = _forked(job.command, home)
                if turn // 2 % 2:
                    while not (_unfinished(home) - before or _is_over(process)):
                        time.sleep(LOOKING)
                    time.sleep(chance.uniform(0, WRITING))
                else:
                    time.sleep(chance.uniform(0, seconds))
                os.kill(process, signal.SIGSTOP)
                writing = bool(_unfinished(home) - before)
                os.kill(process, number)
                os.kill(process, signal.SIGCONT)
                code, err = _ended(process, home)
                seen["ended" if code in (0, 1) else "killed"] += 1
                seen["writing"] += writing and code not in (0, 1)
                seen["tracebacks"] += "Traceback" in err
                now = _decided(home)
                seen["lost"] += now < decided
                decided = now
                if turn % WHOLE == WHOLE - 1:
                    _done(job.command, home)
                    seen["left"] += len(_unfinished(home))
                seen["broken"] += sum(data not in wholes.get(name, ()) for name, data in _contents(home / job.output).items())
            yield [
                job.name,
                number.name,
                *(seen[key] for key in ("killed", "writing", "ended", "broken", "lost", "tracebacks", "left")),
            ]


def _unfinished(home: Path) -> set[Path]:
    """Files that are being written, and that of a decision that is not yet at rest."""
    return {path for path in home.rglob("*") if path.name.endswith((".part", "decisions.sqlite-wal"))}


def _is_over(process: int) -> bool:
    return os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _prepared(job: Job, home: Path) -> tuple[Mapping[str, set[bytes]], float]:
    """All that a file of the output may hold, by its name, of either translation; and how long the command takes."""
    (home / "o.md").write_text(ORIGINAL, "utf-8")
    terms = (f"c{number},term,en,word {number},preferred,\n" for number in range(2000))
    (home / "terms.csv").write_text("concept,kind,language,term,status,note\n" + "".join(terms), "utf-8")
    wholes: dict[str, set[bytes]] = {}
    seconds, said = 0.0, io.StringIO()
    for turn in (0, 1, 0):
        _turn(home, turn)
        for command in job.before if wholes else (*job.before, job.command):
            with chdir(home), redirect_stdout(said), redirect_stderr(said), suppress(SystemExit):
                cli.main(command)
        start = time.monotonic()
        _done(job.command, home)
        seconds = time.monotonic() - start
        for name, data in _contents(home / job.output).items():
            wholes.setdefault(name, set()).add(data)
    return wholes, seconds


def _turn(home: Path, turn: int) -> None:
    """Puts one of the translations in place, everywhere."""
    (home / "t.md").write_text(TRANSLATIONS[turn], "utf-8")
    for name in "abc":
        folder = home / "articles" / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "original.en.md").write_text(ORIGINAL, "utf-8")
        (folder / "translation.de.md").write_text(TRANSLATIONS[turn], "utf-8")


def _contents(folder: Path) -> Contents:
    """What is in the files, but for what a process that was killed may leave half-done by right: parts, and SQLite's own."""
    paths = (path for path in folder.rglob("*") if path.is_file() and ".part" not in path.name and ".sqlite" not in path.name)
    # How long an article took stands in its stamp, and is another each time.
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths if not path.name.startswith(("batch.json", ".lock"))}


def _decided(home: Path) -> int:
    """How many gestures are kept; an error if the file is not sound."""
    path = home / "out/decisions.sqlite"
    if not path.exists():
        return 0
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        tables = file.execute("SELECT count(*) FROM sqlite_master WHERE name = 'gestures'").fetchone()[0]
        return int(file.execute("SELECT count(*) FROM gestures").fetchone()[0]) if tables else 0


def _side_by_side(runs: int) -> str:
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        (home / "o.md").write_text(ORIGINAL, "utf-8")
        (home / "t.md").write_text(TRANSLATIONS[0], "utf-8")
        start = time.monotonic()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(lambda turn: _alone(("run", "o.md", "t.md", "-o", f"out/{turn}", "--quiet"), home), range(runs)))
        seconds = time.monotonic() - start
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / (1 if sys.platform == "darwin" else 1024)
        made = [_contents(home / "out" / str(turn)) for turn in range(runs)]
        whole = sum(files == made[0] for files in made)
        again = shutil.copytree(home / "out/0", home / "again")
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(lambda _: _alone(("run", "o.md", "t.md", "-o", "again", "--quiet"), home), range(AT_ONCE)))
        same = _contents(again) == made[0] and not [*again.glob("*.part")]
    return (
        f"{runs} runs into folders side by side, {AT_ONCE} at a time: {whole} whole, {seconds:.0f} s, no process held more than "
        f"{most:.0f} MB. {AT_ONCE} runs into one folder at once: {'whole' if same else 'NOT WHOLE'}."
    )


def _done(command: Sequence[str], home: Path) -> None:
    code, err = _ended(_forked(command, home), home)
    assert code in (0, 1), err


def _forked(command: Sequence[str], home: Path) -> int:
    """A process at work on the command in that folder; of a signal it hears when it is."""
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    process = os.fork()
    if process:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
        return process
    try:
        os.chdir(home)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(os.open(ERRORS, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
        try:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
        except KeyboardInterrupt:  # it came before there was a command to hear it
            os._exit(130)
        cli.main(command)
    except SystemExit as ended:
        os._exit(int(ended.code or 0))
    except BaseException:  # as the interpreter would
        traceback.print_exc()
    os._exit(1)


def _ended(process: int, home: Path) -> tuple[int, str]:
    """Its exit status, once it has ended, and what it said."""
    code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    errors = home / ERRORS
    return code, errors.read_text("utf-8", "replace") if errors.exists() else ""


def _alone(command: Sequence[str], home: Path) -> None:
    subprocess.run([*COMMAND, *command], cwd=home, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    asked = [int(argument) for argument in sys.argv[1:]]
    main(*asked, *(20, 200)[len(asked) :])
