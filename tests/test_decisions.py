"""What people decide about findings and pairs: kept whatever happens to the file, and honoured by every later run."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_reports import at, document, retold

from align import cli, decisions, fingerprints, pipeline, write
from align.decisions import FILE, Decided, Gesture, Record
from align.decisions.gestures import last
from align.decisions.record import Told
from align.errors import InputError
from align.model import Alignment, Bead, Decision, Finding
from align.settings import Settings

ORIGINAL = """\
The lamp cost 72 francs in 1921.

Forty boats came home by its light every night.

Nobody kept the keeper's diary.
"""
RETOLD = """\
The lamp cost 27 francs in 1921.

Every night forty boats came home by its light.

The keeper's diary was kept by nobody.
"""

DISMISSED = Gesture("finding", "0123456789abcdef", "dismissed", "a name", rule="names.changed", original="Ling", translation="Lin")
CONFIRMED = Gesture("pair", "fedcba9876543210", "confirmed", original="One.", translation="Eins.")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two texts and a report about them."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "original.txt").write_text(ORIGINAL, "utf-8")
    (tmp_path / "retold.txt").write_text(RETOLD, "utf-8")
    assert run("--quiet") == 0
    return tmp_path


def run(*options: str) -> int:
    return command("run", "original.txt", "retold.txt", "--from", "en", "--to", "en-GB", "-o", "report", *options)


def command(*words: str) -> int:
    with pytest.raises(SystemExit) as stop:
        cli.main(words)
    return int(stop.value.code or 0)


def record(folder: Path) -> dict[str, list[dict[str, object]]]:
    said: dict[str, list[dict[str, object]]] = json.loads((folder / "report.json").read_text("utf-8"))
    return said


def number(folder: Path) -> dict[str, object]:
    [finding] = [finding for finding in record(folder)["findings"] if finding["rule"] == "numbers.changed"]
    return finding


# ---- the store


def test_what_was_kept_is_read_again_and_the_last_word_counts(tmp_path: Path) -> None:
    """In the order in which it was said; what was taken back is as if nobody had said it."""
    assert decisions.read(tmp_path) == decisions.NOTHING
    assert decisions.add(tmp_path, [DISMISSED, CONFIRMED]).notes == ()
    decisions.add(tmp_path, [replace(DISMISSED, verdict="accepted", reason="")])
    assert [(gesture.about, gesture.verdict) for gesture in decisions.read(tmp_path).gestures] == [
        ("pair", "confirmed"), ("finding", "accepted"),
    ]  # fmt: skip
    decisions.add(tmp_path, [replace(CONFIRMED, verdict="open")])
    assert [gesture.id for gesture in decisions.read(tmp_path).gestures] == [DISMISSED.id]


def test_nothing_that_was_said_is_overwritten(tmp_path: Path) -> None:
    for verdict in ("accepted", "dismissed", "open"):
        decisions.add(tmp_path, [replace(DISMISSED, verdict=verdict)])
    with closing(sqlite3.connect(tmp_path / FILE)) as file:
        assert file.execute("SELECT verdict FROM gestures ORDER BY number").fetchall() == [("accepted",), ("dismissed",), ("open",)]
        assert file.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["accepted", "dismissed", "open"]))))
def test_what_holds_is_the_last_word_about_each_thing(said: list[tuple[str, str]]) -> None:
    gestures = [Gesture("finding", name, verdict) for name, verdict in said]
    assert {gesture.id: gesture.verdict for gesture in last(gestures)} == {n: v for n, v in dict(said).items() if v != "open"}


def test_a_gesture_that_means_nothing_is_not_made() -> None:
    for wrong in ({"verdict": "confirmed"}, {"about": "text"}, {"severity": "grave"}):
        with pytest.raises(ValueError, match="and not"):
            replace(DISMISSED, **wrong)  # type: ignore[arg-type]


def test_several_gestures_are_kept_or_none(tmp_path: Path) -> None:
    """The second has no id that the table would take."""
    with pytest.raises(InputError):
        decisions.add(tmp_path, [DISMISSED, replace(CONFIRMED, id=None)])  # type: ignore[arg-type]
    assert decisions.read(tmp_path).gestures == ()


@pytest.mark.parametrize("spoilt", [b"", b"no database at all" * 100])
def test_a_file_that_is_no_database_is_set_aside_and_told(spoilt: bytes, tmp_path: Path) -> None:
    """An empty file is no damage: nobody decided anything yet."""
    (tmp_path / FILE).write_bytes(spoilt)
    notes = decisions.add(tmp_path, [DISMISSED]).notes
    assert [gesture.id for gesture in decisions.read(tmp_path).gestures] == [DISMISSED.id]
    assert [f"{FILE}.damaged-1" in note for note in notes] == ([True] if spoilt else [])
    assert not spoilt or (tmp_path / f"{FILE}.damaged-1").read_bytes() == spoilt


def test_what_can_be_read_of_a_damaged_file_is_saved(tmp_path: Path) -> None:
    decisions.add(tmp_path, [replace(DISMISSED, id=f"{number:016x}", reason="long " * 200) for number in range(200)])
    content = bytearray((tmp_path / FILE).read_bytes())
    content[len(content) * 3 // 4 :] = b"\0" * (len(content) - len(content) * 3 // 4)
    (tmp_path / FILE).write_bytes(content)
    found = decisions.read(tmp_path)
    assert len(found.notes) == 1
    assert "is damaged" in found.notes[0]
    assert (tmp_path / f"{FILE}.damaged-1").read_bytes() == bytes(content)
    ids = [gesture.id for gesture in found.gestures]
    assert ids == sorted(set(ids) & {f"{number:016x}" for number in range(200)})
    assert len(found.gestures) > 20
    assert decisions.read(tmp_path).notes == ()


def test_a_file_of_a_newer_align_and_one_of_another_program_are_left_alone(tmp_path: Path) -> None:
    for statement, told in (("PRAGMA user_version = 9", "newer align"), ("CREATE TABLE birds (name)", "another program")):
        folder = tmp_path / told.partition(" ")[0]
        folder.mkdir()
        if "version" in statement:
            decisions.add(folder, [DISMISSED])
        with closing(sqlite3.connect(folder / FILE)) as file:
            file.execute(statement)
        before = (folder / FILE).read_bytes()
        for attempt in (lambda folder=folder: decisions.read(folder), lambda folder=folder: decisions.add(folder, [DISMISSED])):
            with pytest.raises(InputError, match=told):
                attempt()
        assert (folder / FILE).read_bytes() == before


def test_every_row_that_was_changed_by_hand_is_told(tmp_path: Path) -> None:
    decisions.add(tmp_path, [DISMISSED, CONFIRMED, DISMISSED])
    with closing(sqlite3.connect(tmp_path / FILE)) as file, file:
        file.execute("UPDATE gestures SET verdict = 'perhaps' WHERE number <> 2")
    with pytest.raises(InputError) as told:
        decisions.read(tmp_path)
    assert [fault.where.rpartition(": ")[2] for fault in told.value.faults] == ["gesture 1", "gesture 3"]


# ---- findings and pairs


def test_a_dismissed_finding_stays_and_does_not_count() -> None:
    report = retold()
    name = fingerprints.of_findings(report.alignment, report.findings)[0]
    decided = Decided((Gesture("finding", name, "dismissed", "so"),))
    judged = decisions.findings(report.alignment, report.findings, decided)
    assert [finding.counts for finding in judged] == [False, *[True] * (len(judged) - 1)]
    standing = replace(report, findings=judged).standing
    assert standing.findings == report.findings[1:]


def test_an_edited_finding_says_what_its_editor_says() -> None:
    report = retold()
    gesture = Gesture(
        "finding",
        fingerprints.of_findings(report.alignment, report.findings)[1],
        "edited",
        severity="neutral",
        message="Said otherwise.",
    )
    finding = decisions.findings(report.alignment, report.findings, Decided((gesture,)))[1]
    assert (finding.severity, finding.message, finding.counts) == ("neutral", "Said otherwise.", True)
    assert (
        fingerprints.of_findings(report.alignment, [finding])[0] == fingerprints.of_findings(report.alignment, report.findings)[1]
    )


@pytest.mark.parametrize(("verb", "verdict"), [("accept", "accepted"), ("dismiss", "dismissed")])
def test_who_accepts_or_dismisses_what_was_edited_keeps_the_edit(verb: str, verdict: str) -> None:
    """Until it is reopened it is told as its editor wants it told, and the rule's own words stay known."""
    report = retold()
    name = fingerprints.of_findings(report.alignment, report.findings)[1]
    rule = report.findings[1]
    told = Told("finding", name, 1, "", "", rule.rule)
    record = Record(report, (told,), ())
    edited = Decided((Gesture("finding", name, "edited", severity="neutral", message="Said otherwise."),))
    [gesture] = decisions.chosen(verb, [name], record, edited, reason="so")
    finding = decisions.findings(report.alignment, report.findings, Decided((gesture,)))[1]
    assert (finding.severity, finding.message) == ("neutral", "Said otherwise.")
    assert finding.decision == Decision(verdict, "so", rule.severity, rule.message)
    [again] = decisions.chosen("reopen", [name], record, Decided((gesture,)))
    assert (again.verdict, again.severity, again.message) == ("open", None, None)


def test_a_second_edit_changes_only_what_it_says() -> None:
    """Who weighs a finding anew has not taken back its new words."""
    report = retold()
    name = fingerprints.of_findings(report.alignment, report.findings)[1]
    record = Record(report, (Told("finding", name, 1, "", ""),), ())
    edited = Decided((Gesture("finding", name, "edited", severity="neutral", message="Said otherwise."),))
    [gesture] = decisions.chosen("edit", [name], record, edited, severity="critical")
    assert (gesture.severity, gesture.message) == ("critical", "Said otherwise.")


def test_what_a_baseline_has_once_is_marked_once() -> None:
    """The same word changed in two places, and only one of them was there before."""
    one = document("one.md", "en", [("paragraph", ["A red lamp.", "A red lamp."])])
    two = document("two.md", "en-GB", [("paragraph", ["A green lamp.", "A green lamp."])])
    alignment = Alignment(one, two, (Bead(range(1), range(1)), Bead(range(1, 2), range(1, 2))))
    findings = [Finding("wording.changed", "mistranslation", "minor", 0.5, "", (0,), at(one, "red"), at(two, "green"))]
    findings.append(replace(findings[0], beads=(1,)))
    [name, _] = fingerprints.of_findings(alignment, findings)
    judged = decisions.findings(alignment, findings, Decided(known={name: 1}))
    assert [finding.counts for finding in judged] == [False, True]


def test_the_second_of_two_alike_is_the_second_in_the_text_however_they_are_sorted() -> None:
    one = document("one.md", "en", [("paragraph", ["A red lamp.", "A red lamp."])])
    alignment = Alignment(one, one, (Bead(range(1), range(1)), Bead(range(1, 2), range(1, 2))))
    findings = [Finding("wording.changed", "mistranslation", "minor", 0.5, "", (bead,)) for bead in (1, 0)]
    assert [name.endswith("-2") for name in fingerprints.of_findings(alignment, findings)] == [True, False]


def test_what_a_person_says_of_a_pair_chooses_its_memory() -> None:
    """A confirmed pair is relied on in spite of a grave finding; a doubtful one is not, however sure the program is."""
    report = retold()
    beads = range(len(report.alignment.beads))
    grave = next(finding.beads[0] for finding in report.findings if finding.severity in ("major", "critical") and finding.original)
    told = {bead for finding in report.findings for bead in finding.beads}
    fine = next(bead for bead in beads if report.alignment.beads[bead].paired and bead not in told)
    names = fingerprints.of_pairs(report.alignment)
    gestures = (Gesture("pair", names[grave], "confirmed"), Gesture("pair", names[fine], "doubtful"))
    judged = replace(report, alignment=decisions.alignment(report.alignment, Decided(gestures)))
    before, now = ({unit.split(b'"')[0] for unit in write.tmx(one, 0.5).data.split(b'tuid="')[1:]} for one in (report, judged))
    assert len(now - before) == len(before - now) == 1


def test_a_decision_whose_place_is_gone_is_told_and_kept() -> None:
    report = retold()
    assert decisions.lost(report.alignment, report.findings, Decided((DISMISSED, CONFIRMED))) == (DISMISSED, CONFIRMED)
    one, two = report.alignment.original, replace(report.alignment.translation, language="en")
    told = pipeline.report(one, two, Settings(), Decided((DISMISSED,))).warnings
    assert "Decided, and no longer there: dismiss “Ling” → “Lin”" in told


# ---- by command


def test_a_run_honours_what_was_decided(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = str(number(here / "report")["id"])
    assert run("--fail-on", "major", "--quiet") == 1
    assert command("decisions", "report", "dismiss", name[:6], "--reason", "the francs were new ones") == 0
    assert run("--fail-on", "major", "--quiet") == 0
    assert number(here / "report")["decision"] == {"verdict": "dismissed", "reason": "the francs were new ones"}
    for page in ("report.md", "report.html"):
        assert "numbers.changed" not in (here / "report" / page).read_text("utf-8")
    assert command("decisions", "report", "reopen", name) == 0
    assert run("--fail-on", "major", "--quiet") == 1
    capsys.readouterr()
    assert command("decisions", "report") == 0
    assert capsys.readouterr().out == "Nothing was decided here.\n"


def test_decisions_are_listed_for_people_and_as_json(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = str(number(here / "report")["id"])
    assert command("decisions", "report", "edit", name, "--severity", "minor", "--message", "Old francs?") == 0
    assert command("decisions", "report", "confirm", "1") == 0
    (here / "retold.txt").write_text(RETOLD.replace("27", "72"), "utf-8")
    assert run("--quiet") == 0
    capsys.readouterr()
    command("decisions", "report")
    listed = capsys.readouterr().out
    assert "confirmed  pair  “Forty boats came home" in listed
    assert "No longer in the report, and kept:\n" + name in listed
    command("decisions", "report", "--json")
    rows = json.loads(capsys.readouterr().out)["decisions"]
    assert [(row["verdict"], row["there"]) for row in rows] == [("edited", False), ("confirmed", True)]


def test_a_number_that_means_another_pair_since_others_were_merged_is_none(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The report's page counts the pairs of the run, and the review's those of now."""
    found = decisions.record(here / "report").alignment
    _, second, third = found.beads
    merged = decisions.links(found, [Bead(range(0, second.original.stop), range(0, second.translation.stop))])
    decisions.add(here / "report", tuple(merged))
    capsys.readouterr()
    assert command("decisions", "report", "confirm", "1") == 2
    told = capsys.readouterr().err
    assert "“Forty boats came home" in told
    assert "“Nobody kept the keeper" in told
    assert command("decisions", "report", "confirm", "2") == 0
    assert decisions.read(here / "report").gestures[-1].original == found.original.quote(found.original.passage(third.original))


def test_what_nobody_decided_about_is_listed_with_its_id(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = str(number(here / "report")["id"])
    command("decisions", "report", "--open")
    assert f"{name}  major     numbers.changed" in capsys.readouterr().out
    command("decisions", "report", "accept", name)
    capsys.readouterr()
    command("decisions", "report", "--open")
    assert name not in capsys.readouterr().out


def test_the_last_move_is_undone_and_done_again_by_command(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = str(number(here / "report")["id"])
    command("decisions", "report", "accept", name)
    capsys.readouterr()
    for verb, told in (
        ("undo", "Undone: accept “72” → “27”"),
        ("undo", "There is nothing to undo."),
        ("redo", "Done again: accept “72” → “27”"),
        ("redo", "There is nothing to redo."),
    ):
        assert command("decisions", "report", verb) == 0
        assert capsys.readouterr().out == f"{told}\n"
    command("decisions", "report", "--json")
    said = json.loads(capsys.readouterr().out)
    assert (said["version"], said["undo"], said["redo"]) == (3, "accept “72” → “27”", "")


def test_whatever_is_listed_can_be_reopened(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A link, a wording, a term, a finding of one's own, and pairing anew: each is told on a line, and taken back by its id."""
    alignment = decisions.record(here / "report").alignment
    made = [
        *decisions.links(alignment, [alignment.beads[0]]),
        decisions.worded(alignment, "original", 1, "Forty boats came."),
        decisions.wanted("lamp", "lantern", "as the keeper says"),
        decisions.own(alignment, 2, "register", "minor", "Stiff."),
        decisions.realigned(alignment),
    ]
    decisions.add(here / "report", made)
    capsys.readouterr()
    command("decisions", "report")
    listed = capsys.readouterr().out
    for line in (
        "worded     wording  “Forty boats came home by its light every night.” → “Forty boats came.”",
        "wanted     term  “lamp” → “lantern”  (as the keeper says)",
        "added      review.register  “Nobody kept the keeper's diary.” → “The keeper's diary was kept by nobody.”",
        "(minor; “Stiff.”)",
        "realigned  pairing  all that nobody had confirmed or linked",
    ):
        assert line in listed
    assert command("decisions", "report", "reopen", *(gesture.id for gesture in made)) == 0
    assert decisions.read(here / "report").gestures == ()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("undo", "0000"), "names no ids"),
        (("dismiss", "0000"), "dismissed for a reason"),
        (("accept",), "Name the ids"),
        (("accept", "0000", "zz"), "0000: is no finding here\nzz: is no finding here"),
        (("confirm", "99"), "99: is no pair here"),
        (("reopen", "0000"), "0000: is no decision here"),
        (("edit", "0000"), "--severity and --message"),
        (("accept", "0000", "--severity", "minor"), "--severity and --message"),
        (("praise", "0000"), "'praise' is not one of"),
    ],
)
def test_what_cannot_be_decided_is_told(words: tuple[str, ...], told: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert command("decisions", "report", *words) == 2
    assert told in capsys.readouterr().err
    assert not (here / "report" / FILE).exists()


def test_a_folder_without_a_report_is_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("decisions", "nowhere") == 2
    assert "no such file" in capsys.readouterr().err
    (here / "chain" / "a-b").mkdir(parents=True)
    (here / "report" / "report.json").rename(here / "chain" / "a-b" / "report.json")
    assert command("decisions", "chain") == 2
    assert "name one of them: a-b" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("change", "places"),
    [
        ({"schema": "align/report/9"}, ["schema"]),
        ({"original": 3, "beads": {}}, ["original", "beads"]),
        ({"beads": [{"original": ["0"], "confidence": 1}]}, ["beads[0].original[0]", "beads[0].translation"]),
        (
            {"summary": {"score": "97", "gist": "", "covered": True, "author": 1, "warnings": []}},
            ["summary.score", "summary.covered"],
        ),
    ],
)
def test_a_record_that_was_edited_by_hand_is_told_everywhere_it_does_not_fit(
    change: dict[str, object], places: list[str], here: Path
) -> None:
    path = here / "report" / "report.json"
    path.write_text(json.dumps({**record(here / "report"), **change}), "utf-8")
    with pytest.raises(InputError) as told:
        decisions.record(path.parent)
    assert [fault.where for fault in told.value.faults] == [f"{path}: {place}" for place in places]


def test_beads_that_lose_a_sentence_are_no_record(here: Path) -> None:
    path = here / "report" / "report.json"
    path.write_text(json.dumps({**record(here / "report"), "beads": []}), "utf-8")
    with pytest.raises(InputError) as told:
        decisions.record(path)
    assert [fault.what for fault in told.value.faults][:4] == [
        *(f"sentence {number} of the original stands on no beads" for number in range(3)),
        "sentence 0 of the translation stands on no beads",
    ]


# ---- the baseline


def test_what_an_earlier_report_has_does_not_count(here: Path) -> None:
    (here / "report").rename(here / "first")
    assert run("--baseline", "first", "--fail-on", "minor", "--quiet") == 0
    assert number(here / "report")["decision"] == {"verdict": "baseline", "reason": ""}
    (here / "retold.txt").write_text(RETOLD.replace("forty", "fifty"), "utf-8")
    assert run("--baseline", "first/report.json", "--fail-on", "minor", "--quiet") == 1


def test_a_check_takes_its_own_lines_as_baseline(here: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """What is there once more than it was counts."""
    (here / "pairs.tsv").write_text("It cost 72 francs.\tEs kostete 27 Franken.\n", "utf-8")
    check = ("check", "pairs.tsv", "--from", "en", "--to", "de", "--fail-on", "minor")
    assert command(*check) == 1
    (here / "first.jsonl").write_bytes(capsysbinary.readouterr().out)
    assert command(*check, "--baseline", "first.jsonl") == 0
    assert json.loads(capsysbinary.readouterr().out)["decision"]["verdict"] == "baseline"
    (here / "pairs.tsv").write_text("It cost 72 francs.\tEs kostete 27 Franken.\n" * 2, "utf-8")
    assert command(*check, "--baseline", "first.jsonl") == 1


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("b.json", "{", "not JSON"),
        ("b.json", "[]", "has no list of findings"),
        ("b.json", '{"findings": [{"id": "a"}, 3, {}]}', "findings[1]: is no finding with an id\nb.json: findings[2]"),
        ("b.jsonl", '{"id": "a"}\n{}\nx\n', "line 2: is no finding with an id\nb.jsonl: line 3"),
        ("b.jsonl", "\udcff", "not UTF-8"),
        ("gone.json", None, "no such file"),
        ("gone.jsonl", None, "cannot be read"),
    ],
)
def test_a_baseline_that_is_none_is_told(
    name: str, content: str | None, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if content is not None:
        Path(name).write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(InputError) as error:
        decisions.baseline(Path(name))
    assert told in str(error.value)
