"""Uses an installed align as a stranger would, in the current folder: its commands, its review, and a program typed from outside.

ENVIRONMENT/bin/python scripts/stranger.py PATH-TO-MYPY
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import urlopen

import align
from align import corpus

ALIGN = str(Path(sys.executable).with_name("align"))
PROGRAM = """\
import align
from align import read

def drift(original: str, translation: str) -> dict[str, list[str]]:
    report = align.run(original, translation)
    said: dict[str, list[str]] = {}
    for finding in report.findings:
        said.setdefault(finding.rule, []).append(finding.message)
    reveal_type(report.alignment.beads[0].confidence)
    reveal_type(read.text("A kiln.", name="kiln", language="en").language)
    return said
"""
MISSPELT = "import align\nfrom align import check\n\nalign.check.alignments(3)\ncheck.alignments(3)\n"


def main() -> None:
    assert Path(__file__).parents[1] not in Path(align.__file__).parents, "this is the checkout's own"
    article = corpus.shipped() / "cannery"
    said = called("run", str(article / "original.en.md"), str(article / "republication.en.txt"), "-o", "first")
    assert "Findings: 1 critical" in said, said
    called("run", str(article), "-o", "versions", "--quiet")
    assert Path("versions/versions.html").is_file()
    assert called("explain", "numbers.changed").startswith("`numbers.changed`")
    memory = next(Path("first").glob("*.review.tmx"))
    called("tmx", "convert", str(memory), "-o", "memory.xlsx")
    assert "complete" in called("completion", "bash")
    print("run, versions, explain, tmx, completion: as in the checkout")
    print(f"review: {reviewed()} files served")
    said = typed(PROGRAM)
    assert 'Revealed type is "float"' in said and 'Revealed type is "str"' in said and "Success" in said, said
    assert typed(MISSPELT).count("error: Module has no attribute") == 2
    print("mypy --strict sees the types")


def typed(program: str) -> str:
    """What mypy says of a program."""
    Path("program.py").write_text(program, "utf-8")
    mypy = [sys.argv[1], "--strict", "--python-executable", sys.executable, "program.py"]
    return subprocess.run(mypy, capture_output=True, text=True).stdout


def called(*words: str) -> str:
    done = subprocess.run([ALIGN, *words], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, (words, done.stderr)
    return done.stdout


def reviewed() -> int:
    """How many files the review's page asks for, those included that they ask for, when each is given."""
    with subprocess.Popen([ALIGN, "review", "first", "--no-open"], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        address = process.stdout.readline().split()[1]
        asked = re.findall(r'(?:src|href)="(/static/[^"]+)"', _got(address))
        for path in asked:  # which grows as we go
            asked += {urljoin(path, name) for name in re.findall(r'from "(\./[^"]+)"', _got(urljoin(address, path)))} - set(asked)
        process.terminate()
    return len(asked)


def _got(address: str) -> str:
    with urlopen(address) as answer:
        return str(answer.read().decode())


main()
