"""Options that several commands share, and how they speak to the user."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from align.model import SEVERITIES, Finding, Severity

Command = TypeVar("Command", bound=Callable[..., Any])

_FROM = click.option("--from", "from_", metavar="LANG", help="The original's language, such as en or zh-CN; else found out.")
_TO = click.option("--to", metavar="LANG", help="The translation's language; else found out.")
_TO_EACH = click.option(
    "--to", metavar="LANG", multiple=True, help="The translation's language; else found out. Of a chain, once for each, in order."
)
_GLOSSARY = click.option(
    "--glossary", "glossaries", multiple=True, type=click.Path(path_type=Path), metavar="FILE",
    help="Terms to hold names against, instead of the shipped glossary; may be given several times.",
)  # fmt: skip
_LEXICON = click.option(
    "--lexicon", "lexicons", multiple=True, type=click.Path(path_type=Path), metavar="FILE",
    help="Earlier translations (.tmx .xliff .tsv) or a word list (.tsv) to learn words from; may be given several times.",
)  # fmt: skip
_ENCODER = click.option(
    "--encoder", type=click.Path(path_type=Path), metavar="FOLDER",
    help="A sentence encoder exported to ONNX, such as LaBSE, to pair by meaning too; never fetched, see docs/encoder.md.",
)  # fmt: skip
_QUIET = click.option("--quiet", is_flag=True, help="Show neither progress nor summary.")


def languages(command: Command) -> Command:
    """`--from` and `--to`."""
    return _FROM(_TO(command))


def chain_of_languages(command: Command) -> Command:
    """`--from`, and `--to` for each of several translations."""
    return _FROM(_TO_EACH(command))


def glossary(command: Command) -> Command:
    """`--glossary`, several times."""
    return _GLOSSARY(command)


def lexicon(command: Command) -> Command:
    """`--lexicon`, several times."""
    return _LEXICON(command)


def encoder(command: Command) -> Command:
    """`--encoder`."""
    return _ENCODER(command)


def quiet(command: Command) -> Command:
    """`--quiet`."""
    return _QUIET(command)


@contextmanager
def working(on: str, quiet: bool) -> Iterator[None]:
    """Says on a terminal's standard error what is being worked on; silent everywhere else."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{on} …"):
        yield


T = TypeVar("T")


def counted(rows: Iterable[T], what: str, quiet: bool) -> Iterator[T]:
    """The rows, one after the other, while a terminal's standard error shows how many have passed and how fast."""
    if quiet or not sys.stderr.isatty():
        yield from rows
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = TextColumn(f"checking {what}"), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield from progress.track(rows, total=None)


def grave(finding: Finding, threshold: Severity | None) -> bool:
    """Whether a finding is at least as grave as the severity that `--fail-on` names."""
    return threshold is not None and SEVERITIES.index(finding.severity) >= SEVERITIES.index(threshold)
