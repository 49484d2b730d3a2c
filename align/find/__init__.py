"""Marks in one text that survive translation: its numbers, names and terms; and the words by which it can be told what it is."""

from align.find.cues import Cue, cue_lists, denies, knows, plainly, small_words
from align.find.figures import Number
from align.find.furniture import Sign, furniture
from align.find.names import Name, names
from align.find.numbers import numbers
from align.find.quotes import Quote, quotes
from align.find.terms import Hit, terms

__all__ = [
    "Cue",
    "Hit",
    "Name",
    "Number",
    "Quote",
    "Sign",
    "cue_lists",
    "denies",
    "furniture",
    "knows",
    "names",
    "numbers",
    "plainly",
    "quotes",
    "small_words",
    "terms",
]
