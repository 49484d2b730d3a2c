"""Two wordings in one language in, how near they are out, as sacrebleu reckons it.

Such a figure says how many words two texts share, and not whether they say the same: it is context, and never a verdict.
"""

from __future__ import annotations

from align.errors import Fault, InputError, refuse
from align.language import base, simplified
from align.model import Alignment, Document, Likeness

UNSPACED = {"zh": "zh", "ja": "char", "th": "char"}  # sacrebleu's tokenizers that need nothing installed
# Products of the lengths of both sides of a pair, summed, up to which TER is reckoned: some three times a long article. Its search
# for moved words would take minutes for a book.
BOUND = 300_000


def of(alignment: Alignment) -> tuple[Likeness, ...]:
    """chrF and TER of what was paired against the original's own words; nothing where the two sides are in different languages.

    Chinese is compared in simplified characters. Without TER where the pairs are too long for it.
    """
    language = base(alignment.original.language)
    if language != base(alignment.translation.language):
        return ()
    form = simplified if language == "zh" else str
    pairs = [tuple(map(form, alignment.texts(number))) for number, bead in enumerate(alignment.beads) if bead.paired]
    if not pairs:
        return ()
    long = sum(_length(one, language) * _length(two, language) for one, two in pairs) > BOUND
    wanted, said = ([pair[side] for pair in pairs] for side in (0, 1))
    return _measured(said, wanted, language, ("chrF",) if long else ("chrF", "TER"))


def wording(translation: Document, reference: Document) -> tuple[Likeness, ...]:
    """chrF, BLEU and TER of a translation against a reference wording, sentence by sentence, as sacrebleu reckons them.

    `InputError` where the two have not the same number of sentences, or the reference leaves one empty.
    """
    said, wanted = ([side.said(number) for number in range(len(side.sentences))] for side in (translation, reference))
    if len(said) != len(wanted):
        raise refuse(
            translation.name, f"has {len(said)} segments, and {reference.name} has {len(wanted)}", "give one segment a line"
        )
    if empty := [number for number, (one, two) in enumerate(zip(said, wanted, strict=True), 1) if one and not two]:
        raise InputError(
            [Fault(f"{reference.name}: line {number}", "is empty, and the translation's is not") for number in empty[:20]]
        )
    return _measured(said, wanted, base(reference.language), ("chrF", "BLEU", "TER"))


def _measured(said: list[str], wanted: list[str], language: str, names: tuple[str, ...]) -> tuple[Likeness, ...]:
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    unspaced = UNSPACED.get(language)
    metrics = {
        "chrF": CHRF(),
        "BLEU": BLEU(tokenize=unspaced or "13a", force=True),  # `force` only keeps it from talking
        "TER": TER(normalized=bool(unspaced), asian_support=bool(unspaced)),
    }
    scores = [(metrics[name], metrics[name].corpus_score(said, [wanted])) for name in names]
    return tuple(Likeness(found.name, float(found.score), str(metric.get_signature())) for metric, found in scores)


def _length(text: str, language: str) -> int:
    """About how many words TER compares."""
    return len(text) if language in UNSPACED else len(text.split())
