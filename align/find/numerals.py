"""Chinese numerals into values: 二〇一九, 三百五, 一万亿, 1亿5000万."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise

from align.find.figures import FIGURE, worth

Facts = Mapping[str, Mapping[str, int]]


def value(text: str, facts: Facts) -> Fraction:
    """What a numeral is worth; figures and numerals may be mixed.

    >>> from align.language.tables import table
    >>> [str(value(text, table("zh").numbers)) for text in ("二〇一九", "三百五", "一万亿", "1亿5000万", "十二", "三点五亿")]
    ['2019', '350', '1000000000000', '150000000', '12', '350000000']
    """
    digits, units, scales = facts["digits"], facts["units"], facts["scales"]
    total = section = Fraction(0)
    number: Fraction | None = None
    step, largest = 0, 0  # what the last unit was worth, and the largest scale so far
    for part in re.findall(rf"{FIGURE}|点[{''.join(digits)}]+|[^ ]", text):
        if part[0].isascii():
            number, step = worth(part), 0
        elif len(part) > 1:
            places = "".join(str(digits[sign]) for sign in part[1:])
            number = (number or Fraction(0)) + Fraction(int(places), 10 ** len(places))
        elif part in digits:
            number = (number or Fraction(0)) * 10 + digits[part]
            step = 0 if digits[part] == 0 else step
        elif part in units:
            section += (1 if number is None else number) * units[part]
            number, step = None, units[part]
        elif part in scales:
            section += number or Fraction(0)
            if scales[part] > largest > 0:
                total = (total + section) * scales[part]
            else:
                total += (section or 1) * scales[part]
            section, number, step, largest = Fraction(0), None, scales[part], max(largest, scales[part])
    if number is not None and step > 10 and 0 < number < 10 and not text[-1].isascii() and number.denominator == 1:
        number *= Fraction(step, 10)  # 三百五 is 350
    return total + section + (number or 0)


def either(text: str, facts: Facts) -> tuple[str, ...]:
    """The two numerals in one: 三四百 is three or four hundred; otherwise the text itself."""
    digits = facts["digits"]
    for place, (one, two) in enumerate(pairwise(text)):
        lone = (place == 0 or text[place - 1] not in digits) and text[place + 2 : place + 3] not in digits
        if lone and one in digits and two in digits and digits[two] == digits[one] + 1 and digits[one] > 0:
            return text[: place + 1] + text[place + 2 :], text[:place] + text[place + 1 :]
    return (text,)
