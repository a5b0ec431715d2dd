"""Where the data folders are: the only module that knows whether this is a wheel or a checkout."""

from __future__ import annotations

from pathlib import Path

from kgkesos.errors import DataFileError

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parents[1]


def folder(name: str) -> Path:
    """The folder ``ontology``, ``shapes``, ``queries`` or ``documents``.

    A wheel carries the folders in ``kgkesos/data``; an editable install does not, so the checkout's root is tried next.

    Raises:
        DataFileError: the folder is in neither place (a broken installation).
    """
    for root in (_PACKAGE / "data", _CHECKOUT):
        candidate = root / name
        if candidate.is_dir():
            return candidate
    raise DataFileError(Path(name), "this folder of the project is not installed")


def files(name: str, pattern: str) -> tuple[Path, ...]:
    """The files under ``folder(name)`` that match the glob ``pattern``, sorted by path."""
    return tuple(sorted(path for path in folder(name).glob(pattern) if path.is_file()))
