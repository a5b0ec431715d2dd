"""How many real names of other affairs the matcher claims for ours: ``bench/nomenclature.py`` prints it.

Half of the sample is told by the lists themselves, so it is measured a second time with the sample taken out of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kgkesos import padanan
from kgkesos.normalize import key
from kgkesos.records import Dokumen, Kegiatan, Program, SubKegiatan, Work
from kgkesos.reference import NamaLain, names_elsewhere, nomenklatur

# Of each kind of name.
SAMPLED = 170
_OURS = ("1.06", "X.XX")


def sampled() -> tuple[NamaLain, ...]:
    """510 real names of other affairs, as many programmes as kegiatan and sub kegiatan, always the same.

    They are spread over the affairs, and over the names of today and of before 2019. A name that our lists have too is
    nobody's.
    """
    named = {key(entry.nama) for entry in nomenklatur()}
    theirs = [name for name in names_elsewhere() if name.urusan not in _OURS and key(name.nama) not in named]
    chosen: list[NamaLain] = []
    for kind in (Program, Kegiatan, SubKegiatan):
        of_kind = sorted((name for name in theirs if _kind(name) is kind), key=lambda name: (name.kode, name.is_old))
        chosen += [of_kind[place * len(of_kind) // SAMPLED] for place in range(SAMPLED)]
    return tuple(chosen)


def _kind(name: NamaLain) -> type[Program | Kegiatan]:
    """What the code says the name is; before 2019 there were no sub kegiatan, and kegiatan had four groups."""
    length = len(name.kode.split("."))
    return Program if length == 3 else SubKegiatan if length == 6 else Kegiatan


def claimed(
    sample: Sequence[NamaLain], office: str | None, others: Sequence[NamaLain], labels: Mapping[str, str]
) -> int:
    """How many of ``sample``, each a document of ``office`` by itself, get a suggestion where ``others`` are known."""
    works = []
    for place, name in enumerate(sample):
        said = Dokumen(
            jenis="cascading", judul=None, instansi=office, wilayah="Kota Probolinggo", tahun=None, sha256="0"
        )
        record = _kind(name)(id="x", nama=name.nama)
        works.append(Work(key=str(place), dokumen=said, records=(record,), rendisi=()))
    return len(padanan.suggest(works, lambda: padanan.Lists.of(nomenklatur(), labels, others)))
