"""Debian's Chromium for the scripts that look at our pages, and what it opens: a report, a review of it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without windows, closed at the end."""
    program = os.environ.get("ALIGN_CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        sys.exit("Chromium is not installed (on Debian: apt install chromium fonts-noto-cjk).")
    with sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def run(folder: Path, *arguments: str | Path) -> None:
    """`align run` into a folder, as a stranger types it."""
    subprocess.run([_align(), "run", "--quiet", "-o", str(folder), *map(str, arguments)], check=True)


@contextmanager
def review(folder: Path) -> Iterator[str]:
    """`align review` of a report's folder: its address, as long as it is open."""
    command = [_align(), "review", str(folder), "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as running:
        try:
            yield _address(running)
        finally:
            running.terminate()


def _address(running: subprocess.Popen[str]) -> str:
    """What the review prints of where it is; it prints nothing else that looks like an address before."""
    said = []
    for line in running.stdout or ():
        said.append(line)
        if found := re.search(r"http://\S+", line):
            return found[0]
    sys.exit("The review did not start: " + "".join(said))


def _align() -> str:
    return str(Path(sys.executable).with_name("align"))
