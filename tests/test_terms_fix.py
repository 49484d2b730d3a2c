"""`--terms fix`: the glossary's term in the memory's place of another, where that is sure and the new word fits."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from align import check, cli, corpus, mend, pipeline, write
from align.check.examples import Example
from align.mend import chinese, english
from align.model import Alignment, Decision, Glossary, Mark, Part, Report, Score, Span, Term
from align.read.glossary import read_glossary
from align.settings import Settings
from align.write import segment

shipped = cache(read_glossary)
FIX = Settings(terms="fix")
CANNERY = corpus.article(corpus.shipped() / "cannery")
HOUSE = Glossary(
    (
        Term("oven", "term", "en", "kiln"),
        Term("oven", "term", "en", "oven", "forbidden"),
        Term("hour", "term", "en", "hourglass"),
        Term("hour", "term", "en", "sandglass", "deprecated"),
        Term("body", "term", "en", "clay body"),
        Term("body", "term", "en", "paste", "deprecated"),
        Term("maker", "company", "en", "iPot"),
        Term("maker", "company", "en", "Potter & Sons", "deprecated"),
        Term("firing", "term", "en", "bisque firing"),
        Term("firing", "term", "en", "first burn", "deprecated"),
        Term("slab", "term", "en", "CLAy"),
        Term("slab", "term", "en", "flat loam", "deprecated"),
        Term("tools", "term", "en", "glazing kit"),
        Term("tools", "term", "en", "glazing tools", "deprecated"),
        Term("story", "term", "en", "story"),
        Term("story", "term", "en", "tale", "deprecated"),
    )
)


def mended(original: str, translation: str, one: str = "en", two: str = "en-GB", glossary: Glossary | None = None) -> str:
    """What the memory would say of the whole translation."""
    return _applied(Example("", original, translation, one, two, True, "").alignment, glossary or shipped()).rstrip()


def _applied(alignment: Alignment, glossary: Glossary) -> str:
    text = alignment.translation.text
    changes = mend.terms(alignment, check.alignment(alignment, glossary), glossary)
    return segment.changed(text, Span(0, len(text)), changes)


@pytest.mark.parametrize(
    ("original", "translation", "wanted"),
    [
        ("Chips for inference are scarce.", "Chips for reasoning are scarce.", "Chips for inference are scarce."),
        ("Inference is dear.", "Reasoning is dear.", "Inference is dear."),
        ("They sell an inference chip.", "They sell a reasoning chip.", "They sell an inference chip."),
        ("A reasoning chip sells.", "An inference chip sells.", "A reasoning chip sells."),
        ("The Rise of Open Weights", "The Rise of Open Source", "The Rise of Open Weights"),
        ("Open weights win.", "OPEN SOURCE wins.", "OPEN WEIGHTS wins."),
        ("An open-weight model wins.", "An open-source model wins.", "An open-weights model wins."),
        ("LLMs need data.", "Large models need data.", "Large language models need data."),
        ("An LLM needs data.", "A large model needs data.", "A large language model needs data."),
        ("Z.ai rents two floors.", "Zhipu AI’s boss rents two floors.", "Z.ai’s boss rents two floors."),
        ("We thanked Ant Ling.", "We thanked Ant Lingguang.", "We thanked Ant Ling."),
        ("Inference is dear.", "What we call “reasoning” is dear.", "What we call “inference” is dear."),
    ],
)
def test_a_term_is_written_as_the_old_one_stood(original: str, translation: str, wanted: str) -> None:
    """In its capitals, its number and its hyphens, with the article that it asks for."""
    assert mended(original, translation) == wanted


@pytest.mark.parametrize(
    ("original", "translation", "wanted"),
    [
        ("A kiln is hot.", "An oven is hot.", "A kiln is hot."),
        ("The kilns are hot.", "Ovens are hot.", "Kilns are hot."),
        ("An hourglass runs.", "A sandglass runs.", "An hourglass runs."),
        ("The clay body dries.", "Pastes dry.", "Clay bodies dry."),
        ("The story ends.", "Tales end.", "Stories end."),
        ("iPot moved.", "Potter & Sons moved.", "iPot moved."),
        ("An iPot mug.", "A Potter & Sons mug.", "An iPot mug."),
        ("Bisque firing is slow.", "THE FIRST BURN is slow.", "THE BISQUE FIRING is slow."),
        ("Take the glazing kit.", "Take the glazing tools.", "Take the glazing kit."),
        ("CLAy is cheap.", "Flat loam is cheap.", "CLAy is cheap."),
    ],
)
def test_a_house_glossary_is_followed_in_its_own_capitals(original: str, translation: str, wanted: str) -> None:
    assert mended(original, translation, glossary=HOUSE) == wanted


@pytest.mark.parametrize(
    ("original", "translation", "one", "two", "wanted"),
    [
        ("They gave away the open weights.", "他们把开源权重送人了。", "en", "zh-CN", "他们把开放权重送人了。"),
        ("Agents are slow.", "AI代理很慢。", "en", "zh-CN", "智能体很慢。"),
        ("Agents are slow.", "我們的智能體很慢。", "en", "zh-TW", "我們的AI 代理很慢。"),
        ("Ant Group has moved.", "螞蟻金服搬家了。", "en", "zh-TW", "螞蟻集團搬家了。"),
        ("They fine-tune it weekly.", "他们每周都fine-tune一次。", "en", "zh-CN", "他们每周都微调一次。"),
        ("月之暗面昨天开了会。", "StepFun held a meeting yesterday.", "zh-CN", "en", "Moonshot AI held a meeting yesterday."),
        ("字节跳动招了新人。", "Bytedance has hired new people.", "zh-CN", "en", "ByteDance has hired new people."),
    ],
)
def test_a_term_is_changed_between_chinese_and_english(original: str, translation: str, one: str, two: str, wanted: str) -> None:
    """No space comes or goes, and Taiwan's text keeps Taiwan's words."""
    assert mended(original, translation, one, two) == wanted


@pytest.mark.parametrize(
    ("original", "translation", "one", "two", "why"),
    [
        ("“Inference is dear for everyone,” she said.", "“Reasoning is dear for everyone,” she said.", "en", "en-GB", "speech"),
        ("We call it “inference”.", "We call it “reasoning”.", "en", "en-GB", "the original quotes it too"),
        ("> Inference is dear.", "> Reasoning is dear.", "en", "en-GB", "a block quotation"),
        ("> Inference is dear.", "Reasoning is dear.", "en", "en-GB", "a block quotation in the original"),
        ("Read Open Weights.", "请读《开源》。", "en", "zh-CN", "a title"),
        ("``` run inference", "``` run reasoning", "en", "en-GB", "a block of code"),
        ("Run `inference` now.", "Run `reasoning` now.", "en", "en-GB", "code in backticks"),
        ("Inference is in server.py.", "It is in reasoning.py.", "en", "en-GB", "a file"),
        ("Inference has its page.", "See https://example.org/reasoning/faq here.", "en", "en-GB", "an address"),
        ("Inference has its option.", "Its option is --reasoning here.", "en", "en-GB", "an option"),
        ("Inference has its option.", "Its option is max_reasoning here.", "en", "en-GB", "a name with an underscore"),
        ("Reasoning is dear.", "The cost of inference (推理) is high.", "en", "en-GB", "a gloss follows"),
        ("Open weights are good.", "开源（open source）很好。", "en", "zh-CN", "a gloss follows"),
        ("Agents are slow.", "AI代理人很慢。", "en", "zh-CN", "a longer word"),
        ("We want open weights.", "We want open source weights.", "en", "en-GB", "the new word would be said twice"),
        ("We want open weights.", "我们要开源的权重。", "en", "zh-CN", "the new word would be said twice"),
        ("Pre-training is the easy half.", "Post-training is the easy half.", "en", "en-GB", "not sure"),
        ("Nvidia sells out.", "NVIDIA sells out.", "en", "en-GB", "neutral"),
        ("Google waits.\nThen Google buys.", "谷歌在等。\n后来Google出手了。", "en", "zh-CN", "may be on purpose"),
        ("推理的成本在下降。", "Reasoning is getting cheaper.", "zh-CN", "en", "the Chinese means both"),
        ("Inference is cheap, reasoning is not.", "Reasoning is dear, inference cheap.", "en", "en-GB", "each stands for itself"),
        ("Zhipu AI moved.", "Zhipu AI has moved.", "en", "en-GB", "the original's own word"),
    ],
)
def test_what_is_not_ours_or_would_not_fit_is_left(original: str, translation: str, one: str, two: str, why: str) -> None:
    alignment = Example("", original, translation, one, two, True, "").alignment
    assert _applied(alignment, shipped()) == alignment.translation.text, why


@pytest.mark.parametrize(
    ("kind", "said"), [("code", "reasoning"), ("emphasis", "The Reasoning Machine"), ("link", "On Reasoning and Stone")]
)
def test_marked_code_and_titles_are_left(kind: str, said: str) -> None:
    """Read from HTML or Markdown, they have neither backticks nor quotation marks."""
    alignment = Example("", "Inference is meant.", f"It is {said} that is meant.", "en", "en-GB", True, "").alignment
    assert "nference" in _applied(alignment, shipped())
    mark = Mark(kind, Span(6, 6 + len(said)))  # type: ignore[arg-type]
    marked = replace(alignment, translation=replace(alignment.translation, marks=(mark,)))
    assert _applied(marked, shipped()) == alignment.translation.text


def test_a_word_is_not_written_in_the_other_chinese_script() -> None:
    """Where the glossary has the concept in one script only."""
    terms = Glossary(
        (
            Term("ant", "company", "en", "Ant"),
            Term("ant", "company", "zh-CN", "蚂蚁"),
            Term("ant", "company", "zh-CN", "蚁家", "deprecated"),
        )
    )
    assert mended("Ant moved.", "蚁家搬了。", "en", "zh-CN", terms) == "蚂蚁搬了。"
    assert mended("Ant moved.", "蟻家搬了。", "en", "zh-TW", terms) == "蟻家搬了。"


def test_a_language_whose_endings_we_do_not_know_is_changed_only_where_there_are_none() -> None:
    terms = Glossary(
        (
            Term("oven", "term", "en", "kiln"),
            Term("oven", "term", "de", "Brennofen"),
            Term("oven", "term", "de", "Backofen", "forbidden"),
        )
    )
    assert mended("The kiln is hot.", "Der Backofen ist heiß.", "en", "de", terms) == "Der Brennofen ist heiß."
    assert mended("The kilns are hot.", "Die Backofens sind heiß.", "en", "de", terms) == "Die Backofens sind heiß."


def test_a_dismissed_finding_changes_nothing() -> None:
    alignment = Example("", "Inference is dear.", "Reasoning is dear.", "en", "en-GB", True, "").alignment
    found = check.alignment(alignment, shipped())
    dismissed = tuple(replace(finding, decision=Decision("dismissed", "it is meant")) for finding in found)
    assert mend.terms(alignment, found, shipped())
    assert mend.terms(alignment, dismissed, shipped()) == ()


def test_every_place_of_a_gathered_finding_is_changed() -> None:
    """One finding tells of a former name once, and the memory has it nowhere."""
    text = mended("Z.ai moved.\nZ.ai grew.\nZ.ai left.", "Zhipu AI moved.\nZhipu AI grew.\nZhipu AI left.")
    assert text.split("\n\n") == ["Z.ai moved.", "Z.ai grew.", "Z.ai left."]


words = st.sampled_from(
    ["inference", "reasoning", "Reasoning", "a", "an", "open weights", "open source", "Zhipu AI", "Z.ai", "“", "”", "(", ".", "`"]
)
lines = st.lists(words, min_size=1, max_size=9).map(" ".join)


@given(st.lists(st.tuples(lines, lines), min_size=1, max_size=4))
def test_changes_stand_in_order_apart_and_on_what_they_change(pairs: list[tuple[str, str]]) -> None:
    original, translation = ("\n".join(side) for side in zip(*pairs, strict=True))
    alignment = Example("", original, translation, "en", "en-GB", True, "").alignment
    changes = mend.terms(alignment, check.alignment(alignment, shipped()), shipped())
    assert all(change.old == alignment.translation.quote(change.span) != change.new for change in changes)
    assert all(one.span.stop <= two.span.start for one, two in pairwise(changes))
    assert all(change.rule in {finding.rule for finding in check.alignment(alignment, shipped())} for change in changes)


@pytest.mark.parametrize(
    ("said", "article"),
    [
        ("hour", "an"), ("house", "a"), ("one-off", "a"), ("onerous", "an"), ("European", "a"), ("unit", "a"),
        ("unimportant one", "an"), ("useful", "a"), ("umbrella", "an"), ("18-bit", "an"), ("180-bit", "a"), ("80-bit", "an"),
        ("RL", "an"), ("UI", "a"), ("“x”", ""),
    ],
)  # fmt: skip
def test_an_article_goes_by_sound(said: str, article: str) -> None:
    assert english.sound(said) == article


def test_a_chinese_word_ends_where_words_end() -> None:
    assert not chinese.apart("智能体育场", Span(0, 3))
    assert chinese.apart("用智能体", Span(1, 4))


# ---- what is written


def _report(original: str, translation: str, *parts: Part) -> Report:
    alignment = Example("", original, translation, "en", "en-GB", True, "").alignment
    findings = check.alignment(alignment, shipped())
    return Report(alignment, findings, Score(90, 1, 1), "signature", (), parts, mend.terms(alignment, findings, shipped()))


def _units(data: bytes) -> list[tuple[str, list[str], list[str]]]:
    """Of each unit the target, the notes and the changes."""
    units = etree.fromstring(data).iter("tu")
    return [
        (unit.findall("tuv/seg")[1].text or "", _texts(unit, "note"), _texts(unit, "prop[@type='x-align-changed']"))
        for unit in units
    ]


def _texts(unit: etree._Element, path: str) -> list[str]:
    return [found.text or "" for found in unit.findall(path)]


def test_a_change_is_marked_in_its_unit_and_nowhere_else() -> None:
    """A small one stays in the confident memory; what is grave is looked at first all the same, with the finding as a note."""
    report = _report("Z.ai moved.\nInference is dear.\nIt is late.", "Zhipu AI moved.\nReasoning is dear.\nIt is late.")
    sure, review = _units(write.tmx(report, 0.5).data), _units(write.review_tmx(report, 0.5).data)
    assert [unit[0] for unit in sure] == ["Z.ai moved.", "It is late."]
    assert [unit[2] for unit in sure] == [["Zhipu AI → Z.ai"], []]
    assert sure[0][1] == [
        "changed: “Zhipu AI” to “Z.ai” (terms.deprecated: “Zhipu AI” stands for “Z.ai”; the glossary says it is out of use.)"
    ]
    assert [(target, changes) for target, _, changes in review] == [("Inference is dear.", ["Reasoning → Inference"])]
    assert any(note.startswith("terms.forbidden: ") for note in review[0][1])


def test_a_change_lies_in_the_part_that_it_stands_in() -> None:
    """And in none where a part cuts it in two."""
    text = "Zhipu AI moved, and Zhipu AI grew."
    halves = Part(0, Span(0, 10), Span(0, 15), 0.9), Part(0, Span(11, 24), Span(16, 34), 0.9)
    report = _report("Z.ai moved, and Z.ai grew.", text, *halves)
    targets = {target: changes for target, _, changes in _units(write.tmx(report, 0.5).data)}
    assert targets == {"Z.ai moved,": ["Zhipu AI → Z.ai"], "and Z.ai grew.": ["Zhipu AI → Z.ai"]}
    cut = replace(report, parts=(replace(halves[0], translation=Span(0, 3)),))
    assert [unit[0] for unit in _units(write.tmx(cut, 0.5).data)] == ["Zhi"]


def test_the_report_tells_of_each_change_and_shows_the_text_as_it_was() -> None:
    report = _report("Z.ai <b> moved.", "Zhipu AI <b> moved.")
    page, mail, record = write.html(report), write.markdown(report), json.loads(write.json(report))
    assert "<del><bdi>Zhipu AI</bdi></del> <ins><bdi>Z.ai</bdi></ins>" in page
    assert "- “Zhipu AI” → “Z.ai”: “Zhipu AI” stands for" in mail
    assert record["translation"]["text"].rstrip() == "Zhipu AI <b> moved."
    assert [(change["old"], change["new"], change["translation"]) for change in record["changes"]] == [
        ("Zhipu AI", "Z.ai", {"start": 0, "stop": 8})
    ]


def test_without_the_option_nothing_is_changed_and_nothing_said_of_it() -> None:
    sources = [corpus.source(CANNERY, name) for name in ("original", "republication")]
    plain, fixed = (pipeline.run(sources[0], sources[1], settings) for settings in (Settings(), FIX))
    assert plain.changes == () != fixed.changes
    assert replace(fixed, changes=(), signature=plain.signature) == plain
    assert fixed.signature == plain.signature + "|terms:fix"
    assert "changed" not in write.markdown(replace(plain, findings=())) and "changes" not in write.record(plain)
    assert write.tmx(fixed, 0.5).data == write.tmx(fixed, 0.5).data != write.tmx(plain, 0.5).data


# ---- the command


def _run(*words: str) -> int:
    sources = [str(CANNERY.version(name).file) for name in ("original", "republication")]
    with pytest.raises(SystemExit) as stop:
        cli.main(["run", *sources, *words])
    return int(stop.value.code or 0)


def test_a_dry_run_prints_each_sentence_before_and_after_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert _run("--terms", "fix", "--dry-run") == 0
    said = capsys.readouterr().out.splitlines()
    assert list(tmp_path.iterdir()) == []
    first = said.index(next(line for line in said if "terms.forbidden “reasoning” → “inference”" in line))
    assert said[first + 1].startswith("  - What it sells is reasoning:") and said[first + 2].startswith(
        "  + What it sells is inference:"
    )


def test_a_dry_run_of_nothing_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("--dry-run") == 2
    assert "--terms fix" in capsys.readouterr().err


def test_a_run_says_how_many_terms_it_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("--terms", "fix", "-o", str(tmp_path / "report")) == 0
    assert "Terms changed in the memories: " in capsys.readouterr().out
    (memory,) = (tmp_path / "report").glob("*.review.tmx")
    assert ("x-align-changed", "reasoning → inference") in {(p.get("type"), p.text) for p in etree.parse(memory).iter("prop")}
