"""Small words that turn a claim, and what answers them on the other side."""

from __future__ import annotations

import time
from itertools import combinations, pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align import find, language
from align.check import modality, negation
from align.check.examples import Example
from align.find.cues import IMPLIED, Family
from align.model import Finding, Glossary

FAMILIES: tuple[Family, ...] = get_args(Family)
PIECES = [
    "not",
    "no",
    "never",
    "can't",
    "may",
    "May 5",
    "only",
    "fail",
    "unclear",
    ",",
    ". ",
    "?",
    "ship",
    "不",
    "不是",
    "而是",
    "可能",
    "无论",
    "没有",
    "船",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join)


def found(original: str, translation: str, tags: tuple[str, str] = ("en", "en-GB")) -> list[Finding]:
    alignment = Example("", original, translation, *tags, True, "").alignment
    return [finding for check in (negation, modality) for finding in check.findings(alignment, Glossary())]


@pytest.mark.parametrize("tag", ["en", "zh"])
@pytest.mark.parametrize("family", FAMILIES)
def test_no_phrase_stands_in_two_lists_of_a_family(tag: str, family: Family) -> None:
    """It would be weighed twice, and nobody could say how."""
    lists = {
        name: set(words)
        for name, words in language.table(tag).lists.items()
        if name == family or name.endswith(f"-{family}") or (family == "denial" and name.startswith(IMPLIED))
    }
    assert {name: both for name, other in combinations(lists, 2) if (both := lists[name] & lists[other])} == {}


@given(TEXTS, st.sampled_from(["en", "zh"]), st.sampled_from(FAMILIES))
def test_a_cue_stands_where_it_says(text: str, tag: str, family: Family) -> None:
    """And weighs no less than nothing."""
    cues = find.small_words(text, tag, family)
    assert all(cue.span.of(text) == cue.text and 0 <= cue.least <= cue.most for cue in cues)
    assert all(not one.span.overlaps(two.span) for one, two in pairwise(sorted(cues, key=lambda cue: cue.span)))


@given(TEXTS, st.sampled_from(["en", "zh"]), st.sampled_from(FAMILIES))
def test_a_quick_look_misses_no_cue(text: str, tag: str, family: Family) -> None:
    """A text that is called plain has none that always counts."""
    if find.plainly(text, tag, family):
        assert not any(cue.least for cue in find.small_words(text, tag, family))


def test_both_scripts_of_chinese_are_read_alike() -> None:
    """Word for word."""
    simplified = "他们没能说服馆长，不仅如此，他也许并非不担心，未必会来。"
    traditional = "他們沒能說服館長，不僅如此，他也許並非不擔心，未必會來。"
    for family in FAMILIES:
        one, two = (find.small_words(text, tag, family) for text, tag in ((simplified, "zh-CN"), (traditional, "zh-TW")))
        assert [(cue.kind, cue.span) for cue in one] == [(cue.kind, cue.span) for cue in two]


def test_a_language_without_a_table_is_left_alone() -> None:
    """So is a text that is not in the language it is said to be in."""
    assert find.small_words("Das ist nicht wahr.", "de", "denial") == ()
    assert found("Das ist nicht wahr.", "That is true.", ("de", "en")) == []
    assert found("Das ist wahr.", "That is not true.", ("zh", "en")) == []


@given(TEXTS, st.sampled_from([("en", "en-GB"), ("zh-CN", "zh-TW")]))
def test_a_text_does_not_turn_its_own_claims(text: str, tags: tuple[str, str]) -> None:
    """Whatever it denies."""
    assert found(f"x {text}", f"x {text}", tags) == []


def test_what_one_denies_the_other_says() -> None:
    """A lost denial and one that came in are the same seen from the two sides."""
    plain, denied = "The ferry leaves on Sundays.", "The ferry never leaves on Sundays."
    (lost,), (came,) = found(denied, plain), found(plain, denied)
    assert (lost.rule, lost.severity, lost.confidence) == (came.rule, came.severity, came.confidence)
    assert lost.original == came.translation and lost.translation == came.original


def test_a_denial_that_crossed_into_the_next_sentence_is_not_lost() -> None:
    """Sentences are cut anew in translation."""
    ours = "The ferry does not leave.\nThe harbour is frozen."
    theirs = "The ferry is late.\nIt does not leave, for the harbour is frozen."
    assert found(ours, theirs) == []


def test_a_hedge_is_told_once_for_a_word() -> None:
    """Two words for one doubt are one doubt."""
    (finding,) = found("The harbour freezes.", "The harbour may possibly freeze.")
    assert finding.rule == "modality.hedge-added"


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("Some members voted.", "没有一个会员投票。"),
        ("All members voted.", "大部分会员投了票。"),
        ("Most members voted.", "所有會員都投了票。"),
        ("Few members voted.", "有几个会员投了票。"),
        ("A few members voted.", "很少有会员投票。"),
        ("No members voted.", "部分会员投了票。"),
        ("Many members voted.", "少数会员投了票。"),
        ("Not every member voted.", "很少有会员投票。"),
        ("Neither firm came.", "两家公司都来了。"),
        ("Not all members voted.", "所有会员都投了票。"),
        ("What is written is not always what was done.", "写下的总是做过的。"),
    ],
)
def test_a_quantity_that_became_its_contrary_is_found_in_both_directions(english: str, chinese: str) -> None:
    """By one rule or the other."""
    for ours, theirs, tags in ((english, chinese, ("en", "zh-CN")), (chinese, english, ("zh-TW", "en"))):
        assert {finding.category for finding in found(ours, theirs, tags)} == {"negation"}


def test_almost_all_are_not_all() -> None:
    """A matter of degree, lost or come in."""
    (lost,), (came,) = (
        found("几乎所有会员都投了票。", "All members voted.", ("zh-CN", "en")),
        found("All members voted.", "几乎所有会员都投了票。", ("en", "zh-CN")),
    )
    assert (lost.rule, came.rule) == ("modality.hedge-dropped", "modality.hedge-added")


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("A few members voted.", "几名会员投了票。"),
        ("Few members voted.", "投票的会员很少。"),
        ("Most members voted.", "多数会员投了票。"),
        ("The majority of members voted.", "大多数会员投了票。"),
        ("Almost all members voted.", "几乎所有会员都投了票。"),
        ("Some members voted.", "部分会员投了票。"),
        ("Neither firm came.", "两家公司都没来。"),
        ("Not every member voted.", "并非所有会员都投了票。"),
        ("It is the most famous of all bridges.", "它是所有桥中最有名的。"),
        ("The noise keeps me awake.", "这声音让我睡不着。"),
    ],
)
def test_the_same_quantity_is_left_alone_in_both_directions(english: str, chinese: str) -> None:
    """However it is said."""
    assert found(english, chinese, ("en", "zh-CN")) == found(chinese, english, ("zh-CN", "en")) == []


@pytest.mark.parametrize(
    ("done", "planned", "tags"),
    [
        ("The council opened the bridge.", "The council will open the bridge.", ("en", "en-GB")),
        ("The council has opened the bridge.", "The council plans to open the bridge.", ("en", "en-GB")),
        ("The council opened the bridge.", "市议会将开放这座桥。", ("en", "zh-CN")),
        ("The council has opened the bridge.", "市議會計劃開放這座橋。", ("en", "zh-TW")),
        ("市议会已经开放了这座桥。", "The council will open the bridge.", ("zh-CN", "en")),
        ("市议会已经开放了这座桥。", "The council intends to open the bridge.", ("zh-CN", "en")),
    ],
)
def test_what_is_planned_is_not_done(done: str, planned: str, tags: tuple[str, str]) -> None:
    """Nor the other way round."""
    assert [finding.rule for finding in found(done, planned, tags)] == ["modality.tense"]
    assert [finding.rule for finding in found(planned, done, tags[::-1])] == ["modality.tense"]


@pytest.mark.parametrize(("asked", "said"), [("Is it late?", "It is late."), ("晚点了吗？", "晚点了。"), ("هل تأخرت؟", "تأخرت.")])
def test_a_question_is_told_by_its_mark_in_any_language(asked: str, said: str) -> None:
    """And one that crossed into the next sentence is still asked."""
    (finding,) = modality.findings(Example("", asked, said, "xx", "ar", True, "").alignment, Glossary())
    assert finding.rule == "modality.question"
    crossed = Example("", f"{asked}\n{said}", f"{said}\n{asked}", "xx", "ar", True, "").alignment
    assert list(modality.findings(crossed, Glossary())) == []


def test_heaps_of_denials_are_not_weighed() -> None:
    """Nor do they take long."""
    start = time.process_time()
    for tags, ours, theirs in ((("en", "en-GB"), "not a ship ", "no ship "), (("zh", "en"), "不是船，", "never a ship, ")):
        assert found(ours * 4_000, theirs * 3_000, tags) == []
        found(ours * 60, theirs * 30, tags)
    assert time.process_time() - start < 5


def test_a_guess_in_the_place_of_what_can_be_is_told_as_that() -> None:
    """*Can* is no guess, but not plain either; it is what the marked place begins with."""
    alignment = Example("", "Fog can delay the ferry.", "Fog might delay the ferry.", "en", "en-GB", True, "").alignment
    (found,) = modality.findings(alignment, Glossary())
    assert found.message == "“might delay” is a possibility here; the original says “can”."
    assert found.original and found.original.of(alignment.original.text) == "can delay"
