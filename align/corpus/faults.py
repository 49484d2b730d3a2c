"""What an `article.toml` says in, what is wrong with it out, each with the keys that lead to it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

from align import toml

Role = Literal["original", "translation", "republication"]
Misfit = tuple[Sequence[str], str]  # the keys that lead to a value, and what is wrong with it

# What may stand in a manifest, and of what type: strings and dates are TOML's own.
_FACTS: Mapping[str, type] = {"title": str, "author": str, "note": str, "licence": str, "versions": dict}
_FACTS_OF_A_VERSION: Mapping[str, type] = {
    "file": str, "address": str, "language": str, "role": str, "made_from": str, "edition_of": str,
    "publisher": str, "published": date, "fetched": date, "sha256": str, "licence": str, "note": str,
}  # fmt: skip

_NAME = re.compile(r"[a-z][a-z0-9_]*")  # no hyphen: it stands between two names in a gold file's
ADDRESS = re.compile(r"https?://[^\s/]", re.I)
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def of(folder: Path, facts: Mapping[str, Any], *, wanted: bool = False) -> Iterator[Misfit]:
    """Each fault of a manifest in that folder: the keys that lead to it, and what it is.

    Where files are `wanted`, one that has an address may be missing: it is still to be fetched.
    """
    yield from (((key,), what) for key, what in toml.misfits(facts, _FACTS))
    if not facts.get("title"):
        yield (), "it needs a title"
    versions = facts.get("versions")
    if not isinstance(versions, dict) or not all(isinstance(told, dict) for told in versions.values()):
        yield ("versions",), "versions: each version is a table: [versions.original]"
        return
    if not any(told.get("role") == "original" for told in versions.values()):
        yield ("versions",), "versions: none has the role 'original'"
    for name, told in versions.items():
        keys = ("versions", name)
        if not _NAME.fullmatch(name):
            yield keys, f"versions.{name}: a name is made of small letters, digits and _"
        misfits = [((*keys, key), f"versions.{name}: {what}") for key, what in toml.misfits(told, _FACTS_OF_A_VERSION)]
        yield from misfits
        if any(key in _FACTS_OF_A_VERSION for (*_, key), _ in misfits):
            continue  # what follows would stumble over a value of another kind
        found = (*_misdescribed(told), *_descent(name, versions), *_edition(name, versions), *_unfound(folder, told, wanted=wanted))
        yield from (((*keys, key), f"versions.{name}: {what}") for key, what in found)


def _misdescribed(facts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if "language" in facts and not _TAG.fullmatch(facts["language"]):
        yield "language", f"language '{facts['language']}' is no tag such as en or zh-CN"
    if facts.get("role") not in get_args(Role):
        yield "role", f"role '{facts.get('role', '')}' is none of {', '.join(get_args(Role))}"
    if not facts.keys() & {"file", "address", "note"}:
        yield "file", "it needs a file, an address, or a note that says why there is neither"
    if "address" in facts and not ADDRESS.match(facts["address"]):
        yield "address", f"address '{facts['address']}' is none of the web, such as https://example.org/essay"


def _descent(name: str, versions: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """What is wrong with where a version says it came from."""
    parent = versions[name].get("made_from")
    if versions[name].get("role") == "original":
        if parent:
            yield "made_from", f"an original is not made from '{parent}'"
        return
    if parent is None:
        yield "made_from", "made_from is missing: it names the version that this one was made from"
    elif parent not in versions:
        yield "made_from", f"made from '{parent}', and there is no such version"
    line = [name]
    while isinstance(parent := versions.get(line[-1], {}).get("made_from"), str) and parent not in line:
        line.append(parent)
    if parent == name:
        yield "made_from", f"made from itself: {' from '.join([*line, name])}"


def _edition(name: str, versions: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """What is wrong with the earlier edition that a version names."""
    if "edition_of" not in versions[name]:
        return
    earlier = versions[name]["edition_of"]
    if versions[name].get("role") != "original":
        yield "edition_of", "edition_of is said of an original alone: of one that its author changed"
    elif earlier == name or versions.get(earlier, {}).get("role") != "original":
        yield "edition_of", f"edition of '{earlier}', and that is no other original here"
    elif "edition_of" in versions[earlier]:
        yield "edition_of", f"edition of '{earlier}', which is itself a later edition: name the first"


def _unfound(folder: Path, facts: Mapping[str, Any], *, wanted: bool) -> Iterator[tuple[str, str]]:
    """What is wrong with the file of a version."""
    if "file" not in facts:
        if "sha256" in facts:
            yield "sha256", "a sha256, and no file that it could be of"
        return
    path = folder / facts["file"]
    if not inside(folder, path):
        yield "file", f"file '{facts['file']}' leads out of the folder"
    elif not _is_file(path):
        if not (wanted and "address" in facts):
            fetch = f"; `align fetch {folder}` gets it" if "address" in facts else ""
            yield "file", f"there is no file '{facts['file']}'{fetch}"
    elif "sha256" in facts:
        try:
            with path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            yield "file", f"'{facts['file']}' cannot be read: {(error.strerror or str(error)).lower()}"
            return
        if facts["sha256"].lower() != found:
            yield (
                "sha256",
                f"'{facts['file']}' is not the file whose sha256 stands here; its own is {found}; write that, if the file is meant",
            )


def inside(folder: Path, path: Path) -> bool:
    """Whether a path, wherever its links lead, stays in the folder."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):  # a name that no disk takes, a link that leads to itself
        return False


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
