"""`align completion`: what a shell needs to complete the command; and the types by which a parameter says what it names.

A shell asks Click what may come next. Of a file the answer is its endings, and the shell looks for it in its own way.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import click
from click.shell_completion import CompletionItem

from align.settings import ENDINGS

SHELLS = ("bash", "zsh", "fish")


class _Place(click.Path):
    """A folder, or a file with one of these endings. It stays as it was typed where it may be an address too."""

    def __init__(self, kind: Literal["file", "dir"], endings: str = "", *, typed: bool = False) -> None:
        super().__init__(path_type=str if typed else Path, readable=not typed)
        self.item = CompletionItem("|".join(endings.split()), type=kind)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        return [self.item]


class _Glossary(_Place):
    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        from align.read.glossary import called

        return called(value)


class _Rule(click.types.StringParamType):
    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from align import check

        return [CompletionItem(rule) for rule in check.rules() if rule.startswith(incomplete)]


_PAIRS = "tmx xliff xlf jsonl tsv xlsx"

FOLDER = _Place("dir")
GLOSSARY = _Glossary("file", "csv tsv tbx xml txt")
LEXICON = _Place("file", "tmx xliff xlf tsv")
SETTINGS = _Place("file", "toml")
SRX = _Place("file", "srx")
WORKBOOK = _Place("file", "xlsx")
BEADS = _Place("file", "align")
RECORD = _Place("file", "json")
MEMORY = _Place("file", _PAIRS)
TYPED_FOLDER = _Place("dir", typed=True)
TYPED_PAIRS = _Place("file", _PAIRS, typed=True)
TYPED_TEXT = _Place("file", " ".join(ENDINGS).replace(".", ""), typed=True)
RULE = _Rule()


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Print what SHELL needs to complete the commands, options, rules and files of align; docs/installing.md says where it goes.

    \b
    Example:
      align completion bash
    """
    click.echo((Path(__file__).parent / "shells" / f"align.{shell}").read_text("utf-8"), nl=False)
