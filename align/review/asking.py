"""JSON that a page sends in, an act out, typed and within bounds; all that is wrong with it at once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from align.errors import Fault, InputError
from align.review.allowed import ACTS, SEEN, Keys


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
    return Act(name, *_parts(asked, ACTS[name], "act"))


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


def _parts(asked: Mapping[str, Any], keys: Keys, *known: str) -> tuple[str, dict[str, Any]]:
    """The stamp, and the values of these keys; what else is there but what is known already is a fault."""
    every = {"seen": SEEN, **keys}
    faults = [Fault(_shown(key), "is not asked for here") for key in asked if key not in every and key not in known]
    for key, (check, wanted) in every.items():
        if key not in asked and wanted:
            faults.append(Fault(key, "is missing"))
        elif key in asked and (wrong := check(asked[key])):
            faults.append(Fault(key, wrong))
    if faults:
        raise InputError(faults)
    return asked["seen"], {key: asked[key] for key in keys if key in asked}


def _shown(key: str) -> str:
    return key.encode("utf-8", "replace").decode()[:40]
