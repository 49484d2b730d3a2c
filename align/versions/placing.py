"""What a run found in, its files out, each under the path where it is to be saved; and which files it must leave alone."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from align import choices, decisions
from align.errors import Fault, InputError
from align.settings import Settings
from align.threads import Versions
from align.versions.lineage import Lineage
from align.versions.running import RECORD, files
from align.write import File
from align.write.as_omegat import PROJECT

_ELSEWHERE = "choose another folder with -o, or move these files away"


def placed(versions: Versions, settings: Settings, home: Path) -> dict[Path, File]:
    """All that is to be saved under `home`, each report with what was chosen; `InputError` where a person's work would be lost.

    That is a file where no run has been before, and a workbook with changes that nobody has imported.
    """
    found = {home / file.name: file for file in files(versions, settings)}
    chosen = choices.keeping(settings)
    found |= {home / folder / choices.RUN: File(choices.RUN, chosen) for folder, _ in versions.folders}
    # A project that is there already has settings of its user's.
    found = {path: file for path, file in found.items() if path.name != PROJECT or not path.exists()}
    if foreign := [path for path in found if path.is_file() and not _is_ours(path, home)]:
        raise InputError([Fault(str(path), "is there already, and no run has made it") for path in foreign], _ELSEWHERE)
    decisions.spare(found)
    return found


def left_over(found: Iterable[Path]) -> list[Path]:
    """The memories to look at first that an earlier run left beside these files, of another text or in other languages."""
    names = set(found)
    return sorted(path for folder in {path.parent for path in names} for path in folder.glob("*.review.tmx") if path not in names)


def read_by(lineage: Lineage, settings: Settings) -> list[str]:
    """The places that a run reads, and that it must not write over."""
    chosen = (*settings.lexicons, *(settings.glossaries or ()))
    return [*(source.place for _, source in lineage.sources), *map(str, chosen)]


def _is_ours(path: Path, home: Path) -> bool:
    """Whether a run has been where that file is, or over it: then it is one that the next run makes anew."""
    folders = [folder for folder in path.parents if folder == home or home in folder.parents]
    return any((folder / mark).exists() for folder in folders for mark in (choices.RUN, RECORD))
