"""What a page may ask to be done: the keys of each act, what their values may be and how large, and which must be there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, get_args

from align.model import SEVERITIES, Category

LONGEST = 20_000  # characters of anything that a person writes
MOST = 10_000  # rows or sentences that one act may name
HIGHEST = 10_000_000  # of a sentence's number

# What neither a database nor XML can hold: control characters but for tab and line ends, halves of a character, and no characters.
_UNSPEAKABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Check = Callable[[Any], str]  # what is wrong with a value, as "is no …"; nothing where it is right
Keys = Mapping[str, tuple[Check, bool]]  # and whether a key must be there


def _text(value: Any) -> str:
    if not isinstance(value, str):
        return "is no string"
    if len(value) > LONGEST:
        return f"has {len(value):,} characters; {LONGEST:,} is the most"
    if found := _UNSPEAKABLE.search(value):
        return f"has a character that no file could hold (U+{ord(found[0]):04X})"
    return ""


def _one_of(*names: str) -> Check:
    return lambda value: "" if isinstance(value, str) and value in names else f"is none of {', '.join(names)}"


def _sentence(value: Any) -> str:
    return "" if type(value) is int and 0 <= value <= HIGHEST else "is no sentence's number"


def _sentences(value: Any) -> str:
    if not isinstance(value, list) or len(value) > MOST or any(_sentence(number) for number in value):
        return "is no list of sentence numbers"
    return ""


def _row(value: Any) -> str:
    if not isinstance(value, dict) or value.keys() != {"original", "translation"} or any(map(_sentences, value.values())):
        return "is no pair: two lists of sentence numbers, original and translation"
    return ""


def _rows(value: Any) -> str:
    if not isinstance(value, list) or not value or len(value) > MOST:
        return "is no list of pairs"
    return next(filter(None, map(_row, value)), "")


def _cut(value: Any) -> str:
    sides = {"original", "translation"}
    if not isinstance(value, dict) or not value or value.keys() - sides or any(map(_sentence, value.values())):
        return "says before which sentence of the original, the translation, or both"
    return ""


def _words(value: Any) -> str:
    if not isinstance(value, dict) or value.keys() - {"sentence", "words", "start"} or _sentence(value.get("sentence")):
        return "says a sentence, and the words in it"
    if "words" in value and (wrong := _text(value["words"])):
        return f"has words: {wrong}"
    return "has a start that is no number" if _sentence(value.get("start", 0)) else ""


_SIDE = _one_of("original", "translation")
_WISH = _one_of("wanted", "open")

SEEN: tuple[Check, bool] = (_text, True)  # the stamp of what the page has shown, which comes with all that it asks
ACTS: Mapping[str, Keys] = {
    "split": {"row": (_row, True), "at": (_cut, True)},
    "merge": {"rows": (_rows, True)},
    "move": {"side": (_SIDE, True), "sentence": (_sentence, True), "to": (_one_of("previous", "next"), True)},
    "unlink": {"row": (_row, True)},
    "link": {"original": (_sentences, True), "translation": (_sentences, True)},
    "word": {"side": (_SIDE, True), "sentence": (_sentence, True), "text": (_text, True)},
    "pair": {"rows": (_rows, True), "verdict": (_one_of("confirmed", "doubtful", "open"), True)},
    "finding": {
        "id": (_text, True), "verdict": (_one_of("accepted", "dismissed", "edited", "open"), True), "reason": (_text, False),
        "severity": (_one_of(*SEVERITIES), False), "message": (_text, False),
    },
    "add": {
        "row": (_row, True), "category": (_one_of(*get_args(Category)), True), "severity": (_one_of(*SEVERITIES), True),
        "message": (_text, True), "original": (_words, False), "translation": (_words, False),
    },
    "term": {
        "original": (_text, True), "translation": (_text, True), "note": (_text, False), "verdict": (_WISH, False),
    },
    "realign": {},
    "undo": {},
    "redo": {},
}  # fmt: skip
