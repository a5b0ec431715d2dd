"""The key of the IKI as its text layer (004) prints it: the key of 001 with the other wordings put in."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from typing import Any

Json = dict[str, Any]
# The fields of an indicator and of its formula, in the order in which they are printed.
_INDICATOR = ("nama", "penjelasan")
_FORMULA = ("pembilang", "penyebut", "objek_hitung")
# Words that both renditions print glued (ids of the list ``lekat_di_kedua_rendisi``), as a reader mends them.
# "Seksipemberdayaan" (L05 to L08) is not among them: printed so each of its four times, it is the document's spelling.
_MENDED = {"danAdvokasi": "dan Advokasi", "SeksiJaminan": "Seksi Jaminan", "ekonomi,serta": "ekonomi, serta"}


def positions(key: Json, differences: Json) -> list[Json]:
    """The positions of ``key`` with each wording of ``differences`` put in at the field it names by line and context.

    A difference in the label "Formulasi Penghitungan" stands in no field, and changes none. The sum is printed with
    the sign ƒ (note U1); the names of positions keep their printed spacing, other texts have it mended.
    """
    made: list[Json] = copy.deepcopy(key["jabatan"])
    for number, position in enumerate(made, 1):
        fields = list(_fields(position))
        for said in wordings(differences):
            if said["posisi"] == number:
                fields = _put(fields, said)
        _spacing(position, [said for said in differences["spasi"] if said["posisi"] == number])
        for indicator in (indicator for result in position["kinerja"] for indicator in result["indikator"]):
            if indicator["formula"]:
                indicator["formula"]["ekspresi"] = indicator["formula"]["ekspresi"].replace("f(x)", "ƒ(x)")
    return made


def wordings(differences: Json) -> list[Json]:
    """The differences that are words, not marks that one rendition has alone."""
    return [said for said in differences["kata"] if said["jenis"] == "kata"]


def _spacing(position: Json, spaces: Iterable[Json]) -> None:
    for said in spaces:
        if said["baris_001"][0] == position["baris_jabatan"]["baris_001"]:
            position["jabatan_teks"] = position["jabatan_teks"].replace(said["bacaan_001"], said["bacaan_004"])
    for item in [*position["tugas"], *position["fungsi"]]:
        for glued, mended in _MENDED.items():
            item["teks"] = item["teks"].replace(glued, mended)


def definition(said: Json, differences: Json) -> Json:
    """The definition ``said`` of 001 as 004 words it."""
    made = said | {"dokumen": "004"}
    for difference in wordings(differences):
        if difference["baris_001"][0] == said["baris"][0]:
            for name in ("definisi", "kalimat"):
                made[name] = made[name].replace(difference["konteks_001"], _context(difference))
    return made


def _fields(position: Json) -> Iterator[tuple[int, Json, str]]:
    """(line in 001, holder, name) of each text of ``position``, in printed order."""
    for item in [*position["tugas"], *position["fungsi"]]:
        yield item["baris_001"], item, "teks"
    for result in position["kinerja"]:
        yield result["baris_001"], result, "kinerja"
        for indicator in result["indikator"]:
            for name in _INDICATOR:
                yield indicator["baris_001"], indicator, name
            for name in _FORMULA if indicator["formula"] else ():
                yield indicator["baris_001"], indicator["formula"], name


def _put(fields: list[tuple[int, Json, str]], said: Json) -> list[tuple[int, Json, str]]:
    """Put ``said`` into the first of ``fields`` that holds its context; the fields after that one are returned."""
    for at, (line, holder, name) in enumerate(fields):
        before = holder[name]
        if line == said["baris_001"][0] and before and said["konteks_001"] in before:
            holder[name] = before.replace(said["konteks_001"], _context(said), 1)
            if "ekspresi" in holder:
                holder["ekspresi"] = holder["ekspresi"].replace(before, holder[name], 1)
            return fields[at:]
    return fields


def _context(said: Json) -> str:
    """The words of 004 around the difference, without the spaces that its text layer puts or loses."""
    reading = said["bacaan_004"].replace("Kes ", "Kes")
    return str(said["konteks_001"].replace(said["bacaan_001"], reading))
