"""What can be decided as a list to be filled in: CSV, or a workbook with a sheet and a drop-down list for each kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kgkesos.keputusan import CHOICES, COLUMNS, INFO, KINDS, Hal, Hasil, Keputusan, Tempat
from kgkesos.keputusan.berkas import cells, table
from kgkesos.keputusan.penerapan import DITERAPKAN
from kgkesos.sheets.form import Choice, Form, Held, Row
from kgkesos.sheets.workbook import save

Line = tuple[str, ...]
_ALL = (*COLUMNS, *INFO)
# What a person reads stands before what is to be filled in, and that before what only anchors the decision.
_SHOWN = (
    *("objek", "isi", "kutipan", "letak", "tingkat", "keterangan"),
    *("putusan", "nilai", "oleh", "tanggal", "alasan"),
    *("jenis", "aturan", "bidang", "dokumen", "rekaman", "ke", "sidik"),
)
_WIDTHS = {"objek": 40, "isi": 50, "kutipan": 50, "putusan": 16, "nilai": 40, "alasan": 40, "rekaman": 30}
_WIDTH = 14
_HELP = (
    "Pilih putusan pada baris yang hendak diputuskan; biarkan kosong yang belum. Tulis oleh (peran, misalnya wali data;"
    " jangan nama atau NIP), tanggal dan alasan.",
    "temuan: diterima (benar, akan diperbaiki), dikesampingkan (diketahui, tidak perlu), diperbaiki (sudah).",
    "padanan dan tautan: dikonfirmasi atau ditolak. bidang: ditetapkan, dengan bacaan yang benar pada kolom nilai.",
    "Jangan mengubah kolom jenis, aturan, bidang, dokumen, rekaman, ke dan sidik. Baris boleh dihapus.",
    "Kembalikan dengan: kgkesos decide apply BERKAS-INI FOLDER-DOKUMEN",
)


def rows(things: Iterable[Hal], results: Iterable[Hasil]) -> tuple[Line, ...]:
    """A row for each of ``things``, with what was decided of it; then the decisions that do not apply, and why."""
    known = list(results)
    decided = {thing: one.keputusan for one in known for thing in one.hal if one.status == DITERAPKAN}
    found = [_row(thing, decided.get(thing)) for thing in things]
    stale = [_unapplied(one) for one in known if one.status != DITERAPKAN]
    return (*found, *stale)


def as_csv(lines: Iterable[Line]) -> bytes:
    """``lines`` as CSV, in a way that Excel sees its UTF-8."""
    return ("\ufeff" + table(_ALL, lines)).encode()


def as_workbook(lines: Sequence[Line]) -> bytes:
    """``lines`` as a workbook: a sheet for each kind with the decisions that it takes to choose from, and help."""
    kinds = [kind for kind in KINDS if any(_at(line, "jenis") == kind for line in lines)]
    forms = [_form(kind, [line for line in lines if _at(line, "jenis") == kind]) for kind in kinds or KINDS[:1]]
    return save((*forms, Form("Petunjuk", tuple((Held(text),) for text in _HELP), (110,))))


def _form(kind: str, lines: Iterable[Line]) -> Form:
    body = [tuple(_held(_at(line, name)) for name in _SHOWN) for line in lines]
    head: Row = tuple(Held(name, "head") for name in _SHOWN)
    widths = tuple(_WIDTHS.get(name, _WIDTH) for name in _SHOWN)
    return Form(kind.capitalize(), (head, *body), widths, (Choice(("PUTUSAN",), CHOICES[kind]),), 1)


def _held(text: str) -> Held | None:
    return Held(text) if text else None


def _at(line: Line, name: str) -> str:
    return line[_ALL.index(name)]


def _row(thing: Hal, decision: Keputusan | None) -> Line:
    seen = {
        "tingkat": thing.tingkat,
        "objek": thing.objek,
        "isi": thing.isi,
        "kutipan": thing.kutipan,
        "letak": thing.letak,
    }
    if decision:
        return (*cells(decision), *_info({**seen, "keterangan": "diputuskan"}))
    open_cells = {**dict(zip(Tempat._fields, thing.tempat, strict=True)), "sidik": thing.sidik}
    return (*(open_cells.get(name, "") for name in COLUMNS), *_info(seen))


def _unapplied(result: Hasil) -> Line:
    return (*cells(result.keputusan), *_info({"keterangan": f"{result.status}: {result.sebab}"}))


def _info(said: Mapping[str, str]) -> Iterator[str]:
    return (said.get(name, "") for name in INFO)
