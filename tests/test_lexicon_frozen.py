"""Word lists frozen out of articles: what they hold, that pairing reads them back, and what becomes of articles without a file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from align import cli, corpus, lexicon, pair, read
from align.lexicon.frozen import Row, words
from align.model import Alignment, Bead, Glossary
from align.settings import Settings

ORIGINAL = ["The kiln is cold.", "A cold wind blows.", "The kiln burns."]
TRANSLATION = ["Der Ofen ist kalt.", "Ein kalter Wind weht.", "Der Ofen brennt."]


def taught(confidence: float) -> tuple[Row, ...]:
    one, two = (read.text("\n\n".join(lines), name=tag, language=tag) for lines, tag in ((ORIGINAL, "en"), (TRANSLATION, "de")))
    beads = tuple(Bead(range(n, n + 1), range(n, n + 1), confidence) for n in range(3))
    return words([Alignment(one, two, beads)])


def test_words_that_go_together_twice_are_kept_as_they_are_written() -> None:
    found = {(row.word, row.rendering) for row in taught(0.9)}
    assert ("cold", "kalt") in found
    assert not any(word == "burns" for word, _ in found)


def test_a_weight_is_a_likelihood() -> None:
    assert all(0 < row.weight <= 1 for row in taught(0.9))


def test_nothing_is_learnt_from_pairs_that_are_not_sure() -> None:
    assert taught(0.5) == ()
    assert words([]) == ()


def test_a_frozen_list_is_read_back_by_pairing(tmp_path: Path) -> None:
    """Under its digest, as every lexicon is."""
    with pytest.raises(SystemExit) as stop:
        cli.main(["lexicon", str(corpus.shipped()), "-o", str(tmp_path), "--quiet"])
    assert stop.value.code == 1  # an article of the corpus has no files here
    path = tmp_path / "en-zh.words.tsv"
    assert path.read_text("utf-8").startswith("en\tzh\tweight\n")
    article = corpus.article(corpus.shipped() / "cannery")
    one, two = (read.document(corpus.source(article, name), Settings()) for name in ("original", "compilation"))
    (memory,) = read.memories([path], "en", "zh-CN")
    assert memory.listed
    known = lexicon.between(one, two, Glossary(), [memory])
    assert "memory" in known.sources
    assert pair.documents(one, two, known).beads


def test_articles_without_a_file_are_told_and_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("cannery", "lambert"):
        shutil.copytree(corpus.shipped() / name, tmp_path / "articles" / name)
    with pytest.raises(SystemExit) as stop:
        cli.main(["lexicon", str(tmp_path / "articles"), "-o", str(tmp_path / "words")])
    said = capsys.readouterr()
    assert stop.value.code == 1
    assert "left out: " in said.err and "lambert" in said.err
    assert "en-zh.words.tsv: " in said.out


def test_articles_teach_at_any_depth_and_without_a_manifest(tmp_path: Path) -> None:
    """As they are found by `align batch`: two texts whose names say what they are will do."""
    home = tmp_path / "deep" / "down"
    home.mkdir(parents=True)
    for name, tag in (("original", "en"), ("compilation", "zh-CN")):
        source = corpus.source(corpus.article(corpus.shipped() / "cannery"), name)
        shutil.copy(source.place, home / f"{name}.{tag}{Path(source.place).suffix}")
    assert list(corpus.taught(tmp_path, Settings()).words) == [("en", "zh")]


def test_one_article_may_teach_by_itself() -> None:
    (only,) = corpus.articles(corpus.shipped() / "shoebox")
    assert only.folder == corpus.shipped() / "shoebox"


def test_a_folder_that_teaches_nothing_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        cli.main(["lexicon", str(tmp_path), "-o", str(tmp_path / "words")])
    assert stop.value.code == 2
    assert "has no article in two languages" in capsys.readouterr().err
    assert not (tmp_path / "words").exists()
