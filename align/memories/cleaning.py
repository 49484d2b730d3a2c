"""Entries in, what is of no use to a translator left out; in doubt an entry stays."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator
from statistics import median
from typing import NamedTuple

from align.entry import Entry, Wording
from align.language import base, detect
from align.memories.fate import Again, Fate
from align.memories.merging import merged
from align.memories.texts import UNSPACED, untranslated

# A text is judged by its language only where it is long enough, and the guess as good as certain.
_LONG_ENOUGH, _SURE = 40, 0.9  # characters, confidence
_SAMPLE = 300  # texts of a language, by which we see whether we can tell it from others at all
_TOLD_APART = 0.9  # of the sample
# Beside what is usual between the two languages of the memory: this many times as long, and by this many characters.
_TIMES, _BEYOND = 3.0, 60
_FEW = 20  # pairs: fewer show nothing that is usual


class _Usual(NamedTuple):
    """What is usual in a memory: the ratio of lengths by pairs of languages, and the languages that are told apart in it."""

    ratios: dict[tuple[str, str], float]
    known: set[str]


Rule = Callable[[Entry, _Usual], str]


def cleaned(again: Again, rules: Collection[str]) -> Iterator[Fate]:
    """Each entry in its order, and why it is left out, where it is; the rules are names in `RULES`."""
    usual = _usual(again)
    chosen = [RULES[name] for name in RULES if name in rules]
    sound = merged(again) if "duplicates" in rules else map(Fate, again())
    for fate in sound:
        yield fate if fate.dropped else fate._replace(dropped=next(filter(None, (rule(fate.entry, usual) for rule in chosen)), ""))


def _empty(entry: Entry, _: _Usual) -> str:
    filled = sum(bool(wording.text.strip() or wording.markup) for wording in entry.wordings)
    return "has no text in two languages" if filled < 2 else ""


def _untranslated(entry: Entry, _: _Usual) -> str:
    original = entry.original
    for translation in entry.translations:
        if base(translation.language) != base(original.language) and untranslated(original.text, translation.text):
            return f"is not translated into {translation.language}"
    return ""


def _other_language(entry: Entry, usual: _Usual) -> str:
    for wording in entry.wordings:
        found = _spoken(wording) if base(wording.language) in usual.known else ""
        if found not in ("", base(wording.language)):
            return f"is in {found}, not in {wording.language}"
    return ""


def _length(entry: Entry, usual: _Usual) -> str:
    original = entry.original
    for translation in entry.translations:
        ratio = usual.ratios.get((original.language, translation.language))
        if ratio and original.text.strip() and translation.text.strip():
            expected, length = len(original.text) * ratio, len(translation.text)
            times = length / expected
            if max(times, 1 / times) > _TIMES and abs(length - expected) > _BEYOND * max(ratio, 1):
                return f"is {times:.1f} times as long in {translation.language} as is usual in this memory"
    return ""


def _usual(again: Again) -> _Usual:
    """What is usual, from one reading."""
    ratios: dict[tuple[str, str], list[float]] = {}
    told: dict[str, list[bool]] = {}
    for entry in again():
        original = entry.original
        for translation in entry.translations:
            if original.text.strip() and translation.text.strip():
                logs = ratios.setdefault((original.language, translation.language), [])
                logs.append(math.log(len(translation.text) / len(original.text)))
        for wording in entry.wordings:
            of_its_own = told.setdefault(base(wording.language), [])
            if len(of_its_own) < _SAMPLE and (found := _spoken(wording)):
                of_its_own.append(found == base(wording.language))
    return _Usual(
        {pair: math.exp(median(logs)) for pair, logs in ratios.items() if len(logs) >= _FEW},
        {tag for tag, right in told.items() if right and sum(right) >= _TOLD_APART * len(right)},
    )


def _spoken(wording: Wording) -> str:
    """The language that a text is surely in; nothing, where it is too short or that is not sure."""
    if len(wording.text) < _LONG_ENOUGH and len(UNSPACED.findall(wording.text)) < _LONG_ENOUGH // 3:
        return ""
    guess = detect(wording.text)
    return base(guess.tag) if guess.confidence >= _SURE else ""


def _never(_: Entry, __: _Usual) -> str:
    return ""


# Doubles are told by `merged`, which sees all entries; the others by one entry and what is usual.
RULES: dict[str, Rule] = {
    "duplicates": _never,
    "empty": _empty,
    "untranslated": _untranslated,
    "language": _other_language,
    "length": _length,
}
