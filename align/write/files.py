"""What a run leaves on disk: the names of its files, and saving them so that none is ever half-written."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from align.errors import Fault, InputError, refuse
from align.model import Report

_TEXT_ENDINGS = (".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx")
ELSEWHERE = "choose another folder with -o"
_LONGEST_NAME, _LONGEST_BYTES = 80, 160  # characters, bytes; the tags and endings come after it, and a disk allows 255 bytes


@dataclass(frozen=True, slots=True)
class File:
    """One file of a run's folder, and what its reader ought to know about it."""

    name: str
    data: bytes
    notes: tuple[str, ...] = ()


def pair_name(report: Report) -> str:
    """NAME.FROM.TO, with the translation's name: `ship.en.zh-CN` for `texts/ship.zh-CN.md`."""
    tags = (report.alignment.original.language, report.alignment.translation.language)
    name = PurePosixPath(report.alignment.translation.name.replace("\\", "/").split("?")[0].split("#")[0]).name
    for ending in (*_TEXT_ENDINGS, *(f".{tag}" for tag in (*tags, *(tag.split("-")[0] for tag in tags)))):
        if name.lower().endswith(ending.lower()):
            name = name[: -len(ending)]
    plain = (
        re.sub(r"[^\w.-]+", "-", name)[:_LONGEST_NAME].encode()[:_LONGEST_BYTES].decode(errors="ignore").strip(".-")
        or "translation"
    )
    return ".".join((plain, *tags))


def save(path: Path, data: str | bytes) -> None:
    """Put `data` at `path`, whole or not at all; `InputError` where one cannot write."""
    save_all({path: data})


def save_all(contents: Mapping[Path, str | bytes], keep: Iterable[str] = ()) -> None:
    """Put each value at its path: all are written beside their places first, then renamed, so that a stop half-way changes nothing.

    Folders are made; text is UTF-8, its line ends as they are. A path that is one of those to `keep` is refused, as is a folder.
    """
    if faults := list(_unwritable(contents.keys(), tuple(keep))):
        raise InputError(faults, ELSEWHERE)
    waiting: dict[Path, Path] = {}
    made: list[Path] = []
    try:
        for path, data in contents.items():
            with _blamed_on(path):
                made += _missing(path.parent)
                path.parent.mkdir(parents=True, exist_ok=True)
                # A fresh name and "x": a file that is there already is never written into.
                part = path.with_name(f".{secrets.token_hex(6)}.part")
                waiting[part] = path
                _write(part, data.encode("utf-8") if isinstance(data, str) else data)
        for part, path in waiting.items():
            with _blamed_on(path):
                part.replace(path)
    finally:
        for part in waiting:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
        for folder in reversed(made):
            with contextlib.suppress(OSError):
                folder.rmdir()  # does nothing to one that holds something


def _unwritable(paths: Collection[Path], keep: Sequence[str]) -> Iterator[Fault]:
    """What stands in the way of these files."""
    for folder in dict.fromkeys(path.parent for path in paths):
        with _blamed_on(folder):
            there = next(place for place in (folder, *folder.parents) if place.exists())
            if not there.is_dir():
                yield Fault(str(there), "is a file, and a folder is wanted")
    for path in paths:
        with _blamed_on(path):
            if path.is_dir():
                yield Fault(str(path), "is a folder, and a file of that name is to be written")
            elif path.exists() and any(Path(kept).exists() and path.samefile(kept) for kept in keep):
                yield Fault(str(path), "is one of the texts, and would be overwritten")


def _missing(folder: Path) -> list[Path]:
    """The folders that are to be made for this one to be there, outermost first."""
    return [parent for parent in reversed((folder, *folder.parents)) if not parent.exists()]


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())  # else a crash after the rename could leave an empty file under the right name


@contextlib.contextmanager
def _blamed_on(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise refuse(path, f"cannot be written: {error.strerror or error}", ELSEWHERE) from error
