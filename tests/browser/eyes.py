"""What a page is like for those who do not see it as we do: axe-core's rules, and whether anything sticks out at the side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

WINDOWS = [(width, scheme) for width in (1280, 360) for scheme in ("light", "dark")]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def barriers(page: Page) -> list[str]:
    """What axe-core finds wrong with the page as it stands, one line for each element; a test without axe-core is skipped."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core is not installed (the extra `e2e`)")
    found = axe.Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}: {node['failureSummary']}" for rule in found for node in rule["nodes"]]


def overhang(page: Page) -> int:
    """How many pixels of the page lie beyond the right edge of the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
