"""Glossaries in, better ones out: what is wrong with one, merging, converting, and terms that none has yet."""

from align.glossaries.checking import Problem, problems
from align.glossaries.converting import Converted, converted, languages
from align.glossaries.extracting import Candidate, candidates
from align.glossaries.merging import WINNERS, Merged, Winner, merged
from align.glossaries.opening import left, opened, sound
from align.glossaries.passages import Passages, passages
from align.glossaries.table import Extracted, as_glossary, extracted
from align.read.glossary import Sheet
from align.write.glossaries import GLOSSARIES as FORMS

__all__ = [
    "FORMS", "WINNERS", "Candidate", "Converted", "Extracted", "Merged", "Passages", "Problem", "Sheet", "Winner", "as_glossary",
    "candidates", "converted", "extracted", "languages", "left", "merged", "opened", "passages", "problems", "sound",
]  # fmt: skip
