"""What a run leaves on disk: its files, and their names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from align.model import Report
from align.settings import ENDINGS

_LONGEST_NAME, _LONGEST_BYTES = 80, 160  # characters, bytes; the tags and endings come after it, and a disk allows 255 bytes


@dataclass(frozen=True, slots=True)
class File:
    """One file of a run's folder, and what its reader ought to know about it."""

    name: str
    data: bytes
    notes: tuple[str, ...] = ()


def pair_name(report: Report) -> str:
    """NAME.FROM.TO, with the translation's name: `ship.en.zh-CN` for `texts/ship.zh-CN.md`."""
    tags = (report.alignment.original.language, report.alignment.translation.language)
    name = PurePosixPath(report.alignment.translation.name.replace("\\", "/").split("?")[0].split("#")[0]).name
    for ending in (*ENDINGS, *(f".{tag}" for tag in (*tags, *(tag.split("-")[0] for tag in tags)))):
        if name.lower().endswith(ending.lower()):
            name = name[: -len(ending)]
    plain = (
        re.sub(r"[^\w.-]+", "-", name)[:_LONGEST_NAME].encode()[:_LONGEST_BYTES].decode(errors="ignore").strip(".-")
        or "translation"
    )
    return ".".join((plain, *tags))
