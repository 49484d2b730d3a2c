"""A place in, its bytes out: a file, or `-` for standard input. What cannot be had is an error that says what to do."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

from align.errors import InputError, refuse
from align.read.page import whole
from align.settings import Source


def load(place: str, largest: int) -> bytes:
    """The bytes of a file; an `InputError` where there is none, it holds nothing, or more than `largest` bytes."""
    try:
        if place == "-":
            content = sys.stdin.buffer.read(largest + 1)
        else:
            with Path(place).open("rb") as file:
                content = file.read(largest + 1)  # no trust in sizes: pipes and devices have none
    except (OSError, ValueError) as error:
        raise _missing(place, error) from None
    if not content:
        raise refuse(name(place), "is empty")
    if len(content) > largest:
        raise refuse(name(place), f"larger than {largest / 1_000_000:,g} MB", "give the article alone")
    return content


@contextmanager
def opened(place: str, largest: int) -> Iterator[BufferedReader]:
    """A file to be read bit by bit; an `InputError` where it cannot be had, or holds more than `largest` bytes."""
    try:
        with Path(place).open("rb") as file:
            if Path(place).stat().st_size > largest:
                raise refuse(name(place), f"larger than {largest / 1_000_000:,g} MB", "give a part of it")
            yield file
    except OSError as error:
        raise _missing(place, error) from None


def name(place: str) -> str:
    """What to call a place: its path, or `standard input`. A name may hold bytes that are no text, and those are replaced."""
    return "standard input" if place == "-" else whole(place)


def same(one: Source, two: Source) -> bool:
    """Whether two sources are one: the same place, or two names of the same file."""
    try:
        return one.place == two.place or Path(one.place).samefile(two.place)
    except (OSError, ValueError):
        return False


def _missing(place: str, error: Exception) -> InputError:
    if place.startswith(("http://", "https://")):
        return refuse(place, "addresses are not read yet", "save the page and give the file")
    if isinstance(error, FileNotFoundError):
        return refuse(place, "no such file", "check the name, and the folder that it is looked for in")
    if isinstance(error, IsADirectoryError):
        return refuse(place, "is a folder", "give a file in it")
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return refuse(place, f"cannot be read: {said.lower()}")
