"""`align tmx`: what can be done with translation memories."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

import click

from align import memories
from align.cli import options, telling
from align.cli.completion import FOLDER, MEMORY, TYPED_PAIRS
from align.memories import Fate, Opened, Policy, Problem, Saved

SHOWN = 20  # problems of a kind

_OUTPUT = click.option(
    "-o",
    "--output",
    required=True,
    type=MEMORY,
    metavar="FILE",
    help="Where it goes: .tmx .tsv .jsonl .xlf .xlsx",
)
_REMOVED = click.option("--removed", type=MEMORY, metavar="FILE", help="Write what is left out here, each unit with the reason.")


@click.group()
def tmx() -> None:
    """Check, count, merge, split, clean and convert translation memories.

    What a unit says of itself, its dates, authors, props and notes and the codes in its texts, goes with it. Faulty units are told
    and passed over; of a file that breaks off, what stands before the break is used. What is read is never written over.

    \b
    Example:
      align tmx check memory.tmx
    """


@tmx.command()
@click.argument("files", nargs=-1, required=True, type=TYPED_PAIRS, metavar="FILE...")
@click.option("--all", "everything", is_flag=True, help=f"Show more than {SHOWN} problems of a kind.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object a problem instead.")
def check(files: tuple[str, ...], everything: bool, as_json: bool) -> int:
    """Say what is wrong with each FILE, a TMX memory, on which line, and what the tools that are to use it do about it.

    Exits with 1 if there are errors, with 0 if there are warnings only.

    \b
    Example:
      align tmx check memory.tmx
    """
    counts = Counter[str]()
    for file, problem in ((place, problem) for place in files for problem in memories.problems(place)):
        counts[problem.kind] += 1
        if as_json:
            click.echo(json.dumps({"file": file, **asdict(problem), **problem.told._asdict()}, ensure_ascii=False))
        elif everything or counts[problem.kind] <= SHOWN:
            click.echo(_problem(file, problem))
    severities = Counter(dict.fromkeys(("error", "warning"), 0))
    for kind, count in counts.items():
        severities[memories.KINDS[kind].severity] += count
    if not as_json:
        for line in _consequences(counts, everything):
            click.echo(line)
        click.echo(", ".join(telling.count(count, severity) for severity, count in severities.items()))
    return int(severities["error"] > 0)


@tmx.command()
@click.argument("files", nargs=-1, required=True, type=TYPED_PAIRS, metavar="FILE...")
@options.languages
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead.")
def stats(files: tuple[str, ...], from_: str | None, to: str | None, as_json: bool) -> None:
    """Count what is in a memory: units, pairs of languages, doubles, contradictions, lengths.

    \b
    Example:
      align tmx stats memory.tmx
    """
    opened = _opened(files, from_, to)
    found = memories.stats(opened.again())
    if as_json:
        click.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2))
        return
    click.echo("\n".join(_stats(found)))


@tmx.command()
@click.argument("files", nargs=-1, required=True, type=TYPED_PAIRS, metavar="FILE...")
@_OUTPUT
@click.option(
    "--by", "policy", type=click.Choice(memories.POLICIES), default="keep", show_default=True,
    help="Of several translations of one text: the latest, the surest by our own prop, or all.",
)  # fmt: skip
@_REMOVED
@options.languages
def merge(files: tuple[str, ...], output: Path, policy: Policy, removed: Path | None, from_: str | None, to: str | None) -> None:
    """Make one memory of several, in which no unit stands twice.

    Of units that say the same one is kept, with the notes that only the others have.

    \b
    Example:
      align tmx merge memory.tmx older.tmx -o all.tmx --by date
    """
    opened = _opened(files, from_, to)
    _tell(memories.memory(opened, memories.merged(opened.again, policy), output, removed=removed, languages=(from_, to)))


@tmx.command()
@click.argument("file", type=TYPED_PAIRS)
@click.option("-o", "--output", required=True, type=FOLDER, metavar="DIR", help="Where the parts go.")
@click.option("--confidence", type=click.FloatRange(0, 1), metavar="NUMBER", help="Part the pairs of which a run was this sure.")
@click.option("--by-language", is_flag=True, help="A file for each pair of languages; so too where nothing else is asked.")
def split(file: str, output: Path, confidence: float | None, by_language: bool) -> None:
    """Write the parts of a memory into files of their own: NAME.en.de.tmx, NAME.confident.tmx.

    \b
    Example:
      align tmx split memory.tmx -o parts --confidence 0.9
    """
    found = memories.split(_opened((file,)), output, by_language or confidence is None, confidence)
    for name, count in found.items():
        click.echo(f"{output / name}: {telling.count(count, 'unit')}")


@tmx.command()
@click.argument("file", type=TYPED_PAIRS)
@click.option("-o", "--output", type=MEMORY, metavar="FILE", help="Where it goes: .tmx .tsv .jsonl .xlf .xlsx")
@click.option(
    "--without", "off", multiple=True, type=click.Choice(tuple(memories.RULES)), metavar="RULE",
    help=f"Leave this out of it: {', '.join(memories.RULES)}; may be given several times.",
)  # fmt: skip
@_REMOVED
@click.option("--dry-run", is_flag=True, help="List what would be left out, and write nothing.")
@options.languages
def clean(
    file: str, output: Path | None, off: tuple[str, ...], removed: Path | None, dry_run: bool, from_: str | None, to: str | None
) -> None:
    """Leave out of a memory what is of no use: doubles, empty texts, texts that were not translated or are in another language,
    and translations far longer or shorter than is usual. In doubt a unit stays.

    \b
    Example:
      align tmx clean memory.tmx -o cleaned.tmx --removed removed.tmx
      align tmx clean memory.tmx --dry-run --without length
    """
    if dry_run and removed:
        raise click.UsageError("--dry-run writes nothing, and --removed names a file")
    if (output is None) != dry_run:
        raise click.UsageError("give either -o FILE or --dry-run")
    opened = _opened((file,), from_, to)
    fates = memories.cleaned(opened.again, [name for name in memories.RULES if name not in off])
    if output is None:
        kept = Counter[bool]()
        for fate in fates:
            kept[not fate.dropped] += 1
            if fate.dropped:
                click.echo(f"{fate.entry.where}: {fate.dropped}: {telling.short(fate.entry.original.text)}")
        click.echo(f"{telling.count(kept[True], 'unit')} would be kept, {kept[False]} left out")
        return
    _tell(memories.memory(opened, fates, output, removed=removed, languages=(from_, to)))


@tmx.command()
@click.argument("files", nargs=-1, required=True, type=TYPED_PAIRS, metavar="FILE...")
@_OUTPUT
@click.option("--moses", is_flag=True, help="Write two files, named after the output and the languages.")
@options.languages
def convert(files: tuple[str, ...], output: Path, moses: bool, from_: str | None, to: str | None) -> None:
    """Write a memory in another format: TMX, two columns, lines of JSON, XLIFF 1.2, or a pair of files (a.en a.de).

    What the other format cannot hold is told. Lines of JSON hold all that is said of a unit.

    \b
    Example:
      align tmx convert memory.tmx -o memory.tsv
    """
    opened = _opened(files, from_, to)
    _tell(memories.memory(opened, map(Fate, opened.again()), output, languages=(from_, to), moses=moses))


def _opened(files: tuple[str, ...], from_: str | None = None, to: str | None = None) -> Opened:
    """The memories, once it has been told what of them is passed over, and what is doubtful in the rest."""
    opened = Opened(files, from_, to)
    for said in (*opened.faults(), *opened.doubts()):
        click.echo(str(said), err=True)
    return opened


def _tell(saved: Saved) -> None:
    for said, counts in (("left out", saved.dropped), ("lost", saved.lost)):
        for what, count in counts.items():
            click.echo(f"{said} ({count:,}): {what}", err=True)
    click.echo(f"{telling.count(saved.kept, 'unit')} kept, {saved.dropped.total()} left out")


def _problem(file: str, problem: Problem) -> str:
    return f"{file}:{problem.line}: {problem.told.severity}: {problem.what} [{problem.kind}]"


def _consequences(counts: Mapping[str, int], everything: bool) -> Iterator[str]:
    """What tools do about each kind, and how many of it were not shown."""
    for kind, count in counts.items():
        hidden = f", {count - SHOWN} of them not shown" if count > SHOWN and not everything else ""
        yield f"{kind} ({count}{hidden}): {memories.KINDS[kind].consequence}"


def _stats(found: memories.Stats) -> Iterator[str]:
    yield f"{telling.count(found.units, 'unit')}, {found.repeated} repeated, {found.untranslated} not translated"
    yield f"{telling.count(found.contradicted, 'text')} with several translations"
    yield f"{found.rated} with a confidence, {found.noted} with a note"
    if found.earliest:
        yield f"from {found.earliest} to {found.latest}"
    yield from (f"{pair}: {telling.count(count, 'pair')}" for pair, count in found.pairs.items())
    for tag, language in found.languages.items():
        yield (
            f"{tag}: {telling.count(language.texts, 'text')}, {language.empty} empty, {language.characters:,} characters, "
            f"{language.shortest} to {language.longest} long, {language.mean:.0f} on average"
        )
