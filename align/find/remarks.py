"""A translator's remarks within a text: brackets that say whose they are, and sentences that open so."""

from __future__ import annotations

import re
from functools import cache

from align.find.furniture import furniture
from align.language.tables import cues, fold
from align.model import Span

LONGEST = 400  # characters of a remark
NOTE = "translator-note"

_BRACKETS = {"(": ")", "[": "]", "【": "】", "〔": "〕"}


def remarks(text: str) -> tuple[Span, ...]:
    """Where a text has a translator's remark in brackets, in order.

    >>> text = "The lantern fair (translator's note: in January) is over."
    >>> [span.of(text) for span in remarks(text)]
    ["(translator's note: in January)"]
    """
    plain = fold(text).lower()
    found: list[Span] = []
    for opening in _openings().finditer(plain):
        stop = plain.find(_BRACKETS[opening[0][0]], opening.end(), opening.start() + LONGEST)
        if stop >= 0 and (not found or found[-1].stop <= opening.start()):
            found.append(Span(opening.start(), stop + 1))
    return tuple(found)


def remarked(sentence: str) -> bool:
    """Whether a sentence opens as a translator's remark.

    >>> remarked("译者注：新址在城东。"), remarked("译者注意到了这一点。")
    (True, False)
    """
    sign = furniture(sentence)
    return sign is not None and sign.role == NOTE and sign.place == "label"


@cache
def _openings() -> re.Pattern[str]:
    labels = sorted(
        {cue.words for cue in cues() if cue.role == NOTE and cue.place == "label"} - {"注"}, key=lambda words: (-len(words), words)
    )
    return re.compile(rf"[(\[【〔]\s?(?:{'|'.join(map(re.escape, labels))})(?=\W)")
