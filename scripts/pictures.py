"""Makes the pictures of the docs from corpus/: the drift report in a browser. Needs the extra `e2e` and Debian's chromium."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from align import corpus

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
CHROMIUM = "/usr/bin/chromium"


def main() -> None:
    article = corpus.shipped() / "cannery"
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as browsers:
        command = [str(Path(sys.executable).with_name("align")), "run", "--quiet", "-o", folder]
        subprocess.run([*command, str(article / "original.en.md"), str(article / "republication.en.txt")], check=True)
        browser = browsers.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 1100})
        page.goto((Path(folder) / "report.html").as_uri())
        page.screenshot(path=PICTURES / "report.png")
        browser.close()


if __name__ == "__main__":
    main()
