"""The names of other affairs compete: where one of theirs is rather meant, nothing is suggested."""

from __future__ import annotations

import pytest
from padanan_contoh import LABELS, of

from bench import affairs
from kgkesos.records import Kegiatan, Program
from kgkesos.reference import names_elsewhere

CERTAIN, JOINT = "DINAS SOSIAL", "DINAS SOSIAL DAN TENAGA KERJA"
SAMPLE = affairs.sampled()


def test_the_sample_is_of_many_affairs_and_of_both_lists() -> None:
    assert len(set(SAMPLE)) == 510
    assert len({name.urusan for name in SAMPLE}) > 40
    assert {name.is_old for name in SAMPLE} == {True, False}


@pytest.mark.parametrize("office", [CERTAIN, JOINT, None])
def test_hardly_a_real_name_of_another_affair_is_claimed(office: str | None) -> None:
    assert affairs.claimed(SAMPLE, office, names_elsewhere(), LABELS) <= 0.02 * len(SAMPLE)


@pytest.mark.parametrize(("office", "most"), [(CERTAIN, 0.02), (JOINT, 0.01), (None, 0.01)])
def test_nor_is_one_that_no_list_knows(office: str | None, most: float) -> None:
    """The names themselves are taken out of the lists: those that are left tell by their words."""
    left = set(SAMPLE)
    others = [name for name in names_elsewhere() if name not in left]
    assert affairs.claimed(SAMPLE, office, others, LABELS) <= most * len(SAMPLE)


@pytest.mark.parametrize(
    "name",
    [
        "Fasilitasi Bantuan Alat dan Mesin bagi Nelayan Pesisir",
        "Pelayanan Kesehatan Ibu dan Anak",
        "Pengelolaan Data Kependudukan",
        "Pembinaan Lembaga Kemasyarakatan Desa",
        "Pengelolaan Sampah Rumah Tangga",
        "Penanggulangan Bencana Kebakaran",
    ],
)
def test_names_of_other_affairs_that_share_words_with_ours_are_not_claimed(name: str) -> None:
    for office in (CERTAIN, JOINT, None):
        assert of(Kegiatan(id="k", nama=name), office=office) == {}


def test_a_name_of_ours_is_found_whatever_is_known_of_the_office() -> None:
    for office in (CERTAIN, JOINT, None):
        assert of(Kegiatan(id="k", nama="Pemeliharaan Anak Terlantar"), office=office)["k"].entri.kode == "1.06.05.2.01"


# A name near ours, not near enough for a document that may be of any affair.
FAR = "Pemantauan dan Evaluasi Bantuan Sosial Penyandang Masalah Sosial"


@pytest.mark.parametrize(
    ("office", "title", "certain"),
    [
        ("DINAS SOSIAL", None, True),
        ("Dinas Sosial Kabupaten Tapin", None, True),
        ("DINAS SOSIAL PROVINSI JAWA TIMUR", None, True),
        ("DINAS SOSIAL DAN TENAGA KERJA", None, False),
        ("Dinas Sosial, Pemberdayaan Perempuan dan Perlindungan Anak", None, False),
        ("DINAS SOSIAL P3A", None, False),
        ("Dinas Kesehatan dan Sosial", None, False),
        (None, "Cascading Dinas Sosial", True),
        (None, "Cascading Dinas Sosial dan Tenaga Kerja", False),
        (None, "Cascading", False),
        (None, None, False),
    ],
)
def test_an_office_with_other_affairs_is_not_taken_for_one_of_social_affairs_alone(
    office: str | None, title: str | None, certain: bool
) -> None:
    assert bool(of(Kegiatan(id="k", nama=FAR), office=office, title=title)) is certain


def test_of_two_programmes_called_nearly_the_same_each_stays_with_its_affair() -> None:
    assert of(Program(id="p", nama="PROGRAM PENANGGULANGAN BENCANA")) == {}
    assert of(Program(id="p", nama="PROGRAM PENANGANAN BENCANA"))["p"].entri.kode == "1.06.06"
