"""What the queries of each client cost others lately: it decides who waits, and who is ended where all cannot run."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

# So many seconds it is remembered, of so many clients, and so many times of each.
_LATELY: Final = 60.0
_MOST_CLIENTS, _MOST_TIMES = 1_000, 100
# After a worker was lost by a query, the next query of those who lose workers waits so long.
PAUSE: Final = 1.0


@dataclass(slots=True)
class _Record:
    """Of one client: when a query of it was long last, when one ended its worker, when any were ended by us."""

    long: float = float("-inf")
    fatal: float = float("-inf")
    ended: deque[float] = field(default_factory=lambda: deque(maxlen=_MOST_TIMES))


# How long to wait before a worker is started again that did not start, at most: so often the pause doubles.
_LONGEST_PAUSE = 5.0
_DOUBLED = 6


class Conduct:
    """The record of all clients; ``now`` is the clock, in seconds."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._records: OrderedDict[str, _Record] = OrderedDict()
        self._fatal = float("-inf")

    def was_long(self, client: str) -> None:
        """A query of ``client`` took long."""
        self._record(client).long = self._now()

    def was_ended(self, client: str) -> None:
        """A query of ``client`` was ended because it took too much."""
        self._record(client).ended.append(self._now())

    def was_fatal(self, client: str) -> None:
        """A query of ``client`` took its worker with it: a stack or the memory was too small for it."""
        record = self._record(client)
        record.long = record.fatal = self._fatal = self._now()

    def is_long(self, client: str) -> bool:
        """Whether ``client`` had a long query, or a fatal one, in the last minute."""
        record = self._records.get(client)
        return record is not None and self._now() - record.long < _LATELY

    def is_fatal(self, client: str) -> bool:
        """Whether ``client`` had a fatal query in the last minute."""
        record = self._records.get(client)
        return record is not None and self._now() - record.fatal < _LATELY

    def rests(self) -> bool:
        """Whether a worker was lost just now."""
        return self._now() - self._fatal < PAUSE

    def ended(self, client: str) -> int:
        """How many queries of ``client`` were ended in the last minute."""
        record = self._records.get(client)
        return 0 if record is None else sum(self._now() - at < _LATELY for at in record.ended)

    def _record(self, client: str) -> _Record:
        record = self._records.setdefault(client, _Record())
        self._records.move_to_end(client)
        if len(self._records) > _MOST_CLIENTS:
            self._records.popitem(last=False)
        return record


def pause_after(failures: int) -> float:
    """How many seconds to wait before a worker is started, after so many that did not start."""
    return min(_LONGEST_PAUSE, 0.1 * 2.0 ** min(failures, _DOUBLED))
