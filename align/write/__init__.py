"""A report in, text or bytes out: every format is a view of the same report, and none of them knows the clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from align.model import Glossary, Report
from align.settings import Settings
from align.write.as_glossary import glossary
from align.write.as_html import html
from align.write.as_json import json, lines, record
from align.write.as_markdown import markdown
from align.write.as_tmx import Memory, review_tmx, tmx
from align.write.files import File, pair_name, save, save_all

__all__ = [
    "FORMATS", "File", "Memory", "folder", "glossary", "html", "json", "lines", "markdown", "pair_name", "record", "review_tmx",
    "save", "save_all", "tmx",
]  # fmt: skip

# The files of a run's folder, in the order in which they are written; {pair} is NAME.FROM.TO.
FORMATS: tuple[tuple[str, Callable[[Report, Glossary, Settings], str | Memory]], ...] = (
    ("report.json", lambda report, _terms, _settings: json(report)),
    ("report.html", lambda report, _terms, _settings: html(report)),
    ("report.md", lambda report, _terms, _settings: markdown(report)),
    ("{pair}.tmx", lambda report, _terms, settings: tmx(report, settings.confident)),
    ("{pair}.review.tmx", lambda report, _terms, settings: review_tmx(report, settings.confident)),
    ("{pair}.glossary.txt", lambda report, terms, _settings: glossary(terms, *_languages(report))),
)


def folder(report: Report, terms: Glossary, settings: Settings) -> Iterator[File]:
    """Every file of a run's folder, one after the other and each whole; saving them is `save_all`."""
    pair = pair_name(report)
    for name, made in FORMATS:
        data = made(report, terms, settings)
        if isinstance(data, Memory):
            yield File(name.format(pair=pair), data.data, data.notes)
        else:
            yield File(name.format(pair=pair), data.encode("utf-8"))


def _languages(report: Report) -> tuple[str, str]:
    return report.alignment.original.language, report.alignment.translation.language
