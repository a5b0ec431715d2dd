"""Files of invented offices, in every format, say what their keys say, made without seeing the readers."""

from __future__ import annotations

import file_keys
import pytest

from kgkesos.errors import InputError
from kgkesos.reading import document

LEAST = 0.9
# What a file does not say, or says by how it is drawn, and kinds that the reader of the kind leaves.
KNOWN = {
    # a sentence that says which are counted is no definition to the key
    ("01-iku-dinsos-lebak-2022.docx", "Definisi"),
    ("01-iku-dinsos-lebak-2022.pdf", "Definisi"),
    # the parties to an agreement are no records
    ("06-pk-dinsos-gunungkidul-2023.docx", "Jabatan"),
    ("06-pk-dinsos-gunungkidul-2023.pdf", "Jabatan"),
    # the definitions stand in a paragraph outside the tables, which the reader of plans leaves
    ("10-renstra-dinsos-jepara-2021-2026.pdf", "Definisi"),
    ("10-renstra-dinsos-jepara-2021-2026.xlsx", "Definisi"),
}
# A page drawn with positions of its own is no text with tables: it is refused.
DRAWN = frozenset({"07b-pohon-garis-dinsos-surakarta-2019.html"})
FILES = [(name, file) for name in file_keys.KEYS for file in file_keys.key(name)["berkas"] if file not in DRAWN]


def test_there_are_files() -> None:
    assert len(FILES) == 22


@pytest.mark.parametrize(("name", "file"), FILES, ids=[file for _, file in FILES])
def test_a_file_says_what_its_key_says(name: str, file: str) -> None:
    found = file_keys.scores(name, file)
    poor = {kind: score for kind, score in found.items() if score.f1 < LEAST and (file, kind) not in KNOWN}
    assert poor == {}


def test_boxes_drawn_in_a_sheet_are_read_by_its_columns_and_rows() -> None:
    name = "07a-pohon-jabatan-dinsos-klaten-2018"
    assert {kind: score.f1 for kind, score in file_keys.scores(name, f"{name}.xlsx").items()} == {
        "Indikator": 1.0,
        "Jabatan": 1.0,
        "Sasaran": 1.0,
    }


@pytest.mark.parametrize("file", sorted(DRAWN))
def test_a_drawn_page_is_refused(file: str) -> None:
    with pytest.raises(InputError, match="halaman ini digambar"):
        document.read_file(file_keys.FOLDER / file)
