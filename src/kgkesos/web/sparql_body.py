"""The body of a request with a query, read within bounds of time and room."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.types import Message, Receive

from kgkesos.errors import SparqlError
from kgkesos.sparql import messages
from kgkesos.sparql.holding import FullError, Holding
from kgkesos.sparql.limits import Limits

# So many bytes of each request may be held, whoever else holds what.
_FREE: Final = 65536
# A form writes a character in up to so many bytes.
_OF_A_CHARACTER: Final = 9


class UnreadError(SparqlError):
    """A refusal before the body is read to its end: what else comes on the connection would be taken for a request."""


class Bodies:
    """Reads bodies, together no more than ``limits.incoming`` bytes at once, and of one client a quarter of that."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._longest = limits.text * _OF_A_CHARACTER + _FREE
        most_of_one = max(limits.incoming // 4, self._longest)
        self._held = Holding(max(limits.incoming, most_of_one), most_of_one)

    async def read(self, client: str, headers: Mapping[bytes, bytes], receive: Receive) -> bytes:
        """The body that ``client`` sends.

        Raises:
            UnreadError: it is too long or compressed, comes too slowly, or there is no room for it.
        """
        try:
            return await self._read(client, headers, receive)
        except SparqlError as error:
            raise UnreadError(error.status, str(error), error.again) from None

    async def _read(self, client: str, headers: Mapping[bytes, bytes], receive: Receive) -> bytes:
        encoding = headers.get(b"content-encoding", b"identity").strip().lower()
        if encoding != b"identity":
            raise SparqlError(415, "Kirim isi tanpa kompresi (Content-Encoding). (Send the body without compression.)")
        length = headers.get(b"content-length", b"")
        if length.isdigit() and int(length[:20]) > self._longest:
            raise too_long(self._limits.text)
        hold = None
        try:
            async with self._held.of(client, self._limits.receiving) as hold:
                parts: list[bytes] = []
                size, more = 0, True
                while more:
                    message: Message = await receive()
                    if message["type"] == "http.disconnect":
                        raise messages.stopping()
                    parts.append(message.get("body", b""))
                    size += len(parts[-1])
                    more = message.get("more_body", False)
                    if size > self._longest:
                        raise too_long(self._limits.text)
                    self._held.more(hold, max(0, size - _FREE) - hold.size)
                return b"".join(parts)
        except FullError:
            raise messages.unread() from None
        except TimeoutError:
            if hold is not None and hold.ended:
                raise messages.unread() from None
            said = "Isi permintaan tidak selesai dikirim. (The request body did not arrive in time.)"
            raise SparqlError(408, said) from None


def too_long(most: int) -> SparqlError:
    """The refusal of a query of more than ``most`` characters."""
    return SparqlError(413, f"Kueri paling panjang {most // 1024} KiB. (A query may have at most {most // 1024} KiB.)")
