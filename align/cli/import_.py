"""`align import`: what a person did in a workbook, kept as decisions."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from align import decisions
from align.cli.completion import FOLDER, WORKBOOK
from align.decisions.gestures import About
from align.errors import refuse

# What each kind of decision is called, one and several.
_CALLED: dict[About, tuple[str, str]] = {
    "link": ("pair made anew", "pairs made anew"),
    "pair": ("pair judged", "pairs judged"),
    "finding": ("finding judged", "findings judged"),
}


@click.command("import")
@click.argument("workbook", type=WORKBOOK)
@click.argument("folder", metavar="[DIR]", required=False, type=FOLDER)
def import_(workbook: Path, folder: Path | None) -> None:
    """Read back a WORKBOOK that align run --format xlsx wrote and a person edited.

    DIR is the folder of the report, else the one in which the workbook lies. Pairs that were merged, split or moved, and verdicts
    on pairs and findings, are kept beside the report; the next align run into DIR honours them. If anything does not fit, every
    such cell is told, and nothing is kept.

    \b
    Example:
      align import report/translation.en.zh-CN.xlsx report
    """
    if not workbook.is_file():
        raise refuse(workbook, "is no file" if workbook.exists() else "no such file", "give the workbook that was edited")
    home = folder or workbook.parent
    record, decided = decisions.record(home), decisions.read(home)
    said, notes = decisions.imported(str(workbook), record, decided)
    kept = decisions.add(home, said).notes if said else ()
    for note in (*decided.notes, *notes, *kept):
        click.echo(note, err=True)
    counts = Counter(gesture.about for gesture in said)
    told = [f"{counts[about]} {called[counts[about] > 1]}" for about, called in _CALLED.items() if counts[about]]
    click.echo(f"{', '.join(told)}. The next align run into {home} honours it." if told else "Nothing new in this workbook.")
