"""Word documents: what is read of them, what is only counted, and what is refused."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from align import pipeline, read
from align.errors import InputError
from align.model import Document
from align.read import package
from align.settings import Settings, Source

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org"
R = f"{OFFICE}/officeDocument/2006/relationships"
PACKAGE = f"{OFFICE}/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

TYPES = f"""{HEAD}<Types xmlns="{PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/></Types>"""
TOP = f"""{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{R}/officeDocument"
Target="word/document.xml"/></Relationships>"""
LINKS = f"""{HEAD}<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="n1" Type="{R}/footnotes" Target="footnotes.xml"/><Relationship Id="s1" Type="{R}/styles" Target="styles.xml"/>
<Relationship Id="c1" Type="{R}/comments" Target="comments.xml"/><Relationship Id="m1" Type="{R}/numbering" Target="numbering.xml"/>
<Relationship Id="l1" Type="{R}/hyperlink" Target="https://example.org/lamp" TargetMode="External"/></Relationships>"""
STYLES = f"""{HEAD}<w:styles xmlns:w="{W}">
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Quote"/></w:style></w:styles>"""
NUMBERING = f"""{HEAD}<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""
NOTES = f"""{HEAD}<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">
<w:p><w:r><w:t>The bill is in the archive.</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""
COMMENTS = f"""{HEAD}<w:comments xmlns:w="{W}"><w:comment w:id="0" w:author="x">
<w:p><w:r><w:t>Is this so?</w:t></w:r></w:p></w:comment>
</w:comments>"""
FACTS = f"""<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"
xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The lamp</dc:title><dc:creator>M. Orr</dc:creator></cp:coreProperties>"""

ARTICLE = """
<w:p><w:pPr><w:pStyle w:val="H1"/></w:pPr><w:r><w:t>The lamp on the pier</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">It was lit in 1921 by </w:t></w:r>
<w:hyperlink r:id="l1"><w:r><w:t>the keeper</w:t></w:r></w:hyperlink>
<w:r><w:t>.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t xml:space="preserve"> It </w:t></w:r>
<w:del w:id="5"><w:r><w:delText>never</w:delText></w:r></w:del><w:ins w:id="6"><w:r><w:t>always</w:t></w:r></w:ins>
<w:r><w:t xml:space="preserve"> burned oil.</w:t></w:r><w:r><w:commentReference w:id="0"/></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>Twelve panes of glass</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="Q"/></w:pPr><w:r><w:t>Nobody kept the diary.</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Year</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Boats</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
"""


def packed(body: str = ARTICLE, **parts: str) -> bytes:
    """A Word document with that body; further parts by name, with `__` for a slash, in place of the usual ones."""
    document = f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>'
    usual = {
        "[Content_Types].xml": TYPES, "_rels/.rels": TOP, "word/document.xml": document, "word/_rels/document.xml.rels": LINKS,
        "word/styles.xml": STYLES, "word/numbering.xml": NUMBERING, "word/footnotes.xml": NOTES, "word/comments.xml": COMMENTS,
        "docProps/core.xml": FACTS,
    }  # fmt: skip
    written = io.BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as package:
        for name, content in (usual | {f"word/{name}.xml": text for name, text in parts.items()}).items():
            package.writestr(name, content)
    return written.getvalue()


def document(folder: Path, content: bytes) -> Document:
    path = folder / "lamp.docx"
    path.write_bytes(content)
    return read.document(Source(str(path), "en"), Settings())


def refused(folder: Path, content: bytes) -> str:
    with pytest.raises(InputError) as caught:
        document(folder, content)
    return str(caught.value)


def test_a_word_document_has_its_blocks_marks_and_facts(tmp_path: Path) -> None:
    found = document(tmp_path, packed())
    blocks = [(block.kind, block.span.of(found.text)) for block in found.blocks]
    assert blocks[0] == ("heading", "The lamp on the pier")
    assert blocks[1][0] == "paragraph"
    assert blocks[2:] == [
        ("list-item", "Twelve panes of glass"), ("quote", "Nobody kept the diary."), ("table", "Year\tBoats"),
        ("footnote", "The bill is in the archive."),
    ]  # fmt: skip
    assert next((mark.span.of(found.text), mark.target) for mark in found.marks) == ("the keeper", "https://example.org/lamp")
    assert found.metadata == (("title", "The lamp"), ("author", "M. Orr"))


def test_tracked_changes_are_accepted_comments_left_out_and_both_are_said(tmp_path: Path) -> None:
    found = document(tmp_path, packed())
    assert "It always burned oil." in found.text
    assert "never" not in found.text
    assert "Is this so" not in found.text
    assert [note.partition(": ")[2] for note in found.notes] == [
        "tracked changes were read as if all were accepted: 1 inserted, 1 deleted.",
        "comments were not read: 1.",
    ]


def test_a_run_passes_on_what_was_not_read(tmp_path: Path) -> None:
    for name in ("one.docx", "two.docx"):
        (tmp_path / name).write_bytes(packed(ARTICLE if name == "one.docx" else ARTICLE.replace("Nobody", "No one")))
    report = pipeline.run(Source(str(tmp_path / "one.docx"), "en"), Source(str(tmp_path / "two.docx"), "en"), Settings())
    assert sum("tracked changes" in warning for warning in report.warnings) == 2


def test_standard_input_may_be_a_word_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(packed())))
    assert read.document(Source("-", "en"), Settings()).text.startswith("The lamp on the pier")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04", "cannot be unpacked"),
        (b"no package at all", "cannot be unpacked"),
        (b"\xd0\xcf\x11\xe0 old", "an old Word document (.doc), or one with a password"),
        (packed()[:900], "cannot be unpacked"),
        (packed("<w:p><w:r>"), "word/document.xml: is damaged"),
        (packed(styles="<open>"), "word/styles.xml: is damaged"),
        (packed(styles='<!DOCTYPE a [<!ENTITY b "c">]><a/>'), "has declarations of its own"),
    ],
    ids=range(7),  # the bytes have the time in them, and so would the names
)
def test_what_is_no_word_document_is_refused_with_its_place(tmp_path: Path, content: bytes, said: str) -> None:
    assert said in refused(tmp_path, content)


def test_a_package_without_a_text_part_is_refused(tmp_path: Path) -> None:
    """A spreadsheet under another name, say."""
    written = io.BytesIO()
    with ZipFile(written, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
    assert "it has no text part" in refused(tmp_path, written.getvalue())


def test_a_document_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    content = packed(comments="<a>" + " " * (package.LARGEST + 1) + "</a>")
    assert len(content) < 1_000_000
    assert "when unpacked" in refused(tmp_path, content)


@pytest.mark.parametrize(("deep", "said"), [(60, "deeper than a text can be"), (200, "is damaged: Excessive depth")])
def test_tables_within_tables_without_end_are_refused(tmp_path: Path, deep: int, said: str) -> None:
    body = "<w:tbl><w:tr><w:tc>" * deep + "<w:p><w:r><w:t>x</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * deep
    assert said in refused(tmp_path, packed(body))
