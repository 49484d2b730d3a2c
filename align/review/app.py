"""Requests in, answers out: which address asks the sitting for what. docs/review-protocol.md has what is said, and what is told."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from align.errors import InputError
from align.review import asking, pages
from align.review.acts import RefusalError
from align.review.export import EXPORTS
from align.review.guard import Guard, Place
from align.review.sitting import Sitting, StaleError

LATE = "Something was changed meanwhile, in another window or by another program. Nothing was done; look at it, and do it again."
GONE = "The page has been left behind by what happened since: load it anew."

# What is said of requests that lead nowhere.
NOWHERE = {404: "There is nothing at this address.", 405: "This cannot be done at this address."}

Asked = TypeVar("Asked")


def app(sitting: Sitting, place: Place, ready: Callable[[], None] = lambda: None) -> ASGIApp:
    """The review as an application, behind its guard; `ready` is called when it can be asked."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        ready()
        try:
            yield
        finally:
            sitting.end()

    answering = Answering(sitting, place.token)
    routes = [
        Route("/", answering.whole, methods=["GET"]),
        Route("/act", answering.act, methods=["POST"]),
        Route("/changes", answering.changes, methods=["GET"]),
        Route("/save", answering.save, methods=["POST"]),
        Route("/export/{name}", answering.export, methods=["GET"]),
        Route("/static/{name}", static, methods=["GET"]),
        Route("/favicon.ico", nothing, methods=["GET"]),  # for browsers, which ask for it unbidden
    ]
    return Guard(Starlette(routes=routes, exception_handlers=_REFUSALS, lifespan=lifespan), place)


@dataclass(frozen=True, slots=True)
class Answering:
    """What is answered at each address that has to do with the sitting."""

    sitting: Sitting
    token: str

    async def whole(self, _request: Request) -> Response:
        """The page."""
        return HTMLResponse(self.sitting.whole(self.token), headers={"Content-Security-Policy": pages.policy()})

    async def act(self, request: Request) -> Response:
        """What is new when something was done."""
        asked = _understood(asking.act, await request.body())
        try:
            return JSONResponse(self.sitting.act(asked))
        except StaleError:
            return self._late(asked.seen)

    async def changes(self, request: Request) -> Response:
        """What is new without that."""
        seen = request.query_params.get("seen", "")
        try:
            news = self.sitting.changes(seen)
        except StaleError:
            return self._late(seen)
        return Response(status_code=204) if news is None else JSONResponse(news)

    async def save(self, request: Request) -> Response:
        """The names of the files that were written."""
        seen = _understood(asking.saving, await request.body())
        try:
            return JSONResponse({"saved": await self.sitting.save(seen), "notes": []})
        except StaleError:
            return self._late(seen)

    async def export(self, request: Request) -> Response:
        """A file, to be kept."""
        name = request.path_params["name"]
        if name not in EXPORTS:
            raise HTTPException(404)
        file = await self.sitting.export(name)
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name)}"}
        return Response(file.data, headers=headers, media_type="application/octet-stream")

    def _late(self, seen: str) -> JSONResponse:
        news = self.sitting.late(seen)
        error, meanwhile = (LATE, news["undo"]) if news else (GONE, "")
        return JSONResponse({"error": error, "faults": [], "meanwhile": meanwhile, "answer": news}, 409)


async def static(request: Request) -> Response:
    """A script or a style of ours."""
    files, name = pages.static(), request.path_params["name"]
    if name not in files:
        raise HTTPException(404)
    data, kind = files[name]
    mark = f'"{hashlib.sha256(data).hexdigest()[:16]}"'
    headers = {"ETag": mark, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == mark:
        return Response(status_code=304, headers=headers)
    return Response(data, headers={**headers, "Content-Type": kind})


async def nothing(_request: Request) -> Response:
    """An answer with nothing in it."""
    return Response(status_code=204)


class BadRequestError(Exception):
    """A request that is not what the page and we have agreed on: all that is wrong with it."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__()
        self.faults = faults


def _understood(parse: Callable[[bytes], Asked], body: bytes) -> Asked:
    try:
        return parse(body)
    except InputError as error:
        raise BadRequestError([str(fault) for fault in error.faults]) from None


def _told(status: int, error: str, faults: Sequence[str] = (), headers: Mapping[str, str] | None = None) -> JSONResponse:
    """A refusal, in sentences for a person; `faults` are for whoever wrote the page."""
    return JSONResponse({"error": error, "faults": list(faults)}, status, headers)


def _nowhere(_request: Request, error: HTTPException) -> JSONResponse:
    return _told(error.status_code, NOWHERE.get(error.status_code, error.detail), headers=error.headers)


def _mistake(_request: Request, error: Exception) -> JSONResponse:
    last = str(error).strip().rpartition("\n")[2]
    return _told(500, f"This is a mistake of ours, and should be told to us: {last or type(error).__name__}")


_REFUSALS: Mapping[Any, Any] = {
    RefusalError: lambda _, error: _told(422, str(error)),
    BadRequestError: lambda _, error: _told(400, "The page asked for something that does not exist.", error.faults),
    InputError: lambda _, error: _told(503, str(error)),
    HTTPException: _nowhere,
    Exception: _mistake,
}
