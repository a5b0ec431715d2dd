"""What a document says of itself that tells which entries can be meant: its office, its region, its year."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kgkesos.records import Work
from kgkesos.reference import kind_printed, region_named, regions
from kgkesos.reference.nomenklatur import KABUPATEN_KOTA, PROVINSI

# What the name of an office of social affairs holds, or the title of its document.
_SOCIAL = "sosial"
_WORD = re.compile(r"[^\W_]+")
# Words for what an office is; what is left of its name beside these and its region is another affair.
_OFFICE = frozenset(["dinas", "badan", "kantor", "skpd", "opd", _SOCIAL, "pemerintah", "daerah", "prov", "kab", "adm"])
# A title that goes on after the office with another affair.
_AND = re.compile(r"\bsosial\s*(?:&|/|dan\b|serta\b)|(?:&|/|\bdan)\s+sosial\b", re.IGNORECASE)
# The provinces whose regions have the entries of special autonomy, by how their codes begin: Papua.
_SPECIAL = "9"


@dataclass(frozen=True, slots=True)
class Naskah:
    """What is known of a document before its names are read.

    ``is_social`` tells that its office is one of social affairs alone; else it is not told, or has other affairs too.
    ``government`` is the level of government, None where nothing tells; ``wilayah`` says in Indonesian what is to be
    known of how it was told, if anything. ``is_special`` tells a region with special autonomy.
    """

    key: str
    is_social: bool
    tahun: int | None
    government: str | None
    wilayah: str | None
    is_special: bool


def naskah(work: Work) -> Naskah | None:
    """What ``work`` says of itself; None where it is the document of an office of other affairs."""
    office = work.dokumen.instansi or work.told.get("instansi")
    told = office or work.dokumen.judul or ""
    if office and _SOCIAL not in office.casefold():
        return None
    said = work.dokumen.wilayah or work.told.get("wilayah")
    region = region_named(said)
    kind = kind_printed(said) or (region and region.jenis)
    government = None if kind is None else PROVINSI if kind == "provinsi" else KABUPATEN_KOTA
    return Naskah(
        key=work.key,
        is_social=_SOCIAL in told.casefold() and not (_has_others(office) if office else _AND.search(told)),
        tahun=work.dokumen.tahun or _year(work.told.get("tahun")),
        government=government,
        wilayah=_about_region(said, region is not None, government),
        is_special=region is not None and region.kode.startswith(_SPECIAL),
    )


def _has_others(office: str) -> bool:
    """Whether the name of an office holds words of other affairs: DINAS SOSIAL DAN TENAGA KERJA."""
    places = {word for region in regions() for word in _WORD.findall(region.nama.casefold())}
    return bool(set(_WORD.findall(office.casefold())) - _OFFICE - places)


def _year(told: str | None) -> int | None:
    return int(told) if told and told.isdigit() else None


def _about_region(said: str | None, is_listed: bool, government: str | None) -> str | None:
    presumed = "" if government else ", dianggap kabupaten/kota"
    if not said:
        return f"wilayahnya tidak tercetak{presumed}"
    if not is_listed:
        return f"wilayah yang tercetak, {said}, tidak ada dalam daftar wilayah{presumed}"
    return None
