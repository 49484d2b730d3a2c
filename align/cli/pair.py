"""`align pair`: beads on standard output, one a line."""

from __future__ import annotations

from pathlib import Path

import click

from align import lexicon, pipeline, read
from align import pair as pairing
from align.cli import options
from align.cli.completion import TYPED_TEXT
from align.lexicon import encoder as encoders
from align.model import Bead
from align.settings import Settings, Source


@click.command()
@click.argument("original", metavar="A", type=TYPED_TEXT)
@click.argument("translation", metavar="B", type=TYPED_TEXT)
@click.option("--lines", is_flag=True, help="Take each line for a sentence; ids are line numbers from 0.")
@options.languages
@options.lexicon
@options.encoder
def pair(
    original: str,
    translation: str,
    lines: bool,
    from_: str | None,
    to: str | None,
    lexicons: tuple[Path, ...],
    encoder: Path | None,
) -> None:
    """Print the beads of A and B, one a line: sentence ids of A, of B, confidence.

    Ids count from 0; [] stands for none. Every sentence of both texts is on exactly one line.

    \b
    Example:
      align pair original.txt translation.txt --lines --from de --to fr
    """
    if lines:
        one, two = read.lines(original, from_), read.lines(translation, to)
    else:
        one, two = pipeline.sides(Source(original, from_), Source(translation, to), Settings())
    words = lexicon.between(one, two, read.glossary(None), read.memories(lexicons, one.language, two.language))
    for note in (*one.notes, *two.notes, *words.notes):
        click.echo(note, err=True)
    alignment = pairing.documents(one, two, words, encoder=encoders.load(encoder) if encoder else None)
    click.echo("".join(map(_line, alignment.beads)), nl=False)


def _line(bead: Bead) -> str:
    sides = (f"[{','.join(map(str, side))}]" for side in (bead.original, bead.translation))
    return f"{':'.join(sides)}:{bead.confidence:.3f}\n"
