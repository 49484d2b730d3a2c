"""What is known of words holds both ways, and each word that is found stands where it says."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.check.unmatched import SCALES, passage
from align.lexicon.content import words
from align.lexicon.forms import lemma, stem
from align.lexicon.opposites import contrary, opposite, opposites, tabled
from align.lexicon.partners import likeness, partners, side
from align.lexicon.synonyms import near, renders, shared

likeness("dictionary", "lexicon")  # the dictionary is read once, before the clock of the first test runs

ENGLISH = (
    "the harbour firm bought a small plant , and nobody ( not even the mayor ) dreaded its 12 new chimneys . WHO said so".split()
)
CHINESE = "港口 公司 收购 了 一家 小 工厂 ， 没有人 （ 包括 市长 ） 惧怕 它 的 12 根 新 烟囱 。 诺拉 · 哈尔维克 AI".split()
english = st.lists(st.sampled_from(ENGLISH), max_size=25).map(" ".join)
chinese = st.lists(st.sampled_from(CHINESE), max_size=25).map("".join)
word = st.sampled_from([*ENGLISH, *CHINESE, "company", "fear", "regard", "增加", "decrease", "increase"])


@given(word, word)
def test_nearness_is_mutual_and_a_share(one: str, two: str) -> None:
    assert near(one, two) == near(two, one)
    assert 0 <= near(one, two) <= 1
    assert 0 <= likeness(one, two) <= 1


@pytest.mark.parametrize("one", sorted(tabled()))
def test_an_opposite_has_the_word_for_its_opposite(one: str) -> None:
    """And is never taken for a partner of it, however much the two look alike."""
    for other in opposites(one):
        if other in tabled():
            assert opposite(other, one)
        assert likeness(one, other) == 0


def test_a_prefix_makes_an_opposite_both_ways_and_only_of_a_word() -> None:
    assert opposite("legal", "illegal")
    assert opposite("illegal", "legal")
    assert not opposite("form", "inform")
    assert not opposite("zzzz", "unzzzz")


def test_a_chinese_word_is_contrary_by_what_it_means_first() -> None:
    """大 is big, and old only by the way."""
    assert contrary("大", "small") == "big"
    assert contrary("大", "young") is None
    assert renders("reject", "拒绝")


def test_a_word_and_what_is_made_from_it_share_a_stem() -> None:
    for one, two in (("visit", "visitor"), ("decide", "decision"), ("expand", "expansion"), ("economy", "economist")):
        assert stem(lemma(one)) == stem(lemma(two)), f"{one} {two}"


def test_two_words_share_the_chinese_word_that_both_render() -> None:
    assert shared(lemma("inference"), lemma("reasoning")) == ("推理",)
    assert shared("company", "tree") == ()


@given(st.one_of(english, chinese), st.sampled_from(["en", "zh-CN", "zh-TW", "de"]))
def test_words_stand_where_they_say(text: str, language: str) -> None:
    """In order, without overlapping; there are none in a language of which we know no small words."""
    found = words(text, language)
    assert all(text[one.start : one.stop] == one.text for one in found)
    assert all(one.stop <= two.start for one, two in pairwise(found))
    assert not (language == "de" and found)


@given(english, english)
def test_partners_are_words_that_carry_matter_or_render_one(one: str, two: str) -> None:
    ours, theirs = side(words(one, "en")), side(words(two, "en"))
    found = partners(ours, theirs, across=False)
    assert set(found.ours) <= set(ours.matter)
    assert set(found.theirs) <= set(theirs.matter)
    assert set(found.ours.values()) <= set(theirs.matter)


@given(english)
def test_a_text_beside_itself_leaves_nothing_without_a_partner(text: str) -> None:
    found = passage(text, text, ("en", "en"))
    assert list(found.partners.ours) == list(found.partners.ours.values())
    assert set(found.partners.ours) == set(found.original.matter)
    assert found.runs("original") == found.runs("translation") == ()


@given(english, chinese)
def test_a_run_covers_its_words_and_is_worth_enough(one: str, two: str) -> None:
    for texts, languages in (((one, two), ("en", "zh")), ((two, one), ("zh", "en")), ((one, one[::-1]), ("en", "en"))):
        assert languages in SCALES
        found = passage(*texts, languages)
        for which, text in zip(("original", "translation"), texts, strict=True):
            for run in found.runs(which):
                assert run.excess >= 0
                assert all(run.span.start <= word.start < word.stop <= run.span.stop <= len(text) for word in run.words)


@pytest.mark.parametrize("text", ["a" * 20_000, "a'" * 10_000, "一" * 20_000, "1.1" * 9_000, ",;:" * 9_000, "- " * 9_000])
def test_no_text_takes_long_to_cut(text: str) -> None:
    """Each of its characters is read a bounded number of times: the words never overlap, and none is lost to backtracking."""
    found = words(text, "zh-CN")
    assert sum(len(word.text) for word in found) <= len(text)
