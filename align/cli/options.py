"""Options that several commands share; those that say how a text is run come to a command as one argument, its settings."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial, wraps
from pathlib import Path
from typing import Any, Literal, TypeVar

import click

from align import choices, write
from align.cli.completion import FOLDER, GLOSSARY, LEXICON, RECORD, SETTINGS, SRX
from align.language import PROFILES, canonical
from align.model import SEVERITIES, Finding, Severity
from align.settings import Settings

Command = TypeVar("Command", bound=Callable[..., Any])

_ELSEWHERE = {
    **dict.fromkeys(("xliff", "xlif", "xlf"), "XLIFF is made of a memory: align tmx convert NAME.FROM.TO.tmx -o NAME.xlf"),
    **dict.fromkeys(
        ("trados", "memoq"), "it takes the .tmx that every run writes, and terms by align glossary convert; see docs/cat-tools.md"
    ),
    "tmx": "every run writes the memory, and nothing need be asked for",
}
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,5}")


class _Formats(click.Option):
    """Formats that a run writes besides; of others that are asked for it is said how to come by them."""

    def type_cast_value(self, ctx: click.Context, value: Any) -> Any:
        """What was chosen."""
        for said in value if isinstance(value, (list, tuple)) else ():
            if remedy := _ELSEWHERE.get(str(said).lower()):
                raise click.BadParameter(f"{said!r} is none that a run writes besides: {remedy}", ctx, self)
        return super().type_cast_value(ctx, value)


_FROM = click.option("--from", "from_", metavar="LANG", help="The original's language, such as en or zh-CN; else found out.")
_TO = click.option("--to", metavar="LANG", help="The translation's language; else found out.")
_TO_EACH = click.option(
    "--to", metavar="LANG", multiple=True, help="The translation's language; else found out. Of a chain, once for each, in order."
)
glossary = click.option(
    "--glossary", "glossaries", multiple=True, type=GLOSSARY, metavar="FILE",
    help="Terms to hold names against (.csv .tsv .tbx .txt), instead of the one called `shipped`; may be given several times.",
)  # fmt: skip
lexicon = click.option(
    "--lexicon", "lexicons", multiple=True, type=LEXICON, metavar="FILE",
    help="Earlier translations (.tmx .xliff .tsv) or a word list (.tsv) to learn words from; may be given several times.",
)  # fmt: skip
encoder = click.option(
    "--encoder", type=FOLDER, metavar="FOLDER",
    help="A sentence encoder exported to ONNX, such as LaBSE, to pair by meaning too; never fetched, see docs/encoder.md.",
)  # fmt: skip
_SRX = click.option("--srx", type=SRX, metavar="FILE", help="Segmentation rules to cut by, instead of ours.")
_PROFILE = click.option(
    "--srx-profile", "profile", type=click.Choice(tuple(PROFILES)), help="Cut as this program does, so that it reuses the memory."
)
_FORMATS = click.option(
    "--format", "formats", multiple=True, cls=_Formats, type=click.Choice(tuple(write.EXTRAS)),
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
chosen = click.option(
    "--settings", "chosen", type=SETTINGS, metavar="FILE",
    help="Rules on or off, severities, weights and words of your own; else align.toml, if there is one. See docs/settings.md.",
)  # fmt: skip
everything = click.option(
    "--all", "everything", is_flag=True, help="Show findings too of which their rule is not sure; they count."
)
baseline = click.option(
    "--baseline", type=RECORD, metavar="PATH",
    help="An earlier report, or its folder: what is found there too is marked, and does not count.",
)  # fmt: skip
fail_on = click.option("--fail-on", type=click.Choice(SEVERITIES[1:]), help="Exit with 1 if a finding as grave as this counts.")
quiet = click.option("--quiet", is_flag=True, help="Show neither progress nor summary.")


_OF_A_RUN = {
    "glossaries": glossary, "lexicons": lexicon, "encoder": encoder, "srx": _SRX, "profile": _PROFILE, "formats": _FORMATS,
    "tags": _TAGS, "terms": _TERMS, "chosen": chosen, "everything": everything,
}  # fmt: skip


def languages(command: Command) -> Command:
    """`--from` and `--to`."""
    return _FROM(_TO(command))


def chain_of_languages(command: Command) -> Command:
    """`--from`, and `--to` for each of several translations."""
    return _FROM(_TO_EACH(command))


def of_a_run(command: Callable[..., int]) -> Callable[..., int]:
    """All that says how articles are run, as one argument: `settings`, with which the command asks for those of an article."""

    @wraps(command)
    def gathered(**said: Any) -> int:
        return command(settings=partial(settings, **{name: said.pop(name) for name in _OF_A_RUN}), **said)

    for option in reversed(_OF_A_RUN.values()):
        gathered = option(gathered)
    return gathered


def settings(
    *beside: Path,
    chosen: Path | None = None,
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
