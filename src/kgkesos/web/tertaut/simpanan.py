"""Large documents kept as files while the server runs: made once for each build and form, and sent to all who ask.

Several server processes share one folder, and know nothing of each other but its files. A file is read under a lock of
the system that many may hold, and let go under one that nobody else holds: what is being sent stays, and is counted.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO, Final

from kgkesos.errors import BusyError
from kgkesos.web.tertaut.giliran import Name
from kgkesos.web.tertaut.tempat import Tempat

MOST: Final = 256 * 1024 * 1024
_PART: Final = ".part"
_NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT)
# After so many seconds somebody may have taken what fills the place.
_LATER: Final = 10

# Writes a document.
Write = Callable[[IO[bytes]], None]


class Simpanan:
    """Keeps documents, ``most`` bytes of them, in ``folder``, else in one of its own that goes with it.

    Those that were asked for longest ago make room for others; what is being made counts when it is made.
    """

    def __init__(self, folder: Path | None = None, most: int = MOST) -> None:
        self._place = Tempat(folder)
        self._most = most
        self._lock = threading.Lock()

    def find(self, name: Name) -> IO[bytes] | None:
        """The document that is kept as ``name``, opened to be read; None where it is not. Who reads it closes it."""
        path = self._place.folder() / _file(name)
        try:
            found = path.open("rb")
        except FileNotFoundError:
            return None
        if not _held(found):
            found.close()
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return found

    def make(self, name: Name, write: Write) -> IO[bytes]:
        """What ``write`` writes, kept as ``name``, opened to be read.

        Raises:
            BusyError: there is no room for it, while others are read.
        """
        folder = self._place.folder()
        try:
            self._write(folder, _file(name), write)
        except OSError as error:
            if error.errno in _NO_ROOM:
                raise _full() from error
            raise
        found = self.find(name)
        if found is None:
            raise _full()
        return found

    def _write(self, folder: Path, file: str, write: Write) -> None:
        self._make_room(folder)
        descriptor, name = tempfile.mkstemp(_PART, dir=folder)
        os.close(descriptor)
        part = Path(name)
        try:
            with part.open("wb") as out:
                _held(out)
                write(_Bounded(out, self._most))  # type: ignore[arg-type]
                out.flush()
                self._make_room(folder)
            # Where another process has let it go already, there is no room.
            with contextlib.suppress(FileNotFoundError):
                part.replace(folder / file)
        finally:
            part.unlink(missing_ok=True)

    def _make_room(self, folder: Path) -> None:
        """Let files go until the others are no more than may be kept."""
        with self._lock:
            kept = sorted(_sizes(folder))
            held = sum(size for _, size, _ in kept)
            for _, size, path in kept:
                if held > self._most and _let_go(path):
                    held -= size
        if held > self._most:
            raise _full()


class _Bounded:
    """Takes no more than ``most`` bytes."""

    def __init__(self, out: IO[bytes], most: int) -> None:
        self._out = out
        self._left = most

    def write(self, chunk: bytes) -> int:
        self._left -= len(chunk)
        if self._left < 0:
            raise _full()
        return self._out.write(chunk)

    def flush(self) -> None:
        self._out.flush()


def _file(name: Name) -> str:
    """The name of the file of what is kept as ``name``, whatever letters it has."""
    return hashlib.sha256("\0".join(name).encode("utf-8", "surrogatepass")).hexdigest()


def _sizes(folder: Path) -> list[tuple[int, int, Path]]:
    """When each file was asked for last, its size, and the file."""
    found = []
    for path in folder.iterdir():
        with contextlib.suppress(FileNotFoundError):
            state = path.stat()
            found.append((state.st_mtime_ns, state.st_size, path))
    return found


def _held(file: IO[bytes]) -> bool:
    """Keep others from letting ``file`` go while it is open; False where somebody has."""
    if os.name == "nt":
        return True
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return False
    return os.fstat(file.fileno()).st_nlink > 0


def _let_go(path: Path) -> bool:
    """Let ``path`` go, unless somebody reads or writes it; whether it is gone. Windows removes no open file."""
    try:
        if os.name == "nt":
            path.unlink()
            return True
        import fcntl

        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def _full() -> BusyError:
    return BusyError(
        "Tempat untuk dokumen besar sedang penuh; coba lagi, atau ambil semuanya di /unduh. "
        "(There is no room for large documents now: try again, or take all of it at /unduh.)",
        _LATER,
    )
