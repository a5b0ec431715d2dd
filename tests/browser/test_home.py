"""The pages in a real Chromium: nothing scrolls sideways but the tables' own boxes, nothing is asked of other hosts."""

from __future__ import annotations

import csv
import importlib
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from test_serve import Served, serving

from kgkesos import terms
from kgkesos.knowledge import Knowledge
from kgkesos.laporan import Saringan, halaman, susun
from kgkesos.laporan.berkas import Berkas
from kgkesos.web.kosakata import offline
from kgkesos.web.rendering import Renderer

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
KEGIATAN = "Fasilitasi Program Keluarga Harapan"
PAGES = (
    "/",
    "/telusur?kata=sosial",
    f"/telusur?kata={KEGIATAN}",
    f"/mengapa?subjek={KEGIATAN}&objek=Meningkatnya penanggulangan masalah kesejahteraan sosial",
    "/mengapa?subjek=bantuan sosial&objek=sosial",
    "/cari?kata=keluarga harapn",
    "/temuan",
    "/temuan?aturan=istilah-tidak-konsisten",
    "/temuan?status=baru",
    "/temuan?aturan=indikator",
    "/jawaban/celah",
    "/jawaban/formula-indikator",
    "/jawaban/definisi?istilah=PMKS",
    "/id/dokumen/iki-dinas-sosial-kota-probolinggo-2019",
    "/id/dokumen/iki-dinas-sosial-kota-probolinggo-2019/jabatan/sekretaris/fungsi/b",
    "/id/wilayah/kota-probolinggo",
    "/id/nomenklatur/2021",
    "/konsep/bdt",
    "/konsep/tidak-ada",
    "/ontology",
    "/graf/padanan",
    "/.well-known/void",
    "/unduh",
    "/kosakata",
    "/kosakata?kata=disabilitas",
    "/kosakata/ontology/Indikator",
    "/kosakata/konsep/pmks",
    "/api/docs",
    "/sparql",
    "/tidak-ada",
)


def missing(what: str) -> None:
    """Skip because ``what`` is not installed; where everything is required, a skipped test fails (conftest)."""
    pytest.skip(f"{what} is not installed")


@pytest.fixture(scope="module")
def served(built_kg: Path) -> Iterator[Served]:
    with serving(built_kg) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, driven by playwright."""
    try:
        sync_playwright = importlib.import_module("playwright.sync_api").sync_playwright
    except ImportError:
        missing("playwright (pip install playwright)")
    if not CHROMIUM.exists():
        missing(f"{CHROMIUM} (apt-get install chromium)")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield opened
        opened.close()


@pytest.mark.parametrize("address", PAGES)
def test_a_page_fits_the_screen_and_asks_only_the_loopback(browser: Any, served: Served, address: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if "Content Security" in message.text else None)
    page.goto(served.url + address)
    page.wait_for_load_state("networkidle")
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        widest = page.evaluate("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)")
        assert widest == width
    assert {urlsplit(url).hostname for url in asked if not url.startswith("data:")} == {"127.0.0.1"}
    assert faults == []
    page.close()


@pytest.mark.parametrize("width", [1280, 360])
def test_the_form_traces_a_kegiatan_without_javascript(browser: Any, served: Served, width: int) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(served.url)
    page.get_by_label("Apa yang ditelusuri?").fill("Keluarga Harapan")
    page.get_by_role("button", name="Telusuri").click()
    assert page.get_by_role("heading", level=2).first.inner_text() == f"Ke atas dari kegiatan “{KEGIATAN}”, 2019-2022"
    kinds = page.locator(".simpul .jenis").all_inner_texts()
    assert kinds == ["Kegiatan", "Program", "Sasaran", "Tujuan"]
    page.get_by_label("Apa yang ditelusuri?").fill(page.locator(".simpul .nama").nth(2).inner_text())
    page.get_by_label("Ke bawah: apa yang mendukungnya").check()
    page.get_by_role("button", name="Telusuri").click()
    assert KEGIATAN in page.locator(".simpul .nama").all_inner_texts()
    context.close()


@pytest.mark.parametrize("width", [1280, 360])
def test_findings_are_narrowed_and_opened_without_javascript(
    browser: Any, served: Served, built: Knowledge, width: int
) -> None:
    """The form, the list of rules, the whole of one rule, the page of a thing, and the files: all plain links."""
    found = susun.of_build(built, Saringan(tingkat="Warning"))
    group = found.kelompok[0]
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(served.url + "/temuan")
    page.get_by_label("Tingkat", exact=True).select_option(label=f"Peringatan ({len(found.butir)})")
    page.get_by_role("button", name="Tampilkan").click()
    assert page.locator("section.temuan").count() == len(found.kelompok)
    assert page.get_by_label("Tingkat", exact=True).input_value() == "Warning"
    rule = page.locator(f"section[aria-labelledby='{group.kode}']")
    page.locator(".ikhtisar a").first.click()
    assert rule.locator("h2").bounding_box()["y"] < 200
    assert rule.locator("td .nama a").count() == 5
    rule.locator(".lagi a").click()
    assert page.locator("section.temuan td .nama a").count() == len(group.butir)
    with page.expect_download() as kept:
        page.get_by_role("link", name="CSV", exact=True).click()
    assert kept.value.suggested_filename == "temuan.csv"
    text = Path(kept.value.path()).read_text(encoding="utf-8-sig")
    assert [row["pada"] for row in csv.DictReader(io.StringIO(text, newline=""))] == [
        one.simpul.iri for one in group.butir
    ]
    name = page.locator("td .nama a").first.inner_text()
    page.locator("td .nama a").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == name
    context.close()


@pytest.mark.parametrize("width", [1280, 360])
def test_a_finding_is_read_without_scrolling_sideways(browser: Any, served: Served, width: int) -> None:
    """Three columns on a wide screen; on a telephone each cell below the other, with what it holds above it."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(served.url + "/temuan?aturan=istilah-tidak-konsisten")
    cells = page.locator("section.temuan tbody tr:nth-child(2)").first.locator("td")
    boxes = [cell.bounding_box() for cell in cells.all()]
    assert len(boxes) == 3
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)
    assert len({box["y"] for box in boxes}) == (1 if width > 1000 else 3)
    assert page.evaluate("document.querySelector('.bertumpuk').scrollWidth") <= width
    heading = cells.last.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert heading == ("none" if width > 1000 else '"Dibandingkan dengan"')
    overview = page.goto(served.url + "/temuan") and page.locator(".ikhtisar")
    assert overview.evaluate("box => box.scrollWidth - box.clientWidth") == 0
    page.close()


def test_the_keyboard_reaches_the_content_first(browser: Any, served: Served) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(served.url)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Langsung ke isi"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "isi"
    page.close()


def test_the_api_page_shows_every_question(browser: Any, served: Served) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(served.url + "/api/docs")
    page.wait_for_selector(".opblock")
    shown = {
        text.replace("\u200b", "")
        for text in page.locator(".opblock-summary-path, .opblock-summary-path__deprecated").all_inner_texts()
    }
    assert shown == set(served.get("/api/openapi.json").json()["paths"])
    page.close()


@pytest.mark.parametrize("width", [1280, 360])
def test_the_page_of_all_terms_opens_from_disk(browser: Any, tmp_path: Path, width: int) -> None:
    """As a planner keeps it: no server, no network, its own sheet, and the table of contents leads to a term."""
    kept = tmp_path / "kosakata.html"
    kept.write_text(Renderer().text(offline.TEMPLATE, offline.page(terms.load())), encoding="utf-8")
    context = browser.new_context(java_script_enabled=True, offline=True, viewport={"width": width, "height": 800})
    page = context.new_page()
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: faults.append(message.text))
    page.goto(kept.as_uri())
    assert page.evaluate("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)") == width
    assert page.evaluate("getComputedStyle(document.querySelector('.tingkat-sedang')).borderTopStyle") == "solid"
    page.get_by_role("navigation").get_by_role("link", name="SIKS-NG", exact=True).click()
    assert page.evaluate("decodeURIComponent(location.hash)") == "#konsep/siks-ng"
    article = page.locator("article", has=page.locator("[id='konsep/siks-ng']"))
    assert "belum diperiksa" in article.inner_text()
    assert article.locator("h3").bounding_box()["y"] < 100
    assert {url.split("#")[0] for url in asked} == {kept.as_uri()}
    assert faults == []
    context.close()


@pytest.mark.parametrize("width", [1280, 360])
def test_a_term_is_found_from_the_menu_and_leads_to_its_uses(browser: Any, served: Served, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(served.url)
    page.get_by_role("link", name="Kosakata", exact=True).click()
    page.get_by_label("Cari istilah").fill("Penyandang Masalah")
    page.get_by_role("button", name="Cari").click()
    page.get_by_role("link", name="PMKS", exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text() == "PMKS"
    page.get_by_role("link", name="Penyandang Masalah Kesejahteraan Sosial").first.click()
    kind = page.locator(".jenis a").inner_text()
    page.locator(".jenis a").click()
    assert page.get_by_role("heading", level=1).inner_text() == kind
    assert urlsplit(page.url).path.startswith("/kosakata/ontology/")
    page.close()


@pytest.mark.parametrize("width", [1280, 360])
def test_the_report_of_findings_needs_no_server_and_prints_on_a4(
    browser: Any, built: Knowledge, tmp_path: Path, width: int
) -> None:
    found = susun.of_build(built, Saringan())
    file = tmp_path / "temuan.html"
    file.write_text(halaman.text(found, Berkas(), 0), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 800})
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: faults.append(message.text))
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert asked == [file.as_uri()]
    assert faults == []
    # A level is one word on one line, also on a telephone.
    heights = page.locator(".tingkat").evaluate_all("all => all.map(one => one.getClientRects().length)")
    assert set(heights) == {1}
    assert page.locator("li.butir").count() == len(found.butir)
    group = found.kelompok[-1]
    page.locator("tbody a").last.click()
    assert page.url == f"{file.as_uri()}#{group.kode}"
    assert page.locator(f"[id={group.kode}]").bounding_box()["y"] < 800
    printed = page.pdf(prefer_css_page_size=True)
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert box is not None
    assert [round(float(side)) for side in box.groups()] == [595, 842]
    page.close()
