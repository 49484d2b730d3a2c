"""What a run leaves on disk: the names of its files, and saving them so that none is ever half-written."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from align.errors import refuse
from align.model import Report

_TEXT_ENDINGS = (".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx")
_LONGEST_NAME = 80  # characters; the tags and endings come after it


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
    plain = re.sub(r"[^\w.-]+", "-", name).strip(".-")[:_LONGEST_NAME] or "translation"
    return ".".join((plain, *tags))


def save(path: Path, data: str | bytes) -> None:
    """Put `data` at `path`, whole or not at all; `InputError` where one cannot write."""
    save_all({path: data})


def save_all(contents: Mapping[Path, str | bytes]) -> None:
    """Put each value at its path: all are written beside their places first, then renamed, so that a stop half-way changes nothing.

    Folders are made; text is UTF-8, its line ends as they are.
    """
    waiting: dict[Path, Path] = {}
    try:
        for path, data in contents.items():
            with _blamed_on(path):
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
        raise refuse(path, f"cannot be written: {error.strerror or error}", "choose another folder with -o") from error
