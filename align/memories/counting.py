"""Entries in, what is in the memory out: how many, in which languages, how long, how often twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from align.entry import Entry
from align.memories.fate import asked, said


@dataclass(frozen=True, slots=True)
class Language:
    """The texts in one language; lengths are in characters, and those of texts that are not empty."""

    texts: int = 0
    empty: int = 0
    characters: int = 0
    shortest: int = 0
    longest: int = 0

    @property
    def mean(self) -> float:
        """The mean length."""
        return self.characters / max(self.texts - self.empty, 1)

    def plus(self, text: str) -> Language:
        """The counts with one text more."""
        if not text.strip():
            return replace(self, texts=self.texts + 1, empty=self.empty + 1)
        shortest, longest = min(self.shortest or len(text), len(text)), max(self.longest, len(text))
        return Language(self.texts + 1, self.empty, self.characters + len(text), shortest, longest)


@dataclass(frozen=True, slots=True)
class Stats:
    """What is in a memory; pairs of languages, and languages, in the order in which they come first.

    `repeated` counts units that say the same as an earlier one, `contradicted` originals with several translations into the same
    languages, `rated` units of which a run said how sure it was, `noted` those with a note.
    """

    units: int
    repeated: int
    contradicted: int
    untranslated: int
    rated: int
    noted: int
    earliest: str
    latest: str
    pairs: dict[str, int]
    languages: dict[str, Language]


def stats(entries: Iterable[Entry]) -> Stats:
    """The counts of a memory."""
    counts, pairs = Counter[str](), Counter[str]()
    answers: dict[int, set[int]] = {}  # hashes, for the texts of a large memory are many
    languages: dict[str, Language] = {}
    earliest = latest = ""
    for entry in entries:
        original = entry.original
        known = answers.setdefault(asked(entry), set())
        happened = {
            "units": True,
            "repeated": said(entry) in known,
            "rated": entry.confidence is not None,
            "noted": any(not remark.type for remark in entry.remarks),
            "untranslated": any(translation.text == original.text for translation in entry.translations),
        }
        counts.update(name for name, so in happened.items() if so)
        known.add(said(entry))
        pairs.update(f"{original.language} → {translation.language}" for translation in entry.translations)
        if date := entry.changed:
            earliest, latest = min(earliest or date, date), max(latest, date)
        for wording in entry.wordings:
            languages[wording.language] = languages.get(wording.language, Language()).plus(wording.text)
    return Stats(
        counts["units"], counts["repeated"], sum(len(known) > 1 for known in answers.values()), counts["untranslated"],
        counts["rated"], counts["noted"], earliest, latest, dict(pairs), languages,
    )  # fmt: skip
