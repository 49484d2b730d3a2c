"""A report as one page for a browser: what was found, and both texts side by side. No network, no script, no clock."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from align import fingerprints, language
from align.model import SEVERITIES, Finding, Report, Side
from align.write import quotation, side_by_side, strip
from align.write.quotation import Quotation
from align.write.side_by_side import Group

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATES = Path(__file__).parent / "templates"
SIDES: tuple[Side, ...] = ("original", "translation")
QUOTED = 320  # characters of a quotation: a page has more room than a mail
ELSEWHERE = 6  # other places named with a finding: enough to see the custom, short enough to read on
RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})

# What a page calls the roles of furniture; other roles by the rule's own word.
ROLES = {
    "note": "editor’s note",
    "translator-note": "translator’s note",
    "lead-in": "lead-in",
    "source-link": "link to the source",
    "promo": "promotion",
    "ui": "page controls",
}

# Control characters act instead of being seen, and a page cannot hold all of them: they are shown as their pictures.
_PICTURES = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n\r"} | {0x7F: 0x2421}


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another place that belongs to a finding."""

    side: Side
    quotation: Quotation
    place: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """A finding as the list shows it; `place` is the part of the page where it stands."""

    id: str
    finding: Finding
    original: Quotation | None
    translation: Quotation | None
    place: str | None
    elsewhere: tuple[Elsewhere, ...]


def html(report: Report) -> str:
    """The page, complete: `<!doctype html>` and one file."""
    alignment = report.alignment
    style = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    groups = side_by_side.groups(report)
    page = _template().render(
        report=report,
        documents=[(side, alignment.document(side), _direction(alignment.document(side).language)) for side in SIDES],
        cards=tuple(_cards(report, groups)),
        severities=tuple(reversed(SEVERITIES)),
        counts=report.counts,
        costs=dict(report.score.penalties),
        paired=sum(bead.paired for bead in alignment.beads),
        strip=strip.drawn(report),
        groups=groups,
        style=style,
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
    )
    return page.translate(_PICTURES)


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    environment.filters |= {"share": "{:.0%}".format, "cost": "{:g}".format, "role": _role}
    return environment.get_template("report.html")


def _direction(tag: str) -> str:
    return "rtl" if language.base(tag) in RIGHT_TO_LEFT else "ltr"


def _role(rule: str) -> str:
    word = rule.partition(".")[2]
    return ROLES.get(word, word.replace("-", " "))


def _cards(report: Report, groups: Sequence[Group]) -> Iterator[Card]:
    alignment, begun = report.alignment, _begun(groups)
    homes = {(side, number): f"bead-{bead}" for bead, found in enumerate(alignment.beads) for side in SIDES
             for number in (found.original if side == "original" else found.translation)}  # fmt: skip
    for number, (name, finding) in enumerate(
        zip(fingerprints.of_findings(report.alignment, report.findings), report.findings, strict=True)
    ):
        elsewhere = []
        for other in finding.related[:ELSEWHERE]:
            document = alignment.document(other.side)
            home = next((homes[other.side, sentence] for sentence in quotation.sentences_at(document, other.span)), None)
            elsewhere.append(Elsewhere(other.side, quotation.around(document, other.span), home))
        yield Card(
            id=name,
            finding=finding,
            original=quotation.of(alignment, finding, "original", QUOTED),
            translation=quotation.of(alignment, finding, "translation", QUOTED),
            place=f"{begun[number]}-{name}" if number in begun else f"bead-{finding.beads[0]}" if finding.beads else None,
            elsewhere=tuple(elsewhere),
        )


def _begun(groups: Sequence[Group]) -> dict[int, Side]:
    """The findings that are marked inside the text, and the side on which: the translation's where both are."""
    begun: dict[int, Side] = {}
    for side in SIDES:
        for group in groups:
            for row in group.rows:
                for part in (row.original if side == "original" else row.translation).parts:
                    for piece in part.pieces:
                        begun.update(dict.fromkeys(piece.begins, side))
    return begun
