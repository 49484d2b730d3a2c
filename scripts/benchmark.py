"""Prints how good and how fast the tool is, as small Markdown tables: pairing by set and shape, each signal taken away, calibration,
speed and memory, and the peers that happen to be installed.

The sets are articles of corpus/ with gold beads and, where a folder of sets is named, `NAME/{src.txt,tgt.txt,gold.align}` in it, one
sentence a line. Every figure is made by this script; seconds are medians.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch

import numpy as np

from align import corpus, lexicon, pair, read, score
from align.lexicon import dictionary, learnt, strings, synonyms
from align.lexicon.links import NONE
from align.model import Alignment, Bead, Document, Glossary
from align.pair import evidence, layout, length, search, shapes
from align.settings import Settings

# Which two languages a set of lines is in, by the beginning of its name.
LANGUAGES = {"tb": ("de", "fr"), "mac": ("zh", "en"), "parice": ("en", "is"), "dtm": ("hu", "en"), "maligna": ("pl", "en")}
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01)


@dataclass(frozen=True)
class Case:
    """Two documents and what a reader made of them."""

    family: str
    original: Document
    translation: Document
    gold: tuple[Bead, ...]


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    options.add_argument("sets", nargs="?", type=Path, help="a folder of further sets, one sentence a line")
    options.add_argument("--ablation", action="store_true", help="take each signal away in turn (minutes)")
    options.add_argument("--speed", action="store_true", help="time the commands, and texts of growing length")
    chosen = options.parse_args()
    cases = [*articles(), *(lines(chosen.sets) if chosen.sets else ())]
    found = [(case, aligned(case)) for case in cases]
    quality(found)
    by_shape(found)
    calibration(found)
    if chosen.ablation:
        ablation(cases)
    if chosen.speed:
        speed()
        scaling()


# The sets


def articles() -> Iterator[Case]:
    """Every pair of versions in corpus/ that has gold beads."""
    for article in corpus.articles(corpus.shipped()):
        for one, two in article.judged:
            original, translation = (read.document(corpus.source(article, name), Settings()) for name in (one, two))
            yield Case(article.folder.name, original, translation, corpus.beads(article, one, two, original, translation))


def lines(folder: Path) -> Iterator[Case]:
    """Every set of lines in a folder."""
    for gold in sorted(folder.glob("*/gold.align")):
        family = gold.parent.name.partition("-")[0]
        if family in LANGUAGES:
            sides = (read.lines(str(gold.parent / name), tag) for name, tag in zip(("src.txt", "tgt.txt"), LANGUAGES[family], strict=True))
            yield Case(family, *sides, tuple(beads(gold)))


def beads(path: Path) -> Iterator[Bead]:
    """The beads of a file of `[0,1]:[2]` lines."""
    for line in path.read_text("utf-8").split():
        one, two = (json.loads(side) for side in line.split(":")[:2])
        yield Bead(range(one[0], one[-1] + 1) if one else range(0), range(two[0], two[-1] + 1) if two else range(0))


def aligned(case: Case) -> Alignment:
    glossary = read.glossary(None)
    return pair.documents(case.original, case.translation, lexicon.between(case.original, case.translation, glossary))


# Quality


def quality(found: Sequence[tuple[Case, Alignment]]) -> None:
    rows = []
    for family in dict.fromkeys(case.family for case, _ in found):
        of = [(case, alignment) for case, alignment in found if case.family == family]
        pooled = together(of)
        rows.append([family, sum(len(case.gold) for case, _ in of), *(f"{x:.3f}" for x in (pooled.precision, pooled.recall, pooled.f1))])
    table("Pairing, strict", ["set", "beads", "precision", "recall", "F1"], rows)


def together(found: Iterable[tuple[Case, Alignment]]) -> score.Agreement:
    """Agreement over several texts at once: each text's sentences are moved behind those of the one before."""
    gold: list[Bead] = []
    mine: list[Bead] = []
    i = j = 0
    for case, alignment in found:
        gold += [moved(bead, i, j) for bead in case.gold]
        mine += [moved(bead, i, j) for bead in alignment.beads]
        i, j = i + len(case.original.sentences), j + len(case.translation.sentences)
    return score.agreement(gold, mine)


def moved(bead: Bead, i: int, j: int) -> Bead:
    one, two = bead.original, bead.translation
    return Bead(range(one.start + i, one.stop + i), range(two.start + j, two.stop + j), bead.confidence)


def by_shape(found: Sequence[tuple[Case, Alignment]]) -> None:
    gold, mine, right = Counter[tuple[int, int]](), Counter[tuple[int, int]](), Counter[tuple[int, int]]()
    for case, alignment in found:
        wanted = {key(bead) for bead in case.gold}
        gold.update(bead.shape for bead in case.gold)
        mine.update(bead.shape for bead in alignment.beads)
        right.update(bead.shape for bead in alignment.beads if key(bead) in wanted)
    rows = [
        [f"{s}:{t}", gold[s, t], mine[s, t], f"{right[s, t] / max(1, mine[s, t]):.3f}", f"{right[s, t] / max(1, gold[s, t]):.3f}"]
        for (s, t), _ in sorted(gold.items(), key=lambda item: (-item[1], item[0]))
    ]
    table("By shape, all sets", ["shape", "gold", "found", "precision", "recall"], rows)


def key(bead: Bead) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return tuple(bead.original), tuple(bead.translation)


def calibration(found: Sequence[tuple[Case, Alignment]]) -> None:
    said = []
    for case, alignment in found:
        wanted = {key(bead) for bead in case.gold}
        said += [(bead.confidence, key(bead) in wanted) for bead in alignment.beads]
    rows = []
    for low, high in zip(BINS, BINS[1:], strict=False):
        inside = [(confidence, right) for confidence, right in said if low <= confidence < high]
        if inside:
            mean = sum(confidence for confidence, _ in inside) / len(inside)
            rows.append([f"{low:.2f}–{min(high, 1):.2f}", len(inside), f"{mean:.3f}", f"{sum(right for _, right in inside) / len(inside):.3f}"])
    table("What confidence means", ["said between", "beads", "said, mean", "right"], rows)


# Each signal taken away


def ablation(cases: Sequence[Case]) -> None:
    nothing: Callable[..., object] = lambda *_: iter(())
    without: dict[str, list[object]] = {
        "everything": [],
        "without length": [patch.object(length, "ratio", lambda _, l1, l2, shape: np.zeros(np.broadcast(l1, l2).shape))],
        "without layout": [patch.object(layout, "score", lambda *_: 0.0)],
        "without strings": [patch.object(strings, "pairs", nothing)],
        "without dictionary": [patch.object(dictionary, "pairs", nothing)],
        "without synonyms": [patch.object(synonyms, "pairs", nothing)],
        "without what the text teaches": [patch.object(learnt, "table", lambda *_: NONE)],
        "without glossary and numbers": [patch.object(lexicon, "_marks", lambda *_: [])],
        "without learning shapes": [patch.object(shapes, "learnt", lambda *_: shapes.FIRST)],
        "without runs of gaps": [patch.object(search.Lattice, "gaps", None, create=True)],
        "without passages that moved": [patch.object(pair.moved, "matches", lambda *_: [])],
    }
    del without["without runs of gaps"]
    rows, whole = [], {}
    families = list(dict.fromkeys(case.family for case in cases))
    for name, patches in without.items():
        with ExitStack() as stack:
            for each in patches:
                stack.enter_context(each)  # type: ignore[arg-type]
            found = [(case, aligned(case)) for case in cases]
        f1 = {family: together((c, a) for c, a in found if c.family == family).f1 for family in families}
        whole = whole or f1
        rows.append([name, *(f"{f1[family]:.3f}" for family in families), f"{statistics.mean(f1.values()):.3f}"])
    table("Each signal taken away, strict F1", ["", *families, "mean"], rows)


# Speed


def speed() -> None:
    article = corpus.shipped() / "cannery"
    command = str(Path(sys.executable).with_name("align"))
    with tempfile.TemporaryDirectory() as folder:
        run = ["run", str(article / "original.en.md"), str(article / "republication.en.txt"), "-o", folder, "--quiet"]
        rows = [["align --help", *measured([command, "--help"])], ["align run, 82 against 102 sentences", *measured([command, *run])]]
    table("Commands, medians of five", ["", "seconds", "MB"], rows)


def measured(command: Sequence[str]) -> tuple[str, str]:
    """Median seconds and the highest memory of five runs."""
    seconds, memory = [], 0
    for _ in range(5):
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            raise SystemExit(f"{' '.join(command)} failed")
        seconds.append(time.perf_counter() - start)
        memory = max(memory, usage.ru_maxrss)
    return f"{statistics.median(seconds):.2f}", f"{memory / 1024:.0f}"


def scaling() -> None:
    """`align pair --lines` on texts of growing length, beside hunalign where it is installed."""
    command, peer = str(Path(sys.executable).with_name("align")), shutil.which("hunalign")
    rows = []
    for sentences in (500, 2_000, 20_000):
        with tempfile.TemporaryDirectory() as folder:
            one, two = bitext(Path(folder), sentences)
            row = [f"{sentences:,}", *measured([command, "pair", "--lines", "--from", "de", "--to", "fr", str(one), str(two)])]
            if peer:
                (Path(folder) / "null.dic").touch()
                row += measured([peer, str(Path(folder) / "null.dic"), str(one), str(two)])
            rows.append(row)
    table("Sentences a side", ["", "seconds", "MB", *(["hunalign", "MB"] if peer else [])], rows)


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
    for path, lines_ in zip(paths, (one, two), strict=True):
        path.write_text("\n".join(lines_) + "\n", "utf-8")
    return paths


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    print(f"\n### {title}\n\n| {' | '.join(head)} |\n|{'---|' * len(head)}")
    for row in rows:
        print(f"| {' | '.join(map(str, row))} |")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
