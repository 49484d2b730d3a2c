"""The terms of one pair of languages as OmegaT reads them: source, tab, target, tab, comment; UTF-8, one a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from align import language
from align.model import Glossary, Term


def glossary(terms: Glossary, original: str, translation: str) -> str:
    """For each wanted term of the original's language the preferred term of the translation's, and what was noted about it.

    What stands as a target is suggested to a translator, so only preferred terms do; the other admitted ones are named in the
    comment. Where both sides share a language, a preferred term needs no line: only its admitted and deprecated fellows are listed,
    with the term that is wanted in their place.
    """
    sources, targets = at_home(terms, original), at_home(terms, translation)
    same = language.base(original) == language.base(translation)
    lines = {line for concept, found in sources.items() for line in _lines(found, targets.get(concept, []), same)}
    head = f"# align glossary, {original} to {translation}: {terms.name} {terms.digest}".rstrip()
    return "\n".join([head, *sorted(lines, key=lambda line: (line.casefold(), line))]) + "\n"


def at_home(terms: Iterable[Term], tag: str) -> dict[str, list[Term]]:
    """The terms of each concept that are at home in that language, those whose tag is nearest to it first."""
    concepts: dict[str, list[Term]] = {}
    for term in sorted(terms, key=lambda term: abs(len(term.language) - len(tag))):
        if _fits(term.language, tag):
            concepts.setdefault(term.concept, []).append(term)
    return concepts


def lost(terms: Glossary, sides: tuple[str, str]) -> Iterator[tuple[str, Term]]:
    """What of the glossary OmegaT's text cannot hold, and where."""
    sources, targets = (at_home(terms, tag) for tag in sides)
    for term in terms:
        if not any(_fits(term.language, tag) for tag in sides):
            yield "terms in other languages are left out", term
            continue
        if term.status in ("deprecated", "forbidden"):
            yield "deprecated and forbidden terms are left out, for they would be suggested", term
        elif term.text.startswith("#"):
            yield "terms that begin with # are left out, for OmegaT takes them for remarks", term
        elif not any(each.status == "preferred" for each in targets.get(term.concept, ())) or term.concept not in sources:
            yield f"concepts without a source in {sides[0]} and a preferred term in {sides[1]} are left out", term
        elif term.status == "admitted" and _fits(term.language, sides[1]):
            yield "admitted targets are named in the comment only", term
        if term.note:
            yield "notes of both languages become one comment", term
    for found in sources.values():
        yield "names of concepts are left out, and are made of the sources when the text is read", found[0]


def _fits(term: str, document: str) -> bool:
    """Whether a term of this tag is at home in a document of that one: `en` in `en-US`, `zh-CN` in `zh`, `zh-CN` not in `zh-TW`."""
    short, long = sorted((term.lower(), document.lower()), key=len)
    return f"{long}-".startswith(f"{short}-")


def _lines(sources: list[Term], targets: list[Term], same: bool) -> Iterator[str]:
    preferred = next((term for term in targets if term.status == "preferred"), None)
    if preferred is None:
        return
    wanted = ("admitted", "deprecated") if same else ("preferred", "admitted")
    admitted = [term.text for term in targets if term.status == "admitted"]
    for source in sources:
        # A line that begins with # is a comment to OmegaT.
        if source.status in wanted and not source.text.startswith("#"):
            also = "also: " + ", ".join(admitted) if admitted and not same else ""
            comment = "; ".join(filter(None, (preferred.kind, also, source.note, preferred.note if not same else "")))
            yield "\t".join(" ".join(field.split()) for field in (source.text, preferred.text, comment))
