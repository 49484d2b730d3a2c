"""A page in, out whether a tag in it has more attributes than the parser can be given: its time grows with their square.

Wherever a tag may begin, one is read, within scripts and quotation marks too: which of them are tags, only the parser knows, and
not every version of it alike.
"""

from __future__ import annotations

import regex

MOST = 10_000  # attributes of a tag; of scripts that look like one we have seen 3,400
OFTEN = 20  # times that a page may be read, on average, for the tags that may begin within others; we have seen 5

_BEGINS = regex.compile(r"<(?=[A-Za-z])")
_ATTRIBUTE = regex.compile(r"""[\s/]*+(?:=[^\s/>=]*+|[^\s/>=]++)(?:\s*+=\s*+(?:"[^"]*+"?+|'[^']*+'?+|[^\s>"'][^\s>]*+)?+)?+""")
_TAG = regex.compile(rf"(?:{_ATTRIBUTE.pattern}){{1,{MOST}}}+")  # its name counts as one


def crowded(text: str) -> bool:
    """Whether there may be such a tag, or one within the other again and again.

    >>> crowded("<p class=note>The tide.</p>"), crowded("<p" + " a" * MOST + ">")
    (False, True)
    """
    left = OFTEN * len(text)
    for begins in _BEGINS.finditer(text):
        tag = _TAG.match(text, begins.end())
        if tag is None:
            continue
        left -= len(tag[0])
        if left < 0 or (len(tag[0]) > MOST and _ATTRIBUTE.match(text, tag.end())):
            return True
    return False
