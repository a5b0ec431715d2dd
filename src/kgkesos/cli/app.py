"""The commands. Heavy modules are imported inside the command that needs them, so that ``--help`` is quick."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgkesos.cli import deciding, matriks, reporting, serving, settings, tracing
from kgkesos.cli.options import (
    ExportFormat,
    ReadFormat,
    ReportFormat,
    TableFormat,
    TemplateKind,
)
from kgkesos.cli.perintah import Perintah

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kgkesos.records import Peringatan

app = typer.Typer(
    name="kgkesos",
    cls=Perintah,
    help="Graf pengetahuan dari dokumen kinerja Dinas Sosial: setiap jawaban kembali ke kata yang tercetak.\n\n"
    "A knowledge graph of performance documents: every answer leads back to the printed words.",
    epilog="Contoh: kgkesos --lang en ask cakupan\n\n"
    "Kode keluar: 0 selesai; 1 selesai, tetapi ada yang salah pada yang dibaca (pelanggaran, dokumen atau keputusan "
    "yang ditolak, dokumen yang terpotong), atau search tidak menemukan nama; 2 tidak dapat dikerjakan (salah "
    "pakai, berkas atau graf yang tidak ada atau tidak terbaca). Keluaran diminta ke stdout, keterangan dan kesalahan "
    "ke stderr.\n\n"
    "Exit codes: 0 done; 1 done, but something that was read is wrong, or search found no name; 2 it cannot be done.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Kg = Annotated[Path, typer.Option("--kg", help="Folder graf / the folder of the knowledge graph.")]
_KG = Path("kg")
Over = Annotated[bool, typer.Option("--timpa", help="Ganti berkas yang sudah ada / overwrite.")]


def _version(wanted: bool) -> None:
    if wanted:
        from kgkesos import __version__

        typer.echo(f"kgkesos {__version__}")
        raise typer.Exit


@app.callback()
def options(
    _version_wanted: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Versi / version.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Hanya kesalahan dan yang diminta.")] = False,
    lang: Annotated[
        settings.Lang, typer.Option(help="Bahasa judul, kepala kolom, temuan, jejak, laporan.")
    ] = settings.Lang.id,
) -> None:
    """Options that stand before a command."""
    settings.use(settings.Settings(quiet, lang.value))


@app.command()
def read(
    files: Annotated[list[Path], typer.Argument(metavar="BERKAS...", help="One document, or several files of one.")],
    format: Annotated[ReadFormat, typer.Option(help="Bentuk keluaran.")] = ReadFormat.json,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Berkas .xlsx / the file to write.")] = None,
    timpa: Over = False,
) -> None:
    """Baca satu dokumen dan cetak isinya beserta buktinya; tidak membuat graf.

    Dari beberapa berkas: mana yang satu dokumen dan mengapa, dan bacaan yang berbeda di antaranya.
    Dengan --format xlsx: tulis sebagai buku kerja Excel, apa pun jenisnya, yang dapat diperbaiki lalu dibaca lagi;
    yang tidak dapat dimuat buku kerja disebutkan, dan tidak ada yang ditulis.

    Contoh: kgkesos read documents/iku-dinsos-tapin-2020.txt
    """
    from kgkesos import formats
    from kgkesos.reading import document, merge, told

    by_path = {path: document.read_file(path) for path in files}
    readings = list({reading.dokumen.sha256: reading for reading in by_path.values()}.values())
    said = told.of(by_path)
    works, compared = merge.works(readings, said), merge.comparisons(readings, said)
    from kgkesos.cli import readings as shown
    from kgkesos.cli import show
    from kgkesos.cli.files import json_of, write_workbook

    if output and format is not ReadFormat.xlsx:
        raise typer.BadParameter("--output hanya untuk --format xlsx (only with --format xlsx)")
    if format is ReadFormat.xlsx:
        write_workbook(works, files, output, over=timpa)
    elif format is ReadFormat.table:
        shown.comparisons(compared)
        for work in works:
            shown.work(work)
    else:
        one = len(files) == 1
        found = formats.reading_json(readings[0]) if one else formats.works_json(works, compared)
        typer.echo(json_of(found), nl=False)
    if format is not ReadFormat.table:
        for reading in readings:
            show.note(shown.summary(reading))
    _fail_if_truncated([warning for reading in readings for warning in reading.peringatan])


@app.command()
def template(
    kind: Annotated[TemplateKind, typer.Argument(metavar="JENIS", help="iki, iku, cascading, metadata.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Berkas .xlsx / the file to write.")] = None,
    timpa: Over = False,
) -> None:
    """Tulis templat Excel yang kosong, dengan contoh pengisian dan lembar petunjuk.

    Contoh: kgkesos template iku -o iku-kosong.xlsx
    """
    from kgkesos.cli import show
    from kgkesos.cli.files import write
    from kgkesos.sheets import templates

    target = output or Path(f"templat-{kind.value}.xlsx")
    write(target, templates.template(kind.value), over=timpa)
    show.note(show.said("ditulis: {}", target))


def _fail_if_truncated(warnings: Iterable[Peringatan]) -> None:
    """A document that ends where more is due is read as far as it goes, said on standard error, and exit code 1."""
    from kgkesos.reading.page import TRUNCATED

    found = [warning.pesan for warning in warnings if warning.kode == TRUNCATED]
    if found:
        typer.echo(f"kgkesos: {found[0]}", err=True)
        raise typer.Exit(1)


@app.command()
def build(
    paths: Annotated[list[Path], typer.Argument(metavar="BERKAS-ATAU-FOLDER...", help="Files and folders.")],
    kg: Kg = _KG,
    base: Annotated[str, typer.Option(help="Awalan IRI data / the base of data IRIs.")] = "https://w3id.org/kgkesos/",
) -> None:
    """Susun graf baru dari dokumen; dokumen yang rusak dilaporkan, yang lain tetap dibaca.

    Contoh: kgkesos build documents/
    """
    from kgkesos import pipeline
    from kgkesos.cli import progress, show
    from kgkesos.keputusan.penerapan import SALAH

    with progress.shown() as tell:
        report = pipeline.build(paths, kg, base, tell)
    show.report(report)
    if report.refused or any(one.status == SALAH for one in report.hasil):
        raise typer.Exit(1)
    _fail_if_truncated([warning for one in report.works for warning in one.work.peringatan])


@app.command()
def check(
    file: Annotated[
        Path | None, typer.Argument(metavar="[BERKAS.ttl]", help="RDF sendiri; bila kosong, graf di --kg.")
    ] = None,
    kg: Kg = _KG,
    format: Annotated[ReportFormat, typer.Option(help="Bentuk laporan.")] = ReportFormat.table,
    rule: Annotated[str | None, typer.Option("--aturan", "--rule", help="Hanya aturan ini: kode atau katanya.")] = None,
    dokumen: Annotated[str | None, typer.Option("--dokumen", "--document", help="Hanya dokumen ini.")] = None,
    level: Annotated[
        str | None, typer.Option("--tingkat", "--level", help="pelanggaran, peringatan atau catatan.")
    ] = None,
    instansi: Annotated[str | None, typer.Option(help="Hanya instansi ini, atau yang namanya memuat ini.")] = None,
    status: Annotated[str | None, typer.Option(help="Sejak graf sebelumnya: baru, tetap, selesai.")] = None,
    limit: Annotated[
        int | None, typer.Option("--batas", "--limit", min=0, help="Temuan per aturan di layar dan HTML; 0: semua.")
    ] = None,
    source: Annotated[
        Path | None, typer.Option("--sumber", "--source", help="Folder dokumen asli: kutipan di xlsx dan html bertaut.")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Berkas yang ditulis.")] = None,
    timpa: Over = False,
) -> None:
    """Laporan temuan menurut aturan, yang terberat dulu; kode keluar 1 bila ada pelanggaran yang tidak dikesampingkan.

    Dengan BERKAS (.ttl .nt .nq .trig .rdf .jsonld): periksa RDF sendiri; tidak ada yang diambil dari jaringan,
    owl:imports dan konteks jarak jauh pun tidak.

    Contoh: kgkesos check --format xlsx -o temuan.xlsx --sumber documents
    """
    from kgkesos.cli import laporan as shown
    from kgkesos.laporan import Saringan

    if file is not None and status is not None:
        raise typer.BadParameter("--status hanya untuk graf, bukan berkas (a file has no build before it)")
    found = shown.made(file, kg, Saringan(rule, dokumen, level, instansi, status))
    shown.deliver(found, format.value, output, read=file, batas=limit, sumber=source, over=timpa)
    if found.gagal:
        raise typer.Exit(1)


app.add_typer(deciding.app, name="decide")
app.command()(tracing.search)
app.command()(tracing.trace)
app.command(name="matriks")(matriks.command)
app.command()(reporting.report)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def ask(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="[NAMA]", help="Without a name: the list of questions.")] = None,
    kg: Kg = _KG,
    format: Annotated[TableFormat, typer.Option(help="Bentuk keluaran.")] = TableFormat.table,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Berkas .csv, .json atau .xlsx.")] = None,
    bom: Annotated[bool, typer.Option("--bom", help="Tanda UTF-8 di awal CSV, agar Excel mengenalinya.")] = False,
    timpa: Over = False,
) -> None:
    """Jawab pertanyaan bernama; parameternya ditulis --nama nilai.

    Buku kerja Excel (xlsx) selalu berkas: tanpa -o dinamai menurut pertanyaannya. Jawaban tanpa baris juga jawaban
    (misalnya: tidak ada celah): kode keluarnya 0, dan keterangannya menyebut apa yang dicari.

    Contoh: kgkesos ask definisi --istilah PMKS

    Contoh: kgkesos ask celah --format xlsx -o celah.xlsx
    """
    from kgkesos import answers, knowledge, questions
    from kgkesos.cli import jawaban, show

    if name is None:
        if output or bom or format is not TableFormat.table:
            raise typer.BadParameter("tanpa nama pertanyaan hanya ada daftarnya, di layar (name a question to write)")
        show.questions(questions.load())
        return
    question = questions.named(name)
    given = jawaban.parameters(context.args)
    for parameter in given:
        question.param(parameter)
    found = answers.ask(knowledge.Knowledge.open(kg), name, given)
    jawaban.deliver(found, format.value, output, bom=bom, over=timpa)


@app.command()
def export(
    kg: Kg = _KG,
    format: Annotated[
        ExportFormat,
        typer.Option(help="trig dan nq memuat graf bernama, ttl tidak; html, skos dan context tidak memerlukan graf."),
    ] = ExportFormat.trig,
    dokumen: Annotated[str | None, typer.Option("--dokumen", "--document", help="Hanya dokumen ini.")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Berkas; bila kosong, ke layar.")] = None,
    timpa: Over = False,
) -> None:
    """Tulis graf sebagai RDF (N-Quads terurut, TriG, Turtle, JSON-LD) atau uraiannya (VoID), atau kosakatanya.

    Buku kerja (xlsx): cascading menurut graf, dalam kolom yang dipakai instansi; dengan --dokumen dapat dibaca lagi.
    Kosakata: satu halaman tanpa internet (html), konsep dan kode (skos), konteks JSON-LD (context).
    Gambar: cascading satu dokumen (svg, png), yang disebut dengan --dokumen; png digambar dengan paket resvg-py.

    Contoh: kgkesos export --format html -o kosakata.html

    Contoh: kgkesos export --format xlsx --dokumen cascading-dinas-sosial -o cascading.xlsx
    """
    from kgkesos.cli import exporting

    exporting.deliver(format.value, kg, dokumen, output, over=timpa)


app.command(name="serve")(serving.command)


@app.command()
def demo(
    kg: Kg = _KG,
) -> None:
    """Susun graf dari dokumen contoh lalu cetak: yang terbaca, temuan, cakupan, satu penelusuran.

    Contoh: kgkesos demo
    """
    from kgkesos.cli.demo import run

    run(kg)
