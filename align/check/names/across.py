"""An English and a Chinese text in, the names out that only one of them has, and which have taken the place of which.

An English name has an answer where a Chinese word means it, where characters are read as it is written (pinyin), or sound much
like it. A Chinese name has one where the English has a word by which the dictionary knows it, or one that it sounds like.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

import regex

from align.check.names.named import NAME, PERHAPS, STATES, TEXTS, Left, Named, Swap, is_acronym, rows, small, sure
from align.find.names import Word, words
from align.language import simplified
from align.lexicon.chinese import DOT, PEOPLE, ChineseName, Cut, Meaning, cut, headwords, likest, meaning, names, spelt
from align.lexicon.forms import lemma
from align.lexicon.names import akin, known
from align.lexicon.sounds import CHARACTERS, consonants
from align.lexicon.tokens import is_han

LIKE, SHORT, TWO = 0.6, 0.7, 0.8  # likeness from which a name sounds like characters: a long one, a short one, two words as one
LONG = 4  # consonants of a long name
HEARD = 2000  # characters that are listened to
FORM = 4  # letters of a word of which another may be a form
BODY = 5  # characters from which a name that is not written by its sound is that of a body or an office, and may be put otherwise
_PLAIN = frozenset((" ", ", "))  # between a name and the word before it
_TITLING = frozenset(("the", "of", "and", "no", "com", "du", "de"))  # beside the capital of a title, a body, a page
# What may be another reading of characters than pinyin: Japanese, or a single syllable as in Korean, Vietnamese and Cantonese.
_ELSEWHERE = regex.compile(
    r"(?!.*[aeiou]{3})(?:(?:[kgsztdnhbpmyrwjf]y?|ts|sh|ch)?[aeiou]|n(?![aeiouy]))++|[^aeiouy]*+[aeiouy]++[^aeiouy]*+"
)


class _Chinese:
    """What is known of a Chinese text; the costlier parts when they are wanted."""

    def __init__(self, text: str) -> None:
        self.text = simplified(text)
        self.latin = frozenset(word.key for word in words(text))
        self.words: Sequence[Cut] = cut(self.text)
        self.names: Sequence[ChineseName] = names(self.words)

    @cached_property
    def meanings(self) -> Sequence[Meaning]:
        """Of all words that may be read in the text, and of the single characters outside the names that the dictionary has."""
        named = {place for name in self.names if name.english for place in range(name.start, name.start + len(name.text))}
        single = {character for place, character in enumerate(self.text) if place not in named and is_han(character)}
        return [there for there in map(meaning, {*headwords(self.text), *single}) if there.words]

    @cached_property
    def english(self) -> frozenset[str]:
        """All names by which the dictionary knows something in the text."""
        return frozenset[str]().union(*(there.names for there in self.meanings))

    @cached_property
    def sounds(self) -> Sequence[str]:
        """The runs of characters that may stand for their sound: not those of ordinary words, nor of a name that is known."""
        known = {name.start for name in self.names if name.english and len(name.text) > 2}
        runs = "".join(word.text if word.start not in known and _may_sound(word) else " " for word in self.words)
        return runs[:HEARD].split()

    @cached_property
    def single(self) -> frozenset[int]:
        """Where a character is cut out as a word."""
        return frozenset(word.start for word in self.words if len(word.text) == 1)


def left(original: str, translation: str, chinese: bool) -> Left:
    """What two texts leave; `chinese` tells that the original is the Chinese one.

    >>> [(swap.missing.text, swap.extra.text) for swap in left("他住在里斯本。", "He lives in Helsinki.", True).swaps]
    [('里斯本', 'Helsinki')]
    """
    missing, extra = alone(original, translation, chinese), alone(translation, original, not chinese)
    return Left(missing, extra, tuple(_swaps(missing, extra, len(original), len(translation))))


def alone(text: str, other: str, chinese: bool) -> tuple[Named, ...]:
    """The names of a text that have no answer in the other; `chinese` tells that the text is the Chinese one."""
    if chinese:
        return tuple(_chinese(_read(text), _words(other), text, other))
    return tuple(_english(_words(text), _read(other), text))


def _swaps(missing: Sequence[Named], extra: Sequence[Named], length: int, other: int) -> Iterator[Swap]:
    """The surest and the nearest by place; at least one of the two must surely be a name."""
    rest = list(missing)
    for name in extra:
        near = [one for one in rest if NAME in (one.sure, name.sure)]
        if near:
            best = min(near, key=lambda one: (-one.sure, abs(one.start / length - name.start / other), one.start))
            rest.remove(best)
            yield Swap(best, name, 2 if best.sure == name.sure else 1)


_read = lru_cache(TEXTS)(_Chinese)
_words = lru_cache(TEXTS)(words)


# ---- English names


def _english(ours: Sequence[Word], theirs: _Chinese, text: str) -> Iterator[Named]:
    """The English names without an answer, those in a row as one."""
    named = (place for place, word in enumerate(ours) if _is_name(word) or _stands_out(ours, place, text))
    alone = [place for place in named if not _answered(ours, place, theirs)]
    for row in rows(text, ours, alone):
        start, stop = ours[row.start].start, ours[row.stop - 1].stop
        keys = [ours[place].key for place in row if place in alone]
        familiar = any(map(known, keys)) or any(sure(ours[place]) == PERHAPS for place in row)
        how = NAME if familiar or not all(map(_ELSEWHERE.fullmatch, keys)) else PERHAPS
        yield Named(text[start:stop], start, stop, how, row.start, row.stop - 1, known=text[start:stop] if familiar else "")


def _is_name(word: Word) -> bool:
    """Acronyms are mostly put into words, and are left alone."""
    return sure(word) == NAME and (not is_acronym(word) or word.key in STATES)


def _stands_out(ours: Sequence[Word], place: int, text: str) -> bool:
    """Whether a word of the language has a capital among small words, where only a name has one: not *the Commission*."""
    word = ours[place]
    if not place or word.due or sure(word) != PERHAPS:
        return False
    beside = (*ours[place - 1 : place], *ours[place + 1 : place + 2])
    plain = text[ours[place - 1].stop : word.start] in _PLAIN
    return plain and not any(other.capital or other.key in _TITLING for other in beside)


def _answered(ours: Sequence[Word], place: int, theirs: _Chinese) -> bool:
    key = ours[place].key
    forms = {key, lemma(key), key.removesuffix("s"), key + "s"}
    if not theirs.latin.isdisjoint(forms) or any(not there.words.isdisjoint(forms) for there in theirs.meanings):
        return True
    if any(akin(key, name) for name in theirs.english):
        return True
    before = [ours[place - 1].key + key] if place and ours[place - 1].capital else []
    after = [key + ours[place + 1].key] if place + 1 < len(ours) and ours[place + 1].capital else []
    return not theirs.english.isdisjoint(before + after) or _heard(key, before + after, theirs)


def _heard(key: str, together: Sequence[str], theirs: _Chinese) -> bool:
    """Whether characters are read as the name, or sound like it; or like it and its neighbour."""
    for name in (key, *together):
        for start in range(len(theirs.text)):
            stop = spelt(name, theirs.text, start)
            if stop > start + 1 or (stop > 0 and (start in theirs.single or key in meaning(theirs.text[start]).names)):
                return True
    like = LIKE if consonants(key) >= LONG else SHORT
    return _sounds(key, theirs.sounds, like) or any(_sounds(name, theirs.sounds, TWO) for name in together)


def _sounds(key: str, runs: Sequence[str], like: float) -> bool:
    return any(likest(key, run, _least(key)) >= like for run in runs)


def _least(key: str) -> int:
    """How many characters it takes at the least to render a name: one seldom renders more than two consonants."""
    return max(2, (consonants(key) + 1) // 2)


def _may_sound(word: Cut) -> bool:
    there = meaning(word.text)
    foreign = len(word.text) == 1 or word.tag in PEOPLE or there.named or not there.words
    return bool(foreign) and CHARACTERS.issuperset(word.text)


# ---- Chinese names


def _chinese(theirs: _Chinese, ours: Sequence[Word], text: str, other: str) -> Iterator[Named]:
    """The Chinese names without an answer."""
    if not theirs.names:
        return
    keys = {word.key for word in ours} | {lemma(word.key) for word in ours}
    capitals = [word.key for word in ours if word.capital]
    together = [*capitals, *(one.key + two.key for one, two in pairwise(ours) if one.capital and two.capital)]
    for name in theirs.names:
        if name.text not in other and not _told(name, keys, capitals, together):
            known = name.sure and (len(name.text) < BODY or CHARACTERS.issuperset(name.text))
            stop = name.start + len(name.text)
            yield Named(text[name.start : stop], name.start, stop, NAME if known else PERHAPS, known=meaning(name.text).title)


def _told(name: ChineseName, keys: set[str], capitals: Sequence[str], together: Sequence[str]) -> bool:
    """Whether an English text has the name."""
    if not name.english.isdisjoint(keys) or any(akin(one, key) for one in name.english for key in keys if len(key) >= FORM):
        return True
    there = meaning(name.text)
    if there.named == 1 and any(word in keys or _made_of(word, keys) for word in there.words - there.names - small()):
        return True  # what it means besides: 汉堡 is Hamburg, and a hamburger
    if any(spelt(key, name.text, start) > 0 for key in capitals for start in range(len(name.text))):
        return True
    said = name.text.replace(DOT, "")
    if name.english:
        return CHARACTERS.issuperset(said) and any(likest(key, said, len(said)) >= TWO for key in together)
    return any(likest(key, said, _least(key)) >= SHORT for key in together)


def _made_of(word: str, keys: set[str]) -> bool:
    return any(word.endswith(key) or word.startswith(key) for key in keys if len(key) > FORM)
