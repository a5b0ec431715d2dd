"""Builds on disk: each a new folder that nothing changes afterwards; ``current`` names the one in service.

::

    kg/
      current                      one line: the name of the build in service; replaced in one rename
      builds/20261122T071500Z-1f3a…/
        manifest.json              inputs with SHA-256, versions, counts, times
        store/                     the pyoxigraph store, opened read-only from now on
        unduhan/                   all of it as N-Quads and TriG, with checksums
        riwayat.db                 what earlier builds spoke of and this one does not
      builds/.partial-…/           a build under way; one that a killed process left is removed by the next build
      lock                         held while a build is made
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from kgkesos.errors import StoreError

CURRENT = "current"
MANIFEST = "manifest.json"
STORE = "store"
_PARTIAL = ".partial-"
# The build in service and the one before it, for a reader that opened it before the switch.
KEPT = 2


@dataclass(frozen=True, slots=True)
class Build:
    """A finished build."""

    name: str
    folder: Path

    @property
    def store(self) -> Path:
        """The folder of the store."""
        return self.folder / STORE

    def manifest(self) -> dict[str, Any]:
        """What the build was made from, with which versions, how long it took and what it holds."""
        content: dict[str, Any] = json.loads((self.folder / MANIFEST).read_text(encoding="utf-8"))
        return content


def current(kg: Path) -> Build:
    """The build in service in the folder ``kg``.

    Raises:
        StoreError: there is none.
    """
    pointer = kg / CURRENT
    try:
        name = pointer.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        reason = "belum ada graf di sini; buat dengan 'kgkesos build BERKAS...' (no knowledge graph here yet)"
        raise StoreError(kg, reason) from None
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(kg, f"'{CURRENT}' tidak dapat dibaca (cannot be read): {error}") from error
    folder = kg / "builds" / name
    if not name or not (folder / MANIFEST).is_file():
        raise StoreError(kg, f"graf '{name}' yang ditunjuk tidak ada (the build that 'current' names is missing)")
    return Build(name, folder)


def made(name: str) -> datetime | None:
    """When the build of this ``name`` was begun; None of what is no name of a build.

    >>> made("20261122T071500123456Z-1f3a")
    datetime.datetime(2026, 11, 22, 7, 15, tzinfo=datetime.timezone.utc)
    """
    with contextlib.suppress(ValueError):
        return datetime.strptime(name[:15], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    return None


def in_service(kg: Path) -> Build | None:
    """The build in service in the folder ``kg``; None where there is none that can be read."""
    try:
        return current(kg)
    except StoreError:
        return None


def before(build: Build) -> Build | None:
    """The build that was in service before ``build``, while it is kept (see ``KEPT``)."""
    others = [path for path in build.folder.parent.iterdir() if (path / MANIFEST).is_file()]
    earlier = [path for path in others if path.name < build.name and not path.name.startswith(".")]
    return max((Build(path.name, path) for path in earlier), key=lambda one: one.name, default=None)


@contextlib.contextmanager
def new(kg: Path, name: str) -> Iterator[Path]:
    """A folder to make the build ``name`` in; on leaving it is put in service. On an error nothing changes.

    Raises:
        StoreError: ``kg`` cannot be written, or another process is making a build in it.
    """
    try:
        (kg / "builds").mkdir(parents=True, exist_ok=True)
        if (kg / CURRENT).is_dir():
            raise StoreError(kg, f"'{CURRENT}' di folder ini bukan berkas (is a folder, not a file)")
        lock = FileLock(kg / "lock", timeout=0)
        lock.acquire()
    except Timeout:
        raise StoreError(kg, "proses lain sedang membuat graf di sini (another build is under way)") from None
    except OSError as error:
        raise StoreError(kg, f"folder tidak dapat ditulisi: {error.strerror} (cannot be written)") from error
    try:
        _sweep(kg)
        partial = kg / "builds" / f"{_PARTIAL}{name}"
        partial.mkdir()
        try:
            yield partial
            _put_in_service(kg, partial, name)
        except BaseException:
            shutil.rmtree(partial, ignore_errors=True)
            raise
        _prune(kg, name)
    finally:
        lock.release()


def write_manifest(folder: Path, content: Mapping[str, Any]) -> None:
    """Write ``manifest.json``: the last file of a build."""
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    _write(folder / MANIFEST, text)


def _put_in_service(kg: Path, partial: Path, name: str) -> None:
    partial.replace(kg / "builds" / name)
    _sync(kg / "builds")
    _write(kg / f"{CURRENT}.new", name + "\n")
    (kg / f"{CURRENT}.new").replace(kg / CURRENT)
    _sync(kg)


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Make a rename in ``folder`` last, where the system lets a folder be synced (Windows does not)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sweep(kg: Path) -> None:
    """Remove what killed builds left. The lock is held, so no living process is writing there."""
    for leftover in (kg / "builds").glob(f"{_PARTIAL}*"):
        shutil.rmtree(leftover, ignore_errors=True)


def _prune(kg: Path, newest: str) -> None:
    finished = sorted(path for path in (kg / "builds").iterdir() if not path.name.startswith("."))
    for old in [path for path in finished if path.name != newest][: -(KEPT - 1)]:
        shutil.rmtree(old, ignore_errors=True)
