"""What is remembered: a result for the very object that it was made of, and for texts and numbers that say the same."""

from dataclasses import dataclass

import pytest

from align.remembered import remembered


@dataclass(frozen=True)
class Large:
    text: str

    def __eq__(self, other: object) -> bool:
        raise AssertionError("large values are never compared")


def test_a_large_value_is_known_again_by_being_itself_and_is_never_compared():
    asked = []

    @remembered(4)
    def length(value: Large, times: int) -> int:
        asked.append(value)
        return len(value.text) * times

    one, two = Large("salt"), Large("salt")
    assert [length(one, 2), length(one, 2), length(two, 2)] == [8, 8, 8]
    assert [value is one for value in asked] == [True, False]


def test_texts_and_numbers_are_known_by_what_they_say():
    asked = []

    @remembered(4)
    def joined(words: tuple[str, ...]) -> str:
        asked.append(words)
        return " ".join(words)

    assert joined(("salt", "fish")) == joined(tuple("salt fish".split())) == "salt fish"
    assert len(asked) == 1


def test_what_was_asked_longest_ago_is_forgotten():
    asked = []

    @remembered(1)
    def same(number: int) -> int:
        asked.append(number)
        return number

    assert [same(1), same(2), same(1)] == [1, 2, 1]
    assert asked == [1, 2, 1]


def test_what_is_given_by_name_is_refused_and_never_passed_over():
    """What is remembered is known by the order in which it was given."""

    @remembered(1)
    def same(number: int = 0) -> int:
        return number

    with pytest.raises(TypeError, match="number"):
        same(number=1)
