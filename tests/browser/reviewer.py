"""A reviewer at the page: what they point at, what they do, and what they see has become of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

# Which row is at hand, and which one has a sentence of the original.
STEPS = """(rows, number) => [
    rows.findIndex((row) => row.hasAttribute("aria-current")),
    rows.findIndex((row) => row.querySelector(`[data-side=original][data-sentence="${number}"]`)),
]"""
Row = tuple[str, str, str]  # the numbers of its sentences on both sides, and what was decided of it


class Reviewer:
    """Somebody at work on a review; rows are called by a sentence of the original in them."""

    def __init__(self, page: Page, expect: Any) -> None:
        self.page, self.expect = page, expect
        expect(self.button("undo")).to_be_visible()

    # Pointing

    def button(self, command: str) -> Locator:
        return self.page.locator(f"[data-command={command}]").first

    def sentence(self, side: str, number: int) -> Locator:
        return self.page.locator(f"#texts .sentence[data-side={side}][data-sentence='{number}']")

    def row(self, original: int) -> Locator:
        return self.page.locator(f"#texts .row:has([data-side=original][data-sentence='{original}'])")

    def finding(self, severity: str) -> Locator:
        """The first one of these that is not folded away, by its name, so that it stays the same one."""
        first = self.page.locator(f"#texts .finding.{severity}").locator("visible=true").first
        return self.page.locator(f"#{first.get_attribute('id')}")

    # Doing

    def stand(self, original: int) -> None:
        """Goes to the pair of a sentence, by the mouse."""
        self.sentence("original", original).click()
        self.expect(self.row(original)).to_have_attribute("aria-current", "true")

    def walk(self, original: int) -> None:
        """Goes to the pair of a sentence by keys alone, row by row."""
        shown = self.page.locator("#texts .row").locator("visible=true")
        here, there = shown.evaluate_all(STEPS, original)
        self.press(*("j" if there > here else "k" for _ in range(abs(there - here))))
        self.expect(self.row(original)).to_have_attribute("aria-current", "true")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def ask(self, key: str) -> None:
        """Presses a key that opens a question, and waits for it."""
        self.press(key)
        self.expect(self.page.locator("#asking")).to_be_visible()

    def click(self, command: str) -> None:
        more = self.page.locator("#more")
        if more.is_visible() and not self.button(command).is_visible():
            more.click()
        self.button(command).click()

    def answer(self, label: str) -> None:
        """Presses a button of the question that is open."""
        self.page.locator("#asking").get_by_role("button", name=label).first.click()

    @contextmanager
    def gesture(self) -> Iterator[None]:
        """What is done within is one gesture; when it is left, the page says that it is saved."""
        with self.page.expect_response(lambda response: response.url.endswith("/act")) as told:
            yield
        assert told.value.ok, told.value.text()
        self.expect(self.page.locator("#saved")).to_have_attribute("data-state", "saved")

    def settle(self) -> None:
        """Until all is saved, and nothing is being looked for any more."""
        self.expect(self.page.locator("#saved")).to_have_attribute("data-state", "saved")
        self.expect(self.page.locator("#working")).to_be_empty()

    def export(self, name: str, folder: Path) -> Path:
        """A file of the menu, as the browser saves it."""
        menu = self.page.locator("details.exports")
        if menu.get_attribute("open") is None:
            menu.locator("summary").click()
        with self.page.expect_download() as handed:
            menu.locator(f"a[download='{name}']").click()
        handed.value.save_as(folder / name)
        return folder / name

    # Seeing

    def rows(self, where: str = "#texts .row") -> list[Row]:
        told = "rows => rows.map(({ dataset: { original, translation, decision } }) => [original, translation, decision])"
        return [tuple(row) for row in self.page.locator(where).evaluate_all(told)]

    def plain(self, count: int) -> list[int]:
        """As many sentences of the article, one after the other, that are each paired with one sentence, in its order."""
        ones = [(int(one), int(other)) for one, other, _ in self.rows("#texts > .group .row") if one.isdigit() and other.isdigit()]
        steps = [after == (before[0] + 1, before[1] + 1) for before, after in pairwise(ones)]
        start = next(place for place in range(len(steps)) if all(steps[place : place + count - 1]))
        return [one for one, _ in ones[start : start + count]]
