"""A claim that was turned round: a *not* that was lost, or came in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from align.check.examples import Example
from align.check.scope import Found, Word, linker, place, sentence, words, zone
from align.find.cues import Cue, denials
from align.language import base, simplified
from align.lexicon.dictionary import entries, glosses
from align.lexicon.tokens import folder, is_han
from align.model import Alignment, Finding, Glossary, Span

RULES = ("negation.flipped",)
EXAMPLES: tuple[Example, ...] = ()

SURE = 2
NEAR = 5
LONG = 4


@dataclass
class Verdict:
    side: int
    cue: Cue
    found: Found | None
    n: tuple[int, int]
    excuse: str = ""

    @property
    def score(self): return self.found.score if self.found else 0
    @property
    def tier(self):
        if not self.found or self.found.score<SURE: return 9
        return self.found.head if self.found.head in (1,2) else 3
    @property
    def head(self): return f"{self.tier}:{self.found.word.text}={self.found.anchor.text}" if self.found else ""


def judged(texts: tuple[str, str], languages: tuple[str, str]) -> list[Verdict]:
    cues = [denials(t, l) for t, l in zip(texts, languages)]
    counts = [sum(c.least for c in cs) for cs in cues]
    if counts[0] == counts[1]:
        return []
    side = 0 if counts[0] > counts[1] else 1
    ours, theirs = (words(texts[s], languages[s]) for s in (side, 1 - side))
    same = linker(languages[side], languages[1 - side])
    mine, other = cues[side], cues[1 - side]
    soft = implied(mine, other, ours, same)
    out = []
    for c in mine:
        if not c.least:
            continue
        found = place(c.span, ours, theirs, same)
        excuses = [o.text for o in [*(x for x in other if x.least), *soft] if excused(c, o, found, theirs, counts)]
        if is_han(c.text[0]):
            excuses += lexical(c, texts[side], ours, theirs)
        out.append(Verdict(side, c, found, (counts[0], counts[1]), ",".join(excuses)))
    at = [next((k for k, w in enumerate(ours) if w.span.overlaps(v.cue.span)), 0) for v in out]
    for one, two, a, b in zip(out, out[1:], at, at[1:]):
        if b - a == 1 and counts[side] - counts[1 - side] == 1: one.excuse = ""
    return out


def implied(mine, other, ours, same):
    """What on the poorer side may stand for a denial and does not answer the like on the richer."""
    left = [c for c in mine if not c.least]
    plain = [w for w in ours if not w.bare and not any(w.span.overlaps(c.span) for c in mine if c.least)]
    out = []
    for o in other:
        if o.least:
            continue
        twin = next((c for c in left if c.text.lower() == o.text.lower() or c.kind == o.kind and o.kind.startswith("implied-")), None)
        if twin:
            left.remove(twin)
        elif not (o.kind.startswith("implied-") and any(same(w.text, o.text) for w in plain)):
            out.append(o)
    return out


def excused(c, o, found, theirs, counts):
    if o.kind == "implied-limit" and not (found and found.head == 1):
        return False
    if found is None or found.score < SURE:
        return not o.least or min(counts) > 0
    if o.kind == "implied-opposite" and len(o.text) > 4:
        h = folder("en")
        if any(h(o.text[n:].lower()) == h(found.word.text.lower()) for n in (2, 3)):
            return True
    if found.head not in (1, 2):
        return o.span.overlaps(sentence(found, theirs))
    return o.span.overlaps(zone(found, theirs, NEAR if o.kind.startswith("implied-") else None))


def lexical(c, text, ours, theirs):
    """A Chinese word that holds the denial and has an English word of its own: 不必要 unnecessary."""
    plain = simplified(text)
    out = []
    w = next((w for w in ours if w.span.overlaps(c.span)), None)
    if w and len(w.text) >= LONG: out.append(w.text)
    english = folder("en")
    for stop in range(c.span.start + LONG, c.span.stop, -1):
        word = plain[c.span.start:stop]
        g = glosses(word) if word in entries() else ()
        hit = next((t.text for t in theirs if not t.bare and not is_han(t.text[0]) and english(t.text) in g), None)
        if hit: out.append(word + "=" + hit)
    return out


def findings(alignment: Alignment, glossary: Glossary) -> Iterator[Finding]:
    yield from ()
