"""How fast the tool is, and how that grows: commands with their start, pairing alone, texts of growing length; peers beside us.

Seconds are medians of several runs and the machine's own; ratios are what can be compared.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import peers

from align import corpus, lexicon, pair, read

LENGTHS = {500: 5, 2_000: 5, 20_000: 3}  # sentences a side, and how often each is timed
SLOW = 2_000  # sentences beyond which Gale and Church's whole table takes minutes
ARTICLE = 300  # sentences of a long article


def commands() -> Iterator[list[object]]:
    """What a user waits for, start included: a row each with seconds and megabytes."""
    article = corpus.shipped() / "cannery"
    with tempfile.TemporaryDirectory() as folder:
        run = ["run", str(article / "original.en.md"), str(article / "republication.en.txt"), "-o", folder, "--quiet"]
        for name, words in (("align --help", ["--help"]), ("align run, 82 against 102 sentences", run)):
            seconds, memory = measured([_align(), *words], 5)
            yield [name, f"{seconds:.2f}", f"{memory:.0f}"]


def article() -> list[object]:
    """Pairing an article of `ARTICLE` sentences after start: a row with seconds."""
    with tempfile.TemporaryDirectory() as folder:
        one, two = (read.lines(str(path), tag) for path, tag in zip(bitext(Path(folder), ARTICLE), ("de", "fr"), strict=True))
    glossary = read.glossary(None)
    seconds = median(lambda: pair.documents(one, two, lexicon.between(one, two, glossary)))
    return [f"pairing {ARTICLE} sentences a side, after start", f"{seconds:.2f}", ""]


def scaling() -> tuple[list[str], list[list[object]]]:
    """`align pair --lines` on texts of growing length beside the peers that are installed: a table's head and rows.

    The last row is how many times as long a sentence takes in the longest text as in the one before.
    """
    others = peers.installed()
    rows: list[list[object]] = []
    spent: dict[int, float] = {}
    for sentences, times in LENGTHS.items():
        with tempfile.TemporaryDirectory() as folder:
            one, two = bitext(Path(folder), sentences)
            seconds, memory = measured([_align(), "pair", "--lines", "--from", "de", "--to", "fr", str(one), str(two)], times)
            spent[sentences] = seconds
            row: list[object] = [f"{sentences:,}", f"{seconds:.2f}", f"{memory:.0f}"]
            for name in others:
                row += _beside(name, one, two, seconds, times)
            rows.append(row)
    short, long = list(LENGTHS)[-2:]
    growth = spent[long] / long / (spent[short] / short)
    rows.append([f"a sentence at {long:,} over one at {short:,}", f"× {growth:.2f}", *([""] * (len(rows[0]) - 2))])
    head = ["", "seconds", "MB"]
    for name in others:
        head += [name, "× ours", *(["its MB"] if name == "hunalign" else [])]
    return head, rows


def _beside(name: str, one: Path, two: Path, ours: float, times: int) -> list[object]:
    """A peer's seconds, how many times ours they are, and its megabytes where it is a program of its own."""
    if name == "hunalign":
        nothing = one.with_name("null.dic")
        nothing.touch()
        seconds, memory = measured([shutil.which("hunalign") or name, str(nothing), str(one), str(two)], times)
        return [f"{seconds:.2f}", f"{seconds / ours:.1f}", f"{memory:.0f}"]
    lines = [path.read_text("utf-8").splitlines() for path in (one, two)]
    if len(lines[0]) > SLOW:
        return ["–", "–"]
    _, seconds = peers.timed(peers.installed()[name], *lines)
    return [f"{seconds:.2f}", f"{seconds / ours:.1f}"]


def measured(command: Sequence[str], times: int) -> tuple[float, float]:
    """Median seconds of so many runs, and the most megabytes that one took."""
    seconds, memory = [], 0
    for _ in range(times):
        # By way of a small process: a process begins with the peak of the one that started it, and ours has grown.
        said = subprocess.run([sys.executable, "-S", "-c", _MEASURING, *command], capture_output=True, text=True, check=False)
        if said.returncode:
            raise SystemExit(f"{' '.join(command)} failed")
        spent, peak = said.stdout.split()
        seconds.append(float(spent))
        memory = max(memory, int(peak))
    return statistics.median(seconds), memory / 1024


_MEASURING = """
import os, subprocess, sys, time
start = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
print(time.perf_counter() - start, usage.ru_maxrss)
sys.exit(bool(status))
"""


def median(work: Callable[[], object], times: int = 5) -> float:
    """Median seconds of so many runs, after one that loads what is loaded once."""
    work()
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def bitext(folder: Path, sentences: int) -> tuple[Path, Path]:
    """A made-up text and its translation word for word from a hidden dictionary, with sentences merged and left out."""
    chance = np.random.default_rng(1)
    words = 4000 + sentences
    rank = np.minimum(chance.zipf(1.3, sentences * 14), words) - 1
    cuts = np.cumsum(chance.integers(4, 24, sentences))
    one, two, held = [], [], ""
    for part in np.split(rank[: cuts[-1]], cuts[:-1]):
        original = " ".join(f"wa{n:x}" for n in part)
        translation = " ".join(f"zo{n * 7919 % words:x}" for n in part if chance.random() < 0.8)
        fate = chance.random()
        one.append(original)
        if fate < 0.06:
            held += translation + " "
        elif fate > 0.02:
            two.append(held + translation)
            held = ""
    paths = folder / "one.txt", folder / "two.txt"
    for path, lines in zip(paths, (one, two), strict=True):
        path.write_text("\n".join(lines) + "\n", "utf-8")
    return paths


def _align() -> str:
    return str(Path(sys.executable).with_name("align"))
