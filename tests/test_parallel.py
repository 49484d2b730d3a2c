"""Other languages out of the box: a short text of our own, paired with its translation into each."""

import json
from pathlib import Path

import pytest

from align import lexicon, pair, score
from align.model import Bead, Block, Document, Glossary, Sentence, Span

FOLDER = Path(__file__).parent / "parallel"
LANGUAGES = [path.stem for path in sorted(FOLDER.glob("*.txt")) if path.stem != "en"]


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
    """Twelve sentences, of which two are merged, one is split and one is left out: no pair is wholly wrong, and half are exact.

    So short a text teaches nothing of its own words; numbers, names and lengths are all there is.
    """
    said, _, beads = (FOLDER / f"{language}.txt").read_text("utf-8").partition("---\n")
    gold = [Bead(*(run(json.loads(side)) for side in line.split(":"))) for line in beads.split()]
    one = document((FOLDER / "en.txt").read_text("utf-8").splitlines(), "en")
    two = document(said.splitlines(), language)
    found = pair.documents(one, two, lexicon.between(one, two, Glossary()))
    linked = {(i, j) for bead in gold for i in bead.original for j in bead.translation}
    wrong = [
        bead for bead in found.beads if bead.paired and not any((i, j) in linked for i in bead.original for j in bead.translation)
    ]
    assert wrong == []
    assert score.agreement(gold, found.beads).f1 >= 0.45
