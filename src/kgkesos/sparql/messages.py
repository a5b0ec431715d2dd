"""What the endpoint says when a query could not be finished: each with its status, and when to ask again."""

from __future__ import annotations

from kgkesos.errors import SparqlError

# After so many seconds a query that met a full house may be tried once more.
_SOON = 2


def deadline(seconds: float) -> SparqlError:
    """The query ran until its deadline."""
    return SparqlError(
        504,
        f"Kueri dihentikan setelah {seconds:g} detik. Persempit polanya, tambahkan LIMIT, atau hindari jalur panjang. "
        f"(The query was ended after {seconds:g} seconds. Narrow its patterns, add a LIMIT, or avoid long paths.)",
    )


def memory(size: int) -> SparqlError:
    """The query needed more memory than a worker has."""
    most = size // (1024 * 1024)
    return SparqlError(
        503,
        f"Kueri memerlukan lebih dari {most} MiB memori. Persempit polanya, atau kurangi ORDER BY dan DISTINCT. "
        f"(The query needed more than {most} MiB of memory. Narrow its patterns, or sort and compare less.)",
    )


def too_complex() -> SparqlError:
    """The query overflowed the stack of the parser or the evaluation."""
    return SparqlError(
        400,
        "Kueri terlalu rumit: terlalu banyak bagian bersarang atau berantai. "
        "(The query is too complex: too many nested or chained parts.)",
    )


def killed() -> SparqlError:
    """The worker was ended from outside."""
    return SparqlError(
        503,
        "Proses yang menjalankan kueri ini terhenti; coba lagi. (The worker that ran this query was ended; try again.)",
        _SOON,
    )


def stopping() -> SparqlError:
    """The server, or the client, goes."""
    return SparqlError(503, "Server sedang berhenti. (The server is stopping.)", _SOON)


def queue_full(waiting: int) -> SparqlError:
    """Too many requests wait."""
    return SparqlError(
        503, f"Antrean penuh ({waiting} menunggu); coba lagi. (The queue is full, {waiting} wait; try again.)", _SOON
    )


def waited(seconds: float) -> SparqlError:
    """The request waited for its turn in vain."""
    return SparqlError(
        503,
        f"Kueri menunggu {seconds:g} detik tanpa mendapat giliran; coba lagi. "
        f"(The query waited {seconds:g} seconds for its turn; try again.)",
        _SOON,
    )


def one_heavy(seconds: float) -> SparqlError:
    """The client has another long query."""
    said = f"{seconds * 1000:g}"
    return SparqlError(
        503,
        f"Satu kueri lama (di atas {said} ms) setiap alamat; kueri lain dari alamat Anda masih berjalan. "
        f"(One long query, over {said} ms, for each address: another of yours is still running.)",
        _SOON,
    )


def displaced(most: int) -> SparqlError:
    """Too many long queries run, and this one ran longest."""
    return SparqlError(
        503,
        f"Terlalu banyak kueri lama sekaligus (paling banyak {most}); yang paling lama dihentikan. Coba lagi nanti. "
        f"(More than {most} long queries at once: the longest was ended. Try again later.)",
        _SOON * 5,
    )


def unsent() -> SparqlError:
    """The client does not take its answers, or too many do not."""
    return SparqlError(
        503, "Terlalu banyak jawaban belum diambil; coba lagi. (Too many answers wait to be taken.)", _SOON
    )


def unread() -> SparqlError:
    """The client sends too many requests at once, or too many do."""
    return SparqlError(
        503, "Terlalu banyak permintaan belum selesai dikirim; coba lagi. (Too many requests are being sent.)", _SOON
    )
