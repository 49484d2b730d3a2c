"""Words and marks in, a `Page` out: what a reader of one format gives, before its language and its sentences are known.

`Scribe` writes the page of a format with markup, block by block. Blocks stand two line ends apart, and what the markup said of a
run of words becomes a mark in its place.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from align.model import Block, Kind, Mark, MarkKind, Span

# White space, and what cannot be seen: nothing that is said begins or ends with it.
BLANK = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u00ad\u200b\u200e\u200f\u2060\ufeff"

# Between two characters that need no blank, a line end in a file means nothing (CSS Text 3, segment break transformation).
_WIDE = r"\p{script=Han}\p{script=Hiragana}\p{script=Katakana}\u3000-\u303f\uff00-\uffef"
_ALSO = rf"{_WIDE}“”‘’…—"
_LINE_END = r"[ \t]*[\n\r][ \t\n\r]*"
_SEAM = regex.compile(rf"(?<=[{_WIDE}]){_LINE_END}(?=[{_ALSO}])|(?<=[{_ALSO}]){_LINE_END}(?=[{_WIDE}])")
_FLOWING = " \t\n\r\f\v"
_GAP = regex.compile(rf"[{_FLOWING}]+")
_SURROGATE = regex.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Page:
    """A text with its blocks and marks; `language` is what the file says of itself, which is often wrong.

    `notes` say what in the file was not read.
    """

    text: str
    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    language: str = ""
    notes: tuple[str, ...] = ()


def whole(text: str) -> str:
    """The text with surrogates in pairs joined, and lone ones, which no file can hold, replaced by U+FFFD."""
    if text.isascii() or not _SURROGATE.search(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class Scribe:
    """Writes a page: words are said, marks begin and end around them, and a block is closed when it has been said."""

    def __init__(self) -> None:
        self._page: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._marks: list[Mark] = []
        # The block that is being said: its words, their length, and marks in it. The gap is white space that will count if more
        # words follow: a blank, or what the gap itself says where a blank would stand between two characters that need none.
        self._words: list[str] = []
        self._said = 0
        self._gap: str | None = None
        self._raised = False
        self._begun: list[tuple[MarkKind, str, int]] = []
        self._ended: list[tuple[MarkKind, str, int, int]] = []

    @property
    def last(self) -> str:
        """The last character said in this block."""
        return self._words[-1][-1] if self._words else ""

    def say(self, words: str) -> None:
        """Words as they stand."""
        if not words:
            return
        if self._gap is not None and self.last and not self.last.isspace():
            words = (self._gap if _SEAM.search(f"{self.last}\n{words[0]}") else " ") + words
        if self._raised and self.last.isdecimal() and (words[0].isdecimal() or words[0] in "-−"):
            words = f"^{words}"  # ten to the power of six is 10^6, not 106
        self._gap, self._raised = None, False
        self._words.append(words)
        self._said += len(words)

    def flow(self, words: str) -> None:
        """Words as a browser shows them: any white space is one blank, and none at the ends of a line."""
        inner = words.strip(_FLOWING)
        before = words[: len(words) - len(words.lstrip(_FLOWING))]
        self._leave(before)
        if inner:
            self.say(_GAP.sub(" ", _SEAM.sub("", inner)))
            self._leave(words[len(before) + len(inner) :])

    def wrap(self) -> None:
        """A line ends in the file, and the reader will see a blank; in Chinese, where lines are seldom wrapped, a new line."""
        self._gap = "\n"

    def line(self) -> None:
        """Goes to a new line within the block, if this one says anything."""
        self._gap = None
        if self.last not in ("", "\n", "\t"):
            self.say("\n")

    def rise(self) -> None:
        """The next words stand above the line."""
        self._raised = True

    def begin(self, kind: MarkKind, target: str = "") -> None:
        """The words from here on are a link, code …"""
        self._begun.append((kind, target, self._said))

    def end(self, kind: MarkKind) -> None:
        """Here ends the last mark of that kind; nothing where none has begun."""
        for number in reversed(range(len(self._begun))):
            if self._begun[number][0] == kind:
                self._ended.append((*self._begun.pop(number), self._said))
                return

    def ends_with(self, kind: MarkKind) -> bool:
        """Whether the last that was said is a mark of that kind."""
        return bool(self._ended) and self._gap is None and self._ended[-1][0] == kind and self._ended[-1][3] == self._said

    def close(self, kind: Kind, *, carry: bool = False) -> bool:
        """Closes the block; whether it said anything. A paragraph that is all pictures is a caption.

        Marks that have not ended end here; with `carry` they begin again in the next block, as a link around several blocks does.
        """
        words = "".join(self._words)
        marks = [*self._ended, *((*mark, self._said) for mark in self._begun)]
        self._words, self._said, self._gap, self._raised, self._ended = [], 0, None, False, []
        self._begun = [(what, target, 0) for what, target, _ in self._begun] if carry else []
        if not words.strip(BLANK):
            return False
        if kind == "paragraph" and _all_pictures(words, marks):
            kind = "caption"
        first = words.strip("\n").rstrip() if kind == "code" else words.strip(BLANK)
        place = self._length + 2 if self._page else 0
        moved = place - words.index(first)
        self._blocks.append(Block(kind, Span(place, place + len(first))))
        for what, target, start, stop in sorted(marks, key=lambda mark: mark[2:]):
            run = words[start:stop]
            start += len(run) - len(run.lstrip(BLANK))
            if start < (stop := start + len(run.strip(BLANK))):
                self._marks.append(Mark(what, Span(start + moved, stop + moved), target))
        self._page.append(first)
        self._length = place + len(first)
        return True

    def rule(self) -> None:
        """A line across the page."""
        self._blocks.append(Block("rule", Span(self._length, self._length)))

    def page(self, metadata: tuple[tuple[str, str], ...] = (), language: str = "") -> Page:
        """All that was written."""
        return Page("\n\n".join(self._page), tuple(self._blocks), tuple(self._marks), metadata, language)

    def _leave(self, space: str) -> None:
        if space:
            self._gap = "" if self._gap == "" or "\n" in space or "\r" in space else " "


def _all_pictures(words: str, marks: list[tuple[MarkKind, str, int, int]]) -> bool:
    pictures = [(start, stop) for kind, _, start, stop in marks if kind == "image"]
    if not pictures:
        return False
    rest, place = "", 0
    for start, stop in sorted(pictures):
        rest, place = rest + words[place:start], max(place, stop)
    return not (rest + words[place:]).strip(BLANK)
