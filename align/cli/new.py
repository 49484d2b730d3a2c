"""`align new`: the folder of an article."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

import click

from align import corpus, write
from align.read.files import is_address


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("texts", metavar="[TEXT]...", nargs=-1)
@click.option("--title", default="", metavar="TEXT", help="The article's title; else that of the first text.")
def new(folder: Path, texts: tuple[str, ...], title: str) -> None:
    """Make FOLDER the folder of an article, with an article.toml that says which version was made from which.

    Each TEXT is a file or an address, the original first and each of the others made from the one before. Files that lie elsewhere
    are copied into FOLDER; addresses are noted, and align fetch FOLDER gets them. Languages and hashes are filled in, and what
    cannot be known stands there as a comment, to be written by hand. Nothing that is there is overwritten.

    \b
    Example:
      align new essay original.md translation.html
    """
    made = corpus.new(folder, texts, title)
    write.save_all(made)
    click.echo("\n".join(map(str, made)))
    if any(is_address(text) for text in texts):
        click.echo(f"`align fetch {quote(str(folder))}` gets the pages.", err=True)
