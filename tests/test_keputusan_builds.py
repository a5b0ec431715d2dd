"""Decisions take effect at build: every kind on the real documents, in a real store, and nowhere else."""

from __future__ import annotations

import csv
import html
import io
import shutil
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from rdflib import URIRef

from kgkesos import answers, cascade, keputusan, knowledge, pipeline, resources
from kgkesos.cli import main
from kgkesos.keputusan import Hal, Keputusan
from kgkesos.keputusan.penerapan import DITERAPKAN, SALAH, SELESAI, USANG
from kgkesos.laporan import Saringan, buku, data, halaman, kata, susun, tabel
from kgkesos.laporan.berkas import Berkas
from kgkesos.laporan.model import Putusan
from kgkesos.vocab import KESOS, KODE, Iris

IRIS = Iris()
CASCADING = "cascading-dinas-sosial"
SIPD = "metadata-sipd-jumlah-kkks"
DAY = date(2026, 3, 5)
MISPRINT = "Prorgam Penanggulangan Kemiskinan dan Pemberdayaan Sosial"
MENDED = "Program Penanggulangan Kemiskinan dan Pemberdayaan Sosial"


def decide(thing: Hal, putusan: str, nilai: str = "") -> Keputusan:
    return Keputusan(thing.tempat, thing.sidik, putusan, nilai, "wali data", DAY, "uji")


def write(folder: Path, said: Iterable[Keputusan]) -> None:
    (folder / keputusan.FILE).write_bytes(keputusan.written(said))


def copied(folder: Path, *names: str) -> Path:
    for path in sorted(resources.folder("documents").iterdir()):
        if not names or path.name in names:
            shutil.copy(path, folder / path.name)
    return folder


def nquads(kg: Path) -> bytes:
    with (kg / "all.nq").open("wb") as out:
        knowledge.Knowledge.open(kg).store.dump(out, "nq")
    return (kg / "all.nq").read_bytes()


def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *words: object) -> tuple[int, str, str]:
    monkeypatch.setattr("sys.argv", ["kgkesos", *map(str, words)])
    with pytest.raises(SystemExit) as left:
        main()
    said = capsys.readouterr()
    return int(left.value.code or 0), said.out, said.err


@pytest.fixture(scope="module")
def plain() -> pipeline.Made:
    """The documents without a decision, and all that can be decided."""
    return pipeline.make([resources.folder("documents")], IRIS, extra=())


@dataclass(frozen=True)
class Case:
    """A build with one decision of each kind: ``things`` are what was decided, ``before`` is the build without."""

    folder: Path
    things: dict[str, Hal]
    kg: Path
    report: pipeline.Report

    def objects(self, node: str, term: str) -> set[str]:
        rows = knowledge.Knowledge.open(self.kg).store.select(
            "SELECT ?s ?p ?o { ?s ?p ?o }", {"s": URIRef(node), "p": KESOS[term]}
        )
        return {str(row[2]) for row in rows.rows}


def first(things: Iterable[Hal], jenis: str, **fields: str) -> Hal:
    return next(
        one
        for one in things
        if one.tempat.jenis == jenis and all(getattr(one.tempat, name) == said for name, said in fields.items())
    )


@pytest.fixture(scope="module")
def case(plain: pipeline.Made, tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = copied(tmp_path_factory.mktemp("dok"))
    hal = plain.hal
    field = next(
        one for one in hal if one.tempat.jenis == "bidang" and one.tempat.bidang == "nama" and one.isi == MISPRINT
    )
    links = [one for one in hal if one.tempat.jenis == "tautan" and one.tempat.aturan == "nomor-mulai-ulang"]
    matches = [one for one in hal if one.tempat.jenis == "padanan"]
    # The two whose misprinted programme is mended by decision keep their own words.
    wrong = [one for one in hal if one.tempat.jenis == "temuan" and one.tingkat == "Violation"]
    infos = [one for one in hal if one.tempat.jenis == "temuan" and one.tempat.aturan == "indikator-tanpa-sumber-data"]
    things = {
        "dikesampingkan": wrong[0],
        "diterima": wrong[1],
        "diperbaiki": infos[0],
        "tautan-dikonfirmasi": links[0],
        "tautan-ditolak": links[1],
        "padanan-dikonfirmasi": matches[1],
        "padanan-ditolak": matches[2],
        "ditetapkan": field,
    }
    write(folder, (decide(one, name.split("-")[-1], MENDED if one is field else "") for name, one in things.items()))
    kg = tmp_path_factory.mktemp("kg")
    return Case(folder, things, kg, pipeline.build([folder], kg))


# ---------- Each kind takes effect


def test_every_decision_applies_and_is_counted(case: Case) -> None:
    assert Counter(one.status for one in case.report.hasil) == {DITERAPKAN: 8}
    assert case.report.refused == ()
    assert case.report.build.manifest()["decisions"] == {DITERAPKAN: 8}
    assert keputusan.FILE not in {left.path.name for left in case.report.left}


@pytest.mark.parametrize("name", ["dikesampingkan", "diterima", "diperbaiki"])
def test_a_finding_that_was_decided_stays_and_says_so(case: Case, name: str) -> None:
    thing = case.things[name]
    (node,) = case.objects(thing.simpul, "diputuskan")
    assert case.objects(thing.simpul, "kodeTemuan") == {thing.tempat.aturan}
    assert case.objects(node, "putusan") == {str(KODE[f"putusan/{name}"])}
    assert case.objects(node, "diputuskanOleh") == {"wali data"}
    assert case.objects(node, "tanggalPutusan") == {"2026-03-05"}
    assert case.objects(node, "alasan") == {"uji"}
    assert case.objects(node, "sidik") == {thing.sidik}


def test_a_finding_shows_its_decision_in_the_answer(case: Case) -> None:
    found = answers.ask(knowledge.Knowledge.open(case.kg), "celah")
    at = found.columns.index("putusan")
    kode, pada = found.columns.index("kode"), found.columns.index("pada")
    said = {(row[kode], row[pada]): row[at] for row in found.rows if row[at]}
    assert Counter(said.values()) == {"dikesampingkan": 1, "diterima": 1, "diperbaiki": 1}


def test_every_decision_is_in_the_answer(case: Case) -> None:
    known = knowledge.Knowledge.open(case.kg)
    found = answers.ask(known, "keputusan")
    said = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    kinds = {one["keputusan"]: (one["hal"], one["putusan"]) for one in said}
    expected = Counter((thing.tempat.jenis, name.rsplit("-", 1)[-1]) for name, thing in case.things.items())
    assert Counter(kinds.values()) == expected
    assert {(one["oleh"], one["tanggal"], one["alasan"]) for one in said} == {("wali data", "2026-03-05", "uji")}
    (field,) = {(one["semula"], one["ditetapkan"], one["kutipan"]) for one in said if one["hal"] == "bidang"}
    assert field == (MISPRINT, MENDED, MISPRINT)
    for name in ("dikonfirmasi", "ditetapkan"):
        left = answers.ask(known, "keputusan", {"putusan": name}).rows
        assert left == tuple(row for row in found.rows if row[found.columns.index("putusan")] == name)
    documents = {one["dokumen"] for one in said}
    for document in documents:
        left = answers.ask(known, "keputusan", {"dokumen": str(document).rsplit("/", 1)[-1]}).rows
        assert left == tuple(row for row in found.rows if row[found.columns.index("dokumen")] == document)


def test_a_rejected_link_leaves_a_gap_in_the_answer(case: Case) -> None:
    found = answers.ask(knowledge.Knowledge.open(case.kg), "celah-cascading", {"celah": "tidak-mendukung-apa-pun"})
    child = str(IRIS.record(CASCADING, case.things["tautan-ditolak"].tempat.rekaman))
    nodes = [row[found.columns.index("simpul")] for row in found.rows]
    assert [node for node in nodes if str(node).startswith(str(IRIS.dokumen(CASCADING)))] == [child]


def test_a_confirmed_link_is_sure_on_the_word_of_the_decision(case: Case) -> None:
    thing = case.things["tautan-dikonfirmasi"]
    assert case.objects(thing.simpul, "basis") == {str(KODE["basis/dikonfirmasi"])}
    assert case.objects(thing.simpul, "kepastian") == {str(KODE["kepastian/pasti"])}
    # The rule that read it, the ends and the evidence stay; the finding that it is a guess is gone.
    assert case.objects(thing.simpul, "aturan") == {"nomor-mulai-ulang"}
    assert len(case.objects(thing.simpul, "dibuktikanOleh")) >= 2
    assert len(case.objects(thing.simpul, "diputuskan")) == 1
    assert case.objects(f"{thing.simpul}/temuan/tautan-dugaan", "kodeTemuan") == set()


def test_a_rejected_link_is_shown_and_supports_nothing(case: Case, plain: pipeline.Made) -> None:
    thing = case.things["tautan-ditolak"]
    child, parent = (IRIS.record(CASCADING, one) for one in (thing.tempat.rekaman, thing.tempat.ke))
    assert case.objects(thing.simpul, "basis") == {str(KODE["basis/ditolak"])}
    assert case.objects(str(child), "mendukungLangsung") == set()
    assert case.objects(str(child), "mendukung") == set()
    links = knowledge.Knowledge.open(case.kg).lookup.links()
    assert {one.basis for one in links if (one.dari, one.ke) == (str(child), str(parent))} == {"ditolak"}
    assert not cascade.graph(links).has_edge(str(child), str(parent))
    # The kegiatan now serves nothing: that is a finding, as if the document had not tied it.
    assert len(case.objects(f"{child}/temuan/kegiatan-tanpa-induk", "kodeTemuan")) == 1
    before = {triple for one in plain.graphs for triple in one.asserted}
    assert (child, KESOS.mendukungLangsung, parent) in before


def test_a_confirmed_suggestion_has_the_basis_of_the_decision(case: Case) -> None:
    thing = case.things["padanan-dikonfirmasi"]
    assert case.objects(thing.simpul, "basis") == {str(KODE["basis/dikonfirmasi"])}
    assert len(case.objects(thing.simpul, "diputuskan")) == 1


def test_a_rejected_suggestion_is_shown_and_another_stands_in_its_place(case: Case) -> None:
    thing = case.things["padanan-ditolak"]
    rejected = f"{thing.simpul}/ditolak/{thing.tempat.ke}"
    assert case.objects(rejected, "basis") == {str(KODE["basis/ditolak"])}
    assert len(case.objects(rejected, "diputuskan")) == 1
    entry = str(IRIS.nomenklatur("")) + "/" + thing.tempat.ke
    assert case.objects(rejected, "padananKe") == {entry}
    assert entry not in case.objects(thing.simpul, "padananKe")
    assert case.objects(thing.simpul, "basis") <= {str(KODE["basis/diusulkan"])}
    found = answers.ask(knowledge.Knowledge.open(case.kg), "padanan-nomenklatur")
    at = found.columns.index("basis")
    assert Counter(row[at] for row in found.rows)["ditolak"] == 1
    assert Counter(row[at] for row in found.rows)["dikonfirmasi"] == 1


def test_a_field_reads_as_decided_and_the_printed_form_stays(case: Case) -> None:
    thing = case.things["ditetapkan"]
    node = str(IRIS.record(CASCADING, thing.tempat.rekaman))
    assert case.objects(node, "nama") == {MENDED}
    assert case.objects(node, "teksTercetak") == {MISPRINT}
    (decision,) = case.objects(node, "diputuskan")
    assert case.objects(decision, "nilaiPutusan") == {MENDED}
    assert case.objects(decision, "nilaiSemula") == {MISPRINT}
    assert case.objects(decision, "bidang") == {"nama"}
    assert case.objects(decision, "basis") == {str(KODE["basis/dikonfirmasi"])}
    quotes = {words for quote in case.objects(node, "dibuktikanOleh") for words in case.objects(quote, "kutipan")}
    assert MISPRINT in {" ".join(words.split()) for words in quotes}


def test_all_that_a_decision_adds_stands_in_its_own_graph_and_every_code_is_declared(case: Case) -> None:
    quads = nquads(case.kg).decode().splitlines()
    own = [line for line in quads if line.endswith("/graf/keputusan> .")]
    assert sum("/ontology#Keputusan>" in line for line in own) == 8
    assert [line for line in quads if "#diputuskan> " in line and line not in own and "/graf/" in line] == [
        line for line in quads if "#diputuskan> " in line and "/graf/ontologi" in line
    ]


# ---------- Nothing else changes


def test_without_decisions_a_build_is_the_same_byte_for_byte(built_kg: Path, tmp_path: Path) -> None:
    """A file that decides nothing changes nothing either."""
    folder = tmp_path / "dok"
    folder.mkdir()
    write(copied(folder), ())
    pipeline.build([folder], tmp_path / "kg")
    assert nquads(tmp_path / "kg") == nquads_of(built_kg, tmp_path)


def nquads_of(kg: Path, folder: Path) -> bytes:
    with (folder / "before.nq").open("wb") as out:
        knowledge.Knowledge.open(kg).store.dump(out, "nq")
    return (folder / "before.nq").read_bytes()


@pytest.fixture
def sipd(tmp_path: Path, documents_made_once: None) -> Path:  # noqa: ARG001
    folder = tmp_path / "dok"
    folder.mkdir()
    return copied(folder, "metadata-sipd-jumlah-kkks.txt", "dokumen.toml")


def finding(made: pipeline.Made, folder: Path) -> Hal:
    assert folder
    return first(made.hal, "temuan", dokumen=SIPD, aturan="bidang-salah-jenis")


def test_a_decision_on_words_that_changed_is_stale_and_not_applied(plain: pipeline.Made, sipd: Path) -> None:
    thing = finding(plain, sipd)
    write(sipd, [replace(decide(thing, "dikesampingkan"), sidik="s000000000000")])
    (result,) = pipeline.make([sipd], IRIS).hasil
    assert (result.status, result.hal) == (USANG, ())
    assert result.sentence == (
        f"{sipd / keputusan.FILE}: baris 2: usang: kata yang tercetak pada {thing.tempat.rekaman} sudah lain, "
        "tidak diterapkan (stale: the text changed)"
    )
    # The words as they were: it applies.
    write(sipd, [decide(thing, "dikesampingkan")])
    assert [one.status for one in pipeline.make([sipd], IRIS).hasil] == [DITERAPKAN]
    # The document is corrected: the finding is gone, and so is what there was to decide.
    path = sipd / "metadata-sipd-jumlah-kkks.txt"
    text = path.read_text(encoding="utf-8")
    assert thing.kutipan in text
    path.write_text(text.replace(thing.kutipan, ""), encoding="utf-8")
    assert next(one.status for one in pipeline.make([sipd], IRIS).hasil) in (SELESAI, SALAH)


def test_what_decisions_may_not_speak_of_is_told_with_file_and_line(
    plain: pipeline.Made,
    sipd: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    thing = finding(plain, sipd)
    place = thing.tempat
    field = first(plain.hal, "bidang", dokumen=SIPD)
    said = [
        decide(thing, "dikesampingkan"),
        decide(replace(thing, tempat=place._replace(dokumen="tiada")), "diterima"),
        decide(replace(thing, tempat=place._replace(aturan="tiada")), "diterima"),
        decide(replace(thing, tempat=place._replace(rekaman="tiada/1")), "diterima"),
        decide(replace(field, tempat=field.tempat._replace(bidang="tiada")), "ditetapkan", "x"),
    ]
    write(sipd, said)
    code, out, err = run(capsys, monkeypatch, "build", sipd, "--kg", tmp_path / "kg")
    assert code == 1
    assert "keputusan diterapkan: 1 (1 dikesampingkan)" in out
    file = sipd / keputusan.FILE
    told = [line for line in err.splitlines() if line.startswith("keputusan tidak diterapkan")]
    lines = keputusan.written(said).decode().splitlines()
    for words, mark in (
        ("dokumen 'tiada' tidak ada", "tiada,temuan,"),
        ("aturan 'tiada' tidak dikenal", ",temuan,tiada,"),
        (f"rekaman 'tiada/1' tidak ada, atau tidak lagi, dalam {SIPD}", ",tiada/1,"),
        ("bidang 'tiada' pada", ",tiada,,"),
    ):
        number = next(n for n, line in enumerate(lines, 1) if mark in line)
        assert [
            line for line in told if line.startswith(f"keputusan tidak diterapkan: {file}: baris {number}: {words}")
        ]
    assert len(told) == 4
    # Of a folder that is read in part, decisions may speak of the other documents.
    alone = pipeline.make([sipd / "metadata-sipd-jumlah-kkks.txt"], IRIS)
    assert Counter(one.status for one in alone.hasil) == {DITERAPKAN: 1, SALAH: 3}


def test_two_that_disagree_are_told_and_the_build_goes_on(
    plain: pipeline.Made,
    sipd: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    thing = finding(plain, sipd)
    write(sipd, [decide(thing, "dikesampingkan"), decide(thing, "diterima")])
    code, _, err = run(capsys, monkeypatch, "build", sipd, "--kg", tmp_path / "kg")
    assert code == 1
    assert f"{sipd / keputusan.FILE}: baris 3: temuan bidang-salah-jenis" in " ".join(err.split())
    assert knowledge.Knowledge.open(tmp_path / "kg").build.manifest()["documents"]


# ---------- The commands


def test_check_passes_where_every_violation_is_waived_and_says_how_many(
    plain: pipeline.Made, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "dok"
    folder.mkdir()
    copied(folder, "cascading-dinas-sosial.txt")
    wrong = [one for one in plain.hal if one.tempat.dokumen == CASCADING and one.tingkat == "Violation"]
    assert len(wrong) > 3
    write(folder, (decide(one, "dikesampingkan") for one in wrong))
    pipeline.build([folder], tmp_path / "kg")
    code, out, err = run(capsys, monkeypatch, "check", "--kg", tmp_path / "kg", "--format", "csv")
    assert (code, f"{len(wrong)} temuan dikesampingkan" in err) == (0, True)
    assert out.count(",dikesampingkan,") >= len(wrong)
    write(folder, [decide(wrong[0], "diterima"), *(decide(one, "dikesampingkan") for one in wrong[1:])])
    pipeline.build([folder], tmp_path / "kg")
    assert run(capsys, monkeypatch, "check", "--kg", tmp_path / "kg")[0] == 1


def test_the_report_prints_the_mark_that_a_decision_on_the_finding_needs(plain: pipeline.Made, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    pipeline.build([folder], tmp_path / "kg", base="https://contoh.id/id/dinsos/")
    made = susun.of_build(knowledge.Knowledge.open(tmp_path / "kg"), Saringan())
    wanted = Counter(
        (one.tempat.dokumen, one.tempat.aturan, one.tempat.bidang, one.sidik)
        for one in plain.hal
        if one.tempat.jenis == "temuan"
    )
    rows = list(csv.DictReader(io.StringIO(tabel.text(made))))
    assert Counter((one["dokumen"], one["aturan"], one["bidang"], one["sidik"]) for one in rows) == wanted
    groups = data.report(made)["kelompok"]
    assert Counter(one["sidik"] for group in groups for one in group["temuan"]) == Counter(row["sidik"] for row in rows)
    page = halaman.text(made, Berkas(), 0)
    assert all(f"sidik {row['sidik']}<" in page for row in rows)
    # A row with what the report says is a decision on that finding.
    row = next(one for one in rows if (one["dokumen"], one["aturan"]) == (SIPD, "bidang-salah-jenis"))
    thing = next(one for one in plain.hal if one.sidik == row["sidik"] and one.tempat.aturan == row["aturan"])
    write(folder, [replace(decide(thing, "dikesampingkan"), sidik=row["sidik"])])
    made_of = [folder / "metadata-sipd-jumlah-kkks.txt"]
    assert [one.status for one in pipeline.make(made_of, IRIS).hasil] == [DITERAPKAN]
    # Each finding has a trace of its own, so that a later build knows which of them is gone.
    assert [mark for mark, count in Counter(row["jejak"] for row in rows).items() if count > 1] == []


def test_every_form_of_the_report_says_what_was_decided_by_whom_when_and_why(
    plain: pipeline.Made, sipd: Path, tmp_path: Path
) -> None:
    thing = finding(plain, sipd)
    write(sipd, [replace(decide(thing, "dikesampingkan"), alasan="lihat <lampiran> & tabel")])
    pipeline.build([sipd], tmp_path / "kg")
    made = susun.of_build(knowledge.Knowledge.open(tmp_path / "kg"), Saringan())
    ((kode, said),) = [(one.kode, one.putusan) for one in made.butir if one.putusan]
    assert (kode, said) == (
        thing.tempat.aturan,
        Putusan("dikesampingkan", "wali data", "2026-03-05", "lihat <lampiran> & tabel"),
    )
    sentence = "dikesampingkan oleh wali data, 2026-03-05: lihat <lampiran> & tabel"
    row = next(one for one in csv.DictReader(io.StringIO(tabel.text(made))) if one["putusan"])
    assert [row[f"putusan{end}"] for end in ("", "_oleh", "_tanggal", "_alasan")] == [
        "dikesampingkan",
        "wali data",
        "2026-03-05",
        "lihat <lampiran> & tabel",
    ]
    whole = data.report(made)
    (told,) = [one["putusan"] for group in whole["kelompok"] for one in group["temuan"] if one["putusan"]]
    assert list(told.values()) == ["dikesampingkan", "wali data", "2026-03-05", "lihat <lampiran> & tabel"]
    assert whole["jumlah"]["dikesampingkan"] == 1
    page = halaman.text(made, Berkas(), 0)
    assert f"<p><b>Putusan:</b> {html.escape(sentence)}</p>" in page
    book = openpyxl.load_workbook(io.BytesIO(buku.save(made, Berkas())))
    cells = {cell.value for sheet in book for line in sheet.iter_rows() for cell in line}
    assert sentence in cells
    assert kata.ringkas(made).endswith("; 1 dikesampingkan")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_list_is_given_filled_in_and_taken(
    sipd: Path, tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = tmp_path / f"isi.{form}"
    assert run(capsys, monkeypatch, "decide", "list", sipd, "-o", listed)[0] == 0
    assert run(capsys, monkeypatch, "decide", "list", sipd, "-o", listed)[0] == 2
    fill(listed)
    code, _, err = run(capsys, monkeypatch, "decide", "apply", listed, sipd, "--oleh", "wali data")
    assert (code, "1 keputusan ditulis" in err) == (0, True)
    (one,) = keputusan.load(sipd / keputusan.FILE).keputusan
    assert (one.putusan, one.oleh, one.tanggal, one.alasan) == ("dikesampingkan", "wali data", DAY, "=diketahui")
    # Taken once more it changes nothing; the list shows it as decided.
    before = (sipd / keputusan.FILE).read_bytes()
    assert run(capsys, monkeypatch, "decide", "apply", listed, sipd, "--oleh", "wali data")[0] == 0
    assert (sipd / keputusan.FILE).read_bytes() == before
    assert run(capsys, monkeypatch, "decide", "list", sipd)[1].count(",diputuskan,") == 1


def fill(listed: Path) -> None:
    """What a steward does: one finding waived."""
    filled = {"putusan": "dikesampingkan", "tanggal": "05/03/2026", "alasan": "=diketahui"}
    if listed.suffix == ".xlsx":
        import openpyxl

        book = openpyxl.load_workbook(listed)
        page = book["Temuan"]
        heads = [cell.value for cell in page[1]]
        for name, said in filled.items():
            cell = page.cell(2, heads.index(name) + 1)
            cell.value, cell.data_type = said, "s"
        book.save(listed)
        return
    import csv

    rows = list(csv.reader(listed.read_text(encoding="utf-8-sig").splitlines()))
    for name, said in filled.items():
        rows[1][rows[0].index(name)] = said
    with listed.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter=";").writerows(rows)


def test_one_thing_is_decided_in_one_line(
    sipd: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    thing = first(pipeline.make([sipd], IRIS, extra=()).hal, "temuan", aturan="bidang-salah-jenis")
    words = (
        "decide",
        "set",
        sipd,
        "--dokumen",
        SIPD,
        "--rekaman",
        thing.tempat.rekaman,
        "--aturan",
        "bidang-salah-jenis",
    )
    reason = ("--alasan", "uji", "--tanggal", "2026-03-05")
    assert run(capsys, monkeypatch, *words, "--putusan", "diterima", "--oleh", "Budi Santoso", *reason)[0] == 2
    assert not (sipd / keputusan.FILE).exists()
    for choice in ("diterima", "dikesampingkan"):
        assert run(capsys, monkeypatch, *words, "--putusan", choice, "--oleh", "wali data", *reason)[0] == 0
    assert keputusan.load(sipd / keputusan.FILE).keputusan == (decide(thing, "dikesampingkan"),)
    assert (
        run(capsys, monkeypatch, *words[:-1], "tiada", "--putusan", "diterima", "--oleh", "wali data", *reason)[0] == 2
    )


def test_a_filled_list_with_a_fault_writes_nothing(
    plain: pipeline.Made,
    sipd: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    thing = finding(plain, sipd)
    lines = keputusan.written([decide(thing, "diterima")]).decode()
    (tmp_path / "isi.csv").write_text(lines + lines.splitlines()[1].replace("2026-03-05", "besok"), encoding="utf-8")
    code, _, err = run(capsys, monkeypatch, "decide", "apply", tmp_path / "isi.csv", sipd)
    assert code == 2
    assert f"{tmp_path / 'isi.csv'}: baris 3: tanggal 'besok' bukan tanggal" in err
    gone = replace(thing, tempat=thing.tempat._replace(rekaman="tiada"))
    (tmp_path / "isi.csv").write_bytes(keputusan.written([decide(thing, "diterima"), decide(gone, "diterima")]))
    code, _, err = run(capsys, monkeypatch, "decide", "apply", tmp_path / "isi.csv", sipd)
    assert (code, "rekaman 'tiada' tidak ada" in err) == (2, True)
    assert not (sipd / keputusan.FILE).exists()
