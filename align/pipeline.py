"""The verbs in order: two texts in, one report out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from align import __version__, check, lexicon, pair, read, score
from align.errors import refuse
from align.language import distinct
from align.lexicon import Memory, Words, encoder
from align.model import Alignment, Document, Finding, Glossary, Report
from align.settings import Settings, Source

UNRELATED = 0.2  # of the original's characters that have a partner: below it, the texts hardly belong together


def run(original: Source, translation: Source, settings: Settings) -> Report:
    """All that can be said about a translation and its original. `InputError` where one of them cannot be read."""
    return report(*sides(original, translation, settings), settings)


def sides(original: Source, translation: Source, settings: Settings) -> tuple[Document, Document]:
    """Both documents; one and the same text as its own translation is refused."""
    if read.same(original, translation):
        raise refuse(translation.place, "is given as the original and as the translation", "name two files, the original first")
    return read.document(original, settings), read.document(translation, settings)


def report(one: Document, two: Document, settings: Settings) -> Report:
    """The same, for documents in hand; where they share a language, the translation's tag is made another."""
    glossary = read.glossary(settings.glossaries)
    neural = encoder.load(settings.encoder) if settings.encoder else None
    two = replace(two, language=distinct(one.language, two.language))
    memories = read.memories(settings.lexicons, one.language, two.language)
    words = lexicon.between(one, two, glossary, memories)
    alignment = pair.documents(one, two, words, encoder=neural)
    findings = check.alignment(alignment, glossary)
    card = score.card(alignment, findings)
    signed = signature(alignment, words, glossary, memories, neural, settings)
    return Report(alignment, findings, card, signed, (*one.notes, *two.notes, *words.notes, *_doubts(alignment, card.covered)))


def bitext(pairs: Iterable[read.Pair], settings: Settings) -> Iterator[tuple[read.Pair, Alignment, tuple[Finding, ...]]]:
    """Each pair of a bitext as an alignment of one bead, and what drifted in it."""
    glossary = read.glossary(settings.glossaries)
    for passages in pairs:
        alignment = passages.alignment
        yield passages, alignment, check.alignment(alignment, glossary)


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
        )
    )


def _doubts(alignment: Alignment, covered: float) -> list[str]:
    if alignment.original.text == alignment.translation.text:
        return ["These two texts are the same, character for character."]
    paired = [bead.confidence for bead in alignment.beads if bead.paired]
    unsure = not paired or sorted(paired)[len(paired) // 2] < 0.5
    if covered < UNRELATED or unsure:
        return ["These two texts do not seem to belong together: hardly any sentence of one has a sure partner in the other."]
    return []
