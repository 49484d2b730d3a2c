"""What is written about the tool, held against the tool: help, links, names of files, and the commands that one is told to type."""

from __future__ import annotations

import doctest
import json
import re
import runpy
import shlex
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from align import check, cli, corpus, pipeline, review, versions, write
from align.read.fetched import Fetched
from align.read.fetching import Visitor
from align.settings import Settings

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md")), ROOT / "corpus" / "README.md")
CANNERY = corpus.article(corpus.shipped() / "cannery")

# What the pages call the files that their reader has; here they are those of the corpus.
CALLED = {"original.md": "original", "translation.html": "compilation"}
OTHERS = {
    "original.txt": "Das Haus ist alt.\nEs hat 12 Fenster.\n",
    "translation.txt": "La maison est vieille.\nElle a 12 fenêtres.\n",
    "pairs.tsv": "The house has 12 windows.\t这座房子有15扇窗户。\n",
    "gold.align": "[0]:[0]\n[1]:[1]\n",
    "found.align": "[0,1]:[0,1]:0.500\n",
    "memory.tmx": (MEMORY := (Path(__file__).parent / "memories" / "memory.tmx").read_text("utf-8")),
    "older.tmx": MEMORY.replace("20260301", "20240301"),
    "glossary.csv": (TABLE := (ROOT / "glossary" / "ai.csv").read_text("utf-8")),
    "ours.csv": TABLE.splitlines()[0] + "\nkiln,product,en,Kiln,preferred,an oven\nkiln,product,zh-CN,窑,preferred,\n",
    "reference.txt": "La maison est ancienne.\nElle a douze fenêtres.\n",
}


def of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def golden(name: str) -> object:
    """A function of `scripts/golden.py`."""
    return runpy.run_path(str(ROOT / "scripts" / "golden.py"))[name]


# ---- help


def test_the_page_of_help_is_what_help_says() -> None:
    """`scripts/golden.py --help-pages` writes it anew."""
    written = golden("help_pages")
    assert callable(written)
    assert (ROOT / "docs" / "cli-reference.md").read_text("utf-8") == written()


def test_every_command_has_help_with_an_example() -> None:
    assert [name for name, page in _helps() if "\n  Example:\n    align " not in page] == []


def test_every_command_is_in_the_list_and_no_module_is_forgotten() -> None:
    modules = {path.stem.rstrip("_") for path in (ROOT / "align" / "cli").glob("[!_]*.py")} - {"options"}
    assert modules == set(cli.COMMANDS)


def _helps() -> Iterator[tuple[str, str]]:
    page = (ROOT / "docs" / "cli-reference.md").read_text("utf-8")
    sections = re.findall(r"^## `([^`]+)`\n\n```text\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    commands = golden("commands")
    assert callable(commands)
    assert [name for name, _ in sections] == [" ".join(("align", *words)) for words in commands()]
    yield from sections


@pytest.mark.parametrize("rule", check.rules())
def test_a_manual_leaves_nothing_open(rule: str) -> None:
    """Of a check's list a rule's manual has its own item only, so no paragraph may lead over to the list."""
    assert [paragraph for paragraph in check.explain(rule).split("\n\n") if paragraph.rstrip().endswith(":")] == []


# ---- links and names


@pytest.mark.parametrize("page", PAGES, ids=of)
def test_every_link_leads_somewhere(page: Path) -> None:
    """To a file that is there, and a heading that it has."""
    links = re.findall(r"\]\(([^()\s]+)\)", _prose(page))
    assert [link for link in links if not link.startswith("https://") and not _leads(page, link)] == []


def _prose(page: Path) -> str:
    return re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)


def _leads(page: Path, link: str) -> bool:
    path, _, heading = link.partition("#")
    there = page.parent / path if path else page
    return there.exists() and (not heading or heading in _headings(there))


def _headings(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    titles = re.findall(r"^#+ (.+)$", _prose(page), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def test_the_files_that_the_readme_tells_of_are_those_that_a_run_writes() -> None:
    """In the same order."""
    told = re.findall(r"^\| `([^`]+)` \|", (ROOT / "README.md").read_text("utf-8").partition("## What is checked")[0], re.MULTILINE)
    written = [name.format(pair="NAME.FROM.TO") for name, _ in write.FORMATS]
    assert sorted(told) == sorted([*written, "run.json", "segmentation.srx"])


def test_the_readme_names_every_kind_of_drift_that_is_checked() -> None:
    told = re.findall(r"`([a-z]+)\.\*`", (ROOT / "README.md").read_text("utf-8"))
    assert set(told) == {rule.partition(".")[0] for rule in check.rules()}


def test_what_the_readme_says_is_found_is_found() -> None:
    """Its example is of the corpus: both sentences, and each finding told beneath them."""
    readme = (ROOT / "README.md").read_text("utf-8").partition("![")[0]
    original, translation = (corpus.source(CANNERY, name) for name in ("original", "republication"))
    report = pipeline.run(original, translation, Settings())
    texts = [" ".join(text.split()) for text in (report.alignment.original.text, report.alignment.translation.text)]
    quoted = [line.replace("**", "").removesuffix(" …") for line in re.findall(r"^> (.+)$", readme, re.MULTILINE)]
    assert [said in text for said, text in zip(quoted, texts, strict=True)] == [True, True]
    told = re.findall(r"^(\w+) +(\w+\.[\w-]+) +(.+)$", readme, re.MULTILINE)
    assert told
    assert set(told) - {(finding.severity, finding.rule, finding.message) for finding in report.findings} == set()


def test_every_rule_that_a_page_names_exists() -> None:
    families = {rule.partition(".")[0] for rule in check.rules()}
    named = {rule for page in PAGES for rule in re.findall(r"\b([a-z]+\.[a-z]+(?:-[a-z]+)*)\b", page.read_text("utf-8"))}
    assert {rule for rule in named if rule.partition(".")[0] in families} - set(check.rules()) - FILES == set()


# Files that look like rules, and functions of the house.
FILES = {"numbers.py", "terms.py", "terms.csv", "find.numbers"}


# ---- commands to type


def _commands() -> Iterator[tuple[str, str]]:
    """Where a command stands, and the command: in the pages' `sh` blocks, and in the examples of help."""
    for page in PAGES:
        for block in re.findall(r"^```sh\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL):
            for line in block.splitlines():
                if re.match(r"(\.venv/bin/)?align ", line):
                    yield of(page), line.partition("#")[0].strip()
    for name, said in _helps():
        for line in re.findall(r"^    (align .*)$", said, re.MULTILINE):
            yield f"{name} --help", line


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run that was made before, which some pages speak of as `report` or `first`."""
    folder = tmp_path_factory.mktemp("earlier")
    _called(folder)
    with pytest.raises(SystemExit):
        cli.main(["run", *(str(folder / name) for name in CALLED), "-o", str(folder / "report"), "--format", "xlsx", "--quiet"])
    return folder / "report"


def _called(folder: Path) -> None:
    """Puts there what the pages take for granted."""
    for name, version in CALLED.items():
        file = CANNERY.version(version).file
        assert file
        shutil.copy(file, folder / name)


def _page(_: Visitor, address: str) -> Fetched:
    """A page of the web, as it is here: the example of every command works without a network."""
    return Fetched(address, address, 200, (), b"<p>The pier was long.</p>", datetime(2026, 3, 14, tzinfo=UTC), ".html")


@pytest.mark.parametrize(("where", "command"), sorted(set(_commands())))
def test_a_command_that_one_is_told_to_type_works(
    where: str, command: str, earlier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Visitor, "page", _page)
    monkeypatch.setattr(review, "serve", lambda *_: None)  # which would go on until it is stopped
    speaks = ("first", "decisions", "import", "extract report", "review report")
    for name in ("first", "report") if any(word in command for word in speaks) else ():
        shutil.copytree(earlier, name)
    if "extract reports" in command:
        shutil.copytree(earlier, tmp_path / "reports" / "cannery")
    _called(tmp_path)
    shutil.copytree(CANNERY.folder, tmp_path / "articles" / "cannery")
    for name, text in OTHERS.items():
        Path(name).write_text(text, "utf-8")
    with pytest.raises(SystemExit) as stop:
        cli.main(shlex.split(command)[1:])
    assert stop.value.code == 0


@pytest.mark.parametrize("page", PAGES, ids=of)
def test_a_script_that_one_is_told_to_run_is_there(page: Path) -> None:
    scripts = re.findall(r"\bscripts/[\w.]+", page.read_text("utf-8"))
    assert [script for script in scripts if not (ROOT / script.rstrip(".")).is_file()] == []


# ---- what is agreed


def test_an_agreed_report_is_written_for_each_judged_pair(tmp_path: Path) -> None:
    """Beside the gold, under the name under which it is looked for; the text of the folder is what it is about."""
    shutil.copytree(CANNERY.folder, tmp_path / "cannery")
    reports = golden("reports")
    assert callable(reports)
    found = dict(reports(tmp_path, ["cannery"]))
    assert sorted(path.name for path in found) == sorted(f"report.{one}-{two}.json" for one, two in CANNERY.judged)
    for path, report in found.items():
        assert path.parent == tmp_path / "cannery"
        assert json.loads(report)["original"]["name"].startswith(path.name.split(".")[1].partition("-")[0])
    assert dict(reports(tmp_path, ["another"])) == {}


def test_the_page_about_several_versions_names_every_field() -> None:
    """Of the record and of a trail, in their order."""
    record, trail = (ROOT / "docs" / "versions.md").read_text("utf-8").partition("## The record")[2].split("A trail:")
    real = json.loads(versions.record(versions.run(corpus.descent(CANNERY), Settings())))
    assert [name for names in _first_column(record) for name in names] == list(real)
    assert [name for names in _first_column(trail) for name in names] == list(real["findings"][0])


def _first_column(page: str) -> Iterator[list[str]]:
    """The names that stand there, in each row of a table."""
    yield from (re.findall(r"`(\w+)`", row) for row in re.findall(r"^\| (`[^|]*) \|", page, re.MULTILINE))


def test_the_examples_for_programs_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    _called(tmp_path)
    Path("ours.csv").write_text(OTHERS["ours.csv"], "utf-8")
    found = doctest.testfile(str(ROOT / "docs" / "library.md"), module_relative=False, encoding="utf-8")
    assert found.attempted > 20
    assert found.failed == 0
