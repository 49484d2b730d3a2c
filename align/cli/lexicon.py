"""`align lexicon`: word lists out of articles, for pairing the next one."""

from __future__ import annotations

from pathlib import Path

import click

from align import corpus, write
from align.cli import options, telling
from align.cli.completion import FOLDER
from align.errors import Fault, InputError
from align.settings import Settings


@click.command()
@click.argument("folder", metavar="FOLDER", type=FOLDER)
@click.option("-o", "--output", metavar="DIR", type=FOLDER, default=".", help="Where the lists go; made if missing.")
@options.glossary
@options.quiet
def lexicon(folder: Path, output: Path, glossaries: tuple[Path, ...], quiet: bool) -> int:
    """Learn words from all articles in FOLDER, and freeze them into lists for --lexicon.

    Articles are found as align batch finds them. Their versions are paired, and the words that go together in sure pairs are
    written to FROM-TO.words.tsv, a list for each pair of languages, for people to read and to mend as
    well. An article that cannot be read is left out, and the exit status is 1.

    \b
    Example:
      align lexicon articles -o words
    """
    with telling.working("learning", quiet):
        found = corpus.taught(folder, Settings(glossaries=glossaries or None))
    if not found.words:
        raise InputError(
            found.faults or [Fault(str(folder), "has no article in two languages")],
            "`align new FOLDER ORIGINAL TRANSLATION` makes the folder of one",
        )
    lists = {output / f"{one}-{two}.words.tsv": write.wordlist(rows, one, two) for (one, two), rows in found.words.items()}
    write.save_all(lists)
    for fault in found.faults:
        click.echo(f"left out: {fault}", err=True)
    if not quiet:
        for path, rows in zip(lists, found.words.values(), strict=True):
            click.echo(f"{path}: {len(rows):,} words")
    return int(bool(found.faults))
