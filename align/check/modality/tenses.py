"""A future in, and whether the other side has it as what has happened; Chinese says that by 已 and 曾, or not at all."""

from __future__ import annotations

import re

from align.check.cues.replies import Lone
from align.check.page import SIDES
from align.language import base
from align.lexicon.forms import lemma
from align.lexicon.tokens import is_han
from align.model import Alignment

BEFORE = 24  # characters before a verb in which the words stand that make it past

_DONE = re.compile(r"(?:已|曾)经?[^，。；：、！？将会要]{0,6}\Z")
_NO_VERB = ("的", "后", "之后", "以后", "时")  # behind what only says of something which, or when
_BE = re.compile(r"\bbe\b", re.IGNORECASE)
_WAS = re.compile(r"\b(?:was|were|(?:has|have|had) been)\s(?:\w+\s){0,2}\Z", re.IGNORECASE)
# A participle is no past where it belongs to a noun, or to another verb: the opened bridge, is opened, to be opened.
_PARTICIPLE = re.compile(
    r"(?:\A|[^\w\s]\s?|\b(?:the|an?|of|be|being|to|is|are|get|gets|its|his|her|their|our|this|that|these|those|as|with|for|by|in|on|and|or)\s)\Z",
    re.IGNORECASE,
)

# What stands behind a verb, and not behind an adjective: opened the bridge, opened in May.
_OBJECT = re.compile(
    r"\s?(?:\Z|[^\w\s]|(?:the|an?|its|his|her|their|our|this|these|those|all|some|many|more|most|two|three|it|them|to|in|on|at|by|for|with|from|up|out|"
    r"down|off|as|into|over|after|before|during|last|today|yesterday|[A-Z0-9]\w*)\b)"
)


def past(alignment: Alignment, number: int, one: Lone) -> bool:
    """Whether the verb that a future without an answer bears on is a past on the other side; the cue must be sure of its place."""
    if one.found is None or one.sure != 1 or not one.found.after:
        return False
    side, anchor = 1 - one.side, one.found.anchor
    text = alignment.texts(number)[side]
    before = text[max(0, anchor.span.start - BEFORE) : anchor.span.start]
    if base(alignment.document(SIDES[side]).language) == "zh":
        return bool(_DONE.search(before)) and not text.startswith(_NO_VERB, anchor.span.stop)
    if not is_han(one.found.word.text[0]) and _BE.search(one.ours.of(alignment.texts(number)[one.side])):
        return bool(_WAS.search(before))
    ours, theirs = one.found.word.text.lower(), anchor.text.lower()
    if theirs.endswith(("ing", "s")) or theirs == lemma(theirs):
        return False
    if is_han(ours[0]):
        return not _PARTICIPLE.search(before) and bool(_OBJECT.match(text, anchor.span.stop))
    return lemma(ours) == ours == lemma(theirs)
