"""English words into the forms in which they are compared: the lemma, and the stem that a word shares with those made from it."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

VOCABULARY = 1 << 17  # words remembered: more than a language's running texts hold, and a bound for a stream that never ends
SHORTEST = 4  # letters of a stem: a shorter one is shared by chance

# Longest first where one ends in another.
_SUFFIXES = (
    "izations", "isations", "ization", "isation", "ational", "iveness", "fulness", "ousness", "ations", "ation", "ments", "ness",
    "ment", "ities", "ously", "ively", "fully", "ingly", "edly", "ally", "ical", "ional", "ions", "ance", "ence", "ancy", "ency",
    "able", "ible", "ists", "isms", "ship", "hood", "ity", "ion", "ist", "ism", "ian", "ese", "ish", "ers", "ors", "ive", "ous",
    "ful", "ize", "ise", "ate", "ary", "ory", "ant", "ent", "ial", "ing", "er", "or", "ic", "al", "an", "ly", "ed", "es", "th",
    "ia", "s", "e", "y", "i", "a",
)  # fmt: skip

_SPELLED = {
    "centre": "center", "theatre": "theater", "metre": "meter", "kilometre": "kilometer", "litre": "liter",
    "fibre": "fiber", "defence": "defense", "offence": "offense", "licence": "license", "programme": "program", "grey": "gray",
    "cheque": "check", "catalogue": "catalog", "dialogue": "dialog", "tyre": "tire", "aluminium": "aluminum",
    "jewellery": "jewelry", "sceptic": "skeptic",
}  # fmt: skip


@lru_cache(VOCABULARY)
def lemma(word: str) -> str:
    """The form under which a dictionary has an English word, in small letters, without accents, and as Americans spell it.

    >>> lemma("Visitors"), lemma("said"), lemma("Cafés"), lemma("harbours")
    ('visitor', 'say', 'cafe', 'harbor')
    """
    import simplemma

    bare = simplemma.lemmatize(word.lower(), "en").casefold()
    if not bare.isascii():
        bare = "".join(letter for letter in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(letter))
    bare = bare or word
    return _SPELLED.get(bare) or (bare[:-3] + "or" if len(bare) > 5 and bare.endswith("our") else bare)


@lru_cache(VOCABULARY)
def stem(word: str) -> str:
    """What is left of a lemma without the endings by which words are made from words.

    >>> stem("visit") == stem("visitor"), stem("decide") == stem("decision"), stem("Iran".lower()) == stem("iranian")
    (True, True, True)
    >>> stem("nation") == stem("native")
    False
    """
    rest = word
    for _ in range(3):
        ending = next((end for end in _SUFFIXES if rest.endswith(end) and len(rest) - len(end) >= SHORTEST), "")
        if not ending:
            break
        rest = rest.removesuffix(ending)
        if ending == "ion":  # what is left is a verb's: decis of decision
            break
    if len(rest) > SHORTEST and rest[-1] == rest[-2]:
        rest = rest[:-1]
    # expand, expansion; permit, permission: the sound changes where a noun is made.
    return rest[:-1] + "t" if len(rest) > SHORTEST and rest[-1] in "ds" else rest
