"""Tables of words: what is read of a whole dictionary at once is what its entries say one by one, and links stay in order."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from align.lexicon import Memory, packed, synonyms
from align.lexicon.dictionary import entries
from align.lexicon.links import Links, links, union
from align.lexicon.memory import ENOUGH, lesson
from align.lexicon.synonyms import pairs, renders
from align.lexicon.tokens import folder, put_away, tokens

entries()  # read once, before the clock of the first test runs

cell = st.tuples(st.integers(0, 6), st.integers(0, 6), st.sampled_from([0.0, 0.25, 0.5, 1.0]), st.sampled_from([0.25, 0.75]))
Row = tuple[int, int, float, float]
rows = st.lists(cell, max_size=20)


def told(table: Links) -> list[Row]:
    """The rows of a table."""
    return list(zip(*(column.tolist() for column in (table.a, table.b, table.forward, table.backward)), strict=True))


def slowly(given_rows: list[Row]) -> list[Row]:
    """Each pair once, in order, with the likeliest value of each direction."""
    found: dict[tuple[int, int], tuple[float, float]] = {}
    for a, b, forward, backward in given_rows:
        best = found.get((a, b), (0.0, 0.0))
        found[a, b] = max(best[0], forward), max(best[1], backward)
    return [(a, b, *found[a, b]) for a, b in sorted(found)]


@given(rows, rows)
def test_links_are_joined_as_a_loop_would(one: list[Row], two: list[Row]) -> None:
    assert told(union(links(one), links(two))) == slowly(one + two)


@given(rows)
def test_links_turned_are_in_the_order_of_the_other_side(given_rows: list[Row]) -> None:
    """And turned twice they are the same."""
    table = links(given_rows)
    assert told(table.turned()) == slowly([(b, a, backward, forward) for a, b, forward, backward in given_rows])
    assert told(table.turned().turned()) == told(table)


def test_entries_searched_together_say_what_each_says_alone() -> None:
    """Whatever stands at the end of one or at the beginning of the next; an entry without a word of its own keeps its place."""
    meanings = ["to reap", *list(entries().values())[5000:5300], "(bound form) [yi4]", "a scythe"]
    together = list(synonyms._said(meanings))
    assert together == [words for meaning in meanings for words in synonyms._said([meaning])]
    assert together[0] == {"reap"}
    assert together[-2:] == [set(), {"scythe"}]


def test_synonyms_are_linked_both_ways_and_a_word_is_none_of_its_own() -> None:
    """They gloss one Chinese word: 企业 is company and enterprise."""
    one, two = tokens(["The company bought a harbour."], "en"), tokens(["An enterprise purchased the company."], "en")
    there = {(one.types[a], two.types[b]): t for a, b, t, _ in pairs(one, two)}
    back = {(one.types[b], two.types[a]): t for a, b, t, _ in pairs(two, one)}
    assert there == back
    assert ("compan", "enterp") in there and ("compan", "compan") not in there
    assert renders("company", "企业") and renders("enterprise", "企业")


def test_a_word_is_brought_into_its_form_also_when_the_tables_are_away() -> None:
    """They are fetched again where a new word needs them."""
    before = folder("de")("gingen")
    put_away()
    assert (folder("de")("gingen"), folder("de")("Häuser")) == (before, "haus") == ("gehen", "haus")


def test_a_memory_of_any_length_is_learnt_from_in_bounded_time() -> None:
    """Of rows that say the same again and again as many are learnt from as it takes, and what they teach is the same."""
    some = [(f"Der Hund {place} schläft", f"Le chien {place} dort", 1.0) for place in ("hier", "dort", "heute")]
    one, two = tokens(["Ein Hund schläft."], "de"), tokens(["Un chien dort."], "fr")

    def taught(times: int) -> Links:
        columns = packed((row for _ in range(times) for row in some), (False, False))
        return lesson(Memory("m", "", ("de", "fr"), *columns), one, two).links

    many, enough = taught(20 * ENOUGH), taught(ENOUGH)
    assert told(many) == told(enough) != []
    assert np.all(many.forward <= 1)
