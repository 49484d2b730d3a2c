"""A folder of development sets in, pairs and articles with known drift out.

`NAME.dev.jsonl` holds pairs of passages (`id`, `lang_src`, `lang_tgt`, `src`, `tgt`, `label`, perhaps `severity`), and
`articles/NAME/` texts of a sentence a line with gold beads and what was planted in them (`gold.drift.jsonl`). A label that begins
with `none` says that the two sides mean the same.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from align.read import Pair
from align.read.beads import Threads, beads

NAMED = {"zh": "zh-CN"}  # the tag that a set's own name of a language means

# What kind of text a set is made of: who wrote the two sides that are set beside each other.
WRITTEN = {
    "enen_demetr": "machine",
    "enen_contratico_bt": "machine",
    "enen_twohumans": "people",
    "enzh_contratico": "people",
    "zhen_wmtmqm": "machine",
    "bio_mqm": "machine",
    "articles/enen": "people",
    "articles/enzh": "people",
    "articles/zhen-news": "people",
    "articles/zhen-mac": "novels",
}

# Injected into whole articles, and seen in whole articles only.
WHOLE = {"reorder", "duplicate", "furniture", "sentence-add", "sentence-omit"}


@dataclass(frozen=True)
class Sample:
    """A pair of passages and what is known to have drifted in it; an empty label says that nothing has."""

    text: str
    label: str
    severity: str
    pair: Pair

    @property
    def languages(self) -> str:
        return f"{self.pair.original_language[:2]}–{self.pair.translation_language[:2]}"


@dataclass(frozen=True)
class Planted:
    """One drift in an article: lines of the original and of the translation, from 0; `role` is that of a piece of furniture."""

    kind: str
    role: str
    original: tuple[int, ...]
    translation: tuple[int, ...]


@dataclass(frozen=True)
class Injected:
    """An article that drift was planted in, by line."""

    folder: Path
    original: tuple[str, ...]
    translation: tuple[str, ...]
    beads: Threads
    planted: tuple[Planted, ...]

    @property
    def text(self) -> str:
        """The set that it belongs to."""
        return next(name for name in WRITTEN if f"articles/{self.folder.name}".startswith(name))

    @property
    def tags(self) -> tuple[str, str]:
        one, two = self.folder.name[:2], self.folder.name[2:4]
        return NAMED.get(one, one), NAMED.get(two, two)


def samples(folder: Path, text: str) -> Iterator[Sample]:
    """The pairs of one set."""
    if text.startswith("articles/"):
        for article in articles(folder, text):
            yield from _pairs(article)
        return
    for line in (folder / f"{text}.dev.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        tags = (NAMED.get(row[key], row[key]) for key in ("lang_src", "lang_tgt"))
        label = "" if row["label"].startswith("none") else row["label"]
        yield Sample(text, label, row.get("severity") or "", Pair(row["id"], row["src"], row["tgt"], *tags))


def articles(folder: Path, text: str) -> Iterator[Injected]:
    """The articles of one set."""
    for home in sorted(folder.glob(f"{text}*")):
        one, two = (tuple((home / name).read_text("utf-8").splitlines()) for name in ("src.txt", "tgt.txt"))
        rows = map(json.loads, (home / "gold.drift.jsonl").read_text("utf-8").splitlines())
        planted = (Planted(row["category"], row["subcategory"] or "", tuple(row["src_ids"]), tuple(row["tgt_ids"])) for row in rows)
        yield Injected(home, one, two, beads(home / "gold.align"), tuple(planted))


def _pairs(article: Injected) -> Iterator[Sample]:
    """The beads of an article as pairs, one for each kind of drift within them; those of whole passages are left out."""
    blank = "" if article.folder.name[2:4] == "zh" else " "
    for number, (one, two) in enumerate(article.beads):
        if one and two:
            kinds = {drift.kind for drift in article.planted if _meets(drift, one, two)}
            texts = " ".join(article.original[line] for line in one), blank.join(article.translation[line] for line in two)
            for label in sorted(kinds - WHOLE) or ([] if kinds else [""]):
                yield Sample(article.text, label, "", Pair(f"{article.folder.name}:{number}", *texts, *article.tags))


def _meets(drift: Planted, one: Collection[int], two: Collection[int]) -> bool:
    return bool(set(drift.translation) & set(two)) if drift.translation else bool(set(drift.original) & set(one))
