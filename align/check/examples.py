"""What a rule finds and what it leaves alone, shown on texts of a few lines. Each check keeps its examples beside its rules.

Both texts are written one sentence a line, and line stands beside line; an empty line is nothing on that side. A line is a block of
its own, a paragraph unless it begins with the sign of another kind, and `[words](address)` is a link.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from align.model import Alignment, Bead, Block, Document, Kind, Mark, Sentence, Severity, Span

SIGNS: dict[str, Kind] = {"# ": "heading", "- ": "list-item", "> ": "quote", "[^] ": "footnote", "``` ": "code", "| ": "table"}

_LINK = re.compile(r"\[([^\[\]\n]*)\]\(([^()\s]*)\)")


@dataclass(frozen=True, slots=True)
class Example:
    """A pair of texts, and whether `rule` finds something in it; `why` says so to a reader.

    >>> example = Example("coverage.omitted", "It rains.\\nIt pours.", "Es regnet.\\n", "en", "de", True, "The second is gone.")
    >>> [bead.shape for bead in example.alignment.beads]
    [(1, 1), (1, 0)]
    """

    rule: str
    original: str
    translation: str
    original_language: str
    translation_language: str
    finds: bool
    why: str
    severity: Severity = "minor"  # what is found is at least as grave

    @property
    def alignment(self) -> Alignment:
        """The two texts threaded together, line by line."""
        originals, translations = self.original.split("\n"), self.translation.split("\n")
        if len(originals) != len(translations):
            raise ValueError(f"{self.rule}: {len(originals)} lines beside {len(translations)}: {self.why}")
        beads: list[Bead] = []
        left = right = 0
        for ours, theirs in zip(originals, translations, strict=True):
            stop, end = left + bool(ours), right + bool(theirs)
            if ours or theirs:
                beads.append(Bead(range(left, stop), range(right, end)))
            left, right = stop, end
        return Alignment(
            document("original", self.original_language, originals),
            document("translation", self.translation_language, translations),
            tuple(beads),
        )


def document(name: str, language: str, lines: list[str]) -> Document:
    """A document of one sentence a line, its signs read and left out; empty lines do not count."""
    text = ""
    blocks: list[Block] = []
    sentences: list[Sentence] = []
    marks: list[Mark] = []
    for line in filter(None, lines):
        sign = next((sign for sign in SIGNS if line.startswith(sign)), "")
        start = len(text)
        said, found = _linked(line.removeprefix(sign), start)
        span = Span(start, start + len(said))
        sentences.append(Sentence(span, len(blocks)))
        blocks.append(Block(SIGNS.get(sign, "paragraph"), span))
        marks += found
        text += said + "\n\n"
    return Document(name, language, text, tuple(blocks), tuple(sentences), tuple(marks))


def _linked(line: str, start: int) -> tuple[str, list[Mark]]:
    said, done = "", 0
    marks: list[Mark] = []
    for link in _LINK.finditer(line):
        said += line[done : link.start()]
        begin = start + len(said)
        said += link[1]
        marks.append(Mark("link", Span(begin, start + len(said)), link[2]))
        done = link.end()
    return said + line[done:], marks
