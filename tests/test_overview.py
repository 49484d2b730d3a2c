"""Many articles at a glance: which come first, what their publishers do, who writes what; the page, its tables, its memories."""

from __future__ import annotations

import base64
import csv
import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import process_time
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from align import batch, corpus, glossaries
from align.errors import InputError
from align.overview import Family, Furniture, Grave, Overview, Rendering, Row, Told, overview
from align.read import entries
from align.settings import Settings
from align.write import as_overview, trend

ARTICLES = ("cannery", "dialect", "shoebox")


def in_turn(job, tasks):
    for task in tasks:
        yield task, job(task)


def reported(root: Path, out: Path) -> Path:
    """Does every article in a folder, and returns the page on all of them."""
    with batch.opened(out) as index:
        batch.plan(root, index, lambda _: Settings())
        list(batch.done(root, index, lambda _: Settings(), in_turn))
        return batch.overview(index)


@pytest.fixture(scope="module")
def done(tmp_path_factory) -> Path:
    """The reports of the corpus, and of a folder that is no article."""
    home = tmp_path_factory.mktemp("desk")
    for name in ARTICLES:
        shutil.copytree(corpus.shipped() / name, home / "articles" / name)
    (home / "articles" / "lost").mkdir()
    (home / "articles" / "lost" / "article.toml").write_text('title = "Lost"\n', "utf-8")
    reported(home / "articles", home / "reports")
    return home / "reports"


@pytest.fixture
def copied(done, tmp_path) -> Path:
    shutil.copytree(done, tmp_path / "reports")
    return tmp_path / "reports"


def again(out: Path) -> Path:
    with batch.opened(out) as index:
        return batch.overview(index)


def told(points: float = 95.0, publisher: str = "Attic", day: str = "2026-03-14", **more) -> Told:
    """A report of a page with nothing in it, but for what is given."""
    given = {
        "original": "original", "translation": "translation", "report": "kite", "languages": ("en", "de"),
        "publishers": ("Roof", publisher), "published": ("", day), "role": "translation", "between_ends": False,
        "sentences": (3, 3), "beads": 3, "points": points, "gist": "A translation.", "related": True, "counts": (0, 0, 0, 0),
        "families": (), "gravest": (), "furniture": (), "characters": (1000, 1000), "renderings": (),
    }  # fmt: skip
    return Told(**(given | more))


def row(name: str, *reports: Told, **more) -> Row:
    return Row(
        name, "done", title=more.pop("title", name.title()), reports=tuple(replace(one, report=name) for one in reports), **more
    )


def of(*rows: Row) -> Overview:
    return overview(lambda: rows)


def page(found: Overview) -> html.HtmlElement:
    return html.document_fromstring("".join(as_overview.html(found)))


def whole(found: Overview) -> dict[str, str]:
    makers = (as_overview.html, as_overview.csv, as_overview.terms, as_overview.json)
    return {made.__name__: "".join(made(found)) for made in makers}


def lines(said: Iterator[str]) -> list[dict[str, str]]:
    return list(csv.DictReader("".join(said).splitlines()))


# What comes first


def test_texts_that_do_not_belong_together_come_first_and_then_the_lowest_scores():
    found = of(row("fair", told(95)), row("good", told(99)), row("other", told(99.5, related=False)), row("poor", told(80)))
    assert [one.name for one in found.articles] == ["other", "poor", "fair", "good"]


def test_an_article_is_as_good_as_its_worst_report():
    """What a reader meets at the end of several steps may be worse than any of them."""
    found = of(row("chain", told(97), told(98), told(90, between_ends=True)), row("one", told(95)))
    assert [one.name for one in found.articles] == ["chain", "one"]


def test_of_equal_scores_the_graver_findings_come_first():
    found = of(row("a", told(counts=(0, 9, 0, 0))), row("b", told(counts=(0, 0, 0, 1))), row("c", told(counts=(0, 0, 2, 0))))
    assert [one.name for one in found.articles] == ["b", "c", "a"]


def test_the_ends_of_several_steps_are_not_counted_again():
    step, ends = told(counts=(0, 0, 0, 1)), told(counts=(0, 0, 0, 1), between_ends=True)
    found = of(row("chain", step, ends))
    assert found.found["critical"] == 1
    assert [len(publisher.pages) for publisher in found.publishers] == [1]


def test_the_page_says_in_its_first_screen_which_three_need_attention(done):
    shown = html.document_fromstring((done / "index.html").read_bytes())
    rows = [one for one in batch.rows(done) if one.state == "done"]
    worst = sorted(rows, key=lambda one: one.worst.points)[:3]
    assert [title.text_content() for title in shown.xpath("//section[@id='attention']//h3")] == [one.title for one in worst]


# What publishers do


def test_a_publisher_has_the_score_in_the_middle_of_its_pages():
    (publisher,) = of(*(row(name, told(points)) for name, points in (("a", 90.0), ("b", 96.0), ("c", 99.0)))).publishers
    assert (publisher.points, publisher.lowest) == (96.0, 90.0)


def test_a_habit_is_a_share_of_all_pages_and_tells_its_inventions():
    note = told(furniture=(Furniture("note", 1, 300, 1), Furniture("ui", 2, 100)))
    (publisher,) = of(row("a", note), row("b", told())).publishers
    assert [(one.role, one.pages, one.share, one.inventions) for one in publisher.habits] == [
        ("note", 1, 0.15, 1),
        ("ui", 1, 0.05, 0),
    ]
    assert (publisher.added, publisher.inventions) == (pytest.approx(0.2), 1)


def test_drift_of_a_publisher_is_that_of_all_its_pages():
    numbers, terms = Family("numbers", (0, 1, 2, 3)), Family("terms", (1, 0, 0, 0))
    (publisher,) = of(row("a", told(families=(numbers,))), row("b", told(families=(numbers, terms)))).publishers
    assert publisher.families == {"numbers": (0, 2, 4, 6), "terms": (1, 0, 0, 0)}


def test_who_published_most_comes_first_and_nobody_last():
    pages = [row(f"{name}{number}", told(publisher=name)) for name, many in (("B", 1), ("", 5), ("A", 2)) for number in range(many)]
    assert [publisher.name for publisher in of(*pages).publishers] == ["A", "B", ""]


def test_a_summary_that_invents_is_told_of_its_publisher(done):
    shown = html.document_fromstring((done / "index.html").read_bytes())
    (habits,) = shown.xpath("//tr[th[contains(., '燈塔評論')]]/td[contains(@class, 'habits')]")
    assert "1 invention" in habits.text_content()


# Who writes what


def used(wording: str, status: str = "preferred", times: int = 1) -> tuple[Rendering, ...]:
    return (Rendering("zhipu", "智谱", wording, status, times),)


def test_a_concept_tells_who_writes_it_how_and_since_when():
    found = of(
        row("a", told(publisher="A", day="2026-05-01", renderings=used("Zhipu AI", "deprecated", 2))),
        row("b", told(publisher="A", day="2026-03-02", renderings=used("Zhipu AI", "deprecated"))),
        row("c", told(publisher="B", day="2026-04-01", renderings=used("Z.ai"))),
    )
    (concept,) = found.concepts
    assert [(use.publisher, use.wording, use.times, use.pages, use.since, use.until, use.report) for use in concept.uses] == [
        ("A", "Zhipu AI", 3, 2, "2026-03-02", "2026-05-01", "b"),
        ("B", "Z.ai", 1, 1, "2026-04-01", "2026-04-01", "c"),
    ]
    assert (concept.originals, concept.refused, concept.varied) == (("智谱",), True, True)


def test_the_chinese_of_two_regions_is_not_one_and_the_english_of_two_is():
    tags = ("zh-CN", "zh-TW", "en", "en-GB-x-retrans")
    found = of(*(row(tag, told(languages=("de", tag), renderings=used("Z.ai"))) for tag in tags))
    assert sorted(concept.language for concept in found.concepts) == ["en", "zh-CN", "zh-TW"]


def test_a_wording_that_the_glossary_refuses_is_found_in_the_articles(done):
    found = [line for line in csv.DictReader((done / "terms.csv").open(encoding="utf-8")) if line["status"] == "forbidden"]
    assert ("open-weights", "zh-TW", "開源") in {(line["concept"], line["language"], line["wording"]) for line in found}
    assert all(line["publisher"] for line in found)


# The page


def test_every_article_stands_once_in_the_table_and_leads_to_its_reports(done):
    shown = html.document_fromstring((done / "index.html").read_bytes())
    rows = [one for one in batch.rows(done) if one.state == "done"]
    table = shown.xpath("//table[@id='all']/tbody/tr")
    assert sorted(line.xpath("string(./th/a)") for line in table) == sorted(one.title for one in rows)
    links = {link for line in table for link in line.xpath(".//a/@href")}
    assert {unquote(link.partition("#")[0]) for link in links} == {
        f"articles/{one.report}/report.html" for r in rows for one in r.reports
    }


def test_every_link_to_a_finding_leads_to_one(done):
    shown = html.document_fromstring((done / "index.html").read_bytes())
    links = [link.split("#") for link in shown.xpath("//a/@href") if "#finding-" in link]
    assert links
    for file, name in links:
        assert f'id="{name}"' in (done / unquote(file)).read_text("utf-8")


def test_every_place_on_the_page_that_a_link_names_is_there(done):
    shown = html.document_fromstring((done / "index.html").read_bytes())
    assert {link[1:] for link in shown.xpath("//a/@href") if link.startswith("#")} <= set(shown.xpath("//@id"))


def test_what_could_not_be_done_is_told_with_its_reasons(done):
    shown = html.document_fromstring((done / "index.html").read_bytes())
    (undone,) = shown.xpath("//section[@id='undone']//li")
    assert "lost" in undone.text_content()
    assert "refused" in undone.text_content()


def test_folders_that_were_passed_over_are_told_as_long_as_they_are(copied):
    """So somebody who looks for an article that is not there finds it."""
    with batch.opened(copied) as index:
        told = batch.overview(index, ("<b>other</b> has texts, and no name says which is the original",)).read_text("utf-8")
    assert "<bdi>&lt;b&gt;other&lt;/b&gt; has texts" in told
    assert 'id="passed"' not in again(copied).read_text("utf-8")


def test_the_page_may_do_what_is_in_it_and_nothing_else(done):
    said = (done / "index.html").read_text("utf-8")
    policy = html.document_fromstring(said).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    parts = re.findall(r"<style>(.*?)</style>", said, re.DOTALL) + re.findall(r"<script[^>]*>(.*?)</script>", said, re.DOTALL)
    hashes = [f"'sha256-{base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()}'" for part in parts]
    assert policy.startswith("default-src 'none'")
    assert sorted(re.findall(r"'sha256-[^']+'", policy)) == sorted(hashes)
    assert " style=" not in said
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", said)


def test_words_of_others_are_shown_and_never_act():
    evil = "<script>alert(1)</script>\"'&\x00"
    grave = Grave('"><b>', "numbers.changed", "major", evil)
    found = of(row("evil", told(publisher=evil, gravest=(grave,), counts=(0, 0, 1, 0), renderings=used(evil)), title=evil))
    shown = page(found)
    assert shown.xpath("//script[contains(., 'alert')]") == []
    assert [one.text_content() for one in shown.xpath("//table[@id='all']//th/a/bdi")] == [evil.replace("\x00", "␀")]


def test_no_cell_of_a_table_is_a_formula():
    formula = "=HYPERLINK(1)"
    found = of(row("a", told(publisher=formula, renderings=used(formula)), title=formula, author=formula))
    for said in (as_overview.csv(found), as_overview.terms(found)):
        assert {value for line in lines(said) for value in line.values() if value.startswith("=")} == set()


def test_a_page_without_dates_or_articles_is_a_page():
    undated = page(of(row("kite", told(day=""))))
    assert undated.xpath("//section[@id='trend']//svg") == []
    assert "Nobody says when" in undated.xpath("string(//section[@id='trend'])")
    assert "0 articles" in page(of()).xpath("string(//h1)")


def test_all_is_there_without_scripts(done):
    """Only the controls that need scripts are hidden, and no row is."""
    shown = html.document_fromstring((done / "index.html").read_bytes())
    assert [one for one in shown.xpath("//*[@hidden]") if one.get("data-scripted") is None] == []


def test_tables_have_headings_for_a_screen_reader(done):
    shown = html.document_fromstring((done / "index.html").read_bytes())
    for table in shown.xpath("//table"):
        columns = len(table.xpath("./thead/tr/th[@scope='col']"))
        assert columns
        assert {len(line) for line in table.xpath("./tbody/tr")} == {columns}
        assert len(table.xpath("./tbody/tr/th[@scope='row']")) == len(table.xpath("./tbody/tr"))


def test_a_page_of_two_thousand_articles_is_made_at_once():
    """And only the gravest of its findings are on it: it stays small enough to be opened."""
    grave = tuple(Grave(f"{number:016x}", "numbers.changed", "major", "The figure is another one.") for number in range(5))
    one = told(
        counts=(0, 0, 5, 0), gravest=grave, furniture=(Furniture("note", 1, 50),), families=(Family("numbers", (0, 0, 5, 0)),)
    )
    days = [date.fromordinal(738000 + number).isoformat() for number in range(900)]
    rows = [
        row(f"a{number}", replace(one, published=("", days[number % 900]), publishers=("", f"P{number % 70}")))
        for number in range(2000)
    ]
    start = process_time()
    said = "".join(as_overview.html(of(*rows)))
    assert process_time() - start < 4  # seconds; a machine with nothing else to do needs one
    assert len(said) < 4_000_000


# Scores over time


DAYS = st.dates(date(1990, 1, 1), date(2040, 1, 1)).map(date.isoformat)


@given(st.lists(st.tuples(st.floats(0, 100), DAYS, st.booleans()), min_size=1, max_size=30))
def test_every_dated_page_is_drawn_and_none_outside(pages):
    found = [told(points, day=day, counts=(0, 0, 0, int(bad))) for points, day, bad in pages]
    axes = trend.axes(found)
    assert axes
    drawn = trend.drawn(found, axes)
    assert len(drawn.dots) == len(pages)
    assert all(0 <= dot.x <= trend.WIDTH and 0 <= dot.y <= trend.HEIGHT for dot in drawn.dots)
    assert sum(drawn.path(look).count("M") for look in ("plain", "major", "critical")) == len(pages)
    assert axes.scores[0] == 100 > axes.scores[-1]


def test_a_higher_score_stands_higher_and_a_later_day_further_right():
    low, high = told(90, day="2026-01-01"), told(99, day="2026-06-01")
    axes = trend.axes((low, high))
    assert axes
    (x1, y1), (x2, y2) = axes.place(low), axes.place(high)
    assert x1 < x2
    assert y2 < y1


# The tables


def test_the_tables_say_what_the_page_does(done):
    rows = {one.name: one for one in batch.rows(done)}
    table = list(csv.DictReader((done / "index.csv").open(encoding="utf-8")))
    order = [one.name for one in overview(lambda: rows.values()).articles for _ in one.reports]
    assert [line["article"] for line in table] == [*order, "lost"]
    record = json.loads((done / "index.json").read_text("utf-8"))
    assert record["schema"] == "align/index/1"
    assert [one["name"] for one in record["articles"]] == list(dict.fromkeys(line["article"] for line in table if line["score"]))
    assert [one["name"] for one in record["undone"]] == ["lost"]
    assert sum(one["pages"] for one in record["publishers"]) == sum(len(one.told) for one in rows.values())
    assert {one["file"] for one in record["memories"]} == {path.name for path in done.glob("*.tmx")}


def test_the_page_on_the_overview_tells_every_column_and_every_key(done):
    told_of = (Path(__file__).parents[1] / "docs" / "overview.md").read_text("utf-8")
    record = json.loads((done / "index.json").read_text("utf-8"))
    keys = {*record, *record["articles"][0], *record["articles"][0]["reports"][0], *record["publishers"][0], *record["concepts"][0]}
    columns = {*as_overview.PAGES, *as_overview.TERMS}
    assert {name for name in keys | columns if f"`{name}`" not in told_of} == set()


def test_the_same_articles_give_the_same_bytes_in_whatever_order():
    rows = [row(name, told(points, renderings=used("Z.ai"))) for name, points in (("a", 90.0), ("b", 95.0), ("c", 95.0))]
    assert whole(of(*rows)) == whole(of(*reversed(rows)))


# The memories


def units(path: Path):
    return list(entries.entries((str(path),)))


def test_a_memory_has_the_sure_pairs_of_all_articles_and_says_where_each_is_from(done):
    merged = units(done / "memory.en.zh-CN.tmx")
    own = units(next((done / "articles" / "cannery" / "original-compilation").glob("*.en.zh-CN.tmx")))
    assert [unit.wordings for unit in merged] == [unit.wordings for unit in own]
    assert {remark.text for unit in merged for remark in unit.remarks if remark.type == "x-align-origin"} == {"cannery"}


def test_what_is_unchanged_is_left_as_it_is(copied):
    before = {path.name: path.stat().st_mtime_ns for path in copied.iterdir() if path.suffix in (".html", ".csv", ".json", ".tmx")}
    again(copied)
    assert {name: (copied / name).stat().st_mtime_ns for name in before} == before


@pytest.mark.parametrize("name", ["index.html", "index.csv", "index.json", "terms.csv"])
def test_what_is_lost_is_made_again(copied, name):
    before = (copied / name).read_bytes()
    (copied / name).unlink()
    again(copied)
    assert (copied / name).read_bytes() == before


def test_an_article_that_is_gone_leaves_the_page_and_takes_its_memory_with_it(copied):
    """A memory that somebody else put there stays."""
    own = copied / "memory.en.fr.tmx"
    own.write_text("<tmx/>", "utf-8")
    with batch.opened(copied) as index:
        index.note((name, False) for name in ("cannery", "dialect"))
        batch.overview(index)
    assert "Wexcombe" not in (copied / "index.html").read_text("utf-8")
    assert not (copied / "memory.en.zh-TW.tmx").exists()
    assert own.exists()


# Terms of all articles


def test_terms_are_extracted_from_all_reports_in_two_languages(done):
    together = glossaries.extracted((str(done),), ("zh-CN", "en"), Settings(), 1000)
    places = [str(done / "articles" / name) for name in ("cannery/compilation-republication", "dialect/original-translation")]
    each = [glossaries.extracted((place,), (None, None), Settings(), 1000) for place in places]
    assert together.languages == ("zh-CN", "en")
    assert max(one.there for one in each) < together.there  # what comes once in each comes twice in both


def test_reports_in_several_languages_are_not_mixed(done):
    with pytest.raises(InputError, match="choose one pair of languages"):
        glossaries.extracted((str(done),), ("en", "zh"), Settings(), 5)  # of Taiwan, and of the mainland
    with pytest.raises(InputError, match="has reports from"):
        glossaries.extracted((str(done),), ("fr", None), Settings(), 5)
