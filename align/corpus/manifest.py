"""A folder with an `article.toml` in, an article out: its versions, and which was made from which."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any, Literal, get_args

from align import toml
from align.errors import Fault, InputError, refuse
from align.settings import Source

Role = Literal["original", "translation", "republication"]

MANIFEST = "article.toml"


@dataclass(frozen=True, slots=True)
class Version:
    """One text of an article: where it is, what it is, and which other version it was made from."""

    name: str
    language: str  # a BCP-47 tag
    role: Role
    file: Path | None = None
    address: str = ""
    made_from: str = ""
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


# What may stand in a manifest, and of what type: strings and dates are TOML's own.
_FACTS: Mapping[str, type] = {"title": str, "author": str, "note": str, "versions": dict}
_FACTS_OF_A_VERSION: Mapping[str, type] = {
    "file": str, "address": str, "language": str, "role": str, "made_from": str, "publisher": str,
    "published": date, "fetched": date, "sha256": str, "licence": str, "note": str,
}  # fmt: skip

_NAME = re.compile(r"[a-z][a-z0-9_]*")  # no hyphen: it stands between two names in a gold file's
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def shipped() -> Path:
    """The folder of the articles that come with the program: inside the installed package, or beside it in a checkout."""
    package = Path(str(resources.files("align")))
    inside = package / "data" / "corpus"
    return inside if inside.is_dir() else package.parent / "corpus"


def articles(folder: Path) -> tuple[Article, ...]:
    """Every article in a folder of folders, by name; what is wrong with any of them is told at once."""
    if not folder.is_dir():
        raise refuse(folder, "no such folder")
    found: list[Article] = []
    faults: list[Fault] = []
    for manifest in sorted(folder.glob(f"*/{MANIFEST}")):
        try:
            found.append(article(manifest.parent))
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(faults)
    return tuple(found)


def article(folder: Path) -> Article:
    """The article whose `article.toml` is in that folder; all that is wrong with it is told at once, as `InputError`."""
    path = folder / MANIFEST
    if not path.is_file():
        raise refuse(folder, f"no {MANIFEST} here that can be read", "corpus/README.md shows what stands in one")
    table = toml.read(path).values
    if faults := [Fault(f"{path}: {where}" if where else str(path), what) for where, what in _faults(folder, table)]:
        raise InputError(faults)
    versions = tuple(_version(folder, name, facts) for name, facts in table["versions"].items())
    return Article(folder, table["title"], versions, table.get("author", ""), table.get("note", "").strip())


def source(article: Article, name: str) -> Source:
    """Where to read that version; one of which there is no file is refused, and the message says how to get it."""
    version = article.version(name)
    if version.file:
        return Source(str(version.file), version.language)
    page = f"save {version.address}" if version.address else "find its page, save it"
    remedy = f"{page} in {article.folder} and name it as `file` under [versions.{name}]"
    raise refuse(article.folder / MANIFEST, f"the {name} has no file here", remedy)


def _version(folder: Path, name: str, facts: Mapping[str, Any]) -> Version:
    return Version(**{**facts, "name": name, "file": folder / facts["file"] if "file" in facts else None})


def _faults(folder: Path, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each fault of a manifest: where in it, and what."""
    yield from _misfits("", table, _FACTS)
    if not table.get("title"):
        yield "", "it needs a title"
    versions = table.get("versions")
    if not isinstance(versions, dict) or not all(isinstance(facts, dict) for facts in versions.values()):
        yield "versions", "each version is a table: [versions.original]"
        return
    if not any(facts.get("role") == "original" for facts in versions.values()):
        yield "versions", "none has the role 'original'"
    for name, facts in versions.items():
        place = f"versions.{name}"
        if not _NAME.fullmatch(name):
            yield place, "a name is made of small letters, digits and _"
        yield from _misfits(place, facts, _FACTS_OF_A_VERSION)
        if any(type(value) is not _FACTS_OF_A_VERSION.get(key, type(value)) for key, value in facts.items()):
            continue  # what follows would stumble over it
        yield from ((place, what) for what in (*_misdescribed(facts), *_descent(name, versions), *_unfound(folder, facts)))


def _misfits(place: str, facts: Mapping[str, Any], known: Mapping[str, type]) -> Iterator[tuple[str, str]]:
    yield from ((place, what) for _, what in toml.misfits(facts, known))


def _misdescribed(facts: Mapping[str, Any]) -> Iterator[str]:
    if not _TAG.fullmatch(facts.get("language", "")):
        yield f"language '{facts.get('language', '')}' is no tag such as en or zh-CN"
    if facts.get("role") not in get_args(Role):
        yield f"role '{facts.get('role', '')}' is none of {', '.join(get_args(Role))}"
    if not facts.keys() & {"file", "address", "note"}:
        yield "it needs a file, an address, or a note that says why there is neither"


def _descent(name: str, versions: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """What is wrong with where a version says it came from."""
    parent = versions[name].get("made_from")
    if versions[name].get("role") == "original":
        if parent:
            yield f"an original is not made from '{parent}'"
        return
    if parent is None:
        yield "made_from is missing: it names the version that this one was made from"
    elif parent not in versions:
        yield f"made from '{parent}', and there is no such version"
    line = [name]
    while isinstance(parent := versions.get(line[-1], {}).get("made_from"), str) and parent not in line:
        line.append(parent)
    if parent == name:
        yield f"made from itself: {' from '.join([*line, name])}"


def _unfound(folder: Path, facts: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the file of a version."""
    if "file" not in facts:
        if "sha256" in facts:
            yield "a sha256, and no file that it could be of"
        return
    path = folder / facts["file"]
    if not path.is_file():
        yield f"there is no file '{facts['file']}'"
    elif not path.resolve().is_relative_to(folder.resolve()):
        yield f"file '{facts['file']}' leads out of the folder"
    elif "sha256" in facts and facts["sha256"] != (found := hashlib.sha256(path.read_bytes()).hexdigest()):
        yield f"'{facts['file']}' is not the file whose sha256 stands here; its own is {found}"
