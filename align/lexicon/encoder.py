"""Texts in, vectors out: a sentence encoder from a folder, such as LaBSE, bge-m3 or MiniLM exported to ONNX.

An encoder puts what means the same near the same place, whatever the language. We run one that the user has; none is shipped and
none is fetched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from align.errors import refuse
from align.lexicon import exported
from align.lexicon.exported import EXPORT

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

Halves = NDArray[np.float16]
Floats = NDArray[np.float32]

# What a graph may take: its name there, and in the tokenizers library.
FED = {"input_ids": "ids", "attention_mask": "attention_mask", "token_type_ids": "type_ids"}
NEEDED = {"input_ids", "attention_mask"}
POOLED = "sentence_embedding"  # what exporters call the finished vector
AT_ONCE = 2048  # texts whose tokens are held in memory
TOKENS = 2048  # of a batch, padding included; larger ones were slower, and took more memory
PROBES = ("One.", "Another text, and a longer one.")


@dataclass(frozen=True, slots=True)
class Encoder:
    """A sentence encoder that is ready to run; `name` and `digest` (of its files) go into a run's signature."""

    name: str
    digest: str
    width: int  # dimensions of a vector
    graph: _Graph
    tokenizer: Tokenizer
    output: str  # of the graph's outputs, the one that is read
    first: bool  # whether a text's vector is that of its first piece, instead of the mean of all

    def vectors(self, texts: Sequence[str]) -> Halves:
        """A vector of unit length for each text, as an array (texts, dimensions); zeros for a blank one.

        Texts of like length go through together, a bounded number at a time. On one machine the same texts give the same bytes.
        """
        found = np.zeros((len(texts), self.width), np.float16)
        for start in range(0, len(texts), AT_ONCE):
            said = self.tokenizer.encode_batch(list(texts[start : start + AT_ONCE]))
            for batch in _batches(said):
                found[[start + number for number in batch]] = self._encoded([said[number] for number in batch])
        found[[number for number, text in enumerate(texts) if not text.strip()]] = 0
        return found

    def _encoded(self, said: Sequence[Encoding]) -> Floats:
        fed = self.graph.fed(said)
        vectors = np.asarray(self.graph.run([self.output], fed)[0], np.float32)
        if vectors.ndim == 3:
            mask = fed["attention_mask"].astype(np.float32)[:, :, None]
            vectors = vectors[:, 0] if self.first else (vectors * mask).sum(axis=1) / np.maximum(mask.sum(axis=1), 1.0)
        if not np.isfinite(vectors).all():
            raise refuse(self.graph.path, "gives vectors that are no numbers", f"export it in full precision; {EXPORT}")
        return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12))


def load(folder: Path) -> Encoder:
    """The encoder in that folder. `InputError` where the extra, a file, or a shape that fits is missing."""
    model, tokens = exported.files(folder)
    tokenizer = _tokenizer(tokens, exported.longest(folder))
    pad = (tokenizer.padding or {}).get("pad_id", exported.padding(folder))
    tokenizer.no_padding()  # batches are filled up here, to the longest text in each
    graph = _Graph(model, _session(model), pad)
    output, shape = _output(graph, tokenizer)
    pieces = len(shape) == 3
    if pieces and exported.later(folder):
        what = f"gives the vectors of pieces of text, but this encoder goes on after pooling: {', '.join(exported.later(folder))}"
        raise refuse(model, what, f"export the whole encoder, with an output {POOLED}; {EXPORT}")
    first = pieces and exported.pooling(folder) == "cls"
    return Encoder(folder.resolve().name, exported.digest(model, tokens), shape[-1], graph, tokenizer, output, first)


@dataclass(frozen=True, slots=True)
class _Graph:
    """A model that is loaded, and the token with which its batches are filled up."""

    path: Path
    session: InferenceSession
    pad: int

    def fed(self, said: Sequence[Encoding]) -> dict[str, NDArray[Any]]:
        """Its inputs for these texts, filled up to the longest."""
        width = max(1, max(len(one.ids) for one in said))
        fed = {}
        for put in self.session.get_inputs():
            empty = self.pad if put.name == "input_ids" else 0
            array = np.full((len(said), width), empty, np.int32 if "int32" in put.type else np.int64)
            for row, one in zip(array, said, strict=True):
                row[: len(one.ids)] = getattr(one, FED[put.name])
            fed[put.name] = array
        return fed

    def run(self, outputs: Sequence[str], fed: Mapping[str, NDArray[Any]]) -> list[Any]:
        """What those outputs give."""
        try:
            return list(self.session.run(outputs, dict(fed)))
        except Exception as error:  # onnxruntime's errors share no other class
            remedy = f"the tokenizer must be the model's own, and batch and length free (dynamic axes); {EXPORT}"
            raise refuse(self.path, f"does not run: {_gist(error)}", remedy) from error


def _session(model: Path) -> InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4  # what is wrong is told once, in our words
    try:
        return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's errors share no other class
        raise refuse(model, f"cannot be loaded: {_gist(error)}", f"is it whole, with its data files beside it? {EXPORT}") from error


def _tokenizer(path: Path, longest: int) -> Tokenizer:
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # tokenizers raises nothing more particular
        raise refuse(path, f"cannot be loaded: {_gist(error)}", f"it is what a fast tokenizer saves; {EXPORT}") from error
    tokenizer.enable_truncation(longest)
    return tokenizer


def _output(graph: _Graph, tokenizer: Tokenizer) -> tuple[str, tuple[int, ...]]:
    """Which of its outputs is read, and of what shape that is: found by letting it run."""
    takes = {one.name for one in graph.session.get_inputs()}
    if not NEEDED <= takes <= set(FED):
        what = f"takes {', '.join(sorted(takes)) or 'nothing'}; a sentence encoder takes {', '.join(FED)}, the last if it likes"
        raise refuse(graph.path, what, EXPORT)
    fed = graph.fed(tokenizer.encode_batch(list(PROBES)))
    names = [one.name for one in graph.session.get_outputs()]
    shapes = {name: np.shape(array) for name, array in zip(names, graph.run(names, fed), strict=True)}
    count, length = fed["input_ids"].shape
    finished = [name for name, shape in shapes.items() if len(shape) == 2 and shape[0] == count]
    pieces = [name for name, shape in shapes.items() if len(shape) == 3 and shape[:2] == (count, length)]
    for name in (*(name for name in finished if name == POOLED), *pieces, *finished):
        return name, shapes[name]
    given = ", ".join(f"{name} ({'×'.join(map(str, shape)) or 'a number'})" for name, shape in shapes.items())
    what = f"gives {given} for {count} texts of {length} tokens; wanted is a vector for each text, or for each token"
    raise refuse(graph.path, what, EXPORT)


def _batches(said: Sequence[Encoding]) -> Iterator[list[int]]:
    """The numbers of the texts in rising order of length, cut so that no batch holds more than `TOKENS` tokens."""
    batch: list[int] = []
    for number in sorted(range(len(said)), key=lambda number: len(said[number].ids)):
        if batch and (len(batch) + 1) * len(said[number].ids) > TOKENS:
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch


def _gist(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
