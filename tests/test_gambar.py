"""Pictures of cascades: they show what the document says, no two boxes overlap, and words stay in their boxes."""

from __future__ import annotations

import csv
import itertools
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from kgkesos import gambar, resources
from kgkesos.cli.app import app
from kgkesos.errors import InputError, QuestionError
from kgkesos.gambar import huruf, isi, letak, lukis
from kgkesos.gambar.model import (
    DIGANTI,
    DIKONFIRMASI,
    DITURUNKAN,
    DITURUNKAN_DUGAAN,
    DUGAAN,
    LEPAS,
    TANPA_PENDUKUNG,
    TERCETAK,
    YATIM,
    Bagan,
    Bidang,
    Hubungan,
    Simpul,
)
from kgkesos.knowledge import Knowledge
from kgkesos.lookup import Link, Node
from kgkesos.trace import trace

SVG = "{http://www.w3.org/2000/svg}"
CASCADING, IKI = "cascading-dinas-sosial", "iki-dinas-sosial-kota-probolinggo-2019"
STYLES = (TERCETAK, DITURUNKAN, DUGAAN, DITURUNKAN_DUGAAN, DIKONFIRMASI)


def large() -> Bagan:
    """A cascade of 203 nodes with official names: a tujuan, two sasaran, programmes, kegiatan, sub kegiatan."""
    with (resources.folder("ontology") / "sumber" / "nomenklatur-1.06.csv").open(encoding="utf-8", newline="") as rows:
        named = {row["kode"]: row["nama"] for row in csv.DictReader(rows) if row["kode"].count(".") > 1}
    nodes = [Simpul("t", "Tujuan", "Meningkatnya kesejahteraan sosial masyarakat")]
    nodes += [Simpul(f"s{one}", "Sasaran", f"Meningkatnya layanan {one}", tanda=frozenset()) for one in (1, 2)]
    ties = [Hubungan("s1", "t"), Hubungan("s2", "t")]
    for at, (code, name) in enumerate(sorted(named.items())[:200]):
        above = max((one for one in named if code.startswith(f"{one}.")), key=len, default=f"s{at % 2 + 1}")
        kind = {2: "Program", 4: "Kegiatan", 5: "SubKegiatan"}[code.count(".")]
        nodes.append(Simpul(code, kind, name, "2025-2029", frozenset({YATIM} if at % 9 == 4 else ())))
        if at % 9 != 4:
            ties.append(Hubungan(code, above, STYLES[at % 4]))
    return Bagan("besar", "Cascading besar", ("Graf: uji",), tuple(nodes), tuple(ties))


def chained(field: Bidang) -> None:
    """No two boxes overlap, nothing stands outside the field, and no line crosses a box."""
    for one, other in itertools.combinations(field.kotak, 2):
        apart = one.x + one.lebar <= other.x or other.x + other.lebar <= one.x
        assert apart or one.y + one.tinggi <= other.y or other.y + other.tinggi <= one.y
    for box in field.kotak:
        assert box.x >= 0
        assert box.x + box.lebar <= field.lebar
        assert box.y >= 0
        assert box.y + box.tinggi <= field.tinggi
        room = box.lebar - 2 * letak.TEPI
        for line in (*box.kepala, *box.catatan):
            assert huruf.width(line, letak.KECIL, bold=True) <= room
        for line in box.baris:
            assert huruf.width(line, letak.HURUF) <= room
        lines = len(box.kepala) + len(box.baris) + len(box.catatan)
        assert lines * letak.TINGGI_BARIS + 2 * letak.TEPI <= box.tinggi
    ways = [line.titik for line in field.garis] + [trunk.titik for trunk in field.batang]
    for way in ways:
        for (x1, y1), (x2, y2) in itertools.pairwise(way):
            assert x1 == x2 or y1 == y2
            for box in field.kotak:
                beside = max(x1, x2) <= box.x or min(x1, x2) >= box.x + box.lebar
                assert beside or max(y1, y2) <= box.y or min(y1, y2) >= box.y + box.tinggi


def classes(svg: str) -> dict[str, str]:
    """The style of each box, by its whole text."""
    root = ElementTree.fromstring(svg)
    groups = [group for group in root.iter(f"{SVG}g") if (group.get("class") or "").startswith("kotak")]
    return {group.findtext(f"{SVG}title") or "": (group.get("class") or "")[6:] for group in groups}


def test_two_hundred_boxes_stand_apart_and_hold_their_words() -> None:
    bagan = large()
    assert len(bagan.simpul) == 203
    chained(letak.placed(bagan.simpul, bagan.hubungan))


KINDS = st.sampled_from(sorted(letak.TINGKAT))
MARKS = st.sets(st.sampled_from(sorted(letak.CATATAN)))
NODES = st.lists(
    st.tuples(
        st.sampled_from(sorted(letak.TINGKAT)), st.text(max_size=200), st.sets(st.sampled_from(list(letak.CATATAN)))
    ),
    min_size=0,
    max_size=25,
)


@given(NODES, st.lists(st.tuples(st.integers(0, 24), st.integers(0, 24), st.sampled_from(STYLES)), max_size=60))
@settings(max_examples=60, deadline=None)
def test_no_boxes_overlap_whatever_is_tied_to_what(
    given: list[tuple[str, str, set[str]]], pairs: list[tuple[int, int, str]]
) -> None:
    """Circles, links downwards, links to itself, several parents, levels left out: the picture is drawn."""
    nodes = tuple(Simpul(f"n{at}", kind, text, None, frozenset(marks)) for at, (kind, text, marks) in enumerate(given))
    found = {(a, b): Hubungan(f"n{a}", f"n{b}", style) for a, b, style in pairs if max(a, b) < len(nodes)}
    bagan = Bagan("uji", "Uji", (), nodes, tuple(found.values()))
    chained(letak.placed(bagan.simpul, bagan.hubungan))
    root = ElementTree.fromstring(gambar.text(bagan))
    assert len([one for one in root.iter(f"{SVG}g") if (one.get("class") or "").startswith("kotak")]) == len(nodes)


def test_every_font_is_at_least_eleven_pixels() -> None:
    sizes = [int(size) for size in re.findall(r'font-size="(\d+)"', gambar.text(large()))]
    assert sizes
    assert min(sizes) >= 11


def test_the_page_grows_with_what_is_on_it() -> None:
    whole = lukis.page(large())
    assert whole.lebar >= whole.bidang.lebar + 2 * lukis.MARGIN
    assert whole.tinggi >= whole.y + whole.bidang.tinggi
    few = lukis.page(Bagan("kecil", "Kecil", (), large().simpul[:3], large().hubungan[:2]))
    assert few.tinggi < whole.tinggi
    assert few.lebar < whole.lebar


def test_words_that_are_long_or_hostile_stay_words() -> None:
    hostile = '<script>alert("1")</script> & \x00 ]]> ' + "x" * 3000
    svg = gambar.text(Bagan("uji", hostile, (hostile,), (Simpul("a", "Kegiatan", hostile, hostile),), ()))
    root = ElementTree.fromstring(svg)
    assert [one.tag for one in root.iter() if "script" in one.tag] == []
    assert list(classes(svg)) == [hostile.replace("\x00", "\N{REPLACEMENT CHARACTER}")]
    (box,) = lukis.page(Bagan("uji", "", (), (Simpul("a", "Kegiatan", hostile),), ())).bidang.kotak
    assert box.baris[-1].endswith("\N{HORIZONTAL ELLIPSIS}")


def test_words_are_wrapped_between_words_and_inside_where_one_is_too_long() -> None:
    assert huruf.wrapped("satu dua tiga", 10, 60, 5) == ("satu dua", "tiga")
    assert "".join(huruf.wrapped("x" * 40, 10, 60, 50)) == "x" * 40
    assert huruf.wrapped("", 10, 60, 5) == ()


# ---------------------------------------------------------------- of a build


def test_the_cascade_of_the_document_is_drawn_as_it_is_printed(built: Knowledge) -> None:
    """By hand: the four programmes up to 2018 were replaced; who supports whom below them is a guess by numbers."""
    bagan = gambar.of_document(built, CASCADING)
    kinds = [node.jenis for node in bagan.simpul]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {"Tujuan": 1, "Sasaran": 1, "Program": 7, "Kegiatan": 22}
    replaced = {node.periode for node in bagan.simpul if DIGANTI in node.tanda}
    assert replaced == {"sampai 2018"}
    assert sum(DIGANTI in node.tanda for node in bagan.simpul) == 4
    assert not any(node.tanda & {YATIM, TANPA_PENDUKUNG} for node in bagan.simpul)
    styles = [tie.gaya for tie in bagan.hubungan]
    assert (styles.count(TERCETAK), styles.count(DUGAAN), len(styles)) == (8, 22, 30)
    chained(letak.placed(bagan.simpul, bagan.hubungan))
    svg = gambar.text(bagan)
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "CASCADING DINAS SOSIAL"
    assert "22 kegiatan" in (root.findtext(f"{SVG}desc") or "")
    drawn = classes(svg)
    assert drawn["Program Peningkatan Pelayanan Penyandang Masalah Sosial"] == "tertutup diganti"
    assert drawn["Fasilitasi Program Keluarga Harapan"] == "tertutup"
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert texts.count("?") == 22
    assert f"Graf: {built.build.name}, disusun {built.build.manifest()['made'][:10]}" in texts


def test_what_follows_from_a_rule_is_dotted_and_said(built: Knowledge) -> None:
    """Eleven kinerja support the one kinerja of the position above; by hand, five that have no tie are at the top."""
    bagan = gambar.of_document(built, IKI)
    assert [tie.gaya for tie in bagan.hubungan] == [DITURUNKAN_DUGAAN] * 11
    texts = [text.text for text in ElementTree.fromstring(gambar.text(bagan)).iter(f"{SVG}text")]
    assert texts.count("diturunkan ?") == 11
    chained(letak.placed(bagan.simpul, bagan.hubungan))


def test_what_serves_nothing_or_is_served_by_nothing_is_dashed_and_said(built: Knowledge) -> None:
    """By hand: the head of Pemberdayaan Sosial has two kinerja; which of them the four below support is not said."""
    every = gambar.of_document(built, IKI).simpul
    marked = {node.teks: node.tanda for node in every if node.tanda - {LEPAS}}
    assert {text for text, marks in marked.items() if marks == {TANPA_PENDUKUNG}} == {
        "Meningkatnya Peningkatan Keberdayaan Masyarakat",
        "Meningkatnya Pengembangan Kapasitas dalam Rangka Pengentasan Kemiskinan",
    }
    alone = {text for text, marks in marked.items() if marks == {YATIM}}
    assert len(alone) == 4
    assert {"Meningkatnya penanganan fakir miskin", "Terlaksananya Kegiatan Peringatan Upacara"} < alone
    assert len(marked) == 6
    drawn = classes(gambar.text(gambar.of_document(built, IKI)))
    assert {drawn[text] for text in marked} == {"celah"}


def test_what_needs_no_link_and_has_none_is_called_what_it_is(built: Knowledge) -> None:
    """The document prints three sasaran and no other level: nothing is missing, and nothing is tied."""
    bagan = gambar.of_document(built, "iku-dinas-sosial-kabupaten-tapin-2020")
    assert [(node.jenis, node.tanda) for node in bagan.simpul] == [("Sasaran", frozenset({LEPAS}))] * 3
    svg = gambar.text(bagan)
    assert set(classes(svg).values()) == {"lepas"}
    root = ElementTree.fromstring(svg)
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert texts.count("lepas: tanpa hubungan apa pun") == 3
    assert "lepas: tanpa hubungan, bukan celah" in texts
    assert "3 lepas" in (root.findtext(f"{SVG}desc") or "")
    # Four dotted boxes: the three, and that of the legend.
    assert svg.count('stroke-dasharray="2 4"') == 4


def test_only_what_nothing_ties_is_loose(built: Knowledge) -> None:
    """A goal is tied from below alone, also where its picture shows no line; a kinerja of the IKI needs a link."""
    goal = "Meningkatkan system keamanan lingkungan dan kepekaan sosial serta pengamalan nilai agama dan budaya"
    (node,) = gambar.of_traces(built, trace(built, goal)).simpul
    assert node.tanda == frozenset()
    bagan = gambar.of_document(built, IKI)
    tied = {end for tie in bagan.hubungan for end in (tie.dari, tie.ke)}
    loose = {node.iri for node in bagan.simpul if LEPAS in node.tanda}
    gaps = {node.iri for node in bagan.simpul if node.tanda & {YATIM, TANPA_PENDUKUNG}}
    assert loose == set()
    assert {node.iri for node in bagan.simpul} == tied | gaps


def test_a_document_without_cascade_says_so(built: Knowledge) -> None:
    svg = gambar.text(gambar.of_document(built, "metadata-sipd-jumlah-kkks"))
    assert "Dokumen ini tidak memuat cascading." in svg
    assert classes(svg) == {}


def test_an_unknown_document_is_named_with_those_that_there_are(built: Knowledge) -> None:
    with pytest.raises(QuestionError, match="cascading-dinas-sosial"):
        gambar.of_document(built, "tidak-ada")


def test_a_trace_is_drawn(built: Knowledge) -> None:
    found = trace(built, "Fasilitasi Program Keluarga Harapan")
    bagan = gambar.of_traces(built, found)
    assert [node.jenis for node in bagan.simpul] == ["Kegiatan", "Program", "Sasaran", "Tujuan"]
    assert [tie.gaya for tie in bagan.hubungan] == [DUGAAN, TERCETAK, TERCETAK]
    assert len(classes(gambar.text(bagan))) == 4


def test_the_command_writes_the_picture_of_one_document(built_kg: Path, built: Knowledge, tmp_path: Path) -> None:
    target = tmp_path / "cascading.svg"
    command = ["export", "--kg", str(built_kg), "--format", "svg"]
    done = CliRunner().invoke(app, [*command, "-o", str(target), "--dokumen", CASCADING])
    assert done.exception is None
    assert target.read_text(encoding="utf-8") == gambar.text(gambar.of_document(built, CASCADING))
    for words in ([], ["--dokumen", "tidak-ada"]):
        with pytest.raises(QuestionError, match=CASCADING):
            CliRunner().invoke(app, [*command, *words], catch_exceptions=False)


def test_the_command_writes_the_picture_of_a_trace(built_kg: Path, built: Knowledge, tmp_path: Path) -> None:
    target = tmp_path / "telusur.svg"
    words = ["trace", "Fasilitasi Program Keluarga Harapan", "--kg", str(built_kg), "--format", "svg"]
    drawn = gambar.text(gambar.of_traces(built, trace(built, words[1])))
    assert CliRunner().invoke(app, [*words, "-o", str(target)]).exception is None
    assert target.read_text(encoding="utf-8") == drawn
    assert CliRunner().invoke(app, words).stdout == drawn
    with pytest.raises(InputError, match="--timpa"):
        CliRunner().invoke(app, [*words, "-o", str(target)], catch_exceptions=False)
    with pytest.raises(InputError, match="-o memerlukan --format"):
        CliRunner().invoke(app, [*words[:4], "-o", str(tmp_path / "t.txt")], catch_exceptions=False)


def test_a_confirmed_link_says_so_and_is_drawn_like_a_printed_one() -> None:
    """What somebody confirmed is not printed, and no guess any more."""
    nodes = [Node(f"urn:{name}", kind, name, "urn:d") for name, kind in (("a", "Kegiatan"), ("b", "Program"))]
    link = Link("urn:a", "urn:b", "dikonfirmasi", "pasti", "nomor-mulai-ulang")
    drawn = isi._bagan("d", "D", (), nodes, [link], {})
    assert [one.gaya for one in drawn.hubungan] == [DIKONFIRMASI]
    assert ">dikonfirmasi</text>" in gambar.text(drawn)
