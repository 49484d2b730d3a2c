"""What a user names in, who was made from whom out: a folder with its `article.toml`, or texts each made from the one before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from align import versions
from align.corpus.manifest import MANIFEST, Article, Version, article, source
from align.errors import Fault, InputError, refuse
from align.settings import Source
from align.versions import Lineage


def lineage(sources: Sequence[Source]) -> Lineage:
    """The lineage of these texts, or of the one folder that they name."""
    first, *others = sources
    if others:
        return versions.chain(sources)
    home = folder(first.place)
    if not home:
        what = "is no folder of an article, and one text alone drifts from nothing"
        raise refuse(first.place, what, f"name its translation too, or a folder with an {MANIFEST}")
    if first.language:
        raise refuse(first.place, f"its languages stand in its {MANIFEST}", "leave out --from and --to, or change them there")
    return descent(article(home))


def folder(place: str) -> Path | None:
    """The folder that a user means by its name, or by that of the `article.toml` in it; None for any other place."""
    try:
        path = Path(place)
        return path if path.is_dir() else path.parent if path.name == MANIFEST and path.is_file() else None
    except (OSError, ValueError):  # no permission, or a name that no disk takes
        return None


def descent(article: Article) -> Lineage:
    """The versions that have a file, each behind the nearest that it goes back to; what has none is left out, and noted.

    An edition of an original that was translated, in either form, is taken along. Where that leaves no two, the message says which
    files are wanted.
    """
    steps, notes = [], []
    for version in article.versions:
        nearest = next((ancestor for ancestor in _ancestors(article, version) if ancestor.file), None)
        if not version.file:
            fetch = f" `align fetch {article.folder}` gets it." if version.address else ""
            notes.append(f"The {version.name} has no file here and is left out.{fetch}")
        elif nearest:
            steps.append((nearest.name, version.name))
            if nearest.name != version.made_from:
                notes.append(f"The {version.name} is held against the {nearest.name} instead.")
    if not steps:
        raise _too_few(article)
    used = {name for step in steps for name in step}
    later = [version for version in article.versions if version.file and version.edition_of]
    editions = tuple((version.edition_of, version.name) for version in later
                     if article.version(version.edition_of).file and used & {version.edition_of, version.name})  # fmt: skip
    used.update(name for pair in editions for name in pair)
    alone = [version.name for version in article.versions if version.file and version.name not in used]
    notes += [f"The {name} is left out: nothing that it was made from is here." for name in alone]
    found = tuple((version.name, source(article, version.name)) for version in article.versions if version.name in used)
    return Lineage(found, tuple(steps), tuple(notes), editions)


def _ancestors(article: Article, version: Version) -> Iterator[Version]:
    while version.made_from:
        version = article.version(version.made_from)
        yield version


def _too_few(article: Article) -> InputError:
    path = article.folder / MANIFEST
    missing = [version for version in article.versions if not version.file]
    if not missing:
        return refuse(path, "no version in it was made from another", "add a translation, with `made_from`")
    faults = [Fault(f"{path}: versions.{version.name}", f"has no file here{_page(version)}") for version in missing]
    fetch = (
        f"`align fetch {article.folder}` gets those with an address; else " if any(version.address for version in missing) else ""
    )
    return InputError(
        faults, f"{fetch}save at least two versions in {article.folder} and name each as `file` under its [versions.…]"
    )


def _page(version: Version) -> str:
    return f"; its page is {version.address}" if version.address else ""
