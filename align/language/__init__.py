"""What is known of languages: their tags, how to tell which one a text is in, their rules of cutting and their tables of words."""

from pathlib import Path

from align.language.detection import Guess, detect
from align.language.naming import exact, fits, instead
from align.language.script import simplified
from align.language.tables import Place, Table, known, roles, table
from align.language.tags import base, canonical, distinct, same

SRX = Path(__file__).with_name("segmentation.srx")
PROFILES = {"omegat": Path(__file__).with_name("omegat.srx")}  # the rules of other programs, by name

__all__ = [
    "PROFILES", "SRX", "Guess", "Place", "Table", "base", "canonical", "detect", "distinct", "exact", "fits", "instead", "known",
    "roles", "same", "simplified", "table",
]  # fmt: skip
