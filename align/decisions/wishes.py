"""The terms that people want in; out, terms as a glossary has them, of its own concepts where it knows the wording already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from align.decisions.gestures import Decided, Gesture
from align.model import Glossary, Term

WHERE = "decisions.sqlite"  # which says of a term who decided it
NEW = "wanted"  # how the name of a concept begins that no glossary has
_NONE = Glossary()


def terms(decided: Decided, languages: Sequence[str], known: Glossary = _NONE) -> tuple[Term, ...]:
    """The terms that are wanted, in the languages of the original and of the translation.

    They are for `Glossary.wanting`. Where both sides share a language, the wording of the original is admitted in it.
    """
    one, two = (tag.partition("-x-")[0] for tag in languages)
    if _fits(one, two):
        one = two = min(one, two, key=len)
    return tuple(term for gesture in decided.about("term").values() for term in _of(gesture, one, two, known))


def _of(gesture: Gesture, one: str, two: str, known: Glossary) -> Iterator[Term]:
    named = [term for term in known if _fits(term.language, one) and term.text.casefold() == gesture.original.casefold()]
    concept, kind = (named[0].concept, named[0].kind) if named else (f"{NEW}-{gesture.id[:8]}", "term")
    fellows = [term for term in known if term.concept == concept]
    if not named and gesture.original != gesture.translation:
        yield Term(concept, kind, one, gesture.original, "admitted" if one == two else "preferred", gesture.reason, WHERE)
    yield Term(concept, kind, _spoken(fellows, two), gesture.translation, "preferred", gesture.reason, WHERE)


def _spoken(fellows: Iterable[Term], tag: str) -> str:
    """The tag by which a concept has its terms in a language: en, in an en-US text."""
    return max((term.language for term in fellows if _fits(term.language, tag)), key=len, default=tag)


def _fits(one: str, two: str) -> bool:
    """Whether one tag says the same as the other, or says it less exactly: en and en-US, but not zh-CN and zh-TW."""
    short, long = sorted((one.lower(), two.lower()), key=len)
    return f"{long}-".startswith(f"{short}-")
