"""Terms in a text, and terms held against a translation."""

import time
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.check import terms as check
from align.check.examples import Example
from align.check.terms.renderings import shortened
from align.find.slips import slip
from align.find.terms import spoken, terms
from align.model import Finding, Glossary, Term
from align.read.glossary import read_glossary

shipped = cache(read_glossary)

KILN = (
    Term("kiln", "product", "en", "Kiln"),
    Term("kiln", "product", "zh-CN", "窑炉"),
    Term("glaze", "term", "en", "glaze"),
    Term("glaze", "term", "en", "salt glaze", "admitted"),
    Term("glaze", "term", "en", "varnish", "forbidden", "varnish is not fired"),
    Term("varnish", "term", "en", "varnish"),
    Term("clay", "term", "en", "CLAy"),
)


def said(text: str, language: str = "en", *rows: Term) -> list[str]:
    return [hit.text for hit in terms(text, language, Glossary(rows) if rows else shipped())]


def found(original: str, translation: str, one: str, two: str, *rows: Term) -> list[tuple[Finding, str]]:
    """Findings, each with what it points at in the translation."""
    alignment = Example("", original, translation, one, two, True, "").alignment
    findings = check.findings(alignment, Glossary(rows) if rows else shipped())
    return [(finding, alignment.translation.quote(finding.translation)) for finding in findings]


def rules(original: str, translation: str, one: str, two: str, *rows: Term) -> list[tuple[str, str]]:
    return [(finding.rule, quote) for finding, quote in found(original, translation, one, two, *rows)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("的Kimi模型比Kimiko快", ["Kimi"]),
        ("智谱AI和智谱 AI都在", ["智谱AI", "智谱 AI"]),
        ("用强化学习环境做强化学习", ["强化学习环境", "强化学习"]),
        ("😀𠮷GLM3与GLM-4", ["GLM"]),
    ],
)
def test_latin_letters_need_borders_and_chinese_characters_none(text: str, wanted: list[str]) -> None:
    assert said(text, "zh-CN") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Open-source and open source, OPEN SOURCE", ["Open-source", "open source", "OPEN SOURCE"]),
        ("a fine\N{NON-BREAKING HYPHEN}tuned large\nlanguage model", ["fine\N{NON-BREAKING HYPHEN}tuned", "large\nlanguage model"]),
        ("agents’ benchmarks, the LLMs’ tokens, an MoE's", ["agents", "benchmarks", "LLMs", "tokens", "MoE"]),
        ("a meta question of the gemini, says google", []),
        ("Metas, Kimis", []),
        ("rl, Moe and llm are no acronyms", []),
        ("AI agents and an Ai agent", ["AI agents", "agent"]),
        ("Claude Code beside Claude", ["Claude Code", "Claude"]),
        ("reagents, agentless, tokenise", []),
        ("01.AI and 01.ai, not 101.ai", ["01.AI", "01.ai"]),
    ],
)
def test_case_plural_and_hyphen(text: str, wanted: list[str]) -> None:
    """Names keep their capitals; terms of art take any, and a plural; a hyphen or a line's end is a space."""
    hits = terms(text, "en", shipped())
    assert [hit.text for hit in hits if hit.term.status in ("preferred", "admitted")] == wanted


def test_capitals_within_a_word_matter_in_terms_of_art_too() -> None:
    assert said("CLAy, clay, Clay, GLAZE", "en", *KILN) == ["CLAy", "GLAZE"]


def test_the_longest_wording_wins_and_its_parts_are_not_found_again() -> None:
    assert said("salt glazes over glaze", "en", *KILN) == ["salt glazes", "glaze"]


def test_one_wording_of_two_concepts_is_found_as_both() -> None:
    hits = terms("推理", "zh-CN", shipped())
    assert [(hit.term.concept, hit.span.start) for hit in hits] == [("inference", 0), ("reasoning", 0)]


def test_terms_hold_in_every_region_of_their_language_and_in_no_other() -> None:
    assert said("Kiln", "en-US-x-retrans", *KILN) == ["Kiln"]
    assert said("Kiln", "de", *KILN) == []
    assert said("Kiln", "eng", *KILN) == []


def test_traditional_text_is_read_with_terms_of_either_script() -> None:
    """Taiwan's own term where there is one, the mainland's in traditional characters where there is none."""
    assert said("晶片、騰訊與深度求索的推論", "zh-TW") == ["晶片", "騰訊", "深度求索", "推論"]
    assert said("芯片", "zh-TW") == []
    assert said("高溫窯爐與窑炉", "zh-Hant", *KILN) == ["窯爐", "窑炉"]
    assert said("螞蟻集團與腾讯", "zh") == ["螞蟻集團", "腾讯"]


def test_a_concept_without_a_term_in_one_chinese_script_lends_from_the_other() -> None:
    rows = (Term("kiln", "product", "zh-TW", "窯"), Term("chip", "term", "zh-CN", "芯片"), Term("chip", "term", "zh-TW", "晶片"))
    texts = {
        tag: [term.text for found in spoken(Glossary(rows), tag).values() for term in found] for tag in ("zh-CN", "zh-HK", "zh")
    }
    assert texts == {"zh-CN": ["窯", "芯片"], "zh-HK": ["窯", "晶片"], "zh": ["窯", "芯片"]}


def test_characters_that_grow_in_small_letters_or_are_halves_do_not_shift_the_places() -> None:
    for language in ("en", "zh-TW"):
        assert [(hit.span.start, hit.text) for hit in terms("İİ\ud800 Kimi", language, shipped())] == [(4, "Kimi")]


def test_an_empty_glossary_finds_nothing() -> None:
    assert terms("Kimi", "en", Glossary()) == ()


pieces = st.sampled_from([term.text for term in shipped()] + ["的", "了。", " ", "-", "s", "x", "İ", "😀", "\n", "The "])


@given(st.lists(pieces, max_size=12).map("".join), st.sampled_from(("en", "zh-CN", "zh-TW", "zh")))
def test_hits_point_at_their_words_in_order_and_do_not_overlap(text: str, language: str) -> None:
    hits = terms(text, language, shipped())
    assert all(hit.text == hit.span.of(text) != "" for hit in hits)
    assert all(one.span == two.span or one.span.stop <= two.span.start for one, two in pairwise(hits))


@given(st.sampled_from([term for term in shipped() if term.language == "zh-CN"]), st.text("的了在是", max_size=4))
def test_a_term_is_found_between_any_chinese_characters(term: Term, around: str) -> None:
    (place,) = {hit.span for hit in terms(around + term.text + around, "zh-CN", shipped())}
    assert place.of(around + term.text + around) == term.text


def test_twenty_thousand_sentences_take_a_second_at_most() -> None:
    sentence = "The lab fine-tunes large language models on Nvidia chips, and its open-weight agents are cheap at inference."
    terms(sentence, "en", shipped())
    start = time.process_time()
    for _ in range(4000):
        terms(sentence, "en", shipped())
    assert time.process_time() - start < 0.2 * 3  # a busy machine may take three times as long


@pytest.mark.parametrize(
    ("text", "name", "wanted"),
    [
        ("ask Hugging-face now", "Hugging Face", "Hugging-face"),
        ("ask HuggingFace now", "Hugging Face", "HuggingFace"),
        ("ask open AI", "OpenAI", "open AI"),
        ("ask Antropic now", "Anthropic", "Antropic"),
        ("ask Anthropics", "Anthropic", None),
        ("ask a met a man", "Meta", None),
        ("ask Menta", "Meta", None),
        ("ask anthropoc", "Anthropic", None),
        ("问字节跳动了", "字节跳动", None),
        ("问字节跑动了", "字节跳动", "字节跑动"),
    ],
)
def test_a_slip_is_a_name_with_other_capitals_another_space_or_one_wrong_letter(text: str, name: str, wanted: str | None) -> None:
    span = slip(text, Term("name", "company", "en", name))
    assert (span.of(text) if span else None) == wanted


@pytest.mark.parametrize(
    ("one", "two", "alike"),
    [
        ("Moonshot AI", "Moonshot", True),
        ("artificial intelligence", "AI", True),
        ("data labelling", "data labeling", True),
        ("阿里巴巴", "阿里", True),
        ("data labelling", "data annotation", False),
        ("智谱", "Z.ai", False),
        ("前沿模型", "尖端模型", False),
    ],
)
def test_a_short_form_or_another_ending_is_the_same_wording(one: str, two: str, alike: bool) -> None:
    assert shortened(one, two) is shortened(two, one) is alike


@pytest.mark.parametrize("example", check.EXAMPLES, ids=lambda example: f"{example.rule}: {example.why}")
def test_the_examples_show_what_they_say(example: Example) -> None:
    """One that finds finds nothing else, and one that is quiet is quiet altogether."""
    findings = list(check.findings(example.alignment, shipped()))
    assert [(finding.rule, finding.severity) for finding in findings] == (
        [(example.rule, example.severity)] if example.finds else []
    )


def test_every_rule_is_explained_and_shown_quiet_or_finding() -> None:
    assert all(f"`{rule}`" in (check.__doc__ or "") for rule in check.RULES)
    assert {(example.rule, True) for example in check.EXAMPLES if example.finds} == {(rule, True) for rule in check.RULES}
    assert {example.rule for example in check.EXAMPLES if not example.finds} == set(check.RULES)


def test_a_finding_points_at_both_sides_and_says_where_it_was_decided() -> None:
    ((finding, quote),) = found("New ovens.\nThey sell glaze.", "New ovens.\nThey sell varnish.", "en", "en-GB", *KILN)
    assert (finding.rule, finding.category, finding.beads, quote) == ("terms.forbidden", "terminology", (1,), "varnish")
    assert dict(finding.evidence) == {
        "concept": "glaze", "original": "glaze", "found": "varnish", "wanted": "glaze", "note": "varnish is not fired",
    }  # fmt: skip
    assert finding.suggestion == "glaze"
    shown = dict(found("Inference is cheap.", "Reasoning is cheap.", "en", "en-GB")[0][0].evidence)
    assert shown["where"].startswith("ai.csv:")


def test_a_refused_wording_is_excused_as_often_as_it_renders_something_else() -> None:
    assert rules("Glaze and varnish.", "Varnish and varnish.", "en", "en-GB", *KILN) == [("terms.forbidden", "varnish")]
    assert rules("Glaze and varnish.", "Varnish and glaze.", "en", "en-GB", *KILN) == []


def test_what_the_original_says_of_something_else_elsewhere_excuses_nothing() -> None:
    """That it speaks of varnish in one sentence does not make varnish a word for glaze in the next."""
    texts = "We sell varnish.\nWe sell glaze.", "We sell varnish.\nWe sell varnish."
    assert rules(*texts, "en", "en-GB", *KILN) == [("terms.forbidden", "varnish")]


def test_a_refused_wording_beside_the_good_one_is_left_alone() -> None:
    assert rules("They sell glaze.", "They sell glaze (varnish, some say).", "en", "en-GB", *KILN) == []


def test_a_name_that_crossed_into_the_next_sentence_is_not_wrong() -> None:
    texts = "Google waits for Kimi.\nTencent buys.", "Tencent buys from those behind Kimi.\nGoogle waits."
    assert rules(*texts, "en", "en-GB") == []


def test_a_longer_form_of_a_name_is_not_another_name() -> None:
    assert rules("They use Claude.", "They use Claude Code.", "en", "en-GB") == []


def test_a_name_of_another_kind_is_no_swap() -> None:
    assert rules("Moonshot AI grows.", "Kimi waechst.", "en", "en-GB") == []


def test_a_name_with_a_slip_in_the_original_has_not_come_in() -> None:
    assert rules("Tencent and Bytedance.", "The former and ByteDance.", "en", "en-GB") == []


def test_a_former_name_answers_a_former_name() -> None:
    assert rules("Ant Financial paid.", "蚂蚁金服付了钱。", "en", "zh-CN") == []
    assert rules("Ant Group paid.", "蚂蚁金服付了钱。", "en", "zh-CN") == [("terms.deprecated", "蚂蚁金服")]


def test_what_is_done_throughout_is_told_once_with_all_its_places() -> None:
    ((finding, _),) = found("Z.ai came.\nIt rained.\nZ.ai left.", "Zhipu AI came.\nIt rained.\nZhipu AI left.", "en", "en-GB")
    assert (finding.rule, finding.beads, len(finding.related)) == ("terms.deprecated", (0, 2), 1)


def test_the_rarer_rendering_is_the_one_to_look_at() -> None:
    original = "Google sings.\nGoogle sleeps.\nGoogle wakes."
    ((finding, quote),) = found(original, "谷歌唱。\nGoogle睡。\n谷歌醒。", "en", "zh-CN")
    assert (finding.rule, quote, finding.beads, finding.suggestion) == ("terms.inconsistent", "Google", (0, 1, 2), "谷歌")
    assert finding.message == "“Google” is rendered “谷歌” 2×, “Google” 1×."


def test_a_rendering_introduced_beside_the_other_is_consistent() -> None:
    assert rules("Google sings.\nGoogle sleeps.", "谷歌（Google）唱。\nGoogle睡。", "en", "zh-CN") == []


def test_an_original_that_varies_may_be_followed() -> None:
    assert rules("Compute is dear.\nComputing power is dear.", "Compute costs.\nComputing power costs.", "en", "en-GB") == []


def test_a_foreign_title_is_a_quotation_and_not_left_untranslated() -> None:
    assert rules("Read “The Compute Book for All”.", "请读《The Compute Book for All》。", "en", "zh-CN") == []
    assert rules("Read about compute.", "请读有关compute的文章。", "en", "zh-CN") == [("terms.untranslated", "compute")]


def test_a_chinese_name_left_in_english_is_graver_than_an_english_one_left_in_chinese() -> None:
    ((chinese, _),) = found("豆包很受欢迎。", "Everyone likes 豆包.", "zh-CN", "en")
    ((english, _),) = found("Everyone likes Doubao.", "人人都喜欢Doubao。", "en", "zh-CN")
    assert (chinese.rule, english.rule) == ("terms.untranslated", "terms.untranslated")
    assert (chinese.severity, english.severity) == ("minor", "neutral")


def test_additions_and_omissions_are_no_matter_of_terms() -> None:
    assert rules("\nKimi is new.", "Tencent, and Deepseek.\n", "en", "en-GB") == []


def test_no_glossary_no_findings() -> None:
    alignment = Example("", "Inference.", "Reasoning.", "en", "en", True, "").alignment
    assert list(check.findings(alignment, Glossary())) == []


def test_confidence_falls_with_that_of_the_pair() -> None:
    alignment = Example("", "Glaze.", "Varnish.", "en", "en", True, "").alignment
    (sure,) = check.findings(alignment, Glossary(KILN))
    (unsure,) = check.findings(replace(alignment, beads=(replace(alignment.beads[0], confidence=0.5),)), Glossary(KILN))
    assert unsure.confidence == pytest.approx(sure.confidence / 2)


sentences = st.lists(st.lists(pieces.filter(lambda piece: "\n" not in piece), max_size=6).map("".join), min_size=1, max_size=4)


@given(sentences, sentences, st.sampled_from((("en", "en-GB"), ("en", "zh-CN"), ("zh-CN", "en"), ("zh-CN", "zh-TW"))))
def test_findings_are_the_same_each_time_and_stay_within_the_texts(
    ours: list[str], theirs: list[str], tags: tuple[str, str]
) -> None:
    size = max(len(ours), len(theirs))
    original, translation = ("\n".join(lines + [""] * (size - len(lines))) for lines in (ours, theirs))
    alignment = Example("", original, translation, *tags, True, "").alignment
    findings = list(check.findings(alignment, shipped()))
    assert findings == list(check.findings(alignment, shipped()))
    for finding in findings:
        assert dict(finding.evidence)["found"] == alignment.translation.quote(finding.translation)
        assert dict(finding.evidence)["original"] == alignment.original.quote(finding.original)
        assert finding.rule in check.RULES
