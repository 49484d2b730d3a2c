"""A word that another has replaced: one that says the opposite, or one that says something else.

Words are compared within a pair of sentences. Each first finds the word of the other side that answers it: the same word, one made
from it, one that means nearly the same. Then it is seen what stands without a partner at one and the same place of both.

- `wording.opposite` (major): a word is gone and its opposite stands in its place (*increase* became *fall*, 支持 became *oppose*), or
  what was held in dread is now held in esteem. A reader takes away the contrary of what the author says. Opposites are those of our
  own tables (`opposites` in en.toml and zh.toml), those made by a prefix or an ending (*legal*, *illegal*; *careful*, *careless*), and
  those that the dictionary marks. Left alone where a denial beside one of the two turns it back (*not many* for *few*), and where both
  words stand on both sides.
- `wording.changed` (neutral): a word is gone and another stands in its place that is no synonym of it, as far as a Chinese
  dictionary tells: no Chinese word has both for a meaning. A good translator chooses such words all the time, so they are shown and
  not counted. So are words that have a single Chinese word in common, and then the evidence says so: both can be 推理, and that is how
  a round trip through Chinese turns *inference* into *reasoning*. English beside English only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from align.check.examples import Example
from align.check.unmatched import Passage, passages
from align.language import table
from align.lexicon.content import Word
from align.lexicon.opposites import contrary, opposites, tabled
from align.lexicon.rendered import meanings
from align.lexicon.synonyms import known, near, shared
from align.lexicon.tokens import is_han
from align.model import Alignment, Finding, Glossary, Span

RULES = ("wording.opposite", "wording.changed")

EXAMPLES = (
    Example(
        "wording.opposite", "Rents in the harbour district rose again.", "Rents in the harbour district fell again.", "en", "en-GB",
        True, "*Fell* is the opposite of *rose*.", "major",
    ),
    Example(
        "wording.opposite", "The bakers dread the new inspector.", "The bakers hold the new inspector in high regard.", "en", "en-GB",
        True, "Dread became esteem.", "major",
    ),
    Example(
        "wording.opposite", "It was a careful reply to the mayor.", "It was a careless reply to the mayor.", "en", "en-GB", True,
        "The ending turns the word.", "major",
    ),
    Example(
        "wording.opposite", "Few of the guests came.", "Not many of the guests came.", "en", "en-GB", False,
        "A denial turns *many* back into *few*.",
    ),
    Example(
        "wording.opposite", "Prices rose in May and fell in June.", "In June prices fell, in May they rose.", "en", "en-GB", False,
        "Both words stand on both sides.",
    ),
    Example(
        "wording.opposite", "市议会反对新的桥梁计划。", "The council supports the plan for a new bridge.", "zh-CN", "en", True,
        "反对 is to oppose.", "major",
    ),
    Example(
        "wording.opposite", "市议会支持新的桥梁计划。", "The council backs the plan for a new bridge.", "zh-CN", "en", False,
        "*Back* is to support.",
    ),
    Example(
        "wording.opposite", "The council supports the plan for a new bridge.", "市议会反对新的桥梁计划。", "en", "zh-CN", True,
        "反对 is to oppose.", "major",
    ),
    Example(
        "wording.opposite", "The council opposes the plan for a new bridge.", "市议会反对新的桥梁计划。", "en", "zh-CN", False,
        "The same.",
    ),
    Example(
        "wording.changed", "The bakers burned the letter.", "The bakers answered the letter.", "en", "en-GB", True,
        "To burn is not to answer.", "neutral",
    ),
    Example(
        "wording.changed", "What it sells is inference.", "What it sells is reasoning.", "en", "en-GB", True,
        "Both can be 推理.", "neutral",
    ),
    Example(
        "wording.changed", "The firm purchased the letter.", "The company bought the letter.", "en", "en-GB", False,
        "Synonyms.",
    ),
)  # fmt: skip

CLOSE = 2  # words of matter between an opposite and the partner of its neighbour, at the most
NEIGHBOURS = 2  # on either side, of which one must stand beside both
BESIDE = 3  # words before another within which a denial denies it
SYNONYM = 0.05  # nearness from which two words are no longer something else
ONCE = 0.7  # nearness at the most of words that have one Chinese word in common
CERTAIN = {"opposite": 0.7, "esteem": 0.7, "disdain": 0.7, "changed": 0.5}


class _Side(NamedTuple):
    """One side of a passage: its words, the places of those that carry matter, and each one's partner."""

    words: Sequence[Word]
    matter: Sequence[int]
    partners: Mapping[int, int]


def findings(alignment: Alignment, glossary: Glossary) -> Iterator[Finding]:
    """Opposites, then other replaced words, bead by bead."""
    for bead, passage in passages(alignment):
        ours, theirs = _sides(passage)
        taken: set[int] = set()
        used: set[int] = set()
        for i, j, kind in (*_opposites(ours, theirs, passage.languages), *_esteem(ours, theirs, passage.languages)):
            if i not in taken and j not in used:
                taken.add(i)
                used.add(j)
                yield _opposite(alignment, bead, ours.words[i], theirs.words[j], kind)
        if passage.languages == ("en", "en"):
            for i, j in _changed(ours, theirs):
                if i not in taken:
                    yield _replaced(alignment, bead, ours.words[i], theirs.words[j])


def _sides(passage: Passage) -> tuple[_Side, _Side]:
    one, two, (to, back) = passage.original, passage.translation, passage.partners
    return _Side(one.words, one.matter, to), _Side(two.words, two.matter, back)


# ---- opposites


def _opposites(ours: _Side, theirs: _Side, languages: tuple[str, str]) -> Iterator[tuple[int, int, str]]:
    missing = _unanswered(ours, theirs, languages)
    extra = _unanswered(theirs, ours, languages) if missing else []
    if not extra:
        return
    for i in missing:
        one = ours.words[i]
        if languages[0] != languages[1]:
            against = [j for j in extra if _contrary(one, theirs.words[j])]
        else:
            turned = opposites(one.form) | tabled().get(one.text.lower(), frozenset())
            against = [j for j in extra if theirs.words[j].form in turned or theirs.words[j].text.lower() in turned]
        for j in against:
            if _same_place(ours, theirs, i, j) and _denied(ours, i) == _denied(theirs, j) and not _negated(ours, theirs, i, j):
                yield i, j, "opposite"


def _unanswered(here: _Side, there: _Side, languages: tuple[str, str]) -> list[int]:
    """The places of words without partners; small ones too if they have an opposite, as *more* that the other side has less often."""
    found = [place for place in here.matter if place not in here.partners]
    turning = tabled()
    small = [place for place, word in enumerate(here.words) if not word.counts and word.form in turning]
    if small:
        said = _said(there) if languages[0] != languages[1] else Counter(word.form for word in there.words)
        had: Counter[str] = Counter()
        for place in small:
            word = here.words[place]
            had[word.form] += 1
            if place not in here.partners and had[word.form] > _times(word, said):
                found.append(place)
    return found


def _said(side: _Side) -> Counter[str]:
    """The stems of what a side says in the other's language: what its Chinese words mean, or its English ones."""
    said: Counter[str] = Counter()
    for word in side.words:
        if is_han(word.text[0]):
            said.update(meanings(word.form))
        else:
            said[word.stem] += 1
    return said


def _times(word: Word, said: Mapping[str, int]) -> int:
    if is_han(word.text[0]):
        return max((said.get(gloss, 0) for gloss in meanings(word.form)), default=0)
    return max(said.get(word.form, 0), said.get(word.stem, 0))


def _contrary(one: Word, two: Word) -> str | None:
    """What the Chinese one of two words means, if the English one says its opposite."""
    chinese, english = (one, two) if is_han(one.text[0]) else (two, one)
    if english.form not in tabled() or not is_han(chinese.text[0]) or is_han(english.text[0]):
        return None
    return contrary(chinese.form, english.form)


def _same_place(ours: _Side, theirs: _Side, i: int, j: int) -> bool:
    """Whether a neighbour of the one has its partner beside the other."""
    at = [place for place in ours.matter if place < i][-NEIGHBOURS:] + [place for place in ours.matter if place > i][:NEIGHBOURS]
    rank = {place: number for number, place in enumerate(theirs.matter)}
    here = sum(place < j for place in theirs.matter)
    return any(abs(rank.get(ours.partners[place], 99) - here) <= CLOSE for place in at if place in ours.partners)


def _denied(side: _Side, place: int) -> bool:
    """Whether a denial stands before a word."""
    beside = side.words[max(0, place - BESIDE) : place]
    phrase = side.words[place].phrase
    return any(_denies(word.text.lower()) for word in beside if word.phrase == phrase)


def _negated(ours: _Side, theirs: _Side, i: int, j: int) -> bool:
    """Whether one of two words is itself a denial that the other side has in other words: *nobody*, *no one*, 没有人."""
    one, two = ours.words[i], theirs.words[j]
    if not any(_denies(word.text.lower()) for word in (one, two)):
        return False
    if is_han(one.text[0]) != is_han(two.text[0]):
        return True
    return sum(_denies(word.text.lower()) for word in ours.words) == sum(_denies(word.text.lower()) for word in theirs.words)


@cache
def _denials() -> frozenset[str]:
    return frozenset(word for tag in ("en", "zh") for word in table(tag).lists.get("negation", ()))


def _denies(word: str) -> bool:
    return word in _denials() or word.endswith(("n't", "n’t")) or word == "non"


# ---- what one thinks of somebody


def _esteem(ours: _Side, theirs: _Side, languages: tuple[str, str]) -> Iterator[tuple[int, int, str]]:
    for first, second in (("disdain", "esteem"), ("esteem", "disdain")):
        held, kept = _attitudes(ours, languages[0], first), _attitudes(theirs, languages[1], first)
        turned, known = _attitudes(theirs, languages[1], second), _attitudes(ours, languages[0], second)
        if held and turned and not kept and not known:
            for i in held:
                for j in turned:
                    if _same_phrase(ours, theirs, i, j) and _denied(ours, i) == _denied(theirs, j):
                        yield i, j, first


def _attitudes(side: _Side, language: str, name: str) -> list[int]:
    """The places of words of esteem, or of disdain, without partners; of several words that make one, the place of the last."""
    known = _phrases(language, name)
    return [
        place + len(phrase) - 1
        for place, word in enumerate(side.words)
        if word.form in known
        for phrase in known[word.form]
        if place + len(phrase) - 1 not in side.partners
        and (len(phrase) == 1 or tuple(other.form for other in side.words[place : place + len(phrase)]) == phrase)
    ]


@cache
def _phrases(language: str, name: str) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in table(language).lists.get(name, ()):
        words = tuple(phrase.split())
        found[words[0]] = (*found.get(words[0], ()), words)
    return found


def _same_phrase(ours: _Side, theirs: _Side, i: int, j: int) -> bool:
    """Whether the phrases of two words share words that answer each other."""
    home, away = ours.words[i].phrase, theirs.words[j].phrase
    return any(
        theirs.words[ours.partners[place]].phrase == away
        for place in ours.matter
        if place in ours.partners and ours.words[place].phrase == home
    )


# ---- other words


def _changed(ours: _Side, theirs: _Side) -> Iterator[tuple[int, int]]:
    """Words at one place that are no synonyms, and partners that are so in one Chinese word alone."""
    rank = {place: number for number, place in enumerate(theirs.matter)}
    for number, i in enumerate(ours.matter):
        one, j = ours.words[i], ours.partners.get(i)
        if one.kind == "full":
            if j is None:
                j = _between(ours, theirs, rank, number)
                if j is not None and _differ(one, theirs.words[j]):
                    yield i, j
            elif _through(one, theirs.words[j]):
                yield i, j


def _between(ours: _Side, theirs: _Side, rank: Mapping[int, int], number: int) -> int | None:
    """The only word without a partner between the partners of a word's two neighbours."""
    if not 0 < number < len(ours.matter) - 1:
        return None
    before, after = (rank.get(ours.partners.get(ours.matter[number + step], -1)) for step in (-1, 1))
    if before is None or after is None or after - before != 2:
        return None
    place = theirs.matter[before + 1]
    return None if place in theirs.partners else place


def _differ(one: Word, two: Word) -> bool:
    """Whether the dictionary has both, and nothing that they have in common."""
    return two.kind == "full" and known(one.form) and known(two.form) and near(one.form, two.form) < SYNONYM


def _through(one: Word, two: Word) -> bool:
    """Whether two words are near to each other by a single Chinese word: that is how a round trip changes them."""
    return two.kind == "full" and one.stem != two.stem and near(one.form, two.form) <= ONCE and len(shared(one.form, two.form)) == 1


# ---- what that is


def _opposite(alignment: Alignment, bead: int, one: Word, two: Word, kind: str) -> Finding:
    original, translation = _spans(alignment, bead, one, two)
    ours, theirs = alignment.original.quote(original), alignment.translation.quote(translation)
    evidence = [("original", ours), ("translation", theirs)]
    if is_han(one.text[0]) != is_han(two.text[0]) and kind == "opposite":
        evidence.append(("means", f"{(one if is_han(one.text[0]) else two).text} = {_contrary(one, two)}"))
    told = (
        f"“{ours}” became its opposite, “{theirs}”."
        if kind == "opposite"
        else f"“{ours}” became “{theirs}”: {'disdain' if kind == 'disdain' else 'esteem'} turned into its contrary."
    )
    return Finding(
        "wording.opposite", "mistranslation", "major", round(CERTAIN[kind] * alignment.beads[bead].confidence, 3), told, (bead,),
        original, translation, evidence=tuple(evidence),
    )  # fmt: skip


def _replaced(alignment: Alignment, bead: int, one: Word, two: Word) -> Finding:
    original, translation = _spans(alignment, bead, one, two)
    ours, theirs = alignment.original.quote(original), alignment.translation.quote(translation)
    both = shared(one.form, two.form)
    evidence = (("both can be", both[0]),) if both else (("in common", "no Chinese word that both render"),)
    return Finding(
        "wording.changed", "mistranslation", "neutral", round(CERTAIN["changed"] * alignment.beads[bead].confidence, 3),
        f"“{ours}” became “{theirs}”.", (bead,), original, translation, evidence=evidence,
    )  # fmt: skip


def _spans(alignment: Alignment, bead: int, one: Word, two: Word) -> tuple[Span, Span]:
    here, there = alignment.spans(bead)
    assert here and there
    return Span(here.start + one.start, here.start + one.stop), Span(there.start + two.start, there.start + two.stop)
