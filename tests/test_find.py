"""What is found in one text: numbers by value, names, links, and the words that give furniture away."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align import find
from align.find import spaced
from align.find.figures import worth, written
from align.find.links import links, references
from align.language import table
from align.language.tables import Table, cues, fold
from align.model import Document, Mark, Span

CHARACTERS = "0123456789.,:/-%$ 一二三百千万亿点第年月日分之成半几多ABKMabkmosn'\"（【"


def values(text: str, language: str) -> list[str]:
    return [str(number) for number in find.numbers(text, language) if not number.loose]


@pytest.mark.parametrize(
    ("english", "chinese", "said"),
    [
        ("one billion, or 1,000,000,000", "十亿，即10亿", ["1,000,000,000", "1,000,000,000"]),
        ("$10M+ a year", "每年超过1000万美元", ["10,000,000"]),
        ("over $10 million", "1,000万美元以上", ["10,000,000"]),
        ("1.5bn in two and a half years", "两年半内15亿", ["1,500,000,000", "2.5"]),
        ("3-9 months", "三到九个月", ["3", "9"]),
        ("from 0 to 1", "从0到1", ["0", "1"]),
        ("70 percent", "七成", ["70%"]),
        ("35%", "三成五", ["35%"]),
        ("5.3 per cent", "百分之五点三", ["5.3%"]),
        ("2 percentage points", "2个百分点", ["2%"]),
        ("two-thirds", "三分之二", ["2/3"]),
        ("March 5, 2021", "2021年3月5日", ["2021", "3", "5"]),
        ("2021-03-05", "二〇二一年三月五日", ["2021", "3", "5"]),
        ("the 1980s", "20世纪80年代", ["1980"]),
        ("the twenty-first", "第二十一", ["21"]),
        ("two hundred and five people", "二百零五人", ["205"]),
        ("twelve thousand", "一万二", ["12,000"]),
        ("150 million", "1亿5000万", ["150,000,000"]),
        ("at 3:30 pm", "下午3点半", ["3:30"]),
        ("hundreds of millions", "数亿", ["100,000,000"]),
        ("tens of thousands", "上万", ["10,000"]),
        ("85%", "８５％", ["85%"]),
        ("three or four hundred", "三四百人", ["300", "400"]),
    ],
)
def test_a_number_has_one_value_in_both_languages(english: str, chinese: str, said: list[str]) -> None:
    """Figures or words, 万 or million: what counts is what it is worth."""
    ours, theirs = find.numbers(english, "en"), find.numbers(chinese, "zh-CN")
    worths = {Fraction(value) for number in theirs for value in number.readings}
    assert sorted(values(chinese, "zh-CN")) == sorted(said)
    assert all(not worths.isdisjoint(number.readings) for number in ours)
    assert len(ours) == len(said)


@pytest.mark.parametrize("text", ["10億", "10亿", "十億", "１０億"])
def test_both_chinese_scripts_are_read(text: str) -> None:
    """Full-width figures too."""
    assert values(text, "zh-TW") == ["1,000,000,000"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("一些人一直统一，万一呢？三明治十分好吃，千万不要", "zh"),
        ("周三，张三在四川", "zh"),
        ("one of them, and no one else", "en"),
        ("First, it rains.", "en"),
        ("2. It rains", "en"),
        ("第一，下雨。", "zh"),
        ("Those who may march", "en"),
        ("see https://example.org/2021/05 or mail 7@example.org", "en"),
    ],
)
def test_what_is_no_number_is_left_alone(text: str, language: str) -> None:
    """Sayings, pronouns, points of a list, names, addresses."""
    assert values(text, language) == []


@pytest.mark.parametrize("text", ["GPT-4", "H100", "Qwen2.5", "01.ai", "COVID-19", "G20", "5G", "3.5.1"])
@pytest.mark.parametrize("language", ["en", "zh", "de"])
def test_a_figure_in_a_name_is_part_of_the_name(text: str, language: str) -> None:
    """In any language, and the name is found whole."""
    (number,) = find.numbers(f"的{text}，" if language == "zh" else f"the {text} is", language)
    assert (number.kind, number.text) == ("name", text)


def test_the_ends_of_a_range_share_what_is_said_once() -> None:
    """5 to 6 million may be five million; 10 to 15 percent begins with ten percent."""
    five, six = find.numbers("5 to 6 million", "en")
    ten, _ = find.numbers("10-15%", "en")
    assert 5_000_000 in five.readings and six.value == 6_000_000 and Fraction(1, 10) in ten.readings


def test_a_number_knows_its_bound() -> None:
    """Over, under, or about."""
    bounds = [number.bound for number in find.numbers("over 20, nearly 30, about 40, 50", "en")]
    assert bounds == ["over", "under", "near", ""]
    assert [number.bound for number in find.numbers("超过20人，近30人，约40人，50余人，60人", "zh")] == [
        "over",
        "under",
        "near",
        "over",
        "",
    ]


def test_other_languages_put_the_comma_before_decimals() -> None:
    """And group with points or spaces; a scale that we cannot read is allowed for."""
    assert [number.value for number in find.numbers("51,84 Jahre, 1.200 Euro", "de")] == [Fraction(5184, 100), 1200]
    assert Fraction(104_800_000_000) in find.numbers("104,8 milliards", "fr")[0].readings


def test_large_numbers_are_exact() -> None:
    """Past 10^15, and past what a float could tell apart."""
    one, two = find.numbers("12345678901234567890 and 12345678901234567891", "en")
    assert two.value - one.value == 1
    assert find.numbers("9" * 5000, "en")


@given(st.text(CHARACTERS, max_size=60), st.sampled_from(["en", "zh-CN", "de"]))
def test_a_number_stands_where_it_says(text: str, language: str) -> None:
    """Its text is the text at its place, and its readings are finite and not negative."""
    found = find.numbers(text, language)
    assert all(number.span.of(text) == number.text and number.text for number in found)
    assert all(value >= 0 for number in found for value in number.readings)
    assert [number.span.start for number in found] == sorted(number.span.start for number in found)


@given(st.integers(0, 10**18))
def test_a_figure_is_worth_what_it_is_written_as(value: int) -> None:
    """Grouping marks or none."""
    assert worth(written(Fraction(value))) == value == worth(str(value))


@pytest.mark.parametrize(
    "text",
    [
        "百",
        "1",
        "1,",
        "one ",
        "three and ",
        "十分之",
        "1/2/",
        "万1",
        "99:",
        "一点",
        "第",
        "several thousand ",
        "a-",
        "A",
        "icon ",
        "[1] ",
    ],
)
@pytest.mark.parametrize("language", ["en", "zh", "de"])
def test_no_text_takes_long(text: str, language: str) -> None:
    """Twice the text takes about twice the time; the bound is a hundred times what is usual."""
    start = time.process_time()
    find.numbers(text * (20_000 // len(text)), language)
    find.furniture(text * (20_000 // len(text)))
    find.names(text * (20_000 // len(text)))
    assert time.process_time() - start < 5


# ---- furniture


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("AI summary iconSummary", "ui"),
        ("Share IconShare IconCopy", "ui"),
        ("5 min read · 3 comments", "ui"),
        ("211", "ui"),
        ("分享　收藏　评论 12", "ui"),
        ("相关阅读", "ui"),
        ("TL;DR: it moved", "summary"),
        ("【AI摘要】", "summary"),
        ("EDITOR’S NOTE: it moved", "note"),
        ("編者按：搬家了", "note"),
        ("（譯者註：在城東）", "translator-note"),
        ("Below is the original text", "lead-in"),
        ("以下為譯文：", "lead-in"),
        ("By Ann Example", "credit"),
        ("文｜小明", "credit"),
        ("责任编辑：小红", "credit"),
        ("Ann Example, May 7, 2026", "credit"),
        ("2026年5月7日 10:30", "date"),
        ("3 hours ago", "date"),
        ("歡迎加入官方社群", "promo"),
        ("Subscribe to our newsletter for more.", "promo"),
        ("版权声明：本文", "disclaimer"),
        ("It does not constitute investment advice.", "disclaimer"),
        ("[原文鏈接]", "source-link"),
        ("Originally published at example.org", "source-link"),
    ],
)
def test_a_line_is_given_away_by_its_words(line: str, role: str) -> None:
    """In both Chinese scripts, in any case, with curly quotes or straight ones."""
    sign = find.furniture(line)
    assert sign and sign.role == role


@pytest.mark.parametrize(
    "line",
    [
        "The lab moved to another street.",
        "By then they had left for the summer.",
        "The AI race in 2026",
        "No.",
        "他们分享了新的办法。",
        "实验室搬到了城东。",
        "Editors of the magazine met in May.",
    ],
)
def test_a_sentence_of_an_article_gives_nothing_away(line: str) -> None:
    """Though it may have a word of the page's."""
    assert find.furniture(line) is None


def test_a_label_opens_what_follows_it() -> None:
    """Buttons may hide one: their icons were copied as words."""
    signs = (find.furniture("Editor's note:"), find.furniture("AI summary iconSummary"), find.furniture("Share"))
    assert [sign.opens if sign else None for sign in signs] == ["note", "summary", ""]


def test_cues_are_written_in_the_dress_in_which_texts_are_compared() -> None:
    """A cue in capitals or with a curly quote would never be found; and none stands twice in one place."""
    assert all(cue.words == fold(cue.words).lower() == " ".join(cue.words.split(" ")) for cue in cues())
    stood = [(cue.place, cue.words) for cue in cues()]
    assert len(set(stood)) == len(stood)


# ---- names, denials, links


def test_a_word_that_only_opens_a_sentence_is_no_name() -> None:
    """But a name there is one by its second word, or by a capital within."""
    assert [name.text for name in find.names("Rising rents hit OpenLab. Ann Example left. Rents fell in Bern.")] == [
        "OpenLab",
        "Ann Example",
        "Bern",
    ]


@pytest.mark.parametrize(
    ("text", "language", "denies"),
    [("It doesn’t rain.", "en", True), ("It knots.", "en", False), ("并没有下雨。", "zh", True), ("不仅下雨。", "zh", False)],
)
def test_a_denial_is_told_by_its_small_words(text: str, language: str, denies: bool) -> None:
    """不 alone stands in too many words that deny nothing."""
    assert find.denies(text, language) == denies


def test_a_reference_to_a_note_is_no_link() -> None:
    """It leads to a place on its own page."""
    text = "See this1 and that."
    marks = (Mark("link", Span(4, 8), "https://example.org"), Mark("link", Span(8, 9), "https://example.org/post#footnote-1"))
    document = Document("", "en", text, (), (), marks)
    whole = Span(0, len(text))
    assert ([*links(document, whole)], [*references(document, whole)]) == ([marks[0]], [marks[1]])


# ---- the tables


@pytest.mark.parametrize("tag", ["en", "zh"])
def test_a_table_has_facts_of_each_kind(tag: str) -> None:
    """Numbers, small words and furniture."""
    facts = table(tag)
    assert facts.numbers and facts.lists["negation"] and {cue.role for cue in facts.cues} >= {"note", "ui", "disclaimer"}


@pytest.mark.parametrize("tag", ["de", "xx-YY", "", "../en"])
def test_a_language_without_a_table_gets_an_empty_one(tag: str) -> None:
    """No name of a language leads out of the folder."""
    facts = table(tag)
    assert not facts.numbers and not facts.lists and not facts.cues


@given(st.text())
def test_folding_moves_nothing(text: str) -> None:
    """One character for one, and folding twice is folding once."""
    plain = fold(text)
    assert len(plain) == len(text)
    assert fold(plain) == plain


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fünf Gläser", ["5"]),
        ("Fünf Millionen", ["5,000,000"]),
        ("3 milhões", ["3,000,000"]),
        ("três milhões", ["3,000,000"]),
        ("2,5 MILHÕES", ["2,500,000"]),
        ("elffünf, fünfzé", []),
        ("le 3 mai, le 5 Août", ["3", "5", "5", "8"]),
        ("sábado, lunes, Sábados", ["Saturday", "Monday", "Saturday"]),
        ("5 mn", ["5"]),  # minutes, where the table has no such short form
    ],
)
def test_a_table_is_read_in_all_its_letters(text: str, said: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    facts = {
        "words": {"fünf": 5, "três": 3}, "scales": {"millionen": 10**6, "milhões": 10**6}, "months": {"mai": 5, "août": 8},
        "weekdays": {"sábado": 6, "lunes": 1},
        **{part: {} for part in ("suffixes", "spans", "ordinals", "parts", "loose", "many", "decades")},
    }  # fmt: skip
    monkeypatch.setattr(spaced, "table", lambda tag: Table(tag, facts))
    assert [str(number) for number in spaced.read(text, "qaa")] == said


@pytest.mark.parametrize("text", ["5 mn Euro", "3 tn", "the 5 bn"])
def test_a_language_without_a_table_has_no_short_scales(text: str) -> None:
    assert [number.text for number in find.numbers(text, "fr")] == [text.removeprefix("the ").split()[0]]


def test_english_may_march_without_a_capital() -> None:
    assert [number.text for number in find.numbers("They may march in May, and on 3 march on.", "en")] == ["May", "3"]
