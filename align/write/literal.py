"""Words of others in, Markdown out that reads as they are written: nothing in it can act as Markdown or HTML."""

from __future__ import annotations

import re

from align.write.quotation import Quotation

# What could become a link, an image, HTML, emphasis, code, a table or mathematics where Markdown is read.
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|!~&$^]|(?<=[a-z]):(?=//)|(?<=www)\.", re.IGNORECASE)
# Names and numbers that a forge turns into links even when escaped; a character that nobody sees stands in between.
_CALL = re.compile(r"([@#])(?=\w)")
_FIRST = re.compile(r"^(?:[-+=]|\d+[.)](?=\s|$))")  # what makes a list or a line at the beginning of a paragraph
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def escaped(text: str) -> str:
    r"""The text on one line, to be read as it is written.

    >>> print(escaped("a *bold* [offer](https://example.org)"))
    a \*bold\* \[offer\](https\://example.org)
    """
    plain = " ".join(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", text).split())
    literal = _CALL.sub("\\1\N{ZERO WIDTH SPACE}", _SPECIAL.sub(r"\\\g<0>", plain))
    return _FIRST.sub(lambda first: f"{first[0][:-1]}\\{first[0][-1]}", literal)


def quoted(quotation: Quotation) -> str:
    """A quotation with what it points at in bold, unless that is all there is."""
    if not (quotation.before or quotation.after):
        return escaped(quotation.marked)
    left = " " if quotation.before.endswith(" ") else ""
    right = " " if quotation.after.startswith(" ") else ""
    # Two stars between a letter and a punctuation mark stay two stars.
    glued = (quotation.before[-1:].isalnum() and not quotation.marked[:1].isalnum()) or (
        quotation.after[:1].isalnum() and not quotation.marked[-1:].isalnum()
    )
    opening, closing = ("<b>", "</b>") if glued else ("**", "**")
    marked = f"{opening}{escaped(quotation.marked)}{closing}" if quotation.marked else ""
    return f"{escaped(quotation.before)}{left}{marked}{right}{escaped(quotation.after)}"
