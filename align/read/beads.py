"""Lines of beads in, as `align pair` and other aligners print them: `[0,1]:[0]`, sentence numbers from 0, and perhaps a score."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import regex

from align.errors import Fault, InputError, refuse
from align.read import files

Ids = tuple[int, ...]
Threads = tuple[tuple[Ids, Ids], ...]  # of beads that need not be runs of sentences

SIDES = ("original", "translation")
TOLD = 20  # faults of one file, after which the rest are only counted
LARGEST = 100_000_000  # bytes
_LINE = regex.compile(r"\[([0-9, ]*+)\]:\[([0-9, ]*+)\](?::[^:\s]++)?")
_NUMBER = regex.compile(r"[0-9]++")
_REMEDY = "a line is such as [0,1]:[0] or [2]:[]:0.973, and no sentence stands on two of them"


def beads(path: Path) -> Threads:
    """The beads of a file, in its order. An `InputError` names the lines that are none, and sentences that stand on two."""
    found: list[tuple[Ids, Ids]] = []
    faults: list[Fault] = []
    seen: tuple[dict[int, int], dict[int, int]] = ({}, {})
    for number, line in enumerate(_lines(path), 1):
        if not line:
            continue
        bead = _bead(line)
        if wrong := "is no bead" if bead is None else "; ".join(_again(bead, seen)):
            faults.append(Fault(f"{path}: line {number}", wrong))
        if bead is not None:
            found.append(bead)
            for side, known in zip(bead, seen, strict=True):
                known.update(dict.fromkeys(side, number))
    if len(faults) > TOLD:
        faults[TOLD:] = [Fault(str(path), f"{len(faults) - TOLD} more faulty lines")]
    if faults:
        raise InputError(faults, _REMEDY)
    if not found:
        raise refuse(path, "has no beads in it", _REMEDY)
    return tuple(found)


def compared(gold: Path, found: Path) -> tuple[Threads, Threads]:
    """The beads of two files on the same texts; an `InputError` where the second cannot be that.

    A sentence may be missing from gold, as in some that people made; it must not be missing from what is measured by it.
    """
    one, two = beads(gold), beads(found)
    faults = [Fault(str(found), what) for side in range(2) for what in _elsewhere(_ids(one, side), _ids(two, side), SIDES[side])]
    if faults:
        raise InputError(faults, f"it must be about the same texts as {gold}, with every sentence on one line")
    return one, two


def sets(gold: Path, found: Path) -> tuple[tuple[tuple[str, Path, Path], ...], tuple[str, ...]]:
    """The files to be compared and what they are called: two files, or those of two folders that are called alike; and the names
    of gold that nothing was found for.

    In a folder every `.align` file is called after its path; `gold.align` and `found.align` after the folder that they are in.
    """
    if not gold.is_dir() and not found.is_dir():
        return ((gold.parent.name if gold.stem == "gold" and gold.parent.name else gold.stem, gold, found),), ()
    if not gold.is_dir() or not found.is_dir():
        raise refuse(gold if gold.is_dir() else found, "is a folder, and the other is a file", "give two files or two folders")
    one, two = _named(gold), _named(found)
    both = tuple((name, one[name], two[name]) for name in one if name in two)
    if not both:
        raise refuse(found, f"has no .align file that is called as one in {gold}", "NAME.align goes with NAME/gold.align")
    return both, tuple(name for name in one if name not in two)


def _named(folder: Path) -> dict[str, Path]:
    names = {}
    for path in sorted(folder.rglob("*.align")):
        called = path.relative_to(folder).with_suffix("")
        own = called.name not in ("gold", "found") or called.parent == Path()
        names[(called if own else called.parent).as_posix()] = path
    return names


def _lines(path: Path) -> Iterator[str]:
    with files.opened(str(path), LARGEST) as file:
        for line in file:
            yield line.decode("utf-8", "replace").strip("\ufeff \t\r\n")


def _bead(line: str) -> tuple[Ids, Ids] | None:
    match = _LINE.fullmatch(line.replace(" :", ":").replace(": ", ":"))
    if not match:
        return None
    numbers = [_NUMBER.findall(side) for side in match.groups()]
    if not any(numbers) or any(len(number) > 9 for side in numbers for number in side):
        return None
    one, two = (tuple(map(int, side)) for side in numbers)
    return one, two


def _again(bead: tuple[Ids, Ids], seen: tuple[dict[int, int], dict[int, int]]) -> Iterator[str]:
    """What is wrong with a bead, given which lines the sentences before it stand on."""
    for name, ids, known in zip(SIDES, bead, seen, strict=True):
        for number in dict.fromkeys(ids):
            if number in known:
                yield f"sentence {number} of the {name} stands on line {known[number]} too"
            elif ids.count(number) > 1:
                yield f"sentence {number} of the {name} stands on it twice"


def _ids(threads: Threads, side: int) -> frozenset[int]:
    return frozenset(number for bead in threads for number in bead[side])


def _elsewhere(gold: frozenset[int], found: frozenset[int], side: str) -> Iterator[str]:
    if missing := gold - found:
        yield f"has no line for {_listed(missing)} of the {side}"
    if beyond := [number for number in found if number > max(gold, default=-1)]:
        yield f"has {_listed(beyond)} of the {side}, of which the last in the gold is {max(gold, default='none')}"


def _listed(numbers: Iterable[int]) -> str:
    """
    >>> _listed([3]), _listed(range(9))
    ('sentence 3', 'sentences 0, 1, 2, 3, 4 and 4 more')
    """
    every = sorted(numbers)
    named = ", ".join(map(str, islice(every, 5)))
    return f"sentence{'s' * (len(every) > 1)} {named}" + (f" and {len(every) - 5} more" if len(every) > 5 else "")
