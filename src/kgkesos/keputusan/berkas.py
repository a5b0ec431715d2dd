"""Files of decisions: ``keputusan.csv`` beside the documents, and lists that were filled in, CSV or Excel."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kgkesos.errors import InputError
from kgkesos.keputusan import baris, tanggal
from kgkesos.keputusan.model import COLUMNS, INFO, Keputusan, Tempat

FILE = "keputusan.csv"
_EXCEL = ".xlsx"
_LARGEST = 50_000_000
# What a spreadsheet takes for a formula; and its own sign that text follows.
_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")


class Baris(NamedTuple):
    """A row of a file: where a person finds it, its cells by column."""

    letak: str
    isi: dict[str, str]


@dataclass(frozen=True, slots=True)
class Berkas:
    """A file of decisions: those that hold, and what is wrong with the others."""

    path: Path
    keputusan: tuple[Keputusan, ...] = ()
    salah: tuple[InputError, ...] = ()


def load(path: Path, *, oleh: str = "", tanggal_: str = "") -> Berkas:
    """The decisions in ``path``; ``oleh`` and ``tanggal_`` stand for what the rows leave open.

    A file that cannot be read at all, or has other columns, is one fault.
    """
    try:
        rows = [row for row in _rows(path) if not baris.is_open(row.isi)]
    except InputError as error:
        return Berkas(path, salah=(error,))
    order = tanggal.month_first(row.isi.get("tanggal", "") for row in rows)
    found: list[Keputusan] = []
    wrong: list[InputError] = []
    for row in rows:
        cells = {**row.isi}
        for name, given in (("oleh", oleh), ("tanggal", tanggal_)):
            if not cells.get(name, "").strip():
                cells[name] = given
        try:
            found.append(baris.decision(cells, path, row.letak, month_first=order))
        except InputError as error:
            wrong.append(error)
    return Berkas(path, tuple(found), tuple(wrong))


def beside(paths: Iterable[Path], files: Iterable[Path]) -> tuple[tuple[Path, ...], frozenset[Path]]:
    """The ``keputusan.csv`` of a build of ``paths``, whose documents are ``files``: in each given folder, however deep,
    and beside each given file. The second value are those of which not the whole folder is read.
    """
    whole = {found for path in paths if path.is_dir() for found in path.rglob(FILE)}
    near = {path.parent / FILE for path in files} | {path / FILE for path in paths if path.is_dir()}
    found = {one.resolve(): one for one in sorted(whole | near, reverse=True) if one.is_file()}
    read = {one.resolve() for one in whole}
    return tuple(sorted(found.values())), frozenset(one for key, one in found.items() if key not in read)


def renewed(old: Iterable[Keputusan], new: Iterable[Keputusan]) -> tuple[Keputusan, ...]:
    """``old`` and ``new``, where a new decision of the same thing takes the place of the old one."""
    things = {one.thing: one for several in (old, new) for one in several}
    return tuple(sorted(things.values(), key=_order))


def merged(files: Iterable[Berkas]) -> tuple[tuple[Keputusan, ...], tuple[InputError, ...]]:
    """The decisions of ``files`` in one order, of two that agree the later one; those that disagree are faults."""
    by_thing: dict[tuple[Tempat, str], list[Keputusan]] = {}
    faults: list[InputError] = []
    for file in files:
        faults += file.salah
        for one in file.keputusan:
            by_thing.setdefault(one.thing, []).append(one)
    kept = []
    for several in by_thing.values():
        first = several[0]
        other = next((one for one in several if one.said != first.said), None)
        if other is None:
            kept.append(max(several, key=lambda one: one.tanggal))
        else:
            faults.append(_disagreement(first, other))
    return tuple(sorted(kept, key=_order)), tuple(faults)


def written(decisions: Iterable[Keputusan]) -> bytes:
    """``decisions`` as ``keputusan.csv``: one form for the same decisions, whoever wrote them."""
    return table(COLUMNS, (cells(one) for one in sorted(decisions, key=_order))).encode()


def cells(one: Keputusan) -> tuple[str, ...]:
    """The cells of a decision, in the order of ``COLUMNS``."""
    return (*one.tempat, one.sidik, one.putusan, one.nilai, one.oleh, one.tanggal.isoformat(), one.alasan)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table as CSV whose cells no spreadsheet runs: an apostrophe stands before what it would take for a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([f"'{cell}" if cell.startswith(_STARTS) else cell for cell in row] for row in rows)
    return out.getvalue()


def _order(one: Keputusan) -> tuple[str, ...]:
    return cells(one)


def _disagreement(first: Keputusan, other: Keputusan) -> InputError:
    file = "" if first.berkas == other.berkas else f"{first.berkas} "
    what = f"{other.tempat.jenis} {other.tempat.aturan or other.tempat.bidang} pada {other.tempat.rekaman}"
    said = f"{other.spoken}, sedangkan {file}{first.letak} {first.spoken}"
    why = f"{other.letak}: {what}: {said}; keduanya tidak diterapkan (two decisions disagree)"
    return InputError(other.berkas, why)


def _rows(path: Path) -> Iterator[Baris]:
    if not path.is_file():
        raise InputError(path, "berkas tidak ada (no such file)")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(path, f"tidak dapat dibaca: {error.strerror} (cannot be read)") from error
    if len(data) > _LARGEST:
        raise InputError(path, "berkas terlalu besar untuk berkas keputusan (too large)")
    if path.suffix.lower() == _EXCEL:
        from kgkesos.keputusan import lembar

        return lembar.rows(path, data, head)
    return _csv_rows(path, data)


def _csv_rows(path: Path, data: bytes) -> Iterator[Baris]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        why = "bukan UTF-8; di Excel simpan sebagai 'CSV UTF-8' atau .xlsx (not UTF-8)"
        raise InputError(path, why) from None
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    columns: tuple[str, ...] | None = None
    line = 1
    try:
        for row in reader:
            if columns is None:
                columns = head(path, f"baris {line}", row)
            elif len(row) > len(columns) and any(row[len(columns) :]):
                raise InputError(path, f"baris {line}: lebih banyak sel daripada kolom (more cells than columns)")
            elif any(cell.strip() for cell in row):
                isi = dict(zip(columns, map(_undefused, row), strict=False))
                yield Baris(f"baris {line}", isi)
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError(path, f"baris {line}: bukan CSV yang benar: {error} (not valid CSV)") from None
    if columns is None:
        raise InputError(path, "berkas kosong; baris pertama harus memuat nama kolom (empty)")


def head(path: Path, where: str, row: Sequence[str]) -> tuple[str, ...]:
    """The columns that the first row of a table names.

    Raises:
        InputError: one is unknown, missing or there twice.
    """
    columns = [cell.strip().casefold() for cell in row]
    while columns and not columns[-1]:
        columns.pop()
    known = (*COLUMNS, *INFO)
    if unknown := [name for name in columns if name not in known]:
        listed = ", ".join(map(repr, unknown))
        raise InputError(
            path, f"{where}: kolom {listed} tidak dikenal; yang dikenal: {', '.join(known)} (unknown column)"
        )
    if missing := [name for name in COLUMNS if name not in columns]:
        raise InputError(path, f"{where}: kolom {', '.join(missing)} tidak ada (missing column)")
    if len(set(columns)) < len(columns):
        raise InputError(path, f"{where}: ada kolom yang tertulis dua kali (a column is there twice)")
    return tuple(columns)


def _undefused(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_STARTS) else cell
