"""Counting paragraphs and tables as a person does who looks for one in a file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Count:
    """Where reading stands in a document, or in one cell or box of it: ``within`` is the place of that.

    >>> count = Count()
    >>> count.paragraph(), count.table(), count.paragraph()
    ('paragraf 1', 'tabel 1', 'paragraf 2')
    >>> inner = Count("tabel 1, baris 2, kolom 1")
    >>> inner.paragraph(), inner.table()
    ('tabel 1, baris 2, kolom 1', 'tabel 1, baris 2, kolom 1, tabel 1')
    """

    within: str = ""
    paragraphs: int = 0
    tables: int = 0

    def paragraph(self) -> str:
        """The place of the next paragraph that is not empty."""
        self.paragraphs += 1
        return self.within or f"paragraf {self.paragraphs}"

    def table(self) -> str:
        """The place of the next table."""
        self.tables += 1
        return self.inner(f"tabel {self.tables}")

    def inner(self, name: str) -> str:
        """The place of what is called ``name`` here."""
        return f"{self.within}, {name}" if self.within else name
