"""Beads of several sentences, and the parts that they fall into: what a CAT tool can reuse of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from align import pair, pipeline, read, write
from align.model import Alignment, Bead, Document, Glossary, Part, Report
from align.pair import clauses
from align.settings import Settings

GLOSSARY = read.glossary()
ENGLISH = "The lamp was lit in 1921. It burned whale oil. Nobody kept the keeper's diary. We know his name from a bill for glass."
JOINED = "这盏灯于1921年点亮，烧的是鲸油。没有人保存守灯人的日记，我们从一张玻璃账单上知道了他的名字。"


def joined(original: str = ENGLISH, translation: str = JOINED) -> Alignment:
    """Two and two sentences, each two joined in the translation."""
    one, two = side(original, "en"), side(translation, "zh-CN")
    return Alignment(one, two, (Bead(range(2), range(1), 0.9), Bead(range(2, 4), range(1, 2), 0.9)))


def side(text: str, tag: str) -> Document:
    return read.text(text, name=f"lamp.{tag}.txt", language=tag)


def said(alignment: Alignment, parts: tuple[Part, ...]) -> list[tuple[str, str]]:
    return [(alignment.original.quote(part.original), alignment.translation.quote(part.translation)) for part in parts]


def test_joined_sentences_fall_into_their_clauses() -> None:
    alignment = joined()
    found = pair.parts(alignment, GLOSSARY)
    assert said(alignment, found) == [
        ("The lamp was lit in 1921.", "这盏灯于1921年点亮，"),
        ("It burned whale oil.", "烧的是鲸油。"),
        ("Nobody kept the keeper's diary.", "没有人保存守灯人的日记，"),
        ("We know his name from a bill for glass.", "我们从一张玻璃账单上知道了他的名字。"),
    ]
    assert [part.bead for part in found] == [0, 0, 1, 1]


def test_a_text_of_single_sentences_has_no_parts() -> None:
    one, two = side("It rained. We left.", "en"), side("下雨了。我们走了。", "zh-CN")
    assert pair.parts(Alignment(one, two, (Bead(range(1), range(1)), Bead(range(1, 2), range(1, 2)))), Glossary()) == ()


def test_a_bead_whose_translation_cannot_be_cut_stays_whole() -> None:
    one, two = side("It rained. We left.", "en"), side("下雨后我们走了。", "zh-CN")
    assert pair.parts(Alignment(one, two, (Bead(range(2), range(1), 0.9),)), Glossary()) == ()


def test_a_passage_that_crosses_another_is_left_out() -> None:
    """The passages are searched in the order of both texts."""
    one, two = side(ENGLISH, "en"), side(JOINED, "zh-CN")
    crossed = Alignment(one, two, (Bead(range(2), range(1, 2), 0.9), Bead(range(2, 4), range(1), 0.9)))
    assert clauses.joined(crossed) == (0,)


def test_what_has_one_side_only_goes_to_what_stands_before_it() -> None:
    one, two = side("It rained. We left.", "en"), side("下雨了。真的。我们走了。", "zh-CN")
    inner = Alignment(
        one, two, (Bead(range(1), range(1), 0.9), Bead(range(1, 1), range(1, 2), 0.5), Bead(range(1, 2), range(2, 3), 0.8))
    )
    found = tuple(clauses.parts(inner, [7]))
    assert said(inner, found) == [("It rained.", "下雨了。真的。"), ("We left.", "我们走了。")]
    assert [(part.bead, part.confidence) for part in found] == [(7, 0.9), (7, 0.8)]


def test_a_memory_holds_the_parts_in_the_place_of_the_whole() -> None:
    alignment = joined()
    report = Report(alignment, (), pipeline.score.card(alignment, ()), "test", parts=pair.parts(alignment, GLOSSARY))
    root = etree.fromstring(write.tmx(report, 0.5).data)
    units = [[seg.text for seg in unit.iter("seg")] for unit in root.iter("tu")]
    assert units == [list(pair) for pair in said(alignment, report.parts)]
    assert [prop.text for prop in root.iter("prop") if prop.get("type") == "x-align-part"] == ["1/2", "2/2", "1/2", "2/2"]


def test_a_run_looks_for_parts() -> None:
    one, two = side(ENGLISH, "en"), side(JOINED, "zh-CN")
    report = pipeline.report(one, two, Settings())
    assert {part.bead for part in report.parts} == set(clauses.joined(report.alignment)) != set()


def test_what_a_person_made_or_confirmed_stays_whole() -> None:
    """Even where it would fall into parts."""
    alignment = joined()
    confirmed = replace(
        alignment, beads=(replace(alignment.beads[0], decision="confirmed"), replace(alignment.beads[1], linked=True))
    )
    assert pair.parts(confirmed, GLOSSARY) == ()


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("我们卖苹果、梨和李子，也卖酒。", ["我们卖苹果、梨和李子，", "也卖酒。"]),
        ("The array [44, 55, 66] is made, and it is read.", ["The array [44, 55, 66] is made,", "and it is read."]),
        ("它读了（当然，很慢）这本书，然后睡了。", ["它读了（当然，很慢）这本书，", "然后睡了。"]),
        ("There are 12, 13 or 14 of them.", ["There are 12, 13 or 14 of them."]),
    ],
)
def test_a_clause_ends_neither_in_a_list_nor_in_brackets(text: str, ends: list[str]) -> None:
    document = side(text, "zh-CN" if text[0] > "z" else "en")
    cut = clauses.passages(document, [range(len(document.sentences))], clauses=True)
    assert [cut.said(number) for number in range(len(cut.sentences))] == ends
