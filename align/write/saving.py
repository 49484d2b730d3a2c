"""Bytes in, files on disk out, all of them whole or none: the one way in which files are saved."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from align.errors import Fault, InputError, unable

if sys.platform != "win32":
    import fcntl

_ELSEWHERE = "choose another folder, with -o where the command has it"
_PART = ".align-{}.part"  # what a file is called while it is written, beside its place
_TOKEN = 6  # bytes


def save(path: Path, data: str | bytes) -> None:
    """Put `data` at `path`, whole or not at all; `InputError` where one cannot write."""
    save_all({path: data})


def save_all(contents: Mapping[Path, str | bytes], keep: Iterable[str] = ()) -> None:
    """Put each value at its path, as `files` does; text is UTF-8, its line ends as they are."""
    with files(tuple(contents), keep) as opened:
        for (path, data), file in zip(contents.items(), opened, strict=True):
            with _blamed_on(path):
                file.write(data.encode("utf-8") if isinstance(data, str) else data)


@contextlib.contextmanager
def files(paths: Sequence[Path], keep: Iterable[str] = ()) -> Iterator[tuple[BinaryIO, ...]]:
    """The files to write into, in the order of the paths; they take their names when the block ends, and vanish if it fails.

    Folders are made. A link is replaced, not followed; a file that is replaced keeps its permissions. `InputError` where one cannot
    write, and where a path is one of those to `keep`, is read-only, or is there and no file.
    """
    if faults := tuple(dict.fromkeys(_unwritable(paths, tuple(keep)))):
        raise InputError(faults, _ELSEWHERE)
    with contextlib.ExitStack() as stack:
        opened = []
        for path in paths:
            with _blamed_on(path):
                stack.enter_context(_there(path.parent))
                opened.append(stack.enter_context(_beside(path)))
        try:
            yield tuple(opened)
        except OSError as error:
            if error.filename is not None:  # another file, which was read meanwhile
                raise
            raise unable(paths[0], "cannot be written", error, _ELSEWHERE) from error
        for file, path in zip(opened, paths, strict=True):
            with _blamed_on(path):
                file.flush()
                os.fsync(file.fileno())  # else a crash after the renaming could leave an empty file under the right name
        # By what the system knows them by: no folder twice, whatever it is called, and for all programs in one order.
        for _, folder in sorted({path.parent.stat()[1:3]: path.parent for path in paths}.items()):
            stack.enter_context(_alone_in(folder))
        for file, path in zip(opened, paths, strict=True):
            with _blamed_on(path):
                if sys.platform == "win32":
                    file.close()  # it renames no file that is open
                Path(file.name).replace(path)


def _unwritable(paths: Sequence[Path], keep: Sequence[str]) -> Iterator[Fault]:
    """What stands in the way of these files."""
    kept = [place for place in map(Path, keep) if place.exists()]
    for number, path in enumerate(paths):
        with _blamed_on(path):
            home = next((place for place in path.parents if os.path.lexists(place)), path.parent)
            if path in paths[:number]:
                yield Fault(str(path), "is to be written twice")
            elif home.is_symlink() and not home.exists():
                yield Fault(str(home), "is a link that leads nowhere, and a folder is wanted")
            elif home.exists() and not home.is_dir():
                yield Fault(str(home), "is a file, and a folder is wanted")
            elif path.is_dir():
                yield Fault(str(path), "is a folder, and a file of that name is to be written")
            elif path.exists() and any(map(path.samefile, kept)):
                yield Fault(str(path), "is one of those that are read, and would be overwritten")
            elif path.exists() and not path.is_file():
                yield Fault(str(path), "is a device, a pipe or a socket, and a file is wanted")
            elif path.exists() and not path.is_symlink() and not os.access(path, os.W_OK):
                yield Fault(str(path), "is read-only")


@contextlib.contextmanager
def _there(folder: Path) -> Iterator[None]:
    """Makes a folder; if it is empty in the end, it goes again, with those above it that had to be made."""
    made = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _swept(folder)
        yield
    finally:
        for place in made:
            with contextlib.suppress(OSError):
                place.rmdir()  # does nothing to one that holds something


@contextlib.contextmanager
def _beside(path: Path) -> Iterator[BinaryIO]:
    """A new file beside that path, with the permissions of what is there; whatever became of it, in the end it is gone."""
    file = _held(path.parent)
    part = Path(file.name)
    try:
        with contextlib.suppress(FileNotFoundError):
            before = path.lstat()
            if stat.S_ISREG(before.st_mode):
                if sys.platform != "win32":
                    with contextlib.suppress(OSError):
                        os.chown(part, before.st_uid, before.st_gid)
                part.chmod(stat.S_IMODE(before.st_mode))
        yield file
    finally:
        with contextlib.suppress(OSError):
            file.close()  # what could not be written was told before
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _held(folder: Path) -> BinaryIO:
    """A new file in the folder. As long as it is open the system knows that somebody is at it, and so it is not swept away."""
    while True:
        file = (folder / _PART.format(secrets.token_hex(_TOKEN))).open("xb")
        if sys.platform != "win32":
            with contextlib.suppress(OSError):  # not every disk knows of that
                fcntl.flock(file, fcntl.LOCK_EX)
        if Path(file.name).exists():  # nobody swept it away before we held it
            return file
        file.close()


def _swept(folder: Path) -> None:
    """Takes away what was left by a run that was killed: the files that only have the name of a part, and that nobody holds."""
    if sys.platform == "win32":
        return
    for part in folder.glob(_PART.format("?" * 2 * _TOKEN)):
        with contextlib.suppress(OSError), part.open("r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            part.unlink()


@contextlib.contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Waits while another program puts files in place in that folder, so that two runs are not mixed, and makes the names last."""
    with contextlib.ExitStack() as stack:
        if sys.platform != "win32":
            with contextlib.suppress(OSError):  # not every disk knows of that
                number = os.open(folder, os.O_RDONLY)
                stack.callback(os.close, number)
                stack.callback(_synced, number)
                fcntl.flock(number, fcntl.LOCK_EX)
        yield


def _synced(number: int) -> None:
    with contextlib.suppress(OSError):
        os.fsync(number)


@contextlib.contextmanager
def _blamed_on(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise unable(path, "cannot be written", error, _ELSEWHERE) from error
