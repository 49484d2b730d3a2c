"""Many articles as one page, as tables for a spreadsheet, and as JSON; without network or clock, like the reports it leads to."""

from __future__ import annotations

import json as plain
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from urllib.parse import quote

from align.model import SEVERITIES
from align.overview import Concept, Overview, Publisher, Row, Told
from align.write import page, trend
from align.write.as_table import cells

SCHEMA = "align/index/1"
FOLDER = "articles"  # where the reports are, beside the page
PIECE = 1000  # parts of a page that are written at once
FIRST = 3  # articles that are shown at the top
GRAVEST = 3  # findings of an article that are shown at the top
LINKED = 300  # dots, above which a drawing has them without links
TEMPLATES = page.TEMPLATES / "overview"
SHARED = ("reveal", "scripted", "theme")  # what this page does as a report's does

PAGES = (
    "article", "title", "author", "original", "translation", "from", "to", "original_publisher", "publisher", "published", "role",
    "between_ends", "related", "score", "critical", "major", "minor", "neutral", "added", "inventions", "gravest_rule", "gravest",
    "report", "state", "fault",
)  # fmt: skip
TERMS = ("concept", "language", "original", "wording", "status", "publisher", "times", "pages", "since", "until", "report")


def html(overview: Overview) -> Iterator[str]:
    """The page, piece by piece, to lie beside the folder of the reports."""
    look, behaviours = _style(), _scripts()
    told = [told for publisher in overview.publishers for _, told in publisher.pages]
    axes = trend.axes(told)
    environment = page.environment(TEMPLATES)
    stream = environment.get_template("overview.html").stream(
        overview=overview,
        first=overview.articles[:FIRST],
        gravest=GRAVEST,
        linked=LINKED,
        axes=axes,
        trend=axes and trend.drawn(told, axes),
        trends=[axes and trend.drawn((told for _, told in publisher.pages), axes) for publisher in overview.publishers],
        undated=sum(not told.date for told in told),
        families=_families(overview.publishers),
        rate=_rate,
        address=address,
        names=_names(overview.articles),
        style=look,
        scripts=behaviours,
        policy=page.policy(look, behaviours),
    )
    stream.enable_buffering(PIECE)
    yield from map(page.visible, stream)


def csv(overview: Overview) -> Iterator[str]:
    """A line for each report, most in need of attention first, and one for each article that has none."""
    yield cells([PAGES])
    for row in overview.articles:
        yield cells(_line(row, told) for told in row.reports)
    yield cells(map(_undone, overview.undone))


def terms(overview: Overview) -> Iterator[str]:
    """A line for each wording that somebody uses for a concept of the glossary."""
    yield cells([TERMS])
    for concept in overview.concepts:
        called = concept.name, concept.language, " / ".join(concept.originals)
        yield cells(
            (*called, use.wording, use.status, use.publisher, str(use.times), str(use.pages), use.since, use.until, use.report)
            for use in concept.uses
        )


def json(overview: Overview) -> Iterator[str]:
    """All of it, as docs/overview.md tells it: an article a line, and so with the others."""
    tables: dict[str, Iterable[Mapping[str, object]]] = {
        "articles": map(_article, overview.articles),
        "undone": ({"name": row.name, "state": row.state, "fault": row.fault} for row in overview.undone),
        "publishers": map(_publisher, overview.publishers),
        "concepts": map(_concept, overview.concepts),
        "memories": ({"file": memory.file, "languages": memory.languages} for memory in overview.memories),
    }
    yield f'{{"schema": "{SCHEMA}", "made_of": "{overview.made_of}"'
    for name, lines in tables.items():
        yield f',\n"{name}": ['
        for number, line in enumerate(lines):
            yield f"{',' if number else ''}\n{plain.dumps(line, ensure_ascii=False, allow_nan=False)}"
        yield "]"
    yield "}\n"


def address(told: Told, finding: str = "") -> str:
    """Where a report's page is, from the overview's; at one of its findings, if one is named."""
    return quote(f"{FOLDER}/{told.report}/report.html") + (f"#finding-{quote(finding)}" if finding else "")


def _names(rows: Iterable[Row]) -> dict[str, str]:
    """For each report the place on this page of the article that it is about."""
    return {told.report: f"article-{number}" for number, row in enumerate(rows, 1) for told in row.reports}


def _families(publishers: Sequence[Publisher]) -> tuple[str, ...]:
    """The rule families of which anything was found that is more than neutral, the most frequent first."""
    counts: dict[str, int] = {}
    for name, found in chain.from_iterable(publisher.families.items() for publisher in publishers):
        counts[name] = counts.get(name, 0) + sum(found[1:])
    return tuple(sorted((name for name, count in counts.items() if count), key=lambda name: (-counts[name], name)))


def _rate(publisher: Publisher, family: str) -> float:
    """Findings of a family that are more than neutral, to a page of the publisher."""
    return sum(publisher.families.get(family, (0, 0, 0, 0))[1:]) / len(publisher.pages)


def _line(row: Row, told: Told) -> tuple[str, ...]:
    grave = told.gravest[0] if told.gravest else None
    found = told.found
    return (
        row.name, row.title, row.author, told.original, told.translation, *told.languages, *told.publishers, told.date, told.role,
        _yes(told.between_ends), _yes(told.related), f"{told.points:.1f}", *(str(found[each]) for each in reversed(SEVERITIES)),
        f"{told.added:.3f}", str(told.inventions), grave.rule if grave else "", grave.message if grave else "",
        f"{FOLDER}/{told.report}", row.state, row.fault,
    )  # fmt: skip


def _undone(row: Row) -> tuple[str, ...]:
    known = {"article": row.name, "title": row.title, "author": row.author, "state": row.state, "fault": row.fault}
    return tuple(known.get(name, "") for name in PAGES)


def _concept(concept: Concept) -> dict[str, object]:
    uses = [{name: getattr(use, name) for name in use.__slots__} for use in concept.uses]
    return {"concept": concept.name, "language": concept.language, "originals": concept.originals, "uses": uses}


def _article(row: Row) -> dict[str, object]:
    return {
        "name": row.name,
        "title": row.title,
        "author": row.author,
        "score": row.worst.points,
        "published": row.date,
        "counts": row.counts,
        "notes": row.notes,
        "reports": [dict(_report(told)) for told in row.reports],
    }


def _report(told: Told) -> Iterator[tuple[str, object]]:
    yield "report", f"{FOLDER}/{told.report}"
    for name in ("original", "translation", "languages", "publishers", "published", "role", "between_ends", "sentences", "related"):
        yield name, getattr(told, name)
    yield "score", told.points
    yield "gist", told.gist
    yield "counts", told.found
    yield "families", {family.name: dict(zip(SEVERITIES, family.counts, strict=True)) for family in told.families}
    yield "added", round(told.added, 4)
    for name in ("furniture", "gravest"):
        yield name, [{key: getattr(one, key) for key in one.__slots__} for one in getattr(told, name)]


def _publisher(publisher: Publisher) -> dict[str, object]:
    return {
        "name": publisher.name,
        "pages": len(publisher.pages),
        "since": publisher.dates[0],
        "until": publisher.dates[1],
        "score": round(publisher.points, 2),
        "lowest": publisher.lowest,
        "counts": publisher.found,
        "added": round(publisher.added, 4),
        "habits": [
            {
                "role": habit.role, "pages": habit.pages, "passages": habit.passages, "share": round(habit.share, 4),
                "inventions": habit.inventions,
            }
            for habit in publisher.habits
        ],
        "families": {name: dict(zip(SEVERITIES, counts, strict=True)) for name, counts in publisher.families.items()},
        "scores": [
            {"published": told.date, "score": told.points, "report": f"{FOLDER}/{told.report}"} for _, told in publisher.pages
        ],
    }  # fmt: skip


def _yes(true: bool) -> str:
    return "yes" if true else "no"


@cache
def _style() -> str:
    files = (page.TEMPLATES / "page.css", TEMPLATES / "overview.css")
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


@cache
def _scripts() -> tuple[tuple[str, str], ...]:
    own = ((path.stem, path.read_text(encoding="utf-8")) for path in sorted((TEMPLATES / "js").glob("*.js")))
    return (*(each for each in page.scripts() if each[0] in SHARED), *own)
