"""A folder with an exported encoder: what it gives, what is said of one that does not fit, and what the commands make of it.

The encoder is tiny and made here: each word of two made-up languages has a vector, and a text's is the mean of its words'.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from align import cli
from align.errors import InputError

WHY = "needs onnxruntime, tokenizers and onnx, which make a large extra: pip install 'align-drift[test-onnx]'"
onnxruntime = pytest.importorskip("onnxruntime", reason=WHY)
tokenizers = pytest.importorskip("tokenizers", reason=WHY)
onnx = pytest.importorskip("onnx", reason=WHY)

from onnx import TensorProto, helper, numpy_helper  # noqa: E402

from align.lexicon import encoder  # noqa: E402

WIDTH = 24
SPECIAL = ["[PAD]", "[UNK]", "[CLS]"]
CONCEPTS = [
    (f"{a}{b}{c}n", f"{c}{b}st{a}") for a in ("ba", "do", "mi") for b in ("gu", "ka", "lo") for c in ("re", "so", "ti", "vu")
]
WORDS = [word for pair in CONCEPTS for word in pair]


def made(folder: Path, ends: str = "pieces", *, files: Mapping[str, object] | None = None, words: Sequence[str] = WORDS) -> Path:
    """An encoder's folder; `ends` is a key of `ENDS`, `files` are JSON files beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    _tokenizer(words).save(str(folder / "tokenizer.json"))
    onnx.save(_model(ends), str(folder / "model.onnx"))
    for name, content in (files or {}).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return folder


def _tokenizer(words: Sequence[str]) -> Any:
    """Words as they stand, the sign for a beginning before them."""
    from tokenizers import models, normalizers, pre_tokenizers, processors

    made = tokenizers.Tokenizer(models.WordLevel({word: number for number, word in enumerate([*SPECIAL, *words])}, "[UNK]"))
    made.normalizer, made.pre_tokenizer = normalizers.Lowercase(), pre_tokenizers.Whitespace()
    made.post_processor = processors.TemplateProcessing("[CLS] $A", special_tokens=[("[CLS]", SPECIAL.index("[CLS]"))])
    return made


# How a graph may go on from `pieces`, the vectors of a text's words; what each node is, what it takes, and what it gives.
MEAN: tuple[Any, ...] = (
    ("Cast", ["attention_mask"], "mask", {"to": TensorProto.FLOAT}),
    ("Unsqueeze", ["mask", "last"], "column", {}),
    ("Mul", ["pieces", "column"], "read", {}),
    ("ReduceSum", ["read", "middle"], "sums", {"keepdims": 0}),
    ("ReduceSum", ["mask", "middle"], "count", {"keepdims": 1}),
    ("Div", ["sums", "count"], "sentence_embedding", {}),
)
ENDS: Mapping[str, tuple[Any, ...]] = {
    "pieces": (),
    "sentence_embedding": MEAN,
    "number": (("ReduceSum", ["pieces"], "number", {"keepdims": 0}),),
    "infinite": (("Div", ["pieces", "nought"], "infinite", {}),),
    "reshaped": (("Reshape", ["pieces", "shape"], "reshaped", {}),),
    "pixels": (),
}


def _model(ends: str) -> Any:
    vectors = np.random.default_rng(5).standard_normal((len(SPECIAL) + len(WORDS), WIDTH)).astype(np.float32)
    vectors[: len(SPECIAL)] = 0
    vectors[len(SPECIAL) + 1 :: 2] = vectors[len(SPECIAL) :: 2]  # a word and its translation
    constants = {"vectors": vectors, "last": np.array([2]), "middle": np.array([1])}
    constants |= {"nought": np.array([0], np.float32), "shape": np.array([2, 2, WIDTH])}
    first = "pixel_values" if ends == "pixels" else "input_ids"
    nodes = [helper.make_node("Gather", ["vectors", first], ["pieces"])]
    nodes += [helper.make_node(kind, takes, [gives], **how) for kind, takes, gives, how in ENDS[ends]]
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"]) for name in (first, "attention_mask")]
    outputs = [helper.make_tensor_value_info("pieces" if ends == "pixels" else ends, TensorProto.FLOAT, None)]
    weights = [numpy_helper.from_array(np.asarray(value), name) for name, value in constants.items()]
    graph = helper.make_graph(nodes, "tiny", inputs, outputs, weights)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)


def texts(sentences: int = 60) -> tuple[list[str], list[str]]:
    """A text and its translation, a sentence a line; a passage of it was left out."""
    chance = random.Random(2)
    one, two = [], []
    for number in range(sentences):
        said = [chance.choice(CONCEPTS) for _ in range(6)]
        one.append(" ".join(word for word, _ in said))
        if not sentences // 4 < number < sentences // 2:
            two.append(" ".join(word for _, word in chance.sample(said, len(said))))
    return one, two


ONE, TWO = texts()


# ---- vectors


def test_vectors_are_halves_of_unit_length(tmp_path: Path) -> None:
    found = encoder.load(made(tmp_path)).vectors(ONE)
    assert found.shape == (len(ONE), WIDTH) and found.dtype == np.float16
    np.testing.assert_allclose(np.linalg.norm(found.astype(float), axis=1), 1, atol=2e-3)


def test_what_means_the_same_has_the_same_vector(tmp_path: Path) -> None:
    """Whatever the language and the order of words, in this simple encoder."""
    ours = encoder.load(made(tmp_path))
    (first, last), (one, two) = CONCEPTS[3], CONCEPTS[8]
    np.testing.assert_array_equal(ours.vectors([f"{first} {one}"]), ours.vectors([f"{two} {last}"]))


def test_the_same_texts_give_the_same_bytes(tmp_path: Path) -> None:
    folder = made(tmp_path)
    assert encoder.load(folder).vectors(ONE).tobytes() == encoder.load(folder).vectors(ONE).tobytes()


@pytest.mark.parametrize(("tokens", "at_once"), [(1, 2048), (7, 5), (30, 1)])
def test_batches_do_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tokens: int, at_once: int) -> None:
    ours = encoder.load(made(tmp_path))
    said = [" ".join(ONE[:number]) for number in range(1, 9)] + TWO
    together = ours.vectors(said)
    monkeypatch.setattr(encoder, "TOKENS", tokens)
    monkeypatch.setattr(encoder, "AT_ONCE", at_once)
    np.testing.assert_allclose(ours.vectors(said).astype(float), together.astype(float), atol=1e-3)


def test_a_blank_text_has_no_direction_and_no_text_no_vector(tmp_path: Path) -> None:
    ours = encoder.load(made(tmp_path))
    assert not ours.vectors(["", " \n"]).any()
    assert ours.vectors([]).shape == (0, WIDTH)


def test_a_text_of_a_hundred_thousand_words_is_read_as_far_as_the_encoder_reads(tmp_path: Path) -> None:
    ours = encoder.load(made(tmp_path, files={"config.json": {"max_position_embeddings": 4}}))
    first = " ".join(WORDS[:3])
    np.testing.assert_array_equal(ours.vectors([first + f" {WORDS[4]}" * 100_000]), ours.vectors([first]))


def test_the_pooling_that_the_folder_asks_for_is_done(tmp_path: Path) -> None:
    """The first piece is the sign for a beginning, which has no vector here."""
    plain, pooled, first = (
        made(tmp_path / "plain"),
        made(tmp_path / "pooled", "sentence_embedding"),
        made(
            tmp_path / "first", files={"1_Pooling/config.json": {"pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False}}
        ),
    )
    mean = encoder.load(plain).vectors(ONE)
    np.testing.assert_allclose(encoder.load(pooled).vectors(ONE).astype(float), mean.astype(float), atol=1e-3)
    assert mean.any() and not encoder.load(first).vectors(ONE).any()


def test_a_model_may_stand_in_a_folder_of_its_own(tmp_path: Path) -> None:
    folder = made(tmp_path)
    (folder / "onnx").mkdir()
    (folder / "model.onnx").rename(folder / "onnx" / "model.onnx")
    assert encoder.load(folder).vectors(ONE).any()


def test_another_model_is_another_digest(tmp_path: Path) -> None:
    one, two = encoder.load(made(tmp_path / "one")), encoder.load(made(tmp_path / "two", "sentence_embedding"))
    assert (one.name, two.name) == ("one", "two")
    assert re.fullmatch("[0-9a-f]{8}", one.digest) and one.digest != two.digest
    (tmp_path / "one" / "model.onnx_data").write_bytes(b"weights that stand beside the graph")
    assert encoder.load(tmp_path / "one").digest != one.digest


# ---- what is wrong


def told(folder: Path) -> str:
    """What is said of a folder that cannot be used, without where it lies."""
    with pytest.raises(InputError) as error:
        encoder.load(folder)
    return str(error.value).replace(str(folder), "FOLDER")


def test_all_that_is_missing_is_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    said = told(tmp_path)
    assert "FOLDER: has no model.onnx, nor onnx/model.onnx" in said and "FOLDER: has no tokenizer.json" in said
    assert "needs onnxruntime, which is not installed" in said and 'pip install "align-drift[onnx]"' in said
    assert "docs/encoder.md" in said


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    assert "FOLDER: no such folder" in told(tmp_path / "nowhere")
    (tmp_path / "file").write_text("")
    assert "FOLDER: is no folder" in told(tmp_path / "file")


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ("pixels", "takes attention_mask, pixel_values; a sentence encoder takes input_ids, attention_mask"),
        ("number", r"gives number \(a number\) for 2 texts of 9 tokens; wanted is a vector for each text, or for each token"),
        ("reshaped", r"does not run: .*\n.*batch and length free"),
    ],
)
def test_a_shape_that_does_not_fit_is_told(tmp_path: Path, ends: str, said: str) -> None:
    assert re.search(said, told(made(tmp_path, ends)))


def test_vectors_that_are_no_numbers_are_told(tmp_path: Path) -> None:
    ours = encoder.load(made(tmp_path, "infinite"))
    with pytest.raises(InputError, match="vectors that are no numbers"):
        ours.vectors(ONE)


def test_a_word_that_the_model_has_no_place_for_is_told(tmp_path: Path) -> None:
    """The tokenizer is another model's."""
    ours = encoder.load(made(tmp_path, words=[*WORDS, "toomany"]))
    with pytest.raises(InputError, match="the tokenizer must be the model's own"):
        ours.vectors(["toomany"])


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_file_that_is_something_else_is_told(tmp_path: Path, name: str) -> None:
    (made(tmp_path) / name).write_text("something else")
    assert f"FOLDER/{name}: cannot be loaded" in told(tmp_path)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"1_Pooling/config.json": {"pooling_mode_max_tokens": True}}, "pools by max_tokens"),
        ({"1_Pooling/config.json": {"pooling_mode_cls_token": True, "pooling_mode_mean_tokens": True}}, "pools by cls and mean"),
        ({"modules.json": [{"type": "a.Transformer"}, {"type": "a.Pooling"}, {"type": "a.Dense"}]}, "goes on after pooling: Dense"),
        ({"config.json": "{"}, "FOLDER/config.json: cannot be read"),
    ],
)
def test_what_the_folder_says_and_the_model_does_not_do_is_told(tmp_path: Path, files: dict[str, object], said: str) -> None:
    assert said in told(made(tmp_path, files=files))


def test_what_the_model_does_itself_need_not_be_known(tmp_path: Path) -> None:
    """It pools, and whatever comes after is in it."""
    files = {"1_Pooling/config.json": {"pooling_mode_max_tokens": True}, "modules.json": [{"type": "a.Dense"}]}
    assert encoder.load(made(tmp_path, "sentence_embedding", files=files)).vectors(ONE).any()


# ---- commands


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stop:
        cli.main(arguments)
    assert isinstance(stop.value.code, int)
    return stop.value.code


def test_two_languages_that_nothing_else_links_are_paired_by_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, lines in (("one.txt", ONE), ("two.txt", TWO)):
        (tmp_path / name).write_text("\n".join(lines), "utf-8")
    files = [str(tmp_path / "one.txt"), str(tmp_path / "two.txt"), "--lines", "--from", "fi", "--to", "hu"]
    places = [*range(16), *range(30, 60)]
    gold = {f"[{original}]:[{place}]" for place, original in enumerate(places)}
    assert len(TWO) == len(places)
    right = []
    for more in ([], ["--encoder", str(made(tmp_path / "tiny"))]):
        assert run("pair", *files, *more) == 0
        right.append(len(gold & {line.rpartition(":")[0] for line in capsys.readouterr().out.splitlines()}))
    assert right[0] < len(gold) / 2 and right[1] > 0.95 * len(gold)


def test_a_run_is_signed_with_its_encoder(tmp_path: Path) -> None:
    for name, lines in (("one.txt", ONE), ("two.txt", TWO)):
        (tmp_path / name).write_text(". ".join(line.capitalize() for line in lines) + ".", "utf-8")
    folder = made(tmp_path / "tiny")
    files = [str(tmp_path / "one.txt"), str(tmp_path / "two.txt"), "--from", "fi", "--to", "hu"]
    assert run("run", *files, "--encoder", str(folder), "-o", str(tmp_path / "out")) == 0
    signature = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))["signature"]
    assert f"+encoder:tiny@{encoder.load(folder).digest[:4]}|" in signature


def test_an_encoder_that_cannot_be_used_ends_a_command_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [tmp_path / "one.txt", tmp_path / "two.txt"]
    for file in files:
        file.write_text(file.name, "utf-8")
    assert run("pair", *map(str, files), "--from", "fi", "--to", "hu", "--encoder", str(tmp_path / "none")) == 2
    assert "no such folder" in capsys.readouterr().err
