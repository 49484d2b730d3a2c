"""An article with planted drift in, its lines out: what is known of each, and which rules told the half of it or more.

The article is read and paired as a user's own would be; nothing is told beforehand of which line belongs to which.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from drift_sets import Injected

from align import pipeline
from align.model import Document, Finding, Side
from align.settings import Settings, Source

# What the sets call a piece of furniture, where our rules call it otherwise.
ROLES: Mapping[str, str] = {"byline": "credit", "editors-note": "note", "link": "source-link"}


@dataclass(frozen=True)
class Line:
    """A line of one side: what was planted there (nothing, for most), its role if it is furniture, and the rules that told it."""

    text: str
    languages: str
    side: Side
    planted: frozenset[str]
    role: str
    told: frozenset[str]


def lines(article: Injected) -> tuple[Line, ...]:
    """Every line of both sides."""
    original, translation = (str(article.folder / name) for name in ("src.txt", "tgt.txt"))
    report = pipeline.run(Source(original, article.tags[0]), Source(translation, article.tags[1]), Settings())
    return (
        *_lines(article, "original", article.original, report.alignment.original, report.findings),
        *_lines(article, "translation", article.translation, report.alignment.translation, report.findings),
    )


def _lines(article: Injected, side: Side, texts: Sequence[str], document: Document, findings: Sequence[Finding]) -> Iterator[Line]:
    letters = [place for place, character in enumerate(document.text) if character.isalnum()]
    ends = list(accumulate(sum(map(str.isalnum, text)) for text in texts))
    if ends[-1:] != [len(letters)]:
        raise ValueError(f"{article.folder}: {len(letters)} letters and digits were read of {ends[-1:]}")
    languages = "–".join(tag[:2] for tag in article.tags)
    for number, (start, stop) in enumerate(zip([0, *ends], ends, strict=False)):
        here = [drift for drift in article.planted if number in (drift.translation if side == "translation" else drift.original)]
        told = frozenset(finding.rule for finding in findings if _inside(finding, side, letters[start:stop]) * 2 > stop - start)
        role = next((drift.role for drift in here if drift.kind == "furniture"), "")
        yield Line(article.text, languages, side, frozenset(drift.kind for drift in here), ROLES.get(role, role), told)


def _inside(finding: Finding, side: Side, letters: Sequence[int]) -> int:
    """How many of a line's letters the finding points at on that side."""
    own = finding.original if side == "original" else finding.translation
    spans = [*([own] if own else []), *(place.span for place in finding.related if place.side == side)]
    return sum(any(span.start <= place < span.stop for span in spans) for place in letters)
