"""A file of lines in, what each says out, or what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from align.errors import Fault
from align.language import canonical
from align.read import files
from align.read.page import whole
from align.read.streamed import LARGEST

Row = TypeVar("Row")

_ESCAPED = r"\ud"


class LineError(Exception):
    """What is wrong with a line."""


def rows(place: str, reader: Callable[[str, int], Row]) -> Iterator[Row | Fault]:
    """What the reader makes of each line that is not blank and of its number, from 1; a fault where it raises a `LineError`."""
    with files.opened(place, LARGEST) as file:
        for number, line in enumerate(file, 1):
            where = f"{files.name(place)}: line {number}"
            try:
                text = line.decode("utf-8-sig" if number == 1 else "utf-8").strip("\r\n")
                if text.strip():
                    yield reader(text, number)
            except UnicodeDecodeError:
                yield Fault(where, "is not UTF-8")
            except LineError as error:
                yield Fault(where, str(error))


def columns(line: str) -> tuple[str, str]:
    """The line's two columns."""
    found = line.split("\t")
    if len(found) != 2:
        raise LineError(f"has {len(found)} column{'s' * (len(found) != 1)}, not 2")
    return found[0], found[1]


def pair(line: str) -> dict[str, Any]:
    """The line's object with `src`, `tgt`, `lang_src` and `lang_tgt` as texts, and its `id` where it has one."""
    try:
        row = json.loads(line)
        if _ESCAPED in line.lower():  # half of a character, perhaps, which cannot be written out again
            row = json.loads(whole(json.dumps(row, ensure_ascii=False)))
    except (ValueError, RecursionError):
        raise LineError("is no JSON") from None
    if not isinstance(row, dict):
        raise LineError("is no JSON object")
    wrong = [f"`{key}` is missing" for key in ("src", "tgt") if key not in row]
    wrong += [f"`{key}` is no text" for key in ("src", "tgt", "lang_src", "lang_tgt") if not isinstance(row.get(key, ""), str)]
    name = row.get("id", "")
    if isinstance(name, bool) or not isinstance(name, str | int):
        wrong.append("`id` is neither a text nor a whole number")
    for key in ("lang_src", "lang_tgt"):
        tag = row.get(key, "")
        try:
            row[key] = canonical(tag) if tag and isinstance(tag, str) else ""
        except ValueError as error:
            wrong.append(f"`{key}`: {error}")
    if wrong:
        raise LineError("; ".join(wrong))
    return row
