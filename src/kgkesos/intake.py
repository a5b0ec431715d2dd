"""Which files a build takes, and their readings: a bad document is reported, the others go on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kgkesos import keputusan
from kgkesos.errors import InputError
from kgkesos.reading import document, told
from kgkesos.records import Reading

# What a person writes beside the documents.
_BESIDE = (told.FILE, keputusan.FILE)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a build that begins: what it does, and how many of how many of its kind are done.

    ``total`` is 0 for a step that is not counted.
    """

    name: str
    done: int = 0
    total: int = 0


Progress = Callable[[Step], None]


@dataclass(frozen=True, slots=True)
class Left:
    """A file in a given folder that is not read, and why."""

    path: Path
    alasan: str


def inputs(paths: Sequence[Path]) -> tuple[list[Path], list[Left]]:
    """The files to read, and the files in given folders that no reader takes: a folder is searched to its depths.

    Raises:
        InputError: a path does not exist.
    """
    taken: list[Path] = []
    left: list[Left] = []
    for path in paths:
        if path.is_dir():
            for file in sorted(found for found in path.rglob("*") if found.is_file()):
                reason = _why_left(file)
                if reason:
                    left.append(Left(file, reason))
                elif file.name not in _BESIDE:
                    taken.append(file)
        elif path.exists():
            taken.append(path)
        else:
            raise InputError(path, "berkas tidak ada (no such file)")
    return taken, left


def _why_left(file: Path) -> str | None:
    """Why a file found in a folder is not read; None where it is."""
    if file.name in _BESIDE:
        return None
    if file.name.startswith(("~$", ".")):
        return "berkas sementara atau tersembunyi"
    if file.stem.upper() == "README":
        return "keterangan folder, bukan dokumen"
    if file.suffix.lower() not in document.SUFFIXES:
        return f"jenis berkas {file.suffix} belum dibaca" if file.suffix else "tanpa akhiran nama berkas"
    return None


def read_all(files: Sequence[Path], progress: Progress) -> tuple[dict[Path, Reading], list[InputError]]:
    """Read each file; one that cannot be read is reported and the others go on. The same bytes twice are read once."""
    readings: dict[Path, Reading] = {}
    refused: list[InputError] = []
    for done, path in enumerate(files):
        progress(Step(f"membaca {path.name}", done, len(files)))
        try:
            _named(path)
            reading = document.read_file(path)
        except InputError as error:
            refused.append(error)
            continue
        if any(reading.dokumen.sha256 == other.dokumen.sha256 for other in readings.values()):
            progress(Step(f"{path.name}: isinya sama dengan berkas yang sudah dibaca"))
            continue
        readings[path] = reading
    return readings, refused


def _named(path: Path) -> None:
    """Let ``path`` be a document of a graph, which holds the name of each file as text.

    Raises:
        InputError: the name is none.
    """
    try:
        path.name.encode()
    except UnicodeEncodeError:
        raise InputError(path, "nama berkas ini bukan UTF-8; ganti namanya (its name is not UTF-8)") from None
