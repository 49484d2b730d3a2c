"""Blocks into sentences: the cases of `sentences/*.txt`, and the laws that hold for any text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align import language, read
from align.errors import InputError
from align.model import Block, Span
from align.read import sentences, srx
from align.read.cutting import Rules
from align.read.page import BLANK
from align.settings import Settings

FOLDER = Path(__file__).parent / "sentences"
RULES = read.rules(Settings())


@dataclass(frozen=True)
class Case:
    """A text and its sentences, from one file; `fails` is why we do not get it right."""

    language: str
    number: int
    text: str
    expected: tuple[str, ...]
    fails: str = ""


def cases(folder: Path = FOLDER) -> list[Case]:
    """Every case of every file; a malformed one is an assertion."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        for number, chunk in enumerate(path.read_text("utf-8").split("\n===\n"), 1):
            notes = [line for line in chunk.splitlines() if line.startswith("#")]
            text, parted, expected = (
                "\n".join(line for line in chunk.splitlines() if line not in notes).strip("\n").partition("\n---\n")
            )
            assert parted, f"{path.name}, case {number}: no line ---"
            fails = next((note.removeprefix("# fails:").strip() for note in notes if note.startswith("# fails:")), "")
            found.append(Case(path.stem, number, text, tuple(expected.splitlines()), fails))
    return found


def cut(text: str, tag: str, rules: Rules = RULES) -> list[str]:
    """The sentences of a text that is one paragraph."""
    return [sentence.span.of(text) for sentence in sentences.cut(text, [Block("paragraph", Span(0, len(text)))], tag, rules)]


def marked(case: Case) -> object:
    """A case as pytest takes it."""
    marks = [pytest.mark.xfail(reason=case.fails, strict=True)] if case.fails else []
    return pytest.param(case, id=f"{case.language}-{case.number}", marks=marks)


@pytest.mark.parametrize("case", [marked(case) for case in cases()])
def test_a_text_is_cut_into_its_sentences(case: Case) -> None:
    """White space within a sentence does not count."""
    assert tuple(" ".join(sentence.split()) for sentence in cut(case.text, case.language)) == case.expected


@pytest.mark.parametrize("case", [marked(case) for case in cases(FOLDER / "omegat")])
def test_a_profile_cuts_as_its_program_does(case: Case) -> None:
    """Seen in OmegaT 3.6; `tests/test_omegat.py` asks the program itself."""
    rules = srx.load(language.PROFILES["omegat"])
    assert tuple(" ".join(sentence.split()) for sentence in cut(case.text, case.language, rules)) == case.expected


def test_the_files_hold_enough_cases() -> None:
    """English and Chinese are what the tool is for."""
    counts = {tag: sum(case.language == tag for case in cases()) for tag in ("en", "zh")}
    assert counts["en"] >= 40
    assert counts["zh"] >= 30


PIECES = st.sampled_from(
    [*".!?…。！？”“\"')（）」《》 \n\t\u00a0\u200b\u3000[]0a", "U.S.", "Z.ai", "等", "他说", "The ", "et al. ", "1. ", "¶", "3.5"]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(["en", "zh-CN", "zh-TW", "ja", "und", "de", "ru", "ko", "ar"]))
def test_every_character_that_can_be_seen_is_in_one_sentence(text: str, tag: str) -> None:
    """Sentences stand in order, do not overlap, are trimmed, and leave out blanks only."""
    spans = [sentence.span for sentence in sentences.cut(text, [Block("paragraph", Span(0, len(text)))], tag, RULES)]
    covered = {place for span in spans for place in range(span.start, span.stop)}
    assert {place for place, character in enumerate(text) if character not in BLANK} <= covered
    assert sum(map(len, spans)) == len(covered)
    assert spans == sorted(spans)
    assert all(span.of(text) == span.of(text).strip(BLANK) != "" for span in spans)


def test_no_sentence_crosses_a_block() -> None:
    """Two blocks without a stop between them are two sentences, and each knows its block."""
    text = "no stop here\n\nnor here. And here"
    found = sentences.cut(text, [Block("heading", Span(0, 12)), Block("paragraph", Span(14, len(text)))], "en", RULES)
    assert [(sentence.block, sentence.span.of(text)) for sentence in found] == [
        (0, "no stop here"),
        (1, "nor here."),
        (1, "And here"),
    ]


def test_code_is_one_sentence() -> None:
    """A stop in code means something else."""
    text = "a.b(). C = 1\nprint(a). D"
    assert len(sentences.cut(text, [Block("code", Span(0, len(text)))], "en", RULES)) == 1


def test_a_paragraph_of_a_megabyte_is_cut_in_time() -> None:
    """Neither many stops nor many blanks nor many quotation marks make it slow; a second is many times what it takes."""
    for text in ("Word. " * 30_000, "a." + " " * 200_000 + "B", "“" * 100_000, "。" * 100_000, "(a. B" * 20_000):
        for tag in ("en", "zh", "de"):
            assert len(cut(text, tag)) >= 1


# ---- rules of SRX


def rules(tmp_path: Path, body: str, *, cascade: str = "yes") -> Rules:
    """The rules of a file with this body."""
    path = tmp_path / "rules.srx"
    path.write_text(
        f'<srx xmlns="http://www.lisa.org/srx20" version="2.0"><header cascade="{cascade}"/><body>{body}</body></srx>', "utf-8"
    )
    return srx.load(path)


def languagerule(name: str, *lines: tuple[str, str, str]) -> str:
    """The XML of a list of rules: break, before, after."""
    inner = "".join(
        f'<rule break="{one}"><beforebreak>{two}</beforebreak><afterbreak>{three}</afterbreak></rule>' for one, two, three in lines
    )
    return f'<languagerule languagerulename="{name}">{inner}</languagerule>'


def body(lists: str, *maps: tuple[str, str]) -> str:
    """The XML of lists and of the maps that name them."""
    inner = "".join(f'<languagemap languagepattern="{pattern}" languagerulename="{name}"/>' for pattern, name in maps)
    return f"<languagerules>{lists}</languagerules><maprules>{inner}</maprules>"


STOPS = languagerule("stops", ("yes", r"\.", r"\s"))
TITLES = languagerule("titles", ("no", r"\bDr\.", r"\s"))


def test_the_first_rule_that_matches_decides(tmp_path: Path) -> None:
    """An exception before the cut holds, behind it it does not."""
    before = rules(tmp_path, body(TITLES + STOPS, (".*", "titles"), (".*", "stops")))
    behind = rules(tmp_path, body(TITLES + STOPS, (".*", "stops"), (".*", "titles")))
    assert cut("Dr. No came. Yes.", "en", before) == ["Dr. No came.", "Yes."]
    assert cut("Dr. No came. Yes.", "en", behind) == ["Dr.", "No came.", "Yes."]


def test_without_cascade_the_first_map_is_the_only_one(tmp_path: Path) -> None:
    """With it, the rules of all maps that match follow each other."""
    text = body(TITLES + STOPS, ("en.*", "titles"), (".*", "stops"))
    assert cut("Dr. No came. Yes.", "en", rules(tmp_path, text, cascade="no")) == ["Dr. No came. Yes."]
    assert cut("Dr. No came. Yes.", "en", rules(tmp_path, text)) == ["Dr. No came.", "Yes."]
    assert cut("Dr. No came. Yes.", "fr", rules(tmp_path, text, cascade="no")) == ["Dr.", "No came.", "Yes."]


def test_a_language_pattern_matches_a_whole_tag(tmp_path: Path) -> None:
    """Whatever its case: some programs write tags in capitals."""
    found = rules(tmp_path, body(STOPS, ("EN", "stops")))
    assert len(found.of("en")) == 1
    assert not found.of("en-GB")


def test_patterns_are_read_as_java_writes_them(tmp_path: Path) -> None:
    r"""Quotation with \Q…\E, \x{…}, possessive repetition, intersection of classes, flags within."""
    lines = (
        ("no", r"\Qa.b.\E", r"\s"),
        ("no", r"(?i)ALL\.", r"\s"),
        ("yes", r"[\p{L}&amp;&amp;[^x]]\x{2e}", r"\s*+\p{Lu}"),
    )
    found = rules(tmp_path, body(languagerule("all", *lines), (".*", "all")))
    assert cut("a.b. C is. D all. E x. F", "en", found) == ["a.b. C is.", "D all. E x. F"]


def test_a_users_rules_stand_alone(tmp_path: Path) -> None:
    """Nothing completes them, in no language."""
    found = rules(tmp_path, body(STOPS, ("xx", "stops")))
    assert cut("Eins. Zwei.", "de", found) == ["Eins. Zwei."]


def faults(tmp_path: Path, content: str) -> list[str]:
    """What is wrong with a file of that content."""
    path = tmp_path / "wrong.srx"
    path.write_text(content, "utf-8")
    with pytest.raises(InputError) as error:
        srx.load(path)
    return [str(fault).removeprefix(str(path)).removeprefix(": ") for fault in error.value.faults]


def test_everything_wrong_with_rules_is_told_at_once_by_line(tmp_path: Path) -> None:
    """Seven faults, seven lines."""
    content = """<srx xmlns="http://www.lisa.org/srx20" version="2.0">
<header cascade="perhaps"/>
<body><languagerules><languagerule languagerulename="a">
<rule break="maybe"><beforebreak>x</beforebreak></rule>
<rule break="yes"><beforebreak>(</beforebreak></rule>
<rule><afterbreak>\\x{FFFFFF}</afterbreak></rule>
<rule><beforebreak>(a)\\1</beforebreak></rule>
</languagerule></languagerules>
<maprules><languagemap languagepattern="*" languagerulename="a"/>
<languagemap languagepattern=".*" languagerulename="b"/></maprules></body></srx>"""
    told = faults(tmp_path, content)
    assert [fault.split(":")[0] for fault in told] == [f"line {number}" for number in (2, 4, 5, 6, 7, 9, 10)]


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ("<srx", "line 1: no XML"),
        ("no rules", "line 1: no XML"),
        ("<tmx/>", "line 1: <tmx> is no SRX"),
        ('<srx version="1.0"/>', "version '1.0' of SRX is not read"),
        ('<srx version="2.0"/>', "no languagemap"),
        ('<!DOCTYPE srx [<!ENTITY a "b">]><srx version="2.0">&a;</srx>', "has a DOCTYPE"),
        ('<!DOCTYPE srx SYSTEM "srx.dtd"><srx version="2.0"/>', "has a DOCTYPE"),
    ],
)
def test_what_is_no_srx_is_refused(tmp_path: Path, content: str, part: str) -> None:
    """And nothing outside the file is read."""
    assert part in faults(tmp_path, content)[0]


def test_a_missing_rules_file_is_bad_input(tmp_path: Path) -> None:
    """Not a bug."""
    with pytest.raises(InputError, match="no such file"):
        srx.load(tmp_path / "none.srx")


def test_our_rules_are_srx_and_know_their_languages() -> None:
    """English, Chinese and Japanese have rules of their own; others only the general ones."""
    ours = srx.load(language.SRX)
    assert [tag for tag in ("en-GB", "zh-TW", "ja", "de", "und") if ours.know(tag)] == ["en-GB", "zh-TW", "ja"]
