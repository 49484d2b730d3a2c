"""Files and pages of the web in, complete Documents out. The suffix of a name chooses the reader; without one, the text does."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from os import PathLike
from pathlib import Path
from typing import Literal

import regex

from align import language as languages
from align.errors import refuse
from align.model import Block, Document, Sentence, Span
from align.read import files, from_docx, from_html, from_markdown, from_text, misnamed, sentences, srx
from align.read.beads import compared, sets
from align.read.bitext import doubt, pairs, passed_over
from align.read.cutting import Rules
from align.read.encoding import decode
from align.read.files import same
from align.read.from_record import record
from align.read.glossary import read_glossary as glossary
from align.read.memory import memories
from align.read.page import BLANK, Page, whole
from align.read.paired import Pair
from align.settings import Settings, Source

__all__ = [
    "PACKED", "READERS", "Format", "Pair", "compared", "document", "doubt", "glossary", "lines", "memories", "pairs", "passed_over",
    "record", "rules", "same", "sets", "text",
]  # fmt: skip

Format = Literal["txt", "md", "html"]
Reader = Callable[[str, str], Page]

READERS: dict[str, Reader] = {
    ".txt": from_text.read,
    ".md": from_markdown.read,
    ".markdown": from_markdown.read,
    ".html": from_html.read,
    ".htm": from_html.read,
    ".xhtml": from_html.read,
}
# Files that are no text until they are unpacked.
PACKED: dict[str, Callable[[bytes, str], Page]] = {".docx": from_docx.read}
_HTML = regex.compile(
    r"\ufeff?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", regex.I | regex.S
)
_ZIP = b"PK\x03\x04"
# Signs that hardly anyone writes in plain text: headings, fences, links, pictures, front matter.
_MARKDOWN = regex.compile(r"^(?:#{1,6} \S|```|~~~|\[#\]:|={3,}$)|\]\((?:https?:|/|#)|!\[|\A---\n\w+:", regex.M)

_SIGN = regex.compile(r"^(#{1,6}) \S|^(```)|(\]\()(?:https?:|/|#)|(!\[)[^\]\n]*\]\(", regex.M)
_KINDS = 2  # of signs, by which plain text is known as Markdown; headings of two levels are two

_DEFAULTS = Settings()


def document(source: Source | str | PathLike[str], settings: Settings = _DEFAULTS) -> Document:
    """The document at a place: a file, an address, or `-` for standard input.

    An `InputError` says what is wrong with it, or that its language is not clear and must be named.
    """
    source = Source.of(source)
    taken = files.take(source.place, settings.largest)
    name, content, suffix = taken.name, taken.content, taken.suffix
    if suffix in PACKED or (not suffix and content.startswith(_ZIP)):
        page = PACKED[suffix or ".docx"](content, name)
    elif suffix and suffix not in READERS:
        raise refuse(name, f"{suffix} files are not read", f"give one of {' '.join((*READERS, *PACKED))}")
    else:
        said = decode(content, name, markup=suffix in ("", ".html", ".htm", ".xhtml"), charset=taken.charset)
        page = (READERS[suffix] if suffix else _reader(said))(said, name)
        if suffix == ".txt" and len({sign.group(sign.lastindex or 0) for sign in _SIGN.finditer(said[:100_000])}) >= _KINDS:
            page = replace(page, notes=(*page.notes, f"{name} looks like Markdown: name it .md, or its signs are read as words."))
    return _document(page, name, source.language, rules(settings), hashlib.sha256(content).hexdigest())


def text(text: str, *, name: str, language: str | None = None, kind: Format = "txt") -> Document:
    """The document that a text in hand makes, read as plain text, Markdown or HTML, and cut by our own rules."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    page = READERS[f".{kind}"](whole(text), name)
    return _document(page, name, language, rules(Settings()), digest)


def lines(place: str, language: str | None = None, settings: Settings | None = None) -> Document:
    """A file with one sentence a line as a document: the number of a sentence is that of its line, from 0, blank lines too.

    The lines are one block, for such a file says nothing of paragraphs.
    """
    name = files.name(place)
    content = files.load(place, (settings or Settings()).largest)
    said = decode(content, name)
    spans, start = [], 0
    for line in said.removesuffix("\n").split("\n"):
        words = line.strip(BLANK)
        begin = start + (line.index(words) if words else 0)
        spans.append(Span(begin, begin + len(words)))
        start += len(line) + 1
    page = Page(said, (Block("paragraph", Span(0, len(said))),))
    cut = tuple(Sentence(span, 0) for span in spans)
    tag = _language(page, name, language)
    notes = tuple(misnamed.text(name, said, tag)) if language else ()
    return Document(Path(name).name, tag, said, page.blocks, cut, sha256=hashlib.sha256(content).hexdigest(), notes=notes)


def rules(settings: Settings) -> Rules:
    """The rules by which a run cuts sentences: the user's, or ours."""
    return srx.load(settings.srx) if settings.srx else _ours()


@cache
def _ours() -> Rules:
    return srx.load(languages.SRX, ours=True)


def _document(page: Page, name: str, language: str | None, rules: Rules, digest: str) -> Document:
    if not page.text.strip(BLANK):
        raise refuse(name, "has no text in it")
    tag = _language(page, name, language)
    cut = sentences.cut(page.text, page.blocks, tag, rules)
    notes = (*page.notes, *(misnamed.text(name, page.text, tag) if language else ()))
    return Document(files.short(name), tag, page.text, page.blocks, cut, page.marks, page.metadata, digest, notes)


def _language(page: Page, name: str, language: str | None) -> str:
    """The language that was named, or the text's own where that is clear; what a file says of itself only settles a doubt."""
    if language is not None:
        try:
            return languages.exact(languages.canonical(language), page.text)
        except ValueError as error:
            raise refuse(name, str(error), "a tag is such as en, zh-CN, zh-TW, de") from None
    guess = languages.detect(page.text)
    if not guess.doubtful:
        return guess.tag
    try:
        return languages.canonical(page.language)
    except ValueError:
        likely = "" if guess.tag == "und" else f"; it may be {guess.tag}"
        raise refuse(
            name,
            f"its language is not clear{likely}",
            "name it: --from for the original, --to for the translation; in a program, language=",
        ) from None


def _reader(text: str) -> Reader:
    """The reader for a text without a file's name."""
    if _HTML.match(text):
        return from_html.read
    return from_markdown.read if _MARKDOWN.search(text[:100_000]) else from_text.read
