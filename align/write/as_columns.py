"""A glossary in, tables of one pair of languages out: DeepL's two columns, and Weblate's CSV.

Only what is wanted stands in them, for whatever stands there as a target is suggested or applied.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from align.model import Glossary, Term
from align.write.as_glossary import at_home

Sides = tuple[str, str]

WEBLATE = ("location", "source", "target", "id", "fuzzy", "context", "translator_comments", "developer_comments")
WANTED = ("preferred", "admitted")
LONGEST = 1024  # bytes of a term that DeepL takes

_NUMBERED = re.compile(r" #\d+$")
_FORMULA = re.compile(r"'*[=+\-@|%]")


def deepl(glossary: Glossary, sides: Sides) -> str:
    """A source, a tab and its target a line, without a header; no source comes twice, for DeepL refuses the whole file."""
    pairs: dict[str, str] = {}
    for _, source, target in _deepl(glossary, sides):
        pairs.setdefault(source.text, target.text)
    return "".join(f"{source}\t{target}\n" for source, target in pairs.items())


def weblate(glossary: Glossary, sides: Sides) -> str:
    """A unit a line: the concept as its context, and kind, statuses and notes in its comments.

    Weblate tells units apart by source and context, so a concept's second unit and those after it have a number too.
    """
    rows: list[Sequence[str]] = [WEBLATE]
    for concept, (sources, targets) in wanted(glossary, sides).items():
        pairs = [(source, targets[0] if targets else None) for source in sources] + [(sources[0], each) for each in targets[1:]]
        for number, (source, target) in enumerate(pairs, 1):
            context = concept if number == 1 and not _NUMBERED.search(concept) else f"{concept} #{number}"
            said = f"{source.kind}, {source.status} → {target.status if target else 'none'}"
            remark = f"{said}: {source.note}" if source.note else said
            rows.append(("", source.text, target.text if target else "", "", "", context, target.note if target else "", remark))
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL)
    # As Weblate writes it itself: an apostrophe at both ends of what a spreadsheet would take for a formula.
    writer.writerows([f"'{cell}'" if _FORMULA.match(cell) else cell for cell in row] for row in rows)
    return text.getvalue()


def wanted(glossary: Glossary, sides: Sides) -> dict[str, tuple[list[Term], list[Term]]]:
    """The wanted terms of each concept in both languages, the preferred one first; none for concepts without a source."""
    found: dict[str, tuple[list[Term], list[Term]]] = {}
    homes = [at_home(glossary, tag) for tag in sides]
    for concept in homes[0]:
        one, two = (
            sorted((term for term in home.get(concept, []) if term.status in WANTED), key=lambda term: WANTED.index(term.status))
            for home in homes
        )
        if one:
            found[concept] = one, two
    return found


def lost_in_deepl(glossary: Glossary, sides: Sides) -> Iterator[tuple[str, Term]]:
    """What of the glossary two columns cannot hold, and where."""
    seen: dict[str, str] = {}
    for _, source, target in _deepl(glossary, sides):
        if seen.setdefault(source.text, target.text) != target.text:
            yield "sources that have a target already are left out", source
    for _, targets in wanted(glossary, sides).values():
        yield from (("admitted targets are left out, for there is one a source", target) for target in targets[1:])
    for term in glossary:
        if any(at_home((term,), tag) for tag in sides):
            if len(term.text.encode()) > LONGEST:
                yield f"terms longer than {LONGEST} bytes are left out", term
            if term.note:
                yield "notes are left out", term
    yield from lost_in_a_pair(glossary, sides)


def lost_in_weblate(glossary: Glossary, sides: Sides) -> Iterator[tuple[str, Term]]:
    """What of the glossary one pair of languages cannot hold, and where."""
    for sources, targets in wanted(glossary, sides).values():
        yield from (("kinds other than their source's are left out", term) for term in targets if term.kind != sources[0].kind)
    yield from lost_in_a_pair(glossary, sides)


def lost_in_a_pair(glossary: Glossary, sides: Sides) -> Iterator[tuple[str, Term]]:
    """What is lost wherever only the wanted terms of two languages stand."""
    pairs = wanted(glossary, sides)
    for term in glossary:
        if not any(at_home((term,), tag) for tag in sides):
            yield "terms in other languages are left out", term
        elif term.status not in WANTED:
            yield "deprecated and forbidden terms are left out, for they would be suggested", term
        elif term.concept not in pairs or not all(pairs[term.concept]):
            yield f"concepts without a wanted term in both {sides[0]} and {sides[1]} have nothing to say", term


def _deepl(glossary: Glossary, sides: Sides) -> Iterator[tuple[str, Term, Term]]:
    """Each wanted source of a concept and its first target; all preferred sources come before the admitted ones."""
    found = [
        (concept, source, targets[0])
        for concept, (sources, targets) in wanted(glossary, sides).items()
        for source in sources
        if targets and max(len(source.text.encode()), len(targets[0].text.encode())) <= LONGEST
    ]
    return iter(sorted(found, key=lambda pair: WANTED.index(pair[1].status)))
