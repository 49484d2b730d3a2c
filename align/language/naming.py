"""A text and the language it is said to be in: whether it can be, which it is in instead, and which Chinese is meant."""

from __future__ import annotations

from align.language.detection import ENOUGH, LETTERS, SAMPLE, SCRIPTS, Guess, detect, speaks
from align.language.tags import base

LEAST = 0.05  # of the letters of a passage that are of its language's script: names may be in another
# Short of these nobody is told that the language is another; the second counts where both languages have the same letters.
SURE, LONG = 0.9, 200  # confidence, letters

# Written in more scripts than the one in which we know them.
_SEVERAL_SCRIPTS = frozenset("sr kk mn ug pa ps".split())
# Languages so near to each other that a text in one passes for the other.
_NEIGHBOURS = tuple(
    frozenset(near.split())
    for near in (
        "da nb sv", "id ms", "hr sl", "es pt gl ca it eu", "cs sk", "be uk ru", "bg mk", "hi mr ne", "fa ar ur", "nl af de",
        "bn as", "et fi", "ga cy",
    )
)  # fmt: skip
_CHINESE = {
    "hans": "zh-CN", "cn": "zh-CN", "sg": "zh-CN", "hant": "zh-TW", "tw": "zh-TW", "hk": "zh-TW", "mo": "zh-TW",
}  # fmt: skip


def fits(text: str, tag: str) -> bool:
    """Whether the letters of a passage are those of the language it is said to be in; true where it has few, or we know no test.

    >>> fits("Die Lampe wurde 1921 angezündet.", "zh-CN"), fits("OpenAI GPT-4", "zh")
    (False, True)
    """
    script = next((script for script, _, languages in SCRIPTS if base(tag) in languages.split()), None)
    if script is None:
        return True
    own, letters = len(LETTERS[script].findall(text)), sum(map(str.isalpha, text))
    return letters < ENOUGH or own >= LEAST * letters


def instead(text: str, tag: str) -> str:
    """The language that a text is surely in, where that is another than the one it is said to be in; nothing in any doubt.

    In doubt are short texts, neighbouring languages, those written in several scripts, and those that we cannot tell.

    >>> instead("The cranes on the horizon are what you see of it from here.", "zh-CN"), instead("OpenAI GPT-4", "zh-CN")
    ('en', '')
    """
    said, subtag = base(tag), tag.lower().partition("-")[2].partition("-")[0]
    script, own = next(((script, languages.split()) for script, _, languages in SCRIPTS if said in languages.split()), ("", []))
    if not own or said in _SEVERAL_SCRIPTS or (len(subtag) == 4 and subtag not in _CHINESE) or speaks(text, said):
        return ""
    guess = detect(text)
    seen = base(guess.tag)
    if seen not in own and {said, seen} != {"zh", "ja"}:
        # Latin letters make names and code in any script; other letters hardly stand in a text of a Latin one.
        other = not fits(text, tag) or (script == "Latin" and _is_long(text))
    elif seen == said:
        other = said == "zh" and _CHINESE.get(subtag, guess.tag) != guess.tag and _is_long(text)
    elif seen in own:
        other = not any({said, seen} <= near for near in _NEIGHBOURS) and _is_long(text)
    else:  # Chinese may quote some Japanese, and Japanese hardly has a line without kana
        kana, han = (len(LETTERS[script].findall(text)) for script in ("Hiragana|Katakana", "Han"))
        other = _is_long(text) and (3 * kana > han if seen == "ja" else 50 * kana < han)
    return guess.tag if other and guess.confidence >= SURE else ""


def exact(tag: str, text: str) -> str:
    """The tag; in place of a bare `zh` that of the text's script, for no tool knows which of the two is meant.

    >>> exact("zh", "地平線上的起重機，是這裡能看到的一切。"), exact("zh", "OpenAI"), exact("de", "Kräne")
    ('zh-TW', 'zh', 'de')
    """
    guess = detect(text) if tag == "zh" else Guess(tag, 0.0)
    return guess.tag if base(guess.tag) == "zh" and not guess.doubtful else tag


def _is_long(text: str) -> bool:
    return sum(worth * len(LETTERS[script].findall(text[:SAMPLE])) for script, worth, _ in SCRIPTS) >= LONG
