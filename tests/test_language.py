"""Which language a text is in, and what its tag is called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align import language

SPOKEN = {
    "en": "The fan stopped in the night, and nobody in the house knows why it did.",
    "zh-CN": "风扇在夜里停了，屋子里没有人知道为什么。",
    "zh-TW": "風扇在夜裡停了，屋子裡沒有人知道為什麼。",
    "ja": "扇風機は夜のうちに止まった。なぜか誰も知らない。",
    "ko": "선풍기가 밤에 멈추었다. 집 안의 아무도 이유를 모른다.",
    "de": "Der Ventilator blieb in der Nacht stehen, und niemand im Haus weiß warum.",
    "fr": "Le ventilateur s’est arrêté pendant la nuit et personne dans la maison ne sait pourquoi.",
    "es": "El ventilador se paró por la noche y nadie en la casa sabe por qué.",
    "ru": "Вентилятор остановился ночью, и никто в доме не знает почему.",
    "ar": "توقفت المروحة في الليل ولا أحد في البيت يعرف لماذا.",
    "el": "Ο ανεμιστήρας σταμάτησε τη νύχτα και κανείς δεν ξέρει γιατί.",
}


@pytest.mark.parametrize(("tag", "text"), SPOKEN.items())
def test_a_sentence_tells_its_language(tag: str, text: str) -> None:
    """Beyond doubt."""
    guess = language.detect(text)
    assert guess.tag == tag
    assert not guess.doubtful


@pytest.mark.parametrize("text", ["", "12,345 — 67%", "OK", "好", SPOKEN["en"] + SPOKEN["ru"]])
def test_too_little_and_two_languages_are_a_doubt(text: str) -> None:
    """A person should be asked."""
    assert language.detect(text).doubtful


def test_a_text_without_letters_has_no_language() -> None:
    """`und` is BCP-47's word for that."""
    assert language.detect("… 1 2 3 !") == language.Guess("und", 0.0)


def test_a_text_that_quotes_another_script_keeps_its_language() -> None:
    """Chinese articles are full of names in Latin letters, and some quote Japanese."""
    assert language.detect(SPOKEN["zh-CN"] * 3 + " Moonshot, Northwind, Kimi, の").tag == "zh-CN"
    assert language.detect(SPOKEN["en"] * 3 + " 风扇").tag == "en"


def test_chinese_in_shared_characters_is_chinese() -> None:
    """They do not say which script, and are taken for the commoner one without full belief."""
    guess = language.detect("中文文字大小不一，有大有小，全部都在此中。")
    assert guess.tag == "zh-CN"
    assert 0.5 <= guess.confidence < 1


WRITTEN = {tag: text * 5 for tag, text in SPOKEN.items()}


@pytest.mark.parametrize("tag", [*WRITTEN, "zh", "en-US-x-retrans", "sr", "yue", "sr-Latn", "und"])
def test_only_a_language_that_a_text_is_surely_not_in_is_doubted(tag: str) -> None:
    """Among languages that are told from each other all the others are, and none for which there is no telling."""
    told = tag in WRITTEN or tag in ("zh", "en-US-x-retrans")
    for spoken, text in WRITTEN.items():
        right = language.same(spoken, tag) and {spoken, tag} != {"zh-CN", "zh-TW"}
        assert language.instead(text, tag) == ("" if right or not told else spoken)


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("zh-CN", "Kimi K2, Moonshot AI, GitHub, OpenAI, Anthropic 与 DeepMind"),
        ("ja", "東京都知事選挙管理委員会発表資料"),
        ("de", "OpenAI, Anthropic, DeepMind"),
        ("nb", "Viften stoppet om natten, og ingen i huset vet hvorfor. " * 5),
        ("en", ""),
    ],
)
def test_names_short_lines_and_neighbours_are_no_reason_for_doubt(tag: str, text: str) -> None:
    assert language.instead(text, tag) == ""


def test_names_in_latin_letters_make_no_text_of_that_script() -> None:
    """A Chinese page may be full of them, and is no German one; a German one may quote a good deal of Chinese."""
    chinese, german = f"{SPOKEN['zh-CN']} Kimi, Moonshot. " * 9, SPOKEN["de"] * 9
    assert language.instead(chinese, "de") == language.instead(chinese, "pl") == "zh-CN"
    assert language.instead(chinese, "zh-CN") == language.instead(german + chinese[: len(german) // 4], "de") == ""


@given(st.text(max_size=60))
def test_a_guess_is_a_tag_and_a_probability(text: str) -> None:
    """For any text at all, and the same each time."""
    guess = language.detect(text)
    assert 0 <= guess.confidence <= 1
    assert guess == language.detect(text)


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        ("EN", "en"),
        ("zh_cn", "zh-CN"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("en-us-X-Retrans", "en-US-x-retrans"),
        (" es-419 ", "es-419"),
        ("yue", "yue"),
    ],
)
def test_tags_are_written_as_bcp_47_writes_them(typed: str, tag: str) -> None:
    """However they were typed, and once more."""
    assert language.canonical(typed) == tag
    assert language.canonical(tag) == tag


@pytest.mark.parametrize("typed", ["", "english", "cn", "jp", "e", "en-", "12", "zh-C N", "en--US"])
def test_what_is_no_tag_is_refused(typed: str) -> None:
    """`cn` is a country, and `english` a word."""
    with pytest.raises(ValueError, match="is no language tag"):
        language.canonical(typed)


@pytest.mark.parametrize(
    ("original", "translation", "tag"),
    [
        ("en", "en", "en-US-x-retrans"),
        ("en-GB", "en", "en-US-x-retrans"),
        ("en", "en-GB", "en-GB-x-retrans"),
        ("en-GB", "en-GB", "en-GB-x-retrans"),
        ("zh-CN", "zh-CN", "zh-CN-x-retrans"),
        ("zh", "zh-Hant", "zh-Hant-TW-x-retrans"),
        ("de", "de", "de-DE-x-retrans"),
        ("eo", "eo", "eo-001-x-retrans"),
        ("en", "en-x-mine", "en-x-mine"),
        ("en-US-x-retrans", "en", "en-US-x-retrans-2"),
        ("en-US", "en-GB", "en-GB"),
        ("zh-CN", "zh-TW", "zh-TW"),
        ("zh-CN", "en", "en"),
        ("en", "zh_cn", "zh-CN"),
    ],
)
def test_the_translations_tag_is_never_the_originals(original: str, translation: str, tag: str) -> None:
    """One language gets a region and a private subtag; two regions or two languages are apart already."""
    assert language.distinct(original, translation) == tag
    assert language.canonical(tag) == tag != language.canonical(original)


def test_languages_are_the_same_whatever_the_region() -> None:
    """The first part of a tag decides."""
    assert language.same("zh-CN", "ZH-tw")
    assert not language.same("no", "nl")
    assert language.base("zh_Hant_TW") == "zh"
