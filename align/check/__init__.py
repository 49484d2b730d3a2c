"""An alignment in, its drift out. Each module here is a kind of drift: its manual, its examples, its rules.

A check yields findings and knows nothing of the others. To add one, copy `numbers.py`, and put its name into `CHECKS`.
"""

from __future__ import annotations

import re
import textwrap
from difflib import get_close_matches
from types import ModuleType

from align.check import coverage, editorial, modality, names, negation, numbers, quotes, structure, terms, wording
from align.errors import refuse
from align.model import SEVERITIES, Alignment, Finding, Glossary

CHECKS: tuple[ModuleType, ...] = (editorial, coverage, numbers, names, negation, modality, quotes, wording, terms, structure)

_ITEM = re.compile(r"^- `(?P<rule>[\w.-]+)`.*(?:\n(?!- |\n).*)*", re.MULTILINE)


def alignment(alignment: Alignment, glossary: Glossary) -> tuple[Finding, ...]:
    """All that the checks find, in the order in which to read it: the gravest first, then the surest, then by place."""
    found = [finding for check in CHECKS for finding in check.findings(alignment, glossary)]
    return tuple(sorted(found, key=_order))


def _order(finding: Finding) -> tuple[int, float, tuple[int, ...], str, int, int]:
    original, translation = finding.original, finding.translation
    places = (original.start if original else -1, translation.start if translation else -1)
    # To as many places as the record gives, lest the order depend on the machine's last bit, and not on the place.
    return -SEVERITIES.index(finding.severity), -round(finding.confidence, 3), finding.beads, finding.rule, *places


def rules() -> tuple[str, ...]:
    """The names of all rules, in the order of the checks."""
    return tuple(rule for check in CHECKS for rule in check.RULES)


def explain(rule: str) -> str:
    """What a rule finds, how grave it is and why, and what it leaves alone, with examples: the manual of `align explain`.

    The first word of a rule (`coverage`) explains its whole check. An unknown rule is refused, and its neighbours are named.
    """
    for check in CHECKS:
        manual = check.__doc__ or ""
        if rule == check.__name__.rpartition(".")[2]:
            return manual.strip() + "\n"
        if rule in check.RULES:
            paragraphs = manual.strip().split("\n\n")
            items = {item["rule"]: item[0] for item in _ITEM.finditer(manual)}
            around = [paragraph for paragraph in paragraphs if not paragraph.startswith("- `")]
            return "\n\n".join([textwrap.dedent("  " + items[rule].removeprefix("- ")), *around, *_examples(check, rule)]) + "\n"
    near = get_close_matches(rule, rules(), n=3, cutoff=0.3)
    told = f"did you mean {' or '.join(near)}? " if near else ""
    raise refuse(rule, "no such rule", f"{told}The checks are {', '.join(check.__name__.rpartition('.')[2] for check in CHECKS)}")


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
