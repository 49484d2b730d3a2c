"""Findings in, those worth showing out: each rule has a confidence below which it guesses, and a user may judge otherwise.

The confidence of a finding is its rule's own estimate. What stays below the rule's threshold is shown by `--all` only, and counts
only there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from align.model import Finding
from align.settings import Settings

SHOWN = 0.3  # enough for most rules, which yield nothing that they do not half believe themselves

# Where that is not enough, and why.
THRESHOLDS: Mapping[str, float] = {
    "wording.changed": 0.45,  # of the words below it on a page that an editor read, one in six was listed; above it, half of them
    "names.dropped": 0.4,  # a name told by *he* or *the firm* is dropped in every good translation
    "numbers.extra": 0.4,  # *one*, *both*, *a pair*: figures that a translator's grammar asks for
}


def threshold(rule: str, settings: Settings) -> float:
    """The confidence from which on a rule's findings are shown: the user's choice, or ours."""
    chosen = settings.chosen(rule).threshold
    return chosen if chosen is not None else THRESHOLDS.get(rule, SHOWN)


def shown(findings: Iterable[Finding], settings: Settings) -> Iterator[Finding]:
    """The findings of rules that are on and sure enough, as grave as the user wants them."""
    for finding in findings:
        choice = settings.chosen(finding.rule) if settings.rules else None
        # To as many places as the record gives: nobody should see 0.45 left out where 0.45 is asked for.
        sure = settings.everything or round(finding.confidence, 3) >= threshold(finding.rule, settings)
        if sure and (choice is None or choice.on is not False):
            yield replace(finding, severity=choice.severity) if choice and choice.severity else finding
