"""Each check finds what it says that it finds, and leaves alone what it says that it leaves alone."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from dataclasses import replace
from itertools import pairwise
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align import check, language, read
from align.check.examples import Example
from align.errors import InputError
from align.model import SEVERITIES, Alignment, Bead, Finding, Glossary
from align.read import Pair

SHIPPED = read.glossary(None)
EXAMPLES = [(module, example) for module in check.CHECKS for example in module.EXAMPLES]

# A page as republications are: the article has two sentences a paragraph, and the page around it is longer.
ARTICLE = ["The lab moved house.", "Nobody minds.", "Rents rose in 2024.", "The old house is empty.", "They like it."]
CHINESE = ["实验室搬了家。", "没人在意。", "2024年房租涨了。", "旧楼空着。", "他们很满意。"]
ABOVE = [
    "Labs on the move across the country", "Share", "AI summary iconSummary", "The lab moved.", "The Zeta Index rose.",
    "By: Ann Example", "Editor's note: moves are frequent.", "Some say too frequent.", "The following is the original text:",
]  # fmt: skip
BELOW = ["[Original link]", "Join our Telegram group", "Disclaimer: the views are the author's.", "Nothing here is advice."]


def aligned(originals: list[str], translations: list[str], tags: tuple[str, str] = ("zh-CN", "en")) -> Alignment:
    return Example("", "\n".join(originals), "\n".join(translations), *tags, True, "").alignment


def rules(alignment: Alignment) -> list[str]:
    return [finding.rule for finding in check.alignment(alignment, Glossary())]


def trusted(alignment: Alignment, confidence: float, *places: int) -> Alignment:
    beads = (replace(bead, confidence=confidence) if place in places else bead for place, bead in enumerate(alignment.beads))
    return replace(alignment, beads=tuple(beads))


# ---- examples and manuals


@pytest.mark.parametrize(("module", "example"), EXAMPLES, ids=lambda value: getattr(value, "rule", ""))
def test_an_example_shows_what_it_says(module: ModuleType, example: Example) -> None:
    """A finding example yields its rule at its severity at least, told in a sentence; a quiet one does not yield it at all."""
    findings = [finding for finding in module.findings(example.alignment, SHIPPED) if finding.rule == example.rule]
    assert bool(findings) == example.finds, example.why
    assert all(finding.message.endswith(".") for finding in findings)
    least = SEVERITIES.index(example.severity)
    assert all(SEVERITIES.index(finding.severity) >= least for finding in findings), example.why


@pytest.mark.parametrize("module", check.CHECKS, ids=lambda module: module.__name__)
def test_each_rule_is_shown_finding_and_quiet(module: ModuleType) -> None:
    """And each check is so in every language that stands on either side of one of its examples."""
    for rule in module.RULES:
        assert {one.finds for one in module.EXAMPLES if one.rule == rule} == {True, False}, rule
    for tag in {language.base(tag) for one in module.EXAMPLES for tag in (one.original_language, one.translation_language)}:
        assert {
            one.finds for one in module.EXAMPLES if tag in map(language.base, (one.original_language, one.translation_language))
        } == {True, False}, tag


def test_no_check_is_forgotten() -> None:
    """Every module beside `CHECKS` that has rules is in it, and its rules begin with its name."""
    modules = [importlib.import_module(f"align.check.{found.name}") for found in pkgutil.iter_modules(check.__path__)]
    assert {module for module in modules if hasattr(module, "RULES")} == set(check.CHECKS)
    assert all(rule.startswith(module.__name__.rpartition(".")[2] + ".") for module in check.CHECKS for rule in module.RULES)
    assert len(set(check.rules())) == len(check.rules())


@pytest.mark.parametrize("rule", check.rules())
def test_each_rule_has_a_manual(rule: str) -> None:
    """It names a severity, and shows an example of either kind."""
    manual = check.explain(rule)
    assert manual.startswith(f"`{rule}` (") and re.match(rf"`{rule}` \((?:{'|'.join(SEVERITIES)})", manual)
    assert "It finds" in manual and "It leaves alone" in manual


def test_a_check_is_explained_whole() -> None:
    """By the first word of its rules."""
    assert "`coverage.added`" in check.explain("coverage") and "`coverage.link`" in check.explain("coverage")


def test_an_unknown_rule_is_refused_with_its_neighbours() -> None:
    """A slip of the keyboard finds its word."""
    with pytest.raises(InputError, match=r"editorial\.summary"):
        check.explain("editorial.summery")
    with pytest.raises(InputError, match="coverage, numbers"):
        check.explain("")


# ---- the page and its article


def test_a_page_is_told_from_its_article() -> None:
    """Each piece of furniture has its role, neighbours of one role are one finding, and the article's sentences have none."""
    page = aligned([""] * len(ABOVE) + CHINESE + [""] * len(BELOW), ABOVE + ARTICLE + BELOW)
    found = {
        finding.rule.removeprefix("editorial."): page.translation.quote(finding.translation)
        for finding in check.alignment(page, SHIPPED)
    }
    assert {role: text.replace("\n\n", " / ") for role, text in found.items()} == {
        "headline": ABOVE[0],
        "ui": " / ".join(ABOVE[1:3]),
        "summary": " / ".join(ABOVE[3:5]),
        "credit": ABOVE[5],
        "note": " / ".join(ABOVE[6:8]),
        "lead-in": ABOVE[8],
        "source-link": BELOW[0],
        "promo": BELOW[1],
        "disclaimer": " / ".join(BELOW[2:]),
    }


def test_a_summary_that_invents_a_name_is_graver_than_one_that_does_not() -> None:
    """The name is its evidence, and is pointed at; across scripts a name cannot be compared."""
    for originals, tags, severity in ((ARTICLE, ("en", "en-GB"), "major"), (CHINESE, ("zh-CN", "en"), "minor")):
        page = aligned([""] * len(ABOVE) + originals, ABOVE + ARTICLE, tags)
        (summary,) = [finding for finding in check.alignment(page, SHIPPED) if finding.rule == "editorial.summary"]
        assert summary.severity == severity
        assert ("Zeta Index" in summary.message) == (severity == "major")
        assert [page.translation.quote(place.span) for place in summary.related] == ["Zeta Index"] * (severity == "major")


def test_the_furniture_of_the_originals_page_is_no_omission() -> None:
    """The same article with buttons round it and without gives the same findings."""
    page = aligned(
        ["Subscribe", "Sign in", "12", "May 7, 2026", *ARTICLE, "Share", "Leave a comment"],
        ["", "", "", "", *CHINESE, "", ""],
        ("en", "zh"),
    )
    assert rules(page) == rules(aligned(ARTICLE, CHINESE, ("en", "zh"))) == []


def test_a_title_that_stands_twice_is_no_omission() -> None:
    """As in a browser's tab, with the site's name behind it."""
    title = "Why the lab moved house"
    page = aligned([f"{title} - Example Weekly", title, *ARTICLE], ["", "实验室为什么搬家", *CHINESE], ("en", "zh"))
    assert rules(page) == []


def test_a_doubtful_pair_falls_apart_where_one_side_is_furniture() -> None:
    """But only outside the article, and only if it is doubtful."""
    page = aligned([*CHINESE, "注释到此为止。"], [*ARTICLE, "Disclaimer: nothing here is advice."])
    assert rules(page) == []
    assert "editorial.disclaimer" in rules(trusted(page, 0.6, 5))


def test_a_guess_among_additions_is_no_pair() -> None:
    """A note goes on over a sentence of it that was paired in desperation; a title is kept, for it is the same."""
    originals = ["", "", "房租的故事", "", "", "", *CHINESE]
    page = aligned(originals, [*ABOVE[6:8], "And some do not say anything.", "Time will tell.", "So be it.", ABOVE[8], *ARTICLE])
    assert "coverage.added" in rules(page)
    assert "coverage.added" not in rules(trusted(page, 0.05, 2))


def test_an_omission_beside_an_addition_is_less_sure() -> None:
    """It may be the same sentence, written anew."""
    alone = aligned([*CHINESE[:2], "天气不错。", *CHINESE[2:]], [*ARTICLE[:2], "", *ARTICLE[2:]])
    beside = aligned([*CHINESE[:2], "天气不错。", "", *CHINESE[2:]], [*ARTICLE[:2], "", "It is spring.", *ARTICLE[2:]])
    (one,), (two, three) = check.alignment(alone, SHIPPED), check.alignment(beside, SHIPPED)
    assert two.confidence == three.confidence < one.confidence


def test_items_of_one_list_are_one_omission() -> None:
    """Two paragraphs are two."""
    items = aligned(["- 造芯片", "- 卖芯片", "- 买芯片"], ["- Build chips", "", ""])
    paragraphs = aligned(["造芯片。", "卖芯片。", "买芯片。"], ["They build chips.", "", ""])
    assert (len(rules(items)), len(rules(paragraphs))) == (1, 2)


def test_a_note_after_the_article_is_told_by_its_sign() -> None:
    """A lone figure, and what follows it, in a text without marks."""
    page = aligned([*ARTICLE, "1", "Rents rose by a third.", "Sources differ."], [*CHINESE, "", "", ""], ("en", "zh"))
    (note,) = check.alignment(page, SHIPPED)
    assert (note.rule, page.original.quote(note.original)) == ("coverage.footnote", "Rents rose by a third.\n\nSources differ.")


# ---- numbers


def test_a_number_that_crossed_into_the_next_sentence_did_not_change() -> None:
    """Sentences are cut anew in translation."""
    page = aligned(["三十人来了，住了一夜。", "四十人走了。"], ["People came, and stayed overnight.", "Thirty came, forty left."])
    assert rules(page) == []


def test_a_slip_between_magnitudes_is_critical() -> None:
    """Ten times and more, of a large number; a small one is major."""
    slips = [("10亿", "10 million", "critical"), ("三十", "forty", "major"), ("1万", "9 thousand", "major")]
    for ours, theirs, severity in slips:
        (finding,) = check.alignment(aligned([f"花了{ours}元。"], [f"It cost {theirs} yuan."]), SHIPPED)
        assert (finding.rule, finding.severity) == ("numbers.changed", severity)


def test_a_changed_number_shows_both_values() -> None:
    """As evidence, in the message, and by its places."""
    page = aligned(["天气不错。", "花了10亿元。"], ["It is spring.", "It cost 10 million yuan."])
    (finding,) = check.alignment(page, SHIPPED)
    assert finding.message == "“10亿” (1,000,000,000) became “10 million” (10,000,000)."
    assert (page.original.quote(finding.original), page.translation.quote(finding.translation)) == ("10亿", "10 million")
    assert dict(finding.evidence)["original"] == "10亿 = 1,000,000,000"


def test_the_sign_of_a_note_is_no_number() -> None:
    """It is a mark of the original's text."""
    page = aligned(["Nobody minds.[1](#fn1)", "[^] Rents rose."], ["没人在意。", "[^] 房租涨了。"], ("en", "zh"))
    assert rules(page) == ["coverage.footnote"]


# ---- all checks together


@pytest.mark.parametrize("example", [example for _, example in EXAMPLES], ids=lambda example: example.rule)
def test_findings_point_into_their_texts(example: Example) -> None:
    """They stand in reading order, name known rules, and their beads and places exist."""
    alignment = example.alignment
    findings = check.alignment(alignment, SHIPPED)
    assert list(findings) == sorted(findings, key=lambda one: (-SEVERITIES.index(one.severity), -one.confidence))
    for finding in findings:
        assert finding.rule in check.rules() and 0 < finding.confidence <= 1 and finding.message
        assert finding.beads and all(0 <= bead < len(alignment.beads) for bead in finding.beads)
        assert finding.original or finding.translation
        for text, span in ((alignment.original.text, finding.original), (alignment.translation.text, finding.translation)):
            assert span is None or (span.stop <= len(text) and span.of(text).strip())


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["", *CHINESE, *ABOVE]), st.sampled_from(["", *ARTICLE, *BELOW])), max_size=8),
    st.floats(0.01, 1),
)
def test_whatever_stands_beside_whatever_is_judged_and_always_the_same(lines: list[tuple[str, str]], confidence: float) -> None:
    """No page breaks a check, no sentence has two roles, and the same page gives the same findings."""
    page = aligned([one for one, _ in lines], [two for _, two in lines])
    page = trusted(page, confidence, *range(0, len(page.beads), 2))
    findings = check.alignment(page, SHIPPED)
    assert findings == check.alignment(page, SHIPPED)
    roles = [finding for finding in findings if finding.rule.startswith("editorial.") and finding.translation]
    spans = sorted((finding.translation.start, finding.translation.stop) for finding in roles if finding.translation)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))


@settings(deadline=None)  # the first pair loads the dictionary
@given(st.text(max_size=200), st.text(max_size=200), st.sampled_from([("en", "zh-CN"), ("zh-TW", "en"), ("de", "fr")]))
def test_any_two_texts_can_be_checked(original: str, translation: str, tags: tuple[str, str]) -> None:
    """Control characters, halves of words, nothing at all."""
    findings = check.alignment(Pair("a", original, translation, *tags).alignment, SHIPPED)
    assert all(isinstance(finding, Finding) for finding in findings)


def test_a_pair_is_checked_in_no_time() -> None:
    """The promise is 600 pairs a second; the bound here leaves room for a slow machine."""
    pairs = [
        Pair(number, f"{CHINESE[2]}花了{number}亿元。", f"{ARTICLE[2]} It cost {number} million.", "zh-CN", "en")
        for number in range(2, 202)
    ]
    check.alignment(pairs[0].alignment, SHIPPED)
    start = time.process_time()
    found = sum(len(check.alignment(pair.alignment, SHIPPED)) for pair in pairs)
    assert found >= 200
    assert time.process_time() - start < 2


def test_texts_that_nobody_paired_are_judged_too() -> None:
    """Two documents that do not belong together: everything is missing, and nothing breaks."""
    originals, translations = aligned(CHINESE, CHINESE).original, aligned(ARTICLE, ARTICLE).translation
    beads = (*(Bead(range(n, n + 1), range(0, 0)) for n in range(5)), *(Bead(range(5, 5), range(n, n + 1)) for n in range(5)))
    found = rules(Alignment(originals, translations, beads))
    assert set(found) == {"coverage.omitted", "coverage.added"}


def test_a_passage_in_another_language_than_was_said_is_not_searched_for_what_is_left_out() -> None:
    """A quotation in German within a Chinese text, or a memory whose languages are wrong."""
    german = "Der Leuchtturm wurde 1921 zum ersten Mal angezündet, und er verbrannte Walöl, das aus dem Norden kam."
    english = "The lamp was lit in 1921, and it burned oil."
    rules = [finding.rule for finding in check.alignment(Pair(1, german, english, "zh-CN", "en").alignment, Glossary())]
    assert not [rule for rule in rules if rule.startswith("coverage")]
