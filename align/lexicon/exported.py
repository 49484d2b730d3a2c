"""What the folder of an exported encoder says of it: where its files are, how long a text may be, how pieces become one vector.

Two files are needed, `model.onnx` (or `onnx/model.onnx`) and `tokenizer.json`. The others are those that transformers and
sentence-transformers write beside them; where one is missing, the commonest case is assumed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from align.errors import Fault, InputError, refuse

PACKAGES = ("onnxruntime", "tokenizers")
LONGEST = 512  # tokens of a text that are read; the work grows with their square
EXPORT = "docs/encoder.md says how to export one"


def files(folder: Path) -> tuple[Path, Path]:
    """The model and the tokenizer; all that is missing is told at once."""
    if not folder.is_dir():
        raise refuse(folder, "is no folder" if folder.exists() else "no such folder", f"name the folder of an encoder; {EXPORT}")
    models = [path for path in (folder / "model.onnx", folder / "onnx" / "model.onnx") if path.is_file()]
    tokens = folder / "tokenizer.json"
    faults = [Fault(str(folder), "has no model.onnx, nor onnx/model.onnx")] if not models else []
    faults += [Fault(str(folder), "has no tokenizer.json")] if not tokens.is_file() else []
    remedies = [EXPORT] if faults else []
    absent = [name for name in PACKAGES if find_spec(name) is None]
    if absent:
        faults.append(
            Fault("--encoder", f"needs {' and '.join(absent)}, which {'is' if len(absent) == 1 else 'are'} not installed")
        )
        remedies.append('what is missing is installed with: pip install "align-drift[onnx]"')
    if faults:
        raise InputError(faults, "; ".join(remedies))
    return models[0], tokens


def longest(folder: Path) -> int:
    """How many tokens of a text are read."""
    limits = (
        _object(folder / "sentence_bert_config.json").get("max_seq_length"),
        _object(folder / "config.json").get("max_position_embeddings"),
        LONGEST,
    )
    return min(limit for limit in limits if isinstance(limit, int) and limit > 0)


def padding(folder: Path) -> int:
    """The token that fills up a batch."""
    token = _object(folder / "config.json").get("pad_token_id")
    return token if isinstance(token, int) else 0


def pooling(folder: Path) -> str:
    """`mean` or `cls`: whether a text's vector is the mean of its pieces' vectors or the first one."""
    path = folder / "1_Pooling" / "config.json"
    config = _object(path)
    chosen = [
        key.removeprefix("pooling_mode_") for key, value in config.items() if key.startswith("pooling_mode_") and value is True
    ]
    chosen += [mode for mode in [config.get("pooling_mode")] if isinstance(mode, str)]
    # The mean times the root of the length points the same way.
    known = {"cls_token": "cls", "cls": "cls", "mean_tokens": "mean", "mean": "mean", "mean_sqrt_len_tokens": "mean"}
    modes = {known.get(mode, mode) for mode in chosen} or {"mean"}
    if len(modes) > 1 or not modes <= {"mean", "cls"}:
        what = f"pools by {' and '.join(sorted(modes))}; what is known here is mean, or cls, alone"
        raise refuse(path, what, f"export the encoder together with its pooling; {EXPORT}")
    return modes.pop()


def later(folder: Path) -> list[str]:
    """What sentence-transformers puts after pooling, other than bringing the vector to unit length."""
    path = folder / "modules.json"
    listed = _parsed(path) if path.is_file() else []
    rows = [row for row in listed if isinstance(row, dict)] if isinstance(listed, list) else []
    kinds = [str(row.get("type", "")).rpartition(".")[2] for row in rows]
    return [kind for kind in kinds if kind not in {"Transformer", "Pooling", "Normalize"}]


def digest(model: Path, tokens: Path) -> str:
    """Of all that makes the vectors: large models keep their weights in files beside the graph, named after it."""
    whole = hashlib.sha256()
    for path in [*sorted(path for path in model.parent.glob(f"{model.name}*") if path.is_file()), tokens]:
        with path.open("rb") as file:
            whole.update(hashlib.file_digest(file, "sha256").digest())
    return whole.hexdigest()[:8]


def _object(path: Path) -> Mapping[str, Any]:
    """The object in an optional file; empty where there is none."""
    found = _parsed(path) if path.is_file() else {}
    return found if isinstance(found, dict) else {}


def _parsed(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except (ValueError, OSError, RecursionError) as error:
        raise refuse(path, f"cannot be read: {error}", "mend it, or take it away") from error
