"""Makes the pictures of the docs from corpus/: the drift report and the review in a browser, and a project in OmegaT.

Words after the command choose among them: `report`, `review`, `project`. Needs the extra `e2e` and Debian's chromium and
fonts-noto-cjk and imagemagick; a project also omegat, xvfb and xdotool.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import browser
from playwright.sync_api import Page, expect

from align import corpus

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
SCREEN = ":77"
# The segments shown, by where one clicks for them: one that a sure pair has filled, and one that waits with an unsure match.
SEGMENTS = (("omegat.png", 452), ("omegat-review.png", 618))
ARTICLE = corpus.shipped() / "cannery"
ORIGINAL = ARTICLE / "original.en.md"
REPUBLICATION = ARTICLE / "republication.en.txt"
COMPILATION = ARTICLE / "compilation.zh-CN.html"


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    for make in (report, review, project):
        if not sys.argv[1:] or make.__name__ in sys.argv[1:]:
            with tempfile.TemporaryDirectory(prefix="align-") as folder:
                make(Path(folder) / "report")


def report(folder: Path) -> None:
    """The report on a wide window, and the other one on a phone in the dark."""
    browser.run(folder, ORIGINAL, REPUBLICATION)
    browser.run(folder / "phone", ORIGINAL, COMPILATION)
    with browser.chromium() as window:
        page = window.new_page(viewport={"width": 1280, "height": 1100})
        page.goto((folder / "report.html").as_uri())
        _taken(page, "report.png")
        phone = window.new_page(viewport={"width": 390, "height": 844}, device_scale_factor=2, color_scheme="dark", has_touch=True)
        phone.goto((folder / "phone" / "report.html").as_uri())
        phone.locator(".first a").first.click()
        _taken(phone, "report-phone.png")


def review(folder: Path) -> None:
    """The review at work: some pairs are confirmed, a finding is judged, and the next one is at hand."""
    browser.run(folder, ORIGINAL, REPUBLICATION)
    with browser.chromium() as window, browser.review(folder) as address:
        page = window.new_page(viewport={"width": 1280, "height": 900})
        page.goto(address)
        pairs = page.locator("#texts > .group .row:has(.original .sentence):has(.translation .sentence)")
        for number in range(9):
            pairs.nth(number).locator(".sentence").first.click()
            _acted(page, "confirm")
        page.locator(".finding[data-rule='numbers.changed'] h3").first.click()
        _acted(page, "accept")
        expect(page.locator("#working")).to_be_empty(timeout=60_000)
        page.locator(".finding.critical h3").first.click()
        expect(page.locator("#said")).to_be_hidden(timeout=60_000)
        _taken(page, "review.png")


def _taken(page: Page, name: str) -> None:
    """A picture of what the window shows, in as few colours as nobody misses, and so a third as large."""
    page.screenshot(path=PICTURES / name)
    subprocess.run(["mogrify", "+dither", "-colors", "200", "-strip", str(PICTURES / name)], check=True)


def _acted(page: Page, command: str) -> None:
    with page.expect_response(lambda response: response.url.endswith("/act")):
        page.locator(f"[data-command={command}]").first.click()


def project(folder: Path) -> None:
    """A project as OmegaT opens it, at segments that have a term in them."""
    browser.run(folder, ORIGINAL, COMPILATION, "--format", "omegat")
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
