"""Documents made of a few records, and what is suggested for them."""

from __future__ import annotations

from functools import cache

from kgkesos import project
from kgkesos.padanan import Lists, Padanan, suggest
from kgkesos.records import Dokumen, Record, Work
from kgkesos.reference import names_elsewhere, nomenklatur, other_names

LABELS = {**project.concept_words(project.vocabulary("konsep.ttl")), **other_names()}


@cache
def lists() -> Lists:
    """What a build compares names with: every test here with the same."""
    return Lists.of(nomenklatur(), LABELS, names_elsewhere())


def work(
    *records: Record,
    office: str | None = "DINAS SOSIAL",
    region: str | None = "Kota Kediri",
    year: int | None = None,
    title: str | None = None,
) -> Work:
    """A document of ``office`` that holds ``records``."""
    said = Dokumen(jenis="cascading", judul=title, instansi=office, wilayah=region, tahun=year, sha256="0")
    return Work(key="contoh", dokumen=said, records=records, rendisi=())


def of(
    *records: Record,
    office: str | None = "DINAS SOSIAL",
    region: str | None = "Kota Kediri",
    year: int | None = None,
    title: str | None = None,
) -> dict[str, Padanan]:
    """What is suggested for each of ``records``."""
    made = work(*records, office=office, region=region, year=year, title=title)
    return {found.id: found for found in suggest([made], lists)}


def codes(*records: Record, region: str | None = "Kota Kediri", year: int | None = None) -> dict[str, str]:
    """The codes of what is suggested for each of ``records``."""
    return {name: found.entri.kode for name, found in of(*records, region=region, year=year).items()}
