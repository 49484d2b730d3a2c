"""A folder in; a page on this machine's own address, until Ctrl-C."""

from __future__ import annotations

import errno
import gc
import ipaddress
import secrets
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from align import decisions
from align.errors import refuse
from align.review.app import app
from align.review.guard import Place
from align.review.sitting import Sitting
from align.review.worker import Worker

LOOPBACK = "127.0.0.1"
USUAL = 8765  # the first port that is tried; a bookmark of it is worth nothing, for the token is another each time
NEXT = 20  # ports after it that are tried, before any that is free
EVERYWHERE = ("0.0.0.0", "::")  # every address that the machine has
HEADERS = 32_000  # bytes of what stands before a request's body
TOKEN = 24  # bytes: nobody guesses them


@dataclass(frozen=True, slots=True)
class Address:
    """Where a review is to be had, and the open socket there."""

    place: Place
    host: str
    socket: socket.socket

    @property
    def url(self) -> str:
        """What to open in a browser."""
        return f"{self._home}?token={self.place.token}"

    @property
    def once(self) -> str:
        """The same, to start a browser with: it can be opened one time."""
        return f"{self._home}?ticket={self.place.ticket}"

    @property
    def _home(self) -> str:
        host = LOOPBACK if self.place.any_address else self.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.place.port}/"

    @property
    def is_public(self) -> bool:
        """Whether others than the people at this machine can reach it."""
        return self.place.any_address or not _is_loopback(self.host)


@contextmanager
def bound(host: str = LOOPBACK, port: int | None = None) -> Iterator[Address]:
    """An address to serve at; a port that was named and is taken is refused, else the next one that is free is taken."""
    with closing(_first(host, [port] if port is not None else [*range(USUAL, USUAL + NEXT), 0])) as listening:
        place = Place(
            secrets.token_urlsafe(TOKEN), listening.getsockname()[1],
            hosts=frozenset((LOOPBACK, "localhost", "::1", host.lower())), any_address=host in EVERYWHERE,
            ticket=secrets.token_urlsafe(TOKEN),
        )  # fmt: skip
        yield Address(place, host, listening)


def serve(folder: Path, address: Address, ready: Callable[[], None]) -> None:
    """Serves the review of a folder until the process is told to stop. `InputError` where there is nothing to review."""
    import uvicorn

    from align.review.patience import Patience

    sitting = Sitting(folder, Worker())
    config = uvicorn.Config(
        app(sitting, address.place, ready),
        http=Patience, h11_max_incomplete_event_size=HEADERS, ws="none", lifespan="on", limit_concurrency=100,
        timeout_graceful_shutdown=1, log_level="warning", access_log=False, server_header=False, date_header=False,
    )  # fmt: skip
    gc.freeze()  # what lies on the desk stays: a gesture need not wait until it has been looked through for rubbish
    with decisions.attended(folder), suppress(KeyboardInterrupt):  # which is how it ends
        uvicorn.Server(config).run(sockets=[address.socket])


def _first(host: str, ports: Sequence[int]) -> socket.socket:
    """A socket at the first of these ports at which no other program is."""
    for port in ports:
        with suppress(_TakenError):
            return _listening(host, port)
    raise refuse(f"port {ports[0]}", "another program is at it", "leave out --port, and a free one is found")


class _TakenError(Exception):
    """Another program is at that port."""


def _listening(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0][0]
        found = socket.socket(family, socket.SOCK_STREAM)
        if sys.platform != "win32":  # where it would let several programs have one port
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((host, port))
        found.listen(100)
    except OSError as error:
        if error.errno in (errno.EADDRINUSE, errno.EACCES) and port:
            raise _TakenError from None
        what = f"cannot be listened at: {error.strerror or error}"
        raise refuse(f"--host {host}", what, "leave it out for this machine alone") from None
    return found


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
