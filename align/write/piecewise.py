"""Files that are written bit by bit, several at once: all of them whole in the end, or none."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from align.errors import Fault, InputError, refuse

_ELSEWHERE = "choose another file with -o"


@contextlib.contextmanager
def files(paths: Sequence[Path], keep: Iterable[str] = ()) -> Iterator[tuple[BinaryIO, ...]]:
    """The files to write into, in the order of the paths; they take their names when the block ends, and vanish if it fails.

    `InputError` where one cannot write, or where a path is one of those to `keep`.
    """
    kept = [Path(place) for place in keep if Path(place).exists()]
    if faults := [*_unwritable(paths, kept)]:
        raise InputError(faults, _ELSEWHERE)
    parts = [path.with_name(f".{secrets.token_hex(6)}.part") for path in paths]
    try:
        with contextlib.ExitStack() as stack:
            try:
                for path in paths:
                    path.parent.mkdir(parents=True, exist_ok=True)
                opened = [stack.enter_context(part.open("xb")) for part in parts]
            except OSError as error:
                raise refuse(paths[0], f"cannot be written: {error.strerror or error}", _ELSEWHERE) from error
            yield tuple(opened)
            for file in opened:
                file.flush()
                os.fsync(file.fileno())  # else a crash after the rename could leave an empty file under the right name
        for part, path in zip(parts, paths, strict=True):
            part.replace(path)
    finally:
        for part in parts:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)


def _unwritable(paths: Sequence[Path], kept: Sequence[Path]) -> Iterator[Fault]:
    for number, path in enumerate(paths):
        if path in paths[:number]:
            yield Fault(str(path), "is to be written twice")
        if path.is_dir():
            yield Fault(str(path), "is a folder, and a file of that name is to be written")
        elif any(parent.is_file() for parent in path.parents):
            yield Fault(str(path.parent), "is a file, and a folder is wanted")
        elif path.exists() and any(path.samefile(other) for other in kept):
            yield Fault(str(path), "is one of those that are read, and would be overwritten")
