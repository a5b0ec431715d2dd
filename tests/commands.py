"""Runs a command in this process, as :func:`kgkesos.cli.main` does: a process of its own begins anew each time."""

from __future__ import annotations

import contextlib
import io
import sys
from pathlib import Path
from subprocess import CompletedProcess
from unittest import mock

from kgkesos import cli
from kgkesos.cli import settings


def kgkesos(*words: object, cwd: Path | None = None) -> CompletedProcess[str]:
    """The exit code of ``kgkesos`` with ``words`` in the folder ``cwd``, and what it printed."""
    line = ["kgkesos", *map(str, words)]
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    with (
        mock.patch.object(sys, "argv", line),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        contextlib.chdir(cwd or Path.cwd()),
    ):
        code = _ended()
        out.flush()
        err.flush()
    settings.use(settings.Settings())
    said = [_bytes(stream).decode("utf-8").replace("\r\n", "\n") for stream in (out, err)]
    return CompletedProcess(line, code, *said)


def _ended() -> int:
    try:
        cli.main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def _bytes(stream: io.TextIOWrapper) -> bytes:
    held = stream.buffer
    assert isinstance(held, io.BytesIO)
    return held.getvalue()
