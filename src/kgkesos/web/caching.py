"""Whether a client has an answer already: entity tags, If-None-Match and If-Match (RFC 9110, 8.8.3, 13.1.1, 13.1.2)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

_TAG = r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"'
# Tags with commas between; a list may have empty places (RFC 9110, 5.6.1).
_LIST = re.compile(rf"[ \t,]*{_TAG}(?:[ \t]*,[ \t,]*{_TAG})*[ \t,]*")
_ONE = re.compile(_TAG)


def tag(parts: Iterable[str], *, weak: bool = False) -> str:
    """The entity tag of what is made from ``parts`` and nothing else; weak where its bytes may differ each time."""
    digest = hashlib.sha256()
    for part in parts:
        said = part.encode("utf-8", "surrogatepass")
        # With its length before it no part can be taken for two.
        digest.update(b"%d:" % len(said) + said)
    return f'{"W/" if weak else ""}"{digest.hexdigest()[:32]}"'


def known(headers: Sequence[str], current: str) -> bool:
    """Whether If-None-Match, given as one or several ``headers``, names ``current``, or says ``*``.

    Tags are compared weakly, as RFC 9110 (13.1.2) asks; a header that is no list of tags says nothing.

    >>> known(['W/"a", "b"'], '"a"'), known(["*"], '"a"'), known(['"c"'], '"a"'), known(["a"], '"a"')
    (True, True, False, False)
    """
    return ",".join(headers).strip() == "*" or named(headers, current)


def named(headers: Sequence[str], current: str) -> bool:
    """The same for who does not know yet whether there is an answer at all: ``*`` says nothing then."""
    said = ",".join(headers).strip()
    if not _LIST.fullmatch(said):
        return False
    return current.removeprefix("W/") in {one.removeprefix("W/") for one in _ONE.findall(said)}


def matched(headers: Sequence[str], current: str) -> bool:
    """Whether If-Match names ``current``, or says ``*``. Tags are compared strongly (13.1.1): weak ones never match.

    >>> matched(['"a", "b"'], '"b"'), matched(['W/"a"'], '"a"'), matched(['W/"a"'], 'W/"a"'), matched(["*"], '"a"')
    (True, False, False, True)
    """
    said = ",".join(headers).strip()
    strong = not current.startswith("W/") and current in _ONE.findall(said)
    return said == "*" or (strong and _LIST.fullmatch(said) is not None)
