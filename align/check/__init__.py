"""An alignment in, its drift out. Each name in `CHECKS` is a kind of drift: its manual, its examples, its rules.

A check yields findings and knows nothing of the others; what it looks at stands in its own folder, and what several look at beside
them. To add one, copy that of `negation`, and put its name into `CHECKS`.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from difflib import get_close_matches
from types import ModuleType

from align.check import coverage, editorial, measured, modality, names, negation, numbers, quotes, structure, terms, wording
from align.check.editorial.roles import backwards
from align.check.measured import worth
from align.check.merging import merged
from align.check.tiers import THRESHOLDS, shown, threshold
from align.check.unsought import unsought
from align.errors import refuse
from align.model import SEVERITIES, Alignment, Finding, Glossary
from align.settings import Settings

__all__ = [
    "CHECKS", "THRESHOLDS", "alignment", "backwards", "explain", "families", "likely", "merged", "ordered", "rules", "unsought",
    "worth",
]  # fmt: skip

CHECKS: tuple[ModuleType, ...] = (editorial, coverage, numbers, names, negation, modality, quotes, wording, terms, structure)

_ITEM = re.compile(r"^- `(?P<rule>[\w.-]+)`.*(?:\n(?!- |\n).*)*", re.MULTILINE)
_DEFAULTS = Settings()
_NO_TERMS = Glossary()


def alignment(alignment: Alignment, glossary: Glossary = _NO_TERMS, settings: Settings = _DEFAULTS) -> tuple[Finding, ...]:
    """What the checks find and is worth showing, each drift once, in the order in which to read it."""
    found = (finding for check in CHECKS for finding in check.findings(alignment, glossary))
    return ordered(merged(ordered(shown(found, settings))))


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The gravest first, then the surest, then by place."""
    return tuple(sorted(findings, key=_order))


def _order(finding: Finding) -> tuple[int, float, tuple[int, ...], str, int, int]:
    original, translation = finding.original, finding.translation
    places = (original.start if original else -1, translation.start if translation else -1)
    # To as many places as the record gives, lest the order depend on the machine's last bit, and not on the place.
    return -SEVERITIES.index(finding.severity), -round(finding.confidence, 3), finding.beads, finding.rule, *places


def rules() -> tuple[str, ...]:
    """The names of all rules, in the order of the checks."""
    return tuple(rule for check in CHECKS for rule in check.RULES)


def families() -> tuple[str, ...]:
    """The names of the checks, which are the first words of their rules."""
    return tuple(check.__name__.rpartition(".")[2] for check in CHECKS)


def likely(name: str) -> str:
    """What someone who wrote the name of no rule may have meant, as a question; nothing if that cannot be guessed.

    >>> likely("number.changed")
    'did you mean numbers.changed or names.changed or quotes.changed? '
    """
    near = get_close_matches(name, (*rules(), *families()), n=3, cutoff=0.5)
    return f"did you mean {' or '.join(near)}? " if near else ""


def explain(rule: str) -> str:
    """What a rule finds, how grave it is and why, what it leaves alone, with examples, and how well: the manual of `align explain`.

    The first word of a rule (`coverage`) explains its whole check. An unknown rule is refused, and its neighbours are named.
    """
    for check in CHECKS:
        manual = check.__doc__ or ""
        if check.__name__ == f"{__name__}.{rule}":
            return manual.strip() + "\n"
        if rule in check.RULES:
            paragraphs = manual.strip().split("\n\n")
            items = {item["rule"]: item[0] for item in _ITEM.finditer(manual)}
            around = [paragraph for paragraph in paragraphs if not paragraph.startswith("- `")]
            item = textwrap.dedent("  " + items[rule].removeprefix("- "))
            return "\n\n".join([item, *around, *_examples(check, rule), _tier(rule), measured.told(rule)])
    raise refuse(rule, "no such rule", f"{likely(rule)}The checks are {', '.join(families())}")


def _tier(rule: str) -> str:
    return f"Its findings are shown from a confidence of {threshold(rule, _DEFAULTS)} on; `--all` shows the others too."


def _examples(check: ModuleType, rule: str) -> list[str]:
    told = []
    for example in check.EXAMPLES:
        if example.rule == rule:
            verdict = f"finds ({example.severity} or graver)" if example.finds else "leaves alone"
            lines = (f"  {tag}: {' / '.join(line or '—' for line in text.split(chr(10)))}" for tag, text in (
                (example.original_language, example.original), (example.translation_language, example.translation),
            ))  # fmt: skip
            told.append("\n".join((f"It {verdict}: {example.why}", *lines)))
    return told
