"""Names: what is one, what two of them have in common, and what is left when two texts are compared."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align import read
from align.check import names
from align.check.examples import Example
from align.check.names import across, named, swapped
from align.find.names import folded, words
from align.lexicon import chinese
from align.lexicon.names import akin, known, ordinary
from align.lexicon.sounds import likeness
from align.model import Finding, Glossary

CAPITALS = st.lists(
    st.sampled_from("Aarhus Bergen Kvalstad Denmark Danish U.S. NATO the of harbour in Mr froze spring Larsen's".split()),
    max_size=12,
).map(" ".join)
KEYS = st.text(string.ascii_lowercase, min_size=1, max_size=12)
SYLLABLES = st.lists(st.sampled_from("a bu ke li shi xiang zhong er ni wo ya".split()), min_size=1, max_size=6).map(tuple)


def found(original: str, translation: str, one: str = "en", two: str = "en-GB", glossary: Glossary | None = None) -> list[Finding]:
    example = Example("", original, translation, one, two, False, "")
    return list(names.findings(example.alignment, glossary or Glossary()))


def rules(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.rule, finding.severity) for finding in findings]


# ---- words and names


def test_a_word_stands_where_it_says_that_it_stands() -> None:
    """Spans point at the text, and leave out what is written on to the word."""
    text = "“They’re Škoda’s,” said Mr. Larsen of the U.S. Navy; PCs don't count."
    said = [text[word.start : word.stop] for word in words(text)]
    assert said == [word.text for word in words(text)]
    assert said == ["They", "Škoda", "said", "Mr", "Larsen", "of", "the", "U.S.", "Navy", "PC", "do", "count"]


def test_a_capital_is_due_at_an_opening_and_in_a_headline() -> None:
    """There any word has one."""
    assert [word.due for word in words("Harbour ice was thick. Larsen had seen Bergen.") if word.capital] == [True, True, False]
    assert all(word.due for word in words("Three Ships Wait Before Frozen Harbour"))
    assert not any(word.due for word in words("says Mr. Larsen") if word.key == "larsen")


@pytest.mark.parametrize("word", ["harbour", "president", "reasoning", "turkey", "may"])
def test_a_word_of_the_language_is_ordinary(word: str) -> None:
    """A capital alone makes no name of it."""
    assert ordinary(word) and not known(word)


@pytest.mark.parametrize("word", ["china", "chinese", "lisbon", "copenhagen"])
def test_a_name_that_the_dictionary_has_is_known(word: str) -> None:
    """Though a dictionary of English may have it in small letters too."""
    assert known(word) and not ordinary(word)


@pytest.mark.parametrize(
    ("one", "two"),
    [("denmark", "danish"), ("norway", "norwegian"), ("us", "american"), ("west", "westerner"), ("kvalstad", "kvaalstad")],
)
def test_forms_of_one_name_are_akin(one: str, two: str) -> None:
    """Countries and their people, other spellings."""
    assert akin(one, two)


@pytest.mark.parametrize(("one", "two"), [("austria", "australia"), ("iran", "iraq"), ("zhang", "zhong"), ("jiangxi", "jiangsu")])
def test_names_that_look_alike_are_not_akin(one: str, two: str) -> None:
    """The dictionary has both, so they are two."""
    assert not akin(one, two)


@given(KEYS, KEYS)
def test_kinship_is_mutual(one: str, two: str) -> None:
    """Which of two names comes first does not matter."""
    assert akin(one, two) == akin(two, one)


# ---- Chinese


@pytest.mark.parametrize(
    ("name", "characters"),
    [
        ("bush", "布什"),
        ("obama", "奥巴马"),
        ("trump", "特朗普"),
        ("helsinki", "赫尔辛基"),
        ("guterres", "古特雷斯"),
        ("dorset", "多塞特"),
    ],
)
def test_a_transliteration_sounds_like_its_name(name: str, characters: str) -> None:
    """And far more so than like another."""
    assert chinese.likest(name, characters, len(characters)) > 0.75
    assert chinese.likest("kyoto", characters, len(characters)) < 0.6


@given(KEYS, SYLLABLES)
def test_likeness_is_at_most_one(name: str, syllables: tuple[str, ...]) -> None:
    """It is a share, and says 1 of what is alike."""
    assert likeness(name, syllables) <= 1


def test_names_are_found_by_dictionary_and_by_sound() -> None:
    """A short name that is known may be part of a longer one that is not."""
    assert [(name.text, name.sure) for name in chinese.names(chinese.cut("卡尔迪科特和约翰·多恩住在德国。"))] == [
        ("卡尔迪科特", False), ("约翰·多恩", False), ("德国", True),
    ]  # fmt: skip


# ---- two texts


@given(CAPITALS)
def test_a_text_leaves_nothing_of_itself(text: str) -> None:
    """Every name answers itself."""
    assert swapped.left(text, text) == named.Left()


@given(CAPITALS, CAPITALS)
def test_turning_the_sides_turns_what_is_left(one: str, two: str) -> None:
    """What one lacks the other has."""
    there, back = swapped.left(one, two), swapped.left(two, one)
    assert (there.missing, there.extra) == (back.extra, back.missing)


@given(CAPITALS, CAPITALS)
def test_what_is_left_stands_in_its_text(one: str, two: str) -> None:
    """Each name at its place, and each in one swap at the most."""
    left = swapped.left(one, two)
    assert all(one[name.start : name.stop] == name.text for name in left.missing)
    assert all(two[name.start : name.stop] == name.text for name in left.extra)
    assert len({swap.extra for swap in left.swaps}) == len(left.swaps)


@pytest.mark.parametrize(
    ("english", "chinese_text"),
    [
        ("The Danish delegation met Mr Obama in Xi’an.", "丹麦代表团在西安会见了奥巴马。"),
        ("Guterres spoke in the Middle East.", "古特雷斯在中东讲话。"),
        ("iPhones sell in Macau and Mumbai.", "iPhone在澳门和孟买有售。"),
        ("Kvalstad eats a burger.", "科瓦尔斯塔德吃汉堡。"),
    ],
)
def test_names_that_were_translated_leave_nothing(english: str, chinese_text: str) -> None:
    """Neither on the way there nor on the way back."""
    assert not found(english, chinese_text, "en", "zh-CN")
    assert not found(chinese_text, english, "zh-CN", "en")


def test_traditional_characters_are_quoted_as_they_stand() -> None:
    """Names are looked up in simplified ones."""
    (finding,) = found("They met in Lisbon.", "他們在赫爾辛基見面。", "en", "zh-TW")
    assert finding.message == "“Lisbon” has become “赫爾辛基”."
    assert dict(finding.evidence)["found"] == "赫爾辛基 = Helsinki"


# ---- an article


def test_a_swap_that_recurs_is_one_finding() -> None:
    """With the other places beside it."""
    (finding,) = found("It froze in Aarhus.\nThen Aarhus thawed.", "It froze in Bergen.\nThen Bergen thawed.")
    assert rules([finding]) == [("names.changed", "major")]
    assert finding.beads == (0, 1) and len(finding.related) == 1


def test_a_swap_of_two_names_of_the_article_is_found() -> None:
    """Though both have an answer next door."""
    original = "Larsen met Kvalstad.\nThe harbour belongs to Kvalstad since spring."
    assert rules(found(original, "Larsen met Kvalstad.\nThe harbour belongs to Larsen since spring.")) == [
        ("names.changed", "major")
    ]


def test_a_pronoun_said_in_full_is_no_invention() -> None:
    """The original has named her before."""
    assert not found("Kvalstad came.\nShe laughed.", "Kvalstad came.\nKvalstad laughed.")


def test_a_spelling_that_is_kept_up_is_minor() -> None:
    """Once it may be a slip of either side."""
    assert rules(found("Skarrow froze.", "Skaro froze.")) == [("names.changed", "neutral")]
    assert rules(found("Skarrow froze.\nI love Skarrow.", "Skaro froze.\nI love Skaro.")) == [("names.changed", "minor")]


def test_names_of_the_glossary_are_left_to_the_terms() -> None:
    """One check tells a thing."""
    text = "We met people of Moonshot AI.", "We met people of DeepSeek."
    assert rules(found(*text)) and not rules(found(*text, glossary=read.glossary(None)))


def test_languages_without_capitals_for_names_alone_are_left_alone() -> None:
    """In German every noun has one."""
    assert not found("Der Hafen in Aarhus.", "The port in Bergen.", "de", "en")


@given(st.text("IVXa.’'- A\n中国·1", max_size=40))
def test_nothing_breaks_on_odd_text(text: str) -> None:
    """Any text can be read for its names."""
    assert all(folded(word.text) == word.key for word in words(text))
    across.left(text, text, True)
