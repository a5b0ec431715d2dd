"""What is said in two languages: each phrase has both, and ``--lang en`` reaches traces, proofs, builds, reports."""

from __future__ import annotations

import ast
import contextlib
import io
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from lxml import etree, html

import kgkesos
from kgkesos import bahasa, cli, resources
from kgkesos.gambar import letak, lukis
from kgkesos.gambar.model import DIKONFIRMASI, DITURUNKAN
from kgkesos.instansi import buku as office
from kgkesos.instansi import perbaikan, pohon, susun
from kgkesos.laporan import buku, kata
from kgkesos.laporan.model import STATUS
from kgkesos.trace import HUBUNGAN

PACKAGE = Path(kgkesos.__file__).parent
KEGIATAN = "Fasilitasi Program Keluarga Harapan"
SASARAN = "Meningkatnya penanggulangan masalah kesejahteraan sosial"
Run = Callable[..., str]


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], built_kg: Path, tmp_path: Path) -> Run:
    """Runs a command on the build, from an empty folder: what it printed."""
    (tmp_path / "kg").symlink_to(built_kg)
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> str:
        monkeypatch.setattr(sys, "argv", ["kgkesos", *words])
        capfd.readouterr()
        with contextlib.suppress(SystemExit):
            cli.main()
        said = capfd.readouterr()
        assert not said.err.startswith("kgkesos: "), said.err
        return said.out

    return run


def asked_for() -> Iterator[str]:
    """Every phrase that the code or a template asks for by its Indonesian words."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                owner = getattr(getattr(node.func, "value", None), "id", "")
                if called in ("said", "_said") or (called == "kata" and owner in ("", "bahasa")):
                    found = (one.value for one in ast.walk(node.args[0]) if isinstance(one, ast.Constant))
                    yield from (one for one in found if isinstance(one, str))
    for path in sorted(PACKAGE.glob("*/templates/*")):
        yield from re.findall(r'"([^"]+)"\|kata', path.read_text(encoding="utf-8"))
        yield from re.findall(r'said\("([^"]+)"\)', path.read_text(encoding="utf-8"))


def test_every_phrase_that_is_said_has_english() -> None:
    said = set(asked_for())
    assert len(said) > 40
    assert said - set(bahasa.ENGLISH) == set()
    levels = {word for pair in kata.TINGKAT.values() for word in pair}
    heads = {column.head for column in (*buku._OF_A_RULE, buku._RULE)}
    assert {*levels, *heads, *STATUS, *(word for pair in HUBUNGAN.values() for word in pair)} <= set(bahasa.ENGLISH)
    sheets = {
        word for one in office._SHEETS.values() for word in (one.title, one.said, *(name for name, _ in one.columns))
    }
    sheets |= {office._OVERVIEW, *office._SHEETS, *susun._HEADS.values(), *pohon._STYLE.values(), *pohon._MARK.values()}
    assert sheets <= set(bahasa.ENGLISH)
    drawn = {*letak.TINGKAT.values(), *letak.CATATAN.values(), DITURUNKAN, DIKONFIRMASI}
    legend = {words for *_, words in (*lukis._BOXES, *lukis._LINES)}
    assert drawn | legend <= set(bahasa.ENGLISH)


def test_both_languages_have_the_same_places_to_fill() -> None:
    assert all(here.count("{}") == there.count("{}") for here, there in bahasa.ENGLISH.items())
    assert all(here.strip() and there.strip() for here, there in bahasa.ENGLISH.items())


def test_a_trace_in_english(ran: Run) -> None:
    """By hand: the kegiatan up to the tujuan; what the document prints stays as it is."""
    found = ran("--lang", "en", "trace", KEGIATAN).splitlines()
    assert found[0] == f"Up from {KEGIATAN} (2019-2022)"
    assert found[2].strip() == f"„{KEGIATAN}” (cascading-dinas-sosial.txt, line 270-272)"
    assert [line.strip() for line in found if "└" in line] == [
        "└ supports: printed; a guess; rule nomor-mulai-ulang",
        "└ supports: printed; certain; rule satu-satunya-sasaran",
        "└ supports: printed; certain; rule satu-satunya-tujuan",
    ]
    down = ran("--lang", "en", "trace", KEGIATAN, "--down")
    assert "  no link from below\n" in down
    assert down.startswith("Down from ")
    assert "Ke atas dari" in ran("trace", KEGIATAN)


def test_a_picture_in_english(ran: Run, tmp_path: Path) -> None:
    """Levels and legend are English, what the document prints is as it is; no other word is left over."""
    for lang in ("id", "en"):
        ran("--lang", lang, "export", "--format", "svg", "--dokumen", "cascading-dinas-sosial", "-o", f"{lang}.svg")
        ran("--lang", lang, "trace", KEGIATAN, "--format", "svg", "-o", f"telusur-{lang}.svg")
    here, there = (etree.parse(tmp_path / f"{lang}.svg") for lang in ("id", "en"))
    said = [set(one.xpath("//*[local-name()='text']/text()")) for one in (here, there)]
    only = said[1] - said[0]
    levels = {"Goal (1)", "Objective (1)", "Programme (7)", "Activity (22)"}
    boxes = {"Goal", "Objective", "= programme was replaced"} | {
        f"{kind} · {period}" for kind in ("Programme", "Activity") for period in ("2019-2022", "sampai 2018")
    }
    legend = {
        "tied: supports or is supported",
        "! gap: a link that is missing",
        "loose: without links, but no gap",
        "= programme that was replaced",
        "printed, or so written: confirmed",
        "derived by a rule",
        "? a guess: to be confirmed",
    }
    heads = {"Cascade of the document cascading-dinas-sosial", "Period: 2019-2022, sampai 2018"}
    graph = {one for one in only if re.fullmatch(r"Graph: \S+, made \d{4}-\d\d-\d\d", one)}
    assert len(graph) == 1
    assert only == levels | boxes | legend | heads | graph
    (told,) = there.xpath("//*[local-name()='desc']/text()")
    assert told.startswith(
        "22 activity, 7 programme, 1 goal, 1 objective; 30 links, 0 of them derived and 22 guesses; "
    )
    trace = (tmp_path / "telusur-en.svg").read_text(encoding="utf-8")
    assert f">Up from {KEGIATAN}</title>" in trace
    assert "Ke atas dari" in (tmp_path / "telusur-id.svg").read_text(encoding="utf-8")


def test_a_proof_in_english(ran: Run) -> None:
    found = [line.strip() for line in ran("--lang", "en", "trace", KEGIATAN, "--why", SASARAN).splitlines()]
    assert found[0] == f"{KEGIATAN} — supports — {SASARAN}"
    assert found[1].startswith(f"Since “{KEGIATAN}” supports “")
    assert found[1].endswith(
        f"“{KEGIATAN}” supports “{SASARAN}” indirectly "
        "[rule prp-trp mendukung: kesos:mendukung rdf:type owl:TransitiveProperty]"
    )
    printed = [line for line in found if line.startswith("printed in the document")]
    assert printed == [
        "printed in the document; a guess; rule nomor-mulai-ulang",
        "printed in the document; certain; rule satu-satunya-sasaran",
    ]
    # Programs get the same, whatever people asked for.
    words = ("trace", KEGIATAN, "--why", SASARAN, "--format", "json")
    assert ran("--lang", "en", *words) == ran(*words)


def test_a_build_in_english(ran: Run) -> None:
    document = str(resources.folder("documents") / "cascading-dinas-sosial.txt")
    found = ran("--lang", "en", "build", document, "--kg", "baru")
    heads = next(line for line in found.splitlines() if line.startswith("┃"))
    assert [head.strip() for head in heads.strip("┃").split("┃")] == [
        "document",
        "kind",
        "what was read",
        "findings",
        "lines not read",
    ]
    assert re.search(r"^Graph \S+: [\d,]+ triples, [\d.]+ seconds\.$", found, re.M)
    assert re.search(r"^warning: cascading-dinas-sosial: ", found, re.M)
    assert "peringatan:" not in found


def test_a_report_of_findings_in_english(ran: Run, tmp_path: Path) -> None:
    screen = ran("--lang", "en", "check", "--aturan", "simpul-tanpa-indikator", "--batas", "1")
    assert "  Why: " in screen
    assert "  Repair: " in screen
    assert re.search(r"^  violation, must be repaired: 4 finding\(s\) in 1 document\(s\)$", screen, re.M)
    assert re.search(r"^  and 3 more: kgkesos check", screen, re.M)
    assert screen.endswith(": 4 finding(s): 4 violation.\n")
    assert "No build before this one" in screen
    ran("--lang", "en", "check", "--format", "html", "-o", "temuan.html")
    page = html.fromstring((tmp_path / "temuan.html").read_text(encoding="utf-8"))
    assert page.get("lang") == "en"
    assert page.xpath("//h1/text()") == ["Findings in performance documents"]
    assert page.xpath("//table/thead//th/text()")[:3] == ["Rule", "Level", "Findings"]
    assert {one.strip(":") for one in page.xpath("//section/p/b/text()")} == {"Why", "Repair"}
    assert {one.text_content() for one in page.xpath("//span[@class='tingkat']")} <= {"violation", "warning", "note"}
    ran("--lang", "en", "check", "--format", "xlsx", "-o", "temuan.xlsx")
    book = openpyxl.load_workbook(tmp_path / "temuan.xlsx")
    assert book.sheetnames[0] == "Overview"
    cells = [[str(cell or "") for cell in row] for row in book["Overview"].iter_rows(values_only=True)]
    assert cells[0][0] == "Findings in performance documents"
    assert ["Rule", "Level", "Findings", "New", "As before", "Document", "What is asked", "Repair"] in cells
    rule = [[str(cell or "") for cell in row] for row in book.worksheets[1].iter_rows(values_only=True)]
    assert any(row[0].startswith("Why: ") for row in rule)
    assert any({"Document", "At", "What was found", "Quote", "Place"} <= set(row) for row in rule)


def test_a_report_says_the_same_in_both_languages(ran: Run, tmp_path: Path) -> None:
    """As many sheets, rows and findings; in Indonesian not one English word of the report's own."""
    for lang in ("id", "en"):
        ran("--lang", lang, "check", "--format", "xlsx", "-o", f"{lang}.xlsx")
        ran("--lang", lang, "check", "--format", "html", "--batas", "0", "-o", f"{lang}.html")
    here, there = (openpyxl.load_workbook(io.BytesIO((tmp_path / f"{one}.xlsx").read_bytes())) for one in ("id", "en"))
    assert [(one.max_row, one.max_column) for one in here] == [(one.max_row, one.max_column) for one in there]
    pages = [html.fromstring((tmp_path / f"{one}.html").read_text(encoding="utf-8")) for one in ("id", "en")]
    counts = [[len(page.xpath(f"//{tag}")) for tag in ("section", "li", "blockquote", "p")] for page in pages]
    assert counts[0] == counts[1]
    assert pages[0].xpath("//h1/text()") == ["Temuan pada dokumen kinerja"]


def test_an_office_report_in_english(ran: Run, tmp_path: Path) -> None:
    """As long as the Indonesian one, headed in English, and of the document's own words none is another."""
    for lang in ("id", "en"):
        for end in ("xlsx", "html"):
            ran("--lang", lang, "report", "--instansi", "Dinas Sosial", "-o", f"{lang}.{end}")
    here, there = (openpyxl.load_workbook(tmp_path / f"{lang}.xlsx") for lang in ("id", "en"))
    assert there.sheetnames == ["Overview", "Cascade", "Gaps", "Who answers for it", "Repair"]
    assert [(one.max_row, one.max_column) for one in here] == [(one.max_row, one.max_column) for one in there]
    assert [cell.value for cell in there["Cascade"][4]] == [
        "Text",
        "Level",
        "Period",
        "Indicator",
        "Link upwards",
        "State",
        "Place",
    ]
    assert [cell.value for cell in here["Cascading"]["A"][4:]] == [cell.value for cell in there["Cascade"]["A"][4:]]
    rows = [[str(cell or "") for cell in row] for row in there["Cascade"].iter_rows(min_row=5, values_only=True)]
    # By hand: the first of the programmes that the document replaced.
    assert "cascading-dinas-sosial.txt, line 86-88" in {row[6] for row in rows}
    assert {row[1] for row in rows} == {"Goal", "Objective", "Programme", "Activity"}
    assert {row[4] for row in rows} == {"", "printed", "printed, a guess"}
    assert {row[5] for row in rows} == {"", "replaced"}
    words = "\n".join(str(cell) for sheet in there for row in sheet.iter_rows(values_only=True) for cell in row)
    assert not re.search(r", baris \d|pelanggaran|peringatan|disusun|Tidak ada indikator", words)
    page = html.fromstring((tmp_path / "en.html").read_text(encoding="utf-8"))
    assert page.get("lang") == "en"
    assert page.xpath("//h1/text()") == ["Performance report: DINAS SOSIAL"]
    assert page.xpath("//section/h2/@id | //section/h2/text()") == [
        *("perbaikan", "The ten most useful repairs", "cascading", "Cascade"),
        "Picture of the cascade: CASCADING DINAS SOSIAL",
        *("celah", "Gaps", "penanggung-jawab", "Who answers for it", "cakupan", "Coverage"),
    ]
    assert "loose: without links, but no gap" in page.xpath("//*[local-name()='svg']//*[local-name()='text']/text()")
    indonesian = html.fromstring((tmp_path / "id.html").read_text(encoding="utf-8"))
    counts = [[len(one.xpath(f"//{tag}")) for tag in ("section", "li", "tr", "p", "th")] for one in (page, indonesian)]
    assert counts[0] == counts[1]
    assert f"pelanggaran {perbaikan.BOBOT['Violation']}, peringatan {perbaikan.BOBOT['Warning']}" in perbaikan.RULE
    assert (perbaikan.MOST_OF_ONE, "paling banyak dua" in perbaikan.RULE) == (2, True)
