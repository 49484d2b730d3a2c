"""Addresses in, pages on disk out: each as it came, the record of how it came beside it, and both told in an article's manifest."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from align import write
from align.corpus.amended import Fact, amended
from align.corpus.lineage import folder
from align.corpus.manifest import MANIFEST, Version, wanted
from align.errors import InputError, refuse
from align.read import fetched
from align.read.fetched import Fetched
from align.read.files import is_address
from align.settings import ENDINGS

if TYPE_CHECKING:
    from align.read.fetching import Visitor  # it brings half a browser with it

_LONGEST, _LONGEST_BYTES = 80, 160  # characters and bytes of a file's name
_ENDING = {".htm": ".html", ".xhtml": ".html", ".markdown": ".md"}
_ENDINGS = (*ENDINGS, ".php", ".asp", ".aspx", ".jsp")


@dataclass(frozen=True, slots=True)
class Saved:
    """A page that was fetched, and where it lies; the version of an article that it is, if of any."""

    path: Path
    page: Fetched
    version: str = ""


def fetch(places: Sequence[str], output: Path, visitor: Visitor) -> Iterator[Saved | InputError | str]:
    """Each page that is saved, or why it cannot be had; in words, what there is beside to know.

    `places` are addresses, whose pages go into the folder `output` under names of their own, and folders of articles, of which
    those versions are fetched that have an address and no file yet. Nothing that is there is overwritten.
    """
    for place in dict.fromkeys(places):
        home = folder(place)
        try:
            if home:
                yield from _versions(home, visitor)
            elif is_address(place):
                yield _page(place, output, visitor)
            elif "://" in place:
                raise refuse(place, "is no address that can be fetched", "those begin with http:// or https://")
            else:
                raise refuse(place, "is neither an address of the web nor a folder", f"a folder has an {MANIFEST} in it")
        except InputError as error:
            yield error


def _page(address: str, output: Path, visitor: Visitor) -> Saved:
    page = visitor.page(address)
    path = _free(output, named(page.final), page.suffix)
    write.save_all({path: page.content, fetched.beside(path): fetched.record(page)})
    return Saved(path, page)


def _versions(home: Path, visitor: Visitor) -> Iterator[Saved | InputError | str]:
    for version in wanted(home).versions:
        if version.file and version.file.exists():
            yield f"The {version.name} is there already: {version.file}"
        elif not version.address:
            yield f"The {version.name} has neither file nor address."
        else:
            try:
                yield _version(home, version, visitor)
            except InputError as error:
                yield error


def _version(home: Path, version: Version, visitor: Visitor) -> Saved:
    """The version's page, saved, and told in the manifest."""
    page = visitor.page(version.address)
    path = _place(home, version, page)
    facts: dict[str, Fact] = {"file": path.relative_to(home).as_posix(), "fetched": page.when.date(), "sha256": page.sha256}
    write.save_all({path: page.content, fetched.beside(path): fetched.record(page)})
    # Read only now: a person may have written in it while the page was on its way.
    manifest = (home / MANIFEST).resolve()
    write.save(manifest, amended(manifest, ("versions", version.name), facts, behind="address"))
    return Saved(path, page, version.name)


def named(place: str) -> str:
    """What to call what comes from a place: after its file, or the last part of an address that says something.

    >>> named("texts/ship.md"), named("https://example.org/2026/the-night%20shift.html?from=feed"), named("https://example.org/")
    ('ship', 'the-night-shift', 'example.org')
    """
    if not is_address(place):
        return Path(place).stem
    taken = urlsplit(place)
    parts = [taken.hostname or "page", *(part for part in unquote(taken.path).split("/") if part.strip("."))]
    last = PurePosixPath(parts[-1])
    stem = last.stem if last.suffix.lower() in _ENDINGS else last.name
    if stem in ("index", "default") and len(parts) > 1:
        stem = parts[-2]
    plain = re.sub(r"[^\w.-]+", "-", stem)[:_LONGEST].encode("utf-8", "ignore")[:_LONGEST_BYTES].decode("utf-8", "ignore")
    return plain.strip(".-") or "page"


def _place(home: Path, version: Version, page: Fetched) -> Path:
    """Where the page of a version goes: where its manifest says, or under the version's own name."""
    if version.sha256 and version.sha256.lower() != page.sha256:
        what = f"is no longer the page whose sha256 stands under [versions.{version.name}]; its own is {page.sha256}"
        raise refuse(version.address, what, "take the sha256 out, if today's page will do")
    if not version.file:
        return _free(home, f"{version.name}.{version.language}" if version.language else version.name, page.suffix)
    if _ENDING.get(version.file.suffix.lower(), version.file.suffix.lower()) != page.suffix:
        what = f"comes as {page.suffix}, and is to be saved as {version.file.name}"
        raise refuse(version.address, what, f"change `file` under [versions.{version.name}], or leave it out")
    return version.file


def _free(home: Path, stem: str, suffix: str) -> Path:
    """A path in the folder at which there is nothing yet, nor a record beside it."""
    names = (stem if number == 1 else f"{stem}.{number}" for number in count(1))
    paths = (home / f"{name}{suffix}" for name in names)
    return next(path for path in paths if not os.path.lexists(path) and not os.path.lexists(fetched.beside(path)))
