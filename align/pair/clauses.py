"""Beads of several sentences in, the parts that they fall into out: a sentence of the original, and the clauses that say it.

A translator often joins two sentences with a comma. No CAT tool reads two sentences of the original as one, so the pair as a whole
is never reused; its halves are. They are found by pairing sentences with clauses, in the same way as in whole texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from align.model import Alignment, Bead, Block, Document, Part, Sentence, Span

SURE = 0.65  # of a part: below it, a stretch is left together with its neighbours

# Behind it a clause may end: stops and commas of any script, dashes between blanks; not the comma of a list (、). A Latin one needs
# a blank, as 1,000 has none.
_BORDER = regex.compile(r"[，；：。！？…—]{1,9}[”」』’）]{0,9}|[,;:.!?—–]{1,9}[\"”’)\]]{0,9}(?=\s)|(?<=\s)[–—-](?=\s)")
# What no clause ends in: brackets, titles, and a row of figures.
_HELD = regex.compile(r"[(\[{（【《][^()\[\]{}（）【】《》]{1,400}[)\]}）】》]|\p{N},\s{1,9}(?=\p{N})")


def joined(alignment: Alignment) -> tuple[int, ...]:
    """The numbers of the beads that hold several sentences of the original, and that no person has made or confirmed.

    Where passages crossed, only those that rise.
    """
    found, reached = [], 0
    for number, bead in enumerate(alignment.beads):
        settled = bead.linked or bead.decision == "confirmed"
        if bead.paired and len(bead.original) > 1 and not settled and bead.translation.start >= reached:
            found.append(number)
            reached = bead.translation.stop
    return tuple(found)


def passages(document: Document, sentences: Sequence[range], *, clauses: bool) -> Document:
    """The document with these passages only, each a block; with `clauses` their sentences are cut further. Its text is the same."""
    blocks = tuple(Block("paragraph", _whole(document, run)) for run in sentences)
    cut = _clauses if clauses else _as_they_are
    pieces = [Sentence(span, number) for number, run in enumerate(sentences) for span in cut(document, run)]
    return Document(document.name, document.language, document.text, blocks, tuple(pieces))


def parts(inner: Alignment, numbers: Sequence[int]) -> Iterator[Part]:
    """What the passages of an alignment fall into, for those that fall into more than one part; `numbers` are their beads'."""
    for place, number in enumerate(numbers):
        beads = [bead for bead in inner.beads if place in _homes(inner, bead)]
        runs = _runs(beads)
        # A bead that reaches into the next passage, or a passage with a stretch that has no other side, falls into nothing.
        if len(runs) > 1 and all(map(_has_both, runs)) and all(_homes(inner, bead) == {place} for bead in beads):
            yield from (_part(inner, number, run) for run in runs)


def _runs(beads: Sequence[Bead]) -> list[list[Bead]]:
    """Sure pairs each by itself; doubtful ones in a row together; what has one side only with what stands before it, if any."""
    runs: list[list[Bead]] = []
    for bead in beads:
        if not runs or (bead.paired and _has_both(runs[-1]) and (_is_sure([bead]) or _is_sure(runs[-1]))):
            runs.append([bead])
        else:
            runs[-1].append(bead)
    return runs


def _has_both(run: Sequence[Bead]) -> bool:
    return any(bead.original for bead in run) and any(bead.translation for bead in run)


def _is_sure(run: Sequence[Bead]) -> bool:
    return any(bead.paired and bead.confidence >= SURE for bead in run)


def _part(inner: Alignment, number: int, run: Sequence[Bead]) -> Part:
    """One part, from the first to the last of its sentences on each side."""
    sides = [
        Span(min(span.start for span in spans), max(span.stop for span in spans))
        for spans in ([inner.original.sentences[i].span for bead in run for i in bead.original],
                      [inner.translation.sentences[j].span for bead in run for j in bead.translation])
    ]  # fmt: skip
    return Part(number, sides[0], sides[1], min((bead.confidence for bead in run if bead.paired), default=0.0))


def _homes(inner: Alignment, bead: Bead) -> set[int]:
    """The passages that a bead's sentences stand in."""
    originals = {inner.original.sentences[i].block for i in bead.original}
    return originals | {inner.translation.sentences[j].block for j in bead.translation}


def _whole(document: Document, run: range) -> Span:
    return Span(document.sentences[run[0]].span.start, document.sentences[run[-1]].span.stop)


def _as_they_are(document: Document, run: range) -> Iterator[Span]:
    yield from (document.sentences[number].span for number in run)


def _clauses(document: Document, run: range) -> Iterator[Span]:
    """The clauses of these sentences, without the white space between them."""
    for number in run:
        span = document.sentences[number].span
        words = span.of(document.text)
        ends = _ends(words)
        for start, stop in pairwise((0, *ends, len(words))):
            said = words[start:stop].strip()
            if said:
                begin = span.start + words.index(said, start)
                yield Span(begin, begin + len(said))


def _ends(words: str) -> Iterator[int]:
    """Where clauses end within a sentence; each has something to read."""
    held = {place for found in _HELD.finditer(words) for place in range(found.start() + 1, found.end())}
    last = 0
    for found in _BORDER.finditer(words):
        end = found.end()
        if end not in held and any(map(str.isalnum, words[last:end])) and any(map(str.isalnum, words[end:])):
            yield end
            last = end
