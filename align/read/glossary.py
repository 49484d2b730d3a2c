"""Tables of terms in, one `Glossary` out; everything that is wrong with them is told at once.

A table is UTF-8, comma-separated (or tab-separated, where the file's name ends in `.tsv`), one term a line under the header
`concept,kind,language,term,status,note`. The kind is `term` for a term of art; any other, such as lab, product or person, is
that of a name, whose capitals count. Of several tables the later wins.
"""

from __future__ import annotations

import csv
import hashlib
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, get_args

from align.errors import Fault, InputError
from align.language import canonical
from align.model import Glossary, Status, Term
from align.read.page import whole

COLUMNS = ("concept", "kind", "language", "term", "status", "note")
STATUSES: dict[str, Status] = {status: status for status in get_args(Status)}
LARGEST = 20_000_000  # bytes of one table
REMEDY = f"""a glossary is a table in UTF-8 with the header {",".join(COLUMNS)}
  and one term a line; status is one of {", ".join(STATUSES)}, language a tag such as en or zh-TW"""


def read_glossary(paths: tuple[Path, ...] | None = None) -> Glossary:
    """The terms of these tables as one glossary, in the order of the tables; without tables named, of the shipped ones.

    Where two tables decide the same term of a concept, the later's decision stands in the earlier's place; where both prefer a
    term, the earlier's is admitted. The name is made of the files' names, the digest of their bytes.
    """
    paths = shipped() if paths is None else paths
    faults: list[Fault] = []
    terms: dict[tuple[str, str, str], Term] = {}
    digest = hashlib.sha256()
    for path in paths:
        content = _content(path, faults)
        digest.update(hashlib.sha256(content).digest())
        table = _table(path, content, faults)
        preferred = {(term.concept, term.language) for term in table if term.status == "preferred"}
        for key, term in terms.items():
            if term.status == "preferred" and key[:2] in preferred:
                terms[key] = replace(term, status="admitted")
        terms.update({(term.concept, term.language, term.text): term for term in table})
    if faults:
        raise InputError(faults, REMEDY)
    if not paths:
        return Glossary()
    return Glossary(tuple(terms.values()), whole("+".join(path.stem for path in paths)), digest.hexdigest()[:8])


def shipped() -> tuple[Path, ...]:
    """The tables that come with the tool: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "data" / "glossary"
    return tuple(sorted((installed if installed.is_dir() else package.parent / "glossary").glob("*.csv")))


class _Row(NamedTuple):
    line: int
    cells: list[str]


def _content(path: Path, faults: list[Fault]) -> bytes:
    """The bytes of the file; none, and a fault, where they cannot be had."""
    try:
        if path.stat().st_size > LARGEST:
            faults.append(Fault(str(path), f"larger than {LARGEST // 1_000_000} MB, which no glossary is"))
            return b""
        content = path.read_bytes()
    except OSError as error:
        faults.append(Fault(str(path), (error.strerror or "cannot be read").lower()))
        return b""
    if not content.strip():
        faults.append(Fault(str(path), "is empty"))
    return content


def _table(path: Path, content: bytes, faults: list[Fault]) -> list[Term]:
    """The terms of one table, and a fault for each of its lines that cannot be one."""
    rows = (row for row in _rows(path, content, faults) if any(row.cells))
    header = next(rows, None)
    if not header:
        return []
    if tuple(header.cells) != COLUMNS:
        faults.append(Fault(f"{path}: line {header.line}", f"the header is {','.join(header.cells)[:80]!r}"))
        return []
    terms: list[Term] = []
    decided: dict[tuple[str, ...], str] = {}
    for row in rows:
        wrong = list(_wrong(row, decided))
        faults += [Fault(f"{path}: line {row.line}", what) for what in wrong]
        if not wrong:
            concept, kind, tag, text, status, note = row.cells
            language = canonical(tag)
            decided[concept, language, text] = f"{status} in line {row.line}"
            if status == "preferred":
                decided[concept, language] = f"{text!r} in line {row.line}"
            terms.append(Term(concept, kind, language, text, STATUSES[status], note, f"{whole(path.name)}:{row.line}"))
    return terms


def _rows(path: Path, content: bytes, faults: list[Fault]) -> Iterator[_Row]:
    """Lines of cells, trimmed and in composed form; of lines that are no UTF-8, a fault each and nothing else."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        for number, line in enumerate(content.split(b"\n"), 1):
            try:
                line.decode()
            except UnicodeDecodeError as error:
                faults.append(Fault(f"{path}: line {number}", f"byte {line[error.start]:#04x} is no UTF-8"))
        return
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if path.suffix == ".tsv" else ",", strict=True)
    start = 1
    try:
        for cells in reader:
            yield _Row(start, [unicodedata.normalize("NFC", cell).strip() for cell in cells])
            start = reader.line_num + 1
    except csv.Error as error:
        faults.append(Fault(f"{path}: line {start}", f"a cell's quotation marks are not in order ({error})"))


def _wrong(row: _Row, decided: dict[tuple[str, ...], str]) -> Iterator[str]:
    """What is wrong with a row, given what the rows before it decided."""
    if len(row.cells) != len(COLUMNS):
        yield f"{len(row.cells)} cells, not {len(COLUMNS)}"
        return
    concept, _, tag, text, status, _ = row.cells
    for name, cell in zip(COLUMNS[:-1], row.cells, strict=False):
        if not cell:
            yield f"no {name}"
    if status and status not in STATUSES:
        yield f"{status!r} is no status"
    if any(unicodedata.category(character) == "Cc" for cell in row.cells for character in cell):
        yield "a line break, tab or other control character within a cell"
    try:
        language = canonical(tag) if tag else ""
    except ValueError as error:
        yield str(error)
        return
    if (concept, language, text) in decided:
        yield f"{text!r} is {status} here and {decided[concept, language, text]}"
    elif status == "preferred" and (concept, language) in decided:
        yield f"{text!r} is preferred here and {decided[concept, language]}; one of them can be admitted"
