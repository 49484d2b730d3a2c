"""The laws of pairing, whatever the texts: nothing is lost, nothing is forced, and what is said of the search is what it does."""

import math
import os
import random
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as at_most
from hypothesis import strategies as some

from align import corpus, lexicon, pair, pipeline, read, score, write
from align.lexicon.links import NONE, links
from align.lexicon.tokens import tokens
from align.model import Alignment, Bead, Block, Document, Glossary, Sentence, Span
from align.pair import band, length, search, shapes, words
from align.pair.search import GAPS, NEVER, Gaps, Lattice
from align.settings import Settings, Source

Step = tuple[range, range]
Keys = set[tuple[tuple[int, ...], tuple[int, ...]]]

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "how-pairing-works.md").read_text("utf-8")
YEARBOOKS = ROOT.parent / "shared" / "benchmarks" / "alignment" / "tb-dev"
ARTICLE = corpus.article(corpus.shipped() / "cannery")
SIDES = tuple(read.document(corpus.source(ARTICLE, name), Settings()) for name in ("original", "republication"))
GOLD = corpus.beads(ARTICLE, "original", "republication", *SIDES)


def document(lines: Sequence[str], language: str) -> Document:
    """One sentence a line, blank ones too."""
    sentences, start = [], 0
    for line in lines:
        sentences.append(Sentence(Span(start, start + len(line)), 0))
        start += len(line) + 1
    text = "\n".join(lines)
    return Document(language, language, text, (Block("paragraph", Span(0, len(text))),), tuple(sentences))


def paired(one: Document, two: Document) -> Alignment:
    return pair.documents(one, two, lexicon.between(one, two, Glossary()))


def aligned(one: Sequence[str], two: Sequence[str], languages: tuple[str, str] = ("de", "fr")) -> tuple[Bead, ...]:
    return paired(document(one, languages[0]), document(two, languages[1])).beads


@cache
def canneries() -> tuple[Bead, ...]:
    return paired(*SIDES).beads


def key(bead: Bead) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return tuple(bead.original), tuple(bead.translation)


def prose(sentences: int, seed: int = 1, letters: str = "aeioubdgklmnrst", known: int = 400) -> list[str]:
    """Sentences of made-up words, the earlier of them the commoner."""
    chance = random.Random(seed)
    vocabulary = ["".join(chance.choices(letters, k=chance.randint(2, 9))) for _ in range(known)]
    weights = [1 / rank for rank in range(1, known + 1)]
    return [" ".join(chance.choices(vocabulary, weights, k=chance.randint(4, 20))) for _ in range(sentences)]


# What holds for all texts

ANYTHING = some.lists(
    some.one_of(
        some.sampled_from(["", " ", "Ja.", "1931", "12,5", "🙂🙂", "Bern liegt an der Aare.", "Berne est au bord de l'Aar.", "…"]),
        some.text(max_size=30).filter(lambda text: "\n" not in text),
    ),
    max_size=7,
)


@at_most(deadline=None, max_examples=30)
@given(ANYTHING, ANYTHING, some.sampled_from([("de", "fr"), ("zh", "en"), ("en", "en")]))
def test_every_sentence_stands_on_one_bead_with_a_share_of_certainty(one, two, languages):
    """An `Alignment` refuses a lost sentence; a confidence is a probability, and neither side of a bead outgrows the shapes."""
    for bead in aligned(one, two, languages):
        assert 0.0 <= bead.confidence <= 1.0
        assert bead.shape in shapes.FIRST or bead.shape in GAPS


@at_most(deadline=None, max_examples=6)
@given(some.integers(0, 10**6), some.sampled_from([("de", "fr"), ("zh", "en")]))
def test_swapping_the_sides_mirrors_the_beads(seed, languages):
    """Whatever is learnt, lengths, words, shapes, is learnt alike from both sides."""
    chance = random.Random(seed)
    one = prose(25, seed)
    two = [line[::-1] for line in one if chance.random() < 0.9]
    there, back = aligned(one, two, languages), aligned(two, one, languages[::-1])
    mirrored = {key(bead)[::-1]: bead.confidence for bead in back}
    assert {key(bead) for bead in there} == mirrored.keys()
    assert [bead.confidence for bead in there] == pytest.approx([mirrored[key(bead)] for bead in there], abs=1e-4)


def test_swapping_the_sides_of_an_article_mirrors_it_with_all_that_moved():
    mirrored = {key(bead)[::-1] for bead in paired(SIDES[1], SIDES[0]).beads}
    assert {key(bead) for bead in canneries()} == mirrored


def test_the_same_texts_give_the_same_bytes(tmp_path):
    """In another process, too, where sets stand in another order."""
    script = (
        "import sys; from align import lexicon, model, pair, read\n"
        "one, two = (read.lines(name, tag) for name, tag in zip(sys.argv[1:], ('de', 'fr')))\n"
        "for bead in pair.documents(one, two, lexicon.between(one, two, model.Glossary())).beads:\n"
        "    print(bead.original, bead.translation, bead.confidence.hex())"
    )
    sides = tmp_path / "one.txt", tmp_path / "two.txt"
    for path, lines in zip(sides, (prose(30), [line[::-1] for line in prose(30)]), strict=True):
        path.write_text("\n".join(lines), "utf-8")
    run = [sys.executable, "-c", script, *map(str, sides)]
    first, second = (
        subprocess.run(run, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in ("1", "2")
    )
    assert first == second and first.count(b"0x") >= 30


# The search


def lattice(scores: np.ndarray, rows: int, columns: int) -> Lattice:
    """A whole table; `scores[i, j, m]` is that of the m-th shape of pair from the node (i, j)."""
    where, moves = band.whole(rows, columns), (*shapes.FIRST, *GAPS)
    at = np.full((where.last + 1, len(moves), where.width), NEVER, np.float32)
    for i in range(rows + 1):
        for j in range(columns + 1):
            for number, (s, t) in enumerate(moves):
                if i + s <= rows and j + t <= columns:
                    at[i + j, number, i % where.width] = scores[i, j, number] if s and t else Gaps().side
    return Lattice(where, range(where.last + 1), moves, at)


def paths(table: Lattice, i: int = 0, j: int = 0) -> Iterator[tuple[Step, ...]]:
    """Every way through a table."""
    rows, columns = table.band.rows, table.band.columns
    if (i, j) == (rows, columns):
        yield ()
    for s, t in table.moves:
        if i + s <= rows and j + t <= columns:
            for rest in paths(table, i + s, j + t):
                yield ((range(i, i + s), range(j, j + t)), *rest)


def weights(table: Lattice, path: Sequence[Step], temper: float = 1.0) -> tuple[float, float]:
    """The logarithm of a path's weight, begun as after a pair and as after a gap; written as the chain of two states reads."""
    chain, said = table.gaps, search.scores([table], path)
    into = {(True, True): chain.pair, (True, False): chain.enter, (False, True): chain.leave, (False, False): chain.stay}
    kinds = [bool(one) and bool(two) for one, two in path]
    steps = sum(float(value) * (temper if kind else 1.0) for value, kind in zip(said, kinds, strict=True))
    chained = steps + sum(into[before, after] for before, after in pairwise(kinds))
    return chained + into[True, kinds[0]], chained + into[False, kinds[0]]


TABLES = some.builds(
    lambda rows, columns, seed: lattice(
        np.random.default_rng(seed).normal(-1, 3, (rows + 1, columns + 1, len(shapes.FIRST))), rows, columns
    ),
    some.integers(1, 4), some.integers(1, 4), some.integers(0, 2**32 - 1),
)  # fmt: skip


@at_most(deadline=None, max_examples=25)
@given(TABLES)
def test_the_best_path_is_the_best_of_all_paths(table):
    """All of them are tried, with runs of gaps and without."""
    found = search.best([table])
    assert max(weights(table, found)) == pytest.approx(max(max(weights(table, path)) for path in paths(table)), abs=1e-4)


@at_most(deadline=None, max_examples=25)
@given(TABLES, some.sampled_from([1.0, 0.5]))
def test_a_posterior_is_the_share_of_all_paths(table, temper):
    """Of those through a pair; of those that leave a sentence alone, wherever they do."""
    every = [(path, np.logaddexp(*weights(table, path, temper))) for path in paths(table)]
    whole = np.logaddexp.reduce([weight for _, weight in every])
    steps = search.best([table])
    for step, sure in zip(steps, search.posterior([table], steps, temper), strict=True):
        same = [weight for path, weight in every if any(_same(step, other) for other in path)]
        assert sure == pytest.approx(math.exp(np.logaddexp.reduce(same) - whole), abs=1e-4)


def _same(step: Step, other: Step) -> bool:
    if all(step):
        return step == other
    return any(bool(mine) and mine == theirs and not all(other) for mine, theirs in zip(step, other, strict=True))


@at_most(deadline=None, max_examples=25)
@given(TABLES)
def test_a_table_turned_over_has_its_best_path_turned_over(table):
    """As good a path; where two are equally good, the order of the moves decides, which has 1:2 before 2:1 on both sides."""
    rows, columns, moves = table.band.rows, table.band.columns, table.moves
    turned = np.zeros((columns + 1, rows + 1, len(moves)))
    for i in range(rows + 1):
        for j in range(columns + 1):
            for number, (s, t) in enumerate(moves):
                turned[j, i, moves.index((t, s))] = table.scores[i + j, number, i % table.band.width]
    mirror = lattice(turned, columns, rows)
    assert max(weights(mirror, search.best([mirror]))) == pytest.approx(max(weights(table, search.best([table]))), abs=1e-4)


def test_leaving_a_state_and_staying_in_it_are_all_there_is():
    chain = Gaps()
    assert math.exp(chain.pair) + math.exp(chain.enter) == pytest.approx(1)
    assert math.exp(chain.leave) + math.exp(chain.stay) == pytest.approx(1)
    assert 2 * math.exp(chain.side) == pytest.approx(1)


@given(some.lists(some.tuples(some.integers(0, 5), some.integers(0, 5)), max_size=200))
def test_shapes_sum_to_one_whatever_was_seen(seen):
    """And a shape is as likely as its mirror, and never impossible."""
    found = shapes.learnt((range(one), range(two)) for one, two in seen)
    assert sum(found.values()) == pytest.approx(1) == pytest.approx(sum(shapes.FIRST.values()))
    assert all(0 < share == found[two, one] for (one, two), share in found.items())


# The corridor

WALKS = some.lists(some.tuples(some.integers(0, 9), some.integers(0, 9)), max_size=12).map(sorted).map(
    lambda points: [(i, j) for n, (i, j) in enumerate(points) if all(i > a and j > b for a, b in points[:n])]
)  # fmt: skip


@given(WALKS, some.integers(10, 20), some.integers(10, 20), some.integers(1, 12))
def test_a_corridor_bends_by_one_node_at_a_time_and_holds_its_ends(path, rows, columns, half):
    corridor = band.around(path, rows, columns, half)
    assert set(np.diff(corridor.low)) <= {0, 1}
    for i, j in ((0, 0), (rows, columns)):
        assert corridor.low[i + j] <= i < corridor.low[i + j] + corridor.width


@given(WALKS, some.integers(10, 20), some.integers(10, 20), some.integers(1, 12))
def test_a_corridor_seen_from_the_other_side_has_the_same_nodes(path, rows, columns, half):
    corridor = band.around(path, rows, columns, half)
    here, there = (nodes(seen) for seen in (corridor, corridor.turned()))
    assert {(j, i) for i, j in here} == there


def nodes(corridor: band.Band) -> set[tuple[int, int]]:
    i, j = corridor.nodes(np.arange(corridor.last + 1))
    inside = (i >= 0) & (i <= corridor.rows) & (j >= 0) & (j <= corridor.columns)
    return set(zip(i[inside].tolist(), j[inside].tolist(), strict=True))


@given(
    some.lists(some.tuples(some.integers(0, 6), some.integers(0, 6), some.integers(1, 5)), max_size=8, unique_by=lambda p: p[:2])
)
def test_the_chain_of_anchors_is_the_heaviest(points):
    """Of all that rise strictly on both sides."""
    weight = {(i, j): heavy for i, j, heavy in points}
    ordered = sorted(weight)

    def heaviest(last: tuple[int, int], start: int) -> int:
        onward = [n for n in range(start, len(ordered)) if ordered[n][0] > last[0] and ordered[n][1] > last[1]]
        return max((weight[ordered[n]] + heaviest(ordered[n], n + 1) for n in onward), default=0)

    i, j, heavy = np.array([(i, j, weight[i, j]) for i, j in ordered], float).reshape(-1, 3).T
    found = band.chain(i.astype(int), j.astype(int), heavy)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(found))
    assert sum(weight[point] for point in found) == heaviest((-1, -1), 0)


def test_a_corridor_as_wide_as_the_table_finds_what_the_whole_table_gives(monkeypatch):
    monkeypatch.setattr(band, "WHOLE", 0)
    for name, module in (("HALF", band), ("NARROW", pair)):
        monkeypatch.setattr(module, name, sum(len(side.sentences) for side in SIDES))
    wide = paired(*SIDES).beads
    assert [key(bead) for bead in wide] == [key(bead) for bead in canneries()]
    assert [bead.confidence for bead in wide] == pytest.approx([bead.confidence for bead in canneries()], abs=1e-4)


def test_a_narrow_corridor_worked_in_parts_finds_the_same(monkeypatch):
    """A long text is cut three times over: into a corridor, its parts, and their stretches."""
    whole = aligned(ONE, TWO)
    for name, module, size in (("WHOLE", band, 0), ("PART", band, 128), ("STRETCH", search, 64), ("MARGIN", search, 64)):
        monkeypatch.setattr(module, name, size)
    cut = aligned(ONE, TWO)
    assert [key(bead) for bead in cut] == [key(bead) for bead in whole]
    assert [bead.confidence for bead in cut] == pytest.approx([bead.confidence for bead in whole], abs=0.01)


ONE = prose(160)
TWO = [line[::-1].replace("r", "l") for number, line in enumerate(prose(160)) if not 40 <= number < 50]


# What the words and the lengths say

SPOKEN = some.lists(
    some.lists(some.sampled_from("ab ba cd dc ef fe gh hg".split()), max_size=9).map(" ".join), min_size=1, max_size=5
)


@at_most(deadline=None, max_examples=40)
@given(SPOKEN, SPOKEN, some.dictionaries(some.tuples(some.integers(0, 7), some.integers(0, 7)), some.floats(0.01, 1), max_size=20))
def test_words_score_as_the_formula_says(one, two, linked):
    """Each word by itself and by the best word of the group: the module's head, read aloud."""
    said, by = tokens(one, "xx"), tokens(two, "xx")
    linked = {(a, b): t for (a, b), t in linked.items() if a < len(by.types) and b < len(said.types)}
    known = words.renderings(links((a, b, t, t) for (a, b), t in linked.items()), len(said.types))
    rows = np.arange(said.sentences)
    found = words.explained(said, by, known, range(said.sentences), 0 * rows, 0 * rows + by.sentences, 0.9)
    chance = said.counts / max(1, said.counts.sum())
    for sentence in range(said.sentences):
        mine = said.flow[said.starts[sentence] : said.starts[sentence + 1]].tolist()
        for start in range(by.sentences):
            for size in range(1, min(shapes.MOST, by.sentences - start) + 1):
                group = by.flow[by.starts[start] : by.starts[start + size]].tolist()
                total = 0.0
                for b in mine:
                    best = max((linked.get((a, b), 0.0) for a in group), default=0.0)
                    ever = max((t for (_, other), t in linked.items() if other == b), default=1.0)
                    total += math.log(0.9 + 0.1 * max(best / max(1, len(group)) ** words.ALPHA / chance[b], best / ever))
                at = found.by(np.array([sentence]), np.array([start]))
                assert float(at[0, size - 1]) == pytest.approx(total, abs=1e-3)


def test_a_word_that_nothing_explains_costs_little_and_only_once():
    """About 0.1, as the page says, or 0.05 in the first pass: a translator may say things in another way."""
    said, by = tokens(["quince"], "en"), tokens(["pomme"], "fr")
    known = words.renderings(NONE, 1)
    for epsilon in (*pair.ACROSS, *pair.WITHIN):
        found = words.explained(said, by, known, range(1), np.array([0]), np.array([1]), epsilon)
        assert float(found.by(np.array([0]), np.array([0]))[0, 0]) == pytest.approx(math.log(epsilon), abs=1e-6)


CHARACTERS = some.lists(some.integers(0, 100_000), min_size=1, max_size=8)


@at_most(deadline=None)
@given(CHARACTERS, CHARACTERS, some.sampled_from(sorted(shapes.FIRST)))
def test_lengths_always_say_something_finite_and_the_same_from_both_sides(one, two, shape):
    sides = [np.array(side, float) for side in (one, two)]
    there, back = length.learnt(*sides), length.learnt(*sides[::-1])
    groups = [
        (side[:1] * size, drawn.density(side[:1] * size, size))
        for side, drawn, size in zip(sides, (there.original, there.translation), shape, strict=True)
    ]
    said = length.ratio(there, *groups, shape)
    assert np.isfinite(said).all()
    assert said == pytest.approx(length.ratio(back, *groups[::-1], shape[::-1]), rel=1e-3, abs=1e-3)


def test_lengths_that_never_vary_speak_against_nothing():
    """Whoever knows that a line has 80 characters is no worse at guessing that its partner has 80."""
    same = np.full(500, 80.0)
    model = length.learnt(same, same)
    group = same[:1], model.original.density(same[:1], 1)
    assert length.ratio(model, group, group, (1, 1))[0] > -0.05


# Passages that moved


def test_two_sections_that_changed_places_are_found_as_moved():
    """Each sentence of both beside its own again; the report says that they moved."""
    one, two = (document([side.said(n) for n in range(len(side.sentences))], side.language) for side in SIDES)
    order = [*range(20), *range(58, 80), *range(20, 58), *range(80, len(two.sentences))]
    place = {old: new for new, old in enumerate(order)}
    wanted = {(tuple(bead.original), tuple(sorted(place[n] for n in bead.translation))) for bead in GOLD if bead.paired}
    report = pipeline.report(one, document([two.said(n) for n in order], "en"), Settings())
    found = [bead for bead in report.alignment.beads if bead.paired]
    assert len({key(bead) for bead in found} & wanted) > 0.9 * len(wanted)
    assert any(one.translation.start > two.translation.start for one, two in pairwise(found))
    assert {"coverage.moved", "structure.reordered"} & {finding.rule for finding in report.findings}


@pytest.mark.skipif(not YEARBOOKS.is_dir(), reason="the yearbooks of Text+Berg are not beside the project")
def test_the_yearbooks_keep_their_order_breaks():
    """A sentence that changed places with its neighbour stands on one bead with it, beside both of theirs."""
    sides = [read.lines(str(YEARBOOKS / name), tag) for name, tag in (("src.txt", "de"), ("tgt.txt", "fr"))]
    found = paired(*sides).beads
    gold = read.beads.beads(YEARBOOKS / "gold.align")
    assert score.agreement(gold, found).f1 > 0.87
    assert any(456 in bead.original and 540 in bead.translation for bead in found)


# What the page says of the numbers


@pytest.mark.parametrize(
    "claim",
    [
        f"entering a gap costs log {math.exp(Gaps().enter):.3f}, staying in one only log {math.exp(Gaps().stay):.2f}",
        f"|A|^{words.ALPHA}",
        f"up to {('one', 'two', 'three', 'four', 'five')[shapes.MOST - 1]} a side and seven together",
        f"all scores are multiplied by {pair.confidence.TEMPERATURE}",
    ],
)
def test_the_page_says_what_the_code_does(claim):
    assert claim in " ".join(PAGE.split())
    assert max(map(sum, shapes.FIRST)) == 7


# Bad input


@pytest.mark.parametrize(("one", "two"), [([], prose(3)), (prose(3), []), ([], [])])
def test_an_empty_side_leaves_all_of_the_other_alone(one, two):
    beads = aligned(one, two)
    assert [bead.shape for bead in beads] == [(1, 0)] * len(one) + [(0, 1)] * len(two)


def test_one_sentence_against_ten_thousand_finds_its_own():
    """It stands near the end."""
    many = prose(3000, known=5000)
    beads = aligned(["Xylophon Quitzow 48731 Zwymbra"], [*many[:2700], "Xylophone Quitzow 48731 Zwymbra", *many[2700:]])
    assert [key(bead) for bead in beads if bead.paired] == [((0,), (2700,))]


def test_one_sentence_that_is_in_none_of_ten_thousand_stands_alone():
    assert not any(bead.paired for bead in aligned(["Quitzow"], prose(10_000, letters="aeioulmn")))


def test_a_text_is_its_own_translation_sentence_by_sentence():
    same = prose(80)
    beads = aligned(same, same, ("en", "en"))
    assert [bead.shape for bead in beads] == [(1, 1)] * 80
    assert min(bead.confidence for bead in beads) > 0.9


def test_texts_that_have_nothing_in_common_are_doubted():
    """Whatever their own pairs teach of them: hardly one is sure, and the report says so of the whole."""
    one, two = document(prose(60), "de"), document(prose(60, seed=2, letters="opqvwxyzjh"), "fr")
    report = pipeline.report(one, two, Settings())
    sure = [bead.confidence for bead in report.alignment.beads if bead.paired]
    assert np.median(sure) < 0.3 and sum(confidence > 0.9 for confidence in sure) < 6
    assert "do not seem to belong together" in " ".join(report.warnings)


@pytest.mark.parametrize(
    ("original", "translation"),
    [("shoebox/original.en.md", "dialect/wire.en.txt"), ("cannery/compilation.zh-CN.html", "shoebox/translation.zh-TW.html")],
)
def test_articles_on_other_matters_are_doubted(original: str, translation: str):
    """Even where a few short sentences of theirs look like each other; and no pair of theirs is one that a memory may rely on."""
    report = pipeline.run(*(Source(str(ROOT / "corpus" / path)) for path in (original, translation)), Settings())
    assert "do not seem to belong together" in " ".join(report.warnings)
    assert write.tmx(report, 0.5).units == 0


def test_texts_that_belong_together_are_not_doubted():
    """Even a short one whose words are learnt from itself alone."""
    said = prose(60, known=200)
    sure = [bead.confidence for bead in aligned(said, [line[::-1] for line in said]) if bead.paired]
    assert np.median(sure) > 0.9


@pytest.mark.parametrize(
    "line", ["a" * 100_000, "alpha beta " * 9000, "7" * 100_000, "🙂" * 100_000, " ".join(prose(1500))[:100_000]],
    ids=["one word", "two words", "digits", "emoji", "prose"],
)  # fmt: skip
def test_lines_of_a_hundred_thousand_characters_are_paired(line):
    """They were not: three that are alike stood alone, and surely so."""
    beads = aligned([line] * 3, [line] * 3)
    assert [bead.shape for bead in beads] == [(1, 1)] * 3
    assert min(bead.confidence for bead in beads) > 0.3


def test_paragraphs_on_one_line_are_paired_like_sentences():
    """Of 400 words and more each, half of them nothing alike."""
    said = prose(400, known=3000)
    other = [" ".join(word if word[0] in "aeiou" else word[::-1] for word in line.split()) for line in said]
    one, two = ([" ".join(side[n : n + 40]) for n in range(0, 400, 40)] for side in (said, other))
    assert [key(bead) for bead in aligned(one, two)] == [((n,), (n,)) for n in range(10)]


@pytest.mark.parametrize(
    "lines", [[str(n * 7919) for n in range(40)], ["🙂" * (1 + n * n % 17) for n in range(40)]], ids=["digits", "emoji"]
)
def test_lines_of_nothing_but_signs_are_paired(lines):
    assert [key(bead) for bead in aligned(lines, lines)] == [((n,), (n,)) for n in range(40)]


def test_five_hundred_paragraphs_that_are_all_the_same_are_paired_without_certainty():
    """Nothing says which belongs to which, but both ends."""
    beads = aligned(prose(1) * 500, prose(1) * 500)
    assert [bead.shape for bead in beads] == [(1, 1)] * 500
    assert np.median([bead.confidence for bead in beads]) < 0.7


def test_blank_lines_take_no_partner_from_what_is_said():
    said = prose(12)
    spread = [line for pair_ in zip(said, [""] * 12, strict=True) for line in pair_]
    together = {i: bead for bead in aligned(said, spread) for i in bead.original}
    assert all(2 * i in together[i].translation and len(together[i].original) == 1 for i in range(12))
