"""A score card for an alignment and its findings, after MQM; how near an alignment comes to a gold one, and a wording to another.

MQM, the Multidimensional Quality Metrics, counts a penalty for each error, by severity (neutral 0, minor 1, major 5, critical 25),
and sets their sum against the words of the original:  points = 100 · (1 − Σ penalties / words), not below 0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from align.errors import Fault, InputError, refuse
from align.language import base
from align.lexicon.tokens import cutter
from align.model import SEVERITIES, Alignment, Bead, Document, Finding, Score, Severity

PENALTIES: dict[Severity, int] = {"neutral": 0, "minor": 1, "major": 5, "critical": 25}
CLOSE = 0.9  # of the original has a partner: a rendering of nearly all of it
PARTIAL = 0.5
UNSPACED = {"zh": "zh", "ja": "char", "th": "char"}  # sacrebleu's tokenizers that need nothing installed

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


Thread = tuple[tuple[int, ...], tuple[int, ...]]  # a bead as the numbers of its sentences, which need not be runs


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far found beads are those of a gold alignment. Agreements on several texts add up to one on all of them."""

    right: int  # of the beads found, those that the gold has
    found: int
    met: int  # of the gold beads with both sides, those that were found
    gold: int

    def __add__(self, other: Agreement) -> Agreement:
        return Agreement(self.right + other.right, self.found + other.found, self.met + other.met, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """The share of what was found that is right, in [0, 1]; empty beads count."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold beads with both sides that were found, in [0, 1]."""
        return self.met / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.precision + self.recall else 0.0


def agreement(gold: Iterable[Bead | Thread], found: Iterable[Bead | Thread], *, lax: bool = False) -> Agreement:
    """How near the found beads come to the gold ones, as the Text+Berg evaluations measure it (Volk et al. 2010; Vecalign 2019).

    Strictly, a bead is right if it is exactly a gold one; by the `lax` measure also if it links a sentence to one that the gold
    links it to.

    >>> gold, found = [((0,), (0,)), ((1, 2), (1,))], [((0,), (0,)), ((1,), (1,)), ((2,), ())]
    >>> strict, loose = agreement(gold, found), agreement(gold, found, lax=True)
    >>> (strict.right, strict.found, strict.met, strict.gold), (loose.right, loose.found, loose.met, loose.gold)
    ((1, 3, 1, 2), (2, 3, 2, 2))
    """
    wanted, got = _threads(gold), _threads(found)
    both_sides = [{thread for thread in threads if all(thread)} for threads in (wanted, got)]
    return Agreement(_hits(got, wanted, lax), len(got), _hits(both_sides[0], both_sides[1], lax), len(both_sides[0]))


@dataclass(frozen=True, slots=True)
class Tally:
    """How many beads of one shape are in the gold, how many were found, and how many of those are exactly gold ones."""

    gold: int
    found: int
    right: int


def shapes(*pairs: tuple[Iterable[Bead | Thread], Iterable[Bead | Thread]]) -> dict[tuple[int, int], Tally]:
    """What became of each shape of bead in these pairs of gold and found beads; the commonest in the gold first."""
    counts: tuple[Counter[tuple[int, int]], ...] = (Counter(), Counter(), Counter())
    for gold, found in pairs:
        wanted, got = _threads(gold), _threads(found)
        for count, threads in zip(counts, (wanted, got, wanted & got), strict=True):
            count.update((len(one), len(two)) for one, two in threads)
    order = sorted(counts[0] | counts[1], key=lambda shape: (-counts[0][shape], shape))
    return {shape: Tally(*(count[shape] for count in counts)) for shape in order}


@dataclass(frozen=True, slots=True)
class Likeness:
    """How near a translation comes to a reference wording by one of sacrebleu's metrics; the signature says how it was reckoned."""

    metric: str
    points: float  # 0 to 100; of TER fewer are better, and there may be more
    signature: str


def wording(translation: Document, reference: Document) -> tuple[Likeness, ...]:
    """chrF, BLEU and TER of a translation against a reference wording, sentence by sentence, as sacrebleu reckons them.

    `InputError` where the two have not the same number of sentences, or the reference leaves one empty.
    """
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    said, wanted = ([side.said(number) for number in range(len(side.sentences))] for side in (translation, reference))
    if len(said) != len(wanted):
        raise refuse(
            translation.name, f"has {len(said)} segments, and {reference.name} has {len(wanted)}", "give one segment a line"
        )
    if empty := [number for number, (one, two) in enumerate(zip(said, wanted, strict=True), 1) if one and not two]:
        raise InputError(
            [Fault(f"{reference.name}: line {number}", "is empty, and the translation's is not") for number in empty[:20]]
        )
    unspaced = UNSPACED.get(base(reference.language))
    metrics = (
        CHRF(),
        BLEU(tokenize=unspaced or "13a", force=True),  # `force` only keeps it from talking
        TER(normalized=bool(unspaced), asian_support=bool(unspaced)),
    )
    scores = [metric.corpus_score(said, [wanted]) for metric in metrics]
    return tuple(
        Likeness(found.name, float(found.score), str(metric.get_signature())) for metric, found in zip(metrics, scores, strict=True)
    )


def _threads(beads: Iterable[Bead | Thread]) -> set[Thread]:
    """The beads as numbers, each once, without those that hold nothing."""
    threads = ((tuple(bead.original), tuple(bead.translation)) if isinstance(bead, Bead) else bead for bead in beads)
    return {thread for thread in threads if any(thread)}


def _hits(threads: set[Thread], others: set[Thread], lax: bool) -> int:
    """How many threads the others have, or by the lax measure at least in part."""
    linked = {(a, b) for one, two in others for a in one for b in two} if lax else set()
    return sum(thread in others or any((a, b) in linked for a in thread[0] for b in thread[1]) for thread in threads)


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
