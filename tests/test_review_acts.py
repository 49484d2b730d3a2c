"""What a person does with pairs: laws over small alignments, and what is refused."""

import re
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reviewing import Page, opened, recorded

from align import decisions
from align.decisions import NOTHING
from align.model import Alignment, Bead, Block, Document, Sentence, Span
from align.review import acts
from align.review.acts import RefusalError


def document(name: str, count: int) -> Document:
    said = [f"{name} {number} says {'so ' * (number % 4)}it." for number in range(count)]
    stops = [sum(len(one) + 1 for one in said[: number + 1]) for number in range(count)]
    spans = [Span(stop - len(one) - 1, stop - 1) for one, stop in zip(said, stops, strict=True)]
    text = " ".join(said)
    return Document(name, "en", text, (Block("paragraph", Span(0, len(text))),), tuple(Sentence(span, 0) for span in spans))


def alignment(*shapes: tuple[int, int]) -> Alignment:
    """Beads of these shapes, one after the other."""
    beads, one, two = [], 0, 0
    for rows, columns in shapes:
        beads.append(Bead(range(one, one + rows), range(two, two + columns), 0.7))
        one, two = one + rows, two + columns
    return Alignment(document("Original", one), document("Translation", two), tuple(beads))


shapes = st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(any)
alignments = st.lists(shapes, min_size=1, max_size=6).map(lambda found: alignment(*found))


@st.composite
def anything(draw):
    """An alignment, and an act on it that may mean something."""
    here = draw(alignments)
    number = st.integers(0, len(here.beads) - 1)
    one, two = (st.integers(0, len(side.sentences)) for side in (here.original, here.translation))
    act = draw(
        st.one_of(
            st.tuples(st.just(acts.split), number, st.tuples(st.none() | one, st.none() | two)),
            st.tuples(st.just(acts.merge), st.lists(number, max_size=3)),
            st.tuples(st.just(acts.move), st.just("original"), one, st.sampled_from(["previous", "next"])),
            st.tuples(st.just(acts.move), st.just("translation"), two, st.sampled_from(["previous", "next"])),
            st.tuples(st.just(acts.unlink), number),
            st.tuples(st.just(acts.link), st.lists(one, max_size=3), st.lists(two, max_size=3)),
        )
    )
    return here, act


def pairs(alignment: Alignment) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(tuple(bead.original), tuple(bead.translation)) for bead in alignment.beads]


def done(here: Alignment, act, *given):
    """The alignment after an act, as a run would have it too."""
    made = act(here, *given)
    decided = replace(NOTHING, gestures=tuple(decisions.links(here, made)))
    return made, decisions.alignment(here, decided)


@given(anything())
def test_every_act_leaves_each_sentence_on_one_bead_or_is_refused_with_a_sentence(case):
    here, (act, *given) = case
    try:
        made, after = done(here, act, *given)
    except RefusalError as refused:
        assert str(refused).endswith(".")
        assert str(refused)[0].isupper()
    else:
        there = pairs(after)  # an alignment that loses a sentence is not to be had
        assert all((tuple(bead.original), tuple(bead.translation)) in there for bead in made)
        assert there != pairs(here) or act is acts.unlink


@given(anything())
def test_an_act_leaves_rows_alone_that_have_none_of_its_sentences(case):
    here, (act, *given) = case
    try:
        made, after = done(here, act, *given)
    except RefusalError:
        return
    one, two = {n for bead in made for n in bead.original}, {n for bead in made for n in bead.translation}
    untouched = [pair for pair in pairs(here) if one.isdisjoint(pair[0]) and two.isdisjoint(pair[1])]
    assert [pair for pair in pairs(after) if pair in untouched] == untouched


@given(alignments, st.data())
def test_what_was_split_can_be_merged_again(here, data):
    number = data.draw(st.integers(0, len(here.beads) - 1))
    bead = here.beads[number]
    at = tuple(data.draw(st.integers(run.start, run.stop)) for run in (bead.original, bead.translation))
    try:
        made, after = done(here, acts.split, number, at)
    except RefusalError:
        return
    numbers = [acts.row(after, list(part.original), list(part.translation)) for part in made]
    assert acts.merge(after, numbers) == (Bead(bead.original, bead.translation),)


def test_a_pair_is_cut_on_the_other_side_where_the_lengths_fit():
    """Of three sentences to three, the cut before the second of one side is before the second of the other."""
    here = alignment((3, 3))
    assert acts.split(here, 0, (1, None)) == (Bead(range(0, 1), range(0, 1)), Bead(range(1, 3), range(1, 3)))
    assert acts.split(here, 0, (None, 2)) == (Bead(range(0, 2), range(0, 2)), Bead(range(2, 3), range(2, 3)))


def test_a_sentence_moves_to_the_pair_below_and_takes_with_it_what_follows():
    here = alignment((1, 3), (1, 1))
    assert acts.move(here, "translation", 1, "next") == (Bead(range(0, 1), range(0, 1)), Bead(range(1, 2), range(1, 4)))


def test_a_sentence_moves_to_the_pair_above_and_takes_with_it_what_precedes():
    here = alignment((1, 1), (1, 2))
    assert acts.move(here, "translation", 1, "previous") == (Bead(range(0, 1), range(0, 2)), Bead(range(1, 2), range(2, 3)))


def test_a_sentence_moves_to_a_row_below_that_has_nothing_on_its_side():
    here = alignment((1, 2), (1, 0), (1, 1))
    assert acts.move(here, "translation", 1, "next") == (Bead(range(0, 1), range(0, 1)), Bead(range(1, 2), range(1, 2)))


def test_a_sentence_whose_row_goes_elsewhere_moves_to_its_neighbour_in_the_text():
    """The row below is of a passage that was moved: the sentence goes where the one after it stands."""
    one, two = document("Original", 3), document("Translation", 3)
    here = Alignment(one, two, (Bead(range(0, 1), range(0, 1)), Bead(range(1, 2), range(2, 3)), Bead(range(2, 3), range(1, 2))))
    assert acts.move(here, "translation", 0, "next") == (Bead(range(0, 1), range(0)), Bead(range(2, 3), range(0, 2)))


def test_an_unlinked_pair_is_sentences_alone():
    here = alignment((2, 1))
    assert set(pairs(done(here, acts.unlink, 0)[1])) == {((0,), ()), ((1,), ()), ((), (0,))}


def test_sentences_are_linked_across_others():
    here = alignment((1, 0), (1, 1), (0, 1))
    assert ((0,), (1,)) in pairs(done(here, acts.link, [0], [1])[1])


REFUSED = [
    (acts.split, (0, (None, None)), "Say before which sentence"),
    (acts.split, (0, (0, 0)), "would be empty"),
    (acts.split, (0, (9, None)), "one of its own sentences"),
    (acts.merge, ([0],), "It takes two"),
    (acts.merge, ([0, 2],), "do not follow one another"),
    (acts.move, ("original", 0, "previous"), "no pair before"),
    (acts.move, ("original", 4, "next"), "no pair after"),
    (acts.move, ("original", 77, "next"), "no such sentence"),
    (acts.unlink, (3,), "no partner already"),
    (acts.link, ([], []), "Choose the sentences"),
    (acts.link, ([0, 2], [1]), "do not follow one another"),
    (acts.link, ([2], [2]), "are a pair already"),
    (acts.link, ([4], []), "no partner already"),
    (acts.link, ([1], [99]), "no such sentence"),
    (acts.row, ([0], [3]), "no longer there"),
]  # fmt: skip


@pytest.mark.parametrize(("act", "given", "why"), REFUSED, ids=[f"{act.__name__}-{why}" for act, _, why in REFUSED])
def test_an_act_that_means_nothing_is_refused_with_a_reason(act, given, why):
    here = alignment((2, 2), (1, 1), (1, 1), (1, 0))
    with pytest.raises(RefusalError, match=why):
        act(here, *given)


sentences = st.integers(0, 8)
a_row = st.integers(0, 30)
asked = st.one_of(
    st.tuples(st.just("split"), st.fixed_dictionaries({"row": a_row, "at": st.fixed_dictionaries({"translation": sentences})})),
    st.tuples(st.just("merge"), st.fixed_dictionaries({"rows": st.lists(a_row, min_size=2, max_size=3)})),
    st.tuples(
        st.just("move"),
        st.fixed_dictionaries(
            {
                "side": st.sampled_from(["original", "translation"]),
                "sentence": sentences,
                "to": st.sampled_from(["next", "previous"]),
            }
        ),
    ),
    st.tuples(st.just("unlink"), st.fixed_dictionaries({"row": a_row})),
    st.tuples(
        st.just("link"),
        st.fixed_dictionaries({"original": st.lists(sentences, max_size=2), "translation": st.lists(sentences, max_size=2)}),
    ),
    st.tuples(
        st.just("pair"),
        st.fixed_dictionaries(
            {"rows": st.lists(a_row, min_size=1, max_size=2), "verdict": st.sampled_from(["confirmed", "doubtful", "open"])}
        ),
    ),
    st.tuples(
        st.just("word"), st.fixed_dictionaries({"side": st.just("original"), "sentence": sentences, "text": st.just("So it is.")})
    ),
    st.tuples(
        st.just("add"),
        st.fixed_dictionaries(
            {"row": a_row, "category": st.just("name"), "severity": st.just("minor"), "message": st.just("A finding.")}
        ),
    ),
)


@settings(max_examples=15)
@given(st.lists(asked, min_size=1, max_size=8))
def test_undoing_all_leads_back_to_the_very_page_and_redoing_all_to_the_last(wishes):
    """Groups are called by what they look like, so the same names are the same page."""
    with TemporaryDirectory() as aside, opened(recorded(Path(aside) / "harbour")) as client:
        page = Page(client)
        pages = [(page.groups, page.start["wordings"])]
        for act, values in wishes:
            there = re.findall(r'data-original="([\d ]*)" data-translation="([\d ]*)"', client.get("/").text)
            named = [{"original": [*map(int, one.split())], "translation": [*map(int, two.split())]} for one, two in there]
            values = dict(values)
            if "row" in values:
                values["row"] = named[values["row"] % len(named)]
            if "rows" in values:
                values["rows"] = [named[number % len(named)] for number in values["rows"]]
            response = page.ask(act, **values)
            assert response.status_code in (200, 422), response.text
            if response.status_code == 200:
                pages.append((page.take(response.json())["groups"], response.json()["wordings"]))
        for groups, wordings in reversed(pages[:-1]):
            answer = page.act("undo")
            assert (answer["groups"], answer["wordings"]) == (groups, wordings)
        for groups, wordings in pages[1:]:
            answer = page.act("redo")
            assert (answer["groups"], answer["wordings"]) == (groups, wordings)
