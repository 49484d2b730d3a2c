"""What a person asked for in, gestures out: which findings and pairs of a record are meant, and what is to be said of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from align.decisions.gestures import OWN, SHOWN, Decided, Gesture
from align.decisions.record import Record, Told, pairs
from align.errors import Fault, InputError, refuse
from align.model import Severity

SHORTEST = 4  # characters of an id's beginning by which it may be named

# What one can do, to what, and what that makes of it; `reopen` takes back what was said of either.
VERBS: Mapping[str, tuple[str, str]] = {
    "accept": ("finding", "accepted"), "dismiss": ("finding", "dismissed"), "edit": ("finding", "edited"),
    "confirm": ("pair", "confirmed"), "doubt": ("pair", "doubtful"), "reopen": ("decision", "open"),
}  # fmt: skip


def chosen(
    verb: str,
    names: Sequence[str],
    record: Record,
    decided: Decided,
    *,
    reason: str = "",
    severity: Severity | None = None,
    message: str | None = None,
) -> tuple[Gesture, ...]:
    """One gesture for each name: the beginning of an id, or of a pair its number in the report, or on the page of the review.

    `InputError` tells all names that mean nothing, or more than one thing; a dismissal without a reason; an edit of nothing.
    """
    if verb == "dismiss" and not reason.strip():
        raise refuse(verb, "a finding is dismissed for a reason", "say it with --reason")
    if (verb == "edit") != bool(severity or message):
        raise refuse(verb, "edit says what is to stand there, and no other word does", "use --severity and --message with edit")
    about, verdict = VERBS[verb]
    things = {
        "finding": lambda: record.findings,
        "pair": lambda: pairs(record, decided),
        "decision": lambda: tuple(map(_told, decided.gestures)),
    }
    meant = _meant(names, things[about](), about)
    if verdict == "accepted" and (mine := [thing for thing in meant if thing.rule in OWN]):
        raise InputError([Fault(thing.id, "a person found that, so there is nothing to accept") for thing in mine])
    return tuple(said(thing, verdict, reason, severity, message, decided) for thing in meant)


def said(thing: Told, verdict: str, reason: str, severity: Severity | None, message: str | None, decided: Decided) -> Gesture:
    """The gesture that says so; of a finding that a person added it is said by adding that otherwise, or taking it back."""
    own = decided.about("finding").get(thing.id) if thing.rule in OWN else None
    if own and verdict == "edited":
        return replace(own, severity=severity or own.severity, message=message or own.message, decided="")
    if own and verdict == "dismissed":
        verdict = "open"
    gesture = Gesture(
        thing.about, thing.id, verdict, reason.strip(), severity, message, thing.rule, thing.original, thing.translation,
        originals=thing.originals, translations=thing.translations,
    )  # fmt: skip
    return upon(gesture, decided)


def upon(gesture: Gesture, decided: Decided) -> Gesture:
    """The gesture with what an edit before it says and it does not: to accept or dismiss a finding takes no edit back."""
    before = decided.about("finding").get(gesture.id)
    if before is None or gesture.about != "finding" or gesture.verdict == "open":
        return gesture
    return replace(gesture, severity=gesture.severity or before.severity, message=gesture.message or before.message)


def _told(gesture: Gesture) -> Told:
    """What a gesture was about, as a record would tell it."""
    return Told(gesture.about, gesture.id, -1, gesture.original, gesture.translation, gesture.rule)


def _meant(names: Sequence[str], things: Sequence[Told], what: str) -> list[Told]:
    found = {name: list({thing.id: thing for thing in _called(name, things)}.values()) for name in names}
    faults = [Fault(name, _unclear(those, what)) for name, those in found.items() if len(those) != 1]
    if faults:
        raise InputError(faults, "`align decisions DIR --open` lists what can be decided, `align decisions DIR` what was")
    return [those[0] for those in found.values()]


def _called(name: str, things: Sequence[Told]) -> Iterator[Told]:
    """The things that go by that name; one that is called so exactly goes by it alone."""
    exact = [thing for thing in things if thing.id == name or (thing.about == "pair" and str(thing.number) == name)]
    yield from exact or (thing for thing in things if len(name) >= SHORTEST and thing.id.startswith(name))


def _unclear(those: Sequence[Told], what: str) -> str:
    return f"may be any of {', '.join(f'{thing.id} (“{_beginning(thing)}”)' for thing in those)}" if those else f"is no {what} here"


def _beginning(thing: Told) -> str:
    return " ".join((thing.original or thing.translation).split())[:SHOWN]
