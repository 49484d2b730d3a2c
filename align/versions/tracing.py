"""Findings that tell of one drift in, a trail out: which version brought it, and whether it still stands in the last one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from statistics import fmean

from align.model import Document
from align.threads import Basis, Fate, Thread, Trail
from align.versions import witness
from align.versions.descent import Descent
from align.versions.joining import KINS, Group, Place
from align.versions.witness import Reading

LEAST = 0.25  # between two shares: what a version's words have in common with one reading more than with the other


@dataclass(frozen=True, slots=True)
class Story:
    """All versions by name, the threads through them, and which was made from which."""

    texts: Mapping[str, Document]
    threads: Sequence[Thread]
    descent: Descent

    def sentences(self, threads: Iterable[int], version: str) -> list[int]:
        """The numbers of the sentences that a version has of these threads."""
        place = list(self.texts).index(version)
        return sorted(chain.from_iterable(self.threads[number].sentences[place] for number in threads))

    def passage(self, threads: Iterable[int], version: str) -> str:
        """What a version says on these threads."""
        document = self.texts[version]
        return "\n".join(document.said(number) for number in self.sentences(threads, version))


def traced(group: Group, story: Story) -> Trail:
    """Where that drift came in, and what became of it.

    A step that found it says so itself. Else each version on the way is asked whether the passage is there, and then which of the
    two readings its words bear out.
    """
    steps = [place for place in group if place.pair in story.descent.steps]
    ends = [place for place in group if place.pair not in story.descent.steps]
    if not steps:
        came_in, basis = _entry(ends[0], story)
        return _trail(group, came_in, basis)
    steps.sort(key=lambda place: len(story.descent.line(place.step.translation)))
    first, came_in = steps[0], tuple(dict.fromkeys(place.step.translation for place in steps))
    watched = [version for _, version in story.descent.ends if first.step.translation in story.descent.line(version)]
    seen = {place.step.translation for place in ends}
    if not watched:
        return _trail(group, came_in, "found")
    if not ends and len(came_in) > 1:
        # Two steps changed the same words, and the ends do not differ there: the second undid what the first did.
        return _trail(group, came_in[:1], "found", "repaired", came_in[1:])
    if not ends and first.step.translation in watched and _goes(first, story, first.step.translation) is False:
        # The original itself goes with what this step made of it: so the step undid what had come in before, and nobody had seen.
        return _trail(group, (first.step.original,), "words", "repaired", came_in)
    stands = {version: _goes(first, story, version) for version in watched if version not in seen}
    gone = tuple(version for version, there in stands.items() if there is False)
    fate: Fate = "stands" if seen or True in stands.values() else "repaired" if gone else "unseen"
    return _trail(group, came_in, "found", fate, gone)


def _trail(group: Group, came_in: tuple[str, ...], basis: Basis, fate: Fate = "stands", gone: tuple[str, ...] = ()) -> Trail:
    threads = sorted(frozenset().union(*(place.threads for place in group)))
    return Trail(tuple(place.seen for place in group), tuple(threads), came_in, basis if came_in else "", fate, gone)


def _entry(end: Place, story: Story) -> tuple[tuple[str, ...], Basis]:
    """The version that brought what only an end shows: the first that has it, if the one before it is known not to."""
    basis: Basis = "passage" if _whole(end, story) else "words"
    before: bool | None = False
    for version in story.descent.way(*end.pair)[1:]:
        there = True if version == end.step.translation else _goes(end, story, version)
        if there:
            return ((version,), basis) if before is False else ((), "")
        before = there
    return (), ""


def _goes(place: Place, story: Story, version: str) -> bool | None:
    """Whether a version has that drift too; None where it does not say. Of the one that it came in with the original is asked.

    What stood there before the drift has come through if the version bears it out, though it may bear out as well what stands there
    since: a word in another language has several renderings, and was then a fair one.
    """
    one, two = place.pair
    if version == two:
        ours, theirs = _borne_out(place, story, story.descent.first(one))
        return None if abs(ours - theirs) < LEAST else ours > theirs
    if _whole(place, story):
        share = fmean(bool(story.sentences((thread,), version)) for thread in place.threads)
        return (share >= 0.5) == bool(story.sentences(place.threads, two))
    if KINS[place.finding.category] == "form":
        before, after, there = (len(story.sentences(place.threads, name)) for name in (one, two, version))
        return None if before == after or there not in (before, after) else there == after
    ours, theirs = _borne_out(place, story, version)
    if theirs - ours >= LEAST:
        return True
    return False if ours >= 0.5 or ours - theirs >= LEAST else None


def _whole(place: Place, story: Story) -> bool:
    """Whether one of its two versions lacks the passage altogether."""
    return not all(story.sentences(place.threads, name) for name in place.pair)


def _borne_out(place: Place, story: Story, version: str) -> tuple[float, float]:
    """How far a version bears out what stood there before the drift, and what stands there since."""
    before, after = (
        Reading(place.spans[name].of(story.texts[name].text) if name in place.spans else "", *_said(place, story, name))
        for name in place.pair
    )
    third = Reading("", *_said(place, story, version))
    return witness.borne_out(before, after, third) if third.passage else (0.0, 0.0)


def _said(place: Place, story: Story, version: str) -> tuple[str, str]:
    return story.passage(place.threads, version), story.texts[version].language
