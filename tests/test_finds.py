"""What broke a reader once, or was made to: every file in `finds/READER` is read, and the laws hold of it.

A case is a file, and one that ends in `.gz` is unpacked first. `scripts/fuzz.py` finds new ones.
"""

from __future__ import annotations

import gzip
import resource
import time
from pathlib import Path

import laws
import pytest

FINDS = Path(__file__).parent / "finds"
CASES = sorted(path for path in FINDS.glob("*/*") if path.is_file())
PATIENCE = 20  # seconds of work; the longest takes two
ROOM = 1_000_000  # kilobytes


def test_every_law_has_cases() -> None:
    assert {path.parent.name for path in CASES} == laws.LAWS.keys()


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_was_made_to_break_a_reader_does_not(path: Path, tmp_path: Path) -> None:
    data = path.read_bytes()
    start, full = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    laws.kept(path.parent.name, gzip.decompress(data) if path.suffix == ".gz" else data, tmp_path)
    assert time.process_time() - start < PATIENCE
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - full < ROOM
