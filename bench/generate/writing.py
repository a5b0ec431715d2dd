"""Offices and years to files, and the manifest: one document in memory at a time."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from bench.generate import cascading, drawing, iki, iku, metadata
from bench.generate.model import Naskah
from bench.generate.plan import Kantor, office
from bench.generate.reference import offices
from kgkesos.normalize import slug

MANIFEST = "manifest.json"
TOLD = "dokumen.toml"
# A document that is spoiled has so many defects at most.
_MOST_DEFECTS = 4


@dataclass(frozen=True, slots=True)
class Layout:
    """One layout: the kind that a reader must tell, the name and the ending of its files, the codes that are held."""

    jenis: str
    nama: str
    akhiran: str
    write: Callable[[random.Random, Kantor, Naskah, int], None]
    codes: tuple[str, ...]


TABLE = Layout("cascading", "cascading", ".txt", cascading.write, cascading.CODES)
DRAWING = Layout("cascading", "cascading-jabatan", ".html", drawing.write, drawing.CODES)
OTHERS = (
    Layout("iki", "iki", ".md", iki.write, iki.CODES),
    Layout("iku", "iku", ".txt", iku.write, iku.CODES),
    Layout("metadata", "metadata", ".txt", metadata.write, metadata.CODES),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to generate: so many offices, the first and the last year, the seed, which share of documents is spoiled."""

    offices: int
    first: int
    last: int
    seed: int
    spoiled: float = 0.5


@dataclass(frozen=True, slots=True)
class Made:
    """One document: its layout, the path of its file in the folder, and what it says."""

    layout: Layout
    path: Path
    naskah: Naskah


def documents(wanted: Wanted) -> Iterator[Made]:
    """The documents that ``wanted`` asks for, one by one, office by office and year by year."""
    for region in offices(wanted.offices, wanted.seed):
        kantor = office(region, wanted.seed)
        for year in range(wanted.first, wanted.last + 1):
            for layout in (DRAWING if kantor.gambar else TABLE, *OTHERS):
                yield _document(wanted, kantor, layout, year)


def _document(wanted: Wanted, kantor: Kantor, layout: Layout, year: int) -> Made:
    draw = random.Random(f"{wanted.seed}|{kantor.wilayah.kode}|{year}|{layout.nama}")
    most = draw.randint(1, _MOST_DEFECTS) if draw.random() < wanted.spoiled else 0
    naskah = Naskah(layout.jenis, kantor.nama, kantor.wilayah.nama, kantor.wilayah.kode, year)
    layout.write(draw, kantor, naskah, most)
    folder = f"{kantor.wilayah.kode}-{slug(kantor.wilayah.nama)}"
    name = f"{layout.nama}-{slug(kantor.wilayah.nama)}-{year}{layout.akhiran}"
    return Made(layout, Path(folder, str(year), name), naskah)


def write(wanted: Wanted, folder: Path) -> int:
    """Write all documents and the manifest to ``folder``; how many documents were written.

    Raises:
        FileExistsError: ``folder`` holds something already.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty")
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    with (folder / MANIFEST).open("w", encoding="utf-8", newline="\n") as manifest:
        manifest.write('{"dokumen": {')
        for count, made in enumerate(documents(wanted), 1):
            _save(folder, made)
            _enter(manifest, made, first=count == 1)
        manifest.write("\n}}\n")
    return count


def _save(folder: Path, made: Made) -> None:
    path = folder / made.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(made.naskah.lines) + "\n", encoding="utf-8", newline="\n")
    if made.layout.jenis == "metadata":
        # A sheet says neither whose it is nor of which year: the user tells it.
        said = {"instansi": made.naskah.instansi, "wilayah": made.naskah.wilayah, "tahun": made.naskah.tahun}
        lines = [f"[{json.dumps(path.name)}]", *(f"{name} = {json.dumps(value)}" for name, value in said.items())]
        path.with_name(TOLD).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _enter(manifest: TextIO, made: Made, *, first: bool) -> None:
    said = made.naskah
    entry = {
        "jenis": said.jenis,
        "instansi": said.instansi,
        "wilayah": said.wilayah,
        "kode_wilayah": said.kode_wilayah,
        "tahun": said.tahun,
        "codes": sorted(made.layout.codes),
        "nodes": said.nodes,
        "links": said.links,
        "planted": said.planted,
    }
    manifest.write("\n" if first else ",\n")
    manifest.write(f"{json.dumps(made.path.as_posix())}: {json.dumps(entry, ensure_ascii=False)}")
