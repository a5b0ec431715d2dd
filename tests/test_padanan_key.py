"""How often the suggestions are right, by two keys made by reading, and what the reference data of the matcher hold."""

from __future__ import annotations

import csv
from functools import cache

import pytest
from expected_answers import MISSED

from bench import nomenclature
from bench.nomenclature import Judged, figures
from kgkesos import resources
from kgkesos.errors import DataFileError
from kgkesos.padanan import dasar
from kgkesos.reference import names_elsewhere, nomenklatur, other_names, tables, urusan

RIGHT, NONE_CLAIMED = "right first of those that have one", "no match claimed for those that have none"


@cache
def first_key() -> tuple[Judged, ...]:
    return nomenclature.judged()


def test_the_suggestions_for_the_cascade_are_right_as_often_as_promised() -> None:
    """In its sample: the matcher was made with these names."""
    told = figures(first_key())
    right, having = told[RIGHT]
    assert having == 28
    assert right / having >= 0.8
    assert told[NONE_CLAIMED] == (1, 1)


@pytest.mark.parametrize("with_parent", [True, False])
def test_the_suggestions_for_names_of_other_offices_are_right_as_often_as_promised(with_parent: bool) -> None:
    """Since its rows were read the figure is partly in its sample, too: README says what it was before."""
    told = figures(nomenclature.judged_elsewhere(with_parent=with_parent))
    right, having = told[RIGHT]
    assert having == 61
    assert right / having >= 0.8
    assert told[NONE_CLAIMED] == (17, 17)


def test_in_a_document_of_no_office_in_particular_hardly_a_suggestion_is_wrong() -> None:
    told = figures(nomenclature.judged_elsewhere(office=None, with_parent=False))
    right, made = told["right of those suggested"]
    assert right / made >= 0.9
    assert told[NONE_CLAIMED] == (17, 17)


def test_the_names_left_to_the_figures_are_those_that_are_missed() -> None:
    numbers = [row["no"] for row in nomenclature.rows_of("padanan-nomenklatur")]
    assert {number for number, one in zip(numbers, first_key(), strict=True) if not one.is_right} == MISSED


# ---------------------------------------------------------------- the reference data


def test_the_stems_on_disk_are_those_of_the_words_of_the_lists() -> None:
    path = resources.folder("ontology") / "sumber" / dasar.FILE
    assert path.read_bytes().decode("utf-8") == dasar.table(), "run `make reference`"


def test_the_names_elsewhere_are_those_of_every_other_affair_and_of_all_before_2019() -> None:
    new = [name for name in names_elsewhere() if not name.is_old]
    old = [name for name in names_elsewhere() if name.is_old]
    assert (len(new), len(old)) == (6042, 1584)
    assert "1.06" not in {name.urusan for name in new}
    assert len({name.urusan for name in new}) == 48
    assert {"1.06", "X.XX", "1.02"} <= {name.urusan for name in old}


def test_what_took_the_place_of_an_old_name_is_an_entry() -> None:
    codes = {entry.kode for entry in nomenklatur() if entry.daftar == "2027"}
    told = [name for name in names_elsewhere() if name.penerus is not None]
    assert {name.urusan for name in told} == {"1.06", "X.XX"}
    assert {name.penerus for name in told if name.penerus} <= codes
    # The programmes all have one; of kegiatan some have none.
    assert all(name.penerus for name in told if len(name.kode.split(".")) == 3)
    assert any(name.penerus == "" for name in told)


def test_a_successor_of_an_unknown_code_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = tables.rows

    def with_a_slip(name: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
        slip = [{"kode_2006": "9.99", "kode": "1.06.04", "alasan": "-"}] if name == urusan.SUCCESSORS_FILE else []
        return [*rows(name, columns), *slip]

    monkeypatch.setattr(urusan, "rows", with_a_slip)
    with pytest.raises(DataFileError, match=r"penerus\.csv: 9\.99: no such code"):
        names_elsewhere.__wrapped__()


def test_other_names_are_facts_and_each_has_its_reason() -> None:
    with (resources.folder("ontology") / "sumber" / "nama-lain.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(row["alasan"] for row in rows)
    assert len({row["nama"].casefold() for row in rows}) == len(rows)
    # An outbreak is no disaster of this affair, and not everybody who is poor is fakir miskin.
    assert {"kejadian luar biasa", "RTM", "penduduk miskin", "kemiskinan"}.isdisjoint(other_names())
