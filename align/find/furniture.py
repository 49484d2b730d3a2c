"""Editorial furniture in one sentence: the words that give it away, whatever the language of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from align.language.tables import NONE, Place, cues, fold
from align.model import OwnWords

SHORT = 90  # characters of a line that is no sentence: a byline, a date, a button

_FIGURES = re.compile(r"\d+(?:[.,:/]\d+)*")
_BEFORE = re.compile(r"[^\w#]*")  # what may stand before the first word: bullets, brackets, pictograms
_LETTER = re.compile(r"[^\W\d_]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_STOPPED = re.compile(r"[.!?。！？…][\"'”’)\]）】]*$")
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_DATE = re.compile(
    rf"{_MONTH}\.? ?\d{{1,2}}\b|\d{{1,2}} {_MONTH}\b|\d{{4}} ?[-/.年] ?\d{{1,2}}(?!\d)"
    r"|\d{1,2} ?月 ?\d{1,2} ?日|\d{1,2}/\d{1,2}/\d{2}"
)
_DATED = re.compile(
    rf"\b{_MONTH}\b|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{{0,6}}\b"
    r"|\b(?:(?:first|originally) )?(?:published|posted|updated|released)\b(?: on\b)?|[发公]布|发表|刊登|更新|刊载"
    r"|\b(?:utc|gmt|e[sd]t|p[sd]t|cst|[ap]m|th|st|nd|rd)\b|[年月日时分秒]"
)


@dataclass(frozen=True, slots=True)
class Sign:
    """What gives a sentence away: a role, how its words stand, and the words. `opens` is the role of what follows, if any."""

    role: str
    place: Place
    words: str
    opens: str = ""


@lru_cache(4096)
def furniture(text: str, own: OwnWords = NONE) -> Sign | None:
    """The surest sign that a sentence is no part of an article but of the page around it; None where there is none.

    >>> furniture("Editor’s Note: labs are growing.")
    Sign(role='note', place='label', words="editor's note", opens='note')
    >>> furniture("分享  收藏 211")
    Sign(role='ui', place='alone', words='分享', opens='')
    """
    plain = " ".join(fold(text).split())
    line = _FIGURES.sub("#", plain.lower())
    if not _LETTER.search(line):
        return Sign("ui", "alone", "#")
    return (
        _icons(plain, own)
        or _label(line, own)
        or _buttons(line, own)
        or _line(line, own)
        or _date(plain.lower())
        or _phrase(line, own)
    )


def _icons(plain: str, own: OwnWords) -> Sign | None:
    """Buttons whose pictures were copied as text: *Share IconCopy*, *AI summary iconSummary*."""
    line = _CAMEL.sub(" ", plain).lower()
    if "icon" not in line.split() or len(line) > 2 * SHORT:
        return None
    labels = _cues("label", own).findall(line)
    rest = _cues("label", own).sub("", _cues("alone", own).sub("", line))
    if _LETTER.search(rest) and not (line.startswith("icon") and len(line) <= SHORT):
        return None
    opener = next((label for label in labels if _roles("label", own)[label] != "ui"), "")
    return Sign("ui", "alone", opener or "icon", _roles("label", own).get(opener, ""))


def _label(line: str, own: OwnWords) -> Sign | None:
    label = _cues("label", own).match(line, _first(line))
    if not label:
        return None
    behind, role = line[label.end() :], _roles("label", own)[label[0]]
    bracketed = line[: label.start()].endswith(("[", "(")) and behind.startswith(("]", ")"))
    behind = behind.lstrip(" ]\"')*")
    return Sign(role, "label", label[0], opens=role) if not behind or behind[0] in ":|/" or bracketed else None


def _buttons(line: str, own: OwnWords) -> Sign | None:
    if len(line) > 2 * SHORT:
        return None
    buttons = _cues("alone", own).findall(line)
    if not buttons or _STOPPED.search(line) or _LETTER.search(_cues("alone", own).sub("", line)):
        return None
    return Sign(_roles("alone", own)[buttons[0]], "alone", buttons[0])


def _date(line: str) -> Sign | None:
    """A line that is a date, or a name and a date, and nothing else."""
    date = _DATE.search(line)
    if not date or len(line) > SHORT or _STOPPED.search(line):
        return None
    name = len(_LETTER.findall(_DATED.sub("", line)))
    return Sign("credit" if name else "date", "line", date[0]) if name <= SHORT // 3 else None


def _line(line: str, own: OwnWords) -> Sign | None:
    return _opening(line, "line", own) if len(line) <= SHORT and not _STOPPED.search(line) else None


def _phrase(line: str, own: OwnWords) -> Sign | None:
    inside = _cues("anywhere", own).search(line)
    return _opening(line, "start", own) or (Sign(_roles("anywhere", own)[inside[0]], "anywhere", inside[0]) if inside else None)


def _opening(line: str, place: Place, own: OwnWords) -> Sign | None:
    found = _cues(place, own).match(line) or _cues(place, own).match(line, _first(line))
    return Sign(_roles(place, own)[found[0]], place, found[0]) if found else None


def _first(line: str) -> int:
    before = _BEFORE.match(line)
    return before.end() if before else 0


@cache
def _roles(place: Place, own: OwnWords) -> Mapping[str, str]:
    return {cue.words: cue.role for cue in reversed(cues(own)) if cue.place == place}


@cache
def _cues(place: Place, own: OwnWords) -> re.Pattern[str]:
    return re.compile(_alternatives(_roles(place, own)))


def _alternatives(words: Iterable[str]) -> str:
    """The words, longest first; a Latin letter at an end must not run on. Words with like ends share the test, which is slow."""
    ends: dict[tuple[bool, bool], list[str]] = {(True, False): [], (True, True): [], (False, True): [], (False, False): []}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        ends[_latin(word[0]), _latin(word[-1])].append(re.escape(word))
    return "|".join(
        ("(?<![a-z])" if first else "") + f"(?:{'|'.join(group)})" + ("(?![a-z])" if last else "")
        for (first, last), group in ends.items()
        if group
    )


def _latin(character: str) -> bool:
    return character.isascii() and character.isalpha()
