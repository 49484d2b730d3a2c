"""What people put into words: other wordings for the memories, findings of their own, terms; and that a later run has it all."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from lxml import etree
from openpyxl import load_workbook
from test_linking import STRAIGHT, alignments
from test_schema import whole

from align import cli, decisions, fingerprints, pipeline, read, write
from align.decisions import Decided, Gesture
from align.decisions.gestures import last
from align.model import REWORDED, Alignment, Finding, Glossary, Report, Score, Span, Term
from align.settings import Settings

ORIGINAL = """\
The lamp cost 72 francs in 1921.

Forty boats came home by its light every night.

An agent kept the keeper's diary.

Nobody read it.
"""
RETOLD = """\
The lamp cost 27 francs in 1921.

Every night forty boats came home by its light.

The keeper's diary was kept by an agent.

It was read by nobody.
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "original.txt").write_text(ORIGINAL, "utf-8")
    (tmp_path / "retold.txt").write_text(RETOLD, "utf-8")
    assert run() == 0
    return tmp_path / "report"


def run() -> int:
    return command("run", "original.txt", "retold.txt", "--from", "en", "--to", "en-GB", "-o", "report", "--quiet")


def command(*words: str) -> int:
    with pytest.raises(SystemExit) as stop:
        cli.main(words)
    return int(stop.value.code or 0)


def there(folder: Path) -> Report:
    return read.record(folder / "report.json")


def units(folder: Path) -> dict[str, etree._Element]:
    """The units of both memories by the text of their source."""
    found = {}
    for path in folder.glob("*.tmx"):
        for unit in etree.parse(path).iter("tu"):
            found[str(next(unit.iter("seg")).text)] = unit
    return found


# ---- wordings


def test_the_memory_says_what_a_person_wants_on_either_side_and_keeps_what_stood_there(here: Path) -> None:
    alignment = there(here).alignment
    decisions.add(
        here,
        [
            decisions.worded(alignment, "original", 1, "By its light forty boats came home."),
            decisions.worded(alignment, "translation", 1, "Forty boats found home by it.", "shorter"),
        ],
    )
    assert run() == 0
    unit = units(here)["By its light forty boats came home."]
    assert [segment.text for segment in unit.iter("seg")][1] == "Forty boats found home by it."
    notes = [note.text for note in unit.iter("note")]
    assert any(
        "“Every night forty boats came home by its light.” to “Forty boats found home by it.”" in str(note) for note in notes
    )
    assert any("shorter" in str(note) for note in notes)
    assert any("changed in the original: “Forty boats came home by its light every night.”" in str(note) for note in notes)
    assert there(here).alignment.translation.text == alignment.translation.text
    assert "Sentences reworded in the memory (2)" in (here / "report.md").read_text("utf-8")


def test_a_wording_that_is_the_text_again_is_none(here: Path) -> None:
    alignment = there(here).alignment
    decisions.add(here, [decisions.worded(alignment, "translation", 1, "Otherwise.")])
    decided = decisions.add(here, [decisions.worded(alignment, "translation", 1, alignment.translation.said(1))]).decided
    assert decided.gestures == ()


def test_within_a_sentence_that_a_person_reworded_no_term_is_changed() -> None:
    alignment = STRAIGHT
    reworded = decisions.changes(alignment, Decided((decisions.worded(alignment, "translation", 2, "Ganz anders."),)))
    span = [alignment.translation.sentences[number].span for number in (1, 2)]
    terms = [replace(reworded[0], span=Span(one.start, one.start + 4), rule="terms.wrong", new="Term") for one in span]
    assert [change.span for change in decisions.joined(reworded, terms, alignment)] == [terms[0].span, span[1]]


def test_a_workbook_shows_what_the_memories_say_instead() -> None:
    book = load_workbook(BytesIO(next(write.xlsx(whole())).data))
    rows = [[cell.value for cell in row] for row in book["In the memories"].iter_rows(min_row=2)]
    assert rows[0] == ["1, original", "A repair costs about $1.4 million.", "A repair is dear.", "too long"]


# ---- findings of people's own


def test_a_finding_of_ones_own_is_in_every_view_and_in_the_score(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = there(here)
    words = Span(before.alignment.translation.text.index("nobody"), before.alignment.translation.text.index("nobody") + 6)
    made = decisions.own(before.alignment, 3, "register", "major", "Too stiff.", translation=words, reason="house style")
    decisions.add(here, [made])
    assert run() == 0
    after = there(here)
    [mine] = [finding for finding in after.findings if finding.rule == "review.register"]
    assert (mine.id, mine.translation, mine.beads, mine.evidence) == (made.id, words, (3,), (("note", "house style"),))
    assert dict(after.score.penalties)["review"] == 5
    assert after.score.points < before.score.points
    for name in ("report.html", "report.md"):
        assert "Too stiff." in (here / name).read_text("utf-8")
    assert any("Too stiff." in str(note.text) for unit in units(here).values() for note in unit.iter("note"))
    assert command("decisions", "report", "edit", made.id, "--severity", "minor") == 0
    assert [gesture.verdict for gesture in decisions.read(here).gestures] == ["added"]
    assert command("decisions", "report", "accept", made.id) == 2
    assert command("decisions", "report", "dismiss", made.id, "--reason", "let it be") == 0
    assert decisions.read(here).gestures == ()
    capsys.readouterr()
    assert command("explain", "review.register") == 0
    assert "a finding that a person added" in capsys.readouterr().out


def test_a_finding_of_ones_own_needs_all_that_a_finding_has() -> None:
    made = decisions.own(STRAIGHT, 2, "number", "minor", "Wrong.")
    assert (made.original, made.translation) == ("Sentence c.", "Satz C.")
    for wrong in ({"severity": None}, {"message": ""}, {"rule": "review.spelling"}, {"originals": (), "translations": ()}):
        with pytest.raises(ValueError, match="a finding that was added"):
            replace(made, **wrong)
    with pytest.raises(ValueError, match="added again"):
        replace(made, verdict="dismissed")


def test_the_same_words_in_two_places_are_two_findings() -> None:
    """Each has a name of its own, which it keeps when the other is taken back."""
    one = replace(STRAIGHT, translation=STRAIGHT.original)
    made = [
        decisions.own(one, number, "number", "minor", "Wrong.", original=Span(n * 12, n * 12 + 8)) for number, n in ((1, 1), (2, 2))
    ]
    found = decisions.findings(one, (), Decided(tuple(made)))
    assert fingerprints.of_findings(one, found) == (made[0].id, made[1].id)
    assert decisions.findings(one, (), Decided((made[1],)))[0].id == made[1].id


# ---- terms


def test_a_wanted_term_is_checked_and_handed_on(tmp_path: Path) -> None:
    one = read.text("The agent answers every question.", name="one.txt", language="en")
    two = read.text("智能助理回答每个问题。", name="two.txt", language="zh-CN")
    decided = Decided((decisions.wanted("agent", "代理人", "as the ministry has it"),))
    plain, wanting = (pipeline.report(one, two, Settings(), said) for said in (decisions.NOTHING, decided))
    assert plain.signature != wanting.signature
    assert "+wanted@" in wanting.signature
    assert {(term.language, term.text, term.status) for term in wanting.terms} >= {("zh-CN", "代理人", "preferred")}
    files = {file.name: file.data for file in write.folder(wanting, read.glossary(), Settings(), b"")}
    [lines] = [data.decode() for name, data in files.items() if name.endswith(".glossary.txt")]
    assert [line for line in lines.splitlines() if line.startswith("agent\t代理人\t") and "as the ministry has it" in line]


def test_a_wanted_term_joins_the_concept_that_has_its_wording() -> None:
    """What was preferred there is admitted from now on."""
    known = Glossary(
        (
            Term("kiln", "term", "en", "kiln"),
            Term("kiln", "term", "de", "Ofen"),
            Term("kiln", "term", "de", "Brennofen", "admitted"),
        ),
        "ours",
        "1234",
    )
    [term] = decisions.terms(Decided((decisions.wanted("Kiln", "Brennofen"),)), ("en-GB", "de"), known)
    assert (term.concept, term.language, term.text) == ("kiln", "de", "Brennofen")
    statuses = {term.text: term.status for term in known.wanting([term])}
    assert statuses == {"kiln": "preferred", "Ofen": "admitted", "Brennofen": "preferred"}
    assert known.wanting([term]).digest != known.digest
    assert known.wanting(()) is known


def test_where_both_sides_share_a_language_the_original_s_wording_is_admitted() -> None:
    found = decisions.terms(Decided((decisions.wanted("lamp", "lantern"),)), ("en", "en-US-x-retrans"))
    assert [(term.language, term.text, term.status) for term in found] == [
        ("en", "lamp", "admitted"),
        ("en", "lantern", "preferred"),
    ]


# ---- a later run


def test_a_run_on_a_changed_article_carries_over_what_is_still_there_and_lists_the_rest(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A finding, a pair, a link, a wording, an own finding and a term each in a place that stays, and in one that goes."""
    alignment = there(here).alignment
    kept = [
        *decisions.verdicts(alignment, [1], "confirmed"),
        decisions.worded(alignment, "translation", 1, "Forty boats found home by it."),
        decisions.own(alignment, 1, "register", "minor", "Stiff."),
        decisions.wanted("boat", "vessel"),
    ]
    lost = [
        *decisions.verdicts(alignment, [3], "confirmed"),
        decisions.worded(alignment, "translation", 3, "Nobody read it."),
        decisions.own(alignment, 3, "register", "minor", "Stiff too."),
        decisions.realigned(alignment),
    ]
    decisions.add(here, [*kept, *lost])
    Path("original.txt").write_text("A preface.\n\n" + ORIGINAL.replace("Nobody", "No man"), "utf-8")
    Path("retold.txt").write_text(RETOLD.replace("nobody", "no man"), "utf-8")
    assert run() == 0
    after = there(here)
    bead = next(bead for bead in after.alignment.beads if bead.decision == "confirmed")
    assert (bead.original, bead.translation, bead.confidence) == (range(2, 3), range(1, 2), 1.0)
    assert [finding.message for finding in after.findings if finding.rule == "review.register"] == ["Stiff."]
    assert [change.new for change in after.changes if change.rule == REWORDED] == ["Forty boats found home by it."]
    assert "vessel" in {term.text for term in after.terms}
    assert sum(warning.startswith("Decided, and no longer there: ") for warning in after.warnings) == len(lost)
    capsys.readouterr()
    assert command("decisions", "report") == 0
    listed, _, gone = capsys.readouterr().out.partition("No longer in the report, and kept:\n")
    assert sorted(line.split()[0] for line in listed.splitlines()) == sorted(gesture.id for gesture in kept)
    assert sorted(line.split()[0] for line in gone.splitlines()) == sorted(gesture.id for gesture in lost)
    assert "[[" not in gone


def test_confirmed_and_linked_pairs_are_fixed_points_and_never_two_of_one_sentence() -> None:
    confirmed = list(decisions.verdicts(STRAIGHT, [0, 2], "confirmed"))
    links = list(decisions.links(STRAIGHT, [replace(STRAIGHT.beads[2], translation=range(3, 5))]))
    doubted = list(decisions.verdicts(STRAIGHT, [5], "doubtful"))
    fixed = decisions.fixed(STRAIGHT.original, STRAIGHT.translation, Decided((*confirmed, *links, *doubted)))
    assert {(bead.original, bead.translation) for bead in fixed} == {(range(1), range(1)), (range(2, 3), range(3, 5))}


def test_what_was_paired_anew_holds_as_long_as_both_texts_are_as_they_were() -> None:
    other = Alignment(
        STRAIGHT.original, STRAIGHT.translation, (replace(STRAIGHT.beads[0], original=range(6), translation=range(6)),)
    )
    decided = Decided((decisions.realigned(other),))
    assert decisions.alignment(STRAIGHT, decided).beads == other.beads
    longer = replace(STRAIGHT.translation, text=f"{STRAIGHT.translation.text} ")
    assert decisions.alignment(replace(STRAIGHT, translation=longer), decided).beads == STRAIGHT.beads
    spoilt = Decided((replace(decided.gestures[0], message="[[0,1]]"),))
    assert decisions.alignment(STRAIGHT, spoilt).beads == STRAIGHT.beads


def plain(alignment: Alignment) -> Report:
    drift = Finding("names.changed", "name", "minor", 0.5, "Another.", (2,), alignment.original.sentences[2].span)
    return Report(alignment, (drift,), Score(100, 1, 1), "")


@given(some.lists(some.tuples(alignments(), some.booleans()), min_size=1, max_size=3))
def test_what_was_decided_when_the_record_was_written_does_not_matter(steps: list[tuple[Alignment, bool]]) -> None:
    """A report that honours anything, told something else, is what it would be had that been said at first."""
    report, said = plain(STRAIGHT), tuple[Gesture, ...]()
    for wanted, anew in steps:
        said = (decisions.realigned(wanted),) if anew else tuple(decisions.links(STRAIGHT, [b for b in wanted.beads if b.paired]))
        said += (Gesture("finding", fingerprints.of_findings(STRAIGHT, plain(STRAIGHT).findings)[0], "edited", severity="major"),)
        report = decisions.honoured(report, Decided(last(said)))
    assert report == decisions.honoured(plain(STRAIGHT), Decided(last(said)))
    assert decisions.undecided(report).findings == plain(STRAIGHT).findings
    assert decisions.undecided(report).alignment == STRAIGHT


def test_a_run_remembers_what_pairing_finds_alone_in_the_place_of_a_link(here: Path) -> None:
    """So that a link can be taken back after the run that honoured it."""
    before = there(here).alignment
    crossed = [replace(before.beads[1], translation=range(2, 3)), replace(before.beads[2], translation=range(1, 2))]
    decisions.add(here, list(decisions.links(before, crossed)))
    assert run() == 0
    after = there(here)
    assert [bead.linked for bead in after.alignment.beads] == [False, True, True, False]
    assert sides(decisions.undecided(after).alignment) == sides(before)


def test_of_pairs_that_cross_as_many_are_fixed_as_can_be_and_the_others_are_put_in_their_place(here: Path) -> None:
    """Nothing else uses their sentences meanwhile; also where they were confirmed, and a later run would not find them again."""
    before = there(here).alignment
    crossed = [replace(before.beads[2], translation=range(3, 4)), replace(before.beads[3], translation=range(2, 3))]
    wanted = decisions.linked(before, Decided(tuple(decisions.links(before, crossed))))
    confirmed = tuple(decisions.verdicts(wanted, [1, 2, 3], "confirmed"))
    fixed = decisions.fixed(before.original, before.translation, Decided(confirmed))
    assert sorted(bead.shape for bead in fixed) == [(0, 1), (1, 0), (1, 1), (1, 1)]
    decisions.add(here, confirmed)
    assert run() == 0
    after = there(here)
    assert sides(after.alignment) == sides(wanted)
    assert [bead.decision for bead in after.alignment.beads] == [None, "confirmed", "confirmed", "confirmed"]


def sides(alignment: Alignment) -> list[tuple[range, range]]:
    return [(bead.original, bead.translation) for bead in alignment.beads]
