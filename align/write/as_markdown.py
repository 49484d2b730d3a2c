"""A report in brief, for a pull request or a mail: the gist and the score card, and in the end a letter with the corrections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from align.model import REWORDED, SEVERITIES, Finding, Report
from align.write.corrections import MOST, SURE, Task, item, letter, sure, tasks
from align.write.literal import escaped

FALLING = tuple(reversed(SEVERITIES))


def markdown(report: Report) -> str:
    """The report as Markdown text; nothing quoted in it can act as Markdown or HTML."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    original, translation, listed = report.alignment.original, report.alignment.translation, tasks(report)
    yield f"# Drift report: {escaped(original.name)} → {escaped(translation.name)}"
    yield ""
    if report.score.gist:
        yield escaped(report.score.gist)
        yield ""
    for warning in report.warnings:
        yield f"> {escaped(warning)}"
        yield ""
    yield from _card(report)
    yield from _gravest(listed)
    yield from _unsure(report)
    yield from _changed(report)
    yield ""
    yield f"{escaped(original.language)} → {escaped(translation.language)} · {escaped(report.signature)}"
    if report.related:  # else there is nobody to write to
        yield ""
        yield "## Corrections"
        yield ""
        yield from letter(report, listed)


def _changed(report: Report) -> Iterator[str]:
    """What the memory says otherwise than the translation does."""
    terms = [change for change in report.changes if change.rule != REWORDED]
    reworded = [change for change in report.changes if change.rule == REWORDED]
    for title, told, changes in (
        ("Terms changed in the memory", "in the memory the glossary’s terms stand in its place.", terms),
        ("Sentences reworded in the memory", "in the memory these sentences say what a person wants.", reworded),
    ):
        if changes:
            yield ""
            yield f"## {title} ({len(changes)})"
            yield ""
            yield f"The published text is as it was; {told}"
            yield ""
        for change in changes[:MOST]:
            yield f"- “{escaped(change.old)}” → “{escaped(change.new)}”: {escaped(change.why)}"
        if changes[MOST:]:
            yield f"- … and {len(changes) - MOST} more, in the record and in the memory."


def _card(report: Report) -> Iterator[str]:
    score, pairs = report.score, sum(bead.paired for bead in report.alignment.beads)
    yield (
        f"**{score.points:.1f}** of 100 after MQM, a penalty of {score.penalty:.1f} per 1,000 words of the original · "
        f"{pairs} pairs · {score.covered:.0%} of the original kept, {score.author:.0%} of the translation from the author"
    )
    if report.findings:
        costs = dict(score.penalties)
        yield ""
        yield f"| findings | {' | '.join(FALLING)} | cost |"
        yield f"|---|{'--:|' * (len(FALLING) + 1)}"
        for family, counts in report.families.items():
            yield _row(escaped(family), [counts[severity] for severity in FALLING], costs.get(family, 0))
        yield _row("all", [report.counts[severity] for severity in FALLING], sum(costs.values()))
    if score.likeness:
        near = ", ".join(f"{found.metric} {found.points:.1f}" for found in score.likeness)
        yield ""
        yield f"The wording against the original’s own, by sacrebleu: {near}. It tells how much was reworded, not how well."


def _row(name: str, counts: Iterable[int], penalty: float) -> str:
    return f"| {name} | {' | '.join(str(count or '') for count in counts)} | {penalty:g} |"


def _gravest(listed: Iterable[Task]) -> Iterator[str]:
    """Where in the letter the gravest corrections stand, which it puts among the others."""
    numbers = [(finding.severity, number) for task in listed for number, finding in task.findings[:MOST]]
    told = [
        f"{severity}: {', '.join(str(number) for found, number in numbers if found == severity)}"
        for severity in FALLING[:2]
        if any(found == severity for found, _ in numbers)
    ]
    if told:
        yield ""
        yield f"To be read first among the corrections: {'; '.join(told)}."


def _unsure(report: Report) -> Iterator[str]:
    """What is not among the corrections: of the grave findings each, of the others how many."""
    unsure = [finding for finding in report.findings if finding.severity != "neutral" and not sure(finding)]
    grave: list[Finding] = [finding for finding in unsure if finding.severity != "minor"]
    rules = Counter(finding.rule for finding in unsure if finding.severity == "minor")
    if grave:
        yield ""
        yield f"## Grave, but not sure ({len(grave)})"
        yield ""
        for finding in grave[:MOST]:
            yield from item(report, finding, "-")
        if grave[MOST:]:
            yield ""
            yield f"… and {len(grave) - MOST} more, in the page and in the record."
    if report.findings:
        yield ""
        yield (
            f"Corrections are asked for where a minor finding is at least {SURE['minor']:.0%} sure, a graver one at least "
            f"{SURE['major']:.0%}. A program found them: read each before it is sent."
        )
    if rules:
        told = (f"{escaped(rule)} {count}" for rule, count in sorted(rules.items(), key=lambda rule: (-rule[1], rule[0])))
        yield f"Less sure, and told in the page only: {', '.join(told)}."
