"""Bad Word files: one clear sentence each, nothing run or fetched, and never a traceback."""

from __future__ import annotations

import io
import os
import resource
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx_files import NAMESPACES, OFFICE, item, level, numbering, p, part, run, tbl, tc, write

from kgkesos import pipeline, resources
from kgkesos.errors import InputError
from kgkesos.reading import archive, document, load

IKU = resources.folder("documents") / "iku-dinsos-tapin-2020.txt"
Make = Callable[[Path], object]


def _bytes(content: bytes) -> Make:
    return lambda path: path.write_bytes(content)


def _word(body: str, raw: str | None = None, **parts: str) -> Make:
    return lambda path: write(path, body, parts, raw=raw)


def _archive(**members: str) -> Make:
    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            for name, content in members.items():
                file.writestr(name.replace("__", "/"), content)

    return make


def _locked(path: Path) -> None:
    """Each part marked as locked, as a program for archives does it."""
    write(path, p("x"))
    data = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        start = 0
        while (start := data.find(mark, start)) >= 0:
            data[start + at] |= 1
            start += 4
    path.write_bytes(bytes(data))


def _damaged(path: Path) -> None:
    """The middle of the text overwritten."""
    write(path, "".join(p(f"paragraf {n}") for n in range(500)))
    data = path.read_bytes()
    at = data.index(b"word/document.xml") + 60
    path.write_bytes(data[:at] + b"\xff" * 200 + data[at + 200 :])


def _cut(path: Path) -> None:
    write(path, p("x"))
    path.write_bytes(path.read_bytes()[:-40])


def _bomb(path: Path) -> None:
    """Some kilobytes that unfold to more than a document has."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "")
        file.writestr("word/document.xml", b" " * (archive.LARGEST_PART + 1))


def _lying(path: Path) -> None:
    """A part that is longer than the archive says."""
    write(path, "", raw=part("document", "<w:body>" + p("x") * 100_000 + "</w:body>"))
    data = path.read_bytes()
    true = len(part("document", "<w:body>" + p("x") * 100_000 + "</w:body>").encode())
    path.write_bytes(data.replace(true.to_bytes(4, "little"), (500).to_bytes(4, "little")))


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(200_000_000)


_LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
_EMPTY = p() * 3

BAD: dict[str, tuple[Make, str]] = {
    "empty": (_bytes(b""), "berkas kosong"),
    "text": (_bytes(IKU.read_bytes()), "tidak sesuai dengan akhiran"),
    "PDF": (_bytes(b"%PDF-1.7 ..."), "tidak sesuai dengan akhiran"),
    "RTF": (_bytes(b"{\\rtf1 IKU}"), "tidak sesuai dengan akhiran"),
    "HTML": (_bytes(b"<html><body><p>IKU</p></body></html>"), "tidak sesuai dengan akhiran"),
    "password": (_bytes(archive.OLE + bytes(600)), "kata sandi"),
    "locked archive": (_locked, "kata sandi"),
    "Excel": (_archive(**{"[Content_Types].xml": "", "xl__workbook.xml": "<x/>"}), "tidak sesuai dengan akhiran"),
    "another archive": (_archive(**{"a.txt": "x"}), "tidak sesuai dengan akhiran"),
    "another root": (_word("", raw=part("hdr", "")), "tidak sesuai dengan akhiran"),
    "an archive cut off": (_cut, "berkas rusak"),
    "damaged": (_damaged, "berkas rusak"),
    "no XML": (_word("", raw="bukan XML"), "berkas rusak"),
    "XML cut off": (_word("", raw=part("document", "<w:body>" + p("x"))[:-20]), "berkas rusak"),
    "longer than it says": (_lying, "berkas rusak"),
    "a bomb": (_bomb, "terlalu besar"),
    "200 MB": (_huge, "berkas terlalu besar"),
    "laughs": (_word("", raw=f"<!DOCTYPE x [{_LAUGHS}]>" + part("document", p("&a9;"))), "deklarasi"),
    "many marks": (_word("<w:p/>" * 3_000_100), "terlalu besar"),
    "nested too deeply": (
        _word("<w:sdt><w:sdtContent>" * 900 + p("x") + "</w:sdtContent></w:sdt>" * 900),
        "dalam|rusak",
    ),
    "a long text": (_word("".join(p("x" * 20_000) for _ in range(300))), "terlalu panjang"),
    "a long line": (_word(p("x" * 300_000)), "satu baris berisi"),
    "no text": (_word(_EMPTY), "berkas kosong"),
    "no body": (_word("", raw=part("document", "")), "berkas kosong"),
    "pictures alone": (_word("<w:p><w:r><w:drawing><pic:pic/></w:drawing></w:r></w:p>"), "hanya memuat gambar"),
    "no kind": (_word(p("Yth. Bapak, kami undang rapat.")), "jenis dokumen tidak dikenali"),
}


@pytest.mark.parametrize("suffix", [".docx", ".docm"])
@pytest.mark.parametrize("name", BAD)
def test_each_is_refused_in_one_sentence(tmp_path: Path, name: str, suffix: str) -> None:
    make, reason = BAD[name]
    path = tmp_path / f"berkas{suffix}"
    make(path)
    began = time.process_time()
    with pytest.raises(InputError, match=reason) as caught:
        document.read_file(path)
    assert caught.value.path == path
    assert "\n" not in str(caught.value)
    assert time.process_time() - began < 10


@pytest.mark.parametrize("name", ["empty", "text", "password", "damaged", "a bomb", "laughs", "200 MB"])
def test_the_command_line_says_one_sentence(tmp_path: Path, name: str) -> None:
    make, reason = BAD[name]
    make(tmp_path / "berkas.docx")
    command = [sys.executable, "-m", "kgkesos", "read", str(tmp_path / "berkas.docx")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert reason in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_the_others_of_a_folder_go_on(tmp_path: Path) -> None:
    for number, (make, _) in enumerate(BAD.values()):
        if make not in (_huge, _bomb):
            make(tmp_path / f"{number}.docx")
    (tmp_path / "baik.txt").write_bytes(IKU.read_bytes())
    report = pipeline.build([tmp_path], tmp_path / "kg")
    assert [one.work.dokumen.jenis for one in report.works] == ["iku"]
    assert len(report.refused) == len(list(tmp_path.glob("*.docx")))


def test_older_formats_say_what_to_save_instead(tmp_path: Path) -> None:
    (tmp_path / "x.doc").write_bytes(archive.OLE)
    with pytest.raises(InputError, match=r"simpan ulang sebagai \.docx"):
        load.load(tmp_path / "x.doc")


@pytest.mark.parametrize("words", ["&a9;", "&b;", ""])
def test_declarations_hidden_behind_a_long_remark_are_seen(tmp_path: Path, words: str) -> None:
    outside = tmp_path / "rahasia.txt"
    outside.write_text("isi rahasia", encoding="utf-8")
    entities = f'<!ENTITY b SYSTEM "{outside.as_uri()}"><!ENTITY a0 "ha">{_LAUGHS}'
    head = f"<!--{' ' * 5_000}--><!DOCTYPE x [{entities}]>"
    raw = head + f"<w:document {NAMESPACES}><w:body>{p(f'IKU {words}')}</w:body></w:document>"
    with pytest.raises(InputError, match=r"deklarasi yang tidak wajar|berkas rusak"):
        load.load(write(tmp_path / "x.docx", "", raw=raw))


def test_nothing_outside_is_fetched_and_no_macro_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("a connection was made")

    monkeypatch.setattr(socket.socket, "connect", refused)
    path = write(tmp_path / "x.docm", p("Isi"), {"vbaProject": "bukan program"})
    outside = 'Target="http://127.0.0.1:9/t" TargetMode="External"'
    kinds = ("attachedTemplate", "styles", "numbering")
    links = "".join(f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" {outside}/>' for kind in kinds)
    again = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(again, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith("document.xml.rels"):
                data = data.replace(b"</Relationships>", f"{links}</Relationships>".encode())
            new.writestr(name, data)
    path.write_bytes(again.getvalue())
    source = load.load(path)
    assert (source.printed.strip(), source.remark) == ("Isi", "Makro di dalam berkas tidak dijalankan.")


def test_numbers_that_are_none_do_no_harm(tmp_path: Path) -> None:
    lists = numbering(level(0, "lowerRoman", "%1.%9", start=2_000_000))
    wide = tbl(tc("a", '<w:gridSpan w:val="99999999999"/>') + tc("b", '<w:gridSpan w:val="-1"/>') + tc("c"))
    body = item("x") + item("y", 1, 99) + item("z", 77) + wide
    assert load.load(write(tmp_path / "x.docx", body, {"numbering": lists})).printed.split() == [
        *("2000000.", "x", "y", "z", "a", "b", "c"),
    ]


def test_a_style_based_on_itself_ends(tmp_path: Path) -> None:
    styles = part("styles", '<w:style w:type="paragraph" w:styleId="S"><w:basedOn w:val="S"/></w:style>')
    source = load.load(write(tmp_path / "x.docx", p("Isi", '<w:pStyle w:val="S"/>'), {"styles": styles}))
    assert source.printed.strip() == "Isi"


@pytest.mark.skipif(os.name != "posix", reason="the resource module is POSIX's")
def test_a_long_document_takes_little_time_and_memory(tmp_path: Path) -> None:
    """Two hundred pages: some ten thousand rows and paragraphs."""
    rows = "".join(
        f"<w:tr>{tc(f'{n}') + tc(f'Sasaran {n}') + tc(p(run('Persentase')) + p('x'))}</w:tr>" for n in range(5_000)
    )
    path = write(tmp_path / "x.docx", "".join(p(f"paragraf {n}") for n in range(5_000)) + f"<w:tbl>{rows}</w:tbl>")
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    source = load.load(path)
    assert time.process_time() - began < 10
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000
    assert source.printed.count("\t") == 10_000
