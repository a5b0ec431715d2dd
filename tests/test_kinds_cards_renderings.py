"""Tables of cards, of SDG metadata and under trees say the same however they are printed, or less; never other things.

Where a printing leaves it open what a row says, its lines are left and the user is told; a whole file that shows no
columns is refused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import table_renderings as printing
from test_kinds_cards import CARD, KEYS, OTHER, Row, read, rows, table, text_of
from test_kinds_renderings import RENDERINGS
from test_kinds_tables import ids

from kgkesos.errors import InputError
from kgkesos.records import Reading

SAMPLES = [
    path
    for path in KEYS
    if any(isinstance(part, list) and printing.is_table(part) for part in printing.parts(text_of(path)))
]
LONG = {
    "Judul Data": "Persentase penyandang disabilitas telantar yang mendapat layanan dasar di luar panti",
    "Konsep": "Layanan dasar bagi penyandang disabilitas telantar",
    "Definisi": "Pemenuhan sandang, pangan, dan tempat tinggal sementara bagi mereka yang tidak diurus keluarganya",
}
NUMBERED = table([CARD, OTHER, CARD | LONG])
UNNUMBERED = "\n".join(line.split("\t", 1)[1] for line in NUMBERED.split("\n"))
CODED = "\n".join(
    f"{'Kode Data' if not at else f'1.06.0{at}'}\t{line}" for at, line in enumerate(UNNUMBERED.split("\n"))
)
CARDS = {"bernomor": NUMBERED, "tanpa-nomor": UNNUMBERED, "berkode": CODED}
# Where no column is headed "Indikator" these are refused, which says that nothing was read.
FIXED = frozenset(how for how in RENDERINGS if how.startswith(("tetap", "rapat")))


# Narrow and wide columns whose cells go on in rows of their own; in narrower ones words break.
WIDTHS = (18, 24, 36, 41, 47, 53, 59)


def again(text: str, how: Callable[[printing.Rows], str]) -> Reading | None:
    """What the file says with its tables printed by ``how``; None where it is refused."""
    try:
        return read(printing.rendered(text, how))
    except InputError:
        return None


def holds(text: str, how: Callable[[printing.Rows], str], *, less: bool) -> None:
    """The same records; where ``less``, any of them and a warning, or a refusal."""
    found = again(text, how)
    if found is None:
        assert less
        return
    wanted, said = Counter(rows(read(text))), Counter(rows(found))
    assert said - wanted == Counter[Row]()
    if less and wanted - said:
        assert found.peringatan
    else:
        assert wanted - said == Counter[Row]()


@pytest.mark.parametrize("how", RENDERINGS)
@pytest.mark.parametrize("path", SAMPLES, ids=ids)
def test_a_table_printed_otherwise_says_the_same(path: Path, how: str) -> None:
    holds(text_of(path), RENDERINGS[how], less=False)


@pytest.mark.parametrize("how", RENDERINGS)
@pytest.mark.parametrize("name", CARDS)
def test_a_table_of_cards_printed_otherwise_says_the_same(name: str, how: str) -> None:
    holds(CARDS[name], RENDERINGS[how], less=how in FIXED)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", SAMPLES, ids=ids)
def test_cells_wrapped_at_any_width_say_the_same(path: Path, width: int) -> None:
    holds(text_of(path), lambda rows: printing.wrapped_tabs(rows, width), less=False)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", CARDS)
def test_cells_of_cards_wrapped_at_any_width_say_the_same(name: str, width: int) -> None:
    """A card without number or code whose name breaks before a capital letter may be two: it is left, and said."""
    holds(CARDS[name], lambda rows: printing.wrapped_tabs(rows, width), less=name == "tanpa-nomor")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("blank", [True, False])
@pytest.mark.parametrize("path", SAMPLES, ids=ids)
def test_columns_of_any_fixed_width_say_the_same(path: Path, blank: bool, width: int) -> None:
    holds(text_of(path), lambda rows: printing.fixed(rows, width=width, blank=blank), less=False)


def centred(rows: printing.Rows) -> str:
    """Columns of a fixed width with the first cell of each row on the second of its lines."""
    lines = printing.fixed(rows).split("\n")
    edge = len(rows[0][0]) + printing.GAP
    for at in range(len(lines) - 1, 2, -1):
        code, below = lines[at - 1][:edge], lines[at]
        if code.strip() and below and not below[:edge].strip():
            lines[at - 1], lines[at] = " " * edge + lines[at - 1][edge:], code + below[edge:]
    return "\n".join(lines)


@pytest.mark.parametrize("path", [path for path in SAMPLES if path.name.startswith("sdg-")], ids=ids)
def test_codes_in_the_middle_of_their_rows_make_no_other_cards(path: Path) -> None:
    """A row is then not told from the rest of the one above: fewer records, and a warning."""
    holds(text_of(path), centred, less=True)


def test_heads_that_may_go_on_in_the_first_row_leave_the_table() -> None:
    """A line that nothing parts from the heads and that begins no card may be a part of them."""
    text = (
        "METADATA INDIKATOR SDGS KOTA CONTOH 2024\n\n"
        "KODE    INDIKATOR             SATUAN    DEFINISI    RUMUS           SUMBER        PERIODE\n"
        "                                        TEORITIS    HITUNGAN        RESMI         TERBIT\n"
        "1.1.1   Jumlah penduduk       Orang     Penduduk    Jumlah orang    Dinas Sosial  Tahunan\n"
        "1.1.2   Jumlah keluarga       Keluarga  Keluarga    Jumlah rumah    Dinas Sosial  Tahunan\n"
        "\nCatatan: data tahun lalu\n"
    )
    with pytest.raises(InputError, match="tidak memuat rekaman"):
        read(text)
