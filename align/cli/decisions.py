"""`align decisions`: what people decided about a report's findings and pairs, and deciding."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from align import decisions as kept
from align.decisions import Decided, Gesture, Record
from align.model import SEVERITIES, Severity

SCHEMA = "align/decisions/1"
LONGEST = 70  # characters of a text that are shown


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("verb", metavar="[accept|dismiss|edit|confirm|doubt|reopen]", required=False, type=click.Choice(kept.VERBS))
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--reason", default="", metavar="TEXT", help="Why; a dismissal needs it.")
@click.option("--severity", type=click.Choice(SEVERITIES), help="How grave the finding is; with edit.")
@click.option("--message", metavar="TEXT", help="What the finding is to say; with edit.")
@click.option("--open", "undecided", is_flag=True, help="List the findings that nobody has decided about.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead.")
def decisions(
    folder: Path,
    verb: str | None,
    ids: tuple[str, ...],
    reason: str,
    severity: Severity | None,
    message: str | None,
    undecided: bool,
    as_json: bool,
) -> None:
    """List what was decided about the report in DIR; or decide.

    Accept, dismiss and edit are about findings, each named by its id or the beginning of it; confirm and doubt about pairs, each
    named by its number among the beads of report.json; reopen takes back what was said of either. The next align run into DIR
    honours it: what is dismissed does not count, and a confirmed pair goes into the memory to rely on.

    \b
    Example:
      align decisions report dismiss feafc2ed --reason "the page counts another year"
    """
    record, decided = kept.record(folder), kept.read(folder)
    notes = list(decided.notes)
    if verb:
        if not ids:
            raise click.UsageError(f"{verb} what? Name the ids.")
        made = kept.chosen(verb, ids, record, decided, reason=reason, severity=severity, message=message)
        notes += kept.add(folder, made)
        lines = [_line(gesture) for gesture in made]
    elif as_json:
        lines = [json.dumps(_exported(record, decided), ensure_ascii=False, indent=2)]
    else:
        lines = list(_open(record, decided) if undecided else _listed(record, decided))
    for note in notes:
        click.echo(note, err=True)
    click.echo("\n".join(lines))


def _listed(record: Record, decided: Decided) -> Iterator[str]:
    lost = set(kept.missing(record, decided))
    there = [gesture for gesture in decided.gestures if gesture not in lost]
    if not decided.gestures:
        yield "Nothing was decided here."
    yield from map(_line, there)
    if lost:
        yield "No longer in the report, and kept:"
        yield from (_line(gesture) for gesture in decided.gestures if gesture in lost)


def _open(record: Record, decided: Decided) -> Iterator[str]:
    said = decided.about("finding")
    for finding in record.findings:
        if finding.id not in said:
            yield f"{finding.id}  {finding.severity:8}  {finding.rule}  {finding.message}"


def _line(gesture: Gesture) -> str:
    sides = " → ".join(f"“{_short(text)}”" if text else "—" for text in (gesture.original, gesture.translation))
    said = "; ".join(filter(None, (gesture.severity, gesture.message and f"“{gesture.message}”", gesture.reason)))
    return f"{gesture.id}  {gesture.verdict:9}  {gesture.rule or gesture.about}  {sides}" + (f"  ({said})" if said else "")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def _exported(record: Record, decided: Decided) -> dict[str, object]:
    lost = set(kept.missing(record, decided))
    rows = [{**asdict(gesture), "there": gesture not in lost} for gesture in decided.gestures]
    return {"schema": SCHEMA, "decisions": rows}
