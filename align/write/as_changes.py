"""What a memory would say otherwise than the translation: each sentence before and after, as a dry run prints it."""

from __future__ import annotations

from collections.abc import Iterator

from align.model import Report
from align.write import segment


def changes(report: Report) -> str:
    """The changes by bead, each as a line of its own, then the bead's words without and with them; nothing where there are none."""
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    translation = report.alignment.translation
    for number in dict.fromkeys(change.bead for change in segment.on("translation", report.changes)):
        sentences = report.alignment.beads[number].translation
        mine = [change for change in report.changes if change.bead == number and change.side == "translation"]
        for change in mine:
            yield segment.cleaned(f"{number}  {change.rule}  “{change.old}” → “{change.new}”: {change.why}")
        yield f"  - {segment.joined(translation, sentences)}"
        yield f"  + {segment.joined(translation, sentences, mine)}"
