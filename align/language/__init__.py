"""What is known of languages: their tags, how to tell which one a text is in, their rules of cutting and their tables of words."""

from pathlib import Path

from align.language.detection import Guess, detect
from align.language.script import simplified
from align.language.tables import Table, table
from align.language.tags import base, canonical, distinct, same

SRX = Path(__file__).with_name("segmentation.srx")

__all__ = ["SRX", "Guess", "Table", "base", "canonical", "detect", "distinct", "same", "simplified", "table"]
