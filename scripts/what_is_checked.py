"""docs/what-is-checked.md, made of the checks' own manuals and of what was measured of each rule.

python scripts/what_is_checked.py      writes the page anew from the record, as `measure_drift.py --write` does after measuring
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType

from align import check, write
from align.check import measured
from align.check.measured import Count, Measured, Question
from align.language import base
from align.model import Finding

PAGE = Path(__file__).parents[1] / "docs" / "what-is-checked.md"
COLUMNS: Mapping[Question, str] = {"found": "planted", "known": "listed", "right": "right", "spoke": "alarms"}

_ITEM = re.compile(r"^`[\w.-]+` \((?P<severity>[^)]*)\): (?P<says>.*?[.:])(?:\s|$)", re.DOTALL)

HEAD = """\
# What is checked, and what is not

Each rule, what it finds, and how well. `align explain RULE` tells more of a rule, and ends with the same figures. Nobody writes on
this page by hand: the words are those of the rules' own manuals, and the figures those of the last measurement, which
`align/check/measured.json` keeps. `sh scripts/benchmark drift SETS --page ORIGINAL TRANSLATION LIST --write` measures anew, where
`SETS` is a folder of texts with known drift, and `LIST` what a reader noted in a page.

## How to read the figures

All are counts: *31/31* is all of them, and *–* is: not measured. A finding counts at *minor* or above, or at any severity of a rule
that is never above *neutral*.

- **planted**: drift of this kind was put into texts, once a passage, or marked by professional raters in a machine's translation.
  In so many of them the rule spoke. What is planted is plainer than what happens in life.
- **listed**: a person read whole pages and noted what had drifted. Of what stands there under the rule's name, so much was found,
  by it or by another.
- **right**: of what the rule said on these pages, so much stands on that person's list.
- **alarms**: passages that say the same as their original; in so many the rule spoke all the same.

They were counted on these texts:

{texts}
What two people make of one text does differ, so not every alarm there is false. Where a drift may well be told by a neighbour, the
neighbour's word counts: a name swapped told as one invented, a sentence added as words within one. The rules were tuned on some of
these texts, so expect less on yours; and what was measured on a handful is hardly measured.
"""

TAIL = """\

## What nothing covers

Silence is not faithfulness. No rule here sees any of the following, and a page without findings may be full of them:

- **a verb that means something else and still fits**: *consider* for *recommend*, *help* for *let*; only opposites and the plainest
  changes are told, and between English and Chinese hardly any but opposites;
- **who did what to whom**: a subject and an object that changed places, *he* for *they*, a passive that hides who acted;
- **tense and time** between English and Chinese, and the order of two events;
- **what follows from what**: *because* that became *although*, a condition that became a reason, what *this* points back to;
- **irony, jokes, allusions, tone**: a sneer that became praise, a colloquial voice made official; of an evaluation only what a
  single word carries;
- **emphasis and proportion**: a main point that became a subordinate clause, three sentences that became one with nothing plainly
  left out;
- **one word left out or put in**, where it is no number, name, denial or hedge: from two words on it is looked for;
- **numbers that are right and mean something else**: 30% of another total, a figure moved from one firm to another in one sentence;
- **pictures, tables, code and formulas**: that they are there, not what they show;
- **facts**: what the author himself got wrong;
- **languages other than English and Chinese** beyond numbers, links, quotation marks and missing sentences; nothing was measured in
  them. A report between two such languages says at its head which kinds of drift nothing looks for.
"""


def main() -> None:
    write.save(PAGE, page(measured.record()))


def page(rules: Mapping[str, Measured]) -> str:
    """The page, for what was measured."""
    texts = "| texts | |\n|---|---|\n" + "".join(f"| {name} | {words} |\n" for name, words in measured.TEXTS.items())
    return HEAD.replace("{texts}", texts) + "".join(_family(module, rules) for module in check.CHECKS) + TAIL


def claimed(rule: str) -> tuple[str, ...]:
    """The pairs of languages that a rule shows examples in, as `en–zh`."""
    examples = [one for module in check.CHECKS for one in module.EXAMPLES if one.rule == rule]
    return tuple(sorted({f"{base(one.original_language)}–{base(one.translation_language)}" for one in examples}))


def counts(finding: Finding) -> bool:
    """Whether a finding is one to be counted: at minor or above, or of a rule that is never above neutral."""
    return finding.severity != "neutral" or _item(finding.rule)["severity"] == "neutral"


def _family(module: ModuleType, rules: Mapping[str, Measured]) -> str:
    title = (module.__doc__ or "").partition("\n")[0]
    rows = "".join(_row(rule, rules.get(rule, {})) for rule in module.RULES)
    name = module.__name__.rpartition(".")[2]
    head = f"| rule | {' | '.join(COLUMNS.values())} |\n|---|{'---|' * len(COLUMNS)}\n"
    return f"\n## {name}\n\n{title}\n\n{head}{rows}"


def _row(rule: str, asked: Measured) -> str:
    item = _item(rule)
    says = " ".join(item["says"].split()).rstrip(".:").replace("|", "\\|")
    figures = (_figures(asked.get(question, ())) for question in COLUMNS)
    return f"| `{rule}` ({item['severity']}; {', '.join(claimed(rule))}): {says}. | {' | '.join(figures)} |\n"


def _figures(counts: Sequence[Count]) -> str:
    """A line for each kind of text, with the languages that it was measured in."""
    lines = []
    for text in measured.TEXTS:
        those = [f"{one.languages} {one.hits}/{one.of}" for one in counts if one.text == text]
        if those:
            lines.append(f"{text}: {', '.join(those)}")
    return "<br>".join(lines) or "–"


def _item(rule: str) -> Mapping[str, str]:
    """How grave a rule's findings are as a rule, and the first sentence of its manual."""
    item = _ITEM.match(check.explain(rule))
    if not item:
        raise ValueError(f"the manual of {rule} does not begin with its name, a severity, and what it finds")
    return item.groupdict()


if __name__ == "__main__":
    main()
