"""Tags within a line in, words and marks out: what HTML and the HTML within Markdown have in common."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import unquote

from align.model import MarkKind
from align.read.page import Scribe

_MARKS: dict[str, MarkKind] = {
    **dict.fromkeys(("code", "kbd", "samp", "tt", "var"), "code"),
    **dict.fromkeys(("em", "strong", "b", "i"), "emphasis"),
    "a": "link",
}
# A reading above the line stands in brackets behind its word, as it is spoken.
_OPENING = {"q": "“", "rt": "（"}
_CLOSING = {"q": "”", "rt": "）"}
_DRAWN = re.compile(r"(?:\.latex\?|/math\?math=|/equation\?tex=)(?P<formula>[^&]+)")


def opened(scribe: Scribe, tag: str, attributes: Mapping[str, str]) -> None:
    """What an opening tag means; nothing, for most."""
    if tag == "a":
        if scribe.ends_with("link"):
            scribe.flow(" ")  # the entries of a menu, which are set apart on the screen
        if "href" in attributes:
            scribe.begin("link", attributes["href"])
    elif tag in _MARKS:
        scribe.begin(_MARKS[tag])
    elif tag == "img":
        address = attributes.get("src", "")
        scribe.begin("image", address)
        scribe.flow(attributes.get("alt") or formula(address))
        scribe.end("image")
    elif tag == "sup":
        scribe.rise()
    elif tag in _OPENING:
        scribe.say(_OPENING[tag])


def formula(address: str) -> str:
    """What a picture shows that is drawn from the formula in its address; nothing for any other.

    >>> formula("https://latex.codecogs.com/png.latex?%5B60%2C%20160%5D"), formula("https://example.org/latex.png?width=60")
    ('[60, 160]', '')
    """
    drawn = _DRAWN.search(address)
    said = " ".join(unquote(drawn["formula"]).split()) if drawn else ""
    return said if said.isprintable() else ""


def closed(scribe: Scribe, tag: str) -> None:
    """What a closing tag means."""
    if tag in _MARKS:
        scribe.end(_MARKS[tag])
    elif tag in _CLOSING:
        scribe.say(_CLOSING[tag])
