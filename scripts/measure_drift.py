"""Measures every rule: how much it finds of drift that is known to be there, how often it speaks where there is none, and how much
of what it says on whole pages is right.

The sets are a folder of pairs and articles with known drift (see `drift_sets`), the articles of corpus/ that have a reader's list,
and the pages named by --page with such a list. Prints what is asked of the rules beside what they do; --write keeps the figures,
where `align explain` and the docs tell them. All are counts, and the same on every run.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TypeVar

import drift_floors
import drift_sets
import readers_lists
import what_is_checked
from drift_floors import Heard
from drift_sets import WRITTEN, Sample, articles, samples
from readers_lists import Judged
from whole_articles import Line, lines

from align import check, corpus, pipeline, write
from align.check import measured
from align.check.measured import Count, Measured
from align.model import Report
from align.settings import Settings, Source

T = TypeVar("T")

CHUNK = 50  # pairs that a process takes at a time

# Which labels of the sets a rule should see. A drift may be told by another rule as well, or by that one alone.
LABELS = {
    "numbers.changed": {"number"},
    "negation.flipped": {"negation"},
    "names.changed": {"entity"},
    "names.dropped": {"omission:entity"},
    "coverage.insertion": {"insertion", "addition"},
    "coverage.clause-omitted": {"clause-omit", "omission", "omission:phrase"},
    "wording.opposite": {"antonym"},
    "wording.changed": {"mistranslation:alteration", "mistranslation:hypernym"},
    "modality.hedge-added": {"hedge"},
    "modality.certainty-added": {"hedge:intensifier"},
    "modality.tense": {"tense"},
}

# What these see is planted in whole articles only: the side that it is on, and what it is called there.
WHOLE: dict[str, tuple[str, set[str]]] = {
    "coverage.added": ("translation", {"sentence-add", "duplicate"}),
    "coverage.omitted": ("original", {"sentence-omit"}),
    "structure.reordered": ("translation", {"reorder"}),
}

# Where one rule's drift may well be told as another's: a name without a letter in common, a sentence that shares a bead.
NEIGHBOURS = {"names.changed": "names.invented", "coverage.added": "coverage.insertion"}

# Seen in whole articles only, and planted nowhere: a pair of passages cannot show that they are quiet.
ELSEWHERE = {"coverage.footnote", "coverage.moved", "coverage.link", "terms.inconsistent"}


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    options.add_argument("sets", type=Path, help="the folder of sets with known drift")
    options.add_argument(
        "--page", nargs=3, action="append", default=[], type=Path, metavar=("ORIGINAL", "TRANSLATION", "LIST"),
        help="one more page and its reader's list; may be given several times",
    )  # fmt: skip
    options.add_argument("--write", action="store_true", help="keep the figures, and write docs/what-is-checked.md anew")
    chosen = options.parse_args()
    pages = [*_corpus(), *(_page(*page) for page in chosen.page)]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        pairs = [sample for text in WRITTEN for sample in samples(chosen.sets, text)]
        start = time.perf_counter()
        heard = [row for chunk in _counted("pairs", pairs, CHUNK, pool.map(_heard, _chunks(pairs))) for row in chunk]
        seconds = time.perf_counter() - start
        whole = [article for text in WRITTEN if text.startswith("articles/") for article in articles(chosen.sets, text)]
        told = [line for article in _counted("articles", whole, 1, pool.map(lines, whole)) for line in article]
    _table(drift_floors.rows(heard, told, [(name, judged) for name, text, _, judged in pages if text == "page"]))
    print(f"\n{len(pairs):,} pairs, {len(pairs) / seconds:.0f} a second by {os.cpu_count()} processes, with what each loads first.")
    if chosen.write:
        rules = {rule: _measured(rule, heard, told, pages) for rule in check.rules()}
        write.save(measured.RECORD, measured.text(rules))
        write.save(what_is_checked.PAGE, what_is_checked.page(rules))


def _chunks(pairs: Sequence[Sample]) -> list[Sequence[Sample]]:
    return [pairs[start : start + CHUNK] for start in range(0, len(pairs), CHUNK)]


def _heard(samples: Sequence[Sample]) -> list[Heard]:
    """Each pair with what is found in it."""
    found = pipeline.bitext([sample.pair for sample in samples], Settings())
    return [(sample, findings) for sample, (_, _, findings) in zip(samples, found, strict=True)]


def _counted(what: str, every: Sequence[object], step: int, done: Iterable[T]) -> Iterator[T]:
    """What is done, one after the other, while standard error shows how far it is."""
    for number, one in enumerate(done, 1):
        print(f"\r{min(number * step, len(every))} of {len(every)} {what}", end="", file=sys.stderr, flush=True)
        yield one
    print(file=sys.stderr)


# ---- pages that a person read

Page = tuple[str, str, str, Judged]  # what it is called, the kind of its text, its languages, and how its report stands


def _corpus() -> Iterator[Page]:
    for article in corpus.articles(corpus.shipped()):
        for one, two in article.judged:
            report = pipeline.run(corpus.source(article, one), corpus.source(article, two), Settings())
            original, translation = report.alignment.original, report.alignment.translation
            known = corpus.findings(article, one, two, original, translation)
            yield f"{article.folder.name} {one}-{two}", "corpus", _languages(report), readers_lists.judged(report, known)


def _page(original: Path, translation: Path, path: Path) -> Page:
    report = pipeline.run(Source(str(original)), Source(str(translation)), Settings())
    known = readers_lists.read(path, report.alignment.original, report.alignment.translation)
    return path.name.partition(".")[0], "page", _languages(report), readers_lists.judged(report, known)


def _languages(report: Report) -> str:
    return "–".join(document.language[:2] for document in (report.alignment.original, report.alignment.translation))


# ---- rule by rule


def _measured(rule: str, heard: Sequence[Heard], told: Sequence[Line], pages: Sequence[Page]) -> Measured:
    """All that was measured of one rule."""
    whole = rule.startswith("editorial.") or rule in WHOLE
    found, spoke = _in_articles(rule, told) if whole else _in_pairs(rule, heard)
    right, known = [], []
    for _, text, languages, judged in pages:
        said = [(finding, there) for finding, there in judged.found if what_is_checked.counts(finding)]
        right += [(text, languages, bool(there)) for finding, there in said if finding.rule == rule]
        seen = {drift for _, there in said for drift in there}
        known += [(text, languages, drift in seen) for drift in judged.known if drift.rule == rule]
    return {"found": _counts(found), "spoke": _counts(spoke), "right": _counts(right), "known": _counts(known)}


Told = tuple[str, str, bool]  # the kind of a text, its languages, and whether the rule spoke, or was right


def _in_pairs(rule: str, heard: Sequence[Heard]) -> tuple[list[Told], list[Told]]:
    found: list[Told] = []
    spoke: list[Told] = []
    labels, claimed = LABELS.get(rule, set()), what_is_checked.claimed(rule)
    deaf = rule in ELSEWHERE or rule.startswith("structure.")
    for sample, findings in heard:
        if sample.languages in claimed:
            said = {finding.rule for finding in findings if what_is_checked.counts(finding)}
            if sample.label in labels:
                found.append((WRITTEN[sample.text], sample.languages, bool(said & {rule, NEIGHBOURS.get(rule)})))
            elif not sample.label and not deaf:
                spoke.append((WRITTEN[sample.text], sample.languages, rule in said))
    return found, spoke


def _in_articles(rule: str, told: Sequence[Line]) -> tuple[list[Told], list[Told]]:
    found: list[Told] = []
    spoke: list[Told] = []
    side, planted = WHOLE.get(rule, ("translation", set()))
    for line in told:
        if line.side == side:
            if line.planted & planted or line.role == rule.removeprefix("editorial."):
                found.append((WRITTEN[line.text], line.languages, bool(line.told & {rule, NEIGHBOURS.get(rule)})))
            elif not line.planted & drift_sets.WHOLE:
                spoke.append((WRITTEN[line.text], line.languages, rule in line.told))
    return found, spoke


def _counts(told: Iterable[Told]) -> tuple[Count, ...]:
    """How often, for each kind of text and pair of languages."""
    rows = list(told)
    kinds = sorted({(text, languages) for text, languages, _ in rows})
    every = [(kind, [yes for text, languages, yes in rows if (text, languages) == kind]) for kind in kinds]
    return tuple(Count(languages, text, sum(yes), len(yes)) for (text, languages), yes in every)


def _table(rows: Iterable[Sequence[str]]) -> None:
    print("| | measured | floor | |\n|---|---|---|---|")
    for row in rows:
        print(f"| {' | '.join(row)} |")


if __name__ == "__main__":
    main()
