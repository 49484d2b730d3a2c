"""An article's folder: what its `article.toml` may say, making one, and filling it from the web."""

from __future__ import annotations

import os
import time
import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from align import cli, corpus, read
from align.corpus.amended import amended
from align.errors import InputError, refuse
from align.read import fetched
from align.read.fetched import Fetched
from align.read.fetching import Visitor
from align.settings import Settings, Source

GOOD = """\
# Ours.
title = "A small essay"  # for now
licence = "CC-BY-4.0"

[versions.original]
address = "https://example.org/essay"  # as it was sent round
role = "original"

# The one from the capital.
[versions.compilation]
file = "zh.txt"
role = "translation"
made_from = "original"
"""
ENGLISH = "The lamp was lit for the first time in 1921, and it burned whale oil. Forty boats came home by its light."
CHINESE = "这盏灯于1921年首次点亮，烧的是鲸油。每天晚上有四十条船靠着它的光回家。"

FACTS: dict[str, str | date] = {"file": "a\n", "fetched": date(2026, 3, 14)}


class Web(Visitor):
    """A visitor who knows these pages by heart."""

    def __init__(self, pages: Mapping[str, str]) -> None:
        super().__init__()
        self.pages = pages

    def page(self, address: str) -> Fetched:
        if address not in self.pages:
            raise refuse(address, "there is no such page (404)", "check the address")
        content = f"<html><body><p>{self.pages[address]}</p></body></html>".encode()
        when = datetime(2026, 3, 14, 23, 59, tzinfo=UTC)
        return Fetched(address, address, 200, (("content-type", "text/html; charset=utf-8"),), content, when, ".html")


WEB = Web({"https://example.org/essay": ENGLISH, "https://example.org/zh": CHINESE})


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "essay"
    folder.mkdir()
    (folder / "article.toml").write_text(GOOD, "utf-8")
    (folder / "zh.txt").write_text(CHINESE, "utf-8")
    return folder


def command(*words: object) -> int:
    with pytest.raises(SystemExit) as stop:
        cli.main([str(word) for word in words])
    assert isinstance(stop.value.code, int)
    return stop.value.code


# ---- what a manifest may say


def test_a_language_that_is_not_named_is_found_when_the_text_is_read(home: Path) -> None:
    article = corpus.article(home)
    assert article.licence == "CC-BY-4.0"
    assert corpus.source(article, "compilation") == Source(str(home / "zh.txt"), None)
    assert read.document(corpus.source(article, "compilation"), Settings()).language == "zh-CN"


def test_each_fault_is_told_with_its_line(home: Path) -> None:
    """All at once, version after version."""
    (home / "article.toml").write_text(
        'titel = "x"\n[versions.one]\nfile = "zh.txt"\nrole = "original"\nlicense = "MIT"\naddress = "example.org"\n'
        f'sha256 = "00"\n[versions.two]\nfile = "../{home.name}.txt"\nrole = "copy"\nfetched = 2026-03-14T10:00:00Z\n'
        '[versions.three]\nfile = "none.txt"\nrole = "translation"\nmade_from = "four"\n',
        "utf-8",
    )
    with pytest.raises(InputError) as told:
        corpus.article(home)
    path = home / "article.toml"
    found = sha256(CHINESE.encode()).hexdigest()
    assert [(fault.where, fault.what.partition(";")[0]) for fault in told.value.faults] == [
        (f"{path}: line 1", "unknown key 'titel'"),
        (str(path), "it needs a title"),
        (f"{path}: line 5", "versions.one: unknown key 'license'"),
        (f"{path}: line 6", "versions.one: address 'example.org' is none of the web, such as https://example.org/essay"),
        (f"{path}: line 7", "versions.one: 'zh.txt' is not the file whose sha256 stands here"),
        (f"{path}: line 11", "versions.two: 'fetched' is a date such as 2026-03-14"),
        (f"{path}: line 15", "versions.three: made from 'four', and there is no such version"),
        (f"{path}: line 13", "versions.three: there is no file 'none.txt'"),
    ]
    assert found in told.value.faults[4].what


@pytest.mark.parametrize("name", ["../outside.txt", "/etc/hosts", "link.txt", "sub/link.txt", "loop.txt", "a\\u0000b", "x" * 300])
def test_a_file_is_in_the_folder_or_refused(home: Path, name: str) -> None:
    """Wherever links lead, and whatever the name is."""
    (home.parent / "outside.txt").write_text("Secret.", "utf-8")
    (home / "link.txt").symlink_to(home.parent / "outside.txt")
    (home / "sub").symlink_to(home.parent)
    (home / "loop.txt").symlink_to(home / "loop.txt")
    (home / "article.toml").write_text(GOOD.replace("zh.txt", name), "utf-8")
    with pytest.raises(InputError, match=r"leads out of the folder|there is no file"):
        corpus.article(home)


def test_a_link_within_the_folder_is_a_file(home: Path) -> None:
    (home / "again.txt").symlink_to("zh.txt")
    (home / "article.toml").write_text(GOOD.replace("zh.txt", "again.txt"), "utf-8")
    assert corpus.article(home).version("compilation").file == home / "again.txt"


def test_a_manifest_that_lies_elsewhere_is_refused(home: Path) -> None:
    (home / "article.toml").rename(home.parent / "article.toml")
    (home / "article.toml").symlink_to(home.parent / "article.toml")
    with pytest.raises(InputError, match=r"article\.toml: leads out of the folder"):
        corpus.article(home)


@pytest.mark.parametrize("name", ["with spaces.txt", "码头上的灯.txt", "two\nlines.txt", 'quoted "so".txt', "-o"])
def test_any_name_of_a_file_is_a_name(tmp_path: Path, name: str) -> None:
    """From `align new` to `align run`, and in the folder's own name too."""
    folder, text = tmp_path / f"of {name}", tmp_path / name
    text.write_text(ENGLISH * 3, "utf-8")
    (tmp_path / "zh.txt").write_text(CHINESE * 3, "utf-8")
    assert command("new", "--", folder, text, tmp_path / "zh.txt") == 0
    assert corpus.article(folder).version("original").file == folder / name
    assert command("run", folder, "-o", tmp_path / "report", "--quiet") == 0


def test_ten_thousand_other_files_cost_no_time(home: Path) -> None:
    """Among them and in them nothing is looked for but manifests."""
    for number in range(10_000):
        os.close(os.open(f"{home.parent}/{number}.jpg", os.O_CREAT))  # ten thousand Paths are slow to build
        if number % 100 == 0:
            (home.parent / str(number)).mkdir()
    start = time.process_time()
    assert [article.title for article in corpus.articles(home.parent)] == ["A small essay"]
    assert time.process_time() - start < 1


def test_an_article_that_lies_elsewhere_is_no_article_of_the_folder(home: Path) -> None:
    inside = home / "inside"
    inside.mkdir()
    (inside / "essay").symlink_to(home)
    with pytest.raises(InputError, match=r"inside/essay: is a link, and links are not followed"):
        corpus.articles(inside)


# ---- making one


def test_a_new_folder_knows_what_can_be_known(tmp_path: Path) -> None:
    """The texts are copied, their hashes, languages and the title are filled in, and each is made from the one before."""
    (tmp_path / "a.md").write_text(f"# The lamp\n\n{ENGLISH * 3}\n", "utf-8")
    (tmp_path / "b.txt").write_text(CHINESE * 3, "utf-8")
    assert command("new", tmp_path / "essay", tmp_path / "a.md", tmp_path / "b.txt", "https://example.org/c", "https://d.org/") == 0
    article = corpus.article(tmp_path / "essay")
    assert article.title == "The lamp"
    assert [(version.name, version.role, version.made_from, version.language) for version in article.versions] == [
        ("original", "original", "", "en"),
        ("translation", "translation", "original", "zh-CN"),
        ("republication", "republication", "translation", ""),
        ("republication_2", "republication", "republication", ""),
    ]
    original = article.version("original")
    assert original.file
    assert original.file.read_bytes() == (tmp_path / "a.md").read_bytes()
    assert original.sha256 == sha256(original.file.read_bytes()).hexdigest()
    assert article.version("republication").address == "https://example.org/c"


def test_a_new_folder_says_how_its_pages_are_got(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And says nothing of it where there is none to get."""
    command("new", tmp_path / "essay", "https://example.org/c")
    command("new", tmp_path / "other")
    assert capsys.readouterr().err == f"`align fetch {tmp_path / 'essay'}` gets the pages.\n"


@pytest.mark.parametrize(
    ("content", "remedy"),
    [
        (GOOD.encode("utf-16"), "save it in UTF-8"),
        (b'title = "The lamp', "every text has its quotation marks"),
        (b'title = "The lamp"', "`align new` with the name of another folder"),
    ],
)
def test_a_broken_manifest_is_told_what_helps(home: Path, content: bytes, remedy: str) -> None:
    (home / "article.toml").write_bytes(content)
    with pytest.raises(InputError) as told:
        corpus.article(home)
    assert remedy in str(told.value)


def test_a_file_that_was_mended_is_told_with_its_new_hash(home: Path) -> None:
    (home / "article.toml").write_text(GOOD.replace("role", 'file = "zh.txt"\nsha256 = "00"\nrole', 1), "utf-8")
    with pytest.raises(InputError, match="write that, if the file is meant") as told:
        corpus.article(home)
    assert sha256(CHINESE.encode()).hexdigest() in str(told.value)


def test_a_file_that_is_in_the_folder_stays_where_it_is(home: Path) -> None:
    (home / "article.toml").unlink()
    (home / "texts").mkdir()
    (home / "texts" / "en.txt").write_text(ENGLISH * 3, "utf-8")
    made = corpus.new(home, [str(home / "texts" / "en.txt"), str(home / "zh.txt")])
    assert list(made) == [home / "article.toml"]
    (home / "article.toml").write_bytes(made[home / "article.toml"])
    assert [version.file for version in corpus.article(home).versions] == [home / "texts" / "en.txt", home / "zh.txt"]


def test_a_new_folder_without_texts_says_what_may_stand_there(tmp_path: Path) -> None:
    """It can be read as it is; and as soon as the examples in it are no longer comments."""
    assert command("new", tmp_path / "essay") == 0
    path = tmp_path / "essay" / "article.toml"
    assert corpus.article(path.parent).title == "essay"
    path.write_text(path.read_text("utf-8").replace("\n# ", "\n").partition("made_from  ")[2].partition("\n\n")[2], "utf-8")
    with pytest.raises(InputError) as told:
        corpus.article(path.parent)
    assert {fault.what.partition(": ")[2].partition(";")[0] for fault in told.value.faults} == {"there is no file 'essay.html'"}


def test_texts_that_lie_in_a_new_folder_are_asked_for_by_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody but the user knows in which order they were made; the command to mend stands there."""
    for name in ("b.md", "original.txt", "a.html", "picture.png", ".hidden.md"):
        (tmp_path / name).write_text(ENGLISH, "utf-8")
    assert command("new", tmp_path) == 2
    told, _, offered = capsys.readouterr().err.splitlines()
    assert told.endswith("has texts that are not named: original.txt, a.html, b.md")
    named = [str(tmp_path / name) for name in ("original.txt", "a.html", "b.md")]
    assert offered.split() == ["align", "new", str(tmp_path), *named]
    assert not (tmp_path / "article.toml").exists()


@pytest.mark.parametrize("texts", [["none.txt"], ["a.txt", "sub/a.txt"], ["picture.png"], ["-o"], ["-"], ["http:///a"]])
def test_a_new_folder_is_made_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, texts: list[str]) -> None:
    monkeypatch.chdir(tmp_path)
    Path("sub").mkdir()
    for place in ("a.txt", "sub/a.txt"):
        Path(place).write_text(ENGLISH, "utf-8")
    Path("picture.png").write_bytes(b"\x89PNG")
    assert command("new", "--", "essay", *texts) == 2
    assert not Path("essay").exists()


def test_a_title_is_any_words(tmp_path: Path) -> None:
    """That of the folder, where no text has one."""
    for title in ('Quoted "so"', "two\nlines", "\x7f", "a \\ b", "灯", "\udcff"):
        (made,) = corpus.new(tmp_path / title, []).values()
        assert tomllib.loads(made.decode())["title"] == title.replace("\udcff", "\ufffd")


def test_nothing_is_overwritten_by_a_new_manifest(home: Path) -> None:
    assert command("new", home) == 2
    assert (home / "article.toml").read_text("utf-8") == GOOD
    (home / "article.toml").unlink()
    (home.parent / "zh.txt").write_text("Another.", "utf-8")
    with pytest.raises(InputError, match=r"zh\.txt: is there already"):
        corpus.new(home, [str(home.parent / "zh.txt")])


def test_a_page_that_was_fetched_keeps_its_history(tmp_path: Path) -> None:
    (saved,) = corpus.fetch(["https://example.org/zh"], tmp_path / "pages", WEB)
    assert isinstance(saved, corpus.Saved)
    assert command("new", tmp_path / "essay", saved.path) == 0
    version = corpus.article(tmp_path / "essay").version("original")
    assert (version.address, version.fetched, version.file) == (
        "https://example.org/zh", date(2026, 3, 14), tmp_path / "essay" / "zh.html",
    )  # fmt: skip
    assert (tmp_path / "essay" / "zh.http.json").is_file()


# ---- filling one


def test_what_is_fetched_is_told_in_the_manifest_and_all_else_stays(home: Path) -> None:
    """Comments, order and spaces; and the page, its record and the manifest agree."""
    found = list(corpus.fetch([str(home)], Path(), WEB))
    page = home / "original.html"
    assert [one.path if isinstance(one, corpus.Saved) else one for one in found] == [
        page, f"The compilation is there already: {home / 'zh.txt'}",
    ]  # fmt: skip
    digest = sha256(page.read_bytes()).hexdigest()
    behind = 'address = "https://example.org/essay"  # as it was sent round\n'
    facts = f'file = "original.html"\nfetched = 2026-03-14\nsha256 = "{digest}"\n'
    assert (home / "article.toml").read_text("utf-8") == GOOD.replace(behind, behind + facts)
    assert fetched.noted(page, page.read_bytes()) == fetched.Noted("https://example.org/essay", date(2026, 3, 14), "utf-8")
    assert corpus.lineage([Source(str(home))]).steps == (("original", "compilation"),)
    before = sorted(path.name for path in home.iterdir())
    assert not any(isinstance(one, corpus.Saved) for one in corpus.fetch([str(home / "article.toml")], Path(), WEB))
    assert sorted(path.name for path in home.iterdir()) == before


def test_a_file_that_is_named_and_missing_is_where_the_page_goes(home: Path) -> None:
    """With a hash, only if it is that very page."""
    (home / "article.toml").write_text(GOOD.replace("role", 'file = "en.htm"\nlanguage = "en"\nrole', 1), "utf-8")
    with pytest.raises(InputError, match=r"there is no file 'en\.htm'; `align fetch"):
        corpus.article(home)
    list(corpus.fetch([str(home)], Path(), WEB))
    assert corpus.article(home).version("original").file == home / "en.htm"
    (home / "en.htm").unlink()
    text = (home / "article.toml").read_text("utf-8")
    (home / "article.toml").write_text(text.replace('sha256 = "', 'sha256 = "0'), "utf-8")
    (said,) = [one for one in corpus.fetch([str(home)], Path(), WEB) if isinstance(one, InputError)]
    assert "is no longer the page whose sha256 stands" in str(said)
    assert not (home / "en.htm").exists()


def test_a_page_of_another_kind_is_not_saved_under_a_wrong_name(home: Path) -> None:
    (home / "article.toml").write_text(GOOD.replace("role", 'file = "en.md"\nrole', 1), "utf-8")
    (said,) = [one for one in corpus.fetch([str(home)], Path(), WEB) if isinstance(one, InputError)]
    assert "comes as .html, and is to be saved as en.md" in str(said)


def test_what_cannot_be_had_costs_nothing_else(home: Path, tmp_path: Path) -> None:
    """The others are saved, and nothing stands in the manifest that is not there."""
    places = ["https://example.org/none", str(home), "https://example.org/zh", str(tmp_path / "nowhere"), "https://example.org/zh"]
    (home / "article.toml").write_text(GOOD.replace("org/essay", "org/lost"), "utf-8")
    found = list(corpus.fetch(places, tmp_path / "pages", WEB))
    assert [str(one).partition("\n")[0] for one in found if isinstance(one, InputError)] == [
        "https://example.org/none: there is no such page (404)",
        "https://example.org/lost: there is no such page (404)",
        f"{tmp_path / 'nowhere'}: is neither an address of the web nor a folder",
    ]
    assert sorted(path.name for path in (tmp_path / "pages").iterdir()) == ["zh.html", "zh.http.json"]
    assert "sha256" not in (home / "article.toml").read_text("utf-8")


def test_an_address_of_another_kind_is_told_which_can_be_fetched(tmp_path: Path) -> None:
    (said,) = corpus.fetch(["ftp://example.org/essay"], tmp_path, WEB)
    assert isinstance(said, InputError)
    assert str(said).endswith("is no address that can be fetched\n  those begin with http:// or https://")


def test_a_second_page_of_a_name_gets_a_number(tmp_path: Path) -> None:
    """And what lies there stays."""
    (tmp_path / "zh.http.json").write_text("mine", "utf-8")
    (tmp_path / "zh.2.html").symlink_to("nowhere")
    (saved,) = corpus.fetch(["https://example.org/zh"], tmp_path, WEB)
    assert isinstance(saved, corpus.Saved)
    assert saved.path == tmp_path / "zh.3.html"
    assert (tmp_path / "zh.http.json").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://example.org/2026/The%20lamp.html?x=1#y", "The-lamp"),
        ("https://example.org/", "example.org"),
        ("https://example.org/lamp/index.php", "lamp"),
        ("https://example.org/v1.2", "v1.2"),
        ("https://example.org/灯塔/", "灯塔"),
        ("https://example.org/%2e%2e/..%2f..%2fetc%2fpasswd", "passwd"),
        ("https://example.org/" + "x" * 300, "x" * 80),
        ("https://example.org/" + "灯" * 300, "灯" * 53),
        ("https://example.org/.hidden", "hidden"),
        ("https://example.org/%00%0a", "page"),
    ],
)
def test_a_page_is_called_after_its_address(address: str, name: str) -> None:
    """In letters that any disk takes, and never outside the folder."""
    assert corpus.named(address) == name


@given(some.text(max_size=300))
def test_whatever_the_address_the_name_stays_in_the_folder(path: str) -> None:
    name = corpus.named(f"https://example.org/{path}")
    assert name == Path(name).name
    assert len(name.encode()) <= 160


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (
            '[versions.original]\r\naddress = "x"\r\n',
            '[versions.original]\r\naddress = "x"\r\nfile = "a\\n"\r\nfetched = 2026-03-14\r\n',
        ),
        (
            "\ufeffversions.original.address = 'x'",
            "\ufeffversions.original.address = 'x'\nversions.original.file = \"a\\n\"\nversions.original.fetched = 2026-03-14",
        ),
        (
            '[versions.original]\nfetched=2001-01-01 # !\naddress = "x"\n',
            '[versions.original]\nfetched=2026-03-14 # !\naddress = "x"\nfile = "a\\n"\n',
        ),
    ],
)
def test_facts_are_added_as_the_manifest_is_written(tmp_path: Path, text: str, after: str) -> None:
    """Line ends, byte order mark, dotted keys, a value that is there and its comment."""
    path = tmp_path / "article.toml"
    path.write_bytes(text.encode())
    assert amended(path, ("versions", "original"), FACTS, "address").decode() == after


@pytest.mark.parametrize(
    "text",
    ['versions.original = {address = "x"}\n', '[versions.original]\naddress = """\nx"""\n', '[versions.original]\nrole = "x"\n'],
)
def test_a_manifest_of_its_own_kind_is_left_alone(tmp_path: Path, text: str) -> None:
    """The message says what to write by hand."""
    path = tmp_path / "article.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match=r"write under \[versions\.original\]: file = \"a\\n\", fetched = 2026-03-14"):
        amended(path, ("versions", "original"), FACTS, "address")
    assert path.read_text("utf-8") == text
