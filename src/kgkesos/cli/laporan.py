"""What ``check`` prints and writes: the report of findings in the form that was asked for."""

from __future__ import annotations

from pathlib import Path

import typer

from kgkesos import bahasa
from kgkesos.cli import files, settings, show
from kgkesos.errors import InputError
from kgkesos.knowledge import Knowledge
from kgkesos.laporan import kata, susun
from kgkesos.laporan.model import Butir, Kelompok, Laporan, Saringan, Simpul
from kgkesos.normalize import squeeze

TABLE = "table"
# The ends that the file of each form may have.
_ENDS = {
    "csv": (".csv",),
    "xlsx": (".xlsx",),
    "html": (".html", ".htm"),
    "json": (".json",),
    "shacl": (".ttl",),
}
# How many findings of a rule are shown, unless more are asked for; a file for programs holds them all.
_ON_SCREEN, _ON_A_PAGE = 5, 100
_LEVEL_STYLE = {"Violation": "bold red", "Warning": "bold yellow", "Info": "bold cyan"}


def made(path: Path | None, kg: Path, saringan: Saringan) -> Laporan:
    """The report of somebody's RDF in ``path``, or of the build in service in ``kg``."""
    if path is None:
        return susun.of_build(Knowledge.open(kg), saringan)
    from kgkesos import periksa

    return periksa.check(path, saringan)


def deliver(
    laporan: Laporan,
    form: str,
    output: Path | None,
    *,
    read: Path | None,
    batas: int | None,
    sumber: Path | None,
    over: bool,
) -> None:
    """Print ``laporan`` in ``form``, or write it as the file ``output``; a workbook is always a file.

    Raises:
        InputError: ``output`` is there already, is the file that was ``read``, or does not end as its form does; or
            the folder ``sumber`` is none.
        StoreError: it cannot be written.
    """
    if sumber is not None and not sumber.is_dir():
        raise InputError(sumber, "bukan folder (not a folder)")
    if laporan.dikesampingkan and form != TABLE:
        show.note(f"{laporan.dikesampingkan} temuan dikesampingkan oleh keputusan (waived by a decision)")
    if form == TABLE:
        if output:
            raise InputError(output, f"-o memerlukan --format {', '.join(_ENDS)} (a table goes to the screen)")
        _print(laporan, _ON_SCREEN if batas is None else batas)
        return
    if output is None and form == "xlsx":
        output = Path("temuan.xlsx")
    if output is None:
        typer.echo(_encoded(laporan, form, Path(), batas, sumber, bom=False), nl=False)
        return
    files.hold(output, [read] if read else [], _ENDS[form], over=over)
    files.write_data(output, _encoded(laporan, form, output.parent, batas, sumber, bom=True))
    show.note(show.said("ditulis: {}", output))


def _encoded(laporan: Laporan, form: str, dari: Path, batas: int | None, sumber: Path | None, *, bom: bool) -> bytes:
    """``laporan`` as the bytes of ``form``; links of it begin at the folder ``dari``."""
    if form == "csv":
        from kgkesos.laporan import tabel

        return tabel.text(laporan, bom=bom).encode()
    if form == "json":
        from kgkesos.laporan import data

        return files.json_of(data.report(laporan))
    if form == "shacl":
        from kgkesos.laporan import shacl

        return shacl.text(laporan).encode()
    from kgkesos.laporan import berkas

    found = berkas.at_hand(laporan, sumber, dari)
    if form == "html":
        from kgkesos.laporan import halaman

        return halaman.text(laporan, found, _ON_A_PAGE if batas is None else batas, _lang()).encode()
    from kgkesos.laporan import buku

    return buku.save(laporan, found, _lang())


def _lang() -> str:
    return settings.current().lang


def _said(phrase: str, *parts: object) -> str:
    return bahasa.kata(phrase, _lang()).format(*parts)


def _print(laporan: Laporan, batas: int) -> None:
    for one in laporan.kelompok:
        group(one, batas)
    if laporan.selesai:
        show.line(_said("Selesai: ada pada graf sebelumnya, tidak ditemukan lagi"), "bold green")
        for one in laporan.selesai:
            show.line(f"  {kata.aturan(one.kode)} ({one.kode}): {kata.jumlah(one, _lang())}")
            _items(one, batas)
        show.line()
    for note in laporan.catatan:
        show.line(bahasa.code(note, _lang()), "dim")
    if laporan.sebelumnya:
        show.line(_said("Sejak graf {}: {}.", laporan.sebelumnya, kata.status(laporan.status, _lang())))
    show.line(f"{laporan.sumber}: {kata.ringkas(laporan, _lang())}.", "bold")


def group(found: Kelompok, batas: int) -> None:
    """A rule: how grave and how often, what it says, why, what to do, and its first ``batas`` findings (0: all)."""
    lang = _lang()
    why, mend = _said("Mengapa"), _said("Perbaikan")
    word, asks = kata.tingkat(found.tingkat, lang)
    show.line(f"{kata.aturan(found.kode)} ({found.kode})", _LEVEL_STYLE[found.tingkat])
    show.line(f"  {word}, {asks}: {kata.jumlah(found, lang)}")
    if found.pesan:
        show.line(f"  {found.pesan[lang]}")
    show.line(f"  {why}: {found.alasan[lang]}", "dim")
    show.line(f"  {mend}: {found.perbaikan[lang]}", "dim")
    _items(found, batas)
    show.line()


def _items(group: Kelompok, batas: int) -> None:
    shown = group.butir[:batas] if batas else group.butir
    for one in shown:
        _item(one, whole=group.pesan is None)
    if more := len(group.butir) - len(shown):
        show.line(
            f"  {_said('dan {} lagi', kata.angka(more, _lang()))}: kgkesos check --aturan {group.kode} --batas 0", "dim"
        )


def _item(one: Butir, *, whole: bool) -> None:
    status = f" [{_said(one.status)}]" if one.status else ""
    field = f", {_said('bidang {}', one.bidang)}" if one.bidang else ""
    kind = f" ({kata.sebutan(one.simpul)}{field})" if one.simpul.jenis else ""
    show.line(f"  - {squeeze(one.simpul.nama)}{kind}{status}")
    if whole:
        show.line(f"    {one.pesan[_lang()]}")
    if one.penilaian:
        show.line(f"    {kata.penilaian(one, _lang())}")
    if one.putusan:
        show.line(f"    {_said('putusan')}: {kata.putusan(one, _lang())}")
    _quotes(one.simpul)
    if one.pembanding:
        show.line(f"    {_said('dibandingkan dengan')} {squeeze(one.pembanding.nama)}")
        _quotes(one.pembanding)


def _quotes(node: Simpul) -> None:
    for quote in node.kutipan:
        words = squeeze(quote.kutipan)
        # Words that are the name itself were just printed.
        said = "" if words == squeeze(node.nama) else f"„{words}” "
        show.line(f"    {said}({quote.berkas}, {bahasa.place(quote.letak, _lang())})", "cyan")
    if not node.kutipan:
        show.line(f"    {node.iri}", "cyan")
