"""A report as a project that OmegaT opens: the original's text, both memories, the glossary and the rules of cutting.

The confident memory lies where OmegaT fills segments from by itself (`tm/auto`); the other one is offered with a penalty of 30
points (`tm/penalty-030`). The text is the original's as it was read, a paragraph a line with blank lines between, for OmegaT 3.6
reads no Markdown, and would cut HTML at every link.
"""

from __future__ import annotations

from collections.abc import Iterator

from align.language import PROFILES
from align.model import Document, Glossary, Report
from align.settings import Settings
from align.write.as_glossary import glossary
from align.write.as_tmx import review_tmx, tmx
from align.write.files import File, pair_name

PROJECT = "omegat.project"  # the file that makes a folder a project

# Folders without which OmegaT takes a folder for no project; one without a file in it could not be handed on.
_EMPTY = ("omegat", "target", "dictionary")
_PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat>
    <project version="1.0">
        <source_dir>__DEFAULT__</source_dir>
        <target_dir>__DEFAULT__</target_dir>
        <tm_dir>__DEFAULT__</tm_dir>
        <glossary_dir>__DEFAULT__</glossary_dir>
        <glossary_file>__DEFAULT__</glossary_file>
        <dictionary_dir>__DEFAULT__</dictionary_dir>
        <source_lang>{source}</source_lang>
        <target_lang>{target}</target_lang>
        <sentence_seg>true</sentence_seg>
        <support_default_translations>true</support_default_translations>
        <remove_tags>false</remove_tags>
    </project>
</omegat>
"""


def omegat(report: Report, terms: Glossary, settings: Settings, rules: bytes) -> Iterator[File]:
    """The files of the project, in a folder `omegat`; `rules` are those by which the texts were cut.

    Where they are not OmegaT's own, OmegaT 6 reads them from the project. OmegaT 3.6 always cuts by its own.
    """
    pair, alignment = pair_name(report), report.alignment
    tags = dict(settings.tags)
    source, target = (_spoken(tags.get(tag, tag)) for tag in (alignment.original.language, alignment.translation.language))
    files: dict[str, str | bytes] = {
        PROJECT: _PROJECT.format(source=source, target=target),
        f"source/{pair}.txt": paragraphs(alignment.original),
        f"tm/auto/{pair}.tmx": tmx(report, settings.confident, settings.tags, terms).data,
        f"tm/penalty-030/{pair}.review.tmx": review_tmx(report, settings.confident, settings.tags, terms).data,
        f"glossary/{pair}.txt": glossary(terms, alignment.original.language, alignment.translation.language),
        **({"omegat/segmentation.srx": rules} if settings.srx != PROFILES["omegat"] else {}),
        **{f"{folder}/.keep": b"" for folder in _EMPTY},
    }
    for name, data in files.items():
        yield File(f"omegat/{name}", data.encode("utf-8", "replace") if isinstance(data, str) else data)


def paragraphs(document: Document) -> str:
    """The text with each paragraph on a line, and a blank line between two."""
    blocks = (" ".join(block.span.of(document.text).split()) for block in document.blocks)
    return "\n\n".join(filter(None, blocks)) + "\n"


def _spoken(tag: str) -> str:
    """The tag without private subtags, which OmegaT knows nothing of: `en-US` for `en-US-x-retrans`."""
    return tag.partition("-x-")[0]
