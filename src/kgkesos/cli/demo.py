"""``make demo``: all of the main job on the documents that the project carries; its tables fit a terminal."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from kgkesos import answers, knowledge, pipeline, resources, trace
from kgkesos.bahasa import angka, kata
from kgkesos.cli import laporan, progress, settings, show
from kgkesos.gambar.letak import TINGKAT
from kgkesos.laporan import Butir, Laporan, Saringan, susun
from kgkesos.laporan import kata as sebut

_COVERAGE = {
    "tingkat": "Tingkat",
    "periode": "Periode",
    "jumlah": "Simpul",
    "berindikator": "Indikator",
    "berformula": "Formula",
    "didukung": "Didukung",
    "mendukung": "Mendukung",
}
# The gravest findings are shown one by one, the lightest are only counted.
_GRAVEST, _LIGHTEST = "Violation", "Info"


def run(kg: Path) -> None:
    """Build the graph of ``documents/`` in ``kg``; print what was read, the findings, the coverage and one trace."""
    _head("1. Yang terbaca dari dokumen")
    with progress.shown() as tell:
        made = pipeline.build([resources.folder("documents")], kg, progress=tell)
    _read(made)
    show.noted(made)
    known = knowledge.Knowledge.open(kg)
    found = susun.of_build(known, Saringan())
    _head("\n2. Temuan")
    _findings(found)
    _head("\nDi mana cascading terputus:")
    _breaks(found)
    _head("\n3. Cakupan")
    _coverage(known)
    _head("\n4. Satu penelusuran: dari kegiatan ke tujuannya")
    show.traces(trace.trace(known, _an_activity(known), up=True))
    show.line(show.said("Lanjutkan: {}", "kgkesos ask | kgkesos check | kgkesos trace KATA | make serve"), "dim")


def _head(phrase: str) -> None:
    show.line(kata(phrase, settings.current().lang), "bold")


def _read(made: pipeline.Report) -> None:
    """Each document in two lines: a table of so many words would be wider than a screen."""
    for one in made.works:
        key, kind, read, findings, unread = show.work(one)
        show.line(show.said("{} ({}): {} temuan, {} baris tak terbaca", key, kind, findings, unread))
        show.line(f"  {read}", "dim")


def _findings(found: Laporan) -> None:
    """How many findings of each rule, worst first, and how many are of programmes that the document replaced."""
    lang = settings.current().lang
    shown = [group for group in found.kelompok if group.tingkat != _LIGHTEST]
    heads = ("Temuan", "Tingkat", "Jumlah", "Pada program diganti")
    rows = [
        (sebut.aturan(group.kode), sebut.tingkat(group.tingkat, lang)[0], len(group.butir), _replaced(group.butir))
        for group in shown
    ]
    show.line(f"{sebut.ringkas(found, lang)}.")
    show.table([kata(head, lang) for head in heads], rows)
    light = [group for group in found.kelompok if group.tingkat == _LIGHTEST]
    count = angka(sum(len(group.butir) for group in light), lang)
    show.line(
        show.said("dan {} catatan dari {} jenis: {}", count, len(light), "kgkesos check --tingkat catatan"), "dim"
    )


def _replaced(found: tuple[Butir, ...]) -> str:
    return str(sum(one.simpul.diganti for one in found) or "")


def _breaks(found: Laporan) -> None:
    """Each violation as ``check`` prints it; where all are of replaced programmes, that is said."""
    for group in found.kelompok:
        if group.tingkat == _GRAVEST:
            laporan.group(group, 0)
            if all(one.simpul.diganti for one in group.butir):
                _head("Semuanya pada program yang menurut dokumennya sendiri sudah diganti dengan program lain.")


def _coverage(known: knowledge.Knowledge) -> None:
    """A table for each document, so that its long title stands in no cell."""
    lang = settings.current().lang
    show.line(show.said("Dari sekian simpul: berapa yang punya indikator dan formula, didukung dan mendukung."), "dim")
    covered = answers.ask(known, "cakupan")
    rows = [dict(zip(covered.columns, row, strict=True)) for row in covered.rows]
    for title, of_document in groupby(rows, key=lambda row: row["namaDokumen"]):
        cells = [[_level(row["tingkat"]), *(row[name] for name in list(_COVERAGE)[1:])] for row in of_document]
        show.line(str(title))
        show.table([kata(head, lang) for head in _COVERAGE.values()], cells)


def _level(kind: object) -> str:
    return kata(TINGKAT[str(kind)], settings.current().lang)


def _an_activity(known: knowledge.Knowledge) -> str:
    """The activity with the longest way up, not replaced if there is one such; the first by IRI among equals."""
    traces = {node.iri: trace.trace(known, node.iri, up=True)[0] for node in known.lookup.nodes(["Kegiatan"])}
    lengths = {iri: (not one.diganti, max(len(path) for path in one.paths)) for iri, one in traces.items()}
    return max(sorted(lengths), key=lambda iri: lengths[iri])
