"""Options that several commands share, and how they speak to the user."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal, TypeVar

import click

from align import choices, write
from align.language import PROFILES, canonical
from align.model import SEVERITIES, Finding, Severity
from align.settings import Settings

Command = TypeVar("Command", bound=Callable[..., Any])

_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,5}")

_FROM = click.option("--from", "from_", metavar="LANG", help="The original's language, such as en or zh-CN; else found out.")
_TO = click.option("--to", metavar="LANG", help="The translation's language; else found out.")
_TO_EACH = click.option(
    "--to", metavar="LANG", multiple=True, help="The translation's language; else found out. Of a chain, once for each, in order."
)
_GLOSSARY = click.option(
    "--glossary", "glossaries", multiple=True, type=click.Path(path_type=Path), metavar="FILE",
    help="Terms to hold names against, instead of the shipped glossary (.csv .tsv .tbx .txt); may be given several times.",
)  # fmt: skip
_LEXICON = click.option(
    "--lexicon", "lexicons", multiple=True, type=click.Path(path_type=Path), metavar="FILE",
    help="Earlier translations (.tmx .xliff .tsv) or a word list (.tsv) to learn words from; may be given several times.",
)  # fmt: skip
_ENCODER = click.option(
    "--encoder", type=click.Path(path_type=Path), metavar="FOLDER",
    help="A sentence encoder exported to ONNX, such as LaBSE, to pair by meaning too; never fetched, see docs/encoder.md.",
)  # fmt: skip
_SRX = click.option("--srx", type=click.Path(path_type=Path), metavar="FILE", help="Segmentation rules to cut by, instead of ours.")
_PROFILE = click.option(
    "--srx-profile", "profile", type=click.Choice(tuple(PROFILES)), help="Cut as this program does, so that it reuses the memory."
)
_FORMATS = click.option(
    "--format", "formats", multiple=True, type=click.Choice(tuple(write.EXTRAS)),
    help="Write this too; may be given twice. omegat: a project that OmegaT opens, cut as it cuts; xlsx: a workbook to edit.",
)  # fmt: skip
_TAGS = click.option(
    "--lang-map", "tags", multiple=True, metavar="TAG=TAG", callback=lambda _context, _option, said: tuple(map(_tags, said)),
    help="Write the first language as the second in the memories, as in zh-CN=zh-Hans; may be given several times.",
)  # fmt: skip
_TERMS = click.option(
    "--terms", type=click.Choice(("check", "fix")), default="check", show_default=True,
    help="fix: write the glossary's term into the memories where a finding is sure, with a note; check leaves every word.",
)  # fmt: skip
_DRY_RUN = click.option("--dry-run", is_flag=True, help="With --terms fix: print what would be changed, and write nothing.")
_SETTINGS = click.option(
    "--settings", "chosen", type=click.Path(path_type=Path), metavar="FILE",
    help="Rules on or off, severities, weights and words of your own; else align.toml, if there is one. See docs/settings.md.",
)  # fmt: skip
_ALL = click.option("--all", "everything", is_flag=True, help="Show findings too of which their rule is not sure; they count.")
_BASELINE = click.option(
    "--baseline", type=click.Path(path_type=Path), metavar="PATH",
    help="An earlier report, or its folder: what is found there too is marked, and does not count.",
)  # fmt: skip
_FAIL_ON = click.option("--fail-on", type=click.Choice(SEVERITIES[1:]), help="Exit with 1 if a finding as grave as this counts.")
_QUIET = click.option("--quiet", is_flag=True, help="Show neither progress nor summary.")


def languages(command: Command) -> Command:
    """`--from` and `--to`."""
    return _FROM(_TO(command))


def chain_of_languages(command: Command) -> Command:
    """`--from`, and `--to` for each of several translations."""
    return _FROM(_TO_EACH(command))


def glossary(command: Command) -> Command:
    """`--glossary`, several times."""
    return _GLOSSARY(command)


def lexicon(command: Command) -> Command:
    """`--lexicon`, several times."""
    return _LEXICON(command)


def encoder(command: Command) -> Command:
    """`--encoder`."""
    return _ENCODER(command)


def memories(command: Command) -> Command:
    """`--srx`, `--srx-profile`, `--format` and `--lang-map`: what a CAT tool is given."""
    return _SRX(_PROFILE(_FORMATS(_TAGS(command))))


def mending(command: Command) -> Command:
    """`--terms` and `--dry-run`: what a memory may say otherwise than the translation."""
    return _TERMS(_DRY_RUN(command))


def terms(command: Command) -> Command:
    """`--terms` alone."""
    return _TERMS(command)


def shown(command: Command) -> Command:
    """`--settings`, `--all` and `--fail-on`: what is shown, and what counts, where there is no one earlier report."""
    return _SETTINGS(_ALL(_FAIL_ON(command)))


def judging(command: Command) -> Command:
    """`--settings`, `--all`, `--baseline` and `--fail-on`: what is shown, and what counts."""
    return _SETTINGS(_ALL(_BASELINE(_FAIL_ON(command))))


def quiet(command: Command) -> Command:
    """`--quiet`."""
    return _QUIET(command)


@contextmanager
def working(on: str, quiet: bool) -> Iterator[None]:
    """Says on a terminal's standard error what is being worked on; silent everywhere else."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{on} …"):
        yield


T = TypeVar("T")


def counted(rows: Iterable[T], what: str, quiet: bool) -> Iterator[T]:
    """The rows, one after the other, while a terminal's standard error shows how many have passed and how fast."""
    if quiet or not sys.stderr.isatty():
        yield from rows
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = TextColumn(f"checking {what}"), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield from progress.track(rows, total=None)


def settings(
    chosen: Path | None,
    *beside: Path,
    everything: bool = False,
    glossaries: tuple[Path, ...] = (),
    lexicons: tuple[Path, ...] = (),
    encoder: Path | None = None,
    srx: Path | None = None,
    profile: str | None = None,
    formats: tuple[str, ...] = (),
    tags: tuple[tuple[str, str], ...] = (),
    terms: Literal["check", "fix"] = "check",
) -> Settings:
    """The settings of a file, else of an `align.toml` beside the article, or in the current folder; options outweigh them.

    A project for a program is cut as that program cuts, unless rules are named.
    """
    if srx and profile:
        raise click.UsageError("--srx names rules, and so does --srx-profile; give one of them")
    file = chosen or choices.found(*beside, Path())
    said = choices.read(file) if file else Settings()
    srx = srx or (PROFILES[profile] if profile else said.srx)
    projects = [PROFILES[program] for program in formats if program in PROFILES]
    return replace(
        said,
        everything=everything,
        glossaries=glossaries or said.glossaries,
        lexicons=lexicons or said.lexicons,
        encoder=encoder or said.encoder,
        srx=srx or next(iter(projects), None),
        formats=formats,
        tags=tags,
        terms=terms,
    )


def _tags(said: str) -> tuple[str, str]:
    """A tag of ours and the one to write in its place."""
    ours, _, theirs = said.partition("=")
    try:
        tag = canonical(ours)
    except ValueError as error:
        raise click.BadParameter(f"{said!r}: {error}") from None
    if not _TAG.fullmatch(theirs):
        raise click.BadParameter(f"{said!r} is not such as zh-CN=zh-Hans")
    return tag, theirs


def grave(finding: Finding, threshold: Severity | None) -> bool:
    """Whether a finding counts and is at least as grave as the severity that `--fail-on` names."""
    return threshold is not None and finding.counts and SEVERITIES.index(finding.severity) >= SEVERITIES.index(threshold)
