"""A segment in, what keeps it from being matched out; and whether a tag is one that tools understand."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator

import regex

from align.language import canonical
from align.read.coded import exact
from align.read.streamed import Element

LONGEST = 2_000  # characters: the lowest cap among the importers we know
_BREAK = regex.compile(r"[\n\t\r]")
_INVISIBLE = regex.compile(r"[\x7f-\x9f\u00ad\u200b\u2028\u2029\u2060\ufeff\ufffd]")
_SPACES = regex.compile(r"  |[\u00a0\u2007\u202f\u3000]")
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}\p{N}'’-]*")
UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]")
# What BCP-47 allows beyond the tags of texts that `canonical` knows: extended languages, extensions, private tags.
_WELL_FORMED = regex.compile(
    r"[a-z]{2,3}(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*"
    r"(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?|x(?:-[a-z0-9]{1,8})+|i-[a-z]{3,8}",
    regex.IGNORECASE,
)


def wrong_tag(tag: str) -> str:
    """What is wrong with a language's tag; nothing, with most.

    >>> wrong_tag("zh_CN"), wrong_tag("en-u-ca-gregory")
    ("'zh_CN' has an underscore", '')
    """
    if "_" in tag:
        return f"{tag!r} has an underscore"
    try:
        canonical(tag)
    except ValueError as error:
        known = len(tag.partition("-")[0]) != 2 or not _unknown(tag)
        return "" if known and _WELL_FORMED.fullmatch(tag) else str(error)
    return "" if tag == tag.strip() else f"{tag!r} has white space in it"


def _unknown(tag: str) -> bool:
    """Whether the two letters with which a tag begins are no language, such as `cn`."""
    try:
        canonical(tag[:2])
    except ValueError:
        return True
    return False


def untranslated(original: str, translation: str) -> bool:
    """Whether a translation is the text itself; a name, a number or an address is the same in many languages, a sentence is not.

    >>> untranslated("He waits for the tide.", "He waits for the tide."), untranslated("Hugging Face", "Hugging Face")
    (True, False)
    """
    same = original.strip() == translation.strip()
    return same and (len(_WORD.findall(original)) > 3 or len(UNSPACED.findall(original)) > 9)


def wrong_text(segment: Element) -> Iterator[tuple[str, str]]:
    """The kinds of what is wrong with a segment, and each in words."""
    text = exact(segment)
    coded = len(segment) > 0
    # Beyond a code at an end, white space is the text's own.
    first, last = (segment.text or "", segment[-1].tail or "") if coded else (text, text)
    if not text.strip() and not coded:
        yield "empty", "an empty text"
    elif first[:1].isspace() or last[-1:].isspace():
        yield "outer-space", "white space at an end of the text"
    if _BREAK.search(text):
        yield "break", "a line break or tab in the text"
    if found := _INVISIBLE.search(text):
        yield "invisible", f"U+{ord(found[0]):04X} in the text"
    if _SPACES.search(text):
        yield "inner-space", "a double or no-break space in the text"
    if not unicodedata.is_normalized("NFC", text):
        yield "composition", "the text is not in NFC"
    if len(text) > LONGEST:
        yield "long", f"a text of {len(text):,} characters"
    if coded:
        yield from _codes(segment)


def _codes(segment: Element) -> Iterator[tuple[str, str]]:
    opened, closed = (Counter(code.get("i", "") for code in segment.iter(f"{{*}}{name}")) for name in ("bpt", "ept"))
    if opened != closed or any(count > 1 for count in opened.values()):
        yield "codes", "codes that open (<bpt>) and close (<ept>) do not pair"
    if next(segment.iter("{*}hi"), None) is not None:
        yield "highlight", "<hi> in the text"
    if next(segment.iter("{*}ut"), None) is not None:
        yield "unknown-code", "<ut> in the text"
