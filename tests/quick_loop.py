"""An event loop whose clock jumps to what is due next: waiting takes no time, and things happen in their order."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class QuickLoop(asyncio.SelectorEventLoop):
    """The loop; it can wait for nothing outside the process."""

    def __init__(self) -> None:
        super().__init__()
        self._clock = 0.0
        look = self._selector.select  # type: ignore[attr-defined]

        def select(timeout: float | None = None) -> object:
            found = look(0)
            if not found:
                assert timeout is not None, "nothing is due any more"
                self._clock += timeout
            return found

        self._selector.select = select  # type: ignore[attr-defined]

    def time(self) -> float:
        """The clock."""
        return self._clock


def run(work: Coroutine[Any, Any, T]) -> T:
    """What ``work`` returns."""
    with asyncio.Runner(loop_factory=QuickLoop) as runner:
        return runner.run(work)
