"""Reports of steps and ends in, groups of findings out: which of them tell of one drift, seen between different versions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

from align.model import Category, Document, Finding, Span
from align.threads import Seen, Step, Thread
from align.versions.descent import Descent

# What one check calls a wrong name, another calls a wrong term.
KINS: Mapping[Category, str] = {
    "addition": "more", "omission": "less", "structure": "form", "quote": "quotation", "number": "number",
    "name": "naming", "terminology": "naming", "negation": "claim", "modality": "claim",
    "mistranslation": "wording", "register": "wording",
}  # fmt: skip
OF_WORDS = frozenset(("number", "naming", "claim", "wording", "quotation"))  # may be one drift, if said of the same words
ROLE = "editorial."
LOOSE = 0.5  # less than any kin
SURE = 0.5  # of a thread: below it two findings on it, of different versions, need not be about one thing
# What is nobody's translation has a role; where one report knows it, another may only see that something was added.
ROLELESS = {"editorial.translator-note": "coverage.insertion"}
UNDONE = frozenset(
    (("more", "less"), ("less", "more"), ("structure.merged", "structure.split"), ("structure.split", "structure.merged"))
)


@dataclass(frozen=True, slots=True)
class Place:
    """A finding, the threads that it is about, those of them that are sure, and by its versions' names where it points."""

    seen: Seen
    step: Step
    finding: Finding
    threads: frozenset[int]
    sure: frozenset[int]
    spans: Mapping[str, Span]

    @property
    def pair(self) -> tuple[str, str]:
        """The two versions between which it was seen, by name."""
        return self.step.original, self.step.translation


Group = tuple[Place, ...]


def places(reports: Sequence[Step], names: Sequence[str], threads: Sequence[Thread]) -> tuple[Place, ...]:
    """All findings of all reports, each with its threads."""
    homes = {
        name: {number: home for home, thread in enumerate(threads) for number in thread.sentences[version]}
        for version, name in enumerate(names)
    }
    sure = frozenset(home for home, thread in enumerate(threads) if thread.confidence >= SURE)
    return tuple(
        _place(Seen(report, number), step, finding, homes, sure)
        for report, step in enumerate(reports)
        for number, finding in enumerate(step.report.findings)
    )


def groups(found: Sequence[Place], descent: Descent) -> tuple[Group, ...]:
    """The findings that tell of one drift together, each in one group; a group has those of the longest way first."""
    by_step: dict[tuple[str, str], list[Place]] = {}
    for place in found:
        by_step.setdefault(place.pair, []).append(place)
    parents = {place.seen: place.seen for place in found}

    def root(seen: Seen) -> Seen:
        while parents[seen] != seen:
            seen = parents[seen]
        return seen

    def join(one: Sequence[Place], others: Sequence[Place], kin: Callable[[Place, Place], float] = likeness) -> None:
        there: dict[int, dict[Seen, Place]] = {}
        for other in others:
            for thread in other.threads:
                there.setdefault(thread, {})[other.seen] = other
        for place in one:
            near = {seen: other for thread in sorted(place.threads) for seen, other in there.get(thread, {}).items()}
            nearest = max(near.values(), key=lambda other: kin(place, other), default=None)
            if nearest and kin(place, nearest):
                parents[root(place.seen)] = root(nearest.seen)

    for end in descent.ends:
        way = descent.way(*end)
        for step in pairwise(way):
            join(by_step.get(step, ()), by_step.get(end, ()))
        for version in way[2:-1]:
            join(by_step.get((way[0], version), ()), by_step.get(end, ()))
    # What one step did and the next undid is seen at neither end.
    met = Counter(root(place.seen) for place in found)
    alone = {step: [place for place in by_step.get(step, ()) if met[root(place.seen)] == 1] for step in descent.steps}
    for (one, two), later in ((one, later) for one in descent.steps for later in descent.steps if one[1] == later[0]):
        join(alone[later], alone[one, two], undoes)
    gathered: dict[Seen, list[Place]] = {}
    for place in found:
        gathered.setdefault(root(place.seen), []).append(place)
    longest = {end: len(descent.way(*end)) for end in by_step}
    return tuple(tuple(sorted(group, key=lambda place: (-longest[place.pair], place.seen.report))) for group in gathered.values())


def likeness(one: Place, other: Place) -> float:
    """How surely two findings of different reports tell of one drift; 0 where they do not.

    They are about one passage: where both point into a version that they share, at the same words of it, else on mostly the same
    threads, if these are sure. And they are of one rule, or of one kind, or both of what words say.
    """
    shared = [(one.spans[name], other.spans[name]) for name in one.spans if name in other.spans]
    kin = _kin(one.finding, other.finding, bool(shared))
    if not kin or one.threads.isdisjoint(other.threads):
        return 0.0
    if not shared:
        return kin if 2 * len(one.sure & other.sure) >= max(1, len(one.threads | other.threads)) else 0.0
    if all(_touch(*pair) for pair in shared):
        return kin + fmean(_common(*pair) for pair in shared)
    # A check points at the word that a hedge or a denial bears on, and which one that is it may see differently each time.
    return LOOSE if one.finding.rule == other.finding.rule and KINS[one.finding.category] == "claim" else 0.0


def undoes(later: Place, earlier: Place) -> float:
    """How surely a finding tells that a step undid what a finding of the step before it had done; 0 where it does not."""
    version = earlier.step.translation
    before, after = earlier.spans.get(version), later.spans.get(version)
    if earlier.threads.isdisjoint(later.threads) or (before and after and not _touch(before, after)):
        return 0.0
    kins = KINS[earlier.finding.category], KINS[later.finding.category]
    rules = earlier.finding.rule, later.finding.rule
    if UNDONE.isdisjoint((kins, rules)) and not (before and after and OF_WORDS.issuperset(kins)):
        return 0.0
    return (2 if kins[0] == kins[1] else 1) + (_common(before, after) if before and after else 0.0)


def _kin(one: Finding, other: Finding, shared: bool) -> float:
    if one.rule == other.rule:
        return 3
    kins = KINS[one.category], KINS[other.category]
    for role, added in ((one.rule, other.rule), (other.rule, one.rule)):
        if role.startswith(ROLE):
            return float(added in ("coverage.added", ROLELESS.get(role)))
    if kins[0] == kins[1]:
        return 2 if kins[0] != "form" else 0
    return float(shared and OF_WORDS.issuperset(kins))


def _place(seen: Seen, step: Step, finding: Finding, homes: Mapping[str, Mapping[int, int]], sure: frozenset[int]) -> Place:
    alignment = step.report.alignment
    spans: dict[str, Span] = {}
    threads: set[int] = set()
    places: tuple[tuple[str, Document, Span | None], ...] = (
        (step.original, alignment.original, finding.original),
        (step.translation, alignment.translation, finding.translation),
    )
    for name, document, span in places:
        if span:
            spans[name] = span
            threads.update(homes[name][number] for number in _sentences(document, span))
    if not threads:
        for bead in (alignment.beads[number] for number in finding.beads):
            threads.update(homes[step.original][number] for number in bead.original)
            threads.update(homes[step.translation][number] for number in bead.translation)
    return Place(seen, step, finding, frozenset(threads), sure & threads, spans)


def _sentences(document: Document, span: Span) -> range:
    """The sentences that the span touches."""
    first = bisect_right(document.sentences, span.start, key=lambda sentence: sentence.span.stop)
    return range(first, bisect_left(document.sentences, span.stop, key=lambda sentence: sentence.span.start))


def _touch(one: Span, other: Span) -> bool:
    # A finding may be about the mark behind a word: so to stand next to each other is to touch.
    return one.start <= other.stop and other.start <= one.stop


def _common(one: Span, other: Span) -> float:
    """The characters that both have, as a share of those that either has."""
    both = min(one.stop, other.stop) - max(one.start, other.start)
    return max(0, both) / max(1, max(one.stop, other.stop) - min(one.start, other.start))
