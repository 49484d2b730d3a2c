"""A real browser for the tests of the pages, and the reports it opens. Without Playwright or Chromium all are skipped."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import written
from served import Served

import align
from align import corpus

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

CANNERY = corpus.shipped() / "cannery"
LAMBERT = Path(align.__file__).parents[2] / "shared" / "articles" / "lambert"
ARTICLES = {
    "compilation": (CANNERY / "original.en.md", CANNERY / "compilation.zh-CN.html"),
    "republication": (CANNERY / "original.en.md", CANNERY / "republication.en.txt"),
    "lambert": (LAMBERT / "original.en.md", LAMBERT / "compiled.en.txt"),
}
PATIENCE = 30_000  # milliseconds that a page may take on a loaded machine


def _chromium() -> str | None:
    """Where Debian or another has put it; Playwright's own is never downloaded."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("ALIGN_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(scope="module")  # not "session": while Playwright lives, no other test can run an event loop of its own
def browser() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed (the extra `e2e`)")
    executable = _chromium()
    if executable is None:
        pytest.skip("Chromium is not installed (on Debian: apt install chromium; or say in ALIGN_CHROMIUM where it is)")
    playwright.expect.set_options(timeout=PATIENCE)
    with playwright.sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"], timeout=2 * PATIENCE)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens an address in a window of its own. No page may have complained until the end, or asked for anything from elsewhere."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def visiting(address: str, width: int = 1280, height: int = 900, tolerated: str = "\0", **options: Any) -> Page:
        """The page, laid out and quiet; complaints with the `tolerated` words in them are let pass."""
        context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce", **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        home = address.partition("#")[0] if address.startswith("file:") else address[: address.index("/", len("http://")) + 1]
        at_home = ("data:", "blob:", home)

        def complain(complaint: str) -> None:
            if tolerated not in complaint:
                wrong.append(complaint)

        page.on("pageerror", lambda error: complain(f"an error in a script: {error}"))
        page.on("console", lambda told: complain(told.text) if told.type in ("error", "warning") else None)
        page.on("request", lambda asked: None if asked.url.startswith(at_home) else complain(f"asked for {asked.url}"))
        page.goto(address)
        return page

    yield visiting
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def expect() -> Any:
    """Playwright's claims about a page, which wait until they are true."""
    return pytest.importorskip("playwright.sync_api", reason="Playwright is not installed (the extra `e2e`)").expect


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Makes the report of an article, once; the folder is for looking at, and nobody writes into it."""
    made: dict[str, Path] = {}

    def running(name: str) -> Path:
        if name not in made:
            folder = tmp_path_factory.mktemp(name)
            texts = ARTICLES[name] if name in ARTICLES else written.strange(folder)
            if not all(text.exists() for text in texts):
                pytest.skip("the folder `shared` is not beside the project")
            aligned(folder, *texts)
            made[name] = folder
        return made[name]

    return running


@pytest.fixture
def review(run: Callable[[str], Path], tmp_path: Path) -> Iterator[Callable[[str], Served]]:
    """Starts a review of an article's report, in a folder of its own."""
    started: list[Served] = []

    def reviewing(name: str) -> Served:
        started.append(Served(Path(shutil.copytree(run(name), tmp_path / name))))
        return started[-1]

    yield reviewing
    assert [served.stop() for served in started] == [0] * len(started)


def aligned(folder: Path, *texts: Path) -> None:
    """`align run`, as a stranger types it."""
    command = (sys.executable, "-c", "from align.cli import main; main()", "run", "--quiet", "-o", str(folder), *map(str, texts))
    subprocess.run(command, check=True, timeout=100)
