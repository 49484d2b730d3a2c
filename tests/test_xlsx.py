"""The workbook there and back: what is in it, what a person may do in it, and what is refused, cell by cell."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as some
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from sample_reports import retold

from align import cli, decisions, fingerprints
from align.decisions import FILE
from align.decisions.sheet_pairs import named
from align.model import Report
from align.read import package
from align.read.from_xlsx import workbook
from align.write.as_xlsx import AS_WRITTEN, LONGEST, SHEETS, numbers, xlsx

ORIGINAL = """\
The lamp cost 72 francs in 1921.

Forty boats came home by its light every night.

Nobody kept the keeper's diary.

The tower fell in the great storm.

A museum stands on the rock today.
"""
RETOLD = """\
The lamp cost 27 francs in 1921.

Every night forty boats came home by its light.

The keeper's diary was kept by nobody.

In the great storm the tower fell.

Today a museum stands on the rock.
"""
BOOK = Path("report", "retold.en.en-GB-x-retrans.xlsx")
HEADINGS = {name: [column.heading for column in columns] for name, columns in SHEETS.items()}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two texts, a report about them, and its workbook. Sentence n of one is sentence n of the other."""
    monkeypatch.chdir(tmp_path)
    Path("original.txt").write_text(ORIGINAL, "utf-8")
    Path("retold.txt").write_text(RETOLD, "utf-8")
    run("--format", "xlsx")
    assert beads() == [([n], [n]) for n in range(5)]
    return tmp_path


def command(*words: str) -> int:
    with pytest.raises(SystemExit) as stop:
        cli.main(words)
    return int(stop.value.code or 0)


def run(*options: str) -> None:
    assert command("run", "original.txt", "retold.txt", "--from", "en", "--to", "en-GB", "-o", "report", *options) == 0


def record() -> dict[str, list[dict[str, object]]]:
    said: dict[str, list[dict[str, object]]] = json.loads(Path("report", "report.json").read_text("utf-8"))
    return said


def beads() -> list[tuple[object, object]]:
    return [(bead["original"], bead["translation"]) for bead in record()["beads"]]


def edit(change: Callable[[Workbook], object]) -> None:
    book = openpyxl.load_workbook(BOOK)
    change(book)
    book.save(BOOK)


def put(sheet: Worksheet, **cells: object) -> None:
    for address, value in cells.items():
        sheet[address] = value


def packed(report: Report) -> bytes:
    [file] = xlsx(report)
    return file.data


# ---- what is written


def test_the_same_report_gives_the_same_bytes() -> None:
    assert packed(retold()) == packed(retold())


def test_it_is_called_after_the_translation_and_opens_with_the_pairs(here: Path) -> None:
    book = openpyxl.load_workbook(BOOK)
    assert [sheet.title for sheet in book if sheet.sheet_state == "visible"] == ["Pairs", "Findings", "Score card", "How to edit"]
    assert book.active and book.active.title == "Pairs"


def test_a_row_is_a_pair_and_a_row_is_a_finding() -> None:
    report = retold()
    book = openpyxl.load_workbook(io.BytesIO(packed(report)))
    rows = list(book["Pairs"].iter_rows(min_row=2, values_only=True))
    texts = [tuple(text or None for text in report.alignment.texts(number)) for number in range(len(report.alignment.beads))]
    assert [(row[2], row[4]) for row in rows] == texts
    assert [row[0] for row in book["Findings"].iter_rows(min_row=2, values_only=True)] == list(
        fingerprints.of_findings(report.alignment, report.findings)
    )


def test_one_can_work_in_it() -> None:
    """Headings stay in sight, rows can be filtered, texts wrap, numbers stay numbers, and cells say how they are filled in."""
    book = openpyxl.load_workbook(io.BytesIO(packed(retold())))
    for name in SHEETS:
        sheet = book[name]
        assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", sheet.dimensions)
        assert {cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row} == {True}
        prompts = {rule.promptTitle for rule in sheet.data_validations.dataValidation}
        assert prompts == {column.heading for column in SHEETS[name] if column.prompt}
        assert any(rule.type == "colorScale" for rules in sheet.conditional_formatting for rule in rules.rules)
    assert {cell.number_format for cell in book["Pairs"]["B"][1:]} == {"@"}  # else 12-13 is the 13th of December


@pytest.mark.parametrize("first", ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "'=1", "''@", "\t=1", "\r=1"])
def test_no_cell_is_a_formula_and_none_is_changed_by_that(first: str, tmp_path: Path) -> None:
    report = retold()
    findings = (replace(report.findings[0], message=first, suggestion=first), *report.findings[1:])
    (tmp_path / "book.xlsx").write_bytes(packed(replace(report, findings=findings)))
    cells = [cell for sheet in openpyxl.load_workbook(tmp_path / "book.xlsx") for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f" or re.match(r"\s*[=+@-]", str(cell.value or ""))] == []
    row = workbook(str(tmp_path / "book.xlsx"), HEADINGS).sheets["Findings"][0]
    assert (row["message"], row["suggestion"]) == (first.strip(), first.strip())


def test_what_no_cell_can_hold_is_told(tmp_path: Path) -> None:
    report = retold()
    findings = (replace(report.findings[0], message="long " * 10_000, suggestion="\x00\ud800\uffff"), *report.findings[1:])
    [file] = xlsx(replace(report, findings=findings))
    assert file.notes == (f"cells of the workbook that were cut, because they hold {LONGEST:,} characters: 2",)
    row = next(openpyxl.load_workbook(io.BytesIO(file.data))["Findings"].iter_rows(min_row=2, values_only=True))
    assert str(row[3]).endswith("…")
    assert row[6] == "\N{REPLACEMENT CHARACTER}" * 3


# ---- there and back


def test_what_a_person_did_in_it_is_there_after_the_next_run(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two pairs merged, two crossed, one confirmed, one finding dismissed."""

    def work(book: Workbook) -> None:
        put(book["Pairs"], B2="0-1", D2="0, 1", B3=None, D3=None, D4="3", D5=2, G6="confirmed")
        place = next(row for row in book["Findings"].iter_rows(min_row=2) if row[2].value == "numbers.changed")
        place[9].value, place[10].value = "dismissed", "another lamp"

    edit(work)
    assert command("import", str(BOOK)) == 0
    assert capsys.readouterr().out.endswith(
        "3 pairs made anew, 1 pair judged, 1 finding judged. The next align run into report honours it.\n"
    )
    run()
    assert beads() == [([0, 1], [0, 1]), ([2], [3]), ([3], [2]), ([4], [4])]
    assert [bead["confidence"] for bead in record()["beads"][:3]] == [1.0, 1.0, 1.0]
    figures = [finding for finding in record()["findings"] if finding["rule"] == "numbers.changed"]
    assert [finding["decision"] for finding in figures] == [{"verdict": "dismissed", "reason": "another lamp"}]
    memory = Path("report", "retold.en.en-GB-x-retrans.tmx").read_text("utf-8")
    assert "<seg>In the great storm the tower fell.</seg>" in memory
    assert "no longer there" not in capsys.readouterr().err
    command("decisions", "report")
    assert [line.split()[1] for line in capsys.readouterr().out.splitlines()] == [
        "linked",
        "linked",
        "linked",
        "confirmed",
        "dismissed",
    ]


def test_a_pair_is_split_and_parted_in_new_rows(here: Path) -> None:
    """New rows need no text, and no number of their own."""

    def merged(book: Workbook) -> None:
        put(book["Pairs"], B2="0-1", D2="0-1")
        book["Pairs"].delete_rows(3)

    def split(book: Workbook) -> None:
        put(book["Pairs"], B2="0", D2="0")
        book["Pairs"].append([None, "1"])
        book["Pairs"].append(["", "", "", "1", "Every night forty  boats came home by its light."])

    for work, wanted in ((merged, [([0, 1], [0, 1])]), (split, [([0], [0]), ([1], []), ([], [1])])):
        edit(work)
        assert command("import", str(BOOK), "report") == 0
        run("--format", "xlsx")
        assert beads()[: len(wanted)] == wanted


def test_an_edited_finding_says_what_the_workbook_says(here: Path) -> None:
    edit(lambda book: put(book["Findings"], B2="neutral", D2="Said otherwise.", J2="edited"))
    name = record()["findings"][0]["id"]
    assert command("import", str(BOOK)) == 0
    run()
    [finding] = [finding for finding in record()["findings"] if finding["id"] == name]
    assert (finding["severity"], finding["message"]) == ("neutral", "Said otherwise.")


def test_nothing_is_said_twice(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An untouched workbook says nothing; an edited one says it once, also when it was honoured meanwhile."""
    assert command("import", str(BOOK)) == 0
    edit(lambda book: put(book["Pairs"], D2="1", D3="0", G2="confirmed"))
    for _ in range(2):
        assert command("import", str(BOOK)) == 0
    run()
    assert command("import", str(BOOK)) == 0
    told = [line for line in capsys.readouterr().out.splitlines() if "honours it" in line or "Nothing new" in line]
    assert [line.partition(" ")[0] for line in told] == ["Nothing", "2", "Nothing", "Nothing"]


def test_what_was_said_is_taken_back(here: Path) -> None:
    """In the next workbook: the pairs are as they were found, nothing is confirmed, and nothing is missed."""
    edit(lambda book: put(book["Pairs"], D2="1", D3="0", G2="confirmed", G6="confirmed"))
    assert command("import", str(BOOK)) == 0
    run("--format", "xlsx")
    assert openpyxl.load_workbook(BOOK)["Pairs"]["G2"].value == "confirmed"
    edit(lambda book: put(book["Pairs"], D2="0", D3="1", G2=None, G6=None))
    assert command("import", str(BOOK)) == 0
    run()
    assert beads() == [([n], [n]) for n in range(5)]
    assert {gesture.about for gesture in decisions.read(Path("report")).gestures} == {"link"}


def test_a_link_is_taken_back_by_its_id(here: Path) -> None:
    edit(lambda book: put(book["Pairs"], D2="1", D3="0"))
    assert command("import", str(BOOK)) == 0
    ids = [gesture.id for gesture in decisions.read(Path("report")).gestures]
    assert command("decisions", "report", "reopen", *ids) == 0
    run()
    assert beads() == [([n], [n]) for n in range(5)]


def test_rows_in_another_order_and_columns_of_ones_own_do_no_harm(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def shuffled(book: Workbook) -> None:
        sheet = book["Pairs"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        for place, row in enumerate(reversed(rows), 4):
            for column, value in enumerate(row, 1):
                sheet.cell(place, column, value)
        for row in (2, 3):
            for column in range(1, 9):
                sheet.cell(row, column).value = None
        sheet["I1"], sheet["I5"] = "my own notes", "ask Ruth"

    edit(shuffled)
    assert command("import", str(BOOK)) == 0
    said = capsys.readouterr()
    assert said.out.endswith("Nothing new in this workbook.\n")
    assert "Pairs: the column “my own notes” was not read." in said.err


@given(some.integers(1, 40).flatmap(lambda stop: some.tuples(some.integers(0, stop), some.just(stop))))
def test_numbers_are_read_as_they_are_written(ends: tuple[int, int]) -> None:
    assert list(named(numbers(range(*ends)), 40)) == list(range(*ends))


@given(some.text("0123456789-–, +;x\u3000２") | some.text())
def test_whatever_stands_in_a_cell_is_a_run_of_sentences_or_is_told(cell: str) -> None:
    found = named(cell, 40)
    assert isinstance(found, str) or set(found) <= set(range(40))


# ---- what is refused


def refused(capsys: pytest.CaptureFixture[str], *, place: Path = BOOK, home: str = "report") -> str:
    capsys.readouterr()
    assert command("import", str(place), home) == 2
    assert not Path(home, FILE).exists()
    return capsys.readouterr().err


WRONG: list[tuple[str, dict[str, object], list[str]]] = [
    ("Pairs", {"B2": "zero"}, ["Pairs!B2: “zero” names no sentences"]),
    ("Pairs", {"B2": "0-"}, ["Pairs!B2: “0-” names no sentences"]),
    ("Pairs", {"B2": "5-900000000"}, ["Pairs!B2: there is no sentence 900000000; they go from 0 to 4"]),
    ("Pairs", {"B2": "0, 2", "B4": None}, ["Pairs!B2: the sentences of a pair follow one another"]),
    ("Pairs", {"D2": "0-1"}, ["Pairs!D3: sentence 1 stands in Pairs!D2 too"]),
    ("Pairs", {"D2": None}, ["Pairs!D2: sentence 0 of the translation stands in no row"]),
    ("Pairs", {"B2": None, "D2": None, "G2": "confirmed"}, ["Pairs!G2: is about no sentence"]),
    ("Pairs", {"G2": "good", "G3": "fine"}, ["Pairs!G2: “good” is none of confirmed, doubtful", "Pairs!G3: “fine”"]),
    ("Pairs", {"C2": "The lamp cost 73 francs in 1921."}, ["Pairs!C2: is another wording"]),
    ("Pairs", {"B2": "=1-1"}, ["Pairs!B2: is a formula"]),
    ("Pairs", {"B1": "source no."}, ["Pairs!1:1: has no heading “original no.”"]),
    ("Findings", {"J2": "dismissed"}, ["Findings!K2: a finding is dismissed for a reason"]),
    ("Findings", {"K2": "because"}, ["Findings!K2: is a reason for no verdict"]),
    ("Findings", {"J2": "baseline"}, ["Findings!J2: “baseline” is none of accepted, dismissed, edited"]),
    ("Findings", {"J2": "edited"}, ["Findings!J2: is edited, and neither"]),
    ("Findings", {"B2": "neutral"}, ["Findings!B2: is changed, and the verdict is not edited"]),
    ("Findings", {"B2": "grave", "J2": "edited"}, ["Findings!B2: “grave” is none of"]),
    ("Findings", {"D2": None, "J2": "edited"}, ["Findings!D2: is empty"]),
    ("Findings", {"E2": "81"}, ["Findings!E2: is changed, and only for reading"]),
    ("Findings", {"A2": "0123456789abcdef"}, ["Findings!A2: “0123456789abcdef” is no finding"]),
]


@pytest.mark.parametrize(("sheet", "cells", "told"), WRONG, ids=lambda value: str(value)[:40])
def test_what_does_not_fit_is_refused_with_its_address(
    sheet: str, cells: dict[str, object], told: list[str], here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(lambda book: put(book[sheet], **cells))
    said = refused(capsys)
    assert [fault for fault in told if f"{BOOK}: {fault}" not in said] == []
    assert len(said.splitlines()) == len(told) + 1


def test_all_faults_are_told_at_once(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of both sheets; and what is right beside them is not kept."""

    def work(book: Workbook) -> None:
        put(book["Pairs"], B2="x", C3="y", G4="z", G5="confirmed")
        put(book["Findings"], J2="dismissed")

    edit(work)
    assert re.findall(r"\b\w+!\w+(?=:)", refused(capsys)) == ["Pairs!B2", "Pairs!C3", "Pairs!G4", "Findings!K2"]


def test_a_workbook_about_other_texts_is_refused(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("original.txt").write_text("A new first sentence.\n\n" + ORIGINAL, "utf-8")
    run()
    assert "Pairs: the report is about other texts than this workbook" in refused(capsys)


def test_a_run_does_not_write_over_what_nobody_has_imported(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An untouched workbook goes, also one of an earlier report; and one that was imported."""
    Path("original.txt").write_text("A new first sentence.\n\n" + ORIGINAL, "utf-8")
    run()
    run("--format", "xlsx")
    edit(lambda book: put(book["Pairs"], G3="confirmed"))
    mine = BOOK.read_bytes()
    again = ("run", "original.txt", "retold.txt", "--from", "en", "--to", "en-GB", "-o", "report", "--format", "xlsx")
    assert command(*again) == 2
    assert f"{BOOK}: holds what was not imported, or is not read, and would be lost" in capsys.readouterr().err
    assert BOOK.read_bytes() == mine
    assert command("import", str(BOOK)) == 0
    assert command(*again) == 0


def test_a_run_does_not_write_over_columns_of_a_persons_own(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(lambda book: put(book["Pairs"], J1="for Anna", J2="see page 3"))
    again = ("run", "original.txt", "retold.txt", "--from", "en", "--to", "en-GB", "-o", "report", "--format", "xlsx")
    assert command(*again) == 2
    assert "or is not read, and would be lost" in capsys.readouterr().err


def test_what_another_one_changed_meanwhile_is_not_undone(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = BOOK.read_bytes()
    edit(lambda book: put(book["Pairs"], D2="1", D3="0"))
    assert command("import", str(BOOK)) == 0
    BOOK.write_bytes(mine)
    edit(lambda book: put(book["Pairs"], G6="confirmed"))
    assert command("import", str(BOOK)) == 2
    assert re.findall(r"Pairs!\w+: this pair was made another one", capsys.readouterr().err) == [
        f"Pairs!A{row}: this pair was made another one" for row in (2, 3)
    ]


def test_what_is_out_of_sight_is_not_to_be_changed(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(lambda book: put(book["Pairs as written"], C2="Another lamp."))
    assert "Pairs: the report is about other texts than this workbook" in refused(capsys)
    edit(lambda book: [book[name].delete_rows(2, 9) for name in ("Pairs", "Pairs as written")])
    assert refused(capsys).count("stands in no row") == 10


SPOILT: list[tuple[bytes, str]] = [
    (b"no archive", "is no workbook: it cannot be unpacked"),
    (b"PK\x03\x04 half an archive", "is no workbook: it cannot be unpacked"),
    (b"\xd0\xcf\x11\xe0 old", "an old workbook (.xls), or one with a password"),
]


@pytest.mark.parametrize(("content", "told"), SPOILT)
def test_what_is_no_workbook_is_refused(content: bytes, told: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("spoilt.xlsx").write_bytes(content)
    assert told in refused(capsys, place=Path("spoilt.xlsx"))


def changed(part: str, content: Callable[[bytes], bytes]) -> None:
    """The workbook with one of its parts made another."""
    with ZipFile(BOOK) as old, ZipFile("spoilt.xlsx", "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content(old.read(name)) if name == part else old.read(name))


def test_a_workbook_that_packs_too_much_is_refused(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed("xl/worksheets/sheet1.xml", lambda xml: xml + b" " * package.LARGEST)
    assert Path("spoilt.xlsx").stat().st_size < 1_000_000
    assert "more than 50 MB when unpacked" in refused(capsys, place=Path("spoilt.xlsx"))


def test_entities_of_its_own_are_refused(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed("xl/sharedStrings.xml", lambda xml: xml.replace(b"<sst", b'<!DOCTYPE sst [<!ENTITY a "aaaa">]><sst', 1))
    assert "xl/sharedStrings.xml: has declarations of its own" in refused(capsys, place=Path("spoilt.xlsx"))


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_markup_that_makes_no_sense_is_refused(part: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Not well-formed, or well-formed and of no meaning: a message either way, and no traceback."""
    changed(part, lambda xml: xml[: len(xml) // 2])
    assert f"{part}: is damaged" in refused(capsys, place=Path("spoilt.xlsx"))
    changed(part, lambda _: b"<nothing/>")
    assert "spoilt.xlsx" in refused(capsys, place=Path("spoilt.xlsx"))


def test_a_workbook_without_our_sheets_is_refused(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = openpyxl.Workbook()
    other.save("other.xlsx")
    said = refused(capsys, place=Path("other.xlsx"))
    assert re.findall(r"has no sheet “([^”]+)”", said) == [*SHEETS, *(name + AS_WRITTEN for name in SHEETS)]


def test_a_far_cell_is_no_burden(here: Path) -> None:
    edit(lambda book: put(book["Pairs"], XFD1048576="far"))
    assert command("import", str(BOOK)) == 0
