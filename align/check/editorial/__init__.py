"""What stands on the translation's page and is nobody's translation: its role there, and what it claims on its own.

A passage without a partner is judged by its words, by its place before or after the article, and by what opens it: the sentences
behind *Editor's note:* belong to the note. Neighbours of one role are one finding.

- `editorial.headline` (minor): a title that the author did not give. Major where it has a name or a number that the original
  nowhere has, for many read no further.
- `editorial.summary` (minor): a summary, often made by a machine. Major where it has a name or a number that the original nowhere
  has: it speaks in the author's name.
- `editorial.note` (minor): an editor's preface or remark. Major where it has a name or a number that the original nowhere has.
- `editorial.translator-note` (minor): a translator's remark, in brackets within the text too. What it adds is told, and is his to
  say.
- `editorial.lead-in` (neutral): the line that says that now the article begins.
- `editorial.credit` (neutral): who wrote, translated, checked or drew. Minor where nobody says who wrote: the author, named in the
  original's byline or front matter, is named neither at the top nor at the bottom of the translation's page. Neutral where he is
  named, his name was a link, and other links are there and this one is not. Nobody can tell of a name of ordinary words.
- `editorial.date` (neutral): when the page was published.
- `editorial.promo` (neutral): where to subscribe, whom to follow, what to buy.
- `editorial.disclaimer` (neutral): who is not liable for what, and who holds the rights.
- `editorial.source-link` (neutral): where the original was published.
- `editorial.ui` (neutral): buttons, counts and menus that were copied with the page.

Left alone: whatever has a partner, for then it was translated; and a sentence within the article that only sounds like furniture:
`coverage.added` tells it. A name counts as unheard of only where both texts are written in Latin letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from align.check.claims import Claim, Said, said, unsaid
from align.check.editorial.roles import Role, roles
from align.check.editorial.uncredited import UNCREDITED, uncredited
from align.check.examples import Example
from align.check.page import doubted, page
from align.check.remarks import REMARKS, remarked_on
from align.language.tables import fold
from align.model import Alignment, Document, Finding, Glossary, Place, Severity

RULES = (
    "editorial.headline", "editorial.summary", "editorial.note", "editorial.translator-note", "editorial.lead-in",
    "editorial.credit", "editorial.date", "editorial.promo", "editorial.disclaimer", "editorial.source-link", "editorial.ui",
)  # fmt: skip

_EN, _ZH = "\nThe lab moved house.\nNobody minds.", "\n实验室搬了家。\n没人在意。"  # an article, for the page around it

EXAMPLES = (
    Example(
        "editorial.headline", _ZH, "Chinese labs move across the city" + _EN, "zh-CN", "en", True,
        "A title that the author did not give.",
    ),
    Example(
        "editorial.headline", "The lab moves" + _EN, "实验室搬家" + _ZH, "en", "zh-CN", False,
        "The author's title, translated.",
    ),
    Example(
        "editorial.headline", _EN, "万象科技搬家背后的三大秘密" + _ZH, "en", "zh-CN", True,
        "A title that the author did not give.",
    ),
    Example(
        "editorial.headline", "实验室搬家" + _ZH, "The lab moves" + _EN, "zh-CN", "en", False,
        "The author's title, translated.",
    ),
    Example(
        "editorial.summary", "\n" + _EN, "Summary\nThe lab moved, and the Fear & Greed Index rose." + _EN, "en", "en-GB", True,
        "The author never speaks of that index.", "major",
    ),
    Example(
        "editorial.summary", _EN, "AI摘要：实验室搬了家，众人并不在意。" + _ZH, "en", "zh-CN", True,
        "A machine speaks in the author's place.",
    ),
    Example(
        "editorial.summary", "In summary, it moved." + _EN, "总之，它搬了。" + _ZH, "en", "zh-CN", False,
        "The author sums up himself.",
    ),
    Example(
        "editorial.summary", "摘要：它搬了。" + _ZH, "Summary: it moved." + _EN, "zh-CN", "en", False,
        "The author's own summary, translated.",
    ),
    Example(
        "editorial.note", _ZH, "Editor's note: moves like this are becoming frequent." + _EN, "zh-CN", "en", True,
        "An editor's preface.",
    ),
    Example(
        "editorial.note", "\n" + _EN, "【編者按】這類搬遷越來越多。\n原因不一。" + _ZH, "en", "zh-TW", True,
        "What follows the note's label belongs to the note.",
    ),
    Example(
        "editorial.note", "Editor's note: moves are frequent." + _EN, "编者按：搬家很常见。" + _ZH, "en", "zh-CN", False,
        "The original has the note too.",
    ),
    Example(
        "editorial.note", "编者按：搬家很常见。" + _ZH, "Editor's note: moves are frequent." + _EN, "zh-CN", "en", False,
        "The original has the note too.",
    ),
    Example(
        "editorial.translator-note",
        "The lab moved house.\n\nNobody minds.", "实验室搬了家。\n（译者注：新址在城东。）\n没人在意。",
        "en", "zh-CN", True,
        "A remark in brackets, within the text.",
    ),
    *REMARKS,
    Example(
        "editorial.translator-note", "The lab (in the east) moved.", "实验室（在城东）搬了家。", "en", "zh-CN", False,
        "Brackets of the author's.",
    ),
    Example(
        "editorial.translator-note",
        "实验室搬了家。\n\n没人在意。", "The lab moved.\n[Translator's note: to the east.]\nNobody minds.",
        "zh-CN", "en",
        True, "A remark in brackets, within the text.",
    ),
    Example(
        "editorial.translator-note", "实验室（在城东）搬了家。", "The lab (in the east) moved.", "zh-CN", "en", False,
        "Brackets of the author's.",
    ),
    *UNCREDITED,
    *(
        Example(f"editorial.{role}", _ZH, english + _EN, "zh-CN", "en", True, why, "neutral")
        for role, english, why in (
            ("lead-in", "The following is the original text:", "Now the article begins."),
            ("credit", "Compiled by: Ann Example", "Who made the page."),
            ("date", "Published on May 7, 2026", "When the page was published."),
            ("promo", "Join our Telegram group", "Where to go next."),
            ("disclaimer", "Nothing here is financial advice.", "Who is not liable."),
            ("source-link", "[Original link]", "Where the article was first."),
            ("ui", "Share  Copy link  12 comments", "Buttons."),
        )
    ),
    *(
        Example(f"editorial.{role}", _EN, chinese + _ZH, "en", "zh-CN", True, why, "neutral")
        for role, chinese, why in (
            ("lead-in", "以下为原文：", "Now the article begins."),
            ("credit", "译者：某某　校对：某某", "Who made the page."),
            ("date", "发布时间：2026年5月7日", "When the page was published."),
            ("promo", "扫码加入官方社群", "Where to go next."),
            ("disclaimer", "本文不构成任何投资建议。", "Who is not liable."),
            ("source-link", "原文链接", "Where the article was first."),
            ("ui", "分享　收藏　评论 12", "Buttons."),
        )
    ),
    *(
        Example(f"editorial.{role}", english + _EN, chinese + _ZH, "en", "zh-CN", False, "The original has it too.")
        for role, english, chinese in (
            ("lead-in", "The text follows.", "正文如下。"),
            ("credit", "By Ann Example", "作者：安"),
            ("date", "May 7, 2026", "2026年5月7日"),
            ("promo", "Join our group.", "欢迎加入社群。"),
            ("disclaimer", "This is no financial advice.", "本文不构成投资建议。"),
            ("source-link", "Source: the lab", "来源：实验室"),
            ("ui", "Share", "分享"),
        )
    ),
    *(
        Example(f"editorial.{role}", "实验室搬了家。\n\n没人在意。", f"The lab moved.\n{english}\nNobody minds.", "zh-CN", "en",
                False, "Within the article.")
        for role, english in (
            ("lead-in", "What follows is simple enough to say."),
            ("credit", "By then the translators had left for lunch."),
            ("date", "That was in May, and it rained."),
            ("promo", "People who want to join our team should write."),
            ("disclaimer", "They gave financial advice to the lab."),
            ("source-link", "The source of the noise was next door."),
            ("ui", "They share the house with a bakery."),
        )
    ),
)  # fmt: skip

SPEAKING = ("headline", "summary", "note", "translator-note")  # roles that make claims of their own
HOUSE = ("credit", "promo", "disclaimer", "source-link", "ui")  # where a page names itself
TOLD = {
    "headline": "A headline of the page's own",
    "summary": "A summary",
    "note": "An editor's note",
    "translator-note": "A translator's note",
    "lead-in": "A line that leads in to the article",
    "credit": "A credit",
    "date": "A date of publication",
    "promo": "A promotion",
    "disclaimer": "A disclaimer",
    "source-link": "A pointer to the source",
    "ui": "A part of the web page",
}


@dataclass(frozen=True, slots=True)
class Furniture:
    """Neighbouring sentences of one role, the beads that they stand on, and whether that is before, within or after the article."""

    numbers: range
    parts: tuple[Role, ...]
    beads: tuple[int, ...]
    where: str

    @property
    def role(self) -> str:
        return self.parts[0].name


def findings(alignment: Alignment, glossary: Glossary) -> Iterator[Finding]:
    """The furniture of the translation's page, one finding for neighbours of one role; then a translator's remarks in the text."""
    yield from _furniture(alignment, glossary)
    yield from remarked_on(alignment)
    yield from uncredited(alignment)


def _furniture(alignment: Alignment, glossary: Glossary) -> Iterator[Finding]:
    there = page(alignment, "translation")
    given = roles(there)
    if not any(given):
        return
    author, house = said(alignment.original, glossary), _house(there.document, given)
    beads = {number: place for place, bead in enumerate(alignment.beads) for number in bead.translation}
    for name, group in groupby(range(len(given)), key=lambda number: (role := given[number]) and role.name):
        if name:
            run = list(group)
            furniture = Furniture(
                range(run[0], run[-1] + 1),
                tuple(role for number in run if (role := given[number])),
                tuple(sorted({beads[number] for number in run})),
                "before" if run[-1] < there.body.start else "after" if run[0] >= there.body.stop else "within",
            )
            yield _finding(alignment, furniture, _claims(there.document, furniture, author, house, glossary))


def _house(document: Document, given: Sequence[Role | None]) -> frozenset[str]:
    """The words of a page's own furniture: a note that names the site claims nothing."""
    texts = (fold(document.said(number)).lower().split() for number, role in enumerate(given) if role and role.name in HOUSE)
    return frozenset(word.strip(".,:;()[]") for word in chain.from_iterable(texts))


def _claims(document: Document, there: Furniture, author: Said, house: frozenset[str], glossary: Glossary) -> tuple[Claim, ...]:
    span = document.passage(there.numbers)
    if there.role not in SPEAKING or not span:
        return ()
    known = house.union(*(fold(part.cue).split() for part in there.parts))
    claims = unsaid(document, span, author, glossary)
    return tuple(claim for claim in claims if not set(fold(claim.text).lower().split()) <= known)


def _finding(alignment: Alignment, there: Furniture, claims: tuple[Claim, ...]) -> Finding:
    severity: Severity = "minor" if there.role in SPEAKING else "neutral"
    if there.role != "translator-note" and any(claim.kind != "term" for claim in claims):
        severity = "major"
    certain = sum(part.certain for part in there.parts) / len(there.parts) * doubted(alignment, there.beads)
    cues = sorted({part.cue for part in there.parts if part.cue})
    evidence = [("role", there.role), ("sentences", str(len(there.parts)))]
    evidence += [("cues", ", ".join(cues))] if cues else []
    evidence += [("not in the original", ", ".join(claim.text for claim in claims))] if claims else []
    return Finding(
        f"editorial.{there.role}", "addition", severity, round(certain, 3), _message(there, claims), there.beads,
        None, alignment.translation.passage(there.numbers),
        tuple(Place("translation", claim.span) for claim in claims), tuple(evidence),
    )  # fmt: skip


def _message(there: Furniture, claims: tuple[Claim, ...]) -> str:
    machine = there.role == "summary" and any("ai" in part.cue.replace("ai", " ai ").split() for part in there.parts)
    told = f"{'An AI summary' if machine else TOLD[there.role]} stands {there.where} the article"
    if not claims:
        return f"{told}."
    quoted = [f"“{claim.text}”" for claim in claims[:3]]
    listed = quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
    return f"{told}; it says {listed}, which the original nowhere has."
