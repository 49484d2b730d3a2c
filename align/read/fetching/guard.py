"""A host's name in, a connection out: to addresses of the public network only, and no longer than a page may take.

The numbers that a name stands for are judged at the moment of connecting, and the connection goes to those very numbers. So nothing
is gained by a redirect, by a name that stands for another number when it is asked again, or by 127.0.0.1 written as 2130706433.
It is why we stand on httpcore, whose network is a public part that can be replaced; httpx above it brings the manners of a browser.
In urllib3 one would have to override what it keeps to itself.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from ssl import SSLContext
from typing import Any

import httpcore

_GLOBAL = IPv6Network("2000::/3")  # all that has been given out to the public
_TRANSLATED = IPv6Network("64:ff9b::/96")  # where networks without version 4 put its addresses


class PrivateAddressError(Exception):
    """A host that is not of the public network; says which number it stands for."""


class NoHostError(Exception):
    """A name that stands for no number."""


class OutOfTimeError(Exception):
    """A page that took longer than it may."""


def public(number: str) -> bool:
    """Whether an address belongs to the public network, and so does the one of version 4 that may be within it.

    >>> [public(number) for number in ("9.9.9.9", "127.0.0.1", "169.254.169.254", "::ffff:10.0.0.1", "2620:fe::fe", "fd00::1")]
    [True, False, False, False, True, False]
    """
    address = ip_address(number)
    if isinstance(address, IPv6Address):
        inner = _within(address)
        return public(str(inner)) if inner else address in _GLOBAL and address.is_global
    return address.is_global and not address.is_multicast


def anywhere(number: str) -> bool:
    """Every address will do: a user asked for it."""
    return True


def _within(address: IPv6Address) -> IPv4Address | None:
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


class Guard(httpcore.NetworkBackend):
    """Connects to numbers that `may` allows, as long as `left` says that there are seconds left for the page."""

    def __init__(self, may: Callable[[str], bool], left: Callable[[], float]) -> None:
        self._may = may
        self._left = left
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first of the host's allowed numbers that answers."""
        numbers = _numbers(host, port)
        allowed = [number for number in numbers if self._may(number)]
        if not allowed:
            raise PrivateAddressError(numbers[0])
        for number in allowed[:-1]:
            try:
                return self._connected(number, port, timeout, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connected(allowed[-1], port, timeout, socket_options)

    def _connected(
        self, number: str, port: int, timeout: float | None, options: Iterable[httpcore.SOCKET_OPTION] | None
    ) -> httpcore.NetworkStream:
        with _in_time(timeout, self._left) as seconds:
            stream = self._network.connect_tcp(number, port, seconds, socket_options=options)
        return _Timed(stream, self._left)


class _Timed(httpcore.NetworkStream):
    """A connection that waits no longer than there is time left, however small the pieces that come."""

    def __init__(self, stream: httpcore.NetworkStream, left: Callable[[], float]) -> None:
        self._stream = stream
        self._left = left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        with _in_time(timeout, self._left) as seconds:
            return self._stream.read(max_bytes, seconds)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        with _in_time(timeout, self._left) as seconds:
            self._stream.write(buffer, seconds)

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        with _in_time(timeout, self._left) as seconds:
            return _Timed(self._stream.start_tls(ssl_context, server_hostname, seconds), self._left)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _numbers(host: str, port: int) -> list[str]:
    """The numbers that a name stands for now, in the system's order."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError, OverflowError) as error:  # the last two: names and ports that none can have
        if isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN:
            raise httpcore.ConnectError(f"the name {host} could not be looked up") from error
        raise NoHostError(host) from error
    return list(dict.fromkeys(str(place[0]) for *_, place in found))


@contextmanager
def _in_time(timeout: float | None, left: Callable[[], float]) -> Iterator[float]:
    """The seconds to wait for one step: what the step may take, or what is left for the whole."""
    rest = left()
    if rest <= 0:
        raise OutOfTimeError
    try:
        yield rest if timeout is None else min(timeout, rest)
    except httpcore.TimeoutException:
        if timeout is None or rest <= timeout:
            raise OutOfTimeError from None
        raise
