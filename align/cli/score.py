"""`align score`: how near beads come to a gold alignment, or a translation to a reference wording."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import reduce
from operator import add
from pathlib import Path
from typing import Any

import click

from align import read
from align import score as scoring
from align.cli.completion import BEADS, TYPED_TEXT
from align.model import Likeness
from align.score import Agreement, Tally

Measures = tuple[Agreement, Agreement]  # the strict and the lax one
Shapes = Mapping[tuple[int, int], Tally]


@click.command()
@click.argument("files", nargs=-1, required=True, type=BEADS, metavar="GOLD FOUND")
@click.option(
    "--reference", type=TYPED_TEXT, metavar="REF",
    help="Measure the wording of one file, a translation with a segment a line, by this.",
)  # fmt: skip
@click.option("--to", metavar="LANG", help="The language of a reference; else found out.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of tables.")
def score(files: tuple[Path, ...], reference: str | None, to: str | None, as_json: bool) -> None:
    """Measure the beads in FOUND by those in GOLD: precision, recall and F1, and what became of each shape of bead.

    Both are files of lines such as [0,1]:[0]:0.973, as align pair prints them, or folders of such files that are called alike;
    NAME.align goes with NAME/gold.align too. Strictly a bead is right if the gold has it; by the lax measure, if it links a
    sentence to one that the gold links it to.

    With --reference, the chrF, BLEU and TER of a translation are those of sacrebleu.

    \b
    Example:
      align score gold.align found.align
      align score --reference reference.txt translation.txt --to fr
    """
    if len(files) != (1 if reference else 2):
        raise click.UsageError("give one file beside --reference, and two without it")
    if reference:
        found = scoring.wording(read.lines(str(files[0]), to), read.lines(reference, to))
        click.echo(_json([_likeness(metric) for metric in found]) if as_json else "\n".join(map(_told, found)))
        return
    sets, left = read.sets(*files)
    if left:
        click.echo(f"Not measured, for {files[1]} has nothing of that name: {', '.join(left)}.", err=True)
    pairs = {name: read.compared(gold, beads) for name, gold, beads in sets}
    measures = {name: (scoring.agreement(*pair), scoring.agreement(*pair, lax=True)) for name, pair in pairs.items()}
    shapes = scoring.shapes(*pairs.values())
    click.echo(_json(_record(measures, shapes)) if as_json else "\n".join((*_measures(measures), "", *_shapes(shapes))))


def _together(measures: Mapping[str, Measures]) -> Measures:
    strict, lax = (reduce(add, column) for column in zip(*measures.values(), strict=True))
    return strict, lax


# ---- for people


def _measures(measures: Mapping[str, Measures]) -> list[str]:
    rows = {**measures, "all": _together(measures)} if len(measures) > 1 else measures
    width = max(map(len, rows))
    head = (f"{kind + ' P':>10}{'R':>7}{'F1':>7}" for kind in ("strict", "lax"))
    return [" " * width + "".join(head), *(f"{name:{width}}" + "".join(map(_figures, row)) for name, row in rows.items())]


def _figures(measure: Agreement) -> str:
    return f"{measure.precision:10.3f}{measure.recall:7.3f}{measure.f1:7.3f}"


def _shapes(shapes: Shapes) -> list[str]:
    rows = (f"{one}:{two}".ljust(7) + f"{row.gold:6}{row.found:7}{row.right:7}" for (one, two), row in shapes.items())
    return ["shape    gold  found  right", *rows]


def _told(metric: Likeness) -> str:
    return f"{metric.metric:6}{metric.points:7.2f}  {metric.signature}"


# ---- for machines


def _record(measures: Mapping[str, Measures], shapes: Shapes) -> dict[str, Any]:
    sets = [{"name": name, **_values(row)} for name, row in measures.items()]
    counts = [
        {"shape": f"{one}:{two}", "gold": row.gold, "found": row.found, "right": row.right} for (one, two), row in shapes.items()
    ]
    return {"sets": sets, "all": _values(_together(measures)), "shapes": counts}


def _values(measures: Measures) -> dict[str, dict[str, float]]:
    return {
        name: {"precision": round(each.precision, 4), "recall": round(each.recall, 4), "f1": round(each.f1, 4)}
        for name, each in zip(("strict", "lax"), measures, strict=True)
    }


def _likeness(metric: Likeness) -> dict[str, Any]:
    return {"metric": metric.metric, "score": round(metric.points, 4), "signature": metric.signature}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
