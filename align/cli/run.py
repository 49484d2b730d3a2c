"""`align run`: the whole job."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import Literal

import click

from align import corpus, decisions, versions, write
from align.cli import options
from align.decisions import Decided
from align.model import REWORDED, SEVERITIES, Report, Severity
from align.settings import Source


@click.command()
@click.argument("original")
@click.argument("translations", metavar="TRANSLATION...", nargs=-1)
@click.option("-o", "--output", metavar="DIR", type=click.Path(path_type=Path), help="Where the files go; made if missing.")
@options.chain_of_languages
@options.glossary
@options.lexicon
@options.encoder
@options.memories
@options.mending
@options.judging
@options.quiet
def run(
    original: str,
    translations: tuple[str, ...],
    output: Path | None,
    from_: str | None,
    to: tuple[str, ...],
    glossaries: tuple[Path, ...],
    lexicons: tuple[Path, ...],
    encoder: Path | None,
    srx: Path | None,
    profile: str | None,
    formats: tuple[str, ...],
    tags: tuple[tuple[str, str], ...],
    terms: Literal["check", "fix"],
    dry_run: bool,
    chosen: Path | None,
    everything: bool,
    baseline: Path | None,
    fail_on: Severity | None,
    quiet: bool,
) -> int:
    """Align TRANSLATION with ORIGINAL and report where it drifts.

    Both are files (.md .txt .html .htm .docx), addresses of the web, or - for standard input. Several TRANSLATIONs are a chain,
    each made from the one before. A folder with an article.toml may stand for all of them: it says itself which was made from
    which.

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
    if dry_run and terms != "fix":
        raise click.UsageError("--dry-run shows what --terms fix would change; give that too")
    sources = [Source(original, from_), *(Source(place, tag) for place, tag in zip_longest(translations, to))]
    settings = options.settings(
        chosen, Path(original), everything=everything, glossaries=glossaries, lexicons=lexicons, encoder=encoder,
        srx=srx, profile=profile, formats=formats, tags=tags, terms=terms,
    )  # fmt: skip
    lineage = corpus.lineage(sources)
    home = output or _named_after(original, translations)
    decided = {folder: _decided(home / folder, baseline, folder) for folder in lineage.folders}
    with options.working("aligning", quiet):
        found = versions.run(lineage, settings, decided)
    reached = int(any(options.grave(finding, fail_on) for step in found.reports for finding in step.report.findings))
    if dry_run:
        click.echo("\n".join(_would_change(step.report, folder) for folder, step in found.folders))
        return reached
    with options.working("writing", quiet):
        files = versions.placed(found, settings, home)
        write.save_all({path: file.data for path, file in files.items()}, keep=versions.read_by(lineage, settings))
    if not quiet:
        doubts = dict.fromkeys(doubt for step in found.reports for doubt in step.report.warnings)
        notes = (note for file in files.values() for note in file.notes)
        for said in (*lineage.notes, *doubts, *notes, *_unused(settings.tags, [step.report for step in found.steps])):
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
    counts = ", ".join(f"{report.counts[severity]} {severity}" for severity in reversed(SEVERITIES) if report.counts[severity])
    reworded = sum(change.rule == REWORDED for change in report.changes)
    changed = ("Terms changed", len(report.changes) - reworded), ("Sentences reworded", reworded)
    said = [f"{what} in the memories: {count}; see the report." for what, count in changed if count]
    return "\n".join((report.score.gist, f"Findings: {counts or 'none'}.", *said, f"Report: {folder / 'report.html'}"))
