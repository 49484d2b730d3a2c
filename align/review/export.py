"""A desk in, files out, as `align run` writes them: they are made of the report that a run would make which finds these pairs.

These run in the process of `align.review.worker`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from align import decisions, pipeline, read, write
from align.check import measured
from align.corpus.faults import inside
from align.decisions import Decided
from align.errors import Fault, InputError
from align.language import SRX
from align.model import Alignment, Report
from align.settings import Settings
from align.write import File

# What a page can ask for, by the name in the address: what it is to people, and the file of a run's folder that it is, but for the
# pair's name before it.
EXPORTS: Mapping[str, tuple[str, str]] = {
    "memory.tmx": ("Translation memory (TMX)", ".tmx"),
    "review.tmx": ("Memory of doubtful pairs (TMX)", ".review.tmx"),
    "report.html": ("Report to send (HTML)", "report.html"),
    "report.md": ("Report in short (Markdown)", "report.md"),
    "report.xlsx": ("Workbook (XLSX)", ".xlsx"),
    "report.json": ("Record (JSON)", "report.json"),
    "glossary.txt": ("Glossary for OmegaT (TXT)", ".glossary.txt"),
}


def made(name: str, found: Alignment, settings: Settings, decided: Decided) -> File:
    """That file, called by the pair's name."""
    report, ending = pipeline.checked(found, settings, decided), EXPORTS[name][1]
    pair = write.pair_name(report)
    if ending == ".xlsx":
        return next(write.xlsx(report))
    inside = ending if ending.startswith("report") else pair + ending
    file = next(file for file in _folder(report, settings) if file.name == inside)
    return File(f"{pair}.{inside}" if inside == ending else inside, file.data)


def saved(folder: Path, found: Alignment, settings: Settings, decided: Decided) -> list[str]:
    """Writes all files of a run into its folder, all of them or none, and returns their names."""
    files = {folder / file.name: file for file in _folder(pipeline.checked(found, settings, decided), settings)}
    if outside := [path for path in files if not inside(folder, path.parent)]:
        raise InputError([Fault(str(path.parent), "leads out of the folder") for path in outside], "put a folder itself there")
    decisions.spare(files)
    write.save_all({path: file.data for path, file in files.items()})
    return [file.name for file in files.values()]


def _folder(report: Report, settings: Settings) -> Iterator[File]:
    glossary = read.glossary(settings.glossaries).wanting(report.terms)
    read.rules(settings)  # refuses what is none: a run.json that came with the folder may name any file, and we hand on a copy
    return write.folder(report, glossary, settings, (settings.srx or SRX).read_bytes(), measured.worth())
