"""A folder with an `article.toml` in, an article out: its versions, and which was made from which.

What is wrong with one is told with its lines, and all at once. A version's language may be left out; then it is found when the text
is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

from align import toml
from align.corpus import faults
from align.corpus.faults import Role
from align.errors import InputError, refuse
from align.settings import Source

MANIFEST = "article.toml"


@dataclass(frozen=True, slots=True)
class Version:
    """One text of an article: where it is, what it is, and which other version it was made from."""

    name: str
    language: str  # a BCP-47 tag; nothing where it is to be found out
    role: Role
    file: Path | None = None
    address: str = ""
    made_from: str = ""
    edition_of: str = ""  # of an original that its author changed: the first edition
    publisher: str = ""
    published: date | None = None
    fetched: date | None = None
    sha256: str = ""  # of the file's bytes
    licence: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """All versions of one article, in the order of its `article.toml`."""

    folder: Path
    title: str
    versions: tuple[Version, ...]
    author: str = ""
    note: str = ""
    licence: str = ""

    def version(self, name: str) -> Version:
        """The version of that name; `KeyError` where there is none."""
        return {version.name: version for version in self.versions}[name]

    @property
    def steps(self) -> tuple[tuple[Version, Version], ...]:
        """Each version that was made from another, behind that other."""
        return tuple((self.version(later.made_from), later) for later in self.versions if later.made_from)

    @property
    def judged(self) -> tuple[tuple[str, str], ...]:
        """The pairs of versions, by name, for which the folder has gold beads."""
        names = [version.name for version in self.versions]
        return tuple((one, two) for one in names for two in names if (self.folder / f"beads.{one}-{two}.tsv").is_file())


def shipped() -> Path:
    """The folder of the articles that come with the program: inside the installed package, or beside it in a checkout."""
    package = Path(str(resources.files("align")))
    inside = package / "data" / "corpus"
    return inside if inside.is_dir() else package.parent / "corpus"


def article(folder: Path) -> Article:
    """The article whose `article.toml` is in that folder; all that is wrong with it is told at once, as `InputError`."""
    return _article(folder, wanted=False)


def wanted(folder: Path) -> Article:
    """The same, while files that have an address may still be missing: they are what is to be fetched."""
    return _article(folder, wanted=True)


def source(article: Article, name: str) -> Source:
    """Where to read that version; one of which there is no file is refused, and the message says how to get it."""
    version = article.version(name)
    if version.file:
        return Source(str(version.file), version.language or None)
    remedy = f"`align fetch {article.folder}` gets {version.address}" if version.address else "find its page, and save it there"
    raise refuse(
        article.folder / MANIFEST, f"the {name} has no file here", f"{remedy}; its name stands as `file` in [versions.{name}]"
    )


def _article(folder: Path, *, wanted: bool) -> Article:
    path = folder / MANIFEST
    if not path.is_file():
        raise refuse(folder, f"no {MANIFEST} here that can be read", f"`align new {folder}` makes one")
    if not faults.inside(folder, path):
        raise refuse(path, "leads out of the folder", "put the file itself there")
    table = toml.read(path)
    if wrong := [table.fault(keys, what) for keys, what in faults.of(folder, table.values, wanted=wanted)]:
        raise InputError(wrong, "`align new` with the name of another folder writes one that tells what each key means")
    facts = table.values
    versions = tuple(_version(folder, name, told) for name, told in facts["versions"].items())
    told = (facts.get(key, "").strip() for key in ("author", "note", "licence"))
    return Article(folder, facts["title"], versions, *told)


def _version(folder: Path, name: str, facts: Mapping[str, Any]) -> Version:
    told = {"language": "", **facts, "name": name, "file": folder / facts["file"] if "file" in facts else None}
    return Version(**told)
