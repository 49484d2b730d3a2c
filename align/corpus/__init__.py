"""Folders in, articles out: the versions of a text, where each came from, and what a careful reader found between them."""

from align.corpus.failures import failures
from align.corpus.gold import Known, Quiet, beads, findings, quiet
from align.corpus.lineage import descent, lineage
from align.corpus.manifest import Article, Version, article, articles, shipped, source
from align.corpus.taught import Taught, taught

__all__ = [
    "Article", "Known", "Quiet", "Taught", "Version", "article", "articles", "beads", "descent", "failures", "findings",
    "lineage", "quiet", "shipped", "source", "taught",
]  # fmt: skip
