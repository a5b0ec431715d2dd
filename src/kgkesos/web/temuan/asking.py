"""What a request asks of the report: filters by their names in an address, and the form of the answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Final
from urllib.parse import urlencode

from kgkesos import laporan
from kgkesos.errors import QuestionError
from kgkesos.laporan import Saringan, kata
from kgkesos.web import answering

PAGE: Final = "/temuan"
API: Final = "/api/temuan"
# Each filter by its name in an address, with its words: ``kgkesos check`` has the same.
FILTERS: Final = {
    "aturan": "Aturan",
    "dokumen": "Dokumen",
    "tingkat": "Tingkat",
    "instansi": "Instansi",
    "status": "Status",
}
# What a filter was called before, so that addresses that were kept still lead here.
_FORMER: Final = {"kode": "aturan"}


class Tingkat(StrEnum):
    """How grave a finding is: by its code, or by the Indonesian word for it."""

    Violation = "Violation"
    Warning = "Warning"
    Info = "Info"

    @classmethod
    def _missing_(cls, value: object) -> Tingkat | None:
        said = str(value).casefold()
        return next((cls(code) for code, (word, _) in kata.TINGKAT.items() if said in (code.casefold(), word)), None)


class Status(StrEnum):
    """What became of a finding since the build before."""

    baru = laporan.BARU
    tetap = laporan.TETAP
    selesai = laporan.SELESAI


class BentukLaporan(StrEnum):
    """The form of a report."""

    json = "json"
    csv = "csv"
    xlsx = "xlsx"
    turtle = "turtle"


MEDIA: Final[Mapping[BentukLaporan, str]] = {
    BentukLaporan.csv: "text/csv",
    BentukLaporan.json: "application/json",
    BentukLaporan.xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    BentukLaporan.turtle: "text/turtle",
}


def form(asked: BentukLaporan | None, accept: Sequence[str]) -> BentukLaporan:
    """The form of a report: what ``format`` asks for, else the one that the Accept header would rather have.

    Raises:
        NotAcceptableError: it takes none.
    """
    if asked is not None:
        return asked
    by_media = {media: one for one, media in MEDIA.items()}
    return by_media[answering.liked(accept, tuple(by_media), MEDIA[BentukLaporan.json])]


def hold_names(names: Iterable[str]) -> None:
    """Hold that each of ``names`` is that of a filter.

    Raises:
        QuestionError: there is no filter of a name.
    """
    for name in names:
        if name not in FILTERS:
            raise QuestionError(name, "saringan ini tidak ada (no such filter)", tuple(FILTERS))


def renamed(given: Mapping[str, str]) -> dict[str, str]:
    """``given`` by the names that filters have today; what is given by both names counts by that of today.

    >>> renamed({"kode": "bidang-kosong", "dokumen": "iku"})
    {'aturan': 'bidang-kosong', 'dokumen': 'iku'}
    """
    former = {_FORMER[name]: value for name, value in given.items() if name in _FORMER}
    return former | {name: value for name, value in given.items() if name not in _FORMER}


def saringan(asked: Mapping[str, str]) -> Saringan:
    """The filter that ``asked`` sets; what it leaves out lets everything through."""
    return Saringan(
        kode=asked.get("aturan"),
        dokumen=asked.get("dokumen"),
        tingkat=asked.get("tingkat"),
        instansi=asked.get("instansi"),
        status=asked.get("status"),
    )


def address(path: str, asked: Mapping[str, str], **more: str) -> str:
    """The address of the report with the filters ``asked`` and ``more``, in one order."""
    given = {**asked, **more}
    names = [*(name for name in FILTERS if name in given), *(name for name in given if name not in FILTERS)]
    query = urlencode({name: given[name] for name in names})
    return f"{path}?{query}" if query else path
