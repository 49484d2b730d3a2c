"""Each check finds what it says that it finds, and leaves alone what it says that it leaves alone."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align import check, language, read
from align.check.examples import Example, document
from align.errors import InputError
from align.model import SEVERITIES, Alignment, Bead, Finding, Glossary, Span

SHIPPED = read.glossary(None)


def examples() -> Iterator[tuple[ModuleType, Example]]:
    for module in check.CHECKS:
        for example in module.EXAMPLES:
            yield module, example


def found(module: ModuleType, example: Example) -> list[Finding]:
    return [finding for finding in module.findings(example.alignment, SHIPPED) if finding.rule == example.rule]


@pytest.mark.parametrize(("module", "example"), examples(), ids=lambda value: getattr(value, "rule", ""))
def test_an_example_shows_what_it_says(module: ModuleType, example: Example) -> None:
    """A finding example yields its rule at its severity at least, a quiet one does not yield it at all."""
    findings = found(module, example)
    assert bool(findings) == example.finds, example.why
    least = SEVERITIES.index(example.severity)
    assert all(SEVERITIES.index(finding.severity) >= least for finding in findings), example.why


@pytest.mark.parametrize("module", check.CHECKS, ids=lambda module: module.__name__)
def test_each_rule_is_shown_finding_and_quiet_in_each_language(module: ModuleType) -> None:
    """Into each language that a rule has an example for, it has one of either kind."""
    for rule in module.RULES:
        kinds = {(language.base(one.translation_language), one.finds) for one in module.EXAMPLES if one.rule == rule}
        for tag in {tag for tag, _ in kinds} or {"none"}:
            assert {(tag, True), (tag, False)} <= kinds, f"{rule} into {tag}"
