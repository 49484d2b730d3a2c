"""What is kept of an article: its facts, and for each step from text to text what an editor asks before opening the report."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from align import fingerprints
from align.batch.renderings import renderings
from align.corpus import Article
from align.model import SEVERITIES, Finding, Glossary, Report, Severity
from align.overview import Counts, Family, Furniture, Grave, Rendering, Row, Told
from align.threads import Step, Versions

SCHEMA = "align/batch/1"
GRAVEST = 5  # findings of a step that are kept with their words
INVENTED = ("major", "critical")  # so grave is furniture that names or counts something the original nowhere has


def line(row: Row) -> str:
    """The row as one line of JSON: the same for the same article, wherever and whenever it was done."""
    return json.dumps(asdict(replace(row, seconds=0.0)), ensure_ascii=False, allow_nan=False)


def row(said: str) -> Row:
    """The row that a line says; `ValueError` where it is none."""
    try:
        values = json.loads(said)
        return Row(**{**_tuples(values), "reports": tuple(_told(told) for told in values["reports"])})
    except (TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValueError(str(error)) from None


def stamp(row: Row) -> str:
    """What is put beside the reports of an article, so that the index can be made again from it; it is sealed with its own hash."""
    said = line(row)
    return json.dumps({"schema": SCHEMA, "sha256": _sealed(said)}) + "\n" + said + "\n"


def stamped(said: str) -> Row:
    """The row of a stamp; `ValueError` where somebody changed it, or it was written by another version."""
    head, _, rest = said.partition("\n")
    if json.loads(head) != {"schema": SCHEMA, "sha256": _sealed(rest.removesuffix("\n"))}:
        raise ValueError("the seal is broken")
    return row(rest)


def tell(step: Step, article: Article | None, home: str, glossary: Glossary, *, between_ends: bool) -> Told:
    """What the report of a step, or of the two ends of several, tells; `home` is the folder of the article's reports."""
    report, sides = step.report, (step.original, step.translation)
    known = [article.version(name) if article else None for name in sides]
    alignment = report.alignment
    first, second = (version.publisher if version else "" for version in known)
    before, after = (str(version.published or "") if version else "" for version in known)
    return Told(
        *sides,
        report=f"{home}/{step.folder}".rstrip("/"),
        languages=(alignment.original.language, alignment.translation.language),
        publishers=(first, second),
        published=(before, after),
        role=known[1].role if known[1] else "translation",
        between_ends=between_ends,
        sentences=(len(alignment.original.sentences), len(alignment.translation.sentences)),
        beads=sum(bead.paired for bead in alignment.beads),
        points=round(report.score.points, 1),
        gist=report.score.gist,
        related=report.related,
        counts=_by_severity(report.counts),
        families=tuple(Family(name, _by_severity(counts)) for name, counts in report.families.items()),
        gravest=tuple(_gravest(report)),
        furniture=tuple(_furniture(report)),
        characters=(len(alignment.original.text), len(alignment.translation.text)),
        renderings=renderings(report, glossary.wanting(report.terms)),
    )


def title(article: Article | None, found: Versions, name: str) -> str:
    """The title that the manifest gives, else the first heading of the original, else the folder's name."""
    if article:
        return article.title
    _, original = found.texts[0]
    headings = (block.span.of(original.text) for block in original.blocks if block.kind == "heading")
    return " ".join(next(headings, name.rpartition("/")[2]).split())


def _gravest(report: Report) -> Iterator[Grave]:
    """The first findings that count, as the report orders them."""
    names = fingerprints.of_findings(report.alignment, report.findings)
    counting = [(name, finding) for name, finding in zip(names, report.findings, strict=True) if finding.counts]
    for name, finding in counting[:GRAVEST]:
        yield Grave(name, finding.rule, finding.severity, finding.message)


def _furniture(report: Report) -> Iterator[Furniture]:
    """What the translation's page has around the article, by role."""
    found: dict[str, list[Finding]] = {}
    for finding in report.findings:
        if finding.family == "editorial" and finding.translation:
            found.setdefault(finding.rule.partition(".")[2], []).append(finding)
    for role, passages in sorted(found.items()):
        lengths = sum(len(finding.translation) for finding in passages if finding.translation)
        yield Furniture(role, len(passages), lengths, sum(finding.counts and finding.severity in INVENTED for finding in passages))


def _by_severity(counts: Counter[Severity]) -> Counts:
    neutral, minor, major, critical = (counts[severity] for severity in SEVERITIES)
    return neutral, minor, major, critical


def _told(values: dict[str, Any]) -> Told:
    kinds = {"families": Family, "gravest": Grave, "furniture": Furniture, "renderings": Rendering}
    parts = {name: tuple(kind(**_tuples(said)) for said in values.get(name, ())) for name, kind in kinds.items()}
    return Told(**{**_tuples(values), **parts})


def _tuples(values: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}


def _sealed(said: str) -> str:
    return hashlib.sha256(said.encode("utf-8")).hexdigest()
