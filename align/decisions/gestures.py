"""The nouns of deciding: a gesture is one thing that a person decided at one moment; what is decided is the last gesture of each.

Gestures that are made together are a move. Nothing is ever taken out: who thinks again makes another gesture, and who undoes a move
says so in the history, from which it can be done again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from align.model import REVIEW, SEVERITIES, Category, Severity

About = Literal["finding", "pair", "link", "wording", "term", "pairing"]

# What can be said of each, in the words of the record. `open` takes back what was said before.
VERDICTS: Mapping[About, tuple[str, ...]] = {
    "finding": ("accepted", "dismissed", "edited", "added", "open"),
    "pair": ("confirmed", "doubtful", "open"),
    "link": ("linked", "open"),
    "wording": ("worded", "open"),
    "term": ("wanted", "open"),
    "pairing": ("realigned", "open"),
}
OWN = tuple(f"{REVIEW}.{category}" for category in get_args(Category))  # rules of findings that people add
# What an editor calls each, who is about to undo it.
WORDS: Mapping[tuple[About, str], str] = {
    ("finding", "accepted"): "accept", ("finding", "dismissed"): "dismiss", ("finding", "edited"): "edit",
    ("finding", "added"): "add", ("finding", "open"): "reopen",
    ("pair", "confirmed"): "confirm", ("pair", "doubtful"): "doubt", ("pair", "open"): "reopen",
    ("link", "linked"): "pair", ("link", "open"): "pair as found",
    ("wording", "worded"): "reword", ("wording", "open"): "leave as published",
    ("term", "wanted"): "want", ("term", "open"): "want no longer",
    ("pairing", "realigned"): "pair all anew", ("pairing", "open"): "pair all as before",
}  # fmt: skip
ALONE, JOINED = "leave unpaired", "put together"  # a link of one sentence, and of several of one side
SHOWN = 40  # characters of a text, where a move is told in a few words


@dataclass(frozen=True, slots=True)
class Gesture:
    """What a person decided about one thing, which is named by its fingerprint (see `align.fingerprints`).

    `rule`, `original` and `translation` say what it was about, so that it can still be read when the article has changed;
    `originals` and `translations` name sentences of both sides by what they say, so that it holds wherever these stand.

    - An edit of a finding puts `severity` and `message` in place of the finding's own.
    - A finding that was added is all that a finding is: `rule` is `review.` and its category, `original` and `translation` are the
      words that it points at.
    - A link says that those sentences are a pair, whatever pairing found; one side without the other has no partner.
    - A wording says `message` in place of one sentence, in the memories.
    - A term that is wanted says that `original` is called `translation`.
    - Pairing anew has all beads of two texts as `message` (see `align.decisions.snapshot`).
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
        if self.severity not in (None, *SEVERITIES):
            raise ValueError(f"a severity is {', '.join(SEVERITIES)}, and not {self.severity}")
        sentences = len(self.originals) + len(self.translations)
        if self.verdict == "linked" and not sentences:
            raise ValueError("a link names the sentences that it links")
        if self.verdict == "worded" and (sentences != 1 or self.message is None):
            raise ValueError("a wording names one sentence, and says what stands in its place")
        if self.verdict == "added" and not (sentences and self.severity and self.message and self.rule in OWN):
            raise ValueError(
                f"a finding that was added has a rule such as {OWN[0]}, a severity, a message, and names its sentences"
            )
        if self.verdict in ("accepted", "dismissed", "edited") and self.rule in OWN:
            raise ValueError("what a person added is added again to change it, and taken back to dismiss it")
        if self.verdict == "wanted" and not (self.original and self.translation):
            raise ValueError("a term that is wanted has two wordings")
        if self.verdict == "realigned" and self.message is None:
            raise ValueError("pairing anew says what the pairs are")

    def __hash__(self) -> int:
        return hash((self.about, self.id, self.decided))  # quick, so that what was made of gestures can be found again by them


@dataclass(frozen=True, slots=True)
class Decided:
    """All that is decided where a report stands: the last gesture about each thing, in order, and what was there before.

    `known` has the fingerprints of an earlier report's findings and how often each may come; `notes` say what befell the store.
    `version` grows with each transaction; `undo` and `redo` say in words which move each would take back or make again, and nothing
    where there is none.
    """

    gestures: tuple[Gesture, ...] = ()
    known: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    version: int = 0
    undo: str = ""
    redo: str = ""

    def about(self, about: About) -> dict[str, Gesture]:
        """The gestures about findings, pairs, links …, by fingerprint, in the order in which these were made."""
        return {gesture.id: gesture for gesture in self.gestures if gesture.about == about}


NOTHING = Decided()


@dataclass(frozen=True, slots=True)
class Kept:
    """What is decided now that something was kept, and notes on what befell the file."""

    decided: Decided
    notes: tuple[str, ...] = ()


class Outdated(Exception):  # noqa: N818 - how things stand, and nobody's error
    """Something was decided since the caller last looked, and nothing was kept now; `notes` say what befell the file."""

    def __init__(self, notes: tuple[str, ...] = ()) -> None:
        super().__init__("something else was decided in the meantime")
        self.notes = notes


def last(gestures: Iterable[Gesture]) -> tuple[Gesture, ...]:
    """The last gesture about each thing, in the order in which these were made; what was taken back is left out."""
    latest: dict[tuple[str, str], Gesture] = {}
    for gesture in gestures:
        latest.pop((gesture.about, gesture.id), None)
        latest[gesture.about, gesture.id] = gesture
    return tuple(gesture for gesture in latest.values() if gesture.verdict != "open")


def told(move: Sequence[Gesture], longest: int = SHOWN) -> str:
    """A move in a few words, for whoever is about to undo it: what is done, and to which words, or else to what its rule sees.

    >>> told([Gesture("pair", "ab12", "confirmed", original="One.", translation="Eins.")])
    'confirm “One.” → “Eins.”'
    >>> told([Gesture("link", "ab12", "linked", original="One.", originals=("cd34",))])
    'leave unpaired “One.”'
    >>> told([Gesture("link", "ab12", "linked", original="One. Two.", originals=("cd34", "ef56"))])
    'put together “One. Two.”'
    """
    if not move:
        return ""
    first = move[0]
    done = WORDS[first.about, first.verdict]
    if first.verdict == "linked" and not (first.originals and first.translations):
        done = JOINED if len(first.originals + first.translations) > 1 else ALONE
    sides = " → ".join(f"“{_short(text, longest)}”" for text in (first.original, first.translation) if text)
    others = f" and {len(move) - 1} more" if move[1:] else ""
    return " ".join(filter(None, (done, sides or first.rule))) + others


def _short(text: str, longest: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
