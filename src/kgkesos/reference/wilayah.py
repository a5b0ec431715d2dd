"""Provinces, kabupaten and kota with their official codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kgkesos.errors import DataFileError
from kgkesos.normalize import region_slug
from kgkesos.reference.tables import rows

FILE = "wilayah.csv"
KINDS = ("provinsi", "kabupaten", "kota")


@dataclass(frozen=True, slots=True)
class Region:
    """A region: its code, its kind, its name as documents say it ("Provinsi Bali"), the code of its province."""

    kode: str
    jenis: str
    nama: str
    provinsi: str


@cache
def regions() -> tuple[Region, ...]:
    """Every region, by code.

    Raises:
        DataFileError: the file is missing or broken, or two regions have one code or one name.
    """
    found = sorted((_region(row) for row in rows(FILE, ("kode", "jenis", "nama", "kode_provinsi"))), key=_code)
    for said in ([region.kode for region in found], [region_slug(region.nama) for region in found]):
        if twice := sorted({one for one in said if said.count(one) > 1}):
            raise DataFileError(Path(FILE), f"{', '.join(twice)} stands there twice")
    return tuple(found)


def _code(region: Region) -> str:
    return region.kode


def _region(row: Mapping[str, str]) -> Region:
    if row["jenis"] not in KINDS:
        raise DataFileError(Path(FILE), f"{row['kode']}: {row['jenis']} is no kind of region")
    # The list says "Bali", documents say "Provinsi Bali".
    name = f"Provinsi {row['nama']}" if row["jenis"] == "provinsi" else row["nama"]
    return Region(row["kode"], row["jenis"], name, row["kode_provinsi"])


def region_named(said: str | None) -> Region | None:
    """The region that a document calls ``said``; None where the list has none of that name.

    >>> region_named("KAB. TAPIN")
    Region(kode='63.05', jenis='kabupaten', nama='Kabupaten Tapin', provinsi='63')
    """
    return _by_slug().get(region_slug(said)) if said else None


def kind_printed(said: str | None) -> str | None:
    """The kind of region that ``said`` begins with, one of ``KINDS``, whether or not the list has the region.

    >>> kind_printed("Pemerintah Kab. Antah Berantah"), kind_printed("Antah Berantah")
    ('kabupaten', None)
    """
    kind, _, rest = region_slug(said or "").partition("-")
    return kind if rest and kind in KINDS else None


@cache
def _by_slug() -> Mapping[str, Region]:
    return {region_slug(region.nama): region for region in regions()}
