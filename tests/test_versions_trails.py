"""Where each drift came in: the answers on an article that went through Chinese and came back, against a reader's."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from lxml import html

from align import corpus, versions, write
from align.model import Decision, Span
from align.settings import Settings
from align.threads import Seen, Step, Trail, Versions
from align.write import page as page_of_all
from align.write.came_in import label

# What a reader says of the drifts of corpus/cannery: words of the republication, or of the original where they are not in the other
# at all, and the version that brought them.
COMPILATION, REPUBLICATION = "compilation", "republication"
JUDGED = (
    ("Skero", REPUBLICATION),
    ("What it sells is reasoning", REPUBLICATION),
    ("“frontier”", REPUBLICATION),
    ("27 hours", REPUBLICATION),
    ("He does not throw away the broken cards", REPUBLICATION),
    ("call the deep end the data lake", REPUBLICATION),
    ("— sign above the workshop door", REPUBLICATION),
    ("there, four series of models", COMPILATION),
    ("Bytedance", REPUBLICATION),
    ("But it can run on just one old card", COMPILATION),
    ("Fourth, if two proxies disagree", REPUBLICATION),
    ("may have been right", REPUBLICATION),
    ("The price of a postcard", REPUBLICATION),
    ("a retired judge", COMPILATION),
    ("destroy the one thing", REPUBLICATION),
    ("Tobias Quill, who manages", COMPILATION),
    ("everyone admired", REPUBLICATION),
    ("One evening, a delegation arrived", REPUBLICATION),
    ("100 million crowns", COMPILATION),
    ("Thomas led them", REPUBLICATION),
    ("They were very polite", COMPILATION),
    ("and I did not find one", REPUBLICATION),
    ("knows better than most", REPUBLICATION),
    ("The house rule is written on the fridge", COMPILATION),
    ("How eleven people turned discarded GPUs", REPUBLICATION),
    ("Saltmarsh Exchange News\nShare", REPUBLICATION),
    ("An eleven-person cooperative is proving", REPUBLICATION),
    ("Compiled by: Qinghe", COMPILATION),
    ("Editor’s Note: While the large", COMPILATION),
    ("Below is the original text", COMPILATION),
    ("(Translator’s note", COMPILATION),
    ("[Original link]", COMPILATION),
    ("does not represent the position of Jiaoan", COMPILATION),
    ("Scan the code", COMPILATION),
    ("Trade the compute narrative", REPUBLICATION),
    ("Pages like this one are gathered", REPUBLICATION),
    ("Related articles", REPUBLICATION),
)
REPAIRED = (
    "fourth rule has been used 31 times",
    "I stayed for four days",
    "“A benchmark is a promise,”",
    "When the wind farm across the bay",
)


@cache
def cannery() -> Versions:
    return versions.run(corpus.descent(corpus.article(corpus.shipped() / "cannery")), Settings())


def place(words: str) -> tuple[str, Span]:
    """The version, the last one before the first, that has these words, and where."""
    texts = dict(cannery().texts)
    name = next(name for name in (REPUBLICATION, "original") if words in texts[name].text)
    start = texts[name].text.index(words)
    return name, Span(start, start + len(words))


def trails(words: str) -> list[Trail]:
    """The trails with a finding at these words, the gravest first."""
    found, (name, span) = cannery(), place(words)
    return [trail for trail in found.trails if any(_points(seen, name, span) for seen in trail.seen)]


def _points(seen: Seen, name: str, span: Span) -> bool:
    found = cannery()
    step, finding = found.reports[seen.report], found.finding(seen)
    there = {step.original: finding.original, step.translation: finding.translation}.get(name)
    return there is not None and there.overlaps(span)


def test_most_drifts_are_traced_to_the_version_that_brought_them() -> None:
    """A reader and we agree; one headline and one button are known to be taken for translations of others."""
    wrong = [words for words, brought in JUDGED if not any(trail.came_in == (brought,) for trail in trails(words)[:1])]
    assert len(wrong) <= 2, wrong


def test_what_came_and_went_is_told_as_repaired() -> None:
    for words in REPAIRED:
        assert any(trail.fate == "repaired" and trail.came_in == (COMPILATION,) for trail in trails(words)), words


def test_each_finding_has_one_story_in_words() -> None:
    found = cannery()
    said = {write.came_in(trail, found) for trail in found.trails}
    assert "came in with the Chinese compilation" in said
    assert "came in with the English republication" in said
    assert "came in with the Chinese compilation, repaired in the English republication" in said
    assert "the English republication says again what the English original says, and the Chinese compilation did not" in said


def test_the_tally_counts_each_drift_that_stands_once() -> None:
    line = write.tally(cannery())
    assert line.startswith("Where it came in: with the Chinese compilation ")
    assert "repaired on the way" in line


def test_a_long_page_need_not_be_laid_out_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert 'class="texts"' in write.versions(cannery())
    monkeypatch.setattr(page_of_all, "LONG", 2)
    assert 'class="texts long"' in write.versions(cannery())


def test_the_page_has_each_sentence_and_each_finding_once() -> None:
    """In the column of its version, and beside its thread; what one of them says does not act."""
    found = cannery()
    page = write.versions(found)
    soup: Any = html.fromstring(page)
    rows = soup.xpath("//div[starts-with(@id, 'bead-')]")
    assert [row.get("id") for row in rows] == [f"bead-{number}" for number in range(len(found.threads))]
    for column, (_, text) in enumerate(found.texts):
        for row, thread in zip(rows, found.threads, strict=True):
            said = "".join(row.xpath("./div[contains(@class, 'cell')]")[column].xpath("./p//text()"))
            assert "".join(said.split()) == "".join("".join(map(text.said, thread.sentences[column])).split())
    ids = soup.xpath("//article/@id")
    assert len(ids) == len(set(ids)) == len(found.trails)
    stories = [" ".join(story.text_content().split()) for story in soup.xpath("//article/p[@class='story']")]
    assert sorted(stories) == sorted(write.came_in(trail, found) for trail in found.trails)
    links = {link.get("href")[1:] for link in soup.xpath("//a[starts-with(@href, '#')]")}
    assert links <= set(soup.xpath("//@id"))
    assert not soup.xpath("//*[@style or @onclick]")


def test_the_findings_of_each_story_can_be_asked_for() -> None:
    """A choice for each, with as many findings as it says; and a version that brought nothing is no choice."""
    soup: Any = html.fromstring(write.versions(cannery()))
    told = {choice.get("value"): choice.text_content() for choice in soup.xpath("//select[@name='chapter']/option[@value!='']")}
    assert set(told) == {COMPILATION, REPUBLICATION, " repaired", " between"}
    for name, words in told.items():
        assert words.endswith(f"({len(soup.xpath('//article[@data-chapter=$name]', name=name))})")


def test_what_nobody_counts_any_more_is_not_on_the_page() -> None:
    found = cannery()
    dismissed = Decision("dismissed", "it is a joke")
    steps, ends = (tuple(_dismissed(step, dismissed) for step in told) for told in (found.steps, found.ends))
    page = write.versions(replace(found, steps=steps, ends=ends))
    assert "Nothing was found." in page
    assert "<article" not in page


def _dismissed(step: Step, decision: Decision) -> Step:
    findings = tuple(replace(finding, decision=decision) for finding in step.report.findings)
    return replace(step, report=replace(step.report, findings=findings))


def test_of_more_versions_than_a_screen_has_room_for_the_columns_scroll() -> None:
    found = cannery()
    (_, text), held = found.texts[-1], [replace(thread, sentences=(*thread.sentences, ())) for thread in found.threads]
    page = write.versions(replace(found, texts=(*found.texts, ("again", text)), threads=tuple(held)))
    assert "--columns: 4" in page
    assert "overflow-x: auto" in page
    assert "overflow-x: auto" not in write.versions(found)


@pytest.mark.parametrize(("name", "tag", "said"), [
    ("wire", "en", "the English wire"), ("translation_back", "en", "the English translation back"), ("B2", "de", "“B2”"),
    ("republication.en", "en", "the English republication"), ("story", "zh-TW", "the Chinese story"),
    ("tale", "gsw", "the gsw tale"),
])  # fmt: skip
def test_a_version_is_called_by_its_name_and_language(name: str, tag: str, said: str) -> None:
    assert label(name, tag) == said


def test_the_ends_are_aligned_as_the_steps_say_where_they_know_better() -> None:
    """Between Chinese and a copy of its English translation the direct way errs where the way over the translation does not."""
    article = corpus.article(corpus.shipped() / "dialect")
    found = versions.run(corpus.descent(article), Settings())
    (end,) = found.ends
    assert (end.original, end.translation) == ("original", "wire")
    assert end.report.signature.endswith("|through:translation")
    paired = {(tuple(bead.original), tuple(bead.translation)) for bead in end.report.alignment.beads}
    assert {((9,), (9, 10)), ((10,), (11, 12)), ((45,), ()), ((46,), (46,))} <= paired
