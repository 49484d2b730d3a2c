"""What a report depends on in, a name for its content out: the texts, what was chosen, what was decided, and the program itself.

Only content is hashed, and never a time or a size, so that no clock and no copying of files can make us leave out what changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from importlib import metadata
from pathlib import Path

import align
from align import __version__, decisions, read, toml
from align.batch.task import Task
from align.corpus import MANIFEST
from align.errors import InputError
from align.settings import Settings

DISTRIBUTION = "align-drift"
_COMPILED = "__pycache__"


def article(task: Task, texts: Iterable[str], steps: Iterable[str]) -> str:
    """The digest of an article's reports; `steps` are their folders."""
    parts = [task.under]
    parts += [f"{name} {_content(task.folder / name)}" for name in sorted({MANIFEST, *texts})]
    for step in steps:
        earlier = task.earlier(step)
        parts += [f"{step} {_decided(task.home / step)}", *([_content(earlier)] if earlier else [])]
    return _hashed(parts)


def texts(folder: Path) -> tuple[str, ...]:
    """The files that a manifest names, whatever else is wrong with it; where there is none, all files of the folder."""
    if not (folder / MANIFEST).exists():
        return tuple(sorted(path.name for path in folder.iterdir() if path.is_file()))
    with suppress(InputError):
        versions = toml.read(folder / MANIFEST).values.get("versions")
        facts = versions.values() if isinstance(versions, dict) else ()
        files = {said["file"] for said in facts if isinstance(said, dict) and isinstance(said.get("file"), str)}
        return tuple(sorted(file for file in files if "\0" not in file))
    return ()


def under(settings: Settings) -> str:
    """The digest of the program and of what was chosen for it, the content of the files that were named included."""
    plain = replace(settings, glossaries=None, lexicons=(), encoder=None, srx=None)
    glossaries = [_named(path) for path in settings.glossaries] if settings.glossaries is not None else ["shipped"]
    others = [_named(path) for path in (*settings.lexicons, settings.encoder, settings.srx) if path]
    return _hashed([program(), repr(plain), *glossaries, "lexicons, encoder, rules", *others])


@cache
def program() -> str:
    """The digest of the program: every file of the package, the glossary that comes with it, and the versions of its libraries."""
    package = Path(align.__file__).parent
    files = [path for path in sorted(package.rglob("*")) if _COMPILED not in path.parts and path.is_file()]
    ours = (f"{path.relative_to(package).as_posix()} {_content(path)}" for path in files)
    return _hashed([__version__, read.glossary(None).digest, *_libraries(), *ours])


def _libraries() -> Iterator[str]:
    with suppress(metadata.PackageNotFoundError):  # run from a checkout that was not installed
        for wanted in metadata.requires(DISTRIBUTION) or ():
            name = wanted.partition(";")[0].split(">")[0].split("[")[0].strip()
            if "extra ==" not in wanted:
                yield f"{name} {metadata.version(name)}"


def _named(path: Path) -> str:
    """A file by its name and its content, a folder by that of all its files."""
    if not path.is_dir():
        return f"{path.name} {_content(path)}"
    return _hashed(
        [path.name, *(f"{file.relative_to(path)} {_content(file)}" for file in sorted(path.rglob("*")) if file.is_file())]
    )


def _content(path: Path) -> str:
    """The hash of a file's content; what cannot be read is known by why, and a link by where it leads too."""
    try:
        led = f"{path.readlink()} " if path.is_symlink() else ""
        if not path.is_file():  # to read a pipe or a device might never end
            return f"{led}no file"
        with path.open("rb") as file:
            return led + hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return type(error).__name__


def _decided(folder: Path) -> str:
    if not (folder / decisions.FILE).exists():
        return ""
    return _hashed(map(repr, decisions.read(folder).gestures))


def _hashed(parts: Iterable[str]) -> str:
    found = hashlib.sha256()
    for part in parts:
        found.update(part.encode("utf-8", "surrogateescape") + b"\0")
    return found.hexdigest()
