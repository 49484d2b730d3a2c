"""The pieces of an answer in, its bytes out, without the compression that they were sent in and never more than was asked for."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

CODINGS = "gzip, deflate"  # what we say that we can unpack

_STEP = 1 << 16  # bytes that are unpacked at a time
_PARTS = 100  # compressed one behind the other; a page is one, and a million empty ones would take hours
_GZIP, _ZLIB, _BARE = 31, 15, -15  # what zlib is told to look for
_MAGIC = b"\x1f\x8b"


class TooLargeError(Exception):
    """More bytes than may be; a small answer may hide many."""


class BrokenError(Exception):
    """An answer that is not whole, or not what it says it is."""


class UnknownCodingError(Exception):
    """Compressed in a way that we did not ask for."""


def gathered(pieces: Iterable[bytes], largest: int) -> bytes:
    """The pieces as one, as they were sent."""
    content = bytearray()
    for piece in pieces:
        content += piece
        if len(content) > largest:
            raise TooLargeError
    return bytes(content)


def beginning(pieces: Iterable[bytes], largest: int) -> bytes:
    """The pieces as one, as far as they may go."""
    content = bytearray()
    for piece in pieces:
        content += piece
        if len(content) >= largest:
            break
    return bytes(content[:largest])


def unpacked(content: bytes, coding: str, largest: int, *, cut: bool = False) -> bytes:
    """The content without its compression, which is what the header Content-Encoding names; `cut` says that its beginning will do.

    >>> unpacked(zlib.compress(b"the tide"), "deflate", 100)
    b'the tide'
    """
    names = [name for said in coding.lower().split(",") if (name := said.strip()) not in ("", "identity")]
    if not names or not content:
        return content
    if len(names) > 1 or names[0] not in ("gzip", "x-gzip", "deflate"):
        raise UnknownCodingError(coding)
    return (beginning if cut else gathered)(_members(content, _gate(content, names[0]), whole=not cut), largest)


def _gate(content: bytes, name: str) -> int:
    """Which of its three dresses the compression wears: some servers say deflate and leave out its header."""
    if name != "deflate":
        return _GZIP
    return _ZLIB if content[0] & 0x0F == 8 and int.from_bytes(content[:2]) % 31 == 0 else _BARE


def _members(content: bytes, gate: int, *, whole: bool) -> Iterator[bytes]:
    """What each compressed part holds, bit by bit; what follows the last one is padding."""
    for _ in range(_PARTS):
        machine = zlib.decompressobj(gate)
        try:
            piece = machine.decompress(content, _STEP)
            while piece:
                yield piece
                piece = b"" if machine.eof else machine.decompress(machine.unconsumed_tail, _STEP)
        except zlib.error:
            raise BrokenError from None
        if whole and not machine.eof:
            raise BrokenError
        content = machine.unused_data
        if not content.startswith(_MAGIC):
            return
    raise TooLargeError
