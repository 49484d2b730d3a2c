"""Words in, words out, nothing decided: each command parses, calls one function, prints, and chooses an exit code.

Exit codes: 0 done; 1 done, and the answer is no; 2 the input or the usage cannot be used; 130 interrupted.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from keyword import iskeyword
from typing import Any, NoReturn

import click

from align import __version__
from align.errors import InputError

# Commands in the order of `align --help`; each is loaded when it is called, so that help stays quick.
COMMANDS = {
    "run": "Align a translation with its original and report where it drifts.",
    "batch": "Do the same for every article in a folder, and again only for what has changed.",
    "new": "Make the folder of an article, with its versions.",
    "fetch": "Save pages of the web as they came.",
    "pair": "Print the beads of two texts.",
    "check": "Find drift in pairs that are already aligned.",
    "score": "Measure beads by a gold alignment, or a wording by a reference.",
    "tmx": "Check, count, merge, split, clean and convert translation memories.",
    "glossary": "Check, merge and convert glossaries, and extract terms from articles.",
    "lexicon": "Learn words from articles, for pairing the next one.",
    "decisions": "List what was decided about a report's findings and pairs, or decide.",
    "review": "Mend pairs and judge findings on a page in the browser.",
    "import": "Read back the workbook that a person edited.",
    "explain": "Say what a rule looks for, and what it leaves alone.",
}


class _Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = f"{name}_" if iskeyword(name) else name
        command = getattr(import_module(f"align.cli.{module}"), module)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # Whoever read our output has had enough; nothing is left to say, not even at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="align")
def align() -> None:
    """Set a translation beside its original, and see where it drifts.

    \b
    Example:
      align run original.md translation.html -o report
    """


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """The command `align`: whatever goes wrong with the input ends as a message and an exit code, never as a traceback."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # who is told to stop cleans up, as after Ctrl-C
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal or file name that knows no Unicode costs a letter, not the run
    try:
        code = align.main(arguments, prog_name="align", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = 2
    except InputError as error:
        click.echo(f"align: {error}", err=True)
        code = 2
    except (KeyboardInterrupt, click.Abort):
        click.echo("align: interrupted", err=True)
        code = 130
    sys.exit(code if isinstance(code, int) else 0)
