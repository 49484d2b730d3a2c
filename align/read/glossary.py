"""Files of terms in, one `Glossary` out; everything that is wrong with them is told at once.

The suffix of a file's name chooses how it is read, and the text itself where a suffix stands for several forms. Our own table is
UTF-8, separated by commas, semicolons or tabs (tabs, where the file's name ends in `.tsv`), one term a line under the header
`concept,kind,language,term,status,note`. The kind is `term` for a term of art; any other, such as lab, product or person, is
that of a name, whose capitals count. Of several files the later wins.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from os import PathLike
from pathlib import Path

from align.errors import Fault, InputError, refuse
from align.model import Glossary, Term
from align.read import from_columns, from_table, from_tbx
from align.read.decided import STATUSES, Row, judged
from align.read.from_columns import Sides
from align.read.from_table import COLUMNS
from align.read.page import whole

LARGEST = 20_000_000  # bytes of one file
KEPT = 4  # files whose terms are kept for the next run
TOLD = 200  # faults of one file that are told one by one
REMEDY = f"""a glossary is a table in UTF-8 with the header {",".join(COLUMNS)}
  and one term a line; status is one of {", ".join(STATUSES)}, language a tag such as en or zh-TW;
  or TBX, or a text or table of two languages, see docs/glossaries.md"""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one file says of terms: those that can stand, and what is wrong with the others.

    `broken` says where a file breaks off, the terms before the break being there; `left` is what it says that no term can hold.
    """

    name: str
    terms: tuple[Term, ...]
    faults: tuple[Fault, ...] = ()
    broken: tuple[Fault, ...] = ()
    left: tuple[str, ...] = ()
    digest: bytes = b""


def read_glossary(paths: Iterable[str | PathLike[str]] | None = None) -> Glossary:
    """The terms of these files as one glossary, in the order of the files; without files named, of the shipped ones.

    Where two files decide the same term of a concept, the later's decision stands in the earlier's place; where both prefer a
    term, the earlier's is admitted. A concept that shares a term with just one of the earlier files is that one, whatever its name.
    The glossary's name is made of the files' names, its digest of their bytes.
    """
    faults: list[Fault] = []
    sheets: list[Sheet] = []
    for path in shipped() if paths is None else map(Path, paths):
        try:
            sheets.append(sheet(path))
            faults += (*sheets[-1].faults, *sheets[-1].broken)
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(faults, REMEDY)
    return joined(sheets)


def joined(sheets: Iterable[Sheet]) -> Glossary:
    """The terms of all sheets, the later outweighing the earlier."""
    terms: dict[tuple[str, str, str], Term] = {}
    names, digest = [], hashlib.sha256()
    for one in sheets:
        digest.update(one.digest)
        names.append(one.name)
        called = _called(one.terms, terms.values())
        later = [replace(term, concept=called.get(term.concept, term.concept)) for term in one.terms]
        preferred = {(term.concept, term.language) for term in later if term.status == "preferred"}
        for key, term in terms.items():
            if term.status == "preferred" and key[:2] in preferred:
                terms[key] = replace(term, status="admitted")
        terms.update({(term.concept, term.language, term.text): term for term in later})
    return Glossary(tuple(terms.values()), whole("+".join(names)), digest.hexdigest()[:8]) if names else Glossary()


def _called(later: Iterable[Term], earlier: Iterable[Term]) -> dict[str, str]:
    """The names that earlier files have for concepts of a later one, where those are other names; a shared term gives them away."""
    known: dict[tuple[str, str], set[str]] = defaultdict(set)
    for term in earlier:
        known[term.language, term.text].add(term.concept)
    there = {concept for concepts in known.values() for concept in concepts}
    shared: dict[str, set[str]] = defaultdict(set)
    for term in later:
        shared[term.concept] |= known.get((term.language, term.text), set())
    return {mine: min(names) for mine, names in shared.items() if mine not in there and len(names) == 1}


def sheet(path: Path, sides: Sides | None = None) -> Sheet:
    """One file, its faults told and not raised; `sides` are the languages of one that has two and does not say which.

    `InputError` where it cannot be had, or is no glossary at all.
    """
    return _sheet(path, _content(path), sides)


@lru_cache(KEPT)
def _sheet(path: Path, content: bytes, sides: Sides | None) -> Sheet:
    terms: list[Term] = []
    faults: list[Fault] = []
    broken: tuple[Fault, ...] = ()
    try:
        for one in judged(str(path), path.name, _rows(path, content, sides)):
            if isinstance(one, Term):
                terms.append(one)
            else:
                faults.append(one)
    except InputError as error:
        broken = error.faults
    if not terms:
        faults, broken = [*faults, *broken], ()
    if len(faults) > TOLD:
        faults[TOLD:] = [Fault(str(path), f"and {len(faults) - TOLD:,} more faults like these")]
    left = from_tbx.left_out(str(path)) if _is_xml(path, content) and not (faults or broken) else {}
    lost = tuple(f"{times:,} × {kind}" for kind, times in sorted(left.items()))
    return Sheet(path.stem, tuple(terms), tuple(faults), broken, lost, hashlib.sha256(content).digest())


def shipped() -> tuple[Path, ...]:
    """The tables that come with the tool: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "data" / "glossary"
    return tuple(sorted((installed if installed.is_dir() else package.parent / "glossary").glob("*.csv")))


def called(name: str, folder: Path = Path()) -> Path:
    """The file that a user names, looked for in that folder; `shipped` is the one that comes with the tool, if none is called so.

    >>> called("shipped").name, called("house.csv", Path("terms")).as_posix()
    ('ai.csv', 'terms/house.csv')
    """
    path = folder / name
    return path if name != "shipped" or path.exists() else shipped()[0]


def _content(path: Path) -> bytes:
    """The bytes of the file."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)  # no trust in sizes: pipes and devices have none
    except OSError as error:
        raise refuse(path, (error.strerror or "cannot be read").lower(), REMEDY) from None
    if len(content) > LARGEST:
        raise refuse(path, f"larger than {LARGEST // 1_000_000} MB, which no glossary is", REMEDY)
    if not content.strip():
        raise refuse(path, "is empty", REMEDY)
    return content


def _is_xml(path: Path, content: bytes) -> bool:
    return path.suffix.lower() in (".tbx", ".xml") or content[:200].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<?xml")


def _rows(path: Path, content: bytes, sides: Sides | None) -> Iterator[Row | Fault]:
    """What the file says of terms, in its order."""
    place, suffix = str(path), path.suffix.lower()
    if _is_xml(path, content):
        yield from from_tbx.rows(place)
        return
    text = from_table.text(place, content)
    if isinstance(text, list):
        yield from text
        return
    sides = sides or from_columns.sides(path.name, text)
    named = f"name it after them, as in ours.en.zh-CN{suffix}, or give them to align glossary with --from and --to"
    unnamed = (Fault(place, f"does not say which two languages it is in: {named}"),)
    if suffix == ".txt" or (suffix == ".tsv" and text.startswith("# ")):
        yield from from_columns.omegat(place, text, sides) if sides else unnamed
        return
    lines = from_table.lines(place, text, "\t" if suffix == ".tsv" else from_table.delimiter(text))
    first = next(lines, None)
    if first is None:
        return
    found = chain((first,), lines)
    cells = [] if isinstance(first, Fault) else first.cells
    if {"source", "target", "context"} <= set(cells):
        yield from from_columns.weblate(place, found, sides) if sides else unnamed
    elif len(cells) == 2:
        yield from from_columns.columns(place, found, sides) if sides else unnamed
    else:
        yield from from_table.rows(place, found)
