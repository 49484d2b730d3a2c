"""Numbers beside numbers: what they count, what bounds them, and how other languages write them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.check import numbers
from align.check.examples import Example
from align.find.measures import apart, same_amount
from align.find.numbers import numbers as read
from align.model import Finding, Glossary


def found(original: str, translation: str, tags: tuple[str, str] = ("en", "zh-CN")) -> list[Finding]:
    alignment = Example("", original, translation, *tags, True, "").alignment
    return [finding for finding in numbers.findings(alignment, Glossary()) if finding.severity != "neutral"]


def rules(original: str, translation: str, tags: tuple[str, str] = ("en", "zh-CN")) -> list[str]:
    return [finding.rule for finding in found(original, translation, tags)]


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("$10 billion", "100亿美元"),
        ("US$10 billion", "100億美金"),
        ("RMB 3 million", "人民币300万元"),
        ("300 Hong Kong dollars", "港币300元"),
        ("€5 or £6", "5欧元或6英镑"),
        ("4 euro cents a kilowatt-hour", "每度电4欧分"),
        ("2 kilometres, or 1.2 miles", "2公里，即1.2英里"),
        ("140 kilometres per hour", "时速140公里"),
        ("a 7 nm chip with 80 GB", "7纳米芯片，80GB"),
        ("500 square metres", "500平方米"),
        ("100 acres", "600多亩"),
        ("25 degrees Celsius", "25摄氏度"),
        ("rose by 2 percentage points to 5%", "上升2个百分点，达到5%"),
        ("sixty percent, and the remaining tenth", "六成，剩下的一成"),
        ("Q3 of 2024", "2024年第三季度"),
        ("in the first half of 2024", "2024年上半年"),
        ("in 2024", "民國113年"),
        ("the nineteenth century, or the 1800s", "19世纪"),
        ("in the late nineties", "90年代末"),
        ("at a quarter past six on Sunday", "星期天六点一刻"),
        ("1.5m people", "150万人"),
        ("10^18 bytes, a quintillion", "10¹⁸字节"),
        ("2 crore rupees", "2000万卢比"),
        ("175 million", "1 亿 7 千 5 百万"),
        ("one in seven", "七分之一"),
        ("three out of ten", "十人中有三人"),
        ("18 months", "一年半"),
        ("no more than 40", "不要超过40"),
        ("none for more than four hours", "不超过四小时"),
        ("in the past 14 days", "最近14天内"),
        ("0.32 yuan", "三毛二"),
        ("290 000 to 1 650 000 deaths", "29万至165万人死亡"),
        ("two quarters, and three quarters of it", "两个季度，占四分之三"),
        ("26.4 to 31.7 kilobases", "2.64至3.17万个碱基"),
        ("$5-10 million", "500万至1000万美元"),
        ("25 basis points", "0.25个百分点"),
        ("25 bps", "25个基点"),
        ("-22°F", "-30°C"),
        ("0°F", "-18°C"),
        ("14°F", "-10°C"),
    ],
)
def test_the_same_amount_is_left_alone_in_both_directions(english: str, chinese: str) -> None:
    """Whatever its unit, bound, calendar or script."""
    for tag in ("zh-CN", "zh-TW"):
        assert rules(f"It was {english}.", f"它是{chinese}。", ("en", tag)) == []
        assert rules(f"它是{chinese}。", f"It was {english}.", (tag, "en")) == []


@pytest.mark.parametrize(
    ("english", "chinese", "rule"),
    [
        ("$10 billion", "100亿元", "numbers.unit"),
        ("10 million yen", "1000万元", "numbers.unit"),
        ("€5", "5英镑", "numbers.unit"),
        ("3 miles", "3公里", "numbers.unit"),
        ("80 GB", "80TB", "numbers.unit"),
        ("5 nanometres", "5微米", "numbers.unit"),
        ("four weeks", "四年", "numbers.unit"),
        ("40 degrees Fahrenheit", "40摄氏度", "numbers.unit"),
        ("100 acres", "100亩", "numbers.unit"),
        ("by 2 percentage points", "2%", "numbers.unit"),
        ("5 GW", "500千瓦", "numbers.changed"),
        ("2 miles", "5公里", "numbers.changed"),
        ("on Tuesday", "周三", "numbers.changed"),
        ("in Q3", "第二季度", "numbers.changed"),
        ("25 basis points", "0.5个百分点", "numbers.changed"),
        ("in 2024", "民國112年", "numbers.changed"),
        ("the 19th century", "18世纪", "numbers.changed"),
        ("in the nineties", "80年代", "numbers.changed"),
        ("one in seven", "八分之一", "numbers.changed"),
        ("sixty percent", "五成", "numbers.changed"),
        ("10^18", "10^15", "numbers.changed"),
        ("over 100", "近100", "numbers.bound"),
        ("at most 30 people", "三十多人", "numbers.bound"),
        ("less than 60%", "60%以上", "numbers.bound"),
    ],
)
def test_another_amount_is_found_in_both_directions(english: str, chinese: str, rule: str) -> None:
    """By the rule that says what is wrong with it."""
    assert rules(f"It was {english}.", f"它是{chinese}。") == [rule]
    assert rules(f"它是{chinese}。", f"It was {english}.", ("zh-CN", "en")) == [rule]


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("de", "Am 20.5.2024 kostete es 1.200.000 Euro, also 1,2 Millionen oder 3,5 %."),
        ("fr", "Le 20 5 2024, il coûtait 1 200 000 euros, soit 1,2 million ou 3,5 %."),
        ("es", "El 20 5 2024 costaba 1.200.000 euros, es decir 1,2 millones o el 3,5 %."),
        ("ru", "20.5.2024 это стоило 1 200 000 евро, то есть 1,2 млн или 3,5 %."),
        ("ja", "2024年5月20日に120万ユーロ、つまり120万、3.5%だった。"),
        ("ko", "2024년 5월 20일에 120만 유로, 즉 120만, 3.5%였다."),
        ("ar", "في ٢٠ ٥ ٢٠٢٤ كلف ١٬٢٠٠٬٠٠٠ يورو أي ١٫٢ مليون أو ٣٫٥٪"),
        ("pt", "A 20 5 2024 custava 1.200.000 euros, ou seja 1,2 milhões ou 3,5%."),
    ],
)
def test_other_languages_write_numbers_in_their_own_way(tag: str, text: str) -> None:
    """And are left alone beside English and Chinese that say the same."""
    english = "On 20 May 2024 it cost 1,200,000 euros, that is 1.2 million or 3.5%."
    chinese = "2024年5月20日，它花了120万欧元，也就是120万，或3.5%。"
    assert found(english, text, ("en", tag)) == []
    assert found(text, chinese, (tag, "zh-CN")) == []


@pytest.mark.parametrize(
    ("tag", "text"),
    [("ja", "10億円"), ("ko", "10억 원"), ("de", "10 Mrd. Euro"), ("ar", "١٠ مليار")],
)
def test_another_number_is_found_in_other_languages_too(tag: str, text: str) -> None:
    """Where a scale stands behind a figure, only the figure can be compared."""
    assert rules("It was 17 billion.", text, ("en", tag)) == ["numbers.changed"]


def test_a_dollar_is_at_home_where_the_text_is() -> None:
    """A bare one may be of Taiwan or Hong Kong; one that says that it is American is not."""
    assert rules("It costs $200.", "要價200元。", ("en", "zh-TW")) == []
    assert rules("It costs $200.", "售價200元。", ("en", "zh-HK")) == []
    assert rules("It costs US$200.", "要價200元。", ("en", "zh-TW")) == ["numbers.unit"]


def test_a_conversion_is_as_exact_as_it_says() -> None:
    """Two miles are three kilometres, or 3.2; not four."""
    assert rules("It is 2 miles long.", "它长3公里。") == rules("It is 2 miles long.", "它长3.2公里。") == []
    assert rules("It is 2 miles long.", "它长4公里。") == ["numbers.changed"]


def test_a_page_may_have_its_own_date() -> None:
    """It is not the author's."""
    assert found("Published on April 9, 2026", "Published on May 10, 2026", ("en", "en-GB")) == []


def test_numbers_past_all_counting_are_told_by_their_powers() -> None:
    """Whatever their size, a finding can say what they are."""
    (finding,) = found("It has 2.5 x 10^999 atoms.", "它有2.5×10^998个原子。")
    assert "2.5×10^999" in finding.message and finding.severity == "critical"
    assert [str(number) for number in read("one hundred and " * 9 + "a million " * 9, "en")]


def test_heaps_of_numbers_are_not_weighed() -> None:
    """Nor do they take long."""
    start = time.process_time()
    assert found("1, 2, 3, " * 2_000, "4、5、6、" * 2_000) == []
    assert time.process_time() - start < 5


@given(st.integers(1, 10**6), st.sampled_from(["km", "miles", "kg", "pounds", "dollars", "weeks", "GB", "%"]))
def test_a_text_counts_what_it_counts(value: int, unit: str) -> None:
    """Beside itself nothing is apart, and whatever is the same amount is so from both sides."""
    (one,), (other,) = read(f"{value} {unit}", "en"), read(f"{value + 1} {unit}", "en")
    assert one.units and not apart(one, one)
    assert apart(one, other) == apart(other, one) and same_amount(one, other) == same_amount(other, one)


@pytest.mark.parametrize("piece", ["5 to ", "$5 ", "one in ", "1亿 ", "10^", "不超过", "over ", "3毛", "民国", "周", "5 km ", "٥٫"])
@pytest.mark.parametrize("tag", ["en", "zh", "de", "ja", "ko", "ar"])
def test_no_row_of_numbers_takes_long(piece: str, tag: str) -> None:
    """Twice the text takes about twice the time; the bound is a hundred times what is usual."""
    start = time.process_time()
    read(piece * (20_000 // len(piece)), tag)
    assert time.process_time() - start < 5
