"""Other languages out of the box: a short text of our own, paired with its translation into each."""

import json
from pathlib import Path

import pytest

from align import lexicon, pair, score
from align.model import Bead, Block, Document, Glossary, Sentence, Span

FOLDER = Path(__file__).parent / "parallel"
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.txt") if path.stem != "en")


def document(lines, language):
    sentences, start = [], 0
    for line in lines:
        sentences.append(Sentence(Span(start, start + len(line)), 0))
        start += len(line) + 1
    text = "\n".join(lines)
    return Document(language, language, text, (Block("paragraph", Span(0, len(text))),), tuple(sentences))


def run(ids):
    return range(ids[0], ids[-1] + 1) if ids else range(0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_short_text_is_paired_in_every_language(language):
    """Twelve sentences, of which two are merged, one is split and one is left out."""
    said, _, beads = (FOLDER / f"{language}.txt").read_text("utf-8").partition("---\n")
    gold = [Bead(*(run(json.loads(side)) for side in line.split(":"))) for line in beads.split()]
    one = document((FOLDER / "en.txt").read_text("utf-8").splitlines(), "en")
    two = document(said.splitlines(), language)
    found = pair.documents(one, two, lexicon.between(one, two, Glossary()))
    assert score.agreement(gold, found.beads).f1 >= 0.8, found.beads
