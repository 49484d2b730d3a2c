"""The page of a report, as a browser reads it: both texts whole, each finding once, and nothing that is not ours."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from sample_reports import beads, document, retold, translated

from align import fingerprints, write
from align.model import Alignment, Bead, Decision, Document, Finding, Place, Report, Score, Severity, Span
from align.write import page, side_by_side, strip

SIDES = ("original", "translation")
REPORTS = pytest.mark.parametrize("report", [retold(), translated()], ids=["retold", "translated"])


def shown(report: Report) -> html.HtmlElement:
    """The page as a browser reads it."""
    return html.document_fromstring(write.html(report))


def pairs(*texts: tuple[str, str], confidence: float = 0.9, findings: tuple[Finding, ...] = (), to: str = "de") -> Report:
    """A report of one-sentence paragraphs, each beside its translation; an empty text is no sentence."""
    one = document("one.md", "en", [("paragraph", [text]) for text, _ in texts if text])
    two = document("two.md", to, [("paragraph", [text]) for _, text in texts if text])
    shapes = [(int(bool(left)), int(bool(right)), confidence) for left, right in texts]
    return Report(Alignment(one, two, beads(*shapes)), findings, Score(90, 1, 1, "Nearly the same."), "signature")


def finding(bead: int, severity: Severity = "minor", original: Span | None = None, translation: Span | None = None) -> Finding:
    """A finding about one bead."""
    message = "The figure is another one."
    return Finding("numbers.changed", "number", severity, 0.9, message, (bead,), original, translation)


def long(sentences: int) -> Report:
    """An article with a finding on every sentence."""
    report = pairs(
        *[(f"Sentence {n} says 1 of it, and goes on a while.", f"Satz {n} sagt 2 davon und noch mehr.") for n in range(sentences)]
    )
    alignment = report.alignment
    spans = zip(alignment.original.sentences, alignment.translation.sentences, strict=True)
    places = [(Span(one.span.start, one.span.start + 8), Span(two.span.start, two.span.start + 4)) for one, two in spans]
    found = tuple(
        replace(finding(number, original=one, translation=two), evidence=(("original", "1 = 1"), ("translation", "2 = 2")))
        for number, (one, two) in enumerate(places)
    )
    return replace(report, findings=found)


# ---- the texts


@REPORTS
def test_a_page_shows_both_texts_whole(report: Report) -> None:
    """Side by side, in the order of the beads, and not a character lost."""
    rows = shown(report).xpath("//div[contains(concat(' ', @class, ' '), ' row ')]")
    assert [row.get("id") for row in rows] == [f"bead-{number}" for number in range(len(report.alignment.beads))]
    for number, row in enumerate(rows):
        said = ["".join(p.text_content() for p in row.xpath(f"./div[contains(@class, 'cell {side}')]/p")) for side in SIDES]
        assert ["".join(text.split()) for text in said] == ["".join(text.split()) for text in report.alignment.texts(number)]


@REPORTS
def test_an_addressed_page_has_every_sentence_once_and_in_the_row_that_says_so(report: Report) -> None:
    rows = html.document_fromstring(page.whole(page.view(report, addressed=True))).xpath("//div[@data-bead]")
    for side in SIDES:
        told = [number for row in rows for number in row.get(f"data-{side}").split()]
        held = [str(number) for row in rows for number in row.xpath(f".//span[@data-side='{side}']/@data-sentence")]
        assert held == told
        assert sorted(map(int, told)) == list(range(len(report.alignment.document(side).sentences)))


@REPORTS
def test_the_groups_are_the_page_and_each_can_be_made_alone(report: Report) -> None:
    """The review makes anew what a gesture changed, and no more."""
    view = page.view(report)
    assert [bead for group in view.groups for bead in group.beads] == list(range(len(report.alignment.beads)))
    whole = page.whole(view)
    for group in view.groups:
        assert page.group(view, group) in whole
    assert page.head(view) in whole


def test_a_bead_that_spans_paragraphs_shows_both() -> None:
    one = document("one", "en", [("heading", ["A title"]), ("paragraph", ["And a text."])])
    two = document("two", "de", [("paragraph", ["Ein Name und ein Text."])])
    report = Report(Alignment(one, two, (Bead(range(2), range(1)),)), (), Score(100, 1, 1), "signature")
    row = side_by_side.texts(report).row(0)
    assert [(part.kind, part.starts) for part in row.cells[0].parts] == [("heading", True), ("paragraph", True)]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), max_size=6))
def test_marks_may_cross_and_the_pieces_still_make_the_text(places: list[tuple[int, int]]) -> None:
    text = "The ship left with nine joints on board, and came back."
    spans = [Span(start, min(start + length, len(text))) for start, length in places]
    report = pairs((text, "x"), findings=tuple(finding(0, original=span) for span in spans))
    ((_, pieces),) = side_by_side.texts(report).row(0).cells[0].parts[0].sentences
    assert "".join(piece.text for piece in pieces) == text
    for number, span in enumerate(spans):
        assert "".join(piece.text for piece in pieces if number in piece.findings) == span.of(text)
        assert sum(number in piece.begins for piece in pieces) == sum(number in piece.ends for piece in pieces) == 1


def test_a_page_says_which_language_and_direction_each_side_has() -> None:
    report = pairs(("one", "واحد"), to="ar")
    cells = shown(report).xpath("//div[contains(@class, 'cell')]")
    assert [(cell.get("lang"), cell.get("dir")) for cell in cells] == [("en", None), ("ar", "rtl")]


def test_a_word_without_end_is_whole_on_the_page_and_may_be_broken() -> None:
    word = "Donau" * 400
    row = shown(pairs((word, word))).get_element_by_id("bead-0")
    assert word in row.text_content()
    assert re.search(r"body \{[^}]*overflow-wrap: anywhere", page.style())


def test_furniture_stands_in_bands_named_by_their_role() -> None:
    bands = shown(retold()).xpath("//details[@class='band']")
    names = [band.xpath("./summary/b")[0].text_content() for band in bands]
    assert names == ["headline", "page controls", "summary", "credit", "editor’s note", "promotion", "disclaimer"]


def test_a_band_is_folded_unless_something_grave_is_in_it() -> None:
    for band in shown(retold()).xpath("//details[@class='band']"):
        grave = band.xpath(".//article[contains(@class, 'major') or contains(@class, 'critical')]")
        assert (band.get("open") is not None) == bool(grave)


def test_an_omission_is_a_gap_and_a_doubtful_pair_says_so() -> None:
    page_of = shown(retold())
    (gap,) = page_of.xpath("//div[@id='bead-30']/div[contains(@class, 'gap')]")
    assert gap.text_content().strip() == "nothing on this side"
    doubtful = page_of.xpath("//div[.//span[@class='doubt'] and starts-with(@id, 'bead-')]/@id")
    assert doubtful == ["bead-23"]


def test_what_people_decided_of_pairs_and_findings_is_told() -> None:
    one = replace(finding(0, original=Span(0, 3)), decision=Decision("accepted", "the author says <two>"))
    report = pairs(("one", "eins"), ("two", "zwei"), confidence=0.2, findings=(one,))
    decided = (replace(report.alignment.beads[0], decision="confirmed"), replace(report.alignment.beads[1], decision="doubtful"))
    report = replace(report, alignment=replace(report.alignment, beads=decided))
    page_of = shown(report)
    assert page_of.xpath("//p[@class='decided']")[0].text_content() == "accepted: the author says <two>"
    assert page_of.xpath("//span[@class='doubt']/ancestor::div[@class='row']/@id") == ["bead-1"]
    assert page_of.xpath("//span[@class='confirmed']/ancestor::div[@class='row']/@id") == ["bead-0"]


# ---- the findings


@REPORTS
def test_each_finding_stands_on_the_page_once_beside_its_first_pair(report: Report) -> None:
    page_of = shown(report)
    names = fingerprints.of_findings(report.alignment, report.findings)
    assert sorted(page_of.xpath("//article/@id")) == sorted(f"finding-{name}" for name in names)
    for name, found in zip(names, report.findings, strict=True):
        article = page_of.get_element_by_id(f"finding-{name}")
        assert found.message in article.xpath("./h3")[0].text_content()
        assert article.getparent().getprevious().get("id") == f"bead-{found.beads[0]}"
        assert dict(article.attrib).items() >= {
            ("class", f"finding {found.severity}"), ("data-rule", found.rule), ("data-kind", found.category)
        }  # fmt: skip


@REPORTS
def test_findings_are_numbered_as_they_are_read(report: Report) -> None:
    numbers = [int(n.text_content()) for n in shown(report).xpath("//article/h3/*[@class='n']")]
    assert numbers == list(range(1, len(report.findings) + 1))


@REPORTS
def test_marks_on_both_sides_tell_their_finding_how_grave_it_is_and_of_what_kind(report: Report) -> None:
    page_of = shown(report)
    marks = page_of.xpath("//div[@class='row']//mark[not(@class='related')]")
    assert marks
    for mark in marks:
        article = page_of.get_element_by_id(f"finding-{mark.get('data-finding').split()[0]}")
        assert f"finding {mark.get('class')}" == f"{article.get('class')} {article.get('data-kind')}"


def test_what_to_look_at_first_is_listed_the_gravest_first_a_line_each() -> None:
    page_of = shown(retold())
    listed = [str(link) for link in page_of.xpath("//section[@id='findings']//li/a/@href")]
    severities = [page_of.get_element_by_id(link[1:]).get("class").removeprefix("finding ") for link in listed]
    assert len(set(listed)) == len(listed) == len(retold().findings)
    assert [severity for severity, _ in pairwise([*severities, ""])] == sorted(
        severities, key=("critical", "major", "minor", "neutral").index
    )


def test_a_finding_tells_what_its_rule_is_worth_where_that_is_known() -> None:
    report = pairs(("one", "eins"), findings=(finding(0),))
    assert "right 7 of 9" in write.html(report, {"numbers.changed": "right 7 of 9"})
    assert "right 7 of 9" not in write.html(report)


def test_a_finding_about_the_whole_stands_above_the_texts() -> None:
    about = replace(finding(0), beads=())
    page_of = shown(pairs(("one", "eins"), findings=(about,)))
    assert len(page_of.xpath("//header//article")) == len(page_of.xpath("//article")) == 1


def test_other_places_of_a_finding_are_named_once_and_not_all() -> None:
    report = pairs(*[(f"one {n}", f"eins {n}") for n in range(12)])
    places = tuple(Place("translation", sentence.span) for sentence in report.alignment.translation.sentences[1:])
    (note,) = page.view(replace(report, findings=(replace(finding(0), related=places * 2),))).notes
    assert note.elsewhere == (1, 2, 3, 4, 5, 6) and note.more == 5


def test_a_finding_about_a_whole_sentence_stands_beside_it_unless_neutral_or_told_by_a_band() -> None:
    cells = shown(retold()).xpath("//div[contains(@class, 'cell') and contains(@class, ' all ')]")
    numbers = [str(ref.get("href")) for cell in cells for ref in cell.xpath("./p/a[@class='ref']")]
    rules = [shown(retold()).get_element_by_id(link[1:]).get("data-rule") for link in numbers]
    assert rules == ["coverage.omitted", "coverage.footnote"]


# ---- the head


def test_a_page_has_the_score_card_by_kind_and_severity() -> None:
    """What each kind cost, the costliest first, and all together."""
    (card,) = shown(retold()).xpath("//details[@class='card']/table")
    rows = [[cell.text_content().strip() for cell in row] for row in card.xpath(".//tr")]
    assert rows[0] == ["findings", "critical", "major", "minor", "neutral", "cost"]
    assert rows[1] == ["negation", "1", "", "", "", "25"]
    assert rows[-1] == ["all", "1", "5", "8", "7", "58"]


def test_a_strip_gives_every_sentence_its_room() -> None:
    report = retold()
    drawn = strip.drawn(report)
    for side in SIDES:
        runs = [run for run in drawn.runs if run.side == side]
        assert all(one.start + one.length <= two.start + 0.02 for one, two in pairwise(runs))
        assert runs[-1].start + runs[-1].length <= strip.LENGTH + 0.02
    assert {run.look for run in drawn.runs} == {"paired", "furniture", "alone"}
    assert len(drawn.ticks) == sum(found.severity != "neutral" for found in report.findings)
    assert drawn.ticks[-1].severity == "critical", "the gravest lies on top"


def test_a_page_is_called_by_the_article_s_first_heading() -> None:
    assert shown(retold()).xpath("//h1")[0].text_content() == "The Ship That Mends the Net"
    assert shown(pairs(("one", "eins"))).xpath("//h1")[0].text_content() == "one.md"


def test_a_page_of_an_empty_report_is_a_page() -> None:
    nothing = Document("empty.md", "en", "", (), ())
    report = Report(Alignment(nothing, replace(nothing, language="de"), ()), (), Score(100, 0, 0), "signature")
    assert "Nothing was found" in write.html(report)


# ---- the file


@REPORTS
def test_every_link_of_a_page_leads_to_a_place_in_it(report: Report) -> None:
    page_of = shown(report)
    ids = page_of.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {str(link) for link in page_of.xpath("//@href")} <= {f"#{name}" for name in ids}
    assert {str(name) for name in page_of.xpath("//@aria-labelledby | //@data-opens")} <= set(map(str, ids))


def test_a_page_needs_no_network() -> None:
    text = write.html(retold())
    page_of = html.document_fromstring(text)
    assert (
        page_of.xpath("//link | //img | //iframe | //object | //form | //@style | //@src | //@*[starts-with(name(), 'on')]") == []
    )
    assert "url(" not in text and "@import" not in text and "import(" not in text and "fetch(" not in text


def test_a_page_allows_its_own_style_and_scripts_and_nothing_else() -> None:
    text = write.html(retold())
    page_of = html.document_fromstring(text)
    (policy,) = page_of.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    scripts = re.findall(r'<script type="module">(.*?)</script>', text, re.DOTALL)
    assert len(scripts) == len(page_of.xpath("//script")) == len(page.scripts()) > 0
    digests = ["'sha256-" + base64.b64encode(hashlib.sha256(it.encode()).digest()).decode() + "'" for it in (style, *scripts)]
    assert policy == (
        f"default-src 'none'; style-src {digests[0]}; script-src {' '.join(digests[1:])}; base-uri 'none'; form-action 'none'"
    )


def test_behaviours_share_nothing_but_the_page() -> None:
    """So that each can stand in the page as it is, and be read alone."""
    for name, script in page.scripts():
        assert not re.search(
            r"^\s*(import|export)\b|innerHTML|outerHTML|insertAdjacentHTML|\beval\b|(window|globalThis)\.\w+ =", script, re.M
        ), name
        assert "// @ts-check" in script and "</script" not in script


def test_without_scripts_nothing_is_hidden_but_what_needs_them() -> None:
    hidden = shown(retold()).xpath("//*[@hidden]")
    assert hidden and all(one.xpath("ancestor-or-self::*[@data-scripted]") for one in hidden)
    assert all(one.xpath("ancestor-or-self::*[@hidden]") for one in shown(retold()).xpath("//main//button | //input | //select"))


def test_text_that_looks_like_html_stays_text() -> None:
    hostile = '</p><img src=x onerror=alert(1)> "quoted" \x00 &amp;</script><script>alert(1)</script>'
    about = replace(finding(0, original=Span(4, 20)), message=hostile, evidence=((hostile, hostile),), suggestion=hostile)
    report = pairs((hostile, hostile), findings=(about,))
    report = replace(report, score=Score(1, 1, 1, hostile), warnings=(hostile,), signature=hostile)
    report = replace(report, alignment=replace(report.alignment, original=replace(report.alignment.original, name=hostile)))
    page_of = shown(report)
    assert page_of.xpath("//img | //@onerror | //script[not(@type='module')]") == []
    assert page_of.xpath("//title")[0].text_content().count("<img src=x onerror=alert(1)>") == 1
    assert "\x00" not in write.html(report)


def test_text_cannot_turn_the_page_round() -> None:
    """A character that changes direction acts on its own sentence, cell or message, and no further."""
    turned = "\u202eabc"
    report = pairs(
        (turned, turned), findings=(replace(finding(0), message=turned, evidence=((turned, turned),), suggestion=turned),)
    )
    report = replace(report, score=Score(1, 1, 1, turned), warnings=(turned,))
    for place in shown(report).xpath("//body//text()[not(parent::title) and contains(., '\u202e')]"):
        assert {"bdi", "p", "dt", "dd"} & {one.tag for one in (place.getparent(), *place.getparent().iterancestors())}
    assert "bdi, .cell p { unicode-bidi: isolate; }" in page.style()
    assert ".why :is(dt, dd) { display: inline; unicode-bidi: plaintext; }" in page.style()


@REPORTS
def test_the_same_report_is_the_same_page(report: Report) -> None:
    assert write.html(report) == write.html(replace(report))


def test_a_page_of_two_hundred_sentences_is_under_a_megabyte() -> None:
    assert len(write.html(long(200)).encode()) < 1_000_000


def test_a_long_article_is_laid_out_as_it_comes_into_sight_and_a_short_one_at_once() -> None:
    """What is not laid out is blank in a picture of the whole page, and its height is a guess."""
    assert [shown(long(n)).get_element_by_id("texts").get("class") for n in (200, 201)] == ["texts", "texts long"]
    assert [shown(long(n)).xpath("//header")[0].get("class") for n in (200, 201)] == ["top", "top long"]


def test_on_paper_all_of_a_long_article_is_laid_out() -> None:
    screen, paper = page.style().split("@media print", 1)
    (put_off, shown_at_once) = (
        {
            selector.strip()
            for selectors in re.findall(rf"([^{{}}]+)\{{[^}}]*(?<!-)content-visibility: {how}", style)
            for selector in selectors.split(",")
        }
        for style, how in ((screen, "auto"), (paper, "visible"))
    )
    assert put_off
    assert put_off <= shown_at_once


def test_a_row_has_few_elements() -> None:
    """Two thousand rows open at once only if a row is no forest."""
    page_of = shown(long(50))
    rows = page_of.xpath("//div[contains(@class, 'row')]")
    assert max(len(row.xpath(".//*")) for row in rows) <= 14
    assert Counter(len(group.xpath("./div")) for group in page_of.xpath("//div[@class='group']")) == {1: 50}
