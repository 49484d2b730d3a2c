"""A name that another has replaced: Beijing that became Kyoto, one laboratory that became another.

In English a name is told by its capital, and has an answer where the other side has it in any form: the surname alone, the people
of a country, an acronym or what it stands for, another spelling. Between English and Chinese it has one where the dictionary
(CC-CEDICT) knows the one as the other, where characters are read as the name is written, or sound much like it.

- `names.changed` (major): a name of the original has no answer **and** one of the translation has none, in its place. Who did it,
  where, for whom: a reader cannot see that it is wrong. Minor where one of the two may be no name at all, where the original's is
  only said less often, and where a name that no dictionary has is written otherwise throughout; neutral where it is so once. Left
  alone: the names that the glossary has, which `terms` tells, and two names that stand for each other throughout in two languages.
- `names.invented` (minor): the translation names what the original does not name, here or near by. Neutral for a country or its
  people within one language, where it is most often *the country* or *the government* said in full.
- `names.dropped` (neutral): a name of the original that the translation does not have, here or near by. Most often it is said in
  other words.

Not told: names that Japanese, Korean or Vietnamese read from Chinese characters, and which no dictionary here has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from align.check.examples import Example
from align.check.merging import gathered
from align.check.names.named import NAME, Named, Swap
from align.check.names.unanswered import Unanswered, tongues, unanswered
from align.check.remarks import noted
from align.find.names import folded
from align.lexicon.names import known, peopled
from align.model import Alignment, Finding, Glossary, Place, Severity, Span

RULES = ("names.changed", "names.invented", "names.dropped")

EXAMPLES = (
    Example(
        "names.changed", "A blow for No. 1 bakers.", "这对美国排名第一的面包师是打击。", "en", "zh-CN", False,
        "*No.* is no name.",
    ),
    Example(
        "names.changed", "The harbour at Aarhus froze in January.", "In January the harbour at Bergen froze.", "en", "en-GB", True,
        "One port became another.", "major",
    ),
    Example(
        "names.changed", "Mr Larsen of the Danish Harbour Board spoke first.", "Larsen, of Denmark’s DHB, was the first to speak.",
        "en", "en-GB", False, "A surname alone, a country for its people, an acronym.",
    ),
    Example(
        "names.changed", "We met the Mursi brothers in Kiev.", "In Kyiv we met the brothers Mursi.", "en", "en-GB", False,
        "Another spelling that everybody knows.",
    ),
    Example(
        "names.changed", "We met Ola Kvalstad.", "We met Ola Qvalstad.", "en", "en-GB", True,
        "Another spelling of a name that nobody knows.", "neutral",
    ),
    Example(
        "names.changed", "他们在里斯本开了一家餐馆。", "They opened a restaurant in Helsinki.", "zh-CN", "en", True,
        "One capital became another.", "major",
    ),
    Example(
        "names.changed", "诺瓦克和王小莉住在德国。", "Novak and Wang Xiaoli live in Germany.", "zh-CN", "en", False,
        "A name by its sound, one by pinyin, one by the dictionary.",
    ),
    Example(
        "names.changed", "They opened a restaurant in Lisbon.", "他们在赫尔辛基开了一家餐馆。", "en", "zh-CN", True,
        "One capital became another.", "major",
    ),
    Example(
        "names.changed", "Novak and Wang Xiaoli left for the U.S.", "诺瓦克和王小莉去了美国。", "en", "zh-CN", False,
        "A name by its sound, one by pinyin, one by the dictionary.",
    ),
    Example(
        "names.invented", "The country has two ports.", "Portugal has two ports.", "en", "en-GB", True,
        "Perhaps so; the original does not say it here.", "neutral",
    ),
    Example(
        "names.invented", "The restaurant has closed.", "The restaurant in Lisbon has closed.", "en", "en-GB", True,
        "Nobody said where it was.", "minor",
    ),
    Example(
        "names.invented", "Portugal is wet.\nIt has two ports.", "Portugal is wet.\nPortugal has two ports.", "en", "en-GB", False,
        "The original has said which country.",
    ),
    Example(
        "names.invented", "这家餐馆关门了。", "The restaurant in Lisbon has closed.", "zh-CN", "en", True,
        "Nobody said where it was.", "minor",
    ),
    Example(
        "names.invented", "葡萄牙首都的餐馆关门了。", "The restaurant in Portugal’s capital has closed.", "zh-CN", "en", False,
        "Said in the same words.",
    ),
    Example(
        "names.invented", "The restaurant has closed.", "里斯本的餐馆关门了。", "en", "zh-CN", True,
        "Nobody said where it was.", "minor",
    ),
    Example(
        "names.invented", "The restaurant in Lisbon has closed.", "里斯本的餐馆关门了。", "en", "zh-CN", False,
        "The same city.",
    ),
    Example(
        "names.dropped", "Portugal has two ports.", "The country has two ports.", "en", "en-GB", True,
        "Which country is gone.", "neutral",
    ),
    Example(
        "names.dropped", "Ola Mursi left.", "Mursi left.", "en", "en-GB", False,
        "The surname is enough.",
    ),
    Example(
        "names.dropped", "里斯本的餐馆关门了。", "The restaurant has closed.", "zh-CN", "en", True,
        "Where it was is gone.", "neutral",
    ),
    Example(
        "names.dropped", "美国的餐馆关门了。", "The American restaurant has closed.", "zh-CN", "en", False,
        "The country's people.",
    ),
    Example(
        "names.dropped", "The restaurant in Lisbon has closed.", "餐馆关门了。", "en", "zh-CN", True,
        "Where it was is gone.", "neutral",
    ),
    Example(
        "names.dropped", "The Obama restaurant has closed.", "奥巴马餐馆关门了。", "en", "zh-CN", False,
        "The name by its sound.",
    ),
)  # fmt: skip

SURE = {2: 0.75, 1: 0.6, 0: 0.5}  # confidence in a swap of two sure names, by how many sides stand by it
UNSURE, ALONE = 0.45, 0.4
PEOPLE = ("n", "an", "ian", "ese", "ish", "i")  # what makes the name of a people from that of its country
LONG = 4  # letters of a name that characters are not read as in many ways: 李 may be Li, Lee or Yi

Found = tuple[Unanswered, Swap]


def findings(alignment: Alignment, glossary: Glossary) -> Iterator[Finding]:
    """The names that changed, came in or went."""
    how = tongues(alignment)
    if how:
        beads = tuple(unanswered(alignment, glossary))
        yield from _changed([(bead, swap) for bead in beads for swap in bead.left.swaps], how.crossing)
        yield from _spelt(alignment, [(bead, swap) for bead in beads for swap in bead.left.spellings])
        yield from gathered(
            finding for bead in beads for finding in _alone(bead, how.crossing) if not _remarked(alignment, finding)
        )


def _changed(found: Sequence[Found], crossing: bool) -> Iterator[Finding]:
    """The swaps, each once. One that recurs between two languages is how the translator writes the name, if nobody knows better."""
    for (bead, swap), *others in _grouped(found):
        known = bool(swap.missing.known and swap.extra.known)
        if others and crossing and not known:
            continue
        sure = swap.missing.sure == swap.extra.sure == NAME and not swap.short and (known or not crossing)
        message = f"“{swap.missing.text}” has become “{swap.extra.text}”."
        confidence = SURE[swap.support] if sure else UNSURE
        finding = _finding("names.changed", "major" if sure else "minor", confidence, message, bead, swap.missing, swap.extra)
        yield _with(finding, others)


def _spelt(alignment: Alignment, found: Sequence[Found]) -> Iterator[Finding]:
    """The names that each side writes in its own way, and never in the other's."""
    for (bead, swap), *others in _grouped(found):
        ours, theirs = swap.missing.text, swap.extra.text
        if ours not in alignment.translation.text and theirs not in alignment.original.text:
            severity: Severity = "minor" if others else "neutral"
            message = f"“{ours}” is written “{theirs}”."
            yield _with(_finding("names.changed", severity, UNSURE, message, bead, swap.missing, swap.extra), others)


def _alone(bead: Unanswered, crossing: bool) -> Iterator[Finding]:
    """The names on one side only. A first name or a surname that was put in or left out is none."""
    swapped = [name for swap in bead.left.swaps for name in (swap.missing, swap.extra)]
    for name in bead.left.extra:
        if name.sure == NAME and not name.beside and name not in swapped:
            message = f"“{name.text}” is named; the original does not name it."
            said_in_full = not crossing and any(_is_peopled(folded(word)) for word in name.text.split())
            yield _finding("names.invented", "neutral" if said_in_full else "minor", ALONE, message, bead, None, name)
    for name in bead.left.missing:
        # Between two languages only what the dictionary has can be told to be gone.
        told = len(name.known) >= LONG if crossing else not name.beside
        if name.sure == NAME and told and name not in swapped:
            yield _finding("names.dropped", "neutral", ALONE, f"“{name.text}” is not named.", bead, name, None)


def _is_peopled(key: str) -> bool:
    """Whether it is a country or its people, as far as the dictionary has both: Vietnam, Vietnamese."""
    return peopled(key) or any(
        known(key + ending) or (key.endswith(ending) and known(key.removesuffix(ending))) for ending in PEOPLE
    )


def _remarked(alignment: Alignment, finding: Finding) -> bool:
    """Whether it is a translator's remark that names somebody."""
    place, bead = finding.translation, alignment.beads[finding.beads[0]]
    return place is not None and any(place.overlaps(span) for span in noted(alignment.translation, bead.translation))


# ---- one finding for what recurs


def _grouped(found: Sequence[Found]) -> Iterable[list[Found]]:
    groups: dict[tuple[str, str], list[Found]] = {}
    for bead, swap in found:
        groups.setdefault((swap.missing.text, swap.extra.text), []).append((bead, swap))
    return groups.values()


def _with(finding: Finding, others: Sequence[Found]) -> Finding:
    """The finding, with the other places of the same swap beside it."""
    related = tuple(Place("translation", _span(swap.extra, bead.starts[1])) for bead, swap in others)
    return replace(finding, related=related, beads=tuple(sorted({*finding.beads, *(bead.bead for bead, _ in others)})))


def _finding(
    rule: str, severity: Severity, confidence: float, message: str, bead: Unanswered, ours: Named | None, theirs: Named | None
) -> Finding:
    return Finding(
        rule=rule,
        category="name",
        severity=severity,
        confidence=round(confidence * bead.confidence, 3),
        message=message,
        beads=(bead.bead,),
        original=_span(ours, bead.starts[0]) if ours else None,
        translation=_span(theirs, bead.starts[1]) if theirs else None,
        evidence=tuple((what, _told(name)) for what, name in (("original", ours), ("found", theirs)) if name),
    )


def _told(name: Named) -> str:
    """The name, and what the dictionary calls it."""
    return f"{name.text} = {name.known}" if name.known and name.known != name.text else name.text


def _span(name: Named, start: int) -> Span:
    return Span(start + name.start, start + name.stop)
