"""`align fetch`: pages of the web, saved as they came."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from align import corpus
from align.cli import options, telling
from align.cli.completion import FOLDER, TYPED_FOLDER
from align.corpus import Saved
from align.errors import InputError
from align.read import fetching


@click.command()
@click.argument("places", metavar="ADDRESS|FOLDER...", nargs=-1, required=True, type=TYPED_FOLDER)
@click.option("-o", "--output", metavar="DIR", type=FOLDER, help="Where pages go; else the current folder.")
@click.option("--allow-private", "private", is_flag=True, help="Fetch from this machine and private networks too.")
@options.quiet
def fetch(places: tuple[str, ...], output: Path | None, private: bool, quiet: bool) -> int:
    """Save pages as they came, so that they can be read again and again.

    A page at an ADDRESS goes into a file named after it, and what the server said of it (address, time, hash, headers) into one
    beside it whose name ends in .http.json. Of a FOLDER with an article.toml those versions are fetched that have an address and no
    file yet, and their file, hash and date are told there.

    What a site's robots.txt forbids is not fetched, and no host is asked more than once a second. A page that needs a browser is
    told as such: save it there, and give the file.

    \b
    Example:
      align fetch https://example.org/essay.html -o pages
    """
    visitor = fetching.Visitor(fetching.anywhere if private else fetching.public)
    failed = False
    for found in _watched(corpus.fetch(places, output or Path(), visitor), quiet):
        if isinstance(found, InputError):
            click.echo(f"align: {found}", err=True)
            failed = True
        elif isinstance(found, Saved):
            click.echo(found.path)
        elif not quiet:
            click.echo(found, err=True)
    return 2 if failed else 0


def _watched(pages: Iterator[Saved | InputError | str], quiet: bool) -> Iterator[Saved | InputError | str]:
    """The pages as they come; while one is awaited, a terminal says so."""
    while True:
        with telling.working("fetching", quiet):
            found = next(pages, None)
        if found is None:
            return
        yield found
