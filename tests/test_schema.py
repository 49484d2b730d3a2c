"""The record, its JSON Schema, its page in the docs, and the promise: four tellings of one thing."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest
from sample_reports import at, document, retold, translated

from align import model, write
from align.model import Alignment, Bead, Finding, Report, Score, Span

ROOT = Path(__file__).parents[1]
SCHEMA: dict[str, Any] = json.loads((ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8"))
PAGE = (ROOT / "docs" / "report-schema.md").read_text(encoding="utf-8")
PROMISE = ROOT.parent / "shared" / "INTERFACE.md"
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

# Where the page's tables tell of what the schema defines.
TABLES = {
    "The record": SCHEMA,
    "A document": SCHEMA["$defs"]["document"],
    "A block": SCHEMA["$defs"]["block"],
    "A sentence": SCHEMA["$defs"]["sentence"],
    "A mark": SCHEMA["$defs"]["mark"],
    "An entry of the front matter": SCHEMA["$defs"]["entry"],
    "A bead": SCHEMA["$defs"]["bead"],
    "A finding": SCHEMA["$defs"]["finding"],
    "A place": SCHEMA["$defs"]["place"],
    "Another place": SCHEMA["$defs"]["related"],
    "A decision": SCHEMA["$defs"]["decision"],
    "The summary": SCHEMA["$defs"]["summary"],
    "A family": SCHEMA["$defs"]["family"],
    "A likeness": SCHEMA["$defs"]["likeness"],
    "A change": SCHEMA["$defs"]["change"],
    "A part": SCHEMA["$defs"]["part"],
    "A term": SCHEMA["$defs"]["term"],
}
OPTIONAL = {
    "The record": {"changes", "parts", "found", "terms", "related"},
    "A document": {"marks", "metadata"},
    "A mark": {"target"},
    "A bead": {"decision", "linked"},
    "A decision": {"severity", "message"},
}


def small() -> Report:
    """The report that the page shows."""
    one = document("ship.en.md", "en", [("paragraph", ["A repair costs about $1.4 million."])])
    two = document("ship.zh-CN.txt", "zh-CN", [("paragraph", ["编译：深流"]), ("paragraph", ["一次维修大约要花1400万美元。"])])
    evidence = (("original", "$1.4 million = 1,400,000"), ("translation", "1400万 = 14,000,000"))
    places = at(one, "$1.4 million"), at(two, "1400万美元")
    finding = Finding(
        "numbers.changed", "number", "critical", 0.96, "The cost is ten times as high.", (1,), *places, evidence=evidence
    )
    one, two = replace(one, sha256=""), replace(two, sha256="")
    alignment = Alignment(one, two, (Bead(range(0), range(1), 0.96), Bead(range(1), range(1, 2), 0.98)))
    weights = (("neutral", 0.0), ("minor", 1.0), ("major", 5.0), ("critical", 25.0))
    score = Score(0.0, 1.0, 16 / 21, "One figure is wrong by a factor of ten.", (("numbers", 25.0),), 6, weights)
    return Report(alignment, (finding,), score, "align 0.1.0|en→zh-CN|pair:length+string|glossary:none|srx:default")


def judged(verdict: model.Verdict) -> Report:
    """The small report, its finding decided about."""
    report = small()
    return replace(report, findings=(replace(report.findings[0], decision=model.Decision(verdict, "a slip")),))


@pytest.mark.parametrize("verdict", get_args(model.Verdict))
def test_a_record_with_decisions_fits_its_schema(verdict: model.Verdict) -> None:
    record = json.loads(write.json(judged(verdict)))
    VALIDATOR.validate(record)
    assert record["findings"][0]["decision"] == {"verdict": verdict, "reason": "a slip"}
    assert record["summary"]["findings"]["critical"] == (verdict in ("accepted", "edited"))


def mended() -> Report:
    """The small report, with a term that the memory has otherwise."""
    report = small()
    span = at(report.alignment.translation, "维修")
    return replace(report, changes=(model.Change(1, span, "维修", "修理", "terms.deprecated", "“维修” is out of use"),))


def whole() -> Report:
    """The small report with everything that a record holds."""
    report = mended()
    alignment, finding = report.alignment, report.findings[0]
    edited = model.Decision("edited", "a slip", "major", "Ten times too high.")
    own = replace(finding, rule="review.number", evidence=(("note", "of two sources"),), id="0123456789abcdef")
    one = replace(
        alignment.original,
        marks=(model.Mark("link", at(alignment.original, "repair"), "https://example.org"), model.Mark("code", Span(0, 1))),
        metadata=(("title", "The ship"), ("title", "Again")),
    )
    beads = alignment.beads[0], replace(alignment.beads[1], decision="confirmed", linked=True)
    reworded = model.Change(1, Span(0, 34), one.text, "A repair is dear.", model.REWORDED, "too long", "original")
    return replace(
        report,
        alignment=Alignment(one, alignment.translation, beads),
        findings=(replace(finding, decision=edited), own),
        changes=(reworded, *report.changes),
        parts=(model.Part(1, Span(0, 8), Span(7, 12), 0.875),),
        found=alignment.beads,
        terms=(model.Term("wanted-01", "term", "en", "repair", note="of ships", where="decisions.sqlite"),),
        related=False,
    )


@pytest.mark.parametrize("made", [retold, translated, small, mended, whole])
def test_a_record_fits_its_schema(made: Any) -> None:
    VALIDATOR.validate(json.loads(write.json(made())))


def test_the_schema_is_itself_valid() -> None:
    VALIDATOR.check_schema(SCHEMA)


@pytest.mark.parametrize("path", [(), ("original",), ("beads", 0), ("findings", 0), ("summary",), ("original", "sentences", 0)])
def test_the_schema_refuses_what_is_not_promised(path: tuple[Any, ...]) -> None:
    record = write.record(retold())
    place: Any = record
    for step in path:
        place = place[step]
    place["surprise"] = 1
    assert not VALIDATOR.is_valid(record)
    del place["surprise"], place[next(iter(place))]
    assert not VALIDATOR.is_valid(record)


def test_the_schema_knows_the_same_words_as_the_model() -> None:
    defined = SCHEMA["$defs"]
    assert tuple(defined["block"]["properties"]["kind"]["enum"]) == model.Kind.__args__  # type: ignore[attr-defined]
    assert tuple(defined["finding"]["properties"]["category"]["enum"]) == model.Category.__args__  # type: ignore[attr-defined]
    assert tuple(defined["finding"]["properties"]["severity"]["enum"]) == model.SEVERITIES
    assert tuple(defined["decision"]["properties"]["verdict"]["enum"]) == get_args(model.Verdict)
    assert tuple(defined["summary"]["properties"]["findings"]["required"]) == model.SEVERITIES


def test_the_page_and_the_schema_name_the_same_fields() -> None:
    told = {}
    for title, body in re.findall(r"^#+ ([^\n]+)\n(.*?)(?=^#|\Z)", PAGE, re.MULTILINE | re.DOTALL):
        fields = re.findall(r"^\| `([^`]+)` \|", body, re.MULTILINE)
        if fields:
            told[title.partition(":")[0]] = fields
    assert told == {title: list(place["properties"]) for title, place in TABLES.items()}
    for title, place in TABLES.items():
        assert place["required"] == [name for name in place["properties"] if name not in OPTIONAL.get(title, ())]


def test_a_record_has_its_keys_in_the_order_of_the_page() -> None:
    record, full = write.record(retold()), write.record(whole())
    found = {
        "The record": full,
        "A document": full["original"],
        "A block": record["original"]["blocks"][0],
        "A sentence": record["original"]["sentences"][0],
        "A mark": full["original"]["marks"][0],
        "An entry of the front matter": full["original"]["metadata"][0],
        "A bead": full["beads"][1],
        "A finding": record["findings"][0],
        "A place": record["findings"][0]["original"],
        "Another place": next(finding["related"][0] for finding in record["findings"] if finding["related"]),
        "A decision": full["findings"][0]["decision"],
        "The summary": record["summary"],
        "A family": record["summary"]["families"]["negation"],
        "A likeness": record["summary"]["likeness"][0],
        "A change": full["changes"][0],
        "A part": full["parts"][0],
        "A term": full["terms"][0],
    }
    assert not OPTIONAL["The record"] & record.keys()
    assert {title: list(value) for title, value in found.items()} == {t: list(place["properties"]) for t, place in TABLES.items()}


def test_the_example_on_the_page_is_what_is_written() -> None:
    """Character by character, so that the page cannot grow old."""
    shown = re.search(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert shown
    assert shown[1] == write.json(small())


@pytest.mark.skipif(not PROMISE.exists(), reason="the promise is kept outside this repository")
def test_the_record_keeps_the_promise() -> None:
    example = re.search(r"```json\n(.*?)```", PROMISE.read_text(encoding="utf-8"), re.DOTALL)
    assert example
    promised, record = json.loads(example[1]), write.record(retold())
    assert list(record) == list(promised)
    for name in ("original", "translation"):
        assert list(record[name]) == list(promised["original"])
    for name in ("blocks", "sentences"):
        assert list(record["original"][name][0]) == list(promised["original"][name][0])
    assert list(record["beads"][0]) == list(promised["beads"][0])
    assert list(record["findings"][0]) == list(promised["findings"][0])
    assert list(record["summary"])[: len(promised["summary"])] == list(promised["summary"])
