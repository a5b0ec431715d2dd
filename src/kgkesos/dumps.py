"""The whole of a build as files to keep, made with it and beside its store, with their checksums and how to cite them.

Each quad of the default graph stands there too: who loads a dump has the dataset that answers here, without settings.
A dump costs as much time as the store has quads (about 10 µs of CPU each) and no memory; the same quads
are the same bytes. Of which build they are, stands in the file beside them that says how to cite it.
"""

from __future__ import annotations

import gzip
import hashlib
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from kgkesos.terms import cff
from kgkesos.terms.context import PREFIXES
from kgkesos.terms.void import Asal

FOLDER: Final = "unduhan"
SUMS: Final = "SHA256SUMS"
# The forms by the names of their files.
FILES: Final = {"kgkesos.nq.gz": "nq", "kgkesos.trig.gz": "trig"}
# The usual balance of gzip; 9 takes three times as long for a tenth less.
_LEVEL: Final = 6
_AT_ONCE: Final = 1 << 20

# Writes every quad to a stream in a form, with prefixes.
Stream = Callable[[BinaryIO, str, Mapping[str, str]], None]


@dataclass(frozen=True, slots=True)
class Dump:
    """A file to keep: its name, where it is, its size and SHA-256."""

    name: str
    path: Path
    size: int
    sha256: str


def write(build: Path, stream: Stream, asal: Asal) -> None:
    """Make the dumps of what ``stream`` writes, how to cite ``asal``, and checksums, in the folder of a build."""
    folder = build / FOLDER
    folder.mkdir()
    sums = {name: _write(folder / name, form, stream) for name, form in FILES.items()}
    said = cff.text(asal).encode()
    (folder / cff.FILE).write_bytes(said)
    sums[cff.FILE] = hashlib.sha256(said).hexdigest()
    text = "".join(f"{sha256}  {name}\n" for name, sha256 in sorted(sums.items()))
    (folder / SUMS).write_text(text, encoding="ascii", newline="\n")


def of(build: Path) -> tuple[Dump, ...]:
    """The dumps of a build; none where it was made without."""
    folder = build / FOLDER
    try:
        lines = (folder / SUMS).read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        return ()
    found = ((name, sha256) for sha256, _, name in (line.partition("  ") for line in lines) if name in FILES)
    return tuple(Dump(name, folder / name, (folder / name).stat().st_size, sha256) for name, sha256 in found)


def _write(path: Path, form: str, stream: Stream) -> str:
    """Write one dump; its SHA-256."""
    with path.open("w+b") as raw:
        # Neither name nor time of day stands in the file: they would make the same quads other bytes (RFC 1952, 2.3.1).
        with gzip.GzipFile("", "wb", _LEVEL, raw, mtime=0) as packed, io.BufferedWriter(packed, _AT_ONCE) as out:
            stream(out, form, PREFIXES)
        raw.seek(0)
        return hashlib.file_digest(raw, "sha256").hexdigest()
