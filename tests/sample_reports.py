"""Two reports made by hand: an article on a cable ship, republished in English and translated into Chinese; all invented."""

from __future__ import annotations

import hashlib

from align.model import (
    Alignment,
    Bead,
    Block,
    Category,
    Document,
    Finding,
    Kind,
    Likeness,
    Place,
    Report,
    Score,
    Sentence,
    Severity,
    Span,
)

Blocks = list[tuple[Kind, list[str]]]
WEIGHTS: tuple[tuple[Severity, float], ...] = (("neutral", 0.0), ("minor", 1.0), ("major", 5.0), ("critical", 25.0))


def document(name: str, language: str, blocks: Blocks) -> Document:
    """A document whose blocks stand a blank line apart; English sentences stand a space apart, Chinese ones do not."""
    text, places, sentences = "", [], []
    for number, (kind, said) in enumerate(blocks):
        text += "\n\n" if text else ""
        start = len(text)
        for index, sentence in enumerate(said):
            text += " " if index and not language.startswith("zh") else ""
            sentences.append(Sentence(Span(len(text), len(text) + len(sentence)), number))
            text += sentence
        places.append(Block(kind, Span(start, len(text))))
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return Document(name, language, text, tuple(places), tuple(sentences), sha256=digest)


def at(where: Document, words: str) -> Span:
    """Where the words stand first."""
    start = where.text.index(words)
    return Span(start, start + len(words))


ORIGINAL: Blocks = [
    ("heading", ["The Ship That Mends the Net"]),
    (
        "paragraph",
        [
            "The Meridian Hope has no cargo to speak of, only 1,200 kilometres of glass thread coiled in three tanks.",
            "When a cable breaks anywhere between Lisbon and Lagos, she is the one who goes.",
            "Her crew of 58 fixed nineteen faults last year, more than in any year before.",
        ],
    ),
    (
        "paragraph",
        [
            "I spent eleven days aboard in March.",
            "Nobody on the bridge believes that satellites will replace the seabed soon.",
            "They may well take the last mile; they will hardly take the ocean.",
        ],
    ),
    ("heading", ["Where the data goes"]),
    (
        "paragraph",
        [
            "The new customers are not telephone companies.",
            "They are firms that train large models, and Northlake Compute alone leased a fifth of the Atlantic pairs "
            "laid since 2023.",
            "“We used to sell minutes,” says Inês Duarte, the ship’s chief engineer.",
            "“Now we sell the distance between two halls full of machines.”",
        ],
    ),
    (
        "paragraph",
        [
            "A repair costs about $1.4 million, and the waiting costs more.",
            "In the winter of 2024 a single anchor cut three systems within four hours.",
            "Traffic fell back to the southern route, which was already two thirds full.",
        ],
    ),
    ("list-item", ["Find the fault: a pulse of light says how far away it is."]),
    ("list-item", ["Lift the cable with a grapnel, often from four kilometres down."]),
    ("list-item", ["Splice in new fibre, test every pair, and let it sink again."]),
    ("heading", ["What breaks a cable"]),
    (
        "paragraph",
        [
            "Sabotage makes the headlines, but fishing gear and anchors cause roughly 70% of all faults.",
            "Earthquakes come next.",
            "Sharks, whatever you have read, come last.",
        ],
    ),
    (
        "paragraph",
        [
            "Only about sixty such ships exist, and half of them are older than their youngest sailors.",
            "The yards that could build more are booked until 2029.",
            "If inference moves closer to the user, as some expect, the ocean might matter less; I doubt it.",
        ],
    ),
    ("footnote", ["Fault figures are from the ship’s own log, read with permission."]),
]

RETOLD: Blocks = [
    ("heading", ["Deep-Sea Repair Ship Holds the Key to the AI Boom"]),
    ("paragraph", ["Share", "Copy link", "Listen"]),
    (
        "paragraph",
        [
            "AI summary: A cable ship repairs the backbone of the AI economy.",
            "Northlake Compute now controls the Atlantic, and the sector’s index rose 12% on the news.",
        ],
    ),
    ("heading", ["The Ship That Repairs the Network"]),
    ("paragraph", ["Original author: Marta Voss", "Compiled by: Deep Current"]),
    (
        "quote",
        [
            "Editor’s Note: Behind every large model lies a cable, and behind every cable a ship.",
            "This report takes you on board.",
        ],
    ),
    (
        "paragraph",
        [
            "The Meridian Hope carries practically no cargo, only 1,200 kilometers of fiber coiled in three tanks.",
            "Whenever a cable breaks between Lisbon and Lagos, it is the ship that sets out.",
            "Its crew of 58 repaired ninety faults last year, more than in any previous year.",
        ],
    ),
    (
        "paragraph",
        [
            "In March, I spent eleven days on board.",
            "Everyone on the bridge believes that satellites will soon replace the seabed.",
            "They will take the last mile, and they will not take the ocean.",
        ],
    ),
    ("heading", ["Where the data flows"]),
    (
        "paragraph",
        [
            "The new customers are not telephone companies.",
            "They are companies that train large models.",
            "Northlake Compute alone has leased one fifth of the Atlantic fiber pairs laid since 2023.",
            "“We used to sell minutes,” says Ines Duarte, chief engineer of the ship, “now we sell the distance between two halls "
            "full of machines.”",
        ],
    ),
    ("heading", ["What damages a cable"]),
    (
        "paragraph",
        [
            "Sabotage makes the headlines, but fishing gear and anchors cause about 70% of failures.",
            "Earthquakes come second.",
        ],
    ),
    (
        "paragraph",
        [
            "Find the fault: a light pulse tells how far away it is.",
            "Lift the cable with a “grapnel”, often from a depth of four kilometers.",
            "Splice in new fiber, test each pair, and let it sink again.",
        ],
    ),
    (
        "paragraph",
        [
            "One repair costs about $1.4 million, and waiting costs even more.",
            "In the winter of 2024, a single anchor cut off three systems within four hours.",
            "Traffic was pushed to the southern route, and it was busy.",
        ],
    ),
    (
        "paragraph",
        [
            "There are only about sixty ships of this kind in the world, and half of them are older than their youngest sailors.",
            "Shipyards that could build more are booked until 2029.",
            "Some expect reasoning to move closer to users, and the ocean will matter less.",
        ],
    ),
    ("paragraph", ["Join our official community: | Telegram <script>alert(1)</script> | [click](https://example.org) |"]),
    ("paragraph", ["Disclaimer: This page does not constitute investment advice."]),
]

CHINESE: Blocks = [
    ("heading", ["修补海底网络的船"]),
    ("paragraph", ["原文作者：Marta Voss", "编译：深流"]),
    (
        "paragraph",
        [
            "“子午希望号”几乎不载货，三个舱里只盘着1200公里的玻璃细丝。",
            "里斯本到拉各斯之间，哪里的海缆断了，就由它出海。",
            "去年，船上58名船员修好了十九处故障，超过以往任何一年。",
        ],
    ),
    (
        "paragraph",
        ["今年三月，我在船上住了十一天。", "驾驶台上没有人相信卫星很快会取代海床。", "卫星或许能接走最后一公里，却很难接走大洋。"],
    ),
    ("heading", ["数据去了哪里"]),
    (
        "paragraph",
        [
            "新客户不是电话公司。",
            "他们是训练大模型的企业。",
            "仅北湖算力一家，就租下了2023年以来铺设的大西洋纤对的五分之一。",
            "“我们过去卖的是分钟，”轮机长伊内斯·杜阿尔特说，“现在卖的是两座机房之间的距离。”",
        ],
    ),
    (
        "paragraph",
        [
            "一次维修大约要花1400万美元，而等待的代价更高。",
            "2024年冬天，一只船锚在四小时内割断了三套系统。",
            "流量退回南线，而南线当时已用去三分之二。",
        ],
    ),
    ("list-item", ["找到故障：一束光脉冲会说出它有多远。"]),
    ("list-item", ["用抓钩提起海缆，往往是从四公里深处。"]),
    ("list-item", ["接上新光纤，逐对测试，再让它沉下去。"]),
    ("heading", ["什么会弄断海缆"]),
    (
        "paragraph",
        ["蓄意破坏最容易上头条，但约七成故障来自渔具和船锚。", "其次是地震。", "至于鲨鱼，不管你读到过什么，都排在最后。"],
    ),
    (
        "paragraph",
        [
            "这样的船全世界只有六十来艘，其中一半比船上最年轻的水手还老。",
            "能造新船的船厂，订单排到了2029年。",
            "如果推理像一些人预料的那样离用户更近，海洋的分量会变轻；我表示怀疑。",
        ],
    ),
    ("paragraph", ["免责声明：本文不构成投资建议。"]),
]


def beads(*shapes: tuple[int, int] | tuple[int, int, float], moved: dict[int, int] | None = None) -> tuple[Bead, ...]:
    """Beads one after the other; `moved` gives for a bead's number the sentence at which the translation goes on."""
    one = two = 0
    made = []
    for number, (left, right, *rest) in enumerate(shapes):
        two = (moved or {}).get(number, two)
        made.append(Bead(range(one, one + int(left)), range(two, two + int(right)), rest[0] if rest else 0.97))
        one, two = one + int(left), two + int(right)
    return tuple(made)


def retold() -> Report:
    """English into English, by way of a news page: furniture, a moved section, and a good deal of drift."""
    one = document("ship.en.md", "en", ORIGINAL)
    two = document("republished.en.txt", "en-US-x-retrans", RETOLD)
    pair = (1, 1)
    threads = beads(
        *[(0, 1)] * 6,
        (1, 1, 0.93),
        *[(0, 1)] * 4,
        *[pair] * 3,
        *[pair] * 3,
        pair,
        pair,
        (1, 2, 0.95),
        (2, 1, 0.96),
        pair,
        pair,
        (1, 1, 0.41),
        pair,
        pair,
        pair,
        pair,
        pair,
        pair,
        (1, 0, 0.9),
        pair,
        pair,
        (1, 1, 0.78),
        (0, 1),
        (0, 1),
        (1, 0),
        moved={21: 28, 24: 25, 27: 22, 31: 31},
    )
    alignment = Alignment(one, two, threads)

    def found(
        rule: str,
        category: Category,
        severity: Severity,
        confidence: float,
        message: str,
        numbers: tuple[int, ...],
        left: str = "",
        right: str = "",
        evidence: tuple[tuple[str, str], ...] = (),
        related: tuple[Place, ...] = (),
        suggestion: str | None = None,
    ) -> Finding:
        spans = at(one, left) if left else None, at(two, right) if right else None
        return Finding(rule, category, severity, confidence, message, numbers, *spans, related, evidence, suggestion)

    findings = (
        found(
            "negation.flipped",
            "negation",
            "critical",
            0.95,
            "The original denies it, the translation affirms it.",
            (15,),
            "Nobody on the bridge believes",
            "Everyone on the bridge believes",
            evidence=(("cues", "nobody · none"),),
        ),
        found(
            "editorial.summary",
            "addition",
            "major",
            0.94,
            "A summary that nobody wrote in the original makes claims of its own.",
            (4, 5),
            right="AI summary: A cable ship repairs the backbone of the AI economy. Northlake Compute now controls the Atlantic, "
            "and the sector’s index rose 12% on the news.",
            evidence=(("figures nowhere in the original", "12%"), ("claims", "controls the Atlantic")),
        ),
        found(
            "numbers.changed",
            "number",
            "major",
            0.93,
            "The number of faults is another one.",
            (13,),
            "nineteen",
            "ninety",
            evidence=(("original", "nineteen = 19"), ("translation", "ninety = 90")),
        ),
        found(
            "editorial.headline",
            "addition",
            "major",
            0.9,
            "Another headline stands above the article’s own.",
            (0,),
            right="Deep-Sea Repair Ship Holds the Key to the AI Boom",
            evidence=(("not in the original", "AI Boom"),),
        ),
        found(
            "terms.wrong",
            "terminology",
            "major",
            0.84,
            "“inference” is not rendered as decided.",
            (33,),
            "inference",
            "reasoning",
            evidence=(("wanted", "inference"), ("decided in", "ai.csv, line 31")),
            suggestion="inference",
        ),
        found("coverage.clause-omitted", "omission", "major", 0.7, "The author’s own doubt is missing.", (33,), "; I doubt it"),
        found(
            "coverage.omitted",
            "omission",
            "minor",
            0.9,
            "A sentence has no counterpart.",
            (30,),
            "Sharks, whatever you have read, come last.",
        ),
        found(
            "coverage.footnote",
            "omission",
            "minor",
            0.88,
            "A footnote is missing.",
            (36,),
            "Fault figures are from the ship’s own log, read with permission.",
        ),
        found(
            "modality.hedge-dropped",
            "modality",
            "minor",
            0.8,
            "A careful statement has become a plain one.",
            (16,),
            "may well take the last mile; they will hardly take",
            "will take the last mile, and they will not take",
            evidence=(("hedges", "may well, hardly"),),
        ),
        found(
            "modality.hedge-dropped",
            "modality",
            "minor",
            0.72,
            "A careful statement has become a plain one.",
            (33,),
            "might matter less",
            "will matter less",
            evidence=(("hedges", "might"),),
        ),
        found("names.changed", "name", "minor", 0.66, "A name is written differently.", (20,), "Inês Duarte", "Ines Duarte"),
        found(
            "coverage.moved",
            "structure",
            "minor",
            0.9,
            "Three paragraphs stand in another order.",
            (21, 24, 27),
            related=(Place("original", at(one, "A repair costs about")), Place("translation", at(two, "One repair costs about"))),
        ),
        found(
            "quotes.added",
            "quote",
            "minor",
            0.61,
            "Quotation marks cast doubt on a word that had none.",
            (25,),
            "grapnel",
            "“grapnel”",
        ),
        found("editorial.promo", "addition", "minor", 0.9, "The page advertises itself.", (34,), right=RETOLD[-2][1][0]),
        found(
            "editorial.ui", "addition", "neutral", 0.97, "Words of the page’s controls.", (1, 2, 3), right="Share Copy link Listen"
        ),
        found(
            "editorial.credit",
            "addition",
            "neutral",
            0.97,
            "Who compiled the text.",
            (7, 8),
            right="Original author: Marta Voss Compiled by: Deep Current",
        ),
        found("editorial.note", "addition", "neutral", 0.95, "A note by the editor.", (9, 10), right=" ".join(RETOLD[5][1])),
        found("editorial.disclaimer", "addition", "neutral", 0.98, "A disclaimer.", (35,), right=RETOLD[-1][1][0]),
        found(
            "structure.split",
            "structure",
            "neutral",
            0.9,
            "One sentence has become two.",
            (19,),
            ORIGINAL[4][1][1],
            " ".join(RETOLD[9][1][1:3]),
        ),
        found(
            "structure.merged",
            "structure",
            "neutral",
            0.9,
            "Two sentences have become one.",
            (20,),
            " ".join(ORIGINAL[4][1][2:]),
            RETOLD[9][1][3],
        ),
        found("structure.list-flattened", "structure", "neutral", 0.9, "A list has become a paragraph.", (24, 25, 26)),
    )
    gist = (
        "The article is all there but for two sentences, under a headline and a summary that its author did not write; "
        "one statement says the opposite of the original, and one figure is wrong."
    )
    penalties = (
        ("negation", 25.0), ("editorial", 11.0), ("coverage", 8.0), ("numbers", 5.0), ("terms", 5.0), ("modality", 2.0),
        ("names", 1.0), ("quotes", 1.0),
    )  # fmt: skip
    likeness = (Likeness("chrF2", 71.8, "nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:2.6.0"),)
    return Report(alignment, findings, Score(80.8, 0.96, 0.79, gist, penalties, 302, WEIGHTS, likeness), signature(one, two))


def translated() -> Report:
    """English into Chinese, carefully: one figure is wrong."""
    one = document("ship.en.md", "en", ORIGINAL)
    two = document("ship.zh-CN.txt", "zh-CN", CHINESE)
    pair = (1, 1)
    threads = beads(pair, (0, 1), (0, 1), *[pair] * 8, (1, 2, 0.95), (2, 1, 0.97), *[pair] * 13, (0, 1), (1, 0))
    alignment = Alignment(one, two, threads)
    findings = (
        Finding(
            "numbers.changed",
            "number",
            "critical",
            0.96,
            "The cost is ten times as high.",
            (13,),
            at(one, "$1.4 million"),
            at(two, "1400万美元"),
            evidence=(("original", "$1.4 million = 1,400,000"), ("translation", "1400万 = 14,000,000")),
        ),
        Finding(
            "editorial.credit",
            "addition",
            "neutral",
            0.97,
            "Who compiled the text.",
            (1, 2),
            None,
            at(two, "原文作者：Marta Voss编译：深流"),
        ),
        Finding("editorial.disclaimer", "addition", "neutral", 0.98, "A disclaimer.", (26,), None, at(two, CHINESE[-1][1][0])),
        Finding("coverage.footnote", "omission", "minor", 0.88, "A footnote is missing.", (27,), at(one, ORIGINAL[-1][1][0]), None),
    )
    gist = "A careful translation: one figure is wrong by a factor of ten, and a footnote is missing."
    score = Score(91.4, 0.97, 0.97, gist, (("numbers", 25.0), ("coverage", 1.0)), 302, WEIGHTS)
    return Report(alignment, (findings[0], findings[3], *findings[1:3]), score, signature(one, two))


def signature(one: Document, two: Document) -> str:
    """As a run would write it."""
    return f"align 0.1.0|{one.language}→{two.language}|pair:length+string|glossary:none|srx:default"
