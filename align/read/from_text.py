"""Plain text in, a `Page` out: the same characters, and where its paragraphs are.

Blank lines part paragraphs. Of lines that stand together, each is a paragraph of its own, as in text copied from a web page, unless
the text was wrapped at a column: then the first word of a line would not have fitted on the line before it. What is a heading, an
item or a quotation is told by plain signs, and in doubt it is a paragraph.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

import regex

from align.find import furniture
from align.model import Block, Kind, Span
from align.read.page import BLANK, Page

NARROW, WIDE = 40, 120  # columns: text is wrapped somewhere between them
TITLE = 90  # columns of the longest heading

_END = regex.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_LINE = regex.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_DOUBLE = regex.compile(r"[\p{East_Asian_Width=W}\p{East_Asian_Width=F}]")
_WORD = regex.compile(r"[^\s\p{Han}]+|.")
_RUNS_ON = regex.compile(r"[^.!?:;。！？：；…\"'”’»)\]」』）】]$")
_BULLET = regex.compile(r"[-*+•‣◦▪●○·–]\s+\S")
_ITEM = regex.compile(
    rf"{_BULLET.pattern}|[(（]?\d{{1,3}}[.)]\s+\S|[(（]?\d{{1,3}}[）、．]|\d{{1,3}}\.\p{{Han}}|[(（]?[一二三四五六七八九十]{{1,3}}[)）、．]|[①-⑳]"
)
_RULE = regex.compile(r"(?:[-=*_~—–·•#]\s*){3,}")
_STOPPED = regex.compile(r"""[.!?。！？…]["'”’»)\]」』）]*$""")
_OPEN_END = regex.compile(r"[.,;:!。，；：、！…\\/|—-]$")  # no heading ends so
_BEGINNING = regex.compile(r"""["'“‘「『《（(【]?[\p{Lu}\p{Lt}\p{Lo}\p{N}]""")
_UNDERLINE = regex.compile(r"=+|-{3,}")
_NAMES = regex.compile(r"\p{L}+")
_ADDRESS = regex.compile(r"://|www\.|\S@\S")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that says something, without the blanks around it; `run` is its run of lines between blank ones."""

    words: str
    start: int
    run: int
    width: int  # columns: a Chinese character has two

    @property
    def opens(self) -> bool:
        """Whether it cannot go on with the line before."""
        return bool(_ITEM.match(self.words) or _RULE.fullmatch(self.words))


@dataclass(frozen=True, slots=True)
class _Part:
    """What will be a block: a line, or the lines that it was before it was wrapped."""

    lines: tuple[_Line, ...]
    kind: Kind

    @property
    def span(self) -> Span:
        last = self.lines[-1]
        return Span(self.lines[0].start, last.start if self.kind == "rule" else last.start + len(last.words))

    @property
    def run(self) -> int:
        return self.lines[0].run

    @property
    def width(self) -> int:
        return sum(line.width for line in self.lines)

    @property
    def is_prose(self) -> bool:
        """Whether a heading could stand above it."""
        stopped = _STOPPED.search(self.lines[-1].words)
        return self.kind == "paragraph" and (self.width > TITLE or (self.width > NARROW and bool(stopped)))


def read(text: str, name: str = "") -> Page:
    """The page of a plain text, in which nothing is changed."""
    lines = tuple(_lines(text))
    parts = [_Part(tuple(one), _kind(one[0].words)) for one in _unwrapped(lines)]
    parts = _with_headings(_with_lists(parts))
    return Page(text, tuple(Block(part.kind, part.span) for part in parts))


def _lines(text: str) -> Iterator[_Line]:
    run, stop = 0, 0
    for found in _LINE.finditer(text):
        words = found[0].strip(BLANK)
        if not words:
            continue
        start = text.index(words, found.start())
        if len(_END.findall(text[stop:start])) > 1 or "\f" in text[stop:start] or "\u2029" in text[stop:start]:
            run += 1
        yield _Line(words, start, run, _width(found[0].rstrip(BLANK)))
        stop = start + len(words)


def _width(words: str) -> int:
    return len(words) + (0 if words.isascii() else len(_DOUBLE.findall(words)))


def _unwrapped(lines: Sequence[_Line]) -> list[list[_Line]]:
    """The lines, with those together that were one before the text was wrapped."""
    column = _column(lines)
    joined = [[line] for line in lines[:1]]
    for before, line in pairwise(lines):
        if column and _could_join(before, line) and _full(before, line, column):
            joined[-1].append(line)
        else:
            joined.append([line])
    return joined


def _column(lines: Sequence[_Line]) -> int:
    """Where the text was wrapped; 0 if it was not."""
    pairs = [pair for pair in pairwise(lines) if _could_join(*pair)]
    long = sum(line.width for line in lines if line.width > WIDE and " " in line.words)
    if not pairs or 5 * long > sum(line.width for line in lines):
        return 0
    # A few lines may stand out, with a word that could not be parted.
    column = sorted(before.width for before, _ in pairs)[int(0.9 * (len(pairs) - 1))]
    full = sum(_full(before, line, column) for before, line in pairs)
    runs_on = sum(bool(_RUNS_ON.search(before.words)) for before, _ in pairs)
    return column if column > NARROW and full > 0.75 * len(pairs) and runs_on >= 0.5 * len(pairs) else 0


def _could_join(before: _Line, line: _Line) -> bool:
    same = before.run == line.run and before.words.startswith(">") == line.words.startswith(">")
    return same and not line.opens and not _RULE.fullmatch(before.words)


def _full(before: _Line, line: _Line, column: int) -> bool:
    """Whether the next line's first word would not have fitted on this one."""
    word = _WORD.search(line.words)
    return before.width + 1 + _width(word[0] if word else "") > column


def _kind(words: str) -> Kind:
    if _RULE.fullmatch(words):
        return "rule"
    if words.startswith(">"):
        return "quote"
    return "list-item" if _ITEM.match(words) else "paragraph"


def _with_headings(parts: Sequence[_Part]) -> list[_Part]:
    around = [None, *parts, None]
    together = Counter(part.run for part in parts)
    return [
        replace(part, kind="heading") if _is_heading(before, part, after, together) else part
        for before, part, after in zip(around, parts, around[2:], strict=False)
    ]


def _is_heading(before: _Part | None, part: _Part, after: _Part | None, together: Mapping[int, int]) -> bool:
    words = part.lines[0].words
    if after is None or len(part.lines) > 1 or part.width > TITLE or part.kind not in ("paragraph", "list-item"):
        return False
    if part.kind == "list-item" and (_BULLET.match(words) or (before and before.kind == "list-item")):
        return False
    first, over = before is None or before.run != part.run, after.run == part.run
    if over and _UNDERLINE.fullmatch(after.lines[0].words):
        return True
    if not after.is_prose:
        return before is None and not over and _is_title(words) and len(_NAMES.findall(words)) > 2
    if over and first and together[part.run] == 2 and len(together) > 2 and after.width > max(WIDE, 2 * part.width):
        return bool(_BEGINNING.match(words))  # a short line right above a paragraph, where blank lines part the others
    return (first or over) and _is_title(words)


def _is_title(words: str) -> bool:
    if not _BEGINNING.match(words) or _OPEN_END.search(words) or _ADDRESS.search(words):
        return False
    letters = "".join(_NAMES.findall(words))
    return len(letters) > 2 and 2 * len(letters) > len(words) and not furniture(words)


def _with_lists(parts: Sequence[_Part]) -> list[_Part]:
    """Three lines or more that stand together below a colon are a list that lost its signs."""
    result: list[_Part] = []
    for _, group in groupby(parts, lambda part: part.run):
        run = list(group)
        plain = all(part.kind == "paragraph" and len(part.lines) == 1 for part in run)
        if plain and len(run) > 2 and result and result[-1].lines[-1].words.endswith((":", "：")):
            run = [replace(part, kind="list-item") for part in run]
        result += run
    return result
