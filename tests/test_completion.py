"""What a shell is told to offer, and that each shell offers it to someone who types."""

import os
import re
import select
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import pytest

from align import cli, read
from align.cli import completion
from align.read import entries, paired
from align.settings import ENDINGS

FREE = {"ids"}  # what nobody can offer without having read the report
BIN = Path(sys.executable).parent


def commands(group: click.Group, *words: str) -> Iterator[tuple[str, click.Command]]:
    """All commands, those of groups too, each under its words."""
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        assert command
        if isinstance(command, click.Group):
            yield from commands(command, *words, name)
        else:
            yield " ".join((*words, name)), command


@pytest.mark.parametrize(("name", "command"), list(commands(cli.align)), ids=lambda given: given if isinstance(given, str) else "")
def test_every_argument_and_every_path_says_what_it_takes(name, command):
    named = [param for param in command.params if isinstance(param, click.Argument) or isinstance(param.type, click.Path)]
    silent = {param.name for param in named if not param.shell_complete(click.Context(command), "")}
    careless = {param.name for param in named if type(param.type) is click.Path}
    assert (silent - FREE, careless) == (set(), set())


@pytest.mark.parametrize(
    ("place", "readers"),
    [
        (completion.TYPED_TEXT, {*read.READERS, *read.PACKED}),
        (completion.TYPED_PAIRS, set(entries.READERS)),
        (completion.MEMORY, set(entries.READERS)),
        (completion.LEXICON, {*paired.UNITS, ".tsv"}),
    ],
)
def test_the_endings_that_are_offered_are_those_that_are_read(place, readers):
    assert {f".{ending}" for ending in place.item.value.split("|")} == readers


def test_the_help_names_the_endings_that_are_read():
    said = re.search(r"Both are files \(([^)]+)\)", cli.align.get_command(click.Context(cli.align), "run").help)
    assert said[1].split() == list(ENDINGS)


# What is typed before a tab, and what it becomes; of files there are `original.md`, `notes.txt`, `notes.pdf` and `old letters/`.
TYPED = {
    "align comp": "align completion",
    "align explain numbers.ch": "align explain numbers.changed",
    "align tmx spl": "align tmx split",
    "align run --format xl": "align run --format xlsx",
    "align run o": "align run o",  # the text or the folder
    "align run original.md n": "align run original.md notes.txt",
    "align run ol": "align run old letters",
    "align review o": "align review old letters",
}
# How a shell is started so that nothing of its user's speaks, and what it is told then.
SHELLS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], "source <(align completion bash)"),
    "zsh": (["zsh", "-f", "-i"], "autoload -U compinit; compinit -D; source <(align completion zsh)"),
    "fish": (["fish", "--no-config", "--interactive"], "align completion fish | source"),
}
LINE_START = "\x01"  # the key


@pytest.mark.skipif(os.name != "posix", reason="these shells want a terminal as POSIX has it")
@pytest.mark.parametrize("shell", completion.SHELLS)
def test_a_shell_completes_what_is_typed(shell, tmp_path):
    command, told = SHELLS[shell]
    if not shutil.which(command[0]):
        pytest.skip(f"{shell} is not installed")
    for name in ("original.md", "notes.txt", "notes.pdf"):
        (tmp_path / name).touch()
    (tmp_path / "old letters").mkdir()
    with at_a_terminal(command, tmp_path) as terminal:
        os.write(terminal, f"{told}; echo = ready\n".encode())
        assert printed(terminal) == "ready"
        became = {}
        for line in TYPED:
            os.write(terminal, f"{line}\t{LINE_START}echo = \n".encode())
            became[line] = printed(terminal)
    assert became == TYPED


@contextmanager
def at_a_terminal(command: list[str], folder: Path) -> Iterator[int]:
    """The other end of a terminal at which the command runs in that folder."""
    ours, theirs = os.openpty()
    # Whoever leads a session and opens a terminal has it for its own; without that there is no job control.
    opened = ["sh", "-c", 'exec "$@" <>"$0" >&0 2>&0', os.ttyname(theirs), *command]
    env = {"PATH": f"{BIN}:{os.environ['PATH']}", "HOME": str(folder), "TERM": "dumb", "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(opened, cwd=folder, env=env, start_new_session=True) as process:
        try:
            yield ours
        finally:
            process.kill()
    os.close(ours)
    os.close(theirs)


def printed(terminal: int) -> str:
    """What `echo =` prints next; without the last slash, which zsh takes back when the line is sent off."""
    heard = b""
    while select.select([terminal], [], [], 300)[0]:
        heard += os.read(terminal, 10_000)
        if line := re.search(rb"\n= (.*?)[ /]*\r\n", heard):
            return line[1].decode()
    raise TimeoutError(heard)
