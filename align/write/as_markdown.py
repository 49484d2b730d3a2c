"""A report in brief, for a pull request or a mail: the gist, the figures, and each finding with both sides quoted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from align.model import SEVERITIES, Finding, Report, Severity, Side
from align.write import quotation

MOST = 30  # findings of one severity that are told in full; the page and the record have the rest

# What could become a link, an image, HTML, emphasis, code, a table or mathematics where Markdown is read.
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|!~&$^]|(?<=[a-z]):(?=//)|(?<=www)\.", re.IGNORECASE)
# Names and numbers that a forge turns into links even when escaped; a character that nobody sees stands in between.
_CALL = re.compile(r"([@#])(?=\w)")
_FIRST = re.compile(r"^(?:[-+=]|\d+[.)](?=\s|$))")  # what makes a list or a line at the beginning of a paragraph
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def markdown(report: Report) -> str:
    """The report as Markdown text; nothing quoted in it can act as Markdown or HTML."""
    return "\n".join(_lines(report)) + "\n"


def escaped(text: str) -> str:
    r"""The text on one line, to be read as it is written.

    >>> print(escaped("a *bold* [offer](https://example.org)"))
    a \*bold\* \[offer\](https\://example.org)
    """
    plain = " ".join(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", text).split())
    literal = _CALL.sub("\\1\N{ZERO WIDTH SPACE}", _SPECIAL.sub(r"\\\g<0>", plain))
    return _FIRST.sub(lambda first: f"{first[0][:-1]}\\{first[0][-1]}", literal)


def _lines(report: Report) -> Iterator[str]:
    original, translation = report.alignment.original, report.alignment.translation
    yield f"# Drift report: {escaped(original.name)} → {escaped(translation.name)}"
    yield ""
    if report.score.gist:
        yield escaped(report.score.gist)
        yield ""
    yield from _warnings(report)
    yield f"**{report.score.points:.1f}** of 100 after MQM · {_counts(report)} · {_coverage(report)}"
    for severity in reversed(SEVERITIES[1:]):
        yield from _section(report, severity)
    yield from _neutral(report)
    yield ""
    yield f"{escaped(original.language)} → {escaped(translation.language)} · {escaped(report.signature)}"


def _warnings(report: Report) -> Iterator[str]:
    for warning in report.warnings:
        yield f"> {escaped(warning)}"
        yield ""


def _counts(report: Report) -> str:
    return ", ".join(f"{report.counts[severity]} {severity}" for severity in reversed(SEVERITIES))


def _coverage(report: Report) -> str:
    pairs = sum(bead.paired for bead in report.alignment.beads)
    kept, own = f"{report.score.covered:.0%}", f"{report.score.author:.0%}"
    return f"{pairs} pairs · {kept} of the original kept, {own} of the translation from the author"


def _section(report: Report, severity: Severity) -> Iterator[str]:
    found = [finding for finding in report.findings if finding.severity == severity]
    if not found:
        return
    yield ""
    yield f"## {severity.capitalize()} ({len(found)})"
    yield ""
    for number, finding in enumerate(found[:MOST], 1):
        yield from _finding(report, number, finding)
    if found[MOST:]:
        yield ""
        yield f"… and {len(found) - MOST} more, in the page and in the record."


def _finding(report: Report, number: int, finding: Finding) -> Iterator[str]:
    yield f"{number}. {escaped(finding.message)} `{finding.rule}`"
    sides: tuple[Side, ...] = ("original", "translation")
    for side in sides:
        quoted = quotation.of(report.alignment, finding, side)
        yield f"    - {side}: {_quotation(quoted) if quoted else '(nothing)'}"
    evidence = [f"{name}: {value}" for name, value in finding.evidence]
    evidence += [f"better: {finding.suggestion}"] if finding.suggestion else []
    if evidence:
        yield f"    - {escaped(' · '.join(evidence))}"


def _quotation(quoted: quotation.Quotation) -> str:
    """What is pointed at in bold, unless it is all there is."""
    if not (quoted.before or quoted.after):
        return escaped(quoted.marked)
    left = " " if quoted.before.endswith(" ") else ""
    right = " " if quoted.after.startswith(" ") else ""
    # Two stars between a letter and a punctuation mark stay two stars.
    glued = (quoted.before[-1:].isalnum() and not quoted.marked[:1].isalnum()) or (
        quoted.after[:1].isalnum() and not quoted.marked[-1:].isalnum()
    )
    opening, closing = ("<b>", "</b>") if glued else ("**", "**")
    marked = f"{opening}{escaped(quoted.marked)}{closing}" if quoted.marked else ""
    return f"{escaped(quoted.before)}{left}{marked}{right}{escaped(quoted.after)}"


def _neutral(report: Report) -> Iterator[str]:
    rules = Counter(finding.rule for finding in report.findings if finding.severity == "neutral")
    if rules:
        yield ""
        yield f"## Neutral ({rules.total()})"
        yield ""
        told = (f"{escaped(rule)} {count}" for rule, count in sorted(rules.items(), key=lambda rule: (-rule[1], rule[0])))
        yield "Differences that do not change what is said: " + ", ".join(told) + "."
