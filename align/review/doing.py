"""An act that a page asks for in, the gestures that say it to the store out; and where the hand is afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from align import decisions, fingerprints
from align.decisions import Gesture, Told
from align.model import REVIEW, Bead, Finding, Side, Span
from align.review import acts
from align.review.acts import RefusalError
from align.review.desk import Desk

Place = tuple[Side, int]  # a sentence
Values = Mapping[str, Any]  # of an act, as `align.review.asking` lets them in


@dataclass(frozen=True, slots=True)
class Deed:
    """What is to be kept, as one move, and the sentence where the reviewer goes on."""

    gestures: tuple[Gesture, ...]
    focus: Place | None = None


def deed(desk: Desk, act: str, values: Values) -> Deed:
    """What an act says, given what lies on the desk; `RefusalError` where it means nothing there."""
    return _DEEDS[act](desk, values)


def first(bead: Bead) -> Place:
    """The first sentence of a bead."""
    return ("original", bead.original.start) if bead.original else ("translation", bead.translation.start)


def _split(desk: Desk, values: Values) -> Deed:
    at = values["at"].get("original"), values["at"].get("translation")
    return _linked(desk, acts.split(desk.alignment, _bead(desk, values["row"]), at))


def _merge(desk: Desk, values: Values) -> Deed:
    return _linked(desk, acts.merge(desk.alignment, [_bead(desk, row) for row in values["rows"]]))


def _move(desk: Desk, values: Values) -> Deed:
    side, sentence = values["side"], values["sentence"]
    return replace(_linked(desk, acts.move(desk.alignment, side, sentence, values["to"])), focus=(side, sentence))


def _unlink(desk: Desk, values: Values) -> Deed:
    return _linked(desk, acts.unlink(desk.alignment, _bead(desk, values["row"])))


def _link(desk: Desk, values: Values) -> Deed:
    return _linked(desk, acts.link(desk.alignment, values["original"], values["translation"]))


def _pair(desk: Desk, values: Values) -> Deed:
    numbers = list(dict.fromkeys(_bead(desk, row) for row in values["rows"]))
    beads = [desk.alignment.beads[number] for number in numbers]
    if not all(bead.paired for bead in beads):
        raise RefusalError("What has no partner is no pair that one could confirm or doubt.")
    verdict = None if values["verdict"] == "open" else values["verdict"]
    if all(bead.decision == verdict for bead in beads):
        raise RefusalError(f"That is {verdict} already." if verdict else "Nobody has said anything of that pair yet.")
    return Deed(tuple(decisions.verdicts(desk.alignment, numbers, verdict)), first(beads[0]))


def _word(desk: Desk, values: Values) -> Deed:
    side, sentence = values["side"], values["sentence"]
    acts.holding(desk.alignment, side, sentence)
    text = values["text"].strip() or desk.alignment.document(side).said(sentence)
    gesture = decisions.worded(desk.alignment, side, sentence, text)
    held = desk.decided.about("wording").get(gesture.id)
    if gesture.message == (held.message if held else None):
        raise RefusalError("That is what stands there already.")
    return Deed((gesture,), (side, sentence))


def _finding(desk: Desk, values: Values) -> Deed:
    finding, verdict, reason = _called(desk, values["id"]), values["verdict"], values.get("reason", "").strip()
    severity, message = values.get("severity"), values.get("message", "").strip() or None
    if verdict == "dismissed" and not reason:
        raise RefusalError("A finding is dismissed for a reason: say it in a few words.")
    if (verdict == "edited") != bool(severity or message):
        raise RefusalError("An edit says what severity or what words a finding is to have; nothing else does.")
    where = first(desk.alignment.beads[finding.beads[0]]) if finding.beads else None
    if finding.family == REVIEW and verdict == "accepted":
        raise RefusalError("This finding is a person’s own: there is nothing to accept.")
    if verdict == "open" and values["id"] not in desk.decided.about("finding"):
        raise RefusalError("Nobody has judged this finding yet.")
    quotes = desk.alignment.original.quote(finding.original), desk.alignment.translation.quote(finding.translation)
    about = Told("finding", values["id"], -1, *quotes, finding.rule)
    return Deed((decisions.said(about, verdict, reason, severity, message, desk.decided),), where)


def _add(desk: Desk, values: Values) -> Deed:
    number, message = _bead(desk, values["row"]), values["message"].strip()
    bead = desk.alignment.beads[number]
    if not message:
        raise RefusalError("Say in a few words what is wrong there.")
    gesture = decisions.own(
        desk.alignment, number, values["category"], values["severity"], message,
        original=_pointed(desk, "original", bead.original, values.get("original")),
        translation=_pointed(desk, "translation", bead.translation, values.get("translation")),
    )  # fmt: skip
    return Deed((gesture,), first(bead))


def _pointed(desk: Desk, side: Side, run: range, said: Mapping[str, Any] | None) -> Span | None:
    """The words of one side that are pointed at; the whole sentence, where no words are named."""
    if said is None:
        return None
    if said["sentence"] not in run:
        raise RefusalError("A finding points at words of its own pair.")
    document = desk.alignment.document(side)
    whole = document.sentences[said["sentence"]].span
    words = said.get("words", whole.of(document.text))
    start = document.text.find(words, whole.start + said.get("start", 0), whole.stop) if words.strip() else -1
    if start < 0:
        raise RefusalError("These words are not in that sentence.")
    return Span(start, start + len(words))


def _term(desk: Desk, values: Values) -> Deed:
    if not values["original"].strip() or not values["translation"].strip():
        raise RefusalError("A term has two wordings, one in each language.")
    gesture = decisions.wanted(values["original"], values["translation"], values.get("note", ""))
    if values.get("verdict") != "open":
        return Deed((gesture,))
    if gesture.id not in desk.decided.about("term"):
        raise RefusalError("This term is not among those that were added.")
    return Deed((replace(gesture, verdict="open"),))


_DEEDS: Mapping[str, Callable[[Desk, Values], Deed]] = {
    "split": _split, "merge": _merge, "move": _move, "unlink": _unlink, "link": _link, "pair": _pair, "word": _word,
    "finding": _finding, "add": _add, "term": _term,
}  # fmt: skip


def _linked(desk: Desk, beads: Sequence[Bead]) -> Deed:
    return Deed(tuple(decisions.links(desk.alignment, beads)), first(beads[0]))


def _bead(desk: Desk, row: Mapping[str, Sequence[int]]) -> int:
    return acts.row(desk.alignment, row["original"], row["translation"])


def _called(desk: Desk, name: str) -> Finding:
    report = desk.report
    for found, finding in zip(fingerprints.of_findings(report.alignment, report.findings), report.findings, strict=True):
        if found == name:
            return finding
    raise RefusalError("This finding is no longer there.")
