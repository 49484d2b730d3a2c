"""Files of terms in, what is wrong with them out: within one file, and where two of them contradict each other.

An *error* is a contradiction, which nobody can translate by. A *warning* may be meant so, and is not told where a note beside the
term says that it is. A *remark* is harmless in our own tools, which take the longest term first, and is good to know of others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple, TypeVar

import regex

from align.find.terms import spaced
from align.language import base
from align.model import Glossary, Term
from align.read.glossary import Sheet, joined

Level = Literal["error", "warning", "remark"]
Key = TypeVar("Key", bound=Hashable)

USUAL = 0.5  # of all concepts have a term in a language, from where the others are said to lack one
LONGEST = 12  # words or Chinese characters of a term that is looked for within others
_WANTED = ("preferred", "admitted")
_PIECE = regex.compile(r"\p{Han}|[^\W_\p{Han}]+|[^\s\w]|_")


class Problem(NamedTuple):
    """What is wrong, how grave that is, and where: the places of the terms that it is about."""

    level: Level
    kind: str
    what: str
    where: tuple[str, ...]


def problems(sheets: Sequence[Sheet]) -> tuple[Problem, ...]:
    """All that is wrong with these files together, errors first; within a level in the order of the files."""
    terms = [term for sheet in sheets for term in sheet.terms]
    found = [
        *(
            Problem("error", "unreadable", fault.what, (fault.where,))
            for sheet in sheets
            for fault in (*sheet.faults, *sheet.broken)
        ),
        *_decided_twice(terms),
        *_preferred_twice(terms),
        *_alike(terms),
        *_unknown(terms),
        *_kinds(terms),
        *_unpreferred(joined(sheets)),
        *_missing(joined(sheets)),
        *_homonyms(joined(sheets)),
        *_parts(joined(sheets)),
    ]
    return tuple(problem for level in ("error", "warning", "remark") for problem in found if problem.level == level)


def _decided_twice(terms: Iterable[Term]) -> Iterator[Problem]:
    """A term that two files, or two lines, decide: differently, or again."""
    for (concept, _, text), group in _grouped(terms, lambda term: (term.concept, term.language, term.text)):
        statuses = dict.fromkeys(term.status for term in group)
        if len(statuses) > 1:
            refused = set(statuses) - set(_WANTED)
            grave = bool(refused) and bool(set(statuses) & set(_WANTED))
            what = f"{text!r} of {concept} is {' and '.join(statuses)}"
            yield Problem("error" if grave else "warning", "contradiction", what, _places(group))
        elif len(group) > 1:
            yield Problem("warning", "duplicate", f"{text!r} of {concept} stands there {len(group)} times", _places(group))


def _preferred_twice(terms: Iterable[Term]) -> Iterator[Problem]:
    preferred = (term for term in terms if term.status == "preferred")
    for (concept, language), group in _grouped(preferred, lambda term: (term.concept, term.language)):
        texts = dict.fromkeys(term.text for term in group)
        if len(texts) > 1:
            what = f"{concept} prefers {' and '.join(map(repr, texts))} in {language}"
            yield Problem("error", "several-preferred", what, _places(group))


def _alike(terms: Iterable[Term]) -> Iterator[Problem]:
    """Terms of one concept that are found as one: a hyphen is a space, and capitals do not count in a term of art."""
    for (concept, _, _), group in _grouped(terms, lambda term: (term.concept, term.language, _plain(term))):
        texts = dict.fromkeys(term.text for term in group)
        if len(texts) > 1:
            wanted = {term.status in _WANTED for term in group}
            what = f"{' and '.join(map(repr, texts))} of {concept} are one to whoever looks for them"
            if len(wanted) > 1:
                yield Problem("error", "contradiction", f"{what}, and one is wanted and one is not", _places(group))
            elif not _meant(group):
                yield Problem("warning", "duplicate", what, _places(group))


def _unknown(terms: Iterable[Term]) -> Iterator[Problem]:
    for language, group in _grouped(terms, lambda term: term.language):
        if len(base(language)) > 2:  # of two letters only those of languages are read
            what = f"{language} is a tag of three letters, which we do not know and believe ({len(group)} terms)"
            yield Problem("warning", "language", what, _places(group))


def _kinds(terms: Iterable[Term]) -> Iterator[Problem]:
    for concept, group in _grouped(terms, lambda term: term.concept):
        kinds = dict.fromkeys(term.kind for term in group)
        if len(kinds) > 1:
            yield Problem("warning", "kind", f"{concept} is {' and '.join(kinds)}", _places(group))


def _unpreferred(glossary: Glossary) -> Iterator[Problem]:
    """Languages in which a concept has terms, none of them preferred: nothing can be put in the place of a refused one."""
    for (concept, language), group in _grouped(glossary, lambda term: (term.concept, term.language)):
        if not any(term.status == "preferred" for term in group):
            yield Problem("warning", "none-preferred", f"{concept} has no preferred term in {language}", _places(group))


def _missing(glossary: Glossary) -> Iterator[Problem]:
    """Concepts without a term in a language that most have; in another region's or script's own, the language's will do."""
    concepts = [(str(concept), group) for concept, group in _grouped(glossary, lambda term: term.concept)]
    tags = Counter(language for _, group in concepts for language in {term.language for term in group})
    usual = [tag for tag, times in sorted(tags.items()) if times >= USUAL * len(concepts)]
    for concept, group in concepts:
        here = {term.language for term in group}
        lacking = [tag for tag in usual if tag not in here]
        none = [tag for tag in lacking if base(tag) not in {base(other) for other in here}]
        levels: tuple[tuple[Level, list[str]], ...] = (
            ("warning", none),
            ("remark", [tag for tag in lacking if tag not in none]),
        )
        for level, some in levels:
            if some:
                told = ", ".join(some[:5]) + (f" and {len(some) - 5} more" if some[5:] else "")
                yield Problem(level, "missing", f"{concept} has no term in {told}, which most concepts have", _places(group))


def _homonyms(glossary: Glossary) -> Iterator[Problem]:
    """One term for two concepts, of which a reader cannot tell which is meant."""
    for (language, _), group in _grouped(glossary, lambda term: (term.language, _plain(term))):
        concepts = dict.fromkeys(term.concept for term in group)
        if len(concepts) > 1 and not _meant(group):
            said = ", ".join(f"{term.status} for {term.concept}" for term in group)
            yield Problem("warning", "homonym", f"{group[0].text!r} in {language} is {said}", _places(group))


def _parts(glossary: Glossary) -> Iterator[Problem]:
    """Terms within longer ones: a tool that does not take the longest finds both."""
    texts: defaultdict[tuple[str, tuple[str, ...]], list[Term]] = defaultdict(list)
    pieces = {id(term): tuple(_PIECE.findall(_plain(term))) for term in glossary}
    for term in glossary:
        texts[term.language, pieces[id(term)]].append(term)
    for term in glossary:
        words = pieces[id(term)]
        for start in range(len(words)):
            for stop in range(start + 1, min(len(words), start + LONGEST) + 1):
                for part in texts.get((term.language, words[start:stop]), ()) if stop - start < len(words) else ():
                    refused = part.status not in _WANTED and term.status in _WANTED
                    what = f"{part.text!r} ({part.status}, {part.concept}) is a part of {term.text!r} ({term.concept})"
                    level: Level = "warning" if refused and not _meant((part, term)) else "remark"
                    yield Problem(level, "part", what, _places((part, term)))


def _plain(term: Term) -> str:
    """A term in the form in which it is looked for."""
    text = spaced(term.text)
    return text.casefold() if term.kind == "term" and text[1:] == text[1:].lower() else text


def _meant(terms: Iterable[Term]) -> bool:
    """Whether someone wrote down why."""
    return any(term.note for term in terms)


def _places(terms: Iterable[Term]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term.where for term in terms))


def _grouped(terms: Iterable[Term], key: Callable[[Term], Key]) -> Iterable[tuple[Key, list[Term]]]:
    """The terms by what they have in common, in the order in which that first comes."""
    found: dict[Key, list[Term]] = {}
    for term in terms:
        found.setdefault(key(term), []).append(term)
    return found.items()
