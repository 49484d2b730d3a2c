"""What can be wrong with input: where it is, what it is, and how to mend it. All faults of one input are told at once."""

from __future__ import annotations

import errno
import re
from collections.abc import Sequence
from dataclasses import dataclass

# What a terminal obeys instead of showing it. Names, pages and servers may hold it; we write none but tabs and ends of lines.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, in one place: a file, and the line where there is one."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


class InputError(Exception):
    """Input that cannot be used: its faults, and a remedy in plain words.

    >>> print(InputError([Fault("ai.csv: line 12", "'admited' is no status")], "status is preferred or admitted"))
    ai.csv: line 12: 'admited' is no status
      status is preferred or admitted
    """

    def __init__(self, faults: Sequence[Fault], remedy: str = "") -> None:
        self.faults = tuple(faults)
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        lines = [str(fault) for fault in self.faults]
        return _CONTROL.sub("\ufffd", "\n".join([*lines, f"  {self.remedy}"] if self.remedy else lines))


def refuse(where: object, what: str, remedy: str = "") -> InputError:
    """An error about one place: `raise refuse(path, "no such file", "check the spelling")`."""
    return InputError([Fault(str(where), what)], remedy)


# What the machine lacks, and how it is had.
_LACKING = {
    errno.ENOSPC: "make room on the disk",
    errno.EDQUOT: "make room on the disk",
    errno.EFBIG: "allow larger files (`ulimit -f`)",
    errno.EMFILE: "allow more open files (`ulimit -n`)",
    errno.ENFILE: "end other programs, which have too many files open",
    errno.EAGAIN: "end other programs, for there are too many",
    errno.ENOMEM: "end other programs, which take too much memory",
}


def unable(where: object, what: str, error: OSError, remedy: str = "") -> InputError:
    """An error about a place at which the system refused something: `raise unable(path, "cannot be written", error)`."""
    remedies = (_LACKING.get(error.errno or 0, ""), remedy)
    return refuse(where, f"{what}: {error.strerror or error}", ", or ".join(filter(None, remedies)))
