"""Entries in, files out: a memory of any format we write, with what was left out of it beside it if one likes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from align.entry import Entry, Remark
from align.errors import refuse
from align.memories.converting import converted, sides
from align.memories.fate import Fate
from align.memories.opening import Opened
from align.memories.splitting import parts
from align.read import entries
from align.write import as_memory, saving
from align.write.forms import FORMS

_UNSAFE = re.compile(r"[^\w.-]+")
LEFT_OUT = "x-align-left-out"  # the prop in which an entry that was left out says why
MOST_PARTS = 100  # files of one split


@dataclass(frozen=True, slots=True)
class Saved:
    """What was written: entries, those left out by their reasons and, of several files, by these; and what entries lost."""

    kept: int
    dropped: Counter[str]
    lost: Counter[str]


def memory(
    opened: Opened,
    fates: Iterable[Fate],
    path: Path,
    *,
    removed: Path | None = None,
    languages: tuple[str | None, str | None] = (None, None),
    moses: bool = False,
) -> Saved:
    """Writes what is kept to `path`, in the format of its name, and what is left out to `removed`: both, or neither.

    The fates are those of all that was opened, in order. With `moses`, two files are named after the path and their languages. What
    is read is never written over.
    """
    forms = ["moses" if moses else _form(path), *([_form(removed)] if removed else [])]
    pair = sides(opened.again, *languages) if set(forms) - {".tmx", ".jsonl"} else ("", "")
    paths = [path.with_name(f"{path.name}.{tag}") for tag in pair] if moses else [path]
    reasons: dict[int, str] = {}
    dropped, lost = Counter[str](), Counter[str]()
    several = len(set(opened.places)) > 1 and not entries.paired(opened.places)
    kept = 0
    heading = opened.heading()
    if heading.remarks and forms[0] != ".tmx":
        lost["notes and props of the whole memory are left out"] += len(heading.remarks)

    def staying() -> Iterator[Entry]:
        nonlocal kept
        for number, fate in enumerate(fates):
            why = fate.dropped or ("" if FORMS[forms[0]].holds(fate.entry, pair) else _no_room(pair))
            if why:
                reasons[number] = why
                dropped[f"{why}, in {fate.entry.where.rpartition(': line ')[0]}" if several else why] += 1
            else:
                kept += 1
                lost.update([fate.changed] if fate.changed else [])
                yield fate.entry

    def leaving() -> Iterator[Entry]:
        for number, entry in enumerate(opened.again()):
            if number in reasons:
                if not FORMS[forms[1]].holds(entry, pair):
                    lost["units that were left out, and the other file has no room for"] += 1
                yield replace(entry, remarks=(*entry.remarks, Remark(reasons[number], LEFT_OUT)))

    with saving.files([*paths, *([removed] if removed else [])], keep=opened.places) as files, opened.unchanged():
        for pieces in converted(staying(), heading, forms[0], pair, lost):
            for file, piece in zip(files, pieces, strict=False):
                file.write(piece)
        if removed:
            for (piece,) in converted(leaving(), heading, forms[1], pair, lost):
                files[-1].write(piece)
    return Saved(kept, dropped, lost)


def split(opened: Opened, folder: Path, by_language: bool, confident: float | None) -> dict[str, int]:
    """Writes each part of a memory into the folder, as NAME.PART.tmx; how many units each file has, by its name."""
    found = Counter[str]()
    sources: dict[str, str] = {}
    for part, entry in parts(opened.again(), by_language, confident):
        found[part] += 1
        sources.setdefault(part, entry.original.language)
    if len(found) > MOST_PARTS:
        raise refuse(
            ", ".join(opened.places), f"falls into {len(found)} parts", f"no more than {MOST_PARTS} files are made at once"
        )
    heading = opened.heading()
    names = {part: f"{opened.stem}.{_UNSAFE.sub('-', part)}.tmx" for part in found}
    with saving.files([folder / name for name in names.values()], keep=opened.places) as files, opened.unchanged():
        for part, file in zip(names, files, strict=True):
            # A file of one pair of languages names the one that was translated.
            own = replace(heading, source=sources[part]) if by_language else heading
            for (piece,) in as_memory.memory(_part(opened, part, by_language, confident), own):
                file.write(piece)
    return {names[part]: count for part, count in found.items()}


def _part(opened: Opened, wanted: str, by_language: bool, confident: float | None) -> Iterator[Entry]:
    return (entry for part, entry in parts(opened.again(), by_language, confident) if part == wanted)


def _no_room(pair: tuple[str, str]) -> str:
    return f"has no text in both {' and '.join(pair)}" if any(pair) else "has a text in one language only"


def _form(path: Path) -> str:
    suffix = path.suffix.lower()
    if suffix not in FORMS:
        known = ", ".join(form for form in FORMS if form.startswith("."))
        raise refuse(path, "is no memory by its name", f"what is written is {known}; or a pair of files, with --moses")
    return suffix
