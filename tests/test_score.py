"""How near beads come to gold ones and a wording to a reference, and what a report's score card says."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from align import check, read, score
from align.cli.score import score as command
from align.errors import InputError
from align.model import SEVERITIES, Alignment, Bead, Block, Category, Document, Finding, Sentence, Severity, Span
from align.score import Thread, agreement
from align.score.gist import ROLES, THINGS

GOLD = """\
[0]:[0]
[1,2]:[1]
[3]:[]
[4]:[2,3]

[5]:[4]
"""
FOUND = """\
[0]:[0]:0.998
[1]:[1]:0.412
[2]:[]:0.600
[3]:[]:0.771
[4]:[2,3]:0.930
[5]:[]:0.500
[]:[4]:0.500
"""


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def ran(*words: object) -> Result:
    return CliRunner().invoke(command, list(map(str, words)), standalone_mode=False)


# ---- measures


def test_precision_counts_every_bead_and_recall_only_those_with_both_sides(tmp_path: Path) -> None:
    """Three of seven are right, an empty one among them; of the four gold beads with both sides two were found."""
    strict = agreement(*read.compared(written(tmp_path / "a", GOLD), written(tmp_path / "b", FOUND)))
    assert (strict.right, strict.found, strict.met, strict.gold) == (3, 7, 2, 4)
    assert strict.f1 == pytest.approx(2 * (3 / 7) * (2 / 4) / (3 / 7 + 2 / 4))


def test_by_the_lax_measure_half_a_bead_is_enough(tmp_path: Path) -> None:
    """1:1 out of 2:1 shares a link with it."""
    lax = agreement(*read.compared(written(tmp_path / "a", GOLD), written(tmp_path / "b", FOUND)), lax=True)
    assert (lax.right, lax.found, lax.met, lax.gold) == (4, 7, 3, 4)


def test_beads_and_their_numbers_are_the_same_to_the_measure() -> None:
    found = [Bead(range(2), range(1)), Bead(range(2, 2), range(1, 2))]
    assert agreement([((0, 1), (0,)), ((), (1,))], found).f1 == 1


def test_nothing_found_is_no_agreement() -> None:
    assert agreement([((0,), (0,))], []).f1 == 0


def threads() -> st.SearchStrategy[list[Thread]]:
    side = st.lists(st.integers(0, 4), max_size=3, unique=True).map(tuple)
    return st.lists(st.tuples(side, side), max_size=6)


@given(threads(), threads())
def test_both_measures_are_what_their_definition_says(gold: list[Thread], found: list[Thread]) -> None:
    """Reckoned here bead by bead, by the letter of it."""
    wanted, got = ({thread for thread in each if thread[0] or thread[1]} for each in (gold, found))

    def shares(thread: Thread, others: set[Thread]) -> bool:
        return any(set(thread[0]) & set(one) and set(thread[1]) & set(two) for one, two in others)

    strict, lax = agreement(gold, found), agreement(gold, found, lax=True)
    paired = {thread for thread in wanted if thread[0] and thread[1]}
    assert (strict.found, strict.gold) == (lax.found, lax.gold) == (len(got), len(paired))
    assert strict.right == sum(thread in wanted for thread in got)
    assert strict.met == sum(thread in got for thread in paired)
    assert lax.right == sum(thread in wanted or shares(thread, wanted) for thread in got)
    assert lax.met == sum(shares(thread, got) for thread in paired)


@given(threads(), threads())
def test_agreements_add_up_to_one_on_all_texts(one: list[Thread], two: list[Thread]) -> None:
    """Each text's sentences moved behind those of the one before."""
    moved = [(tuple(n + 9 for n in a), tuple(n + 9 for n in b)) for a, b in two]
    assert agreement(one, two) + agreement(moved, moved) == agreement([*one, *moved], [*two, *moved])


def test_shapes_are_told_apart(tmp_path: Path) -> None:
    """The commonest of the gold first, and then those that it has not."""
    pair = read.compared(written(tmp_path / "a", GOLD), written(tmp_path / "b", FOUND))
    told = {shape: (row.gold, row.found, row.right) for shape, row in score.shapes(pair, pair).items()}
    assert list(told.items()) == [
        ((1, 1), (4, 4, 2)),
        ((1, 0), (2, 6, 2)),
        ((1, 2), (2, 2, 2)),
        ((2, 1), (2, 0, 0)),
        ((0, 1), (0, 2, 0)),
    ]


# ---- lines


def test_scores_blanks_and_a_byte_order_mark_do_not_matter(tmp_path: Path) -> None:
    """Other aligners print them so."""
    assert read.beads.beads(written(tmp_path / "a", "\ufeff[0, 1]:[ 0 ]:-1.5\r\n\r\n[2] : [1]\n")) == (((0, 1), (0,)), ((2,), (1,)))


@pytest.mark.parametrize(
    "line", ["0:0", "[0]", "[0]:[x]", "[]:[]", "[0]:[0]:0.5:1", "[-1]:[0]", "[12345678901]:[0]", "[0]:[0] right"]
)
def test_a_line_that_is_no_bead_is_refused_with_its_number(tmp_path: Path, line: str) -> None:
    with pytest.raises(InputError, match="a: line 3: is no bead"):
        read.beads.beads(written(tmp_path / "a", f"[7]:[7]\n\n{line}\n"))


def test_a_sentence_on_two_lines_is_refused_with_both_numbers(tmp_path: Path) -> None:
    """All of them are told, and one that stands twice on a line."""
    with pytest.raises(InputError) as error:
        read.beads.beads(written(tmp_path / "a", "[0]:[0]\n[1,0]:[1]\n[2]:[2,2]\n"))
    assert [fault.where[-6:] + ": " + fault.what for fault in error.value.faults] == [
        "line 2: sentence 0 of the original stands on line 1 too",
        "line 3: sentence 2 of the translation stands on it twice",
    ]


def test_a_flood_of_faults_is_counted(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"line 20: is no bead\n.*: 30 more faulty lines"):
        read.beads.beads(written(tmp_path / "a", "no\n" * 50))


def test_a_sentence_that_no_line_has_is_missed(tmp_path: Path) -> None:
    """And one that the gold's texts do not have is told too."""
    with pytest.raises(InputError) as error:
        read.compared(
            written(tmp_path / "gold", "[0]:[0]\n[1]:[1]\n[2]:[2]\n"), written(tmp_path / "found", "[0]:[0]\n[1,2]:[1,3]\n")
        )
    assert [fault.what for fault in error.value.faults] == [
        "has no line for sentence 2 of the translation",
        "has sentence 3 of the translation, of which the last in the gold is 2",
    ]


def test_the_gold_may_leave_sentences_out(tmp_path: Path) -> None:
    """Some that people made does."""
    gold, found = written(tmp_path / "gold", "[0]:[0]\n[2]:[2]\n"), written(tmp_path / "found", "[0]:[0]\n[1]:[1]\n[2]:[2]\n")
    assert agreement(*read.compared(gold, found)).precision == pytest.approx(2 / 3)


# ---- the command


def test_the_command_prints_both_measures_and_the_shapes(tmp_path: Path) -> None:
    told = ran(written(tmp_path / "gold.align", GOLD), written(tmp_path / "found.align", FOUND))
    assert told.exception is None
    head, row, _, shapes, *rows = told.output.splitlines()
    assert row.split()[1:] == ["0.429", "0.500", "0.462", "0.571", "0.750", "0.649"]
    assert len(head) == len(row)
    assert [shapes.split(), *(line.split() for line in rows)][:2] == [["shape", "gold", "found", "right"], ["1:1", "2", "2", "1"]]


def test_folders_are_scored_set_by_set_and_together(tmp_path: Path) -> None:
    """Files of one name belong together, `gold.align` being called after its folder; what has no partner is told."""
    for name, found in (("one", GOLD), ("two", FOUND)):
        written(tmp_path / "gold" / name / "gold.align", GOLD)
        written(tmp_path / "found" / f"{name}.align", found)
    written(tmp_path / "gold" / "three" / "gold.align", GOLD)
    told = ran(tmp_path / "gold", tmp_path / "found", "--json")
    assert "nothing of that name: three." in told.output
    record = json.loads(told.output.partition("three.\n")[2])
    assert [(each["name"], each["strict"]["recall"]) for each in record["sets"]] == [("one", 1.0), ("two", 0.5)]
    assert record["all"]["strict"]["recall"] == 0.75
    assert record["shapes"][0] == {"shape": "1:1", "gold": 4, "found": 4, "right": 3}


def test_folders_without_a_name_in_common_are_refused(tmp_path: Path) -> None:
    written(tmp_path / "gold" / "one.align", GOLD)
    written(tmp_path / "found" / "two.align", GOLD)
    with pytest.raises(InputError, match=r"has no \.align file that is called as one in"):
        read.sets(tmp_path / "gold", tmp_path / "found")
    with pytest.raises(InputError, match="is a folder, and the other is a file"):
        read.sets(tmp_path / "gold", tmp_path / "found" / "two.align")


def test_one_file_alone_is_no_comparison(tmp_path: Path) -> None:
    told = ran(written(tmp_path / "gold.align", GOLD))
    assert "two without it" in str(told.exception)


# ---- wordings


def segments(name: str, *said: str, language: str = "en") -> Document:
    text = "\n".join(said)
    starts = [sum(len(each) + 1 for each in said[:number]) for number in range(len(said))]
    sentences = tuple(Sentence(Span(start, start + len(each)), 0) for start, each in zip(starts, said, strict=True))
    return Document(name, language, text, (Block("paragraph", Span(0, len(text))),), sentences)


def test_a_wording_is_measured_with_sacrebleus_signatures() -> None:
    """The same words are as near as can be; others are not."""
    said = segments("a", "The ferry left the harbour at six.", "Nobody stood on the pier.")
    other = segments("b", "The ferry left the port at six.", "There was no one on the pier.")
    same = {found.metric: found.points for found in score.wording(said, said)}
    assert same == {"chrF2": pytest.approx(100), "BLEU": pytest.approx(100), "TER": 0}
    near = {found.metric: found for found in score.wording(other, said)}
    assert 0 < near["BLEU"].points < near["chrF2"].points < 100 < 100 + near["TER"].points
    assert "tok:13a" in near["BLEU"].signature and "version:" in near["chrF2"].signature


def test_chinese_is_cut_before_it_is_measured() -> None:
    """Without that, a sentence would be one word, right or wrong as a whole."""
    one = segments("a", "渡轮六点钟离开了港口。", language="zh-CN")
    two = segments("b", "渡轮在六点钟离开港口。", language="zh-CN")
    _, bleu, ter = score.wording(one, two)
    assert "tok:zh" in bleu.signature and bleu.points > 20
    assert "asian:yes" in ter.signature and ter.points < 50


def test_wordings_of_different_length_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="has 1 segments, and b has 2"):
        score.wording(segments("a", "One."), segments("b", "One.", "Two."))
    with pytest.raises(InputError, match="b: line 2: is empty"):
        score.wording(segments("a", "One.", "Two."), segments("b", "One.", ""))


def test_the_command_measures_a_wording(tmp_path: Path) -> None:
    """As a table, and as JSON."""
    one, two = written(tmp_path / "a", "Une lampe.\nDeux ports.\n"), written(tmp_path / "b", "Une lampe.\nTrois ports.\n")
    told = ran("--reference", two, one, "--to", "fr")
    assert [line.split()[0] for line in told.output.splitlines()] == ["chrF2", "BLEU", "TER"]
    record = json.loads(ran("--reference", two, one, "--to", "fr", "--json").output)
    assert record[2]["score"] == 25.0


# ---- the card

FAMILIES = ("numbers.changed", "names.changed", "editorial.summary")
FINDINGS = st.lists(
    st.builds(
        lambda rule, severity: Finding(rule, "number", severity, 0.9, "Another one.", (0,)),
        st.sampled_from(FAMILIES),
        st.sampled_from(SEVERITIES),
    ),
    max_size=6,
)


def retold(*pairs: tuple[str, str], to: str = "en-US-x-retrans", unpaired: int = 0) -> Alignment:
    """Sentences each beside its counterpart, but for the last of the original, which have none."""
    one, two = (
        segments(side, *said, language=tag) for side, said, tag in zip("ab", zip(*pairs, strict=True), ("en", to), strict=True)
    )
    beads = [Bead(range(n, n + 1), range(n, n + 1)) for n in range(len(pairs) - unpaired)]
    lost = [[Bead(range(n, n + 1), range(n, n)), Bead(range(n + 1, n + 1), range(n, n + 1))] for n in range(len(beads), len(pairs))]
    return Alignment(one, two, (*beads, *(bead for both in lost for bead in both)))


HARBOUR = retold(*[("The ferry left the harbour at six.", "Die Fähre fuhr um sechs ab.")] * 40, to="de")


@given(FINDINGS, FINDINGS)
def test_more_findings_never_make_a_better_score(some: list[Finding], more: list[Finding]) -> None:
    few, many = score.card(HARBOUR, some), score.card(HARBOUR, some + more)
    assert many.points <= few.points
    assert many.penalty >= few.penalty


@given(FINDINGS)
def test_neutral_findings_cost_nothing(some: list[Finding]) -> None:
    grave = [found for found in some if found.severity != "neutral"]
    ours, theirs = score.card(HARBOUR, some), score.card(HARBOUR, grave)
    assert (ours.points, ours.penalties) == (theirs.points, theirs.penalties)


@given(FINDINGS, st.integers(1, 9))
def test_penalties_scale_with_their_weights(some: list[Finding], times: int) -> None:
    """And the card says what they were."""
    weights = {severity: times * penalty for severity, penalty in score.PENALTIES.items()}
    ours, theirs = score.card(HARBOUR, some), score.card(HARBOUR, some, weights)
    assert theirs.penalty == pytest.approx(times * ours.penalty)
    assert dict(theirs.weights) == weights


@given(FINDINGS)
def test_the_score_is_a_hundred_less_a_tenth_of_the_penalty_per_thousand_words(some: list[Finding]) -> None:
    """The formula of the docs; the families' penalties are all that there is."""
    card = score.card(HARBOUR, some)
    assert card.words == 40 * 7
    assert card.penalty == pytest.approx(1000 * sum(score.PENALTIES[found.severity] for found in some) / card.words)
    assert card.points == pytest.approx(max(0, 100 - card.penalty / 10))


@given(FINDINGS, FINDINGS, st.integers(1, 9))
def test_a_card_of_other_findings_is_as_if_it_were_reckoned_anew(some: list[Finding], others: list[Finding], times: int) -> None:
    weights = {severity: times * penalty for severity, penalty in score.PENALTIES.items()}
    assert score.again(score.card(HARBOUR, some, weights), HARBOUR, others) == score.card(HARBOUR, others, weights)


def test_a_card_that_says_neither_words_nor_weights_has_the_usual_ones() -> None:
    """As older records have it."""
    card = score.card(HARBOUR, ())
    assert score.again(replace(card, words=0, weights=()), HARBOUR, ()) == card


def test_an_empty_original_costs_no_division() -> None:
    nothing = Document("a", "en", "", (), ())
    assert score.card(Alignment(nothing, nothing, ()), ()).points == 100


def test_likeness_is_told_within_one_language_only() -> None:
    same, other = retold(("A red door.", "A red door.")), retold(("A red door.", "Eine rote Tür."), to="de")
    assert [(near.metric, near.points) for near in score.card(same, ()).likeness] == [("chrF2", pytest.approx(100)), ("TER", 0)]
    assert score.card(other, ()).likeness == ()


def test_likeness_is_that_of_the_pairs() -> None:
    """What has no counterpart is not held against the wording."""
    text = retold(("A red door.", "A red door."), ("It was lost.", "Shares rose."), unpaired=1)
    assert score.card(text, ()).likeness[1].points == 0


def test_a_pair_too_long_for_edits_has_no_ter() -> None:
    """Its search would take minutes; chrF takes none."""
    long = " ".join(f"word{number}" for number in range(600)) + "."
    assert [near.metric for near in score.card(retold((long, long)), ()).likeness] == ["chrF2"]


def test_the_two_chinese_scripts_are_one_wording() -> None:
    one, two = segments("a", "旧晶片还很快。", language="zh-CN"), segments("b", "舊晶片還很快。", language="zh-TW")
    near = score.card(Alignment(one, two, (Bead(range(1), range(1)),)), ()).likeness
    assert [found.points for found in near] == [pytest.approx(100), 0]


# ---- what it says


def noted(rule: str, category: Category, severity: Severity = "major", words: str = "") -> Finding:
    evidence = (("cues", words),) if words else ()
    return Finding(rule, category, severity, 0.9, "Something.", (0,), translation=Span(0, 30), evidence=evidence)


@pytest.mark.parametrize(
    ("pairs", "to", "gist"),
    [
        ([("A red door.", "Eine rote Tür.")], "de", "A close translation of the whole original."),
        ([("A red door.", "A red door.")], "en-GB", "A copy of the whole original."),
        (
            [("She painted the old door of the harbour office red.", "She painted the old door of the harbor office in red.")],
            "en-GB",
            "An edited copy of the whole original.",
        ),
        ([("A red door.", "The gate had a crimson hue.")], "en-GB", "A retelling in the same language of the whole original."),
    ],
)  # fmt: skip
def test_the_gist_says_what_kind_of_rendering_it_is(pairs: list[tuple[str, str]], to: str, gist: str) -> None:
    assert score.card(retold(*pairs, to=to), ()).gist == f"{gist} Nothing grave was found; what no rule covers may still differ."


def test_a_retelling_on_a_page_that_credits_a_compiler_came_by_way_of_another_language() -> None:
    """A translation on such a page is what the page calls it."""
    credit = noted("editorial.credit", "addition", "neutral", "compiled by")
    again, other = retold(("A red door.", "The gate had a crimson hue.")), retold(("A red door.", "Eine rote Tür."), to="de")
    assert "by way of another language, for the page credits a compiler." in score.card(again, [credit]).gist
    assert "; its page calls it a compilation." in score.card(other, [credit]).gist


def test_what_was_lost_and_what_was_added_is_told_in_shares() -> None:
    """Furniture by its name, if that explains most of it."""
    pairs = [("The ferry left at six.", "Die Fähre fuhr um sechs.")] * 4
    lost = retold(*pairs, to="de", unpaired=1)
    assert score.card(lost, ()).gist.startswith(
        "A close translation of most of the original (75%), the rest left out. 25% of the page has no counterpart in the original."
    )
    gist = score.card(lost, [noted("editorial.promo", "addition", "neutral")]).gist
    assert "25% of the page is not the author's: promotion." in gist


def test_the_gist_names_what_is_grave_in_plain_words() -> None:
    """In the order of the findings, small things not among them."""
    found = [noted("numbers.changed", "number"), noted("names.changed", "name"), noted("numbers.extra", "number")]
    small = noted("quotes.added", "quote", "minor")
    assert score.card(HARBOUR, [*found, small]).gist.endswith("Look first at what is grave: 2 figures and a name.")
    assert "Nothing grave was found, only one small thing;" in score.card(HARBOUR, [small]).gist


def test_every_category_and_role_has_plain_words() -> None:
    assert set(THINGS) == set(get_args(Category))
    assert {f"editorial.{role}" for role in ROLES} == set(check.editorial.RULES)
