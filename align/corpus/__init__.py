"""Folders in, articles out: the versions of a text, where each came from, and what a careful reader found between them."""

from align.corpus.gold import Known, beads, findings
from align.corpus.lineage import descent, lineage
from align.corpus.manifest import Article, Version, article, articles, shipped, source

__all__ = ["Article", "Known", "Version", "article", "articles", "beads", "descent", "findings", "lineage", "shipped", "source"]
