"""Rewrites what is agreed: the report of every judged pair of the corpus, what it gets wrong, and the page of every command's help.

A test compares each with what the program says now; the diff of this script is what a reviewer reads.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import click
from click.testing import CliRunner

from align import corpus, pipeline, write
from align.cli import COMMANDS, align
from align.model import Report
from align.settings import Settings

HELP = Path(__file__).parents[1] / "docs" / "cli-reference.md"
WIDTH = 100  # columns of a terminal


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    options.add_argument("articles", nargs="*", help="the reports of these articles only, by their folders' names; else everything")
    options.add_argument("--help-pages", action="store_true", help="the page of help only")
    chosen = options.parse_args()
    if not chosen.help_pages:
        for path, agreed in chain(reports(corpus.shipped(), chosen.articles), failures(corpus.shipped(), chosen.articles)):
            write.save(path, agreed)
            print(path)
    if not chosen.articles:
        write.save(HELP, help_pages())
        print(HELP)


def reports(folder: Path, names: list[str]) -> Iterator[tuple[Path, str]]:
    """Where each agreed report of the articles in a folder belongs, and what stands in it now."""
    for article, one, two in _judged(folder, names):
        yield article.folder / f"report.{one}-{two}.json", write.json(_report(article, one, two))


def failures(folder: Path, names: list[str]) -> Iterator[tuple[Path, str]]:
    """Where the list of what each report gets wrong belongs, and what stands in it now."""
    for article, one, two in _judged(folder, names):
        yield article.folder / f"failures.{one}-{two}.tsv", corpus.failures(article, one, two, _report(article, one, two))


def _judged(folder: Path, names: list[str]) -> Iterator[tuple[corpus.Article, str, str]]:
    for article in corpus.articles(folder):
        if not names or article.folder.name in names:
            yield from ((article, one, two) for one, two in article.judged)


@cache
def _report(article: corpus.Article, one: str, two: str) -> Report:
    return pipeline.run(corpus.source(article, one), corpus.source(article, two), Settings())


def help_pages() -> str:
    """The help of all commands as one page."""
    page = "# Every command\n\nWhat `--help` says, command by command. `scripts/golden.py --help-pages` writes this page.\n"
    for words in commands():
        shown = CliRunner().invoke(align, [*words, "--help"], prog_name="align", terminal_width=WIDTH, max_content_width=WIDTH)
        page += f"\n## `{' '.join(('align', *words))}`\n\n```text\n{shown.output}```\n"
    return page


def commands() -> Iterator[tuple[str, ...]]:
    """The words of each command after `align`: none, then each command, and those of a group after it."""
    yield ()
    for name in COMMANDS:
        yield (name,)
        command = align.get_command(click.Context(align), name)
        if isinstance(command, click.Group):
            yield from ((name, inner) for inner in command.commands)


if __name__ == "__main__":
    main()
