"""A text in, a guess at its language out: first the script, then the words.

Scripts decide most cases. Simplified and traditional Chinese are told apart by the characters that only one of them has; English,
the commonest case, by its small words; what is left by a table of byte patterns (py3langid), which takes half a second and 75 MB.
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
# Small words that hardly any other language has, but for its neighbours. About a fifth of a running text is made of them.
_SMALL = {
    "en": """the and of that with this from which have has they their been were would could should but not you your it its what when
    who how than these those there about into because through are is by for""",
    "de": """der und ist nicht von dem das mit sich auf für eine einen einer auch wird werden wurde sind nach bei aus oder durch wie
    zum zur über hat haben ich sie wir""",
    "fr": """les des est une dans pour qui sur pas avec par aux du et nous vous ont sont cette ces ce au leur mais été comme elle il
    ils plus""",
    "es": """el los las del que una por con para como más pero sus fue son está este esta hay también muy sobre se su al""",
    "it": """il gli della delle dei che una per con non sono nel alla più come anche questo questa di si al ha""",
    "pt": """os das dos uma que não com para por mais como foi ao pelo pela são está também muito seu sua se em no na""",
    "nl": """het een van niet zijn dat voor met ook aan deze maar wordt naar bij heeft hebben uit worden ze wij""",
}
_SMALL_WORDS = {tag: frozenset(words.split()) for tag, words in _SMALL.items()}
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


def speaks(text: str, language: str) -> bool:
    """Whether the small words of a language are all over a text; false for a language whose words we do not know.

    >>> speaks("Die Lampe ist nicht von hier, und der Turm, auf dem sie steht, auch.", "de")
    True
    """
    small = _SMALL_WORDS.get(language, frozenset())
    words = _WORD.findall(text[:SAMPLE].lower()) if small else []
    found = [word for word in words if word in small]
    return len(found) >= 4 and len(set(found)) >= 3 and len(found) > 0.12 * len(words)


def _within(languages: list[str], sample: str) -> Guess:
    if languages == ["zh"]:
        return _chinese(sample)
    if len(languages) == 1:
        return Guess(languages[0], 1.0)
    if languages[0] == "en" and speaks(sample, "en"):
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
