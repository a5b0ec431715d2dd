"""The reply to who asks for the report: all of it or a page, in the form that is asked for, or that it is known."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import Request, Response

from kgkesos import __version__
from kgkesos.laporan import Laporan, Saringan, buku, data, shacl, susun, tabel
from kgkesos.laporan.berkas import Berkas
from kgkesos.web import caching
from kgkesos.web.pertanyaan import paging
from kgkesos.web.pertanyaan.bagian import Bagian
from kgkesos.web.temuan import asking
from kgkesos.web.temuan.asking import BentukLaporan
from kgkesos.web.temuan.models import LaporanModel

_ENDINGS = {BentukLaporan.csv: "csv", BentukLaporan.xlsx: "xlsx", BentukLaporan.turtle: "ttl"}
_KINDS = {BentukLaporan.csv: "; charset=utf-8; header=present", BentukLaporan.turtle: "; charset=utf-8"}


def reply(whole: Laporan, request: Request, saringan: Saringan, form: BentukLaporan, part: Bagian) -> Response:
    """The reply to ``request``, which asks for ``part`` of what ``saringan`` lets through of the ``whole`` report.

    Raises:
        FilterError: the filter names what there is not.
        OtherBuildError: another build is in service than the one whose findings are asked for.
    """
    given, window = dict(request.query_params), part.window()
    part.hold_build(request, whole.sumber, window)
    found = susun.narrowed(whole, saringan)
    current = caching.tag(_parts(found, form, part))
    headers = {"ETag": current, "Cache-Control": "no-cache", "Vary": "Accept"}
    if caching.known(request.headers.getlist("if-none-match"), current):
        return Response(status_code=304, headers=headers)
    total = sum(len(group.butir) for group in (*found.kelompok, *found.selesai))
    headers["X-Total-Count"] = str(total)
    shown = found
    if window is not None:
        headers["Link"] = paging.around(request.url.path, given, window, total, build=whole.sumber).header
        shown = susun.part(found, window.start, window.most)
    if form is not BentukLaporan.json:
        headers["Content-Disposition"] = f'attachment; filename="temuan.{_ENDINGS[form]}"'
    media = asking.MEDIA[form] + _KINDS.get(form, "")
    return Response(_content(found, shown, form, part), media_type=media, headers=headers)


def _parts(found: Laporan, form: BentukLaporan, part: Bagian) -> Iterator[str]:
    """All that the reply is made from."""
    yield from (__version__, found.sumber, str(found.sebelumnya), repr(found.catatan), repr(found.saringan))
    yield from (form.value, str(part.bom), repr(part.window()))


def _content(found: Laporan, shown: Laporan, form: BentukLaporan, part: Bagian) -> bytes:
    """What is ``shown`` of the report that was ``found``."""
    if form is BentukLaporan.json:
        return LaporanModel.model_validate(data.report(found, shown)).model_dump_json().encode("utf-8", "replace")
    if form is BentukLaporan.xlsx:
        return buku.save(shown, Berkas())
    return (
        tabel.text(shown, bom=part.bom) if form is BentukLaporan.csv else shacl.text(shown, conforms=not found.butir)
    ).encode()
