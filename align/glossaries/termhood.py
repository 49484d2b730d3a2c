"""A phrase and its rendering in, how much a reader is likely to want them in a glossary out.

A name is a term. Several words in a row are one if they come again and again, and no verb begins them. A single word is one if the
language at large has it seldom for how often this text does (weirdness, after Ahmad). The language at large are the glosses of
CC-CEDICT: a word that explains many headwords is a common one, and one that does so behind *to* is a verb.

The numbers were chosen on five English–Chinese articles; what they do on others stands in docs/glossaries.md.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import cache

import regex

from align.glossaries.linking import Kind, Rendering
from align.lexicon import dictionary
from align.lexicon.names import ordinary, peopled
from align.lexicon.tokens import is_han

LEAST = 0.15  # worth from which a phrase is a candidate
KEPT = 0.5  # what a name is worth that stays as it is in the translation
COMMON = 8  # glosses, from where a word is no special one
SPECIAL, RARE = 0.45, 0.6  # how special a single word is to be, and one that stands there twice only
ONCE, CLEAR = 0.62, 0.85  # likelihood of the rendering of a name, and of another term, that stands there once
SEEN_ONCE = 0.4  # what such a term is worth
DOUBTFUL = 0.1  # what a word is worth that is an adjective, or whose rendering is no noun; and words rendered by no more characters
LETTERS = 4  # of a name that stands there once and stays as it is
DOING = 0.5  # of a word's glosses have "to" before it: a verb

# How English words end that may stand where the Chinese has what can be a verb.
_NOMINAL = tuple(
    """ing tion tions sion ment ance ence sis al ure ity or er ers ors ory logy ship ness use search control design test tests
    ive able ic ary""".split()
)
_ADJECTIVE = tuple("ive al ous ary ic ful less able ed ly".split())
# What stands before any noun.
_EPITHETS = frozenset(
    """main new other different same many more most first second third next last good better best big large largest small major
    popular entire whole current recent specific various similar real western eastern leading early late simple important
    following great single certain possible actual general own key""".split()
)
_WORD = regex.compile(r"[a-z]{2,}")
_VERB = regex.compile(r"\bto ([a-z]{2,})")


def worth(kind: Kind, other: Kind, best: Rendering, across: bool) -> float:
    """How much the phrase is likely to be wanted; 0 for what is none. `across` two languages, or within one.

    weight · bonuses, where the weight is the rendering's likelihood times log₂(1 + how often the phrase stands there).
    """
    kept = kind.text.casefold() == other.text.casefold()
    if across and not kept and not any(map(is_han, kind.text + other.text)):
        return 0.0
    weight = best.sure * math.log2(1 + kind.times)
    if kind.named:
        return weight * _of_name(kind, kept, best)
    if kept and across:
        return 0.0
    return weight * (_of_words(kind, other, best, across) if " " in kind.key else _of_word(kind, other, best, across))


def _of_name(kind: Kind, kept: bool, best: Rendering) -> float:
    trivial = all(ordinary(word) or peopled(word) or ordinary(word.removesuffix("s")) for word in kind.words)
    if trivial or (best.times == 1 and best.sure < ONCE) or (kept and kind.times == 1 and len(kind.key) < LETTERS):
        return 0.0
    return (KEPT if kept else 1.0) * (1.25 if len(kind.words) > 1 else 1.0)


def _of_words(kind: Kind, other: Kind, best: Rendering, across: bool) -> float:
    words = kind.text.casefold().replace("-", " ").split()
    special = max(map(_special, kind.key.casefold().split()))
    if kind.bound or words[0] in _EPITHETS or peopled(words[0]) or _does(words[0]) or (across and _acts(words, other)):
        return 0.0
    if best.times == 1 and not (across and best.sure >= CLEAR and _compact(other) and _plain(kind)):
        return 0.0
    if best.times == 1 and special < RARE and other.key not in dictionary.entries():
        return 0.0
    short = across and any(map(is_han, other.key)) and len(other.key) <= len(words)
    return (
        (0.5 + 0.5 * special) * math.log2(1 + len(words)) * (SEEN_ONCE if best.times == 1 else 1.0) * (DOUBTFUL if short else 1.0)
    )


def _of_word(kind: Kind, other: Kind, best: Rendering, across: bool) -> float:
    special, word = _special(kind.key.casefold()), kind.text.casefold()
    enough = kind.times > 2 or (special >= RARE and across and len(other.key) > 2)
    if kind.bound or best.times == 1 or special < SPECIAL or not enough or _does(word):
        return 0.0
    doubts = (across and other.noun <= 0.5) + word.endswith(_ADJECTIVE)
    return special * DOUBTFUL**doubts


def _plain(kind: Kind) -> bool:
    """Whether no word of a phrase is a name, which would stand for itself."""
    return all(word == word.lower() or word.isupper() for word in kind.text.split())


def _compact(other: Kind) -> bool:
    """Whether a Chinese phrase is built as a term is: of a few words, the last a noun."""
    return len(other.words) <= 3 and len(other.key) >= 4 and other.noun > 0.5 and not any(other.acts)


def _acts(words: Sequence[str], other: Kind) -> bool:
    """Whether the phrase is of doing something, and no name for a thing: the Chinese has a verb where the English has no noun."""
    first, last = other.acts
    if len(other.words) == 1:
        return False
    return (first and not words[0].endswith(_NOMINAL)) or (last and not words[-1].endswith(_NOMINAL))


def _special(word: str) -> float:
    """How seldom the language at large has an English word, 0 to 1; one that it does not have is special."""
    return 1 / (1 + _glosses()[0][word] / COMMON)


def _does(word: str) -> bool:
    """Whether an English word is a verb before all else."""
    there, doing = _glosses()
    return doing[word] > DOING * there[word]


@cache
def _glosses() -> tuple[Counter[str], Counter[str]]:
    """How many headwords of the dictionary each English word explains, and how many as a verb."""
    there: Counter[str] = Counter()
    doing: Counter[str] = Counter()
    for meaning in dict.fromkeys(dictionary.entries().values()):
        said = meaning.casefold()
        there.update(set(_WORD.findall(said)))
        doing.update(set(_VERB.findall(said)))
    return there, doing
