"""A report in, out how its translation renders the concepts of the glossary that the original names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from align.check.terms.renderings import Passage, passages
from align.model import Glossary, Report, Term
from align.overview import Rendering

CONFIDENT = 0.5  # pairs that are less sure prove nothing


def renderings(report: Report, glossary: Glossary) -> tuple[Rendering, ...]:
    """Each wording of the original that names one concept alone, with each that stands for it in the passage's translation.

    A passage that names a concept and renders it by none of its wordings proves nothing, and is not among them.
    """
    found = Counter[tuple[Term, Term]]()
    for passage in passages(report.alignment, glossary):
        if passage.confidence >= CONFIDENT:
            found.update(_rendered(passage))
    return tuple(
        Rendering(one.concept, one.text, two.text, two.status, times)
        for (one, two), times in sorted(found.items(), key=lambda item: (item[0][0].concept, item[0][0].text, item[0][1].text))
    )


def _rendered(passage: Passage) -> Iterator[tuple[Term, Term]]:
    named = passage.counts
    for ours in passage.mentions:
        for theirs in passage.renderings(ours.term.concept):
            # A refused wording that is also the good one of another concept there stands for that one.
            other = any(hit.span == theirs.span and hit.term.concept in named for hit in passage.translation if hit != theirs)
            if theirs.term.status != "forbidden" or not other:
                yield ours.term, theirs.term
