"""The verbs in order: two texts in, one report out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from align import __version__, check, decisions, fingerprints, lexicon, mend, pair, read, score
from align.decisions import NOTHING, Decided, Gesture
from align.errors import refuse
from align.language import distinct
from align.lexicon import Memory, Words, encoder
from align.model import Alignment, Document, Finding, Glossary, Report, Severity, Term
from align.settings import Settings, Source

PLACES = 3  # to which confidences are told
LISTED = 5  # decisions without a place that are told one by one
LONGEST = 60  # characters of a text in such a note
STRANGERS = "These two texts do not seem to belong together: hardly any sentence of one has a sure partner in the other."
# The trust in a pairing below which texts hardly belong together: 0.7 to 1 where they do, at most 0.5 where they do not.
UNRELATED = 0.55


def run(original: Source, translation: Source, settings: Settings, decided: Decided = NOTHING) -> Report:
    """All that can be said about a translation and its original. `InputError` where one of them cannot be read."""
    return report(*sides(original, translation, settings), settings, decided)


def sides(original: Source, translation: Source, settings: Settings) -> tuple[Document, Document]:
    """Both documents; one and the same text as its own translation is refused."""
    if read.same(original, translation):
        raise refuse(translation.place, "is given as the original and as the translation", "name two files, the original first")
    return read.document(original, settings), read.document(translation, settings)


def report(
    one: Document,
    two: Document,
    settings: Settings,
    decided: Decided = NOTHING,
    agreed: Callable[[Alignment], Alignment] = lambda found: found,
    glossary: Glossary | None = None,
) -> Report:
    """The same, for documents in hand; where they share a language, the translation's tag is made another.

    What people decided is honoured: pairs that they are sure of stay, and the rest is paired round them; findings that they
    dismissed stay, and do not count; the words that they want are in the memories and in the glossary. `agreed` is what is known of
    the two from elsewhere: the alignment found in, the one to go on with out. `glossary` stands for the files of the settings.
    """
    one, two = _distinct(one, two, settings)
    known = _evidence(one, two, settings, decided, glossary)
    fixed = decisions.fixed(one, two, decided)
    found = agreed(pair.documents(one, two, known.words, fixed, encoder=known.neural))
    found = decisions.loosened(found, lambda: agreed(pair.documents(one, two, known.words, encoder=known.neural)), decided)
    return _report(found, known, settings, decided)


def checked(found: Alignment, settings: Settings, decided: Decided = NOTHING) -> Report:
    """The report of a run that finds these pairs: what people decided is honoured, and all is checked and reckoned anew."""
    one, two = _distinct(found.original, found.translation, settings)
    return _report(Alignment(one, two, found.beads), _evidence(one, two, settings, decided), settings, decided)


@dataclass(frozen=True, slots=True)
class _Evidence:
    """All that is known of two texts before they are set side by side; `terms` are those that people want."""

    words: Words
    glossary: Glossary
    terms: tuple[Term, ...]
    memories: Sequence[Memory]
    neural: encoder.Encoder | None


def _distinct(one: Document, two: Document, settings: Settings) -> tuple[Document, Document]:
    """Both documents with the user's own words, and with languages that a memory can tell apart."""
    return replace(one, own=settings.own), replace(two, language=distinct(one.language, two.language), own=settings.own)


def _evidence(one: Document, two: Document, settings: Settings, decided: Decided, glossary: Glossary | None = None) -> _Evidence:
    neural = encoder.load(settings.encoder) if settings.encoder else None
    known = read.glossary(settings.glossaries) if glossary is None else glossary
    terms = decisions.terms(decided, (one.language, two.language), known)
    wanted = known.wanting(terms)
    memories = read.memories(settings.lexicons, one.language, two.language)
    return _Evidence(lexicon.between(one, two, wanted, memories), wanted, terms, memories, neural)


def _report(found: Alignment, known: _Evidence, settings: Settings, decided: Decided) -> Report:
    """The report about what was found, once people's decisions have been applied to it."""
    one, two, found = found.original, found.translation, _rounded(found)
    alignment = decisions.alignment(found, decided)
    drifted = tuple(_as_recorded(finding) for finding in check.alignment(alignment, known.glossary, settings))
    findings = check.ordered(decisions.findings(alignment, drifted, decided))
    card = score.card(alignment, [finding for finding in findings if finding.counts], _penalties(settings))
    lost = decisions.lost(alignment, drifted, decided)
    notes = (*one.notes, *two.notes, *known.words.notes, *_unsought(alignment, known.glossary), *decided.notes, *_lost(lost))
    signed = signature(alignment, known.words, known.glossary, known.memories, known.neural, settings)
    parts = tuple(replace(part, confidence=round(part.confidence, PLACES)) for part in pair.parts(alignment, known.glossary))
    mended = mend.terms(alignment, findings, known.glossary) if settings.terms == "fix" else ()
    changes = decisions.joined(decisions.changes(alignment, decided), mended, alignment)
    related = _related(alignment)
    if not related:
        notes, card = (*notes, STRANGERS), replace(card, gist=STRANGERS)
    elif one.text == two.text:
        notes = (*notes, "These two texts are the same, character for character.")
    before = decisions.kept(found, alignment)
    return Report(alignment, findings, card, signed, notes, parts, changes, related, before, known.terms)


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


def _rounded(alignment: Alignment) -> Alignment:
    """The alignment with figures as the record has them, so that all that is made of the record is what the run made."""
    return replace(alignment, beads=tuple(replace(bead, confidence=round(bead.confidence, PLACES)) for bead in alignment.beads))


def _as_recorded(finding: Finding) -> Finding:
    """The finding with figures and evidence as the record has them."""
    evidence: dict[str, str] = {}
    for name, value in finding.evidence:
        evidence[name] = f"{evidence[name]}; {value}" if name in evidence else value
    return replace(finding, confidence=round(finding.confidence, PLACES), evidence=tuple(evidence.items()))


def _taught(alignment: Alignment, settings: Settings) -> Alignment:
    """The alignment, its documents with the words of the user's own."""
    if not settings.own.lists:
        return alignment
    original, translation = (replace(side, own=settings.own) for side in (alignment.original, alignment.translation))
    return replace(alignment, original=original, translation=translation)


def _penalties(settings: Settings) -> dict[Severity, float]:
    return {**score.PENALTIES, **dict(settings.penalties)}


def _unsought(alignment: Alignment, glossary: Glossary) -> Iterator[str]:
    """What to say of the kinds of drift that no rule looks for between the two languages."""
    if kinds := check.unsought(alignment, glossary):
        languages = " and ".join((alignment.original.language, alignment.translation.language))
        yield f"Between {languages} nothing here looks for {', '.join(kinds)}: read for these yourself."


def _lost(gestures: Sequence[Gesture]) -> Iterator[str]:
    """What to say of decisions whose places are no longer there."""
    for gesture in gestures[:LISTED]:
        yield f"Decided, and no longer there: {decisions.told([gesture], LONGEST)}"
    if gestures[LISTED:]:
        yield f"… and {len(gestures) - LISTED} more decisions about what is no longer there; all are kept."


def _related(alignment: Alignment) -> bool:
    """Whether two texts seem to belong together: they are the same, or what is paired is sure, or it is much of both."""
    if alignment.original.text == alignment.translation.text:
        return True
    pairs = [(bead.confidence, *map(len, alignment.texts(number))) for number, bead in enumerate(alignment.beads) if bead.paired]
    trust = 0.0
    for side, document in enumerate((alignment.original, alignment.translation)):
        letters = sum(pair[1 + side] for pair in pairs)
        surely = sum(pair[0] * pair[1 + side] for pair in pairs)
        trust += (surely / letters + surely / len(document.text)) / 4 if letters else 0
    return trust >= UNRELATED
