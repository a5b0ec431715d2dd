"""Bad input: one clear sentence and a non-zero exit; the other documents go on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kgkesos import pipeline, resources
from kgkesos.errors import InputError
from kgkesos.reading import document

IKU = resources.folder("documents") / "iku-dinsos-tapin-2020.txt"
IKI = resources.folder("documents") / "iki-dinsos-probolinggo-2019.md"

BAD: dict[str, tuple[bytes, str]] = {
    "kosong.txt": (b"", "berkas kosong"),
    "spasi.txt": (b" \n\t\n", "berkas kosong"),
    "biner.txt": (bytes(range(256)) * 20, "berkas biner"),
    "gambar.txt": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "berkas biner"),
    "latin.txt": ("INDIKATOR KINERJA UTAMA caf\xe9".encode("latin-1"), "bukan UTF-8"),
    "surat.txt": (b"Yth. Bapak/Ibu, bersama ini kami undang rapat hari Senin.", "jenis dokumen tidak dikenali"),
    "satu-baris.txt": (b"x" * 1_000_000, "satu baris berisi"),
    "raksasa.txt": (b"y" * 50_000_000, "berkas terlalu besar"),
}


@pytest.mark.parametrize("name", BAD)
def test_each_is_refused_in_one_sentence(tmp_path: Path, name: str) -> None:
    content, reason = BAD[name]
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=reason) as caught:
        document.read_file(path)
    assert caught.value.path == path
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="berkas tidak ada"):
        document.read_file(tmp_path / "tiada.txt")


def test_a_folder_is_no_document(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="ini folder"):
        document.read_file(tmp_path)


def test_byte_order_marks_are_understood(tmp_path: Path) -> None:
    text = IKU.read_text(encoding="utf-8")
    (tmp_path / "utf8.txt").write_bytes(text.encode("utf-8-sig"))
    (tmp_path / "utf16.txt").write_bytes(text.encode("utf-16"))
    plain = document.read_file(IKU).records
    for name in ("utf8.txt", "utf16.txt"):
        assert [r.id for r in document.read_file(tmp_path / name).records] == [r.id for r in plain]


def test_windows_line_ends_keep_their_offsets(tmp_path: Path) -> None:
    (tmp_path / "windows.md").write_bytes(IKI.read_bytes().replace(b"\n", b"\r\n"))
    reading = document.read_file(tmp_path / "windows.md")
    assert [record.id for record in reading.records] == [record.id for record in document.read_file(IKI).records]
    quotes = [quote for record in reading.records for field in record.bukti.values() for quote in field]
    assert all(reading.text[quote.awal : quote.akhir] == quote.kutipan for quote in quotes)


def test_the_others_go_on(tmp_path: Path) -> None:
    for name, (content, _) in BAD.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "baik.txt").write_bytes(IKU.read_bytes())
    (tmp_path / "gambar.png").write_bytes(b"\x89PNG")
    report = pipeline.build([tmp_path], tmp_path / "kg")
    assert [one.work.dokumen.jenis for one in report.works] == ["iku"]
    assert sorted(error.path.name for error in report.refused) == sorted(BAD)
    assert [path.name for path in report.left] == ["gambar.png"]


def test_the_same_file_twice_is_one_document(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(IKU.read_bytes())
    report = pipeline.build([tmp_path], tmp_path / "kg")
    assert [len(one.work.rendisi) for one in report.works] == [1]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "kgkesos", *arguments], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("command", ["read", "build"])
@pytest.mark.parametrize("name", ["kosong.txt", "biner.txt", "latin.txt", "surat.txt", "raksasa.txt"])
def test_the_command_line_says_one_sentence(tmp_path: Path, command: str, name: str) -> None:
    (tmp_path / name).write_bytes(BAD[name][0])
    options = ["--kg", str(tmp_path / "kg")] if command == "build" else []
    done = run(command, str(tmp_path / name), *options)
    assert done.returncode == 2
    assert BAD[name][1] in done.stderr
    assert "Traceback" not in done.stderr
    assert len([line for line in done.stderr.splitlines() if line.startswith("kgkesos:")]) == 1
    assert done.stdout == ""


def test_a_truncated_iki_is_read_said_and_fails(tmp_path: Path) -> None:
    text = IKI.read_text(encoding="utf-8")
    cut = tmp_path / "terpotong.md"
    cut.write_text(text[: text.index("- e. Pelaksanaan pembinaan")], encoding="utf-8")
    done = run("read", str(cut))
    assert done.returncode == 1
    assert '"jenis": "Jabatan"' in done.stdout
    assert "tampaknya terpotong" in done.stderr
    built = run("build", str(cut), "--kg", str(tmp_path / "kg"))
    assert built.returncode == 1
    assert "tampaknya terpotong" in built.stdout


def test_unknown_names_are_said_with_what_is_known(built_kg: Path) -> None:
    for arguments, words in (
        (("ask", "tiada"), "pertanyaan ini tidak ada"),
        (("ask", "definisi", "--tiada", "x"), "tidak memakai parameter ini"),
        (("ask", "definisi"), "parameter ini harus diisi"),
        (("ask", "celah", "--dokumen", "tiada"), "dokumen ini tidak ada"),
        (("trace", "https://contoh.go.id/tiada"), "tidak ada simpul"),
        (("trace", "Kegiatan yang tidak pernah ada"), "tidak ada simpul"),
        (("trace", "a"), "sebutkan salah satu"),
    ):
        done = run(*arguments, "--kg", str(built_kg))
        assert done.returncode == 2, arguments
        assert words in done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_a_folder_without_a_graph(tmp_path: Path) -> None:
    done = run("ask", "cakupan", "--kg", str(tmp_path / "kg"))
    assert done.returncode == 2
    assert "kgkesos build" in done.stderr
