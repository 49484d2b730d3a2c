"""Two texts of one language in, the names out that only one of them has, and which may have taken the place of which."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from align.find.names import Word, words
from align.language import table
from align.lexicon.names import akin, known, ordinary

NAME, LETTERS, PERHAPS = 3, 2, 1  # how surely a capital is a name's: no other word; an acronym; a word like others
WITHIN = 4  # words from a name to the nearest word that both texts have
APART = 5  # words from that word to the other name
SMALL = frozenset("a an the of and for in on at by to with from as or but is are was were be that this it its his her their who which has have had".split())


@dataclass(frozen=True, slots=True)
class Named:
    """A run of words: its places in the list of words and in the text, and how surely it is a name."""

    text: str
    start: int
    stop: int
    first: int
    last: int
    sure: int
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Swap:
    missing: Named
    extra: Named
    support: int
    short: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    text: str
    words: tuple[Word, ...]
    sure: tuple[int, ...]
    keys: frozenset[str]


def left(original: str, translation: str) -> tuple[list[Named], list[Named], list[Swap]]:
    """What only the original names, what only the translation does, and the swaps."""
    ours, theirs = side(original), side(translation)
    gone, come = _alone(ours, theirs), _alone(theirs, ours)
    missing, extra = _runs(ours, gone), _runs(theirs, come)
    return missing, extra, list(_swaps(ours, theirs, missing, extra, gone)) if extra else []


def side(text: str) -> Side:
    found = words(text)
    return Side(text, found, tuple(map(sure, found)), frozenset(word.key for word in found))


def sure(word: Word) -> int:
    if not word.capital or len(word.key) < 2 or word.key in _nameless() or _roman(word.text):
        return 0
    acronym = _acronym(word)
    if not ordinary(word.key):
        return LETTERS if acronym and not known(word.key) else NAME
    if acronym and word.key in ("us", "un", "uk"):
        return NAME
    if word.due:
        return 0
    return LETTERS if acronym else PERHAPS


def _alone(one: Side, two: Side) -> list[int]:
    return [n for n, s in enumerate(one.sure) if s and one.words[n].key not in two.keys and not _answered(one, n, two)]


def _answered(one: Side, n: int, two: Side) -> bool:
    word = one.words[n]
    key = word.key
    common = ordinary(key)
    for other in two.words:
        if (other.capital or common) and other.key not in SMALL and akin(key, other.key):
            return True
    near = [w.key for w in one.words[max(0, n - 1) : n + 2]]
    if any(a + b in two.keys for a, b in zip(near, near[1:])):
        return True
    if any(a.key + b.key == key for a, b in zip(two.words, two.words[1:])):
        return True
    if _acronym(word) and _abbreviates(key, two.words):
        return True
    return any(_acronym(a) and a.key not in one.keys and _spelt_out(a.key, one.words, n) for a in two.words)


def _acronym(word: Word) -> bool:
    return 1 < len(word.key) < 8 and word.capital and word.text.replace(".", "").isupper()


def _roman(text):
    return len(text) < 5 and not text.strip("IVX")


def _abbreviates(key: str, others: Sequence[Word]) -> bool:
    heads = "".join(w.key[0] for w in others)
    bare = "".join(w.key[0] for w in others if w.key not in SMALL)
    return key in heads or key in bare or (len(key) > 3 and key[:-1] in bare)


def _spelt_out(key: str, others: Sequence[Word], n: int) -> bool:
    """Whether word n is one of those for which the letters stand."""
    for places in ([i for i, w in enumerate(others) if w.key not in SMALL], range(len(others))):
        heads = "".join(others[i].key[0] for i in places)
        for letters in (key, key[:-1], key[:-2]):
            if len(letters) < 2: break
            at = heads.find(letters)
            while at >= 0:
                if any(places[k] == n for k in range(at, at + len(letters))) and sum(others[places[k]].capital for k in range(at, at + len(letters))) > 1:
                    return True
                at = heads.find(letters, at + 1)
    return False


def _runs(one: Side, alone: Sequence[int]) -> list[Named]:
    runs: list[list[int]] = []
    for n in alone:
        if runs and (n == runs[-1][-1] + 1 or (n == runs[-1][-1] + 2 and one.words[n - 1].key in ("of", "the", "and"))) and len(one.text[one.words[runs[-1][-1]].stop : one.words[n].start]) < 6 and not set(",;:.()") & set(one.text[one.words[runs[-1][-1]].stop : one.words[n].start]):
            runs[-1].append(n)
        else:
            runs.append([n])
    return [_named(one, run[0], run[-1]) for run in runs]


def _named(one: Side, first: int, last: int) -> Named:
    start, stop = one.words[first].start, one.words[last].stop
    beside = []
    for n, gap in ((first - 1, (one.words[first - 1].stop, start) if first else None), (last + 1, (stop, one.words[last + 1].start) if last + 1 < len(one.words) else None)):
        if gap and one.sure[n] and one.text[gap[0] : gap[1]] in (" ", "-", "’s ", "'s "):
            beside.append(one.words[n].key)
    return Named(one.text[start:stop], start, stop, first, last, max(one.sure[first : last + 1]), tuple(beside))


def _swaps(ours: Side, theirs: Side, missing, extra, gone) -> Iterator[Swap]:
    places = defaultdict(list)
    for n, w in enumerate(ours.words):
        places[w.key[:6]].append(n)
    counts = Counter(w.key for w in theirs.words)
    have = Counter(w.key for w in ours.words)
    short = [_named(ours, n, n) for n, s in enumerate(ours.sure) if s == NAME and n not in gone and have[ours.words[n].key] > counts[ours.words[n].key] > 0]
    missing = list(missing)
    strong_m = [m for m in missing if m.sure == NAME]
    strong_e = [e for e in extra if e.sure == NAME]
    for e in extra:
        best = None
        for m in [*missing, *short]:
            support = _support(ours, theirs, places, m, e)
            isshort = m in short
            weight = m.sure + e.sure
            touch = bool(set(m.beside) & set(e.beside))
            if isshort:
                ok = support == 2 and e.sure == NAME
            elif m.beside and not touch and support < 2 and STRICT:
                ok = False
            elif e.beside and not touch and support < 1 and STRICT:
                ok = False
            elif m.sure == e.sure == NAME:
                ok = support > 0 or (len(strong_m) == len(strong_e) == 1)
            elif NAME in (m.sure, e.sure):
                ok = support >= NEED
            else:
                ok = support > 1 and weight >= LOW
            if ok:
                rank = (not isshort, weight, support)
                if not best or rank > best[0]:
                    best = rank, Swap(m, e, support, isshort)
        if best:
            yield best[1]
            if best[1].missing in missing: missing.remove(best[1].missing)

STRICT = 1
NEED = 1
LOW = 9


def _support(ours: Side, theirs: Side, places, m: Named, e: Named) -> int:
    count = 0
    for step, edge in ((-1, e.first), (1, e.last)):
        for n in range(edge + step, edge + step * (WITHIN + 1), step):
            if not 0 <= n < len(theirs.words):
                break
            word = theirs.words[n]
            if word.key in SMALL or word.key[:6] not in places: continue
            count += any(min(abs(p - m.first), abs(p - m.last)) <= APART for p in places[word.key[:6]])
            break
    if e.first <= 1 and m.first <= 2: count += 1
    if len(theirs.words) - e.last <= 2 and len(ours.words) - m.last <= 2: count += 1
    return min(count, 2)


from functools import cache
@cache
def _nameless():
    return frozenset(table("en").lists.get("nameless", ()))
