"""`align glossary`: what can be done with glossaries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from align import glossaries, write
from align.cli import options
from align.cli.completion import GLOSSARY, TYPED_TEXT
from align.decisions.record import FILE
from align.glossaries import Sheet, Winner, extracted
from align.model import Glossary

SHOWN = 20  # problems of a kind

_FILES = click.argument("files", nargs=-1, required=True, type=GLOSSARY, metavar="FILE...")
_OUTPUT = click.option(
    "-o", "--output", required=True, type=GLOSSARY, metavar="FILE",
    help="Where it goes: .csv .tsv .tbx .txt say the form too.",
)  # fmt: skip
_FORM = click.option(
    "--as", "form", type=click.Choice(tuple(glossaries.FORMS)), help="The form of the output, where its name does not say it."
)


@click.group()
def glossary() -> None:
    """Check, merge and convert glossaries, and extract terms that none has yet.

    What is read: our own table (.csv .tsv), TBX (.tbx .xml), OmegaT's text (.txt), two columns (.csv .tsv), Weblate's CSV.
    A file of two languages that does not say which is called NAME.FROM.TO.txt, or --from and --to name them. What is read is
    never written over.

    \b
    Example:
      align glossary check glossary.csv
    """


@glossary.command()
@_FILES
@click.option("--all", "everything", is_flag=True, help=f"Show remarks too, and more than {SHOWN} problems of a kind.")
@options.languages
def check(files: tuple[Path, ...], everything: bool, from_: str | None, to: str | None) -> int:
    """Say what is wrong with FILEs, alone and together: contradictions, doubles, missing terms, terms that mean two things.

    A warning that is meant so is silenced by a note beside the term. Exits with 1 if there are errors, with 0 if there are warnings
    only.

    \b
    Example:
      align glossary check glossary.csv
    """
    counts = Counter[str]()
    levels = Counter(dict.fromkeys(("error", "warning", "remark"), 0))
    sheets = glossaries.opened(files, glossaries.languages(from_, to))
    for problem in glossaries.problems(_told(sheets)):
        counts[problem.kind] += 1
        levels[problem.level] += 1
        if everything or (problem.level != "remark" and counts[problem.kind] <= SHOWN):
            click.echo(f"{', '.join(problem.where[:5])}: {problem.level}: {problem.what} [{problem.kind}]")
    click.echo(", ".join(f"{count:,} {level}{'s' * (count != 1)}" for level, count in levels.items()))
    return int(levels["error"] > 0)


@glossary.command()
@_FILES
@_OUTPUT
@click.option(
    "--wins", type=click.Choice(glossaries.WINNERS), default="later", show_default=True, help="Whose word counts in a conflict."
)
@_FORM
@options.languages
def merge(files: tuple[Path, ...], output: Path, wins: Winner, form: str | None, from_: str | None, to: str | None) -> None:
    """Make one glossary of several, and tell every conflict.

    \b
    Example:
      align glossary merge glossary.csv ours.csv -o all.csv
    """
    sheets = glossaries.sound(files, glossaries.languages(from_, to))
    merged = glossaries.merged(_told(sheets), wins)
    for conflict in merged.conflicts:
        click.echo(f"conflict: {conflict}", err=True)
    _save(merged.glossary, files, output, form, from_, to)
    click.echo(f"{len(merged.glossary):,} terms, {len(merged.conflicts):,} conflicts")


@glossary.command()
@click.argument("file", type=GLOSSARY)
@_OUTPUT
@_FORM
@options.languages
def convert(file: Path, output: Path, form: str | None, from_: str | None, to: str | None) -> None:
    """Write a glossary in another form; what that form cannot hold is told.

    Our own table and TBX hold everything. The forms of two languages hold what is wanted in these, and want --from and --to.

    \b
    Example:
      align glossary convert glossary.csv -o glossary.tbx
      align glossary convert glossary.csv -o ours.tsv --as deepl --from en --to zh-CN
    """
    sheets = glossaries.sound((file,), glossaries.languages(from_, to))
    terms = glossaries.merged(_told(sheets)).glossary
    _save(terms, (file,), output, form, from_, to)
    click.echo(f"{len(terms):,} terms")


@glossary.command()
@click.argument("places", nargs=-1, required=True, type=TYPED_TEXT, metavar="REPORT... | ORIGINAL TRANSLATION")
@click.option("-o", "--output", type=GLOSSARY, metavar="FILE", help="Where the table goes; else it is printed.")
@click.option("--most", type=click.IntRange(min=1), default=30, show_default=True, metavar="NUMBER", help="How many at the most.")
@_FORM
@options.glossary
@options.languages
def extract(
    places: tuple[str, ...],
    output: Path | None,
    most: int,
    form: str | None,
    glossaries: tuple[Path, ...],
    from_: str | None,
    to: str | None,
) -> None:
    """Find names and terms of art in articles, with their renderings, that the glossary has not: the most promising first.

    REPORTs are folders of runs, or their report.json, or a folder of many, such as `align batch` makes; then --from and --to choose
    those in two languages. What comes out is a glossary to edit and merge: a note says how often a term
    stands there, in how many passages it is rendered so, and where it stands first.

    \b
    Example:
      align glossary extract report -o candidates.csv
      align glossary extract reports --from en --to zh-CN
      align glossary extract original.md translation.html --to zh-CN
    """
    settings = options.settings(glossaries=glossaries)
    found = extracted(places, (from_, to), settings, most)
    if output is None:
        click.echo(write.table(found.glossary), nl=False)
    else:
        used = (*(settings.glossaries or ()), *settings.lexicons, *map(Path, places), *(Path(place) / FILE for place in places))
        _save(found.glossary, used, output, form, *found.languages)
        click.echo(f"{found.shown:,} of {found.there:,} candidates")


def _save(terms: Glossary, files: tuple[Path, ...], output: Path, form: str | None, from_: str | None, to: str | None) -> None:
    converted = glossaries.converted(terms, output, form, glossaries.languages(from_, to))
    write.save_all({output: converted.text}, keep=map(str, files))
    for lost in converted.lost:
        click.echo(f"lost: {lost}", err=True)


def _told(sheets: Sequence[Sheet]) -> Sequence[Sheet]:
    """The sheets, once it has been said on standard error what of their files is not in them."""
    for said in glossaries.left(sheets):
        click.echo(f"not read: {said}", err=True)
    return sheets
