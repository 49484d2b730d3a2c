"""One sitting of a reviewer: the desk as it is now, what pages were told of it, and what is being worked out meanwhile."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from align import decisions, pipeline
from align.decisions import Kept, Outdated
from align.errors import InputError
from align.review import doing, export, opening, pages, telling
from align.review.asking import Act
from align.review.changes import Names
from align.review.desk import Desk
from align.review.doing import Place
from align.review.realigning import realigned
from align.review.shown import Shown
from align.review.telling import Told
from align.review.worker import Worker
from align.write import File

REMEMBERED = 500  # answers: a page that has slept through more of them is loaded anew
QUIET = frozenset({"pair", "word"})  # acts that leave the findings as they are
JUDGING = frozenset({"finding", "add"})  # acts that change which of them count, and the score: the desk knows both by itself
PATIENCE = 5  # times that pairing anew starts over because something was decided meanwhile


class StaleError(Exception):
    """The page has seen something else than what is there now; nothing was kept."""


class Sitting:
    """The desk of one folder, and all pages that look at it. Whatever is acknowledged was on the disk before."""

    def __init__(self, folder: Path, worker: Worker) -> None:
        self._folder = folder
        self._worker = worker
        self._tasks: dict[str, asyncio.Task[None]] = {}  # what is being worked out, by name
        self._told: OrderedDict[str, Told] = OrderedDict()
        self._stamps, self._openings = count(1), count(1)
        self._notes: list[str] = []
        self._said = 0  # notes that some page has shown
        self._open()

    def end(self) -> None:
        """Lets go of what is being worked out."""
        self._worker.end()

    def whole(self, token: str) -> str:
        """The page."""
        self._refresh()
        if self._checked != self._shown.desk.decided.version:
            self._begin("check", self._checking)
        return pages.whole(self._shown.view, telling.start(self._answer("", head=True), self._shown, token))

    def changes(self, seen: str) -> dict[str, Any] | None:
        """What is new since that stamp; None where nothing is. `StaleError` for a stamp that is not known."""
        self._refresh()
        if seen not in self._told:
            raise StaleError
        return None if self._told[seen] == self._now(self._shown.head) else self._answer(seen, head=True)

    def late(self, seen: str) -> dict[str, Any] | None:
        """What is new, for a page that was refused; None for a stamp that is not known."""
        return self._answer(seen, head=True) if seen in self._told else None

    def act(self, act: Act) -> dict[str, Any]:
        """What is new when that is done. `RefusalError`, `StaleError` or `InputError` where it is not; then nothing is kept."""
        self._refresh()
        version, before = self._version(act.seen), self._shown.groups
        if act.name == "realign":
            self._begin("realign", self._realigning)
            return self._answer(act.seen)
        try:
            if act.name in _STEPS:
                kept, focus = _STEPS[act.name](self._folder, version), None
            else:
                deed = doing.deed(self._shown.desk, act.name, act.values)
                kept, focus = decisions.add(self._folder, deed.gestures, version), deed.focus
        except Outdated as outdated:
            self._notes += outdated.notes
            self._refresh(always=True)
            raise StaleError from None
        self._keep(kept)
        if not self._settled(act.name):
            self._begin("check", self._checking)
        return self._answer(act.seen, focus or self._shown.changed(before))

    async def save(self, seen: str) -> list[str]:
        """Writes all files of a run anew, and returns their names."""
        self._version(seen)
        saved = await self._worker.do(export.saved, self._folder, *self._given())
        self._record = opening.record_traces(self._folder)  # it was we
        return saved

    async def export(self, name: str) -> File:
        """A file of what is there now."""
        return await self._worker.do(export.made, name, *self._given())

    def _open(self) -> None:
        record, traces = opening.record_traces(self._folder), opening.decision_traces(self._folder)
        desk = opening.opened(self._folder)
        self._record, self._traces = record, traces
        self._names = Names(f"g{next(self._openings)}.")
        self._made: dict[str, str] = {}  # the HTML of groups, by name
        self._told.clear()  # the sentences may be others
        self._show(desk)
        decided = desk.decided
        self._checked = decided.version if not decided.gestures else -1
        self._notes += decided.notes

    def _show(self, desk: Desk) -> None:
        self._shown = Shown(desk, self._names)

    def _refresh(self, always: bool = False) -> None:
        """Takes in what other programs wrote: a run a new report, or someone a decision."""
        if opening.record_traces(self._folder) != self._record:
            self._open()
        elif always or opening.decision_traces(self._folder) != self._traces:
            self._traces = opening.decision_traces(self._folder)  # before it is read, so that no change is missed
            if decisions.version(self._folder) != self._shown.desk.decided.version:  # by others than us
                decided = decisions.read(self._folder)
                self._notes += decided.notes
                self._show(replace(self._shown.desk, decided=decided))
                self._begin("check", self._checking)

    def _settled(self, act: str) -> bool:
        """Whether after such an act all that a check would say of the texts is known."""
        mending = self._shown.desk.settings.terms == "fix"  # what is mended in the memory is what findings that count ask for
        return act in QUIET or (act in JUDGING and not mending)

    def _keep(self, kept: Kept) -> None:
        self._notes += kept.notes
        self._show(replace(self._shown.desk, decided=kept.decided))

    def _version(self, seen: str) -> int:
        version = self._shown.desk.decided.version
        if seen not in self._told or self._told[seen].version != version:
            raise StaleError
        return version

    def _answer(self, seen: str, focus: Place | None = None, *, head: bool = False) -> dict[str, Any]:
        """All that changed since that stamp. Without `head` the page keeps what it has above the texts, until it asks."""
        shown, before = self._shown, self._told.get(seen)
        now = self._now(shown.head if head or before is None else before.head)
        stamp = f"{now.version}.{next(self._stamps)}"
        self._told[stamp] = now
        if len(self._told) > REMEMBERED:
            self._told.popitem(last=False)
        notes, self._said = self._notes[before.notes if before else self._said :], len(self._notes)
        return telling.answer(stamp, shown, now, before, self._made, focus) | {"notes": notes}

    def _now(self, head: str) -> Told:
        return Told(self._shown.desk.decided.version, self._shown.groups, head, tuple(self._tasks), len(self._notes))

    def _given(self) -> tuple[object, ...]:
        desk = self._shown.desk
        return desk.found, desk.settings, desk.all_decided

    def _begin(self, name: str, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Starts some work, unless it is going on already: it looks itself whether it must be done again."""
        if name not in self._tasks:
            self._tasks[name] = asyncio.create_task(self._ended(name, work))

    async def _ended(self, name: str, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        try:
            await work()
        except InputError as error:
            self._notes.append(str(error))
        except Exception as error:
            self._notes.append(f"A mistake of ours; what you decided is kept. {type(error).__name__}")
            raise  # to be seen where the review was started
        finally:
            del self._tasks[name]

    async def _checking(self) -> None:
        """Looks for findings until they are about what is there now."""
        while self._checked != self._shown.desk.decided.version:
            desk = self._shown.desk
            report = await self._worker.do(pipeline.checked, *self._given())
            if self._shown.desk.found is desk.found:  # and not another report
                self._checked = desk.decided.version
                self._show(replace(self._shown.desk, checked=report))

    async def _realigning(self) -> None:
        """Pairs anew round what was confirmed, as one act that can be undone."""
        for _ in range(PATIENCE):
            desk = self._shown.desk
            gestures, note = await self._worker.do(realigned, *self._given())
            if self._shown.desk.decided is not desk.decided:
                continue
            if gestures:
                try:
                    self._keep(decisions.add(self._folder, gestures, desk.decided.version))
                except Outdated:
                    self._refresh(always=True)
                    continue
                self._begin("check", self._checking)
            self._notes.append(note)
            return
        self._notes.append("Pairing anew was given up, because pairs were changed all the while; try it once more.")


_STEPS: dict[str, Callable[[Path, int], Kept]] = {"undo": decisions.undo, "redo": decisions.redo}
