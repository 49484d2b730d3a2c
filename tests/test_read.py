"""Files in, complete Documents out."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align import read
from align.errors import InputError
from align.model import Document
from align.read.encoding import decode
from align.read.page import BLANK
from align.settings import Settings, Source

ENGLISH = "The fan stopped in the night. Nobody in the house knows why it did."
SIMPLIFIED = "风扇在夜里停了，没有人知道为什么。我们又买了一台。"
TRADITIONAL = "風扇在夜裡停了，沒有人知道為什麼。我們又買了一臺。"
FRENCH = "Le café du théâtre est fermé. Personne n’a su où aller, ni à quelle heure."


def document(folder: Path, name: str, content: str | bytes, language: str | None = "en") -> Document:
    """The document of a file with that content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read.document(Source(str(path), language), Settings())


def refused(folder: Path, name: str, content: str | bytes, language: str | None = "en") -> str:
    """Why a file with that content is refused."""
    with pytest.raises(InputError) as error:
        document(folder, name, content, language)
    return str(error.value)


def blocks(text: str, kind: read.Format = "txt", language: str = "en") -> list[tuple[str, str]]:
    """The kinds and texts of the blocks of a text."""
    found = read.text(text, name="a text", language=language, kind=kind)
    return [(block.kind, block.span.of(found.text)) for block in found.blocks]


def said(found: Document) -> list[str]:
    """The sentences of a document."""
    return [found.said(number) for number in range(len(found.sentences))]


# ---- files


def test_a_document_is_whole(tmp_path: Path) -> None:
    """Its name, language, text, sentences, and the digest of its bytes."""
    found = document(tmp_path, "fan.txt", ENGLISH, language=None)
    assert (found.name, found.language, found.text) == ("fan.txt", "en", ENGLISH)
    assert said(found) == ["The fan stopped in the night.", "Nobody in the house knows why it did."]
    assert found.sha256 == hashlib.sha256(ENGLISH.encode()).hexdigest()


def test_the_language_that_was_named_holds(tmp_path: Path) -> None:
    """And is written as BCP-47 writes it."""
    assert document(tmp_path, "a.txt", ENGLISH, "EN_gb").language == "en-GB"
    assert "is no language tag" in refused(tmp_path, "a.txt", ENGLISH, "english")


def test_a_doubtful_language_asks_for_its_name(tmp_path: Path) -> None:
    """The message names both options, for a reader does not know which side it reads."""
    said = refused(tmp_path, "a.txt", "OK", None)
    assert "its language is not clear" in said and "language=" in said
    assert "--from" in said
    assert "--to" in said


def test_what_a_page_says_of_its_language_settles_a_doubt_only(tmp_path: Path) -> None:
    """Templates say `en` of pages in any language."""
    assert document(tmp_path, "a.html", '<html lang="en-GB"><p>OK</p>', None).language == "en-GB"
    assert document(tmp_path, "b.html", f'<html lang="en"><p>{SIMPLIFIED}</p>', None).language == "zh-CN"


@pytest.mark.parametrize("name", ["a.txt", "a.MD", "a.markdown", "a.html", "a.htm", "a.xhtml"])
def test_every_suffix_has_its_reader(tmp_path: Path, name: str) -> None:
    """In small letters and capitals."""
    assert said(document(tmp_path, name, "One.\n\n<p>Two.</p>"))[-1].strip("</p> ") == "Two."


def test_an_unknown_suffix_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    assert ".txt .md .markdown .html .htm .xhtml .docx" in refused(tmp_path, "a.odt", "x")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<!DOCTYPE html><p>One.</p>", ["One."]),
        ("<?xml version='1.0'?>\n<!-- saved --><html><p>One.</p></html>", ["One."]),
        ("# One\n\nTwo.", ["One", "Two."]),
        ("See [one](https://example.org).", ["See one."]),
        ("One < two > three.\n- four", ["One < two > three.", "- four"]),
    ],
)
def test_standard_input_is_read_as_what_it_looks_like(monkeypatch: pytest.MonkeyPatch, content: str, expected: list[str]) -> None:
    """HTML by its beginning, Markdown by signs that plain text has not."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    found = read.document(Source("-", "en"), Settings())
    assert said(found) == expected
    assert found.name == "standard input"


def test_a_place_without_a_file_is_refused(tmp_path: Path) -> None:
    """A missing file, a folder."""
    for place, what in (
        (tmp_path / "none.txt", "no such file"),
        (tmp_path, "is a folder"),
    ):
        with pytest.raises(InputError, match=what):
            read.document(Source(str(place)), Settings())


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b" \n\t\xe2\x80\x8b\n", b"\xff\xfe"])
def test_a_file_without_text_is_refused(tmp_path: Path, content: bytes) -> None:
    """Whether it has no bytes or only blanks."""
    assert any(part in refused(tmp_path, "a.txt", content) for part in ("is empty", "has no text in it"))
    assert "has no text in it" in refused(tmp_path, "a.html", "<html><script>x</script><!-- y --></html>")


def test_a_file_over_the_cap_is_refused(tmp_path: Path) -> None:
    """The cap is said."""
    path = tmp_path / "a.txt"
    path.write_text("x" * 1001)
    with pytest.raises(InputError, match=r"larger than 0\.001 MB"):
        read.document(Source(str(path), "en"), Settings(largest=1000))
    assert read.document(Source(str(path), "en"), Settings(largest=1001)).text == "x" * 1001


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"PK\x03\x04\x14\0\x06", "a Word document or another ZIP"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a picture"),
        (b"{\\rtf1 Text}", "an RTF document"),
        (bytes(range(256)) * 8, "a binary file"),
        (b"\0" * 200, "a binary file"),
    ],
)
def test_a_binary_file_is_refused_by_what_it_looks_like(tmp_path: Path, content: bytes, what: str) -> None:
    """Under the name of a text."""
    assert what in refused(tmp_path, "a.txt", content)


def test_a_text_may_begin_like_a_picture(tmp_path: Path) -> None:
    """GIF8 is how the files begin, and how this text does."""
    assert document(tmp_path, "a.txt", "GIF89a is a format.").text == "GIF89a is a format."


@pytest.mark.parametrize(
    "content", [b"\xef\xbb\xbfabc \xff", b"\xff\xfeabc", b"ab \x81\x8d\x8f\xff\x90 " * 5, FRENCH.encode() + b"\xe9"]
)
def test_undecodable_bytes_are_refused(tmp_path: Path, content: bytes) -> None:
    """The remedy is UTF-8; no byte is guessed at."""
    assert "save it as UTF-8" in refused(tmp_path, "a.txt", content)


# ---- encodings


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *(
            (SIMPLIFIED, encoding)
            for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be", "gb18030", "gbk")
        ),
        *((TRADITIONAL, encoding) for encoding in ("utf-8", "utf-16-be", "gb18030", "big5")),
        *((FRENCH, encoding) for encoding in ("utf-8", "utf-16-le", "cp1252")),
        ("Größere Fässer, ältere Bäume.", "latin-1"),
        ("扇風機は夜のうちに止まった。なぜか誰も知らない。" * 4, "shift_jis"),
        ("扇風機は夜のうちに止まった。なぜか誰も知らない。" * 4, "euc_jp"),
        ("Вентилятор остановился ночью, никто не знает почему. " * 4, "cp1251"),
    ],
)
def test_encodings_are_told_apart(text: str, encoding: str) -> None:
    """Every character comes back, and no byte order mark."""
    assert decode(f"{text}\r\n1. {text}\n".encode(encoding), "a text") == f"{text}\r\n1. {text}\n"


@pytest.mark.parametrize("encoding", ["gb2312", "big5", "shift_jis", "euc-kr", "windows-1251", "iso-2022-jp"])
def test_a_page_may_declare_its_encoding(encoding: str) -> None:
    """In a tag or in the declaration of XML; a word is too short to tell it otherwise."""
    word = {"gb2312": "风", "big5": "風", "shift_jis": "か", "euc-kr": "한", "windows-1251": "Да", "iso-2022-jp": "か"}[encoding]
    for head in (
        f'<meta charset="{encoding}">',
        f'<?xml version="1.0" encoding="{encoding}"?>',
        f"<meta content='text/html; charset={encoding}'>",
    ):
        page = f"<html>{head}<p>{word}</p>"
        assert decode(page.encode(encoding), "a page", markup=True) == page


def test_utf_8_holds_against_what_a_page_declares() -> None:
    """A browser saves a page in UTF-8 and leaves the old declaration in it."""
    page = f'<meta charset="gb2312"><p>{SIMPLIFIED}</p>'
    assert decode(page.encode(), "a page", markup=True) == page


@pytest.mark.parametrize("content", ["a\ud800b".encode("utf-8", "surrogatepass"), b"\xff\xfea\0\x00\xd8b\0"])
def test_an_unpaired_surrogate_is_replaced(content: bytes) -> None:
    """It could not be written again."""
    assert decode(content, "a text") == "a\ufffdb"


@settings(deadline=None)
@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff\ufffe"), min_size=1),
    st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]),
)
def test_a_text_with_a_mark_comes_back(text: str, encoding: str) -> None:
    """Whatever is in it."""
    assert decode(text.encode(encoding), "a text") == text


# ---- laws


@settings(max_examples=150, deadline=None)
@given(
    st.text(st.sampled_from("ab. \n\r\t\u2028\x85\u200b\xa0中。#>-*1.[]()<p>/&;|`_=:~\ud800\x01"), max_size=80),
    st.sampled_from(["txt", "md", "html"]),
)
def test_whatever_is_read_keeps_the_laws(text: str, kind: read.Format) -> None:
    """A document is built or its lack of text is told; no surrogate survives; what can be seen stands in a block and a sentence."""
    try:
        found = read.text(f"w {text}", name="a text", language="en", kind=kind)
    except InputError:
        return
    assert not any(0xD800 <= ord(character) < 0xE000 for character in found.text)
    lying = {place for block in found.blocks for place in range(block.span.start, block.span.stop)}
    spoken = {place for sentence in found.sentences for place in range(sentence.span.start, sentence.span.stop)}
    seen = {place for place, character in enumerate(found.text) if character not in BLANK}
    assert seen & lying <= spoken
    assert seen <= lying or "rule" in {block.kind for block in found.blocks}
    for mark in found.marks:
        assert mark.span.of(found.text).strip(BLANK)


def test_plain_text_is_not_touched() -> None:
    """Line ends, NBSP, soft hyphens, zero widths and control characters stay, so that places in the text are places in the file."""
    text = "\u200bA para\u00adgraph.\u00a0It ends.\r\n\r\nNext\u200b one.\x01\x85\u2028Last\ufeff.\rEnd\u2029"
    found = read.text(text, name="a text", language="en")
    assert found.text == text
    assert said(found) == ["A para\u00adgraph.", "It ends.", "Next\u200b one.\x01", "Last\ufeff.", "End"]


# ---- plain text


def test_lines_copied_from_a_page_are_paragraphs() -> None:
    """Buttons and all; a heading is a short line over a paragraph."""
    prose = "A paragraph that goes on for quite a while, because nothing wraps it before the reader’s window."
    text = f"The fan that stopped\n\nShare\nCopy link\n\n{prose}\n{prose}\n\nWhat we know\n\n{prose}\n\nSubscribe\n\n{prose}"
    assert blocks(text) == [
        ("heading", "The fan that stopped"),
        ("paragraph", "Share"),
        ("paragraph", "Copy link"),
        ("paragraph", prose),
        ("paragraph", prose),
        ("heading", "What we know"),
        ("paragraph", prose),
        ("paragraph", "Subscribe"),
        ("paragraph", prose),
    ]


def test_wrapped_lines_are_joined() -> None:
    """The first word of a line would not have fitted on the line before; after a short line a new paragraph begins."""
    one = (
        "This paragraph was wrapped at some column by an editor that\nknew of no window, and so its sentences go on over the ends\n"
        "of lines. Then it ends."
    )
    two = "Another one follows it without a blank line between them, for\nsome people write so. It is wrapped as well."
    assert blocks(
        f"{one}\n{two}\n\n- an item that was wrapped as well, because it is so long that\n  nobody would read it\n- a short one"
    ) == [
        ("paragraph", one),
        ("paragraph", two),
        ("list-item", "- an item that was wrapped as well, because it is so long that\n  nobody would read it"),
        ("list-item", "- a short one"),
    ]


def test_chinese_is_wrapped_by_columns_too() -> None:
    """A Chinese character has two of them, and no blank goes before it."""
    text = "这一段话很长很长，所以它的作者把它分成了几行\n来写，每一行差不多一样长，这样在屏幕上看起来\n就整齐了。"
    assert blocks(text, language="zh-CN") == [("paragraph", text)]


def test_one_sentence_a_line_is_not_joined() -> None:
    """Lines of many lengths were not wrapped."""
    lines = [
        "He came in.",
        "He looked at the man by the door, and the man looked at him.",
        "Nobody spoke for a while.",
        "Then it rained.",
    ]
    assert blocks("\n".join(lines)) == [("paragraph", line) for line in lines]


def test_signs_tell_items_quotations_and_rules() -> None:
    """Chinese numbers and brackets too; a number is no sign, nor is a year."""
    text = "• one\n2. two\n（三）三\n一、四\n> five\n-----\n3.5 is a number.\n2019 was a year."
    assert [kind for kind, _ in blocks(text)] == ["list-item"] * 4 + ["quote", "rule", "paragraph", "paragraph"]


def test_lines_below_a_colon_are_a_list() -> None:
    """Three or more, where blank lines part the paragraphs."""
    text = "It has three reasons:\n\nthe cold of winter,\nthe dust, and\nthe age of the fan.\n\nThat is all."
    assert [kind for kind, _ in blocks(text)] == ["paragraph", "list-item", "list-item", "list-item", "paragraph"]


@pytest.mark.parametrize(
    "line", ["Share", "May 07, 2026", "By Ada Berg", "it goes on", "Write to us:", "See https://example.org", "12"]
)
def test_a_short_line_may_be_no_heading(line: str) -> None:
    """Buttons, dates, credits, addresses, and lines that say that they go on."""
    assert blocks(f"Some text.\n\n{line}\n\nA paragraph that is long enough to be one under a heading.")[1] == ("paragraph", line)


def test_a_point_right_above_its_paragraph_is_a_heading() -> None:
    """Where blank lines part the others; it may end with a stop."""
    prose = "The paragraph below it goes on about the fan." + " So does this." * 6
    assert blocks(f"Some text.\n\nFirst, the fan is old.\n{prose}\n\nMore text.")[1:3] == [
        ("heading", "First, the fan is old."),
        ("paragraph", prose),
    ]


# ---- Markdown


def test_markdown_is_read_as_it_is_seen() -> None:
    """Signs are gone, kinds are told, entities are characters, lines of the file are none of the text."""
    text = (
        'Title\n=====\n\n## Part *one* ##\n\nA [link](https://example.org "t") &amp;\n`code` \\* <b>bold</b>.  \nNext line.\n\n'
        "1. one\n\n   more of one\n2. two\n   - three\n\n> quoted\n> still\n\n```py\na = 1\n\nb = 2\n```\n\n***\n\n"
        "![A *fan*](fan.png)\n\n"
        "| a | b |\n|---|---|\n| 1 | **2** |\n"
    )
    assert blocks(text, "md") == [
        ("heading", "Title"),
        ("heading", "Part one"),
        ("paragraph", "A link & code * bold.\nNext line."),
        ("list-item", "one"),
        ("paragraph", "more of one"),
        ("list-item", "two"),
        ("list-item", "three"),
        ("quote", "quoted still"),
        ("code", "a = 1\n\nb = 2"),
        ("rule", ""),
        ("caption", "A fan"),
        ("table", "a\tb"),
        ("table", "1\t2"),
    ]


def test_what_markdown_said_of_words_is_marked() -> None:
    """Links, pictures, code, emphasis and footnotes, each in its place."""
    found = read.text(
        "See [the *fan*](u) and ![p](q) or `c`[^1], edited[1](https://e.org/#footnote-1).\n\n[^1]: A note.",
        name="a",
        language="en",
        kind="md",
    )
    assert [(mark.kind, mark.span.of(found.text), mark.target) for mark in found.marks] == [
        ("link", "the fan", "u"),
        ("emphasis", "fan", ""),
        ("image", "p", "q"),
        ("code", "c", ""),
        ("footnote", "[1]", "1"),
        ("link", "1", "https://e.org/#footnote-1"),
    ]
    assert [block.kind for block in found.blocks] == ["paragraph", "footnote"]


def test_a_footnote_that_nobody_refers_to_is_kept() -> None:
    """Nothing is thrown away."""
    assert blocks("Text.\n\n[^a]: One.\n\n    Two.", "md") == [("paragraph", "Text."), ("footnote", "One."), ("footnote", "Two.")]


def test_front_matter_is_metadata() -> None:
    """In the ways of site builders and of a translation project; text between two rules is text."""
    text = '---\ntitle: "A fan: stops"\ntags:\n  - one\n  - two\n# a note\n---\n[#]: via: "https://example.org"\n\nText.'
    found = read.text(text, name="a", language="en", kind="md")
    assert found.text == "Text."
    assert found.metadata == (("title", "A fan: stops"), ("tags", "one two"), ("via", "https://example.org"))
    assert blocks('+++\ntitle = "x"\n+++\nText.', "md") == [("paragraph", "Text.")]
    assert blocks("---\n\nOnce upon a time.\n\n---\n\nText.", "md") == [
        ("rule", ""),
        ("paragraph", "Once upon a time."),
        ("rule", ""),
        ("paragraph", "Text."),
    ]


def test_a_reading_above_a_word_stands_behind_it() -> None:
    """And lines of Chinese are not run together, nor cut where they end."""
    found = read.text("在<ruby>柏林<rp>(</rp><rt>Berlin</rt><rp>)</rp></ruby>开了\n一次会。", name="a", language="zh-CN", kind="md")
    assert said(found) == ["在柏林（Berlin）开了\n一次会。"]


def test_html_within_markdown_is_read_as_html() -> None:
    """Blocks and tags; scripts and comments are not read."""
    text = (
        "<div>\n<p>One<br>two</p>\n</div>\n\n<script>\nbad()\n</script>\n\n"
        "It<!-- no --> <script>bad()</script>is 10<sup>6</sup> <a href='q&amp;r'>here</a>."
    )
    found = read.text(text, name="a", language="en", kind="md")
    assert said(found) == ["One\ntwo", "It is 10^6 here."]
    assert [mark.target for mark in found.marks] == ["q&r"]


@pytest.mark.parametrize("text", ["> " * 150 + "x", "- " * 150 + "x", "![" * 3000, "[" * 3000])
def test_markdown_that_no_one_wrote_is_refused(text: str) -> None:
    """It would lose text, or take hours; a clear word is better."""
    with pytest.raises(InputError, match=r"within|open brackets"):
        read.text(text, name="a", language="en", kind="md")


# ---- HTML


def test_a_page_is_read_in_order_and_whole() -> None:
    """The furniture too, and what is hidden; kinds come from the tags."""
    page = """<html><head><title>A &amp; B</title><meta name="author" content="Ada Berg"><style>p { }</style></head><body>
    <nav><a href="/">Home</a><a href="/b">About</a></nav><button>Share</button><button>Copy</button>
    <h1>The <em>fan</em></h1><p>It   stopped
    at night.&nbsp;Yes.</p> loose <ul><li>one<ul><li>two</li></ul></li><li><p>three</p><p>more</p></li></ul>
    <blockquote>said</blockquote><pre>a
      b</pre><figure><img src="f.png" alt="a fan"><figcaption>By night.</figcaption></figure><hr>
    <table><caption>Costs</caption><tr><th>Year</th><th>Fan</th></tr><tr><td>1</td><td><p>2</p></td></tr></table>
    <div hidden>unfolded</div><noscript><img alt="twice">No script.</noscript><template>no</template><svg><text>no</text></svg>
    <p>one<br>two<br><br>three</p><section class="footnotes"><ol><li>a note</li></ol></section>
    <footer>end<script>no()</script></footer>"""
    assert blocks(page, "html") == [
        ("paragraph", "Home About"),
        ("paragraph", "Share"),
        ("paragraph", "Copy"),
        ("heading", "The fan"),
        ("paragraph", "It stopped at night.\u00a0Yes."),
        ("paragraph", "loose"),
        ("list-item", "one"),
        ("list-item", "two"),
        ("list-item", "three"),
        ("paragraph", "more"),
        ("quote", "said"),
        ("code", "a\n      b"),
        ("caption", "a fan"),
        ("caption", "By night."),
        ("rule", ""),
        ("caption", "Costs"),
        ("table", "Year\tFan"),
        ("table", "1\t2"),
        ("paragraph", "unfolded"),
        ("paragraph", "No script."),
        ("paragraph", "one\ntwo"),
        ("paragraph", "three"),
        ("footnote", "a note"),
        ("paragraph", "end"),
    ]
    assert read.text(page, name="a", language="en", kind="html").metadata == (("title", "A & B"), ("author", "Ada Berg"))


@pytest.mark.parametrize("kind", ["html", "markdown"])
def test_a_formula_that_a_service_draws_is_read_from_its_address(kind: str) -> None:
    """A reader sees it; what a comment beside it says, nobody does, and it leaves no second blank."""
    drawn = '<img src="https://latex.codecogs.com/png.latex?%5B60%2C%20160%5D">'
    assert [text for _, text in blocks(f"The row <!-- $[6]$ --> {drawn} is a <!-- vector --> vector.", kind)] == [
        "The row [60, 160] is a vector."
    ]


def test_a_picture_in_markdown_says_its_description_else_its_formula() -> None:
    found = "![](https://a.b/math?math=e%5Ex&mode=inline) ![vector](https://a.b/equation?tex=v) ![](https://a.b/x?math=1)"
    assert blocks(found, "markdown") == [("caption", "e^x vector")]


def test_a_link_around_blocks_is_one_in_each() -> None:
    """A mark never leaves its block."""
    found = read.text('<a href="x"><h2>Card</h2><p>Text</p></a> <img src="i" alt="pic">', name="a", language="en", kind="html")
    assert [(mark.kind, mark.span.of(found.text), mark.target) for mark in found.marks] == [
        ("link", "Card", "x"),
        ("link", "Text", "x"),
        ("image", "pic", "i"),
    ]


def test_a_page_laid_out_in_a_table_is_no_table() -> None:
    """Its rows hold headings and paragraphs."""
    assert blocks("<table><tr><td><h1>Title</h1><p>One.</p><p>Two.</p></td><td>side</td></tr></table>", "html") == [
        ("heading", "Title"),
        ("paragraph", "One."),
        ("paragraph", "Two."),
        ("paragraph", "side"),
    ]


def test_broken_nesting_loses_nothing() -> None:
    """Tags that close in the wrong order or not at all."""
    assert [text for _, text in blocks("<p>a <b>b <i>c</b> d</i><li>e<td>f<p>g</div>h &bogus; &#0;", "html")] == [
        "a b c d",
        "e",
        "f",
        "gh &bogus; \ufffd",
    ]


def test_text_that_looks_like_html_is_text() -> None:
    """Escaped in the page, it is not read as tags."""
    assert blocks("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>", "html") == [("paragraph", "<script>alert(1)</script>")]


def test_chinese_lines_of_a_page_run_on() -> None:
    """The end of a line in a file of HTML is white space, and between Chinese characters it is none."""
    assert blocks("<p>风扇\n  停了，Kimi\n知道。</p>", "html", "zh-CN") == [("paragraph", "风扇停了，Kimi 知道。")]


def test_a_page_deeper_than_any_is_refused() -> None:
    """The parser would leave out the rest without a word."""
    with pytest.raises(InputError, match="deeper than a page can be"):
        read.text("<div>" * 100_000 + "x", name="a", language="en", kind="html")
    assert blocks("<div>" * 500 + "x", "html") == [("paragraph", "x")]


# ---- one sentence a line


def test_lines_are_sentences_and_blank_ones_too(tmp_path: Path) -> None:
    """A sentence's number is its line's, whatever stands in the line."""
    path = tmp_path / "a.txt"
    path.write_bytes("One. Two.\r\n\r\n  three\u2028still three \n\u200b\nfive".encode())
    found = read.lines(str(path), "en")
    assert said(found) == ["One. Two.", "", "three\u2028still three", "", "five"]
    assert [block.kind for block in found.blocks] == ["paragraph"]
    path.write_text("one\n\n")
    assert said(read.lines(str(path), "en")) == ["one", ""]
