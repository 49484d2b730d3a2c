"""A folder in, the folders of its articles out, however deep they stand; and what looked like one and was passed over.

Links are not followed: one could lead out of the folder, or round in a circle.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from align import versions
from align.corpus.lineage import descent
from align.corpus.manifest import MANIFEST, Article, article
from align.errors import Fault, InputError, refuse
from align.read import PACKED, READERS
from align.settings import Source
from align.versions import Lineage

DEEPEST = 12  # folders below the first

_ENDINGS = "|".join(re.escape(ending) for ending in (*READERS, *PACKED))
_ENDING = re.compile(rf"(?:{_ENDINGS})$", re.I)
_TEXT = re.compile(
    rf"(?:(?P<name>[^.]+)\.(?P<language>[A-Za-z]{{2}}(?:-[A-Za-z0-9]{{1,8}})*)|(?P<alone>original|translation))(?:{_ENDINGS})", re.I
)


@dataclass(frozen=True, slots=True)
class Found:
    """The folder of an article, and its name: the path to it from the folder of them all, with `/`."""

    name: str
    folder: Path


@dataclass(frozen=True, slots=True)
class Passed:
    """What was passed over, and why."""

    path: Path
    why: str


def found(root: Path) -> Iterator[Found | Passed]:
    """Every article in a folder, in no order: a folder with an `article.toml`, or with `original.LANG.ext` and one `NAME.LANG.ext`;
    `original.ext` and `translation.ext` will do, and their languages are then found out.

    Nothing is looked for within an article, nor in folders whose names begin with a full stop.
    """
    if not root.is_dir():
        raise refuse(root, "no such folder", "name the folder in which the articles are")
    if _is_article(root):
        yield Found(root.resolve().name or "article", root)
    else:
        yield from _below(root, root, DEEPEST)


def articles(root: Path) -> tuple[Article, ...]:
    """Every article in a folder that has a manifest, by name; what is wrong with any of them is told at once."""
    read: list[Article] = []
    faults: list[Fault] = []
    for place in sorted(found(root), key=str):
        if isinstance(place, Passed):
            faults.append(Fault(str(place.path), place.why))
        elif (place.folder / MANIFEST).exists():
            try:
                read.append(article(place.folder))
            except InputError as error:
                faults += error.faults
    if faults:
        raise InputError(faults)
    return tuple(read)


def folder(root: Path, name: str) -> Path:
    """The folder of the article with that name."""
    return root if _is_article(root) else root / name


def texts(folder: Path) -> tuple[Path, ...]:
    """The files of a folder whose names say that they are an article's texts, `original.LANG.ext` first, if any do."""
    there = sorted(path for path in folder.iterdir() if _TEXT.fullmatch(path.name) and path.is_file())
    originals = [path for path in there if _named(path)[0] == "original"]
    return (*originals, *(path for path in there if path not in originals)) if len(originals) == 1 else ()


def readable(folder: Path) -> tuple[Path, ...]:
    """The files of a folder that may be texts, by their endings; those that are called `original` first, else by name."""
    there = (path for path in folder.iterdir() if _ENDING.search(path.name) and path.is_file() and not path.name.startswith("."))
    return tuple(sorted(there, key=lambda path: (not path.name.lower().startswith("original"), path.name)))


def lineage(folder: Path) -> tuple[Article | None, Lineage]:
    """What the manifest of an article says, where it has one, and which of its texts was made from which."""
    if (folder / MANIFEST).exists():
        told = article(folder)
        return told, descent(told)
    there = texts(folder)
    if len(there) > 2:
        many = ", ".join(path.name for path in there[1:])
        raise refuse(folder, f"has several texts beside the original: {many}", f"say in an {MANIFEST} which was made from which")
    if leading_out := _leading_out(folder, there):
        raise refuse(leading_out[0], "leads out of the folder", "put the text itself there")
    return None, versions.chain([Source(str(path), _named(path)[1]) for path in there])


def _below(folder: Path, root: Path, left: int) -> Iterator[Found | Passed]:
    try:
        with os.scandir(folder) as entries:
            texts_there = 0
            for entry in entries:
                path = Path(entry.path)
                texts_there += entry.is_file() and _ENDING.search(entry.name) is not None
                if entry.is_symlink():
                    if path.is_dir():
                        yield Passed(path, "is a link, and links are not followed")
                elif entry.is_dir() and not entry.name.startswith("."):
                    yield from _within(path, root, left)
            if texts_there > 1:
                yield Passed(folder, "has texts, and no name says which is the original: call it original.md, or original.en.md")
    except OSError as error:
        yield Passed(folder, f"cannot be read: {error.strerror or error}")


def _within(folder: Path, root: Path, left: int) -> Iterator[Found | Passed]:
    name = folder.relative_to(root).as_posix()
    if not _is_article(folder):
        yield from _below(folder, root, left - 1) if left else [Passed(folder, f"is more than {DEEPEST} folders deep")]
    elif not name.isprintable() and any("\ud800" <= letter <= "\udfff" for letter in name):
        yield Passed(folder, "has a name that is no text")
    elif _leading_out(root, [folder / MANIFEST]):
        yield Passed(folder, f"has an {MANIFEST} that leads out of the folder")
    else:
        yield Found(name, folder)


def _is_article(folder: Path) -> bool:
    try:
        return (folder / MANIFEST).exists() or len(texts(folder)) > 1
    except OSError:
        return False  # whoever looks into it is told


def _leading_out(folder: Path, paths: Sequence[Path]) -> list[Path]:
    home = folder.resolve()
    return [path for path in paths if not path.resolve().is_relative_to(home)]


def _named(path: Path) -> tuple[str, str | None]:
    """The name of a text without its endings, and the language that it says, if it says one."""
    match = _TEXT.fullmatch(path.name)
    assert match
    return match["name"] or match["alone"], match["language"]
