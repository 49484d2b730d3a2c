"""A page's view in; out, a name for each group of it that two groups share only if they look the same: so one sees what changed.

What a group's HTML has of the whole, the numbers of its rows and of its findings, does not count: the page numbers them anew.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import count

from align.write.notes import SIDES
from align.write.page import Note, View
from align.write.side_by_side import Group


class Names:
    """Names for values, each made when it is first asked for: `names.of(value)` is the same for equal values."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._count = count()
        self._given: dict[Hashable, str] = {}

    def of(self, value: Hashable) -> str:
        """The name of a value."""
        name = self._given.get(value)
        if name is None:
            name = self._given[value] = f"{self._prefix}{next(self._count)}"
        return name


def named(shown: View, names: Names) -> tuple[str, ...]:
    """The names of all groups, in their order."""
    notes = [names.of(_note(note)) for note in shown.notes]
    beside: dict[int | None, list[str]] = {}
    for note, name in zip(shown.notes, notes, strict=True):
        beside.setdefault(note.bead, []).append(name)
    # Where the marks of a finding are is said by its own name.
    marked = [
        {sentence: tuple(notes[mark.finding] for mark in marks) for sentence, marks in shown.texts.marks[side].items()}
        for side in SIDES
    ]
    return tuple(names.of((shown.role(group), *_rows(shown, group, beside, marked))) for group in shown.groups)


def _rows(
    shown: View, group: Group, beside: Mapping[int | None, Sequence[str]], marked: Sequence[Mapping[int, tuple[str, ...]]]
) -> Iterator[Hashable]:
    beads, resumed, (originals, translations) = shown.report.alignment.beads, shown.texts.resumed, marked
    for number in group.beads:
        bead = beads[number]
        yield bead
        yield number in resumed
        if number in beside:
            yield from beside[number]
        for sentence in bead.original:
            if sentence in originals:
                yield sentence, originals[sentence]
        for sentence in bead.translation:
            if sentence in translations:
                yield sentence, translations[sentence]


def _note(note: Note) -> Hashable:
    said = note.finding
    return (
        note.id, note.role, note.worth, said.rule, said.severity, said.message, said.confidence, said.evidence, said.suggestion,
        said.decision, said.original, said.translation, said.related,
    )  # fmt: skip
