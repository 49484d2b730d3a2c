"""`align run`: the whole job."""

from __future__ import annotations

from pathlib import Path

import click

from align import pipeline, read, write
from align.cli import options
from align.errors import refuse
from align.language import SRX
from align.model import SEVERITIES, Report
from align.settings import Settings, Source


@click.command()
@click.argument("original")
@click.argument("translation")
@click.option("-o", "--output", metavar="DIR", type=click.Path(path_type=Path), help="Where the files go; made if missing.")
@options.languages
@options.glossary
@click.option("--srx", type=click.Path(path_type=Path), metavar="FILE", help="Segmentation rules to cut by, instead of ours.")
@click.option("--fail-on", type=click.Choice(SEVERITIES[1:]), help="Exit with 1 if there is a finding as grave as this.")
@options.quiet
def run(
    original: str,
    translation: str,
    output: Path | None,
    from_: str | None,
    to: str | None,
    glossaries: tuple[Path, ...],
    srx: Path | None,
    fail_on: str | None,
    quiet: bool,
) -> int:
    """Align TRANSLATION with ORIGINAL and report where it drifts.

    Both are files (.md .txt .html .htm) or - for standard input. Into DIR go the report (report.html, report.md, report.json), the
    translation memory (.tmx, and .review.tmx for pairs to look at first), the glossary for a CAT tool and the segmentation rules.

    \b
    Example:
      align run original.md translation.html --to zh-CN -o report
    """
    settings = Settings(glossaries=glossaries or None, srx=srx)
    folder = output or Path(Path(translation).stem if translation != "-" else "align-report")
    if folder.exists() and not folder.is_dir():
        raise refuse(folder, "is a file, and the report needs a folder", "name another with -o")
    with options.working("aligning", quiet):
        report = pipeline.run(Source(original, from_), Source(translation, to), settings)
        files = list(write.folder(report, read.glossary(settings.glossaries), settings))
        rules = (settings.srx or SRX).read_bytes()
        write.save_all({**{folder / file.name: file.data for file in files}, folder / "segmentation.srx": rules})
    if not quiet:
        notes = [note for file in files for note in file.notes]
        click.echo("\n".join((*report.warnings, *notes)), err=True, nl=bool(report.warnings or notes))
        click.echo(_told(report, folder))
    return int(any(options.grave(finding, fail_on) for finding in report.findings))


def _told(report: Report, folder: Path) -> str:
    counts = ", ".join(f"{report.counts[severity]} {severity}" for severity in reversed(SEVERITIES) if report.counts[severity])
    return "\n".join((report.score.gist, f"Findings: {counts or 'none'}.", f"Report: {folder / 'report.html'}"))
