"""What is said of the rules' worth is what was measured, in the docs and in `align explain`."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from align import check
from align.check import measured
from align.check.measured import Count

ROOT = Path(__file__).parents[1]


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The names of `scripts/what_is_checked.py`, which makes the page."""
    monkeypatch.syspath_prepend(ROOT / "scripts")
    return runpy.run_path(str(ROOT / "scripts" / "what_is_checked.py"))


def test_what_was_measured_is_what_is_checked() -> None:
    """Each rule has its place in the record, if only to say that nothing was measured; and no rule that is gone has one."""
    assert sorted(measured.record()) == sorted(check.rules())


def test_the_page_is_what_the_manuals_and_the_record_say(page: dict[str, Any]) -> None:
    """`scripts/what_is_checked.py` writes it anew."""
    written: Callable[..., str] = page["page"]
    assert page["PAGE"].read_text("utf-8") == written(measured.record())


def test_every_rule_stands_on_the_page_with_its_figures(page: dict[str, Any]) -> None:
    rows = [row for row in page["PAGE"].read_text("utf-8").splitlines() if row.startswith("| `")]
    assert [row.split("`")[1] for row in rows] == list(check.rules())
    for rule, row in zip(check.rules(), rows, strict=True):
        said = [f"{count.languages} {count.hits}/{count.of}" for counts in measured.record()[rule].values() for count in counts]
        assert [figure for figure in said if figure not in row] == [], rule


def test_the_record_is_kept_as_it_is_written() -> None:
    """Sorted, a count a line, and no count greater than what it was counted in."""
    assert measured.RECORD.read_text("utf-8") == measured.text(measured.record())
    counts = [count for asked in measured.record().values() for those in asked.values() for count in those]
    assert counts
    assert [count for count in counts if not 0 <= count.hits <= count.of or count.of < 1 or count.text not in measured.TEXTS] == []


@pytest.mark.parametrize("rule", check.rules())
def test_explain_ends_with_what_was_measured(rule: str) -> None:
    assert check.explain(rule).endswith("\n\n" + measured.told(rule))


def test_a_share_is_told_as_finely_as_it_matters() -> None:
    """Tenths of a percent where there is less than one in ten."""
    assert str(Count("en–zh", "people", 75, 77)) == "75 of 77 (97%)"
    assert str(Count("en–zh", "people", 2, 495)) == "2 of 495 (0.4%)"


def test_a_rule_that_was_not_measured_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Silence about a rule would read as praise."""
    monkeypatch.setattr(measured, "record", dict)
    assert "was not measured" in measured.told("editorial.date")
