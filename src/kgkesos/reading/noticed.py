"""What a file holds besides the words that are read: the user is told, so that nothing is lost unsaid."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Noticed:
    """Counted and marked while the text is read."""

    changes: bool = False
    hidden: bool = False
    notes: int = 0
    pictures: int = 0
    embedded: int = 0
    macros: bool = False

    def remark(self) -> str | None:
        """One text in Indonesian; None where there is nothing to tell."""
        said = []
        if self.changes:
            said.append("Ada perubahan terlacak: teks sisipan dibaca, teks yang dihapus tidak.")
        if self.hidden:
            said.append("Ada teks tersembunyi; tidak dibaca.")
        if self.notes:
            said.append(f"Catatan kaki tidak dibaca ({self.notes}).")
        if self.pictures:
            said.append(f"Isi gambar tidak dibaca ({self.pictures}); ketik rumus yang berupa gambar.")
        if self.embedded:
            said.append(f"Dokumen lain yang disisipkan tidak dibaca ({self.embedded}).")
        if self.macros:
            said.append("Makro di dalam berkas tidak dijalankan.")
        return " ".join(said) or None
