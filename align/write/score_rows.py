"""A report in, rows of a name and a value out: its score card, and how to work on it in a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence

from align.model import SEVERITIES, Report

Rows = Sequence[tuple[str, str | float]]

_HOW = (
    ("Pairs", "Each row of the sheet Pairs is a pair: sentences of the original and those of the translation that say the same."),
    ("To merge two rows", "Write all the numbers in one of them, such as 12-13, and empty them in the other, or delete that row."),
    ("To split a row", "Insert a row, and share the sentence numbers among the two."),
    ("To move a sentence", "Write its number in the row where it belongs, and take it out of the row where it was."),
    ("To part a pair", "Insert a row, write the translation's number there, leave the other empty; and empty it in the first row."),
    ("What must hold", "Every sentence stands in one row. The sentences of a row follow one another. Rows may be in any order."),
    ("The texts", "They are for reading, and need not be moved along with their numbers; a changed wording is refused."),
    ("To judge a pair", "Choose confirmed or doubtful. Confirmed ones go into the memory to rely on, whatever their confidence."),
    ("To judge a finding", "In Findings, choose accepted, dismissed (with a reason), or edited (with your severity and message)."),
    ("Numbers", "Sentences and pairs count from 0, as in report.json and align decisions."),
    ("Then", "Save as .xlsx, and run: align import WORKBOOK DIR. What does not fit is refused cell by cell, and nothing is done."),
    ("Beware", "The next align run into the same folder writes this file anew. Import it before, or save it under another name."),
)


def notes(report: Report) -> Rows:
    """How to edit the workbook, and between which texts it stands."""
    alignment = report.alignment
    names = (("original", alignment.original), ("translation", alignment.translation))
    return (*((f"The {side}", f"{document.name} ({document.language})") for side, document in names), ("", ""), *_HOW)


def score(report: Report) -> Rows:
    """The score card: in plain words, in figures, by severity and by family of rules, and how it was reckoned."""
    card = report.score
    return (
        ("In short", card.gist),
        ("Points", round(card.points, 1)),
        ("Penalty per 1,000 words", round(card.penalty, 1)),
        ("Words of the original", card.words),
        ("Original with a partner, %", round(100 * card.covered, 1)),
        ("Translation with a partner, %", round(100 * card.author, 1)),
        *((f"{near.metric} ({near.signature})", round(near.points, 1)) for near in card.likeness),
        ("", ""),
        *((f"Findings: {severity}", report.counts[severity]) for severity in reversed(SEVERITIES)),
        ("", ""),
        *((f"Penalty: {family}", round(cost, 3)) for family, cost in card.penalties),
        ("", ""),
        *((f"Cost of one: {severity}", cost) for severity, cost in card.weights),
        ("", ""),
        ("Signature", report.signature),
        *(("To be aware of", warning) for warning in report.warnings),
    )
