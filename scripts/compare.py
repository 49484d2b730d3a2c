"""Prints what became of speed, memory, size and quality between revisions of this repository, as a small Markdown table.

All revisions run in one environment on one and the same input, which the files of today make, in turn and several times: a machine
that is busy is busy for all of them. Seconds are those of the processor. Of each figure the ratio of the medians is told, and the
least and the greatest ratio of one round; where these lie on both sides of 1, there is no difference beyond the noise.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import benchmarks_page
import made_up
import measure_batch
import peers
from benchmark import LANGUAGES
from measuring import ALIGN, measured

from align import corpus, read, score
from align.read.beads import beads
from align.settings import Settings

ROOT = Path(__file__).parents[1]
HERE = "."  # the files as they are
TEXT = 1_000  # sentences a side, which a peer can pair in seconds
LONG = 2_000
BOOK = 20_000
ARTICLES = 6  # of a batch

Ratio = tuple[float, float, float]  # of the medians, and the least and the greatest of one round
Spoken = Iterator[tuple[str, float]]  # units, and how many of each
Values = Mapping[tuple[str, str], Mapping[str, list[float]]]  # by figure and unit, then by whose they are


@dataclass(frozen=True)
class Contender:
    """A revision, or a peer: how it is called, and what makes a command of the words of `align`."""

    name: str
    command: Callable[[Sequence[str]], list[str]]
    environment: Mapping[str, str]


@dataclass(frozen=True)
class Given:
    """Where the input is made, and what else was named."""

    work: Path
    sets: Path | None
    planted: Path | None


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    options.add_argument("revisions", nargs="+", metavar="REV", help="what git calls them; . is the files as they are")
    options.add_argument("--only", nargs="+", choices=FIGURES, default=list(FIGURES)[:-1], help="else all of these but the last")
    options.add_argument("--rounds", type=int, default=7, help="how often each is measured (default: %(default)s)")
    options.add_argument("--sets", type=Path, metavar="FOLDER", help="further sets for quality, one sentence a line")
    options.add_argument("--drift", type=Path, metavar="FOLDER", help="sets with known drift, for what the rules find")
    options.add_argument("--peers", action="store_true", help="the aligners beside us that are installed too")
    options.add_argument("--write", action="store_true", help="keep the figures, and make docs/benchmarks.md anew")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        contenders = [revision(name, Path(folder, f"rev{number}")) for number, name in enumerate(chosen.revisions)]
        others = [peer(name) for name in peers.installed()] if chosen.peers else []
        given = Given(Path(folder, "work"), chosen.sets, chosen.drift)
        given.work.mkdir()
        for figure in chosen.only:
            found = compared(figure, [*contenders, *(others if figure in PAIRED else ())], given, chosen.rounds)
            print(f"{table(found)}\n", flush=True)
            if chosen.write:
                benchmarks_page.keep(found, f"{datetime.now(UTC):%Y-%m-%d}")


def compared(figure: str, contenders: Sequence[Contender], given: Given, rounds: int) -> Values:
    """What a figure is for each of them, in turn, so many times."""
    found: defaultdict[tuple[str, str], defaultdict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    once = figure in COUNTED
    # In the first round what is compiled once is compiled.
    for number in range(1 if once else rounds + 1):
        for contender in contenders:
            for unit, value in FIGURES[figure](contender, given):
                if number or once:
                    found[figure, unit][contender.name].append(value)
    return found


def revision(name: str, folder: Path) -> Contender:
    """The files of a revision in a folder of their own, or as they are."""
    if name != HERE:
        packed = subprocess.run(["git", "-C", ROOT, "archive", name], stdout=subprocess.PIPE, check=True).stdout
        with tarfile.open(fileobj=BytesIO(packed)) as files:
            files.extraction_filter = getattr(tarfile, "data_filter", None)  # Python 3.11.2 has none yet
            files.extractall(folder)
        name = subprocess.run(
            ["git", "-C", ROOT, "rev-parse", "--short", name], stdout=subprocess.PIPE, text=True, check=True
        ).stdout.strip()
    # Compiled files are kept, as they are where a package is installed.
    own = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    own["PYTHONPATH"] = str(folder if folder.exists() else ROOT)
    return Contender(name, lambda words: [*ALIGN, *words], own)


def peer(name: str) -> Contender:
    """An aligner beside us; it is only asked to pair."""
    return Contender(name, lambda words: [sys.executable, str(ROOT / "scripts" / "peers.py"), name, *words[-2:]], os.environ)


# Speed, memory and size. The input is made once, and is the same for all.


def spent(contender: Contender, words: Sequence[str]) -> Spoken:
    took = measured(contender.command(words), contender.environment)
    yield from (("CPU seconds", took.cpu), ("MB", took.megabytes))


def start(contender: Contender, given: Given) -> Spoken:
    yield from spent(contender, ["--help"])


def run(contender: Contender, given: Given) -> Spoken:
    cannery, reports = corpus.shipped() / "cannery", given.work / "run"
    words = ["run", str(cannery / "original.en.md"), str(cannery / "republication.en.txt"), "-o", str(reports), "--quiet"]
    yield from spent(contender, words)
    yield "kB of page", (reports / "report.html").stat().st_size / 1000
    yield "kB of record", (reports / "report.json").stat().st_size / 1000


def long(contender: Contender, given: Given) -> Spoken:
    home = _articles(given.work / "long", 1, LONG) / "a0000"
    sides = [str(home / name) for name in ("original.md", "translation.md")]
    yield from spent(contender, ["run", *sides, "--from", "en", "--to", "zh-CN", "-o", str(given.work / "reports"), "--quiet"])


def check(contender: Contender, given: Given) -> Spoken:
    pairs = given.work / "pairs.tsv"
    if not pairs.exists():
        said = [passage for stock in measure_batch.STOCK for passage in measure_batch.passages(*stock)]
        lines = ["\t".join(" ".join(text.split()) for text in passage) for passage in said if all(passage)]
        pairs.write_text("\n".join(lines) + "\n", "utf-8")
    yield from spent(contender, ["check", str(pairs), "--from", "en", "--to", "zh-CN"])


def batch(contender: Contender, given: Given) -> Spoken:
    articles = _articles(given.work / "articles", ARTICLES, measure_batch.SENTENCES)
    with tempfile.TemporaryDirectory() as reports:
        yield from spent(contender, ["batch", str(articles), "-o", reports, "--jobs", "1", "--quiet"])


def pair(contender: Contender, given: Given) -> Spoken:
    yield from spent(contender, _pairing(given.work, TEXT))


def book(contender: Contender, given: Given) -> Spoken:
    yield from spent(contender, _pairing(given.work, BOOK))


def quality(contender: Contender, given: Given) -> Spoken:
    """Strict F1 of each kind of text: the articles of corpus/ with gold beads and, where there is a folder of them, sets."""
    agreed: dict[str, score.Agreement] = {}
    for family, tags, paths, gold in _cases(given):
        printed = given.work / "beads"
        printed.write_bytes(
            _said(contender, contender.command(["pair", "--lines", "--from", tags[0], "--to", tags[1], *map(str, paths)]))
        )
        here = score.agreement(gold, beads(printed))
        agreed[family] = agreed[family] + here if family in agreed else here
    yield from ((f"F1 {family}", found.f1) for family, found in agreed.items())


def drift(contender: Contender, given: Given) -> Spoken:
    """What the script of today says of the rules of a revision, in per cent; nothing without a folder of sets."""
    if given.planted:
        said = _said(contender, [sys.executable, str(ROOT / "scripts" / "measure_drift.py"), str(given.planted)])
        for what, percent in _PERCENT.findall(said.decode()):
            yield what, float(percent)


_PERCENT = re.compile(r"^\| *([^|]+?) *\| *\d+/\d+ = ([\d.]+)%", re.MULTILINE)


def _said(contender: Contender, command: Sequence[str]) -> bytes:
    done = subprocess.run(command, env=contender.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    return done.stdout


FIGURES: Mapping[str, Callable[[Contender, Given], Spoken]] = {
    "start": start, "run": run, "long": long, "check": check, "batch": batch, "pair": pair, "quality": quality, "drift": drift,
    "book": book,
}  # fmt: skip
COUNTED = ("quality", "drift")  # the same on every run
PAIRED = ("quality", "pair")  # in which peers can be asked too


def _articles(folder: Path, number: int, sentences: int) -> Path:
    if not folder.exists():
        measure_batch.make(folder, number, sentences)
    return folder


def _pairing(work: Path, sentences: int) -> list[str]:
    folder = work / str(sentences)
    if not folder.exists():
        folder.mkdir()
        made_up.bitext(folder, sentences)
    return ["pair", "--lines", "--from", "de", "--to", "fr", str(folder / "one.txt"), str(folder / "two.txt")]


def _cases(given: Given) -> Iterator[tuple[str, tuple[str, str], Sequence[Path], Sequence[score.Thread]]]:
    for article in corpus.articles(corpus.shipped()):
        for one, two in article.judged:
            sides = [read.document(corpus.source(article, name), Settings()) for name in (one, two)]
            paths = [given.work / "one.txt", given.work / "two.txt"]
            for path, side in zip(paths, sides, strict=True):
                said = (" ".join(side.said(number).split()) for number in range(len(side.sentences)))
                path.write_text("\n".join(said) + "\n", "utf-8")
            gold = [(tuple(bead.original), tuple(bead.translation)) for bead in corpus.beads(article, one, two, *sides)]
            yield "corpus", (sides[0].language, sides[1].language), paths, gold
    for gold_file in sorted(given.sets.glob("*/gold.align")) if given.sets else ():
        family = gold_file.parent.name.partition("-")[0]
        if family in LANGUAGES:
            yield family, LANGUAGES[family], [gold_file.parent / name for name in ("src.txt", "tgt.txt")], beads(gold_file)


# What came out


def table(found: Values) -> str:
    """A row a figure: the first contender's median, and what the others' are to it."""
    first, *others = dict.fromkeys(name for by in found.values() for name in by)
    rows = [["", first, *others], ["---", *["---:"] * (1 + len(others))]]
    for (figure, unit), by in found.items():
        beside = (told(by[first], by.get(name, [])) for name in others)
        rows.append([f"{figure}: {unit}", f"{statistics.median(by[first]):.3f}", *beside])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def told(before: Sequence[float], after: Sequence[float]) -> str:
    """What became of a figure, in words.

    >>> told([2.0, 2.2, 2.1], [1.0, 1.1, 1.2]), told([2.0, 2.2], [2.1, 2.1])
    ('1.100, × 0.52 (0.50–0.57)', '2.100, no difference beyond the noise')
    >>> told([0.9], [0.9]), told([0.9], [])
    ('0.900, the same', '–')
    """
    if not after:
        return "–"
    median, (middle, least, greatest) = statistics.median(after), ratio(before, after)
    if least == greatest == 1:
        return f"{median:.3f}, the same"
    if len(after) > 1 and least <= 1 <= greatest:
        return f"{median:.3f}, no difference beyond the noise"
    return f"{median:.3f}, × {middle:.2f}" + (f" ({least:.2f}–{greatest:.2f})" if len(after) > 1 else "")


def ratio(before: Sequence[float], after: Sequence[float]) -> Ratio:
    """How many times as much: of the medians, and the least and the greatest of one round."""
    rounds = [two / one for one, two in zip(before, after, strict=True)]
    return statistics.median(after) / statistics.median(before), min(rounds), max(rounds)


if __name__ == "__main__":
    main()
