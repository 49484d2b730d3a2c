"""Which of two editions a translation was made from, and which of two readings a third text bears out."""

from __future__ import annotations

from pathlib import Path

import pytest

from align import corpus, pair, read
from align.errors import InputError
from align.model import Document
from align.settings import Settings, Source
from align.threads import Edition
from align.versions import Lineage, files, run
from align.versions.editions import edition, told
from align.versions.witness import Reading, borne_out, leaning

FIRST = """# The bell on Cobb Lane

The bell on Cobb Lane was cast in 1871 and weighs 410 kilograms.
Nobody has rung it since the school closed.
Martha Ferrin keeps the key in a biscuit tin.

The council may sell the tower next spring.
It has asked three firms for their prices.
The youngest of them sent a drawing of a hotel.

I went up the stairs on a Sunday with a lamp.
Swifts were nesting under the roof, and they did not mind me.
"""
SECOND = """# The bell on Cobb Lane

The bell on Cobb Lane was cast in 1871 and weighs 460 kilograms.
Nobody has rung it since the school closed.
Judith Ferrin keeps the key in a biscuit tin.

The council will sell the tower next spring.
It has asked three firms for their prices.

I went up the stairs on a Sunday with a lamp.
Swifts were nesting under the roof, and they did not mind me.
The parish has since promised to leave the nests alone.
"""
OF_FIRST = """# 科布巷的钟

科布巷的钟铸于1871年，重410公斤。
学校关门以后，再没有人敲过它。
玛莎·费林把钥匙放在饼干盒里。

镇议会明年春天可能会卖掉这座塔楼。
它向三家公司询过价。
其中最年轻的一家寄来了一张旅馆的图纸。

一个星期天，我提着灯走上楼梯。
雨燕在屋顶下筑巢，它们并不介意我。
"""
OF_SECOND = """# 科布巷的钟

科布巷的钟铸于1871年，重460公斤。
学校关门以后，再没有人敲过它。
朱迪思·费林把钥匙放在饼干盒里。

镇议会明年春天要卖掉这座塔楼。
它向三家公司询过价。

一个星期天，我提着灯走上楼梯。
雨燕在屋顶下筑巢，它们并不介意我。
教区后来答应不去动那些鸟巢。
"""


def document(text: str, language: str = "en") -> Document:
    return read.text(text, name="bell", language=language, kind="md")


def followed(translation: str, first: str = FIRST, second: str = SECOND) -> Edition:
    one, two, three = document(first), document(second), document(translation, "zh-CN")
    names = ("original", "revised", "translation")
    return edition(names, pair.documents(one, two), pair.documents(one, three), pair.documents(two, three))


@pytest.mark.parametrize(("translation", "name"), [(OF_FIRST, "original"), (OF_SECOND, "revised")])
def test_a_translation_is_known_by_the_edition_whose_words_it_has(translation: str, name: str) -> None:
    found = followed(translation)
    assert found.name == name
    assert found.support == 1
    assert len(found.telling) >= 3
    assert f"The translation follows the {name}:" in told(found)


def test_the_places_of_two_editions_are_where_they_differ() -> None:
    """A figure, a name, a certainty; a sentence that went, and one that came."""
    places = [(place.earlier[:12], place.later[:12]) for place in followed(OF_FIRST).differences]
    assert places == [
        ("The bell on ", "The bell on "), ("Martha Ferri", "Judith Ferri"), ("The council ", "The council "), ("The youngest", ""),
        ("", "The parish h"),
    ]  # fmt: skip


def test_editions_that_differ_in_marks_alone_tell_nothing() -> None:
    found = followed(OF_FIRST, second=FIRST.replace(".", " …").replace("-", "–"))
    assert (found.name, found.differences) == ("", ())
    assert "say the same" in told(found)


def test_a_translation_of_both_follows_neither() -> None:
    """Half of one and half of the other: nobody can say what the translator had before him."""
    mixed = OF_FIRST.replace("410", "460").replace("可能会", "要")
    found = followed(mixed)
    assert found.name == ""
    assert "cannot be told" in told(found)


def test_the_report_of_a_step_says_which_edition_was_translated(tmp_path: Path) -> None:
    names = {"original": (FIRST, "en"), "revised": (SECOND, "en"), "translation": (OF_SECOND, "zh-CN")}
    for name, (text, _) in names.items():
        (tmp_path / f"{name}.md").write_text(text, "utf-8")
    sources = tuple((name, Source(str(tmp_path / f"{name}.md"), tag)) for name, (_, tag) in names.items())
    lineage = Lineage(sources, (("original", "translation"),), editions=(("original", "revised"),))
    found = run(lineage, Settings())
    assert [edition.name for edition in found.editions] == ["revised"]
    assert any("follows the revised" in warning for warning in found.steps[0].report.warnings)
    sizes = [sum(len(thread.sentences[version]) for thread in found.threads) for version in range(3)]
    assert sizes == [len(text.sentences) for _, text in found.texts]


def article(folder: Path, **editions: str) -> None:
    """A folder with both editions, and a translation of the second that says it was made from the first."""
    texts = {"original": (FIRST, "en"), "revised": (SECOND, "en"), "translation": (OF_SECOND, "zh-CN")}
    lines = ["title = 'The bell'"]
    for name, (text, tag) in texts.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
        role = "translation" if name == "translation" else "original"
        lines += [f"[versions.{name}]", f"file = '{name}.md'", f"language = '{tag}'", f"role = '{role}'"]
        lines += ["made_from = 'original'"] * (role == "translation")
        lines += [f"edition_of = '{earlier}'" for later, earlier in editions.items() if later == name]
    (folder / "article.toml").write_text("\n".join(lines), "utf-8")


def test_an_article_with_two_editions_says_which_was_translated(tmp_path: Path) -> None:
    article(tmp_path, revised="original")
    lineage = corpus.lineage([Source(str(tmp_path))])
    assert (lineage.editions, lineage.notes) == ((("original", "revised"),), ())
    found = run(lineage, Settings())
    assert [edition.name for edition in found.editions] == ["revised"]
    assert {"report.json", "versions.json", "versions.html"} <= {file.name for file in files(found, Settings())}


@pytest.mark.parametrize(("editions", "fault"), [
    ({"translation": "original"}, "is said of an original alone"), ({"revised": "revised"}, "no other original here"),
    ({"revised": "nothing"}, "no other original here"), ({"revised": "translation"}, "no other original here"),
    ({"revised": "original", "original": "revised"}, "name the first"),
])  # fmt: skip
def test_an_edition_names_another_original(tmp_path: Path, editions: dict[str, str], fault: str) -> None:
    article(tmp_path, **editions)
    with pytest.raises(InputError, match=fault):
        corpus.lineage([Source(str(tmp_path))])


# ---- the witness


def reading(words: str, language: str = "en", passage: str = "") -> Reading:
    return Reading(words, passage or words, language)


@pytest.mark.parametrize(("one", "other", "third", "language"), [
    ("a hall of 40 seats", "a hall of 400 seats", "一座有40个座位的大厅", "zh-CN"),
    ("it may rain", "it rains", "可能会下雨", "zh-CN"),
    ("he did not come", "he came", "他没有来", "zh-CN"),
    ("Tobias Quill left", "Gordon Quill left", "托比亚斯离开了", "zh-CN"),
    ("the green door", "the old door", "那扇绿色的门", "zh-CN"),
    ("the harbour froze", "", "港口结冰了", "zh-CN"),
    ("the harbour froze over", "the station burned down", "the port froze over", "en-GB"),
])  # fmt: skip
def test_a_third_text_bears_out_the_reading_that_it_shares(one: str, other: str, third: str, language: str) -> None:
    """And turned round it bears out the other."""
    assert leaning(reading(one), reading(other), reading("", language, third)) > 0.25
    assert leaning(reading(other), reading(one), reading("", language, third)) < -0.25


@pytest.mark.parametrize(("one", "other", "third", "language"), [
    ("the green door", "the green door", "那扇绿色的门", "zh-CN"),
    ("das Tor ist offen", "das Tor ist zu", "门开着", "zh-CN"),
    ("the frame", "the rack", "雨", "zh-CN"),
])  # fmt: skip
def test_a_third_text_that_has_neither_reading_says_nothing(one: str, other: str, third: str, language: str) -> None:
    tag = "de" if one.startswith("das") else "en"
    assert leaning(reading(one, tag), reading(other, tag), reading("", language, third)) == 0


def test_a_word_with_two_renderings_bears_out_both() -> None:
    """推理 is inference and reasoning: who wrote it had not drifted yet."""
    assert borne_out(reading("inference"), reading("reasoning"), reading("", "zh-CN", "推理")) == (1, 1)
