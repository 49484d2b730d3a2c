"""Every folder of the corpus is whole: its manifest, its gold, its agreed reports. A new folder is a new test."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from align import check, corpus, score
from align.errors import InputError
from align.model import Alignment, Bead, Block, Document, Finding, Report, Sentence, Span
from align.settings import Settings

ARTICLES = corpus.articles(corpus.shipped())
JUDGED = [(article, *pair) for article in ARTICLES for pair in article.judged]
AGREED = [(article, one, two) for article, one, two in JUDGED if (article.folder / f"report.{one}-{two}.json").is_file()]


def _called(value: object) -> str:
    return value.folder.name if isinstance(value, corpus.Article) else str(value)


@pytest.mark.parametrize("article", ARTICLES, ids=_called)
def test_every_shipped_text_names_its_licence_and_its_hash(article: corpus.Article) -> None:
    """What stands in the corpus may be passed on, and is the text that the gold was made for."""
    assert [version.name for version in article.versions if version.file and not (version.licence and version.sha256)] == []


@pytest.mark.parametrize(("article", "one", "two"), JUDGED, ids=_called)
def test_gold_beads_hold_every_sentence_once(article: corpus.Article, one: str, two: str) -> None:
    """They make an alignment of the two versions as these are read today, and none is as large as a page."""
    beads = _aligned(article, one, two).beads
    assert max(max(bead.shape) for bead in beads) <= 5


@pytest.mark.parametrize(("article", "one", "two"), JUDGED, ids=_called)
def test_both_ends_of_a_known_drift_lie_on_one_bead(article: corpus.Article, one: str, two: str) -> None:
    """A gold finding that points at both texts points at places that say the same, and so does what is to be left alone."""
    alignment = _aligned(article, one, two)
    known = corpus.findings(article, one, two, alignment.original, alignment.translation)
    quiet = corpus.quiet(article, one, two, alignment.original, alignment.translation)
    places: tuple[corpus.Known | corpus.Quiet, ...] = (*known, *quiet)
    spans = [alignment.spans(bead) for bead in range(len(alignment.beads))]
    strays = [
        place
        for place in places
        if (left := place.original) and (right := place.translation)
        if not any(one and two and one.overlaps(left) and two.overlaps(right) for one, two in spans)
    ]
    assert known
    assert strays == []


@pytest.mark.parametrize(("article", "one", "two"), AGREED, ids=_called)
def test_the_report_is_the_agreed_one(article: corpus.Article, one: str, two: str) -> None:
    """`scripts/golden.py` rewrites the agreed reports, and the diff is what a reviewer reads."""
    from align import write

    report = _report(article, one, two)
    agreed = (article.folder / f"report.{one}-{two}.json").read_text("utf-8")
    assert json.loads(_any_version(write.json(report))) == json.loads(_any_version(agreed), parse_float=_about)


@pytest.mark.parametrize(("article", "one", "two"), AGREED, ids=_called)
def test_what_the_report_gets_wrong_is_known(article: corpus.Article, one: str, two: str) -> None:
    """A drift that is missed, or a look-alike that is taken for one, is on the list, and has to leave it when it is mended."""
    agreed = (article.folder / f"failures.{one}-{two}.tsv").read_text("utf-8")
    assert corpus.failures(article, one, two, _report(article, one, two)) == agreed


def test_every_rule_has_something_to_find_and_something_to_leave_alone() -> None:
    """Somewhere in the corpus a careful reader found each kind of drift, and a place that looks like it and is none."""
    known = {rule for folder in ARTICLES for rule in _rules(folder, "findings")}
    quiet = {rule for folder in ARTICLES for rule in _rules(folder, "quiet")}
    assert known == set(check.rules())
    assert quiet == set(check.rules())


def _rules(article: corpus.Article, kind: str) -> list[str]:
    """The rules that the gold of that kind names, with repetitions."""
    return [
        line.partition("\t")[0] for gold in article.folder.glob(f"{kind}.*.tsv") for line in gold.read_text("utf-8").splitlines()
    ]


@cache
def _report(article: corpus.Article, one: str, two: str) -> Report:
    from align import pipeline

    return pipeline.run(corpus.source(article, one), corpus.source(article, two), Settings())


def _any_version(record: str) -> str:
    """Without the version of sacrebleu that its signatures end in: the figures are those of all."""
    return re.sub(r"\|version:[\w.]+", "", record)


def _about(figure: str) -> object:
    """A fraction as it may come out on another machine, whose exponentials differ in the last bit."""
    return pytest.approx(float(figure), abs=0.002)


def _aligned(article: corpus.Article, one: str, two: str) -> Alignment:
    from align import read

    original, translation = (read.document(corpus.source(article, name), Settings()) for name in (one, two))
    return Alignment(original, translation, corpus.beads(article, one, two, original, translation))


def test_a_version_that_is_only_an_address_says_so_when_read() -> None:
    """The message names the page, the folder and the key that are wanted."""
    lambert = corpus.article(corpus.shipped() / "lambert")
    with pytest.raises(
        InputError, match=r"gets https://www\.interconnects\.ai/.* its name stands as `file` in \[versions\.original\]"
    ):
        corpus.source(lambert, "original")


GOOD = """\
title = "A small essay"

[versions.original]
file = "essay.txt"
language = "en"
role = "original"

[versions.compilation]
address = "https://example.org/zh"
language = "zh-CN"
role = "translation"
made_from = "original"
published = 2026-03-14
"""

FAULTS = {  # a change to the good manifest, and what must be said of it
    ("title =", "titel ="): ["unknown key 'titel'", "it needs a title"],
    ('"A small essay"', "7"): ["'title' is a string"],
    ('"essay.txt"', '"other.txt"'): ["versions.original: there is no file 'other.txt'"],
    ('"essay.txt"', '"../outside.txt"'): ["versions.original: file '../outside.txt' leads out of the folder"],
    ('"essay.txt"', '"link.txt"'): ["versions.original: file 'link.txt' leads out of the folder"],
    ('"essay.txt"', '"essay.txt"\nsha256 = "00"'): ["'essay.txt' is not the file whose sha256 stands here; its own is "],
    ('role = "original"', 'role = "source"'): ["none has the role 'original'", "role 'source' is none of original, translation"],
    ('role = "translation"', 'role = "original"'): ["versions.compilation: an original is not made from 'original'"],
    ('made_from = "original"', 'made_from = "first"'): ["made from 'first', and there is no such version"],
    ('made_from = "original"', ""): ["versions.compilation: made_from is missing"],
    ('made_from = "original"', 'made_from = "compilation"'): ["made from itself: compilation from compilation"],
    ('language = "en"', 'language = "British English"'): ["language 'British English' is no tag"],
    ('address = "https://example.org/zh"', ""): ["versions.compilation: it needs a file, an address, or a note"],
    ('address = "https://example.org/zh"', 'note = "lost"\nsha256 = "00"'): ["a sha256, and no file that it could be of"],
    ("2026-03-14", '"in March"'): ["versions.compilation: 'published' is a date such as 2026-03-14"],
    ("[versions.original]", "[versions.the-original]"): ["versions.the-original: a name is made of small letters"],
    ("[versions.original]", "[version.original]"): ["unknown key 'version'", "none has the role 'original'"],
    ('title = "A small essay"', 'title = "A small essay'): ["not TOML in UTF-8"],
    (GOOD, 'title = "None"'): ["versions: each version is a table"],
    ('role = "original"', 'role = "translation"\nmade_from = ["original"]'): ["versions.original: 'made_from' is a string"],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "essay"
    home.mkdir()
    (home / "article.toml").write_text(GOOD, "utf-8")
    (home / "essay.txt").write_text("One sentence.", "utf-8")
    (tmp_path / "outside.txt").write_text("Another.", "utf-8")
    (home / "link.txt").symlink_to(tmp_path / "outside.txt")
    return home


def test_a_manifest_becomes_an_article(folder: Path) -> None:
    """Versions stand in the order of the file, and each knows what it was made from."""
    article = corpus.article(folder)
    original, compilation = article.versions
    assert (article.title, original.file, compilation.address) == ("A small essay", folder / "essay.txt", "https://example.org/zh")
    assert article.steps == ((original, compilation),)


@pytest.mark.parametrize(("change", "messages"), FAULTS.items())
def test_a_faulty_manifest_is_refused_with_the_place(folder: Path, change: tuple[str, str], messages: list[str]) -> None:
    """Unknown keys, wrong types, missing files, hashes, roles and descents each have their words."""
    (folder / "article.toml").write_text(GOOD.replace(*change), "utf-8")
    with pytest.raises(InputError) as told:
        corpus.article(folder)
    assert [message for message in messages if message not in str(told.value)] == []
    assert str(folder / "article.toml") in str(told.value)


def test_versions_made_from_each_other_are_refused(folder: Path) -> None:
    """A circle is told at each version that is on it, and written out."""
    circle = 'file = "essay.txt"\nlanguage = "en"\nrole = "republication"\nmade_from = '
    versions = f'[versions.two]\n{circle}"three"\n[versions.three]\n{circle}"two"\n[versions.four]\n{circle}"two"\n'
    (folder / "article.toml").write_text(GOOD + versions, "utf-8")
    with pytest.raises(InputError) as told:
        corpus.article(folder)
    assert [fault.what for fault in told.value.faults] == [
        "versions.two: made from itself: two from three from two",
        "versions.three: made from itself: three from two from three",
    ]


def test_the_faults_of_all_articles_are_told_at_once(folder: Path) -> None:
    """Two faulty folders, one error."""
    second = folder.parent / "second"
    second.mkdir()
    for home in (folder, second):
        (home / "article.toml").write_text("titel = 1", "utf-8")
    with pytest.raises(InputError) as told:
        corpus.articles(folder.parent)
    assert {fault.where.split("/")[-2] for fault in told.value.faults} == {"essay", "second"}


def test_a_folder_without_a_manifest_is_refused(tmp_path: Path) -> None:
    """The message says what is missing and where that is described."""
    with pytest.raises(InputError, match=r"no article\.toml here"):
        corpus.article(tmp_path)
    with pytest.raises(InputError, match="no such folder"):
        corpus.articles(tmp_path / "nowhere")


def _document(*sentences: str) -> Document:
    """A document of one block that is cut into these sentences."""
    text = " ".join(sentences)
    starts = accumulate((len(sentence) + 1 for sentence in sentences), initial=0)
    spans = [Span(start, start + len(sentence)) for start, sentence in zip(starts, sentences, strict=False)]
    return Document("essay", "en", text, (Block("paragraph", Span(0, len(text))),), tuple(Sentence(span, 0) for span in spans))


def _judged(folder: Path, beads: str, findings: str = "") -> tuple[corpus.Article, str, str]:
    (folder / "beads.original-compilation.tsv").write_text(beads, "utf-8")
    (folder / "findings.original-compilation.tsv").write_text(findings, "utf-8")
    return corpus.article(folder), "original", "compilation"


def test_a_run_becomes_the_sentences_that_hold_its_letters(folder: Path) -> None:
    """Blanks and stops do not count; an empty side says where it stands."""
    gold = _judged(folder, "0:4\t0:4\n4:6\t-\n-\t4:7\n6:9\t7:9\n")
    beads = corpus.beads(*gold, _document("Ab.", "Cd!", "Ef.", "Ghi."), _document("A b-c d.", "Xyz…", "E f."))
    assert beads == (
        Bead(range(2), range(1)),
        Bead(range(2, 3), range(1, 1)),
        Bead(range(3, 3), range(1, 2)),
        Bead(range(3, 4), range(2, 3)),
    )


def test_runs_that_share_a_sentence_become_one_bead(folder: Path) -> None:
    """A coarser cut merges beads on both sides; a half that lost its sentence is no omission."""
    gold = _judged(folder, "0:2\t0:2\n2:5\t2:5\n5:7\t5:7\n")
    beads = corpus.beads(*gold, _document("Ab, cde.", "Fg."), _document("Ab.", "Cde.", "Fg."))
    assert beads == (Bead(range(1), range(2)), Bead(range(1, 2), range(2, 3)))


def test_a_moved_passage_crosses(folder: Path) -> None:
    """Beads stand in the order of the original, and the other side may go back."""
    gold = _judged(folder, "0:2\t3:5\n2:5\t0:3\n")
    beads = corpus.beads(*gold, _document("Ab.", "Cde."), _document("Cde.", "Ab."))
    assert beads == (Bead(range(1), range(1, 2)), Bead(range(1, 2), range(1)))


def test_a_sentence_without_letters_goes_with_the_one_before(folder: Path) -> None:
    """A row of dots between two paragraphs belongs to some bead too."""
    gold = _judged(folder, "0:2\t0:2\n2:4\t2:4\n")
    beads = corpus.beads(*gold, _document("Ab.", "……", "Cd."), _document("Ab.", "Cd."))
    assert beads == (Bead(range(2), range(1)), Bead(range(2, 3), range(1, 2)))


words = some.lists(some.sampled_from(["ab.", "c d", "efgh!", "i", "……"]), max_size=12).map(lambda drawn: [*drawn, "end."])


@given(words, words, some.data())
def test_however_a_text_is_cut_no_sentence_is_lost(
    tmp_path_factory: pytest.TempPathFactory, one: list[str], two: list[str], data: some.DataObject
) -> None:
    """Any gold and any cut of the same letters make an alignment."""
    folder = tmp_path_factory.mktemp("cut")
    (folder / "essay.txt").write_text("One.", "utf-8")
    (folder / "article.toml").write_text(GOOD, "utf-8")
    runs = [_runs(data.draw(some.lists(some.integers(1, 4))), text) for text in (one, two)]
    lines = max(map(len, runs))
    columns = ([*side, *["-"] * (lines - len(side))] for side in runs)
    gold = _judged(folder, "".join("\t".join(pair) + "\n" for pair in zip(*columns, strict=True)))
    original, translation = _document(*one), _document(*two)
    beads = corpus.beads(*gold, original, translation)
    assert Alignment(original, translation, beads).beads == beads
    assert all(sum(bead.shape) for bead in beads)


def _runs(lengths: Iterable[int], sentences: Iterable[str]) -> list[str]:
    """Runs of these lengths, and one that holds the rest."""
    letters = sum(map(str.isalnum, "".join(sentences)))
    borders = sorted({min(border, letters) for border in accumulate(lengths, initial=0)} | {0, letters})
    return [f"{start}:{stop}" for start, stop in pairwise(borders)]


def test_a_known_drift_is_placed_in_the_text(folder: Path) -> None:
    """Its places are spans of characters, from the first letter to the last."""
    gold = _judged(folder, "0:7\t0:5\n", "numbers.changed\tmajor\t2:5\t-\ncoverage.omitted\tminor\t-\t3:5\n")
    original, translation = _document("It is (42)."), _document("Now 10.")
    assert corpus.findings(*gold, original, translation) == (
        corpus.Known("numbers.changed", "major", Span(3, 8), None),
        corpus.Known("coverage.omitted", "minor", None, Span(4, 6)),
    )


def test_what_is_to_be_left_alone_is_placed_in_the_text(folder: Path) -> None:
    """It has a rule and no severity; a folder without such a file has nothing of the kind."""
    gold = _judged(folder, "0:7\t0:5\n")
    documents = _document("It is (42)."), _document("Now 42.")
    assert corpus.quiet(*gold, *documents) == ()
    (folder / "quiet.original-compilation.tsv").write_text("numbers.changed\t4:6\t3:5\n", "utf-8")
    assert corpus.quiet(*gold, *documents) == (corpus.Quiet("numbers.changed", Span(7, 9), Span(4, 6)),)


def test_failures_are_missed_drifts_and_false_alarms(folder: Path) -> None:
    """A finding answers for a known drift of its rule where the two touch; a look-alike that it touches instead is an alarm."""
    known = "numbers.changed\tmajor\t4:6\t3:5\nnegation.flipped\tcritical\t0:4\t-\n"
    article, one, two = _judged(folder, "0:6\t0:5\n", known)
    (folder / "quiet.original-compilation.tsv").write_text("names.changed\t0:2\t0:3\nnumbers.changed\t4:6\t3:5\n", "utf-8")
    alignment = Alignment(_document("It is 42."), _document("Now 10."), (Bead(range(1), range(1)),))
    told = (
        Finding("numbers.changed", "number", "minor", 0.9, "", (0,), Span(6, 8), Span(4, 6)),
        Finding("names.changed", "name", "major", 0.9, "", (0,), Span(0, 2), Span(0, 3)),
        Finding("negation.flipped", "negation", "major", 0.9, "", (0,), None, Span(0, 3)),
    )
    report = Report(alignment, told, score.card(alignment, told), "none")
    assert corpus.failures(article, one, two, report) == (
        "missed\tnegation.flipped\tcritical\tIt is\t-\nalarm\tnames.changed\tmajor\tIt\tNow\n"
    )


@pytest.mark.parametrize(
    ("beads", "findings", "message"),
    [
        ("0:2\t0:2\n", "", "covers 2 letters and digits of essay, which has 4"),
        ("0:2\t0:4\n3:4\t-\n", "", "the run before 3:4 ends at 2"),
        ("0:4\n", "", "line 1: 1 fields, not 2"),
        ("0:4\t0:x\n-\t-\n", "", "line 2: stands on neither side"),
        ("4:0\t0:4\n", "", "line 1: '4:0' holds nothing"),
        ("0:4\t0:4\n", "numbers\tmajor\t-\t0:1\n", "line 1: 'numbers' is no rule"),
        ("0:4\t0:4\n", "numbers.changed\tgrave\t-\t0:1\n", "line 1: 'grave' is no severity"),
        ("0:4\t0:4\n", "numbers.changed\tmajor\t-\t3:5\n", "3:5 lies beyond the 4 letters and digits"),
    ],
)
def test_faulty_gold_is_refused(folder: Path, beads: str, findings: str, message: str) -> None:
    """Lines that are none, and gold that is not of this text, are told with their place."""
    gold = _judged(folder, beads, findings)
    document = _document("Abcd.")
    with pytest.raises(InputError, match=message):
        (corpus.beads, corpus.findings)[bool(findings)](*gold, document, document)
