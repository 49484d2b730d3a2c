"""The review's server: what it does, what it keeps, and what it refuses."""

import json
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from statistics import median

import openpyxl
import pytest
from reviewing import PAIR, TOKEN, Inline, Page, findings, opened, recorded, rows
from starlette.testclient import TestClient

from align import choices, decisions, pipeline, read
from align.review import opening
from align.settings import Settings


@pytest.fixture
def folder(tmp_path) -> Path:
    return recorded(tmp_path / "harbour")


@pytest.fixture
def client(folder) -> Iterator[TestClient]:
    with opened(folder) as client:
        yield client


@pytest.fixture
def page(client) -> Page:
    return Page(client)


# ---- what it does


def test_the_page_holds_both_texts_escaped_and_what_its_scripts_need(page):
    assert "&lt;b&gt;flags&lt;/b&gt; &amp; lanterns" in page.html
    assert "<b>flags</b>" not in page.html
    assert page.start["progress"]["pairs"] == 8
    assert page.start["languages"]["original"] == "en"


def test_a_merge_changes_the_groups_that_it_touches_and_no_others(page):
    before = page.groups
    answer = page.act("merge", rows=[PAIR, {"original": [1], "translation": [1]}])
    assert len(answer["html"]) == 1
    assert 'data-original="0 1"' in next(iter(answer["html"].values()))
    assert len(set(before) & set(answer["groups"])) == len(before) - 1
    assert answer["focus"] == {"side": "original", "sentence": 0}


def test_undoing_and_redoing_lead_back_and_forth(page):
    before = page.groups
    after = page.act("merge", rows=[PAIR, {"original": [1], "translation": [1]}])
    assert after["undo"]
    undone = page.act("undo")
    assert undone["groups"] == before
    assert undone["redo"]
    assert page.act("redo")["groups"] == after["groups"]


def test_what_was_done_is_undone_after_a_restart(folder):
    with opened(folder) as client:
        page = Page(client)
        before = page.groups
        page.act("merge", rows=[PAIR, {"original": [1], "translation": [1]}])
        page.act("pair", rows=[{"original": [2], "translation": [2]}], verdict="confirmed")
    with opened(folder) as client:
        page = Page(client)
        assert page.start["progress"]["confirmed"] == 1
        page.act("undo")
        page.act("undo")
        assert len(page.groups) == len(before)
        assert page.ask("merge", rows=[PAIR, {"original": [1], "translation": [1]}]).status_code == 200


def test_nothing_to_undo_changes_nothing(page):
    before = page.groups
    assert page.act("undo")["groups"] == before


def test_a_pair_is_confirmed_and_counted(page):
    answer = page.act("pair", rows=[PAIR, {"original": [1], "translation": [1]}], verdict="confirmed")
    assert answer["progress"]["confirmed"] == 2
    assert answer["working"] == []  # which says nothing about findings
    assert page.act("pair", rows=[PAIR], verdict="doubtful")["progress"]["doubtful"] == 1
    assert page.act("pair", rows=[PAIR], verdict="open")["progress"]["confirmed"] == 1


def test_a_sentence_is_worded_otherwise_and_its_own_words_take_that_back(page):
    answer = page.act("word", side="translation", sentence=1, text="The price was 12,000 francs.")
    assert answer["wordings"] == [{"side": "translation", "sentence": 1, "text": "The price was 12,000 francs."}]
    assert page.act("word", side="translation", sentence=1, text="")["wordings"] == []
    assert "already" in page.ask("word", side="translation", sentence=1, text="").json()["error"]


def test_a_finding_is_dismissed_for_a_reason_and_opened_again(page, folder):
    name = findings(folder)[0]["id"]
    assert "reason" in page.ask("finding", id=name, verdict="dismissed", reason=" ").json()["error"]
    answer = page.act("finding", id=name, verdict="dismissed", reason="a slip of the original")
    assert "<b>dismissed</b>: <bdi>a slip of the original</bdi>" in "".join(answer["html"].values())
    assert answer["progress"]["judged"] == 1
    assert page.act("finding", id=name, verdict="open")["progress"]["judged"] == 0
    assert page.ask("finding", id=name, verdict="open").status_code == 422


def test_the_severity_of_a_finding_is_edited_and_comes_back(page, folder):
    grave = next(one for one in findings(folder) if one["severity"] == "major")
    before = page.start["progress"]["major"]
    answer = page.act("finding", id=grave["id"], verdict="edited", severity="minor")
    assert answer["progress"]["major"] == before - 1
    assert page.act("undo")["progress"]["major"] == before


def test_an_edited_finding_that_is_accepted_keeps_its_severity_until_it_is_reopened(page, folder):
    grave = next(one for one in findings(folder) if one["severity"] == "major")
    before = page.start["progress"]["major"]
    page.act("finding", id=grave["id"], verdict="edited", severity="minor")
    assert page.act("finding", id=grave["id"], verdict="accepted")["progress"]["major"] == before - 1
    assert page.act("finding", id=grave["id"], verdict="open")["progress"]["major"] == before


def test_a_finding_of_ones_own_is_added_changed_and_taken_away(page):
    place = {"sentence": 0, "words": "harbour"}
    answer = page.act("add", row=PAIR, category="name", severity="minor", message="Which one?", translation=place)
    assert answer["progress"]["findings"] == page.start["progress"]["findings"] + 1
    html = "".join(answer["html"].values())
    name = re.search(r'id="finding-([^"]+)"[^>]*data-rule="review.name"', html)[1]
    assert re.search(rf'<mark [^>]*data-finding="{name}">harbour</mark>', html)
    changed = page.act("finding", id=name, verdict="edited", severity="critical")
    assert changed["progress"]["critical"] == page.start["progress"]["critical"] + 1
    assert "own" in page.ask("finding", id=name, verdict="accepted").json()["error"]
    for said in ({"verdict": "open"}, {"verdict": "dismissed", "reason": "on second thoughts"}):
        gone = page.act("finding", id=name, **said)
        assert gone["progress"]["findings"] == page.start["progress"]["findings"]
        page.act("undo")


def test_a_term_is_added_and_taken_back(page):
    answer = page.act("term", original="ferry", translation="boat", note="as on the signs")
    assert answer["terms"] == [{"original": "ferry", "translation": "boat", "note": "as on the signs"}]
    assert page.act("term", original="ferry", translation="boat", verdict="open")["terms"] == []


def test_findings_of_sentences_that_got_a_partner_vanish_at_once(page, folder):
    """What was an addition is none once it belongs to a pair."""
    added = next(one for one in findings(folder) if one["original"] is None)
    alone = rows(folder)[added["beads"][0]]["translation"]
    answer = page.act("merge", rows=[{"original": [7], "translation": [7]}, {"original": [], "translation": alone}])
    assert answer["progress"]["findings"] == page.start["progress"]["findings"] - 1
    assert answer["working"] == ["check"]


def test_findings_are_looked_for_again_and_arrive_later(folder):
    with opened(folder, Inline()) as client:
        page = Page(client)
        before = page.start["progress"]["findings"]
        answer = page.act("unlink", row={"original": [2], "translation": [2]})
        assert answer["working"] == ["check"]
        assert answer["head"] is None
        later = page.settled()
        assert later["progress"]["findings"] == before + 2  # an omission and an addition
        assert "penalty" in later["head"]


def test_a_judged_finding_changes_the_head_and_nothing_is_looked_for_again(folder):
    with opened(folder, Inline()) as client:
        page = Page(client)
        grave = next(one for one in findings(folder) if one["severity"] == "major")
        answer = page.act("finding", id=grave["id"], verdict="dismissed", reason="a slip of the original")
        assert answer["working"] == []
        points = opening.opened(folder).report.score.points
        assert points > read.record(folder / "report.json").score.points
        assert f"{points:.1f}" in page.settled()["head"]


def test_the_score_that_a_desk_reckons_is_that_of_a_check(folder):
    with opened(folder) as client:
        page = Page(client)
        page.act("finding", id=findings(folder)[0]["id"], verdict="dismissed", reason="a slip of the original")
        page.act("finding", id=findings(folder)[1]["id"], verdict="edited", severity="critical")
        page.act("add", row=PAIR, category="name", severity="major", message="Which one?")
    desk = opening.opened(folder)
    checked = pipeline.checked(desk.found, desk.settings, desk.all_decided)
    assert desk.report.findings == checked.findings
    assert replace(desk.report.score, likeness=()) == replace(checked.score, likeness=())  # of which the record has one decimal


def test_where_terms_are_mended_a_judged_finding_is_a_reason_to_check(folder):
    """A finding that does not count asks for no change of the memory."""
    (folder / choices.RUN).write_bytes(choices.keeping(Settings(terms="fix")))
    with opened(folder) as client:
        assert Page(client).act("finding", id=findings(folder)[0]["id"], verdict="accepted")["working"] == ["check"]


def test_all_else_is_paired_anew_round_what_was_confirmed_as_one_act(folder):
    """Of a report that has no pairs at all, but for one that a person makes."""
    values = json.loads((folder / "report.json").read_text("utf-8"))
    one, two = (range(len(values[side]["sentences"])) for side in ("original", "translation"))
    alone = [{"original": [number], "translation": []} for number in one] + [{"original": [], "translation": [n]} for n in two]
    values |= {"findings": [], "beads": [{**bead, "confidence": 0.9} for bead in alone]}
    (folder / "report.json").write_text(json.dumps(values), "utf-8")
    with opened(folder, Inline()) as client:
        page = Page(client)
        assert page.start["progress"]["pairs"] == 0
        page.act("link", original=[2], translation=[1])
        assert "realign" in page.act("realign")["working"]
        settled = page.settled()
        assert "Paired anew round 1 pair that was confirmed or linked" in "".join(page.notes)
        assert settled["progress"]["pairs"] > 5
        assert settled["progress"]["made"] == 1
        assert page.act("undo")["progress"]["pairs"] == 1


def test_a_gesture_in_an_article_of_two_thousand_sentences_is_answered_at_once(tmp_path):
    """Of computing time; on an idle machine it is a small part of what is allowed here."""
    alone = recorded(tmp_path / "small", "One.\n\nTwo.", "One.\n\nTwo.")
    values, text = json.loads((alone / "report.json").read_text("utf-8")), ""
    blocks, sentences = [], []
    for number in range(2000):
        said = f"Sentence {number} says that {number * 7} lamps were lit on the quay. "
        sentences.append({"start": len(text), "stop": len(text) + len(said) - 1, "block": number // 5})
        text += said
    for first in range(0, 2000, 5):
        blocks.append({"kind": "paragraph", "start": sentences[first]["start"], "stop": sentences[first + 4]["stop"]})
    for side in ("original", "translation"):
        values[side] |= {"text": text, "blocks": blocks, "sentences": sentences}
    values |= {"findings": [], "beads": [{"original": [n], "translation": [n], "confidence": 0.9} for n in range(2000)]}
    (alone / "report.json").write_text(json.dumps(values), "utf-8")
    with opened(alone) as client:
        page, times = Page(client), []
        for number in range(100, 110):
            before = time.process_time()
            answer = page.act("merge", rows=[{"original": [n], "translation": [n]} for n in (3 * number, 3 * number + 1)])
            times.append(time.process_time() - before)
            assert len(answer["html"]) <= 2
    assert median(times) < 0.3


# ---- two windows, other programs


def test_two_windows_never_overwrite_each_other(client):
    one, two = Page(client), Page(client)
    one.act("merge", rows=[PAIR, {"original": [1], "translation": [1]}])
    response = two.ask("split", row=PAIR, at={"original": 0})
    assert response.status_code == 409
    said = response.json()
    assert "meanwhile" in said["error"]
    assert "harbour" in said["meanwhile"]
    two.take(said["answer"])
    assert two.groups == one.groups
    two.act("pair", rows=[{"original": [3], "translation": [3]}], verdict="confirmed")


def test_a_decision_of_another_program_is_told_and_not_overwritten(page, folder):
    record = decisions.record(folder)
    decisions.add(folder, decisions.chosen("confirm", ["0"], record, decisions.read(folder)))
    assert page.ask("pair", rows=[PAIR], verdict="doubtful").status_code == 409
    news = page.take(page.client.get("/changes", params={"seen": page.stamp}).json())
    assert news["progress"]["confirmed"] == 1


def test_two_sittings_of_one_folder_see_each_other(folder):
    with opened(folder) as one, opened(folder) as two:
        here, there = Page(one), Page(two)
        here.act("pair", rows=[PAIR], verdict="confirmed")
        assert there.ask("pair", rows=[PAIR], verdict="doubtful").status_code == 409
        assert there.take(two.get("/changes", params={"seen": there.stamp}).json())["progress"]["confirmed"] == 1


def test_a_report_that_was_written_anew_makes_pages_load_anew(page, folder):
    text = (folder / "report.json").read_text("utf-8")
    (folder / "report.json").write_text(text + "\n", "utf-8")
    response = page.client.get("/changes", params={"seen": page.stamp})
    assert (response.status_code, response.json()["answer"]) == (409, None)
    assert Page(page.client).start["progress"]["pairs"] == 8


def test_nothing_new_is_told_as_nothing(page):
    assert page.client.get("/changes", params={"seen": page.stamp}).status_code == 204


def test_what_is_acknowledged_is_on_the_disk(page, folder):
    page.act("pair", rows=[PAIR], verdict="confirmed")
    assert [gesture.verdict for gesture in decisions.read(folder).gestures] == ["confirmed"]


# ---- exports


@pytest.fixture(scope="module")
def decided(tmp_path_factory) -> Iterator[Page]:
    """A review in which a pair was made, a finding dismissed and one edited, and a sentence worded."""
    folder = recorded(tmp_path_factory.mktemp("export") / "harbour")
    with opened(folder, Inline()) as client:
        page = Page(client)
        page.folder = folder
        page.act("merge", rows=[PAIR, {"original": [1], "translation": [1]}])
        page.act("pair", rows=[{"original": [0, 1], "translation": [0, 1]}], verdict="confirmed")
        page.dismissed = next(one for one in findings(folder) if one["rule"].startswith("modality"))
        page.act("finding", id=page.dismissed["id"], verdict="dismissed", reason="she may say so")
        page.act("word", side="translation", sentence=2, text="No one knows who paid.")
        yield page


def exported(page: Page, name: str) -> bytes:
    response = page.client.get(f"/export/{name}", params={"token": TOKEN})
    assert response.status_code == 200, response.text
    assert response.headers["content-disposition"].startswith("attachment")
    return response.content


def test_the_memory_has_the_pairs_and_the_words_that_were_decided(decided):
    text = exported(decided, "memory.tmx").decode()
    assert "built in 1886. It cost 12,000 francs." in text
    assert "No one knows who paid." in text


def test_the_report_leaves_out_what_was_dismissed(decided):
    html = exported(decided, "report.html").decode()
    assert decided.dismissed["id"] not in html
    assert html.count('<div class="row"') == len(json.loads(exported(decided, "report.json"))["beads"])


def test_the_record_has_all_that_was_decided(decided):
    record = json.loads(exported(decided, "report.json"))
    assert record["beads"][0]["original"] == [0, 1]
    said = next(one for one in record["findings"] if one["id"] == decided.dismissed["id"])
    assert said["decision"]["verdict"] == "dismissed"


def test_the_workbook_has_the_verdicts(decided):
    book = openpyxl.load_workbook(BytesIO(exported(decided, "report.xlsx")))
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {"confirmed", "dismissed", "she may say so"} <= cells


def test_all_other_exports_are_made_too(decided):
    for name in ("review.tmx", "report.md", "glossary.txt"):
        assert exported(decided, name)


def test_saving_writes_what_a_run_would_and_the_page_goes_on(decided):
    saved = decided.client.post("/save", json={"seen": decided.stamp})
    assert saved.status_code == 200, saved.text
    assert "report.json" in saved.json()["saved"]
    assert rows(decided.folder)[0] == {"original": [0, 1], "translation": [0, 1]}
    assert decided.act("pair", rows=[{"original": [2], "translation": [2]}], verdict="confirmed")["progress"]["confirmed"] == 2
    while decided.act("undo")["undo"]:
        pass
    assert 'data-original="0"' in Page(decided.client).html  # although the record on the disk has the pair that was made
