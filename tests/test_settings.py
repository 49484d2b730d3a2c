"""`align.toml`, and what it changes: what is looked for, what is shown, how grave it is, and what it costs."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from align import check, choices, find, pipeline, read, toml
from align.cli import align
from align.errors import InputError
from align.model import SEVERITIES, Finding, Glossary, OwnWords, Span
from align.read import Pair
from align.settings import RuleChoice, Settings

GOOD = """\
glossary = ["terms.csv"]
lexicon = ["earlier.tmx", "words.tsv"]
encoder = "labse"
srx = "rules.srx"
confident = 1

[rules]
structure = "off"
"structure.heading-lost" = "on"
"quotes.added" = "neutral"
names = { threshold = 0.4 }
"names.changed" = { severity = "major", threshold = 1 }

[score]
minor = 0.5
critical = 50

[language.en.words]
hedge = ["arguably"]

[language.zh.furniture.note]
label = ["案头注"]
"""

# A line that is put into a file, and what is said of it.
WRONG = [
    ('glosary = ["a.csv"]', "line 1: unknown key 'glosary'; did you mean 'glossary'?"),
    ('lexicon = "a.tmx"', "line 1: 'lexicon' is a list of strings"),
    ("lexicon = [1]", "line 1: 'lexicon' is a list of strings"),
    ('glossary = ["a\\u0000b"]', "line 1: 'glossary' has a character that no file's name can have"),
    ("[score]\nmajor = 1e308", "line 2: a penalty is a number from 0 to 1,000"),
    ("confident = true", "line 1: 'confident' is a number"),
    ("confident = 1.5", "line 1: 'confident' is a number from 0 to 1"),
    ("confident = nan", "line 1: 'confident' is a number from 0 to 1"),
    ("rules = 3", "line 1: 'rules' is a table"),
    ('[rules]\nnumber.changed = "off"', "line 2: there is no rule 'number.changed'; did you mean numbers.changed"),
    ('[rules]\nxyzzy = "off"', "line 2: there is no rule 'xyzzy'; align explain"),
    ('[rules]\nnames.changed = "of"', "line 2: 'of' is none of on, off, neutral, minor, major, critical"),
    ("[rules]\nnames.changed = 1", "line 2: '1' is none of on, off"),
    ('[rules]\nnames.changed = "off"\n"names.changed" = "on"', "'names.changed' is given twice"),
    ('[rules]\nnames.changed = { severity = "mayor" }', "line 2: 'mayor' is none of neutral, minor, major, critical"),
    ("[rules]\nnames.changed = { treshold = 0.5 }", "line 2: unknown key 'treshold'; did you mean 'threshold'?"),
    ("[rules]\nnames = { threshold = -1 }", "line 2: 'threshold' is a number from 0 to 1"),
    ("[score]\nmayor = 5", "line 2: unknown key 'mayor'; did you mean 'major'?"),
    ("[score]\nminor = -1", "line 2: a penalty is a number from 0 to 1,000, and 'minor' is -1"),
    ("[score]\nminor = inf", "line 2: a penalty is a number from 0 to 1,000, and 'minor' is inf"),
    ("[score]\nminor = '1'", "line 2: 'minor' is a number"),
    ("[language]\nen = 3", "line 2: 'en' is a table: [language.en.words]"),
    ('[language.en-US.words]\nhedge = ["x"]', "line 1: 'en-US' is no language such as en or zh"),
    ('[language.english.words]\nhedge = ["x"]', "line 1: 'english' is no language such as en or zh"),
    ('[language.en.word]\nhedge = ["x"]', "line 1: unknown key 'word'; did you mean 'words'?"),
    ('[language.en.words]\nhegde = ["x"]', "line 2: unknown key 'hegde'; did you mean 'hedge'?"),
    ('[language.en.words]\nhedge = "x"', "line 2: 'hedge' is a list of strings"),
    ('[language.en.words]\nhedge = ["?"]', "line 2: '?' has no word in it"),
    ('[language.en.furniture.notes]\nlabel = ["x"]', "line 1: unknown key 'notes'; did you mean 'note'?"),
    ('[language.en.furniture.note]\nlabels = ["x"]', "line 2: unknown key 'labels'; did you mean 'label'?"),
    ('[language.en.furniture]\nnote = ["x"]', "line 2: 'note' is a table"),
    ("[rules", "not TOML in UTF-8"),
]

HEDGED = Pair(1, "The lamp burns all night.", "The lamp arguably burns all night.", "en", "en-GB")
NUMBER = Pair(1, "It cost 72 francs.", "It cost 27 francs.", "en", "en-GB")
SIDES = NUMBER.alignment.original, NUMBER.alignment.translation


def settings(tmp_path: Path, text: str) -> Settings:
    path = tmp_path / "align.toml"
    path.write_text(text, "utf-8")
    return choices.read(path)


def found(pair: Pair, chosen: Settings) -> list[Finding]:
    return [finding for _, _, findings in pipeline.bitext([pair], chosen) for finding in findings]


# ---- the file


def test_a_settings_file_says_what_it_says(tmp_path: Path) -> None:
    """Paths are taken from its folder; what is said of one rule outweighs what is said of its check."""
    said = settings(tmp_path, GOOD)
    assert said.glossaries == (tmp_path / "terms.csv",)
    assert said.lexicons == (tmp_path / "earlier.tmx", tmp_path / "words.tsv")
    assert (said.encoder, said.srx, said.confident) == (tmp_path / "labse", tmp_path / "rules.srx", 1.0)
    assert (said.chosen("structure.split").on, said.chosen("structure.heading-lost").on) == (False, True)
    assert said.chosen("quotes.added").severity == "neutral"
    assert said.chosen("names.dropped") == RuleChoice("names.dropped", threshold=0.4)
    assert said.chosen("names.changed") == RuleChoice("names.changed", severity="major", threshold=1.0)
    assert said.penalties == (("minor", 0.5), ("critical", 50.0))
    assert said.own == OwnWords((("en", "hedge", "arguably"),), (("note", "label", "案头注"),))


@pytest.mark.parametrize(("text", "told"), WRONG)
def test_what_a_settings_file_cannot_mean_is_told_with_its_line(text: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        settings(tmp_path, text)
    assert told in str(error.value)
    assert str(tmp_path / "align.toml") in str(error.value)


def test_all_faults_of_a_settings_file_are_told_at_once(tmp_path: Path) -> None:
    """In the order of the file, whatever is asked for first."""
    text = '[score]\nminor = -1\n[rules]\nnames = "of"\n[language.en.words]\nhegde = []\n'
    with pytest.raises(InputError) as error:
        settings(tmp_path, text)
    assert [fault.where.rpartition("line ")[2] for fault in error.value.faults] == ["2", "4", "6"]


def test_an_empty_settings_file_chooses_nothing(tmp_path: Path) -> None:
    assert settings(tmp_path, "") == replace(Settings(), name="align")


def test_the_order_in_which_rules_are_named_changes_no_digest(tmp_path: Path) -> None:
    lines = ('names.changed = "off"', 'numbers.changed = "minor"', "quotes = { threshold = 0.8 }")
    digests = {settings(tmp_path, "\n".join(("[rules]", *some))).digest for some in permutations(lines)}
    assert len(digests) == 1
    assert settings(tmp_path, '[rules]\nnames.changed = "on"').digest not in digests
    assert settings(tmp_path, 'glossary = ["a.csv"]').digest == ""  # the signature names it anyway


@given(st.dictionaries(st.text("abc.\"'= é", min_size=1), st.integers(), min_size=1, max_size=4))
def test_the_line_of_a_key_is_found_however_it_is_written(values: dict[str, int]) -> None:
    keys = ['"' + key.replace('"', '\\"') + '"' for key in values]
    text = "".join(f"\n[t.{key}]\n{key} = {value} # = x\n" for key, value in zip(keys, values.values(), strict=True))
    lines = toml._lines(text)
    assert {key: lines["t", key, key] for key in values} == {key: 3 * number + 3 for number, key in enumerate(values)}


# ---- what is shown


def test_a_rule_that_is_off_finds_nothing(tmp_path: Path) -> None:
    assert [finding.rule for finding in found(NUMBER, Settings())] == ["numbers.changed"]
    for rule in ("numbers.changed", "numbers"):
        assert found(NUMBER, settings(tmp_path, f'[rules]\n"{rule}" = "off"')) == []


def test_a_severity_that_was_chosen_is_that_of_every_finding(tmp_path: Path) -> None:
    [finding] = found(NUMBER, settings(tmp_path, '[rules]\nnumbers.changed = "neutral"'))
    assert finding.severity == "neutral"


def test_a_finding_below_its_threshold_is_shown_by_all_only(tmp_path: Path) -> None:
    strict = settings(tmp_path, "[rules]\nnumbers.changed = { threshold = 1 }")
    assert found(NUMBER, strict) == []
    assert [finding.rule for finding in found(NUMBER, replace(strict, everything=True))] == ["numbers.changed"]


def test_a_threshold_of_our_own_is_one_of_a_rule() -> None:
    assert set(check.THRESHOLDS) <= set(check.rules())
    assert all(0 < threshold < 1 for threshold in check.THRESHOLDS.values())


# ---- words of the user's own


def test_a_hedge_of_the_users_own_is_found(tmp_path: Path) -> None:
    assert [finding.rule for finding in found(HEDGED, Settings())] == []
    own = settings(tmp_path, '[language.en.words]\nhedge = ["Arguably"]')
    assert [finding.rule for finding in found(HEDGED, own)] == ["modality.hedge-added"]


def test_words_of_ones_own_are_known_to_the_run_that_has_them_only(tmp_path: Path) -> None:
    own = settings(tmp_path, '[language.de.words]\ndenial = ["nicht", "überhaupt kein"]').own
    assert [cue.text for cue in find.small_words("Das ist überhaupt kein Haus, nicht?", "de-AT", "denial", own)] == [
        "überhaupt kein", "nicht",
    ]  # fmt: skip
    assert find.small_words("Das ist nicht wahr.", "de", "denial") == ()


def test_a_word_of_ones_own_is_found_in_either_script_of_chinese(tmp_path: Path) -> None:
    own = settings(tmp_path, '[language.zh.words]\nhedge = ["據稱也許"]').own
    for text in ("他据称也许来过。", "他據稱也許來過。"):
        assert [len(cue.text) for cue in find.small_words(text, "zh", "hedge", own)] == [4]


def test_denials_of_a_language_without_a_table_can_be_compared(tmp_path: Path) -> None:
    """The words themselves are enough where both sides are in that language."""
    pair = Pair(1, "Die Lampe brennt nicht im Winter.", "Die Lampe brennt im Winter.", "de", "de-AT")
    own = settings(tmp_path, '[language.de.words]\ndenial = ["nicht"]')
    assert "negation.flipped" not in [finding.rule for finding in found(pair, Settings())]
    assert "negation.flipped" in [finding.rule for finding in found(pair, own)]


def test_furniture_of_the_users_own_outweighs_ours(tmp_path: Path) -> None:
    own = settings(tmp_path, '[language.en.furniture.promo]\nlabel = ["desk note", "editor\'s note"]').own
    for text in ("Desk note: read our new series.", "Editor’s Note: labs are growing."):
        sign = find.furniture(text, own)
        assert sign is not None
        assert (sign.role, sign.place) == ("promo", "label")
    assert find.furniture("Desk note: read our new series.") is None


# ---- one finding for one drift


def finding(rule: str, original: tuple[int, int] | None, translation: tuple[int, int] | None, **facts: object) -> Finding:
    one, two = (Span(*side) if side else None for side in (original, translation))
    made = Finding(rule, "mistranslation", "minor", 0.7, f"{rule} is told", (0,), one, two)
    return replace(made, **facts)  # type: ignore[arg-type]


def test_two_rules_that_see_the_same_words_are_one_finding() -> None:
    grave = finding("terms.forbidden", (4, 13), (8, 17), severity="major")
    [one] = check.merged([grave, finding("wording.changed", (4, 13), (8, 17), beads=(0, 1))])
    assert (one.rule, one.severity, one.beads) == ("terms.forbidden", "major", (0, 1))
    assert one.evidence == (("also", "wording.changed: wording.changed is told"),)


def test_a_passage_holds_what_is_said_of_the_names_in_it() -> None:
    """And is as grave as the gravest of them; the place of the name is kept."""
    whole = finding("coverage.insertion", None, (10, 60))
    [one] = check.merged([finding("names.invented", None, (20, 26), severity="major"), whole])
    assert (one.rule, one.severity) == ("coverage.insertion", "major")
    assert [place.span for place in one.related] == [Span(20, 26)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (finding("negation.flipped", (0, 5), (0, 9)), finding("coverage.insertion", None, (0, 40))),
        (finding("names.changed", (0, 5), (0, 9)), finding("names.changed", (0, 5), (20, 29))),
        (finding("structure.split", (0, 50), (0, 60)), finding("wording.changed", (0, 50), (0, 60))),
    ],
)
def test_what_is_not_the_same_stays_apart(one: Finding, other: Finding) -> None:
    assert check.merged([one, other]) == (one, other)


SPANS = st.none() | st.tuples(st.integers(0, 12), st.integers(1, 8)).map(lambda pair: (pair[0], pair[0] + pair[1]))
RULES = ("coverage.insertion", "coverage.omitted", "names.invented", "names.changed", "wording.changed", "structure.split")
FINDINGS = st.lists(
    st.builds(
        lambda rule, sides, severity, beads: finding(rule, *sides, severity=severity, beads=tuple(sorted(beads))),
        st.sampled_from(RULES),
        st.tuples(SPANS, SPANS).filter(any),
        st.sampled_from(SEVERITIES),
        st.sets(st.integers(0, 2), min_size=1),
    ),
    max_size=7,
)


@given(FINDINGS)
def test_merging_loses_no_reason(findings: list[Finding]) -> None:
    """Every rule that saw something is named, and nothing is as grave as nobody said."""
    merged = check.merged(findings)
    also = [said.partition(":")[0] for one in merged for name, said in one.evidence if name == "also"]
    assert sorted([*also, *(one.rule for one in merged)]) == sorted(one.rule for one in findings)
    assert {one.severity for one in merged} <= {one.severity for one in findings}


@given(FINDINGS)
def test_merging_twice_is_merging_once(findings: list[Finding]) -> None:
    once = check.merged(findings)
    assert check.merged(once) == once


# ---- by command


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(align, arguments)
    return result.exit_code if result.return_value is None else int(result.return_value), result.output


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pairs.tsv").write_text("It cost 72 francs.\tEs kostete 27 Franken.\n", "utf-8")
    return tmp_path


def test_the_settings_of_the_current_folder_are_used_and_an_option_outweighs_them(here: Path) -> None:
    (here / "align.toml").write_text('[rules]\nnumbers = "off"\n', "utf-8")
    (here / "other.toml").write_text('[rules]\nnumbers = "neutral"\n', "utf-8")
    plain = ("check", "pairs.tsv", "--from", "en", "--to", "de")
    assert "numbers" not in run(*plain)[1]
    assert '"severity": "neutral"' in run(*plain, "--settings", "other.toml")[1]


def test_a_settings_file_that_is_not_there_is_told(here: Path) -> None:
    with pytest.raises(InputError, match=r"gone\.toml: no such file"):
        choices.read(here / "gone.toml")


def test_the_score_counts_with_the_weights_that_were_chosen(tmp_path: Path) -> None:
    """And the signature says that something was chosen, and what the file is called."""
    weighed = settings(tmp_path, "[score]\nmajor = 2.5\ncritical = 2.5\n[rules]\nnumbers.changed = 'major'\n")
    report = pipeline.report(*SIDES, weighed)
    assert report.score.penalties == (("numbers", 2.5),)
    assert report.signature.endswith(f"|settings:align@{weighed.digest[:4]}")
    assert pipeline.report(*SIDES, Settings()).signature.endswith("|srx:default")


def test_no_glossary_of_the_settings_is_lost_to_the_glossary_of_none(tmp_path: Path) -> None:
    """A glossary that is named and not there is an error, and not the shipped one."""
    with pytest.raises(InputError, match=r"terms\.csv"):
        pipeline.report(*SIDES, settings(tmp_path, 'glossary = ["terms.csv"]'))
    assert len(read.glossary(None)) > len(Glossary())


# ---- kept beside the report


def test_what_was_chosen_is_kept_beside_the_report_and_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whole, and with paths that hold wherever one stands."""
    monkeypatch.chdir(tmp_path)
    chosen = Settings(
        glossaries=(Path("a.csv"),), lexicons=(Path("b\udcff.tmx"),), encoder=Path("model"), srx=Path("my.srx"), formats=("xlsx",),
        tags=(("zh-CN", "zh-Hans"),), terms="fix", confident=0.7,
        rules=(RuleChoice("names", on=False), RuleChoice("terms.wrong", threshold=0.2)),
        everything=True, penalties=(("minor", 2.0),), own=OwnWords((("en", "hedge", "mayhap"),), (("note", "label", "NB"),)),
        name="align", digest="9f3c",
    )  # fmt: skip
    (tmp_path / "run.json").write_bytes(choices.keeping(chosen))
    monkeypatch.chdir("/")
    assert choices.kept(tmp_path) == replace(
        chosen, glossaries=(tmp_path / "a.csv",), lexicons=(tmp_path / "b\udcff.tmx",), encoder=tmp_path / "model",
        srx=tmp_path / "my.srx",
    )  # fmt: skip
    assert choices.kept(tmp_path / "nowhere") == Settings()


def test_a_file_of_choices_that_was_made_unfit_is_told_everywhere(tmp_path: Path) -> None:
    for said, told in (
        ({"schema": "align/run/2"}, "schema: is none of align/run/1"),
        ({"schema": "align/run/1", "terms": "mend", "rules": [{"on": 1}]}, "terms: is none of check, fix"),
        ({"schema": "align/run/1", "tags": [["zh"]], "own": {"lists": [[]], "furniture": []}}, "tags[0]: has 1 words, and not 2"),
    ):
        (tmp_path / "run.json").write_text(json.dumps(said))
        with pytest.raises(InputError) as error:
            choices.kept(tmp_path)
        assert told in str(error.value)
    (tmp_path / "run.json").write_bytes(b"{")
    with pytest.raises(InputError, match="not JSON"):
        choices.kept(tmp_path)
