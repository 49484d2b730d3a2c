"""`align check`: the findings of a bitext, as lines of JSON on standard output."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click

from align import decisions, pipeline, read, write
from align.cli import options, telling
from align.cli.completion import TYPED_PAIRS
from align.model import Severity


@click.command()
@click.argument("pairs", type=TYPED_PAIRS)
@options.languages
@options.glossary
@options.chosen
@options.everything
@options.baseline
@options.fail_on
@options.quiet
def check(
    pairs: str,
    from_: str | None,
    to: str | None,
    glossaries: tuple[Path, ...],
    chosen: Path | None,
    everything: bool,
    baseline: Path | None,
    fail_on: Severity | None,
    quiet: bool,
) -> int:
    """Find drift in PAIRS that are already aligned, and print a JSON object a finding.

    PAIRS is .jsonl (objects with id, src, tgt, and lang_src, lang_tgt if need be), .tsv (two columns), .tmx or .xliff. A
    finding names the id of its pair; its offsets count in that pair's own texts. Faulty units of a memory are told and passed over.

    \b
    Example:
      align check pairs.tsv --from en --to zh-CN
    """
    grave, counts = False, Counter[str]()
    settings = options.settings(chosen=chosen, everything=everything, glossaries=glossaries)
    known = decisions.baseline(baseline) if baseline else {}
    found = pipeline.bitext(read.pairs(pairs, from_, to), settings, known)
    for fault in read.passed_over(pairs, from_, to):
        click.echo(str(fault), err=True)
    if doubt := read.doubt(pairs, from_, to):
        click.echo(doubt, err=True)
    for pair, alignment, findings in telling.counted(found, "pairs", quiet):
        sys.stdout.buffer.write(write.lines(pair.id, alignment, findings).encode("utf-8"))  # whatever the terminal's own encoding
        grave = grave or any(options.grave(finding, fail_on) for finding in findings)
        counts.update(pairs=1, findings=len(findings))
    if not quiet:
        click.echo(f"{telling.count(counts['pairs'], 'pair')}, {telling.count(counts['findings'], 'finding')}", err=True)
    return int(grave)
