"""Bad input: one clear sentence and a non-zero exit; the other documents go on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from commands import kgkesos

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
    assert [(left.path.name, left.alasan) for left in report.left] == [("gambar.png", "jenis berkas .png belum dibaca")]


def test_the_same_file_twice_is_one_document(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(IKU.read_bytes())
    report = pipeline.build([tmp_path], tmp_path / "kg")
    assert [len(one.work.rendisi) for one in report.works] == [1]


@pytest.mark.parametrize("command", ["read", "build"])
@pytest.mark.parametrize("name", ["kosong.txt", "biner.txt", "latin.txt", "surat.txt", "raksasa.txt"])
def test_the_command_line_says_one_sentence(tmp_path: Path, command: str, name: str) -> None:
    (tmp_path / name).write_bytes(BAD[name][0])
    options = ["--kg", str(tmp_path / "kg")] if command == "build" else []
    done = kgkesos(command, str(tmp_path / name), *options)
    assert done.returncode == 2
    assert BAD[name][1] in done.stderr
    assert "Traceback" not in done.stderr
    assert len([line for line in done.stderr.splitlines() if line.startswith("kgkesos:")]) == 1
    assert done.stdout == ""


def test_a_truncated_iki_is_read_said_and_fails(tmp_path: Path) -> None:
    text = IKI.read_text(encoding="utf-8")
    cut = tmp_path / "terpotong.md"
    cut.write_text(text[: text.index("- e. Pelaksanaan pembinaan")], encoding="utf-8")
    done = kgkesos("read", str(cut))
    assert done.returncode == 1
    assert '"jenis": "Jabatan"' in done.stdout
    assert "tampaknya terpotong" in done.stderr
    built = kgkesos("build", str(cut), "--kg", str(tmp_path / "kg"))
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
        done = kgkesos(*arguments, "--kg", str(built_kg))
        assert done.returncode == 2, arguments
        assert words in done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_a_folder_without_a_graph(tmp_path: Path) -> None:
    done = kgkesos("ask", "cakupan", "--kg", str(tmp_path / "kg"))
    assert done.returncode == 2
    assert "kgkesos build" in done.stderr


def test_a_fault_of_a_reader_stops_one_document_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that fails, or whose evidence does not hold, loses its own document, with a sentence that says so."""
    from dataclasses import replace

    from kgkesos.reading import iki, iku

    (tmp_path / "iku.txt").write_bytes(IKU.read_bytes())
    (tmp_path / "iki.md").write_bytes(IKI.read_bytes())
    kinds = {kind.name: kind for kind in document.KINDS}

    def failing(_: object) -> None:
        raise IndexError("di luar batas")

    def lying(page: object) -> object:
        dokumen, (first, *rest) = iki.read(page)  # type: ignore[arg-type]
        return dokumen, (replace(first, nama="Kepala Khayalan"), *rest)  # type: ignore[call-arg]

    for broken, words in ((failing, "pembaca iki gagal"), (lying, "bukti tidak cocok")):
        changed = replace(kinds["iki"], read=broken)  # type: ignore[arg-type]
        monkeypatch.setattr(document, "KINDS", (changed, replace(kinds["iku"], read=iku.read)))
        report = pipeline.build([tmp_path / "iku.txt", tmp_path / "iki.md"], tmp_path / "kg")
        assert [one.work.dokumen.jenis for one in report.works] == ["iku"]
        (refused,) = report.refused
        assert words in str(refused)


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    os.mkfifo(tmp_path / "pipa.txt")
    with pytest.raises(InputError, match="bukan berkas biasa"):
        document.read_file(tmp_path / "pipa.txt")


TOLD = {
    "bukan toml": "bukan TOML",
    '["tiada.txt"]\ntahun = 2020': "tidak ada di folder",
    '["iku.txt"]\nwarna = "biru"': "unknown field",
    '["iku.txt"]\ntahun = 20201': "bukan tahun",
    '["iku.txt"]\nid = "///"': "tidak memuat huruf",
    f'["iku.txt"]\nid = "{"a" * 121}"': "id lebih dari 120 huruf",
}


@pytest.mark.parametrize("content", TOLD)
def test_a_wrong_dokumen_toml_is_said(tmp_path: Path, content: str) -> None:
    (tmp_path / "iku.txt").write_bytes(IKU.read_bytes())
    (tmp_path / "dokumen.toml").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=TOLD[content]):
        pipeline.build([tmp_path], tmp_path / "kg")


def test_a_long_id_is_kept_whole(tmp_path: Path) -> None:
    key = f"{'dinas-sosial-' * 7}kabupaten-tapin-2020-revisi-1"
    (tmp_path / "iku.txt").write_bytes(IKU.read_bytes())
    (tmp_path / "dokumen.toml").write_text(f'["iku.txt"]\nid = "{key}"', encoding="utf-8")
    (work,) = pipeline.build([tmp_path], tmp_path / "kg").works
    assert (work.work.key, len(key)) == (key, 120)


def test_what_is_told_in_one_folder_does_not_reach_another(tmp_path: Path) -> None:
    for name, text in (("a", IKU.read_text(encoding="utf-8")), ("b", IKI.read_text(encoding="utf-8"))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "sama.txt").write_text(text, encoding="utf-8")
    (tmp_path / "a" / "dokumen.toml").write_text('["sama.txt"]\nsumber = "Bagian Organisasi"\n', encoding="utf-8")
    report = pipeline.build([tmp_path], tmp_path / "kg")
    assert {one.work.dokumen.jenis: dict(one.work.told) for one in report.works} == {
        "iku": {"sumber": "Bagian Organisasi"},
        "iki": {},
    }


@pytest.mark.parametrize(
    "base",
    [
        *("", "contoh", "javascript:alert(1)/", "file:///etc/", "https:///", "http://x y/"),
        *("https://contoh.id/?a=", "https://contoh.id/kg#", "https://contoh.id/<a>/"),
    ],
)
def test_a_base_that_is_none_is_refused(tmp_path: Path, base: str) -> None:
    done = kgkesos("build", str(IKU), "--kg", str(tmp_path), "--base", base)
    assert done.returncode == 2
    assert done.stderr.startswith("kgkesos: --base")
    assert len(done.stderr.splitlines()) == 1


def test_odd_parameters_are_refused(built_kg: Path) -> None:
    for arguments, words in (
        (("ask", "definisi", "--istilah", " "), "parameter ini kosong"),
        (("ask", "definisi", "--istilah", "PMKS", "--istilah", "PSKS"), "lebih dari sekali"),
        (("ask", "celah", "--kode", "nope"), "kode temuan ini tidak ada"),
        (("trace", "1"), "tidak ada simpul"),
        (("ask", "cakupan", "--format", "pdf"), "pdf"),
    ):
        done = kgkesos(*arguments, "--kg", str(built_kg))
        assert done.returncode == 2, arguments
        assert words in done.stderr, arguments
        assert "Traceback" not in done.stderr
    assert len(kgkesos("ask", "definisi", "--istilah", " pmks ", "--kg", str(built_kg), "--format", "csv").stdout) > 400
    odd = 'x" } UNION { ?s ?p ?o'
    injected = kgkesos("ask", "definisi", "--istilah", odd, "--kg", str(built_kg), "--format", "json")
    assert '"rows": []' in injected.stdout
