"""A lineage in, all that is known of its versions out: a report of each step and each end, threads, trails and editions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import PurePosixPath
from types import MappingProxyType

from align import check, pair, pipeline, read, write
from align.decisions import NOTHING, Decided
from align.language import SRX
from align.model import SEVERITIES, Alignment
from align.settings import Settings
from align.threads import Edition, Step, Trail, Versions
from align.versions import editions
from align.versions.agreeing import agreed
from align.versions.composing import composed, threads
from align.versions.descent import Descent, Pair
from align.versions.joining import groups, places
from align.versions.lineage import Lineage
from align.versions.record import record
from align.versions.tracing import Story, traced
from align.write import File

PAGE = "versions.html"
RECORD = "versions.json"
NO_DECISIONS: Mapping[str, Decided] = MappingProxyType({})


def run(lineage: Lineage, settings: Settings, decided: Mapping[str, Decided] = NO_DECISIONS) -> Versions:
    """A report of each step and each end, and what they tell together. Every text is read once, and all before the first step.

    `decided` is what people decided in the folder of a step or an end, by its name.
    """
    texts = {name: read.document(source, settings) for name, source in lineage.sources}
    descent = Descent(lineage.steps)
    done: list[Step] = []
    for (one, two), folder in zip(lineage.pairs, lineage.folders, strict=True):
        said = decided.get(folder, NOTHING)
        if (one, two) in lineage.steps:
            report = pipeline.report(texts[one], texts[two], settings, said)
        else:
            way = descent.way(one, two)
            through = composed([_alignment(done, step) for step in pairwise(way)])
            report = pipeline.report(texts[one], texts[two], settings, said, partial(agreed, through=through))
            report = replace(report, signature=f"{report.signature}|through:{'+'.join(way[1:-1])}")
        done.append(Step(one, two, report, folder))
    steps, ends = tuple(done[: len(lineage.steps)]), tuple(done[len(lineage.steps) :])
    between = {(one, two): pair.documents(texts[one], texts[two]) for one, two in lineage.editions}
    followed = tuple(editions.followed(steps, texts, between))
    noted = tuple(_noted(step, followed, descent) for step in steps)
    return _told(Versions(tuple(texts.items()), noted, ends, editions=followed), descent, between)


def _alignment(steps: Iterable[Step], names: Pair) -> Alignment:
    return next(step.report.alignment for step in steps if (step.original, step.translation) == names)


def _noted(step: Step, found: Iterable[Edition], descent: Descent) -> Step:
    """The step with a note in its report on the edition that was translated, and on texts that may have been exchanged."""
    notes = [editions.told(edition) for edition in found if edition.translation == step.translation]
    if step.original not in descent.parents and (cues := check.backwards(step.report.alignment)):
        said = " and ".join(f"“{cue}”" for cue in cues)
        notes.append(f"The original's page says {said}, and the other does not: perhaps the two are the wrong way round.")
    return replace(step, report=replace(step.report, warnings=(*step.report.warnings, *notes))) if notes else step


def _told(versions: Versions, descent: Descent, between: Mapping[Pair, Alignment]) -> Versions:
    """The same with its threads, and the trail of each drift, in the order in which to read them."""
    order = versions.names
    beads = {(step.original, step.translation): step.report.alignment.beads for step in versions.steps}
    beads |= {names: alignment.beads for names, alignment in between.items()}
    links = [(order.index(one), order.index(two), found) for (one, two), found in beads.items()]
    found = threads([len(text.sentences) for _, text in versions.texts], links)
    story = Story(dict(versions.texts), found, descent)
    trails = [traced(group, story) for group in groups(places(versions.reports, order, found), descent)]
    return replace(versions, threads=found, trails=tuple(sorted(trails, key=lambda trail: _rank(trail, versions))))


def _rank(trail: Trail, versions: Versions) -> tuple[int, float, int]:
    """The gravest first, then the surest, then by place."""
    findings = [versions.finding(seen) for seen in trail.seen]
    gravest = max(SEVERITIES.index(finding.severity) for finding in findings)
    return -gravest, -round(max(finding.confidence for finding in findings), 3), min(trail.threads, default=-1)


def files(versions: Versions, settings: Settings) -> Iterator[File]:
    """All that is to be saved, each file by its path from the folder of the whole."""
    glossary, rules, worth = read.glossary(settings.glossaries), (settings.srx or SRX).read_bytes(), check.worth()
    for folder, step in versions.folders:
        for file in write.folder(step.report, glossary, settings, rules, worth):
            yield replace(file, name=str(PurePosixPath(folder, file.name)))
    if len(versions.steps) > 1 or versions.editions:
        yield File(RECORD, record(versions).encode("utf-8"))
        yield File(PAGE, write.versions(versions, worth).encode("utf-8"))
