"""What is said of the tool's speed is what was measured, and revisions are told apart by what they do, not by the noise."""

from __future__ import annotations

import shutil
import subprocess
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

SCRIPTS = Path(__file__).parents[1] / "scripts"


@pytest.fixture
def compare(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(SCRIPTS)
    return import_module("compare")


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(SCRIPTS)
    return import_module("benchmarks_page")


def test_the_page_says_what_the_data_say(page: ModuleType) -> None:
    """`scripts/benchmarks_page.py` makes it anew."""
    _, mark, said = page.PAGE.read_text("utf-8").partition(page.MARK)
    assert mark
    assert said.lstrip("\n") == page.tables(page.kept()).lstrip("\n")


def test_a_figure_measured_again_takes_the_place_of_its_day_s_and_no_other_s(
    page: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "DATA", tmp_path / "data.tsv")
    monkeypatch.setattr(page, "PAGE", tmp_path / "page.md")
    page.DATA.write_text("\t".join(page.Kept._fields) + "\n", "utf-8")
    page.PAGE.write_text(f"Words.\n{page.MARK}\n", "utf-8")
    page.keep({("run", "MB"): {".": [3.0, 1.0, 2.0]}, ("pair", "MB"): {".": [9.0]}}, "2026-01-01")
    page.keep({("run", "MB"): {".": [4.0], "old": [8.0]}}, "2026-01-01")
    page.keep({("run", "MB"): {".": [5.0]}}, "2026-01-02")
    assert [(row.day, row.figure, row.who, float(row.median)) for row in page.kept()] == [
        ("2026-01-01", "pair", ".", 9), ("2026-01-01", "run", ".", 4),
        ("2026-01-01", "run", "old", 8), ("2026-01-02", "run", ".", 5),
    ]  # fmt: skip
    assert page.PAGE.read_text("utf-8").startswith("Words.\n")
    assert "| on that day | 5.00 |" in page.PAGE.read_text("utf-8")


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ([2.0, 2.2, 2.1], [2.1, 2.1, 2.2], "no difference beyond the noise"),
        ([2.0, 2.2, 2.1], [1.0, 1.1, 1.0], "× 0.48 (0.48–0.50)"),
        ([10.0, 20.0, 15.0], [9.0, 18.0, 14.0], "× 0.93 (0.90–0.93)"),  # a busy machine is busy for both
        ([0.9], [0.9], "the same"),
        ([0.9], [0.95], "× 1.06"),
        ([0.9], [], "–"),
    ],
)
def test_a_difference_is_told_where_every_round_shows_it(
    compare: ModuleType, before: list[float], after: list[float], says: str
) -> None:
    assert compare.told(before, after).endswith(says)


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_each_revision_runs_its_own_files(compare: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And `.` those that are there, committed or not; whatever is installed."""
    monkeypatch.setattr(compare, "ROOT", tmp_path / "repository")
    command = tmp_path / "repository" / "align" / "cli.py"
    command.parent.mkdir(parents=True)
    (command.parent / "__init__.py").touch()
    git = ["git", "-C", str(compare.ROOT), "-c", "user.name=a", "-c", "user.email=a@b"]
    subprocess.run([*git, "init", "--quiet"], check=True)
    for number in (1, 2, 3):
        command.write_text(f"def main():\n    print({number})\n", "utf-8")
        if number < 3:
            subprocess.run([*git, "add", "."], check=True)
            subprocess.run([*git, "commit", "--quiet", "-m", str(number)], check=True)
    said = []
    for number, name in enumerate(("HEAD~1", "HEAD", ".")):
        contender = compare.revision(name, tmp_path / str(number))

        said.append(
            subprocess.run(
                contender.command([]), env=contender.environment, capture_output=True, text=True, check=True
            ).stdout.strip()
        )
    assert said == ["1", "2", "3"]
