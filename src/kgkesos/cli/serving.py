"""``kgkesos serve``: its flags, each of which can be given by environment, too."""

from __future__ import annotations

from typing import Annotated, Any

import typer


def _flag(name: str, metavar: str, says: str) -> Any:
    """A flag whose value is judged with the environment's, not here: one sentence for both."""
    return typer.Option(f"--{name}", metavar=metavar, help=f"{says} [KGKESOS_{name.upper().replace('-', '_')}]")


def command(
    kg: Annotated[str | None, _flag("kg", "FOLDER", "Folder graf; bawaan kg.")] = None,
    host: Annotated[str | None, _flag("host", "ALAMAT", "Bawaan 127.0.0.1: hanya komputer ini.")] = None,
    port: Annotated[str | None, _flag("port", "PORTA", "Bawaan 8000; 0: yang mana saja yang bebas.")] = None,
    processes: Annotated[str | None, _flag("processes", "N", "Proses server (Linux); bawaan 1.")] = None,
    workers: Annotated[
        str | None, _flag("workers", "N", "Kueri sekaligus, tiap proses; bawaan sebanyak prosesor.")
    ] = None,
    deadline: Annotated[str | None, _flag("deadline", "DETIK", "Paling lama satu kueri; bawaan 10.")] = None,
    memory: Annotated[str | None, _flag("memory", "UKURAN", "Memori satu kueri; bawaan 512MiB.")] = None,
    queue: Annotated[str | None, _flag("queue", "N", "Kueri yang boleh menunggu; bawaan 128.")] = None,
    rows: Annotated[str | None, _flag("rows", "N", "Baris satu jawaban; bawaan 100000.")] = None,
    bytes: Annotated[str | None, _flag("bytes", "UKURAN", "Ukuran satu jawaban; bawaan 20MiB.")] = None,
    url: Annotated[str | None, _flag("url", "URL", "Alamat umumnya bila di belakang proksi, tanpa jalur.")] = None,
    proxies: Annotated[
        str | None,
        _flag(
            "proxies",
            "ALAMAT,...",
            "Proksi yang dipercaya menyebut alamat klien: alamat, jaringan (10.0.0.0/8), * atau tidak-ada; "
            "bawaan 127.0.0.1.",
        ),
    ] = None,
    connections: Annotated[
        str | None, _flag("connections", "N", "Sambungan satu alamat sekaligus, selain proksi; bawaan 256.")
    ] = None,
    sending: Annotated[str | None, _flag("sending", "DETIK", "Mengirim kepala permintaan; bawaan 10.")] = None,
    taking: Annotated[str | None, _flag("taking", "DETIK", "Mengambil yang menunggu; bawaan 60.")] = None,
    turns: Annotated[
        str | None,
        _flag("turns", "N", "Permintaan selain /sparql sekaligus, tiap proses; bawaan sebanyak prosesor, tambah 1."),
    ] = None,
    turns_of_one: Annotated[str | None, _flag("turns-of-one", "N", "Di antaranya dari satu alamat; bawaan 2.")] = None,
    waiting: Annotated[str | None, _flag("waiting", "N", "Permintaan yang boleh menunggu giliran; bawaan 128.")] = None,
    patience: Annotated[str | None, _flag("patience", "DETIK", "Menunggu giliran; bawaan 10.")] = None,
    grace: Annotated[str | None, _flag("grace", "DETIK", "Waktu bagi yang berjalan saat berhenti; bawaan 5.")] = None,
    log: Annotated[
        str | None, _flag("log", "BERKAS", "Catatan permintaan, satu JSON sebaris; -: stderr; bawaan tidak ada.")
    ] = None,
    log_addresses: Annotated[
        str | None, _flag("log-addresses", "true|false", "Catat juga alamat klien; bawaan false.")
    ] = None,
) -> None:
    """Layani halaman, API dan SPARQL.

    Setiap pilihan dapat juga ditulis di lingkungan, dengan nama di dalam kurung siku; yang di baris perintah menang.

    Contoh: kgkesos serve --port 8000

    Contoh: kgkesos serve --port 8000 --deadline 5 --memory 512MiB --rows 10000 --log -
    """
    flags = dict(locals())
    from kgkesos.web.operations import settings

    # A value that does not fit is told before the server is loaded.
    chosen = settings.read(flags)
    from kgkesos.web.operations import processes as serving

    serving.serve(chosen)
