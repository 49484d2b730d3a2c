"""Reports held against what a reader noted in the same two texts: what is grave comes first, and most of what is said is right."""

from __future__ import annotations

import runpy
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from align import corpus, pipeline
from align.settings import Settings, Source

ROOT = Path(__file__).parents[1]
LIST = ROOT / "tests" / "gold" / "lambert.en-en.findings.tsv"
LAMBERT = ROOT.parent / "shared" / "articles" / "lambert"
TEXTS = LAMBERT / "original.en.md", LAMBERT / "compiled.en.txt"

readers = runpy.run_path(str(ROOT / "scripts" / "readers_lists.py"))
JUDGED = [(article, *pair) for article in corpus.articles(corpus.shipped()) for pair in article.judged]

needs_lambert = pytest.mark.skipif(not all(text.is_file() for text in TEXTS), reason="the article is its author's, not kept here")


@cache
def lambert() -> Any:
    original, translation = (Source(str(text)) for text in TEXTS)
    report = pipeline.run(original, translation, Settings())
    return readers["judged"](report, readers["read"](LIST, report.alignment.original, report.alignment.translation))


@cache
def of_the_corpus(article: corpus.Article, one: str, two: str) -> Any:
    report = pipeline.run(corpus.source(article, one), corpus.source(article, two), Settings())
    known = corpus.findings(article, one, two, report.alignment.original, report.alignment.translation)
    return readers["judged"](report, known)


@needs_lambert
def test_half_of_what_a_reader_calls_major_stands_among_the_first_findings() -> None:
    """Nobody reads to the end of a long report."""
    judged = lambert()
    assert len(judged.grave) >= 20
    assert 2 * len(judged.seen(readers["FIRST"]) & set(judged.grave)) >= len(judged.grave)


@needs_lambert
def test_most_findings_are_on_the_readers_list_too() -> None:
    judged = lambert()
    assert judged.right * 2 > len(judged.shown)


@needs_lambert
def test_a_reader_is_not_asked_to_look_everywhere() -> None:
    """Less than a quarter of the article is marked, and more than nothing."""
    assert 0 < lambert().marked < 0.25


@pytest.mark.parametrize(("article", "one", "two"), JUDGED, ids=lambda value: getattr(value, "title", value))
def test_grave_drift_of_the_corpus_is_found_and_most_of_what_is_said_is_right(article: corpus.Article, one: str, two: str) -> None:
    """Half of what is grave there, and more than half of what is said is right."""
    judged = of_the_corpus(article, one, two)
    assert judged.grave
    assert 2 * len(judged.seen() & set(judged.grave)) >= len(judged.grave)
    assert judged.right * 2 > len(judged.shown)
