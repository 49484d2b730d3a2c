"""A report's score card; how near an alignment comes to a gold one, and a wording to another."""

from __future__ import annotations

from align.score.agreement import Agreement, Tally, Thread, agreement, shapes
from align.score.card import PENALTIES, again, card
from align.score.likeness import wording

__all__ = ["PENALTIES", "Agreement", "Tally", "Thread", "again", "agreement", "card", "shapes", "wording"]
