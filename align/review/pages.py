"""A desk in, HTML out: the page of the review, which is that of the report with more to it, and its groups one by one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from align.write import page
from align.write.page import View

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
STATIC = HERE / "static"
TYPES: Mapping[str, str] = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}


def whole(shown: View, start: Mapping[str, object]) -> str:
    """The page, complete; `start` is what its scripts are told."""
    template = page.environment(TEMPLATES).get_template("review.html")
    return page.visible(template.render({**page.context(shown), "start": start, "policy": _rules()}))


def policy() -> str:
    """What the page may do: use our scripts and styles, ask us, and nothing else; and nobody may put it in a frame."""
    return f"{_rules()}; frame-ancestors 'none'"  # which may only be said in a header


@cache
def _rules() -> str:
    scripts = " ".join(page.digest(script) for _, script in page.scripts())
    return (
        f"default-src 'none'; script-src 'self' {scripts}; style-src 'self' {page.digest(page.style())}; connect-src 'self'; "
        "img-src 'self'; base-uri 'none'; form-action 'none'"
    )


@cache
def static() -> Mapping[str, tuple[bytes, str]]:
    """Our scripts and styles, by name, each with its type: what is not among them cannot be asked for."""
    files = (path for path in sorted(STATIC.iterdir()) if path.suffix in TYPES and path.is_file())
    return {path.name: (path.read_bytes(), TYPES[path.suffix]) for path in files}
