"""Head and body of an answer in one piece: uvicorn writes them one by one, and each write wakes the client's system."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.auto import AutoHTTPProtocol

# What is longer is sent at once, so that nothing large is copied or held back.
_LONGEST = 65536


class Joined:
    """A transport that sends what is written to it in one turn of the loop together."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._held: list[bytes] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Send ``data`` at the end of this turn, or now where there is much of it."""
        if not data:
            return
        if not self._held:
            asyncio.get_running_loop().call_soon(self.flush)
        self._held.append(data)
        if len(data) >= _LONGEST:
            self.flush()

    def flush(self) -> None:
        """Send what is held."""
        if self._held:
            self._transport.write(b"".join(self._held))
            self._held.clear()

    def close(self) -> None:
        """Close it once all is sent."""
        self.flush()
        self._transport.close()


class JoiningProtocol(AutoHTTPProtocol):  # type: ignore[misc,valid-type]
    """uvicorn's protocol on such a transport."""

    transport: Any

    def connection_made(self, transport: Any) -> None:
        """A client is there."""
        super().connection_made(transport)
        self.transport = Joined(transport)
