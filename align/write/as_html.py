"""A report as one page for a browser: both texts side by side, and in their margin what was found. No network, no clock."""

from __future__ import annotations

from collections.abc import Mapping

from align.model import Report
from align.write import page


def html(report: Report, worth: Mapping[str, str] = page.UNMEASURED) -> str:
    """The page, complete: `<!doctype html>` and one file. `worth` says of rules, by name, what was measured of them."""
    return page.whole(page.view(report, worth))
