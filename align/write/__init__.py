"""A report in, text or bytes out: every format is a view of the same report, and none of them knows the clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from align.model import Glossary, Report
from align.settings import Settings
from align.write.as_changes import changes
from align.write.as_glossary import glossary
from align.write.as_html import html
from align.write.as_json import json, lines, record
from align.write.as_markdown import markdown
from align.write.as_omegat import omegat, paragraphs
from align.write.as_table import table
from align.write.as_tmx import Memory, review_tmx, tmx
from align.write.as_versions import versions
from align.write.as_wordlist import wordlist
from align.write.as_xlsx import xlsx
from align.write.came_in import came_in, tally
from align.write.files import File, pair_name
from align.write.page import UNMEASURED
from align.write.saving import save, save_all

__all__ = [
    "EXTRAS", "FORMATS", "File", "Memory", "came_in", "changes", "folder", "glossary", "html", "json", "lines", "markdown",
    "omegat", "pair_name", "paragraphs", "record", "review_tmx", "save", "save_all", "table", "tally", "tmx", "versions",
    "wordlist", "xlsx",
]  # fmt: skip

# The files of a run's folder, in the order in which they are written; {pair} is NAME.FROM.TO.
FORMATS: tuple[tuple[str, Callable[[Report, Glossary, Settings, Mapping[str, str]], str | Memory]], ...] = (
    ("report.json", lambda report, _terms, _settings, _worth: json(report)),
    ("report.html", lambda report, _terms, _settings, worth: html(report.standing, worth)),
    ("report.md", lambda report, _terms, _settings, _worth: markdown(report.standing)),
    ("{pair}.tmx", lambda report, terms, settings, _worth: tmx(report, settings.confident, settings.tags, terms)),
    ("{pair}.review.tmx", lambda report, terms, settings, _worth: review_tmx(report, settings.confident, settings.tags, terms)),
    ("{pair}.glossary.txt", lambda report, terms, _settings, _worth: glossary(terms, *_languages(report))),
)

# What a user may ask for besides; {pair} as above.
EXTRAS: dict[str, Callable[[Report, Glossary, Settings, bytes], Iterator[File]]] = {
    "omegat": lambda report, terms, settings, rules: omegat(report, terms, settings, rules),
    "xlsx": lambda report, _terms, _settings, _rules: xlsx(report),
}


def folder(
    report: Report, terms: Glossary, settings: Settings, rules: bytes, worth: Mapping[str, str] = UNMEASURED
) -> Iterator[File]:
    """Every file of a run's folder, one after the other and each whole; saving them is `save_all`.

    `rules` are those by which the texts were cut, for a CAT tool to cut by them too; `worth` is what was measured of each rule of
    a check, by its name, for a reader of the page to weigh its findings.
    """
    pair, terms = pair_name(report), terms.wanting(report.terms)
    for name, made in FORMATS:
        data = made(report, terms, settings, worth)
        if isinstance(data, Memory):
            yield File(name.format(pair=pair), data.data, data.notes)
        else:
            yield File(name.format(pair=pair), data.encode("utf-8"))
    yield File("segmentation.srx", rules)
    for extra in dict.fromkeys(settings.formats):
        yield from EXTRAS[extra](report, terms, settings, rules)


def _languages(report: Report) -> tuple[str, str]:
    return report.alignment.original.language, report.alignment.translation.language
