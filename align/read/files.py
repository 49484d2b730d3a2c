"""A place in, its bytes out: a file, an address of the web, or `-` for standard input. What cannot be had says what to do."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from align.errors import InputError, refuse
from align.read import fetched
from align.read.page import whole
from align.settings import Source

_ADDRESS = re.compile(r"https?://", re.I)


@dataclass(frozen=True, slots=True)
class Taken:
    """The bytes of a text, and what is said of them elsewhere than in them: a file's suffix, a server's word on the encoding."""

    name: str
    content: bytes
    suffix: str  # in small letters; nothing where the text itself must tell
    charset: str = ""


def is_address(place: str) -> bool:
    """Whether a place is an address of the web."""
    return bool(_ADDRESS.match(place))


def take(place: str, largest: int) -> Taken:
    """The text at a place: a file with what was noted beside it when it was fetched, a page of the web, or standard input."""
    if is_address(place):
        from align.read import fetching  # it brings half a browser with it

        page = fetching.visitor().page(place)
        if len(page.content) > largest:
            raise _too_large(place, largest)
        return Taken(place, page.content, page.suffix, page.charset)
    content = load(place, largest)
    if place == "-":
        return Taken(name(place), content, "")
    noted = fetched.noted(Path(place), content)
    return Taken(name(place), content, Path(place).suffix.lower(), noted.charset if noted else "")


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
        raise _too_large(place, largest)
    return content


@contextmanager
def opened(place: str, largest: int) -> Iterator[BufferedReader]:
    """A file to be read bit by bit; an `InputError` where it cannot be had, or holds more than `largest` bytes."""
    try:
        path = Path(place)
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise refuse(name(place), "is no file, but a pipe or a device, which can be read only once", "save it in a file first")
        with path.open("rb") as file:
            if path.stat().st_size > largest:
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


def short(place: str) -> str:
    """What to call the text at a place: a file's name without its folders, or the whole of an address."""
    return place if is_address(place) else Path(place).name


def _too_large(place: str, largest: int) -> InputError:
    return refuse(name(place), f"larger than {largest / 1_000_000:,g} MB", "give the article alone")


def _missing(place: str, error: Exception) -> InputError:
    if is_address(place):
        return refuse(place, "is an address, and a file is wanted here", "save it, and give that file")
    if isinstance(error, FileNotFoundError):
        return refuse(place, "no such file", "check the name, and the folder that it is looked for in")
    if isinstance(error, IsADirectoryError):
        return refuse(place, "is a folder", "give a file in it")
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return refuse(place, f"cannot be read: {said.lower()}")
