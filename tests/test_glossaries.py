"""Glossaries in every form that tools read: what goes out comes back, what is lost is told, what is wrong is named."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from unicodedata import normalize

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from align import glossaries, write
from align.cli import align
from align.errors import InputError
from align.model import Glossary, Term
from align.read.glossary import read_glossary, sheet, shipped
from align.write import as_tbx
from align.write.glossaries import GLOSSARIES

SIDES = ("en", "zh-CN")
KILN = (
    Term("kiln", "product", "en", "Kiln", "preferred", "an oven, and ours"),
    Term("kiln", "product", "en", "Old Kiln", "deprecated", "until 2020"),
    Term("kiln", "product", "zh-CN", "窑", "preferred"),
    Term("kiln", "product", "zh-CN", "炉", "forbidden", "another thing"),
    Term("kiln", "product", "zh-CN", "陶窑", "admitted", "in full"),
    Term("clay", "term", "en", "clay", "preferred"),
    Term("clay", "term", "zh-CN", "黏土", "preferred", "not 粘土"),
    Term("clay", "term", "de", "Ton", "preferred"),
)
HEADER = "concept,kind,language,term,status,note\n"


def written(folder: Path, glossary: Glossary, form: str, name: str = "own.en.zh-CN") -> Path:
    path = folder / f"{name}{GLOSSARIES[form].suffix}"
    path.write_text(GLOSSARIES[form].written(glossary, SIDES), "utf-8")
    return path


def said(terms: object) -> list[tuple[str, ...]]:
    assert isinstance(terms, tuple)
    return sorted((term.concept, term.kind, term.language, term.text, term.status, term.note) for term in terms)


def run(*arguments: object) -> tuple[int, str, str]:
    done = CliRunner().invoke(align, [str(argument) for argument in arguments], standalone_mode=False)
    if done.exception:
        raise done.exception
    return done.return_value or 0, done.stdout, done.stderr


def faults(path: Path) -> list[str]:
    with pytest.raises(InputError) as refused:
        read_glossary((path,))
    return [str(fault).replace(f"{path.parent}/", "") for fault in refused.value.faults]


def tbx(folder: Path, body: str, head: str = "") -> Path:
    path = folder / "own.tbx"
    path.write_text(f'<?xml version="1.0"?>{head}<martif type="TBX"><text><body>{body}</body></text></martif>', "utf-8")
    return path


# ---- there and back

cells = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=8)
rows = st.lists(
    st.tuples(
        cells, cells, st.sampled_from(("en", "zh-CN", "de")), cells, st.sampled_from(list(as_tbx.STATUSES)), st.just("") | cells
    ),
    max_size=8,
)


def glossary_of(found: list[tuple[str, ...]]) -> Glossary:
    """A glossary in which nothing is decided twice."""
    terms: dict[tuple[str, ...], Term] = {}
    for row in found:
        concept, kind, language, text, status, note = (normalize("NFC", cell).strip() for cell in row)
        key = (concept, language, "preferred") if status == "preferred" else (concept, language, text)
        if all((concept, kind, text)) and not {key, (concept, language, text)} & terms.keys():
            term = Term(concept, kind, language, text, next(one for one in as_tbx.STATUSES if one == status), note)
            terms[key] = terms[concept, language, text] = term
    return Glossary(tuple(dict.fromkeys(terms.values())), "own", "12345678")


@pytest.mark.parametrize("form", ["csv", "tsv", "tbx", "weblate-tbx"])
@settings(max_examples=40, deadline=None)
@given(found=rows)
def test_what_is_written_without_loss_is_read_back_equal(
    tmp_path_factory: pytest.TempPathFactory, form: str, found: list[tuple[str, ...]]
) -> None:
    glossary = glossary_of(found)
    path = written(tmp_path_factory.mktemp("forms"), glossary, form)
    back = sheet(path)
    assert not list(GLOSSARIES[form].lost(glossary, SIDES))
    assert back.faults == ()
    assert said(back.terms) == said(glossary.terms)


@settings(max_examples=40, deadline=None)
@given(found=rows)
def test_weblate_keeps_all_that_is_wanted_in_two_languages(
    tmp_path_factory: pytest.TempPathFactory, found: list[tuple[str, ...]]
) -> None:
    """Concept, status and notes of every term for which no loss was told; kinds are one for a concept here."""
    terms = tuple(Term(one.concept, "kind", one.language, one.text, one.status, one.note) for one in glossary_of(found))
    glossary = Glossary(terms)
    lost = {(term.concept, term.language, term.text) for _, term in GLOSSARIES["weblate"].lost(glossary, SIDES)}
    back = sheet(written(tmp_path_factory.mktemp("forms"), glossary, "weblate"))
    kept = tuple(term for term in glossary if (term.concept, term.language, term.text) not in lost)
    assert set(said(kept)) <= set(said(back.terms))


@pytest.mark.parametrize("form", ["csv", "tsv", "tbx", "weblate-tbx"])
def test_the_shipped_glossary_survives_every_form_that_holds_everything(tmp_path: Path, form: str) -> None:
    glossary = read_glossary()
    assert said(sheet(written(tmp_path, glossary, form)).terms) == said(glossary.terms)


def test_omegat_text_comes_back_with_kinds_notes_and_admitted_targets(tmp_path: Path) -> None:
    back = sheet(written(tmp_path, Glossary(KILN), "omegat", "any"))
    assert said(back.terms) == [
        ("Kiln", "product", "en", "Kiln", "preferred", ""),
        ("Kiln", "product", "zh-CN", "窑", "preferred", "an oven, and ours"),
        ("Kiln", "product", "zh-CN", "陶窑", "admitted", ""),
        ("clay", "term", "en", "clay", "preferred", ""),
        ("clay", "term", "zh-CN", "黏土", "preferred", "not 粘土"),
    ]


def test_deepl_gets_each_source_once_and_nothing_that_is_not_wanted(tmp_path: Path) -> None:
    twin = Term("oven", "term", "en", "Kiln", "admitted"), Term("oven", "term", "zh-CN", "烤箱", "preferred")
    text = GLOSSARIES["deepl"].written(Glossary((*twin, *KILN)), SIDES)
    assert text == "Kiln\t窑\nclay\t黏土\n"
    (tmp_path / "own.en.zh-CN.tsv").write_text(text, "utf-8")
    assert [term.text for term in sheet(tmp_path / "own.en.zh-CN.tsv").terms] == ["Kiln", "窑", "clay", "黏土"]


def test_weblate_is_told_what_is_forbidden_in_its_own_words() -> None:
    text = GLOSSARIES["weblate-tbx"].written(Glossary(KILN), SIDES)
    assert re.findall(r">(obsolete|forbidden)<", text) == ["obsolete", "forbidden"]


def test_tbx_is_a_martif_whose_entries_have_the_concepts_for_ids() -> None:
    root = etree.fromstring(GLOSSARIES["tbx"].written(Glossary((*KILN, Term("01 ai", "lab", "en", "01"))), SIDES).encode())
    assert root.tag == "martif"
    assert [entry.get("id") for entry in root.iter("termEntry")] == ["kiln", "clay", "_x0030_1_x0020_ai"]
    statuses = [note.text for note in root.iter("termNote")]
    assert statuses[:2] == ["preferredTerm-admn-sts", "supersededTerm-admn-sts"]


def test_a_glossary_in_any_form_serves_a_run(tmp_path: Path) -> None:
    """The two-language forms say their languages by the file's name."""
    paths = tuple(written(tmp_path, Glossary(KILN), form, f"{form}.en.zh-CN") for form in GLOSSARIES)
    for path in paths:
        assert "黏土" in [term.text for term in read_glossary((path,))]
    assert len({term.concept for term in read_glossary(paths)}) == 2  # kiln and clay, though some forms call kiln by its first term


# ---- what is lost


def test_losses_are_told_with_counts_and_places(tmp_path: Path) -> None:
    path = written(tmp_path, Glossary(KILN), "csv", "own")
    code, out, err = run("glossary", "convert", path, "-o", tmp_path / "own.txt", "--from", "en", "--to", "zh-CN")
    assert (code, out) == (0, "8 terms\n")
    assert "lost: 1: terms in other languages are left out: Ton (own.csv:9)" in err
    assert (
        "lost: 2: deprecated and forbidden terms are left out, for they would be suggested: Old Kiln (own.csv:3), 炉 (own.csv:5)"
        in err
    )


@pytest.mark.parametrize("content", [
    "English,Chinese\nkiln,窑\nheat,热\n", "kiln,窑\nheat,热\n", "English;Chinese\r\nkiln;窑\r\nheat;热\r\n",
    "英文\t中文\nkiln\t窑\nheat\t热\n", "en,zh\nkiln,窑\nheat,热\n",
])  # fmt: skip
def test_two_columns_of_a_spreadsheet_are_a_glossary(tmp_path: Path, content: str) -> None:
    """Whatever stands between them, with a line over them or without; the options name their languages, or the file's name."""
    for name, options in (("two.csv", ("--from", "en", "--to", "zh-CN")), ("two.en.zh-CN.csv", ())):
        (tmp_path / name).write_text(content, "utf-8")
        run("glossary", "convert", tmp_path / name, "-o", tmp_path / "own.csv", *options)
        found = [(term.language, term.text) for term in sheet(tmp_path / "own.csv").terms]
        assert found == [("en", "kiln"), ("zh-CN", "窑"), ("en", "heat"), ("zh-CN", "热")]


def test_two_columns_without_languages_say_how_to_name_them(tmp_path: Path) -> None:
    (tmp_path / "two.csv").write_text("English,Englisch\n", "utf-8")
    (fault,) = sheet(tmp_path / "two.csv").faults
    assert "as in ours.en.zh-CN.csv" in str(fault)
    assert [term.text for term in sheet(tmp_path / "two.csv", ("en", "de")).terms] == ["English", "Englisch"]


@pytest.mark.parametrize("form", ["omegat", "deepl", "weblate"])
def test_whatever_does_not_come_back_was_told(tmp_path: Path, form: str) -> None:
    glossary = Glossary(KILN)
    told = {term.text for _, term in GLOSSARIES[form].lost(glossary, SIDES)}
    back = {(term.language, term.text) for term in sheet(written(tmp_path, glossary, form)).terms}
    assert {term.text for term in glossary if (term.language, term.text) not in back} <= told


def test_what_tbx_says_and_we_have_no_place_for_is_told(tmp_path: Path) -> None:
    path = tbx(
        tmp_path,
        '<termEntry id="kiln"><descrip type="definition">hot</descrip><langSet xml:lang="en"><note>n</note><tig><term>Kiln</term>'
        '<termNote type="partOfSpeech">noun</termNote></tig></langSet></termEntry>',
    )
    assert sheet(path).left == ("1 × definition", "1 × note of a concept or a language", "1 × partOfSpeech")
    assert "not read: own: 1 × definition" in run("glossary", "convert", path, "-o", tmp_path / "own.csv")[2]


# ---- what tools write


def test_tbx_of_others_is_read(tmp_path: Path) -> None:
    """Groups within groups, tags with underscores, terms without a status or an id, and the words that tools have for statuses."""
    path = tbx(
        tmp_path,
        '<termEntry><langSet xml:lang="en_US"><ntig><termGrp><term>kiln</term><termNote type="administrativeStatus">approved'
        "</termNote></termGrp><note>hot</note></ntig><tig><term>oven<!-- no --></term></tig></langSet>"
        '<langSet lang="zh-TW"><tig><term>窯</term></tig></langSet></termEntry>',
    )
    assert said(sheet(path).terms) == [
        ("kiln", "term", "en-US", "kiln", "preferred", "hot"),
        ("kiln", "term", "en-US", "oven", "admitted", ""),
        ("kiln", "term", "zh-TW", "窯", "preferred", ""),
    ]


def test_tbx_3_is_read(tmp_path: Path) -> None:
    path = tmp_path / "own.tbx"
    path.write_text(
        '<tbx type="TBX-Basic" style="dca" xmlns="urn:iso:std:iso:30042:ed-2"><text><body><conceptEntry id="c1">'
        '<descrip type="subjectField">lab</descrip><langSec xml:lang="en"><termSec><term>Kiln</term>'
        '<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec></langSec></conceptEntry></body></text>'
        "</tbx>",
        "utf-8",
    )
    assert said(sheet(path).terms) == [("c1", "lab", "en", "Kiln", "forbidden", "")]


def test_a_text_that_omegat_users_keep_is_read(tmp_path: Path) -> None:
    path = tmp_path / "terms.en.de.txt"
    path.write_text("# ours\nkiln\tBrennofen\tin English too\nkiln\tOfen\nclay\tTon\n", "utf-8")
    assert [(term.concept, term.text, term.status, term.note) for term in sheet(path).terms] == [
        ("kiln", "kiln", "preferred", ""),
        ("kiln", "Brennofen", "preferred", "in English too"),
        ("kiln", "Ofen", "admitted", ""),
        ("clay", "clay", "preferred", ""),
        ("clay", "Ton", "preferred", ""),
    ]


# ---- what is wrong


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "boom">',
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">',
        '<!ENTITY a SYSTEM "file:///etc/hostname">',
        '<!ENTITY % a SYSTEM "http://localhost/a.dtd"> %a;',
    ],
)
def test_declarations_bombs_and_outer_entities_are_refused(tmp_path: Path, declared: str) -> None:
    entry = '<termEntry><langSet xml:lang="en"><tig><term>&a;</term></tig></langSet></termEntry>'
    assert "own.tbx" in faults(tbx(tmp_path, entry.replace("&a;", "kiln"), f"<!DOCTYPE martif [{declared}]>"))[0]
    assert "declarations of its own" in faults(tbx(tmp_path, entry.replace("&a;", "kiln"), f"<!DOCTYPE martif [{declared}]>"))[0]


def test_a_bare_doctype_is_no_reason_to_refuse(tmp_path: Path) -> None:
    entry = '<termEntry><langSet xml:lang="en"><tig><term>kiln</term></tig></langSet></termEntry>'
    assert len(sheet(tbx(tmp_path, entry, '<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">')).terms) == 1


def test_thousands_of_languages_are_read_or_told_and_never_flood(tmp_path: Path) -> None:
    """Tags that are some are kept; of those that are none the first are told one by one."""
    good = "".join(f'<langSet xml:lang="en-x-{n}"><tig><term>t</term></tig></langSet>' for n in range(3000))
    assert len(sheet(tbx(tmp_path, f"<termEntry>{good}</termEntry>")).terms) == 3000
    bad = good.replace("en-x-", "english")
    found = faults(tbx(tmp_path, f"<termEntry>{bad}</termEntry>"))
    assert found[0] == "own.tbx: line 1: 'english0' is no language tag"
    assert (len(found), found[-1]) == (201, "own.tbx: and 2,800 more faults like these")


def test_all_faults_of_a_tbx_are_told_at_once_with_their_lines(tmp_path: Path) -> None:
    body = """
<termEntry id="a"></termEntry>
<termEntry id="b"><langSet xml:lang="cn"><tig><term>kiln</term></tig></langSet>
<langSet xml:lang="en">
<tig><term/></tig>
<tig><term>kiln</term><termNote type="administrativeStatus">liked</termNote></tig></langSet></termEntry>"""
    assert faults(tbx(tmp_path, body)) == [
        "own.tbx: line 2: <termEntry> has no terms",
        "own.tbx: line 3: 'cn' is no language tag",
        "own.tbx: line 5: no term",
        "own.tbx: line 6: 'liked' is no status",
    ]


def test_a_tbx_that_breaks_off_is_refused_for_a_run_and_half_kept_by_convert(tmp_path: Path) -> None:
    entry = '<termEntry id="k"><langSet xml:lang="en"><tig><term>kiln</term></tig></langSet></termEntry>\n'
    path = tmp_path / "own.tbx"
    path.write_text(f"<martif><text><body>\n{entry}<termEntry><langSet", "utf-8")
    assert "own.tbx: line 3: is no MARTIF" in faults(path)[0]
    code, out, err = run("glossary", "convert", path, "-o", tmp_path / "own.csv")
    assert (code, out) == (0, "1 terms\n")
    assert "what stands before it is read, and nothing after it" in err


@pytest.mark.parametrize("name", ["own.en.de.txt", "own.en.de.tsv", "own.en.de.csv", "own.tbx"])
def test_another_encoding_is_told_and_nothing_is_guessed(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes("kiln\tÖfen für Ton\n".encode("latin-1"))
    assert faults(path)[0].startswith(name)


def test_a_tbx_in_the_encoding_that_it_declares_is_read(tmp_path: Path) -> None:
    path = tmp_path / "own.tbx"
    entry = '<termEntry id="k"><langSet xml:lang="zh-CN"><tig><term>窑</term></tig></langSet></termEntry>'
    path.write_bytes(f'<?xml version="1.0" encoding="UTF-16"?><martif><text><body>{entry}</body></text></martif>'.encode("utf-16"))
    assert [term.text for term in sheet(path).terms] == ["窑"]


@pytest.mark.parametrize("name", ["terms.txt", "terms.tsv"])
def test_two_columns_that_do_not_say_their_languages_are_refused_unless_they_are_named(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("kiln\tOfen\n", "utf-8")
    (said,) = faults(path)
    assert said.startswith(f"{name}: does not say which two languages it is in: ")
    assert f"as in ours.en.zh-CN{path.suffix}, or" in said
    assert len(sheet(path, ("en", "de")).terms) == 2


@pytest.mark.parametrize(
    ("name", "line", "what"),
    [
        ("a.en.de.txt", "kiln Ofen", "line 2: no tab between a source and a target"),
        ("a.en.de.txt", "kiln\t", "line 2: no term"),
        ("a.en.de.tsv", "kiln\tOfen\thot", "line 2: 3 cells, not 2"),
        ("a.en.de.tsv", "\tOfen", "line 2: no concept"),
    ],
)
def test_a_faulty_line_is_told_with_its_number(tmp_path: Path, name: str, line: str, what: str) -> None:
    path = tmp_path / name
    path.write_text(f"clay\tTon\n{line}\n", "utf-8")
    assert what in "\n".join(faults(path))


# ---- formulas


@pytest.mark.parametrize("form", ["csv", "tsv", "weblate"])
def test_no_cell_of_a_table_is_a_formula_and_each_comes_back_as_it_was(tmp_path: Path, form: str) -> None:
    texts = ["=1+2", "+x", "-x", "@x", "'=x", "''@x", "'kiln'"]
    terms = tuple(Term(f"c{n}", "term", tag, text, "preferred", text) for n, text in enumerate(texts) for tag in SIDES)
    path = written(tmp_path, Glossary(terms), form)
    for row in csv.reader(io.StringIO(path.read_text("utf-8")), delimiter="\t" if form == "tsv" else ","):
        assert [cell for cell in row if cell[:1] in ("=", "+", "-", "@")] == []
    assert said(sheet(path).terms) == said(terms)


# ---- check


def problems(folder: Path, *tables: str) -> list[tuple[str, str, str]]:
    sheets = []
    for number, table in enumerate(tables):
        path = folder / f"t{number}.csv"
        path.write_text(HEADER + table, "utf-8")
        sheets.append(sheet(path))
    return [(one.level, one.kind, one.what) for one in glossaries.problems(sheets)]


@pytest.mark.parametrize(
    ("table", "level", "kind"),
    [
        ("kiln,term,en,kiln,preferred,\nkiln,term,en,kiln,forbidden,\n", "error", "unreadable"),
        ("kiln,term,en,a kiln,preferred,\nkiln,term,en,a-kiln,forbidden,\n", "error", "contradiction"),
        ("kiln,term,en,fine kiln,preferred,\nkiln,term,en,Fine-kiln,admitted,\n", "warning", "duplicate"),
        ("kiln,term,xxx,kiln,preferred,\n", "warning", "language"),
        ("kiln,term,xx,kiln,preferred,\n", "error", "unreadable"),
        ("kiln,term,en,kiln,preferred,\nkiln,product,de,Ofen,preferred,\n", "warning", "kind"),
        ("kiln,term,en,kiln,admitted,\n", "warning", "none-preferred"),
        ("kiln,term,en,kiln,preferred,\nkiln,term,de,Ofen,preferred,\nclay,term,en,clay,preferred,\n", "warning", "missing"),
        ("kiln,term,en,oven,preferred,\nstove,term,en,oven,admitted,\n", "warning", "homonym"),
        ("kiln,term,en,old kiln,preferred,\nstove,term,en,kiln,forbidden,\nstove,term,en,stove,preferred,\n", "warning", "part"),
        ("kiln,term,en,kiln,preferred,\nold,term,en,old kiln,preferred,\n", "remark", "part"),
        ("kiln,term,zh-CN,旧窑,preferred,\nold,term,zh-CN,窑,preferred,\n", "remark", "part"),
    ],
)
def test_each_problem_has_its_level_and_its_kind(tmp_path: Path, table: str, level: str, kind: str) -> None:
    assert (level, kind) in [(one, two) for one, two, _ in problems(tmp_path, table)]


def test_files_that_contradict_each_other_are_told(tmp_path: Path) -> None:
    found = problems(tmp_path, "kiln,term,en,kiln,preferred,\n", "kiln,term,en,kiln,forbidden,\nkiln,term,en,oven,preferred,\n")
    assert ("error", "contradiction", "'kiln' of kiln is preferred and forbidden") in found
    assert ("error", "several-preferred", "kiln prefers 'kiln' and 'oven' in en") in found


def test_a_note_silences_what_may_be_meant(tmp_path: Path) -> None:
    table = "kiln,term,en,oven,preferred,{}\nstove,term,en,oven,admitted,\nstove,term,en,stove,preferred,\n"
    assert [kind for _, kind, _ in problems(tmp_path, table.format(""))] == ["homonym"]
    assert [kind for _, kind, _ in problems(tmp_path, table.format("both are called so"))] == []


def test_the_shipped_glossary_is_clean() -> None:
    assert [one for one in glossaries.problems([sheet(path) for path in shipped()]) if one.level != "remark"] == []


def test_check_exits_with_1_for_errors_and_0_for_warnings(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(HEADER + "kiln,term,en,kiln,admitted,\n", "utf-8")
    code, out, _ = run("glossary", "check", path)
    assert (code, out.splitlines()[-1]) == (0, "0 errors, 1 warning, 0 remarks")
    path.write_text(HEADER + "kiln,term,en,kiln,liked,\n", "utf-8")
    code, out, _ = run("glossary", "check", path)
    assert code == 1
    assert "own.csv: line 2: error: 'liked' is no status [unreadable]" in out


def test_files_that_are_not_there_are_all_told(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        run("glossary", "check", tmp_path / "a.csv", tmp_path / "b.tbx")
    assert len(refused.value.faults) == 2


# ---- merge


def test_merging_tells_conflicts_and_the_later_wins_or_the_earlier_if_asked(tmp_path: Path) -> None:
    one, two, out = (tmp_path / name for name in ("one.csv", "two.csv", "all.csv"))
    one.write_text(HEADER + "kiln,term,en,kiln,preferred,hot\nkiln,term,en,oven,admitted,\n", "utf-8")
    two.write_text(HEADER + "kiln,term,en,oven,preferred,\nkiln,term,en,kiln,forbidden,cold\n", "utf-8")
    _, told, err = run("glossary", "merge", one, two, "-o", out)
    assert told == "2 terms, 4 conflicts\n"
    assert "conflict: 'kiln' of kiln: its status is 'preferred' in one.csv:2 and 'forbidden' in two.csv:3; kept: 'forbidden'" in err
    assert out.read_text("utf-8") == HEADER + "kiln,term,en,kiln,forbidden,cold\nkiln,term,en,oven,preferred,\n"
    run("glossary", "merge", one, two, "-o", out, "--wins", "earlier")
    assert out.read_text("utf-8") == HEADER + "kiln,term,en,kiln,preferred,hot\nkiln,term,en,oven,admitted,\n"


def test_merging_a_glossary_with_itself_changes_nothing(tmp_path: Path) -> None:
    merged = glossaries.merged([sheet(path) for path in shipped() * 2])
    assert merged.conflicts == ()
    assert merged.glossary.terms == read_glossary().terms


def test_a_note_of_the_loser_stays_where_both_say_the_same(tmp_path: Path) -> None:
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    one.write_text(HEADER + "kiln,term,en,kiln,preferred,hot\n", "utf-8")
    two.write_text(HEADER + "kiln,term,en,kiln,preferred,\n", "utf-8")
    assert [term.note for term in glossaries.merged([sheet(one), sheet(two)]).glossary] == ["hot"]


def test_no_input_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(HEADER + "kiln,term,en,kiln,preferred,\n", "utf-8")
    before = path.read_bytes()
    with pytest.raises(InputError):
        run("glossary", "merge", path, path, "-o", path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "more", "what"),
    [
        ("own.doc", (), "is no glossary by its name"),
        ("own.txt", (), "two languages"),
        ("own.txt", ("--from", "cn", "--to", "en"), "'cn'"),
    ],
)
def test_an_output_that_cannot_be_is_refused_with_a_remedy(tmp_path: Path, name: str, more: tuple[str, ...], what: str) -> None:
    with pytest.raises(InputError, match=what):
        run("glossary", "convert", shipped()[0], "-o", tmp_path / name, *more)
    assert not (tmp_path / name).exists()


# ---- extract

PASSAGES = (
    ("The glaze kiln at Harrowmere opened in May.", "哈罗米尔的釉料窑炉五月启用。"),
    ("Every glaze kiln needs a thermocouple.", "每座釉料窑炉都需要热电偶。"),
    ("A thermocouple measures heat in the glaze kiln.", "热电偶测量釉料窑炉的温度。"),
    ("The thermocouple failed twice.", "热电偶坏了两次。"),
    ("The workers at Harrowmere went home.", "哈罗米尔的工人回家了。"),
)


def test_terms_are_extracted_with_renderings_counts_and_contexts() -> None:
    found = {one.text: one for one in glossaries.candidates(PASSAGES, SIDES, Glossary())}
    term = found["thermocouple"]
    assert (term.kind, term.rendering, term.times, term.rendered, term.consistency) == ("term", "热电偶", 3, 3, 1.0)
    assert term.context == "Every glaze kiln needs a thermocouple."
    assert (found["Harrowmere"].kind, found["Harrowmere"].times) == ("name", 2)
    assert "workers" not in found


def test_what_the_glossary_has_is_not_extracted_again() -> None:
    known = Glossary((Term("t", "term", "en", "Thermocouple"),))
    assert "thermocouple" not in [one.text for one in glossaries.candidates(PASSAGES, SIDES, known)]


def test_extraction_works_in_the_other_direction_too() -> None:
    turned = tuple((two, one) for one, two in PASSAGES)
    found = {one.text: one.rendering for one in glossaries.candidates(turned, ("zh-CN", "en"), Glossary())}
    assert found["热电偶"] == "thermocouple"


def test_candidates_are_a_glossary_that_is_clean_and_can_be_merged(tmp_path: Path) -> None:
    """Also where two phrases would make one concept, or one that the glossary has."""
    found = glossaries.candidates(PASSAGES, SIDES, Glossary())
    terms = glossaries.as_glossary(found, SIDES, Glossary((Term("thermocouple", "term", "en", "x"),)))
    assert "thermocouple-2" in {term.concept for term in terms}
    path = written(tmp_path, terms, "csv")
    assert [one for one in glossaries.problems([sheet(path)]) if one.level == "error"] == []


def test_no_passages_give_no_candidates() -> None:
    assert glossaries.candidates((), SIDES, Glossary()) == ()


@settings(max_examples=25, deadline=None)
@given(
    found=st.lists(st.tuples(st.text(max_size=40), st.text("窑炉的是Kiln of·（）() ", max_size=40)), max_size=4),
    languages=st.sampled_from((SIDES, ("zh-CN", "en"), ("en", "en-GB"), ("de", "fr"), ("zh-CN", "zh-TW"))),
)
def test_whatever_the_passages_say_candidates_are_ranked_and_counted(
    found: list[tuple[str, str]], languages: tuple[str, str]
) -> None:
    """A rendering stands in no more passages than its term, and what is worth more comes first."""
    rated = glossaries.candidates(found * 2, languages, Glossary())
    assert [one.worth for one in rated] == sorted((one.worth for one in rated), reverse=True)
    assert all(0 < one.consistency <= 1 for one in rated)


def test_renderings_stand_in_the_script_of_the_text() -> None:
    turned = (
        ("The thermocouple is new.", "熱電偶是新的。"),
        ("A thermocouple broke.", "一個熱電偶壞了。"),
        ("No thermocouple!", "沒有熱電偶！"),
    )
    assert [one.rendering for one in glossaries.candidates(turned, ("en", "zh-TW"), Glossary())] == ["熱電偶"]


def test_two_texts_in_chinese_give_names_only() -> None:
    chinese = tuple((two, two) for _, two in PASSAGES)
    assert {one.kind for one in glossaries.candidates(chinese, ("zh-CN", "zh-TW"), Glossary())} <= {"name"}


def test_reports_and_texts_give_the_same_candidates(tmp_path: Path) -> None:
    one, two = tmp_path / "a.en.txt", tmp_path / "a.zh.txt"
    for path, side in ((one, 0), (two, 1)):
        path.write_text("\n\n".join(pair[side] for pair in PASSAGES * 2), "utf-8")
    run("run", one, two, "--from", "en", "--to", "zh-CN", "-o", tmp_path / "report", "--quiet")
    _, of_texts, _ = run("glossary", "extract", one, two, "--from", "en", "--to", "zh-CN")
    _, of_report, _ = run("glossary", "extract", tmp_path / "report")
    assert of_report == of_texts
    assert "热电偶" in of_report


def test_extract_says_what_it_cannot_use(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="neither reports nor two texts"):
        run("glossary", "extract", tmp_path / "a.txt")


def test_of_three_preferred_terms_one_is_kept_and_both_conflicts_told(tmp_path: Path) -> None:
    for number, text in enumerate(("chip", "die", "wafer"), 1):
        (tmp_path / f"t{number}.csv").write_text(f"concept,kind,language,term,status,note\nchip,term,en,{text},preferred,\n")
    places = [tmp_path / f"t{number}.csv" for number in (1, 2, 3)]
    status, _, err = run("glossary", "merge", *places, "-o", tmp_path / "all.csv")
    assert status == 0
    assert err.count("kept: 'wafer'") == 2
    assert [term.text for term in read_glossary((tmp_path / "all.csv",)) if term.status == "preferred"] == ["wafer"]


def test_extraction_never_writes_over_what_it_reads(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("concept,kind,language,term,status,note\nchip,term,en,chip,preferred,\n")
    for name, text in (("a.en.txt", "The lamp was lit at once."), ("b.en.txt", "At once the lamp was lit.")):
        (tmp_path / name).write_text(text)
    with pytest.raises(InputError, match="would be overwritten"):
        run(
            "glossary",
            "extract",
            tmp_path / "a.en.txt",
            tmp_path / "b.en.txt",
            "--from",
            "en",
            "--to",
            "en",
            "--glossary",
            own,
            "-o",
            own,
        )


@pytest.mark.parametrize("text", ["=1", " =1", "\t+1", "' @x", "-"])
def test_no_cell_of_a_table_is_a_formula_after_blanks_either(text: str) -> None:
    term = Term("kiln", "term", "en", "kiln", note=text)
    assert f"'{text}" in write.table(Glossary((term,)))
