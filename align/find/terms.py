"""Terms of a glossary in one text: the longest first, and never a part of a word.

Latin letters need borders, Chinese characters have none: Kimi is found in 的Kimi模型 and not in Kimiko. A hyphen, a line's end and
a space are the same, and so is a term between Chinese characters with spaces about it or without. Names and acronyms are found in
their own capitals only, terms of art in any, and in the plural. Traditional Chinese is read by way of simplified, so that 螞蟻集團
is found whichever script the table has it in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from types import MappingProxyType
from typing import Any, NamedTuple

from align.language import base, same, simplified
from align.model import Glossary, Span, Term

_PLAIN = dict.fromkeys(map(ord, "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{NO-BREAK SPACE}\t\r\n"), " ")
_PLAIN[ord("\N{RIGHT SINGLE QUOTATION MARK}")] = "'"
_SEAM = re.compile(r"(?<=[\u3400-\u9fff]) ?(?=[A-Za-z0-9])|(?<=[A-Za-z0-9]) ?(?=[\u3400-\u9fff])")
_WORD = re.compile(r"[A-Za-z0-9.]+")
_HISSES = ("s", "x", "z", "ch", "sh")  # after which a plural is -es
_SCRIPTS = dict.fromkeys(("hant", "tw", "hk", "mo"), "traditional") | dict.fromkeys(("hans", "cn", "sg"), "simplified")


@dataclass(frozen=True, slots=True)
class Hit:
    """A term, and where a text says it, in the text's own letters."""

    span: Span
    term: Term
    text: str


def terms(text: str, language: str, glossary: Glossary) -> tuple[Hit, ...]:
    """The terms that `text` says, in order of place. Where one wording names two concepts, both stand there, with the same span.

    >>> deepseek, open_source = Term("deepseek", "lab", "en", "DeepSeek"), Term("open-source", "term", "en", "open source")
    >>> [hit.text for hit in terms("DeepSeek's Open-Source models", "en-US", Glossary((deepseek, open_source)))]
    ['DeepSeek', 'Open-Source']
    """
    return _matcher(_Keyed(glossary), language).hits(text)


def spoken(glossary: Glossary, language: str) -> Mapping[str, tuple[Term, ...]]:
    """The terms that hold in a language, by concept; where a concept has none in the text's Chinese script, those in the other.

    >>> rows = (("chip", "zh-CN", "芯片"), ("chip", "zh-TW", "晶片"), ("kimi", "zh-CN", "Kimi"))
    >>> glossary = Glossary(tuple(Term(concept, "term", tag, text) for concept, tag, text in rows))
    >>> [term.text for terms in spoken(glossary, "zh-TW").values() for term in terms]
    ['晶片', 'Kimi']
    """
    return _spoken(_Keyed(glossary), language)


def spaced(text: str) -> str:
    """The text with a plain space for each hyphen, tab and line's end, a straight apostrophe for a curly one; as long as it was."""
    return text.translate(_PLAIN)


def bordered(text: str, start: int, stop: int) -> bool:
    """Whether no word of Latin letters or figures runs over either end."""
    return not (_joined(text, start) or _joined(text, stop))


class _Keyed:
    """A glossary compared by identity: to hash all its terms for each sentence would cost more than to find them."""

    __slots__ = ("glossary",)

    def __init__(self, glossary: Glossary) -> None:
        self.glossary = glossary

    def __hash__(self) -> int:
        return id(self.glossary)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Keyed) and other.glossary is self.glossary


class _Entry(NamedTuple):
    term: Term
    capitals: tuple[tuple[int, str], ...]  # what must stand just so, and how far into the term
    inflects: bool

    def suits(self, text: str, start: int) -> bool:
        return all(text.startswith(word, start + at) for at, word in self.capitals)


@dataclass(frozen=True, slots=True)
class _Matcher:
    automaton: Any  # of all spellings; a value is their length and their entries
    simplifies: bool

    def hits(self, text: str) -> tuple[Hit, ...]:
        taken = bytearray(len(text))
        chosen: list[Hit] = []
        for span, meant in sorted(self._found(spaced(text)), key=lambda one: (-len(one[0]), one[0])):
            if not any(taken[span.start : span.stop]):
                taken[span.start : span.stop] = b"\1" * len(span)
                chosen += [Hit(span, term, span.of(text)) for term in meant]
        return tuple(sorted(chosen, key=lambda hit: hit.span))

    def _found(self, text: str) -> Iterator[tuple[Span, list[Term]]]:
        """Every wording of the glossary in the text, those within others too."""
        if not len(self.automaton):
            return
        for last, (size, entries) in self.automaton.iter(_dressed(text, self.simplifies)):
            start, stop = last + 1 - size, last + 1
            end = stop if not _joined(text, stop) else _plural(text, stop)
            if end and not _joined(text, start):
                meant = [entry.term for entry in entries if (end == stop or entry.inflects) and entry.suits(text, start)]
                if meant:
                    yield Span(start, end), meant


@lru_cache(maxsize=32)
def _spoken(key: _Keyed, language: str) -> Mapping[str, tuple[Term, ...]]:
    concepts: dict[str, list[Term]] = {}
    for term in key.glossary:
        if same(term.language, language):
            concepts.setdefault(term.concept, []).append(term)
    if base(language) == "zh":
        traditional = _script(language) == "traditional"
        for concept, found in concepts.items():
            own = [term for term in found if (_script(term.language) == "traditional") == traditional]
            concepts[concept] = own or found
    return MappingProxyType({concept: tuple(found) for concept, found in concepts.items()})


@lru_cache(maxsize=32)
def _matcher(key: _Keyed, language: str) -> _Matcher:
    import ahocorasick

    simplifies = base(language) == "zh" and _script(language) != "simplified"
    spellings: dict[str, list[_Entry]] = {}
    for term in chain.from_iterable(_spoken(key, language).values()):
        for spelling in _spellings(spaced(term.text)):
            entry = _Entry(term, _capitals(spelling, term), term.kind == "term")
            spellings.setdefault(_dressed(spelling, simplifies), []).append(entry)
    automaton = ahocorasick.Automaton()
    for spelling, entries in spellings.items():
        automaton.add_word(spelling, (len(spelling), tuple(entries)))
    if spellings:
        automaton.make_automaton()
    return _Matcher(automaton, simplifies)


def _spellings(text: str) -> Iterable[str]:
    """With and without a space where Chinese characters and Latin letters meet."""
    return dict.fromkeys((_SEAM.sub("", text), _SEAM.sub(" ", text)))


def _capitals(spelling: str, term: Term) -> tuple[tuple[int, str], ...]:
    """The words of a term whose capitals matter: all of a name that has some, and of others those with some within (LLM, MoE)."""
    words = [(word.start(), word[0]) for word in _WORD.finditer(spelling)]
    if term.kind == "term":
        return tuple((at, word) for at, word in words if word[1:] != word[1:].lower())
    return tuple(words) if spelling != spelling.lower() else ()


def _plural(text: str, stop: int) -> int:
    """Where the plural of the word that ends at `stop` ends; 0 where what follows is no plural."""
    ends = (stop + 2, stop + 1) if text.endswith(_HISSES, 0, stop) else (stop + 1,)
    return next((end for end in ends if text[stop:end] in ("s", "es") and not _joined(text, end)), 0)


def _joined(text: str, place: int) -> bool:
    """Whether a word of Latin letters or figures goes on from before this place to after it."""
    return 0 < place < len(text) and _latin(text[place - 1]) and _latin(text[place])


def _latin(character: str) -> bool:
    return character < "\u0250" and character.isalnum()


def _dressed(text: str, simple: bool) -> str:
    """Small letters and, where asked, simplified characters; a change that would not keep every character's place is left."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(low if len(low := character.lower()) == 1 else character for character in text)
    return simplified(small) if simple else small


def _script(language: str) -> str:
    """Of a Chinese tag: traditional or simplified, or nothing for a tag that does not say."""
    return next((_SCRIPTS[part] for part in language.lower().split("-")[1:] if part in _SCRIPTS), "")
