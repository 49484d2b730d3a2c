"""Quotation marks: what stands in them, in any tradition, and what only looks like one."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.find.quotes import DEEPEST, quotes
from align.find.speakers import held, speaker, told

MARKS = "“”„‟‘’‚\"＂'«»‹›「」『』﹁﹂﹃﹄《》〈〉〝〞`"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("They call it “the lake”.", ["the lake"]),
        ("They call it \"the lake\", and the cat 'the clerk'.", ["the lake", "the clerk"]),
        ("Sie nennen es „den See“ und »die Stube«.", ["den See", "die Stube"]),
        ("Ils l’appellent « le lac ».", ["le lac"]),
        ("De kallar det ”sjön”.", ["sjön"]),
        ("他们管它叫“湖”，书名是《夜班》。", ["湖", "夜班"]),
        ("他們管它叫「湖」，說：『好』。", ["湖", "好"]),
        ("他们管它叫”湖“。", ["湖"]),
        ("the ''lake'' and the ``pool''", ["lake", "pool"]),
        ("“We call it ‘the lake’,” she said.", ["We call it ‘the lake’,", "the lake"]),
        ("他说 “ 我们等 ” 。", ["我们等"]),
    ],
)
def test_the_marks_of_every_tradition_are_known(text: str, said: list[str]) -> None:
    """English, German, French, Swedish, both Chinas, hasty Chinese, TeX, one within another, and with blanks inside."""
    assert [quote.text for quote in quotes(text)] == said
    assert all(quote.whole for quote in quotes(text))


@pytest.mark.parametrize(
    "text", ["It’s the guards’ rock 'n' roll.", "Don't, in the '90s.", "He is 5'10\" tall.", 'A 15" screen', "“”", "' '"]
)
def test_apostrophes_and_inches_are_no_quotation_marks(text: str) -> None:
    assert [quote.text for quote in quotes(text) if quote.text != "n"] == []


@pytest.mark.parametrize(
    "text", ["“We wait for the ferry.", "We wait for the ferry.”", '"We wait for the ferry.', 'We wait for the ferry. "']
)
def test_a_mark_without_its_fellow_opens_or_closes_the_text(text: str) -> None:
    (quote,) = quotes(text)
    assert (quote.text, quote.whole, quote.speech) == ("We wait for the ferry.", False, True)


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        ("“It is good,” she said.", True),
        ("She said: “It is good.”", True),
        ("他说：“好。”", True),
        ("He told us “that the pool has been warm since the day the fans came”.", True),
        ("a culture of “speaking up.”", False),
        ("“Frontier” labs", False),
        ("“数据湖”是个玩笑。", False),
    ],
)
def test_a_speech_is_told_from_an_expression(text: str, speech: bool) -> None:
    """By its length, or by what leads up to it and how it ends; an American full stop alone makes no speech."""
    assert [quote.speech for quote in quotes(text)] == [speech]


def test_who_speaks_is_named_beside_the_words() -> None:
    for text, tag, name in (
        ("“It is good,” said Ada Hart. Ben nodded.", "en", "Ada Hart"),
        ("Ada said, “It is good.”", "en", "Ada"),
        ("“It is good,” she said.", "en", ""),
        ("Ada Hart 说：“好。”", "zh-CN", "Ada Hart"),
    ):
        (quote,) = quotes(text)
        assert speaker(text, quote, tag) == name
        assert told(text, quote, tag)


def test_so_called_words_are_held_at_arms_length() -> None:
    for text, tag, expected in (
        ("the so-called “lab”", "en", True),
        ("所谓的“实验室”", "zh", True),
        ("the “lab”, so-called", "en", False),
    ):
        (quote,) = quotes(text)
        assert held(text, quote, tag) is expected


@given(st.text(alphabet=MARKS + "ab 湖。,.5\n", max_size=80))
def test_a_quotation_stands_where_it_says(text: str) -> None:
    """Its places point at its words and at its marks, and the quotations stand in order."""
    found = quotes(text)
    assert all(quote.span.of(text) == quote.text and any(map(str.isalnum, quote.text)) for quote in found)
    assert all(quote.outer.start <= quote.span.start and quote.span.stop <= quote.outer.stop for quote in found)
    assert [quote.outer.start for quote in found] == sorted(quote.outer.start for quote in found)


@pytest.mark.parametrize("text", ["“a" * 20_000, "“a" * 20_000 + "”" * 20_000, "'a " * 30_000, '"a' * 30_000, "”“" * 30_000])
def test_no_nest_of_marks_takes_long(text: str) -> None:
    """Marks within marks are followed to a depth, so that the work grows with the text."""
    start = time.process_time()
    assert len(quotes(text)) <= len(text) and DEEPEST < 20
    assert time.process_time() - start < 3
