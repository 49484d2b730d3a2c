"""Glossaries in, better ones out: what is wrong with one, merging, converting, and terms that none has yet."""

from align.glossaries.checking import problems
from align.glossaries.converting import converted, languages
from align.glossaries.extracting import candidates
from align.glossaries.merging import WINNERS, Winner, merged
from align.glossaries.opening import left, opened, sound
from align.glossaries.table import as_glossary, extracted
from align.read.glossary import Sheet
from align.write.glossaries import GLOSSARIES as FORMS

__all__ = [
    "FORMS", "WINNERS", "Sheet", "Winner", "as_glossary", "candidates", "converted", "extracted", "languages", "left", "merged",
    "opened", "problems", "sound",
]  # fmt: skip
