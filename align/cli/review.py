"""`align review`: the page on which to mend pairs and judge findings."""

from __future__ import annotations

import os
import sys
import threading
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from align.cli.completion import FOLDER

if TYPE_CHECKING:
    from align.review import Address

PUBLIC = """\
WARNING: {host} is not this machine alone. Whoever has the address below can read both texts and decide in your place,
and nothing on the way there is encrypted. Leave out --host unless you mean that."""


@click.command()
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.option("--no-open", is_flag=True, help="Print the address only, and open no browser.")
@click.option("--port", type=click.IntRange(1, 65535), metavar="N", help="The port to serve at; else one that is free.")
@click.option("--host", metavar="ADDRESS", help="Serve at another address than 127.0.0.1, so that other machines reach it.")
def review(folder: Path, no_open: bool, port: int | None, host: str | None) -> int:
    """Mend the pairs and judge the findings of the report in DIR, on a page in the browser.

    Every decision is kept at once, in decisions.sqlite in DIR; the next align run into DIR honours it. The page is served to this
    machine alone, at an address with a token that is another each time. Ctrl-C ends it; the exit status is then 0.

    \b
    Example:
      align review report
    """
    from align import review as page

    folder = folder.parent if folder.is_file() else folder  # who names the report.json in it means the folder
    with page.bound(host or page.LOOPBACK, port) as address:
        if address.is_public:
            click.secho(PUBLIC.format(host=host), err=True, fg="red", bold=True)
        page.serve(folder, address, lambda: _told(address, not no_open))
    click.echo(f"The review has ended; what was decided is in {folder / 'decisions.sqlite'}.")
    return 0


def _told(address: Address, opens: bool) -> None:
    click.echo(f"Review: {address.url}\nCtrl-C ends it.")
    if opens and _has_a_screen():
        threading.Thread(target=webbrowser.open, args=[address.once], daemon=True).start()


def _has_a_screen() -> bool:
    """Whether there is a window for a browser; one in the terminal itself would only be in the way."""
    return sys.platform in ("win32", "darwin") or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
