"""A PDF file: opened, held to its bounds, and read page by page."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kgkesos.errors import InputError
from kgkesos.reading import file
from kgkesos.reading.blocks import Block, PageEnd, Paragraph, Table
from kgkesos.reading.compose import compose
from kgkesos.reading.excerpt import Source
from kgkesos.reading.pdf import arah, halaman, sambung

# Plans of an office have a few hundred pages; a page has a few thousand characters.
LARGEST_FILE = 60_000_000
MOST_PAGES = 1_000
MOST_CHARACTERS = 60_000
_MARK = b"%PDF-"
_MARK_WITHIN = 1024


def load(path: Path) -> Source:
    """The decoded text of the PDF ``path``: its tables row by row, each cell with its page and box.

    Pages without words (pictures of pages) are told in the source's remark, by number.

    Raises:
        InputError: it is no PDF, damaged, locked, too large, or no page of it holds words.
    """
    import pdfplumber
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    data = file.content(path, LARGEST_FILE)
    if _MARK not in data[:_MARK_WITHIN]:
        raise InputError(path, "isinya bukan PDF, walau berakhiran .pdf (not a PDF)")
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            return _read(path, pdf, data)
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise _locked(path) from error
    except PdfminerException as error:
        if isinstance(error.args[0] if error.args else None, PDFPasswordIncorrect | PDFEncryptionError):
            raise _locked(path) from error
        raise _damaged(path) from error
    except InputError:
        raise
    except Exception as error:  # the parser meets damage in many ways; none may take the other documents with it
        raise _damaged(path) from error


def _locked(path: Path) -> InputError:
    return InputError(path, "PDF dikunci kata sandi; simpan ulang tanpa kata sandi (locked by a password)")


def _damaged(path: Path) -> InputError:
    return InputError(path, "PDF rusak: halamannya tidak dapat dibaca (a damaged PDF)")


def _read(path: Path, pdf: Any, data: bytes) -> Source:
    count = len(pdf.pages)
    if not count:
        raise _damaged(path)
    if count > MOST_PAGES:
        raise InputError(path, f"PDF berisi {count:,} halaman, paling banyak {MOST_PAGES:,} (too many pages)")
    silent: list[int] = []
    found = sambung.joined(list(_blocks(path, pdf, data, silent)))
    if not any(_says(block) for block in found):
        raise InputError(
            path, "tidak ada teks di halaman mana pun: PDF ini gambar hasil pindai; perlu OCR (a scan without text)"
        )
    remark = None
    if silent:
        said = ", ".join(map(str, silent))
        remark = f"Halaman {said} tidak memuat teks (gambar atau kosong) dan tidak dibaca."
    return compose(found, hashlib.sha256(data).hexdigest(), remark)


def _upright(data: bytes, page: Any) -> list[Block]:
    """The blocks of ``page``, turned where its text runs another way."""
    degrees = arah.turn(page)
    if not degrees:
        return halaman.blocks(page)
    with arah.turned(data, page, degrees) as upright:
        return halaman.blocks(upright)


def _blocks(path: Path, pdf: Any, data: bytes, silent: list[int]) -> Iterator[Block]:
    for page in pdf.pages:
        if len(page.chars) > MOST_CHARACTERS:
            raise InputError(path, f"halaman {page.page_number} memuat {len(page.chars):,} karakter (not a document)")
        printed = _upright(data, page)
        if not any(map(_says, printed)):
            silent.append(page.page_number)
        yield from printed
        yield PageEnd()
        page.close()


def _says(block: Block) -> bool:
    if isinstance(block, Paragraph):
        return bool(block.text.strip())
    return isinstance(block, Table) and any(getattr(cell, "text", "").strip() for row in block.rows for cell in row)
