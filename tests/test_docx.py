"""Word files: the numbers that Word computes, merged and nested cells, formulas, boxes, changes, and their places."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from docx_files import item, level, numbering, p, part, run, tbl, tc, write

from kgkesos.reading import document, load
from kgkesos.reading.excerpt import Source
from kgkesos.reading.numerals import printed


def loaded(tmp_path: Path, body: str, parts: Mapping[str, str] | None = None, name: str = "x.docx") -> Source:
    return load.load(write(tmp_path / name, body, parts))


def lines(source: Source) -> list[str]:
    return [line.replace("\u2029", "⏎") for line in source.printed.split("\n") if line.strip()]


def place(source: Source, words: str) -> str | None:
    at = source.printed.index(words)
    assert source.places
    return source.places.of(at, at + len(words))


# ---------------------------------------------------------------- lists


@pytest.mark.parametrize(
    ("number", "form", "words"),
    [
        (1, "decimal", "1"),
        (7, "decimalZero", "07"),
        (27, "lowerLetter", "aa"),
        (53, "upperLetter", "AAA"),
        (14, "upperRoman", "XIV"),
        (9, "lowerRoman", "ix"),
        (1990, "lowerRoman", "mcmxc"),
        (2, "none", ""),
        (3, "japaneseCounting", "3"),
        (0, "lowerLetter", "0"),
    ],
)
def test_numbers_are_written_as_word_writes_them(number: int, form: str, words: str) -> None:
    assert printed(number, form) == words


def test_numbers_of_lists_are_part_of_the_text(tmp_path: Path) -> None:
    levels = level(0, "upperRoman", "%1.") + level(1, "lowerLetter", "%2.") + level(2, "decimal", "%2.%3)")
    body = (
        item("Tujuan"),
        item("Menyusun rencana;", level=1),
        item("Menghimpun bahan;", level=2),
        item("Mengolah bahan;", level=2),
        item("Membagi tugas.", level=1),
        item("Menilai hasil.", level=2),
        item("Sasaran"),
        item("Mengawasi.", level=1),
    )
    source = loaded(tmp_path, "".join(body), {"numbering": numbering(levels)})
    assert lines(source) == [
        "I. Tujuan",
        "a. Menyusun rencana;",
        "a.1) Menghimpun bahan;",
        "a.2) Mengolah bahan;",
        "b. Membagi tugas.",
        "b.1) Menilai hasil.",
        "II. Sasaran",
        "a. Mengawasi.",
    ]
    assert place(source, "b. Membagi tugas.") == "paragraf 5"


def test_lists_share_counters_restart_and_start_where_they_say(tmp_path: Path) -> None:
    more = (
        '<w:num w:numId="8"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="9"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    lists = numbering(level(0, "lowerLetter", "%1."), level(0, "decimal", "%1)", start=4), more=more)
    body = (
        item("satu"),
        item("dua", 8),
        item("tiga", 9),
        item("empat", 9),
        item("lima", 2),
        p("biasa"),
        item("enam", 2),
    )
    assert lines(loaded(tmp_path, "".join(body), {"numbering": lists})) == [
        *("a. satu", "b. dua", "a. tiga", "b. empat", "4) lima", "biasa", "5) enam"),
    ]


def test_a_level_may_keep_counting_and_a_legal_one_has_digits(tmp_path: Path) -> None:
    levels = (
        level(0, "upperRoman", "BAB %1"),
        level(1, "decimal", "Pasal %2", more='<w:lvlRestart w:val="0"/>'),
        level(2, "lowerLetter", "%1.%3", more="<w:isLgl/>"),
    )
    body = (item("A"), item("x", level=1), item("B"), item("y", level=1), item("z", level=2))
    assert lines(loaded(tmp_path, "".join(body), {"numbering": numbering("".join(levels))})) == [
        *("BAB I A", "Pasal 1 x", "BAB II B", "Pasal 2 y", "2.1 z"),
    ]


def test_bullets_dashes_and_numbers_alone(tmp_path: Path) -> None:
    lists = numbering(level(0, "bullet", "\uf0b7"), level(0, "bullet", "-"), level(0, "decimal", "%1."))
    body = (
        item("butir"),
        item("strip", 2),
        tbl(tc(item("", 3)) + tc("Sasaran satu"), tc(item("", 3)) + tc("Sasaran dua")),
        p("tanpa nomor", '<w:numPr><w:numId w:val="0"/></w:numPr>'),
    )
    assert lines(loaded(tmp_path, "".join(body), {"numbering": lists})) == [
        *("• butir", "- strip", "1. Sasaran satu", "2. Sasaran dua", "tanpa nomor"),
    ]


def test_numbers_come_from_styles_too(tmp_path: Path) -> None:
    styles = part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="Induk"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Anak"><w:basedOn w:val="Induk"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Cucu"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
    )
    levels = level(0, "decimal", "%1.") + level(1, "lowerLetter", "%2)", more='<w:pStyle w:val="Cucu"/>')
    body = (
        p("satu", '<w:pStyle w:val="Induk"/>'),
        p("dua", '<w:pStyle w:val="Anak"/>'),
        p("kecil", '<w:pStyle w:val="Cucu"/>'),
        p("tidak", '<w:pStyle w:val="Anak"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
    )
    found = loaded(tmp_path, "".join(body), {"numbering": numbering(levels), "styles": styles})
    assert lines(found) == ["1. satu", "2. dua", "a) kecil", "tidak"]


# ---------------------------------------------------------------- tables


def test_merged_cells_are_covered_and_places_count_rows_and_columns(tmp_path: Path) -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    wide = '<w:gridSpan w:val="2"/>'
    body = tbl(
        tc("No", down) + tc("Sasaran", down) + tc("Target", wide),
        tc("", on) + tc("", on) + tc("2021") + tc("2022"),
        tc("1") + tc("Terlayani", down) + tc("10") + tc("20"),
        tc("2") + tc("", on) + tc("30") + tc("40"),
    )
    source = loaded(tmp_path, p("Judul") + body + tbl(tc("a") + tc("b")))
    assert lines(source) == [
        *("Judul", "No\tSasaran\tTarget\t", "\t\t2021\t2022", "1\tTerlayani\t10\t20", "2\t\t30\t40", "a\tb"),
    ]
    assert [place(source, words) for words in ("Judul", "Terlayani", "40", "a\tb")] == [
        "paragraf 1",
        "tabel 1, baris 3, kolom 2",
        "tabel 1, baris 4, kolom 4",
        "tabel 2, baris 1, kolom 1 – tabel 2, baris 1, kolom 2",
    ]
    covered = source.line(next(n for n in range(1, source.line_count + 1) if source.words(n).startswith("2\t")))
    cell = covered[2:2]
    assert not cell
    at = source.printed.index("2\t\t30") + 2
    assert source.places
    assert source.printed[slice(*source.places.merged[at])] == "Terlayani"


def test_borders_beside_each_other_by_a_slip_are_one(tmp_path: Path) -> None:
    two = '<w:gridSpan w:val="2"/>'
    body = tbl(
        tc("Sasaran", two) + tc("Indikator"),
        tc("Terlayani") + tc("Persentase", two),
        widths=(3000, 60, 3000),
    )
    assert lines(loaded(tmp_path, body)) == ["Sasaran\tIndikator", "Terlayani\tPersentase"]
    # A narrow column with cells of its own is one.
    body = tbl(tc("1") + tc(":") + tc("2") + tc("3"), tc("4", two) + tc("5") + tc("6"), widths=(900, 60, 900, 900))
    assert lines(loaded(tmp_path, body))[-1] == "4\t\t5\t6"


def test_rows_may_begin_later_and_lines_of_a_cell_stay(tmp_path: Path) -> None:
    late = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>'
    body = tbl(
        tc("A") + tc("B") + tc("C"),
        late + tc(p("satu") + p() + p("dua" + "")) + tc("<w:p><w:r><w:t>x</w:t><w:br/><w:t>y</w:t></w:r></w:p>"),
    )
    assert lines(loaded(tmp_path, body)) == ["A\tB\tC", "\tsatu⏎dua\tx⏎y"]


def test_nested_tables(tmp_path: Path) -> None:
    inner = tbl(tc("No") + tc("Nama"), tc("1") + tc("Panti"))
    # A table for layout is opened out; one inside a cell of data becomes lines of the cell.
    source = loaded(tmp_path, tbl(tc("<w:p/>" + inner + "<w:p/>")) + tbl(tc("Formula") + tc(inner + "<w:p/>")))
    assert lines(source) == ["No\tNama", "1\tPanti", "Formula\tNo Nama⏎1 Panti"]
    assert place(source, "Panti") == "tabel 1, baris 1, kolom 1, tabel 1, baris 2, kolom 2"
    assert place(source, "No Nama") == "tabel 2, baris 1, kolom 2"


def test_labels_in_tables_become_lines(tmp_path: Path) -> None:
    body = tbl(
        tc("1.") + tc("JABATAN") + tc(":") + tc("Sekretaris"),
        tc("2.") + tc("TUGAS") + tc(":") + tc(p("a. Menyusun;") + p("b. Membagi.")),
    )
    assert lines(loaded(tmp_path, body)) == ["1. JABATAN : Sekretaris", "2. TUGAS : a. Menyusun;", "b. Membagi."]


def test_tabs_are_columns_only_where_paragraphs_make_a_table(tmp_path: Path) -> None:
    def typed(*parts: str) -> str:
        return p("<w:r>" + "<w:tab/>".join(f"<w:t>{one}</w:t>" for one in parts) + "</w:r>")

    label = typed("Nama Unit", ":", "Kepala Dinas")
    rows = typed("No", "Sasaran", "", "Target") + typed("1.", "Terlayani", "", "80%")
    source = loaded(tmp_path, label + typed("Nama", "Tahun") + rows + label)
    assert lines(source) == [
        *(
            "Nama Unit : Kepala Dinas",
            "Nama Tahun",
            "No\tSasaran\tTarget",
            "1.\tTerlayani\t80%",
            "Nama Unit : Kepala Dinas",
        ),
    ]
    assert place(source, "80%") == "paragraf 4"


# ---------------------------------------------------------------- inside paragraphs


def text(tmp_path: Path, runs: str, parts: Mapping[str, str] | None = None) -> tuple[list[str], str | None]:
    source = loaded(tmp_path, p("Awal") + f"<w:p>{runs}</w:p>" + p("Akhir"), parts)
    return lines(source)[1:-1], source.remark


def m(name: str, *parts: str) -> str:
    return f"<m:{name}>{''.join(parts)}</m:{name}>"


def mt(words: str) -> str:
    return f"<m:r><m:t>{words}</m:t></m:r>"


FRACTION = m("oMath", m("f", m("num", mt("Jumlah A")), m("den", mt("Jumlah B"))), mt(" × 100%"))
FORMULAS = {
    "fraction": (FRACTION, "(Jumlah A) / (Jumlah B) × 100%"),
    "in a paragraph of its own": (m("oMathPara", FRACTION), "(Jumlah A) / (Jumlah B) × 100%"),
    "sum": (m("oMath", m("nary", '<m:naryPr><m:chr m:val="Σ"/></m:naryPr>', m("e", mt("PMKS")))), "Σ PMKS"),
    "brackets": (m("oMath", m("d", m("e", mt("A-B"))), m("sSup", m("e", mt("x")), m("sup", mt("10")))), "(A-B)x^(10)"),
    "root": (m("oMath", m("rad", m("deg"), m("e", mt("A")))), "√(A)"),
    "field": (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> EQ \\f(Jumlah A;Jumlah B (orang)) '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>' + run(" x 100%"),
        "(Jumlah A) / (Jumlah B (orang)) x 100%",
    ),
    "symbols": ('<w:r><w:sym w:font="Symbol" w:char="F053"/></w:r>' + run(" PMKS"), "Σ PMKS"),
}


@pytest.mark.parametrize("name", FORMULAS)
def test_formulas_are_lines_of_text(tmp_path: Path, name: str) -> None:
    runs, words = FORMULAS[name]
    (line,), remark = text(tmp_path, runs)
    assert " ".join(line.split()) == words
    assert remark is None


READ = {
    "links": '<w:hyperlink r:id="x">' + run("taut") + "</w:hyperlink>" + run("an"),
    "content controls": "<w:sdt><w:sdtPr/><w:sdtContent>" + run("tautan") + "</w:sdtContent></w:sdt>",
    "a field's result": '<w:fldSimple w:instr="REF x">' + run("tautan") + "</w:fldSimple>",
    "complex fields": '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r><w:r>'
    '<w:fldChar w:fldCharType="separate"/></w:r>' + run("tautan") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    "smart tags": "<w:smartTag>" + run("tau") + "</w:smartTag>" + run("tan"),
    "twice the same": "<mc:AlternateContent><mc:Choice>" + run("tautan") + "</mc:Choice><mc:Fallback>"
    + run("tautan") + "</mc:Fallback></mc:AlternateContent>",
    "not hidden": run("tautan", '<w:vanish w:val="0"/>'),
    "a placeholder beside": run("tautan")
    + "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + run("Klik di sini") + "</w:sdtContent></w:sdt>",
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_words_are_read_wherever_word_keeps_them(tmp_path: Path, name: str) -> None:
    assert text(tmp_path, READ[name]) == (["tautan"], None)


def test_changes_and_hidden_text_are_said(tmp_path: Path) -> None:
    found, remark = text(
        tmp_path, "<w:ins>" + run("baru") + "</w:ins><w:del><w:r><w:delText>lama</w:delText></w:r></w:del>"
    )
    assert (found, remark) == (["baru"], "Ada perubahan terlacak: teks sisipan dibaca, teks yang dihapus tidak.")
    found, remark = text(tmp_path, run("tampak") + run("rahasia", "<w:vanish/>"))
    assert (found, remark) == (["tampak"], "Ada teks tersembunyi; tidak dibaca.")
    hiding = '<w:style w:type="character" w:styleId="S"><w:rPr><w:vanish/></w:rPr></w:style>'
    found, _ = text(tmp_path, run("tampak") + run("x", '<w:rStyle w:val="S"/>'), {"styles": part("styles", hiding)})
    assert found == ["tampak"]
    gone = "<w:tr><w:trPr><w:del/></w:trPr>" + tc("hapus") + tc("hapus") + "</w:tr>"
    source = loaded(tmp_path, tbl(tc("a") + tc("b")).replace("</w:tbl>", gone + "</w:tbl>"))
    assert lines(source) == ["a\tb"]


def test_notes_and_pictures_are_counted(tmp_path: Path) -> None:
    runs = run("Teks") + '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:drawing><pic:pic/></w:drawing></w:r>'
    found, remark = text(tmp_path, runs)
    assert found == ["Teks"]
    assert remark == "Catatan kaki tidak dibaca (1). Isi gambar tidak dibaca (1); ketik rumus yang berupa gambar."


def test_text_boxes_are_read_once(tmp_path: Path) -> None:
    box = "<w:txbxContent>" + p("Dalam kotak") + "</w:txbxContent>"
    drawn = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    source = loaded(tmp_path, p("Awal") + f"<w:p>{drawn}</w:p>" + p("Akhir"))
    assert lines(source) == ["Awal", "Dalam kotak", "Akhir"]
    assert place(source, "Dalam kotak") == "kotak teks 1"
    assert source.remark is None


def test_heads_and_feet_of_pages_come_once(tmp_path: Path) -> None:
    section = '<w:sectPr><w:headerReference r:id="rheader1"/><w:footerReference r:id="rfooter1"/></w:sectPr>'
    head = p("DINAS SOSIAL") + p("DINAS SOSIAL")
    parts = {"header1": part("hdr", head), "footer1": part("ftr", p("Renstra") + p("12"))}
    source = loaded(tmp_path, p("Isi", section) + section, parts)
    assert lines(source) == ["DINAS SOSIAL", "Isi", "Renstra"]
    assert [place(source, words) for words in ("DINAS", "Renstra")] == ["kepala halaman", "kaki halaman"]


def test_the_strict_edition_and_the_one_with_macros(tmp_path: Path) -> None:
    body = part("document", "<w:body>" + p("Isi") + "</w:body>")
    strict = body.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert lines(load.load(write(tmp_path / "a.docx", "", raw=strict))) == ["Isi"]
    source = loaded(tmp_path, p("Isi"), {"vbaProject": "<x/>"}, "makro.docm")
    assert (lines(source), source.remark) == (["Isi"], "Makro di dalam berkas tidak dijalankan.")


# ---------------------------------------------------------------- those who sign


TITLES = p("INDIKATOR KINERJA UTAMA") + p("DINAS SOSIAL KABUPATEN CONTOH") + p("TAHUN 2021")
HEADS = ("No", "Sasaran Strategis", "Indikator Kinerja Utama", "Sumber Data")
IKU = TITLES + tbl("".join(map(tc, HEADS)), "".join(map(tc, ("1.", "Terlayani", "Persentase panti", "Data panti"))))
WHEN = p("Contoh, 5 Januari 2021") + p("KEPALA DINAS SOSIAL,") + p()
WHO = p("Drs. SUPARMAN WIJAYA, M.Si") + p("Pembina Utama Muda") + p("NIP. 19650101 199003 1 002")
OTHER = p("BUPATI CONTOH") + p() + p("H. BAMBANG SUTRISNO, S.E.")
LINE = "<w:r><w:br/><w:br/><w:t>{}</w:t></w:r>"
SIGNED = {
    "paragraphs": WHEN + WHO,
    "two beside each other": tbl(tc(OTHER) + tc(WHEN + WHO)),
    "one on the right": tbl(tc("") + tc(WHEN + WHO)),
    "rows": tbl(
        tc("Pihak Kedua") + tc("Pihak Pertama"),
        tc("BUPATI CONTOH") + tc("KEPALA DINAS SOSIAL"),
        tc("") + tc(""),
        tc("H. BAMBANG SUTRISNO, S.E.") + tc("Drs. SUPARMAN WIJAYA, M.Si"),
        tc("") + tc("NIP. 19650101 199003 1 002"),
    ),
    "lines of a paragraph": p("Contoh, 5 Januari 2021")
    + p(
        run("KEPALA DINAS SOSIAL")
        + LINE.format("Drs. SUPARMAN WIJAYA, M.Si")
        + LINE.format("NIP. 19650101 199003 1 002")
    ),
}


@pytest.mark.parametrize("name", SIGNED)
def test_names_of_those_who_sign_are_hidden(tmp_path: Path, name: str) -> None:
    reading = document.read_file(write(tmp_path / "iku.docx", IKU + SIGNED[name]))
    assert [record.jenis for record in reading.records] == ["Sasaran", "Indikator"]
    said = (reading.dokumen, reading.dokumen.bukti, reading.tak_terbaca, reading.peringatan)
    shown = repr((said, [(record, record.bukti) for record in reading.records]))
    assert [word for word in ("SUPARMAN", "BAMBANG", "SUTRISNO", "19650101", "x1f") if word in shown] == []


def test_a_table_that_only_sets_beside_is_no_table(tmp_path: Path) -> None:
    source = loaded(tmp_path, tbl(tc(p("a") + p("b")) + tc("c")))
    assert lines(source) == ["a", "b", "c"]
    assert place(source, "c") == "tabel 1, baris 1, kolom 2"
    assert lines(loaded(tmp_path, tbl(tc("TUGAS") + tc(":") + tc(p("a. x") + p("b. y"))))) == ["TUGAS : a. x", "b. y"]


# ---------------------------------------------------------------- a whole document


def test_an_iki_with_numbered_lists_is_read(tmp_path: Path) -> None:
    lists = numbering(level(0, "decimal", "%1."), level(0, "lowerLetter", "%1."))
    head = ("KINERJA", "INDIKATOR KINERJA", "PENJELASAN/FORMULASI PENGHITUNGAN", "SUMBER DATA")
    formula = p("Formulasi Penghitungan :") + f"<w:p>{FRACTION}</w:p>"
    row = tc("Terlayaninya penyandang cacat") + tc("Persentase penyandang cacat terlayani") + tc(formula) + tc("Seksi")
    body = (
        p("INDIKATOR KINERJA INDIVIDU"),
        item("JABATAN : Kepala Seksi Rehabilitasi"),
        item("TUGAS :"),
        item("Menyusun rencana kegiatan seksi;", 2),
        item("Membagi tugas kepada bawahan.", 2),
        tbl("".join(map(tc, head)), row),
    )
    reading = document.read_file(write(tmp_path / "iki.docx", "".join(body), {"numbering": lists}))
    duties = [(r.huruf, r.teks) for r in reading.records if r.jenis == "Tugas"]  # type: ignore[attr-defined]
    assert duties == [("a", "Menyusun rencana kegiatan seksi"), ("b", "Membagi tugas kepada bawahan")]
    (ratio,) = (r for r in reading.records if r.jenis == "Formula")
    assert (ratio.pembilang, ratio.penyebut) == ("Jumlah A", "Jumlah B")  # type: ignore[attr-defined]
    assert {q.tempat for q in ratio.bukti["ekspresi"]} == {"tabel 1, baris 2, kolom 3"}
    assert reading.tak_terbaca == ()
