"""The official nomenclature of affair 1.06 Sosial: programmes, kegiatan and sub kegiatan, list by list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from kgkesos.errors import DataFileError
from kgkesos.normalize import slug
from kgkesos.reference.tables import rows

NEWEST_FILE, OLDER_FILE = "nomenklatur-1.06.csv", "nomenklatur-1.06-lama.csv"
# The list that planners use now, by the year it was brought up to date for.
NEWEST = "2027"
# The older rows name no list: how their source describes it tells its year.
_OLDER = (("Permendagri 90/2019", "2019"), ("4 digit", "2021"))
BIDANG, PROGRAM, KEGIATAN, SUB_KEGIATAN = "bidang-urusan", "program", "kegiatan", "sub-kegiatan"
LEVELS = (BIDANG, PROGRAM, KEGIATAN, SUB_KEGIATAN)
PROVINSI, KABUPATEN_KOTA = "provinsi", "kabupaten-kota"
_GOVERNMENTS = {"PROV": PROVINSI, "KABKOT": KABUPATEN_KOTA}
# What stands for the affair in the code of the programme that every office has.
_ANY_AFFAIR, _AFFAIR = "X.XX", "1.06"
_SUPPORT = "1.06.01"
# The group of a code (from 0) that tells the level of government, where 3 and 4 are of regions with special autonomy;
# and the one that sub kegiatan have.
GOVERNMENT, _SUB = 3, 5
_BY_GROUP = {"1": PROVINSI, "2": KABUPATEN_KOTA}


@dataclass(frozen=True, slots=True)
class Entri:
    """One entry of a list: known by ``daftar`` (the list's year), ``kode`` and ``kewenangan``.

    ``kewenangan`` is the level of government, None where the entry is every level's. ``kode_daftar`` is the code as the
    list prints it. ``kinerja``, ``indikator``, ``satuan`` and ``spm`` are those of a sub kegiatan, else None.
    """

    daftar: str
    kode: str
    kewenangan: str | None
    tingkat: str
    nama: str
    kode_daftar: str
    kinerja: str | None = None
    indikator: str | None = None
    satuan: str | None = None
    spm: bool | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """What the entry is known by, for sorting."""
        return self.daftar, self.kode, self.kewenangan or ""

    @property
    def is_special(self) -> bool:
        """Whether only regions with special autonomy have the entry, told by the fourth group of its code."""
        groups = self.kode.split(".")
        return len(groups) > GOVERNMENT and groups[GOVERNMENT] not in _BY_GROUP

    @property
    def is_support(self) -> bool:
        """Whether it is the programme that every office has, or stands under it."""
        return self.kode == _SUPPORT or self.kode.startswith(f"{_SUPPORT}.")

    @property
    def is_slip(self) -> bool:
        """Whether its code is printed as none is: sub kegiatan have two digits, later four."""
        groups = self.kode.split(".")
        return len(groups) > _SUB and len(groups[_SUB]) not in (2, 4)


@cache
def nomenklatur() -> tuple[Entri, ...]:
    """Every entry of every list, sorted by list, code and level of government.

    Raises:
        DataFileError: a file is missing or broken, or an entry stands in it twice.
    """
    return (*_unique(_older(), OLDER_FILE), *_unique(_newest(), NEWEST_FILE))


def _unique(entries: Iterable[Entri], name: str) -> list[Entri]:
    found = sorted(entries, key=lambda entry: entry.key)
    for one, next_one in pairwise(found):
        if one.key == next_one.key:
            raise DataFileError(Path(name), f"{one.kode} stands there twice for one level of government")
    return found


def _newest() -> Iterator[Entri]:
    columns = ("kode", "tingkat", "kewenangan", "nama", "kinerja", "indikator", "satuan", "spm")
    for row in rows(NEWEST_FILE, columns):
        code, level = row["kode"], slug(row["tingkat"])
        # The heading of no affair in particular says nothing of this one.
        if code == _ANY_AFFAIR:
            continue
        if level not in LEVELS or row["kewenangan"] not in ("", *_GOVERNMENTS):
            raise DataFileError(Path(NEWEST_FILE), f"{code}: {row['tingkat']} {row['kewenangan']} is unknown")
        yield Entri(
            daftar=NEWEST,
            kode=code.replace(_ANY_AFFAIR, _AFFAIR),
            kewenangan=_GOVERNMENTS.get(row["kewenangan"]),
            tingkat=level,
            nama=row["nama"],
            kode_daftar=code,
            kinerja=row["kinerja"] or None,
            indikator=row["indikator"] or None,
            satuan=row["satuan"] or None,
            spm=row["spm"] == "SPM" if row["spm"] else None,
        )


def _older() -> Iterator[Entri]:
    for row in rows(OLDER_FILE, ("kode", "tingkat", "nama", "sumber")):
        code = row["kode"]
        groups = code.split(".")
        daftar = next((year for said, year in _OLDER if said in row["sumber"]), None)
        if daftar is None or slug(row["tingkat"]) not in LEVELS:
            raise DataFileError(Path(OLDER_FILE), f"{code}: the list or the level cannot be told")
        government = _BY_GROUP.get(groups[GOVERNMENT]) if len(groups) > GOVERNMENT else None
        yield Entri(daftar, code, government, slug(row["tingkat"]), row["nama"], code)
