"""What programmes and kegiatan are probably called officially: near names, codes, levels, and no suggestion at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from padanan_contoh import LABELS, codes, lists, of, work

from kgkesos.knowledge import Knowledge
from kgkesos.padanan import Lists, suggest
from kgkesos.padanan.kata import Concepts, words
from kgkesos.padanan.saran import NEAR_UNKNOWN
from kgkesos.records import Indikator, Kegiatan, Program, SubKegiatan
from kgkesos.reference import nomenklatur
from kgkesos.reference.nomenklatur import Entri
from kgkesos.vocab import BASE, KESOS, KODE

OFFICIAL = [
    entry
    for entry in nomenklatur()
    if entry.daftar == "2027"
    and entry.kewenangan in (None, "kabupaten-kota")
    and not entry.is_special
    and entry.tingkat in ("program", "kegiatan")
]


@pytest.mark.parametrize("entry", OFFICIAL, ids=lambda entry: str(entry.kode))
def test_an_official_name_is_its_own_entry(entry: Entri) -> None:
    kind = Program if entry.tingkat == "program" else Kegiatan
    (found,) = of(kind(id="x", nama=entry.nama)).values()
    assert (found.entri.kode, found.aturan) == (entry.kode, "kata-nama")
    assert found.skor > 0.7
    assert found.alasan.startswith("Kata yang sama: ")


def test_a_name_spelt_and_inflected_otherwise_is_still_near() -> None:
    made = Kegiatan(id="x", nama="Pemeliharaan Tamam Makam Pahlawan Nasional")
    assert codes(made) == {"x": "1.06.07.2.01"}
    made = Kegiatan(id="x", nama="Mengelola data fakir miskin")
    assert codes(made) == {"x": "1.06.05.2.02"}


@pytest.mark.parametrize(
    "name",
    [
        "Pengadaan Pupuk Bersubsidi",
        "Pembangunan Jembatan Desa",
        "Peningkatan mutu pembinaan",
        "Fasilitasi dan Koordinasi",
        "Sosial",
        "dan di yang",
        "PMKS",
    ],
)
def test_nothing_is_suggested_where_nothing_is_near(name: str) -> None:
    assert of(Kegiatan(id="x", nama=name)) == {}
    assert of(Program(id="x", nama=f"Program {name}")) == {}


def test_the_same_people_but_another_deed_is_not_near() -> None:
    assert of(Kegiatan(id="x", nama="Pendataan PMKS")) == {}


def test_a_programme_is_a_programme_and_a_kegiatan_none() -> None:
    found = of(Program(id="p", nama="Program Rehabilitasi Sosial"), Kegiatan(id="k", nama="Rehabilitasi Sosial"))
    assert found["p"].entri.kode == "1.06.04"
    assert "k" not in found or found["k"].entri.tingkat != "program"


def test_a_kegiatan_may_be_a_sub_kegiatan_where_the_document_has_none_and_the_reason_says_so() -> None:
    made = Kegiatan(id="k", nama="Penjangkauan Anak-Anak Terlantar")
    found = of(made)["k"]
    assert found.entri.kode == "1.06.05.2.01.0001"
    assert "yang dicetak sebagai kegiatan kini sub kegiatan" in found.alasan
    detailed = of(made, SubKegiatan(id="s", nama="Penjangkauan Anak-Anak Terlantar"))
    assert detailed["s"].entri.kode == "1.06.05.2.01.0001"
    assert "k" not in detailed or detailed["k"].entri.tingkat == "kegiatan"


def test_the_entry_that_is_called_just_so_goes_before_one_whose_words_have_the_same_stems() -> None:
    found = codes(SubKegiatan(id="a", nama="Penyediaan Makanan"), SubKegiatan(id="b", nama="PENYEDIAAN PERMAKANAN"))
    assert found["a"] == "1.06.06.2.01.0001"
    assert found["b"] in ("1.06.04.2.01.0001", "1.06.04.2.02.0003")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Rehabilitasi Sosial PMKS Lainnya", "1.06.04.2.02"),
        ("Rehabilitasi Sosial Korban Penyalahgunaan NAPZA", None),
        ("Rehabilitasi Sosial Orang dengan HIV/AIDS", None),
        ("Rehabilitasi Sosial PMKS Bukan Korban HIV/AIDS dan NAPZA", "1.06.04.2.02"),
    ],
)
def test_what_a_name_shuts_out_is_not_what_it_is_about(name: str, code: str | None) -> None:
    assert codes(Kegiatan(id="k", nama=name)).get("k") == code


@pytest.mark.parametrize("name", ["Pemeliharaan Taman Pemakaman Umum", "Pengelolaan Pertamanan"])
def test_a_park_and_a_public_cemetery_are_no_cemetery_of_heroes(name: str) -> None:
    assert of(Kegiatan(id="k", nama=name), Program(id="p", nama=f"Program {name}")) == {}


@pytest.mark.parametrize("government", ["Kabupaten/Kota", "Kab/Kota", "Kab./Kota", "Kewenangan Kabupaten / Kota"])
def test_the_level_of_government_in_a_name_is_no_word_of_it(government: str) -> None:
    found = words(f"Kesiapsiagaan Bencana {government}", Concepts.of({}))
    assert found == words("Kesiapsiagaan Bencana", Concepts.of({}))


def test_the_level_of_government_is_that_of_the_region() -> None:
    made = Kegiatan(id="k", nama="Pengelolaan Data Fakir Miskin")
    assert codes(made, region="Kota Kediri") == {"k": "1.06.05.2.02"}
    assert codes(made, region="Provinsi Jawa Timur") == {"k": "1.06.05.1.02"}
    unknown = of(made, region=None)["k"]
    assert unknown.entri.kode == "1.06.05.2.02"
    assert "wilayahnya tidak tercetak" in unknown.alasan


@pytest.mark.parametrize(
    "region", ["Provinsi Sumatra Utara", "Provinsi NTB", "Prop. Jawa Timur", "DKI Jakarta", "D.I. Yogyakarta"]
)
def test_a_province_is_one_however_its_name_is_printed(region: str) -> None:
    found = of(Kegiatan(id="k", nama="Pengelolaan Data Fakir Miskin"), region=region)["k"]
    assert (found.entri.kode, found.entri.kewenangan) == ("1.06.05.1.02", "provinsi")
    assert "wilayah" not in found.alasan


@pytest.mark.parametrize(
    ("region", "code", "presumed"),
    [
        ("Provinsi Antah Berantah", "1.06.05.1.02", False),
        ("Kab. Antah Berantah", "1.06.05.2.02", False),
        ("Antah Berantah", "1.06.05.2.02", True),
    ],
)
def test_a_region_that_is_not_in_the_list_has_a_reason_of_its_own(region: str, code: str, presumed: bool) -> None:
    found = of(Kegiatan(id="k", nama="Pengelolaan Data Fakir Miskin"), region=region)["k"]
    assert found.entri.kode == code
    assert f"wilayah yang tercetak, {region}, tidak ada dalam daftar wilayah" in found.alasan
    assert ("dianggap kabupaten/kota" in found.alasan) is presumed
    assert "wilayahnya tidak tercetak" not in found.alasan


def test_a_province_has_the_supporting_programme_of_provinces() -> None:
    made = [
        Program(id="p", nama="PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH PROVINSI"),
        Kegiatan(id="k", induk="p", nama="Administrasi Umum Perangkat Daerah"),
        Kegiatan(id="c", induk="p", nama="Administrasi Keuangan Perangkat Daerah", kode="1.06.01.1.02"),
    ]
    found = of(*made, region="Provinsi Jawa Timur")
    told = {name: one.entri.kode for name, one in found.items()}
    assert told == {"p": "1.06.01", "k": "1.06.01.1.06", "c": "1.06.01.1.02"}
    assert {one.entri.kewenangan for one in found.values()} == {"provinsi"}


def test_what_is_printed_above_with_its_code_tells_which_of_two_namesakes_is_meant() -> None:
    """Both kegiatan of rehabilitation have a sub kegiatan of this name."""
    for above, code in (("1.06.04.2.01", "1.06.04.2.01.0001"), ("1.06.04.2.02", "1.06.04.2.02.0003")):
        named = next(entry.nama for entry in OFFICIAL if entry.kode == above)
        below = SubKegiatan(id="s", induk="k", nama="Penyediaan Permakanan")
        assert codes(Kegiatan(id="k", nama=named, kode=above), below)["s"] == code
        assert codes(below, Kegiatan(id="k", nama=named, kode=above))["s"] == code


def test_a_name_of_before_2019_leads_to_what_took_its_place_and_the_reason_says_so() -> None:
    found = of(Kegiatan(id="k", nama="Pendayagunaan para penyandang cacat dan eks trauma"))["k"]
    assert found.entri.kode == "1.06.04.2.01.0015"
    assert found.alasan.startswith("Nama sebelum 2019: Pendayagunaan para penyandang cacat dan eks trauma")
    assert "simpulan" in found.alasan
    assert found.skor < 1
    # Nothing took the place of this one.
    assert of(Kegiatan(id="k", nama="Rehabilitasi sedang/berat bangunan panti asuhan/jompo")) == {}


def test_entries_of_special_autonomy_are_for_its_regions_alone() -> None:
    made = Kegiatan(id="k", nama="Pendataan SDM Kesejahteraan Sosial")
    assert codes(made, region="Kota Jayapura")["k"].startswith(("1.06.02.3.", "1.06.02.4."))
    assert not codes(made, region="Kota Kediri").get("k", "").startswith(("1.06.02.3.", "1.06.02.4."))


def test_words_of_the_indicators_count() -> None:
    kegiatan = Kegiatan(id="k", nama="Perlindungan Sosial bagi Korban")
    indicator = Indikator(id="i", induk="k", nama="Jumlah korban bencana alam yang dilindungi")
    assert of(kegiatan, indicator)["k"].skor > of(kegiatan)["k"].skor
    assert "hanya dalam indikator atau di sekitarnya: bencana, alam" in of(kegiatan, indicator)["k"].alasan


def test_a_programme_whose_name_is_not_near_is_where_its_kegiatan_are() -> None:
    programme = Program(id="p", nama="Program Gotong Royong")
    one = Kegiatan(id="a", induk="p", nama="Pemeliharaan Anak Terlantar")
    other = Kegiatan(id="b", induk="p", nama="Pengelolaan Data Fakir Miskin")
    unknown = Kegiatan(id="c", induk="p", nama="Pengadaan Pupuk Bersubsidi")
    found = of(programme, one, other, unknown)
    assert (found["p"].entri.kode, found["p"].aturan) == ("1.06.05", "padanan-kegiatan")
    assert "2 dari 3" in found["p"].alasan
    assert found["p"].skor < min(found["a"].skor, found["b"].skor)
    assert "p" not in of(programme, unknown)
    elsewhere = Kegiatan(id="d", induk="p", nama="Pemeliharaan Taman Makam Pahlawan")
    assert "p" not in of(programme, one, elsewhere)


@pytest.mark.parametrize(("unknown", "told"), [(0, True), (1, False), (19, False)])
def test_more_than_half_of_a_programme_s_kegiatan_tell_where_it_is(unknown: int, told: bool) -> None:
    programme = Program(id="p", nama="Program Gotong Royong")
    known = Kegiatan(id="a", induk="p", nama="Pemeliharaan Anak Terlantar")
    others = [Kegiatan(id=f"k{n}", induk="p", nama=f"Qwerty{n} Zxcvb") for n in range(unknown)]
    assert ("p" in of(programme, known, *others)) is told


def test_kegiatan_that_are_hardly_near_tell_nothing_of_their_programme() -> None:
    """Three of five stand under one programme: less than enough in a document of no office in particular."""
    programme = Program(id="p", nama="Program Gotong Royong")
    near = [Kegiatan(id=f"n{n}", induk="p", nama="Pemeliharaan Anak Terlantar") for n in range(3)]
    far = [Kegiatan(id=f"f{n}", induk="p", nama=f"Pengadaan Pupuk {n}") for n in range(2)]
    assert of(programme, *near, *far)["p"].skor < NEAR_UNKNOWN
    assert "p" not in of(programme, *near, *far, office=None)
    assert "p" in of(programme, *near, office=None)


def test_the_same_records_give_the_same_suggestions_in_whatever_order() -> None:
    made = [Kegiatan(id=entry.kode, nama=entry.nama) for entry in OFFICIAL if entry.tingkat == "kegiatan"]
    assert of(*made) == of(*reversed(made))


def test_a_document_without_programmes_is_not_looked_at() -> None:
    assert of(Indikator(id="i", nama="Persentase PMKS yang direhabilitasi")) == {}
    assert suggest([], lists) == ()


def test_without_lists_without_a_name_and_with_an_endless_one_nothing_is_suggested() -> None:
    assert suggest([work(Kegiatan(id="k", nama="Pemeliharaan Anak Terlantar"))], lambda: Lists.of((), LABELS)) == ()
    assert of(Kegiatan(id="k", nama="")) == {}
    assert of(Kegiatan(id="k", nama="x" * 100_000)) == {}


def test_without_other_affairs_the_lists_alone_tell() -> None:
    made = work(Kegiatan(id="k", nama="Pemeliharaan Anak Terlantar"))
    assert [found.entri.kode for found in suggest([made], lambda: Lists.of(nomenklatur(), LABELS))] == ["1.06.05.2.01"]


def test_lists_are_made_only_where_there_is_something_to_compare() -> None:
    def unmade() -> Lists:
        raise AssertionError

    assert suggest([work(Indikator(id="i", nama="Jumlah PMKS"))], unmade) == ()


def test_words_are_stems_without_what_every_name_has() -> None:
    found = words("Kegiatan Pelayanan bagi Penyandang Masalah Kesejahteraan Sosial Kabupaten/Kota", Concepts.of(LABELS))
    assert [word.stem for word in found] == ["layan", "ppks"]
    assert words("Rehabilitasi PMKS Bukan Korban NAPZA di Luar Panti", Concepts.of({}))[-1].stem == "pmks"


# ---------------------------------------------------------------- in a build


def rows(built: Knowledge, name: str) -> list[tuple[str, ...]]:
    text = (Path(__file__).parent / "data" / f"{name}.rq").read_text(encoding="utf-8")
    return [tuple(str(term) for term in row) for row in built.store.select(text).rows]


def test_a_suggestion_stands_in_its_own_graph_and_says_on_what_basis(built: Knowledge) -> None:
    found = rows(built, "padanan-graf")
    assert len(found) == 27
    for node, record, entry, basis, score, reason in found:
        assert node.removeprefix(f"{BASE}id/padanan/") == record.removeprefix(f"{BASE}id/dokumen/")
        assert entry.startswith(f"{BASE}id/nomenklatur/2027/1.06.")
        assert basis == str(KODE["basis/diusulkan"])
        assert 0 < float(score) <= 1
        assert reason


def test_suggestions_support_nothing_and_merge_nothing(built: Knowledge) -> None:
    """No predicate of the graph but those that describe a suggestion, and official entries have no ties to nodes."""
    said = {predicate.removeprefix(KESOS) for (predicate,) in rows(built, "padanan-predikat")}
    assert {term for term in said if "://" not in term} == {
        *("padananDari", "padananKe", "basis", "skor", "aturan", "alasan", "dalamDokumen")
    }
    assert not [term for term in said if term.endswith(("sameAs", "exactMatch"))]
