"""Glossaries of one pair of languages in, rows of terms out: OmegaT's text, DeepL's two columns, Weblate's CSV.

Such a file has a source and a target a line, and does not say which languages they are in. A source's text names its concept,
unless the file names one; its first target is preferred, the others are admitted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from align.errors import Fault
from align.language import base, canonical
from align.read.decided import Row, ranked, tidy
from align.read.from_table import Line

Sides = tuple[str, str]

WEBLATE = ("location", "source", "target", "id", "fuzzy", "context", "translator_comments", "developer_comments")

_ALSO = "also: "
_OURS = re.compile(r"# align glossary, (\S+) to (\S+):")
_NAMED = re.compile(
    r"\.([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,5})\.([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,5})(?:\.glossary)?\.\w+$"
)
_CONTEXT = re.compile(r"(.+?)(?: #\d+)?")
_SAID = re.compile(r"(?P<kind>[^:;]+), (?P<source>\w+) → (?P<target>\w+)(?:: (?P<note>.*))?")
# What people write over two columns. Both are in one language: “English, Englisch” would be a term and its translation.
_HEADERS = (
    frozenset("source target term translation original english chinese german french spanish japanese russian italian".split()),
    frozenset("原文 译文 术语 译名 英文 中文 英语 汉语 德语 法语 日语 俄语".split()),
    frozenset("quelle ziel begriff übersetzung englisch deutsch chinesisch französisch".split()),
    frozenset("source cible terme traduction anglais français chinois allemand".split()),
)
_QUOTED = re.compile(r"'+[=+\-@|%].*'", re.DOTALL)


def sides(name: str, text: str) -> Sides | None:
    """The two languages, as far as OmegaT's text in our hand or the file's name (NAME.FROM.TO.glossary.txt) says them."""
    found = _OURS.match(text) or _NAMED.search(name)
    try:
        return (canonical(found[1]), canonical(found[2])) if found else None
    except ValueError:
        return None


def omegat(place: str, text: str, sides: Sides) -> Iterator[Row | Fault]:
    """Source, tab, target, tab, comment; what begins with # is a remark. The comment becomes the note of the target.

    In a text that we wrote, the comment names the kind and the admitted targets first.
    """
    found: list[Row | Fault] = []
    ours = _OURS.match(text) is not None
    for number, line in enumerate(text.split("\n"), 1):
        cells = [tidy(cell) for cell in line.split("\t")]
        if line.startswith("#") or not any(cells):
            continue
        if len(cells) < 2:
            found.append(Fault(f"{place}: line {number}", "no tab between a source and a target"))
            continue
        comment = "; ".join(filter(None, cells[2:]))
        kind, also, note = _commented(comment) if ours else ("term", [], comment)
        found += _both(number, cells[0], kind, sides, cells[0], cells[1], note)
        found += (Row(number, cells[0], kind, sides[1], text, "") for text in also)
    return ranked(_once(found))


def columns(place: str, found: Iterable[Line | Fault], sides: Sides) -> Iterator[Row | Fault]:
    """A source and a target a line; a first line that only names the two languages, or the columns, is passed over."""
    rows: list[Row | Fault] = []
    for number, line in enumerate(found):
        if isinstance(line, Fault):
            rows.append(line)
        elif number == 0 and _is_header(line.cells, sides):
            continue
        elif len(line.cells) != 2:
            rows.append(Fault(f"{place}: line {line.number}", f"{len(line.cells)} cells, not 2"))
        else:
            rows += _both(line.number, line.cells[0], "term", sides, *line.cells)
    return ranked(_once(rows))


def weblate(place: str, found: Iterable[Line | Fault], sides: Sides) -> Iterator[Row | Fault]:
    """Source, target and what is said of them, under a header; what we wrote there ourselves is understood."""
    rows: list[Row | Fault] = []
    header: list[str] = []
    for line in found:
        if isinstance(line, Fault):
            rows.append(line)
        elif not header:
            header = line.cells
        elif len(line.cells) != len(header):
            rows.append(Fault(f"{place}: line {line.number}", f"{len(line.cells)} cells, not {len(header)}"))
        else:
            rows += _unit(line.number, dict(zip(header, map(_unquoted, line.cells), strict=True)), sides)
    return ranked(_once(rows))


def _unit(line: int, cells: dict[str, str], sides: Sides) -> Iterator[Row]:
    """The two terms of one of Weblate's units; one where it is not translated."""
    context = _CONTEXT.fullmatch(tidy(cells["context"]))
    concept = context[1] if context else cells["source"]
    comment, note = tidy(cells.get("developer_comments", "")), tidy(cells.get("translator_comments", ""))
    said = _SAID.fullmatch(comment)
    kind, statuses = (said["kind"], (said["source"], said["target"])) if said else ("term", ("", ""))
    notes = (said["note"] or "", note) if said else (comment, note)
    for side, text, status, remark in zip(sides, (cells["source"], cells["target"]), statuses, notes, strict=True):
        if text or side is sides[0]:
            yield Row(line, concept, kind, side, tidy(text), status, remark)


def _is_header(cells: Sequence[str], sides: Sides) -> bool:
    said = {cell.casefold() for cell in cells}
    return tuple(map(base, cells)) == tuple(map(base, sides)) or any(said <= words for words in _HEADERS)


def _both(line: int, concept: str, kind: str, sides: Sides, source: str, target: str, note: str = "") -> Iterator[Row]:
    yield Row(line, concept, kind, sides[0], source, "")
    yield Row(line, concept, kind, sides[1], target, "", note)


def _commented(comment: str) -> tuple[str, list[str], str]:
    """Kind, admitted targets and note, as our comments name them."""
    kind, *rest = comment.split("; ")
    also = rest.pop(0).removeprefix(_ALSO).split(", ") if rest and rest[0].startswith(_ALSO) else []
    return kind or "term", also, "; ".join(rest)


def _once(rows: Iterable[Row | Fault]) -> Iterator[Row | Fault]:
    """Without the rows that say of a term again what was said: a source stands on a line for each of its targets."""
    seen: set[tuple[str, str, str, str]] = set()
    for row in rows:
        if isinstance(row, Row):
            key = (row.concept, row.language, row.term, row.status)
            if key in seen and row.term:
                continue
            seen.add(key)
        yield row


def _unquoted(cell: str) -> str:
    """A cell as it was before Weblate, or we for it, kept a spreadsheet from taking it for a formula."""
    return cell[1:-1] if _QUOTED.fullmatch(cell) else cell
