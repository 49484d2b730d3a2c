"""The real OmegaT, where it is installed: it cuts a text where our profile of it says, and fills its segments from our project."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from align import corpus, language, pipeline, read, write
from align.model import Report
from align.settings import Settings, Source
from align.write import segment

ARTICLE = corpus.shipped() / "cannery"
SHARED = Path(__file__).parents[2] / "shared" / "articles"
PROFILE = Settings(srx=language.PROFILES["omegat"])
LEAST = 0.95  # of the segments in sure pairs that are to be filled
PROJECT = """<?xml version="1.0" encoding="UTF-8"?>
<omegat><project version="1.0"><source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>{source}</source_lang><target_lang>fr</target_lang><sentence_seg>true</sentence_seg>
<support_default_translations>true</support_default_translations><remove_tags>false</remove_tags></project></omegat>
"""

with_omegat = pytest.mark.skipif(shutil.which("omegat") is None, reason="OmegaT is not installed (on Debian: apt install omegat)")


@dataclass(frozen=True)
class Project:
    """A project's folder, and OmegaT at work in it; its settings are kept away from the user's."""

    home: Path
    settings: Path

    def run(self, *arguments: str) -> None:
        command = ["omegat", str(self.home), f"--config-dir={self.settings}", "--disable-project-locking", *arguments]
        known = {"PATH": os.environ["PATH"], "HOME": str(self.settings), "LC_ALL": "C.UTF-8"}
        known["JAVA_TOOL_OPTIONS"] = "-Dfile.encoding=UTF-8 -Djava.awt.headless=true"
        subprocess.run(command, check=True, env=known, stdin=subprocess.DEVNULL, capture_output=True)

    def segments(self) -> set[str]:
        """Every different segment that OmegaT cuts."""
        made = self.settings / "segments.tmx"
        self.run("--mode=console-createpseudotranslatetmx", f"--pseudotranslatetmx={made}", "--pseudotranslatetype=equal")
        return {source for source, _ in units(made.read_bytes())}

    def filled(self) -> dict[str, str]:
        """The segments that OmegaT has filled by itself, and with what."""
        self.run("--mode=console-translate")
        kept = self.home / f"{self.home.name}-omegat.tmx"
        return {source: target for source, target in units(kept.read_bytes()) if target}


def units(memory: bytes) -> Iterator[tuple[str, str]]:
    """Sources and targets of a memory; an empty target where there is none."""
    for unit in etree.fromstring(memory, etree.XMLParser(load_dtd=False, no_network=True)).iter("tu"):
        texts = ["".join(variant.find("seg").itertext()) for variant in unit.iter("tuv")]
        yield texts[0], texts[1] if len(texts) > 1 else ""


def project(folder: Path, report: Report) -> Project:
    """The project of a report, on disk."""
    for file in write.omegat(report, read.glossary(), PROFILE, b""):
        path = folder / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
    (folder / "settings").mkdir()
    return Project(folder / "omegat", folder / "settings")


def report(original: Path, translation: Path) -> Report:
    return pipeline.run(Source(str(original), "en"), Source(str(translation)), PROFILE)


@with_omegat
@pytest.mark.parametrize(("name", "tag"), [("original.en.md", "en"), ("compilation.zh-CN.html", "zh-CN")])
def test_the_profile_cuts_where_omegat_cuts(name: str, tag: str, tmp_path: Path) -> None:
    document = read.document(Source(str(ARTICLE / name), tag), PROFILE)
    for folder in ("source", "target", "omegat", "glossary", "dictionary", "tm", "settings"):
        (tmp_path / folder).mkdir()
    (tmp_path / "omegat.project").write_text(PROJECT.format(source=tag))
    (tmp_path / "source" / "text.txt").write_text(write.paragraphs(document), "utf-8")
    ours = {segment.cleaned(document.said(number)) for number in range(len(document.sentences))}
    theirs = Project(tmp_path, tmp_path / "settings").segments()
    assert {segment.cleaned(text) for text in theirs} == ours


@with_omegat
@pytest.mark.parametrize(
    "texts",
    [
        (ARTICLE / "original.en.md", ARTICLE / "compilation.zh-CN.html"),
        (ARTICLE / "original.en.md", ARTICLE / "republication.en.txt"),
        *((SHARED / name / "original.en.md", SHARED / name / "translation.zh.md")
          for name in ("gm-automatons", "gm-limits-deep-learning", "lctt-ai-alliance")),
        (SHARED / "lambert" / "original.en.md", SHARED / "lambert" / "compiled.en.txt"),
    ],
    ids=lambda texts: f"{texts[1].parent.name}-{texts[1].name}",
)  # fmt: skip
def test_omegat_fills_what_sure_pairs_hold(texts: tuple[Path, Path], tmp_path: Path) -> None:
    """Nothing is set by hand: the project is opened as it was written."""
    if not texts[0].exists():
        pytest.skip("that article is kept outside this repository")
    made = report(*texts)
    opened = project(tmp_path, made)
    wanted = dict(units(write.tmx(made, PROFILE.confident).data))
    inside = {text for text in opened.segments() if any(text in source for source in sure(made))}
    filled = {source: target for source, target in opened.filled().items() if source in inside}
    assert {source: wanted.get(source) for source in filled} == filled
    assert len(filled) >= LEAST * len(inside)


def sure(report: Report) -> list[str]:
    """The originals of the pairs of which at least a part is in the confident memory."""
    grave = {number for found in report.findings if found.severity in ("major", "critical") for number in found.beads}
    alignment = report.alignment
    return [
        segment.joined(alignment.original, bead.original)
        for number, bead in enumerate(alignment.beads)
        if bead.paired and bead.confidence >= PROFILE.confident and number not in grave
    ]


def test_a_project_has_what_omegat_looks_for() -> None:
    """Rules of cutting only where they are not OmegaT's own."""
    made = report(ARTICLE / "original.en.md", ARTICLE / "republication.en.txt")
    files = {file.name: file.data for file in write.omegat(made, read.glossary(), PROFILE, b"<srx/>")}
    name = "republication.en.en-US-x-retrans"
    assert set(files) == {
        f"omegat/{path}" for path in (
            "omegat.project", f"source/{name}.txt", f"tm/auto/{name}.tmx", f"tm/penalty-030/{name}.review.tmx",
            f"glossary/{name}.txt", "omegat/.keep", "target/.keep", "dictionary/.keep",
        )
    }  # fmt: skip
    assert b"<target_lang>en-US</target_lang>" in files["omegat/omegat.project"]
    own = {file.name: file.data for file in write.omegat(made, read.glossary(), Settings(), b"<srx/>")}
    assert own.keys() - files.keys() == {"omegat/omegat/segmentation.srx"}
