"""Word files and web pages of invented offices say what their keys say, made without seeing the readers."""

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
    # the parties to an agreement are no records
    ("06-pk-dinsos-gunungkidul-2023.docx", "Jabatan"),
}
# A page drawn with positions of its own is no text with tables: it is refused.
DRAWN = frozenset({"07b-pohon-garis-dinsos-surakarta-2019.html"})
FILES = [
    (name, file)
    for name in file_keys.KEYS
    for file in file_keys.key(name)["berkas"]
    if file.endswith((".docx", ".html")) and file not in DRAWN
]


def test_there_are_files() -> None:
    assert len(FILES) == 7


@pytest.mark.parametrize(("name", "file"), FILES, ids=[file for _, file in FILES])
def test_a_file_says_what_its_key_says(name: str, file: str) -> None:
    found = file_keys.scores(name, file)
    poor = {kind: score for kind, score in found.items() if score.f1 < LEAST and (file, kind) not in KNOWN}
    assert poor == {}


@pytest.mark.parametrize("file", sorted(DRAWN))
def test_a_drawn_page_is_refused(file: str) -> None:
    with pytest.raises(InputError, match="halaman ini digambar"):
        document.read_file(file_keys.FOLDER / file)
