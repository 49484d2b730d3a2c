"""A glossary in, a file of another form out, with a word on whatever that form cannot hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from align.errors import refuse
from align.language import canonical
from align.model import Glossary, Term
from align.write.glossaries import GLOSSARIES, form_of

Sides = tuple[str, str]

SHOWN = 3  # places of a loss


@dataclass(frozen=True, slots=True)
class Converted:
    """The file's text, and what is lost in it, in words: a line for each kind of loss, with counts and places."""

    text: str
    lost: tuple[str, ...]


def converted(glossary: Glossary, path: Path, form: str | None = None, sides: Sides | None = None) -> Converted:
    """What is to be written at `path`; the form is that of its suffix, unless another is named.

    `InputError` for a suffix that says no form, and for a form of two languages that are not named.
    """
    name = form or form_of(path.suffix)
    if name is None:
        raise refuse(
            path, "is no glossary by its name", f"end it in .csv, .tsv, .tbx or .txt, or name a form: {', '.join(GLOSSARIES)}"
        )
    chosen = GLOSSARIES[name]
    if chosen.paired and sides is None:
        raise refuse(path, f"{name} holds two languages, and it is not said which", "name them with --from and --to")
    pair = sides or ("", "")
    return Converted(chosen.written(glossary, pair), tuple(_told(chosen.lost(glossary, pair))))


def languages(original: str | None, translation: str | None) -> Sides | None:
    """Two languages that the user named, in canonical form; None where one is not named."""
    if original is None or translation is None:
        return None
    try:
        return canonical(original), canonical(translation)
    except ValueError as error:
        raise refuse("--from, --to", str(error), "a tag is such as en, zh-CN, zh-TW, de") from None


def _told(losses: Iterable[tuple[str, Term]]) -> Iterator[str]:
    places: defaultdict[str, list[str]] = defaultdict(list)
    for what, term in losses:
        places[what].append(f"{term.text} ({term.where or term.concept})")
    for what, where in places.items():
        more = f" and {len(where) - SHOWN:,} more" if len(where) > SHOWN else ""
        yield f"{len(where):,}: {what}: {', '.join(where[:SHOWN])}{more}"
