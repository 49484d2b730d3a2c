"""What a run found in, its files out, each under the path where it is to be saved; and which files it must leave alone."""

from __future__ import annotations

from pathlib import Path

from align import choices, decisions
from align.settings import Settings
from align.threads import Versions
from align.versions.lineage import Lineage
from align.versions.running import files
from align.write import File
from align.write.as_omegat import PROJECT


def placed(versions: Versions, settings: Settings, home: Path) -> dict[Path, File]:
    """All that is to be saved under `home`, each report with what was chosen; `InputError` where a person's work would be lost."""
    found = {home / file.name: file for file in files(versions, settings)}
    chosen = choices.keeping(settings)
    found |= {home / folder / choices.RUN: File(choices.RUN, chosen) for folder, _ in versions.folders}
    # A project that is there already has settings of its user's.
    found = {path: file for path, file in found.items() if path.name != PROJECT or not path.exists()}
    decisions.spare(found)
    return found


def read_by(lineage: Lineage, settings: Settings) -> list[str]:
    """The places that a run reads, and that it must not write over."""
    chosen = (*settings.lexicons, *(settings.glossaries or ()))
    return [*(source.place for _, source in lineage.sources), *map(str, chosen)]
