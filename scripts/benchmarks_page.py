"""docs/benchmarks.tsv, every figure that was measured and kept, and docs/benchmarks.md, what it says in tables.

python scripts/benchmarks_page.py      makes the tables anew, as `sh scripts/compare --write` does after measuring
"""

from __future__ import annotations

import csv
import statistics
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parents[1] / "docs" / "benchmarks.tsv"
PAGE = DATA.with_suffix(".md")
MARK = "<!-- Below, all is made by scripts/compare. -->"

TODAY = "on that day"  # the files as they were when it was measured

# What each figure is of, in the order of the page.
TITLES: Mapping[str, str] = {
    "start": "Start: `align --help`",
    "run": "An article: `align run`, 82 sentences against 102, English",
    "long": "A long one: `align run`, some 2,000 sentences a side, English and Chinese",
    "check": "Pairs: `align check`, all that have gold in `corpus/` between English and Chinese",
    "batch": "A folder: `align batch`, six articles of 150 sentences, one process",
    "pair": "Pairing alone: `align pair`, 1,000 made-up sentences a side",
    "book": "Pairing alone: `align pair`, 20,000 made-up sentences a side",
    "quality": "Quality: strict F1 of pairing",
    "drift": "Quality: drift that is found, and false alarms, per cent",
}


class Kept(NamedTuple):
    """A row of the data: when it was measured, of what, in which unit, whose it is; its median, least and greatest; how often."""

    day: str
    figure: str
    unit: str
    who: str
    median: str
    least: str
    greatest: str
    rounds: str


def keep(found: Mapping[tuple[str, str], Mapping[str, Sequence[float]]], day: str) -> None:
    """Puts figures measured in one go behind those that are kept, in place of earlier ones of that day, and makes the page anew."""
    new = [
        Kept(day, figure, unit, who, *(f"{pick(values):.3f}" for pick in (statistics.median, min, max)), str(len(values)))
        for (figure, unit), by in found.items()
        for who, values in by.items()
    ]
    anew = {(row.figure, row.unit) for row in new}
    rows = [row for row in kept() if row.day != day or (row.figure, row.unit) not in anew] + new
    with DATA.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, "excel-tab", lineterminator="\n").writerows((Kept._fields, *rows))
    made()


def kept() -> list[Kept]:
    """All rows of the data."""
    with DATA.open(encoding="utf-8", newline="") as file:
        return [Kept(*row) for row in csv.reader(file, "excel-tab")][1:]


def made() -> None:
    """Makes the page's tables anew; its words are a person's."""
    words = PAGE.read_text("utf-8").partition(MARK)[0]
    PAGE.write_text(words + MARK + "\n" + tables(kept()), "utf-8")


def tables(rows: Sequence[Kept]) -> str:
    """A table a figure: whose it is, and each unit as it was last measured; what is not the first one's, with its ratio to that."""
    said = []
    for figure, title in TITLES.items():
        days = {row.unit: row.day for row in rows if row.figure == figure}  # of each unit the last
        here = [row for row in rows if row.figure == figure and days[row.unit] == row.day]
        if not here:
            continue
        people, units = (list(dict.fromkeys(column)) for column in ((row.who for row in here), (row.unit for row in here)))
        cells = {(row.who, row.unit): row for row in here}
        head = [["", *units], ["---", *["---:"] * len(units)]]
        lines = [
            [TODAY if who == "." else who, *(_cell(cells.get((who, unit)), cells.get((people[0], unit))) for unit in units)]
            for who in people
        ]
        often = "once" if here[0].rounds == "1" else f"{here[0].rounds} times"
        told = f"Measured on {' and '.join(sorted(set(days.values())))}, {often} each."
        said.append(f"\n## {title}\n\n{told}\n\n" + "\n".join(f"| {' | '.join(row)} |" for row in head + lines) + "\n")
    return "".join(said)


def _cell(row: Kept | None, first: Kept | None) -> str:
    """The median as three figures; beside another's its ratio to the first one's, where that tells something."""
    if row is None:
        return "–"
    value = f"{float(row.median):#.3g}".rstrip(".") if float(row.median) < 1000 else f"{float(row.median):,.0f}"
    if row == first or first is None or row.figure in ("quality", "drift"):
        return f"{float(row.median):.3f}" if row.figure == "quality" else value
    return f"{value} (× {float(row.median) / float(first.median):.2f})"


if __name__ == "__main__":
    made()
