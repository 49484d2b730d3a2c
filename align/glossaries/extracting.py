"""Aligned passages in, candidates for a glossary out: names and terms of art with their renderings, the most promising first.

Of phrases within each other, those are left that stand on their own (what the C-value of Frantzi and Ananiadou asks).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from align.find import terms
from align.find.names import folded
from align.glossaries.linking import Kind, Rendering, kinds, renderings
from align.glossaries.termhood import LEAST, worth
from align.language import base, same
from align.lexicon.names import ordinary
from align.lexicon.tokens import is_han
from align.model import Glossary

NESTED = 0.75  # of a phrase's places are within a longer one: then it is only a part of that
ALWAYS = 3  # times that a term is to stand there with a capital for this to be its own, and not the sentence's
LONGEST = 800  # characters of a passage: in a longer one anything may render anything
CONTEXT = 60  # characters to either side

_HISSES = ("s", "x", "z", "ch", "sh")

Texts = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase of the original and its rendering; `times` is how often it stands there, in so many `passages`.

    `rendered` is in how many passages it is rendered so, `others` are renderings of the rest; `worth` is what it is ranked by.
    """

    kind: str
    text: str
    rendering: str
    times: int
    passages: int
    rendered: int
    others: tuple[tuple[str, int], ...]
    context: str
    worth: float

    @property
    def consistency(self) -> float:
        """The share of the passages with the phrase that have this rendering, 0 to 1."""
        return self.rendered / self.passages


def candidates(passages: Sequence[Texts], languages: tuple[str, str], glossary: Glossary) -> tuple[Candidate, ...]:
    """Terms that these passages have and the glossary has not, ranked by how much a reader is likely to want them.

    Terms of art are found in English texts, and in those between English and Chinese; in all others names only.
    """
    # What makes a term is told by its English.
    turned = base(languages[0]) == "zh" and base(languages[1]) == "en"
    sides = (1, 0) if turned else (0, 1)
    across, english = not same(*languages), "en" in map(base, languages)
    if across:
        passages = [pair for pair in passages if not _untranslated(pair)]
    ours, theirs = (kinds([pair[side] for pair in passages], languages[side]) for side in sides)
    found = _mutual(renderings(ours, theirs, across))
    rated = []
    for key in _unnested(ours, found):
        kind, other = ours[key], theirs[found[key][0].key]
        value = worth(kind, other, found[key][0], across) if kind.named or english else 0.0
        if value >= LEAST and not _known(kind.text, languages[sides[0]], glossary):
            one, two = (other, kind) if turned else (kind, other)
            context = _context([passages[number][0] for number in one.passages], one.text)
            sort, times = "name" if kind.named else "term", found[key][0].times
            rest = () if turned else tuple(_others(kind, theirs, found[key], across))
            rendering = two.text if across and not turned else _plain(two)
            rated.append(Candidate(sort, _plain(one), rendering, one.times, len(one.passages), times, rest, context, value))
    return tuple(sorted(rated, key=lambda one: (-one.worth, one.text)))


def _untranslated(pair: Texts) -> bool:
    return len({" ".join(text.split()) for text in pair}) == 1


def _mutual(found: Mapping[str, list[Rendering]]) -> dict[str, list[Rendering]]:
    """Those whose best rendering renders no other phrase better."""
    best: dict[str, tuple[float, int, str]] = {}
    for key, rated in found.items():
        for one in rated[:1]:
            best[one.key] = max(best.get(one.key, (0.0, 0, "")), (round(one.sure, 6), one.times, key))
    return {key: rated for key, rated in found.items() if rated and best[rated[0].key][2] == key}


def _unnested(ours: Mapping[str, Kind], found: Mapping[str, list[Rendering]]) -> list[str]:
    """The phrases that are not mostly parts of longer ones that are found too."""
    longest: defaultdict[str, int] = defaultdict(int)  # times that a phrase stands within the most frequent longer one
    for key in found:
        words = key.split()
        for start in range(len(words)):
            for stop in range(start + 1, len(words) + 1):
                if stop - start < len(words):
                    part = " ".join(words[start:stop])
                    longest[part] = max(longest[part], ours[key].times)
    return [key for key in found if longest[key] < NESTED * ours[key].times]


def _others(kind: Kind, theirs: Mapping[str, Kind], rated: Sequence[Rendering], across: bool) -> Iterator[tuple[str, int]]:
    """What stands where the best rendering does not, and in how many passages."""
    left = set(kind.passages) - set(theirs[rated[0].key].passages)
    for one in rated[1:]:
        here = left.intersection(theirs[one.key].passages)
        if here and (kind.named or not across or any(map(is_han, one.key))):
            yield theirs[one.key].text, len(here)
            left -= here


def _known(text: str, language: str, glossary: Glossary) -> bool:
    """Whether the glossary has a term of just these words."""
    said = text.casefold()
    if any(term.text.casefold() == said for term in glossary if same(term.language, language)):
        return True
    return any(len(hit.span) == len(text) for hit in terms(text, language, glossary))


def _plain(kind: Kind) -> str:
    """A term of art in small letters, but for those within words, and in the singular; a name as it is, and so a Chinese term."""
    if kind.named or any(map(is_han, kind.text)):
        return kind.text
    words = kind.text.split()
    if kind.times < ALWAYS:
        words = [word if word[1:] != word[1:].lower() or not ordinary(folded(word)) else word.lower() for word in words]
    last, form = words[-1], kind.key.split()[-1]
    plurals = {f"{form}s", f"{form}es"} if form.endswith(_HISSES) else {f"{form}s"}
    if form.endswith("y"):
        plurals.add(f"{form[:-1]}ies")
    if last in plurals and "of" not in words and not last.endswith("ics"):
        words[-1] = form
    return " ".join(words)


def _context(texts: Sequence[str], said: str) -> str:
    """The words about the first place of a phrase."""
    flat = next((" ".join(text.split()) for text in texts if said in text and len(text) > len(said)), "")
    at = flat.find(said)
    if at < 0:
        return ""
    start, stop = max(0, at - CONTEXT), min(len(flat), at + len(said) + CONTEXT)
    return f"{'…' if start else ''}{flat[start:stop]}{'…' if stop < len(flat) else ''}"
