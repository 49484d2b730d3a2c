"""Words in, words out, nothing decided: each command parses, calls one function, prints, and chooses an exit code.

Exit codes: 0 done; 1 done, and the answer is no; 2 the input, the usage or the machine cannot be used; 130 interrupted; 141 nobody
reads our output any more.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from keyword import iskeyword
from typing import Any, NoReturn, TextIO

import click
from click.shell_completion import CompletionItem

from align import __version__
from align.errors import InputError, refuse, unable

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
    "completion": "Print what your shell needs to complete all this.",
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

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        return [CompletionItem(name, help=said) for name, said in COMMANDS.items() if name.startswith(incomplete)]

    def invoke(self, ctx: click.Context) -> Any:
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
            return code
        except BrokenPipeError:
            raise click.exceptions.Exit(141) from None  # click would say 1

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
    try:
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # who is told to stop cleans up, as after Ctrl-C
        gc.set_threshold(200_000)  # frozen values make no cycles: to look for them every 700 took a tenth of a run and found none
        _prepare_streams()
        code = align.main(arguments, prog_name="align", standalone_mode=False)
    except click.ClickException as error:
        with suppress(OSError):
            error.show()
        code = 2
    except InputError as error:
        code = _told(str(error), 2)
    except (KeyboardInterrupt, click.Abort):
        code = _told("interrupted", 130)
    except MemoryError:
        code = _told(str(refuse("memory", "there is not enough of it", "end other programs, or give a smaller text")), 2)
    except OSError as error:
        lost = "the current folder" if isinstance(error, FileNotFoundError) else "the system"
        where = error.filename or ("standard output" if _is_stuck(sys.stdout) else lost)
        code = _told(str(unable(where, "cannot be used", error)), 2)
    for stream in (sys.stdout, sys.stderr):
        if _is_stuck(stream):  # the interpreter would try once more, and complain
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    sys.exit(code if isinstance(code, int) else 0)


def _prepare_streams() -> None:
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:  # it was closed; a file of ours would get its number, and all that is printed
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), "w" if number else "r"))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal or file name that knows no Unicode costs a letter, not the run


def _is_stuck(stream: TextIO) -> bool:
    try:
        stream.flush()
    except OSError:
        return True
    return False


def _told(what: str, code: int) -> int:
    with suppress(OSError):  # there may be nobody to tell
        click.echo(f"align: {what}", err=True)
    return code
