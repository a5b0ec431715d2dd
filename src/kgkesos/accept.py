"""The Accept header of a request: media ranges with weights (RFC 9110, 12.4.2 and 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

# What stands between two marks that part a list: marks within a quoted string part nothing (RFC 9110, 5.6.4 and 5.6.6).
# A string that never ends takes all the rest, so that every quote is looked at once.
_STRING: Final = r'"(?:[^"\\]|\\.)*(?:"|\\?\Z)'
_OF_LIST: Final = re.compile(rf'(?:[^",]|{_STRING})+', re.DOTALL)
_OF_RANGE: Final = re.compile(rf'(?:[^";]|{_STRING})+', re.DOTALL)
_QUALITY: Final = re.compile(r"0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?")
_WHOLE: Final = 1.0
# How exact a range is that names one type.
EXACT: Final = 2


@dataclass(frozen=True, slots=True)
class Range:
    """A media range, with its weight from 0 to 1; None where what stands for a weight is none."""

    kind: str
    subtype: str
    weight: float | None

    @property
    def exactness(self) -> int:
        """How exactly it names a type: 0 for any, 1 for any of a kind, ``EXACT`` for one."""
        return (self.kind != "*") + (self.subtype != "*")

    def fits(self, media: str) -> bool:
        """Whether it takes the type ``media``."""
        kind, _, subtype = media.partition("/")
        return self.kind in ("*", kind) and self.subtype in ("*", subtype)


def ranges(accept: str) -> tuple[Range, ...]:
    """The well-formed media ranges of ``accept``, in its order.

    Parameters other than ``q`` make a range no more exact: nothing that is offered here has any.

    >>> ranges("text/csv;q=0.5, */*; q=2, x")
    (Range(kind='text', subtype='csv', weight=0.5), Range(kind='*', subtype='*', weight=None))
    >>> ranges('text/csv;a="b, c;q=0";q=0.5')
    (Range(kind='text', subtype='csv', weight=0.5),)
    """
    return tuple(found for part in _OF_LIST.findall(accept) if (found := _range(part)))


def weight(media: str, of: Iterable[Range]) -> tuple[float, int]:
    """What the most exact range that fits ``media`` weighs, and how exact it is; nothing and 0 where none fits.

    >>> weight("text/csv", ranges("text/*;q=0.4, text/csv;q=0.2")), weight("text/csv", ())
    ((0.2, 2), (0.0, 0))
    """
    fitting = [one for one in of if one.fits(media)]
    exactness = max((one.exactness for one in fitting), default=0)
    return max((one.weight or 0.0 for one in fitting if one.exactness == exactness), default=0.0), exactness


def _range(text: str) -> Range | None:
    media, _, parameters = text.partition(";")
    kind, slash, subtype = media.strip().lower().partition("/")
    if not slash or not kind or not subtype or (kind == "*" and subtype != "*") or "/" in subtype:
        return None
    said = _WHOLE
    for parameter in _OF_RANGE.findall(parameters):
        name, _, value = (word.strip() for word in parameter.partition("="))
        if name.lower() == "q":
            if not _QUALITY.fullmatch(value):
                return Range(kind, subtype, None)
            said = float(value)
    return Range(kind, subtype, said)
