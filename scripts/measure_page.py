"""How quick the pages are in Chromium with an article of two thousand sentences: the report's first paint and its filters, and a
gesture in the review.

The article is an essay of corpus/ and its republication, again and again as parts of a book. Milliseconds are medians of five, each
page in a window of its own; what is pressed is timed until the page is painted anew.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

import browser
from playwright.sync_api import Browser, Page

from align import corpus

PARTS = 25  # of some eighty sentences each
TIMES = 5
ARTICLE = corpus.shipped() / "cannery"

PAINTED = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"
# From a press until what it changed is painted: a message is delivered after the frame that follows.
UNTIL_PAINTED = """(press) => new Promise((resolve) => {
    const begun = performance.now();
    press();
    requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - begun);
        port2.postMessage(null);
    });
})"""
# From a press until the texts have changed and are painted; how long the server took of it stands in the browser's own record.
UNTIL_ANSWERED = """(command) => new Promise((resolve) => {
    const begun = performance.now();
    new MutationObserver((_, observer) => {
        observer.disconnect();
        requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve(performance.now() - begun);
            port2.postMessage(null);
        });
    }).observe(document.getElementById("texts"), { childList: true });
    document.querySelector(`[data-command=${command}]`).click();
})"""
ACTS = "performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/act')).map(({ duration }) => duration)"
FILTERS = {
    "a severity is left out": "() => document.querySelector('.filter [value=minor]').click()",
    "findings alone": "() => document.querySelector('.filter [name=alone]').click()",
    "a word is looked for": """() => {
        const field = document.querySelector(".filter [type=search]");
        field.value = "license";
        field.dispatchEvent(new Event("input", { bubbles: true }));
    }""",
}


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="align-") as name, browser.chromium() as window:
        folder = Path(name)
        browser.run(folder, *book(folder))
        size = (folder / "report.html").stat().st_size / 1e6
        print(f"| {PARTS * 82:,} sentences, a report of {size:.1f} MB | milliseconds |\n|---|---:|")
        for told, milliseconds in [*report(window, folder / "report.html"), *review(window, folder)]:
            print(f"| {told} | {milliseconds:.0f} |")


def book(folder: Path) -> tuple[Path, Path]:
    """A long article in two versions, written into a folder."""
    texts = folder / "original.en.md", folder / "republication.en.txt"
    for mark, text in zip(("# ", ""), texts, strict=True):
        part = (ARTICLE / text.name).read_text("utf-8")
        text.write_text("\n\n".join(f"{mark}Part {number}\n\n{part}" for number in range(1, PARTS + 1)), "utf-8")
    return texts


def report(window: Browser, path: Path) -> Iterator[tuple[str, float]]:
    """What a reader of the report waits for."""
    pages = [_opened(window, path.as_uri()) for _ in range(TIMES)]
    yield "the report, until its first paint", _median(pages, PAINTED)
    yield "the report, until all of it is there", _median(pages, LOADED)
    for told, press in FILTERS.items():
        yield f"the report's filter: {told}", _median(pages, f"({UNTIL_PAINTED})({press})")


def review(window: Browser, folder: Path) -> Iterator[tuple[str, float]]:
    """What a reviewer waits for: two pairs are made one and two again, in the middle of the article."""
    with browser.review(folder) as address:
        page = _opened(window, address)
        rows = page.locator("#texts > .group .row:has(.original .sentence):has(.translation .sentence)")
        rows.nth(rows.count() // 2).locator(".sentence").first.click()
        waits: dict[str, list[float]] = {"merge-next": [], "undo": []}
        for _ in range(TIMES):
            for command, times in waits.items():
                times.append(float(page.evaluate(UNTIL_ANSWERED, command)))
                page.locator("#saved[data-state=saved]").wait_for()
        answers = page.evaluate(ACTS)
    yield "a gesture in the review, until it is answered", statistics.median(map(float, answers))
    for command, times in waits.items():
        yield f"a gesture in the review, until it is painted: {command}", statistics.median(times)


def _opened(window: Browser, address: str) -> Page:
    page = window.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(120_000)
    page.goto(address)
    page.evaluate("new Promise((resolve) => setTimeout(resolve))")  # the browser notes the end of loading after telling of it
    return page


def _median(pages: list[Page], script: str) -> float:
    return statistics.median(float(page.evaluate(script)) for page in pages)


if __name__ == "__main__":
    main()
