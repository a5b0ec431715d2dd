"""What is written into a workbook, before it is one: sheets of rows of cells that know which fields they hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kgkesos.reading import formula as formulas
from kgkesos.reading.excerpt import Excerpt, Source, text_of
from kgkesos.records import Dokumen, Formula, Indikator, Record, Target


@dataclass(frozen=True, slots=True)
class Held:
    """A cell: its text, how it looks (``title``, ``label``, ``head``, ``text``), and the (record, field) it holds.

    ``wide`` is over how many columns it is merged, ``tall`` over how many rows.
    """

    text: str
    look: str = "text"
    fields: tuple[tuple[str, str], ...] = ()
    wide: int = 1
    tall: int = 1


Row = tuple[Held | None, ...]
# The year of a target, and the part of the year.
When = tuple[int | None, str | None]


@dataclass(frozen=True, slots=True)
class Choice:
    """A drop-down list: how the heads of the columns it serves begin, and what may be chosen; other words may be typed.

    With ``below`` False it serves the cells themselves that begin so, not those under them.
    """

    heads: tuple[str, ...]
    words: tuple[str, ...]
    below: bool = True


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet: its name, its rows, the width of each column in letters, and its drop-down lists.

    ``frozen`` is how many rows stay in sight when the others move.
    """

    name: str
    rows: tuple[Row, ...]
    widths: tuple[int, ...]
    choices: tuple[Choice, ...] = ()
    frozen: int = 0


SATUAN = Choice(
    ("SATUAN",),
    ("Persen", "Orang", "Keluarga", "Lembaga", "Unit", "Kegiatan", "Dokumen", "Laporan", "Kali", "Bulan", "Indeks"),
)


@dataclass
class Tree:
    """Records by what they hang under, in their order."""

    records: Sequence[Record]
    _below: dict[str | None, list[Record]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for record in self.records:
            self._below.setdefault(record.induk, []).append(record)

    def below(self, parent: str | None, *kinds: type[Record]) -> list[Record]:
        """The records of ``kinds`` that hang under ``parent``."""
        return [record for record in self._below.get(parent, []) if isinstance(record, kinds)]

    def indicators(self, parent: str | None) -> list[Indikator]:
        """The indicators that measure ``parent``."""
        return [record for record in self._below.get(parent, []) if isinstance(record, Indikator)]

    def formula(self, indicator: Indikator) -> Formula | None:
        """The formula of ``indicator``."""
        return next((one for one in self._below.get(indicator.id, []) if isinstance(one, Formula)), None)

    def targets(self, indicator: Indikator) -> list[Target]:
        """The targets of ``indicator``."""
        return [one for one in self._below.get(indicator.id, []) if isinstance(one, Target)]


def held(record: Record, name: str, look: str = "text") -> Held | None:
    """The cell of the field ``name``; None where it is empty."""
    value = getattr(record, name)
    return None if value is None or value == () else Held(str(value), look, ((record.id, name),))


def numbered(record: Record, name: str, *before: str) -> Held | None:
    """The cell of the field ``name`` with its number and code (the fields ``before``) in front."""
    cell = held(record, name)
    signs = [(one, value) for one in before if (value := getattr(record, one, None))]
    if cell is None or not signs:
        return cell
    front = " ".join(f"{value}." if str(value).isalnum() else str(value) for _, value in signs)
    return Held(f"{front} {cell.text}", cell.look, (*((record.id, one) for one, _ in signs), *cell.fields))


def formula(found: Formula | None) -> Held | None:
    """The cell of a formula, with the legend of its letters below it.

    A fraction that was printed without a sign (one line over another) is written with one, so that it stays one.
    """
    if found is None:
        return None
    names = ["ekspresi", "pembilang", "penyebut", "pengali", "objek_hitung", "bentuk", "legenda"]
    legend = "\nKeterangan:\n" + "\n".join(found.legenda) if found.legenda else ""
    text = found.ekspresi + legend
    if found.pembilang and found.penyebut and not _reads_back(text, found):
        times = {None: "", 100: " × 100%"}.get(found.pengali, f" × {found.pengali}")
        text = f"({found.pembilang}) / ({found.penyebut}){times}{legend}"
        names.remove("ekspresi")
    elif not found.pembilang and not _expression(text):
        # Words without arithmetic are told from prose by their label alone.
        text = f"Rumus : {text}"
    return Held(text, "text", tuple((found.id, name) for name in names if getattr(found, name) not in (None, ())))


def _expression(text: str) -> Excerpt | None:
    """What of a cell that holds ``text`` is read as a formula; None where a part of it is read as prose."""
    said = formulas.explanation(Source.of(text, "").span(0, len(text)), whole=True)
    return None if said.penjelasan else said.ekspresi


def _reads_back(text: str, found: Formula) -> bool:
    """Whether a cell that holds ``text`` is read as the fraction of ``found``."""
    ekspresi = _expression(text)
    parts = formulas.parse(ekspresi) if ekspresi else None
    return bool(parts and (text_of(parts.pembilang), text_of(parts.penyebut)) == (found.pembilang, found.penyebut))


def years(records: Iterable[Record]) -> list[When]:
    """The years and parts of years that targets are told for, in their order."""
    found = dict.fromkeys((one.tahun, one.periode) for one in records if isinstance(one, Target))
    return sorted(found, key=lambda when: (when[0] or 0, when[1] or ""))


def target_head(when: When) -> str:
    """The head of the column of targets for ``when``."""
    return " ".join(["Target", *(str(part) for part in when[::-1] if part)])


def target_cells(
    tree: Tree, indicator: Indikator, wanted: Sequence[tuple[int | None, str | None]]
) -> list[Held | None]:
    """The targets of ``indicator``, one cell for each of the years ``wanted``."""
    due: Mapping[tuple[int | None, str | None], Target] = {
        (one.tahun, one.periode): one for one in tree.targets(indicator)
    }
    return [
        Held(one.nilai, "text", ((one.id, "nilai"), (one.id, "tahun"), (one.id, "satuan"))) if one else None
        for one in (due.get(when) for when in wanted)
    ]


def heads(titles: Sequence[str]) -> Row:
    """A row of heads."""
    return tuple(Held(title, "head") for title in titles)


def title_rows(dokumen: Dokumen, fallback: str) -> list[Row]:
    """The head of a document: its title, then what of office, region and year the title does not print."""
    title = dokumen.judul or fallback
    rows: list[Row] = [(Held(title, "title", (("", "judul"),)),)]
    said = title.casefold()
    if dokumen.wilayah and dokumen.wilayah.casefold() not in said:
        rows.append((Held(f"PEMERINTAH {dokumen.wilayah}", "title", (("", "wilayah"),)),))
    if dokumen.instansi and dokumen.instansi.casefold() not in said:
        rows.append((Held(dokumen.instansi, "title", (("", "instansi"),)),))
    if dokumen.tahun and str(dokumen.tahun) not in said:
        rows.append((Held(f"TAHUN {dokumen.tahun}", "title", (("", "tahun"),)),))
    return [*rows, ()]
