"""Threads through several versions: what composing alignments keeps, what two witnesses of a pair say, and the record of it all."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as some

from align import read, versions
from align.model import Alignment, Bead, Block, Document, Sentence, Span
from align.settings import Settings, Source
from align.versions import composed, threads
from align.versions.agreeing import agreed
from align.versions.composing import Link

DOCS = Path(__file__).parents[1] / "docs"
MOST = 7  # sentences of a version: enough for merges, splits and crossings at once


def text(count: int) -> Document:
    """A document of so many sentences of one letter, in one block."""
    sentences = tuple(Sentence(Span(2 * number, 2 * number + 1), 0) for number in range(count))
    return Document("text", "en", "a " * count, (Block("paragraph", Span(0, 2 * count)),), sentences)


def alignment(sizes: tuple[int, int], beads: Sequence[Bead]) -> Alignment:
    return Alignment(text(sizes[0]), text(sizes[1]), tuple(beads))


def identity(count: int) -> Alignment:
    return alignment((count, count), [Bead(range(number, number + 1), range(number, number + 1)) for number in range(count)])


@some.composite
def runs(draw: some.DrawFn, count: int) -> list[range]:
    """The numbers below `count` cut into runs."""
    cuts = sorted(draw(some.sets(some.integers(1, count - 1)))) if count > 1 else []
    return [range(start, stop) for start, stop in pairwise([0, *cuts, count])] if count else []


@some.composite
def alignments(draw: some.DrawFn, original: int, translation: int) -> Alignment:
    """Any alignment of two texts of these lengths: beads merge, split, cross, and lack one side."""
    ours = draw(runs(original))
    cut = draw(runs(translation))
    left = list(draw(some.permutations(cut)))
    beads: list[Bead] = []
    for run in ours:
        there = left.pop() if left and draw(some.booleans()) else range(0)
        beads.append(Bead(run, there, draw(some.floats(0, 1))))
        while left and draw(some.integers(0, 3)) == 0:
            beads.append(Bead(range(run.stop, run.stop), left.pop(), draw(some.floats(0, 1))))
    beads += [Bead(range(original, original), run, draw(some.floats(0, 1))) for run in left]
    return alignment((original, translation), beads)


@some.composite
def lines(draw: some.DrawFn, least: int = 2) -> list[Alignment]:
    """Alignments from each version to the next."""
    sizes = draw(some.lists(some.integers(0, MOST), min_size=least + 1, max_size=4))
    return [draw(alignments(one, two)) for one, two in pairwise(sizes)]


def links(line: Sequence[Alignment]) -> tuple[list[int], list[Link]]:
    sizes = [len(line[0].original.sentences), *(len(step.translation.sentences) for step in line)]
    return sizes, [(number, number + 1, step.beads) for number, step in enumerate(line)]


def key(bead: Bead) -> tuple[int, ...]:
    """A bead without its confidence; −1 stands between its sides."""
    return (*bead.original, -1, *bead.translation)


def said(found: Alignment) -> list[tuple[list[int], list[int], float]]:
    return [(list(bead.original), list(bead.translation), bead.confidence) for bead in found.beads]


# ---- the laws of composing


@given(lines())
def test_every_sentence_of_every_version_is_on_one_thread(line: list[Alignment]) -> None:
    sizes, steps = links(line)
    found = threads(sizes, steps)
    for version, size in enumerate(sizes):
        assert sorted(number for thread in found for number in thread.sentences[version]) == list(range(size))
    assert all(any(thread.sentences) for thread in found)


@given(lines())
def test_to_follow_a_thread_is_to_chase_the_links_of_the_beads(line: list[Alignment]) -> None:
    """Two sentences are on one thread if and only if beads lead from one to the other."""
    sizes, steps = links(line)
    homes = {(version, number): home for home, thread in enumerate(threads(sizes, steps))
             for version, numbers in enumerate(thread.sentences) for number in numbers}  # fmt: skip
    beads = [
        {*((one, n) for n in bead.original), *((two, n) for n in bead.translation)} for one, two, found in steps for bead in found
    ]
    for start in homes:
        reached = {start}
        while more := {sentence for bead in beads if bead & reached for sentence in bead} - reached:
            reached |= more
        assert reached == {sentence for sentence, home in homes.items() if home == homes[start]}


@given(lines(least=1))
def test_a_version_that_changed_nothing_changes_no_thread(line: list[Alignment]) -> None:
    """Composed with a copy, before or after, an alignment is what it was, its order and confidence too."""
    before, after = (identity(len(side.sentences)) for side in (line[0].original, line[0].translation))
    assert said(composed([line[0], after])) == said(line[0])
    assert said(composed([before, line[0]])) == said(line[0])


@given(lines())
def test_a_composed_alignment_is_one(line: list[Alignment]) -> None:
    """It loses no sentence, keeps the original's order, and pairs nothing that is not on one thread."""
    sizes, steps = links(line)
    homes = [{number: home for home, thread in enumerate(threads(sizes, steps)) for number in thread.sentences[version]}
             for version in (0, -1)]  # fmt: skip
    found = composed(line)  # an alignment that loses or repeats a sentence is refused when it is made
    for bead in found.beads:
        assert len({homes[0][number] for number in bead.original} | {homes[1][number] for number in bead.translation}) == 1


@given(lines())
def test_a_thread_is_no_surer_than_any_bead_on_it(line: list[Alignment]) -> None:
    sizes, steps = links(line)
    for thread in threads(sizes, steps):
        for one, _, beads in steps:
            held = [bead.confidence for bead in beads if set(bead.original) & set(thread.sentences[one])]
            assert 0 <= thread.confidence <= min(held, default=1.0)


@given(lines())
def test_the_threads_stand_in_the_order_of_the_original(line: list[Alignment]) -> None:
    firsts = [thread.sentences[0][0] for thread in threads(*links(line)) if thread.sentences[0]]
    assert firsts == sorted(firsts)


def test_a_passage_that_a_later_version_adds_stands_where_it_came_in() -> None:
    one, two, three = [Bead(range(n, n + 1), range(n, n + 1)) for n in range(3)]
    added = [one, Bead(range(1, 1), range(1, 2)), Bead(two.original, range(2, 3)), Bead(three.original, range(3, 4))]
    found = [thread.sentences for thread in threads([3, 3, 4], [(0, 1, [one, two, three]), (1, 2, added)])]
    assert found == [((0,), (0,), (0,)), ((), (), (1,)), ((1,), (1,), (2,)), ((2,), (2,), (3,))]


def test_a_passage_in_two_places_is_one_thread_and_its_longest_runs_are_the_pair() -> None:
    """The first step moves the last sentence beside the first, and the second makes one sentence of both."""
    moved = [Bead(range(0, 2), range(0, 1), 0.9), Bead(range(2, 3), range(2, 3), 0.9), Bead(range(3, 4), range(1, 2), 0.5)]
    merged = [Bead(range(0, 2), range(0, 1), 0.8), Bead(range(2, 3), range(1, 2), 0.8)]
    line = [alignment((4, 3), moved), alignment((3, 2), merged)]
    assert [thread.sentences for thread in threads(*links(line))] == [((0, 1, 3), (0, 1), (0,)), ((2,), (2,), (1,))]
    assert said(composed(line)) == [([0, 1], [0], 0.5 * 0.8), ([2], [1], 0.9 * 0.8), ([3], [], 0.5 * 0.8)]


# ---- two witnesses of one pair


@given(some.data(), some.integers(0, MOST), some.integers(0, MOST))
def test_what_two_witnesses_agree_on_is_an_alignment(data: some.DataObject, one: int, two: int) -> None:
    """Whatever they say: no sentence is lost, and no bead is made up."""
    direct, through = data.draw(alignments(one, two)), data.draw(alignments(one, two))
    found = agreed(direct, through)
    told = {key(bead) for witness in (direct, through) for bead in witness.beads}
    assert {key(bead) for bead in found.beads} <= told
    assert all(0 <= bead.confidence <= 1 for bead in found.beads)


@given(lines(least=1))
def test_where_both_witnesses_say_the_same_it_is_surer_than_either(line: list[Alignment]) -> None:
    twice = agreed(line[0], line[0])
    before = {key(bead): bead.confidence for bead in line[0].beads}
    for bead in twice.beads:
        assert bead.confidence >= before[key(bead)]


def test_of_two_witnesses_the_one_who_cuts_finer_is_believed() -> None:
    fine, coarse = [Bead(range(0, 1), range(0, 1), 0.7), Bead(range(1, 2), range(1, 2), 0.7)], [Bead(range(2), range(2), 0.99)]
    for witnesses in ((fine, coarse), (coarse, fine)):
        assert said(agreed(*(alignment((2, 2), beads) for beads in witnesses))) == [([0], [0], 0.7), ([1], [1], 0.7)]


def test_of_two_witnesses_who_contradict_each_other_the_surer_is_believed_less() -> None:
    """Across languages it is the one who came by the steps."""
    paired = alignment((1, 1), [Bead(range(1), range(1), 0.6)])
    lone = alignment((1, 1), [Bead(range(1), range(0), 0.9), Bead(range(1, 1), range(1), 0.9)])
    found = agreed(paired, lone)
    assert [key(bead) for bead in found.beads] == [(-1, 0), (0, -1)]
    assert [round(bead.confidence, 9) for bead in found.beads] == [0.54, 0.54]  # 0.9 · 0.9 / (0.9 + 0.6)
    across = replace(lone, original=replace(lone.original, language="de"))
    assert [key(bead) for bead in agreed(across, paired).beads] == [(0, -1, 0)]


# ---- a chain


ONE = """# The lamp

The lamp on Gull Rock has 1,200 candles of light. It was lit in 1871.

Nobody lives there now. The keeper left a cat, and it grew fat.
"""
TWO = """# 灯

鸥岩上的灯有1300支烛光。它于1871年点亮。

如今那里没有人住。守灯人留下一只猫，它长胖了。
"""
THREE = """# The lamp

The lamp on Gull Rock has the light of 1,300 candles. It was lit in 1781.

Nobody lives there today. The keeper left a cat, and it grew fat.
"""


@pytest.fixture
def chain(tmp_path: Path) -> list[Source]:
    for name, said in (("first.md", ONE), ("second.md", TWO), ("third.md", THREE)):
        (tmp_path / name).write_text(said, "utf-8")
    tags = ("en", "zh-CN", "en")
    return [Source(str(tmp_path / name), tag) for name, tag in zip(("first.md", "second.md", "third.md"), tags, strict=True)]


def test_a_chain_of_three_has_a_memory_for_each_pair_of_languages(chain: list[Source]) -> None:
    found = versions.run(versions.chain(chain), Settings())
    names = {file.name for file in versions.files(found, Settings())}
    assert {name for name in names if name.endswith(".tmx") and ".review." not in name} == {
        "first-second/second.en.zh-CN.tmx", "second-third/third.zh-CN.en.tmx", "first-third/third.en.en-US-x-retrans.tmx",
    }  # fmt: skip
    assert {"versions.json", "versions.html"} <= names


def test_what_is_saved_has_its_choices_beside_each_report_and_spares_a_persons_project(chain: list[Source], tmp_path: Path) -> None:
    settings, home = Settings(formats=("omegat",)), tmp_path / "out"
    found = versions.run(versions.chain(chain), settings)
    files = versions.placed(found, settings, home)
    reports = {path.parent for path in files if path.name == "report.json"}
    assert len(reports) == 3 and {path.parent for path in files if path.name == "run.json"} == reports
    mine = next(path for path in files if path.name == "omegat.project")
    mine.parent.mkdir(parents=True)
    mine.write_text("mine", "utf-8")
    assert files.keys() - versions.placed(found, settings, home).keys() == {mine}


def test_what_a_run_reads_is_told_so_that_it_is_not_written_over(chain: list[Source]) -> None:
    settings = Settings(glossaries=(Path("terms.csv"),), lexicons=(Path("words.tsv"),))
    assert versions.read_by(versions.chain(chain), settings) == [*(source.place for source in chain), "words.tsv", "terms.csv"]


def test_the_record_says_with_which_version_each_drift_came_in(chain: list[Source]) -> None:
    found = versions.run(versions.chain(chain), Settings())
    record = json.loads(versions.record(found))
    came_in = {
        finding["message"]: (finding["came_in"], finding["fate"]) for finding in record["findings"] if "numbers" in finding["rule"]
    }
    assert {message: said for message, said in came_in.items() if "1,300" in message or "1781" in message}
    assert all(said == (["second"], "stands") for message, said in came_in.items() if "1,300" in message)
    assert all(said == (["third"], "stands") for message, said in came_in.items() if "1781" in message)


def test_the_record_fits_its_schema(chain: list[Source]) -> None:
    """And the schema, the page about it and the record name the same fields, in one order."""
    schema = json.loads((DOCS / "versions.schema.json").read_text("utf-8"))
    made = json.loads(versions.record(versions.run(versions.chain(chain), Settings())))
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    validator.validate(made)
    with pytest.raises(jsonschema.ValidationError):
        validator.validate({**made, "unheard": []})
    assert list(made) == list(schema["properties"]) == schema["required"]
    assert list(made["findings"][0]) == list(schema["$defs"]["finding"]["properties"])
    page = (DOCS / "versions.md").read_text("utf-8").partition("## The record")[2]
    record, _, trail = page.partition("A trail:")
    assert re.findall(r"^\| `(\w+)` \|", record, re.MULTILINE) == list(made)
    told = re.findall(r"`(\w+)`", " ".join(line.split("|")[1] for line in trail.splitlines() if line.startswith("| `")))
    assert told == list(made["findings"][0])


def test_every_finding_of_every_report_is_on_one_trail(chain: list[Source]) -> None:
    found = versions.run(versions.chain(chain), Settings())
    seen = [(seen.report, seen.finding) for trail in found.trails for seen in trail.seen]
    assert sorted(seen) == [(r, f) for r, step in enumerate(found.reports) for f in range(len(step.report.findings))]


def test_the_record_gives_the_same_bytes_again(chain: list[Source]) -> None:
    one, two = (versions.record(versions.run(versions.chain(chain), Settings())) for _ in range(2))
    assert one == two


def test_a_version_of_nothing_breaks_no_thread(tmp_path: Path) -> None:
    """A text may share nothing with the one before it; then its sentences are threads of their own."""
    texts = [
        read.text(said, name=str(n), language="en", kind="txt") for n, said in enumerate(("A lamp. A cat.", "Soup.", "Rain fell."))
    ]
    sizes = [len(document.sentences) for document in texts]
    apart = [(n, n + 1, [Bead(range(i, i + 1), range(0)) for i in range(sizes[n])]) for n in (0, 1)]
    apart[1] = (1, 2, [*apart[1][2], Bead(range(sizes[1], sizes[1]), range(sizes[2]))])
    assert len(threads(sizes, apart)) == sizes[0] + sizes[1] + 1
