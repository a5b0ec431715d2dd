"""The report of findings in a browser and for programs: what ``kgkesos check`` reports, filtered and as files."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import openpyxl
import pytest
from lxml import html
from rdflib import RDF, SH, Graph
from test_web import EVIL, Site, renamed

from kgkesos import keputusan, pipeline, resources
from kgkesos.keputusan import Keputusan
from kgkesos.knowledge import Knowledge
from kgkesos.laporan import Butir, Laporan, Saringan, data, kata, susun, tabel
from kgkesos.vocab import Iris
from kgkesos.web import tables
from kgkesos.web.app import create_app
from kgkesos.web.temuan import asking, reports, views

DOCUMENTS = resources.folder("documents")
SHEET = DOCUMENTS / "metadata-sipd-jumlah-kkks.txt"
IKU = DOCUMENTS / "iku-dinsos-tapin-2020.txt"
SIPD, TAPIN = "metadata-sipd-jumlah-kkks", "iku-dinas-sosial-kabupaten-tapin-2020"
NO_SOURCE = "indikator-tanpa-sumber-data"
# The endings of two rows of the IKU, each with the source of its indicator.
SOURCES = (
    "Bidang Perlindungan dan Jaminan Sosial\tData Terpadu Kesejahteraan Sosial (DTKS)",
    "Bidang Rehabilitasi Sosial\tData Terpadu Kesejahteraan Sosial (DTKS)",
)
PROTECTED, REHABILITATED = (
    f"Persentase Penyandang Masalah Kesejahteraan Sosial (PMKS) yang memperoleh {what} sosial"
    for what in ("perlindungan jaminan", "rehabilitasi")
)
FILTERS = [
    {},
    {"aturan": "indikator-tanpa-formula"},
    {"dokumen": SIPD},
    {"tingkat": "Warning", "dokumen": SIPD},
    {"instansi": "Tapin"},
    {"aturan": NO_SOURCE, "instansi": "probolinggo"},
    {"status": "baru"},
]


@pytest.fixture(scope="module")
def site(built_kg: Path) -> Site:
    return Site(create_app(built_kg))


@pytest.fixture(scope="module")
def whole(built: Knowledge) -> Laporan:
    return susun.of_build(built, Saringan())


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site over an IKU of which one source was filled in and another lost since the build before."""
    folder = tmp_path_factory.mktemp("dua")
    for lost in SOURCES:
        text = IKU.read_text(encoding="utf-8")
        assert text.count(lost) == 1
        source = folder / "iku.txt"
        source.write_text(text.replace(lost, lost.split("\t")[0] + "\t"), encoding="utf-8")
        pipeline.build([source], folder / "kg")
    return Site(create_app(folder / "kg"))


def address(path: str, **given: str) -> str:
    return f"{path}?{urlencode(given)}" if given else path


def shown(site: Site, **given: str) -> html.HtmlElement:
    found = site.get(address("/temuan", **given))
    assert found.status_code == 200
    return html.fromstring(found.text)


def words(node: html.HtmlElement) -> str:
    return " ".join(node.text_content().split())


def sections(page: html.HtmlElement) -> dict[str, html.HtmlElement]:
    return {one.get("aria-labelledby"): one for one in page.findall(".//section")}


def rows(section: html.HtmlElement) -> list[html.HtmlElement]:
    """The rows of findings: those that name a document have a heading alone."""
    return [row for row in section.findall(".//tbody/tr") if row.find("td") is not None]


# ---------- the page


def test_the_page_has_the_rules_of_the_report_the_worst_first_and_the_first_findings_of_each(
    site: Site, whole: Laporan
) -> None:
    page = shown(site)
    found = sections(page)
    assert list(found) == [group.kode for group in whole.kelompok]
    for group in whole.kelompok:
        section = found[group.kode]
        level = {"Violation": "Pelanggaran", "Warning": "Peringatan", "Info": "Catatan"}[group.tingkat]
        assert words(section.find("h2")) == f"{level} {kata.aturan(group.kode)} {kata.jumlah(group)}"
        assert len(rows(section)) == min(views.FIRST, len(group.butir))
        more = section.xpath(".//p[@class='lagi']/a")
        assert len(more) == (len(group.butir) > views.FIRST)
        if more:
            count = len(group.butir)
            assert words(more[0]) == f"dan {count - views.FIRST} lagi: lihat semua {count} temuan aturan ini"
            assert more[0].get("href") == f"/temuan?aturan={group.kode}"
    listed = [[words(cell) for cell in row] for row in page.xpath("//div[contains(@class, 'ikhtisar')]//tbody/tr")]
    assert [(name, int(count)) for _, name, count in listed] == [
        (kata.aturan(group.kode), len(group.butir)) for group in whole.kelompok
    ]
    assert kata.ringkas(whole) in words(page)


def test_every_rule_says_what_why_and_what_to_do_in_both_languages(site: Site, whole: Laporan) -> None:
    found = sections(shown(site))
    for group in whole.kelompok:
        said = [words(one) for one in found[group.kode].findall("p") if one.get("class") != "lagi"]
        expected = [
            f"Mengapa: {group.alasan['id']} {group.alasan['en']}",
            f"Perbaikan: {group.perbaikan['id']} {group.perbaikan['en']}",
        ]
        if group.pesan:
            expected.insert(0, f"{group.pesan['id']} {group.pesan['en']}")
        assert said == [" ".join(line.split()) for line in expected]
        english = [words(one) for one in found[group.kode].xpath("./p/span[@lang='en']")]
        assert english[-1] == " ".join(group.perbaikan["en"].split())


def test_the_page_of_a_rule_has_all_its_findings_with_words_place_and_page(site: Site, whole: Laporan) -> None:
    group = max(whole.kelompok, key=lambda one: len(one.butir))
    assert len(group.butir) > views.FIRST
    (section,) = sections(shown(site, aturan=group.kode)).values()
    assert len(rows(section)) == len(group.butir)
    assert section.xpath(".//p[@class='lagi']") == []
    for row, one in zip(rows(section), group.butir, strict=True):
        link = row.xpath(".//p[@class='nama']/a")[0]
        assert words(link) == " ".join(one.simpul.nama.split())
        assert link.get("href") == f"/id/{one.simpul.iri.split('/id/', 1)[1]}"
        assert site.get(link.get("href")).status_code == 200


def test_a_finding_leads_to_its_node_and_to_the_printed_line(site: Site) -> None:
    """UKURAN says "Orang" and UNIT "Kepala Dinas Sosial", each on the line below its field."""
    lines = SHEET.read_text(encoding="utf-8").split("\n")
    (section,) = sections(shown(site, aturan="bidang-salah-jenis", dokumen=SIPD)).values()
    said = {
        words(row.xpath(".//p[@class='nama']")[0]): (
            row.xpath(".//p[@class='nama']/a/@href")[0],
            words(row.find(".//q")),
            words(row.find(".//span[@class='tempat']")),
        )
        for row in rows(section)
    }
    assert said == {
        label: (
            f"/id/dokumen/{SIPD}/bidang/{label.lower()}",
            printed,
            f"{SHEET.name}, baris {lines.index(printed) + 1}",
        )
        for label, printed in (("UKURAN", "Orang"), ("UNIT", "Kepala Dinas Sosial"))
    }
    (head,) = section.xpath(".//tbody/tr/th/a")
    assert head.get("href") == f"/id/dokumen/{SIPD}"


def test_a_place_of_several_lines_is_written_as_on_the_other_pages(site: Site) -> None:
    """The four programmes without an indicator, with their lines in the sheet."""
    (section,) = sections(shown(site, aturan="simpul-tanpa-indikator")).values()
    places = [words(row.find(".//span[@class='tempat']")) for row in rows(section)]
    assert places == [
        f"cascading-dinas-sosial.txt, baris {lines}" for lines in ("86–88", "93–99", "162–165", "180–182")
    ]
    traces = section.xpath(".//td/p[@class='petunjuk']/a/@href")
    assert len(traces) == 4
    assert {site.get(link).status_code for link in traces} == {200}


def test_what_was_judged_beside_another_node_shows_both(site: Site, whole: Laporan) -> None:
    group = next(group for group in whole.kelompok if all(one.pembanding for one in group.butir))
    (section,) = sections(shown(site, aturan=group.kode)).values()
    assert words(section.findall(".//thead/tr/th")[-1]) == "Dibandingkan dengan"
    for row, one in zip(rows(section), group.butir, strict=True):
        assert one.pembanding is not None
        names = [words(name) for name in row.xpath(".//p[@class='nama']")]
        assert names == [" ".join(node.nama.split()) for node in (one.simpul, one.pembanding)]


def test_the_choices_of_the_form_are_those_of_the_report(site: Site, whole: Laporan) -> None:
    form = shown(site, dokumen=TAPIN).find(".//form")
    assert (form.get("method"), form.get("action")) == ("get", "/temuan")
    choices = {one.get("name"): [option.get("value") for option in one] for one in form.findall(".//select")}
    assert choices == {
        "aturan": ["", *sorted({group.kode for group in whole.kelompok}, key=kata.aturan)],
        "dokumen": ["", *(one.key for one in whole.dokumen)],
        "tingkat": ["", "Violation", "Warning", "Info"],
        "instansi": ["", *sorted({name for one in whole.dokumen for name in one.instansi})],
    }
    assert [one.get("value") for one in form.xpath(".//option[@selected]")] == [TAPIN]


@pytest.mark.parametrize("given", FILTERS, ids=str)
def test_the_page_and_its_files_hold_what_the_filter_lets_through(
    site: Site, built: Knowledge, given: dict[str, str]
) -> None:
    expected = susun.of_build(built, asking.saringan(given))
    page = shown(site, **given)
    assert list(sections(page)) == [group.kode for group in expected.kelompok]
    links = {words(one): one.get("href") for one in page.xpath("//ul[@class='unduhan']//a")}
    if not expected.butir:
        assert links == {}
        return
    assert list(links) == ["Excel (XLSX)", "CSV", "Data (JSON)", "Laporan SHACL (Turtle)"]
    for link in links.values():
        asked = {name: value for name, (value,) in parse_qs(urlsplit(link).query).items()}
        assert {name: asked[name] for name in asked if name not in ("format", "bom")} == given
    files = {name: site.get(link) for name, link in links.items()}
    assert {found.status_code for found in files.values()} == {200}
    assert files["Data (JSON)"].json() == json.loads(json.dumps(data.report(expected)))
    assert files["CSV"].content == tabel.text(expected, bom=True).encode()
    book = openpyxl.load_workbook(io.BytesIO(files["Excel (XLSX)"].content))
    assert len(book.sheetnames) == 1 + len(expected.kelompok)
    graph = Graph().parse(data=files["Laporan SHACL (Turtle)"].text, format="turtle")
    results = Counter(str(graph.value(one, SH.focusNode)) for one in graph.subjects(RDF.type, SH.ValidationResult))
    assert results == Counter(one.simpul.iri for one in expected.butir)


def test_words_for_levels_and_former_names_of_filters_are_known(site: Site) -> None:
    codes = list(sections(shown(site, tingkat="Violation")))
    assert codes == list(sections(shown(site, tingkat="pelanggaran"))) == ["simpul-tanpa-indikator"]
    assert shown(site, tingkat="pelanggaran").xpath("//option[@selected]/@value") == ["Violation"]
    assert list(sections(shown(site, kode=NO_SOURCE))) == [NO_SOURCE]
    assert site.get("/api/temuan?tingkat=peringatan").json() == site.get("/api/temuan?tingkat=Warning").json()


@pytest.mark.parametrize(
    ("given", "searched"),
    [
        (
            {"aturan": "bidang-kosong", "dokumen": TAPIN},
            f"aturan Bidang kosong, di 1 dokumen ({TAPIN})",
        ),
        (
            {"tingkat": "pelanggaran", "instansi": "tapin"},
            f"{{}} aturan, tingkat pelanggaran, instansi “tapin”, di 1 dokumen ({TAPIN})",
        ),
    ],
)
def test_an_empty_answer_says_what_was_searched(
    site: Site, whole: Laporan, given: dict[str, str], searched: str
) -> None:
    page = shown(site, **given)
    said = searched.format(len(whole.aturan))
    assert words(page.xpath("//div[@role='status']/p")[0]) == (f"Tidak ada temuan. Yang dicari: {said}.")
    assert page.xpath("//div[@role='status']//a/@href") == ["/temuan"]
    assert sections(page) == {}
    assert site.get(address("/api/temuan", **given)).json()["kelompok"] == []


@pytest.mark.parametrize(
    ("given", "says", "links"),
    [
        (
            {"aturan": "indikator-tanpa-formul"},
            "Aturan “indikator-tanpa-formul” tidak ada. Mungkin maksudnya:",
            ["/temuan?aturan=indikator-tanpa-formula"],
        ),
        ({"aturan": "zzzz"}, "Aturan “zzzz” tidak ada. Pilih dari daftar di atas.", []),
        (
            {"tingkat": "berat", "dokumen": SIPD},
            "Tingkat “berat” tidak ada. Mungkin maksudnya:",
            [f"/temuan?dokumen={SIPD}&tingkat={level}" for level in ("Violation", "Warning", "Info")],
        ),
        ({"status": "lama"}, "Status “lama” tidak ada. Yang ada: baru, tetap, selesai.", []),
        (
            {"instansi": "Dinas Kesehatan"},
            "Instansi “Dinas Kesehatan” tidak ada. Mungkin maksudnya:",
            ["/temuan?instansi=DINAS+SOSIAL+KABUPATEN+TAPIN"],
        ),
        (
            {"warna": "biru"},
            "Isian “warna” tidak dapat dipakai. Yang ada: aturan, dokumen, tingkat, instansi, status.",
            [],
        ),
    ],
)
def test_a_filter_that_names_nothing_is_told_above_the_form_that_stays(
    site: Site, given: dict[str, str], says: str, links: list[str]
) -> None:
    found = site.get(address("/temuan", **given))
    page = html.fromstring(found.text)
    assert found.status_code == 422
    assert words(page.xpath("//div[@role='status']/p")[0]) == says
    offered = page.xpath("//div[@role='status']//a/@href")
    assert set(links) <= set(offered)
    assert bool(links) == bool(offered)
    assert {site.get(link).status_code for link in offered} <= {200}
    assert len(page.findall(".//form//select")) >= 4


# ---------- the API


@pytest.mark.parametrize(
    ("given", "detail", "choices"),
    [
        ({"tingkat": "berat"}, "tingkat: ", ["Violation", "Warning", "Info"]),
        ({"status": "lama"}, "status: ", ["baru", "tetap", "selesai"]),
        ({"dokumen": "tiada"}, "dokumen: tiada: ", [SIPD, TAPIN]),
        ({"aturan": "tiada"}, "aturan: tiada: ", [NO_SOURCE, "bidang-kosong"]),
        ({"instansi": "Dinas Kesehatan"}, "instansi: Dinas Kesehatan: ", ["DINAS SOSIAL KABUPATEN TAPIN"]),
        ({"warna": "biru"}, "warna: ", ["aturan", "dokumen", "tingkat", "instansi", "status"]),
        ({"kode": NO_SOURCE}, "kode: ", ["aturan"]),
        ({"format": "pdf"}, "format: ", ["json", "csv", "xlsx", "turtle"]),
    ],
)
def test_a_refusal_names_the_parameter_and_what_there_is(
    site: Site, given: dict[str, str], detail: str, choices: list[str]
) -> None:
    found = site.get(address("/api/temuan", **given))
    assert found.status_code == 422
    assert found.json()["detail"].startswith(detail)
    assert set(choices) <= set(found.json()["choices"])


def test_a_parameter_given_twice_is_refused(site: Site) -> None:
    found = site.get("/api/temuan?dokumen=a&dokumen=b")
    assert (found.status_code, found.json()["detail"].split(":")[0]) == (422, "dokumen")


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/csv", "text/csv"),
        ("text/turtle, application/json;q=0.5", "text/turtle"),
        (asking.MEDIA[asking.BentukLaporan.xlsx], asking.MEDIA[asking.BentukLaporan.xlsx]),
        ("text/html,*/*;q=0.8", "application/json"),
        ("", "application/json"),
    ],
)
def test_the_accept_header_chooses_the_form_of_a_report(site: Site, accept: str, kind: str) -> None:
    found = site.get(f"/api/temuan?dokumen={SIPD}", accept=accept)
    assert found.headers["vary"] == "Accept"
    assert found.headers["content-type"].split(";")[0] == kind
    name = {"text/csv": "csv", "text/turtle": "ttl", "application/json": ""}.get(kind, "xlsx")
    held = f'attachment; filename="temuan.{name}"' if name else None
    assert found.headers.get("content-disposition") == held


def in_order(report: dict[str, Any]) -> list[str]:
    return [one["jejak"] for part in ("kelompok", "selesai") for group in report[part] for one in group["temuan"]]


@pytest.mark.parametrize("given", [{}, {"aturan": NO_SOURCE}], ids=str)
def test_pages_of_the_report_are_the_whole_of_it(compared: Site, site: Site, given: dict[str, str]) -> None:
    """Each finding once and in its order, those that are mended last; numbers stay those of the whole."""
    for asked, most in ((compared, "1"), (site, "30")):
        whole = asked.get(address("/api/temuan", **given))
        assert "link" not in whole.headers
        expected, next_ = in_order(whole.json()), address("/api/temuan", batas=most, **given)
        seen: list[str] = []
        assert int(whole.headers["x-total-count"]) == len(expected) > int(most)
        while next_:
            page = asked.get(next_)
            assert page.headers["x-total-count"] == str(len(expected))
            told = page.json()
            assert told["jumlah"] == whole.json()["jumlah"]
            counts = {one["aturan"]: one["jumlah"] for one in whole.json()["kelompok"]}
            assert all(one["jumlah"] == counts[one["aturan"]] for one in told["kelompok"])
            rows = in_order(told)
            first, last = len(seen) + 1, len(seen) + len(rows)
            assert told["catatan"][-1] == f"Sebagian dari laporan: temuan {first} sampai {last} dari {len(expected)}."
            seen += rows
            links = page.links
            assert {"first", "last"} <= set(links)
            next_ = links.get("next", {}).get("url", "")
        assert seen == expected


def test_a_page_of_the_report_has_every_form_and_its_bounds(site: Site, whole: Laporan) -> None:
    lines = list(csv.reader(io.StringIO(site.get("/api/temuan?batas=3&mulai=2&format=csv").text)))
    everything = list(csv.reader(io.StringIO(tabel.text(whole))))
    assert lines == [everything[0], *everything[3:6]]
    for name, value in (("batas", "0"), ("batas", "1001"), ("mulai", "-1"), ("batas", "lima")):
        found = site.get(f"/api/temuan?{name}={value}")
        assert (found.status_code, found.json()["detail"].split(":")[0]) == (422, name)
    beyond = site.get("/api/temuan?mulai=100000000").json()
    assert (in_order(beyond), beyond["jumlah"]["temuan"]) == ([], len(whole.butir))


def test_a_page_of_a_build_that_is_not_in_service_leads_to_the_first(site: Site) -> None:
    found = site.get("/api/temuan?batas=5&mulai=5&build=lama")
    assert (found.status_code, found.json()["choices"]) == (409, ["/api/temuan?batas=5&mulai=0"])


def test_a_report_that_the_client_has_is_not_sent_again(site: Site) -> None:
    asked = ["", "?format=csv", "?format=csv&bom=true", "?format=xlsx", "?format=turtle", f"?dokumen={SIPD}"]
    asked += ["?batas=5", "?batas=5&mulai=5", "?tingkat=Warning"]
    tags = [site.get(f"/api/temuan{one}").headers["etag"] for one in asked]
    assert len(set(tags)) == len(tags)
    assert not any(one.startswith("W/") for one in tags)
    for one, tag in zip(asked, tags, strict=True):
        found = site.get(f"/api/temuan{one}", **{"If-None-Match": tag})
        assert (found.status_code, found.content, found.headers["etag"]) == (304, b"", tag)
        assert found.headers["vary"] == "Accept"
    assert site.get("/api/temuan?tingkat=peringatan").headers["etag"] == tags[-1]


def test_openapi_tells_every_filter_and_every_form(site: Site) -> None:
    told = site.get("/api/openapi.json").json()["paths"]["/api/temuan"]["get"]
    assert [(one["name"], one["required"]) for one in told["parameters"]] == [
        (name, False) for name in (*asking.FILTERS, "format", "bom", "batas", "mulai", "build")
    ]
    assert set(told["responses"]["200"]["content"]) == set(asking.MEDIA.values())


# ---------- since the build before


def test_what_became_of_each_finding_stands_beside_it(compared: Site) -> None:
    page = shown(compared, aturan=NO_SOURCE)
    found = {name: [words(cell) for cell in rows(section)[0]] for name, section in sections(page).items()}
    assert {name: cells[0] for name, cells in found.items()} == {NO_SOURCE: "baru", f"selesai-{NO_SOURCE}": "selesai"}
    assert REHABILITATED in found[NO_SOURCE][1]
    assert PROTECTED in found[f"selesai-{NO_SOURCE}"][1]
    assert ": 1 baru, 0 tetap, 1 selesai." in words(page)
    listed = [[words(cell) for cell in row] for row in page.xpath("//div[contains(@class, 'ikhtisar')]//tbody/tr")]
    name = "Indikator tanpa sumber data"
    assert listed == [["Peringatan", name, "1", "1", "0"], ["Selesai", name, "1", "0", "0"]]
    assert list(sections(shown(compared, aturan=NO_SOURCE, status="selesai"))) == [f"selesai-{NO_SOURCE}"]
    assert list(sections(shown(compared, aturan=NO_SOURCE, status="baru"))) == [NO_SOURCE]
    text = compared.get(f"/api/temuan?aturan={NO_SOURCE}&format=csv").text
    assert [(row["status"], row["objek"]) for row in csv.DictReader(io.StringIO(text))] == [
        ("baru", REHABILITATED),
        ("selesai", PROTECTED),
    ]
    as_json = compared.get(f"/api/temuan?aturan={NO_SOURCE}&status=selesai").json()
    assert as_json["kelompok"] == []
    assert [one["status"] for group in as_json["selesai"] for one in group["temuan"]] == ["selesai"]
    assert as_json["jumlah"]["status"] == {"baru": 0, "tetap": 0, "selesai": 1}


def test_status_can_be_chosen_only_where_there_is_a_build_to_compare_with(site: Site, compared: Site) -> None:
    assert shown(site).xpath("//select[@name='status']") == []
    assert shown(compared).xpath("//select[@name='status']/option/@value") == ["", "baru", "tetap", "selesai"]
    page = shown(site, status="baru")
    assert "Tidak ada graf sebelumnya" in words(page)


def test_a_report_is_made_once_for_each_build(built: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    original = susun.of_build

    def counted(knowledge: Knowledge, saringan: Saringan) -> Laporan:
        made.append(knowledge.build.name)
        return original(knowledge, saringan)

    monkeypatch.setattr(susun, "of_build", counted)
    kept = reports.Reports()
    assert kept.whole(built) is kept.whole(built)
    assert made == [built.build.name]


def test_a_new_build_has_a_report_of_its_own(tmp_path: Path) -> None:
    kg = tmp_path / "kg"
    pipeline.build([SHEET], kg)
    site = Site(create_app(kg))
    assert {one["dokumen"] for one in site.get("/api/temuan").json()["dokumen"]} == {SIPD}
    pipeline.build([IKU], kg)
    assert {one["dokumen"] for one in site.get("/api/temuan").json()["dokumen"]} == {TAPIN}


@pytest.mark.parametrize("given", FILTERS, ids=str)
def test_a_whole_report_that_is_narrowed_is_the_report_of_the_filter(
    built: Knowledge, whole: Laporan, given: dict[str, str]
) -> None:
    assert susun.narrowed(whole, asking.saringan(given)) == susun.of_build(built, asking.saringan(given))


# ---------- hostile words

OFFICE = "DINAS SOSIAL \"KABUPATEN\" <script>alert(9)</script> & 'REKAAN'"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site over an invented document whose indicator and office are markup with quotes."""
    folder = tmp_path_factory.mktemp("jahat")
    heads = ("No.", "Sasaran Strategis", "Indikator Kinerja Utama", "Penjelasan", "Penanggung Jawab", "Sumber data")
    row = ("1.", "Meningkatnya layanan rekaan", "Jumlah DUADUA", "", "Bidang Satu", "")
    lines = ["INDIKATOR KINERJA UTAMA", "DINAS SOSIAL KABUPATEN REKAAN", "TAHUN 2021", "", "\t".join(heads)]
    source = folder / "iku-rekaan.txt"
    source.write_text("\n".join((*lines, "\t".join(row), "")), encoding="utf-8")
    pipeline.build([source], folder / "kg")
    renamed(folder / "kg", {"Jumlah DUADUA": EVIL, "DINAS SOSIAL KABUPATEN REKAAN": OFFICE})
    return Site(create_app(folder / "kg"))


def escaped(text: str) -> str:
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;").replace("'", "&#39;")
    )


def test_markup_and_quotes_of_a_document_are_text(hostile: Site) -> None:
    for given in ({}, {"instansi": OFFICE}, {"instansi": OFFICE, "status": "lama"}, {"aturan": EVIL}, {EVIL: EVIL}):
        found = hostile.get(address("/temuan", **given))
        assert "<script" not in found.text
        assert escaped(OFFICE) in found.text
        page = html.fromstring(found.text)
        assert [name for one in page.iter() for name in one.attrib if name.startswith("on")] == []
        assert OFFICE in page.xpath("//select[@name='instansi']/option/@value")
    page = shown(hostile, instansi=OFFICE)
    assert page.xpath("//select[@name='instansi']/option[@selected]/@value") == [OFFICE]
    names = {words(one) for one in page.xpath("//p[@class='nama']")}
    assert EVIL in names
    link = next(one.get("href") for one in page.xpath("//ul[@class='unduhan']//a") if words(one) == "Data (JSON)")
    answer = hostile.get(link).json()
    assert answer["saringan"]["instansi"] == OFFICE
    assert EVIL in {one["pada"]["nama"] for group in answer["kelompok"] for one in group["temuan"]}


def test_a_page_holds_no_more_of_a_rule_than_a_telephone_can_open(
    built: Knowledge, whole: Laporan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond that the file has them all."""
    group = max(whole.kelompok, key=lambda one: len(one.butir))
    monkeypatch.setattr(tables, "SHOWN", 7)
    page = views.page(built, whole, {"aturan": group.kode, "dokumen": ""})
    (rule,) = page.rules
    items: list[object] = [item for one in rule.section.documents for item in one.items]
    assert len(items) == 7
    assert rule.whole is not None
    assert rule.whole.address == f"/api/temuan?aturan={group.kode}&format=csv&bom=true"
    assert rule.whole.words == f"dan {len(group.butir) - 7} lagi: unduh semuanya (CSV)"


def test_the_home_page_leads_to_each_rule_and_document(site: Site, whole: Laporan) -> None:
    links = re.findall(r'href="(/temuan\?[^"]+)"', site.get("/").text)
    counts: Counter[str] = Counter()
    for one in whole.butir:
        assert isinstance(one, Butir)
        counts[f"/temuan?aturan={one.kode}"] += 1
        counts[f"/temuan?dokumen={one.dokumen}"] += 1
    assert set(links) == set(counts)
    for link in links:
        page = html.fromstring(site.get(link).text)
        assert words(page.find(".//div[@class='atas-tabel']/p")).startswith(f"{counts[link]} temuan:")


def test_a_decision_stands_on_the_page_and_in_the_api(tmp_path: Path) -> None:
    folder = tmp_path / "dok"
    folder.mkdir()
    shutil.copy(SHEET, folder)
    offered = pipeline.make([folder], Iris(), extra=()).hal
    thing = next(one for one in offered if one.tempat.aturan == "bidang-salah-jenis")
    said = Keputusan(
        thing.tempat, thing.sidik, "dikesampingkan", "", "wali data", date(2026, 3, 5), "lihat <b>lampiran</b>"
    )
    (folder / keputusan.FILE).write_bytes(keputusan.written([said]))
    pipeline.build([folder], tmp_path / "kg")
    site = Site(create_app(tmp_path / "kg"))
    (decided,) = shown(site).find_class("putusan")
    assert words(decided) == "Putusan: dikesampingkan oleh wali data, 2026-03-05: lihat <b>lampiran</b>"
    told = site.get("/api/temuan").json()
    assert told["jumlah"]["dikesampingkan"] == 1
    assert [one["putusan"] for group in told["kelompok"] for one in group["temuan"] if one["putusan"]] == [
        {
            "putusan": "dikesampingkan",
            "oleh": "wali data",
            "tanggal": "2026-03-05",
            "alasan": "lihat <b>lampiran</b>",
        }
    ]


def test_a_page_behind_the_last_finding_does_not_say_that_nothing_was_found(site: Site, whole: Laporan) -> None:
    count = sum(len(group.butir) for group in whole.kelompok)
    answer = site.get(f"/api/temuan?format=turtle&mulai={count + 5}&batas=5")
    (conforms,) = Graph().parse(data=answer.text, format="turtle").objects(predicate=SH.conforms)
    assert (str(conforms), count > 0) == ("false", True)


def test_the_intro_is_indonesian_alone(site: Site) -> None:
    """The messages of rules have both languages; what the page says of itself has that of the page."""
    page = shown(site)
    (intro,) = page.xpath("//p[@class='pengantar']")
    assert words(intro) == (
        "Apa yang kurang atau meragukan di dokumen, di mana letaknya, dan bagaimana memperbaikinya."
    )
    assert page.xpath("//main/*[@lang='en'] | //main/p//*[@lang='en'] | //main/h2//*[@lang='en']") == []


def test_the_kind_of_a_gap_is_chosen_by_words(site: Site, built: Knowledge) -> None:
    """On the page of the question ``celah``: words for every code that the question takes, the code behind them."""
    page = html.fromstring(site.get(address("/jawaban/celah", kode="indikator-tanpa-formula")).text)
    assert page.xpath("//label[@for='isian-kode']/text()") == ["Jenis temuan"]
    assert page.xpath("//input[@name='kode']") == []
    options = {one.get("value"): one.text for one in page.xpath("//select[@name='kode']/option")}
    assert options.pop("") == "Semua"
    assert set(options) == set(built.build.manifest()["finding_codes"])
    assert options["indikator-tanpa-formula"] == "Indikator tanpa formula"
    assert page.xpath("//select[@name='kode']/option[@selected]/@value") == ["indikator-tanpa-formula"]
    in_words = html.fromstring(site.get(address("/jawaban/celah", kode="Indikator tanpa formula")).text)
    assert in_words.xpath("//select[@name='kode']/option[@selected]/@value") == ["indikator-tanpa-formula"]
