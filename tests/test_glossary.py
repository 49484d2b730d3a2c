"""Tables of terms: what is read from them, what is refused, and what the shipped one holds."""

import csv
import io
from collections import Counter
from importlib import import_module
from pathlib import Path
from unicodedata import normalize

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from align import choices
from align.cli import align
from align.errors import InputError
from align.model import Glossary, Term
from align.read.decided import STATUSES
from align.read.from_table import COLUMNS
from align.read.glossary import called, read_glossary, shipped

MODULE = import_module("align.read.glossary")
HEADER = ",".join(COLUMNS)


def table(folder: Path, *lines: str, name: str = "own.csv", header: str = HEADER) -> Path:
    path = folder / name
    path.write_text("\n".join((header, *lines)) + "\n", "utf-8")
    return path


def faults(*paths: Path) -> list[str]:
    with pytest.raises(InputError) as refused:
        read_glossary(paths)
    return [str(fault).replace(f"{paths[0].parent}/", "") for fault in refused.value.faults]


def test_a_line_becomes_a_term_that_knows_where_it_was_decided(tmp_path: Path) -> None:
    """Cells are trimmed, a note may hold commas and be empty, and a term's place is the file's name and its line."""
    path = table(tmp_path, 'kiln,product,en, Kiln ,preferred,"an oven, and ours"', "", "kiln,product,zh-CN,窑,admitted,")
    assert read_glossary((path,)).terms == (
        Term("kiln", "product", "en", "Kiln", "preferred", "an oven, and ours", "own.csv:2"),
        Term("kiln", "product", "zh-CN", "窑", "admitted", "", "own.csv:4"),
    )


def test_a_byte_order_mark_and_windows_line_ends_change_nothing_but_the_digest(tmp_path: Path) -> None:
    plain = table(tmp_path, "kiln,product,en,Kiln,preferred,")
    marked = tmp_path / "marked" / "own.csv"
    marked.parent.mkdir()
    marked.write_bytes(b"\xef\xbb\xbf" + plain.read_bytes().replace(b"\n", b"\r\n"))
    assert read_glossary((marked,)).terms == read_glossary((plain,)).terms
    assert read_glossary((marked,)).digest != read_glossary((plain,)).digest


def test_a_table_named_tsv_has_tabs(tmp_path: Path) -> None:
    path = table(tmp_path, "kiln\tproduct\ten\tKiln, the oven\tpreferred\t", name="own.tsv", header="\t".join(COLUMNS))
    assert [term.text for term in read_glossary((path,))] == ["Kiln, the oven"]


def test_language_tags_are_written_as_the_standard_writes_them(tmp_path: Path) -> None:
    assert [term.language for term in read_glossary((table(tmp_path, "kiln,product,zh_tw,窯,preferred,"),))] == ["zh-TW"]


def test_of_several_tables_the_later_wins(tmp_path: Path) -> None:
    """The same term takes the later status; a term that was preferred is admitted where the later table prefers another."""
    first = table(
        tmp_path, "kiln,product,en,Kiln,preferred,", "kiln,product,en,Oven,deprecated,old", "kiln,product,zh-CN,窑,preferred,"
    )
    second = table(tmp_path, "kiln,product,en,Oven,preferred,new", name="later.csv")
    found = read_glossary((first, second))
    assert [(term.text, term.status, term.note, term.where) for term in found] == [
        ("Kiln", "admitted", "", "own.csv:2"),
        ("Oven", "preferred", "new", "later.csv:2"),
        ("窑", "preferred", "", "own.csv:4"),
    ]
    assert found.name == "own+later"


def test_a_house_may_call_a_concept_by_another_name(tmp_path: Path) -> None:
    """A term in common says which is meant, so that a ban holds; where it could be one of two, they stay apart."""
    first = table(
        tmp_path, "kiln,product,en,Kiln,preferred,", "kiln,product,en,Oven,admitted,", "stove,product,en,Stove,preferred,"
    )
    house = table(tmp_path, "k1,product,en,Kiln,preferred,", "k1,product,en,Oven,forbidden,", name="house.csv")
    assert [(term.concept, term.text, term.status) for term in read_glossary((first, house))] == [
        ("kiln", "Kiln", "preferred"), ("kiln", "Oven", "forbidden"), ("stove", "Stove", "preferred"),
    ]  # fmt: skip
    both = table(tmp_path, "k1,product,en,Kiln,preferred,", "k1,product,en,Stove,forbidden,", name="both.csv")
    assert [term.concept for term in read_glossary((first, both))] == ["kiln", "kiln", "stove", "k1", "k1"]


def test_the_digest_follows_the_bytes(tmp_path: Path) -> None:
    before = read_glossary((table(tmp_path, "kiln,product,en,Kiln,preferred,"),)).digest
    assert read_glossary((table(tmp_path, "kiln,product,en,Kiln,preferred,"),)).digest == before
    assert read_glossary((table(tmp_path, "kiln,product,en,Kiln,preferred,hot"),)).digest != before
    assert len(before) >= 4
    assert set(before) <= set("0123456789abcdef")


def test_no_table_is_an_empty_glossary() -> None:
    assert read_glossary(()) == Glossary()


words = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=6)


@given(
    st.lists(
        st.tuples(words, words, st.sampled_from(("en", "zh-CN", "de")), words, st.sampled_from(list(STATUSES)), words), max_size=8
    )
)
def test_what_was_written_is_read(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]) -> None:
    """Any table without a doubled decision comes back as it was, in composed form."""
    seen: set[tuple[str, ...]] = set()
    wanted = []
    for row in rows:
        cells = tuple(normalize("NFC", cell).strip() for cell in row)
        keys = {(cells[0], cells[2], cells[3])} | ({(cells[0], cells[2])} if cells[4] == "preferred" else set())
        if all(cells) and not keys & seen:
            seen |= keys
            wanted.append(cells)
    written = io.StringIO(newline="")
    csv.writer(written).writerows((COLUMNS, *wanted))
    path = tmp_path_factory.mktemp("tables") / "own.csv"
    path.write_bytes(written.getvalue().encode())
    found = [(term.concept, term.kind, term.language, term.text, term.status, term.note) for term in read_glossary((path,))]
    assert found == wanted


def test_all_faults_are_told_at_once_with_their_lines(tmp_path: Path) -> None:
    first = table(
        tmp_path,
        "kiln,product,en,Kiln,wished,",
        "kiln,product,cn,窑,preferred,",
        "kiln,product,english,Kiln,preferred,",
        "kiln,product,en,,admitted,",
        "kiln,product,en,Kiln,preferred",
        "kiln,product,en,Kiln,preferred,",
        "kiln,product,en,Oven,preferred,",
        "kiln,product,en,Kiln,forbidden,",
    )
    second = table(tmp_path, name="second.csv", header="source,target,remark")
    assert faults(first, second, tmp_path / "third.csv") == [
        "own.csv: line 2: 'wished' is no status",
        "own.csv: line 3: 'cn' is no language tag",
        "own.csv: line 4: 'english' is no language tag",
        "own.csv: line 5: no term",
        "own.csv: line 6: 5 cells, not 6",
        "own.csv: line 8: 'Oven' is preferred here and 'Kiln' in line 7; one of them can be admitted",
        "own.csv: line 9: 'Kiln' is forbidden here and preferred in line 7",
        "second.csv: line 1: the header is 'source,target,remark'",
        "third.csv: no such file or directory",
    ]


def test_the_remedy_names_the_columns_and_the_statuses(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="preferred, admitted, deprecated, forbidden") as refused:
        read_glossary((table(tmp_path, header="term"),))
    assert HEADER in refused.value.remedy


def test_bytes_that_are_no_utf8_are_told_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(HEADER.encode() + b"\nkiln,product,zh-CN," + "陶窑".encode("gb18030") + b",preferred,\n\nb,c\xff\n")
    assert [fault.split(": byte")[0] for fault in faults(path)] == ["own.csv: line 2", "own.csv: line 4"]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_table_has_commas_semicolons_or_tabs_between_its_columns(tmp_path: Path, mark: str) -> None:
    """A spreadsheet saves as CSV what its country has."""
    path = table(tmp_path, "kiln,product,en,Kiln,preferred,".replace(",", mark), header=HEADER.replace(",", mark))
    assert [(term.text, term.status) for term in read_glossary((path,))] == [("Kiln", "preferred")]


def test_an_open_quotation_mark_is_told_where_it_opens(tmp_path: Path) -> None:
    """The mark swallows the rest of the file; the lines before it are judged all the same."""
    path = table(tmp_path, "kiln,product,en,Kiln,good,", 'kiln,product,en,"Kiln,preferred,', "kiln,product,de,Ofen,preferred,")
    first, second = faults(path)
    assert first == "own.csv: line 2: 'good' is no status"
    assert second.startswith("own.csv: line 3: a cell's quotation marks are not in order")


def test_a_line_break_within_a_term_is_refused_and_later_lines_keep_their_numbers(tmp_path: Path) -> None:
    path = table(tmp_path, 'kiln,product,en,"Ki\nln",preferred,', "kiln,product,en,Kiln,good,")
    assert faults(path) == [
        "own.csv: line 2: a line break, tab or other control character within a cell",
        "own.csv: line 4: 'good' is no status",
    ]


@pytest.mark.parametrize(
    ("content", "what"), [(b"", "is empty"), (b" \n", "is empty"), (b"\xff\xfea\x00", "byte 0xff is no UTF-8")]
)
def test_an_empty_or_wide_file_is_refused(tmp_path: Path, content: bytes, what: str) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(content)
    assert what in faults(path)[0]


def test_a_folder_and_a_huge_file_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = table(tmp_path, "kiln,product,en,Kiln,preferred,")
    monkeypatch.setattr(MODULE, "LARGEST", 10)
    assert "larger than" in faults(path)[0]
    monkeypatch.undo()
    assert "is a directory" in faults(tmp_path)[0]


def test_the_shipped_tables_are_found_in_the_package_before_the_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [path.name for path in shipped()] == ["ai.csv"]
    monkeypatch.setattr(MODULE, "__file__", str(tmp_path / "align" / "read" / "glossary.py"))
    beside, inside = (tmp_path / folder for folder in ("glossary", "align/data/glossary"))
    beside.mkdir()
    kept = table(beside, name="beside.csv")
    assert shipped() == (kept,)
    inside.mkdir(parents=True)
    kept = table(inside, name="inside.csv")
    assert shipped() == (kept,)


def test_the_shipped_glossary_is_had_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside a house's own, on the command line and in `align.toml`; unless a file is called so."""
    monkeypatch.chdir(tmp_path)
    ours = table(tmp_path, "kiln,product,en,Kiln,preferred,", name="house.csv")
    Path("align.toml").write_text('glossary = ["shipped", "house.csv"]', "utf-8")
    assert choices.read(tmp_path / "align.toml").glossaries == (*shipped(), ours)
    merged = CliRunner().invoke(align, ["glossary", "merge", "shipped", "house.csv", "-o", "both.csv"])
    assert merged.output.startswith(f"{len(read_glossary().terms) + 1:,} terms")
    Path("shipped").write_bytes(ours.read_bytes())
    assert called("shipped") == Path("shipped")


def test_the_shipped_glossary_prefers_one_term_in_each_language_of_each_concept() -> None:
    """Every concept has English and Chinese terms, so that each can be held against a translation in both directions."""
    terms = read_glossary().terms
    languages = {(term.concept, term.language) for term in terms}
    assert Counter((term.concept, term.language) for term in terms if term.status == "preferred") == Counter(languages)
    concepts = {term.concept for term in terms}
    assert {(concept, language) for concept in concepts for language in ("en", "zh-CN")} <= languages
    assert len(concepts) >= 80


def test_each_refusal_of_the_shipped_glossary_is_explained() -> None:
    assert [term.where for term in read_glossary() if term.status in ("forbidden", "deprecated") and not term.note] == []


def test_a_concept_of_the_shipped_glossary_is_of_one_kind() -> None:
    assert max(Counter(concept for concept, _ in {(term.concept, term.kind) for term in read_glossary()}).values()) == 1
