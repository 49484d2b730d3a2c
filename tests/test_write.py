"""What is written from a report: the record, the memories, the glossary, the mail and the page, and how they are saved."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt
from sample_reports import beads, document, retold, translated

from align import write
from align.errors import InputError
from align.model import SEVERITIES, Alignment, Category, Finding, Glossary, Report, Score, Severity, Span, Term
from align.settings import Settings
from align.write import corrections, quotation, segment
from align.write.literal import escaped

CHECKER = Path(__file__).parents[2] / "shared" / "cat" / "tmx_check.py"
SIDES = ("original", "translation")
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TERMS = Glossary(
    (
        Term("inference", "term", "en", "inference", note="running a trained model"),
        Term("inference", "term", "zh-CN", "推理"),
        Term("zai", "lab", "en", "Z.ai"),
        Term("zai", "lab", "en", "Zhipu AI", "admitted"),
        Term("zai", "lab", "en", "Zhipu", "deprecated"),
        Term("zai", "lab", "en", "ZAI", "forbidden"),
        Term("zai", "lab", "zh-CN", "智谱"),
        Term("zai", "lab", "zh-CN", "智谱AI", "admitted"),
        Term("zai", "lab", "zh-TW", "智譜"),
        Term("nameless", "term", "en", "compute"),
    ),
    "ai",
    "9f3c",
)


def pairs(*texts: tuple[str, str], confidence: float = 0.9, findings: tuple[Finding, ...] = (), to: str = "de") -> Report:
    """A report of one-sentence paragraphs, each beside its translation; an empty text is no sentence."""
    one = document("one.md", "en", [("paragraph", [text]) for text, _ in texts if text])
    two = document("two.md", to, [("paragraph", [text]) for _, text in texts if text])
    shapes = [(int(bool(left)), int(bool(right)), confidence) for left, right in texts]
    return Report(Alignment(one, two, beads(*shapes)), findings, Score(90, 1, 1, "Nearly the same."), "signature")


def finding(bead: int, severity: Severity = "minor", original: Span | None = None) -> Finding:
    """A finding about one bead."""
    return Finding("numbers.changed", "number", severity, 0.9, "The figure is another one.", (bead,), original)


def units(memory: write.Memory) -> list[tuple[str, str]]:
    """The segments of a memory, read back."""
    root = etree.fromstring(memory.data, etree.XMLParser(load_dtd=False, no_network=True, resolve_entities=False))
    read = [tuple(seg.text or "" for seg in unit.iter("seg")) for unit in root.iter("tu")]
    return [(source, target) for source, target in read]


# ---- all formats


@pytest.mark.parametrize("report", [retold(), translated()])
def test_the_same_report_gives_the_same_bytes(report: Report) -> None:
    again = [list(write.folder(report, TERMS, Settings(), b"<srx/>")) for _ in range(2)]
    assert again[0] == again[1]


def test_a_folder_has_the_promised_files() -> None:
    assert [file.name for file in write.folder(translated(), TERMS, Settings(), b"<srx/>")] == [
        "report.json", "report.html", "report.md", "ship.en.zh-CN.tmx", "ship.en.zh-CN.review.tmx", "ship.en.zh-CN.glossary.txt",
        "segmentation.srx",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("texts/ship.zh-CN.md", "ship.en.zh-CN"),
        ("ship.zh.txt", "ship.en.zh-CN"),
        ("https://example.org/news/ship?x=1#top", "ship.en.zh-CN"),
        ("-", "translation.en.zh-CN"),
        ("../..", "translation.en.zh-CN"),
        ("C:\\texts\\a b: c.md", "a-b-c.en.zh-CN"),
        ("船.docx", "船.en.zh-CN"),
    ],
)
def test_a_memory_is_named_after_the_translation(name: str, expected: str) -> None:
    report = translated()
    renamed = replace(report.alignment, translation=replace(report.alignment.translation, name=name))
    assert write.pair_name(replace(report, alignment=renamed)) == expected


# ---- the record


def test_a_record_is_utf_8_with_a_bead_a_line() -> None:
    lines = write.json(retold()).splitlines()
    assert '    {"original": [8], "translation": [18], "confidence": 0.97},' in lines
    assert '    {"original": [9], "translation": [19, 20], "confidence": 0.95},' in lines


def test_a_record_points_at_its_text() -> None:
    record = json.loads(write.json(translated()))
    place = record["findings"][0]["translation"]
    assert record["translation"]["text"][place["start"] : place["stop"]] == "1400万美元"


def test_shapes_are_counted_the_most_frequent_first() -> None:
    assert list(write.record(retold())["summary"]["beads"].items())[:2] == [("1:1", 21), ("0:1", 12)]


def test_evidence_named_twice_is_told_twice() -> None:
    report = pairs(("a", "b"))
    twice = replace(finding(0), evidence=(("seen", "1"), ("seen", "2")))
    assert write.record(replace(report, findings=(twice,)))["findings"][0]["evidence"] == {"seen": "1; 2"}


# ---- translation memories


@pytest.mark.skipif(not CHECKER.exists(), reason="the checker is kept outside this repository")
@pytest.mark.parametrize(("report", "strict"), [(translated(), True), (retold(), False)])
def test_a_cautious_importer_takes_both_memories(report: Report, strict: bool, tmp_path: Path) -> None:
    """Where both sides share a language the checker warns of just that, which cannot be helped."""
    for number, memory in enumerate((write.tmx(report, 0.5), write.review_tmx(report, 0.5))):
        path = tmp_path / f"{number}.tmx"
        path.write_bytes(memory.data)
        command = [sys.executable, str(CHECKER), str(path), "--json", *(["--strict"] if strict else [])]
        told = subprocess.run(command, capture_output=True, text=True, check=False)
        assert told.returncode == 0, told.stdout
        warnings = [warning for warning in json.loads(told.stdout)["warnings"] if "share a primary language" not in warning]
        assert [warning for warning in warnings if "target equals source" not in warning] == []


def test_a_memory_has_what_importers_insist_on() -> None:
    memory = write.tmx(translated(), 0.5)
    assert b'<!DOCTYPE tmx SYSTEM "tmx14.dtd">' in memory.data[:120]
    root = etree.fromstring(memory.data)
    assert root.items() == [("version", "1.4")]
    header = root.find("header")
    assert header is not None
    assert sorted(header.attrib) == sorted(
        ["creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"]
    )
    for unit in root.iter("tu"):
        tags = [element.tag for element in unit]
        assert tags == sorted(tags, key=("note", "prop", "tuv").index)
        assert [variant.get(LANG) for variant in unit.iter("tuv")] == ["en", "zh-CN"]
        assert all(str(prop.get("type")).startswith("x-") for prop in unit.iter("prop"))
    assert len({unit.get("tuid") for unit in root.iter("tu")}) == memory.units


def test_every_pair_stands_in_one_of_the_two_memories() -> None:
    report = retold()
    both = [*units(write.tmx(report, 0.5)), *units(write.review_tmx(report, 0.5))]
    paired = [report.alignment.texts(number) for number, bead in enumerate(report.alignment.beads) if bead.paired]
    assert Counter(both) == Counter(paired)


@pytest.mark.parametrize(("severity", "reliable"), [("neutral", True), ("minor", True), ("major", False), ("critical", False)])
def test_a_pair_with_a_grave_finding_is_to_be_reviewed(severity: Severity, reliable: bool) -> None:
    report = pairs(("one", "eins"), ("two", "drei"), findings=(finding(1, severity),))
    assert (("two", "drei") in units(write.tmx(report, 0.5))) == reliable
    assert (("two", "drei") in units(write.review_tmx(report, 0.5))) != reliable


def test_a_pair_at_the_threshold_is_confident() -> None:
    report = pairs(("one", "eins"), confidence=0.5)
    assert write.tmx(report, 0.5).units == 1
    assert write.tmx(report, 0.501).units == 0


def test_a_memory_without_pairs_is_still_a_memory() -> None:
    memory = write.tmx(pairs(("one", "")), 0.5)
    assert (memory.units, memory.notes) == (0, ())
    assert etree.fromstring(memory.data).find("body") is not None


def test_a_review_says_what_to_look_at() -> None:
    note = etree.fromstring(write.review_tmx(translated(), 0.5).data).find(".//note")
    assert note is not None
    assert note.text == "numbers.changed: The cost is ten times as high."


def test_two_sides_of_one_tag_are_refused() -> None:
    with pytest.raises(InputError, match="cannot be told apart in a memory"):
        write.tmx(pairs(("one", "one"), to="en"), 0.5)


def test_a_language_can_be_written_by_another_tag() -> None:
    """And two languages never by the same."""
    memory = write.tmx(translated(), 0.0, [("zh-CN", "zh-Hans")])
    assert b'xml:lang="zh-Hans"' in memory.data
    assert b"zh-CN" not in memory.data.partition(b"<body>")[2]
    with pytest.raises(InputError, match="cannot be told apart"):
        write.tmx(translated(), 0.0, [("zh-CN", "en")])


def test_of_two_translations_the_confident_one_stands_and_the_other_is_noted() -> None:
    report = pairs(("Share", "Teilen"), ("Share", "Anteil"), ("Share", "Anteil"))
    sure = tuple(
        replace(bead, confidence=confidence) for bead, confidence in zip(report.alignment.beads, (0.7, 0.9, 0.9), strict=True)
    )
    memory = write.tmx(replace(report, alignment=replace(report.alignment, beads=sure)), 0.5)
    assert units(memory) == [("Share", "Anteil")]
    assert (memory.repeated, memory.variants) == (1, 1)
    assert "also translated as “Teilen” (confidence 0.700, one.md#0)" in memory.data.decode()


def test_of_two_equally_confident_translations_the_earlier_stands() -> None:
    assert units(write.tmx(pairs(("Share", "Teilen"), ("Share", "Anteil")), 0.5)) == [("Share", "Teilen")]


def test_what_is_left_out_of_a_memory_is_told() -> None:
    memory = write.tmx(pairs(("\u200b", "x"), ("long " * 500, "lang"), ("so\u00adft\x01", "weich\ufeff"), ("one", "eins")), 0.5)
    assert units(memory) == [("soft", "weich"), ("one", "eins")]
    assert (memory.empty, memory.long) == (1, 1)
    assert dict(memory.removed) == {"U+0001": 1, "U+00AD": 1, "U+200B": 1, "U+FEFF": 1}
    assert len(memory.notes) == 3


def test_chinese_sentences_join_without_a_space_and_english_ones_with_one() -> None:
    one = document("one", "en", [("paragraph", ["First.", "Second."]), ("paragraph", ["Third."])])
    two = document("two", "zh-CN", [("paragraph", ["第一。", "第二。"]), ("paragraph", ["第三。"])])
    assert segment.joined(one, range(3)) == "First. Second. Third."
    assert segment.joined(two, range(3)) == "第一。第二。第三。"


CHARACTERS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40) | st.text(
    st.sampled_from("a .e\u0301\u200b\ufeff\u00ad\x00\x01\x0b\x1c\x7f\x85\u2028\u3000\u00a0\ufffe\ufffd\ufdd0\U0001fffe<&>]\"'"),
    min_size=1,
)


@settings(max_examples=150, deadline=None)
@given(CHARACTERS, CHARACTERS)
@example("]]>", "&amp;<seg>")
def test_a_memory_read_back_is_the_memory_written(source: str, target: str) -> None:
    """And each of its segments is composed, single-spaced, and free of what a CAT tool refuses."""
    expected = [(segment.cleaned(source), segment.cleaned(target))]
    found = units(write.tmx(pairs((source, target)), 0.5))
    assert found == [pair for pair in expected if all(pair)]
    for text in (text for pair in found for text in pair):
        assert text == unicodedata.normalize("NFC", text) == text.strip()
        assert not re.search(r"\s\s|[\x00-\x1f\x7f-\x9f\u00a0\u00ad\u200b\u2028\u2029\u3000\ufdd0\ufeff\ufffd-\uffff]", text)


# ---- the glossary


def test_a_glossary_names_the_preferred_target_of_each_wanted_source() -> None:
    assert write.glossary(TERMS, "en", "zh-CN").splitlines() == [
        "# align glossary, en to zh-CN: ai 9f3c",
        "inference\t推理\tterm; running a trained model",
        "Z.ai\t智谱\tlab; also: 智谱AI",
        "Zhipu AI\t智谱\tlab; also: 智谱AI",
    ]


def test_a_glossary_suggests_no_forbidden_term() -> None:
    for original, translation in (("en", "zh-CN"), ("zh-CN", "en"), ("en", "en-US-x-retrans")):
        assert not re.search(r"\tZAI\b|^ZAI\b", write.glossary(TERMS, original, translation), re.MULTILINE)


def test_a_glossary_within_one_language_says_what_to_write_instead() -> None:
    assert write.glossary(TERMS, "en", "en-US-x-retrans").splitlines()[1:] == ["Zhipu\tZ.ai\tlab", "Zhipu AI\tZ.ai\tlab"]


@pytest.mark.parametrize(("tag", "target"), [("zh-TW", "智譜"), ("zh-CN", "智谱"), ("zh-CN-x-retrans", "智谱")])
def test_a_glossary_keeps_to_the_script_of_the_translation(tag: str, target: str) -> None:
    assert f"Z.ai\t{target}\tlab" in write.glossary(TERMS, "en", tag)


def test_a_tab_in_a_term_does_not_make_a_column() -> None:
    terms = Glossary((Term("c", "term", "en", "a\tb"), Term("c", "term", "de", "x", note="one\ntwo")))
    assert write.glossary(terms, "en", "de").splitlines()[1:] == ["a b\tx\tterm; one two"]


# ---- quotations


def test_a_quotation_keeps_what_is_pointed_at_and_whole_words_around_it() -> None:
    one = document(
        "one", "en", [("paragraph", ["Before it there is a long sentence.", "It has " + "many words and " * 20 + "an end."])]
    )
    start = one.text.index("words and", 200)
    quoted = quotation.around(one, Span(start, start + len("words and")), 60)
    assert quoted.marked == "words and"
    assert str(quoted)[0] == str(quoted)[-1] == "…"
    assert set(str(quoted).replace("…", "").split()) <= {"many", "words", "and", "It", "has"}


def test_a_finding_that_points_nowhere_quotes_its_sentence() -> None:
    report = translated()
    found = replace(report.findings[0], translation=None)
    assert str(quotation.of(report.alignment, found, "translation")) == report.alignment.texts(13)[1]
    assert quotation.of(report.alignment, report.findings[1], "translation") is None


@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 80), st.integers(1, 60))
def test_a_quotation_is_short_and_stands_in_the_text(text: str, start: int, stop: int, limit: int) -> None:
    start, stop = sorted((min(start, len(text)), min(stop, len(text))))
    one = document("one", "en", [("paragraph", [text])])
    quoted = quotation.around(one, Span(start, stop), limit)
    assert len(str(quoted)) <= limit + 3
    plain = "".join(text.split())
    assert all(
        "".join(part.replace("…", "").split()) in plain.replace("…", "") for part in (quoted.before, quoted.marked, quoted.after)
    )


# ---- the mail

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
HOSTILE = (
    "<script>alert(1)</script> ![x](https://example.org/x.png) [go](javascript:1) | a | `b` **c** <https://d.example> "
    "&lt; ~~e~~ @f #7 $g$"
)


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zs", "Zl", "Zp"]) | st.sampled_from("\\`*_[]()<>!#|-+=1. ~&:/@"),
        max_size=60,
    )
)
@example(HOSTILE)
@example("1. one")
@example("--- ")
@example("https://example.org www.example.org a@example.org")
def test_quoted_text_is_read_as_it_is_written(text: str) -> None:
    """Whatever it holds, a Markdown reader finds one paragraph of plain text in it."""
    shown = READER.parse(escaped(text))
    assert [token.type for token in shown] in ([], ["paragraph_open", "inline", "paragraph_close"])
    children = [child for token in shown for child in token.children or ()]
    assert {child.type for child in children} <= {"text", "text_special"}
    assert "".join(child.content for child in children).replace("\u200b", "") == " ".join(text.split())


def test_a_mail_cannot_be_turned_round_by_a_character_nobody_sees() -> None:
    assert escaped("a\u202eb\x07c") == "a\ufffdb\ufffdc"


def test_a_mail_has_the_gist_the_figures_and_the_findings() -> None:
    mail = write.markdown(retold())
    assert mail.startswith("# Drift report: ship.en.md → republished.en.txt\n")
    assert "**80.8** of 100 after MQM, a penalty of 192.1 per 1,000 words of the original" in mail
    assert "| editorial |  | 2 | 1 | 4 | 11 |" in mail
    assert "| all | 1 | 5 | 8 | 7 | 58 |" in mail
    assert "by sacrebleu: chrF2 71.8." in mail
    assert "    - The author: Her crew of 58 fixed **nineteen** faults last year" in mail
    assert "Words of the page’s controls" not in mail, "neutral findings are only counted"


def test_a_mail_ends_with_corrections_numbered_through_by_what_there_is_to_do() -> None:
    """What is sure enough stands there, the gravest first in its task; what is not is counted, if it is minor."""
    mail = write.markdown(retold())
    head, _, letter = mail.partition("\n## Corrections\n")
    assert re.findall(r"^### (.*)", letter, re.MULTILINE) == [title for title, _ in corrections.TASKS]
    assert [int(number) for number in re.findall(r"^(\d+)\. ", letter, re.MULTILINE)] == list(range(1, 13))
    assert "To be read first among the corrections: critical: 3; major: 1, 2, 6, 9, 10." in head
    assert "Less sure, and told in the page only: names.changed 1, quotes.added 1." in head
    assert "    - It should say: inference\n" in letter


@given(st.sampled_from(SEVERITIES), st.floats(0, 1), st.sampled_from(get_args(Category)))
def test_a_finding_is_asked_for_once_or_told_to_be_unsure(severity: Severity, confidence: float, category: Category) -> None:
    """Every category has a task, and one only."""
    report = pairs(("one 1", "eins 2"), findings=(replace(finding(0, severity), confidence=confidence, category=category),))
    listed = [found for task in corrections.tasks(report) for _, found in task.findings]
    enough = severity != "neutral" and round(confidence, 3) >= corrections.SURE[severity]
    assert listed == (list(report.findings) if enough else [])
    assert write.markdown(report).count("numbers.changed") == (severity != "neutral")


def test_a_correction_says_why_and_what_else_was_seen_there() -> None:
    """And nothing of what only the checks need to know."""
    evidence = (("concept", "x"), ("also", "names.changed: A *name*."), ("also", "Two."), ("note", "as decided"))
    mail = write.markdown(pairs(("one 1", "eins 2"), findings=(replace(finding(0), evidence=evidence),)))
    assert mail.endswith("    - Why: as decided\n    - Also: names.changed: A \\*name\\*.\n    - Also: Two.\n")


def test_a_lost_note_is_not_set_beside_what_stands_where_it_was() -> None:
    """Of a finding about several pairs only the side is quoted that it points at."""
    lost = replace(finding(0, "major", original=Span(0, 5)), beads=(0, 1), category="omission")
    mail = write.markdown(pairs(("one 1", "eins 2"), ("two 3", "zwei 4"), findings=(lost,)))
    assert "    - The author: one 1\n" in mail
    assert "Published" not in mail


def test_a_mail_holds_no_link_and_no_html_of_the_texts() -> None:
    report = pairs((HOSTILE, HOSTILE), findings=(finding(0, "major", original=Span(9, 30)),))
    tokens = [child for token in READER.parse(write.markdown(report)) for child in (token, *(token.children or ()))]
    assert {token.type for token in tokens} & {"link_open", "image", "html_block", "s_open"} == set()
    assert [token.type for token in tokens].count("table_open") == 1, "that of the score card"
    assert {token.content for token in tokens if token.type == "html_inline"} <= {"<b>", "</b>"}


def test_a_report_in_brief_is_brief_and_its_letter_whole() -> None:
    """Whoever gets the letter has neither the page nor the record, where the rest would stand."""
    report = pairs(*[("one 1", "eins 2")] * 200)
    many = tuple(finding(number, "major") for number in range(200))
    mail = write.markdown(replace(report, findings=many))
    brief, _, letter = mail.partition("## Corrections")
    assert brief.count("numbers.changed") == 0 and letter.count("numbers.changed") == 200


# ---- saving


def test_a_file_is_saved_and_its_folder_made(tmp_path: Path) -> None:
    write.save(tmp_path / "new" / "report.md", "# Drift: 漂移\n")
    assert (tmp_path / "new" / "report.md").read_bytes() == "# Drift: 漂移\n".encode()
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["report.md"]


class PulledPlugError(Exception):
    """Nothing that the code could expect."""


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_stop_half_way_leaves_the_old_files_as_they_were(step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise PulledPlugError

    (tmp_path / "a").write_text("old")
    monkeypatch.setattr(*("os.fsync", stop) if step == "fsync" else (Path, "replace", stop))
    with pytest.raises(PulledPlugError):
        write.save_all({tmp_path / "a": "new", tmp_path / "b": "new"})
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a": "old"}


def test_the_second_file_fails_and_the_first_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(InputError, match=r"is a file, and a folder is wanted"):
        write.save_all({tmp_path / "a": "new", tmp_path / "file" / "b": "new"})
    assert (tmp_path / "a").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "file"]


def test_what_the_glossary_notes_of_a_term_stands_with_the_pair() -> None:
    """Once for a term, with the one that is wanted in the target's language; a term without a note says nothing."""
    glossary = Glossary((
        Term("ship", "term", "en", "ship", note="not a boat"), Term("ship", "term", "de", "Schiff"),
        Term("sea", "term", "en", "sea"),
    ))  # fmt: skip
    memory = write.tmx(pairs(("A ship is a ship at sea.", "Ein Schiff ist auf See ein Schiff.")), 0.5, terms=glossary)
    assert [note.text for note in etree.fromstring(memory.data).iter("note")] == ["glossary: “ship” is “Schiff”; not a boat"]
