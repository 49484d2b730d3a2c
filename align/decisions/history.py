"""What was made, undone and made again, in; out, which moves hold, which one undoing takes back, and which redoing brings.

A stack that is never stored, only played again: a row for each act, and nothing is ever taken out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

Act = Literal["made", "undone", "redone"]
ACTS: tuple[Act, ...] = get_args(Act)


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the history: a move is called by the number at which it was made."""

    number: int
    act: Act
    move: int
    at: str = ""  # when, as 2026-03-14T09:30:00Z

    def __post_init__(self) -> None:
        if self.act not in ACTS:
            raise ValueError(f"a move is {', '.join(ACTS)}, and not {self.act}")


@dataclass(frozen=True, slots=True)
class Played:
    """Moves that hold, in the order in which they were made, and those that were undone and can be redone, the next one last."""

    done: tuple[int, ...] = ()
    undone: tuple[int, ...] = ()


def played(steps: Iterable[Step]) -> Played:
    """Where all these steps lead; a new move leaves nothing to be redone.

    >>> played([Step(1, "made", 1), Step(2, "made", 2), Step(3, "undone", 2)])
    Played(done=(1,), undone=(2,))
    >>> played([Step(1, "made", 1), Step(2, "undone", 1), Step(3, "redone", 1), Step(4, "undone", 1), Step(5, "made", 5)])
    Played(done=(5,), undone=())
    """
    done: dict[int, None] = {}  # in order, and quick to take out of; so is the next
    undone: dict[int, None] = {}
    for step in steps:
        if step.act == "made":
            done[step.move] = None
            undone.clear()
        elif step.act == "undone" and step.move in done:
            del done[step.move]
            undone[step.move] = None
        elif step.act == "redone" and step.move in undone:
            del undone[step.move]
            done[step.move] = None
    return Played(tuple(done), tuple(undone))
