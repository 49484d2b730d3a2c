"""What is written about the tool, held against the tool: help, links, names of files, and the commands that one is told to type."""

from __future__ import annotations

import doctest
import json
import re
import runpy
import shlex
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import pytest
from reviewing import Page, opened

from align import check, choices, cli, corpus, find, language, pipeline, review, versions, write
from align.choices import faults
from align.read.fetched import Fetched
from align.read.fetching import Visitor
from align.settings import Settings
from align.write.glossaries import GLOSSARIES

ROOT = Path(__file__).parents[1]
PAGES = (
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "SECURITY.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    ROOT / "corpus" / "README.md",
)
# Pages that one follows from above, in a checkout; what stands below a command is what it prints.
FOLLOWED = (ROOT / "docs" / "tutorial.md", ROOT / "docs" / "zh-CN.md")
CANNERY = corpus.article(corpus.shipped() / "cannery")

# What the pages call the files that their reader has; here they are those of the corpus.
CALLED = {"original.md": "original", "translation.html": "compilation"}
BESIDES = {"compilation.html": "compilation", "republication.txt": "republication"}
OTHERS = {
    "original.txt": "Das Haus ist alt.\nEs hat 12 Fenster.\n",
    "translation.txt": "La maison est vieille.\nElle a 12 fenêtres.\n",
    "pairs.tsv": "The house has 12 windows.\t这座房子有15扇窗户。\n",
    "gold.align": "[0]:[0]\n[1]:[1]\n",
    "found.align": "[0,1]:[0,1]:0.500\n",
    "earlier.tmx": (MEMORY := (Path(__file__).parent / "memories" / "memory.tmx").read_text("utf-8")),
    "words.tsv": "kiln\t窑\nchip\t芯片\n",
    "memory.tmx": MEMORY,
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
    modules = {path.stem.rstrip("_") for path in (ROOT / "align" / "cli").glob("[!_]*.py")} - {"options", "telling"}
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


def test_every_page_stands_in_the_index() -> None:
    index = ROOT / "docs" / "README.md"
    linked = {(index.parent / link.partition("#")[0]).resolve() for link in re.findall(r"\]\(([^()\s]+)\)", _prose(index))}
    assert [of(page) for page in PAGES if page.is_relative_to(index.parent) and page not in linked | {index}] == []


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
FILES = {"negation.py", "terms.csv", "find.numbers"}


def test_every_option_that_a_page_names_exists() -> None:
    """Where it stands alone, or behind the name of a command of ours; other programs have options of their own."""
    sources = [ROOT / "docs" / "cli-reference.md", *(path for path in (ROOT / "scripts").iterdir() if path.is_file())]
    known = {option for source in sources for option in re.findall(r"--[a-z][\w-]+", source.read_text("utf-8"))}
    for page in PAGES:
        said = re.findall(r"`((?:align|--)[^`\n]*)`|^ *(align .*)$", page.read_text("utf-8"), re.MULTILINE)
        named = {option for words in said for option in re.findall(r"(?<![\w-])--[a-z][\w-]*", " ".join(words))}
        assert named - known - OF_OTHERS == set(), of(page)


# Options that a page names alone, and that are another program's.
OF_OTHERS = {"--library-name"}


def test_every_command_that_a_page_names_exists() -> None:
    named = {command for page in PAGES for command in re.findall(r"`align ([a-z]+)\b", page.read_text("utf-8"))}
    assert named - set(cli.COMMANDS) == set()


def test_every_extra_and_every_form_that_a_page_names_exists() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    pages = "".join(page.read_text("utf-8") for page in PAGES)
    assert set(re.findall(r"align-drift\[([\w,-]+)\]", pages)) - extras.keys() == set()
    assert set(re.findall(r"--format ([a-z]+)\b", pages)) - write.EXTRAS.keys() == set()
    assert set(re.findall(r"--as ([a-z-]+)\b", pages)) - GLOSSARIES.keys() == set()


# ---- settings


def test_every_setting_is_documented_and_every_documented_one_exists() -> None:
    page = (ROOT / "docs" / "settings.md").read_text("utf-8")
    keys, _, rest = page.partition("\n## Words\n")
    words, _, furniture = rest.partition("\n## Furniture\n")
    assert {re.match(r"\w+", name)[0] for row in _first_column(keys) for name in row} == faults._KEYS.keys()
    families = {name for name in find.cue_lists() if "-" not in name or name.endswith("-quantity")} - {"quantity", "idle-quantity"}
    assert {name for row in _first_column(words) for name in row} == families
    told = set(re.findall(r"`([\w-]+)`", furniture.partition("\n## ")[0]))
    assert told == {*language.roles(), *get_args(language.Place)}


def test_what_pages_show_of_settings_and_manifests_can_be_read(tmp_path: Path) -> None:
    for number, block in enumerate(_fenced(ROOT / "docs" / "settings.md", "toml")):
        file = tmp_path / f"{number}.toml"
        file.write_text(block, "utf-8")
        assert choices.read(file).name == str(number)
    (manifest,) = _fenced(ROOT / "docs" / "articles.md", "toml")
    _called(tmp_path)
    (tmp_path / "article.toml").write_text(manifest, "utf-8")
    assert [version.name for version in corpus.article(tmp_path).versions] == ["original", "compilation"]


def _fenced(page: Path, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)


# ---- commands to type


def _commands() -> Iterator[tuple[str, str, str]]:
    """Where a command stands, the command, and what it prints where that is shown right below it; and the examples of help."""
    for page in PAGES:
        blocks = r"^```sh\n(.*?)^```(?:\n\n```text\n(.*?)^```)?"
        for block, shown in re.findall(blocks, page.read_text("utf-8"), re.MULTILINE | re.DOTALL) if page not in FOLLOWED else ():
            *before, last = block.splitlines()
            for line, seen in (*((line, "") for line in before), (last, shown)):
                if re.match(r"(\.venv/bin/)?align ", line):
                    yield of(page), line.partition("#")[0].strip(), seen
    for name, said in _helps():
        for line in re.findall(r"^    (align .*)$", said, re.MULTILINE):
            yield f"{name} --help", line, ""


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run that was made before, which some pages speak of as `report` or `first`."""
    folder = tmp_path_factory.mktemp("earlier")
    _called(folder)
    with pytest.raises(SystemExit):
        cli.main(["run", *(str(folder / name) for name in CALLED), "-o", str(folder / "report"), "--format", "xlsx", "--quiet"])
    return folder / "report"


def _called(folder: Path, names: Mapping[str, str] = CALLED) -> None:
    """Puts there what the pages take for granted."""
    for name, version in names.items():
        file = CANNERY.version(version).file
        assert file
        shutil.copy(file, folder / name)


def _page(_: Visitor, address: str) -> Fetched:
    """A page of the web, as it is here: the example of every command works without a network."""
    return Fetched(address, address, 200, (), b"<p>The pier was long.</p>", datetime(2026, 3, 14, tzinfo=UTC), ".html")


@pytest.mark.parametrize(("where", "command", "shown"), sorted(set(_commands())))
def test_a_command_that_one_is_told_to_type_works(
    where: str,
    command: str,
    shown: str,
    earlier: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Visitor, "page", _page)
    monkeypatch.setattr(review, "serve", lambda *_: None)  # which would go on until it is stopped
    speaks = ("first", "decisions", "import", "extract report", "review report")
    for name in ("first", "report") if any(word in command for word in speaks) else ():
        shutil.copytree(earlier, name)
    if "extract reports" in command:
        shutil.copytree(earlier, tmp_path / "reports" / "cannery")
    _called(tmp_path, {**CALLED, **BESIDES})
    shutil.copytree(CANNERY.folder, tmp_path / "articles" / "cannery")
    for name, text in OTHERS.items():
        Path(name).write_text(text, "utf-8")
    with pytest.raises(SystemExit) as stop:
        cli.main(shlex.split(command)[1:])
    assert stop.value.code == 0
    assert not shown or re.fullmatch(_pattern(shown), capfd.readouterr().out)


@pytest.mark.parametrize("page", FOLLOWED, ids=of)
def test_a_page_to_follow_shows_what_one_will_see(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A line “…” stands for any lines, and one that ends so for the rest of it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(review, "serve", lambda *_: _mended())
    for name in ("corpus", "glossary"):
        shutil.copytree(ROOT / name, name)
    text, seen = page.read_text("utf-8"), ""
    for block in re.finditer(r"^```(\w+)\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        kind, content = block.groups()
        if kind == "sh":
            capfd.readouterr()
            for line in content.splitlines():
                _typed(line)
            seen = capfd.readouterr().out
        elif kind == "text":
            assert re.fullmatch(_pattern(content), seen), f"{content}\n--- is not what is seen:\n{seen}"
        else:
            Path(re.findall(r"`(\w+\.\w+)`", text[: block.start()])[-1]).write_text(content, "utf-8")


def _typed(line: str) -> None:
    if not re.match(r"sh scripts/demo$|\. \.venv/bin/activate$", line):  # with them begins a checkout, and this is one
        with pytest.raises(SystemExit) as stop:
            cli.main(shlex.split(line)[1:])
        assert stop.value.code == 0, line


def _mended() -> None:
    """What the tutorial does in the review: a sentence of the page's own is parted from one that has a partner."""
    with opened(Path("report")) as client:
        Page(client).act("split", row={"original": [60], "translation": [68, 69]}, at={"original": 60, "translation": 69})


def _pattern(shown: str) -> str:
    rest = {True: ".*\n", False: "\n"}
    return "".join(
        "(?:.*\n)*?" if line == "…" else re.escape(line.removesuffix("…")) + rest[line.endswith("…")] for line in shown.splitlines()
    )


@pytest.mark.parametrize("page", PAGES, ids=of)
def test_a_script_that_one_is_told_to_run_is_there(page: Path) -> None:
    scripts = re.findall(r"\bscripts/[\w.]+", page.read_text("utf-8"))
    assert [script for script in scripts if not (ROOT / script.rstrip(".")).is_file()] == []


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "docs/architecture.md"])
def test_a_file_of_the_house_that_is_named_is_there(name: str) -> None:
    """Under the project's folder, the package's, or the review's; CONTRIBUTING makes those whose paragraph ends in a colon."""
    page, homes = (ROOT / name).read_text("utf-8"), (ROOT, ROOT / "align", ROOT / "align" / "review")
    made = {path for said in page.split("\n\n") if said.endswith(":") for path in re.findall(r"`([^`]+)`", said)}
    named = set(re.findall(r"`((?:[\w-]+/)+[\w.-]+\.(?:py|js|toml|json|srx))`", page))
    assert {path for path in named - made if not any((home / path).exists() for home in homes)} == set()


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
    yield from (re.findall(r"`\[?([\w.-]+)\]?`", row) for row in re.findall(r"^\| (`[^|]*) \|", page, re.MULTILINE))


def test_the_examples_for_programs_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    _called(tmp_path)
    Path("ours.csv").write_text(OTHERS["ours.csv"], "utf-8")
    found = doctest.testfile(str(ROOT / "docs" / "library.md"), module_relative=False, encoding="utf-8")
    assert found.attempted > 20
    assert found.failed == 0
