"""A number that another has replaced: 10亿 that became 10 million, the 26th that became the 20th.

Numbers are compared by value, however they are written: figures or words, 万 or million, 七成 or 70%, *three to nine* or 3-9.

- `numbers.changed` (major): a number of the original is missing **and** the translation has another one instead. A reader takes a
  figure on trust and cannot see that it is wrong. Critical where a large one is off by ten times or more, as happens between 万 and
  thousand. Left alone: a rounding that says so (*about 15* for 14.7), vague magnitudes of one order (数百, *several hundred*), the
  ordinals that count the points of a list, *one* and *both*, and numbers that only crossed into the next sentence.
- `numbers.unit` (major): the same number counts something else: yuan for dollars, miles for kilometres, months for years, per cent
  for percentage points. Left alone: another number in another unit, if it is the same amount as exactly as the rounder of the two
  says (*two miles*, 3公里; *5 GW*, 500万千瓦), a bare *$* or 元 that may mean the same money where the text comes from, and a unit
  that one side does not say. Minor where dollars of Hong Kong, say, are bare ones, and the translation nowhere says whose.
- `numbers.bound` (minor): *nearly a hundred* became *over a hundred*: the figure is crossed. Neutral where a bound was only added,
  dropped or exchanged for *about*, as good translators do every day.
- `numbers.missing` (neutral): the original has a number and the translation none in its place. Every second such number is said in
  other words (*both*, *the next year*), so it is shown and not counted.
- `numbers.extra` (neutral): the translation has a number that the original does not have, and replaces none. The same holds.

Figures within names (GPT-4, H100) are compared only with names that have the same letters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from align.check.examples import Example
from align.check.numbers.partners import bared, comparable, left
from align.find import Number
from align.find.figures import Bound
from align.find.measures import apart, same_amount, told
from align.model import Alignment, Bead, Finding, Glossary, Severity

RULES = ("numbers.changed", "numbers.unit", "numbers.bound", "numbers.missing", "numbers.extra")

EXAMPLES = (
    Example(
        "numbers.changed", "The fund holds 10亿 yuan.", "The fund holds 10 million yuan.", "zh-CN", "en", True,
        "亿 is a hundred million: a slip of a hundred times.", "critical",
    ),
    Example(
        "numbers.changed", "该基金管理10亿元。", "The fund manages one billion yuan.", "zh-CN", "en", False,
        "The same value, in words.",
    ),
    Example(
        "numbers.changed", "It opened on September 26.", "它于9月20日开业。", "en", "zh-CN", True,
        "Another day of the same month.", "major",
    ),
    Example(
        "numbers.changed", "它于2021年4月3日开业。", "It opened on March 4, 2021.", "zh-CN", "en", True,
        "Day and month have changed places.", "major",
    ),
    Example(
        "numbers.changed", "It opened on 3 April and closed on 4 March.", "3月4日关门，4月3日开业。", "en", "zh-CN", False,
        "Two dates, in another order.",
    ),
    Example(
        "numbers.changed", "Seven in ten, or 70%, stayed for 3-9 months.", "七成人待了三到九个月。", "en", "zh-CN", False,
        "70% said once, and a range in words.",
    ),
    Example(
        "numbers.changed", "They hired six engineers.", "They took on five engineers.", "en", "en-GB", True,
        "Six became five.", "major",
    ),
    Example(
        "numbers.changed", "First, it costs 14.7 dollars.", "It costs about 15 dollars.", "en", "en-GB", False,
        "A rounding that says so, and a word that counts the points of a list.",
    ),
    Example(
        "numbers.changed", "They rent H100 boards.", "They rent H800 boards.", "en", "en-GB", True,
        "A figure within a name.", "major",
    ),
    Example(
        "numbers.changed", "It rained on Tuesday.", "周三下雨了。", "en", "zh-CN", True,
        "Another day of the week.", "major",
    ),
    Example(
        "numbers.changed", "民國113年第三季，營收達35億元。", "Revenue came to 3.5 billion in Q3 of 2024.", "zh-TW", "en", False,
        "A year of the Republic, and a quarter.",
    ),
    Example(
        "numbers.changed", "One in seven left on Sunday at half past three, in the nineties.",
        "九十年代，七分之一的人在星期天三点半离开。", "en", "zh-CN", False,
        "A share, a time of day and a decade.",
    ),
    Example(
        "numbers.unit", "The rent is $200.", "租金是200元。", "en", "zh-CN", True,
        "Dollars became yuan.", "major",
    ),
    Example(
        "numbers.unit", "The rent is $200.", "租金是200元。", "en", "zh-TW", False,
        "A dollar of Taiwan, as likely as not.",
    ),
    Example(
        "numbers.unit", "门票200港元。", "The ticket is $200.", "zh-CN", "en", True,
        "Who reads of dollars thinks of America's.",
    ),
    Example(
        "numbers.unit", "门票200港元，\n儿童50港元。", "The ticket is HK$200,\nand $50 for children.", "zh-CN", "en", False,
        "It has said which dollars.",
    ),
    Example(
        "numbers.unit", "这座桥长3公里，造价100亿美元。", "The bridge is 3 miles long and cost $10 billion.", "zh-CN", "en", True,
        "Kilometres became miles.", "major",
    ),
    Example(
        "numbers.unit", "The bridge is two miles long.", "The bridge is three kilometres long.", "en", "en-GB", False,
        "The same length, rounded.",
    ),
    Example(
        "numbers.unit", "It makes 5 GW at 86 degrees Fahrenheit.", "这个电场在30摄氏度时发电500万千瓦。", "en", "zh-CN", False,
        "The same power, and the same warmth.",
    ),
    Example(
        "numbers.unit", "The rate rose by 2 percentage points.", "The rate rose by 2%.", "en", "en-GB", True,
        "Of 10%, two points make 12%, and two per cent 10.2%.", "major",
    ),
    Example(
        "numbers.unit", "學校停課18個月。", "Schools closed for a year and a half, 18 months in all.", "zh-TW", "en", False,
        "The same time.",
    ),
    Example(
        "numbers.bound", "Nearly 100 people came.", "来了一百多人。", "en", "zh-CN", True,
        "Not quite a hundred became more than that.",
    ),
    Example(
        "numbers.bound", "逾三成的會員投了票。", "Almost 30% of the members voted.", "zh-TW", "en", True,
        "More became not quite.",
    ),
    Example(
        "numbers.bound", "It costs no more than 40 dollars.", "最多40美元。", "en", "zh-CN", False,
        "A bound for a bound.",
    ),
    Example(
        "numbers.bound", "将近一百人来了，约三十人留下。", "Close to 100 came, and some thirty stayed.", "zh-CN", "en", False,
        "The same bounds, and *about* said otherwise.",
    ),
    Example(
        "numbers.missing", "三十人来了。", "People came.", "zh-CN", "en", True,
        "How many came is gone.", "neutral",
    ),
    Example(
        "numbers.missing", "两家公司都来了。", "Both firms came.", "zh-CN", "en", False,
        "*Both* is two.",
    ),
    Example(
        "numbers.missing", "Thirty came in two buses.", "三十人坐车来了。", "en", "zh-CN", True,
        "Two buses became some.", "neutral",
    ),
    Example(
        "numbers.missing", "One of them came.", "他们当中有人来了。", "en", "zh-CN", False,
        "*One* is a pronoun here.",
    ),
    Example(
        "numbers.extra", "People came.", "三十人来了。", "en", "zh-CN", True,
        "Nobody had counted them.", "neutral",
    ),
    Example(
        "numbers.extra", "The second came.", "第二个来了。", "en", "zh-CN", False,
        "An ordinal for an ordinal.",
    ),
    Example(
        "numbers.extra", "有人来了。", "Thirty people came.", "zh-CN", "en", True,
        "Nobody had counted them.", "neutral",
    ),
    Example(
        "numbers.extra", "一个人来了。", "One man came.", "zh-CN", "en", False,
        "一个 is hardly a number.",
    ),
)  # fmt: skip

LARGE = 10_000  # from here on a slip of ten times is one of magnitude (万, million, 亿), not a misread digit

BOUNDS: dict[Bound, str] = {"over": " or more", "under": " or less", "near": " or so", "": ""}


def findings(alignment: Alignment, glossary: Glossary) -> Iterator[Finding]:
    """The numbers that changed, went missing or came in, or count something else, bead by bead."""
    for one in left(alignment):
        for pair in one.turned:
            yield _turned(alignment, one.bead, *pair)
        yield from _judged(alignment, one.bead, list(one.missing), list(one.extra))


def _judged(alignment: Alignment, bead: int, missing: list[Number], extra: list[Number]) -> Iterator[Finding]:
    for one in tuple(missing):
        # Translations keep the order of numbers more often than not.
        rivals = [other for other in extra if comparable(one, other)]
        if rivals:
            other = min(
                rivals,
                key=lambda other: (
                    one.kind != other.kind,
                    abs(_along(alignment, bead, other, 1) - _along(alignment, bead, one, 0)),
                ),
            )
            missing.remove(one)
            extra.remove(other)
            yield _changed(alignment, bead, one, other)
    for one in missing:
        if not one.loose and one.kind != "name":
            yield _alone(alignment, bead, one, "numbers.missing")
    for other in extra:
        if not other.loose and other.kind != "name":
            yield _alone(alignment, bead, other, "numbers.extra")


def _along(alignment: Alignment, bead: int, number: Number, side: int) -> float:
    """How far into its side of the bead a number stands, from 0 to 1."""
    home = alignment.spans(bead)[side]
    return (number.span.start - home.start) / len(home) if home else 0


def _changed(alignment: Alignment, bead: int, one: Number, other: Number) -> Finding:
    low, high = sorted((one.value, other.value))
    slip = high >= LARGE and high >= low * 10 and {one.kind, other.kind} <= {"plain", "vague"}
    certain = 0.9 if one.kind == other.kind else 0.8
    severity: Severity = "critical" if slip else "major"
    return _between(alignment, bead, one, other, "numbers.changed", severity, certain, (_told(one), _told(other)))


def _turned(alignment: Alignment, bead: int, one: Number, other: Number) -> Finding:
    """Two numbers of one value that count different things, or that different bounds are put to."""
    bare = bared(alignment, one, other)
    if bare or (apart(one, other) and not same_amount(one, other)):
        counted = (f"“{one.text}” ({told(one.units)})", f"“{other.text}” ({told(other.units)})")
        return _between(alignment, bead, one, other, "numbers.unit", "minor" if bare else "major", 0.85, counted)
    severity: Severity = "minor" if {one.bound, other.bound} == {"over", "under"} else "neutral"
    bounded = (f"“{one.text}” ({one}{BOUNDS[one.bound]})", f"“{other.text}” ({other}{BOUNDS[other.bound]})")
    return _between(alignment, bead, one, other, "numbers.bound", severity, 0.7, bounded)


def _between(
    alignment: Alignment,
    bead: int,
    one: Number,
    other: Number,
    rule: str,
    severity: Severity,
    certain: float,
    told: tuple[str, str],
) -> Finding:
    return Finding(
        rule, "number", severity, _trusted(alignment.beads[bead], certain), f"{told[0]} became {told[1]}.", (bead,),
        one.span, other.span,
        evidence=(("original", f"{one.text} = {one}"), ("translation", f"{other.text} = {other}")),
    )  # fmt: skip


def _alone(alignment: Alignment, bead: int, number: Number, rule: str) -> Finding:
    missing = rule == "numbers.missing"
    says: Callable[[str], str] = "{} is not said in the translation.".format if missing else "The original does not say {}.".format
    return Finding(
        rule, "number", "neutral", _trusted(alignment.beads[bead], 0.4), says(_told(number)), (bead,),
        number.span if missing else None, None if missing else number.span,
        evidence=(("original" if missing else "translation", f"{number.text} = {number}"),),
    )  # fmt: skip


def _told(number: Number) -> str:
    """The number as written, and its value where that does not show."""
    return f"“{number.text}”" if number.text in (str(number), str(number.value)) else f"“{number.text}” ({number})"


def _trusted(bead: Bead, certain: float) -> float:
    """A finding is no surer than the bead that it stands on."""
    return round(certain * bead.confidence, 3)
