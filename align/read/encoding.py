"""Bytes in, text out: by the file's own mark, as UTF-8, as it declares, or in the encoding whose text looks as if someone wrote it.

Decoding is strict, so that no byte is lost; bytes that are no text are refused, with a word on what they seem to be.
"""

from __future__ import annotations

import codecs
from collections import Counter

import regex

from align.errors import InputError, refuse
from align.read.page import whole

_SAMPLE = 65_536  # bytes that are looked at

# How files that are no text begin; the last column says whether a text could begin so too, and the bytes after it must decide.
_SIGNATURES = (
    (b"%PDF-", "a PDF", "save its text, or convert it to HTML", False),
    (b"{\\rtf", "an RTF document", "save it as text or HTML", False),
    (b"PK\x03\x04", "a Word document or another ZIP archive", "Word documents are not read yet; save it as text or HTML", False),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel document", "save it as text or HTML", False),
    (b"\x89PNG", "a picture", "", False),
    (b"\xff\xd8\xff", "a picture", "", False),
    (b"GIF8", "a picture", "", True),
    (b"RIFF", "a picture or a recording", "", True),
    (b"\x1f\x8b", "a compressed file", "unpack it first", False),
    (b"7z\xbc\xaf", "a compressed file", "unpack it first", False),
    (b"Rar!", "a compressed file", "unpack it first", True),
    (b"\x7fELF", "a program", "", False),
    (b"SQLite format 3", "a database", "", True),
)
_BYTE_ORDER_MARKS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What pages call an encoding, and what they mean by it (WHATWG Encoding). UTF-16 is known before one can read that it is.
_MEANT = {
    **dict.fromkeys(("gb2312", "gbk", "gb_2312-80", "x-gbk"), "gb18030"),
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin1", "us-ascii", "ascii"), "cp1252"),
    **dict.fromkeys(("utf-16", "utf-16le", "utf-16be", "utf-7"), ""),
    "big5": "big5hkscs",
}
# Encodings in Python's own list of which no page is made; some take very long.
_OF_PROGRAMS = frozenset(("idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"))
_WORN = "cp1252"  # said so often without a thought that it means little
_DECLARED = regex.compile(
    rb"""<(?:meta\b[^>]{0,200}?charset\s*=|\?xml\b[^>]{0,100}?encoding\s*=)\s*["']?([a-z0-9_:.-]{2,30})""", regex.I
)
_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\v\f\r\x1b"))
_SCRIPTS = "Latin Han Hiragana Katakana Hangul Cyrillic Greek Arabic Hebrew Thai Devanagari".split()
_IN_USE = regex.compile(r"[\s\p{P}\p{N}\p{S}" + "".join(rf"\p{{script={script}}}" for script in _SCRIPTS) + "]")
_REMEDY = "save it as UTF-8"

# Encodings of Chinese: where their everyday characters and their marks of punctuation stand, by the first of two bytes.
_CHINESE = (
    ("gb18030", "gb2312", frozenset((0xA1, 0xA3, *range(0xB0, 0xD8)))),
    ("big5hkscs", "big5", frozenset((0xA1, 0xA2, *range(0xA4, 0xC7)))),
)
# A fifth of any Chinese text. In Korean bytes that are read as Chinese they are no more common than others.
_COMMON = frozenset("的一是不了在人有我他这這中大来來上个個国國和说說们們为為子到年就也以时時要可会會出能对對地得你好")
_MANY_BYTES = ("cp949", "euc_kr", "johab", "cp932", "gb18030", "big5hkscs", "euc_jis_2004", "shift_jis_2004")
_UTF_8 = regex.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_KANA = regex.compile(r"[\u3041-\u30ff]")
_WESTERN = regex.compile(rb"[\x80-\xff]+")
_LETTERS = regex.compile(r"[\p{Script=Latin}“”‘’„–—…€£©®™°«»¿¡·½¼§×ªº\xa0\xad]+")


def decode(content: bytes, name: str, *, markup: bool = False, charset: str = "") -> str:
    """The text of a file, without a byte order mark; `markup` says that it may declare its encoding. `name` is for errors.

    `charset` is what the server said that sent it. It goes before what a page says of itself, as in browsers; but Latin-1, which
    many servers say of everything, goes after all else.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            if (text := _in(encoding, content[len(mark) :])) is None:
                raise refuse(name, f"begins as {encoding[:6].upper()} and goes on as something else", _REMEDY)
            return text
    utf_8 = _in("utf-8", content)
    if b"\0" in content and (utf_8 is None or content.count(0) > len(content) / 5) and (text := _wide(content)) is not None:
        return text
    if seems := _no_text(content, name, utf_8 is None):
        raise seems
    # Nothing but UTF-8 reads as UTF-8 by chance, whatever a page declared before it was saved; but ISO-2022-JP looks like ASCII.
    if utf_8 is not None and not ((markup or charset) and content.isascii()):
        return utf_8
    served = _meant(charset)
    declared = None if served in ("", _WORN) else _in(served, content)
    if declared is None and markup:
        declared = _declared(content)
    if declared is None:
        declared = utf_8
    return _likeliest(content, name, served) if declared is None else declared


def _in(encoding: str, content: bytes) -> str | None:
    """The text, if the bytes are in that encoding. Unpaired surrogates are let through, and replaced."""
    try:
        return whole(content.decode(encoding, "surrogatepass" if encoding.startswith("utf") else "strict"))
    except (UnicodeError, LookupError):
        return None


def _wide(content: bytes) -> str | None:
    """The text of UTF-16 or UTF-32 without a mark: in the order of bytes that gives letters of scripts in use."""
    four = len(content) % 4 == 0 and content.count(0) >= len(content) / 2  # two bytes of four are NUL in any UTF-32
    tries = (_in(encoding, content) for encoding in (("utf-32-le", "utf-32-be") if four else ()) + ("utf-16-le", "utf-16-be"))
    found = [(len(_IN_USE.findall(text[:_SAMPLE])) / len(text[:_SAMPLE]), text) for text in tries if text]
    share, text = max(found, key=lambda one: one[0], default=(0.0, ""))
    return text if share > 0.9 else None


def _no_text(content: bytes, name: str, certain: bool) -> InputError | None:
    """An error, if the bytes are no text in any encoding."""
    sample = content[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    for signature, what, remedy, doubtful in _SIGNATURES:
        if content.startswith(signature) and (controls or not doubtful):
            return refuse(name, f"is no text; it looks like {what}", remedy)
    if controls > 0.02 * len(sample) or (certain and 0 in sample):
        return refuse(name, "is no text, but a binary file", "give a text, Markdown or HTML file")
    return None


def _declared(content: bytes) -> str | None:
    """The text in the encoding that the file's head declares, if it holds."""
    found = _DECLARED.search(content[:4096])
    if not found:
        return None
    encoding = _meant(found[1].decode("ascii"))
    return _in(encoding, content) if encoding else None


def _meant(said: str) -> str:
    """The encoding that is meant by a name; nothing where it is none that pages have."""
    encoding = _MEANT.get(said.lower(), said.lower())
    try:
        return "" if codecs.lookup(encoding).name in _OF_PROGRAMS else encoding
    except LookupError:
        return ""


def _likeliest(content: bytes, name: str, served: str) -> str:
    """The text in the encoding that makes most sense of it; in Latin-1 where none does and the server said so."""
    if broken := _broken(content, name):
        raise broken
    scored = []
    for encoding, everyday, rows in _CHINESE:
        if (text := _in(encoding, content)) is not None:
            scored.append((_looks_chinese(text[:_SAMPLE], everyday, rows), text))
    for encoding in ("euc_jp", "shift_jis"):
        if (text := _in(encoding, content)) is not None:
            scored.append((2.0 if _looks_japanese(text[:_SAMPLE]) else 0.0, text))
    if (text := _in("cp1252", content)) is not None:
        scored.append((_looks_western(content[:_SAMPLE]), text))
    score, text = max(scored, key=lambda one: one[0], default=(0.0, ""))
    if score > 0.8:
        return text
    from charset_normalizer import from_bytes

    for guess in from_bytes(content[: 16 * _SAMPLE]):
        # Any bytes are text in an encoding of one byte a letter; it must read as a language, and not in those refused above.
        sure = guess.encoding in _MANY_BYTES or (guess.coherence > 0.3 and guess.encoding not in ("cp1252", "latin_1"))
        if sure and (text := _in(guess.encoding, content)) is not None:
            return text
    if served == _WORN and (text := _in(_WORN, content)) is not None:
        return text
    raise refuse(name, "its encoding is not clear", _REMEDY)


def _broken(content: bytes, name: str) -> InputError | None:
    """An error, if the bytes are UTF-8 but for a few that are not."""
    characters = len(_UTF_8.findall(content))
    rest = _UTF_8.sub(b"", content).translate(None, bytes(range(128)))
    if not rest or characters < 3 * len(rest):
        return None
    try:
        content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return refuse(f"{name}: line {line}", f"byte {content[error.start]:#04x} is no UTF-8, as the rest is", _REMEDY)
    return None


def _looks_chinese(text: str, encoding: str, rows: frozenset[int]) -> float:
    """Which share of the characters are everyday ones; less where the commonest are missing."""
    characters = Counter(character for character in text if not character.isascii())
    total = characters.total()
    everyday = 0
    for character, times in characters.items():
        try:
            everyday += times * (character.encode(encoding)[0] in rows)
        except UnicodeError:
            continue
    common = sum(times for character, times in characters.items() if character in _COMMON) / total
    return everyday / total + common if common > 0.03 or total < 50 else everyday / total / 2


def _looks_japanese(text: str) -> bool:
    """Whether a fifth of the characters are kana, which no other encoding has where these have them."""
    return len(_KANA.findall(text)) > 0.2 * sum(not character.isascii() for character in text)


def _looks_western(content: bytes) -> float:
    """Which share of the bytes beyond ASCII stand alone or in twos, as accents and quotation marks do, and are such."""
    runs = _WESTERN.findall(content)
    fitting = sum(len(run) for run in runs if len(run) <= 2 and _LETTERS.fullmatch(run.decode("cp1252", "replace")))
    return fitting / sum(map(len, runs))
