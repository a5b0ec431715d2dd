"""Files and texts that are sent whole or in parts, and only on the conditions that are set (RFC 9110, 13 and 14)."""

from __future__ import annotations

import calendar
import contextlib
import re
from collections.abc import Mapping
from email.utils import formatdate, parsedate_tz
from http import HTTPStatus
from pathlib import Path
from typing import Final

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.types import Receive, Scope, Send

from kgkesos.web import caching

_UNMET: Final = "Berkas ini lain dari yang disebut syarat permintaan. (The file is not the one that was asked for.)\n"
# The one unit of parts, and ranges in it (14.1.2).
_RANGES: Final = re.compile(r"bytes=[ \t]*(?:\d+-\d*|-\d+)(?:[ \t]*,[ \t]*(?:\d+-\d*|-\d+))*[ \t]*", re.IGNORECASE)


class _File(FileResponse):
    """Starlette refuses a Range that is to be ignored, and heeds that of HEAD."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = Headers(scope=scope).get("range", "") if scope["method"] == "GET" else ""
        headers = [one for one in scope["headers"] if one[0] != b"range"]
        if found := _satisfiable(asked, Path(self.path).stat().st_size):
            headers.append((b"range", found.encode()))
        scope = {**scope, "headers": headers}
        await super().__call__(scope, receive, send)


def _satisfiable(said: str, size: int) -> str:
    """Of the ranges in the header ``said`` those that a file of ``size`` bytes has (RFC 9110, 14.1.2).

    All where it has none, which is told; nothing where the header is to be ignored: another unit, an end before its
    beginning.
    """
    if not _RANGES.fullmatch(said):
        return ""
    parts = [part.strip() for part in said.partition("=")[2].split(",")]
    ends = [part.partition("-")[::2] for part in parts]
    if any(first and last and int(last) < int(first) for first, last in ends):
        return ""
    there = [part for part, (first, _) in zip(parts, ends, strict=True) if not first or int(first) < size]
    return f"bytes={', '.join(there or parts)}"


def text(request: Request, content: str, media: str, name: str = "") -> Response:
    """``content``, or that the client has it; to be kept under ``name`` where one is given."""
    current = caching.tag((content,))
    headers = {"ETag": current} | ({"Content-Disposition": f'attachment; filename="{name}"'} if name else {})
    if caching.known(request.headers.getlist("if-none-match"), current):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=media, headers=headers)


def reply(request: Request, path: Path, media: str, headers: Mapping[str, str]) -> Response:
    """The file at ``path``, or that the conditions of ``request`` do not hold; ``headers`` have its entity tag."""
    stat = path.stat()
    if status := _unmet(request.headers, headers["ETag"], int(stat.st_mtime)):
        told = {**headers, "Last-Modified": formatdate(stat.st_mtime, usegmt=True)}
        return Response(None if status == HTTPStatus.NOT_MODIFIED else _UNMET, status, told, "text/plain")
    return _File(path, headers=headers, media_type=media, filename=path.name, stat_result=stat)


def _unmet(asked: Headers, current: str, modified: int) -> int:
    """The status that tells which condition does not hold, in the order of RFC 9110 (13.2.2); 0 where all do."""
    before, since = _seconds(asked.get("if-unmodified-since")), _seconds(asked.get("if-modified-since"))
    if match := asked.getlist("if-match"):
        if not caching.matched(match, current):
            return 412
    elif before is not None and modified > before:
        return 412
    if none := asked.getlist("if-none-match"):
        return 304 if caching.known(none, current) else 0
    return 304 if since is not None and modified <= since else 0


def _seconds(said: str | None) -> int | None:
    """A date of HTTP in any of its three forms (5.6.7), as seconds of the epoch; None for what is no date."""
    with contextlib.suppress(ValueError, OverflowError, IndexError):
        if said and (parsed := parsedate_tz(said)):
            return calendar.timegm(parsed[:9]) - (parsed[9] or 0)
    return None
