"""The log of requests: one JSON object a line, in a file or on standard error.

It holds no query and no answer, and no address of a client unless that is asked for: what people look for is theirs.
A file may be moved away (logrotate); the next line begins a new one.
"""

from __future__ import annotations

import json
import logging
import logging.handlers
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from io import TextIOWrapper

from kgkesos.errors import SettingError

STDERR = "-"
_NAME = "kgkesos.requests"
# What other parts say stands in the same log, so that every line of it is JSON.
_OTHERS = ("kgkesos", "uvicorn.error")


class _Line(logging.Formatter):
    """A record as JSON: a request is its own fields, anything else its level and words."""

    def format(self, record: logging.LogRecord) -> str:
        """``record`` as one line."""
        when = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        fields: Mapping[str, object]
        if isinstance(record.args, Mapping) and record.name == _NAME:
            fields = record.args
        else:
            failed = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None
            fields = {"level": record.levelname.lower(), "logger": record.name, "message": record.getMessage()}
            fields = fields | {"error": failed} if failed else fields
        return json.dumps({"time": when.replace("+00:00", "Z"), **fields}, ensure_ascii=False)


class _File(logging.handlers.WatchedFileHandler):
    """A file that may be moved away, and may be lost with its folder: then requests are answered without it, and
    standard error says so once. As soon as it can be opened again it is.
    """

    _lost = False

    def emit(self, record: logging.LogRecord) -> None:
        """Write ``record``, where it can be."""
        try:
            super().emit(record)
        except OSError as error:
            self._lose(error)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (logging's name)
        """The file is open, but takes nothing: a full disk."""
        error = sys.exc_info()[1]
        if isinstance(error, OSError):
            self._lose(error)
        else:
            super().handleError(record)

    def _open(self) -> TextIOWrapper:
        opened = super()._open()
        self._lost = False
        return opened

    def _lose(self, error: OSError) -> None:
        if not self._lost:
            self._lost = True
            reason = error.strerror or "unknown reason"
            print(f"kgkesos: the log cannot be written: {self.baseFilename}: {reason}", file=sys.stderr, flush=True)


class RequestLog:
    """The log at ``target``: a file, or ``-`` for standard error.

    Raises:
        SettingError: the file cannot be written.
    """

    def __init__(self, target: str, addresses: bool = False) -> None:
        self.addresses = addresses
        self._logger = logging.getLogger(_NAME)
        self._handler = _handler(target)
        self._handler.setFormatter(_Line())
        for name in _OTHERS:
            logging.getLogger(name).addHandler(self._handler)
        self._logger.setLevel(logging.INFO)
        logging.getLogger("uvicorn.error").propagate = False

    def write(self, fields: Mapping[str, object]) -> None:
        """Add the line of a request."""
        self._logger.info("request", dict(fields))

    def close(self) -> None:
        """Let go of the file."""
        for name in _OTHERS:
            logging.getLogger(name).removeHandler(self._handler)
        self._handler.close()


def _handler(target: str) -> logging.Handler:
    if target == STDERR:
        return logging.StreamHandler(sys.stderr)
    try:
        return _File(target, encoding="utf-8")
    except OSError as error:
        raise SettingError("--log", target, error.strerror or "cannot be written") from None
