"""Numbers in Chinese: figures with 万 and 亿, Chinese numerals, 三分之一, 七成, dates; by value, and idioms left alone.

A lone numeral is a number only before what it counts (三个, 第三); elsewhere it is loose, for 三 is in many names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import pairwise

import regex

from align.find import hanzi_dates, numerals
from align.find.figures import (
    FIGURE,
    LONGEST,
    NAME,
    POWER,
    QUARTER,
    SKIPPED,
    Bound,
    Number,
    glued,
    matched,
    name,
    power,
    worth,
)
from align.language.tables import table
from align.model import Span

Facts = Mapping[str, Mapping[str, int]]

_BOUNDS: dict[str, Bound] = {"上": "over", "超": "over", "过": "over", "逾": "over", "近": "under", "约": "near"}  # 上百, 近万
_DAYTIME = "凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|深夜|夜间|今晚|当晚"


def read(text: str, tag: str) -> Iterator[Number]:
    """The numbers of a folded text, in order."""
    facts = table(tag).numbers
    for match in _pattern(tag).finditer(text):
        reader = _READERS.get(match.lastgroup or "")
        if reader:
            yield from reader(match, facts)


@cache
def _pattern(tag: str) -> regex.Pattern[str]:
    facts, lists = table(tag).numbers, table(tag).lists
    digit, unit, scale = ("".join(facts[part]) for part in ("digits", "units", "scales"))
    short = rf"(?:\d{{1,2}}|[{digit}十]{{1,3}})"
    # 千米 is a kilometre. Possessive throughout (`++`), so that no run of numerals is read twice.
    han, large = (f"(?:(?!千[米克瓦卡赫帕伏兆])[{signs}])" for signs in (digit + unit + scale, unit + scale))
    # A space before more of the same number: 1亿 5000万.
    number = rf"(?:{FIGURE}(?: ?{large}++(?: (?=\d++ ?{large}))?\d++(?:\.\d++)?)*+(?: ?{large}{han}*+)?+"
    number += rf"|{han}++(?:点[{digit}]++{large}*+)?+)"
    words = (*lists["idioms"], *lists["vague"], *facts["loose"], *facts["halves"], *facts["eras"], *_DAYTIME.split("|"))
    firsts = "".join(sorted({word[0] for word in words} | set(f"周星礼第{digit}{unit}{scale}")))
    return regex.compile(
        # What nothing begins with is passed by, which makes it three times as fast.
        rf"(?:^|(?=[0-9A-Za-z\[({firsts}]))(?:"
        rf"(?P<skipped>{SKIPPED}|^\s*(?:[(]?{short}(?:[)、]|\.(?!\d))|第[{digit}十]{{1,3}}[,，、:]))"
        r"|(?<![一二三四五六七八九十两几数\d])(?P<weekday>(?:周|星期|礼拜)(?:[一二三四五六](?!成)|[日天](?!然)))"
        r"|(?<![\d.])(?P<date>\d{4}(?P<dash>[-/.])\d{1,2}(?P=dash)\d{1,2}(?![\d.]))"
        rf"|(?P<power>{POWER}|10 ?的 ?(?P<th>\d{{1,3}}) ?次方)|(?P<quarter>{QUARTER})"
        rf"|(?P<name>{NAME})"
        rf"|(?P<idiom>(?:{_any(lists['idioms'])})(?!钟))"
        rf"|(?P<loose>{_any(facts['loose'])})"
        rf"|(?P<half>{_any(facts['halves'])})"
        rf"|(?<![\d.])(?P<time>(?P<noon>{_DAYTIME})?(?P<hour>{short})(?:[点时](?:(?P<minute>{short})分|[半整钟许]|[一三]刻)"
        r"|(?P<clock>:[0-5]\d)(?!\d)|(?(noon)[点时]|(?!))))"
        rf"|(?P<decade>(?:(?P<century>{short}) ?世纪 ?)?(?P<tens>\d?\d?\d0|[{digit}]十) ?年代)"
        r"|(?<![\d/])(?P<slash>(?P<one>[1-9])/(?P<part>[2-9]|10)(?![\d/]))"
        rf"|(?P<fraction>(?P<below>{number})分之(?P<above>{number}))"
        rf"|(?<!\d)(?P<tenths>(?P<tenth>[\d{digit}])成(?:(?P<twentieth>[{digit}半])|(?![{lists['not-tenths'][0]}])))"
        rf"|(?P<percent>(?P<rate>{number})[多余]?(?: ?[%‰]| ?个?百分点))"
        rf"|(?P<money>(?:(?P<yuan>{number})[元块])?(?P<tenth_of>[\d{digit}])[毛角](?:(?P<cents>[\d{digit}])分?|钱|(?(yuan)|(?!))))"
        rf"|(?P<vague>(?:{_any(lists['vague'])})(?P<many>[{unit}{scale}]+)(?![{digit}]))"
        rf"|(?P<reign>(?P<era>{_any(facts['eras'])})(?P<since>元|\d{{1,3}}|{han}{{1,5}}+)(?= ?年))"
        rf"|(?P<year>(?P<y>\d{{4}}|[{digit}]{{4}}|\d\d|[{digit}]{{2}})(?= ?年)(?! ?年代))"
        rf"|(?<!\d)(?P<month>(?P<m>{short})(?= ?月))"
        rf"|(?<![\d.])(?P<day>(?P<d>{short})(?= ?[日号]))"
        rf"|第(?P<ordinal>{number})"
        rf"|(?<!\d)(?P<glued>(?P<figure>{FIGURE})(?P<letters>[A-Za-z]+))"
        rf"|(?P<number>(?P<value>{number})(?P<more>[多余几来][{unit}{scale}]*)?(?= ?(?P<counter>{_any(lists['counters'])})?)))"
    )


def _any(words: Mapping[str, int] | tuple[str, ...]) -> str:
    return "|".join(sorted(set(words), key=lambda word: (-len(word), word)))


# ---- what each kind of match is worth


def _name(match: regex.Match[str], facts: Facts) -> Iterator[Number]:
    yield name(match[0], match.start())


def _power(match: regex.Match[str], facts: Facts) -> Iterator[Number]:
    yield power(match[0], match.start(), match["mantissa"], match["exponent"] or match["raised"] or match["th"])


def _slash(match: regex.Match[str], facts: Facts) -> Iterator[Number]:
    one, part = int(match["one"]), int(match["part"])
    if one < part:
        yield matched(match, Fraction(one, part))
    else:
        yield Number(Fraction(one), "plain", Span(*match.span("one")), match["one"])
        yield Number(Fraction(part), "plain", Span(*match.span("part")), match["part"])


def _loose(match: regex.Match[str], facts: Facts) -> Iterator[Number]:
    yield matched(match, Fraction(facts["loose"][match[0]]), loose=True)


def _half(match: regex.Match[str], facts: Facts) -> Iterator[Number]:
    if match[0] in ("上半年", "下半年"):
        yield matched(match, Fraction(facts["halves"][match[0]]), "ordinal", also=(Fraction(1, 2),), loose=True)
        return
    whole = facts["halves"][match[0]]
    yield matched(match, Fraction(1, 2), also=(Fraction(whole),) if whole else (), loose=True)


def _fraction(match: regex.Match[str], facts: Facts) -> Iterator[Number]:
    below, above = numerals.value(match["below"], facts), numerals.value(match["above"], facts)
    if below:
        whole = below in (100, 1000)
        yield matched(match, above / below, "percent" if whole else "plain", also=(above,) if whole else ())


def _tenths(match: regex.Match[str], facts: Facts) -> Iterator[Number]:
    rest = match["twentieth"]
    more = Fraction(5 if rest == "半" else facts["digits"][rest] if rest else 0, 100)
    yield matched(match, numerals.value(match["tenth"], facts) / 10 + more, "percent")


def _percent(match: regex.Match[str], facts: Facts) -> Iterator[Number]:
    value = numerals.value(match["rate"], facts)
    yield matched(match, value / (1000 if match[0].endswith("‰") else 100), "percent", also=(value,))


def _money(match: regex.Match[str], facts: Facts) -> Iterator[Number]:
    """三块五毛二 is 3.52, of whatever currency."""
    whole, tenths, cents = (numerals.value(match[part] or "", facts) for part in ("yuan", "tenth_of", "cents"))
    yield matched(match, whole + tenths / 10 + cents / 100)


def _vague(match: regex.Match[str], facts: Facts) -> Iterator[Number]:
    saying = match[0].startswith("成")  # 成百上千 are very many
    number = matched(match, numerals.value(match["many"], facts), "vague", loose=saying)
    yield replace(number, bound=_BOUNDS.get(match[0][0], ""))


def _ordinal(match: regex.Match[str], facts: Facts) -> Iterator[Number]:
    value = numerals.value(match["ordinal"], facts)
    yield matched(match, value, "ordinal", loose=value == 1)


def _glued(match: regex.Match[str], facts: Facts) -> Iterator[Number]:
    yield glued(match[0], match.start(), worth(match["figure"]), match["letters"], facts["suffixes"])


def _plain(match: regex.Match[str], facts: Facts) -> Iterator[Number]:
    text, more, counter = match["value"], match["more"] or "", match["counter"] or ""
    if not _counts(text, more, counter, facts):
        return
    loose = text == "一" or (len(text) == 1 and not text.isascii() and not counter and not more)
    for part in numerals.either(text, facts):
        value = numerals.value(part + more[1:], facts)
        also: tuple[Fraction, ...] = ()
        if more and value == 10:
            also = (Fraction(12),)
        elif match.string.startswith(("千米", "千克", "公里", "公斤"), match.end()):
            also = (value * 1000,)
        elif counter == "倍":
            also = (value - 1, value + 1)
        elif regex.compile("(?:个|年|天|岁|小时|里|倍)半").match(match.string, match.end()):
            value, also = value + Fraction(1, 2), (value,)
        number = matched(match, value, "vague" if more and value == 10 else "plain", also, loose)
        yield replace(number, bound="over") if more else number


def _counts(text: str, more: str, counter: str, facts: Facts) -> bool:
    """Whether a numeral is meant as a number."""
    if len(text) > LONGEST:
        return False
    if any(sign.isascii() for sign in text):
        return True
    digits = [sign for sign in text if sign in facts["digits"]]
    if len(text) == 1:
        return text in "十拾" or bool(digits and (counter or more) and text not in "零〇")
    if not digits:  # 百万 is a number, 万千 is not, and 千万 may be "by all means"
        rising = all(numerals.value(one, facts) < numerals.value(two, facts) for one, two in pairwise(text))
        return rising and (text != "千万" or bool(counter))
    if len(digits) == len(text):  # 二〇一九, 两三个; the rest are names and sayings
        return "〇" in text or "零" in text or (len(numerals.either(text, facts)) == 2 and bool(counter))
    return True


_READERS: dict[str, Callable[[regex.Match[str], Facts], Iterator[Number]]] = {
    **hanzi_dates.READERS,
    "name": _name,
    "power": _power,
    "slash": _slash,
    "loose": _loose,
    "half": _half,
    "fraction": _fraction,
    "tenths": _tenths,
    "percent": _percent,
    "money": _money,
    "vague": _vague,
    "ordinal": _ordinal,
    "glued": _glued,
    "number": _plain,
}
