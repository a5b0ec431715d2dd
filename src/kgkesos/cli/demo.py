"""``make demo``: the whole of the main job on the documents that the project carries."""

from __future__ import annotations

from pathlib import Path

from kgkesos import answers, knowledge, pipeline, resources, trace
from kgkesos.cli import progress, show

_COVERAGE = ("namaDokumen", "tingkat", "periode", "jumlah", "berindikator", "berformula", "didukung", "mendukung")


def run(kg: Path) -> None:
    """Build the graph of ``documents/`` in ``kg``; print what was read, the findings, the coverage and one trace."""
    show.line("1. Yang terbaca dari dokumen", "bold")
    with progress.shown() as tell:
        made = pipeline.build([resources.folder("documents")], kg, progress=tell)
    show.report(made)
    known = knowledge.Knowledge.open(kg)
    show.line("\n2. Temuan", "bold")
    show.findings(made)
    show.line("\nDi mana cascading terputus:", "bold")
    _breaks(known)
    show.line("\n3. Cakupan", "bold")
    covered = answers.ask(known, "cakupan")
    columns = [covered.columns.index(name) for name in _COVERAGE]
    show.table(_COVERAGE, [[row[i] for i in columns] for row in covered.rows])
    show.line("\n4. Satu penelusuran: dari kegiatan ke tujuannya", "bold")
    show.traces(trace.trace(known, _an_activity(known), up=True))
    show.line("Lanjutkan: kgkesos ask | kgkesos check | kgkesos trace KATA | make serve", "dim")


def _breaks(known: knowledge.Knowledge) -> None:
    """Each violation with its object, its quote and place, and what to do."""
    found = answers.ask(known, "celah")
    at = {name: found.columns.index(name) for name in found.columns}
    for row in found.rows:
        if row[at["tingkat"]] == "Violation":
            show.line(f"  {row[at['objek']]}: {row[at['pesan']]}")
            where = row[at["tempat"]] or f"baris {row[at['baris']]}"
            show.line(f"    „{row[at['kutipan']]}” ({row[at['berkas']]}, {where})", "cyan")
            show.line(f"    Mengapa: {row[at['alasan']]}", "dim")
            show.line(f"    Perbaikan: {row[at['perbaikan']]}", "dim")


def _an_activity(known: knowledge.Knowledge) -> str:
    """The activity with the longest way up; the first by IRI among equals."""
    activities = known.lookup.nodes(["Kegiatan"])
    lengths = {
        node.iri: max(len(path) for path in trace.trace(known, node.iri, up=True)[0].paths) for node in activities
    }
    return max(sorted(lengths), key=lambda iri: lengths[iri])
