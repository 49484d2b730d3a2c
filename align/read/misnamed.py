"""Texts in, with the languages they are said to be in; doubts about these out, in words. The user may know better."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from align.language import base, instead

SAMPLE = 20_000  # characters of a language, from which it is judged


def text(name: str, text: str, tag: str) -> Iterator[str]:
    """What to say of one text."""
    if other := instead(text, tag):
        mend = "mend --from and --to, or the language in its name or its article.toml; perhaps the two are the wrong way round"
        yield f"{name} was said to be in {tag}, and looks like {other}: if it is, {mend}"


def texts(wordings: Iterable[tuple[str, str]]) -> str:
    """What to say of the texts of a memory or a bitext, each behind its language's tag; nothing where there is no doubt."""
    said: dict[str, list[str]] = defaultdict(list)
    sizes: dict[str, int] = defaultdict(int)
    for tag, words in wordings:
        if sizes[tag] < SAMPLE:
            said[tag].append(words)
            sizes[tag] += len(words)
    seen = {tag: other for tag, texts in said.items() if (other := instead("\n".join(texts), tag))}
    doubts = ", ".join(f"what is said to be in {tag} looks like {other}" for tag, other in seen.items())
    if len(seen) > 1 and set(map(base, seen)) == set(map(base, seen.values())):
        return f"{doubts}: exchange the two tags in the file, or export it again"
    return f"{doubts}: mend the tag" if doubts else ""
