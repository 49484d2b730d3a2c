"""A connection in; its end out, if what it asks does not come in time. A hundred that say nothing would leave room for no other.

uvicorn has such a limit only between two requests, and any letter that comes lifts it.
"""

from __future__ import annotations

from asyncio import BaseTransport, TimerHandle, Transport
from typing import cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

SECONDS = 10.0  # for all that stands before a request's body; a browser takes a few milliseconds


class Patience(H11Protocol):
    """HTTP as uvicorn speaks it, with whoever asks in time."""

    _end: TimerHandle | None = None

    def connection_made(self, transport: BaseTransport) -> None:
        """Begins to wait for what is asked."""
        super().connection_made(cast(Transport, transport))
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Waits on, if that was not all of it."""
        super().data_received(data)
        self._wait()

    def on_response_complete(self) -> None:
        """Begins to wait for what is asked next."""
        super().on_response_complete()
        self._wait()

    def _wait(self) -> None:
        asked = self.conn.their_state is not h11.IDLE
        if asked and self._end:
            self._end.cancel()
            self._end = None
        elif not asked and not self._end:
            self._end = self.loop.call_later(SECONDS, self._late)

    def _late(self) -> None:
        if not self.transport.is_closing():
            self.transport.close()
