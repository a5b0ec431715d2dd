"""A document printed to PDF from Word says what its text says: the same records, each with its page and box."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from docx.shared import Mm, Pt
from test_formats_same import DOCUMENTS, pieces

from kgkesos.reading import document
from kgkesos.records import Reading, values

# A text layer parts its cells by blank lines: at the end of a page one is not to be seen, so it gets one long page.
LAYERS = frozenset({"cascading-dinas-sosial.txt"})
WIDE, HIGH, LONG = Mm(330), Mm(215), Mm(2900)
LIMIT = 180


def printed(path: Path, folder: Path) -> Path:
    """The document ``path`` as Word prints it to PDF: a paragraph a line, its tables ruled, over many pages."""
    soffice = shutil.which("soffice")
    if not soffice:
        pytest.skip("soffice (LibreOffice Writer) is not installed")
    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height = WIDE, LONG if path.name in LAYERS else HIGH
    section.left_margin = section.right_margin = Mm(12)
    made.styles["Normal"].font.size = Pt(9)
    for piece in pieces(path.read_text(encoding="utf-8")):
        for line in piece:
            if isinstance(line, str):
                made.add_paragraph(line)
        rows = [row for row in piece if isinstance(row, list)]
        if rows:
            width = max(map(len, rows))
            cells = iter(made.add_table(rows=len(rows), cols=width, style="Table Grid")._cells)
            for row in rows:
                for cell in (*row, *[""] * (width - len(row))):
                    next(cells).text = cell
    word = folder / f"{path.stem}.docx"
    made.save(str(word))
    profile = f"-env:UserInstallation=file://{folder}/profil"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(word)]
    subprocess.run(command, check=True, capture_output=True, timeout=LIMIT)
    return word.with_suffix(".pdf")


def said(reading: Reading) -> list[tuple[object, ...]]:
    return [(r.jenis, r.id, r.induk, r.kepastian, values(r)) for r in reading.records]


@pytest.mark.parametrize("path", DOCUMENTS, ids=[path.name for path in DOCUMENTS])
def test_a_document_as_pdf_says_what_its_text_says(path: Path, tmp_path: Path) -> None:
    found = document.read_file(printed(path, tmp_path))
    assert said(found) == said(document.read_file(path))
    places = {quote.tempat for record in found.records for quotes in record.bukti.values() for quote in quotes}
    assert all(place and place.startswith("halaman ") for place in places)
