"""`align.toml` in, the `Settings` of a run out; whatever in it means nothing is told, all at once, each with its line."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from align import toml
from align.choices import faults
from align.errors import Fault, InputError
from align.model import SEVERITIES, OwnWords
from align.read.glossary import called
from align.settings import RuleChoice, Settings

FILE = "align.toml"
_DEFAULTS = Settings()


def found(*folders: Path) -> Path | None:
    """The settings file in the first of these folders that has one."""
    for folder in folders:
        with suppress(OSError, ValueError):  # what a user gave need not be a folder's name at all
            if (folder / FILE).is_file():
                return folder / FILE
    return None


def read(path: Path) -> Settings:
    """The settings that a file chooses, its paths taken from its own folder; `InputError` has all that is wrong with it."""
    table = toml.read(path, remedy="docs/settings.md says what may stand in one")
    if wrong := [table.fault(keys, what) for keys, what in faults.of(table.values)]:
        raise InputError(sorted(wrong, key=_line), "docs/settings.md says what may stand there")
    values = table.values
    costs = values.get("score", {})
    rules = tuple(_choice(name, said) for _, name, said in faults.by_rule(values.get("rules", {})))
    penalties = tuple((severity, float(costs[severity])) for severity in SEVERITIES if severity in costs)
    own, confident = _own(values.get("language", {})), float(values.get("confident", _DEFAULTS.confident))
    return Settings(
        glossaries=tuple(called(name, path.parent) for name in values["glossary"]) if "glossary" in values else None,
        lexicons=_paths(path, values.get("lexicon", [])),
        encoder=path.parent / values["encoder"] if "encoder" in values else None,
        srx=path.parent / values["srx"] if "srx" in values else None,
        confident=confident,
        rules=rules,
        penalties=penalties,
        own=own,
        name=path.stem,
        digest=_digest(rules, penalties, own, confident),
    )


def _digest(rules: Sequence[RuleChoice], *others: object) -> str:
    """A name for what was chosen, in whatever order; nothing where nothing was that a figure depends on."""
    ours = (_DEFAULTS.penalties, _DEFAULTS.own, _DEFAULTS.confident)
    chosen = repr((sorted(map(repr, rules)), *others))
    return hashlib.sha256(chosen.encode("utf-8", "replace")).hexdigest() if rules or others != ours else ""


def _paths(path: Path, names: Sequence[str]) -> tuple[Path, ...]:
    return tuple(path.parent / name for name in names)


def _line(fault: Fault) -> int:
    _, _, number = fault.where.rpartition(" line ")
    return int(number) if number.isdecimal() else 0


def _choice(name: str, said: Any) -> RuleChoice:
    if isinstance(said, dict):
        threshold = said.get("threshold")
        return RuleChoice(name, severity=said.get("severity"), threshold=None if threshold is None else float(threshold))
    return RuleChoice(name, on=faults.SWITCH[said]) if said in faults.SWITCH else RuleChoice(name, severity=said)


def _own(languages: Mapping[str, Any]) -> OwnWords:
    return OwnWords(
        tuple(
            (tag, name, words)
            for tag, facts in languages.items()
            for name, phrases in facts.get("words", {}).items()
            for words in phrases
        ),
        tuple(
            (role, place, words)
            for facts in languages.values()
            for role, places in facts.get("furniture", {}).items()
            for place, phrases in places.items()
            for words in phrases
        ),
    )
