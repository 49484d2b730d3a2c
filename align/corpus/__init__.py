"""Folders in, articles out: the versions of a text, where each came from, and what a careful reader found between them."""

from align.corpus.failures import failures
from align.corpus.folders import articles
from align.corpus.gold import Known, Quiet, beads, findings, quiet
from align.corpus.lineage import descent, lineage
from align.corpus.manifest import MANIFEST, Article, Version, article, shipped, source
from align.corpus.new import new
from align.corpus.saving import Saved, fetch, named
from align.corpus.taught import taught

__all__ = [
    "MANIFEST", "Article", "Known", "Quiet", "Saved", "Version", "article", "articles", "beads", "descent",
    "failures", "fetch", "findings", "lineage", "named", "new", "quiet", "shipped", "source", "taught",
]  # fmt: skip
