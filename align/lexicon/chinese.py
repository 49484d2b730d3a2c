"""Names in a Chinese text, and the Latin letters by which they may be told: the dictionary's English, pinyin, and sound."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple

import regex

from align.find.names import VOCABULARY, folded
from align.lexicon.dictionary import entries
from align.lexicon.names import ordinary, peopled
from align.lexicon.sounds import CHARACTERS, likeness
from align.lexicon.tokens import is_han

LONGEST = 7  # characters of a headword that is looked for
DOT = "·"  # between the names of a foreigner
WORDS = frozenset("大多比可于约能者让早里都东南西内")  # characters of sound that are words more often
PEOPLE = frozenset(("nr", "ns", "nrt", "nrfg"))  # the segmenter's tags of people and places
OTHERS = "nz"  # and of other names

_SOUND = regex.compile(r"\[[^\]]{0,400}\]|CL:[^/]*")
_LATIN = regex.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’][A-Za-z\u00c0-\u024f]+)*")
# A sense that leads to another headword: abbr. for 中國|中国.
_LEADS = regex.compile(
    r"(?:old variant|variant|abbr\.|abbreviation|see|same|also written|contraction|shortened form)(?: of| for| as| to)? ?"
    r"(?:\p{Han}++\|)?(\p{Han}*+)[,;]? ?"
)
_ASIDE = regex.compile(r"\([^)]{0,400}\)")
_TITLE = regex.compile(r"(?:the )?(\p{Lu}[\w'’.-]*+(?:[ -]++(?:of|the|and|or|de|du|la|\p{Han}++|\p{Lu}[\w'’.-]*+))*+)")
_OTHERWISE = regex.compile(r"^[^(,;]*+\(([^)\d]*+)\)")  # Mumbai (formerly Bombay)
_PLACE = regex.compile(r"\s*+(?:$|[,;(]|(?:province|city|municipality|river|dynasty|state|autonomous)\b)")
_UMLAUT = str.maketrans(dict.fromkeys("üǖǘǚǜ", "v"))


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the dictionary says of a headword: the words of its glosses, as they are compared, and the `names` in them.

    `named` tells whether the headword itself is a name: 2 if it is nothing else, 1 if it is one before all else, 0 if not; `title`
    is the first name that it has.
    """

    words: frozenset[str]
    names: frozenset[str]
    named: int
    title: str = ""

    @property
    def sure(self) -> bool:
        """Whether that name is more than words of the language with capitals; the United States are."""
        return not all(ordinary(folded(word)) and not peopled(folded(word)) for word in self.title.split())


class Cut(NamedTuple):
    """A word as the segmenter cuts and tags it, and where it begins."""

    text: str
    tag: str
    start: int


class ChineseName(NamedTuple):
    """A name in a Chinese text, and the words by which the dictionary knows it; none if it does not.

    It is `sure` if the segmenter too takes it for a person or a place.
    """

    text: str
    start: int
    english: frozenset[str]
    sure: bool = False


NOTHING = Meaning(frozenset(), frozenset(), 0)


@lru_cache(VOCABULARY)
def meaning(word: str) -> Meaning:
    """What the dictionary says of a word; nothing of one that it does not have.

    >>> sorted(meaning("里斯本").names), meaning("里斯本").named, meaning("机场").named
    (['lisbon'], 2, 0)
    """
    entry = entries().get(word)
    return _meaning(entry, follow=True) if entry else NOTHING


def cut(text: str) -> list[Cut]:
    """The words of a simplified Chinese text."""
    import rjieba

    found, start = [], 0
    for word, tag in rjieba.tag(text, False):
        found.append(Cut(word, tag, start))
        start += len(word)
    return found


def names(words: Sequence[Cut]) -> list[ChineseName]:
    """The names among the words of a text: those that are one by the dictionary, and those that are written by sound.

    >>> [name.text for name in names(cut("古特雷斯访问里斯本大学。"))]
    ['古特雷斯', '里斯本']
    """
    found = list(_by_sound(words))
    taken = {place for name in found for place in range(name.start, name.start + len(name.text))}
    for before, word in zip((None, *words), words, strict=False):
        if len(word.text) > 1 and word.start not in taken and not (before and before.text[-1].isdigit()):
            there = meaning(word.text)
            if there.named == 2 or (there.named and word.tag in PEOPLE):
                tagged = word.tag in PEOPLE or (there.named == 2 and word.tag == OTHERS)
                found.append(ChineseName(word.text, word.start, there.names, tagged and there.sure))
    return sorted(found, key=lambda name: name.start)


def headwords(text: str) -> Iterator[str]:
    """The words of the dictionary, of two characters or more, that stand in a text, however they overlap."""
    known, longest = entries(), _longest()
    for start in range(len(text) - 1):
        for stop in range(start + 2, start + longest.get(text[start : start + 2], 0) + 1):
            if text[start:stop] in known:
                yield text[start:stop]


def spelt(key: str, text: str, start: int) -> int:
    """Where the characters end that begin at `start` and whose pinyin is those letters; -1 if there are none.

    >>> spelt("beijing", "在北京", 1), spelt("nanjing", "在北京", 1)
    (3, -1)
    """
    if not key:
        return start
    if start < len(text):
        for syllable in readings(text[start]):
            if key.startswith(syllable):
                stop = spelt(key[len(syllable) :], text, start + 1)
                if stop > 0:
                    return stop
    return -1


def likest(key: str, text: str, least: int = 2) -> float:
    """How well a Latin name renders the sound of some of the text's characters, `least` of them or more: 1 is perfectly."""
    runs = ((start, stop) for start in range(len(text)) for stop in range(start + least, min(len(text), start + LONGEST) + 1))
    return max((likeness(key, _syllables(text[start:stop])) for start, stop in runs), default=0.0)


@cache
def readings(character: str) -> tuple[str, ...]:
    """The syllables of pinyin by which a character is read, the usual one first.

    >>> readings("北"), readings("吕")
    (('bei',), ('lu', 'lv', 'lyu'))
    """
    from pypinyin.pinyin_dict import pinyin_dict

    found = []
    for syllable in pinyin_dict.get(ord(character), "").split(","):
        plain = folded(syllable.translate(_UMLAUT))
        found += [plain.replace("v", "u"), plain, plain.replace("v", "yu")] if "v" in plain else [plain]
    return tuple(dict.fromkeys(filter(None, found)))


def _by_sound(words: Sequence[Cut]) -> Iterator[ChineseName]:
    """Words in a row that the dictionary does not have, in characters that are used for their sound."""
    for sounds, row in groupby(words, key=_sounding):
        run = list(row)
        while run and run[-1].text == DOT:
            run.pop()
        said = "".join(word.text for word in run)
        if not sounds or len(said) < 3 or not any(word.tag in PEOPLE or word.text == DOT for word in run):
            continue
        known = [word for word in run if meaning(word.text).named]
        # A long name that is known stands for itself, whatever is beside it; a short one may be part of a longer one.
        if DOT in said or not (known and (len(known) == len(run) or any(len(word.text) > 2 for word in known))):
            yield ChineseName(said, run[0].start, frozenset())


def _sounding(word: Cut) -> bool:
    if word.text == DOT:
        return True
    single = len(word.text) == 1 and word.text not in WORDS
    return CHARACTERS.issuperset(word.text) and (single or word.tag in PEOPLE)


@cache
def _longest() -> dict[str, int]:
    """How long the longest headword is that begins with two characters."""
    found: dict[str, int] = {}
    for word in entries():
        if 1 < len(word) <= LONGEST and is_han(word[0]):
            found[word[:2]] = max(found.get(word[:2], 0), len(word))
    return found


@lru_cache(VOCABULARY)
def _syllables(characters: str) -> tuple[str, ...]:
    return tuple((readings(character) or ("",))[0] for character in characters)


def _meaning(entry: str, follow: bool) -> Meaning:
    words: set[str] = set()
    names: set[str] = set()
    titles: list[str] = []
    for sense in filter(None, map(str.strip, _SOUND.sub("", entry).split("/"))):
        words.update(map(folded, _LATIN.findall(sense)))
        lead = _LEADS.search(sense)
        if lead and follow and lead[1] in entries():
            there = _meaning(entries()[lead[1]], follow=False)
            words |= there.words
            names |= there.names
        rest = _ASIDE.sub("", sense[: lead.start()] + sense[lead.end() :] if lead else sense).strip()
        surname = rest.startswith("surname ")
        title = _TITLE.match(rest.removeprefix("surname "))
        if title:
            other = _OTHERWISE.match(sense)
            said = _LATIN.findall(title[1] + (f" {other[1]}" if other else ""))
            names.update(folded(word) for word in said if word[0].isupper())
        if rest and not surname:
            titles.append(" ".join(_LATIN.findall(title[1])) if title and _PLACE.match(rest, title.end()) else "")
    named = 2 if titles and all(titles) else int(bool(titles and titles[0]))
    return Meaning(frozenset(words), frozenset(names), named, next(filter(None, titles), ""))
