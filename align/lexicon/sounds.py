"""Whether Chinese characters may render the sound of a Latin name: 布什 and Bush, 奥巴马 and Obama.

A transliteration keeps the consonants, more or less, and gives each a vowel. Both sides become a row of consonants, each with the
vowel after it, and are set side by side at the least cost; the costs are ours, tried on the names that CC-CEDICT has.
"""

from __future__ import annotations

from functools import cache, lru_cache

import regex

from align.find.names import VOCABULARY

Sound = tuple[str, str]  # a consonant, and the vowel after it

# The letters that the beginning of a Chinese syllable renders, and at what cost; N and R are its end.
RENDERS: dict[str, dict[str, float]] = {
    "b": {"b": 0, "p": 0.4, "v": 0.4},
    "p": {"p": 0, "b": 0.4},
    "m": {"m": 0, "n": 0.5},
    "f": {"f": 0, "v": 0.1, "h": 0.5},
    "d": {"d": 0, "t": 0.3},
    "t": {"t": 0, "d": 0.3},
    "n": {"n": 0, "m": 0.5},
    "l": {"l": 0, "r": 0},
    "g": {"g": 0, "k": 0.3},
    "k": {"k": 0, "g": 0.4, "C": 0.3, "h": 0.6},
    "h": {"h": 0, "k": 0.4, "g": 0.5, "w": 0.2, "f": 0.5, "v": 0.5},
    "j": {"j": 0, "g": 0.1, "k": 0.2, "z": 0.3, "C": 0.4, "d": 0.5, "s": 0.5},
    "q": {"C": 0, "k": 0.2, "j": 0.4, "g": 0.4, "s": 0.6, "z": 0.5},
    "x": {"s": 0, "S": 0, "h": 0.2, "k": 0.6, "z": 0.4, "C": 0.5},
    "zh": {"j": 0, "d": 0.4, "z": 0.3, "C": 0.4, "g": 0.3, "s": 0.6, "t": 0.6},
    "ch": {"C": 0, "t": 0.5, "s": 0.5, "j": 0.5, "S": 0.4},
    "sh": {"S": 0, "s": 0.1, "C": 0.3, "j": 0.6},
    "r": {"r": 0.1, "j": 0.1, "g": 0.1, "y": 0.4, "l": 0.5, "z": 0.4},
    "z": {"z": 0, "s": 0.2, "t": 0.5, "d": 0.5, "j": 0.4, "C": 0.4},
    "c": {"s": 0.1, "C": 0.3, "z": 0.2, "t": 0.5, "k": 0.6},
    "s": {"s": 0, "z": 0.1, "S": 0.3, "C": 0.4, "t": 0.4},
    "y": {"y": 0, "j": 0.4, "g": 0.5, "h": 0.5},
    "w": {"w": 0, "v": 0.1, "h": 0.4, "g": 0.5},
    "": {},
    "N": {"n": 0, "m": 0.2},
    "R": {"r": 0, "l": 0},
}
# What it costs to leave a sound without an answer: Chinese puts vowels and glides in, and leaves r and h out.
UNHEARD = {"y": 0, "w": 0.1, "": 0, "N": 0.5, "R": 0.5, "s": 0.7, "h": 0.5, "t": 0.8, "d": 0.8}
UNSAID = {"r": 0.4, "l": 0.7, "h": 0.3, "w": 0.2, "y": 0.1, "n": 0.6, "g": 0.7, "t": 0.7, "d": 0.7, "k": 0.8}
WRONG = 1.5  # one sound for quite another
VOWEL = 0.2  # a for i
FIRST = 0.6  # more, where that is the first of a name
OPENING = 0.6  # a vowel at the head of one side only
GLIDES = frozenset(("", "y", "w"))

# The characters that foreign names are usually written with.
CHARACTERS = frozenset(
    "阿埃艾爱安昂奥澳巴白拜班邦保鲍贝本比彼毕别宾波玻博勃伯卜布采查柴彻陈茨慈次达大戴丹道德登邓狄迪底地蒂帝丁东都杜敦顿多厄恩"
    "尔耳法凡范方菲费芬丰冯佛夫弗福富甘冈高戈哥格葛根贡古瓜圭果哈海罕汉豪合赫黑亨洪侯胡华怀惠霍基吉季加贾简杰捷金津京久居喀卡"
    "凯坎康考柯科可克肯孔库夸奎昆拉莱赖兰朗劳勒雷黎理李里利立丽莉连廉良列烈林琳留刘柳龙隆卢鲁陆路伦罗洛律马玛迈麦曼毛梅门蒙孟"
    "米密敏明缪摩莫墨默姆木穆拿娜纳乃奈南瑙内嫩能尼年涅宁牛纽农努诺欧帕派潘庞培佩彭蓬皮匹平泼珀普奇齐恰强乔切琴青琼丘屈让热仁"
    "日荣茹儒瑞若撒萨塞赛桑瑟森沙莎山珊尚绍舍申盛圣施什石史士世舒朔斯丝思松苏素索所塔泰坦汤唐陶忒特腾提田铁廷亭通图土吐托陀脱"
    "瓦万汪旺威韦维魏温文翁沃乌武伍西希锡悉夏香肖谢辛欣兴匈休许逊雅亚延扬耶叶伊依易因茵英永尤于约宰赞早泽曾扎詹张章赵者珍真芝"
    "知治朱兹子宗祖佐娅婷妮妲琪黛芙蕾薇露璐诃噶嘎茜翰弥蜜讷"
)

_SPELT = (
    ("tsch", "C"), ("sch", "S"), ("tch", "C"), ("sh", "S"), ("ch", "C"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("cq", "k"),
    ("qu", "kw"), ("gh", "g"), ("kh", "h"), ("zh", "j"), ("ts", "z"), ("tz", "z"), ("dz", "z"), ("cz", "C"), ("sz", "S"),
    ("dj", "j"), ("x", "ks"), ("wr", "r"), ("kn", "n"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k"), ("q", "k"),
)  # fmt: skip
_LETTERS = regex.compile("|".join(f"({spelt})" for spelt, _ in _SPELT))
_TWICE = regex.compile(r"([^aeiou])\1+")
_CONSONANT = regex.compile(r"([^aeiou\W\d_])([aeiouy]?)")
_SYLLABLE = regex.compile(r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]|)u?([aeiov]?)[a-z]*?(n?)g?$")
_VOWELS = {"a": "a", "o": "o", "u": "o", "i": "e", "e": "e", "v": "e", "y": "e"}


@lru_cache(VOCABULARY)
def likeness(name: str, syllables: tuple[str, ...]) -> float:
    """How alike a Latin name, folded, and syllables of pinyin sound: 1 is alike, and below 0.5 chance reigns.

    >>> likeness("obama", ("ao", "ba", "ma")), round(likeness("bush", ("bu", "shi")), 1)
    (1.0, 1.0)
    >>> likeness("obama", ("li", "si", "ben")) < 0.5
    True
    """
    latin, opens = _latin(name)
    chinese = tuple(sound for syllable in syllables for sound in _sounds(syllable))
    if not latin or not chinese:
        return 0.0
    cost = _distance(latin, chinese)
    first = chinese[0][0]
    if (opens and first not in GLIDES and first != "h") or (not opens and first in GLIDES and latin[0][0] not in "wyhvj"):
        cost += OPENING
    heard = sum(sound not in GLIDES for sound, _ in chinese)
    return 1 - cost / (max(len(latin), heard) + (1 if opens else 0.5))


def consonants(name: str) -> int:
    """How many consonants a folded name has."""
    return len(_latin(name)[0])


def _distance(latin: tuple[Sound, ...], chinese: tuple[Sound, ...]) -> float:
    """The least cost of turning the one row into the other (Wagner and Fischer)."""
    above = [0.0]
    for place, (sound, _) in enumerate(chinese):
        above.append(above[-1] + UNHEARD.get(sound, 1.0) + (FIRST if not place and sound not in GLIDES else 0))
    for number, (letter, vowel) in enumerate(latin):
        unsaid = UNSAID.get(letter, 1.0) + (FIRST if not number and letter not in "hwy" else 0)
        row = [above[0] + unsaid]
        for place, (sound, other) in enumerate(chinese):
            clash = VOWEL if vowel and other and vowel != other else 0.0
            cost = RENDERS[sound].get(letter, WRONG - clash) + clash
            row.append(min(above[place] + cost, above[place + 1] + unsaid, row[place] + UNHEARD.get(sound, 1.0)))
        above = row
    return above[-1]


@cache
def _sounds(syllable: str) -> tuple[Sound, ...]:
    if syllable == "er":
        return (("R", ""),)
    parts = _SYLLABLE.match(syllable)
    if not parts:
        return ()
    return ((parts[1], _VOWELS.get(parts[2], "o")), *((("N", ""),) if parts[3] else ()))


@lru_cache(VOCABULARY)
def _latin(name: str) -> tuple[tuple[Sound, ...], bool]:
    """The consonants of a name, and whether it begins with a vowel."""
    said = _LETTERS.sub(lambda match: _SPELT[(match.lastindex or 1) - 1][1], name)
    said = _TWICE.sub(r"\1", said)
    return tuple((letter, _VOWELS.get(vowel, "")) for letter, vowel in _CONSONANT.findall(said)), said[:1] in "aeiou"
