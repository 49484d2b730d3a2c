"""Prints how many articles a second `align batch` does, as small Markdown tables: from nothing, again, and after one change; beside
a shell loop over hunalign where that is installed.

The articles are spliced from those of corpus/ that have gold beads, some 150 sentences a side, with figures of their own: the same
ones on every machine. Seconds are the machine's own; CPU seconds are what can be compared on a busy one.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from measuring import ALIGN, Spent, measured

from align import corpus, read
from align.settings import Settings

SENTENCES = 150
RUN = 8  # beads that stay together, as they stand in their article
PARAGRAPH = 3  # beads of one
# Pairs of versions that are an English text and its translation into simplified Chinese, or the other way round.
STOCK = (("cannery", "original", "compilation"), ("dialect", "translation", "original"))

Passage = tuple[str, str]  # what a bead says in both texts; nothing where it has but one side

MANIFEST = """\
title = "Article {number}"

[versions.original]
file = "original.md"
language = "en"
role = "original"
publisher = "Publisher {by}"

[versions.translation]
file = "translation.md"
language = "zh-CN"
role = "translation"
made_from = "original"
publisher = "Outlet {at}"
"""


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    options.add_argument("articles", nargs="?", type=int, default=1000, help="how many (default: %(default)s)")
    options.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes (default: one a core)")
    options.add_argument("--only", type=Path, metavar="FOLDER", help="make the articles there, and nothing else")
    chosen = options.parse_args()
    if chosen.only:
        make(chosen.only, chosen.articles)
        return
    with tempfile.TemporaryDirectory() as folder:
        articles, reports = Path(folder, "articles"), Path(folder, "reports")
        make(articles, chosen.articles)
        command = [*ALIGN, "batch", str(articles), "-o", str(reports), "--quiet"]
        command += ["--jobs", str(chosen.jobs)]
        rows = [_row("from nothing", chosen.articles, measured(command)), _row("again", chosen.articles, measured(command))]
        changed = articles / "a0000" / "translation.md"
        changed.write_text(changed.read_text("utf-8") + "\n再见。\n", "utf-8")
        rows.append(_row("again, one of them changed", chosen.articles, measured(command)))
        if shutil.which("hunalign"):
            rows.append(_row("pairing alone: a shell loop over hunalign", chosen.articles, hunalign(articles, Path(folder))))
        sizes = (
            ("articles", _megabytes(articles)),
            ("reports", _megabytes(reports / "articles")),
            ("index", _megabytes(reports, "index.sqlite*")),
        )
    print(f"## {chosen.articles:,} articles of {SENTENCES} sentences, {chosen.jobs} processes\n")
    _table(["", "seconds", "articles a second", "CPU seconds an article", "MB of the main process"], rows)
    _table(["MB", "an article, in kB"], [[name, f"{size:.1f}", f"{1000 * size / chosen.articles:.1f}"] for name, size in sizes])


def make(folder: Path, articles: int, sentences: int = SENTENCES) -> None:
    """So many articles in a folder, each a folder with its manifest: the same ones every time."""
    stock = [passages(*names) for names in STOCK]
    for number in range(articles):
        home = folder / f"a{number:04}"
        home.mkdir(parents=True)
        chance = random.Random(number)
        spliced = _spliced(stock, chance, sentences)
        for side, name in enumerate(("original.md", "translation.md")):
            said = [beads[side] for beads in spliced if beads[side]]
            paragraphs = (" ".join(said[start : start + PARAGRAPH]) for start in range(0, len(said), PARAGRAPH))
            (home / name).write_text("\n\n".join(paragraphs) + "\n", "utf-8")
        (home / "article.toml").write_text(MANIFEST.format(number=number, by=number % 7, at=number % 11), "utf-8")


def passages(name: str, one: str, two: str) -> list[Passage]:
    """What the gold beads of an article pair, in the order of one version."""
    article = corpus.article(corpus.shipped() / name)
    straight = (one, two) in article.judged
    names = (one, two) if straight else (two, one)
    documents = [read.document(corpus.source(article, version), Settings()) for version in names]
    found = []
    for bead in corpus.beads(article, names[0], names[1], documents[0], documents[1]):
        original, translation = (
            " ".join(document.said(number) for number in side)
            for document, side in zip(documents, (bead.original, bead.translation), strict=True)
        )
        found.append((original, translation) if straight else (translation, original))
    return found


def _spliced(stock: Sequence[Sequence[Passage]], chance: random.Random, sentences: int) -> list[Passage]:
    found: list[Passage] = []
    figures = _figures(chance)
    while len(found) < sentences:
        beads = chance.choice(stock)
        start = chance.randrange(len(beads) - RUN)
        found += [(one.translate(figures), two.translate(figures)) for one, two in beads[start : start + RUN]]
    return found


def _figures(chance: random.Random) -> dict[int, str]:
    """Every digit but 0 as another one, so that no two articles say the same, and both sides of one do."""
    others = list("123456789")
    chance.shuffle(others)
    return {ord(digit): other for digit, other in zip("123456789", others, strict=True)}


def hunalign(articles: Path, folder: Path) -> Spent:
    """What a shell takes to pair the same articles, a line a paragraph, without their languages, checks, memories or reports."""
    (folder / "null.dic").touch()
    loop = 'for one in "$1"/*/; do hunalign "$2" "$one/original.md" "$one/translation.md" >"$one/ladder" 2>/dev/null; done'
    return measured(["sh", "-c", loop, "sh", str(articles), str(folder / "null.dic")])


def _row(name: str, articles: int, spent: Spent) -> list[str]:
    rate = articles / spent.seconds
    return [
        name,
        f"{spent.seconds:.1f}",
        f"{rate:.{0 if rate > 20 else 1}f}",
        f"{spent.cpu / articles:.3f}",
        f"{spent.megabytes:.0f}",
    ]


def _megabytes(folder: Path, pattern: str = "**/*") -> float:
    return sum(path.stat().st_size for path in folder.glob(pattern) if path.is_file()) / 1e6


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    for row in (head, ["---", *["---:"] * (len(head) - 1)] if head[0] == "" else ["---:"] * len(head), *rows):
        print(f"| {' | '.join(row)} |")
    print()


if __name__ == "__main__":
    main()
