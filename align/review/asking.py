"""JSON that a page sends in, an act out, typed and within bounds; all that is wrong with it at once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn, get_args

from align.errors import Fault, InputError
from align.model import SEVERITIES, Category

LONGEST = 20_000  # characters of anything that a person writes
MOST = 10_000  # rows or sentences that one act may name
HIGHEST = 10_000_000  # of a sentence's number

# What neither a database nor XML can hold: control characters but for tab and line ends, halves of a character, and no characters.
_UNSPEAKABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Check = Callable[[Any], str]  # what is wrong with a value, as "is no …"; nothing where it is right


@dataclass(frozen=True, slots=True)
class Act:
    """What is to be done, by name, and with what; `seen` is the stamp of what the page has shown."""

    name: str
    seen: str
    values: Mapping[str, Any]


def act(body: bytes) -> Act:
    """The act in a request; `InputError` has all its faults."""
    asked = _object(body)
    name = asked.get("act")
    if not isinstance(name, str) or name not in ACTS:
        raise InputError([Fault("act", f"is none of {', '.join(ACTS)}")])
    return Act(name, *_parts(asked, {"act": (_any, True), **ACTS[name]}))


def saving(body: bytes) -> str:
    """The stamp in a request that says nothing else."""
    return _parts(_object(body), {})[0]


def _object(body: bytes) -> dict[str, Any]:
    try:
        asked = json.loads(body.decode("utf-8"), parse_constant=_no_number, parse_int=_number)
    except (ValueError, RecursionError) as error:
        what = "nested too deep" if isinstance(error, RecursionError) else str(error)
        raise InputError([Fault("request", f"not JSON in UTF-8: {what}")]) from None
    if not isinstance(asked, dict):
        raise InputError([Fault("request", "is no JSON object")])
    return asked


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _number(digits: str) -> int:
    return int(digits) if len(digits) < 10 else -1  # which is out of bounds everywhere


def _parts(asked: Mapping[str, Any], keys: Mapping[str, tuple[Check, bool]]) -> tuple[str, dict[str, Any]]:
    every: dict[str, tuple[Check, bool]] = {"seen": (_text, True), **keys}
    faults = [Fault(_shown(key), "is not asked for here") for key in asked if key not in every]
    for key, (check, wanted) in every.items():
        if key not in asked and wanted:
            faults.append(Fault(key, "is missing"))
        elif key in asked and (wrong := check(asked[key])):
            faults.append(Fault(key, wrong))
    if faults:
        raise InputError(faults)
    return asked["seen"], {key: asked[key] for key in keys if key in asked and key != "act"}


def _shown(key: str) -> str:
    return key.encode("utf-8", "replace").decode()[:40]


# ---- what a value may be


def _any(_value: Any) -> str:
    return ""


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

# The keys of each act, what they may be, and whether they must be there.
ACTS: Mapping[str, Mapping[str, tuple[Check, bool]]] = {
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


def told(error: InputError) -> Iterator[str]:
    """The faults of a request, each as a sentence."""
    yield from map(str, error.faults)
