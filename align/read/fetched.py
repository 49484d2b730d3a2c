"""A page as it came in, and the record of how it came: what the server said, kept beside what it sent.

The page itself stays as it is, to the byte; the record is a second file beside it, and it counts only for the bytes that it names.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

SCHEMA = "align/http/1"

Headers = Sequence[tuple[str, str]]  # names and values, in the server's order

_LARGEST = 1_000_000  # bytes of a record; ours are of a few thousand
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w:.-]{2,30})""", re.I | re.A)
# They may open a reader's own account to whoever the folder is passed on to.
_SECRET = frozenset(("set-cookie", "set-cookie2"))


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page, and how it came: `address` was asked for and `final` answered, after redirects."""

    address: str
    final: str
    status: int
    headers: tuple[tuple[str, str], ...]
    content: bytes  # without the compression that it was sent in
    when: datetime
    suffix: str  # of a file that holds it: .html

    @property
    def sha256(self) -> str:
        """Of the content."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def charset(self) -> str:
        """The encoding that the server named; nothing where it named none."""
        return charset(self.headers)


@dataclass(frozen=True, slots=True)
class Noted:
    """What was kept of how a page came."""

    address: str  # that answered
    day: date
    charset: str


def record(page: Fetched) -> str:
    """What is known of how a page came, as JSON: addresses, time, hash, and the server's headers without its cookies."""
    told = {
        "schema": SCHEMA,
        "address": page.address,
        "final": page.final,
        "status": page.status,
        "fetched": page.when.isoformat(timespec="seconds"),
        "bytes": len(page.content),
        "sha256": page.sha256,
        "charset": page.charset,
        "headers": [[name, value] for name, value in page.headers if name.lower() not in _SECRET],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def charset(headers: Headers) -> str:
    """The encoding that the header Content-Type names; nothing where it names none.

    >>> charset([("Content-Type", 'text/html; charset="gbk"')])
    'gbk'
    """
    kinds = (value for name, value in headers if name.lower() == "content-type")
    return next((found[1] for kind in kinds if (found := _CHARSET.search(kind))), "")


def beside(path: Path) -> Path:
    """Where the record of a page lies.

    >>> beside(Path("essay.html")).name
    'essay.http.json'
    """
    return path.with_name(f"{path.stem}.http.json")


def noted(path: Path, content: bytes) -> Noted | None:
    """What the record beside a page says, if it is of these very bytes; None where there is no such record."""
    try:
        with beside(path).open("rb") as file:
            told = json.loads(file.read(_LARGEST))
        if told["sha256"] != hashlib.sha256(content).hexdigest():
            return None
        day = datetime.fromisoformat(told["fetched"]).date()
        return Noted(str(told["final"]), day, str(told["charset"]))
    except (OSError, ValueError, LookupError, TypeError, RecursionError):  # most files have none, and what is not ours says nothing
        return None
