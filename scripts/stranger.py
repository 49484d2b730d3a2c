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

def drift(original: str, translation: str) -> dict[str, list[str]]:
    report = align.run(original, translation)
    said: dict[str, list[str]] = {}
    for finding in report.findings:
        said.setdefault(finding.rule, []).append(finding.message)
    reveal_type(report.alignment.beads[0].confidence)
    return said
"""


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
    Path("program.py").write_text(PROGRAM, "utf-8")
    typed = subprocess.run(
        [sys.argv[1], "--strict", "--python-executable", sys.executable, "program.py"], capture_output=True, text=True
    )
    assert 'Revealed type is "float"' in typed.stdout, typed.stdout
    assert "Success" in typed.stdout, typed.stdout
    print("mypy --strict sees the types")


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
