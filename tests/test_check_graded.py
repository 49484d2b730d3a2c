"""What holds of words that became stronger or weaker, and of a translator's remarks, whatever the words."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from align.check import wording
from align.check.examples import Example
from align.find.remarks import remarks
from align.language import table
from align.model import Finding, Glossary

SCALES = [scale for name in ("degrees", "claims") for scale in table("en").lists[name]]
PAIRS = st.sampled_from(SCALES).flatmap(lambda scale: st.tuples(*(st.sampled_from(step.split()) for step in scale.split("<")[:2])))


def changed(original: str, translation: str) -> list[Finding]:
    alignment = Example("", original, translation, "en", "en-GB", True, "").alignment
    return [finding for finding in wording.findings(alignment, Glossary()) if dict(finding.evidence).get("says")]


def test_under_a_denial_the_stronger_word_says_less() -> None:
    """Nothing that was not even hinted at was indicated."""
    (found,) = changed("There was no hint of rain.", "There was no indication of rain.")
    assert (dict(found.evidence)["says"], found.severity) == ("less", "major")


def test_a_word_stands_once_on_a_scale() -> None:
    words = [[word for step in scale.split("<") for word in step.split()] for scale in SCALES]
    assert [scale for scale in words if len(scale) != len(set(scale))] == []


def test_each_scale_has_two_steps_at_least() -> None:
    assert [scale for scale in SCALES if "<" not in scale] == []


@given(PAIRS)
@settings(max_examples=60, deadline=None)
def test_what_says_more_one_way_says_less_the_other(pair: tuple[str, str]) -> None:
    """A scale has one direction, in whichever of two texts its words stand."""
    weak, strong = (f"The bakers saw the {word} window." for word in pair)
    up, down = changed(weak, strong), changed(strong, weak)
    assert [dict(one.evidence)["says"] for one in up] in ([], ["more"])
    assert [dict(one.evidence)["says"] for one in down] in ([], ["less"])


@given(st.text("[]()（）【译注译者：translator's note: ab", max_size=80))
@settings(max_examples=150, deadline=None)
def test_remarks_stand_in_order_in_their_brackets(text: str) -> None:
    spans = remarks(text)
    assert all(one.stop <= two.start for one, two in pairwise(spans))
    assert all(text[span.start] in "([【（" and text[span.stop - 1] in ")]】）" for span in spans)
