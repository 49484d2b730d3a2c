"""A text in, the phrases out that could be terms: names as they are written, and words in a row without small words between.

English and Chinese have phrases of any kind; of other languages only names are known, by their capitals.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import regex

from align.check.names import named
from align.find.names import Word, folded
from align.find.names import names as latin_names
from align.language import base, simplified
from align.lexicon import chinese, content, dictionary
from align.lexicon.names import ordinary
from align.lexicon.tokens import is_han

MOST = 4  # words of a phrase
PIECES = 6  # of a Chinese one, as the segmenter cuts them

_NOUNS = frozenset(("n", "ng", "nr", "ns", "nt", "nz", "nrt", "nrfg", "vn", "an", "j", "l", "i", "eng", "g", "x"))
_VERBS = frozenset(("v", "vg", "d", "p", "f"))
_WITHIN = _NOUNS | {"v", "a", "b", "vg", "ag", "d", "k", "h", "zg", "q", "f", "s", "m", "z", "y"}
_ENDS = _NOUNS | {"v", "k", "vg", "a", "b"}
_LATIN = regex.compile(r"[A-Za-z]")
_ADDRESS = regex.compile(r"(?:https?://|www\.)\S++|(?<!\S)\S+@\S+")
_LOOSE = frozenset((" ", "方面", "时候", "情况", "部分", "问题", "过程"))  # at the end of a phrase, no part of it
_JOINS, _OF = (" ", "-", "\n", " & "), (" of ", " of the ")
_TITLES = frozenset("mr mrs ms dr prof".split())


class Phrase(NamedTuple):
    """A phrase at its place: `key` is what makes two of them one, `words` are its parts as they are compared."""

    key: str
    text: str
    start: int
    stop: int
    words: tuple[str, ...]
    named: bool
    acts_first: bool = False  # its first word, or its last, is a verb to the segmenter
    acts_last: bool = False
    noun: bool = True


@lru_cache(4096)
def phrases(text: str, language: str) -> tuple[Phrase, ...]:
    """The phrases of a text, also those within others, in order of place.

    >>> [phrase.text for phrase in phrases("The neural networks were in Kvalstad", "en")]
    ['neural', 'neural networks', 'networks', 'Kvalstad']
    """
    match base(language):
        case "zh":
            plain = simplified(text)  # by which they are known; what is shown is what stands there
            found = [one._replace(text=text[one.start : one.stop]) for one in (*_chinese(plain), *_named_in_chinese(plain))]
        case "en":
            found = [*_english(text), *_names(text)]
        case _:
            found = [_name(name.text, name.span.start, name.span.stop) for name in latin_names(text)]
    places = [(match.start(), match.end()) for match in _ADDRESS.finditer(text)]
    names = {one.start: one.text for one in found if one.named}
    kept = (
        one
        for one in found
        if not any(start < one.stop and one.start < stop for start, stop in places)
        and (one.named or names.get(one.start) not in (one.text.removesuffix("s"), one.text))
    )
    return tuple(sorted(kept, key=lambda one: (one.start, one.stop)))


def _english(text: str) -> Iterator[Phrase]:
    words = content.words(text, "en")
    for first, opening in enumerate(words):
        if not opening.counts:
            continue
        for last in range(first, min(len(words), first + MOST)):
            if last > first and text[words[last - 1].stop : words[last].start] not in (" ", "-", "\n"):
                break
            word = words[last]
            if word.phrase != opening.phrase or not (word.counts or (word.text == "of" and last > first)):
                break
            if word.counts:
                run = words[first : last + 1]
                forms = tuple(one.form for one in run)
                yield Phrase(
                    " ".join(forms),
                    text[opening.start : word.stop],
                    opening.start,
                    word.stop,
                    tuple(one.stem for one in run if one.counts),
                    False,
                )


def _names(text: str) -> Iterator[Phrase]:
    """Names, with the words that belong to them; a title is no part of one."""
    side = named.side(text)
    rows: list[list[int]] = []
    for place, how in enumerate(side.sure):
        if how and side.words[place].key not in _TITLES:
            if rows and _one_name(text, side.words[rows[-1][-1]], side.words[place]):
                rows[-1].append(place)
            else:
                rows.append([place])
    for row in rows:
        # A capital alone makes no name of a word that the language has without one.
        if len(row) > 1 or side.sure[row[0]] != named.PERHAPS:
            start, stop = side.words[row[0]].start, side.words[row[-1]].stop
            yield _name(text[start:stop], start, stop)


def _one_name(text: str, before: Word, word: Word) -> bool:
    """Whether two words are parts of one name; of and the join only to a common word: University of Chicago."""
    between = text[before.stop : word.start]
    return between in _JOINS or (between in _OF and ordinary(before.key))


def _name(text: str, start: int, stop: int) -> Phrase:
    return Phrase(" ".join(text.split()), text, start, stop, tuple(filter(None, map(folded, text.replace("-", " ").split()))), True)


def _chinese(text: str) -> Iterator[Phrase]:
    words = _joined(chinese.cut(text))
    for first, opening in enumerate(words):
        if not _matters(opening):
            continue
        for last in range(first, min(len(words), first + PIECES)):
            word = words[last]
            if not (_matters(word) or (word.text == " " and last > first)):
                break
            stop = word.start + len(word.text)
            run = [one for one in words[first : last + 1] if one.text != " "]
            if word.tag in _ENDS and word.text not in _LOOSE and (len(run) > 1 or len(run[0].text) > 1):
                said = text[opening.start : stop]
                yield Phrase(
                    said, said, opening.start, stop, tuple(one.text for one in run), False,
                    opening.tag in _VERBS, word.tag in _VERBS, word.tag in _NOUNS,
                )  # fmt: skip


def _joined(words: Sequence[chinese.Cut]) -> list[chinese.Cut]:
    """The words, those as one that the dictionary has as one."""
    found: list[chinese.Cut] = []
    place = 0
    while place < len(words):
        stop = place + 1
        for end in range(min(len(words), place + 4), place + 1, -1):
            said = "".join(word.text for word in words[place:end])
            if len(said) > 2 and said in dictionary.entries():
                stop = end
                break
        if stop == place + 1:
            found.append(words[place])
        else:
            found.append(chinese.Cut("".join(word.text for word in words[place:stop]), "n", words[place].start))
        place = stop
    return found


def _named_in_chinese(text: str) -> Iterator[Phrase]:
    for name in chinese.names(chinese.cut(text)):
        yield Phrase(name.text, name.text, name.start, name.start + len(name.text), (name.text,), True)


def _matters(word: chinese.Cut) -> bool:
    """Whether a word may stand in a term."""
    if _LATIN.match(word.text):
        return True
    return is_han(word.text[0]) and word.tag in _WITHIN and _counts(word.text)


@lru_cache(1 << 15)
def _counts(word: str) -> bool:
    return all(one.counts for one in content.words(word, "zh"))
