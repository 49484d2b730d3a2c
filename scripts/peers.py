"""What other aligners make of the same lines, where they are installed: NLTK's Gale–Church and hunalign. Beads, and seconds.

python scripts/peers.py NAME ONE TWO      prints that aligner's beads as `align pair` does
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

Thread = tuple[tuple[int, ...], tuple[int, ...]]
Aligner = Callable[[Sequence[str], Sequence[str]], list[Thread]]


def installed() -> Mapping[str, Aligner]:
    """The peers that can be run here, by name."""
    found: dict[str, Aligner] = {}
    if importlib.util.find_spec("nltk"):
        found["NLTK Gale–Church"] = gale_church
    if shutil.which("hunalign"):
        found["hunalign"] = hunalign
    return found


def timed(aligner: Aligner, one: Sequence[str], two: Sequence[str]) -> tuple[list[Thread], float]:
    """The beads, and how many seconds it took."""
    start = time.perf_counter()
    beads = aligner(one, two)
    return beads, time.perf_counter() - start


def gale_church(one: Sequence[str], two: Sequence[str]) -> list[Thread]:
    """By lengths in characters alone (Gale and Church 1993), as NLTK has it, told how much longer one text is than the other."""
    from nltk.translate import gale_church as nltk

    lengths = [[len(line) for line in side] for side in (one, two)]
    ratio = sum(lengths[1]) / max(1, sum(lengths[0]))
    measured = type("Measured", (nltk.LanguageIndependent,), {"AVERAGE_CHARACTERS": ratio})
    linked = nltk.align_blocks(*lengths, params=measured)
    return _beads(linked, len(one), len(two))


def hunalign(one: Sequence[str], two: Sequence[str]) -> list[Thread]:
    """Without a dictionary; its ladder has a rung (i, j) wherever a bead begins."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("null.dic", "one.txt", "two.txt")]
        for path, lines in zip(paths, ((), one, two), strict=True):
            path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
        said = subprocess.run(["hunalign", *map(str, paths)], capture_output=True, check=True, encoding="utf-8").stdout
    rungs = [tuple(map(int, line.split("\t")[:2])) for line in said.splitlines() if line[:1].isdigit()]
    return [(tuple(range(i, k)), tuple(range(j, m))) for (i, j), (k, m) in pairwise(rungs)]


def _beads(links: Iterable[tuple[int, int]], rows: int, columns: int) -> list[Thread]:
    """Linked sentences that hang together, and those that nothing is linked to.

    >>> _beads([(0, 0), (1, 0), (2, 2)], 3, 3)
    [((0, 1), (0,)), ((2,), (2,)), ((), (1,))]
    """
    groups: list[tuple[set[int], set[int]]] = []
    for i, j in sorted(links):
        if not groups or not (i in groups[-1][0] or j in groups[-1][1]):
            groups.append((set(), set()))
        groups[-1][0].add(i)
        groups[-1][1].add(j)
    beads: list[Thread] = [(tuple(sorted(one)), tuple(sorted(two))) for one, two in groups]
    linked = [{number for bead in beads for number in bead[side]} for side in (0, 1)]
    beads += [((i,), ()) for i in range(rows) if i not in linked[0]]
    return beads + [((), (j,)) for j in range(columns) if j not in linked[1]]


if __name__ == "__main__":
    name, *paths = sys.argv[1:]
    for one, two in installed()[name](*(Path(path).read_text("utf-8").splitlines() for path in paths)):
        print(f"{list(one)}:{list(two)}")
