"""Indicators of the same formula: what a formula must say to make two of them one, on a graph made by hand."""

from __future__ import annotations

from pathlib import Path

from rdflib import Graph

from kgkesos import questions
from kgkesos.store import Scratch

DATA = Path(__file__).parent / "data" / "serupa" / "formula.ttl"
HERE = "https://contoh.example/"


def test_a_formula_that_names_a_unit_alone_makes_no_indicators_the_same() -> None:
    rows = Scratch(Graph().parse(DATA)).select(questions.named("indikator-serupa").text)
    names = ("dasar", "kelompok", "anggota", "nama", "indikator")
    sum_, ratio = "ƒ(x) = Σ fakir miskin yang mendapat pelatihan", "Jumlah Pegawai yang hadir / Jumlah Pegawai"
    # The group is called as a formula of it is printed.
    assert sorted(tuple(str(row[name]) for name in names) for row in rows) == [
        ("formula", ratio, "2", "2", f"{HERE}e"),
        ("formula", ratio, "2", "2", f"{HERE}f"),
        ("formula", sum_, "2", "2", f"{HERE}c"),
        ("formula", sum_, "2", "2", f"{HERE}d"),
    ]
