"""Several texts of one article, and which was made from which: what became of each passage, and where each drift came in.

Neighbours are set side by side, and their alignments composed: a thread runs through all versions, and a version that goes back to
the original over others is held against that too. Then each finding can say with which version its drift came in.
"""

from align.threads import Edition, Step, Thread, Trail, Versions
from align.versions.composing import composed, threads
from align.versions.lineage import Lineage, chain
from align.versions.placing import left_over, placed, read_by
from align.versions.record import SCHEMA, record
from align.versions.running import NO_DECISIONS, PAGE, files, run

__all__ = [
    "NO_DECISIONS", "PAGE", "SCHEMA", "Edition", "Lineage", "Step", "Thread", "Trail", "Versions", "chain", "composed", "files",
    "left_over", "placed", "read_by", "record", "run", "threads",
]  # fmt: skip
