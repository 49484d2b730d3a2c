"""A score card for an alignment and its findings, after MQM; and how near an alignment comes to a gold one.

MQM, the Multidimensional Quality Metrics, counts a penalty for each error, by severity (neutral 0, minor 1, major 5, critical 25),
and sets their sum against the words of the original:  points = 100 · (1 − Σ penalties / words), not below 0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from align.language import base
from align.lexicon.tokens import cutter
from align.model import SEVERITIES, Alignment, Bead, Document, Finding, Score, Severity

PENALTIES: dict[Severity, int] = {"neutral": 0, "minor": 1, "major": 5, "critical": 25}
CLOSE = 0.9  # of the original has a partner: a rendering of nearly all of it
PARTIAL = 0.5

_ROLES = {
    "headline": "a headline", "summary": "a summary", "note": "an editor's note", "translator-note": "translator's notes",
    "lead-in": "a lead-in", "credit": "credits", "date": "a date", "promo": "promotion", "disclaimer": "a disclaimer",
    "source-link": "a link to the source", "ui": "words of the page",
}  # fmt: skip


def card(alignment: Alignment, findings: Sequence[Finding]) -> Score:
    """The score card of an alignment with these findings."""
    words = max(1, sum(1 for word in cutter(())(alignment.original.text) if word[0].isalnum()))
    penalties: Counter[str] = Counter()
    for finding in findings:
        penalties[finding.rule.split(".")[0]] += PENALTIES[finding.severity]
    points = max(0.0, 100 * (1 - sum(penalties.values()) / words))
    covered = _share(alignment.original, (n for bead in alignment.beads if bead.paired for n in bead.original))
    author = _share(alignment.translation, (n for bead in alignment.beads if bead.paired for n in bead.translation))
    gravest = sorted(
        ((family, float(penalty)) for family, penalty in penalties.items() if penalty), key=lambda row: (-row[1], row[0])
    )
    return Score(points, covered, author, _gist(alignment, findings, covered, author), tuple(gravest))


@dataclass(frozen=True, slots=True)
class Agreement:
    """Precision, recall and F1, each in [0, 1]."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.precision + self.recall else 0.0


def agreement(gold: Iterable[Bead], found: Iterable[Bead]) -> Agreement:
    """How far the found beads are exactly the gold ones: the strict measure of the Text+Berg evaluations.

    Precision counts every bead found, recall the gold beads that have both sides.
    """
    wanted = {(tuple(bead.original), tuple(bead.translation)) for bead in gold}
    got = {(tuple(bead.original), tuple(bead.translation)) for bead in found}
    paired = {bead for bead in wanted if all(bead)}
    return Agreement(len(got & wanted) / max(1, len(got)), len(got & paired) / max(1, len(paired)))


def _share(document: Document, numbers: Iterable[int]) -> float:
    """The share of a document's sentences, by characters, that have these numbers."""
    whole = sum(len(sentence.span) for sentence in document.sentences)
    return sum(len(document.sentences[number].span) for number in numbers) / whole if whole else 0.0


def _gist(alignment: Alignment, findings: Sequence[Finding], covered: float, author: float) -> str:
    """What kind of rendering this is, and what to look at first, in a sentence or two."""
    again = base(alignment.original.language) == base(alignment.translation.language)
    kind = "retelling in the same language" if again else "translation"
    extent = "nearly all" if covered >= CLOSE else "parts" if covered >= PARTIAL else "little"
    roles = dict.fromkeys(_ROLES[role] for finding in findings if (role := finding.rule.removeprefix("editorial.")) in _ROLES)
    wrapped = f", on a page that is {1 - author:.0%} not the author's ({_listed(tuple(roles))})" if roles else ""
    grave = Counter(finding.rule for finding in findings if SEVERITIES.index(finding.severity) >= SEVERITIES.index("major"))
    first = ", ".join(f"{rule} ({times})" if times > 1 else rule for rule, times in grave.most_common(3))
    look = f" Look first at {first}." if first else " Nothing grave was found; what no rule covers may still differ."
    return f"A {kind} of {extent} of the original ({covered:.0%}){wrapped}.{look}"


def _listed(words: Sequence[str]) -> str:
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else words[0]
