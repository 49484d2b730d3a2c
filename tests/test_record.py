"""The record read back: nothing that a run learnt is lost, and whatever was made unfit by hand is told, all of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sample_reports import retold, translated
from test_schema import mended, small, whole

from align import corpus, pipeline, read, write
from align.errors import InputError
from align.model import Glossary, Report
from align.settings import Settings, Source

AGREED = sorted(corpus.shipped().glob("*/report.*.json"))
ARTICLE = corpus.shipped() / "cannery"


def saved(report: Report, folder: Path) -> Path:
    path = folder / "report.json"
    path.write_text(write.json(report), "utf-8")
    return path


@pytest.mark.parametrize("path", AGREED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_record_that_is_read_and_written_again_is_the_same_file(path: Path) -> None:
    assert write.json(read.record(path)) == path.read_text("utf-8")


@pytest.mark.parametrize("made", [retold, translated, small, mended, whole])
def test_all_that_a_report_knows_is_in_its_record(made: Callable[[], Report], tmp_path: Path) -> None:
    path = saved(made(), tmp_path)
    assert write.json(read.record(path)) == path.read_text("utf-8")


def test_what_is_made_of_the_record_is_what_the_run_made(tmp_path: Path) -> None:
    """Every file of the folder: its confidences are rounded before anything is reckoned from them, and not after."""
    report = pipeline.run(
        Source(str(ARTICLE / "original.en.md"), "en"), Source(str(ARTICLE / "republication.en.txt")), Settings(terms="fix")
    )
    again, terms, rules = read.record(saved(report, tmp_path)), read.glossary(), b""
    assert report.parts
    assert report.changes
    for one, two in zip(
        write.folder(report, terms, Settings(formats=("omegat",)), rules),
        write.folder(again, terms, Settings(formats=("omegat",)), rules),
        strict=True,
    ):
        assert (one.name, one.data) == (two.name, two.data)


def test_marks_front_matter_and_what_people_decided_are_read_again(tmp_path: Path) -> None:
    report = whole()
    again = read.record(saved(report, tmp_path))
    assert again.alignment.original.marks == report.alignment.original.marks
    assert again.alignment.original.metadata == report.alignment.original.metadata
    assert (again.alignment.beads, again.found) == (report.alignment.beads, report.found)
    assert (again.findings, again.changes, again.parts) == (report.findings, report.changes, report.parts)
    assert (again.terms, again.related) == (report.terms, False)


def test_a_record_from_before_there_was_a_score_card_is_read(tmp_path: Path) -> None:
    values = write.record(retold())
    for name in ("words", "penalty", "weights", "families", "likeness"):
        del values["summary"][name]
    (tmp_path / "report.json").write_text(json.dumps(values), "utf-8")
    assert read.record(tmp_path / "report.json").alignment == retold().alignment


def spoilt(change: Callable[[dict[str, Any]], object], folder: Path) -> list[str]:
    """What is told of a record after someone changed it."""
    values = write.record(retold())
    change(values)
    (folder / "report.json").write_text(json.dumps(values), "utf-8")
    with pytest.raises(InputError) as told:
        read.record(folder / "report.json")
    return [str(fault).removeprefix(f"{folder / 'report.json'}: ") for fault in told.value.faults]


NEWER = "schema: align/report/2 was made by a newer align; this one knows align/report/1"
CHANGES: tuple[tuple[Callable[[dict[str, Any]], object], list[str]], ...] = (
    (lambda said: said.update(schema="align/report/2"), [NEWER]),
    (lambda said: said.update(schema="else"), ["schema: is not align/report/1"]),
    (lambda said: said.clear(), ["schema: is not align/report/1"]),
    (
        lambda said: (said["original"].update(name=3), said["beads"][0].update(confidence="0.9"), said["beads"][1].pop("original")),
        ["original.name: is no text", "beads[0].confidence: is no number", "beads[1].original: is missing"],
    ),
    (
        lambda said: (said["original"]["blocks"][0].update(kind="verse"), said["findings"][0].update(severity="grave")),
        [
            "original.blocks[0].kind: is none of heading, paragraph, list-item, quote, code, table, caption, footnote, rule",
            "findings[0].severity: is none of neutral, minor, major, critical",
        ],
    ),
    (lambda said: said["beads"][0].update(linked=1), ["beads[0].linked: is not true or false"]),
    (lambda said: said["beads"][1]["translation"].clear(), ["beads: sentence 1 of the translation stands on no beads"]),
    (lambda said: said["beads"][1].update(translation=[1, 1]), [
        "beads[1].translation: is no run of sentences", "beads: sentence 1 of the translation stands on 2 beads",
    ]),
    (lambda said: said["beads"][0]["translation"].append(99), [
        "beads[0].translation: is no run of sentences", "beads[0].translation: there is no sentence 99",
    ]),
    (lambda said: said["beads"].reverse(), ["beads: are not in the order of the original"]),
    (lambda said: said["findings"][0]["related"].append({"side": "original", "start": 5, "stop": 99_999}), [
        "findings[0].related[0]: is no place in a text of 1,688 characters: 5..99999",
    ]),
    (lambda said: said["findings"][0].update(beads=[99]), ["findings[0].beads: there is no bead 99"]),
)  # fmt: skip


@pytest.mark.parametrize(("change", "told"), CHANGES)
def test_a_record_that_does_not_fit_together_is_told_where(
    change: Callable[[dict[str, Any]], object], told: list[str], tmp_path: Path
) -> None:
    assert spoilt(change, tmp_path) == told


def test_offsets_that_do_not_fit_the_text_are_all_told(tmp_path: Path) -> None:
    """As when someone mended a slip in the text by hand."""

    def shorter(values: dict[str, Any]) -> None:
        values["translation"]["text"] = values["translation"]["text"][:10]

    told = spoilt(shorter, tmp_path)
    assert told[0].startswith("translation.blocks[")
    assert all("is no place in a text of 10 characters" in fault for fault in told[:-1])


def test_of_thousands_of_faults_some_are_told_and_the_others_counted(tmp_path: Path) -> None:
    told = spoilt(lambda values: values.update(beads=[{}] * 1_000), tmp_path)
    assert len(told) == 51
    assert told[-1] == "and 2,950 more faults like these"


@pytest.mark.parametrize(("content", "told"), [(b"{", "not JSON"), (b"\xff", "not JSON in UTF-8"), (b"[" * 100_000, "not JSON")])
def test_what_is_no_json_is_told(content: bytes, told: str, tmp_path: Path) -> None:
    (tmp_path / "report.json").write_bytes(content)
    with pytest.raises(InputError, match=told):
        read.record(tmp_path / "report.json")
    with pytest.raises(InputError, match="no such file"):
        read.record(tmp_path / "gone.json")


def test_terms_that_people_want_are_in_the_glossary_of_the_folder() -> None:
    files = {file.name: file.data for file in write.folder(whole(), Glossary(), Settings(), b"")}
    [name] = [name for name in files if name.endswith(".glossary.txt")]
    assert b"wanted" in files[name].splitlines()[0]
