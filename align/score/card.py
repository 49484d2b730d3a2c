"""An alignment and its findings in, a score card after MQM out.

MQM, the Multidimensional Quality Metrics, counts a penalty for each error, by its severity, and sets their sum against the number
of words that were translated:

    penalty = 1000 · Σ penalties / words            points = 100 · (1 − Σ penalties / words), not below 0

The first is what MQM calls the normed penalty total, per 1,000 words, the second its overall quality score, without calibration.
Words are those of the original; docs/score-card.md has the sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from align.lexicon.tokens import cutter
from align.model import Alignment, Document, Finding, Likeness, Score, Severity
from align.score import likeness
from align.score.gist import gist

PENALTIES: Mapping[Severity, float] = {"neutral": 0, "minor": 1, "major": 5, "critical": 25}


def card(alignment: Alignment, findings: Sequence[Finding], penalties: Mapping[Severity, float] = PENALTIES) -> Score:
    """The score card of an alignment with these findings; `penalties` is what one of each severity costs."""
    return _card(alignment, findings, penalties, words(alignment.original), likeness.of(alignment))


def again(card: Score, alignment: Alignment, findings: Sequence[Finding]) -> Score:
    """The card of other findings and pairs of the same two texts, at once: words and likeness, which take long, are the card's.

    A card of an older record may not say how many words it counted, or what a finding cost; then the usual penalties hold.
    """
    return _card(alignment, findings, {**PENALTIES, **dict(card.weights)}, card.words or words(alignment.original), card.likeness)


def words(document: Document) -> int:
    """How many words a document has: a figure is one, Chinese is cut by the dictionary, punctuation is none.

    >>> words(Document("", "en", "A used chip isn't 2.5 times as quick – is it?", (), ()))
    11
    >>> words(Document("", "zh-CN", "二手芯片快2.5倍。", (), ()))
    5
    """
    return sum(1 for word in cutter(())(document.text) if word[0].isalnum())


def _card(
    alignment: Alignment, findings: Sequence[Finding], penalties: Mapping[Severity, float], counted: int, near: tuple[Likeness, ...]
) -> Score:
    costs: dict[str, float] = {}
    for finding in findings:
        costs[finding.family] = costs.get(finding.family, 0) + penalties[finding.severity]
    covered = _share(alignment.original, (n for bead in alignment.beads if bead.paired for n in bead.original))
    author = _share(alignment.translation, (n for bead in alignment.beads if bead.paired for n in bead.translation))
    return Score(
        points=max(0.0, 100 * (1 - sum(costs.values()) / max(1, counted))),
        covered=covered,
        author=author,
        gist=gist(alignment, findings, covered, author, near),
        penalties=tuple(
            sorted(((family, float(cost)) for family, cost in costs.items() if cost), key=lambda row: (-row[1], row[0]))
        ),
        words=counted,
        weights=tuple((severity, float(penalty)) for severity, penalty in penalties.items()),
        likeness=near,
    )


def _share(document: Document, numbers: Iterable[int]) -> float:
    """The share of a document's sentences, by characters, that have these numbers."""
    whole = sum(len(sentence.span) for sentence in document.sentences)
    return sum(len(document.sentences[number].span) for number in numbers) / whole if whole else 0.0
