"""`align decisions`: what people decided about a report, and deciding; and taking it back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

import click

from align import decisions as kept
from align.cli import telling
from align.cli.completion import FOLDER
from align.decisions import Decided, Gesture, Kept, Record
from align.errors import refuse
from align.model import SEVERITIES, Severity

SCHEMA = "align/decisions/1"
# What is done to the last move, what that is called, and where it is told beforehand what the move is.
_BACK: Mapping[str, tuple[Callable[[Path, int], Kept], str, Callable[[Decided], str]]] = {
    "undo": (kept.undo, "Undone", lambda decided: decided.undo),
    "redo": (kept.redo, "Done again", lambda decided: decided.redo),
}


@click.command()
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.argument(
    "verb", metavar="[accept|dismiss|edit|confirm|doubt|reopen|undo|redo]", required=False, type=click.Choice((*kept.VERBS, *_BACK))
)
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
    named by its number among the beads of report.json; reopen takes back what was said of anything that is listed. Undo takes back
    the last move, whoever made it, and redo makes it again. The next align run into DIR honours all of it: what is dismissed does
    not count, and a confirmed pair goes into the memory to rely on.

    \b
    Example:
      align decisions report dismiss feafc2ed --reason "the page counts another year"
    """
    record, decided = kept.record(folder), kept.read(folder)
    notes = list(decided.notes)
    if verb and verb in _BACK:
        if ids:
            raise click.UsageError(f"{verb} is about the last move, and names no ids.")
        lines = [_back(folder, verb, decided)]
    elif verb:
        if not ids:
            raise click.UsageError(f"{verb} what? Name the ids.")
        made = kept.chosen(verb, ids, record, decided, reason=reason, severity=severity, message=message)
        notes += kept.add(folder, made).notes
        lines = [_line(gesture) for gesture in made]
    elif as_json:
        lines = [json.dumps(_exported(record, decided), ensure_ascii=False, indent=2)]
    else:
        lines = list(_open(record, decided) if undecided else _listed(record, decided))
    for note in notes:
        click.echo(note, err=True)
    click.echo("\n".join(lines))


def _back(folder: Path, verb: str, decided: Decided) -> str:
    act, done, told = _BACK[verb]
    move = told(decided)
    if not move:
        return f"There is nothing to {verb}."
    try:
        act(folder, decided.version)
    except kept.Outdated:
        raise refuse(
            folder, "somebody decided something at this moment, and nothing was done", "list what is decided now"
        ) from None
    return f"{done}: {move}"


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
    said = "; ".join(filter(None, (gesture.severity, _message(gesture), gesture.reason)))
    return f"{gesture.id}  {gesture.verdict:9}  {gesture.rule or gesture.about}  {_about(gesture)}" + (
        f"  ({said})" if said else ""
    )


def _about(gesture: Gesture) -> str:
    if gesture.about == "pairing":
        return "all that nobody had confirmed or linked"
    sides = [gesture.original, gesture.translation]
    if gesture.about == "wording":
        sides = [gesture.original or gesture.translation, gesture.message or ""]
    return " → ".join(f"“{telling.short(text)}”" if text else "—" for text in sides)


def _message(gesture: Gesture) -> str:
    return f"“{gesture.message}”" if gesture.message and gesture.about == "finding" else ""


def _exported(record: Record, decided: Decided) -> dict[str, object]:
    lost = set(kept.missing(record, decided))
    rows = [{**asdict(gesture), "there": gesture not in lost} for gesture in decided.gestures]
    return {"schema": SCHEMA, "version": decided.version, "undo": decided.undo, "redo": decided.redo, "decisions": rows}
