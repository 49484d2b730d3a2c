"""A trail in, its story in a reader's words out: with which version a drift came in, and whether it was repaired on the way."""

from __future__ import annotations

import re
from collections import Counter

from align.language import base
from align.threads import Trail, Versions

LANGUAGES = {
    "ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian",
    "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian",
    "nb": "Norwegian", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sk": "Slovak", "sl": "Slovene", "sv": "Swedish", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese",
    "zh": "Chinese",
}  # fmt: skip
_PLAIN = re.compile(r"[a-z][a-z_]*")


def came_in(trail: Trail, versions: Versions) -> str:
    """Where a drift came in and what became of it, in words: *came in with the Chinese compilation*."""
    labels = {name: label(name, text.language) for name, text in versions.texts}
    seen = versions.reports[trail.seen[0].report]
    if not trail.came_in:
        return f"seen only between {labels[seen.original]} and {labels[seen.translation]}"
    if trail.basis == "words" and trail.fate == "repaired":
        # Only the step that undid it shows it: against the version before, and not against the original.
        gone = " and ".join(labels[name] for name in trail.gone)
        return f"{gone} says again what {labels[versions.names[0]]} says, and {labels[trail.came_in[0]]} did not"
    said = f"came in with {' and '.join(labels[name] for name in trail.came_in)}"
    gone = " and ".join(labels[name] for name in trail.gone)
    if trail.fate == "repaired":
        return f"{said}, repaired in {gone}"
    if trail.fate == "unseen":
        return f"{said}, not seen against {labels[versions.names[0]]}"
    return f"{said}, repaired in {gone} alone" if gone else said


def chapter(trail: Trail) -> str:
    """What its story is filed under: the version that brought it first, else a word that begins with a blank, as no name does."""
    if trail.fate == "repaired":
        return " repaired"
    return trail.came_in[0] if trail.came_in else " between"


def label(name: str, language: str) -> str:
    """What to call a version: by its name and language where its name is a word, else by its name as it is.

    >>> label("compilation", "zh-CN"), label("compilation.zh_CN", "zh-CN"), label("B2", "de")
    ('the Chinese compilation', 'the Chinese compilation', '“B2”')
    """
    word = re.sub(rf"\.{re.escape(language.replace('-', '_'))}$", "", name, flags=re.IGNORECASE)
    if not _PLAIN.fullmatch(word):
        return f"“{name}”"
    tongue = LANGUAGES.get(base(language), language)
    return f"the {tongue} {word.replace('_', ' ')}"


def tally(versions: Versions) -> str:
    """How many drifts came in with each version, how many of them were repaired, and of how many nobody can say: one line."""
    standing = [trail for trail in versions.trails if any(versions.finding(seen).counts for seen in trail.seen)]
    counts = Counter(name for trail in standing if trail.fate != "repaired" for name in trail.came_in)
    labels = {name: label(name, text.language) for name, text in versions.texts}
    parts = [f"with {labels[name]} {counts[name]}" for name in versions.names if counts[name]]
    repaired = sum(trail.fate == "repaired" for trail in standing)
    parts += [f"repaired on the way {repaired}"] if repaired else []
    unknown = sum(not trail.came_in for trail in standing)
    parts += [f"not to be told {unknown}"] if unknown else []
    return f"Where it came in: {', '.join(parts) or 'nothing did'}."
