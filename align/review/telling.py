"""What a page is told, as JSON has it: what changed since it last heard of us, how far one has come, and what was said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from align.model import SEVERITIES, Category
from align.review.desk import Desk
from align.review.doing import Place
from align.review.export import EXPORTS
from align.review.shown import Shown
from align.write import page
from align.write.side_by_side import DOUBTFUL


@dataclass(frozen=True, slots=True)
class Told:
    """What a page has by an answer: of which version, which groups and which head, by name."""

    version: int
    groups: tuple[str, ...]
    head: str
    working: tuple[str, ...]
    notes: int  # how many were said


def answer(stamp: str, shown: Shown, now: Told, before: Told | None, made: dict[str, str], focus: Place | None) -> dict[str, Any]:
    """All that has changed for a page since it was told `before`; for a new page all but what stands in it."""
    desk = shown.desk
    return {
        "stamp": stamp,
        "groups": now.groups,
        "html": shown.html(before.groups, made) if before else {},
        "head": page.head(shown.view) if before and before.head != now.head else None,
        "undo": desk.decided.undo,
        "redo": desk.decided.redo,
        "working": now.working,
        "progress": progress(desk),
        "wordings": wordings(desk),
        "terms": terms(desk),
        "focus": {"side": focus[0], "sentence": focus[1]} if focus else None,
    }


def start(answer: Mapping[str, Any], shown: Shown, token: str) -> dict[str, Any]:
    """What a new page is told, with all that stays as it is."""
    one, two = shown.desk.alignment.original, shown.desk.alignment.translation
    return {
        **answer,
        "token": token,
        "languages": {"original": one.language, "translation": two.language},
        "severities": SEVERITIES,
        "categories": get_args(Category),
        "exports": [{"name": name, "label": label} for name, (label, _) in EXPORTS.items()],
    }


def progress(desk: Desk) -> dict[str, int]:
    """How many pairs there are, and of them confirmed, doubtful, made by a person, or unsure and not looked at; how many findings,
    and of them judged, and how many of each severity count; how many wordings and terms."""
    report = desk.report
    pairs = [bead for bead in report.alignment.beads if bead.paired]
    undecided = [bead for bead in pairs if bead.decision is None]
    return {
        "pairs": len(pairs),
        "confirmed": sum(bead.decision == "confirmed" for bead in pairs),
        "doubtful": sum(bead.decision == "doubtful" for bead in pairs),
        "made": sum(bead.linked for bead in undecided),
        "unsure": sum(bead.confidence < DOUBTFUL and not bead.linked for bead in undecided),
        "findings": len(report.findings),
        "judged": sum(finding.decision is not None and finding.decision.verdict != "baseline" for finding in report.findings),
        "worded": len(desk.decided.about("wording")),
        "terms": len(desk.decided.about("term")),
        **{severity: report.counts[severity] for severity in SEVERITIES},
    }


def wordings(desk: Desk) -> list[dict[str, object]]:
    """The wordings that stand for sentences' own, as far as these are there."""
    sides = ("original", "translation")
    numbers = [{name: number for number, name in enumerate(names)} for names in desk.names]
    said = [
        (side, numbers[place].get(name), gesture.message)
        for gesture in desk.decided.about("wording").values()
        for place, (side, names) in enumerate(zip(sides, (gesture.originals, gesture.translations), strict=True))
        for name in names
    ]
    return [{"side": side, "sentence": sentence, "text": text} for side, sentence, text in said if sentence is not None]


def terms(desk: Desk) -> list[dict[str, str]]:
    """The terms that people want."""
    wanted = desk.decided.about("term").values()
    return [{"original": term.original, "translation": term.translation, "note": term.reason} for term in wanted]
