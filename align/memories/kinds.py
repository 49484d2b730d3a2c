"""What can be wrong with a memory, and what the tools that are to use it do about it: a row each.

What OmegaT 3.6 does was measured, what 6.1 does was read in its source; of the others we say what their makers say.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Kind(NamedTuple):
    """How grave a problem is, and what becomes of it in the translator's tool."""

    severity: Severity
    consequence: str


_WHOLE = "OmegaT 6.1 and later drop the whole memory, not this unit alone"
_MATCH = "the same sentence in a text is no longer an exact match"
_TAG = "tools that go by the whole tag offer none of it; OmegaT 6.1 and later drop the whole memory for a tag with an underscore"

KINDS: dict[str, Kind] = {
    # the file
    "broken": Kind("error", "every tool refuses the file, or keeps only what stands before this line"),
    "version": Kind("error", 'OmegaT 6.1 and later accept version="1.4" only, and drop the whole memory'),
    "header": Kind("error", _WHOLE),
    "structure": Kind("error", _WHOLE),
    "entity": Kind("error", "a tool that knows nothing of it refuses the file, or loses the words that it stands for"),
    "no-units": Kind("error", "there is nothing to offer"),
    "encoding": Kind("warning", "allowed, but not every importer reads it; UTF-8 without a byte order mark is safe everywhere"),
    "doctype": Kind("warning", 'a tool that checks the file may fetch it from the network; "tmx14.dtd" alone is safe'),
    "many-languages": Kind("warning", "Trados refuses a memory of more than one pair of languages; OmegaT may offer the wrong one"),
    # what is said of a unit
    "date": Kind("error", "tools that sort or choose by date take the unit for one without a date, or refuse it"),
    "count": Kind("error", "no number to the tools that sort by it"),
    "tuid": Kind("error", "a tool that updates units by their tuid overwrites one with another"),
    "bound-prop": Kind("error", "OmegaT binds the unit to one place in one file, and offers it nowhere else"),
    "prop": Kind("warning", "a type of one's own is to begin with x-, or another tool may take it for its own"),
    # its texts
    "one-text": Kind("error", "there is no translation to offer"),
    "no-language": Kind("error", _WHOLE),
    "language": Kind("error", _TAG),
    "wrong-language": Kind("error", "tools look for a text in the one language, and offer the other"),
    "vague-chinese": Kind("warning", "tools that go by the whole tag want zh-CN or zh-TW; OmegaT offers any zh in any zh project"),
    "same-language": Kind("error", "a tool takes one of the two, and which one differs"),
    "near-languages": Kind("warning", "tools that go by the language alone may take one for the other"),
    "no-source": Kind("error", "a tool does not know which text was translated, and passes the unit over"),
    "near-source": Kind("warning", "tools that go by the whole tag do not find the text that was translated"),
    "duplicate": Kind("error", "the same match is offered twice, and its number of uses is wrong"),
    "conflict": Kind("warning", "OmegaT 3.6 offers the last of them, OmegaT 6 the first"),
    # a text
    "empty": Kind("error", "an empty translation deletes the sentence from the text"),
    "outer-space": Kind("error", _MATCH),
    "codes": Kind("error", "a tool cannot place the codes, and drops them or refuses the unit"),
    "break": Kind("warning", f"a sentence has no line break or tab in it: {_MATCH}"),
    "invisible": Kind("warning", f"nobody sees it, and {_MATCH}"),
    "inner-space": Kind("warning", f"unless the text has the same space, {_MATCH}"),
    "composition": Kind("warning", f"letters and accents apart are other letters to a tool: {_MATCH}"),
    "highlight": Kind("warning", "OmegaT 3.6 drops the words within <hi>"),
    "unknown-code": Kind("warning", "<ut> was given up with TMX 1.4; newer tools drop it, or refuse the unit"),
    "long": Kind("warning", "importers of online services refuse segments beyond 2,000 characters"),
    "untranslated": Kind("warning", "offered as a match, it leaves the sentence as it was"),
}
