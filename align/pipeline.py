"""The verbs in order: two texts in, one report out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from align import __version__, check, decisions, fingerprints, lexicon, mend, pair, read, score
from align.decisions import NOTHING, Decided, Gesture
from align.errors import refuse
from align.language import distinct
from align.lexicon import Memory, Words, encoder
from align.model import Alignment, Document, Finding, Glossary, Report, Severity
from align.settings import Settings, Source

LISTED = 5  # decisions without a place that are told one by one
STRANGERS = "These two texts do not seem to belong together: hardly any sentence of one has a sure partner in the other."
UNRELATED = 0.2  # of the original's characters that have a partner: below it, the texts hardly belong together


def run(original: Source, translation: Source, settings: Settings, decided: Decided = NOTHING) -> Report:
    """All that can be said about a translation and its original. `InputError` where one of them cannot be read."""
    return report(*sides(original, translation, settings), settings, decided)


def sides(original: Source, translation: Source, settings: Settings) -> tuple[Document, Document]:
    """Both documents; one and the same text as its own translation is refused."""
    if read.same(original, translation):
        raise refuse(translation.place, "is given as the original and as the translation", "name two files, the original first")
    return read.document(original, settings), read.document(translation, settings)


def report(one: Document, two: Document, settings: Settings, decided: Decided = NOTHING) -> Report:
    """The same, for documents in hand; where they share a language, the translation's tag is made another.

    What people decided is honoured: findings that they dismissed stay, and do not count.
    """
    glossary = read.glossary(settings.glossaries)
    neural = encoder.load(settings.encoder) if settings.encoder else None
    one = replace(one, own=settings.own)
    two = replace(two, language=distinct(one.language, two.language), own=settings.own)
    memories = read.memories(settings.lexicons, one.language, two.language)
    words = lexicon.between(one, two, glossary, memories)
    alignment = decisions.alignment(pair.documents(one, two, words, encoder=neural), decided)
    found = check.alignment(alignment, glossary, settings)
    findings = check.ordered(decisions.findings(alignment, found, decided))
    card = score.card(alignment, [finding for finding in findings if finding.counts], _penalties(settings))
    notes = (*one.notes, *two.notes, *words.notes, *decided.notes, *_lost(decisions.lost(alignment, found, decided)))
    signed = signature(alignment, words, glossary, memories, neural, settings)
    parts = pair.parts(alignment, glossary)
    changes = mend.terms(alignment, findings, glossary) if settings.terms == "fix" else ()
    related = _related(alignment, card.covered)
    if not related:
        notes, card = (*notes, STRANGERS), replace(card, gist=STRANGERS)
    elif one.text == two.text:
        notes = (*notes, "These two texts are the same, character for character.")
    return Report(alignment, findings, card, signed, notes, parts, changes, related)


def bitext(
    pairs: Iterable[read.Pair], settings: Settings, known: Mapping[str, int] = NOTHING.known
) -> Iterator[tuple[read.Pair, Alignment, tuple[Finding, ...]]]:
    """Each pair of a bitext as an alignment of one bead, and what drifted in it; `known` is what drifted in an earlier one."""
    glossary, left = read.glossary(settings.glossaries), Counter(known)
    for passages in pairs:
        alignment = _taught(passages.alignment, settings)
        found = check.alignment(alignment, glossary, settings)
        if left and found:
            found = decisions.findings(alignment, found, Decided(known=left))
            left.subtract(
                name for name, one in zip(fingerprints.of_findings(alignment, found), found, strict=True) if not one.counts
            )
        yield passages, alignment, found


def signature(
    alignment: Alignment,
    words: Words,
    glossary: Glossary,
    memories: Sequence[Memory],
    neural: encoder.Encoder | None,
    settings: Settings,
) -> str:
    """What a figure of this run can be made again with: program, languages, evidence, glossary, lexicons, rules."""
    lexicons = "+".join(f"{memory.name}@{memory.digest[:4]}" for memory in memories)
    meant = [f"encoder:{neural.name}@{neural.digest[:4]}"] if neural else []
    rules = settings.srx.name.encode("utf-8", "replace").decode() if settings.srx else "default"
    return "|".join(
        (
            f"align {__version__}",
            f"{alignment.original.language}→{alignment.translation.language}",
            f"pair:{'+'.join(('length', *words.sources, *meant))}",
            f"glossary:{glossary.name}@{glossary.digest[:4]}" if glossary.digest else f"glossary:{glossary.name}",
            *([f"lexicon:{lexicons}"] if lexicons else []),
            f"srx:{rules}",
            *([f"settings:{settings.name}@{settings.digest[:4]}"] if settings.digest else []),
            *(["all"] if settings.everything else []),
            *([f"terms:{settings.terms}"] if settings.terms != "check" else []),
        )
    )


def _taught(alignment: Alignment, settings: Settings) -> Alignment:
    """The alignment, its documents with the words of the user's own."""
    if not settings.own.lists:
        return alignment
    original, translation = (replace(side, own=settings.own) for side in (alignment.original, alignment.translation))
    return replace(alignment, original=original, translation=translation)


def _penalties(settings: Settings) -> dict[Severity, float]:
    return {**score.PENALTIES, **dict(settings.penalties)}


def _lost(gestures: Sequence[Gesture]) -> Iterator[str]:
    """What to say of decisions whose places are no longer there."""
    for gesture in gestures[:LISTED]:
        what = " → ".join(f"“{' '.join(text.split())[:60]}”" for text in (gesture.original, gesture.translation) if text)
        yield f"Decided, and no longer there: {gesture.verdict} {gesture.rule or 'pair'} {what}".rstrip()
    if gestures[LISTED:]:
        yield f"… and {len(gestures) - LISTED} more decisions about what is no longer there; all are kept."


def _related(alignment: Alignment, covered: float) -> bool:
    """Whether two texts seem to belong together: they are the same, or enough of them has a sure partner."""
    if alignment.original.text == alignment.translation.text:
        return True
    paired = [bead.confidence for bead in alignment.beads if bead.paired]
    return covered >= UNRELATED and bool(paired) and sorted(paired)[len(paired) // 2] >= 0.5
