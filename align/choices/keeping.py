"""The settings of a run in, `run.json` beside its report out, and back: with the same texts it is the same run."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from align.errors import Fault, InputError, refuse
from align.model import SEVERITIES, OwnWords
from align.read.shape import Maybe, OneOf, misfits
from align.settings import RuleChoice, Settings

RUN = "run.json"
SCHEMA = "align/run/1"
_REMEDY = "align run writes it anew; without the file, what was chosen is forgotten"
# Every setting may be missing, so that a file of an older align is read; what a newer one knows besides is let be.
_SHAPE = {
    "schema": OneOf((SCHEMA,)),
    "glossaries": Maybe([str]), "lexicons": Maybe([str]), "encoder": Maybe(str), "srx": Maybe(str),
    "formats": Maybe([str]), "tags": Maybe([[str]]), "terms": Maybe(OneOf(("check", "fix"))),
    "confident": Maybe(float), "largest": Maybe(int), "everything": Maybe(bool),
    "rules": Maybe([{"rule": str, "on": Maybe(bool), "severity": Maybe(OneOf(SEVERITIES)), "threshold": Maybe(float)}]),
    "penalties": Maybe([{"severity": OneOf(SEVERITIES), "points": float}]),
    "own": Maybe({"lists": [[str]], "furniture": [[str]]}), "name": Maybe(str), "digest": Maybe(str),
}  # fmt: skip
_OF_A_RULE = ("rule", "on", "severity", "threshold")
_ROWS = {"tags": 2, "lists": 3, "furniture": 3}  # how many words a row has


def keeping(settings: Settings) -> bytes:
    """What was chosen, as the file has it; paths hold wherever one stands."""
    said = asdict(settings)
    said |= {name: [str(path.absolute()) for path in said[name]] for name in ("glossaries", "lexicons") if said[name] is not None}
    said |= {name: str(said[name].absolute()) for name in ("encoder", "srx") if said[name] is not None}
    said["penalties"] = [{"severity": severity, "points": points} for severity, points in settings.penalties]
    text = json.dumps({"schema": SCHEMA, **said}, ensure_ascii=False, indent=2)
    return f"{text}\n".encode("utf-8", "surrogateescape")  # in the name of a file, any byte may stand


def kept(folder: Path) -> Settings:
    """What was chosen for the run whose report is in a folder; our defaults where no file says so.

    `InputError` tells all that was made unfit by hand.
    """
    path = folder / RUN
    try:
        said = json.loads(path.read_bytes().decode("utf-8", "surrogateescape"))
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise refuse(path, f"cannot be read: {error.strerror or error}") from None
    except (ValueError, RecursionError) as error:
        raise refuse(path, f"not JSON in UTF-8: {error}", _REMEDY) from None
    faults = list(misfits(said, _SHAPE)) or list(_short(said))
    if faults:
        raise InputError([Fault(f"{path}: {place}", what) for place, what in faults], _REMEDY)
    return _settings({name: value for name, value in said.items() if name in _SHAPE and value is not None})


def _short(said: dict[str, Any]) -> list[tuple[str, str]]:
    """The rows that have too few words, or too many."""
    rows = {"tags": said.get("tags") or (), **(said.get("own") or {})}
    return [
        (f"{name}[{number}]", f"has {len(row)} words, and not {_ROWS[name]}")
        for name in _ROWS
        for number, row in enumerate(rows.get(name, ()))
        if len(row) != _ROWS[name]
    ]


def _settings(said: dict[str, Any]) -> Settings:
    del said["schema"]
    own = said.get("own", {"lists": [], "furniture": []})
    said |= {name: tuple(map(Path, said[name])) for name in ("glossaries", "lexicons") if name in said}
    said |= {name: Path(said[name]) for name in ("encoder", "srx") if name in said}
    said |= {
        "formats": tuple(said.get("formats", ())),
        "tags": tuple((one, two) for one, two in said.get("tags", ())),
        "rules": tuple(RuleChoice(**{name: rule.get(name) for name in _OF_A_RULE}) for rule in said.get("rules", ())),
        "penalties": tuple((row["severity"], float(row["points"])) for row in said.get("penalties", ())),
        "own": OwnWords(*(tuple((a, b, c) for a, b, c in own[name]) for name in ("lists", "furniture"))),
    }
    return Settings(**said)
