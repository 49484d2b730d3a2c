"""What of the original is not there, and what is there that the original does not have.

A sentence without a partner is an omission or an addition, unless it is furniture of its page (see `editorial`). Neighbours in
one block are one finding.

- `coverage.omitted` (minor): sentences of the original, or items of a list, that the translation leaves out. Major where a name
  or a number goes with them that the translation nowhere has, or where they deny something: then a fact or a reservation is gone,
  not only words. Left alone: buttons, bylines and dates of the original's page, a title that stands there twice, a heading (see
  `structure.heading-lost`), and code.
- `coverage.added` (minor): sentences within the article that the author did not write. Major where they have a name or a number
  that the original nowhere has.
- `coverage.insertion` (minor): words within a sentence, two or more, that nothing of the original answers. Major where they have a
  name or a number that the original nowhere has, or where they deny something. Left alone: what other words of the original may
  render, here or in the next sentence, what the article often renders so, what has the original's own words behind it in brackets,
  and names alone. English and Chinese only. The freer a whole translation is, the more it takes: what its translator does
  in every tenth sentence is his manner, and counts a degree less.
- `coverage.clause-omitted` (minor): words of a sentence, two or more, that nothing in the translation answers. Major on the same
  grounds. In a Chinese original a word that is a phrase of its own will do, and an agency's dateline too.
- `coverage.footnote` (minor): a note of the original. Major on the same grounds as an omission; neutral where the note is there,
  and only the sign in the text that leads to it is gone.
- `coverage.link` (neutral): the links of the original in sentences that were translated without them, all in one finding. Silent
  where the translation has no links at all, for then its format may not carry any.
- `coverage.moved` (neutral): a passage that stands elsewhere in the translation, beyond its paragraph or list. Of two that changed
  places the shorter one has moved. Within a paragraph it is `structure.reordered`.

Where an omission and an addition stand side by side, one was perhaps written anew for the other: both are less sure.
"""

from __future__ import annotations

from collections.abc import Iterator

from align import find
from align.check.claims import Claim, said, unsaid
from align.check.coverage.lost import Lost, lost
from align.check.coverage.phrases import ONE_SIDED, one_sided
from align.check.coverage.pointers import LINKS, signs, unlinked, unsigned
from align.check.examples import Example
from align.check.page import SIDES, doubted, page
from align.check.page import other as other_side
from align.check.structure.order import MOVED, moved
from align.model import Alignment, Finding, Glossary, Mark, Place, Severity, Side

RULES = (
    "coverage.omitted",
    "coverage.added",
    "coverage.footnote",
    "coverage.link",
    "coverage.moved",
    "coverage.insertion",
    "coverage.clause-omitted",
)

EXAMPLES = (
    Example(
        "coverage.omitted", "The lab moved.\nIt did not say why.\nNobody minds.", "实验室搬了家。\n\n没人在意。",
        "en", "zh-CN", True,
        "A sentence is gone, and it denies something.", "major",
    ),
    Example(
        "coverage.omitted", "实验室搬了家。\n新楼花了三十亿元。\n没人在意。", "The lab moved.\n\nNobody minds.",
        "zh-CN", "en", True,
        "The cost is gone, and stands nowhere else.", "major",
    ),
    Example(
        "coverage.omitted", "The lab moved.\nIt rained that day.\nNobody minds.", "The lab has moved.\n\nNobody minds it.",
        "en", "en-GB", True,
        "A sentence is gone that holds no fact.",
    ),
    Example(
        "coverage.omitted", "The plan:\n- Build chips\n- Sell chips\nThat is all.", "计划：\n- 造芯片\n\n就这些。",
        "en", "zh-CN", True,
        "An item of a list.",
    ),
    Example(
        "coverage.omitted", "Share\nMay 7, 2026\nThe lab moved.\nNobody minds.", "\n\n实验室搬了家。\n没人在意。",
        "en", "zh-CN", False,
        "A button and a date belong to the page.",
    ),
    Example(
        "coverage.omitted", "分享\n收藏 12\n实验室搬了家。\n没人在意。", "\n\nThe lab moved.\nNobody minds.", "zh-CN", "en", False,
        "Buttons and counts belong to the page.",
    ),
    Example(
        "coverage.omitted", "Run this:\n``` print(42)\nIt prints.", "运行：\n\n它会打印。", "en", "zh-CN", False,
        "Code is not translated, and may be a picture over there.",
    ),
    Example(
        "coverage.added", "The lab moved.\n\nNobody minds.", "实验室搬了家。\n这让投资者感到振奋。\n没人在意。",
        "en", "zh-CN", True,
        "The author does not speak of investors.",
    ),
    Example(
        "coverage.added", "实验室搬了家。\n\n没人在意。", "The lab moved.\nShares rose 12% on the news.\nNobody minds.",
        "zh-CN", "en", True,
        "A figure that the author does not give.", "major",
    ),
    Example(
        "coverage.added", "The lab moved.\n\nNobody minds.", "实验室搬了家。\n（译者注：新址在城东。）\n没人在意。",
        "en", "zh-CN", False,
        "The translator says that it is his.",
    ),
    Example(
        "coverage.added", "实验室搬了家。\n没人在意。\n", "The lab moved.\nNobody minds.\nFollow us on WeChat",
        "zh-CN", "en", False,
        "A promotion after the article.",
    ),
    Example(
        "coverage.footnote", "The lab moved.\nNobody minds.\n[^] Rents rose that year.", "实验室搬了家。\n没人在意。\n",
        "en", "zh-CN", True,
        "The note is gone.",
    ),
    Example(
        "coverage.footnote", "实验室搬了家。\n没人在意。\n[^] 当年房租涨了。", "The lab moved.\nNobody minds.\n[^] Rents rose.",
        "zh-CN", "en", False,
        "The note is there.",
    ),
    Example(
        "coverage.footnote", "实验室搬了家。\n没人在意。\n[^] 当年房租涨了。", "The lab moved.\nNobody minds.\n",
        "zh-CN", "en", True,
        "The note is gone.",
    ),
    Example(
        "coverage.footnote", "Nobody minds.[1](#fn1)\n[^] Rents rose.", "没人在意。[1](#fn1)\n[^] 房租涨了。", "en", "zh-CN", False,
        "Both the sign and the note are there.",
    ),
    *LINKS,
    *MOVED,
    *ONE_SIDED,
)  # fmt: skip

CERTAIN = 0.8  # that a sentence without a partner has none, where the bead is beyond doubt
REWRITTEN = 0.6  # of that remains where a lone sentence of the other side stands beside it
NAMED = {
    "list-item": ("An item of a list", "items of a list"),
    "heading": ("A heading", "headings"),
    "table": ("A row of a table", "rows of a table"),
    "caption": ("A caption", "captions"),
}


def findings(alignment: Alignment, glossary: Glossary) -> Iterator[Finding]:
    """Omissions and additions, then signs of notes and links that are gone."""
    known = signs(alignment)
    ours = tuple(passage for passage in lost(alignment, "original") if not _titles(alignment, passage))
    theirs = lost(alignment, "translation")
    for passages, beside, side in ((ours, theirs, SIDES[0]), (theirs, ours, SIDES[1])):
        if passages:
            document, other = alignment.document(side), said(alignment.document(other_side(side)), glossary)
            near = {bead for passage in beside for bead in passage.beads}
            for passage in passages:
                span = document.passage(passage.numbers)
                claims = unsaid(document, span, other, glossary) if span else ()
                rewritten = not near.isdisjoint(range(passage.beads[0] - 1, passage.beads[-1] + 2))
                yield _gone(alignment, side, passage, claims, rewritten, known.get(passage.note))
    notes = {passage.note for passage in ours}
    for note, (bead, mark) in known.items():
        if note not in notes:
            yield unsigned(note, bead, mark)
    yield from unlinked(alignment)
    yield from moved(alignment)
    yield from one_sided(alignment, glossary)


def _titles(alignment: Alignment, passage: Lost) -> bool:
    """Whether the passage is a heading within the article, of which `structure.heading-lost` tells."""
    return passage.kind == "heading" and passage.numbers[0] in page(alignment, "original").body


def _gone(
    alignment: Alignment, side: Side, passage: Lost, found: tuple[Claim, ...], rewritten: bool, sign: tuple[int, Mark] | None
) -> Finding:
    document, omitted = alignment.document(side), side == "original"
    span = document.passage(passage.numbers)
    claims = [claim for claim in found if claim.kind != "term"]
    denies = omitted and find.denies(document.quote(span), document.language, document.own)
    severity: Severity = "major" if claims or denies else "minor"
    certain = CERTAIN * doubted(alignment, passage.beads) * (REWRITTEN if rewritten else 1)
    rule = "added" if not omitted else "footnote" if passage.note else "omitted"
    evidence = [("kind", passage.kind), ("sentences", str(len(passage.numbers)))]
    evidence += [("not in the other text", ", ".join(claim.text for claim in claims))] if claims else []
    evidence += [("denies", "yes")] if denies else []
    related = [Place(side, sign[1].span)] if sign and omitted else []
    related += [Place(side, claim.span) for claim in claims]
    return Finding(
        f"coverage.{rule}", "omission" if omitted else "addition", severity, round(certain, 3),
        _told(passage, omitted, [claim.text for claim in claims], denies), passage.beads,
        span if omitted else None, None if omitted else span, tuple(related), tuple(evidence),
    )  # fmt: skip


def _told(passage: Lost, omitted: bool, claims: list[str], denies: bool) -> str:
    one, many = NAMED.get(passage.kind, ("A sentence", "sentences"))
    single = passage.kind == "footnote" or len(passage.numbers) == 1
    what = "A footnote" if passage.kind == "footnote" else one if single else f"{len(passage.numbers)} {many}"
    told = f"{what}{' of the original' * omitted} {'is' if single else 'are'} not in the {'translation' if omitted else 'original'}"
    if claims:
        listed = " and ".join(f"“{claim}”" for claim in claims[:3])
        return f"{told}, nor {'is' if len(claims) == 1 else 'are'} {listed} anywhere in it."
    return f"{told}; something was denied there." if denies else f"{told}."
