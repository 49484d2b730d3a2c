"""How commands speak to people: counts and texts on one line, and on a terminal what is being worked on."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from align.model import SEVERITIES, Severity

T = TypeVar("T")

LONGEST = 70  # characters of a text that are shown


def count(number: int, what: str) -> str:
    """So many of them.

    >>> count(1, "unit"), count(1200, "unit")
    ('1 unit', '1,200 units')
    """
    return f"{number:,} {what}{'s' * (number != 1)}"


def severities(found: Counter[Severity]) -> str:
    """How many findings of each severity there are, the gravest first."""
    return ", ".join(f"{found[severity]} {severity}" for severity in reversed(SEVERITIES) if found[severity]) or "none"


def short(text: str) -> str:
    """The text on one line, or as much of it as is shown."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


@contextmanager
def working(on: str, quiet: bool) -> Iterator[None]:
    """Says on a terminal's standard error what is being worked on; silent everywhere else."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{on} …"):
        yield


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
