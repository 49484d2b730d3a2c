"""What a rule finds and what it leaves alone, shown on texts of a few lines. Each check keeps its examples beside its rules.

Both texts are written one sentence a line, and line stands beside line; an empty line is nothing on that side. A line is a block of
its own, a paragraph unless it begins with the sign of another kind, and `[words](address)` is a link. A line that begins with `+ `
goes on in the block before it, and ` | ` stands between two sentences of a line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from align.model import Alignment, Bead, Block, Document, Kind, Mark, Sentence, Severity, Span

SIGNS: dict[str, Kind] = {"# ": "heading", "- ": "list-item", "> ": "quote", "[^] ": "footnote", "``` ": "code", "| ": "table"}

ON, BETWEEN = "+ ", " | "

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
    order: tuple[int, ...] = ()  # for each line of the original, the translation's line that answers it, where that is another

    @property
    def alignment(self) -> Alignment:
        """The two texts threaded together, line by line."""
        originals, translations = self.original.split("\n"), self.translation.split("\n")
        if len(originals) != len(translations):
            raise ValueError(f"{self.rule}: {len(originals)} lines beside {len(translations)}: {self.why}")
        ours, theirs = _numbers(originals), _numbers(translations)
        pairs = zip(ours, (theirs[place] for place in self.order or range(len(theirs))), strict=True)
        beads = [Bead(one, two) for one, two in pairs if one or two]
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
        sign = next((sign for sign in (ON, *SIGNS) if line.startswith(sign)), "")
        start, kind = len(text), SIGNS.get(sign, "paragraph")
        if sign == ON:
            last = blocks.pop()
            text, start, kind = text.removesuffix("\n\n") + " ", last.span.start, last.kind
        for sentence in line.removeprefix(sign).split(BETWEEN):
            said, found = _linked(sentence, len(text))
            sentences.append(Sentence(Span(len(text), len(text) + len(said)), len(blocks)))
            marks += found
            text += said + " "
        text = text.removesuffix(" ")
        blocks.append(Block(kind, Span(start, len(text))))
        text += "\n\n"
    return Document(name, language, text, tuple(blocks), tuple(sentences), tuple(marks))


def _numbers(lines: list[str]) -> list[range]:
    """For each line the numbers of its sentences."""
    counts = [len(line.split(BETWEEN)) if line else 0 for line in lines]
    return [range(sum(counts[:place]), sum(counts[: place + 1])) for place in range(len(counts))]


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
