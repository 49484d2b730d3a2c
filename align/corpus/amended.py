"""A manifest in, the same with a few facts more out: comments and everything else stay as they are, to the byte.

It is edited by lines. What comes out is read again and held against what was meant, so that a manifest written in some way of its
own is refused, and never spoilt.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from align import toml
from align.errors import refuse

Fact = str | date

_LINE = re.compile(
    r"(?P<before>\s*(?:[^=\s#]*\.)?)(?P<key>[\w-]+)(?P<is>\s*=\s*)(?P<value>\"[^\"\\]*\"|'[^']*'|[\w:.-]+)(?P<rest>.*)", re.S
)


def amended(path: Path, keys: Sequence[str], facts: Mapping[str, Fact], behind: str) -> bytes:
    """The bytes of a TOML file with these facts in the table at `keys`: each where it stood, or else behind another key's line."""
    content = path.read_bytes()
    text = content.decode("utf-8-sig")
    places = toml.read(path).lines
    lines = text.splitlines(keepends=True)
    for key, value in facts.items():
        if at := places.get((*keys, key)):
            lines[at - 1] = _changed(lines[at - 1], value)
        elif at := places.get((*keys, behind)):
            lines[at - 1] = _followed(lines[at - 1], key, value)
    new = "".join(lines)
    if not _says(new, text, keys, facts):
        told = ", ".join(f"{key} = {said(value)}" for key, value in facts.items())
        raise refuse(path, "is written in a way that could not be added to", f"write under [{'.'.join(keys)}]: {told}")
    return content[: len(content) - len(text.encode())] + new.encode()  # a byte order mark stays


def said(value: Fact) -> str:
    """A value as TOML has it.

    >>> print(said("the \\"tide\\""), said(date(2026, 3, 14)))
    "the \\"tide\\"" 2026-03-14
    """
    # A string is written as in JSON, but for one character that JSON leaves as it is.
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _changed(line: str, value: Fact) -> str:
    found = _LINE.fullmatch(line)
    return f"{found['before']}{found['key']}{found['is']}{said(value)}{found['rest']}" if found else line


def _followed(line: str, key: str, value: Fact) -> str:
    """The line, and one behind it that is written like it."""
    found, bare = _LINE.fullmatch(line), line.rstrip("\r\n")
    if not found:
        return line
    end = line[len(bare) :]
    return f"{bare}{end or chr(10)}{found['before']}{key} = {said(value)}{end}"


def _says(new: str, old: str, keys: Sequence[str], facts: Mapping[str, Fact]) -> bool:
    """Whether the new text says what the old one did, and the facts."""
    try:
        values, meant = tomllib.loads(new), tomllib.loads(old)
    except tomllib.TOMLDecodeError:
        return False
    table: Any = meant
    for key in keys:
        table = table[key]
    table.update(facts)
    return values == meant
