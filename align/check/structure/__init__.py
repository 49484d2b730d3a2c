"""Where the translation is cut and ordered otherwise than the original. All is neutral: it changes the page and not the claims.

- `structure.split` (neutral): a sentence of the original became several. Where more than eight were cut they are one finding, for
  then it is the translator's manner, and no place is worth more than another.
- `structure.merged` (neutral): several sentences became one, or fewer; many are one finding, too. Left alone, as splits are, where
  one of the parts says nothing of what stands on the other side: then it was added or left out, and not cut.
- `structure.reordered` (neutral): sentences changed places within their paragraph, or items within their list. A passage that left
  its paragraph is `coverage.moved`.
- `structure.list-flattened` (neutral): items of a list became sentences of one paragraph, or parts of one sentence; one finding for
  each list. Left alone where each item keeps a paragraph of its own, for plain text may have no other way to show a list.
- `structure.heading-lost` (neutral): a heading within the article is not there, or has run into the text below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from align.check.alike import share
from align.check.examples import Example
from align.check.page import FAITH
from align.check.structure.blocks import flattened, headings
from align.check.structure.order import reordered
from align.language import base, same
from align.model import Alignment, Finding, Glossary, Place, Side, Span

RULES = ("structure.split", "structure.merged", "structure.reordered", "structure.list-flattened", "structure.heading-lost")

EXAMPLES = (
    Example(
        "structure.split", "It is old, and it hums.", "It is old. | It hums.", "en", "en-GB", True,
        "One sentence became two.", "neutral",
    ),
    Example(
        "structure.split", "It is an old cannery.", "It is an old cannery. | Shares rose at once.", "en", "en-GB", False,
        "The second sentence is an addition, and no part of the one.",
    ),
    Example(
        "structure.split", "They own old chips, and the building hums.", "他们有旧芯片。 | 大楼嗡嗡响。", "en", "zh-CN", True,
        "One sentence became two.", "neutral",
    ),
    Example(
        "structure.split", "They own old chips. | The building hums.", "他们有旧芯片。 | 大楼嗡嗡响。", "en", "zh-CN", False,
        "Two sentences are still two.",
    ),
    Example(
        "structure.merged", "It is old. | It hums.", "It is old, and it hums.", "en", "en-GB", True,
        "Two sentences became one.", "neutral",
    ),
    Example(
        "structure.merged", "He showed the boards. | They were very polite.", "He showed them the boards.",
        "en", "en-GB", False,
        "The second sentence was left out.",
    ),
    Example(
        "structure.merged", "They own old chips. | The building hums.", "他们有旧芯片，大楼嗡嗡响。", "en", "zh-CN", True,
        "Two sentences became one.", "neutral",
    ),
    Example(
        "structure.merged", "They own old chips.\n+ The building hums.", "他们有旧芯片。\n+ 大楼嗡嗡响。",
        "en", "zh-CN", False,
        "Each has its own.",
    ),
    Example(
        "structure.reordered", "The pool is warm. | A cat sleeps.", "A cat is sleeping. | The pool is warm.",
        "en", "en-GB", True,
        "The two changed places.", "neutral",
    ),
    Example(
        "structure.reordered", "The pool is warm. | A cat sleeps.", "The pool is warm. | A cat is sleeping.",
        "en", "en-GB", False,
        "The order is the author's.",
    ),
    Example(
        "structure.reordered", "- Read the law\n- Write a draft\n- Wait for us", "- 等我们\n- 读法律\n- 写草稿",
        "en", "zh-CN", True,
        "The last item of a list became the first.", "neutral", (1, 2, 0),
    ),
    Example(
        "structure.reordered", "- Read the law\n- Write a draft", "- 读法律\n- 写草稿", "en", "zh-CN", False,
        "The list is as it was.",
    ),
    Example(
        "structure.list-flattened", "- Read the law\n- Write a draft\n- Wait", "First, read the law.\n+ Write a draft.\n+ Wait.",
        "en", "en-GB", True,
        "Three items became a paragraph.", "neutral",
    ),
    Example(
        "structure.list-flattened", "- Read the law\n- Write a draft", "Read the law.\nWrite a draft.", "en", "en-GB", False,
        "Each item has a line of its own, as plain text shows a list.",
    ),
    Example(
        "structure.list-flattened", "- Read the law\n- Write a draft", "先读法律。\n+ 再写草稿。", "en", "zh-CN", True,
        "Two items became a paragraph.", "neutral",
    ),
    Example(
        "structure.list-flattened", "- Read the law\n- Write a draft", "- 读法律\n- 写草稿", "en", "zh-CN", False,
        "A list is still a list.",
    ),
    Example(
        "structure.heading-lost", "It rains.\n# The price\nIs it a business?", "It is raining.\n\nIs this a business?",
        "en", "en-GB", True,
        "The heading is gone.", "neutral",
    ),
    Example(
        "structure.heading-lost", "It rains.\n# The price\nIs it a business?", "It is raining.\nThe price\nIs this a business?",
        "en", "en-GB", False,
        "It has a line of its own.",
    ),
    Example(
        "structure.heading-lost", "It rains.\n# The price\nIs it a business?", "下雨了。\n价钱。\n+ 这算生意吗？",
        "en", "zh-CN", True,
        "The heading has run into the paragraph.", "neutral",
    ),
    Example(
        "structure.heading-lost", "It rains.\n# The price\nIs it a business?", "下雨了。\n# 价钱\n这算生意吗？",
        "en", "zh-CN", False,
        "A heading is still a heading.",
    ),
)  # fmt: skip

CERTAIN = 0.9  # that a bead of several sentences is one, where the aligner has no doubt
MANY = 8  # cuts of a kind that are told each
WITHIN, ACROSS = 0.3, 0.1  # of a part's words stand on the other side at least, in one language and by the dictionary

_NUMBERS = ("none", "one", "two", "three", "four", "five", "six")


def findings(alignment: Alignment, glossary: Glossary) -> Iterator[Finding]:
    """Lists and headings first, then the sentences that were cut, joined or moved for other reasons."""
    lists = list(flattened(alignment))
    yield from lists
    yield from headings(alignment)
    yield from _gathered(_cuts(alignment, {bead for found in lists for bead in found.beads}))
    yield from reordered(alignment)


def _cuts(alignment: Alignment, lists: set[int]) -> Iterator[Finding]:
    for number, bead in enumerate(alignment.beads):
        before, after = bead.shape
        if before != after and bead.paired and number not in lists and bead.confidence >= FAITH and _one(alignment, number):
            yield Finding(
                "structure.split" if before < after else "structure.merged", "structure", "neutral",
                round(CERTAIN * bead.confidence, 3), f"{_counted(before).capitalize()} became {_count(after)}.", (number,),
                *alignment.spans(number), evidence=(("original", str(before)), ("translation", str(after))),
            )  # fmt: skip


def _gathered(found: Iterable[Finding]) -> Iterator[Finding]:
    """The cuts of each kind; many as one finding, with the other places beside the first."""
    groups: dict[str, list[Finding]] = {}
    for finding in found:
        groups.setdefault(finding.rule, []).append(finding)
    for rule, group in groups.items():
        if len(group) <= MANY:
            yield from group
            continue
        what = "a sentence became several" if rule == "structure.split" else "sentences became one, or fewer"
        yield replace(
            group[0], message=f"{len(group)} times {what}.", beads=tuple(bead for one in group for bead in one.beads),
            confidence=round(sum(one.confidence for one in group) / len(group), 3),
            related=tuple(Place(side, span) for one in group[1:] for side, span in _sides(one)),
            evidence=(("times", str(len(group))),),
        )  # fmt: skip


def _sides(finding: Finding) -> Iterator[tuple[Side, Span]]:
    if finding.original and finding.translation:
        yield "original", finding.original
        yield "translation", finding.translation


def _one(alignment: Alignment, number: int) -> bool:
    """Whether each part of the side that has more of them says something of the other side, as far as that can be told."""
    bead, spans = alignment.beads[number], alignment.spans(number)
    documents = alignment.original, alignment.translation
    least = _least(alignment)
    more = int(len(bead.translation) > len(bead.original))
    whole = spans[1 - more]
    return whole is not None and all(
        share(documents[more], documents[more].sentences[part].span, documents[1 - more], whole) >= least
        for part in (bead.original, bead.translation)[more]
    )


def _least(alignment: Alignment) -> float:
    languages = alignment.original.language, alignment.translation.language
    return WITHIN if same(*languages) else ACROSS if {base(tag) for tag in languages} == {"zh", "en"} else 0


def _counted(number: int) -> str:
    return f"{_count(number)} sentence{'s' if number > 1 else ''}"


def _count(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)
