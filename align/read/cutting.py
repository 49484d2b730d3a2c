"""Rules in, a function out that finds where a text may be cut.

At every place of a text the first rule decides whose patterns both match, `before` up to the place and `after` from there on; where
no rule matches, there is no cut. Rules of a stranger may take for ever over a text; they are given a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import groupby

import regex

from align.errors import InputError, refuse

Cutter = Callable[[str], list[int]]

PATIENCE = 20.0  # seconds for one block; ours take thousandths


@dataclass(frozen=True, slots=True)
class Rule:
    """Whether to cut between two patterns."""

    cuts: bool
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """Named lists of rules, and which of them hold for which languages: patterns of tags, and names of lists, in order.

    With `cascade` the lists of all maps that match stand one behind the other; without it the first that matches stands alone.
    """

    lists: tuple[tuple[str, tuple[Rule, ...]], ...]
    maps: tuple[tuple[str, str], ...]
    cascade: bool = False
    ours: bool = False  # the rules that come with the tool, which other means may complete

    def of(self, language: str) -> tuple[Rule, ...]:
        """The rules for a language, in the order in which they are asked."""
        named = dict(self.lists)
        names = [name for pattern, name in self.maps if _speaks_of(pattern, language)]
        return tuple(rule for name in (names if self.cascade else names[:1]) for rule in named[name])

    def know(self, language: str) -> bool:
        """Whether a map speaks of this very language, not of every one."""
        return any(_speaks_of(pattern, language) and not _speaks_of(pattern, "und") for pattern, _ in self.maps)


@cache
def cutter(rules: tuple[Rule, ...]) -> Cutter:
    r"""A function from a text to the places, rising, where these rules cut it.

    >>> cutter((Rule(False, r"Dr\.", " "), Rule(True, r"\.", " ")))("Dr. No came. He left.")
    [12]
    """
    if not any(rule.cuts for rule in rules):
        return lambda text: []
    runs = [(cuts, _either(run)) for cuts, run in groupby(rules, lambda rule: rule.cuts)]
    candidates = _either(rule for rule in rules if rule.cuts)

    def places(text: str) -> list[int]:
        try:
            found = [match.start() for match in candidates.finditer(text, timeout=PATIENCE)]
            return [
                place
                for place in found
                if 0 < place < len(text) and next(cuts for cuts, run in runs if run.match(text, place, timeout=PATIENCE))
            ]
        except TimeoutError:
            raise _endless() from None

    return places


def _either(rules: Iterable[Rule]) -> regex.Pattern[str]:
    """One pattern that matches, empty, wherever one of the rules does."""
    return regex.compile("|".join(f"(?<=(?:{rule.before}))(?=(?:{rule.after}))" for rule in rules), regex.V1)


@cache
def _speaks_of(pattern: str, language: str) -> bool:
    # Some programs write tags in capitals, and the patterns of their files too.
    try:
        return bool(regex.compile(pattern, regex.V1 | regex.IGNORECASE).fullmatch(language, timeout=PATIENCE))
    except TimeoutError:
        raise _endless() from None


def _endless() -> InputError:
    how = "look for repeats of repeats in its patterns, such as (a+)+"
    return refuse("segmentation rules", f"a rule takes more than {PATIENCE:.0f} seconds over one passage", how)
