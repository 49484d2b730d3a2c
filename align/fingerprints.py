"""Names for findings, pairs and sentences that survive a new run: made of what they say, and not of where they stand.

White space, case and Unicode form do not count. Names are remembered, so that a page on which people decide need not reckon them
all anew at each gesture.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from align.model import Alignment, Document, Finding, Span
from align.remembered import remembered


def of_findings(alignment: Alignment, findings: Sequence[Finding]) -> tuple[str, ...]:
    """A name for each finding: made of its rule and of what it points at; that of a person's own finding is its own.

    Of several with one name, the second in the text gets a number, whatever their order here.
    """
    one, two = alignment.original, alignment.translation
    names = [
        finding.id or of_texts(finding.rule, one.quote(finding.original), two.quote(finding.translation)) for finding in findings
    ]
    places = [(finding.beads, *_starts(finding.original, finding.translation)) for finding in findings]
    order = sorted(range(len(names)), key=lambda number: (*places[number], number))
    told = dict(zip(order, _numbered([names[number] for number in order]), strict=True))
    return tuple(told[number] for number in range(len(names)))


@remembered(4)
def of_pairs(alignment: Alignment) -> tuple[str, ...]:
    """A name for each bead, made of what its two sides say; of several that say the same, the second gets a number."""
    return _numbered([of_texts(*alignment.texts(bead)) for bead in range(len(alignment.beads))])


@remembered(8)
def of_sentences(document: Document) -> tuple[str, ...]:
    """A name for each sentence, made of what it says; where several say the same, with a number."""
    return _numbered([of_texts(document.said(number)) for number in range(len(document.sentences))])


@lru_cache(maxsize=1 << 15)
def of_texts(*texts: str) -> str:
    """The name of what these texts say."""
    plain = (" ".join(unicodedata.normalize("NFKC", text).casefold().split()) for text in texts)
    return hashlib.sha256("\0".join(plain).encode("utf-8", "replace")).hexdigest()[:16]


def _starts(*spans: Span | None) -> tuple[int, ...]:
    return tuple(span.start if span else -1 for span in spans)


def _numbered(names: Sequence[str]) -> tuple[str, ...]:
    """The names, those that come again with a number."""
    seen: Counter[str] = Counter()
    told = []
    for name in names:
        seen[name] += 1
        told.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return tuple(told)
