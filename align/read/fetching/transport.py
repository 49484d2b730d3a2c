"""httpx's requests in, httpcore's answers out, over a network of our own. httpx has no way to be given one, so this is the way."""

from __future__ import annotations

from collections.abc import Iterator

import httpcore
import httpx

from align.read.fetching.guard import Guard


class Transport(httpx.BaseTransport):
    """Sends requests over a guarded network. Errors are httpcore's own."""

    def __init__(self, network: Guard) -> None:
        self._pool = httpcore.ConnectionPool(network_backend=network)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = httpcore.URL(
            scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port, target=request.url.raw_path
        )
        asked = httpcore.Request(request.method, url, headers=request.headers.raw, extensions=request.extensions)
        answer = self._pool.handle_request(asked)
        return httpx.Response(answer.status, headers=answer.headers, stream=_Stream(answer), extensions=answer.extensions)

    def close(self) -> None:
        self._pool.close()


class _Stream(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
