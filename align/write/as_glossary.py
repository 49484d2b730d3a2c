"""The terms of one pair of languages as OmegaT reads them: source, tab, target, tab, comment; UTF-8, one a line."""

from __future__ import annotations

from collections.abc import Iterator

from align import language
from align.model import Glossary, Term


def glossary(terms: Glossary, original: str, translation: str) -> str:
    """For each wanted term of the original's language the preferred term of the translation's, and what was noted about it.

    What stands as a target is suggested to a translator, so only preferred terms do; the other admitted ones are named in the
    comment. Where both sides share a language, a preferred term needs no line: only its admitted and deprecated fellows are listed,
    with the term that is wanted in their place.
    """
    sources, targets = _by_concept(terms, original), _by_concept(terms, translation)
    same = language.base(original) == language.base(translation)
    lines = {line for concept, found in sources.items() for line in _lines(found, targets.get(concept, []), same)}
    head = f"# align glossary, {original} to {translation}: {terms.name} {terms.digest}".rstrip()
    return "\n".join([head, *sorted(lines, key=lambda line: (line.casefold(), line))]) + "\n"


def _by_concept(terms: Glossary, tag: str) -> dict[str, list[Term]]:
    """The terms at home in that language, those whose tag is nearest to it first."""
    concepts: dict[str, list[Term]] = {}
    for term in sorted(terms, key=lambda term: abs(len(term.language) - len(tag))):
        if _fits(term.language, tag):
            concepts.setdefault(term.concept, []).append(term)
    return concepts


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
