"""Pairs that are already aligned: what is read, and how what cannot be read is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import InputError
from align.read.bitext import pairs, passed_over
from align.read.paired import Pair


def written(folder: Path, content: str | bytes, name: str = "pairs.jsonl") -> str:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(file)


def row(**fields: object) -> str:
    return json.dumps({"src": "It rains.", "tgt": "下雨了。", "lang_src": "en", "lang_tgt": "zh", **fields}) + "\n"


def test_a_line_of_json_is_a_pair(tmp_path: Path) -> None:
    """Its own languages stand before those given for the file."""
    place = written(tmp_path, row(id="a", lang_tgt="zh-cn") + "\n" + row(id=7))
    assert list(pairs(place, "de", "fr")) == [
        Pair("a", "It rains.", "下雨了。", "en", "zh-CN"),
        Pair(7, "It rains.", "下雨了。", "en", "zh"),
    ]


def test_a_pair_without_a_name_is_called_by_its_line(tmp_path: Path) -> None:
    """Blank lines count, and are no pairs."""
    assert [pair.id for pair in pairs(written(tmp_path, "\n" + row() + "  \r\n" + row()))] == [2, 4]


def test_two_columns_are_a_pair(tmp_path: Path) -> None:
    """A byte order mark and Windows line ends leave no trace, and an empty side is a side."""
    place = written(tmp_path, b"\xef\xbb\xbfIt rains.\tEs regnet.\r\nIt pours.\t\r\n", "pairs.tsv")
    assert list(pairs(place, "en", "de")) == [Pair(1, "It rains.", "Es regnet.", "en", "de"), Pair(2, "It pours.", "", "en", "de")]


def test_languages_that_nobody_names_are_told_from_the_pairs(tmp_path: Path) -> None:
    """A sample of the first pairs decides for all."""
    english = "The lab has moved to another street, and nobody there minds that at all."
    place = written(tmp_path, f"{english}\t实验室搬到了另一条街，那里没有人在意这件事。\n" * 5, "pairs.tsv")
    assert {(pair.original_language, pair.translation_language) for pair in pairs(place)} == {("en", "zh-CN")}


def test_a_doubtful_language_asks_for_its_option(tmp_path: Path) -> None:
    """Two figures are no language."""
    with pytest.raises(InputError, match="--from"):
        pairs(written(tmp_path, "12\t34\n", "pairs.tsv"))


def test_all_faulty_lines_are_told_at_once(tmp_path: Path) -> None:
    """And before any pair is given out."""
    lines = (row(), "{", "[1]\n", row(tgt=3), '{"src": "a"}', b"\xff\xfe".decode("latin-1"), row(id=[]), row(lang_src="xx1"))
    content = b"".join(line.rstrip("\n").encode("latin-1" if "ÿ" in line else "utf-8") + b"\n" for line in lines)
    with pytest.raises(InputError) as error:
        pairs(written(tmp_path, content))
    told = [f"{fault.where.rpartition(' ')[2]} {fault.what}" for fault in error.value.faults]
    assert told == [
        "2 is no JSON",
        "3 is no JSON object",
        "4 `tgt` is no text",
        "5 `tgt` is missing",
        "6 is not UTF-8",
        "7 `id` is neither a text nor a whole number",
        "8 `lang_src`: 'xx1' is no language tag",
    ]
    assert "src" in error.value.remedy


def test_a_flood_of_faults_is_counted(tmp_path: Path) -> None:
    """A wrong file does not fill the screen."""
    with pytest.raises(InputError, match="150 more faulty lines"):
        pairs(written(tmp_path, "one column\n" * 250, "pairs.tsv"), "en", "de")


@pytest.mark.parametrize(("name", "said"), [("a.docx", "no bitext"), ("a.csv", "no bitext")])
def test_other_formats_are_refused_with_what_is_read(tmp_path: Path, name: str, said: str) -> None:
    """The remedy names the formats of today."""
    with pytest.raises(InputError, match=said) as error:
        pairs(written(tmp_path, "x", name))
    assert ".jsonl, .tsv, .tmx" in error.value.remedy


@pytest.mark.parametrize("content", ["", "\n\n"])
def test_a_file_without_pairs_is_refused(tmp_path: Path, content: str) -> None:
    """Silence would look like faithfulness."""
    with pytest.raises(InputError, match="has no pairs"):
        pairs(written(tmp_path, content))


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    """By name, and with a remedy."""
    folder = tmp_path / "folder.tsv"
    folder.mkdir()
    for place, said in ((tmp_path / "none.tsv", "no such file"), (folder, "is a folder")):
        with pytest.raises(InputError, match=said):
            pairs(str(place))


def test_units_that_wait_for_a_translator_are_counted(tmp_path: Path) -> None:
    """They are no pairs, and nobody is to think that the file was shorter."""
    waiting = '<trans-unit id="2"><source>It pours.</source></trans-unit>' * 2
    done = '<trans-unit id="1"><source>It rains.</source><target>Es regnet.</target></trans-unit>'
    head = '<xliff version="1.2"><file source-language="en" target-language="de"><body>'
    place = written(tmp_path, f"{head}{done}{waiting}</body></file></xliff>", "a.xlf")
    assert [pair.translation for pair in pairs(place)] == ["Es regnet."]
    assert [str(fault).removeprefix(place) for fault in passed_over(place)] == [": 2 units not translated yet"]


def test_a_memory_without_one_sound_unit_says_why(tmp_path: Path) -> None:
    """All that is wrong with it, at once."""
    unit = '<tu><tuv xml:lang="en"><seg>a</seg></tuv></tu>\n'
    with pytest.raises(InputError) as error:
        pairs(written(tmp_path, f"<tmx><body>\n{unit * 2}</body></tmx>", "a.tmx"))
    assert [fault.where.rpartition(":")[2] for fault in error.value.faults][:2] == [" line 2", " line 3"]
    assert error.value.faults[2].what == "has no pairs in it"


def test_half_a_surrogate_pair_becomes_a_replacement(tmp_path: Path) -> None:
    """It could not be written out again; a whole one is a character."""
    line = r'{"src": "a\ud83d", "tgt": "\ud83d\ude00", "lang_src": "en", "lang_tgt": "de"}'
    assert [(pair.original, pair.translation) for pair in pairs(written(tmp_path, line))] == [("a\N{REPLACEMENT CHARACTER}", "😀")]


@given(st.text(), st.text())
def test_any_two_texts_make_an_alignment(original: str, translation: str) -> None:
    """Whatever they hold, every character of both stands in the documents."""
    alignment = Pair("a", original, translation, "en", "de").alignment
    assert (alignment.original.text, alignment.translation.text) == (original, translation)
