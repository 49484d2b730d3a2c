"""What people decided about findings and pairs: kept beside the report, and honoured by every later run."""

from align.decisions.applied import alignment, findings, lost
from align.decisions.baseline import baseline
from align.decisions.choosing import VERBS, chosen
from align.decisions.gestures import NOTHING, Decided, Gesture
from align.decisions.linking import linked, links
from align.decisions.record import Record, missing, record
from align.decisions.sheet import imported, spare
from align.decisions.store import FILE, add, read

__all__ = [
    "FILE", "NOTHING", "VERBS", "Decided", "Gesture", "Record", "add", "alignment", "baseline", "chosen", "findings", "imported",
    "linked", "links", "lost", "missing", "read", "record", "spare",
]  # fmt: skip
