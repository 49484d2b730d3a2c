"""What a user's own memories and word lists do: how they are read, what they teach, and what is said of those that do not fit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from sample_reports import retold, translated

from align import cli, lexicon, pair, pipeline, read, write
from align.errors import InputError
from align.lexicon import Memory, Words, learnt, packed
from align.lexicon.memory import SURE
from align.lexicon.spread import spread
from align.lexicon.tokens import Tokens
from align.model import Glossary, Report
from align.read import streamed, tmx, xliff
from align.read.streamed import Unit, Variant
from align.settings import Settings, Source

GERMAN = """\
Der Hund schläft im Garten.
Die Katze trinkt die Milch.
Das Pferd frisst das Heu.
Der Vogel singt im Baum.
Die Kuh steht im Stall.
"""
FRENCH = """\
Le chien dort dans le jardin.
Le chat boit le lait.
L'oiseau chante dans l'arbre.
La vache est dans l'étable.
"""
WORDS = """\
Hund\tchien
schlafen\tdormir
Garten\tjardin
Katze\tchat
Milch\tlait
Vogel\toiseau
Baum\tarbre
Kuh\tvache
Stall\tétable
"""
# Each word in three pairs or more, so that it can be learnt.
MEMORY = [
    ("Der Hund sieht die Katze.", "Le chien voit le chat."),
    ("Die Katze sieht den Vogel.", "Le chat voit l'oiseau."),
    ("Der Vogel ruft die Kuh.", "L'oiseau appelle la vache."),
    ("Die Kuh ruft den Hund.", "La vache appelle le chien."),
    ("Ein Hund und ein Vogel.", "Un chien et un oiseau."),
    ("Eine Katze und eine Kuh.", "Un chat et une vache."),
    ("Dort steht noch ein Hund.", "Voilà encore un chien."),
    ("Hier liegt noch eine Katze.", "Voici encore un chat."),
]


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def table(path: Path, rows: list[tuple[str, str]]) -> Path:
    return written(path, "".join(f"{one}\t{two}\n" for one, two in rows))


def tmx_of(rows: list[tuple[str, str]], one: str = "de", two: str = "fr", attribute: str = "xml:lang", head: str = "") -> str:
    units = "".join(
        f'<tu><tuv {attribute}="{one}"><seg>{a}</seg></tuv><tuv {attribute}="{two}"><seg>{b}</seg></tuv></tu>\n' for a, b in rows
    )
    return f'{head}<tmx version="1.4"><header srclang="{one}"/><body>{units}</body></tmx>'


def known(tmp_path: Path, *lexicons: Path, german: str = GERMAN, french: str = FRENCH) -> Words:
    one = read.lines(str(written(tmp_path / "de.txt", german)), "de")
    two = read.lines(str(written(tmp_path / "fr.txt", french)), "fr")
    return lexicon.between(one, two, Glossary(), read.memories(lexicons, "de", "fr"))


def linked(words: Words) -> set[tuple[str, str]]:
    return {(words.original.types[a], words.translation.types[b]) for a, b in zip(words.links.a, words.links.b, strict=True)}


# ---- what they teach


def test_a_word_list_makes_sure_of_what_is_guessed_without_it(tmp_path: Path) -> None:
    """The sentences are alike in length, and no two words in spelling."""
    bare, taught = known(tmp_path), known(tmp_path, written(tmp_path / "words.tsv", WORDS))
    one, two = read.lines(str(tmp_path / "de.txt"), "de"), read.lines(str(tmp_path / "fr.txt"), "fr")

    def sure(words: Words) -> list[float]:
        """Of each pair that belongs together, how sure the bead is that has both of it."""
        beads = pair.documents(one, two, words).beads
        return [sum(bead.confidence for bead in beads if i in bead.original and j in bead.translation) for i, j in gold]

    gold = ((0, 0), (1, 1), (3, 2), (4, 3))
    before, after = sure(bare), sure(taught)
    assert all(one < two for one, two in zip(before, after, strict=True))
    assert taught.sources == ("string", "memory") and not taught.notes


@pytest.mark.parametrize("name", ["memory.tsv", "memory.tmx"])
def test_a_memory_of_other_sentences_teaches_their_words(tmp_path: Path, name: str) -> None:
    """By the same counts as the text's own beads would: what stood together three times."""
    path = table(tmp_path / name, MEMORY) if name.endswith("tsv") else written(tmp_path / name, tmx_of(MEMORY))
    words = known(tmp_path, path)
    assert {("hund", "chien"), ("katze", "chat")} <= linked(words) - linked(known(tmp_path))
    best = {words.original.types[a]: t for a, t in zip(words.links.a, words.links.forward, strict=True)}
    assert SURE / 2 < best["hund"] <= SURE


def test_a_memory_says_nothing_of_words_that_the_texts_do_not_have(tmp_path: Path) -> None:
    words = known(tmp_path, table(tmp_path / "memory.tsv", MEMORY))
    assert "sehen" not in {word for word, _ in linked(words)}


def test_renderings_share_what_is_sure(tmp_path: Path) -> None:
    """Of two that both stand in the text each counts less; an entry's weight and its many words make it count less too."""
    one = known(tmp_path, written(tmp_path / "a.tsv", "Hund\tchien\nKuh\tvache\t0.5\n"))
    two = known(tmp_path, written(tmp_path / "b.tsv", "Hund\tchien\nHund\tchat\n"))
    three = known(tmp_path, written(tmp_path / "c.tsv", "Hund\tchien jardin\nBaum\tarbre\n"))

    def t(words: Words, a: str, b: str) -> tuple[float, float]:
        found = words.links
        rows = zip(found.a, found.b, found.forward, found.backward, strict=True)
        return next((f, g) for x, y, f, g in rows if (words.original.types[x], words.translation.types[y]) == (a, b))

    assert t(one, "hund", "chien") == pytest.approx((SURE, SURE))
    assert t(one, "kuh", "vache") == pytest.approx((SURE / 2, SURE / 2))
    assert t(two, "hund", "chien") == pytest.approx((SURE / 2**0.5, SURE))
    assert t(three, "hund", "chien") == pytest.approx((SURE / 2, SURE / 2**0.5))


def test_traditional_characters_teach_simplified_words(tmp_path: Path) -> None:
    one = read.lines(str(written(tmp_path / "zh.txt", "强化学习很难。\n船在港口。\n")), "zh-CN")
    two = read.lines(str(written(tmp_path / "en.txt", "It is hard.\nThe boat is in port.\n")), "en")
    (memory,) = read.memories([written(tmp_path / "words.tsv", "boat\t船\nharbour\t港口\nport\t港口\nhard\t難\n")], "zh-CN", "en")
    words = lexicon.between(one, two, Glossary(), [memory])
    assert ("难", "hard") in linked(words) and "turned round" in words.notes[0]


# ---- which way round


@pytest.mark.parametrize("rows", [[tuple(line.split("\t")) for line in WORDS.splitlines()], MEMORY], ids=["words", "sentences"])
def test_a_table_in_the_wrong_direction_is_turned_round(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    """It teaches the same, and the user is told."""
    right = known(tmp_path, table(tmp_path / "right.tsv", rows))
    wrong = known(tmp_path, table(tmp_path / "wrong.tsv", [(two, one) for one, two in rows]))
    assert linked(wrong) == linked(right) and len(right.links) > len(known(tmp_path).links)
    assert np.allclose(wrong.links.forward, right.links.forward) and np.allclose(wrong.links.backward, right.links.backward)
    assert right.notes == ()
    assert wrong.notes == ("wrong.tsv has the translation's language first, and was turned round.",)


def test_a_memory_that_names_its_languages_needs_no_turning(tmp_path: Path) -> None:
    """Whichever side was written first."""
    right = known(tmp_path, written(tmp_path / "right.tmx", tmx_of(MEMORY)))
    wrong = known(tmp_path, written(tmp_path / "wrong.tmx", tmx_of([(two, one) for one, two in MEMORY], "fr-CH", "de-CH")))
    assert linked(wrong) == linked(right) and wrong.notes == ()


def test_a_memory_that_names_its_languages_the_wrong_way_round_is_turned(tmp_path: Path) -> None:
    right = known(tmp_path, written(tmp_path / "right.tmx", tmx_of(MEMORY)))
    wrong = known(tmp_path, written(tmp_path / "wrong.tmx", tmx_of([(two, one) for one, two in MEMORY])))
    assert linked(wrong) == linked(right)
    assert wrong.notes == ("wrong.tmx names its languages the wrong way round, and was turned round.",)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (
            "words.tsv",
            "vindur\twiatr\nskip\tstatek\nhöfn\tport\n",
            "was not used: its words are not those of the two texts' languages",
        ),
        ("half.tsv", "vindur\tvent\nskip\tchien\nhöfn\tchat\n", "was not used: its words are not"),
        ("other.tmx", tmx_of([("Vindur", "Wind")], "is", "en"), "has no pairs of de and fr; it names en, is"),
        (
            "few.tmx",
            tmx_of([("Fels und Eis", "Rocher et glace")]),
            "taught nothing: hardly any of its words stand in the two texts",
        ),
    ],
)
def test_a_lexicon_that_does_not_fit_is_told_and_teaches_nothing(tmp_path: Path, name: str, content: str, said: str) -> None:
    words = known(tmp_path, written(tmp_path / name, content))
    assert len(words.links) == len(known(tmp_path).links) and words.sources == ("string",)
    assert len(words.notes) == 1 and words.notes[0].startswith(name) and said in words.notes[0]


# ---- the run


def test_a_run_names_its_lexicons_and_says_what_became_of_them(tmp_path: Path) -> None:
    """By name and by content: another content gives another signature."""
    for name, text in (("de.txt", GERMAN), ("fr.txt", FRENCH)):
        written(tmp_path / name, text.replace("\n", "\n\n"))
    sides = Source(str(tmp_path / "de.txt"), "de"), Source(str(tmp_path / "fr.txt"), "fr")
    turned = "".join("\t".join(reversed(line.split("\t"))) + "\n" for line in WORDS.splitlines())

    def ran(content: str) -> tuple[str, tuple[str, ...]]:
        path = written(tmp_path / "own.tsv", content)
        report = pipeline.run(*sides, replace(Settings(), lexicons=(path,)))
        return report.signature, report.warnings

    signature, _ = ran(WORDS)
    assert "|pair:length+string+memory|" in signature and "|lexicon:own.tsv@" in signature
    other, warnings = ran(turned)
    assert other != signature and "turned round" in warnings[0]
    assert "lexicon:" not in pipeline.run(*sides, Settings()).signature


def test_a_lexicon_that_a_run_would_write_over_is_kept(tmp_path: Path) -> None:
    """The memory of an earlier run stands where this one wants to put its own."""
    for name, text in (("de.txt", GERMAN), ("fr.txt", FRENCH)):
        written(tmp_path / name, text)
    own = written(tmp_path / "fr.de.fr.tmx", tmx_of(MEMORY))
    before = own.read_bytes()
    words = ["run", str(tmp_path / "de.txt"), str(tmp_path / "fr.txt"), "--from", "de", "--to", "fr", "-o", str(tmp_path)]
    told = CliRunner().invoke(cli.align, [*words, "--lexicon", str(own)])
    assert isinstance(told.exception, InputError) and "fr.de.fr.tmx" in str(told.exception)
    assert own.read_bytes() == before


def test_beads_are_printed_with_what_became_of_the_lexicon_beside_them(tmp_path: Path) -> None:
    """Beads on standard output, notes on the other."""
    places = [str(written(tmp_path / name, text)) for name, text in (("de.txt", GERMAN), ("fr.txt", FRENCH))]
    other = str(written(tmp_path / "other.tmx", tmx_of([("Vindur", "Wind")], "is", "en")))
    good = str(written(tmp_path / "words.tsv", WORDS))
    words = ["pair", *places, "--lines", "--from", "de", "--to", "fr"]
    runner = CliRunner()
    told = runner.invoke(cli.align, [*words, "--lexicon", other, "--lexicon", good])
    assert told.stderr == "other.tmx was not used: it has no pairs of de and fr; it names en, is.\n"
    assert told.stdout == runner.invoke(cli.align, [*words, "--lexicon", good]).stdout != runner.invoke(cli.align, words).stdout


# ---- TMX and XLIFF


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "utf-8-sig"])
@pytest.mark.parametrize("attribute", ["lang", "xml:lang"])
def test_a_memory_is_read_in_the_encoding_that_it_declares(tmp_path: Path, encoding: str, attribute: str) -> None:
    """And with the attribute of TMX 1.1 as with that of 1.4."""
    head = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
    path = written(tmp_path / "a.tmx", tmx_of([("Die Tür", "La porte là-bas")], "DE-de", "fr_FR", attribute, head), encoding)
    assert list(tmx.units(str(path))) == [Unit(1, (Variant("de-DE", "Die Tür"), Variant("fr-FR", "La porte là-bas")))]


def test_inline_codes_are_taken_out_and_their_text_stays(tmp_path: Path) -> None:
    """What is highlighted is text; what a code holds is not; a code that stands for a gap leaves one."""
    seg = """Ein <hi>ro<bpt i="1">&lt;b></bpt>ter</hi><ept i="1">&lt;/b></ept>
        Hut,<ph>{0}<sub>Name</sub></ph> ein<!-- alt --> Stock<ph type="lb"/>und<it pos="end">&lt;/i></it> <ut>x</ut>mehr"""
    path = written(tmp_path / "a.tmx", tmx_of([(seg, "Un chapeau")]))
    assert next(tmx.units(str(path))).variants[0].text == "Ein roter Hut, ein Stock und mehr"


def test_the_language_written_first_comes_first(tmp_path: Path) -> None:
    """As the header says, whatever the order of the variants; a unit may say otherwise."""
    units = """<tmx><header srclang="de-DE"/><body>
        <tu tuid="x"><tuv xml:lang="fr"><seg>un</seg></tuv><tuv xml:lang="de"><seg>eins</seg></tuv></tu>
        <tu srclang="fr"><tuv xml:lang="de"><seg>zwei</seg></tuv><tuv xml:lang="fr"><seg>deux</seg></tuv></tu>
        <tu><tuv xml:lang="de"><seg>allein</seg></tuv><tuv xml:lang="fr"><seg/></tuv></tu></body></tmx>"""
    found = list(tmx.units(str(written(tmp_path / "a.tmx", units))))
    assert [(unit.name, unit.variants[0].text) for unit in found] == [("x", "eins"), (2, "deux")]


def test_of_many_languages_those_asked_for_are_taken(tmp_path: Path) -> None:
    """By the whole tag first, then by its language, then whatever names none."""
    unit = Unit(1, (Variant("en-GB", "lift"), Variant("en-US", "elevator"), Variant("zh-TW", "電梯"), Variant("", "?")))

    def chosen(one: str | None, two: str | None) -> list[str]:
        return [variant.text for variant in unit.pair(one, two) or ()]

    assert chosen("en-US", "zh-CN") == ["elevator", "電梯"]
    assert chosen("en", "en") == ["lift", "elevator"]
    assert chosen("en", "de") == ["lift", "?"]
    assert chosen(None, None) == ["lift", "elevator"]
    assert unit._replace(variants=unit.variants[:-1]).pair("en", "de") is None


@pytest.mark.parametrize(
    "subset",
    ['<!ENTITY e "x">', '<!ENTITY e SYSTEM "secret.txt">', '<!ENTITY % p SYSTEM "more.dtd"> %p;', '<!ATTLIST tu lang CDATA "de">'],
)
def test_declarations_of_its_own_are_refused(tmp_path: Path, subset: str) -> None:
    """An entity could read any file, or grow without end."""
    written(tmp_path / "secret.txt", "secret")
    written(tmp_path / "more.dtd", '<!ENTITY e "more">')
    path = written(tmp_path / "a.tmx", tmx_of([("a", "b")], head=f"<!DOCTYPE tmx [{subset}]>"))
    with pytest.raises(InputError, match="brings declarations of its own"):
        list(tmx.units(str(path)))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "a.tmx: is no TMX"),
        ("words\twords\n", "a.tmx: line 1: is no TMX"),
        ("<html><tmx/></html>", "a.tmx: is no TMX: its root is not <tmx>"),
        ("<tmx><body>\n<tu>\n</body></tmx>", "a.tmx: line 3: is no TMX"),
        ('<tmx><body><tu><tuv xml:lang="de"><seg>a&b;</seg></tuv></tu></body></tmx>', "a.tmx: line 1: is no TMX: Entity 'b'"),
        ("<tmx><body/></tmx>", "a.tmx: has no pairs in it"),
    ],
)
def test_what_is_no_memory_is_refused_with_its_line(tmp_path: Path, content: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read.memories([written(tmp_path / "a.tmx", content)], "de", "fr")


def test_elements_are_forgotten_as_they_pass(tmp_path: Path) -> None:
    """However long the file, no more than one unit of it is in memory with what is being read."""
    path = written(tmp_path / "a.tmx", tmx_of([(f"Satz {n} " + "x" * 500, "y" * 500) for n in range(500)]))
    kept = []
    for element in streamed.elements(str(path), "tmx", ("header", "tu")):
        if streamed.local(element) == "tu":
            body = element.getparent()
            assert body is not None
            kept.append(sum(len(unit) > 0 for unit in list(body)[: body.index(element)]))
    assert len(kept) == 500 and max(kept) == 0


@pytest.mark.parametrize("report", [retold(), translated()], ids=["retold", "translated"])
def test_the_memory_that_we_write_is_read_back(tmp_path: Path, report: Report) -> None:
    """Each pair, in both languages, markup and all."""
    memory = write.tmx(report, 0.0)
    (tmp_path / "a.tmx").write_bytes(memory.data)
    found = [(each.original, each.translation) for each in read.pairs(str(tmp_path / "a.tmx"))]
    alignment = report.alignment
    texts = {tuple(" ".join(text.split()) for text in alignment.texts(number)) for number in range(len(alignment.beads))}
    assert len(found) == memory.units > 5 and set(found) <= texts


XLIFF = """<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="fr" target-language="de-CH"><body>
<group><trans-unit id="a"><source>Une <g id="1">porte</g><x id="2"/>.</source><seg-source><mrk mtype="seg">Une</mrk></seg-source>
<target>Eine <mrk mtype="seg" mid="1">Tür</mrk>.</target>
<alt-trans><source>q</source><target>w</target></alt-trans></trans-unit></group>
<trans-unit id="b"><source>Neuf</source><target state="new">Neuf</target></trans-unit>
<trans-unit id="c"><source>Rien</source></trans-unit>
<trans-unit><source>Oui</source><target xml:lang="de">Ja</target></trans-unit></body></file></xliff>
"""


def test_xliff_gives_what_is_translated(tmp_path: Path) -> None:
    """Neither alternatives nor what still waits for a translator."""
    path = written(tmp_path / "a.xlf", XLIFF)
    assert list(xliff.units(str(path))) == [
        Unit("a", (Variant("fr", "Une porte."), Variant("de-CH", "Eine Tür."))),
        Unit(4, (Variant("fr", "Oui"), Variant("de", "Ja"))),
    ]
    assert [found.original for found in read.pairs(str(path), "de", "fr")] == ["Eine Tür.", "Ja"]


def test_xliff_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"is XLIFF 2\.0"):
        list(xliff.units(str(written(tmp_path / "a.xliff", XLIFF.replace('"1.2"', '"2.0"')))))


# ---- tables


def test_a_table_may_have_a_heading_blanks_weights_and_another_systems_line_ends(tmp_path: Path) -> None:
    content = "\ufeffWort\tmot\tweight\r\n\r\nHund\tchien\t0.5\r\nKatze\tchat\r\nKuh\tvache\t3\r\n"
    (memory,) = read.memories([written(tmp_path / "a.tsv", content)], "de", "fr")
    assert memory.weights.tolist() == [0.5, 1, 1]
    assert memory.listed and memory.languages == ()


def test_all_faults_of_all_lexicons_are_told_at_once(tmp_path: Path) -> None:
    """Twenty of a file, and how many more."""
    bad = "ein Wort\nHund\tchien\n\tchat\na\tb\tc\na\tb\tnan\na\tb\tc\td\n"
    paths = [written(tmp_path / "a.tsv", bad), tmp_path / "none.tmx", written(tmp_path / "b.tsv", "x\n" * 30)]
    paths[1:1] = [written(tmp_path / "words.csv", "a,b\n")]
    with pytest.raises(InputError) as error:
        read.memories(paths, "de", "fr")
    told = [str(fault).removeprefix(f"{tmp_path}/") for fault in error.value.faults]
    assert told[:7] == [
        "a.tsv: line 1: has 1 column, not 2 or 3",
        "a.tsv: line 3: one side is empty",
        "a.tsv: line 4: its third column is no number",
        "a.tsv: line 5: its third column is no number",
        "a.tsv: line 6: has 4 columns, not 2 or 3",
        "words.csv: is no lexicon by its name",
        "none.tmx: no such file",
    ]
    assert len(told) == 7 + 20 + 1 and told[-1] == "b.tsv: 10 more faulty lines"
    assert "a weight" in error.value.remedy and ".tmx" in error.value.remedy


def test_bytes_that_are_no_utf_8_are_refused_with_their_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"a\.tsv: line 2: is not UTF-8"):
        read.memories([written(tmp_path / "a.tsv", "a\tb\nTür\tporte\n", "latin-1")], "de", "fr")


# ---- laws


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8))
def test_runs_are_written_out_as_a_loop_would(runs: list[tuple[int, int]]) -> None:
    which, numbers = spread([start for start, _ in runs], [stop for _, stop in runs])
    slowly = [(run, number) for run, (start, stop) in enumerate(runs) for number in range(start, stop)]
    assert list(zip(which.tolist(), numbers.tolist(), strict=True)) == slowly


def said(sentences: list[list[int]]) -> Tokens:
    """Sentences of the words 0 to 5."""
    flow = np.array([word for sentence in sentences for word in sentence], np.int32)
    starts = np.cumsum([0, *map(len, sentences)]).astype(np.int32)
    return Tokens("de", tuple("abcdef"), flow, starts, (), np.bincount(flow, minlength=6).astype(np.int32))


sentences = st.lists(st.lists(st.integers(0, 5), max_size=4), min_size=4, max_size=4)


@given(sentences, sentences)
def test_words_that_stand_together_are_found_as_a_loop_would(one: list[list[int]], two: list[list[int]]) -> None:
    """Bead by bead, and in the order of the words."""
    beads = [(range(0, 1), range(0, 2)), (range(1, 4), range(2, 3)), (range(4, 4), range(3, 4))]
    found = learnt.together(said(one), said(two), beads)
    slowly = [
        (number, a, b)
        for number, (rows, columns) in enumerate(beads)
        for a in sorted({word for row in rows for word in one[row]})
        for b in sorted({word for column in columns for word in two[column]})
    ]
    assert list(zip(*(numbers.tolist() for numbers in found), strict=True)) == slowly


rows = st.lists(st.tuples(st.text("ab ", max_size=6), st.text("cd ", max_size=6), st.floats(-1, 2)), max_size=6)


@given(rows)
def test_a_memory_holds_every_word_of_its_rows(given_rows: list[tuple[str, str, float]]) -> None:
    """In order, and weights within bounds."""
    one, two, weights = packed(iter(given_rows), (False, False))
    for column, side in ((one, 0), (two, 1)):
        held = [[column.words[n] for n in column.flow[a:b]] for a, b in zip(column.starts, column.starts[1:], strict=False)]
        assert held == [str(row[side]).split() for row in given_rows]
    assert all(0 <= weight <= 1 for weight in weights)
    again = Memory("a", "", (), one, two, weights).turned.turned
    assert again.one is one and again.two is two and again.weights is weights
