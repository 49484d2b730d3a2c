"""A made-up text and its translation: sentences that share no spelling and no names, as many as are wanted."""

from __future__ import annotations

from pathlib import Path

import numpy as np

_LETTERS = str.maketrans("0123456789abcdef", "bcdfghjklmnprstv")


def bitext(folder: Path, sentences: int) -> tuple[Path, Path]:
    """Both texts, a sentence a line: word for word from a hidden dictionary, with sentences merged and left out."""
    chance = np.random.default_rng(1)
    words = 4000 + sentences
    rank = np.minimum(chance.zipf(1.3, sentences * 14), words) - 1
    cuts = np.cumsum(chance.integers(4, 24, sentences))
    one, two, held = [], [], ""
    for part in np.split(rank[: cuts[-1]], cuts[:-1]):
        original = " ".join(f"wa{_spelt(n)}" for n in part)
        translation = " ".join(f"zo{_spelt(n * 7919 % words)}" for n in part if chance.random() < 0.8)
        fate = chance.random()
        one.append(original)
        if fate < 0.06:
            held += translation + " "
        elif fate > 0.02:
            two.append(held + translation)
            held = ""
    paths = folder / "one.txt", folder / "two.txt"
    for path, lines in zip(paths, (one, two), strict=True):
        path.write_text("\n".join(lines) + "\n", "utf-8")
    return paths


def _spelt(number: int) -> str:
    """The number in letters alone: a word with figures in it would be read as a number."""
    return f"{number:x}".translate(_LETTERS)
