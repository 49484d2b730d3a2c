"""A score card's figures in, a few plain sentences out: what kind of rendering this is, and what to look at first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from align.language import base
from align.model import SEVERITIES, Alignment, Category, Finding, Likeness

EXTENTS = (  # by the share of the original's characters that have a partner
    (0.995, "the whole original"),
    (0.9, "nearly the whole original ({share})"),
    (0.5, "most of the original ({share}), the rest left out"),
    (0.2, "parts of the original ({share})"),
    (0.0, "little of the original ({share})"),
)
COPY, EDITED = 95, 80  # chrF against the original's words: spelling and commas differ; a sentence here and there does
# Pairs, of all, that are cut otherwise or have something added, left out or put otherwise. Of ten published translations one that
# keeps every sentence has 3%, careful ones 6 to 13%, and one that merges and cuts as it goes 21%.
CLOSE, FREE = 0.05, 0.2
LITTLE = 0.02  # of the page that nobody need be told of
MOST = 4  # roles of furniture that are named

RETELLING = "retelling in the same language"
ROLES = {
    "headline": "a headline", "summary": "a summary", "note": "an editor's note", "translator-note": "translator's notes",
    "lead-in": "a lead-in", "credit": "credits", "date": "a date", "promo": "promotion", "disclaimer": "a disclaimer",
    "source-link": "a link to the source", "ui": "words of the page",
}  # fmt: skip
THINGS: dict[Category, tuple[str, str]] = {
    "addition": ("an addition", "additions"),
    "omission": ("an omission", "omissions"),
    "mistranslation": ("a wording", "wordings"),
    "terminology": ("a term", "terms"),
    "number": ("a figure", "figures"),
    "name": ("a name", "names"),
    "negation": ("a denial", "denials"),
    "modality": ("a degree of certainty", "degrees of certainty"),
    "quote": ("a quotation", "quotations"),
    "register": ("a change of tone", "changes of tone"),
    "structure": ("a change of order", "changes of order"),
}
# In the words by which a credit was known; who compiles leaves out, and adds.
MAKERS = {"compiler": ("compil", "编译", "編譯"), "translator": ("translat", "译", "譯")}


def gist(alignment: Alignment, findings: Sequence[Finding], covered: float, author: float, near: Sequence[Likeness]) -> str:
    """What kind of rendering this is, how much of it is the author's, and what to look at first."""
    return " ".join((_kind(alignment, findings, covered, near), *_others(alignment, findings, author), _look(findings)))


def _kind(alignment: Alignment, findings: Sequence[Finding], covered: float, near: Sequence[Likeness]) -> str:
    again = base(alignment.original.language) == base(alignment.translation.language)
    noun = _again(near) if again else f"{_manner(alignment, findings)}translation"
    moved = sum(finding.rule == "coverage.moved" for finding in findings)
    order = f", with {'a passage' if moved == 1 else f'{moved} passages'} in another place" if moved else ""
    who = _made_by(findings)
    told = f"{'An' if noun[0] in 'aeiou' else 'A'} {noun} of {_extent(covered)}{order}"
    if noun == RETELLING and who:
        return f"{told}; it probably came by way of another language, for the page credits a {who}."
    return f"{told}; its page calls it a compilation." if who == "compiler" else f"{told}."


def _made_by(findings: Sequence[Finding]) -> str:
    """Whom the page's own credits name, besides the author."""
    credits = [finding for finding in findings if finding.rule == "editorial.credit" and finding.translation]
    cues = " ".join(value for finding in credits for _, value in finding.evidence).lower()
    return next((who for who, words in MAKERS.items() if any(word in cues for word in words)), "")


def _again(near: Sequence[Likeness]) -> str:
    """What to call a text in the original's own language."""
    points = next((found.points for found in near if found.metric.startswith("chrF")), 0)
    return "copy" if points >= COPY else "edited copy" if points >= EDITED else RETELLING


def _manner(alignment: Alignment, findings: Sequence[Finding]) -> str:
    pairs = {number for number, bead in enumerate(alignment.beads) if bead.paired}
    cut = {number for number in pairs if alignment.beads[number].shape != (1, 1)}
    loose = {
        number for finding in findings if finding.category in ("addition", "omission", "mistranslation") for number in finding.beads
    }
    share = len(pairs & (cut | loose)) / max(1, len(pairs))
    return "close " if share <= CLOSE else "free " if share >= FREE else ""


def _extent(covered: float) -> str:
    words = next(words for least, words in EXTENTS if covered >= least)
    return words.format(share=f"{covered:.0%}")


def _others(alignment: Alignment, findings: Sequence[Finding], author: float) -> Iterator[str]:
    """How much of the page is not the author's, and what most of that is, the longest first."""
    whole = sum(len(sentence.span) for sentence in alignment.translation.sentences)
    if not whole or 1 - author < LITTLE:
        return
    sizes: Counter[str] = Counter()
    for finding in findings:
        role = finding.rule.removeprefix("editorial.")
        if role in ROLES and finding.translation:
            sizes[ROLES[role]] += len(finding.translation)
    roles = sorted(sizes, key=lambda role: (-sizes[role], role))
    other = f"{1 - author:.0%} of the page"
    if 2 * sizes.total() >= (1 - author) * whole:
        named = roles if len(roles) <= MOST + 1 else [*roles[:MOST], "more"]
        yield f"{other} is not the author's: {_listed(named)}."
    else:
        yield f"{other} has no counterpart in the original."


def _look(findings: Sequence[Finding]) -> str:
    grave = [finding for finding in findings if SEVERITIES.index(finding.severity) >= SEVERITIES.index("major")]
    small = sum(finding.severity == "minor" for finding in findings)
    if not grave:
        some = f", only {'one small thing' if small == 1 else f'{small} small things'}" if small else ""
        return f"Nothing grave was found{some}; what no rule covers may still differ."
    # Findings come the gravest first, and so do the things that they are about.
    times = Counter(finding.category for finding in grave)
    things = [THINGS[category][0] if count == 1 else f"{count} {THINGS[category][1]}" for category, count in times.items()]
    return f"Look first at what is grave: {_listed(things)}."


def _listed(words: Sequence[str]) -> str:
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else words[0]
