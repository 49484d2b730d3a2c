"""Words and their renderings in, a table out: two columns and a weight, under a heading, as `--lexicon` reads it."""

from __future__ import annotations

from collections.abc import Iterable

from align.lexicon.frozen import Row


def wordlist(rows: Iterable[Row], original: str, translation: str) -> str:
    """The table of words of these two languages, a word a line."""
    lines = (f"{row.word}\t{row.rendering}\t{row.weight:g}\n" for row in rows)
    return "".join((f"{original}\t{translation}\tweight\n", *lines))
