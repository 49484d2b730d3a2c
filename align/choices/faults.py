"""What an `align.toml` says in, what in it means nothing out, each with the keys that lead to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from align import check, find, language, toml
from align.model import SEVERITIES

DEAREST = 1_000  # points that one finding may cost
SWITCH: Mapping[str, bool] = {"on": True, "off": False}

Misfit = tuple[Sequence[str], str]  # the keys that lead to a value, and what is wrong with it

_KEYS: Mapping[str, type] = {
    "glossary": list, "lexicon": list, "encoder": str, "srx": str, "confident": float,
    "rules": dict, "score": dict, "language": dict,
}  # fmt: skip
_OF_A_RULE: Mapping[str, type] = {"severity": str, "threshold": float}
_OF_A_LANGUAGE: Mapping[str, type] = {"words": dict, "furniture": dict}


def of(values: Mapping[str, Any]) -> Iterator[Misfit]:
    wrong = dict(toml.misfits(values, _KEYS))
    yield from (((key,), what) for key, what in wrong.items())
    if "confident" not in wrong and not 0 <= values.get("confident", 0) <= 1:
        yield ("confident",), "'confident' is a number from 0 to 1"
    for key in ("glossary", "lexicon", "encoder", "srx"):
        if key not in wrong and any("\0" in name for name in values.get(key, ())):
            yield (key,), f"'{key}' has a character that no file's name can have"
    for key, faults in {"rules": _wrong_rules, "score": _wrong_score, "language": _wrong_languages}.items():
        if key not in wrong:
            yield from faults(values.get(key, {}))


def by_rule(rules: Mapping[str, Any]) -> Iterator[tuple[Sequence[str], str, Any]]:
    """What is said of each rule: where, its name, and what. A rule's dotted name may be one key in quotes, or several."""
    for key, value in rules.items():
        if not isinstance(value, dict) or "." in key:
            yield ("rules", key), key, value
            continue
        of_all = {name: said for name, said in value.items() if name in _OF_A_RULE}
        if of_all or not value:
            yield ("rules", key), key, of_all
        yield from ((("rules", key, name), f"{key}.{name}", said) for name, said in value.items() if name not in _OF_A_RULE)


def _wrong_rules(rules: Mapping[str, Any]) -> Iterator[Misfit]:
    known, seen = {*check.rules(), *check.families()}, set()
    for keys, name, said in by_rule(rules):
        if name not in known:
            yield keys, f"there is no rule '{name}'; {check.likely(name)}align explain lists them"
        elif name in seen:
            yield keys, f"'{name}' is given twice"
        seen.add(name)
        if isinstance(said, dict):
            yield from (((*keys, key), what) for key, what in _wrong_choice(said))
        elif said not in (*SWITCH, *SEVERITIES):
            yield keys, f"'{said}' is none of {', '.join((*SWITCH, *SEVERITIES))}"


def _wrong_choice(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    wrong = dict(toml.misfits(said, _OF_A_RULE))
    yield from wrong.items()
    if "severity" not in wrong and said.get("severity", "minor") not in SEVERITIES:
        yield "severity", f"'{said['severity']}' is none of {', '.join(SEVERITIES)}"
    if "threshold" not in wrong and not 0 <= said.get("threshold", 0) <= 1:
        yield "threshold", "'threshold' is a number from 0 to 1"


def _wrong_score(penalties: Mapping[str, Any]) -> Iterator[Misfit]:
    wrong = dict(toml.misfits(penalties, dict.fromkeys(SEVERITIES, float)))
    yield from ((("score", key), what) for key, what in wrong.items())
    for severity, penalty in penalties.items():
        if severity not in wrong and not 0 <= penalty <= DEAREST:
            yield ("score", severity), f"a penalty is a number from 0 to {DEAREST:,}, and '{severity}' is {penalty}"


def _wrong_languages(languages: Mapping[str, Any]) -> Iterator[Misfit]:
    for tag, facts in languages.items():
        keys = ("language", tag)
        if not _is_language(tag):
            yield keys, f"'{tag}' is no language such as en or zh; its region is not asked for"
        if not isinstance(facts, dict):
            yield keys, f"'{tag}' is a table: [language.{tag}.words]"
            continue
        wrong = dict(toml.misfits(facts, _OF_A_LANGUAGE))
        yield from (((*keys, key), what) for key, what in wrong.items())
        if "words" not in wrong:
            yield from _wrong_lists((*keys, "words"), facts.get("words", {}), find.cue_lists())
        if "furniture" not in wrong:
            yield from _wrong_furniture((*keys, "furniture"), facts.get("furniture", {}))


def _is_language(tag: str) -> bool:
    try:
        return language.canonical(tag) == tag == language.base(tag)
    except ValueError:
        return False


def _wrong_furniture(keys: Sequence[str], roles: Mapping[str, Any]) -> Iterator[Misfit]:
    known = dict.fromkeys(language.roles(), dict)
    wrong = dict(toml.misfits(roles, known))
    yield from (((*keys, role), what) for role, what in wrong.items())
    for role, places in roles.items():
        if role not in wrong:
            yield from _wrong_lists((*keys, role), places, get_args(language.Place))


def _wrong_lists(keys: Sequence[str], lists: Mapping[str, Any], known: Sequence[str]) -> Iterator[Misfit]:
    wrong = dict(toml.misfits(lists, dict.fromkeys(known, list)))
    yield from (((*keys, name), what) for name, what in wrong.items())
    for name, phrases in lists.items():
        if name not in wrong:
            yield from (((*keys, name), f"'{words}' has no word in it") for words in phrases if not any(map(str.isalpha, words)))
