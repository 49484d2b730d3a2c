"""Names for findings, pairs and sentences that survive a new run: made of what they say, and not of where they stand."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from align.model import Alignment, Document, Finding, Span


def of_findings(alignment: Alignment, findings: Iterable[Finding]) -> tuple[str, ...]:
    """A name for each finding that survives a new run: made of its rule and of what it points at, not of where that stands.

    White space, case and Unicode form do not count. Of several with one name, the second in the text gets a number, whatever
    their order here.
    """
    named = [
        (_name(finding.rule, alignment.original.quote(finding.original), alignment.translation.quote(finding.translation)), finding)
        for finding in findings
    ]
    return _numbered([(name, (finding.beads, *_starts(finding.original, finding.translation))) for name, finding in named])


def of_pairs(alignment: Alignment) -> tuple[str, ...]:
    """A name for each bead that survives a new run, made of what its two sides say as those of findings are."""
    beads = range(len(alignment.beads))
    return _numbered([(_name(*alignment.texts(bead)), ((bead,), *_starts(*alignment.spans(bead)))) for bead in beads])


def of_sentences(document: Document) -> tuple[str, ...]:
    """A name for each sentence that survives a new run, made of what it says; where several say the same, with a number."""
    return _numbered([(_name(document.said(number)), (number,)) for number in range(len(document.sentences))])


def _name(*texts: str) -> str:
    plain = (" ".join(unicodedata.normalize("NFKC", text).casefold().split()) for text in texts)
    return hashlib.sha256("\0".join(plain).encode("utf-8", "replace")).hexdigest()[:16]


def _starts(*spans: Span | None) -> tuple[int, ...]:
    return tuple(span.start if span else -1 for span in spans)


def _numbered(named: Sequence[tuple[str, tuple[object, ...]]]) -> tuple[str, ...]:
    """The names, those that come again with a number, in the order of what stands beside them."""
    seen: Counter[str] = Counter()
    names = {}
    for number in sorted(range(len(named)), key=lambda number: (*named[number][1], number)):
        name = named[number][0]
        seen[name] += 1
        names[number] = name if seen[name] == 1 else f"{name}-{seen[name]}"
    return tuple(names[number] for number in range(len(named)))
