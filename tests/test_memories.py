"""Translation memories: what is read and written again, what is wrong with one, and merging, splitting, cleaning, converting."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import click
import openpyxl
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_reports import retold, translated

from align import cli, memories, write
from align.entry import Entry, Heading, Remark, Wording
from align.errors import Fault, InputError
from align.memories import KINDS, RULES, Opened, cleaned, merged, problems
from align.model import Report
from align.read import entries as reading
from align.read import tmx, xliff
from align.write.as_memory import memory
from align.write.as_rows import objects
from align.write.forms import FORMS

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="en" datatype="plaintext"/>
<body>
"""
FOOT = "</body>\n</tmx>\n"
SOUND = (
    '<tu tuid="s"><tuv xml:lang="en"><seg>The boat is old.</seg></tuv><tuv xml:lang="de"><seg>Das Boot ist alt.</seg></tuv></tu>\n'
)


NOTHING = Heading()


def unit(one: str = "The sea is calm.", two: str = "Die See ist ruhig.", inside: str = "", **attributes: str) -> str:
    said = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f'<tu{said}>{inside}<tuv xml:lang="en"><seg>{one}</seg></tuv><tuv xml:lang="de"><seg>{two}</seg></tuv></tu>\n'


def of(*units: str, head: str = HEAD) -> str:
    return head + "".join(units) + FOOT


def written(folder: Path, content: str | bytes, name: str = "a.tmx") -> str:
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return str(folder / name)


def saved(folder: Path, entries: Iterable[Entry], heading: Heading = NOTHING, name: str = "a.tmx") -> str:
    return written(folder, b"".join(piece for (piece,) in memory(entries, heading)), name)


def kept(place: str) -> list[Entry]:
    return [row for row in tmx.entries(place) if isinstance(row, Entry)]


def faults(place: str) -> list[str]:
    return [str(row).removeprefix(str(place)) for row in tmx.entries(place) if isinstance(row, Fault)]


def kinds(place: str, severity: str = "") -> list[str]:
    return [each.kind for each in problems(place) if not severity or each.told.severity == severity]


def pair(one: str, two: str, *remarks: Remark, name: str = "", date: str = "", languages: str = "en de") -> Entry:
    tags = languages.split()
    attributes = (("changedate", date),) if date else ()
    return Entry((Wording(tags[0], one), Wording(tags[1], two)), name, tags[0], attributes, remarks)


def sure(value: float) -> Remark:
    return Remark(str(value), "x-align-confidence")


def memories_of(report: Report) -> list[bytes]:
    """The memories of a run that hold something."""
    found = [made.data for made in (write.tmx(report, 0.5), write.review_tmx(report, 0.5)) if made.units]
    assert found
    return found


def run(*words: object) -> Result:
    return CliRunner().invoke(cli.align, ["tmx", *map(str, words)], standalone_mode=False)


# ---- what is read


def test_an_entry_keeps_all_that_the_file_says_of_it(tmp_path: Path) -> None:
    """Dates, authors, props, notes, codes, white space, and the line."""
    said = """<tu tuid="7" srclang="DE-de" creationid="Ida" changedate="20240203T040506Z"><note xml:lang="en">a note</note>
<prop type="x-context">page 3</prop><tuv lang="de_DE" usagecount="2"><prop type="x-who">Ida</prop>
<seg> Ein <bpt i="1">&lt;b></bpt>rotes
 Boot<ept i="1">&lt;/b></ept></seg></tuv><tuv xml:lang="x-elvish"><seg>a</seg></tuv></tu>"""
    (found,) = kept(written(tmp_path, of(said)))
    assert found.where.endswith("a.tmx: line 6") and (found.name, found.source) == ("7", "de-DE")
    assert found.attributes == (("creationid", "Ida"), ("changedate", "20240203T040506Z"))
    assert found.remarks == (Remark("a note", language="en"), Remark("page 3", "x-context"))
    german, elvish = found.wordings
    assert (german.language, german.text) == ("de-DE", " Ein rotes\n Boot") and german.attributes == (("usagecount", "2"),)
    assert german.markup == ' Ein <bpt i="1">&lt;b&gt;</bpt>rotes\n Boot<ept i="1">&lt;/b&gt;</ept>'
    assert german.remarks == (Remark("Ida", "x-who"),) and elvish == Wording("x-elvish", "a")


TEXTS = st.text(
    st.characters(
        exclude_categories=("Cs",), exclude_characters=[chr(c) for c in (*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF)]
    )
)
REMARKS = st.lists(
    st.builds(Remark, TEXTS, st.sampled_from(["", "x-align-shape", "x-a"]), st.sampled_from(["", "en"])), max_size=3
).map(tuple)
ATTRIBUTES = st.dictionaries(st.sampled_from(["creationdate", "changeid", "usagecount"]), TEXTS.filter(bool)).map(
    lambda d: tuple(d.items())
)
MARKUP = st.sampled_from(["", 'a <ph x="1">{0}</ph>'])
WORDINGS = st.builds(Wording, st.sampled_from(["en", "de", "zh-CN", "en-US-x-retrans"]), TEXTS, st.just(""), ATTRIBUTES, REMARKS)
CODED = st.just(Wording("fr", "a b", 'a <ph x="1">{0}</ph>b'))
ENTRIES = st.builds(
    Entry,
    st.lists(st.one_of(WORDINGS, CODED), min_size=1, max_size=3).map(tuple),
    TEXTS,
    st.sampled_from(["en", "de", ""]),
    ATTRIBUTES,
    REMARKS,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(ENTRIES, max_size=4), st.sampled_from(["en", ""]), REMARKS)
def test_what_is_written_is_read_back_equal(
    tmp_path_factory: pytest.TempPathFactory, entries: list[Entry], source: str, remarks: tuple[Remark, ...]
) -> None:
    """Every text, name, date, author, prop and note, whatever characters XML can hold stand in it."""
    place = saved(tmp_path_factory.mktemp("law"), entries, Heading(source, (), remarks))
    assert list(tmx.entries(place)) == entries
    assert tmx.heading(place).source == source and tmx.heading(place).remarks == remarks


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_encodings_line_ends_and_instructions_leave_no_trace(tmp_path: Path, encoding: str, ends: str) -> None:
    head = HEAD.replace("UTF-8", encoding.removesuffix("-sig")).replace("<body>", "<?tool do?><!-- old --><body>")
    text = of(unit(two="Die Tür<?tool x?> ist<!-- y --> zu."), head=head).replace("\n", ends)
    (found,) = kept(written(tmp_path, text.encode(encoding)))
    assert found.wordings[1] == Wording("de", "Die Tür ist zu.")


@pytest.mark.parametrize("version", ["1.1", "1.2", "1.3", "1.4", "1.4b"])
def test_older_memories_are_read(tmp_path: Path, version: str) -> None:
    """TMX 1.1 has `lang`, and codes that were given up since."""
    text = of(unit("a <ut>x</ut>b")).replace("xml:lang", "lang" if version < "1.3" else "xml:lang").replace('"1.4"', f'"{version}"')
    assert [wording.language for wording in kept(written(tmp_path, text))[0].wordings] == ["en", "de"]


BREAKS = {
    "cut": SOUND[:40].encode(),
    "wrong bytes": unit(two="T\u00fcr").encode("latin-1"),
    "control": unit("a\x01b").encode(),
    "giant": unit("x" * 10_000_001).encode(),
    "deep": unit("<sub>" * 300 + "</sub>" * 300).encode(),
}


@pytest.mark.parametrize("name", BREAKS)
def test_what_stands_before_a_break_is_kept_and_the_break_is_told(tmp_path: Path, name: str) -> None:
    """With its line; by the pairs of a bitext as by the entries of a memory, and by what is wrong with it."""
    broken = BREAKS[name]
    place = written(tmp_path, (HEAD + SOUND + unit()).encode() + broken + (SOUND + FOOT).encode() * (name != "cut"))
    *sound, last = tmx.entries(place)
    assert len(sound) == 2 and isinstance(last, Fault)
    assert "a.tmx: line 8" in last.where and "nothing after it" in last.what
    assert len(list(reading.bitext.pairs(place))) == 2
    assert [fault.where for fault in reading.bitext.passed_over(place)] == [last.where]
    assert kinds(place) == ["broken"]


@pytest.mark.parametrize(
    "content",
    [
        "no memory",
        HEAD.replace("UTF-8", "UTF-16"),
        HEAD.replace("UTF-8", "klingon"),
        HEAD.replace("<tmx", "<tmz"),
        HEAD.encode("utf-32"),
    ],
    ids=["text", "not UTF-16", "no encoding", "another root", "unknown bytes"],
)
def test_what_is_no_memory_is_refused_by_every_reader(tmp_path: Path, content: str | bytes) -> None:
    place = written(tmp_path, content)
    readers = reading.bitext.pairs, lambda place: list(tmx.entries(place)), lambda place: list(problems(place)), tmx.heading
    for read in readers:
        with pytest.raises(InputError, match="is no TMX"):
            read(place)


def test_a_file_that_breaks_in_its_first_unit_has_no_pairs(tmp_path: Path) -> None:
    place = written(tmp_path, HEAD + '<tu><tuv xml:lang="en"><seg>The')
    with pytest.raises(InputError, match="line 6: is no TMX"):
        reading.bitext.pairs(place)
    assert kinds(place) == ["broken"]


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ('<tu><tuv xml:lang="en"><seg>a</seg></tuv><tuv><seg>b</seg></tuv></tu>', "text in no language"),
        ('<tu><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="de"/></tu>', "not one <seg>"),
        ("<tu><note>n</note></tu>", "without any text"),
        (unit("a&none;b").strip(), "&none; stands for something"),
    ],
)
def test_a_faulty_unit_is_passed_over_and_told_with_its_line(tmp_path: Path, bad: str, said: str) -> None:
    place = written(tmp_path, of(unit(), bad + "\n", SOUND))
    assert len(kept(place)) == 2
    (told,) = faults(place)
    assert told.startswith(": line 7: ") and said in told


@pytest.mark.parametrize("gap", ['<tuv xml:lang="en">', '<tuv xml:lang="de">', "</tu>"])
def test_a_unit_within_a_unit_is_told_and_both_are_kept(tmp_path: Path, gap: str) -> None:
    """Wherever it stands between the texts of the other: somebody has lost an end tag."""
    place = written(tmp_path, of(unit("a", "b").replace(gap, SOUND + gap)))
    assert [[wording.text for wording in entry.wordings] for entry in kept(place)] == [
        ["The boat is old.", "Das Boot ist alt."],
        ["a", "b"],
    ]
    assert faults(place) == [": line 6: a unit within a unit is read as one of its own"]
    place = written(tmp_path, of(unit("a", f"b {SOUND} c")))
    assert [entry.name for entry in kept(place)] == ["s"] and "in its text is passed over" in faults(place)[1]


@pytest.mark.parametrize("subset", ['<!ENTITY a "x"><!ENTITY b "&a;&a;">', '<!ENTITY e SYSTEM "/etc/hostname">'])
@pytest.mark.parametrize("read", [lambda place: list(tmx.entries(place)), lambda place: list(problems(place)), tmx.heading])
def test_declarations_of_its_own_are_refused_by_every_reader(tmp_path: Path, subset: str, read: object) -> None:
    assert callable(read)
    with pytest.raises(InputError, match="brings declarations of its own"):
        read(written(tmp_path, of(unit("a&b;"), head=HEAD.replace('SYSTEM "tmx14.dtd"', f"[{subset}]"))))


def test_bitexts_say_which_units_of_a_memory_they_pass_over(tmp_path: Path) -> None:
    french = '<tu><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="fr"><seg>b</seg></tuv></tu>'
    place = written(tmp_path, of(unit(), "<tu/>\n", french))
    assert [each.original for each in reading.bitext.pairs(place, "en", "de")] == ["The sea is calm."]
    told = [str(fault).removeprefix(place) for fault in reading.bitext.passed_over(place, "en", "de")]
    assert told == [": line 7: has no text in two languages, and is passed over", ": 1 unit without both en and de"]
    assert reading.bitext.passed_over(written(tmp_path, "a\tb\n", "a.tsv")) == ()


# ---- what is wrong


@pytest.mark.parametrize("report", [retold(), translated()], ids=["retold", "translated"])
def test_nothing_is_wrong_with_the_memories_that_we_write(tmp_path: Path, report: Report) -> None:
    for data in memories_of(report):
        assert kinds(written(tmp_path, data), "error") == []


EXCHANGED = of(
    unit("渡船已经旧了，还是每天早上带我们过海去对岸。", "The ferry is old and still takes us over the water in the morning.")
).replace('"de"', '"zh-CN"')

# A file for each kind: what is wrong in it, and the line; and what else is wrong with such a file.
BROKEN: dict[str, tuple[str | bytes, int, set[str]]] = {
    "broken": (HEAD + unit() + "<tu>", 7, set()),
    "version": (of(unit()).replace('version="1.4"', 'version="1.4b"'), 3, set()),
    "header": (of(unit()).replace('adminlang="en"', ""), 4, set()),
    "structure": (of(unit().replace("</tu>", '<prop type="x-a">late</prop></tu>')), 6, set()),
    "entity": (of(unit("a&amp;b&none;")), 6, set()),
    "no-units": (of(), 3, set()),
    "encoding": (of(unit()).replace("UTF-8", "UTF-16").encode("utf-16"), 1, set()),
    "doctype": (of(unit()).replace('"tmx14.dtd"', '"http://example.org/tmx14.dtd"'), 2, set()),
    "many-languages": (of(unit(), unit("x", "y").replace('"de"', '"fr"')), 7, set()),
    "date": (of(unit(changedate="2024-01-01")), 6, set()),
    "count": (of(unit(usagecount="often")), 6, set()),
    "tuid": (of(unit(tuid="a"), unit("One.", "Eins.", tuid="a")), 7, set()),
    "bound-prop": (of(unit(inside='<prop type="file">a.txt</prop>')), 6, set()),
    "prop": (of(unit(inside='<prop type="mine">a</prop>')), 6, set()),
    "one-text": (of('<tu><tuv xml:lang="en"><seg>a</seg></tuv></tu>'), 6, set()),
    "no-language": (of(unit().replace('xml:lang="de"', 'lang="de"')), 6, set()),
    "language": (of(unit().replace('"de"', '"de_DE"')), 6, set()),
    "wrong-language": (EXCHANGED, 6, set()),
    "vague-chinese": (of(unit(two="海很平静。").replace('"de"', '"zh"')), 6, set()),
    "same-language": (of(unit(two="a").replace('"de"', '"en"')), 6, {"conflict"}),
    "near-languages": (of(unit(two="a").replace('"de"', '"en-GB"')), 6, set()),
    "no-source": (of(unit(srclang="fr")), 6, set()),
    "near-source": (of(unit(srclang="en-GB")), 6, set()),
    "duplicate": (of(unit(), unit()), 7, set()),
    "conflict": (of(unit(), unit(two="Das Meer ist ruhig.")), 7, set()),
    "empty": (of(unit(two="")), 6, set()),
    "outer-space": (of(unit(two="Ja. ")), 6, set()),
    "codes": (of(unit(two='<bpt i="1"/>a<ept i="2"/>')), 6, set()),
    "break": (of(unit(two="a\nb")), 6, set()),
    "invisible": (of(unit(two="a\u200bb")), 6, set()),
    "inner-space": (of(unit(two="a  b")), 6, set()),
    "composition": (of(unit(two="Tu\u0308r")), 6, set()),
    "highlight": (of(unit(two="<hi>a</hi> b")), 6, set()),
    "unknown-code": (of(unit(two="<ut>a</ut> b")), 6, set()),
    "long": (of(unit(two="ab " * 700 + "c")), 6, set()),
    "untranslated": (of(unit(two="The sea is calm.")), 6, set()),
}


def test_every_kind_of_problem_has_its_file() -> None:
    assert BROKEN.keys() == KINDS.keys()


def test_the_page_names_every_kind_of_problem_and_every_rule_of_cleaning() -> None:
    page = (Path(__file__).parents[1] / "docs" / "memories.md").read_text("utf-8")
    errors, _, warnings = page.partition("Errors are ")[2].partition(".\n\n")[0].partition("Warnings are ")
    for said, severity in ((errors, "error"), (warnings, "warning")):
        assert re.findall(r"`([a-z-]+)`", said) == [name for name, kind in KINDS.items() if kind.severity == severity]
    assert re.findall(r"^\| `([a-z]+)` \|", page.partition("| rule |")[2].partition("\n\n")[0], re.MULTILINE) == list(RULES)


@pytest.mark.parametrize("kind", BROKEN)
def test_each_kind_of_problem_is_found_on_its_line_and_nothing_else(tmp_path: Path, kind: str) -> None:
    content, line, others = BROKEN[kind]
    found = list(problems(written(tmp_path, content)))
    assert [(each.line, each.kind) for each in found if each.kind not in others] == [(line, kind)]
    assert KINDS[kind].consequence


def test_names_that_stay_as_they_are_are_no_fault(tmp_path: Path) -> None:
    """What cleaning keeps, the check does not call untranslated."""
    assert kinds(written(tmp_path, of(unit("Hugging Face", "Hugging Face"), unit("AMD", "AMD")))) == []


@pytest.mark.parametrize("words", [["check"], ["stats"], ["merge", "-o", "all.tmx"], ["clean", "--dry-run"]])
def test_a_memory_with_its_languages_exchanged_is_told(tmp_path: Path, words: list[str]) -> None:
    """By every command: each text of it stands in the other's place, so that none looks wrong beside its neighbours."""
    place = written(tmp_path, EXCHANGED)
    words = [str(tmp_path / word) if word.endswith(".tmx") else word for word in words]
    said = run(words[0], place, *words[1:]).output
    assert "what is said to be in en looks like zh-CN, what is said to be in zh-CN looks like en: exchange the two tags" in said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (of(unit()).replace("<body>", "<frills/><body>"), "<frills> within <tmx>"),
        (of("<p>", unit(), "</p>"), "<tu> within <p>"),
        (of(unit(), "<aside>a</aside>"), "<aside> within <body>"),
        (of(unit(colour="red")), "<tu> has no attribute colour"),
        (of(unit(segtype="word")), "segtype='word' is none of block, paragraph, sentence, phrase"),
        (of(unit(inside="<prop>a</prop>")), "<prop> without type"),
        (of(unit("a", "b").replace("<seg>b</seg>", "")), "<tuv> without <seg>"),
        (of(unit("a", "b").replace("<seg>b</seg>", "<seg>b</seg><seg>c</seg>")), "<tuv> with 2 <seg>"),
        (of(unit("a", "<b>b</b>")), "<b> within <seg>"),
        (of(unit(two='<it pos="left">a</it>')), "pos='left' is none of begin, end"),
        (of(unit(inside="words")), "<tu> holds text of its own"),
    ],
)
def test_what_breaks_the_grammar_of_the_format_is_told(tmp_path: Path, content: str, said: str) -> None:
    assert said in [each.what for each in problems(written(tmp_path, content)) if each.kind == "structure"]


def test_codes_are_no_empty_text_and_white_space_beside_them_is_theirs(tmp_path: Path) -> None:
    """Look-alikes that are as they should be."""
    fine = unit('<ph x="1"/>', '<ph x="1"/>').replace("<seg><ph", "<seg><ph").replace('de"><seg>', 'de"><seg>a ')
    place = written(tmp_path, of(fine, unit('a<ph x="1"/> b', '<bpt i="1"/> Ja<ept i="1"/>'), unit("n", "o", srclang="en")))
    assert kinds(place) == []


def test_a_check_says_what_tools_do_and_exits_with_one_for_errors_only(tmp_path: Path) -> None:
    told = run("check", written(tmp_path, of(*(unit(f"{n}. x", f"{n}.  y") for n in range(25)))))
    assert told.exit_code == 0 and "0 errors, 25 warnings" in told.stdout
    assert "a.tmx:6: warning: a double or no-break space in the text (de) [inner-space]" in told.stdout
    assert "inner-space (25, 5 of them not shown): " in told.stdout
    bad = written(tmp_path, of(unit(two="")))
    assert run("check", bad).return_value == 1
    (row,) = (json.loads(line) for line in run("check", bad, "--json").stdout.splitlines())
    assert (row["line"], row["kind"], row["severity"]) == (6, "empty", "error") and "deletes" in row["consequence"]


# ---- merging


def test_of_what_is_said_twice_one_is_kept_with_the_notes_of_both(tmp_path: Path) -> None:
    """But of a prop that both have, the kept one's value stands."""
    one = pair("a", "b", sure(0.9), Remark("checked"), name="1")
    two = pair("a", "b", sure(0.8), Remark("by Ida"), Remark("p. 3", "x-context"), name="2")
    found = list(merged(lambda: iter((one, two))))
    assert [fate.dropped for fate in found] == ["", "says the same as another"]
    assert found[0].entry == replace(one, remarks=(sure(0.9), Remark("checked"), Remark("by Ida"), Remark("p. 3", "x-context")))


@pytest.mark.parametrize(("policy", "kept"), [("keep", "bcd"), ("date", "c"), ("confidence", "d")])
def test_contradictions_are_settled_as_one_is_asked(policy: memories.Policy, kept: str) -> None:
    rows = (
        pair("a", "b", sure(0.5), date="20240101T000000Z"),
        pair("a", "c", date="20250101T000000Z"),
        pair("a", "d", sure(0.7), date="20230101T000000Z"),
    )
    assert "".join(fate.entry.wordings[1].text for fate in merged(lambda: iter(rows), policy) if not fate.dropped) == kept


def test_other_languages_are_no_contradiction_and_a_name_stands_once() -> None:
    rows = pair("a", "b", name="1", date="20240101T000000Z"), pair("a", "c", name="1", languages="en fr"), pair("x", "y", name="2")
    found = list(merged(lambda: iter(rows), "date"))
    assert [(fate.dropped, fate.entry.name) for fate in found] == [("", "1"), ("", ""), ("", "2")]
    assert "tuid" in found[1].changed


@settings(max_examples=60, deadline=None)
@given(st.lists(st.builds(pair, st.sampled_from("ab"), st.sampled_from("cd"), st.sampled_from([sure(0.1), sure(0.2)])), max_size=8))
def test_merging_loses_no_text_and_merging_again_changes_nothing(rows: list[Entry]) -> None:
    first = [fate.entry for fate in merged(lambda: iter(rows)) if not fate.dropped]
    assert {entry.wordings for entry in first} == {entry.wordings for entry in rows} and len(first) == len(
        {e.wordings for e in first}
    )
    assert [fate.entry for fate in merged(lambda: iter(first))] == first
    settled = [fate.entry for fate in merged(lambda: iter(rows), "confidence") if not fate.dropped]
    assert {entry.original for entry in settled} == {entry.original for entry in rows} and len(settled) == len(
        {e.original for e in settled}
    )


def test_memories_are_merged_into_one_and_what_is_left_out_can_be_kept(tmp_path: Path) -> None:
    one = saved(
        tmp_path, [pair("a", "b", date="20240101T000000Z")], Heading("en", (), (Remark("run 1", "x-align-signature"),)), "one.tmx"
    )
    two = saved(tmp_path, [pair("a", "c", date="20250101T000000Z"), pair("d", "e")], Heading("en"), "two.tmx")
    out, rest = tmp_path / "out.tmx", tmp_path / "rest.tmx"
    told = run("merge", one, two, "-o", out, "--by", "date", "--removed", rest)
    assert told.exit_code == 0 and told.stdout == "2 units kept, 1 left out\n"
    assert told.stderr == f"left out (1): has another translation, which was preferred by its date, in {one}\n"
    assert [entry.wordings[1].text for entry in kept(str(out))] == ["c", "e"] and kinds(str(out)) == []
    (left,) = kept(str(rest))
    assert left.wordings[1].text == "b" and left.remarks[-1].type == "x-align-left-out"
    assert tmx.heading(str(out)).remarks == (Remark("run 1", "x-align-signature"),)


# ---- splitting


def test_a_memory_is_split_by_language_and_by_confidence(tmp_path: Path) -> None:
    """An entry in three languages becomes two; each file names the language that was translated."""
    three = Entry(
        (Wording("en", "a"), Wording("de", "b"), Wording("fr", "c")), "1", "en", (("creationid", "Ida"),), (sure(0.9), Remark("n"))
    )
    place = saved(tmp_path, [three, pair("x", "y", sure(0.2)), pair("u", "v", languages="fr de")], Heading())
    assert run("split", place, "-o", tmp_path / "parts").exit_code == 0
    assert {file.name for file in (tmp_path / "parts").iterdir()} == {"a.en.de.tmx", "a.en.fr.tmx", "a.fr.de.tmx"}
    (french,) = kept(str(tmp_path / "parts" / "a.en.fr.tmx"))
    assert french == replace(three, wordings=(three.wordings[0], three.wordings[2]))
    assert tmx.heading(str(tmp_path / "parts" / "a.fr.de.tmx")).source == "fr"
    told = run("split", place, "-o", tmp_path / "rated", "--confidence", 0.5)
    assert [line.partition("rated/")[2] for line in told.stdout.splitlines()] == [
        "a.confident.tmx: 1 unit", "a.review.tmx: 1 unit", "a.unrated.tmx: 1 unit",
    ]  # fmt: skip


def test_a_memory_in_hundreds_of_languages_is_not_made_hundreds_of_files(tmp_path: Path) -> None:
    tags = [f"{a}{b}x" for a in "bcdfghjklmn" for b in "aeiouvwxyz"]
    place = saved(tmp_path, [pair("a", "b", languages=f"en {tag}") for tag in tags])
    told = run("split", place, "-o", tmp_path / "parts")
    assert isinstance(told.exception, InputError) and "110 parts" in str(told.exception) and not (tmp_path / "parts").exists()


# ---- cleaning

ENGLISH = "The keeper of the lighthouse writes down in his book every ship that has passed in the night."
GERMAN = "Der Wärter des Leuchtturms schreibt jedes Schiff in sein Buch, das in der Nacht vorbeigekommen ist."
FRENCH = "Le gardien du phare note dans son livre chaque navire qui est passé pendant la nuit, dit-on."
USUAL = [pair(f"{n}: {ENGLISH}", f"{n}: {GERMAN}") for n in range(30)]


@pytest.mark.parametrize(
    ("rule", "bad", "fine"),
    [
        ("duplicates", USUAL[0], pair(USUAL[0].original.text, GERMAN)),
        ("empty", pair(ENGLISH, "  "), pair("2", "2")),
        ("untranslated", pair("He waits for the tide.", "He waits for the tide."), pair("Anna Maria Holm", "Anna Maria Holm")),
        ("language", pair(ENGLISH, FRENCH), pair("Bon voyage!", "Bon voyage, mes amis!")),
        ("length", pair("He waits.", GERMAN * 2), pair("No.", "Nein, das geht wirklich überhaupt nicht.")),
    ],
)  # fmt: skip
def test_each_rule_leaves_out_its_own_and_nothing_else(rule: str, bad: Entry, fine: Entry) -> None:
    """And can be turned off."""
    rows = [*USUAL, fine, bad]
    found = list(cleaned(lambda: iter(rows), [rule]))
    assert [fate.entry for fate in found if fate.dropped] == [bad]
    others = [name for name in RULES if name != rule]
    assert not any(fate.dropped for fate in cleaned(lambda: iter([*USUAL, fine]), others))


def test_languages_that_cannot_be_told_apart_are_left_alone() -> None:
    """Where the texts of a memory hardly ever look like the language that they are said to be in, no text is judged by it."""
    rows = [pair(entry.original.text, entry.wordings[1].text, languages="en fo") for entry in USUAL]
    assert not any(fate.dropped for fate in cleaned(lambda: iter(rows), ["language"]))


def test_a_dry_run_lists_and_writes_nothing(tmp_path: Path) -> None:
    place = saved(tmp_path, [*USUAL, pair("Yes.", "")])
    told = run("clean", place, "--dry-run")
    assert told.stdout.rpartition("a.tmx: ")[2] == (
        "line 126: has no text in two languages: Yes.\n30 units would be kept, 1 left out\n"
    )
    assert [file.name for file in tmp_path.iterdir()] == ["a.tmx"]
    told = run("clean", place, "-o", tmp_path / "b.tmx")
    assert told.stdout == "30 units kept, 1 left out\n" and kept(str(tmp_path / "b.tmx")) == USUAL
    assert run("clean", place, "-o", tmp_path / "b.tmx", "--without", "empty").stdout == "31 units kept, 0 left out\n"


def test_what_a_file_has_no_room_for_is_told(tmp_path: Path) -> None:
    """A unit with one text is no line of JSON, neither when it is converted nor when it was cleaned away."""
    alone = Entry((Wording("en", "a"),), source="en")
    place = saved(tmp_path, [*USUAL, alone])
    told = run("convert", place, "-o", tmp_path / "a.jsonl")
    assert told.stderr == "left out (1): has a text in one language only\n" and told.stdout == "30 units kept, 1 left out\n"
    told = run("clean", place, "-o", tmp_path / "b.tmx", "--removed", tmp_path / "r.jsonl")
    assert "lost (1): units that were left out, and the other file has no room for" in told.stderr


@pytest.mark.parametrize("words", [["clean"], ["merge"], ["convert"]])
def test_what_is_read_is_never_written_over(tmp_path: Path, words: list[str]) -> None:
    place = saved(tmp_path, USUAL)
    before = Path(place).read_bytes()
    told = run(*words, place, "-o", place)
    assert isinstance(told.exception, InputError) and "would be overwritten" in str(told.exception)
    assert Path(place).read_bytes() == before and len(list(tmp_path.iterdir())) == 1


# ---- converting


RICH = replace(
    pair("The <door> & I", "Die Tür\tund ich", sure(0.75), Remark("so be it", language="en"), name="r1", date="20240101T000000Z"),
    wordings=(
        Wording("en", "The <door> & I", 'The &lt;door&gt; &amp; <ph x="1"/>I', (), (Remark("p. 3", "x-page"),)),
        Wording("de", "Die Tür\tund ich", "", (("creationid", "Ida"),)),
    ),
)


def test_lines_of_json_hold_all_that_a_memory_says(tmp_path: Path) -> None:
    place = saved(tmp_path, [RICH, pair("a", "b")], Heading("en"))
    told = run("convert", place, "-o", tmp_path / "a.jsonl")
    assert told.stderr == "" and run("convert", tmp_path / "a.jsonl", "-o", tmp_path / "b.tmx").stderr == ""
    assert kept(str(tmp_path / "b.tmx")) == [RICH, pair("a", "b")]


PAIRED = st.builds(
    Entry, st.tuples(WORDINGS.map(lambda each: replace(each, language="de")), CODED), TEXTS, st.just("de"), ATTRIBUTES, REMARKS
)


@settings(max_examples=40, deadline=None)
@given(st.lists(PAIRED, max_size=4))
def test_what_is_written_as_lines_of_json_is_read_back_equal(
    tmp_path_factory: pytest.TempPathFactory, entries: list[Entry]
) -> None:
    """Line ends that are none, tabs, quotation marks and all."""
    place = written(tmp_path_factory.mktemp("law"), b"".join(piece for (piece,) in objects(entries)), "a.jsonl")
    assert list(reading.entries([place], "de", "fr")) == entries


@pytest.mark.parametrize(
    ("name", "lost"),
    [
        ("a.tsv", {"dates, authors", "codes within", "line breaks and tabs", "notes and props", "names of units"}),
        ("a.xlf", {"dates, authors", "codes within", "notes and props of one text"}),
    ],
)  # fmt: skip
def test_what_another_format_cannot_hold_is_told(tmp_path: Path, name: str, lost: set[str]) -> None:
    """And what it can hold comes back."""
    told = run("convert", saved(tmp_path, [RICH], Heading("en")), "-o", tmp_path / name)
    said = {line.removeprefix("lost (1): ") for line in told.stderr.splitlines()}
    assert len(said) == len(lost) and all(any(line.startswith(start) for line in said) for start in lost)
    back = run("convert", tmp_path / name, "-o", tmp_path / "b.tmx", "--from", "en", "--to", "de")
    (entry,) = kept(str(tmp_path / "b.tmx"))
    assert back.exit_code == 0 and entry.original.text == "The <door> & I"
    if name == "a.xlf":
        assert (entry.name, entry.translations[0].text) == ("r1", "Die Tür\tund ich")
        assert entry.remarks == (*RICH.remarks, Remark("p. 3", "x-page"))


def test_a_pair_of_files_is_written_and_read_line_by_line(tmp_path: Path) -> None:
    rows = [pair("a", "b"), pair("", "c"), pair("d\ne", "f")]
    assert run("convert", saved(tmp_path, rows), "-o", tmp_path / "talks", "--moses").exit_code == 0
    assert (tmp_path / "talks.en").read_text() == "a\n\nd e\n" and (tmp_path / "talks.de").read_text() == "b\nc\nf\n"
    with (tmp_path / "talks.de").open("a") as file:
        file.write("more\n")
    told = run("convert", tmp_path / "talks.en", tmp_path / "talks.de", "-o", tmp_path / "b.tmx")
    assert "has 1 more line" in told.stderr
    assert kept(str(tmp_path / "b.tmx")) == [pair("a", "b"), pair("", "c"), pair("d e", "f")]
    assert tmx.heading(str(tmp_path / "b.tmx")).source == "en"


def test_of_many_languages_two_are_written_and_the_others_told(tmp_path: Path) -> None:
    three = Entry((Wording("en", "a"), Wording("de", "b"), Wording("fr", "c")), source="en")
    place = saved(tmp_path, [three, pair("x", "y")])
    told = run("convert", place, "-o", tmp_path / "a.tsv", "--to", "fr")
    assert (tmp_path / "a.tsv").read_text() == "a\tc\n"
    said = ["left out (1): has no text in both en and fr", "lost (1): texts in further languages are left out"]
    assert told.stderr.splitlines() == said and told.stdout == "1 unit kept, 1 left out\n"
    assert isinstance(run("convert", place, "-o", tmp_path / "a.tsv", "--to", "ja").exception, InputError)


@pytest.mark.parametrize("form", [".tmx", ".jsonl", ".tsv", ".xlf", ".xlsx"])
def test_every_format_that_is_written_is_read(tmp_path: Path, form: str) -> None:
    assert {name for name in FORMS if name.startswith(".")} == reading.READERS.keys()
    place = tmp_path / f"b{form}"
    assert run("convert", saved(tmp_path, USUAL), "-o", place).exit_code == 0
    found = reading.entries([str(place)], "en", "de")
    assert [entry.wordings for entry in found if isinstance(entry, Entry)] == [entry.wordings for entry in USUAL]


def test_a_workbook_has_rows_without_formulas_and_tells_what_it_cannot_hold(tmp_path: Path) -> None:
    place = tmp_path / "a.xlsx"
    told = run("convert", saved(tmp_path, [RICH, pair("=1+1", "-a")], Heading("en")), "-o", place)
    assert "lost (1): notes and props are left out" in told.stderr.splitlines()
    sheet = openpyxl.load_workbook(place)["Memory"]
    assert [cell.value for cell in sheet[3]] == ["en", "'=1+1", "de", "'-a"]
    assert [cell.data_type for cell in sheet[3]] == ["s"] * 4
    found = [entry for entry in reading.entries([str(place)]) if isinstance(entry, Entry)]
    assert found[1].wordings == pair("=1+1", "-a").wordings
    sheet["A3"] = "english"
    sheet.parent.save(place)
    (fault,) = [row for row in reading.entries([str(place)]) if isinstance(row, Fault)]
    assert fault.where.endswith("Memory!A3")


def test_faulty_lines_are_told_and_the_others_converted(tmp_path: Path) -> None:
    place = written(tmp_path, '{"src": "a"}\n{"src": "a", "tgt": "b", "lang_src": "en", "lang_tgt": "de", "remarks": 3}\n'
        + json.dumps(
        {"src": "c", "tgt": "d", "lang_src": "en", "lang_tgt": "de", "src_markup": "<broken"}), "a.jsonl")  # fmt: skip
    told = run("convert", place, "-o", tmp_path / "b.tmx")
    assert [line.rpartition("line ")[2][:1] for line in told.stderr.splitlines()] == ["1", "2"]
    assert kept(str(tmp_path / "b.tmx")) == [pair("c", "d")]


def test_xliff_keeps_notes_and_tells_what_it_leaves(tmp_path: Path) -> None:
    text = """<xliff version="1.2"><file source-language="en" target-language="de"><body>
<trans-unit id="1"><source>a<x id="1"/> b</source><target>c</target><note>n</note>
<alt-trans><target>q</target></alt-trans></trans-unit>
<trans-unit id="2"><source>d</source><target state="new">d</target></trans-unit></body></file></xliff>"""
    rows = list(xliff.entries(written(tmp_path, text, "a.xlf")))
    found = [row for row in rows if isinstance(row, Entry)]
    assert found == [
        Entry((Wording("en", "a b"), Wording("de", "c")), "1", "en", (), (Remark("n"),)), Entry((Wording("en", "d"),), "2", "en"),
    ]  # fmt: skip
    told = sorted(row.what for row in rows if isinstance(row, Fault))
    assert [line.partition(" ")[0] for line in told] == ["alternative", "codes", "targets"]


# ---- counting


def test_a_memory_is_counted(tmp_path: Path) -> None:
    rows = [pair("a", "bcd", sure(0.5), date="20240101T000000Z"), pair("a", "bcd"), pair("a", "x"), pair("y", "y"), pair("z", "")]
    place = saved(tmp_path, rows)
    found = json.loads(run("stats", place, "--json").stdout)
    assert {key: found[key] for key in ("units", "repeated", "contradicted", "untranslated", "rated", "noted")} == {
        "units": 5, "repeated": 1, "contradicted": 1, "untranslated": 1, "rated": 1, "noted": 0,
    }  # fmt: skip
    assert found["languages"]["de"] == {"texts": 5, "empty": 1, "characters": 8, "shortest": 1, "longest": 3}
    assert "en → de: 5 pairs" in run("stats", place).stdout


def test_a_large_memory_is_never_held_whole(tmp_path: Path) -> None:
    """Entries are made as they are asked for: the first is there before the break at the end of the file is met."""
    place = written(tmp_path, HEAD + "".join(unit(f"{n}. {ENGLISH}", f"{n}. {GERMAN}") for n in range(2000)) + "<broken")
    rows: Iterator[Entry | Fault] = Opened((place,)).again()
    assert next(rows).where.endswith("line 6") and len(Opened((place,)).faults()) == 1


# ---- another tool


@pytest.mark.parametrize("report", [retold(), translated()], ids=["retold", "translated"])
def test_translate_toolkit_reads_and_writes_our_memory_without_loss(tmp_path: Path, report: Report) -> None:
    """Texts, props and notes, by its own classes and then by ours."""
    toolkit = pytest.importorskip("translate.storage.tmx", reason="translate-toolkit is not installed (the extra `interchange`)")
    one, two = report.alignment.original.language, report.alignment.translation.language
    for data in memories_of(report):
        before = kept(written(tmp_path, data))
        store = toolkit.tmxfile.parsestring(data, sourcelanguage=one, targetlanguage=two)
        texts = [tuple(wording.text for wording in entry.wordings) for entry in before]
        assert [(str(each.source), str(each.target)) for each in store.units] == texts
        assert kept(written(tmp_path, bytes(store), "b.tmx")) == before


def test_two_memories_of_one_name_are_merged_as_memories(tmp_path: Path) -> None:
    """Every run calls its memory after its article; `.tmx` is the tag of no language here."""
    for folder, rows in (("one", [pair("a", "b")]), ("two", [pair("c", "d")])):
        (tmp_path / folder).mkdir()
        Path(saved(tmp_path, rows)).rename(tmp_path / folder / "memory.tmx")
    places = tmp_path / "one" / "memory.tmx", tmp_path / "two" / "memory.tmx"
    assert run("merge", *places, "-o", tmp_path / "all.tmx").exit_code == 0
    assert kept(str(tmp_path / "all.tmx")) == [pair("a", "b"), pair("c", "d")]


def test_units_of_one_name_have_names_of_their_own_in_xliff(tmp_path: Path) -> None:
    rows = [replace(pair("a", "b"), name="2"), pair("c", "d"), replace(pair("e", "f"), name="2")]
    assert run("convert", saved(tmp_path, rows), "-o", tmp_path / "a.xlf").exit_code == 0
    names = re.findall(r'<trans-unit id="([^"]*)"', (tmp_path / "a.xlf").read_text())
    assert len(set(names)) == len(names) == 3


def test_a_dry_run_writes_no_other_file_either(tmp_path: Path) -> None:
    told = run("clean", saved(tmp_path, USUAL), "--dry-run", "--removed", tmp_path / "r.tmx")
    assert isinstance(told.exception, click.UsageError) and not (tmp_path / "r.tmx").exists()
