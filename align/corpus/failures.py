"""A report of two versions in, what it got wrong out: known drifts that it misses, and look-alikes that it takes for drift.

They are kept beside the gold as `failures.ONE-TWO.tsv`, one a line, so that one that is mended, or a new one, shows in a diff.
"""

from __future__ import annotations

from collections.abc import Iterator

from align.corpus.gold import Known, Quiet, findings, quiet
from align.corpus.manifest import Article
from align.model import Document, Finding, Report, Span

LETTERS = 60  # of each side, in a line


def failures(article: Article, one: str, two: str, report: Report) -> str:
    """A line for each: *missed* or *alarm*, the rule, its severity, and how the place begins in both texts, with tabs between.

    A known drift is found when a finding of the same rule lies where it lies, however grave it is said to be. A look-alike raises
    an alarm when such a finding is graver than neutral and tells no known drift that lies there too.
    """
    texts = report.alignment.original, report.alignment.translation
    known = findings(article, one, two, *texts)
    alike = quiet(article, one, two, *texts)
    return "".join("\t".join(line) + "\n" for line in (*_missed(report, known, texts), *_alarms(report, known, alike, texts)))


def _missed(report: Report, known: tuple[Known, ...], texts: tuple[Document, Document]) -> Iterator[tuple[str, ...]]:
    for drift in known:
        if not any(_tells(finding, drift) for finding in report.findings):
            yield "missed", drift.rule, drift.severity, *_words(drift, texts)


def _alarms(
    report: Report, known: tuple[Known, ...], alike: tuple[Quiet, ...], texts: tuple[Document, Document]
) -> Iterator[tuple[str, ...]]:
    false = [
        finding
        for finding in report.findings
        if finding.severity != "neutral" and not any(_tells(finding, drift) for drift in known)
    ]
    for place in alike:
        for finding in (finding for finding in false if _tells(finding, place)):
            yield "alarm", finding.rule, finding.severity, *_words(place, texts)


def _tells(finding: Finding, known: Known | Quiet) -> bool:
    """Whether it is of that rule and touches that place on each side that both of them name, one at least.

    Gold ends at a letter, and a finding may be about the mark behind it: so to stand next to each other is to touch.
    """
    sides = [
        (told, place)
        for told, place in ((finding.original, known.original), (finding.translation, known.translation))
        if told and place
    ]
    return finding.rule == known.rule and bool(sides) and all(_touch(told, place) for told, place in sides)


def _touch(one: Span, other: Span) -> bool:
    return one.start <= other.stop and other.start <= one.stop


def _words(known: Known | Quiet, texts: tuple[Document, Document]) -> tuple[str, str]:
    one, two = texts
    return _begins(one, known.original), _begins(two, known.translation)


def _begins(text: Document, place: Span | None) -> str:
    """The first letters of that place on one line, or - for none."""
    words = " ".join(text.text[place.start : place.stop].split()) if place else "-"
    return words if len(words) <= LETTERS else words[:LETTERS] + "…"
