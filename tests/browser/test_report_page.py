"""The report as people open it: in a browser, on any width, in light and dark, on paper, with and without JavaScript."""

from __future__ import annotations

import json
import re
from collections import Counter
from urllib.parse import unquote

import pytest
from eyes import WINDOWS, barriers, overhang

ARTICLES = ("compilation", "republication", "strange")
SHOWN = ":not([hidden], [hidden] *)"
FINDINGS = f"#texts .finding{SHOWN}"
ROWS = f"#texts .row{SHOWN}"


@pytest.fixture
def report(run, visit):
    """Opens the report of an article, at a place in it."""
    return lambda name, place="", **options: visit((run(name) / "report.html").as_uri() + place, **options)


@pytest.fixture
def found(run):
    """What the record of an article says was found."""
    return lambda name: json.loads((run(name) / "report.json").read_bytes())["findings"]


def seen(page, selector):
    """Whether each of these can be seen."""
    return page.locator(selector).evaluate_all("found => found.map(one => one.checkVisibility())")


def ids(page, selector):
    return page.locator(selector).evaluate_all("found => found.map(one => one.id)")


def boxes(page, selector):
    """Where each of these stands."""
    return page.locator(selector).evaluate_all("found => found.map(one => one.getBoundingClientRect().toJSON())")


# What anyone sees


@pytest.mark.parametrize(
    ("article", "width", "scheme"),
    [*(("republication", *window) for window in WINDOWS), ("compilation", *WINDOWS[0]), ("strange", *WINDOWS[-1])],
)
def test_a_report_has_no_barriers(report, article, width, scheme):
    page = report(article, width=width, color_scheme=scheme)
    assert barriers(page) == []


@pytest.mark.parametrize("article", [*ARTICLES, "lambert"])
def test_nothing_sticks_out_on_a_phone(report, article):
    page = report(article, width=360, height=740)
    assert overhang(page) == 0
    page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true")
    assert overhang(page) == 0


@pytest.mark.parametrize("article", [*ARTICLES, "lambert"])
def test_every_finding_is_on_the_page_once_and_every_link_leads_somewhere(report, found, article):
    page = report(article)
    assert Counter(ids(page, ".finding")) == Counter(f"finding-{finding['id']}" for finding in found(article))
    places = page.locator("a[href^='#']").evaluate_all("links => links.map(link => link.getAttribute('href').slice(1))")
    assert set(map(unquote, places)) <= set(ids(page, "[id]"))


def test_a_text_that_looks_like_a_program_stays_a_text(report):
    page = report("strange")
    assert "<script>document.title = 'taken'</script>" in page.locator("#texts").inner_text()
    assert page.title() != "taken"
    assert page.locator("#texts :is(script, img)").count() == 0


def test_sentences_of_both_sides_stand_in_reading_order(report):
    """On a wide window beside each other, on a phone one below the other."""
    row = f"{ROWS}:has(.cell.original p:not([class])):has(.cell.translation p:not([class])) .cell"
    original, translation = boxes(report("compilation"), row)[:2]
    assert original["right"] <= translation["left"]
    assert original["top"] < translation["bottom"]
    original, translation = boxes(report("compilation", width=360), row)[:2]
    assert original["bottom"] <= translation["top"]
    assert original["left"] < translation["right"]


# Without JavaScript, and on paper


def test_without_scripts_everything_is_there_and_nothing_offers_what_it_cannot_do(report, found):
    page = report("republication", java_script_enabled=False)
    assert page.locator(FINDINGS).count() == len(found("republication"))
    assert not page.locator(".filter").is_visible()
    assert not page.locator("[data-step]").first.is_visible()
    folded = page.locator("details.band:not([open]) > summary")
    while folded.count():
        folded.first.click()
    assert all(seen(page, FINDINGS))


def test_on_paper_every_finding_is_a_footnote_and_no_control_is_printed(report, found):
    page = report("compilation", color_scheme="dark")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert all(seen(page, FINDINGS))
    assert not page.locator(".filter").is_visible()
    row, footnote = boxes(page, f"{ROWS}:has(+ .margin), {ROWS} + .margin")[:2]
    assert footnote["top"] >= row["bottom"] - 1, "a footnote stands below what it is about"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")


def test_it_is_printed_on_a4(report):
    paper = report("compilation").pdf(prefer_css_page_size=True)
    sizes = {tuple(round(float(part)) for part in box.split()) for box in re.findall(rb"/MediaBox\s*\[([\d. ]+)\]", paper)}
    assert {(wide, high) for _, _, wide, high in sizes} <= {(595, 842), (594, 842), (596, 842), (595, 841)} != {()}


# With scripts: narrowing down, going through, light and dark


def test_findings_are_narrowed_down_by_how_grave_they_are(report, found, expect):
    page, graves = report("republication"), [finding for finding in found("republication") if finding["severity"] == "critical"]
    for severity in ("major", "minor", "neutral"):
        page.get_by_role("checkbox", name=severity).uncheck()
    expect(page.locator(FINDINGS)).to_have_count(len(graves))
    assert ids(page, FINDINGS) == [f"finding-{finding['id']}" for finding in graves]
    expect(page.locator("[data-shown]")).to_have_text(f"{len(graves)} of {len(found('republication'))} findings")
    assert page.locator("#texts mark:not(.off):not(.critical):not(.related)").count() == 0


@pytest.mark.parametrize("kind", ["number", "addition"])
def test_findings_are_narrowed_down_by_kind(report, found, expect, kind):
    page, wanted = report("republication"), [finding for finding in found("republication") if finding["category"] == kind]
    page.locator("[name=kind]").select_option(kind)
    expect(page.locator(FINDINGS)).to_have_count(len(wanted))
    assert set(ids(page, FINDINGS)) == {f"finding-{finding['id']}" for finding in wanted}


def test_rows_are_narrowed_down_by_the_role_of_their_passage(report, expect):
    page = report("republication")
    bands = page.locator(f"details.band{SHOWN}")
    assert bands.count()
    page.locator("[name=role]").select_option("article")
    expect(bands).to_have_count(0)
    assert page.locator(ROWS).count()
    role = page.locator("details.band").first.get_attribute("data-role")
    page.locator("[name=role]").select_option(role)
    expect(bands).not_to_have_count(0)
    assert {band.get_attribute("data-role") for band in bands.all()} == {role}
    assert page.locator(f"#texts > .group{SHOWN}").count() == 0


def test_rows_are_narrowed_down_by_words_of_either_text_and_of_findings(report, expect):
    page = report("compilation")
    for words in ("Cannery", "亿", "numbers.changed"):
        page.get_by_role("searchbox").fill("")
        expect(page.locator("#texts .row[hidden]")).to_have_count(0)
        page.get_by_role("searchbox").fill(words)
        expect(page.locator("#texts .row[hidden]")).not_to_have_count(0)
        pairs = page.locator(ROWS).evaluate_all("""rows => rows.map(row => {
            const margin = row.nextElementSibling;
            return row.textContent + (margin?.matches(".margin") ? margin.textContent : "");
        })""")
        assert pairs
        assert all(words.lower() in pair.lower() for pair in pairs), words


def test_what_is_folded_is_found_as_well_and_folded_again_when_all_is_shown(report, expect):
    page = report("compilation")
    band = page.locator("details.band:not([open])").first
    name = band.get_attribute("data-first")
    band = page.locator(f"details.band[data-first='{name}']")
    words = band.locator(".cell p").first.text_content().strip()[:8]
    page.get_by_role("searchbox").fill(words)
    expect(band).to_have_attribute("open", "")
    page.get_by_role("searchbox").fill("")
    expect(band).not_to_have_attribute("open", "")
    assert page.locator(f"#texts .row{SHOWN}").count() == page.locator("#texts .row").count()


def test_findings_can_be_seen_alone(report, found, expect):
    page = report("republication")
    page.get_by_role("checkbox", name="findings only").check()
    expect(page.locator(f"{ROWS}:not(:has(+ .margin))")).to_have_count(0)
    assert page.locator(FINDINGS).count() == len(found("republication"))


def test_keys_go_from_finding_to_finding_and_back(report):
    page = report("republication")
    seen = []
    for _ in range(3):
        page.keyboard.press("n")
        seen.append(page.evaluate("document.activeElement.id"))
    page.keyboard.press("p")
    assert seen == ids(page, ".finding")[:3]
    assert page.evaluate("document.activeElement.id") == seen[1]
    assert page.locator(f"#{seen[1]}").is_visible()


def test_the_keys_go_on_from_the_finding_that_a_link_led_to(report, expect):
    page = report("republication")
    link = page.locator(".first li a").first
    all_of_them = ids(page, "#texts .finding")
    here = all_of_them.index(link.get_attribute("href").removeprefix("#"))
    link.click()
    expect(page.locator(f"#{all_of_them[here]}")).to_be_focused()
    page.keyboard.press("n")
    expect(page.locator(f"#{all_of_them[here + 1]}")).to_be_focused()


def test_keys_leave_out_what_is_not_shown(report, expect):
    page = report("republication")
    page.locator("[name=kind]").select_option("number")
    expect(page.locator(f"{FINDINGS}:not([data-kind=number])")).to_have_count(0)
    page.locator("[name=kind]").blur()
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.dataset.kind") == "number"


def test_keys_go_from_row_to_row(report):
    page = report("republication")
    for key in ("j", "j", "k"):
        page.keyboard.press(key)
    first, second = page.locator(ROWS).nth(0), page.locator(ROWS).nth(1)
    assert first.evaluate("row => row.contains(document.activeElement)")
    page.keyboard.press("j")
    assert second.evaluate("row => row.contains(document.activeElement)")


def test_keys_are_letters_where_one_writes(report):
    page = report("republication")
    page.keyboard.press("/")
    page.keyboard.type("jnp?")
    assert page.get_by_role("searchbox").input_value() == "jnp?"


def test_keys_are_told_on_a_key_and_closed_on_another(report, expect):
    page = report("republication")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert barriers(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).not_to_be_visible()


def test_an_address_leads_to_a_finding_in_a_folded_band(report, expect):
    folded = ids(report("compilation"), "details.band:not([open]) .finding")
    assert folded
    page = report("compilation", place=f"#{folded[-1]}")
    expect(page.locator(f"#{folded[-1]}")).to_be_in_viewport()


def test_the_drawing_of_the_article_leads_into_it(report, expect):
    page = report("republication", height=1100)
    link = page.locator("header svg a").first
    link.click()
    place = link.get_attribute("href")
    expect(page.locator(place)).to_be_in_viewport()


def test_light_and_dark_can_be_chosen_and_are_kept(report):
    page = report("compilation", color_scheme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_role("button", name="light and dark").click()
    dark = page.evaluate(ground)
    assert dark != light
    assert barriers(page) == []
    page.reload()
    assert page.evaluate(ground) == dark
    page.emulate_media(media="print")
    assert page.evaluate(ground) in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")


def test_the_first_step_of_the_keyboard_leads_past_the_head(report, expect):
    page = report("compilation")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#texts$"))
