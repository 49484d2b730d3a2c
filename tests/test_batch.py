"""A folder of articles: what counts as one, when it is done again, and what becomes of a run in which something goes wrong."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal as signals
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from subprocess import PIPE

import pytest

from align import batch, decisions
from align.batch import Row, facts
from align.batch.workers import Failure
from align.corpus import folders
from align.corpus.folders import Found, Passed
from align.decisions import Gesture
from align.errors import InputError
from align.settings import Settings

# Neither loads a dictionary more than it must: the second does its articles without a look at them, for tests of what stops it.
HERE = Path(__file__).parent
COMMAND = (sys.executable, "-c", "from align.cli import main\nif __name__ == '__main__': main()", "batch")

HASTY = (sys.executable, "-c", "from poison import main\nif __name__ == '__main__': main()", "batch")

ENGLISH = """\
# The kite on the roof

A kite was tied to the roof in 1931, and nobody took it down. {} children were told that it measured the wind.

It measured nothing. The man who tied it there had wanted to know whether anyone would ask.
"""
CHINESE = """\
# 屋顶上的风筝

1931年，有人把一只风筝系在屋顶上，没有人把它取下来。人们告诉{}个孩子，它是用来测风的。

它什么也没有测。系上它的人只想知道是否有人会问。
"""
MANIFEST = """\
title = "The kite"

[versions.original]
file = "kite.en.md"
language = "en"
role = "original"
publisher = "Roof"

[versions.translation]
file = "kite.zh-CN.md"
language = "zh-CN"
role = "translation"
made_from = "original"
publisher = "屋顶"
published = 2026-03-14
"""


def make(folder: Path, number: int = 12, manifest: str = MANIFEST) -> Path:
    folder.mkdir(parents=True)
    (folder / "kite.en.md").write_text(ENGLISH.format(number), "utf-8")
    (folder / "kite.zh-CN.md").write_text(CHINESE.format(number), "utf-8")
    (folder / "article.toml").write_text(manifest, "utf-8")
    return folder


def in_turn(job, tasks):
    """Does tasks here, one after the other."""
    for task in tasks:
        yield task, job(task)


def backwards(job, tasks):
    yield from ((task, job(task)) for task in reversed(list(tasks)))


def run(
    root: Path, out: Path, *, settings: Settings | None = None, doing=in_turn, job=batch.article, baseline: Path | None = None
) -> list[Row]:
    """What was done now."""

    def choose(_folder: Path) -> Settings:
        return settings or Settings()

    with batch.opened(out) as index:
        batch.plan(root, index, choose, baseline)
        return list(batch.done(root, index, choose, doing, job, baseline))


def names(rows) -> list[str]:
    return [row.name for row in rows]


@pytest.fixture
def articles(tmp_path) -> Path:
    for name, number in (("one", 12), ("two", 40), ("deep/down/three", 7)):
        make(tmp_path / "articles" / name, number)
    return tmp_path / "articles"


@pytest.fixture
def out(tmp_path) -> Path:
    return tmp_path / "reports"


# What is an article


def test_every_article_is_done_at_any_depth_and_whatever_its_name(articles, out):
    make(articles / "two words" / "第三篇\n换行")
    done = run(articles, out)
    assert sorted(names(done)) == ["deep/down/three", "one", "two", "two words/第三篇\n换行"]
    assert {row.state for row in done} == {"done"}
    assert all(
        (out / "articles" / row.name / file).is_file() for row in done for file in ("report.json", "report.html", *row.files)
    )


def test_two_texts_without_a_manifest_are_an_article(tmp_path, out):
    """`original.LANG.ext` and one more; its title is its first heading."""
    home = tmp_path / "articles" / "kite"
    make(home)
    (home / "article.toml").unlink()
    (home / "kite.en.md").rename(home / "original.en.md")
    (home / "SOURCE.txt").write_text("from the attic", "utf-8")
    (row,) = run(tmp_path / "articles", out)
    assert (row.state, row.title, row.reports[0].languages) == ("done", "The kite on the roof", ("en", "zh-CN"))


def test_three_texts_need_a_manifest(tmp_path, out):
    home = make(tmp_path / "articles" / "kite")
    (home / "article.toml").unlink()
    (home / "kite.en.md").rename(home / "original.en.md")
    (home / "back.en.txt").write_text("A kite.", "utf-8")
    (row,) = run(tmp_path / "articles", out)
    assert row.state == "refused" and "say in an article.toml which was made from which" in row.fault


def test_a_text_and_its_translation_need_not_name_their_languages(tmp_path, out):
    """They are found out, as a run finds them; texts of which none is called the original are passed over, and that is told."""
    lamp, other = tmp_path / "all" / "lamp", tmp_path / "all" / "other"
    for folder, names in ((lamp, ("original.md", "translation.md")), (other, ("source.md", "target.md"))):
        folder.mkdir(parents=True)
        for name in names:
            (folder / name).write_text("The lamp was lit by the old men of the harbour.\n", "utf-8")
    with batch.opened(out) as index:
        planned = batch.plan(tmp_path / "all", index, lambda _: Settings())
        assert list(index.waiting()) == ["lamp"]
    assert planned.notes == (f"{other} has texts, and no name says which is the original: call it original.md, or original.en.md",)
    _, lineage = folders.lineage(lamp)
    assert [source.language for _, source in lineage.sources] == [None, None]


def test_a_folder_that_is_an_article_itself_is_done(articles, out):
    assert names(run(articles / "one", out)) == ["one"]


def test_links_are_told_and_not_followed(articles, tmp_path):
    make(tmp_path / "elsewhere" / "secret")
    (articles / "away").symlink_to(tmp_path / "elsewhere")
    (articles / "round").symlink_to(articles)
    (articles / "borrowed").mkdir()
    (articles / "borrowed" / "article.toml").symlink_to(tmp_path / "elsewhere" / "secret" / "article.toml")
    found = list(folders.found(articles))
    assert sorted(one.name for one in found if isinstance(one, Found)) == ["deep/down/three", "one", "two"]
    assert sorted(one.path.name for one in found if isinstance(one, Passed)) == ["away", "borrowed", "round"]


def test_a_text_that_leads_out_of_its_folder_is_refused(articles, out, tmp_path):
    (tmp_path / "elsewhere.md").write_text(ENGLISH, "utf-8")
    (articles / "one" / "kite.en.md").unlink()
    (articles / "one" / "kite.en.md").symlink_to(tmp_path / "elsewhere.md")
    rows = {row.name: row for row in run(articles, out)}
    assert rows["one"].state == "refused" and "leads out of the folder" in rows["one"].fault
    assert rows["two"].state == "done"


def test_reports_and_articles_lie_apart(articles, tmp_path, monkeypatch):
    """Neither within the other, however that is written; beside each other they may."""
    monkeypatch.chdir(tmp_path)
    for chosen in (articles, articles / "reports", Path(), articles / ".." / "articles" / "one"):
        with pytest.raises(InputError, match="reports stand apart from them"):
            batch.home(articles, chosen)
    assert batch.home(articles, None) == Path("articles-reports")
    assert batch.home(articles, tmp_path / "articles-2") == tmp_path / "articles-2"


def test_what_an_earlier_batch_found_does_not_count(articles, out, tmp_path):
    """And what has no earlier report counts as ever; a report is made anew when the earlier one is another."""
    for name in ("one", "two"):
        (articles / name / "kite.zh-CN.md").write_text(CHINESE.format(90), "utf-8")
    counts = {row.name: sum(row.counts.values()) for row in run(articles, tmp_path / "earlier")}
    assert counts["one"] and counts["two"]
    (tmp_path / "earlier" / "articles" / "two" / "report.json").unlink()
    found = {row.name: sum(row.counts.values()) for row in run(articles, out, baseline=tmp_path / "earlier")}
    assert found == {**counts, "one": 0}
    assert run(articles, out, baseline=tmp_path / "earlier") == []
    assert names(run(articles, out)) == ["deep/down/three", "one", "two"]
    with pytest.raises(InputError, match="no folder of reports that align batch made"):
        run(articles, out, baseline=articles)


def test_a_folder_without_articles_is_an_error(tmp_path, out):
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="there is no article in it"):
        run(tmp_path / "empty", out)


def test_other_files_cost_nothing(articles, out):
    """Ten thousand of them are looked through in less time than one article takes."""
    (articles / "pictures").mkdir()
    for number in range(10_000):
        (articles / "pictures" / f"{number}.png").touch()
    start = time.process_time()
    assert len(list(folders.found(articles))) == 3
    assert time.process_time() - start < 0.5


# When it is done again


def test_nothing_is_done_twice(articles, out):
    run(articles, out)
    assert run(articles, out) == []


def _a_text(home: Path, _out: Path) -> None:
    text = home / "kite.zh-CN.md"
    before = text.stat()
    text.write_text(text.read_text("utf-8").replace("12", "13"), "utf-8")
    os.utime(text, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (text.stat().st_size, text.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)


def _the_manifest(home: Path, _out: Path) -> None:
    (home / "article.toml").write_text(MANIFEST.replace("The kite", "A kite"), "utf-8")


def _a_decision(_home: Path, out: Path) -> None:
    decisions.add(out / "articles" / "one", [Gesture("finding", "0123456789abcdef", "dismissed", rule="numbers.changed")])


def _a_lost_report(_home: Path, out: Path) -> None:
    (out / "articles" / "one" / "report.html").unlink()


def _a_run_that_was_stopped(_home: Path, out: Path) -> None:
    (out / "articles" / "one" / "batch.json").unlink()


@pytest.mark.parametrize("change", [_a_text, _the_manifest, _a_decision, _a_lost_report, _a_run_that_was_stopped])
def test_an_article_is_done_again_when_it_has_changed(articles, out, change):
    """Also where a text has the size and the time that it had before; and once."""
    run(articles, out)
    change(articles / "one", out)
    assert names(run(articles, out)) == ["one"]
    assert run(articles, out) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders here")
def test_a_text_that_became_a_pipe_is_refused_and_not_waited_for(articles, out):
    run(articles, out)
    (articles / "one" / "kite.zh-CN.md").unlink()
    os.mkfifo(articles / "one" / "kite.zh-CN.md")
    assert [row.state for row in run(articles, out)] == ["refused"]


def test_a_file_that_was_only_touched_is_not_done_again(articles, out):
    run(articles, out)
    for text in articles.rglob("*.md"):
        os.utime(text, (1, 1))
    assert run(articles, out) == []


def test_other_settings_do_all_again(articles, out, tmp_path):
    """And so does other content in a glossary of the same name."""
    terms = tmp_path / "terms.csv"
    terms.write_text(
        "concept,kind,language,term,status,note\nkite,thing,en,kite,preferred,\nkite,thing,zh-CN,风筝,preferred,\n", "utf-8"
    )
    run(articles, out)
    chosen = Settings(glossaries=(terms,))
    assert len(run(articles, out, settings=chosen)) == 3
    assert run(articles, out, settings=chosen) == []
    terms.write_text(terms.read_text("utf-8").replace("风筝", "纸鸢"), "utf-8")
    assert len(run(articles, out, settings=chosen)) == 3


def test_another_program_does_all_again(articles, out, monkeypatch):
    run(articles, out)
    monkeypatch.setattr("align.batch.digests.program", lambda: "another")
    assert len(run(articles, out)) == 3


def test_a_glossary_that_cannot_be_used_is_told_once(articles, out, tmp_path):
    with pytest.raises(InputError, match="no such file"):
        run(articles, out, settings=Settings(glossaries=(tmp_path / "nowhere.csv",)))


def test_an_article_that_is_gone_leaves_the_index(articles, out):
    run(articles, out)
    shutil.rmtree(articles / "two")
    run(articles, out)
    assert names(batch.rows(out)) == ["deep/down/three", "one"]


def test_a_text_that_changes_while_it_is_read_is_not_done(articles, out, monkeypatch):
    """So that no digest ever stands beside the report of another text."""
    found = iter(range(1_000))
    monkeypatch.setattr("align.batch.digests.article", lambda *_: f"other each time: {next(found)}")
    assert {row.state for row in run(articles, out)} == {"failed"}


# What is kept


def test_the_index_is_the_same_in_whatever_order_articles_are_done(articles, out, tmp_path):
    run(articles, out)
    run(articles, tmp_path / "other", doing=backwards)
    assert [batch.line(row) for row in batch.rows(out)] == [batch.line(row) for row in batch.rows(tmp_path / "other")]


def test_a_row_is_read_back_as_it_was(articles, out):
    for row in run(articles, out):
        assert facts.row(batch.line(row)) == replace(row, seconds=0.0)
        assert facts.stamped(facts.stamp(row)) == replace(row, seconds=0.0)


def test_a_row_tells_what_an_editor_asks(articles, out):
    (articles / "one" / "kite.zh-CN.md").write_text(CHINESE.format(90), "utf-8")
    row = {row.name: row for row in run(articles, out)}["one"]
    (told,) = row.reports
    record = json.loads((out / "articles" / told.report / "report.json").read_text("utf-8"))
    assert (row.title, told.publishers, told.published) == ("The kite", ("Roof", "屋顶"), ("", "2026-03-14"))
    assert told.points == record["summary"]["score"]
    assert [grave.id for grave in told.gravest] == [finding["id"] for finding in record["findings"]][: len(told.gravest)]
    assert sum(told.counts) == sum(sum(family.counts) for family in told.families) == len(record["findings"])
    assert told.gravest[0].rule == "numbers.changed"


@pytest.mark.parametrize("damage", [b"", b"no database at all", None])
def test_a_damaged_index_is_made_again_from_the_reports(articles, out, damage):
    """Nothing is done again for it; what was in its way is kept."""
    run(articles, out)
    before = [batch.line(row) for row in batch.rows(out)]
    path = out / "index.sqlite"
    content = path.read_bytes()
    path.write_bytes(content[:100] + os.urandom(len(content) - 100) if damage is None else damage)
    assert run(articles, out) == []
    assert [batch.line(row) for row in batch.rows(out)] == before
    assert (out / "index.sqlite.damaged-1").exists() == (damage != b"")


def test_a_stamp_that_somebody_changed_is_not_believed(articles, out):
    run(articles, out)
    (out / "index.sqlite").unlink()
    stamp = out / "articles" / "one" / "batch.json"
    stamp.write_text(stamp.read_text("utf-8").replace("The kite", "My kite"), "utf-8")
    assert names(run(articles, out)) == ["one"]


def test_another_programs_database_is_left_alone(articles, out):
    out.mkdir()
    with sqlite3.connect(out / "index.sqlite") as file:
        file.execute("CREATE TABLE theirs (x)")
    with pytest.raises(InputError, match="another program's database"):
        run(articles, out)


# What goes wrong


def test_what_is_refused_is_remembered_until_it_changes(articles, out):
    """A text that is missing is told, the others are done; when it is there, so is its article."""
    hidden = (articles / "one" / "kite.en.md").rename(articles / "kite")
    rows = {row.name: row for row in run(articles, out)}
    assert rows["one"].state == "refused" and "there is no file 'kite.en.md'" in rows["one"].fault
    assert rows["two"].state == "done"
    assert run(articles, out) == []
    hidden.rename(articles / "one" / "kite.en.md")
    assert [(row.name, row.state) for row in run(articles, out)] == [("one", "done")]


def test_what_failed_comes_last_and_was_tried_twice(articles, out):
    """And once more by the next run."""
    tried = []

    def doing(job, tasks):
        for task in tasks:
            tried.append(task.name)
            yield task, Failure("it fell over") if task.name == "one" else job(task)

    rows = run(articles, out, doing=doing)
    assert tried == ["deep/down/three", "one", "two", "one"]
    assert [(row.name, row.state) for row in rows] == [("deep/down/three", "done"), ("two", "done"), ("one", "failed")]
    assert rows[-1].fault == "it fell over"
    assert names(run(articles, out)) == ["one"]


def test_a_full_disk_stops_the_run_and_costs_nothing_that_is_done(articles, out, monkeypatch):
    from align import write

    save = write.save_all
    saved = []

    def full(contents, keep=()):
        if saved:
            path = next(iter(contents))
            raise InputError([]) from OSError(errno.ENOSPC, "No space left on device", str(path))
        saved.append(contents)
        save(contents, keep)

    monkeypatch.setattr("align.write.save_all", full)
    with pytest.raises(InputError, match="the disk is full"):
        run(articles, out)
    monkeypatch.undo()
    assert names(run(articles, out)) == ["one", "two"]


# The command


def align(*words: object, command=COMMAND) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*command, *map(str, words)], capture_output=True, text=True, check=False, cwd=HERE)


def test_the_command_tells_a_line_for_each_and_ends_with_0(articles, out):
    said = align(articles, "-o", out, "--jobs", 1)
    assert (said.returncode, said.stderr) == (0, "")
    lines = said.stdout.splitlines()
    assert len(lines) == 5 and lines[3].startswith("3 articles: 0 unchanged. Findings: ")
    again = align(articles, "-o", out)
    assert again.returncode == 0 and again.stdout.startswith("3 articles: 3 unchanged.")


def test_the_command_ends_with_1_where_an_article_failed(articles, out):
    """Whether it failed now or before."""
    (articles / "one" / "article.toml").write_text("title = 7", "utf-8")
    for _ in range(2):
        said = align(articles, "-o", out, "--jobs", 1, "--quiet")
        assert said.returncode == 1 and said.stdout == ""
        assert said.stderr.startswith("1 of them could not be done:\n  one\n    ")
    assert align(articles, "-o", out).stdout.startswith("3 articles (1 could not be done): 3 unchanged.")
    assert align(articles / "two", "-o", out.parent / "other").stdout.splitlines()[1].startswith("1 article: 0 unchanged.")


def test_the_command_ends_with_1_where_a_finding_is_as_grave_as_asked(articles, out):
    """Whether it was found now or before."""
    (articles / "one" / "kite.zh-CN.md").write_text(CHINESE.format(90), "utf-8")
    run(articles, out)
    assert align(articles, "-o", out, "--quiet", "--fail-on", "major").returncode == 1
    assert align(articles, "-o", out, "--quiet").returncode == 0


def test_what_cannot_be_used_ends_with_2(tmp_path):
    said = align(tmp_path / "nowhere", "-o", tmp_path / "out")
    assert said.returncode == 2 and "no such folder" in said.stderr


def test_the_settings_of_an_article_are_those_in_its_folder(articles, out):
    """Bad ones are its own affair."""
    (articles / "one" / "align.toml").write_text("[rules]\nnumbers = 'off'\n", "utf-8")
    (articles / "two" / "align.toml").write_text("[rules]\nnambers = 'off'\n", "utf-8")
    assert align(articles, "-o", out, "--quiet", "--jobs", 1).returncode == 1
    rows = {row.name: row for row in batch.rows(out)}
    record = json.loads((out / "articles" / "one" / "report.json").read_text("utf-8"))
    assert "settings:align@" in record["signature"]
    assert rows["two"].state == "refused" and "nambers" in rows["two"].fault


@pytest.fixture
def many(tmp_path) -> Path:
    for number in range(12):
        make(tmp_path / "many" / f"{number:02}", number)
    return tmp_path / "many"


def _done_by(process: subprocess.Popen[str], articles: int) -> None:
    """Returns when a command has told of so many articles."""
    assert process.stdout
    for _ in range(articles):
        assert process.stdout.readline()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="asks Linux for the processes")
@pytest.mark.parametrize(("signal", "code"), [("SIGINT", 130), ("SIGKILL", -9)])
def test_a_run_that_is_stopped_goes_on_where_it_was(many, out, signal, code):
    """And none of its processes stays. SIGINT reaches them all, as Ctrl-C on a terminal does; SIGKILL lets nobody clean up."""
    command = [*HASTY, str(many), "-o", str(out), "--jobs", "2"]
    # A shell’s background jobs are born deaf to an interrupt, and so would be what they start.
    hearing = partial(signals.signal, signals.SIGINT, signals.SIG_DFL)
    started = partial(subprocess.Popen, stdout=PIPE, stderr=PIPE, text=True, start_new_session=True, cwd=HERE)
    with started(command, preexec_fn=hearing) as process:
        _done_by(process, 3)
        (os.killpg if signal == "SIGINT" else os.kill)(process.pid, getattr(signals, signal))
        said = process.communicate()[1]
    assert process.returncode == code
    told = ["what is done is kept; the same command goes on from there", "align: interrupted"]
    assert [line for line in said.splitlines() if line] == (told if code == 130 else [])
    _wait_for(lambda: not _of_session(process.pid))
    there = len(list(out.glob("articles/*/batch.json")))
    assert 3 <= there < 12
    left = align(many, "-o", out, "--jobs", 1, command=HASTY)
    assert left.returncode == 0
    assert f"12 articles: {there} unchanged" in left.stdout


def test_two_runs_at_once_do_each_article_once(many, out):
    command = [*HASTY, str(many), "-o", str(out), "--jobs", "1"]
    both = [subprocess.Popen(command, stdout=PIPE, stderr=PIPE, text=True, cwd=HERE) for _ in range(2)]
    said = [process.communicate()[0].splitlines() for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert sorted(len(lines) - 2 for lines in said) == [0, 12]


def _of_session(session: int) -> list[str]:
    """The processes of a session that still run."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, of = path.read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue
        if int(of) == session and state != "Z":
            found.append(path.parent.name)
    return found


def _wait_for(true) -> None:
    while not true():
        time.sleep(0.05)
