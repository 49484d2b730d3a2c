"""A glossary in, a file's text out, in each form that a tool reads; and what of the glossary that form cannot hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from align.model import Glossary, Term
from align.write import as_columns, as_glossary, as_table, as_tbx

Sides = tuple[str, str]
Loss = tuple[str, Term]


class Form(NamedTuple):
    """A form of glossary: how its files' names end, and whether it holds two languages only, which then must be named."""

    suffix: str
    paired: bool
    written: Callable[[Glossary, Sides], str]
    lost: Callable[[Glossary, Sides], Iterator[Loss]]


# The first of a suffix is what a file of that suffix becomes.
GLOSSARIES: dict[str, Form] = {
    "csv": Form(".csv", False, lambda terms, _: as_table.table(terms), lambda _terms, _: iter(())),
    "tsv": Form(".tsv", False, lambda terms, _: as_table.table(terms, "\t"), lambda _terms, _: iter(())),
    "tbx": Form(".tbx", False, lambda terms, _: as_tbx.tbx(terms), lambda terms, _: as_tbx.lost(terms)),
    "omegat": Form(".txt", True, lambda terms, sides: as_glossary.glossary(terms, *sides), as_glossary.lost),
    "deepl": Form(".tsv", True, as_columns.deepl, as_columns.lost_in_deepl),
    "weblate": Form(".csv", True, as_columns.weblate, as_columns.lost_in_weblate),
    "weblate-tbx": Form(".tbx", False, lambda terms, _: as_tbx.weblate_tbx(terms), lambda terms, _: as_tbx.lost(terms)),
}


def form_of(suffix: str) -> str | None:
    """The form of a file whose name ends so; None for a suffix that no form has."""
    plain = {".xml": ".tbx", ".tab": ".txt"}.get(suffix.lower(), suffix.lower())
    return next((name for name, form in GLOSSARIES.items() if form.suffix == plain), None)
