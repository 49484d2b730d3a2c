"""Every request comes in through here, and only the reviewer's own goes further: by host, origin, method, size and token.

A page on some other site can make a browser ask us for things: it cannot know the token, its Origin is not ours, and a name that it
has made point at this machine is no Host of ours. The token is compared in a time that tells nothing about it.
"""

from __future__ import annotations

import asyncio
import hmac
import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

METHODS = ("GET", "HEAD", "POST")
LARGEST = 1_000_000  # bytes of a request's body: a hundred times the longest act
SECONDS = 30.0  # for a body to come
HEADER = "X-Align-Token"
# What may be had without the token: our own scripts and styles, the picture that browsers ask for, and nothing of the texts.
OPEN = ("/static/", "/favicon.ico")

HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
# What a response may do that does not say otherwise for itself.
POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the review is to be had: its token, its port, and the names by which people may call the machine.

    The ticket lets in once, for the token: a browser is started with an address that everyone at the machine can see.

    Where it listens on every address of the machine, any bare address is its name too: those cannot be made to point elsewhere.
    """

    token: str = field(repr=False)
    port: int
    hosts: frozenset[str] = frozenset({"127.0.0.1", "localhost", "::1"})
    any_address: bool = False
    ticket: str = field(default="", repr=False)

    def knows(self, host: str) -> bool:
        """Whether a Host header names us.

        >>> here = Place("secret", 8000)
        >>> [here.knows(host) for host in ("127.0.0.1:8000", "[::1]:8000", "evil.example:8000", "127.0.0.1:8001", "localhost")]
        [True, True, False, False, False]
        """
        name, colon, port = host.rpartition(":")
        if not colon or port.endswith("]"):  # a browser leaves out the port that all the web has
            name, port = host, "80"
        bare = name[1:-1] if name.startswith("[") and name.endswith("]") else name
        if (":" in bare) != (bare != name):  # brackets stand around an address of that kind, and around nothing else
            return False
        return port == str(self.port) and (bare.lower() in self.hosts or (self.any_address and _is_address(bare)))

    def is_origin(self, origin: str) -> bool:
        """Whether an Origin header names us."""
        scheme, _, host = origin.partition("://")
        return scheme == "http" and self.knows(host)


class Guard:
    """The application behind the guard."""

    def __init__(self, app: ASGIApp, place: Place) -> None:
        self.app = app
        self.place = place
        self._ticket = place.ticket

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":  # a web socket, which we have none of
            await send({"type": "websocket.close", "code": 1008})
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in {**HEADERS, "Content-Security-Policy": POLICY}.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = self._refused(scope)
        body = b""
        if refused is None and scope["method"] == "POST":
            body, refused = await _in_time(receive)
        if refused is not None:
            await refused(scope, receive, sent)
        else:
            await self.app(scope, _given(body, receive), sent)

    def _refused(self, scope: Scope) -> Response | None:
        headers, path = Headers(scope=scope), scope["path"]
        if scope["method"] not in METHODS:
            return answer(405, f"This page is asked by {', '.join(METHODS)}.", {"Allow": ", ".join(METHODS)})
        if len(headers.getlist("host")) != 1 or not self.place.knows(headers["host"]):
            return answer(403, "This address is not the review's: open the one that was printed when it was started.")
        if any(not self.place.is_origin(origin) for origin in headers.getlist("origin")):
            return answer(403, "Only the review's own page may ask this.")
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin") and path != "/":
            return answer(403, "Only the review's own page may ask this.")
        query = QueryParams(scope["query_string"])
        if path == "/" and self._ticket and _same(query.get("ticket", ""), self._ticket):
            self._ticket = ""
            return RedirectResponse(f"/?token={self.place.token}", 303)
        if not path.startswith(OPEN) and not self._has_token(headers, query):
            return answer(403, "The address lacks the right token: open the one that was printed when the review was started.")
        if scope["method"] == "POST" and headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            return answer(415, "What is sent here is JSON.")
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdecimal()) or len(length) > 12 or int(length) > LARGEST:
            return _too_large()
        return None

    def _has_token(self, headers: Headers, query: QueryParams) -> bool:
        return _same(headers.get(HEADER) or query.get("token") or "", self.place.token)


def answer(status: int, error: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """A refusal, in a sentence for a person."""
    return JSONResponse({"error": error, "faults": []}, status, headers=headers)


def _same(said: str, secret: str) -> bool:
    return hmac.compare_digest(said.encode("utf-8", "replace"), secret.encode())


def _too_large() -> JSONResponse:
    return answer(413, f"That is too much at once: {LARGEST // 1_000_000} MB is the most.")


async def _in_time(receive: Receive) -> tuple[bytes, JSONResponse | None]:
    try:
        async with asyncio.timeout(SECONDS):
            return await _read(receive)
    except TimeoutError:
        return b"", answer(408, "The request did not come to an end.", {"Connection": "close"})


async def _read(receive: Receive) -> tuple[bytes, JSONResponse | None]:
    """The body, as far as it is not too large, whatever its length was said to be."""
    parts, size = [], 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return b"", answer(400, "The request ended before it was complete.")
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > LARGEST:
            return b"", _too_large()
        if not message.get("more_body", False):
            return b"".join(parts), None


def _given(body: bytes, receive: Receive) -> Receive:
    """A body that was read already, to be read again; and after it whatever comes."""
    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def given() -> Message:
        return waiting.pop() if waiting else await receive()

    return given


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
