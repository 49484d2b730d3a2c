"""Several versions as a page has them: a thread a row, a version a column, and for each trail a note with its story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from align import fingerprints
from align.model import Document, Finding, Severity, Span
from align.threads import Seen, Thread, Trail, Versions
from align.write import page, quotation, side_by_side
from align.write.came_in import came_in, chapter
from align.write.notes import ARTICLE, Note, role_of
from align.write.side_by_side import FURNITURE, Cell, Group, Mark, Row


@dataclass(frozen=True)
class Columns:
    """All versions made ready to be shown as a `page.View` of two is; `notes` stand in the order of `trails`, the gravest first."""

    versions: Versions
    trails: tuple[Trail, ...]
    notes: tuple[Note, ...]
    addressed = False
    what = "thread"

    @property
    def documents(self) -> tuple[tuple[str, Document, str], ...]:
        """Each version's name, its document, and the direction of its script."""
        return tuple((name, text, page.direction(text.text)) for name, text in self.versions.texts)

    @property
    def title(self) -> str:
        """What the article is called: its first heading, or its file."""
        return page.title(self.documents[0][1])

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Paragraphs and bands, in the order of the threads."""
        paragraph = 0
        keys: list[tuple[int | None, int]] = []
        for number, thread in enumerate(self.versions.threads):
            version = next(version for version, held in enumerate(thread.sentences) if held)
            paragraph += side_by_side.opens(self.versions.texts[version][1], thread.sentences[version][0])
            band = self._bands.get(number)
            keys.append((band, paragraph if band is None else 0))
        return tuple(side_by_side.grouped(keys))

    @property
    def long(self) -> bool:
        """Whether the page is too long to be laid out at once."""
        return len(self.groups) > page.LONG

    @property
    def roles(self) -> tuple[str, ...]:
        """What is on the page, the article first."""
        return tuple(dict.fromkeys((ARTICLE, *(self.role(group) for group in self.groups))))

    def role(self, group: Group) -> str:
        """What furniture a group is: `note`, `summary` …; `ARTICLE` for none."""
        return ARTICLE if group.editorial is None else role_of(self.notes[group.editorial].finding)

    def rows(self, group: Group) -> Iterator[Row]:
        """The rows of a group."""
        return map(self._row, group.beads)

    def margin(self, thread: int) -> tuple[Note, ...]:
        """The findings that stand beside that thread."""
        return self._margins.get(thread, ())

    def sentences(self, group: Group) -> int:
        """How many sentences a group has, in the version that has most."""
        threads = [self.versions.threads[number] for number in group.beads]
        return max(sum(len(thread.sentences[version]) for thread in threads) for version in range(len(self.versions.texts)))

    def found(self, group: Group) -> Counter[Severity]:
        """How many findings of each severity stand beside a group."""
        return Counter(note.finding.severity for number in group.beads for note in self.margin(number))

    def lacking(self, group: Group) -> tuple[str, ...]:
        """The versions that have nothing of a group."""
        threads = [self.versions.threads[number] for number in group.beads]
        names = self.versions.names
        return tuple(name for place, name in enumerate(names) if not any(thread.sentences[place] for thread in threads))

    @cached_property
    def _bands(self) -> Mapping[int, int]:
        found: dict[int, int] = {}
        for number, (note, trail) in enumerate(zip(self.notes, self.trails, strict=True)):
            if note.finding.rule.startswith(FURNITURE):
                for thread in trail.threads:
                    found.setdefault(thread, number)
        return found

    @cached_property
    def _margins(self) -> Mapping[int, tuple[Note, ...]]:
        margins: dict[int, tuple[Note, ...]] = {}
        for note in sorted(self.notes, key=lambda note: note.number):
            if note.bead is not None:
                margins[note.bead] = (*margins.get(note.bead, ()), note)
        return margins

    @cached_property
    def _marks(self) -> tuple[Mapping[int, Sequence[Mark]], ...]:
        """For each version, by sentence, the places that findings point at."""
        found: tuple[dict[int, list[Mark]], ...] = tuple({} for _ in self.versions.texts)
        for number, trail in enumerate(self.trails):
            finding = self.notes[number].finding
            told = finding.severity != "neutral" and not finding.rule.startswith(FURNITURE)
            for name, span in _places(trail, self.versions).items():
                place = self.versions.names.index(name)
                for sentence in quotation.sentences_at(self.versions.texts[place][1], span):
                    found[place].setdefault(sentence, []).append(Mark(span, number, told=told))
        return found

    @cached_property
    def _resumed(self) -> Mapping[int, tuple[str, ...]]:
        found: dict[int, tuple[str, ...]] = {}
        expected = [0] * len(self.versions.texts)
        for number, thread in enumerate(self.versions.threads):
            for version, held in enumerate(thread.sentences):
                if held:
                    if held[0] != expected[version]:
                        found[number] = (*found.get(number, ()), self.versions.names[version])
                    expected[version] = held[-1] + 1
        return found

    def _row(self, number: int) -> Row:
        thread = self.versions.threads[number]
        cells = (
            _cell(text, thread, version, marks)
            for version, ((_, text), marks) in enumerate(zip(self.versions.texts, self._marks, strict=True))
        )
        return Row(number, tuple(cells), thread.confidence, ", ".join(self._resumed.get(number, ())))


def columns(versions: Versions, worth: Mapping[str, str]) -> Columns:
    """The versions made ready; what no longer counts is left out. `worth` says of rules, by name, what was measured of them."""
    standing = [trail for trail in versions.trails if any(versions.finding(seen).counts for seen in trail.seen)]
    told = [next(seen for seen in trail.seen if versions.finding(seen).counts) for trail in standing]
    names = [fingerprints.of_findings(step.report.alignment, step.report.findings) for step in versions.reports]
    findings = [versions.finding(seen) for seen in told]
    order = sorted(range(len(standing)), key=lambda number: (*_home(standing[number], findings[number]), number))
    bare = [
        Note(
            id=f"{seen.report}-{names[seen.report][seen.finding]}",
            number=order.index(number) + 1,
            finding=finding,
            bead=min(trail.threads, default=None),
            role=ARTICLE,
            worth=worth.get(finding.rule, ""),
            came_in=came_in(trail, versions),
            chapter=chapter(trail),
        )
        for number, (trail, seen, finding) in enumerate(zip(standing, told, findings, strict=True))
    ]
    shown = Columns(versions, tuple(standing), tuple(bare))
    roles = {thread: shown.role(group) for group in shown.groups for thread in group.beads}
    return Columns(
        versions,
        shown.trails,
        tuple(replace(note, role=roles.get(note.bead, ARTICLE) if note.bead is not None else ARTICLE) for note in bare),
    )


def _home(trail: Trail, finding: Finding) -> tuple[int, int]:
    span = finding.translation or finding.original
    return min(trail.threads, default=-1), span.start if span else -1


def _places(trail: Trail, versions: Versions) -> Mapping[str, Span]:
    """In each version the words that the trail is about, by the finding that tells most of it there."""
    found: dict[str, Span] = {}
    for name, span in chain.from_iterable(_ends(seen, versions) for seen in trail.seen):
        if span:
            found.setdefault(name, span)
    return found


def _ends(seen: Seen, versions: Versions) -> tuple[tuple[str, Span | None], tuple[str, Span | None]]:
    step, finding = versions.reports[seen.report], versions.finding(seen)
    return (step.original, finding.original), (step.translation, finding.translation)


def _cell(text: Document, thread: Thread, version: int, marks: Mapping[int, Sequence[Mark]]) -> Cell:
    """What a version says on a thread, in one cell though it may stand in several places."""
    cells = [side_by_side.cell(text, run, marks) for run in thread.runs(version)]
    if len(cells) < 2:
        return cells[0] if cells else Cell()
    findings = dict.fromkeys(chain.from_iterable(cell.findings for cell in cells))
    return Cell(tuple(chain.from_iterable(cell.parts for cell in cells)), tuple(findings), cells[0].ruled)
