"""What people decided about findings and pairs: kept beside the report, and honoured by every later run."""

from align.decisions.applied import alignment, changes, findings, lost
from align.decisions.baseline import baseline
from align.decisions.choosing import VERBS, chosen, said
from align.decisions.gestures import NOTHING, Decided, Gesture, Kept, Outdated, told
from align.decisions.linking import fixed, linked, loosened
from align.decisions.making import links, verdicts, wanted, worded
from align.decisions.moving import carried
from align.decisions.own import MANUAL, own
from align.decisions.record import Record, Told, missing, record
from align.decisions.sheet import imported, spare
from align.decisions.snapshot import realigned
from align.decisions.store import FILE, add, attended, read, redo, undo, version
from align.decisions.undecided import honoured, joined, kept, plain, undecided
from align.decisions.wishes import terms

__all__ = [
    "FILE", "MANUAL", "NOTHING", "VERBS", "Decided", "Gesture", "Kept", "Outdated", "Record", "Told", "add", "alignment",
    "attended", "baseline", "carried", "changes", "chosen", "findings", "fixed", "honoured", "imported", "joined", "kept", "linked",
    "links", "loosened", "lost", "missing", "own", "plain", "read", "realigned", "record", "redo", "said", "spare", "terms", "told",
    "undecided", "undo", "verdicts", "version", "wanted", "worded",
]  # fmt: skip
