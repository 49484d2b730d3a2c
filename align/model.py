"""The nouns: everything that passes from one stage to the next. All are frozen, and complete when made.

A *document* is a text with places marked in it; an *alignment* is two documents and the *beads* that thread their sentences
together; a *finding* is one place where the translation drifts from the original; a *report* is all that a run learnt.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["heading", "paragraph", "list-item", "quote", "code", "table", "caption", "footnote", "rule"]
Side = Literal["original", "translation"]
Severity = Literal["neutral", "minor", "major", "critical"]
Status = Literal["preferred", "admitted", "deprecated", "forbidden"]
Category = Literal[
    "addition", "omission", "mistranslation", "terminology", "number", "name",
    "negation", "modality", "quote", "register", "structure",
]  # fmt: skip

SEVERITIES: tuple[Severity, ...] = ("neutral", "minor", "major", "critical")  # rising


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

    kind: Literal["link", "image", "code", "footnote", "emphasis"]
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

    `confidence` in [0, 1] is the posterior probability of the bead.
    """

    original: range
    translation: range
    confidence: float = 1.0

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


@dataclass(frozen=True, slots=True)
class Place:
    """Another place that belongs to a finding: the same term elsewhere, the other end of a move."""

    side: Side
    span: Span


@dataclass(frozen=True, slots=True)
class Finding:
    """One drift: what rule saw it, how grave it is, how sure that is, where it stands and what proves it.

    `beads` are numbers in the alignment's beads; `original` and `translation` are spans of the two texts, None where there is
    nothing to point at. `evidence` is what the rule saw, as names and values.
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


@dataclass(frozen=True, slots=True)
class Report:
    """All that a run learnt."""

    alignment: Alignment
    findings: tuple[Finding, ...]
    score: Score
    signature: str
    warnings: tuple[str, ...] = ()  # doubts about the whole: texts that do not belong together, a language guessed

    @property
    def counts(self) -> Counter[Severity]:
        """How many findings of each severity."""
        return Counter(finding.severity for finding in self.findings)

    @property
    def shapes(self) -> Counter[tuple[int, int]]:
        """How many beads of each shape."""
        return Counter(bead.shape for bead in self.alignment.beads)

    @property
    def fingerprints(self) -> tuple[str, ...]:
        """A name for each finding, see `fingerprints`."""
        return fingerprints(self.alignment, self.findings)


@dataclass(frozen=True, slots=True)
class Score:
    """The score card: one figure after MQM, and how much of each side has a partner.

    `points` is 100 less the penalty per 1,000 words of the original (see `align.score`), not below 0; `covered` the share of the
    original's characters that have a partner, `author` the share of the translation's; `gist` says it in a sentence.
    """

    points: float
    covered: float
    author: float
    gist: str = ""
    penalties: tuple[tuple[str, float], ...] = field(default=())  # rule families, gravest first


def fingerprints(alignment: Alignment, findings: Iterable[Finding]) -> tuple[str, ...]:
    """A name for each finding that survives a new run: made of its rule and of what it points at, not of where that stands.

    White space, case and Unicode form do not count; the second finding with the same name gets a number.
    """
    seen: Counter[str] = Counter()
    names = []
    for finding in findings:
        said = (alignment.original.quote(finding.original), alignment.translation.quote(finding.translation))
        plain = (" ".join(unicodedata.normalize("NFKC", text).casefold().split()) for text in said)
        name = hashlib.sha256("\0".join((finding.rule, *plain)).encode("utf-8", "replace")).hexdigest()[:16]
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return tuple(names)
