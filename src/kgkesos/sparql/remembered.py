"""Answers that were given, kept for who asks the same again: a build never changes, so neither do they."""

from __future__ import annotations

from collections import OrderedDict

from kgkesos.sparql.frames import Answer

# A larger answer is not kept: one client's whole graph would push out what many ask.
_LARGEST = 256 * 1024


class Remembered:
    """The answers that were asked for last, ``size`` bytes of them, by the mark of build and query."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._held = 0
        self._answers: OrderedDict[bytes, Answer] = OrderedDict()

    def get(self, mark: bytes) -> Answer | None:
        """The answer with this mark, where it is still there."""
        answer = self._answers.get(mark)
        if answer is not None:
            self._answers.move_to_end(mark)
        return answer

    def put(self, mark: bytes, answer: Answer) -> None:
        """Keep a good answer; the ones that were not asked for longest go."""
        if answer.status != 200 or len(answer.body) > _LARGEST or mark in self._answers:
            return
        self._answers[mark] = answer
        self._held += self._weight(mark, answer)
        while self._held > self._size:
            self._held -= self._weight(*self._answers.popitem(last=False))

    @staticmethod
    def _weight(mark: bytes, answer: Answer) -> int:
        """What an answer takes, with what Python needs to hold it."""
        return len(mark) + len(answer.body) + 512
