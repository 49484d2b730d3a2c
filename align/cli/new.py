"""`align new`: the folder of an article."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

import click

from align import corpus, write
from align.cli.completion import FOLDER, TYPED_TEXT
from align.read.files import is_address


@click.command()
@click.argument("folder", type=FOLDER)
@click.argument("texts", metavar="[TEXT]...", nargs=-1, type=TYPED_TEXT)
def new(folder: Path, texts: tuple[str, ...]) -> None:
    """Make FOLDER the folder of an article, with an article.toml that says which version was made from which.

    Each TEXT is a file or an address, the original first and each of the others made from the one before. Files that lie elsewhere
    are copied into FOLDER; addresses are noted, and align fetch FOLDER gets them. Languages and hashes are filled in, and what
    cannot be known stands there as a comment, to be written by hand. Nothing that is there is overwritten.

    \b
    Example:
      align new essay original.md translation.html
    """
    made = corpus.new(folder, texts)
    write.save_all(made)
    click.echo("\n".join(map(str, made)))
    if any(is_address(text) for text in texts):
        click.echo(f"`align fetch {quote(str(folder))}` gets the pages.", err=True)
