"""`align batch`: every article in a folder, and again only those of which something changed."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from time import monotonic

import click

from align import choices
from align.batch import Doing, Index, Plan, Row, at_work, cluster, done, opened, overview, plan, workers
from align.batch import home as home_of
from align.cli import options, telling
from align.cli.completion import FOLDER
from align.model import SEVERITIES, Severity
from align.settings import Settings

LISTED = 20  # failures that are told at the end


@click.command()
@click.argument("folder", type=FOLDER)
@click.option("-o", "--output", metavar="DIR", type=FOLDER, help="Where the reports go; made if missing.")
@click.option("--jobs", metavar="N", type=click.IntRange(1, 512), help="How many processes are at work; else one a core.")
@click.option(
    "--limit", metavar="SECONDS", type=click.FloatRange(0.1), default=300, show_default=True,
    help="Longest that one article may take.",
)  # fmt: skip
@click.option(
    "--memory", metavar="MB", type=click.IntRange(200), default=4000, show_default=True, help="Most that one process may hold."
)  # fmt: skip
@click.option(
    "--dask", metavar="ADDRESS", help="Let the workers of this Dask cluster do it; needs the extra scale, see docs/batch.md."
)
@options.of_a_run
@click.option(
    "--baseline", metavar="DIR", type=FOLDER,
    help="The reports of an earlier batch: what is found in those too is marked, and does not count.",
)  # fmt: skip
@options.fail_on
@options.quiet
def batch(
    folder: Path,
    output: Path | None,
    jobs: int | None,
    limit: float,
    memory: int,
    dask: str | None,
    settings: Callable[[Path], Settings],
    baseline: Path | None,
    fail_on: Severity | None,
    quiet: bool,
) -> int:
    """Align every article in FOLDER and report where it drifts; what is unchanged since the last time is left as it is.

    An article is a folder, at any depth, with an article.toml in it, or with original.LANG.md and one translation beside it,
    such as translation.LANG.html; without LANG the languages are found out. Its files go into a folder of the same name in
    DIR/articles, and DIR/index.sqlite knows what is in them; without -o, DIR is named after FOLDER, in the current one. A run
    that was stopped goes on where it was.

    \b
    Example:
      align batch articles -o reports
    """
    choose = _chooser(folder, settings)
    doing: Doing = partial(workers.results, jobs=jobs or _cores(), limit=limit, memory=memory * 1_000_000)
    if dask:
        doing = partial(cluster.results, address=dask, limit=limit)
    home = home_of(folder, output)
    if at_work(home) and not quiet:
        click.echo(f"{home}: another align is at work there; waiting for it", err=True)
    with opened(home) as index:
        with telling.working("looking at what is there", quiet):
            planned = plan(folder, index, choose, baseline)
        if not quiet:
            for note in (*index.notes, *planned.notes):
                click.echo(note, err=True)
        try:
            with closing(done(folder, index, choose, doing, baseline=baseline)) as rows, _progress(planned.waiting, quiet) as step:
                for row in rows:
                    step()
                    if not quiet:
                        click.echo(_line(row))
        except KeyboardInterrupt:
            click.echo("\nwhat is done is kept; the same command goes on from there", err=True)
            raise
        with telling.working("looking at all of them", quiet):
            page = overview(index, planned.notes)
        return _summed_up(index, planned, page, fail_on, quiet)


def _chooser(folder: Path, settings: Callable[[Path], Settings]) -> Callable[[Path], Settings]:
    """The settings for an article: those for all, unless its own folder has an `align.toml`, as `align run` would find it."""
    of_all = settings(folder)
    return lambda article: settings(article) if choices.found(article) else of_all


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _progress(total: int, quiet: bool) -> Iterator[Callable[[], object]]:
    """What to call after each article; on a terminal it shows how many are done, how fast, and how long the rest will take."""
    if quiet or not total or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn()
    start = monotonic()
    with Progress(*columns, console=Console(stderr=True), redirect_stdout=sys.stdout.isatty(), transient=True) as progress:
        bar = progress.add_task("", total=total, rate="")
        passed = count(1)
        yield lambda: progress.update(bar, advance=1, rate=f"{next(passed) / (monotonic() - start):.1f} a second")


def _line(row: Row) -> str:
    """One line on an article: its scores, what was found in it, its name."""
    if row.state != "done":
        return f"{row.state}: {_plain(row.name)}: {row.fault.splitlines()[0]}"
    points = " ".join(f"{told.points:5.1f}" for told in row.reports)
    return f"{points}  {_plain(row.name)}: {telling.severities(Counter(row.counts))}"


def _summed_up(index: Index, planned: Plan, page: Path, fail_on: Severity | None, quiet: bool) -> int:
    """Prints what there is now, all that failed in the end, and returns the exit code."""
    states: Counter[str] = Counter()
    found: Counter[Severity] = Counter()
    failed: list[str] = []
    for row in index.rows():
        states[row.state] += 1
        found.update(row.counts)
        if row.state != "done" and len(failed) < LISTED:
            failed.append("\n".join((f"  {_plain(row.name)}", *(f"    {line}" for line in row.fault.splitlines()))))
    reached = fail_on is not None and any(found[severity] for severity in SEVERITIES[SEVERITIES.index(fail_on) :])
    wrong = states.total() - states["done"]
    if not quiet:
        gone = f", {planned.gone} gone" if planned.gone else ""
        missing = f" ({wrong} could not be done)" if wrong else ""
        articles = f"{telling.count(planned.articles, 'article')}{missing}"
        click.echo(f"{articles}: {planned.articles - planned.waiting} unchanged{gone}. Findings: {telling.severities(found)}.")
        click.echo(f"Overview: {page}")
    if wrong:
        more = [f"  … and {wrong - LISTED} more"] if wrong > LISTED else []
        click.echo("\n".join((f"{wrong} of them could not be done:", *failed, *more)), err=True)
    return int(bool(wrong) or reached)


def _plain(name: str) -> str:
    """The name on one line."""
    return name if name.isprintable() else repr(name)[1:-1]
