"""What the drift rules are to reach, beside what they reach today: a table that shows at a glance what holds.

A finding counts at minor or above. It finds a drift if its category or its rule is of that kind, on the pair that the drift is in;
it is a false alarm on a pair that says the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from drift_sets import Sample
from readers_lists import FIRST, Judged
from whole_articles import Line

from align.model import Category, Finding

Heard = tuple[Sample, tuple[Finding, ...]]


@dataclass(frozen=True)
class Floor:
    """What is asked of a kind of drift: at least `recall` percent of these labels in these sets, and in each hundred clean pairs of
    the sets named at most so many alarms."""

    name: str
    sets: tuple[str, ...]
    label: str
    finds: Callable[[Finding], bool]
    alarms: Callable[[Finding], bool]
    recall: float
    clean: tuple[tuple[tuple[str, ...], float], ...]
    severity: str = ""


def _of(family: str, *categories: Category) -> Callable[[Finding], bool]:
    return lambda finding: finding.rule.partition(".")[0] == family or finding.category in categories


def _is(*rules: str) -> Callable[[Finding], bool]:
    return lambda finding: finding.rule in rules


NUMBER, NEGATION, NAME = _of("numbers", "number"), _of("negation", "negation"), _of("names", "name")
WORDING, OPPOSITE = _of("wording"), _of("wording", "mistranslation", "negation")
OMISSION, INSERTED = _of("", "omission"), _is("coverage.insertion", "coverage.added")
OMITTED = _is("coverage.clause-omitted", "coverage.omitted", "names.dropped")

MT, PEOPLE, MQM = ("enen_demetr",), ("enen_twohumans",), ("zhen_wmtmqm",)
NEWS, ENGLISH = ("articles/enzh", "articles/zhen-news"), ("articles/enen",)

FLOORS = (
    Floor("numbers.changed", MT, "number", NUMBER, NUMBER, 95, ((MT, 1), (PEOPLE, 1.5))),
    Floor("numbers.changed", NEWS, "number", NUMBER, NUMBER, 88, ((NEWS, 1),)),
    Floor("negation.flipped", MT, "negation", NEGATION, NEGATION, 95, ((MT, 1.5), (PEOPLE, 3.5))),
    Floor("negation.flipped", NEWS, "negation", NEGATION, NEGATION, 92, ((NEWS, 6),)),
    Floor("names.changed", MT, "entity", NAME, NAME, 90, ((MT, 4), (PEOPLE, 8))),
    Floor("names.changed", NEWS, "entity", NAME, NAME, 80, ((NEWS, 6),)),
    Floor("coverage.insertion", ENGLISH, "insertion", INSERTED, INSERTED, 65, ((MT, 5), (PEOPLE, 20))),
    Floor("coverage.clause-omitted", ENGLISH, "clause-omit", OMITTED, OMITTED, 65, ((MT, 5), (PEOPLE, 20))),
    Floor("wording.opposite", MT, "antonym", OPPOSITE, WORDING, 30, ((MT, 3), (PEOPLE, 4))),
    Floor("omissions, the major ones", MQM, "omission", OMISSION, OMISSION, 40, ((MQM, 10),), "major"),
)  # fmt: skip


def rows(heard: Sequence[Heard], lines: Sequence[Line], pages: Iterable[tuple[str, Judged]]) -> Iterator[tuple[str, str, str, str]]:
    """What is measured, what came out, what is asked, and whether it holds."""
    for floor in FLOORS:
        known = [found for sample, found in heard if sample.text in floor.sets and sample.label == floor.label
                 and sample.severity.startswith(floor.severity)]  # fmt: skip
        hits = sum(any(map(floor.finds, graver(found))) for found in known)
        yield _row(f"{floor.name}: found in {', '.join(floor.sets)}", hits, len(known), at_least=floor.recall)
        for names, most in floor.clean:
            clean = [found for sample, found in heard if sample.text in names and not sample.label]
            alarms = sum(any(map(floor.alarms, graver(found))) for found in clean)
            yield _row(f"{floor.name}: false alarms in {', '.join(names)}", alarms, len(clean), at_most=most)
    yield from _editorial(lines)
    for name, judged in pages:
        yield from _page(name, judged)


def graver(findings: Iterable[Finding]) -> list[Finding]:
    """Those at minor or above."""
    return [finding for finding in findings if finding.severity != "neutral"]


def _editorial(lines: Sequence[Line]) -> Iterator[tuple[str, str, str, str]]:
    furniture = [line for line in lines if line.role]
    found = [line for line in furniture if _roles(line)]
    others = [line for line in lines if not line.role and line.side == "translation"]
    yield _row("editorial: lines of furniture found", len(found), len(furniture), at_least=95)
    yield _row("editorial: of those in the right role", sum(line.role in _roles(line) for line in found), len(found), at_least=90)
    yield _row("editorial: other lines taken for furniture", sum(bool(_roles(line)) for line in others), len(others), at_most=2)


def _roles(line: Line) -> set[str]:
    return {rule.partition(".")[2] for rule in line.told if rule.startswith("editorial.")}


def _page(name: str, judged: Judged) -> Iterator[tuple[str, str, str, str]]:
    first = judged.seen(FIRST)
    grave = judged.grave
    yield _row(f"{name}: major ones in the first {FIRST} findings", sum(drift in first for drift in grave), len(grave), at_least=50)
    yield _row(f"{name}: findings at minor or above that are right", judged.right, len(judged.shown), at_least=50)
    yield f"{name}: share of the text that is marked", f"{judged.marked:.1%}", "≤ 25%", _holds(judged.marked <= 0.25)


def _row(what: str, hits: int, of: int, *, at_least: float = 0, at_most: float | None = None) -> tuple[str, str, str, str]:
    percent = 100 * hits / max(1, of)
    asked = f"≥ {at_least:g}%" if at_most is None else f"≤ {at_most:g}%"
    holds = percent >= at_least if at_most is None else percent <= at_most
    return what, f"{hits}/{of} = {percent:.1f}%", asked, _holds(holds)


def _holds(yes: bool) -> str:
    return "holds" if yes else "**NOT YET**"
