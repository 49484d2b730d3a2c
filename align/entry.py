"""A translation memory's nouns: an `Entry` is a passage, its `Wording`s what it says in each language; and a memory's `Heading`.

Nothing that a file says of them is thrown away: who wrote a unit and when, its props and notes, and the codes within a text go from
reading to writing as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from align.language import base

Attributes = tuple[tuple[str, str], ...]

CONFIDENCE = "x-align-confidence"  # the prop in which a run writes how sure it is of a pair


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said about an entry or a wording: a prop with a type, or a note without one; perhaps in a language of its own."""

    text: str
    type: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """A passage in one language.

    `text` is what a translator sees, its white space untouched; `markup` the same as XML, where codes stand in it, else empty.
    """

    language: str
    text: str
    markup: str = ""
    attributes: Attributes = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage of a memory. `source` is the tag of the language it was written in, as far as anyone says so; `name` may be empty.

    `where`, the file and line that it came from, is no part of what it says: two entries that differ in it only are equal.
    """

    wordings: tuple[Wording, ...]
    name: str = ""
    source: str = ""
    attributes: Attributes = ()
    remarks: tuple[Remark, ...] = ()
    where: str = field(default="", compare=False)

    @property
    def original(self) -> Wording:
        """The wording that was translated: the one in `source`, by its whole tag or its language, else the first.

        >>> Entry((Wording("de", "Regen"), Wording("en-GB", "rain")), source="en").original.text
        'rain'
        """
        return _nearest(self.wordings, self.source) or self.wordings[0]

    @property
    def translations(self) -> tuple[Wording, ...]:
        """The other wordings, in their order."""
        original = self.original
        return tuple(wording for wording in self.wordings if wording is not original)

    def pair(self, original: str, translation: str) -> tuple[Wording, Wording] | None:
        """The wordings in these two languages, by their whole tags or else their languages; None where one is missing.

        >>> unit = Entry((Wording("de", "Regen"), Wording("en-GB", "rain"), Wording("en-US", "rain")))
        >>> [wording.language for wording in unit.pair("en-US", "en") or ()]
        ['en-US', 'en-GB']
        """
        return chosen(self.wordings, (original, translation))

    @property
    def confidence(self) -> float | None:
        """How sure a run was of this pair, 0 to 1; None where no run has said so.

        >>> Entry((), remarks=(Remark("0.875", "x-align-confidence"),)).confidence
        0.875
        """
        said = next((remark.text for remark in self.remarks if remark.type == CONFIDENCE), "")
        try:
            value = float(said)
        except ValueError:
            return None
        return value if 0 <= value <= 1 else None

    @property
    def changed(self) -> str:
        """When it was last worked on, as TMX writes it (20260131T120000Z); empty where nobody says so.

        >>> Entry((Wording("de", "Regen", attributes=(("changedate", "20260131T120000Z"),)),)).changed
        '20260131T120000Z'
        """
        places = (self.attributes, *(wording.attributes for wording in self.wordings))
        return max((date for place in places for name, date in place if name in ("creationdate", "changedate")), default="")


class Spoken(Protocol):
    """Whatever is in a language."""

    @property
    def language(self) -> str:
        """Its tag."""


Text = TypeVar("Text", bound=Spoken)


def chosen(texts: Sequence[Text], wanted: tuple[str | None, str | None]) -> tuple[Text, Text] | None:
    """The two of these texts in the wanted languages; for a language not named the first that is left. None where one is missing.

    By the whole tag, or else by its first part, or else one that names no language.
    """
    left = list(texts)
    found = []
    for tag in wanted:
        one = _nearest(left, tag)
        if one is None:
            return None
        left.remove(one)
        found.append(one)
    return found[0], found[1]


def _nearest(texts: Sequence[Text], tag: str | None) -> Text | None:
    """The text in that language, the first where none is named."""
    if tag is None:
        return next(iter(texts), None)
    fits = (lambda other: other == tag, lambda other: base(other) == base(tag), lambda other: not other)
    return next((text for fit in fits for text in texts if fit(text.language)), None)


@dataclass(frozen=True, slots=True)
class Heading:
    """What a memory says of itself: the language that its passages were written in, other attributes, and remarks."""

    source: str = ""
    attributes: Attributes = ()
    remarks: tuple[Remark, ...] = ()
