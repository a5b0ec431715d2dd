"""Decisions on documents of several folders: each goes beside its document, and none against another file's row."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kgkesos import keputusan, pipeline, resources
from kgkesos.cli import main
from kgkesos.keputusan import Hal, Keputusan
from kgkesos.vocab import Iris

DAY = date(2026, 3, 5)
CARD = "metadata-sipd-jumlah-kkks"


def decide(thing: Hal, putusan: str = "dikesampingkan") -> Keputusan:
    return Keputusan(thing.tempat, thing.sidik, putusan, "", "wali data", DAY, "uji")


def rows(folder: Path) -> tuple[Keputusan, ...]:
    path = folder / keputusan.FILE
    return keputusan.load(path).keputusan if path.exists() else ()


def put(folder: Path, *said: Keputusan) -> None:
    (folder / keputusan.FILE).write_bytes(keputusan.written(said))


class Desk:
    """Three folders: ``satu`` holds the card, ``dua`` an IKU, ``tiga`` the card with a blank line more."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.satu, self.dua, self.tiga = root / "satu", root / "dua", root / "tiga"
        for folder in (self.satu, self.dua, self.tiga):
            folder.mkdir()
        documents = resources.folder("documents")
        shutil.copy(documents / f"{CARD}.txt", self.satu)
        shutil.copy(documents / "iku-dinsos-tapin-2020.txt", self.dua)
        (self.tiga / f"{CARD}.txt").write_bytes((documents / f"{CARD}.txt").read_bytes() + b"\n")
        self.root, self.capsys, self.monkeypatch = root, capsys, monkeypatch

    def things(self, *folders: Path) -> dict[str, Hal]:
        """The first finding of each document."""
        found = [one for one in pipeline.make(folders, Iris(), extra=()).hal if one.tempat.jenis == "temuan"]
        return {one.tempat.dokumen: one for one in reversed(found)}

    def apply(self, said: list[Keputusan], *folders: Path) -> tuple[int, str]:
        listed = self.root / "isi.csv"
        listed.write_bytes(keputusan.written(said))
        self.monkeypatch.setattr("sys.argv", ["kgkesos", "decide", "apply", str(listed), *map(str, folders)])
        with pytest.raises(SystemExit) as left:
            main()
        return int(left.value.code or 0), self.capsys.readouterr().err


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, capsys, monkeypatch)


def test_each_decision_goes_into_the_folder_of_its_document(desk: Desk) -> None:
    things = desk.things(desk.satu, desk.dua)
    assert len(things) == 2
    card = decide(things.pop(CARD))
    other = decide(next(iter(things.values())))
    code, said = desk.apply([card, other], desk.dua, desk.satu)
    assert (code, rows(desk.satu), rows(desk.dua)) == (0, (card,), (other,))
    for folder in (desk.satu, desk.dua):
        assert f"1 keputusan ditulis ke {folder / keputusan.FILE}" in said


def test_of_several_folders_it_goes_where_the_document_is_decided_already_else_into_the_first(desk: Desk) -> None:
    both = (desk.satu, desk.tiga)
    thing = desk.things(*both)[CARD]
    code, said = desk.apply([decide(thing)], *both)
    assert (code, rows(desk.satu), rows(desk.tiga)) == (0, (decide(thing),), ())
    target = desk.satu / keputusan.FILE
    assert f"{CARD} ada di {desk.satu}, {desk.tiga}; ditulis ke {target}: folder yang disebut pertama" in said
    # Decided in the other folder: that row is renewed, and no second one made.
    (desk.satu / keputusan.FILE).rename(desk.tiga / keputusan.FILE)
    again = decide(thing, "diterima")
    code, said = desk.apply([again], *both)
    assert (code, rows(desk.satu), rows(desk.tiga)) == (0, (), (again,))
    assert f"ditulis ke {desk.tiga / keputusan.FILE}: hal itu sudah diputuskan di sana" in said
    # Another thing of the document follows it there.
    other = replace(thing, tempat=thing.tempat._replace(bidang="lain"))
    put(desk.tiga, decide(other))
    code, said = desk.apply([decide(thing)], *both)
    assert (code, rows(desk.satu), len(rows(desk.tiga))) == (0, (), 2)
    assert "keputusan lain atas dokumen ini ada di sana" in said


def test_a_row_of_another_file_that_disagrees_is_named_and_nothing_is_written(desk: Desk) -> None:
    deep = desk.satu / "lama"
    deep.mkdir()
    thing = desk.things(desk.satu)[CARD]
    put(deep, decide(thing, "diterima"))
    code, said = desk.apply([decide(thing)], desk.satu)
    assert (code, rows(desk.satu)) == (2, ())
    assert f"{deep / keputusan.FILE}: baris 2: temuan {thing.tempat.aturan} pada {thing.tempat.rekaman}: " in said
    assert f"di sini diterima, yang akan ditulis ke {desk.satu / keputusan.FILE} dikesampingkan" in said
    assert "keputusan ditulis" not in said
    # One that agrees stands in nobody's way.
    put(deep, replace(decide(thing), tanggal=date(2026, 1, 1)))
    code, said = desk.apply([decide(thing)], desk.satu)
    assert (code, rows(desk.satu)) == (0, (decide(thing),))
    (result,) = pipeline.make([desk.satu], Iris()).hasil
    assert (result.status, result.keputusan) == ("diterapkan", decide(thing))
    # What stands somewhere word for word is not written once more.
    code, said = desk.apply([decide(thing)], desk.satu)
    assert (code, "semuanya sudah tercatat" in said) == (0, True)
