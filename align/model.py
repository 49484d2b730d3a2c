"""The nouns: everything that passes from one stage to the next. All are frozen, and complete when made.

A *document* is a text with places marked in it; an *alignment* is two documents and the *beads* that thread their sentences
together; a *finding* is one place where the translation drifts from the original; a *report* is all that a run learnt.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

Kind = Literal["heading", "paragraph", "list-item", "quote", "code", "table", "caption", "footnote", "rule"]
MarkKind = Literal["link", "image", "code", "footnote", "emphasis"]
Side = Literal["original", "translation"]
Severity = Literal["neutral", "minor", "major", "critical"]
Status = Literal["preferred", "admitted", "deprecated", "forbidden"]
Verdict = Literal["accepted", "dismissed", "edited", "baseline"]  # baseline: it was there before, and nobody looked at it
PairVerdict = Literal["confirmed", "doubtful"]
Category = Literal[
    "addition", "omission", "mistranslation", "terminology", "number", "name",
    "negation", "modality", "quote", "register", "structure",
]  # fmt: skip

SEVERITIES: tuple[Severity, ...] = ("neutral", "minor", "major", "critical")  # rising
REVIEW = "review"  # the family of what people found themselves: review.number is a finding about a number
REWORDED = f"{REVIEW}.reworded"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open run of characters (Unicode code points) in a document's text."""

    start: int
    stop: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.stop:
            raise ValueError(f"a span runs forward from 0: {self.start}..{self.stop}")

    def __len__(self) -> int:
        return self.stop - self.start

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.stop]

    def moved(self, by: int) -> Span:
        """The same run, so many characters further on."""
        return Span(self.start + by, self.stop + by)

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.stop and other.start < self.stop


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item …; no sentence crosses its border."""

    kind: Kind
    span: Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of one block that is read as one sentence; `block` is that block's number."""

    span: Span
    block: int


@dataclass(frozen=True, slots=True)
class Mark:
    """What the file said of a run of characters: a link and where it leads, an image, code, a footnote's reference."""

    kind: MarkKind
    span: Span
    target: str = ""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Words that a user knows of languages, beside what our tables know; `align.language` says what the lists and roles are.

    `lists` are rows of a language (`en`), a list (`hedge`) and a phrase, `furniture` rows of a role (`note`), a place (`label`)
    and a phrase. They ride on the document, for whatever reads a text may need them.
    """

    lists: tuple[tuple[str, str, str], ...] = ()
    furniture: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One side, complete when born: the text as read, and in flat tuples the places that matter in it.

    Blocks and sentences stand in order and do not overlap, and every sentence lies within its block; a document that breaks this
    is refused with `ValueError`.
    """

    name: str
    language: str  # a BCP-47 tag
    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    marks: tuple[Mark, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()  # a file's front matter: names and values
    sha256: str = ""  # of the file's bytes
    notes: tuple[str, ...] = ()  # what in the file was not read, in sentences
    own: OwnWords = OwnWords()

    def __post_init__(self) -> None:
        _in_order([block.span for block in self.blocks], len(self.text), "block")
        _in_order([sentence.span for sentence in self.sentences], len(self.text), "sentence")
        for number, sentence in enumerate(self.sentences):
            home = self.blocks[sentence.block].span
            if sentence.span.start < home.start or home.stop < sentence.span.stop:
                raise ValueError(f"sentence {number} leaves its block {sentence.block}")

    def said(self, sentence: int) -> str:
        """The text of the sentence with that number."""
        return self.sentences[sentence].span.of(self.text)

    def passage(self, sentences: range) -> Span | None:
        """From the first of these sentences to the end of the last; None where there are none."""
        if not sentences:
            return None
        return Span(self.sentences[sentences[0]].span.start, self.sentences[sentences[-1]].span.stop)

    def quote(self, span: Span | None) -> str:
        """The text at `span`; nothing for no span."""
        return span.of(self.text) if span else ""


def _in_order(spans: Sequence[Span], length: int, what: str) -> None:
    stop = 0
    for number, span in enumerate(spans):
        if span.start < stop or length < span.stop:
            raise ValueError(f"{what} {number} at {span.start}..{span.stop} overlaps the one before or leaves the text")
        stop = span.stop


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentence numbers of both sides that say the same; an empty range is an omission or an addition, and says where.

    `confidence` in [0, 1] is the posterior probability of the bead; `decision` is what a person says of it, and `linked` says
    that a person made it.
    """

    original: range
    translation: range
    confidence: float = 1.0
    decision: PairVerdict | None = None
    linked: bool = False

    @property
    def shape(self) -> tuple[int, int]:
        """How many sentences of each side: (2, 1)."""
        return len(self.original), len(self.translation)

    @property
    def paired(self) -> bool:
        """Whether there is something on both sides."""
        return bool(self.original) and bool(self.translation)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two documents, and beads in the order of the original; every sentence of both sides stands on exactly one bead.

    A list of beads that loses or repeats a sentence, or is out of the original's order, is refused with `ValueError`. The
    translation's side may cross: that is how a passage that moved is told.
    """

    original: Document
    translation: Document
    beads: tuple[Bead, ...]

    def __post_init__(self) -> None:
        originals = [number for bead in self.beads for number in bead.original]
        if originals != list(range(len(self.original.sentences))):
            raise ValueError("every sentence of the original stands on one bead, in order")
        translations = sorted(number for bead in self.beads for number in bead.translation)
        if translations != list(range(len(self.translation.sentences))):
            raise ValueError("every sentence of the translation stands on one bead")

    def document(self, side: Side) -> Document:
        """The document on that side."""
        return self.original if side == "original" else self.translation

    def spans(self, bead: int) -> tuple[Span | None, Span | None]:
        """Where a bead stands in both texts; None for an empty side."""
        found = self.beads[bead]
        return self.original.passage(found.original), self.translation.passage(found.translation)

    def texts(self, bead: int) -> tuple[str, str]:
        """What a bead says on both sides, as it stands in the two texts."""
        original, translation = self.spans(bead)
        return self.original.quote(original), self.translation.quote(translation)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bead that says the same on both sides, shorter than the bead: where two sentences were made one, either half.

    `bead` is the bead's number; `confidence` in [0, 1] is the part's own.
    """

    bead: int
    original: Span
    translation: Span
    confidence: float


@dataclass(frozen=True, slots=True)
class Term:
    """One word or phrase that names a concept in a language, and whether it is wanted."""

    concept: str
    kind: str  # lab, company, product, model, person, place, term …
    language: str
    text: str
    status: Status = "preferred"
    note: str = ""
    where: str = ""  # the file and line that decided it


@dataclass(frozen=True, slots=True)
class Glossary:
    """What was decided about terms; `name` and `digest` (of the content) go into a run's signature."""

    terms: tuple[Term, ...] = ()
    name: str = "none"
    digest: str = ""

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms)

    def __len__(self) -> int:
        return len(self.terms)

    def wanting(self, wanted: Sequence[Term]) -> Glossary:
        """The glossary with these terms as well; what it preferred in their place is admitted. Its name and digest tell of them."""
        if not wanted:
            return self
        places = {(term.concept, term.language) for term in wanted if term.status == "preferred"}
        yielding = (
            replace(term, status="admitted") if term.status == "preferred" and (term.concept, term.language) in places else term
            for term in self.terms
        )
        terms = {(term.concept, term.language, term.text): term for term in (*yielding, *wanted)}
        said = "\0".join((self.digest, *(f"{term.concept} {term.language} {term.text} {term.note}" for term in wanted)))
        from hashlib import sha256  # five megabytes with it, which `align --help` does not need

        digest = sha256(said.encode("utf-8", "replace")).hexdigest()[:8]
        return Glossary(tuple(terms.values()), f"{self.name}+wanted", digest)


@dataclass(frozen=True, slots=True)
class Place:
    """Another place that belongs to a finding: the same term elsewhere, the other end of a move."""

    side: Side
    span: Span


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about a finding, and why; where a person edited it, the severity and the message that its rule gave it."""

    verdict: Verdict
    reason: str = ""
    severity: Severity | None = None
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One drift: what rule saw it, how grave it is, how sure that is, where it stands and what proves it.

    `beads` are numbers in the alignment's beads; `original` and `translation` are spans of the two texts, None where there is
    nothing to point at. `evidence` is what the rule saw, as names and values. `id` is that of a finding which a person made;
    the others are called by what they say (`align.fingerprints`).
    """

    rule: str
    category: Category
    severity: Severity
    confidence: float
    message: str
    beads: tuple[int, ...]
    original: Span | None = None
    translation: Span | None = None
    related: tuple[Place, ...] = ()
    evidence: tuple[tuple[str, str], ...] = ()
    suggestion: str | None = None
    decision: Decision | None = None
    id: str = ""

    def __hash__(self) -> int:
        return hash((self.rule, self.message, self.beads))  # quick, so that what was made of findings can be found again by them

    @property
    def counts(self) -> bool:
        """Whether it still stands against the translation: nobody dismissed it, and it was not there before."""
        return self.decision is None or self.decision.verdict in ("accepted", "edited")

    @property
    def family(self) -> str:
        """The check that the rule belongs to: the first word of its name."""
        return self.rule.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Change:
    """A wording of one side, and the one that the memory has in its place: because a finding asks for it, or a person.

    `bead` is the number of the bead that it stands in, `span` the old wording's place; `rule` and `why` are the finding's. Those
    of a person are whole sentences, and their rule is `REWORDED`.
    """

    bead: int
    span: Span
    old: str
    new: str
    rule: str
    why: str
    side: Side = "translation"


@dataclass(frozen=True, slots=True)
class Report:
    """All that a run learnt."""

    alignment: Alignment
    findings: tuple[Finding, ...]
    score: Score
    signature: str
    warnings: tuple[str, ...] = ()  # doubts about the whole: texts that do not belong together, a language guessed
    parts: tuple[Part, ...] = ()  # of beads with several sentences of the original, as far as they fall into parts
    changes: tuple[Change, ...] = ()  # that the memory has, each side's in its order; the texts themselves are as they were
    related: bool = True  # whether the two texts seem to belong together
    found: tuple[Bead, ...] = ()  # as pairing had them, where people made others
    terms: tuple[Term, ...] = ()  # that people want, beside the glossary's

    @property
    def standing(self) -> Report:
        """The same without the findings that do not count."""
        return replace(self, findings=tuple(finding for finding in self.findings if finding.counts))

    @property
    def counts(self) -> Counter[Severity]:
        """How many findings of each severity count."""
        return Counter(finding.severity for finding in self.findings if finding.counts)

    @property
    def families(self) -> dict[str, Counter[Severity]]:
        """How many findings of each severity count, by rule family: the costliest family first, then by name."""
        costs = dict(self.score.penalties)
        counting = [finding for finding in self.findings if finding.counts]
        names = {finding.family for finding in counting}
        return {
            name: Counter(finding.severity for finding in counting if finding.family == name)
            for name in sorted(names, key=lambda name: (-costs.get(name, 0), name))
        }

    @property
    def shapes(self) -> Counter[tuple[int, int]]:
        """How many beads of each shape."""
        return Counter(bead.shape for bead in self.alignment.beads)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How near one wording is to another by one of sacrebleu's metrics; the signature says how it was reckoned."""

    metric: str
    points: float  # 0 to 100; of TER fewer are better, and there may be more
    signature: str


@dataclass(frozen=True, slots=True)
class Score:
    """The score card: figures after MQM, and how much of each side has a partner.

    `points` is 100 · (1 − Σ penalties / words of the original), not below 0 (see `align.score.card`); `covered` the share of the
    original's characters that have a partner, `author` the share of the translation's; `gist` says it in plain words. `likeness` is
    that of the paired text to the original's own words, where both sides are in one language: context, and never a verdict.
    """

    points: float
    covered: float
    author: float
    gist: str = ""
    penalties: tuple[tuple[str, float], ...] = field(default=())  # rule families, gravest first
    words: int = 0  # of the original
    weights: tuple[tuple[Severity, float], ...] = ()  # what one finding of each severity cost
    likeness: tuple[Likeness, ...] = ()

    @property
    def penalty(self) -> float:
        """The penalties of all findings per 1,000 words of the original."""
        return 1000 * sum(penalty for _, penalty in self.penalties) / max(1, self.words)
