"""A reviewer's whole work in a browser: by mouse, by keys, on a phone; closed, killed and begun again."""

from __future__ import annotations

import json

import pytest
from eyes import WINDOWS, barriers, overhang
from lxml import etree
from openpyxl import load_workbook
from reviewer import Reviewer
from written import EVIL

from align import decisions

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
pytestmark = pytest.mark.timeout(300)


@pytest.fixture
def begin(review, visit, expect):
    """A reviewer at a fresh review of an article, and what serves it."""

    def beginning(name, **options):
        served = review(name)
        return Reviewer(visit(served.address, **options), expect), served

    return beginning


@pytest.fixture
def again(visit, expect):
    """Another window at the same review, or the same one after a new start."""
    return lambda served, **options: Reviewer(visit(served.address, **options), expect)


def units(path):
    """The units of a memory: their texts by language."""
    return [
        {tuv.get(XML_LANG): "".join(tuv.find("seg").itertext()) for tuv in unit.iter("tuv")}
        for unit in etree.parse(path).iter("tu")
    ]  # fmt: skip


def test_pairs_are_mended_by_mouse_and_all_of_it_is_undone_and_done_again(begin, expect):
    me, _ = begin("compilation")
    one, two, three, four, five, six = me.plain(6)
    before = me.rows()

    me.stand(one)
    with me.gesture():
        me.click("confirm")
    expect(me.row(one)).to_have_attribute("data-decision", "confirmed")
    me.stand(two)
    with me.gesture():
        me.click("doubt")
    expect(me.row(two)).to_have_attribute("data-decision", "doubtful")
    me.stand(three)
    with me.gesture():
        me.click("merge-next")
    expect(me.row(three)).to_have_attribute("data-original", f"{three} {four}")
    me.stand(three)
    me.click("split")
    me.sentence("original", four).click()
    with me.gesture():
        me.answer("Split here")
    expect(me.row(three)).to_have_attribute("data-original", f"{three}")
    me.stand(five)
    me.click("move")
    with me.gesture():
        me.answer("↓")
    expect(me.row(five)).to_have_attribute("data-original", f"{five} {six}")
    with me.gesture():
        me.click("undo")
    partner = me.row(six).get_attribute("data-translation")
    me.stand(six)
    with me.gesture():
        me.click("unlink")
    expect(me.row(six)).to_have_attribute("data-translation", "")
    me.stand(six)
    me.click("link")
    me.sentence("translation", int(partner)).click()
    with me.gesture():
        me.answer("Make them a pair")
    expect(me.row(six)).to_have_attribute("data-translation", partner)
    me.settle()
    after = me.rows()

    for _ in range(6):
        with me.gesture():
            me.click("undo")
    expect(me.button("undo")).to_have_attribute("aria-disabled", "true")
    me.settle()
    assert me.rows() == before
    for _ in range(6):
        with me.gesture():
            me.click("redo")
    expect(me.button("redo")).to_have_attribute("aria-disabled", "true")
    me.settle()
    assert me.rows() == after


def test_findings_and_wordings_are_judged_by_mouse_stay_after_a_reload_and_are_in_every_file(begin, expect, tmp_path):
    me, _ = begin("compilation")
    one, two = me.plain(2)
    grave, light, slight = me.finding("major"), me.finding("minor"), me.finding("neutral")

    grave.locator("h3").click()
    with me.gesture():
        me.click("accept")
    expect(grave.locator(".decided")).to_contain_text("accepted")
    slight.locator("h3").click()
    me.click("retell")
    me.page.get_by_label("What is wrong").fill("It says too much.")
    with me.gesture():
        me.answer("Say it so")
    expect(slight.locator("h3")).to_contain_text("It says too much.")
    light.locator("h3").click()
    me.click("dismiss")
    me.page.get_by_label("another reason").fill("so says the style sheet")
    with me.gesture():
        me.answer("Use these words")
    me.stand(one)
    me.click("reword")
    me.page.get_by_label("translation, sentence").fill("换了一种说法。")
    with me.gesture():
        me.answer("Keep this wording")
    expect(me.row(one)).to_contain_text("换了一种说法。")
    me.stand(two)
    me.click("add-finding")
    me.page.get_by_label("What is wrong").fill("The mood is gone.")
    me.page.get_by_label("How grave").select_option("critical")
    with me.gesture():
        me.answer("Add the finding")
    me.click("add-finding")
    me.page.get_by_label("What is wrong").fill("The tense is another.")
    with me.gesture():
        me.answer("Add the finding")
    expect(me.page.locator("#texts .finding[aria-current]")).to_contain_text("The tense is another.")
    me.click("add-term")
    me.page.get_by_label("In the original").fill("night shift")
    me.page.get_by_label("In the translation").fill("夜班")
    with me.gesture():
        me.answer("Add the term")
    me.settle()

    me.page.reload()
    expect(me.page.locator("#left")).to_contain_text("findings judged")
    expect(grave.locator(".decided")).to_contain_text("accepted")
    expect(light).to_contain_text("so says the style sheet")
    expect(me.row(one)).to_contain_text("换了一种说法。")
    expect(me.page.locator("#texts .finding.critical").filter(has_text="The mood is gone.")).to_have_count(1)

    wording = [unit for unit in units(me.export("memory.tmx", tmp_path)) if "换了一种说法。" in unit.values()]
    assert [unit["en"].strip() for unit in wording] == [me.sentence("original", one).text_content().strip()]
    record = json.loads(me.export("report.json", tmp_path).read_bytes())
    assert {"The mood is gone.", "It says too much."} <= {finding["message"] for finding in record["findings"]}
    assert {"accepted", "dismissed"} <= {finding["decision"]["verdict"] for finding in record["findings"] if finding["decision"]}
    assert "The mood is gone." in me.export("report.html", tmp_path).read_text("utf-8")
    assert "The mood is gone." in me.export("report.md", tmp_path).read_text("utf-8")
    assert "night shift\t夜班" in me.export("glossary.txt", tmp_path).read_text("utf-8")
    told = {cell.value for sheet in load_workbook(me.export("report.xlsx", tmp_path)) for row in sheet for cell in row}
    assert "The mood is gone." in told
    me.stand(two)
    me.click("drop-term")
    with me.gesture():
        me.answer("night shift → 夜班")
    expect(me.button("drop-term")).to_be_hidden()


def test_all_of_it_can_be_done_by_keys_alone(begin, expect):
    me, _ = begin("republication")
    one, two, three, four, five, six = me.plain(6)
    before = me.rows()

    me.press("n", "n")
    finding = me.page.locator("#texts .finding[aria-current]")
    first = f"#{finding.get_attribute('id')}"
    with me.gesture():
        me.press("a")
    expect(me.page.locator(first)).to_contain_text("accepted")
    expect(me.page.locator(f"{first}[aria-current]")).to_have_count(0)
    second = f"#{finding.get_attribute('id')}"
    me.ask("x")
    me.press("2")
    with me.gesture():
        me.press("Enter")
    expect(me.page.locator(second)).to_contain_text("dismissed: a name or term as it is usual here")
    me.walk(one)
    with me.gesture():
        me.press("c")
    expect(me.row(one)).to_have_attribute("data-decision", "confirmed")
    me.walk(two)
    with me.gesture():
        me.press("m")
    expect(me.row(two)).to_have_attribute("data-original", f"{two} {three}")
    me.ask("s")
    with me.gesture():
        me.press("Enter")
    expect(me.row(three)).to_have_attribute("data-original", f"{three}")
    partner = me.row(four).get_attribute("data-translation")
    me.walk(four)
    with me.gesture():
        me.press("u")
    expect(me.row(four)).to_have_attribute("data-translation", "")
    me.walk(four)
    me.ask("l")
    below = int(partner) - int(me.page.locator(".cursor").get_attribute("data-sentence"))
    me.press(*(["ArrowDown"] * below or ["ArrowUp"] * -below))
    me.press("Space")
    with me.gesture():
        me.press("Enter")
    expect(me.row(four)).to_have_attribute("data-translation", partner)
    me.walk(five)
    me.ask("e")
    me.press("Control+a")
    me.page.keyboard.type("Said otherwise, jknp?")
    with me.gesture():
        me.press("Control+Enter")
    expect(me.row(five)).to_contain_text("Said otherwise, jknp?")
    me.walk(six)
    with me.gesture():
        me.press("d")
    expect(me.row(six)).to_have_attribute("data-decision", "doubtful")
    me.settle()
    after = me.rows()

    for _ in range(9):
        with me.gesture():
            me.press("z")
    me.settle()
    assert me.rows() == before
    for _ in range(9):
        with me.gesture():
            me.press("Z")
    me.settle()
    assert me.rows() == after


def test_no_key_of_a_reason_that_is_being_written_decides_anything(begin, expect):
    """Its first letter or figure is no answer yet, nor a command of the page, however slowly the server answers."""
    me, served = begin("republication")
    me.page.route("**/act", lambda asked: (me.page.wait_for_timeout(500), asked.continue_()))
    me.press("n", "n", "a", "x")  # the second question is asked while the first answer is on its way
    me.press("c", "m", "u", "Enter")
    expect(me.page.locator("#asking")).to_be_visible()
    me.page.keyboard.type("2 cases, and both mean it")
    with me.gesture():
        me.press("Enter")
    me.settle()
    expect(me.page.locator("#said")).to_contain_text("Dismissed: 2 cases, and both mean it")
    said = [(gesture.about, gesture.verdict, gesture.reason) for gesture in decisions.read(served.folder).gestures]
    assert said == [("finding", "accepted", ""), ("finding", "dismissed", "2 cases, and both mean it")]


def test_who_confirms_a_pair_goes_on_reading_and_who_settles_a_doubt_goes_on_to_the_next(begin, expect):
    me, _ = begin("lambert")
    one, two = me.plain(2)
    me.walk(one)
    with me.gesture():
        me.press("c")
    expect(me.row(two)).to_have_attribute("aria-current", "true")
    doubts = [float(row.get_attribute("data-confidence")) < 0.5 for row in me.page.locator("#texts .row[data-translation]").all()]
    assert sum(doubts) > 1
    me.press("g")
    with me.gesture():
        me.press("c")
    at_hand = me.page.locator("#texts .row[aria-current]")
    assert float(at_hand.get_attribute("data-confidence")) < 0.5 and not at_hand.get_attribute("data-decision")


def test_it_can_be_done_with_a_thumb(begin, expect):
    me, _ = begin("republication", width=360, height=740, has_touch=True)
    one, two = me.plain(2)
    me.sentence("original", one).tap()
    with me.gesture():
        me.click("confirm")
    expect(me.row(one)).to_have_attribute("data-decision", "confirmed")
    me.sentence("original", one).tap()
    with me.gesture():
        me.click("merge-next")
    expect(me.row(one)).to_have_attribute("data-original", f"{one} {two}")
    with me.gesture():
        me.click("undo")
    expect(me.row(one)).to_have_attribute("data-original", f"{one}")
    finding = me.finding("major")
    finding.locator("h3").tap()
    me.click("dismiss")
    with me.gesture():
        me.answer("in other words")
    expect(finding).to_contain_text("dismissed")
    assert overhang(me.page) == 0


def test_pairs_are_aligned_again_around_what_was_made_and_confirmed(begin, expect):
    me, _ = begin("republication")
    one, two, three = me.plain(3)
    me.stand(one)
    with me.gesture():
        me.click("merge-next")
    with me.gesture():
        me.click("confirm")
    me.stand(three)
    with me.gesture():
        me.click("unlink")
    me.settle()
    with me.gesture():
        me.click("realign")
    me.settle()
    expect(me.row(one)).to_have_attribute("data-original", f"{one} {two}")
    expect(me.row(one)).to_have_attribute("data-decision", "confirmed")
    with me.gesture():
        me.click("undo")


def test_two_windows_never_overwrite_each_other_silently(begin, again, expect):
    me, served = begin("republication")
    you = again(served, tolerated="409")
    one, two = me.plain(2)
    you.page.route("**/changes?*", lambda asked: asked.fulfill(status=204))  # so that it has heard nothing
    me.stand(one)
    with me.gesture():
        me.click("confirm")
    you.stand(two)
    you.click("unlink")
    expect(you.page.locator("#alarm")).to_be_visible()
    expect(you.row(one)).to_have_attribute("data-decision", "confirmed")
    assert you.row(two).get_attribute("data-translation") != ""
    you.stand(two)
    with you.gesture():
        you.click("unlink")
    me.page.bring_to_front()
    me.page.evaluate("dispatchEvent(new Event('focus'))")
    expect(me.row(two)).to_have_attribute("data-translation", "")


def test_what_was_said_to_be_saved_is_there_after_a_crash_and_what_was_not_is_told(begin, again, expect):
    me, served = begin("republication", tolerated="ERR_")
    one, two = me.plain(2)
    me.stand(one)
    with me.gesture():
        me.click("confirm")
    served.kill()
    me.stand(two)
    me.click("confirm")
    expect(me.page.locator("#saved")).to_have_text("not saved")
    expect(me.page.locator("#alarm")).to_contain_text("not saved")
    me.page.close()  # which would ask the new program with the old token
    served.start()
    me = again(served)
    expect(me.row(one)).to_have_attribute("data-decision", "confirmed")
    assert not me.row(two).get_attribute("data-decision")
    with me.gesture():
        me.click("undo")
    assert not me.row(one).get_attribute("data-decision")


@pytest.mark.parametrize(("width", "scheme"), WINDOWS)
def test_a_review_has_no_barriers(begin, width, scheme):
    me, _ = begin("compilation", width=width, color_scheme=scheme)
    assert barriers(me.page) == []
    me.finding("major").locator("h3").click()
    assert barriers(me.page) == []


@pytest.mark.parametrize(("width", "scheme"), [WINDOWS[0], WINDOWS[-1]])
def test_no_question_of_a_review_has_barriers(begin, expect, width, scheme):
    me, _ = begin("compilation", width=width, color_scheme=scheme)
    me.finding("major").locator("h3").click()
    for question in ("dismiss", "add-finding", "link"):
        me.click(question)
        expect(me.page.locator("#asking")).to_be_visible()
        assert barriers(me.page) == [], question
        assert overhang(me.page) == 0
        me.press("Escape")
        expect(me.page.locator("#asking")).not_to_be_visible()


def test_a_text_that_looks_like_a_program_stays_a_text_in_a_review(begin, expect):
    me, _ = begin("strange", width=360, height=740)
    assert me.page.title() != "taken"
    assert me.page.locator("#texts :is(script, img)").count() == 0
    assert overhang(me.page) == 0
    (one,) = me.plain(1)
    me.stand(one)
    me.click("reword")
    me.page.get_by_label("translation, sentence").fill(EVIL)
    with me.gesture():
        me.answer("Keep this wording")
    expect(me.row(one)).to_contain_text(EVIL)
    assert me.page.title() != "taken"
    assert me.page.locator("#texts :is(script, img)").count() == 0


def test_an_article_of_others_can_be_reviewed(begin, again, expect):
    me, served = begin("lambert")
    one, two = me.plain(2)
    me.stand(one)
    with me.gesture():
        me.click("merge-next")
    with me.gesture():
        me.click("confirm")
    finding = me.finding("major")
    finding.locator("h3").click()
    me.click("dismiss")
    with me.gesture():
        me.answer("in other words")
    with me.gesture():
        me.click("undo")
    me = again(served)
    expect(me.row(one)).to_have_attribute("data-original", f"{one} {two}")
    expect(me.row(one)).to_have_attribute("data-decision", "confirmed")
    expect(finding).not_to_contain_text("dismissed")
