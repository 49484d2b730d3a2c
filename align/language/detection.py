"""A text in, a guess at its language out: first the script, then the words.

Scripts decide most cases. Simplified and traditional Chinese are told apart by the characters that only one of them has; English,
the commonest case, by its small words; what is left by a table of byte patterns (py3langid), which takes a second to load.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

import regex

from align.language.script import changed

SAMPLE = 100_000  # characters looked at: more never changed a guess
ENOUGH = 20  # letters, below which a guess is worth less in proportion


@dataclass(frozen=True, slots=True)
class Guess:
    """A BCP-47 tag (`und` for a text without letters) and how sure it is, 0 to 1. Below one half it is a doubt."""

    tag: str
    confidence: float

    @property
    def doubtful(self) -> bool:
        """Whether a person should be asked."""
        return self.confidence < 0.5


# A script, how many letters one of its characters is worth beside Latin, and the languages written in it.
SCRIPTS = (
    (
        "Latin",
        1,
        "en de fr es pt it nl sv da nb fi is pl cs sk hu ro hr sl sq lt lv et tr vi id ms tl sw ca eu gl ga cy af la eo mt",
    ),
    ("Han", 3, "zh"),
    ("Hiragana|Katakana", 3, "ja"),
    ("Hangul", 3, "ko"),
    ("Cyrillic", 1, "ru uk bg sr be mk kk ky mn"),
    ("Arabic", 1, "ar fa ur ps ug"),
    ("Hebrew", 1, "he"),
    ("Greek", 1, "el"),
    ("Devanagari", 1, "hi mr ne"),
    ("Bengali", 1, "bn as"),
    ("Thai", 1, "th"),
    ("Lao", 1, "lo"),
    ("Khmer", 1, "km"),
    ("Myanmar", 1, "my"),
    ("Georgian", 1, "ka"),
    ("Armenian", 1, "hy"),
    ("Ethiopic", 1, "am"),
    ("Tamil", 1, "ta"),
    ("Telugu", 1, "te"),
    ("Kannada", 1, "kn"),
    ("Malayalam", 1, "ml"),
    ("Gujarati", 1, "gu"),
    ("Gurmukhi", 1, "pa"),
    ("Sinhala", 1, "si"),
)
LETTERS = {
    script: regex.compile("[" + "".join(rf"\p{{script={name}}}" for name in script.split("|")) + "]") for script, _, _ in SCRIPTS
}
# Small words that hardly any other language has. About a fifth of running English is made of them.
_ENGLISH = frozenset(
    """the and of that with this from which have has they their been were would could should but not you your it its what when
    who how than these those there about into because through are is by for""".split()
)
_WORD = regex.compile(r"\p{L}+")


def detect(text: str) -> Guess:
    """The likeliest language of a text.

    >>> detect("The cranes on the horizon are what you see of it from here.").tag
    'en'
    >>> detect("地平线上的起重机，是这里能看到的一切。").tag
    'zh-CN'
    """
    sample = text[:SAMPLE]
    letters = Counter({script: len(LETTERS[script].findall(sample)) * worth for script, worth, _ in SCRIPTS})
    total = letters.total()
    if not total:
        return Guess("und", 0.0)
    kana = letters["Hiragana|Katakana"]
    if 10 * kana > letters["Han"]:  # Japanese writes half its words in Han characters; a Chinese text may quote some kana
        letters["Hiragana|Katakana"] += letters.pop("Han")
    script, count = max(letters.items(), key=lambda entry: entry[1])
    languages = next(languages for name, _, languages in SCRIPTS if name == script).split()
    guess = _within(languages, sample)
    # Two scripts of equal weight are two texts in one; three quarters of one script is one text that quotes.
    unmixed = min(max((count / total - 0.5) / 0.25, 0.0), 1.0)
    return Guess(guess.tag, round(guess.confidence * unmixed * min(count / ENOUGH, 1.0), 4))


def _within(languages: list[str], sample: str) -> Guess:
    if languages == ["zh"]:
        return _chinese(sample)
    if len(languages) == 1:
        return Guess(languages[0], 1.0)
    if languages[0] == "en" and _is_english(sample):
        return Guess("en", 1.0)
    return _by_bytes(languages, sample)


def _chinese(sample: str) -> Guess:
    """Simplified or traditional, by the characters that conversion to the other would change."""
    characters = Counter(LETTERS["Han"].findall(sample))
    each = "".join(characters)
    only_simplified, only_traditional = (
        sum(characters[one] for one, other in zip(each, changed(each, way), strict=True) if other) for way in ("s2t", "t2s")
    )
    if only_traditional > only_simplified:
        return Guess("zh-TW", only_traditional / (only_traditional + only_simplified))
    if only_simplified:
        return Guess("zh-CN", only_simplified / (only_traditional + only_simplified))
    return Guess("zh-CN", 0.75)  # Chinese beyond doubt, in characters that both scripts share


def _is_english(sample: str) -> bool:
    words = _WORD.findall(sample.lower())
    small = [word for word in words if word in _ENGLISH]
    return len(small) >= 4 and len(set(small)) >= 3 and len(small) > 0.12 * len(words)


def _by_bytes(languages: list[str], sample: str) -> Guess:
    from py3langid import rank

    known = dict(rank(sample[:20_000]))
    scores = {tag: known[tag] for tag in languages if tag in known}
    # Over the root of the length, as py3langid itself does it: its bytes are not independent witnesses.
    root = math.sqrt(len(sample[:20_000].encode("utf-8", "replace")))
    best = max(scores.values())
    weights = {tag: math.exp((score - best) / root) for tag, score in scores.items()}
    tag = max(weights, key=weights.__getitem__)
    return Guess(tag, weights[tag] / sum(weights.values()))
