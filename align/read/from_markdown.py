"""Markdown in, a `Page` out: the text that a reader sees, without the signs that shaped it; front matter is metadata.

A list item's number and a heading's signs are gone, a table's row is one block with a tab between its cells, a picture is its
description. Footnotes stay where they were written. HTML within Markdown is read as HTML.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import unescape

import regex
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from align.errors import refuse
from align.model import Kind, MarkKind
from align.read import from_html
from align.read.inline import closed, formula, opened
from align.read.page import Page, Scribe

DEEPEST = 100  # blocks within blocks: below that the parser would leave text out without a word
MOST_OPEN = 1_000  # brackets of one paragraph: the parser's time grows with their square

_FRONT = regex.compile(r"\A\ufeff?(?P<fence>---|\+\+\+)[ \t]*\n(?P<facts>.*?)^(?P=fence)[ \t]*$\n?", regex.DOTALL | regex.MULTILINE)
_FACT = regex.compile(r"(?P<name>[\w.-]+)[ \t]*[:=](?:[ \t]+|$)(?P<value>.*)")
# A line that goes on with the fact before, or says nothing.
_MORE = regex.compile(r"(?:[ \t]+-?|-)[ \t]*(?P<value>\S.*)|[ \t]*[\]}]?|#.*")
# A header that some translation projects write as link definitions: [#]: subject: "A title"
_DEFINED = regex.compile(r"^\[#\]:[ \t]*(?P<name>\w+):(?P<value>.*)\n?", regex.MULTILINE)
_TAG = regex.compile(r"<(?P<closes>/?)(?P<tag>[A-Za-z][A-Za-z0-9-]*)")
_ATTRIBUTE = regex.compile(r"""\s(?P<name>[A-Za-z-]+)\s*=\s*(?:"(?P<value>[^"]*)"|'(?P<value>[^']*)'|(?P<value>[^\s"'>]+))""")

_HOMES: dict[str, Kind] = {"blockquote": "quote", "list_item": "list-item", "footnote_reference": "footnote"}
# Ends of blocks, and the kind of each; None where what is around it decides.
_CLOSES: dict[str, Kind | None] = {"heading_close": "heading", "tr_close": "table", "paragraph_close": None}
_MARKS: dict[str, MarkKind] = {"em": "emphasis", "strong": "emphasis", "link": "link"}


def read(text: str, name: str) -> Page:
    """The page of a Markdown file; `name` is for errors."""
    facts, text = _front_matter(text.replace("\r\n", "\n").replace("\r", "\n"))
    if any(paragraph.count("[") - paragraph.count("]") > MOST_OPEN for paragraph in text.split("\n\n")):
        raise refuse(name, f"a paragraph with more than {MOST_OPEN:,} open brackets", "close them, or read it as text")
    tokens = _parser().parse(text)
    if any(token.level >= DEEPEST - 1 for token in tokens):
        raise refuse(name, "quotes or lists within each other, deeper than a text can be", "take out the signs that make them")
    writer = _Writer(name)
    for token in tokens:
        writer.block(token)
    return writer.scribe.page(facts)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    return parser.use(footnote_plugin, inline=False, move_to_end=False)


def _front_matter(text: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """The facts at the head of a file, and the text without them."""
    defined = tuple(
        (found["name"], found["value"].strip().removeprefix('"').removesuffix('"').strip()) for found in _DEFINED.finditer(text)
    )
    text = _DEFINED.sub("", text)
    front = _FRONT.match(text)
    if not front or not (facts := _facts(front["facts"].splitlines())):
        return defined, text
    return (*facts, *defined), text[front.end() :]


def _facts(lines: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Names and values, one a line; nothing where a line is neither, for that is text between two rules."""
    facts: list[tuple[str, str]] = []
    for line in lines:
        if found := _FACT.fullmatch(line):
            facts.append((found["name"], found["value"].strip(" \t\"'")))
        elif more := _MORE.fullmatch(line):
            if facts and more["value"]:
                name, value = facts.pop()
                facts.append((name, f"{value} {more['value']}".strip()))
        else:
            return ()
    return tuple(facts)


class _Writer:
    """Tells a scribe what each token means, and keeps in mind which blocks are around."""

    def __init__(self, name: str) -> None:
        self.scribe = Scribe()
        self._name = name
        self._kinds: list[Kind] = ["paragraph"]
        self._first_cell = True
        self._unread = ""  # script or style, while their content goes by

    def block(self, token: Token) -> None:
        """A block opens or closes, or says its words."""
        name, _, edge = token.type.rpartition("_")
        if name in _HOMES:
            self._move(edge, _HOMES[name])
        elif token.type == "inline":
            for child in token.children or ():
                self._inline(child)
        elif token.type in ("fence", "code_block"):
            self.scribe.say(token.content)
            self.scribe.close("code")
        elif token.type == "html_block":
            from_html.write(self.scribe, token.content, self._name, self._kinds[-1])
        elif token.type == "hr":
            self.scribe.rule()
        elif token.type in ("th_open", "td_open"):
            self.scribe.say("" if self._first_cell else "\t")
            self._first_cell = False
        elif token.type in _CLOSES:
            self._close(_CLOSES[token.type] or self._kinds[-1])

    def _move(self, edge: str, kind: Kind) -> None:
        if edge == "open":
            self._kinds.append("footnote" if self._kinds[-1] == "footnote" else kind)
        else:
            self._kinds.pop()

    def _close(self, kind: Kind) -> None:
        self._first_cell = True
        if self.scribe.close(kind) and kind == "list-item":
            self._kinds[-1] = "paragraph"  # the second paragraph of an item is not a second item

    def _inline(self, token: Token) -> None:
        """Words, or a sign among them."""
        name, _, edge = token.type.rpartition("_")
        if token.type == "html_inline":
            self._tag(token.content)
        elif self._unread:
            return
        elif token.type in ("text", "text_special"):
            self.scribe.flow(token.content)
        elif token.type == "softbreak":
            self.scribe.wrap()
        elif token.type == "hardbreak":
            self.scribe.line()
        elif token.type == "image":
            address = str(token.attrGet("src") or "")
            self._marked("image", _plain(token.children or ()) or formula(address), address)
        elif token.type == "code_inline":
            self._marked("code", token.content)
        elif token.type == "footnote_ref":
            self._marked("footnote", f"[{token.meta['label']}]", str(token.meta["label"]))
        elif edge == "open" and name in _MARKS:
            self.scribe.begin(_MARKS[name], str(token.attrGet("href") or ""))
        elif edge == "close" and name in _MARKS:
            self.scribe.end(_MARKS[name])

    def _marked(self, kind: MarkKind, words: str, target: str = "") -> None:
        self.scribe.begin(kind, target)
        self.scribe.say(words)
        self.scribe.end(kind)

    def _tag(self, content: str) -> None:
        found = _TAG.match(content)
        if not found:
            return
        tag = found["tag"].lower()
        if tag in ("script", "style", "rp"):
            self._unread = "" if found["closes"] else tag
        elif tag == "br":
            self.scribe.line()
        elif found["closes"]:
            closed(self.scribe, tag)
        else:
            opened(self.scribe, tag, {one["name"].lower(): unescape(one["value"]) for one in _ATTRIBUTE.finditer(content)})


def _plain(tokens: Sequence[Token]) -> str:
    """What a picture's description says, without its signs."""
    return "".join(
        " " if token.type in ("softbreak", "hardbreak") else _plain(token.children or ()) or token.content for token in tokens
    )
