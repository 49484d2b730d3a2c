"""The verbs in order, and several texts of one article: who is held against whom, and what is written of it."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from lxml import etree

import align
from align import check, corpus, pipeline, read, versions, write
from align.corpus import Article, Version
from align.errors import InputError
from align.model import Alignment, Bead, Document, Glossary, Report, Term
from align.settings import Settings, Source

LAMP = "The lamp was lit in 1921. Forty boats came home by its light every night. Nobody kept the diary of its keeper.\n"
AGAIN = "In 1921 the lamp was lit. By its light forty boats came home every night. The keeper's diary was kept by nobody.\n"
SOUP = "Peel six carrots and cut them small. Melt the butter in a wide pan. Add salt and simmer until all is soft.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder, the current one, with three texts."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("lamp.txt", LAMP), ("again.txt", AGAIN), ("soup.txt", SOUP)):
        Path(name).write_text(text, "utf-8")
    return tmp_path


def sources(*places: str) -> list[Source]:
    return [Source(place, "en") for place in places]


def ran(original: str, translation: str) -> Report:
    return pipeline.run(Source(original, "en"), Source(translation, "en"), Settings())


# ---- one pair


def test_what_no_rule_looks_for_in_two_languages_is_said_wherever_the_report_is_read(folder: Path) -> None:
    """A lost German *not* is found by nothing, and silence would be taken for faithfulness; in English it is found."""
    Path("zweifel.txt").write_text("Er war davon nicht überzeugt. Die Lampe brannte seit 1921 in dem alten Hafen.\n", "utf-8")
    Path("doubt.txt").write_text("He was convinced of it. The lamp had burned in the old harbour since 1921.\n", "utf-8")
    report = pipeline.run(Source("zweifel.txt", "de"), Source("doubt.txt", "en"), Settings())
    said = "Between de and en nothing here looks for denials that were lost or came in, changed degrees of certainty, names"
    assert [warning for warning in report.warnings if warning.startswith(said)]
    assert said in write.html(report) and said in write.markdown(report) and said in write.json(report)
    assert not any("nothing here looks for" in warning for warning in ran("lamp.txt", "again.txt").warnings)


@pytest.mark.parametrize("tags", [("en", "en-GB"), ("en", "zh-TW"), ("zh-CN", "en")])
def test_between_the_languages_of_the_tables_all_kinds_of_drift_are_looked_for(tags: tuple[str, str]) -> None:
    one, two = (read.text("1921", name="a", language=tag) for tag in tags)
    assert check.unsought(Alignment(one, two, (Bead(range(1), range(1)),)), read.glossary()) == ()


def test_a_run_holds_every_sentence_and_says_what_made_it(folder: Path) -> None:
    report = ran("lamp.txt", "again.txt")
    assert [bead.shape for bead in report.alignment.beads] == [(1, 1), (1, 1), (1, 1)]
    program, languages, evidence, glossary, rules = report.signature.split("|")
    assert program.startswith("align ")
    assert (languages, rules) == ("en→en-US-x-retrans", "srx:default")
    assert evidence.startswith("pair:length+string")
    assert glossary.startswith("glossary:ai@")


def test_a_run_gives_the_same_report_again(folder: Path) -> None:
    assert ran("lamp.txt", "again.txt") == ran("lamp.txt", "again.txt")


def test_documents_in_hand_give_the_report_of_their_files(folder: Path) -> None:
    one, two = (read.document(source, Settings()) for source in sources("lamp.txt", "again.txt"))
    assert pipeline.report(one, two, Settings()) == ran("lamp.txt", "again.txt")


def test_texts_that_do_not_belong_together_and_texts_that_are_one_raise_a_doubt(folder: Path) -> None:
    """Which is said in the report, and stops nobody."""
    Path("copy.txt").write_text(LAMP)
    for other, said in (("again.txt", ""), ("soup.txt", "do not seem to belong together"), ("copy.txt", "are the same")):
        report = ran("lamp.txt", other)
        assert said in "".join(report.warnings)
        assert bool(said) == bool(report.warnings)


def test_two_names_of_one_file_are_the_same_source(folder: Path) -> None:
    Path("link.txt").symlink_to("lamp.txt")
    assert read.same(Source("lamp.txt"), Source("./lamp.txt", "en"))
    assert read.same(Source("lamp.txt"), Source("link.txt"))
    assert read.same(Source("-"), Source("-"))
    assert not read.same(Source("lamp.txt"), Source("soup.txt"))
    assert not read.same(Source("lamp.txt"), Source("missing.txt"))
    assert not read.same(Source("lamp.txt"), Source("\0"))


def test_faults_of_the_second_text_are_told_as_those_of_the_first(folder: Path) -> None:
    for places in (("missing.txt", "lamp.txt"), ("lamp.txt", "missing.txt")):
        with pytest.raises(InputError, match=r"missing\.txt: no such file"):
            ran(*places)


PIECES = (
    "The lamp", "was lit in 1921.", "Forty boats", "10亿", "七成", "智谱", "Z.ai", "\n\n", "\n", "# ", "- ", "<b>", "</p>",
    "<script>", "&amp;", "[a](http://x)", "[^1]", "编者按：", "Editor's Note:", "“", "”", "not", "may", "。", "！", "½", "12,000",
    "\u200b", "\u202e", "\x07", "\ud800", "\ufffe",
)  # fmt: skip
TEXTS = some.lists(some.sampled_from(PIECES), min_size=1, max_size=30).map(" ".join)
LANGUAGES = (("en", "zh-CN"), ("zh-CN", "en"), ("en", "en"), ("zh-TW", "zh-CN"), ("de", "fr"))


@settings(max_examples=30, deadline=None)
@given(TEXTS, TEXTS, some.sampled_from(LANGUAGES), some.sampled_from(("txt", "md", "html")))
def test_whatever_two_texts_say_their_report_is_written(one: str, two: str, tags: tuple[str, str], kind: read.Format) -> None:
    """Every file of it, and the memories and the record can be read again."""
    try:
        original = read.text(one, name="a", language=tags[0], kind=kind)
        translation = read.text(two, name="b", language=tags[1], kind=kind)
    except InputError:  # nothing in it that could be read
        return
    report = pipeline.report(original, translation, Settings())
    files = {file.name: file.data for file in write.folder(report, read.glossary(None), Settings(), b"<srx/>")}
    assert json.loads(files["report.json"])["original"]["text"] == original.text
    assert all(etree.fromstring(data) is not None for name, data in files.items() if name.endswith(".tmx"))


# ---- a chain


@given(some.lists(some.text(min_size=1), min_size=2, max_size=5))
def test_the_texts_of_a_chain_have_names_that_a_disk_can_hold(places: list[str]) -> None:
    """Whatever their files are called: no two alike, none long, and no separator in them."""
    named = versions.chain([Source(f"{number}/{place}") for number, place in enumerate(places)])
    names = [name for name, _ in named.sources]
    assert len({name.casefold() for name in names}) == len(places)
    assert all(name and len(name.encode()) < 127 and not set(name) & set("-/\\\0\n") and name.strip(".") for name in names)
    assert named.steps == tuple(pairwise(names))


def test_each_text_of_a_chain_is_read_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the one in the middle may come from a pipe."""
    seen = []

    def noted(source: Source, settings: Settings) -> Document:
        seen.append(source.place)
        return document(source, settings)

    document = read.document
    monkeypatch.setattr(read, "document", noted)
    found = versions.run(versions.chain(sources("lamp.txt", "again.txt", "soup.txt")), Settings())
    assert seen == ["lamp.txt", "again.txt", "soup.txt"]
    assert [(step.original, step.translation) for step in found.steps] == [("lamp", "again"), ("again", "soup")]


def test_a_version_keeps_its_own_language_whatever_a_pair_calls_it(folder: Path) -> None:
    """The tag of a round trip belongs to the pair: in the next step that text is the original."""
    found = versions.run(versions.chain(sources("lamp.txt", "again.txt", "soup.txt")), Settings())
    assert [text.language for _, text in found.texts] == ["en", "en", "en"]
    assert [step.report.alignment.translation.language for step in found.steps] == ["en-US-x-retrans"] * 2


def test_the_record_of_a_chain_names_a_report_for_each_step(folder: Path) -> None:
    """One step needs neither a folder of its own nor such a record."""
    several = versions.run(versions.chain(sources("lamp.txt", "again.txt", "soup.txt")), Settings())
    files = {file.name: file.data for file in versions.files(several, Settings())}
    steps = ("lamp-again/", "again-soup/", "lamp-soup/")
    assert {name for name in files if not name.startswith(steps)} == {"versions.html", "versions.json"}
    assert {step["path"] for step in json.loads(files["versions.json"])["records"]} <= set(files)
    one = versions.run(versions.chain(sources("lamp.txt", "again.txt")), Settings())
    assert not [file.name for file in versions.files(one, Settings()) if "/" in file.name or file.name == "versions.json"]


# ---- the folder of an article

HERE = Path("page.html")
ORIGINAL = Version("original", "en", "original", HERE)
CHINESE = Version("chinese", "zh-CN", "translation", HERE, made_from="original")
BACK = Version("back", "en", "republication", HERE, made_from="chinese")
GERMAN = Version("german", "de", "translation", HERE, made_from="original")


def essay(*texts: Version) -> Article:
    return Article(Path("essay"), "An essay", texts)


@pytest.mark.parametrize(
    ("texts", "steps", "notes"),
    [
        ([ORIGINAL, CHINESE], ["original>chinese"], 0),
        ([ORIGINAL, CHINESE, BACK], ["original>chinese", "chinese>back"], 0),
        ([ORIGINAL, CHINESE, GERMAN], ["original>chinese", "original>german"], 0),
        ([BACK, CHINESE, ORIGINAL], ["chinese>back", "original>chinese"], 0),
        ([ORIGINAL, replace(CHINESE, file=None), BACK], ["original>back"], 2),
        ([replace(ORIGINAL, file=None), CHINESE, BACK], ["chinese>back"], 1),
        ([ORIGINAL, CHINESE, replace(GERMAN, file=None)], ["original>chinese"], 1),
    ],
)
def test_each_version_is_held_against_the_nearest_that_it_goes_back_to(texts: list[Version], steps: list[str], notes: int) -> None:
    """In the manifest's order; a version without a file is left out, with a note, and bridged."""
    found = corpus.descent(essay(*texts))
    assert [">".join(step) for step in found.steps] == steps
    assert {name for name, _ in found.sources} == {name for step in found.steps for name in step}
    assert len(found.notes) == notes


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ([ORIGINAL], "no version in it was made from another"),
        ([ORIGINAL, replace(CHINESE, file=None)], r"versions\.chinese: has no file here\n"),
        ([replace(ORIGINAL, file=None, address="https://example.org/"), CHINESE], r"its page is https://example\.org/\n"),
    ],
)
def test_an_article_without_two_texts_says_which_are_wanted(texts: list[Version], said: str) -> None:
    with pytest.raises(InputError, match=said):
        corpus.descent(essay(*texts))


def test_a_version_that_is_no_kin_of_any_other_is_not_read(folder: Path) -> None:
    """A translation whose original is lost stands alone, and is no step."""
    lost = replace(GERMAN, made_from="first")
    first = Version("first", "en", "original", note="lost")
    found = corpus.descent(essay(ORIGINAL, CHINESE, first, lost))
    assert [name for name, _ in found.sources] == ["original", "chinese"]
    assert found.notes == (
        "The first has no file here and is left out.",
        "The german is left out: nothing that it was made from is here.",
    )


def test_terms_in_hand_stand_for_those_of_the_settings() -> None:
    one = read.text("The kiln holds 12 jars.", name="one", language="en")
    two = read.text("这座炉子能装12只坛子。", name="two", language="zh-CN")
    terms = (
        Term("kiln", "term", "en", "kiln"),
        Term("kiln", "term", "zh-CN", "窑"),
        Term("kiln", "term", "zh-CN", "炉子", "forbidden"),
    )
    told = align.report(one, two, glossary=Glossary(terms, "ours"))
    assert [finding.rule for finding in told.findings] == ["terms.forbidden"]
    assert align.report(one, two).findings == ()
    assert write.tmx(told) == write.tmx(told, Settings().confident)


def test_files_may_be_named_by_words(tmp_path: Path) -> None:
    ours = tmp_path / "ours.csv"
    ours.write_text("concept,kind,language,term,status,note\nkiln,term,en,kiln,preferred,\n", "utf-8")
    assert read.glossary((str(ours),)) == read.glossary((ours,))
    assert Settings(glossaries=(str(ours),), lexicons=("a.tmx",)) == Settings(glossaries=(ours,), lexicons=(Path("a.tmx"),))
