"""What is read under attack: pages and servers that mean harm, and folders of articles that do."""

from __future__ import annotations

import gzip
import os
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from align import corpus, read
from align.errors import Fault, InputError
from align.read import cutting
from align.read.cutting import Rule, cutter
from align.read.fetching import body, judged, public

BASIC = 'title = "Tides"\n[versions.original]\nrole = "original"\nnote = "lost"\n'


def within(seconds: float, work: Callable[[], object]) -> None:
    """Does the work, which may not take more of a processor's time; what runs wild cannot always be told to stop."""
    failed: list[BaseException] = []

    def doing() -> None:
        try:
            work()
        except BaseException as error:
            failed.append(error)

    start, thread = time.process_time(), Thread(target=doing, daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(0.1)
        assert time.process_time() - start < seconds
    for error in failed:
        raise error


def test_a_million_empty_parts_of_a_compressed_page_are_not_unpacked() -> None:
    """20 MB that unpack to nothing, and would take hours."""
    with pytest.raises(body.TooLargeError):
        body.unpacked(gzip.compress(b"") * 1_000_000, "gzip", 20_000_000)


def test_a_page_in_a_few_compressed_parts_is_a_page() -> None:
    assert body.unpacked(gzip.compress(b"the tide ") * 20 + b"\0" * 9, "gzip", 1_000) == b"the tide " * 20


def test_a_page_of_nothing_but_comments_is_looked_at_once() -> None:
    def kind(content: bytes) -> str:
        return judged.page(judged.Answer("https://example.org/tide", 200, (), content))

    assert kind(b" <!-- a --> <!-- b --><HTML><p>High water at six.") == ".html"
    within(5, lambda: kind(b"<!---->" * 5_000 + b"<"))


@pytest.mark.parametrize(
    "number",
    ["2002:7f00:1::", "64:ff9b::a00:1", "64:ff9b:1::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "::127.0.0.1", "::ffff:0:10.0.0.1",
     "fe80::1%1", "ff02::1", "fec0::1", "100.64.0.1", "0.0.0.0", "198.18.0.1", "240.0.0.1", "255.255.255.255", "224.0.0.1"],
)  # fmt: skip
def test_no_dress_makes_a_private_number_a_public_one(number: str) -> None:
    assert not public(number)


def test_what_a_server_says_cannot_command_a_terminal() -> None:
    """A header may hold an escape, and its words stand in our messages."""
    answer = judged.Answer("https://example.org/a", 200, (("Content-Type", "image/\x1b[31mowned\x07\x9b2J"),))
    with pytest.raises(InputError) as refused:
        judged.kind(answer)
    assert "image/\ufffd[31mowned\ufffd\ufffd2j" in str(refused.value)
    assert str(InputError([Fault("two\nlines\tand a tab", "stay")], "so")) == "two\nlines\tand a tab: stay\n  so"


@pytest.mark.parametrize(
    ("more", "what"),
    [
        (f"x = {'9' * 5_000}", "not TOML"),
        (f"x = {'[' * 100_000}", "not TOML"),
        (f"{'.'.join('a' * 20_000)} = 1", "more than 100 parts"),
        (f"# {'a' * 1_000_000}", "larger than 1 MB"),
    ],
    ids=["figures", "brackets", "dots", "size"],
)
def test_a_manifest_that_is_made_to_be_heavy_is_refused_and_quickly(tmp_path: Path, more: str, what: str) -> None:
    (tmp_path / "article.toml").write_text(f"{more}\n{BASIC}", "utf-8")
    with pytest.raises(InputError, match=what):
        corpus.article(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders here")
def test_a_pipe_in_the_place_of_a_text_is_no_file(tmp_path: Path) -> None:
    """Nobody would ever write into it, and reading would never end."""
    os.mkfifo(tmp_path / "tide.txt")
    (tmp_path / "article.toml").write_text(f'{BASIC}file = "tide.txt"\nsha256 = "00"\n', "utf-8")
    with pytest.raises(InputError, match="no file"):
        within(5, lambda: corpus.article(tmp_path))


ATTRIBUTES = "".join(f" a{number}" for number in range(100_000))


CROWDED = {
    "plain": f"<p{ATTRIBUTES}>",
    "behind a script": f'<script>if (a<b c="</script><p{ATTRIBUTES}>"',
    "behind what is no comment": f"<!--><p{ATTRIBUTES}>-->",
    "behind a bracket": f"<p a='>'{ATTRIBUTES}>",
    "tags in tags": "<a" * 50_000,
}


@pytest.mark.parametrize("page", CROWDED.values(), ids=CROWDED)
def test_a_tag_of_a_hundred_thousand_attributes_is_refused_and_quickly(page: str) -> None:
    """The parser would take ten seconds over it, and minutes over three times as many."""
    with pytest.raises(InputError, match="attributes"):
        within(5, lambda: read.text(f"<p>The tide.</p>{page}", name="tide", language="en", kind="html"))


def test_a_page_of_scripts_and_of_many_tags_is_a_page() -> None:
    tags = '<p class="a" id=b>The tide came in.</p>' * 2_000
    script = "for(var i=0;i<n;i++){" + "a b=c,d " * 2_000 + "}"
    assert read.text(f"<script>{script}</script>{tags}", name="tide", language="en", kind="html").text.count("tide") == 2_000


@pytest.mark.parametrize("rule", [Rule(True, r"b(a|a)+\.", ""), Rule(True, "", "(a|a)*b")], ids=["before", "after"])
def test_a_rule_that_never_ends_is_ended(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "PATIENCE", 0.2)
    with pytest.raises(InputError, match="repeats of repeats"):
        within(30, lambda: cutter((rule,))(f"b {'a' * 60}. {'a' * 60}c"))
