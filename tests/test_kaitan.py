"""What two texts name that belongs together in other words."""

from __future__ import annotations

import pytest

from kgkesos import project


@pytest.fixture(scope="module")
def known() -> project.Project:
    return project.Project.load()


@pytest.mark.parametrize(
    ("part", "whole", "tied"),
    [
        # A member of a class, under the older name of the class too.
        ("Jumlah pemulung yang dilatih", "Meningkatnya pelayanan PPKS", True),
        ("Jumlah pemulung yang dilatih", "Meningkatnya pelayanan PMKS", True),
        ("Persentase kepemilikan kartu keluarga", "Meningkatnya kepemilikan dokumen kependudukan", True),
        # A known measure of a result.
        ("Nilai SAKIP", "Meningkatnya akuntabilitas kinerja", True),
        ("Angka kematian ibu", "Meningkatnya derajat kesehatan masyarakat", True),
        # A class is no measure of one of its members, and a measure of one result none of another.
        ("Jumlah PMKS yang didata", "Pembangunan rumah singgah gelandangan", False),
        ("Indeks kepuasan masyarakat", "Meningkatnya akuntabilitas kinerja", False),
        ("Jumlah upacara", "Meningkatnya ekspor", False),
    ],
)
def test_what_belongs_together(known: project.Project, part: str, whole: str, tied: bool) -> None:
    one, other = (known.kaitan.named(text, known.names) for text in (part, whole))
    assert bool(list(known.kaitan.tied(one, other))) is tied


def test_what_a_class_covers(known: project.Project) -> None:
    duty = known.kaitan.named("pelayanan bagi gelandangan, pemulung dan karang taruna", known.names)
    measured = known.kaitan.named("Jumlah PMKS yang dilayani", known.names)
    assert sorted(known.kaitan.covered(duty, measured).values()) == ["gelandangan", "pemulung"]


def test_the_classes_of_all_that_an_office_cares_for_can_be_left_out(known: project.Project) -> None:
    one, other = (known.kaitan.named(text, known.names) for text in ("Jumlah pemulung", "pelayanan bagi PPKS"))
    assert list(known.kaitan.tied(one, other))
    assert not list(known.kaitan.tied(one, other, wide=False))
