"""Where a server keeps what it made while it runs: a folder of its own, or one that several processes share."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
import threading
import weakref
from pathlib import Path
from typing import Final

from kgkesos.web.operations import metrics

_NAMED: Final = "kgkesos-documents-"
# What stands in such a folder, and nothing else.
_OURS: Final = re.compile(r"[0-9a-f]{64}|\w+\.part")


def shared() -> Path | None:
    """The folder of several server processes, beside their figures; None where there is but one."""
    figures = os.environ.get(metrics.FOLDER)
    return Path(figures) / "documents" if figures else None


class Tempat:
    """Gives ``folder``, else one of its own in the folder of the system for such things, which goes with it.

    What a process left that was killed is cleared away by the next one.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._lock = threading.Lock()

    def folder(self) -> Path:
        """The folder; made anew where there is none (any more: some systems clear away what is old)."""
        with self._lock:
            if self._folder is not None:
                with contextlib.suppress(OSError):
                    self._folder.mkdir(mode=0o700, exist_ok=True)
            if self._folder is None or not self._folder.is_dir():
                _sweep()
                self._folder = Path(tempfile.mkdtemp(prefix=_NAMED))
                weakref.finalize(self, _remove, self._folder, _living(self._folder))
            return self._folder


def _remove(folder: Path, living: int | None) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    if living is not None:
        os.close(living)


def _living(folder: Path) -> int | None:
    """A lock on ``folder``, which the system takes back when the process ends, however it ends."""
    if os.name == "nt":
        return None
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY)
    with contextlib.suppress(OSError):
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    return descriptor


def _sweep() -> None:
    """Clear away what processes left that live no more."""
    if os.name == "nt":
        return
    import fcntl

    for folder in Path(tempfile.gettempdir()).glob(f"{_NAMED}*"):
        with contextlib.suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            try:
                if os.fstat(descriptor).st_uid == os.getuid():
                    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    _clear(folder)
            finally:
                os.close(descriptor)


def _clear(folder: Path) -> None:
    for path in folder.iterdir():
        if _OURS.fullmatch(path.name):
            path.unlink()
    folder.rmdir()
