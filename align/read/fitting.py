"""A record of the right shape in; out, every place in it that does not fit the others: offsets, and numbers of nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from align import language
from align.read.shape import Misfit

Record = Mapping[str, Any]


def unfit(record: Record) -> Iterator[Misfit]:
    """Where the record contradicts itself; `align.read.shape` has seen to its types."""
    for side in ("original", "translation"):
        yield from _document(record[side], side)
    yield from _beads(record, "beads")
    if record.get("found"):
        yield from _beads(record, "found")
    for number, finding in enumerate(record["findings"]):
        place = f"findings[{number}]"
        yield from _numbers(finding["beads"], len(record["beads"]), f"{place}.beads")
        for side in ("original", "translation"):
            if finding.get(side):
                yield from _offsets(finding[side], record[side]["text"], f"{place}.{side}")
        for other, related in enumerate(finding["related"]):
            yield from _offsets(related, record[related["side"]]["text"], f"{place}.related[{other}]")
    for name in ("changes", "parts"):
        for number, said in enumerate(record.get(name) or ()):
            place = f"{name}[{number}]"
            yield from _numbers([said["bead"]], len(record["beads"]), f"{place}.bead")
            for side in ("original", "translation"):
                if said.get(side):
                    yield from _offsets(said[side], record[side]["text"], f"{place}.{side}")
            if not said.get("original") and not said.get("translation"):
                yield place, "has a place in neither text"


def _document(said: Record, side: str) -> Iterator[Misfit]:
    """A language that is none, offsets beyond the text, places that overlap, and sentences that leave their block."""
    try:
        language.canonical(said["language"])
    except ValueError as error:
        yield f"{side}.language", str(error)
    for name in ("blocks", "sentences"):
        stop = 0
        for number, place in enumerate(said[name]):
            here = f"{side}.{name}[{number}]"
            wrong = list(_offsets(place, said["text"], here))
            yield from wrong
            if not wrong and place["start"] < stop:
                yield here, "overlaps the one before"
            stop = max(stop, place["stop"])
    for number, place in enumerate(said.get("marks") or ()):
        yield from _offsets(place, said["text"], f"{side}.marks[{number}]")
    for number, sentence in enumerate(said["sentences"]):
        here = f"{side}.sentences[{number}]"
        if not 0 <= sentence["block"] < len(said["blocks"]):
            yield f"{here}.block", f"there is no block {sentence['block']}"
            continue
        block = said["blocks"][sentence["block"]]
        if sentence["start"] < block["start"] or block["stop"] < sentence["stop"]:
            yield here, f"leaves its block {sentence['block']}"


def _offsets(place: Record, text: str, here: str) -> Iterator[Misfit]:
    if not 0 <= place["start"] <= place["stop"] <= len(text):
        yield here, f"is no place in a text of {len(text):,} characters: {place['start']}..{place['stop']}"


def _numbers(numbers: Sequence[int], count: int, here: str) -> Iterator[Misfit]:
    yield from ((here, f"there is no bead {number}") for number in numbers if not 0 <= number < count)


def _beads(record: Record, name: str) -> Iterator[Misfit]:
    """Sentences that stand on no bead, or on several, or in another order than the original's."""
    beads = record[name]
    for side in ("original", "translation"):
        numbers = [number for bead in beads for number in bead[side]]
        count = len(record[side]["sentences"])
        for place, bead in enumerate(beads):
            run = bead[side]
            if run != list(range(run[0], run[0] + len(run))) if run else False:
                yield f"{name}[{place}].{side}", "is no run of sentences"
            yield from ((f"{name}[{place}].{side}", f"there is no sentence {one}") for one in run if not 0 <= one < count)
        times = Counter(numbers)
        yield from (
            (name, f"sentence {one} of the {side} stands on {times[one] or 'no'} beads") for one in range(count) if times[one] != 1
        )
        if side == "original" and numbers != sorted(numbers):
            yield name, "are not in the order of the original"
