"""`align explain`: the manual page of a rule, which is its check's own docstring."""

from __future__ import annotations

import click

from align import check, decisions
from align.cli.completion import RULE
from align.model import REVIEW


@click.command()
@click.argument("rule", required=False, type=RULE)
def explain(rule: str | None) -> None:
    """Say what RULE looks for, how grave it is, and what it leaves alone. Without RULE, list all of them.

    \b
    Example:
      align explain numbers.changed
    """
    if rule and rule.partition(".")[0] == REVIEW:
        click.echo(decisions.MANUAL)
    else:
        click.echo(check.explain(rule) if rule else "\n".join(rule for module in check.CHECKS for rule in module.RULES))
