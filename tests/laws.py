"""A file in, and what must hold of it whatever it says: by format, for the fuzzer (`scripts/fuzz.py`) and for what it once found.

An `InputError` is an answer. Any other exception is none, and neither is a broken law: every sentence stands on one bead, every
place is in its text, nothing that can be read is lost, nothing is written that was not read, and what is written reads back.
"""

from __future__ import annotations

import contextlib
import json
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from html import unescape
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

from lxml import etree
from markdown_it import MarkdownIt

from align import choices, corpus, pipeline, read, write
from align.corpus.manifest import MANIFEST
from align.entry import Entry
from align.errors import InputError
from align.model import Document, Glossary, Report, Span
from align.read import entries, from_xlsx, srx
from align.read.cutting import cutter
from align.read.glossary import read_glossary, sheet
from align.read.page import BLANK, whole
from align.settings import Settings, Source
from align.write.forms import FORMS
from align.write.glossaries import GLOSSARIES

SIDES = ("en", "zh-CN")
RULES = "-=*_~—–·•#"  # of which a line across a page is made
UNREAD = "annotation canvas head iframe rp script style svg template".split()
HEADINGS = {"Pairs": ("#", "original"), "Findings": ("id",), "Memory": ("from", "original", "to", "translation")}
GROUND = "Dr. No came at 6.15 p.m. “He left.” 他说：“走了。” Она ушла... " * 3


def text(path: Path) -> None:
    """A plain text is its document's text to the letter, and all but the lines across it is in its sentences."""
    found = document(path)
    with contextlib.suppress(UnicodeDecodeError):
        said = path.read_bytes().decode("utf-8-sig")
        assert "\0" in said or found.text == said
    rest = list(found.text)
    for sentence in found.sentences:
        rest[sentence.span.start : sentence.span.stop] = " " * (sentence.span.stop - sentence.span.start)
    assert {*rest} <= {*BLANK, *RULES}, {*rest} - {*BLANK, *RULES}


def html(path: Path) -> None:
    """Every letter that a page has outside of what is not for reading is in the document in its order, and no other is."""
    found = document(path)
    with contextlib.suppress(UnicodeDecodeError):
        said = whole(path.read_bytes().decode("utf-8-sig")).replace("\0", "\ufffd")
        if "charset" not in said and "encoding" not in said and "\ufffd" not in said:
            parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
            root = etree.fromstring(said.encode(), parser)
            etree.strip_elements(root, *UNREAD, with_tail=False)
            words = "".join(map(str, root.itertext()))
            assert _within(words, found.text)
            shown = "".join(map(str, root.xpath("//@alt | //@value"))) + unquote("".join(map(str, root.xpath("//@src"))))
            rubies, quotes, powers = (len(root.xpath(f"//{tag}")) for tag in ("rt", "q", "sup"))
            signs = "（）" * rubies + "“”" * quotes + "^" * powers  # in which a plain text says so
            assert not _seen(found.text) - _seen(words + shown + signs), "letters from nowhere"


def markdown(path: Path) -> None:
    """Every word that the parser finds outside of HTML is in the document, in its order, and no letter that the file has not."""
    found = document(path)
    with contextlib.suppress(UnicodeDecodeError):
        said = path.read_bytes().decode("utf-8-sig")
        if not said.startswith(("---", "+++")) and "<" not in said and "[#]:" not in said and "[^" not in said and "\0" not in said:
            tokens = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"]).parse(said)
            words = [child.content for token in tokens for child in token.children or () if child.type == "text"]
            assert _within("".join(words), found.text)
            assert not _seen(found.text) - _seen(said + unescape(said) + unquote(said)), "letters from nowhere"


def document(path: Path) -> Document:
    """Blocks stand one behind the other, each sentence is in its block, and every letter of a block is in a sentence."""
    found = read.document(Source(str(path), SIDES[0]), Settings())
    for span in (*(block.span for block in found.blocks), *(mark.span for mark in found.marks)):
        _fits(span, found.text)
    for one, two in pairwise(found.blocks):
        assert one.span.stop <= two.span.start
    spans: dict[int, list[Span]] = {}
    for sentence in found.sentences:
        block = found.blocks[sentence.block].span
        assert block.start <= sentence.span.start < sentence.span.stop <= block.stop
        spans.setdefault(sentence.block, []).append(sentence.span)
    for number, whole_block in enumerate(found.blocks):
        block, said, place = whole_block.span, "", whole_block.span.start
        for span in spans.get(number, []):
            assert place <= span.start
            said, place = said + found.text[place : span.start], span.stop
        assert not (said + found.text[place : block.stop]).strip(BLANK), "letters between sentences"
    return found


def memory(path: Path) -> None:
    """What is read as entries is written in every format that holds them, and reads back as the same."""
    given = SIDES if path.suffix != ".tmx" else (None, None)
    found = [row for row in entries.entries([str(path)], *given) if isinstance(row, Entry)]
    heading = entries.heading([str(path)])
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        for suffix in (".tmx", ".jsonl", ".tsv", ".xlf"):
            form = FORMS[suffix]
            kept = [entry for entry in found if form.holds(entry, SIDES) and not [*form.lost(entry, SIDES)]]
            if not kept:
                continue
            again = Path(folder) / f"again{suffix}"
            again.write_bytes(b"".join(piece for (piece,) in form.written(kept, heading, SIDES)))
            back = [row for row in entries.entries([str(again)], *SIDES) if isinstance(row, Entry)]
            assert [_said(entry, suffix) for entry in back] == [_said(entry, suffix) for entry in kept], suffix


def bitext(path: Path) -> None:
    """Every pair is on one bead; and what holds of a memory."""
    memory(path)
    for pair in read.pairs(str(path), *SIDES):
        assert len(pair.alignment.beads) == bool(pair.original.strip() or pair.translation.strip())
        for side in (pair.alignment.original, pair.alignment.translation):
            assert all(sentence.span == Span(0, len(side.text)) for sentence in side.sentences)
    read.passed_over(str(path), *SIDES)
    if path.suffix != ".jsonl":
        read.memories((path,), *SIDES)


def glossary(path: Path) -> None:
    """Every term says something, and the glossary written as our table or as TBX reads back."""
    found = Glossary(sheet(path, SIDES).terms, "case", "")
    for name in ("csv", "tsv", "tbx"):
        form = GLOSSARIES[name]
        kept = replace(found, terms=tuple(term for term in found.terms if term.text.strip()))
        assert len(kept.terms) == len(found.terms)
        lost = {id(term) for _, term in form.lost(kept, SIDES)}
        if kept.terms and not lost:
            again = path.with_name(f"again{form.suffix}")
            again.write_text(form.written(kept, SIDES), "utf-8", newline="")
            said = [{(term.concept, term.language, term.text, term.status) for term in each.terms} for each in (kept, _read(again))]
            assert said[0] == said[1], name
    read_glossary((path,))


def rules(path: Path) -> None:
    """Rules cut a text at places that rise within it."""
    found = srx.load(path)
    for tag in ("en", "zh-CN", "ru", "und"):
        places = cutter(found.of(tag))(GROUND)
        assert places == sorted({*places}) and all(0 < place < len(GROUND) for place in places)


def settings(path: Path) -> None:
    """What is chosen is kept beside a report, and read from there as the same."""
    said = choices.read(path)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        (Path(folder) / choices.RUN).write_bytes(choices.keeping(said))
        assert choices.kept(Path(folder)) == said


def manifest(path: Path) -> None:
    """Every version that another was made from is there."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        (Path(folder) / MANIFEST).write_bytes(path.read_bytes())
        (Path(folder) / "one.txt").write_bytes(b"The tide came in.")
        for made, later in corpus.article(Path(folder)).steps:
            assert made.name == later.made_from


def workbook(path: Path) -> None:
    """Every cell is text with an address; and what holds of a memory, where it is one."""
    for title, headings in HEADINGS.items():
        with contextlib.suppress(InputError):
            for row in from_xlsx.workbook(str(path), {title: headings}).sheets[title]:
                assert all(isinstance(row[heading], str) and row.where(heading).startswith(f"{title}!") for heading in headings)
    memory(path)


def record(path: Path) -> None:
    """The report that is read is written as a record that reads back as the same, but for a score that belies its findings."""
    report = read.record(path)
    again = path.with_name("again.json")
    again.write_text(write.json(report), "utf-8")
    assert write.json(replace(read.record(again), score=report.score)) == write.json(report)
    _holds(report)


def run(path: Path) -> None:
    """Half of the case is the original, half the translation; what holds of a report, and of all that is written of it."""
    data = path.read_bytes()
    one, two = path.with_name("one.md"), path.with_name("two.html")
    one.write_bytes(data[: len(data) // 2])
    two.write_bytes(data[len(data) // 2 :])
    report = pipeline.run(Source(str(one), SIDES[0]), Source(str(two), SIDES[1]), Settings())
    _holds(report)
    path.with_name("again.json").write_text(write.json(report), "utf-8")
    assert write.json(read.record(path.with_name("again.json"))) == write.json(report)


LAWS: Mapping[str, tuple[str, Callable[[Path], object]]] = {
    "text": (".txt", text), "markdown": (".md", markdown), "html": (".html", html), "docx": (".docx", document),
    "tmx": (".tmx", bitext), "xliff": (".xlf", bitext), "jsonl": (".jsonl", bitext), "table": (".tsv", bitext),
    "tbx": (".tbx", glossary), "glossary": (".csv", glossary), "omegat": (".txt", glossary), "srx": (".srx", rules),
    "toml": (".toml", settings), "manifest": (".toml", manifest), "xlsx": (".xlsx", workbook), "record": (".json", record),
    "run": (".bin", run),
}  # fmt: skip


def kept(reader: str, data: bytes, folder: Path) -> None:
    """Holds these bytes against the laws of a reader; they are a file in the folder meanwhile."""
    suffix, law = LAWS[reader]
    path = folder / f"case{suffix}"
    path.write_bytes(data)
    with contextlib.suppress(InputError):
        law(path)


def _holds(report: Report) -> None:
    """Every sentence is on one bead, places are in their texts, and no memory says what the texts do not."""
    alignment = report.alignment
    sides = (alignment.original, alignment.translation)
    for side, numbers in zip(sides, ("original", "translation"), strict=True):
        on = sorted(number for bead in alignment.beads for number in getattr(bead, numbers))
        assert on == list(range(len(side.sentences)))
    for finding in report.findings:
        assert all(0 <= number < len(alignment.beads) for number in finding.beads)
        for side, span in zip(sides, (finding.original, finding.translation), strict=True):
            assert span is None or _fits(span, side.text)
        for place in finding.related:
            _fits(place.span, alignment.document(place.side).text)
    for change in report.changes:
        assert change.span.of(alignment.document(change.side).text) == change.old
    for file in write.folder(report, read.glossary(None), Settings(), b""):
        if file.name.endswith(".tmx"):
            for unit in etree.fromstring(file.data).iter("tu"):
                for variant, side in zip(unit.iter("seg"), sides, strict=True):
                    assert report.changes or _within(variant.text or "", side.text)
        elif file.name.endswith(".json"):
            json.loads(file.data)


def _fits(span: Span, said: str) -> bool:
    assert 0 <= span.start <= span.stop <= len(said)
    return True


def _within(words: str, said: str) -> bool:
    """Whether all that can be seen of the words is said, in their order, whatever stands between."""
    rest = iter(said)
    return all(letter in rest for letter in words if letter not in BLANK and letter.isprintable())


def _seen(words: str) -> Counter[str]:
    """How often each letter that can be seen is in the words."""
    return Counter(letter for letter in words if letter not in BLANK and letter.isprintable())


def _said(entry: Entry, suffix: str) -> object:
    """What that format must give back of an entry; a line of JSON is always from one language into another."""
    if suffix == ".tmx":
        return entry
    if suffix == ".jsonl":
        return replace(entry, wordings=(entry.original, *entry.translations), source=entry.original.language)
    return [wording.text for wording in entry.pair(*SIDES) or ()]


def _read(path: Path) -> Glossary:
    return read_glossary((path,))
