"""A report as what a page shows of it, whole or a paragraph at a time; the report's page and the review are both made of this.

    shown = page.view(report, worth)
    page.whole(shown)                                     the report's page, one file
    page.head(shown)                                      title, score card, drawing, what to look at first
    page.group(shown, group) for group in shown.groups    both texts, a paragraph or a band at a time

Another page that is made from these templates takes `page.environment(its_folder)`, extends `report.html`, whose blocks are
`title`, `head`, `tools`, `texts`, `foot`, `help` and `scripts`, and renders with `page.context(shown)`.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from align.model import REWORDED, SEVERITIES, Document, Report, Severity, Side
from align.write import side_by_side, strip
from align.write.notes import ARTICLE, SIDES, Note, notes, role_of
from align.write.side_by_side import Group, Row, Texts

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = [
    "UNMEASURED", "Group", "Note", "View", "context", "digest", "direction", "environment", "group", "head", "policy", "scripts",
    "style", "title", "view", "visible", "whole",
]  # fmt: skip

TEMPLATES = Path(__file__).parent / "templates"
RUNS = ("L", "R", "AL")  # what Unicode calls letters that run from the left, and those that run from the right
LONG = 200  # groups: of more of them a page need not lay out what is not on the screen
UNMEASURED: Mapping[str, str] = MappingProxyType({})

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
_CONTROL = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]")
_DELETE = "\x7f"


@dataclass(frozen=True, slots=True)
class View:
    """A report made ready to be shown: `notes` in the order of its findings, and by bead in `margins`, in reading order.

    `addressed` says of a page whether its rows and sentences tell scripts which they are.
    """

    report: Report
    texts: Texts
    notes: tuple[Note, ...]
    margins: Mapping[int | None, tuple[Note, ...]]
    addressed: bool = False
    what = "pair"  # what a row is

    @property
    def groups(self) -> tuple[Group, ...]:
        """Paragraphs and bands, in the order of the beads."""
        return self.texts.groups

    @property
    def long(self) -> bool:
        """Whether the page is too long to be laid out at once."""
        return len(self.groups) > LONG

    @property
    def documents(self) -> tuple[tuple[Side, Document, str], ...]:
        """Both sides, each with its document and the direction of its script."""
        alignment = self.report.alignment
        return tuple((side, alignment.document(side), direction(alignment.document(side).text)) for side in SIDES)

    @property
    def title(self) -> str:
        """What the article is called: its first heading, or its file."""
        return title(self.report.alignment.original)

    @property
    def roles(self) -> tuple[str, ...]:
        """What is on the page, the article first, and furniture in the order of the beads."""
        return tuple(dict.fromkeys((ARTICLE, *(self.role(group) for group in self.groups))))

    def rows(self, group: Group) -> Iterator[Row]:
        """The rows of a group."""
        return map(self.texts.row, group.beads)

    def margin(self, bead: int) -> tuple[Note, ...]:
        """The findings that stand beside that bead."""
        return self.margins.get(bead, ())

    def role(self, group: Group) -> str:
        """What furniture a group is: `note`, `summary` …; `ARTICLE` for none."""
        return ARTICLE if group.editorial is None else role_of(self.report.findings[group.editorial])

    def sentences(self, group: Group) -> int:
        """How many sentences a group has, on the side that has more."""
        beads = [self.report.alignment.beads[bead] for bead in group.beads]
        return max(sum(len(bead.original) for bead in beads), sum(len(bead.translation) for bead in beads))

    def lacking(self, group: Group) -> tuple[Side, ...]:
        """The sides that have nothing of a group."""
        beads = [self.report.alignment.beads[bead] for bead in group.beads]
        return tuple(side for side in SIDES if not any(bead.original if side == "original" else bead.translation for bead in beads))

    def found(self, group: Group) -> Counter[Severity]:
        """How many findings of each severity stand beside a group."""
        return Counter(note.finding.severity for bead in group.beads for note in self.margin(bead))


def view(report: Report, worth: Mapping[str, str] = UNMEASURED, *, addressed: bool = False) -> View:
    """The report made ready; `worth` says of rules, by name, what was measured of them.

    What no longer counts is not shown, and so is best left out before: `view(report.standing)`. `addressed` is for a page that does
    more with rows and sentences than show them.
    """
    told = notes(report, worth)
    margins: dict[int | None, tuple[Note, ...]] = {}
    for note in sorted(told, key=lambda note: note.number):
        margins[note.bead] = (*margins.get(note.bead, ()), note)
    return View(report, side_by_side.texts(report), told, margins, addressed)


def whole(shown: View) -> str:
    """The page, complete: `<!doctype html>` and one file."""
    return visible(environment().get_template("report.html").render(context(shown)))


def head(shown: View) -> str:
    """What stands above the texts: the title, the gist, the score card, the drawing, and what to look at first."""
    return visible(environment().get_template("head.html").render(context(shown)))


def group(shown: View, group: Group) -> str:
    """One paragraph, or one band of furniture, with the findings in its margin."""
    return visible(environment().get_template("group.html").render(shown=shown, group=group))


def context(shown: View) -> dict[str, object]:
    """What `report.html` is rendered with."""
    report = shown.report
    return {
        "shown": shown,
        "report": report,
        "counts": report.counts,
        "costs": dict(report.score.penalties),
        "strip": strip.drawn(report),
        "changed": (
            (
                "Terms changed in the memory",
                "in the translation memory the glossary’s terms stand in their place.",
                [change for change in report.changes if change.rule != REWORDED],
            ),
            (
                "Sentences reworded in the memory",
                "in the translation memory these sentences say what a person wants.",
                [change for change in report.changes if change.rule == REWORDED],
            ),
        ),
        "paired": sum(bead.paired for bead in report.alignment.beads),
        "kinds": Counter(note.finding.category for note in shown.notes).most_common(),
        "style": style(),
        "scripts": scripts(),
        "policy": policy(),
    }


def environment(*folders: Path) -> Environment:
    """Our templates, and before them those of other folders."""
    return _environment(folders)


@cache
def style() -> str:
    """The style sheet of a page."""
    return "\n".join((TEMPLATES / name).read_text(encoding="utf-8") for name in ("page.css", "texts.css", "print.css"))


@cache
def scripts() -> tuple[tuple[str, str], ...]:
    """The behaviours of a page, each by its name: modules that know nothing of each other, only the page."""
    return tuple((path.stem, path.read_text(encoding="utf-8")) for path in sorted((TEMPLATES / "js").glob("*.js")))


def policy(look: str | None = None, behaviours: Iterable[tuple[str, str]] | None = None) -> str:
    """What a page may do, as a content security policy: use its own style and its own scripts, and nothing else.

    They are those of a report's page, where no others are given.
    """
    allowed = " ".join(digest(script) for _, script in (scripts() if behaviours is None else behaviours))
    styled = digest(style() if look is None else look)
    return f"default-src 'none'; style-src {styled}; script-src {allowed}; base-uri 'none'; form-action 'none'"


def title(document: Document) -> str:
    """What a document is called: its first heading, or its file."""
    headings = (block.span.of(document.text) for block in document.blocks if block.kind == "heading")
    return " ".join(next(headings, "").split()) or document.name


def visible(page: str) -> str:
    """The page with pictures of control characters in their place."""
    return _CONTROL.sub(lambda found: "\u2421" if found[0] == _DELETE else chr(0x2400 + ord(found[0])), page)


def direction(text: str) -> str:
    r"""Which way a text runs, `ltr` or `rtl`, as most of its lines begin; its tag may be a guess, or that of two scripts.

    >>> direction("The well\nالبئر is its name."), direction("البئر (the well)\nThe well، البئر\nكان عميقا")
    ('ltr', 'rtl')
    """
    runs = Counter(next((run for run in map(unicodedata.bidirectional, line) if run in RUNS), "") for line in text.splitlines())
    return "rtl" if runs["R"] + runs["AL"] > runs["L"] else "ltr"


def digest(content: str) -> str:
    """What a policy calls a script or a style that stands in the page."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _role_name(role: str) -> str:
    return ROLES.get(role, role.replace("-", " "))


def _tag_name(tag: str) -> str:
    """A language as readers know it, without what a run adds to tell two of its texts apart."""
    return tag.partition("-x-")[0]


@cache
def _environment(folders: tuple[Path, ...]) -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader([*folders, TEMPLATES]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,  # a page asks for its templates hundreds of times, and they do not change under it
    )
    environment.filters |= {"share": "{:.0%}".format, "cost": "{:g}".format, "role": _role_name, "tag": _tag_name}
    environment.globals |= {"severities": tuple(reversed(SEVERITIES))}
    return environment
