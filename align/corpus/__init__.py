"""Folders in, articles out: the versions of a text, where each came from, and what a careful reader found between them."""

from align.corpus.failures import failures
from align.corpus.gold import Known, Quiet, beads, findings, quiet
from align.corpus.lineage import descent, folder, lineage
from align.corpus.manifest import Article, Version, article, articles, homes, shipped, source
from align.corpus.new import new
from align.corpus.saving import Saved, fetch, named
from align.corpus.taught import Taught, taught

__all__ = [
    "Article", "Known", "Quiet", "Saved", "Taught", "Version", "article", "articles", "beads", "descent", "failures", "fetch",
    "findings", "folder", "homes", "lineage", "named", "new", "quiet", "shipped", "source", "taught",
]  # fmt: skip
