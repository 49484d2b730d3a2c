"""Texts in, the folder of an article out: an `article.toml` with what can be known of them, and room for what cannot."""

from __future__ import annotations

import hashlib
import os
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from align import language, read
from align.corpus.amended import said
from align.corpus.faults import ADDRESS
from align.corpus.folders import readable
from align.corpus.manifest import MANIFEST
from align.errors import Fault, InputError, refuse
from align.model import Document
from align.read import fetched, files
from align.read.page import whole
from align.settings import Settings, Source

_NAMES = ("original", "translation", "republication")
_ABOUT = """\
# One article in its versions. `align run` with the name of this folder says what became of it on the way from one to the next.
# A line that begins with # says nothing until that is taken away.
#
# file       the text of a version, in this folder
# address    its page; where there is no file yet, `align fetch` gets it, and fills in file, fetched and sha256
# language   such as en, zh-CN, zh-TW, de; left out, it is found when the text is read
# role       original, translation or republication
# made_from  the version that it was made from
# sha256     of the file, so that nobody takes another for it

"""
_OF_ALL = {"title": "", "author": '""', "licence": '"CC-BY-4.0"', "note": '""'}
# In the order in which they stand; those that are not known stand there as examples, if they have one.
_OF_EACH = {
    "file": '"essay.html"', "address": '"https://example.org/essay"', "language": '"en"', "role": "", "made_from": "",
    "publisher": '""', "published": "2026-03-14", "fetched": "", "sha256": "", "licence": '"CC-BY-4.0"', "note": '""',
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Text:
    """A text as it is to be told: the lines that are known of it, and the bytes that are to be copied, if any."""

    facts: Mapping[str, str]
    copies: Mapping[Path, bytes]
    title: str = ""


def new(folder: Path, texts: Sequence[str]) -> dict[Path, bytes]:
    """The files that make the folder one of an article: its manifest, and copies of those texts that lie elsewhere.

    `texts` are files and addresses, the original first, each of the others made from the one before. `InputError` where the folder
    has a manifest, or texts of which none is named, or a file would be overwritten.
    """
    manifest = folder / MANIFEST
    if os.path.lexists(manifest):
        raise refuse(manifest, "is there already", "change it there, or name another folder")
    if not texts and folder.is_dir() and (there := readable(folder)):
        raise refuse(folder, f"has texts that are not named: {', '.join(path.name for path in there)}", _in_order(folder, there))
    told: list[_Text] = []
    faults: list[Fault] = []
    for text in texts:
        try:
            told.append(_address(text) if files.is_address(text) else _file(folder, text))
        except InputError as error:
            faults += error.faults
    faults += _clashes(path for text in told for path in text.copies)
    if faults:
        raise InputError(faults, "give files that can be read, each with a name of its own, or addresses")
    title = next((text.title for text in told if text.title), "") or folder.resolve().name
    content = {path: data for text in told for path, data in text.copies.items()}
    return content | {manifest: whole(_manifest(title, told or [_UNKNOWN, _UNKNOWN])).encode()}


def _in_order(folder: Path, there: Sequence[Path]) -> str:
    command = shlex.join(["align", "new", *map(files.name, map(str, (folder, *there)))])
    return f"name them, the original first and each of the others made from the one before:\n  {command}"


def _manifest(title: str, texts: Sequence[_Text]) -> str:
    parts = [_ABOUT + _lines({"title": said(title)}, _OF_ALL)]
    names = [*_NAMES, *(f"republication_{number}" for number in range(2, len(texts)))]
    for number, text in enumerate(texts):
        facts = {**text.facts, "role": said(_NAMES[min(number, len(_NAMES) - 1)])}
        if number:
            facts["made_from"] = said(names[number - 1])
        parts.append(f"\n[versions.{names[number]}]\n" + _lines(facts, _OF_EACH))
    return "".join(parts)


def _lines(facts: Mapping[str, str], known: Mapping[str, str]) -> str:
    told = ((f"{key} = {facts[key]}" if key in facts else example and f"# {key} = {example}") for key, example in known.items())
    return "".join(f"{line}\n" for line in told if line)


_UNKNOWN = _Text({"note": said("Nothing is known of it yet: give its file or its address, in place of this note.")}, {})


def _address(address: str) -> _Text:
    if not ADDRESS.match(address):
        raise refuse(address, "is no address of a page")
    return _Text({"address": said(address)}, {})


def _file(folder: Path, place: str) -> _Text:
    """A file: where it is in the folder or goes to, its hash, and, if they are known, its language and where it came from."""
    if place == "-":
        raise refuse("standard input", "is no file that could lie in the folder")
    # Read as of no language, so that one that is not clear is no fault: whoever runs the article may name it.
    document = read.document(Source(place, "und"), Settings())
    path, guess = Path(place), language.detect(document.text)
    content = path.read_bytes()
    inside = path.resolve().is_relative_to(folder.resolve())
    name = path.resolve().relative_to(folder.resolve()).as_posix() if inside else path.name
    if name != files.name(name):
        raise refuse(files.name(place), "has a name that is no text", "rename it")
    facts = {"file": said(name)}
    copies = {} if inside else {folder / name: content}
    if noted := fetched.noted(path, content):
        facts |= {"address": said(noted.address), "fetched": said(noted.day)}
        if not inside:
            copies[fetched.beside(folder / name)] = fetched.beside(path).read_bytes()
    if not guess.doubtful:
        facts["language"] = said(guess.tag)
    return _Text(facts | {"sha256": said(hashlib.sha256(content).hexdigest())}, copies, _title(document))


def _title(document: Document) -> str:
    """The title that a text has: what its file says, else its first heading."""
    said = dict(document.metadata).get("title", "")
    heading = next((document.quote(block.span) for block in document.blocks if block.kind == "heading"), "")
    return " ".join((said or heading).split())


def _clashes(paths: Iterator[Path]) -> Iterator[Fault]:
    taken: set[str] = set()
    for path in paths:
        if os.path.lexists(path):
            yield Fault(str(path), "is there already")
        elif path.name.casefold() in taken:
            yield Fault(path.name, "is the name of two of the texts")
        taken.add(path.name.casefold())
