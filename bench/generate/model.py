"""What a generated document says: nodes and indicators that a layout prints, and a record of what was printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

# Why a finding must come: made on purpose, or the layout has no place for what is missing.
PLANTED, LAYOUT = "ditanam", "bentuk"
# How two nodes are tied.
SUPPORTS, REPORTS, DETAILS = "mendukung", "melapor", "menjabarkan"
NO_FORMULA, NO_SOURCE, NO_DEFINITION = (
    "indikator-tanpa-formula",
    "indikator-tanpa-sumber-data",
    "indikator-tanpa-definisi",
)
NO_MULTIPLIER, MISPRINT = "persentase-tanpa-pengali", "salah-ketik"


@dataclass(slots=True)
class Rumus:
    """A formula: the sum of ``objek``, or ``pembilang`` over ``penyebut``."""

    pembilang: str = ""
    penyebut: str = ""
    pengali: int | None = 100
    objek: str = ""

    @property
    def words(self) -> str:
        """The formula in one form, however a layout prints it."""
        if self.objek:
            return self.objek
        return f"{self.pembilang} / {self.penyebut}" + (f" x {self.pengali}%" if self.pengali else "")


@dataclass(slots=True)
class Indikator:
    """An indicator and what is said of it; ``codes`` are the findings that it must have."""

    nama: str
    rumus: Rumus | None = None
    sumber: str = ""
    penjelasan: str = ""
    istilah: str = ""
    satuan: str = ""
    nomor: str = ""
    codes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Simpul:
    """A node of performance or a position: ``jenis`` is the kind of its record, ``words`` its name or text.

    ``kembar`` is the sibling that has the same number, ``baris`` the line on which the node was printed.
    """

    jenis: str
    words: str
    nomor: int = 0
    kode: str = ""
    indikator: list[Indikator] = field(default_factory=list)
    anak: list[Simpul] = field(default_factory=list)
    tugas: list[tuple[str, bool]] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    kembar: Simpul | None = None
    baris: int = 0

    def all(self) -> Iterator[Simpul]:
        """This node and all below it, as printed."""
        yield self
        for one in self.anak:
            yield from one.all()


@dataclass(slots=True)
class Naskah:
    """A document while it is written: its lines, what they say, and the findings that must come of them."""

    jenis: str
    instansi: str
    wilayah: str
    kode_wilayah: str
    tahun: int
    lines: list[str] = field(default_factory=list)
    nodes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    links: list[list[str]] = field(default_factory=list)
    planted: list[dict[str, object]] = field(default_factory=list)

    def line(self, text: str = "") -> int:
        """Print a line; its number."""
        assert "\n" not in text
        self.lines.append(text)
        return len(self.lines)

    def record(self, jenis: str, words: str) -> None:
        """Note that the document has a record of this kind with these words."""
        self.nodes[jenis].append(words)

    def link(self, how: str, below: tuple[str, str], above: tuple[str, str]) -> None:
        """Note that the document ties ``below`` to ``above``, each a kind and its words."""
        self.links.append([how, *below, *above])

    def plant(self, kode: str, jenis: str, words: str, baris: int, sebab: str = PLANTED) -> None:
        """Note that the finding ``kode`` must come, on the record with these words on line ``baris``."""
        self.planted.append({"kode": kode, "jenis": jenis, "kata": words, "baris": baris, "sebab": sebab})

    def node(self, node: Simpul, baris: int) -> None:
        """Note ``node``, printed on line ``baris``."""
        node.baris = baris
        self.record(node.jenis, node.words)
        for kode in node.codes:
            self.plant(kode, node.jenis, node.words, baris)
        if node.kembar:
            # Two nodes have one number: which of them is shown as the second is for the check to say.
            self.planted[-1]["atau"] = {"kata": node.kembar.words, "baris": node.kembar.baris}

    def indicator(self, one: Indikator, baris: int, lacking: tuple[str, ...] = ()) -> None:
        """Note an indicator with its formula and definition; ``lacking`` are codes that the layout itself brings."""
        self.record("Indikator", one.nama)
        if one.rumus:
            self.record("Formula", one.rumus.words)
        if one.istilah:
            self.record("Definisi", one.istilah)
        for kode in one.codes:
            about = ("Formula", one.rumus.words) if kode == NO_MULTIPLIER and one.rumus else ("Indikator", one.nama)
            self.plant(kode, *about, baris)
        for kode in lacking:
            self.plant(kode, "Indikator", one.nama, baris, LAYOUT)
