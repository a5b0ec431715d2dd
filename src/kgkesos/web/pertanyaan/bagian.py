"""Which part of an answer a request asks for: what every route that serves rows takes beside its own parameters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query, Request

from kgkesos.web.pertanyaan import paging
from kgkesos.web.problems import OtherBuildError

# No build has a longer name.
_NAME = 200
_ROWS = "Baris sebanyak-banyaknya (most rows)"
_BUILD = "Hanya dari graf ini: `next`, `prev` dan `last` menyebutnya, agar halaman dua graf tidak tercampur (the build)"
_BOM = "Tanda UTF-8 di awal CSV, agar Excel mengenalinya"
Mulai = Annotated[int, Query(ge=0, le=paging.LAST, description="Baris yang dilewati (rows to skip)")]


@dataclass(frozen=True, slots=True)
class Bagian:
    """``most`` rows from number ``start`` on (without either every one), of ``build`` (None: that in service).

    ``bom`` says that CSV is to begin with the mark that Excel looks for.
    """

    bom: bool
    most: int | None
    start: int
    build: str | None

    def window(self, usual: int | None = None) -> paging.Window | None:
        """The rows asked for, the ``usual`` number of them where none is said; None for every one."""
        if self.most is None and not self.start and usual is None:
            return None
        return paging.Window(self.start, self.most or usual or paging.MOST)

    def hold_build(self, request: Request, current: str, window: paging.Window | None) -> None:
        """Hold that the rows of ``window`` are asked of the build that is in service, ``current``.

        Raises:
            OtherBuildError: they are asked of another.
        """
        if self.build not in (None, current):
            begin = paging.first(request.url.path, dict(request.query_params), window.most if window else None)
            raise OtherBuildError(self.build or "", current, begin)


async def _asked(
    bom: Annotated[bool, Query(description=_BOM)] = False,
    batas: Annotated[int | None, Query(ge=1, le=paging.MOST, description=_ROWS)] = None,
    mulai: Mulai = 0,
    build: Annotated[str | None, Query(max_length=_NAME, description=_BUILD)] = None,
) -> Bagian:
    # A coroutine, since a function would be run in a thread of its own.
    return Bagian(bom, batas, mulai, build)


Asked = Annotated[Bagian, Depends(_asked)]
