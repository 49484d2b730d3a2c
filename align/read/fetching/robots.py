"""What a site says of visitors in its robots.txt, after RFC 9309: which pages they may ask for, and how often.

The library's own `urllib.robotparser` knows neither `*` nor `$` within a path, which most sites use, and takes the first rule that
fits instead of the longest; so the rules are read by protego.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from protego import Protego

LARGEST = 500 * 1024  # bytes that are read of it, as the RFC asks at least


@dataclass(frozen=True, slots=True)
class Rules:
    """Whether a page may be asked for, and how many seconds are to pass between two of them."""

    allows: Callable[[str], bool]
    pause: float = 0.0


def rules(status: int, content: bytes, agent: str) -> Rules:
    """The rules of a site that answered so: without the file all is allowed, and while the site fails nothing is.

    >>> said = rules(200, b"User-agent: *\\nDisallow: /*?print=", "align-drift")
    >>> said.allows("https://example.org/essay"), said.allows("https://example.org/essay?print=1")
    (True, False)
    """
    if 200 <= status < 300:
        said = Protego.parse(content[:LARGEST].decode("utf-8", "replace"))
        return Rules(lambda address: said.can_fetch(address, agent), said.crawl_delay(agent) or 0.0)
    allowed = 400 <= status < 500
    return Rules(lambda _: allowed)
