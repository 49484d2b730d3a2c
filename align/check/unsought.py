"""Two texts in, the kinds of drift that no rule looks for between their languages out; each is decided as its rules decide it."""

from __future__ import annotations

from align import find
from align.check.modality import HEDGES
from align.check.names.unanswered import tongues
from align.check.unmatched import SCALES
from align.language import base
from align.model import Alignment, Glossary


def unsought(alignment: Alignment, glossary: Glossary) -> tuple[str, ...]:
    """What a reader has to look for alone, in words; nothing between languages that are known well."""
    languages, own = (base(alignment.original.language), base(alignment.translation.language)), alignment.original.own
    known = {family: all(find.knows(tag, family, own) for tag in languages) for family in ("denial", "certainty", *HEDGES)}
    sought = {
        "denials that were lost or came in": known["denial"],
        "changed degrees of certainty": all(known[family] for family in ("certainty", *HEDGES)),
        "names that became others": tongues(alignment) is not None,
        "words within a sentence that were added, left out or turned into their opposites": languages in SCALES,
        "terms": not len(glossary) or {base(term.language) for term in glossary} >= set(languages),
    }
    return tuple(what for what, looked_for in sought.items() if not looked_for)
