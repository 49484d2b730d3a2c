"""Number words into values: *two and a half million*, *nineteen eighty-four*, *three-quarters*, *hundreds of thousands*."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from align.find.figures import Kind

Facts = Mapping[str, Mapping[str, int]]

LARGEST = 10**15  # from here on nobody goes on: hundreds of thousands of millions


class Reading(NamedTuple):
    """What words are worth as a number; the fields are those of `Number`."""

    value: Fraction
    kind: Kind = "plain"
    also: tuple[Fraction, ...] = ()
    loose: bool = False


def values(words: Sequence[str], facts: Facts) -> Iterator[tuple[int, int, Reading]]:
    """The numbers in a run of lower-case words: the first and the last word of each, and what they are worth.

    >>> from align.language.tables import table
    >>> words = "ten two million and a dozen".split()
    >>> [(first, last, int(reading.value)) for first, last, reading in values(words, table("en").numbers)]
    [(0, 0, 10), (1, 2, 2000000), (5, 5, 12)]
    """
    at = 0
    while at < len(words):
        stop, reading = _next(words, at, facts)
        if reading:
            yield at, stop - 1, reading
        at = max(stop, at + 1)


def _next(words: Sequence[str], at: int, facts: Facts) -> tuple[int, Reading | None]:
    word, follows = words[at], words[at + 1] if at + 1 < len(words) else ""
    if word in facts["many"]:
        return _many(words, at, facts)
    if word in ("a", "an"):
        if follows in facts["parts"] and follows != "second":
            whole = Fraction(facts["parts"][follows])  # a third of them, or a third party
            return at + 2, Reading(1 / whole, also=(whole,) if follows in facts["ordinals"] else (), loose=follows == "half")
        if follows not in facts["scales"]:
            return at + 1, None
        stop, value, _ = _cardinal(words, at + 1, facts)
        return stop, Reading(value)
    if word == "half":
        return _half(words, at, facts)
    if word in facts["ordinals"]:
        stop = at + 2 if follows in ("quarter", "quarters", "century") else at + 1
        value = Fraction(facts["ordinals"][word])
        part = (1 / value,) if word in facts["parts"] and value > 2 else ()  # the remaining tenth
        return stop, Reading(value, "ordinal", part, loose=word in facts["loose"])
    if word in facts["loose"] and word not in facts["words"]:
        return at + 1, Reading(Fraction(facts["loose"][word]), loose=True)
    if word in facts["spans"]:
        return at + 1, Reading(Fraction(facts["spans"][word]), "vague" if word.endswith("s") else "plain", loose=True)
    if word in facts["words"] or word in facts["scales"]:
        return _counted(words, at, facts)
    return at + 1, None


def _counted(words: Sequence[str], at: int, facts: Facts) -> tuple[int, Reading]:
    stop, value, year = _cardinal(words, at, facts)
    last, follows = words[stop - 1], words[stop] if stop < len(words) else ""
    if year:
        return stop, Reading(value, "year")
    if words[stop : stop + 3] == ["and", "a", "half"]:
        stop, value = stop + 3, value + Fraction(1, 2)
        if stop < len(words) and words[stop] in facts["scales"]:
            stop, value = stop + 1, value * facts["scales"][words[stop]]
        return stop, Reading(value)
    if follows in facts["parts"] and value < 100 and (follows.endswith("s") or value == 1) and follows != "second":
        if follows == "quarters" and value != 3:
            return stop, Reading(value, also=(value / 4,))  # of a year, as a rule
        return stop + 1, Reading(value / facts["parts"][follows])
    if follows in facts["ordinals"] and (last in facts["scales"] or (value % 10 == 0 and facts["ordinals"][follows] < 10)):
        return stop + 1, Reading(value + facts["ordinals"][follows], "ordinal")
    if follows in facts["spans"]:
        return stop + 1, Reading(value * facts["spans"][follows], also=(value,))
    lone = stop == at + 1
    return stop, Reading(value, loose=lone and (last in facts["loose"] or last in facts["scales"] or value == 0))


def _cardinal(words: Sequence[str], at: int, facts: Facts) -> tuple[int, Fraction, bool]:
    """Where a cardinal number ends, what it is worth, and whether it is a year read in two halves (*nineteen eighty-four*)."""
    total, section, before, year, stop = 0, 0, "", False, at
    while stop < len(words):
        word = words[stop]
        if word == "and" and before in facts["scales"] and words[stop + 1 : stop + 2] and words[stop + 1] in facts["words"]:
            stop += 1
            continue
        value = facts["words"].get(word)
        if value is not None:
            if before in facts["words"]:
                if section % 100 >= 20 and section % 10 == 0 and 0 < value < 10:
                    pass
                elif not total and not year and 11 <= section <= 20 and value >= 10:
                    section, year = section * 100, True
                else:
                    break
            section += value
        elif facts["scales"].get(word) == 100:
            if section >= 100:
                break
            section = (section or 1) * 100
        elif word in facts["scales"]:
            total, section = total + (section or 1) * facts["scales"][word], 0
        else:
            break
        before, stop = word, stop + 1
    return stop, Fraction(total + section), year


def _many(words: Sequence[str], at: int, facts: Facts) -> tuple[int, Reading]:
    value, stop = facts["many"][words[at]], at + 1
    while words[stop : stop + 1] == ["of"] and stop + 1 < len(words) and words[stop + 1] in facts["many"] and value < LARGEST:
        value, stop = value * facts["many"][words[stop + 1]], stop + 2
    return stop, Reading(Fraction(value), "vague")


def _half(words: Sequence[str], at: int, facts: Facts) -> tuple[int, Reading]:
    after = at + 2 if words[at + 1 : at + 2] in (["a"], ["an"]) else at + 1
    if after < len(words) and (words[after] in facts["scales"] or words[after] in facts["spans"]):
        whole = facts["scales"].get(words[after]) or facts["spans"][words[after]]
        return after + 1, Reading(Fraction(whole, 2), also=(Fraction(1, 2),), loose=words[after] in facts["spans"])
    return at + 1, Reading(Fraction(1, 2), loose=True)
