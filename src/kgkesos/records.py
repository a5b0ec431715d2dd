"""What one document says, as frozen dataclasses: plain Python, each field with its Bukti."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

# The quotes are defined below the records, and had from here.
from kgkesos.bukti import Bukti as Bukti
from kgkesos.bukti import Evidence as Evidence
from kgkesos.bukti import Susunan
from kgkesos.bukti import Varian as Varian

PASTI = "pasti"
DUGAAN = "dugaan"


@dataclass(frozen=True, kw_only=True)
class Record:
    """One thing that a document says. ``id`` is its path inside the document and the tail of its IRI.

    ``induk`` is the id of the record it hangs under. ``kepastian`` is ``pasti``, or ``dugaan`` where the document
    leaves it open: then ``alternatif`` holds the other reading. ``aturan_induk`` names the reading rule that chose
    ``induk`` where the document does not print the tie, and ``kepastian_induk`` says how sure that is. ``tersirat``
    names the fields whose words are not printed but implied: they have no evidence, and say so. ``varian`` holds the
    differing readings of a work's renditions; a record of one rendition has none.
    """

    id: str
    induk: str | None = None
    bukti: Evidence = field(default_factory=dict, repr=False)
    kepastian: str = PASTI
    alternatif: str | None = None
    catatan: str | None = None
    aturan_induk: str | None = None
    kepastian_induk: str = PASTI
    tersirat: tuple[str, ...] = ()
    varian: tuple[Varian, ...] = field(default=(), repr=False)

    @property
    def jenis(self) -> str:
        """The record's kind, as the JSON prints it: the name of its class."""
        return type(self).__name__


# What a quantity is made of follows from the field of the quantity, and has its evidence in itself.
_FRAME = frozenset(f.name for f in fields(Record)) | {"susunan"}


@dataclass(frozen=True, kw_only=True)
class Jabatan(Record):
    """A position: its name with spacing mended, its superior as printed in its duties."""

    nama: str
    teks_tercetak: str | None = None
    eselon: str | None = None
    atasan: str | None = None
    unit: str | None = None


@dataclass(frozen=True, kw_only=True)
class Butir(Record):
    """A lettered item under a position: the common form of Tugas and Fungsi."""

    teks: str
    teks_tercetak: str | None = None
    huruf: str | None = None


@dataclass(frozen=True, kw_only=True)
class Tugas(Butir):
    """A duty of a position."""


@dataclass(frozen=True, kw_only=True)
class Fungsi(Butir):
    """A function of a position."""


@dataclass(frozen=True, kw_only=True)
class Pernyataan(Record):
    """A stated result: the common form of Kinerja, Tujuan and Sasaran."""

    teks: str
    teks_tercetak: str | None = None
    nomor: str | None = None
    kode: str | None = None
    periode: str | None = None


@dataclass(frozen=True, kw_only=True)
class Kinerja(Pernyataan):
    """The result a position answers for; ``induk`` is its Jabatan."""


@dataclass(frozen=True, kw_only=True)
class Tujuan(Pernyataan):
    """A goal: the top of a cascade."""


@dataclass(frozen=True, kw_only=True)
class Sasaran(Pernyataan):
    """An objective; ``induk`` is its Tujuan where the document prints one."""


@dataclass(frozen=True, kw_only=True)
class Program(Record):
    """A programme; ``induk`` is its Sasaran. ``digantikan_oleh`` holds the ids of the set that replaces its set,
    ``dilanjutkan_oleh`` those of the programmes that the document says go on with the work of this one."""

    nama: str
    teks_tercetak: str | None = None
    nomor: str | None = None
    kode: str | None = None
    periode: str | None = None
    digantikan_oleh: tuple[str, ...] = ()
    dilanjutkan_oleh: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Kegiatan(Record):
    """An activity; ``induk`` is its Program, ``indikator_program`` the programme indicator it stands under, if any."""

    nama: str
    teks_tercetak: str | None = None
    nomor: str | None = None
    kode: str | None = None
    periode: str | None = None
    indikator_program: str | None = None


@dataclass(frozen=True, kw_only=True)
class SubKegiatan(Kegiatan):
    """A sub-activity; ``induk`` is its Kegiatan."""


@dataclass(frozen=True, kw_only=True)
class Indikator(Record):
    """An indicator; ``induk`` is what it measures (None in a metadata sheet) or the Jabatan that answers for it.

    ``menjabarkan`` is the indicator that it details, as 1.1.1 does 1.1; ``kepastian_menjabarkan`` says how sure that
    is.
    """

    nama: str
    teks_tercetak: str | None = None
    nomor: str | None = None
    kode: str | None = None
    penjelasan: str | None = None
    sumber_data: str | None = None
    penanggung_jawab: str | None = None
    satuan: str | None = None
    menjabarkan: str | None = None
    kepastian_menjabarkan: str | None = None


@dataclass(frozen=True, kw_only=True)
class Formula(Record):
    """How an indicator is computed; ``bentuk`` is rasio, jumlah, perubahan or lain; ``pengali`` is 100 for "× 100%".

    ``legenda`` says what the letters of the formula stand for, each entry as printed: "A = anak tahun ini".
    ``susunan`` says of each quantity that is itself a sum, a difference, a product or an average what it is made of.
    """

    bentuk: str
    ekspresi: str
    pembilang: str | None = None
    penyebut: str | None = None
    pengali: int | None = None
    objek_hitung: str | None = None
    legenda: tuple[str, ...] = ()
    susunan: tuple[Susunan, ...] = field(default=(), repr=False)


@dataclass(frozen=True, kw_only=True)
class Target(Record):
    """What an indicator is to reach: ``nilai`` as printed, its ``satuan``, year and part of the year ("TW I")."""

    nilai: str
    satuan: str | None = None
    tahun: int | None = None
    periode: str | None = None


@dataclass(frozen=True, kw_only=True)
class Definisi(Record):
    """What a document says a term means; ``induk`` is the record in whose text it stands.

    ``alias`` holds the other names that the sentence gives the term.
    """

    istilah: str
    definisi: str
    kalimat: str
    singkatan: str | None = None
    alias: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Metadata(Record):
    """One field of a metadata sheet; ``nilai`` is None where it is empty, a tuple where it is a bulleted list."""

    label: str
    nilai: str | tuple[str, ...] | None = None
    terpotong: bool = False


@dataclass(frozen=True, slots=True)
class Dokumen:
    """What a document says of itself; ``wilayah`` and ``tahun`` are None where it does not print them."""

    jenis: str
    judul: str | None
    instansi: str | None
    wilayah: str | None
    tahun: int | None
    sha256: str
    bukti: Evidence = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Peringatan:
    """Something the reader noticed and the user should know: a code, a sentence in Indonesian, the lines concerned.

    ``tempat`` is their place in a file that is no text, as :class:`Bukti` has it.
    """

    kode: str
    pesan: str
    baris: tuple[int, int] | None = None
    tempat: str | None = None


@dataclass(frozen=True, slots=True)
class TakTerbaca:
    """Printed lines that belong to no record and to no named class of lines; ``tempat`` as in :class:`Bukti`."""

    baris: tuple[int, int]
    kutipan: str
    alasan: str
    tempat: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one rendition; ``text`` is its decoded text, which the evidence points into.

    ``kelas_baris`` names the class of each line that was put to use: "rekaman", or what else it is; the other printed
    lines are in ``tak_terbaca``. ``mengoreksi`` holds the SHA-256 of the files that this one was written from to be
    corrected: where it differs from them, it was changed on purpose.
    """

    dokumen: Dokumen
    records: tuple[Record, ...]
    peringatan: tuple[Peringatan, ...] = ()
    tak_terbaca: tuple[TakTerbaca, ...] = ()
    text: str = field(default="", repr=False)
    nama_berkas: str = ""
    kelas_baris: Mapping[int, str] = field(default_factory=dict, repr=False)
    mengoreksi: tuple[str, ...] = ()


def values(record: Record) -> dict[str, object]:
    """The printed fields of ``record``'s own kind (not the frame of every record), by name, in their declared order."""
    return {f.name: getattr(record, f.name) for f in fields(record) if f.name not in _FRAME}


@dataclass(frozen=True, slots=True)
class Perbandingan:
    """Whether two renditions are one document, and why: ``rendisi`` are their SHA-256, ``berkas`` their file names.

    ``jabatan`` and ``teks`` say which share of the smaller one's positions and texts stands in the other too; they are
    None where something printed or told already tells the two apart.
    """

    rendisi: tuple[str, str]
    berkas: tuple[str, str]
    satu: bool
    alasan: str
    jabatan: float | None = None
    teks: float | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """A document as a work: one set of records, read from one or more renditions (files) of it.

    ``key`` names it in every IRI; ``told`` holds what the user, not the document, says of it (field to value).
    """

    key: str
    dokumen: Dokumen
    records: tuple[Record, ...]
    rendisi: tuple[Reading, ...]
    peringatan: tuple[Peringatan, ...] = ()
    told: Mapping[str, str] = field(default_factory=dict)
