"""Prints how good pairing is, as small Markdown tables: by set and shape, each signal taken away, calibration; NLTK's Gale–Church
and hunalign beside us where they are installed.

The sets are articles of corpus/ with gold beads and, where a folder of sets is named, `NAME/{src.txt,tgt.txt,gold.align}` in it,
one sentence a line.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial, reduce
from itertools import pairwise
from operator import add
from pathlib import Path
from unittest.mock import patch

import peers

from align import corpus, lexicon, pair, read, score
from align.language import base
from align.lexicon import frozen
from align.lexicon.links import NONE, Links
from align.model import Alignment, Bead, Document
from align.pair import shapes
from align.read.beads import beads
from align.settings import Settings

# Which two languages a set of lines is in, by the beginning of its name.
LANGUAGES = {"tb": ("de", "fr"), "mac": ("zh", "en"), "parice": ("en", "is"), "dtm": ("hu", "en"), "maligna": ("pl", "en")}
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01)


@dataclass(frozen=True)
class Case:
    """Two documents and what a reader made of them."""

    family: str
    original: Document
    translation: Document
    gold: tuple[Bead | score.Thread, ...]


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    options.add_argument("sets", nargs="?", type=Path, help="a folder of further sets, one sentence a line")
    options.add_argument("--halves", action="store_true", help="both halves of each set apart")
    options.add_argument("--ablation", action="store_true", help="take each signal away in turn (minutes)")
    options.add_argument("--frozen", action="store_true", help="each text with words that the others of its set taught")
    chosen = options.parse_args()
    cases = [*articles(), *(lines(chosen.sets) if chosen.sets else ())]
    found = [(case, aligned(case)) for case in cases]
    quality(found)
    if chosen.halves:
        halves(found)
    beside(found)
    by_shape(found)
    calibration(found)
    if chosen.ablation:
        ablation(cases)
    if chosen.frozen:
        taught(found)


# The sets


def articles() -> Iterator[Case]:
    """Every pair of versions in corpus/ that has gold beads."""
    for article in corpus.articles(corpus.shipped()):
        for one, two in article.judged:
            original, translation = (read.document(corpus.source(article, name), Settings()) for name in (one, two))
            yield Case(article.folder.name, original, translation, corpus.beads(article, one, two, original, translation))


def lines(folder: Path) -> Iterator[Case]:
    """Every set of lines in a folder."""
    for gold in sorted(folder.glob("*/gold.align")):
        family = gold.parent.name.partition("-")[0]
        if family in LANGUAGES:
            sides = (
                read.lines(str(gold.parent / name), tag)
                for name, tag in zip(("src.txt", "tgt.txt"), LANGUAGES[family], strict=True)
            )
            yield Case(family, *sides, tuple(beads(gold)))


def aligned(case: Case, memories: Sequence[lexicon.Memory] = ()) -> Alignment:
    words = lexicon.between(case.original, case.translation, read.glossary(None), memories)
    return pair.documents(case.original, case.translation, words)


# Quality


def quality(found: Sequence[tuple[Case, Alignment]]) -> None:
    rows = []
    for family in dict.fromkeys(case.family for case, _ in found):
        of = [(case, alignment) for case, alignment in found if case.family == family]
        strict, lax = together(of), together(of, lax=True)
        figures = (f"{figure:.3f}" for figure in (strict.precision, strict.recall, strict.f1, lax.f1))
        rows.append([family, sum(len(case.gold) for case, _ in of), *figures])
    table("Pairing", ["set", "beads", "precision", "recall", "F1", "lax F1"], rows)


def together(found: Iterable[tuple[Case, Alignment]], *, lax: bool = False) -> score.Agreement:
    """Agreement over several texts at once."""
    return reduce(add, (score.agreement(case.gold, alignment.beads, lax=lax) for case, alignment in found))


def halves(found: Sequence[tuple[Case, Alignment]]) -> None:
    """Every other text to each half; a set of one text is cut in the middle of its original."""
    rows = []
    for family in dict.fromkeys(case.family for case, _ in found):
        of = [(case, alignment) for case, alignment in found if case.family == family]
        parts = [_cut(*only, half) for only in of for half in (0, 1)] if len(of) == 1 else [(c.gold, a.beads) for c, a in of]
        sums = [reduce(add, (score.agreement(*part) for part in parts[half::2])) for half in (0, 1)]
        rows.append([family, *(f"{agreed.f1:.3f}" for agreed in sums)])
    table("Both halves, strict F1", ["set", "first", "second"], rows)


def _cut(case: Case, alignment: Alignment, half: int) -> tuple[list[score.Thread], list[score.Thread]]:
    """The beads of gold and of ours in that half of a text; one without an original goes by where the translation stands."""
    sizes = len(case.original.sentences), len(case.translation.sentences)

    def second(bead: score.Thread) -> bool:
        side = 0 if bead[0] else 1
        return 2 * bead[side][0] >= sizes[side]

    gold, ours = ([key(bead) for bead in beads] for beads in (case.gold, alignment.beads))
    return [bead for bead in gold if second(bead) == bool(half)], [bead for bead in ours if second(bead) == bool(half)]


def beside(found: Sequence[tuple[Case, Alignment]]) -> None:
    """The same lines by the peers that are installed: strict F1, and how many times our seconds they take for all of them."""
    others = {"ours": _ours, **{name: partial(_theirs, aligner) for name, aligner in peers.installed().items()}}
    if len(others) == 1:
        return
    families = list(dict.fromkeys(case.family for case, _ in found))
    rows, ours = [], 0.0
    for name, aligner in others.items():
        sums: dict[str, score.Agreement] = {}
        seconds = 0.0
        for case, _ in found:
            beads, spent = aligner(case)
            seconds += spent
            agreed = score.agreement(case.gold, beads)
            sums[case.family] = sums[case.family] + agreed if case.family in sums else agreed
        ours = ours or seconds
        rows.append([name, *(f"{sums[family].f1:.3f}" for family in families), f"{seconds / ours:.1f}"])
    table("Beside others, strict F1", ["", *families, "time × ours"], rows)


def _ours(case: Case) -> tuple[Sequence[Bead], float]:
    start = time.perf_counter()
    beads = aligned(case).beads
    return beads, time.perf_counter() - start


def _theirs(aligner: peers.Aligner, case: Case) -> tuple[Sequence[score.Thread], float]:
    sides = ([side.said(number) for number in range(len(side.sentences))] for side in (case.original, case.translation))
    return peers.timed(aligner, *sides)


def by_shape(found: Sequence[tuple[Case, Alignment]]) -> None:
    rows = [
        [f"{s}:{t}", tally.gold, tally.found, f"{tally.right / max(1, tally.found):.3f}", f"{tally.right / max(1, tally.gold):.3f}"]
        for (s, t), tally in score.shapes(*((case.gold, alignment.beads) for case, alignment in found)).items()
        if tally.gold
    ]
    table("By shape, all sets", ["shape", "gold", "found", "precision", "recall"], rows)


def key(bead: Bead | score.Thread) -> score.Thread:
    return (tuple(bead.original), tuple(bead.translation)) if isinstance(bead, Bead) else bead


def calibration(found: Sequence[tuple[Case, Alignment]]) -> None:
    said = []
    for case, alignment in found:
        wanted = {key(bead) for bead in case.gold}
        said += [(bead.confidence, key(bead) in wanted) for bead in alignment.beads]
    rows = []
    for low, high in pairwise(BINS):
        inside = [(confidence, right) for confidence, right in said if low <= confidence < high]
        if inside:
            mean = sum(confidence for confidence, _ in inside) / len(inside)
            rows.append(
                [
                    f"{low:.2f}–{min(high, 1):.2f}",
                    len(inside),
                    f"{mean:.3f}",
                    f"{sum(right for _, right in inside) / len(inside):.3f}",
                ]
            )
    table("What confidence means", ["said between", "beads", "said, mean", "right"], rows)


# Each signal taken away


def ablation(cases: Sequence[Case]) -> None:
    without = {
        "everything": (),
        "without length": ("align.pair.length.ratio", _no_score),
        "without edges": ("align.pair.edges.learnt", _no_habits),
        "without layout": ("align.pair.layout.score", _no_score),
        "without strings": ("align.lexicon.strings.pairs", _no_links),
        "without the dictionary": ("align.lexicon.dictionary.pairs", _no_links),
        "without synonyms": ("align.lexicon.synonyms.pairs", _no_links),
        "without what the text teaches": ("align.lexicon.learnt.table", _no_table),
        "without glossary and numbers": ("align.lexicon._marks", _no_marks),
        "without learning shapes": ("align.pair.shapes.learnt", _first_shapes),
        "without passages that moved": ("align.pair.moved.matches", _no_matches),
    }
    rows = []
    families = list(dict.fromkeys(case.family for case in cases))
    for name, replaced in without.items():
        with patch(*replaced) if replaced else nullcontext():
            found = [(case, aligned(case)) for case in cases]
        f1 = {family: together((c, a) for c, a in found if c.family == family).f1 for family in families}
        rows.append([name, *(f"{f1[family]:.3f}" for family in families), f"{statistics.mean(f1.values()):.3f}"])
    table("Each signal taken away, strict F1", ["", *families, "mean"], rows)


def _no_score(*signals: object) -> float:
    return 0.0


def _no_habits(*edges: object) -> None:
    return None


def _no_links(*sides: object) -> Iterator[tuple[int, int, float, float]]:
    return iter(())


def _no_table(*texts: object) -> Links:
    return NONE


def _no_marks(*sentence: object) -> list[str]:
    return []


def _first_shapes(*steps: object) -> object:
    return shapes.FIRST


def _no_matches(*texts: object) -> list[object]:
    return []


# Words that other texts taught


def taught(found: Sequence[tuple[Case, Alignment]]) -> None:
    """Of sets with several texts, each one paired with the words that our pairing of the others had taught."""
    rows = []
    for family in dict.fromkeys(case.family for case, _ in found):
        of = [(case, alignment) for case, alignment in found if case.family == family]
        if len({case.original.text for case, _ in of}) < 2:
            continue
        without, helped = [], []
        for case, alignment in of:
            others = [other for one, other in of if one.original.text != case.original.text]
            mended = aligned(case, [_memory(frozen.words(others), case)])
            without.append(score.agreement(case.gold, alignment.beads))
            helped.append(score.agreement(case.gold, mended.beads))
        worse = sum(two.f1 < one.f1 for one, two in zip(without, helped, strict=True))
        rows.append([family, len(of), f"{reduce(add, without).f1:.3f}", f"{reduce(add, helped).f1:.3f}", worse])
    table("With words that other texts taught, strict F1", ["set", "texts", "without", "with", "texts that lost"], rows)


def _memory(rows: Iterable[frozen.Row], case: Case) -> lexicon.Memory:
    chinese = (base(case.original.language) == "zh", base(case.translation.language) == "zh")
    return lexicon.Memory("words", "", (), *lexicon.packed(rows, chinese))


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    print(f"\n### {title}\n\n| {' | '.join(head)} |\n|{'---|' * len(head)}")
    for row in rows:
        print(f"| {' | '.join(map(str, row))} |")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
