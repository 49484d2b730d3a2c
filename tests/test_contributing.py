"""The three changes that CONTRIBUTING works through, made in a copy of the tree: the commands at the end must pass, and ruff."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
COPIED = ("align", "corpus", "docs", "glossary", "scripts", "tests", "pyproject.toml", *(page.name for page in ROOT.glob("*.md")))
# What one types in a checkout, and what that comes to here.
MEANT = {"sh scripts/test": [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"], ".venv/bin/python": [sys.executable]}

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("title", ["A rule", "A language", "A format"])
def test_a_change_that_is_worked_through_works(title: str, tmp_path: Path) -> None:
    for name in COPIED:
        here = ROOT / name
        if here.is_dir():
            shutil.copytree(here, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "pictures"))
        else:
            shutil.copy(here, tmp_path / name)
    page = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    section = page.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    commands, made = _made(section, tmp_path)
    assert commands
    if ruff := shutil.which("ruff", path=os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))):
        for verb in (["check"], ["format", "--check"]):
            linted = subprocess.run([ruff, *verb, "--no-cache", *made], cwd=tmp_path, capture_output=True, text=True, check=False)
            assert linted.returncode == 0, linted.stdout
    for command in commands:
        typed = next(typed for typed in MEANT if command.startswith(typed))
        words = [*MEANT[typed], *shlex.split(command.removeprefix(typed))]
        environment = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{command}\n{done.stdout[-3000:]}{done.stderr[-3000:]}"


def _made(section: str, root: Path) -> tuple[list[str], list[Path]]:
    """Writes and changes the files that a section tells, each named last before its block; the commands that it tells to type, and
    which of the files are Python.
    """
    commands: list[str] = []
    made: list[Path] = []
    for block in _BLOCK.finditer(section):
        kind, content = block.groups()
        if kind == "sh":
            commands += content.splitlines()
            continue
        told = [said for said in section[: block.start()].split("\n\n") if said.endswith(":")][-1]
        path = root / re.findall(r"`([\w./-]+/[\w./-]+|README\.md)`", told)[-1]
        if path.suffix == ".py":
            made.append(path)
        if kind == "diff":
            _changed(path, content)
        else:
            assert not path.exists(), f"{path} is there already"
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, "utf-8")
    return commands, made


def _changed(path: Path, diff: str) -> None:
    lines = diff.splitlines()
    before, after = ("\n".join(line[1:] for line in lines if line[0] in signs) for signs in (" -", " +"))
    text = path.read_text("utf-8")
    assert text.count(before) == 1, f"{path.name} has {text.count(before)} times:\n{before}"
    path.write_text(text.replace(before, after), "utf-8")
