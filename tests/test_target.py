"""The question of targets, where documents print some: against the keys of the documents, made without the code."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kgkesos import answers, pipeline
from kgkesos.knowledge import Knowledge

KINDS = Path(__file__).parent / "data" / "kinds"
NAMES = ("pk-dinsos-ponorogo-2024", "pk-dinkes-bitung-2022")


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    folder = tmp_path_factory.mktemp("dok")
    for name in NAMES:
        (path,) = (one for one in KINDS.glob(f"{name}.*") if not one.name.endswith(".key.json"))
        shutil.copy(path, folder / path.name)
    kg = tmp_path_factory.mktemp("kg")
    pipeline.build([folder], kg)
    return Knowledge.open(kg)


def key_of(name: str) -> list[tuple[str, str, str, str]]:
    """Indicator, value, unit and year of each target in the key of ``name``; one that is a dash is none."""
    records = json.loads((KINDS / f"{name}.key.json").read_text(encoding="utf-8"))["records"]
    targets = [one for one in records if one["jenis"] == "Target"]
    return [(one["induk"], one["nilai"], one["satuan"], str(one["tahun"])) for one in targets]


def test_every_target_of_the_keys_is_in_the_answer_and_no_other(known: Knowledge) -> None:
    found = answers.ask(known, "target-indikator")
    at = [found.columns.index(name) for name in ("namaIndikator", "target", "satuan", "tahun")]
    said = sorted(tuple(str(row[i]) for i in at) for row in found.rows if row[at[1]] is not None)
    assert said == sorted(target for name in NAMES for target in key_of(name) if target[1] != "-")


def test_a_target_is_quoted_where_it_is_printed(known: Knowledge) -> None:
    found = answers.ask(known, "target-indikator", {"indikator": "Persentase PPKS yang terpenuhi kebutuhan dasarnya"})
    (row,) = (dict(zip(found.columns, row, strict=True)) for row in found.rows)
    lines = (KINDS / str(row["berkas"])).read_text(encoding="utf-8").split("\n")
    assert (row["target"], row["satuan"], row["tahun"], row["kutipan"]) == ("87,5", "%", "2024", "87,5")
    assert "Persentase PPKS yang terpenuhi kebutuhan dasarnya | % | 87,5 |" in lines[int(row["baris"] or 0) - 1]


def test_an_indicator_without_target_is_a_gap_where_others_have_one(known: Knowledge) -> None:
    found = answers.ask(known, "celah-cascading", {"celah": "indikator-tanpa-target"})
    dashes = [target[0] for name in NAMES for target in key_of(name) if target[1] == "-"]
    assert len(dashes) == 1
    assert [row[found.columns.index("nama")] for row in found.rows] == dashes
