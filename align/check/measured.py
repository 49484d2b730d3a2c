"""What was measured of each rule: the record beside this file, as the last measurement left it, and its words for a reader.

`scripts/benchmark drift` makes the record from texts with known drift; what silence of a rule is worth can be read from it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

RECORD = Path(__file__).with_suffix(".json")

Question = Literal["found", "spoke", "right", "known"]

# What is asked of a rule, in the order in which it is told.
QUESTIONS: Mapping[Question, str] = {
    "found": "Of drift that was planted it found",
    "known": "Of what a reader of whole pages had listed under its name, it or another rule found",
    "right": "Of what it said on those pages, the reader's list had",
    "spoke": "Of passages that say the same as their original it spoke in",
}

# What it was measured on: who wrote the two sides.
TEXTS: Mapping[str, str] = {
    "machine": "machine translation of news, the web and medicine, beside its original or a reference",
    "people": "translations by people, of news and the web, beside their original or one another",
    "novels": "novels and their translations",
    "page": "an article that went from English into Chinese and back, with a reader's list",
    "corpus": "articles of our own, with a reader's list; most of their drift was put there by us",
}


@dataclass(frozen=True, slots=True)
class Count:
    """So many of so many, in texts of two languages (`en–zh`) and of one kind, which is a key of `TEXTS`."""

    languages: str
    text: str
    hits: int
    of: int

    def __str__(self) -> str:
        return f"{self.hits} of {self.of} ({100 * self.hits / self.of:.{1 if self.hits * 10 < self.of else 0}f}%)"


Measured = Mapping[Question, tuple[Count, ...]]


@cache
def record() -> dict[str, Measured]:
    """What was measured of each rule, by the rule's name."""
    return {
        rule: {question: tuple(Count(*row) for row in asked.get(question, ())) for question in QUESTIONS}
        for rule, asked in json.loads(RECORD.read_text("utf-8")).items()
    }


def worth() -> dict[str, str]:
    """By rule, how often it was right on whole pages of which a reader had listed the drift, in three words: `right 4 of 5`."""
    counts = {rule: asked.get("right", ()) for rule, asked in record().items()}
    return {
        rule: f"right {sum(one.hits for one in those)} of {sum(one.of for one in those)}" if those else "precision not measured"
        for rule, those in counts.items()
    }


def text(rules: Mapping[str, Measured]) -> str:
    """The record as it is kept: a count a line, so that the difference of two measurements can be read."""
    told = []
    for rule, asked in sorted(rules.items()):
        rows = [
            f'  "{question}": [\n'
            + ",\n".join(f"   {json.dumps([one.languages, one.text, one.hits, one.of], ensure_ascii=False)}" for one in counts)
            + "\n  ]"
            for question in QUESTIONS
            if (counts := asked.get(question))
        ]
        told.append(f' "{rule}": {{' + (("\n" + ",\n".join(rows) + "\n ") if rows else "") + "}")
    return "{\n" + ",\n".join(told) + "\n}\n"


def told(rule: str) -> str:
    """What was measured of a rule, in words; where nothing was, that nothing was."""
    asked = record().get(rule, {})
    lines = [f"- {words} {_said(asked[question])}." for question, words in QUESTIONS.items() if asked.get(question)]
    if not asked.get("found") and not asked.get("known"):
        lines.append("- How much of such drift it finds was not measured.")
    return "\n".join(["Measured (see docs/what-is-checked.md for the texts):", *lines]) + "\n"


def _said(counts: Sequence[Count]) -> str:
    kinds = ((text, [one for one in counts if one.text == text]) for text in TEXTS)
    return "; ".join(f"{text}: {', '.join(f'{one.languages} {one}' for one in those)}" for text, those in kinds if those)
