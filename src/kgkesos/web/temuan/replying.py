"""The reply to who asks for the report: all of it or a page, in the form that is asked for, or that it is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from fastapi import Request, Response

from kgkesos import __version__
from kgkesos.laporan import Laporan, Saringan, buku, data, shacl, susun, tabel
from kgkesos.laporan.berkas import Berkas
from kgkesos.web import caching
from kgkesos.web.pertanyaan import paging
from kgkesos.web.problems import OtherBuildError
from kgkesos.web.temuan import asking
from kgkesos.web.temuan.asking import BentukLaporan
from kgkesos.web.temuan.models import LaporanModel

_ENDINGS = {BentukLaporan.csv: "csv", BentukLaporan.xlsx: "xlsx", BentukLaporan.turtle: "ttl"}
_KINDS = {BentukLaporan.csv: "; charset=utf-8; header=present", BentukLaporan.turtle: "; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class Wish:
    """What a request asks beside the filter: ``most`` findings from number ``start`` on; every one without them.

    ``build`` is the one that they are to be of; None for the one in service.
    """

    form: BentukLaporan
    bom: bool
    most: int | None
    start: int
    build: str | None

    @property
    def window(self) -> paging.Window | None:
        """The findings asked for; None for every one."""
        return paging.Window(self.start, self.most or paging.MOST) if self.most or self.start else None


def reply(whole: Laporan, request: Request, saringan: Saringan, wish: Wish) -> Response:
    """The reply to ``request``, which asks for what ``saringan`` lets through of the ``whole`` report as ``wish`` says.

    Raises:
        FilterError: the filter names what there is not.
        OtherBuildError: another build is in service than the one whose findings are asked for.
    """
    given, window = dict(request.query_params), wish.window
    if wish.build not in (None, whole.sumber):
        first = paging.first(request.url.path, given, window.most if window else None)
        raise OtherBuildError(wish.build or "", whole.sumber, first)
    found = susun.narrowed(whole, saringan)
    current = caching.tag(_parts(found, wish), weak=wish.form is BentukLaporan.xlsx)
    headers = {"ETag": current, "Cache-Control": "no-cache", "Vary": "Accept"}
    if caching.known(request.headers.getlist("if-none-match"), current):
        return Response(status_code=304, headers=headers)
    total = sum(len(group.butir) for group in (*found.kelompok, *found.selesai))
    headers["X-Total-Count"] = str(total)
    shown = found
    if window is not None:
        headers["Link"] = paging.around(request.url.path, given, window, total, build=whole.sumber).header
        shown = susun.part(found, window.start, window.most)
    if wish.form is not BentukLaporan.json:
        headers["Content-Disposition"] = f'attachment; filename="temuan.{_ENDINGS[wish.form]}"'
    media = asking.MEDIA[wish.form] + _KINDS.get(wish.form, "")
    return Response(_content(found, shown, wish), media_type=media, headers=headers)


def _parts(found: Laporan, wish: Wish) -> Iterator[str]:
    """All that the reply is made from."""
    yield from (__version__, found.sumber, str(found.sebelumnya), repr(found.catatan), repr(found.saringan))
    yield from (wish.form.value, str(wish.bom), repr(wish.window))
    if wish.form is BentukLaporan.xlsx:
        # A workbook says on which day it was made.
        yield date.today().isoformat()


def _content(found: Laporan, shown: Laporan, wish: Wish) -> bytes:
    """What is ``shown`` of the report that was ``found``."""
    if wish.form is BentukLaporan.json:
        return LaporanModel.model_validate(data.report(found, shown)).model_dump_json().encode("utf-8", "replace")
    if wish.form is BentukLaporan.xlsx:
        return buku.save(shown, Berkas())
    return (
        tabel.text(shown, bom=wish.bom)
        if wish.form is BentukLaporan.csv
        else shacl.text(shown, conforms=not found.butir)
    ).encode()
