"""The nouns of deciding: a gesture is one thing that a person decided at one moment; what is decided is the last gesture of each.

Nothing is ever taken out: who thinks again makes another gesture.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from align.model import SEVERITIES, Severity

About = Literal["finding", "pair", "link"]

# What can be said of each, in the words of the record. `open` takes back what was said before.
VERDICTS: Mapping[About, tuple[str, ...]] = {
    "finding": ("accepted", "dismissed", "edited", "open"),
    "pair": ("confirmed", "doubtful", "open"),
    "link": ("linked", "open"),
}


@dataclass(frozen=True, slots=True)
class Gesture:
    """What a person decided about a finding or a pair, which is named by its fingerprint (see `align.fingerprints`).

    `severity` and `message` are those that stand for the finding's own, in an edit. `rule`, `original` and `translation` say what
    it was about, so that it can still be read when the article has changed. A link says that the sentences called `originals` and
    those called `translations` are a pair, whatever pairing found; one without the others has no partner.
    """

    about: About
    id: str
    verdict: str
    reason: str = ""
    severity: Severity | None = None
    message: str | None = None
    rule: str = ""
    original: str = ""
    translation: str = ""
    decided: str = ""  # when, as 2026-03-14T09:30:00Z; the store knows
    originals: tuple[str, ...] = ()  # fingerprints of sentences (`align.fingerprints.of_sentences`)
    translations: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.about not in VERDICTS:
            raise ValueError(f"one decides about a {' or a '.join(VERDICTS)}, and not about a {self.about}")
        if self.verdict not in VERDICTS[self.about]:
            raise ValueError(f"a {self.about} is {', '.join(VERDICTS[self.about])}, and not {self.verdict}")
        if (self.verdict == "linked") != bool(self.originals or self.translations):
            raise ValueError("a link names the sentences that it links, and nothing else does")
        if self.severity not in (None, *SEVERITIES):
            raise ValueError(f"a severity is {', '.join(SEVERITIES)}, and not {self.severity}")


@dataclass(frozen=True, slots=True)
class Decided:
    """All that is decided where a report stands: the last gesture about each thing, in order, and what was there before.

    `known` has the fingerprints of an earlier report's findings and how often each may come; `notes` say what befell the store.
    """

    gestures: tuple[Gesture, ...] = ()
    known: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def about(self, about: About) -> dict[str, Gesture]:
        """The gestures about findings, pairs or links, by fingerprint, in the order in which these were made."""
        return {gesture.id: gesture for gesture in self.gestures if gesture.about == about}


NOTHING = Decided()


def last(gestures: Iterable[Gesture]) -> tuple[Gesture, ...]:
    """The last gesture about each thing, in the order in which these were made; what was taken back is left out."""
    latest: dict[tuple[str, str], Gesture] = {}
    for gesture in gestures:
        latest.pop((gesture.about, gesture.id), None)
        latest[gesture.about, gesture.id] = gesture
    return tuple(gesture for gesture in latest.values() if gesture.verdict != "open")
