"""`align run`: the whole job."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

import click

from align import corpus, decisions, versions, write
from align.cli import options, telling
from align.cli.completion import FOLDER, TYPED_TEXT
from align.decisions import Decided
from align.model import REWORDED, Report, Severity
from align.settings import Settings, Source


@click.command()
@click.argument("original", type=TYPED_TEXT)
@click.argument("translations", metavar="TRANSLATION...", nargs=-1, type=TYPED_TEXT)
@click.option("-o", "--output", metavar="DIR", type=FOLDER, help="Where the files go; made if missing.")
@options.chain_of_languages
@options.of_a_run
@click.option("--dry-run", is_flag=True, help="With --terms fix: print what would be changed, and write nothing.")
@options.baseline
@options.fail_on
@options.quiet
def run(
    original: str,
    translations: tuple[str, ...],
    output: Path | None,
    from_: str | None,
    to: tuple[str, ...],
    settings: Callable[..., Settings],
    dry_run: bool,
    baseline: Path | None,
    fail_on: Severity | None,
    quiet: bool,
) -> int:
    """Align TRANSLATION with ORIGINAL and report where it drifts.

    Both are files (.txt .md .markdown .html .htm .xhtml .docx), addresses of the web, or - for standard input. Several
    TRANSLATIONs are a chain, each made from the one before. A folder with an article.toml may stand for all of them: it says
    itself which was made from which.

    Into DIR, else a folder named after the translation, go the report (report.html, report.md, report.json), the translation
    memory (.tmx, and .review.tmx for the pairs to look at first), the glossary for a CAT tool and the segmentation rules. A chain
    has such a folder for each step and for the whole way, and over them versions.html, which says with which version each
    drift came in.

    \b
    Example:
      align run original.md translation.html --to zh-CN -o report
    """
    if len(to) > len(translations):
        raise click.UsageError(f"--to is given {len(to)} times, for {len(translations)} translations")
    sources = [Source(original, from_), *(Source(place, tag) for place, tag in zip_longest(translations, to))]
    chosen = settings(Path(original))
    if dry_run and chosen.terms != "fix":
        raise click.UsageError("--dry-run shows what --terms fix would change; give that too")
    lineage = corpus.lineage(sources)
    home = output or _named_after(original, translations)
    decided = {folder: _decided(home / folder, baseline, folder) for folder in lineage.folders}
    with telling.working("aligning", quiet):
        found = versions.run(lineage, chosen, decided)
    reached = int(any(options.grave(finding, fail_on) for step in found.reports for finding in step.report.findings))
    if dry_run:
        click.echo("\n".join(_would_change(step.report, folder) for folder, step in found.folders))
        return reached
    with telling.working("writing", quiet):
        files = versions.placed(found, chosen, home)
        write.save_all({path: file.data for path, file in files.items()}, keep=versions.read_by(lineage, chosen))
    if not quiet:
        doubts = dict.fromkeys(doubt for step in found.reports for doubt in step.report.warnings)
        notes = (note for file in files.values() for note in file.notes)
        left = (f"{path} and its memory are of an earlier run, of another text or language." for path in versions.left_over(files))
        for said in (*lineage.notes, *doubts, *notes, *left, *_unused(chosen.tags, [step.report for step in found.steps])):
            click.echo(said, err=True)
        several = home / versions.PAGE in files
        for folder, step in found.folders:
            if several:
                click.echo(f"{step.original} → {step.translation}")
            click.echo(_told(step.report, home / folder))
        if several:
            click.echo(f"{write.tally(found)}\nAll versions: {home / versions.PAGE}")
    return reached


def _decided(home: Path, baseline: Path | None, folder: str) -> Decided:
    """What was decided where the report of a step goes, and what stood in an earlier report of that step."""
    decided = decisions.read(home)
    if baseline is None:
        return decided
    return replace(decided, known=decisions.baseline(baseline / folder if baseline.is_dir() else baseline))


def _unused(tags: Iterable[tuple[str, str]], reports: Sequence[Report]) -> Iterator[str]:
    """Languages that were to be written by other tags, and that no text is in."""
    there = dict.fromkeys(side.language for report in reports for side in (report.alignment.original, report.alignment.translation))
    for ours, _ in tags:
        if ours not in there:
            yield f"--lang-map {ours}=… changed nothing: the texts are in {' and '.join(there)}."


def _named_after(original: str, translations: tuple[str, ...]) -> Path:
    """The folder, in the current one, for what is said of the last translation, or of an article's folder."""
    if not translations:
        return Path(f"{Path(original).resolve().name}-report")
    return Path("align-report" if translations[-1] == "-" else corpus.named(translations[-1]))


def _would_change(report: Report, folder: str) -> str:
    said = write.changes(report) or "No term would be changed.\n"
    return (f"{folder}\n{said}" if folder else said).rstrip()


def _told(report: Report, folder: Path) -> str:
    reworded = sum(change.rule == REWORDED for change in report.changes)
    changed = ("Terms changed", len(report.changes) - reworded), ("Sentences reworded", reworded)
    said = [f"{what} in the memories: {count}; see the report." for what, count in changed if count]
    return "\n".join(
        (report.score.gist, f"Findings: {telling.severities(report.counts)}.", *said, f"Report: {folder / 'report.html'}")
    )
