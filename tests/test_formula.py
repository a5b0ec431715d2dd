"""Formulas as cells print them: each form by hand, and nothing around a formula lost."""

from __future__ import annotations

from time import perf_counter

import pytest

from kgkesos.reading import evidence, formula
from kgkesos.reading.excerpt import Excerpt, Source
from kgkesos.reading.formula import words as formula_words
from kgkesos.reading.page import Page

A, B, C = "Jumlah anak dibina", "Jumlah anak terdata", "Jumlah anak mandiri"
FRAC = rf"\frac{{\text{{{A}}}}}{{\text{{{B}}}}}"
MORE = rf"\frac{{\text{{{C}}}}}{{\text{{{B}}}}}"
CHANGE = rf"\frac{{\text{{{A} - {B}}}}}{{\text{{{B}}}}}"


def excerpt(text: str) -> Excerpt:
    return Source.of(text, "0" * 64).span(0, len(text))


def read(text: str) -> tuple[object, ...]:
    """The formula record of ``text``; its evidence must hold."""
    page = Page(Source.of(text, "0" * 64))
    record = formula.record(page, "i", excerpt(text))
    for name in ("ekspresi", "pembilang", "penyebut", "pengali", "objek_hitung"):
        if value := getattr(record, name):
            assert evidence.fault(str(value), record.bukti.get(name, ()), {"0" * 64: text}) is None, name
    assert page.warnings == []
    return (record.bentuk, record.ekspresi, record.pembilang, record.penyebut, record.pengali, record.objek_hitung)


RATIO = (A, B)
NONE = (None, None, None)
NOTHING = (*NONE, None)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # one fraction, one multiplier, on either side, in brackets or not
        (rf"${FRAC} \times 100 \%$", ("rasio", f"({A}) / ({B}) × 100%", *RATIO, 100, None)),
        (rf"${FRAC}$", ("rasio", f"({A}) / ({B})", *RATIO, None, None)),
        (rf"${FRAC}$ x 100%", ("rasio", f"({A}) / ({B}) x 100%", *RATIO, 100, None)),
        (rf"${FRAC} \times 1000$", ("rasio", f"({A}) / ({B}) × 1000", *RATIO, 1000, None)),
        (rf"${FRAC} \times 100.000$", ("rasio", f"({A}) / ({B}) × 100.000", *RATIO, 100000, None)),
        (rf"$\left({FRAC}\right) \times 100\%$", ("rasio", f"(({A}) / ({B})) × 100%", *RATIO, 100, None)),
        (rf"$\left[{FRAC} \times 100\%\right]$", ("rasio", f"[({A}) / ({B}) × 100%]", *RATIO, 100, None)),
        (rf"$100\% \times {FRAC}$", ("rasio", f"100% × ({A}) / ({B})", *RATIO, 100, None)),
        (rf"Persentase = ${FRAC} \times 100\%$", ("rasio", f"Persentase = ({A}) / ({B}) × 100%", *RATIO, 100, None)),
        (rf"$\d{FRAC[1:]} \times 100\%$", ("rasio", f"({A}) / ({B}) × 100%", *RATIO, 100, None)),
        (rf"\( {FRAC} \times 100\% \)", ("rasio", f"({A}) / ({B}) × 100%", *RATIO, 100, None)),
        (rf"$\text{{Persen}} = {FRAC}$", ("rasio", f"Persen = ({A}) / ({B})", *RATIO, None, None)),
        (rf"${FRAC} \times 100 \text{{ persen}}$", ("rasio", f"({A}) / ({B}) × 100 persen", *RATIO, 100, None)),
        # a change
        (rf"${CHANGE} \times 100\%$", ("perubahan", f"({A} - {B}) / ({B}) × 100%", f"{A} - {B}", B, 100, None)),
        (r"$\frac{A-B}{B} \times 100\%$", ("perubahan", "(A-B) / (B) × 100%", "A-B", "B", 100, None)),
        (r"$\frac{(A - B)}{B}$", ("perubahan", "((A - B)) / (B)", "A - B", "B", None, None)),
        # anything else stays as printed
        (rf"$1 - {FRAC}$", ("lain", f"1 - ({A}) / ({B})", *NOTHING)),
        (rf"$(1 - {FRAC}) \times 100\%$", ("lain", f"(1 - ({A}) / ({B})) × 100%", *NOTHING)),
        (rf"${FRAC} + {MORE}$", ("lain", f"({A}) / ({B}) + ({C}) / ({B})", *NOTHING)),
        (rf"${FRAC} \times {MORE}$", ("lain", f"({A}) / ({B}) × ({C}) / ({B})", *NOTHING)),
        (rf"${FRAC} \times 12,5$", ("lain", f"({A}) / ({B}) × 12,5", *NOTHING)),
        (rf"${FRAC} \times 1.5$", ("lain", f"({A}) / ({B}) × 1.5", *NOTHING)),
        (rf"${FRAC} \times 100\% - 5$", ("lain", f"({A}) / ({B}) × 100% - 5", *NOTHING)),
        (rf"$100\% \times {FRAC} \times 100\%$", ("lain", f"100% × ({A}) / ({B}) × 100%", *NOTHING)),
        (rf"${FRAC} - \text{{{C}}}$", ("lain", f"({A}) / ({B}) - {C}", *NOTHING)),
        (rf"2 × ${FRAC}$ + {C}", ("lain", f"2 × ({A}) / ({B}) + {C}", *NOTHING)),
        # sums
        (r"$f(x) = \Sigma$ anak/yatim yang dibina.", ("jumlah", "f(x) = Σ anak/yatim yang dibina.")),
        (r"Jumlah = $\sum$ anak dibina", ("jumlah", "Jumlah = Σ anak dibina")),
        (r"$\Sigma$ anak dibina + $\Sigma$ anak mandiri", ("lain", "Σ anak dibina + Σ anak mandiri", *NOTHING)),
        ("Σ anak / Σ warga × 100%", ("rasio", "Σ anak / Σ warga × 100%", "Σ anak", "Σ warga", 100, None)),
        # plain text
        (f"{A} / {B} x 100%", ("rasio", f"{A} / {B} x 100%", *RATIO, 100, None)),
        (f"{A} / {B} x 10000", ("rasio", f"{A} / {B} x 10000", *RATIO, 10000, None)),
        (f"100% x ({A} / {B})", ("rasio", f"100% x ({A} / {B})", *RATIO, 100, None)),
        (f"[{A} / {B}] x 100%", ("rasio", f"[{A} / {B}] x 100%", *RATIO, 100, None)),
        (f"(({A}) / ({B}) x 100%)", ("rasio", f"(({A}) / ({B}) x 100%)", *RATIO, 100, None)),
        (f"Persentase = {A} / {B} x 100%", ("rasio", f"Persentase = {A} / {B} x 100%", *RATIO, 100, None)),
        (f"({A} + {C}) / {B} x 100%", ("rasio", f"({A} + {C}) / {B} x 100%", f"{A} + {C}", B, 100, None)),
        (f"({A} - {B}) / {B} x 100%", ("perubahan", f"({A} - {B}) / {B} x 100%", f"{A} - {B}", B, 100, None)),
        ("(A-B)/B x 100%", ("perubahan", "(A-B)/B x 100%", "A-B", "B", 100, None)),
        (f"1 - {A} / {B}", ("lain", f"1 - {A} / {B}", *NOTHING)),
        (f"{A} + {C} / {B} x 100%", ("lain", f"{A} + {C} / {B} x 100%", *NOTHING)),
        (f"{A} / {B} x 12,5", ("lain", f"{A} / {B} x 12,5", *NOTHING)),
        (f"{A} / {B} x 100% x 2", ("lain", f"{A} / {B} x 100% x 2", *NOTHING)),
        (
            "Jumlah anak/yatim yang dibantu",
            ("jumlah", "Jumlah anak/yatim yang dibantu", None, None, None, "anak/yatim yang dibantu"),
        ),
        (
            "Jumlah PMKS/PSKS yang dibina",
            ("jumlah", "Jumlah PMKS/PSKS yang dibina", None, None, None, "PMKS/PSKS yang dibina"),
        ),
        (
            "Jumlah Anak Terlantar/Anak Jalanan",
            ("jumlah", "Jumlah Anak Terlantar/Anak Jalanan", None, None, None, "Anak Terlantar/Anak Jalanan"),
        ),
        ("Dihitung dari laporan", ("lain", "Dihitung dari laporan", *NOTHING)),
        # braces that a cut left open
        (r"$\frac{\text{Jumlah anak dib", ("lain", r"\frac{\text{Jumlah anak dib", *NOTHING)),
    ],
)
def test_each_form(text: str, wanted: tuple[object, ...]) -> None:
    assert read(text)[: len(wanted)] == wanted


def test_what_a_sum_counts() -> None:
    assert read(r"$f(x) = \Sigma \text{anak dibina}$")[-1] == "anak dibina"


def explained(text: str, *, whole: bool = False) -> tuple[str | None, str | None, str | None]:
    """What explains, what computes (as its record prints it), and what is left over."""
    found = formula.explanation(excerpt(text), whole=whole)
    computed = str(read(found.ekspresi.text)[1]) if found.ekspresi else None
    return (
        found.penjelasan.text if found.penjelasan else None,
        computed,
        found.sisa.text if found.sisa else None,
    )


RATIO_PRINTED = f"({A}) / ({B}) × 100%"
PLAIN = f"{A} / {B} x 100%"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Anak adalah warga muda.", ("Anak adalah warga muda.", None, None)),
        (rf"Penjelasan : Warga muda. Rumus : ${FRAC} \times 100\%$", ("Warga muda.", RATIO_PRINTED, None)),
        (
            rf"**Penjelasan:** Warga muda. **Rumus :** ${FRAC} \times 100\%$",
            ("Warga muda.", RATIO_PRINTED, None),
        ),
        # what follows a formula is prose where it says so
        (
            rf"Rumus : ${FRAC} \times 100\%$ <p>Keterangan: dihitung akhir tahun.</p>$$",
            ("Keterangan: dihitung akhir tahun.", RATIO_PRINTED, None),
        ),
        (
            rf"Warga muda. Rumus : ${FRAC} \times 100\%$, dengan hitungan akhir tahun.",
            ("Warga muda. dengan hitungan akhir tahun.", RATIO_PRINTED, None),
        ),
        (
            r"Rumus : $\frac{A-B}{B} \times 100\%$ dengan A = anak tahun ini, B = anak tahun lalu",
            (None, "(A-B) / (B) × 100%", None),
        ),
        (
            "Rumus : (A-B)/B x 100% A = anak tahun ini; B = anak tahun lalu",
            (None, "(A-B)/B x 100%", None),
        ),
        (f"Rumus : {PLAIN} Ket: akhir tahun", ("Ket: akhir tahun", PLAIN, None)),
        (f"Rumus : {PLAIN}. Penjelasan : Anak adalah warga muda.", ("Anak adalah warga muda.", PLAIN, None)),
        (
            rf"Rumus : ${FRAC} \times 100\%$ - Keterangan: akhir tahun",
            ("Keterangan: akhir tahun", RATIO_PRINTED, None),
        ),
        # and is said where it does not
        (rf"Rumus : ${FRAC} \times 100\%$ dihitung per semester", (None, RATIO_PRINTED, "dihitung per semester")),
        (rf"Rumus : ${FRAC}$ (akhir tahun)", (None, f"({A}) / ({B})", "(akhir tahun)")),
        (f"Rumus : {PLAIN}. Dihitung per semester", (None, PLAIN, "Dihitung per semester")),
        (f"Rumus : {PLAIN} Rumus : {B} / {A}", (None, PLAIN, f"Rumus : {B} / {A}")),
        # without a label
        (rf"Warga muda. $1 - {FRAC}$", ("Warga muda.", f"1 - ({A}) / ({B})", None)),
        (rf"Warga muda. 1 - {FRAC}", ("Warga muda.", f"1 - ({A}) / ({B})", None)),
        (rf"Warga muda. Persentase = {FRAC}", ("Warga muda.", f"Persentase = ({A}) / ({B})", None)),
        (rf"Warga muda \left({FRAC}\right)", ("Warga muda", f"(({A}) / ({B}))", None)),
        (rf"Warga muda. 100% x ${FRAC}$", ("Warga muda.", f"100% x ({A}) / ({B})", None)),
        ("Harga Rp$ 10.000 dan lebih", ("Harga Rp 10.000 dan lebih", None, None)),
        ("Warga muda. Σ anak dibina", ("Warga muda.", "Σ anak dibina", None)),
        (PLAIN, (None, PLAIN, None)),
        (f"Warga muda. {PLAIN}", ("Warga muda.", PLAIN, None)),
        (f"{A} / {B}", (None, f"{A} / {B}", None)),
        ("Anak adalah orang/kelompok yang muda", ("Anak adalah orang/kelompok yang muda", None, None)),
        ("Data anak / Data warga yang ada", ("Data anak / Data warga yang ada", None, None)),
        (f"Dihitung dari {PLAIN}", (f"Dihitung dari {PLAIN}", None, None)),
    ],
)
def test_a_cell_that_explains_and_computes(text: str, wanted: tuple[str | None, ...]) -> None:
    assert explained(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Dihitung dari laporan", (None, "Dihitung dari laporan", None)),
        (PLAIN, (None, PLAIN, None)),
        (f"{PLAIN} Keterangan : akhir tahun", ("Keterangan : akhir tahun", PLAIN, None)),
        (rf"Rumus : ${FRAC} \times 100\%$", (None, RATIO_PRINTED, None)),
        (" - ", (None, None, None)),
        ("", (None, None, None)),
    ],
)
def test_a_column_of_formulas(text: str, wanted: tuple[str | None, ...]) -> None:
    assert explained(text, whole=True) == wanted


def test_what_is_left_after_a_formula_alone_is_said() -> None:
    text = f"{PLAIN}. Dihitung per semester"
    page = Page(Source.of(text, "0" * 64))
    assert formula.record(page, "i", excerpt(text)).ekspresi == PLAIN
    assert [(w.kode, "Dihitung per semester" in w.pesan) for w in page.warnings] == [("sisa-formula", True)]


@pytest.mark.parametrize(
    ("pembilang", "penyebut", "wanted"),
    [
        ("A - B", "B", True),
        ("A-B", "b", True),
        ("anak ini − anak lalu", "Anak lalu", True),
        ("A - B", "A", True),
        ("anak terdata - anak dibina", "anak terdata", False),
        ("anak tahun lalu - anak tahun ini", "anak tahun lalu", True),
        ("B", "B", False),
        ("nilai rata-rata", "rata", False),
        ("- B", "B", False),
    ],
)
def test_a_change_is_a_difference_over_its_second_part(pembilang: str, penyebut: str, wanted: bool) -> None:
    assert formula_words.is_change(pembilang, penyebut) is wanted


def stacked(upper: str, lower: str, multiplier: str | None) -> tuple[object, ...]:
    """The record of ``upper`` over ``lower`` printed on lines of their own, words between them and the multiplier."""
    text = "\n".join((upper, lower, "Bidang Anak", multiplier or ""))
    source = Source.of(text, "0" * 64)
    below = len(upper) + 1
    at = [(0, len(upper)), (below, below + len(lower))]
    times = source.span(text.rindex(multiplier), len(text)) if multiplier else None
    record = formula.record(Page(source), "i", formula.stacked(source.span(*at[0]), source.span(*at[1]), times))
    for name in ("ekspresi", "pembilang", "penyebut", "pengali"):
        if value := getattr(record, name):
            quotes = record.bukti.get(name, ())
            assert evidence.fault(str(value), quotes, {"0" * 64: text}, name=name) is None, name
            assert all("Bidang" not in quote.kutipan for quote in quotes)
    return (record.bentuk, record.ekspresi, record.pembilang, record.penyebut, record.pengali)


@pytest.mark.parametrize(
    ("upper", "lower", "multiplier", "wanted"),
    [
        (A, B, "X 100%", ("rasio", f"({A}) / ({B}) × 100%", A, B, 100)),
        (
            "Jumlah anak\nyang dibina",
            B,
            "x 1.000",
            ("rasio", f"(Jumlah anak yang dibina) / ({B}) × 1.000", "Jumlah anak yang dibina", B, 1000),
        ),
        (A, B, None, ("rasio", f"({A}) / ({B})", A, B, None)),
        (f"{A} - {B}", B, "X 100 %", ("perubahan", f"({A} - {B}) / ({B}) × 100%", f"{A} - {B}", B, 100)),
        (A, B, "X 12,5", ("lain", f"{A} {B} X 12,5", None, None, None)),
    ],
)
def test_a_quantity_above_a_quantity(
    upper: str, lower: str, multiplier: str | None, wanted: tuple[object, ...]
) -> None:
    assert stacked(upper, lower, multiplier) == wanted


OPEN = "Batas antara pembilang dan penyebut tidak tercetak; bisa juga di tempat lain."


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # one after the other in one run: the capital of the second quantity parts them, and the reading is left open
        (f"{A} {B} X 100%", ("rasio", A, B, 100, OPEN)),
        (f"{A} Target anak x 100%", ("rasio", A, "Target anak", 100, OPEN)),
        (f"{A} jumlah anak x 100%", ("lain", None, None, None, None)),
        (f"{A} dan Jumlah anak X 100%", ("lain", None, None, None, None)),
        # two lines without a multiplier are no ratio; a third quantity leaves it open which is which
        (f"{A}\n{B}", ("lain", None, None, None, None)),
        (f"{A}\n{B}\n{C}\nX 100%", ("lain", None, None, None, None)),
        # a quantity at the beginning of a line that goes on with the phrase above it
        (
            "Jumlah anak dari\nseluruh desa\nJumlah anak\nX 100%",
            ("rasio", "Jumlah anak dari seluruh desa", "Jumlah anak", 100, None),
        ),
        (f"{A} x 100%<br>{B}", ("rasio", A, B, 100, None)),
        (f"{A}\n———— × 100.000 KH\n{B}", ("rasio", A, B, 100000, None)),
        # words, colons, letters
        (f"{A} dibagi {B} dikalikan 1.000 penduduk", ("rasio", A, B, 1000, None)),
        (f"{A} - dibagi - {B} dikali 100 persen", ("rasio", A, B, 100, None)),
        ("Realisasi / Target x 100%", ("rasio", "Realisasi", "Target", 100, None)),
        ("Persentase = (A : B) x 100%\nA : anak dibina\nB : anak terdata", ("rasio", "A", "B", 100, None)),
        (f"Jumlah anak dibagi {B} ditambah {C}", ("rasio", "Jumlah anak", f"{B} ditambah {C}", None, None)),
        ("(target - realisasi) / target x 100%", ("rasio", "target - realisasi", "target", 100, None)),
        ("Jumlah pengaduan terhadap seluruh layanan", ("jumlah", None, None, None, None)),
        ("Jumlah Pegawai Laki-laki/Perempuan x 100%", ("lain", None, None, None, None)),
        ("Wilayah kerja dibagi tiga zona", ("lain", None, None, None, None)),
        ("Jumlah bantuan dibagi dua tahap", ("lain", None, None, None, None)),
        ("Jumlah dana dibagi kepada seluruh desa", ("jumlah", None, None, None, None)),
    ],
)
def test_what_divides_and_what_does_not(text: str, wanted: tuple[object, ...]) -> None:
    page = Page(Source.of(text, "0" * 64))
    record = formula.record(page, "i", excerpt(text))
    assert (record.bentuk, record.pembilang, record.penyebut, record.pengali, record.alternatif) == wanted
    assert record.kepastian == ("dugaan" if wanted[-1] else "pasti")
    assert page.warnings == []


def test_a_legend_is_kept_without_what_stands_before_and_after_it() -> None:
    text = "TPT = a/b x 100% per tahun, dimana a = jumlah penganggur dan b = jumlah angkatan kerja. Dihitung Agustus"
    page = Page(Source.of(text, "0" * 64))
    record = formula.record(page, "i", excerpt(text))
    assert record.legenda == ("a = jumlah penganggur", "b = jumlah angkatan kerja")
    assert [quote.kutipan for quote in record.bukti["legenda"]] == list(record.legenda)
    assert [warning.pesan for warning in page.warnings] == [
        'Teks sesudah formula ini tidak dibaca: "per tahun Dihitung Agustus".'
    ]


@pytest.mark.parametrize(
    "seed", ["Jumlah : jumlah ", "Anak adalah orang muda. ", "a/b ", "A = anak, ", "Jumlah anak\n", "(("]
)
@pytest.mark.parametrize("whole", [True, False])
def test_a_long_cell_takes_no_longer_than_its_length(seed: str, whole: bool) -> None:
    text = seed * (60_000 // len(seed))
    before = perf_counter()
    found = formula.explanation(excerpt(text), whole=whole)
    if found.ekspresi:
        formula.parse(found.ekspresi)
    assert perf_counter() - before < 5
