"""Makes the pictures of the docs from corpus/: the drift report in a browser, and a project in OmegaT.

Needs the extra `e2e` and Debian's chromium, fonts-noto-cjk, omegat, xvfb, xdotool and imagemagick.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from align import corpus

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
CHROMIUM = "/usr/bin/chromium"
SCREEN = ":77"
# The segments shown, by where one clicks for them: one that a sure pair has filled, and one that waits with an unsure match.
SEGMENTS = (("omegat.png", 452), ("omegat-review.png", 618))
ARTICLE = corpus.shipped() / "cannery"


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="align-") as folder:
        report(Path(folder) / "report")
        project(Path(folder) / "project")


def run(folder: Path, *arguments: str) -> None:
    command = [str(Path(sys.executable).with_name("align")), "run", "--quiet", "-o", str(folder)]
    subprocess.run([*command, str(ARTICLE / "original.en.md"), *arguments], check=True)


def report(folder: Path) -> None:
    run(folder, str(ARTICLE / "republication.en.txt"))
    with sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 1100})
        page.goto((folder / "report.html").as_uri())
        page.screenshot(path=PICTURES / "report.png")
        browser.close()


def project(folder: Path) -> None:
    """A project as OmegaT opens it, at segments that have a term in them."""
    run(folder, str(ARTICLE / "compilation.zh-CN.html"), "--format", "omegat")
    surroundings = {**os.environ, "DISPLAY": SCREEN, "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    settings = folder / "settings"
    settings.mkdir()
    screen = subprocess.Popen(["Xvfb", SCREEN, "-screen", "0", "1280x800x24"], stderr=subprocess.DEVNULL)
    opened = subprocess.Popen(
        ["omegat", str(folder / "omegat"), f"--config-dir={settings}", "--disable-project-locking"],
        env=surroundings | {"JAVA_TOOL_OPTIONS": "-Dfile.encoding=UTF-8"}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        time.sleep(30)  # it says nothing when it is done
        window = _asked(surroundings, "search", "--onlyvisible", "--name", "OmegaT .*omegat")
        for other in _asked(surroundings, "search", "--onlyvisible", "--name", "Project Files").split():
            _asked(surroundings, "windowunmap", other)
        _asked(surroundings, "windowmove", window, "0", "0", "windowsize", window, "1280", "800")
        time.sleep(2)
        for name, down in SEGMENTS:
            _asked(surroundings, "mousemove", "200", str(down), "click", "--repeat", "2", "--delay", "80", "1")
            time.sleep(5)
            subprocess.run(["import", "-window", "root", str(PICTURES / name)], env=surroundings, check=True)
    finally:
        os.killpg(opened.pid, 15)
        screen.terminate()


def _asked(surroundings: dict[str, str], *words: str) -> str:
    return subprocess.run(["xdotool", *words], env=surroundings, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    main()
