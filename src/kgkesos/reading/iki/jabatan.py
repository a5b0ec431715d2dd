"""Positions: the name with its spacing mended, the level, the work unit and the superior, each as printed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kgkesos.reading.excerpt import Excerpt, Source, text_of
from kgkesos.reading.iki.lines import clean
from kgkesos.reading.markup import plain
from kgkesos.reading.page import Page
from kgkesos.records import Dokumen, Jabatan

# A capital inside a word begins a glued word: "KepalaSub" is "Kepala Sub".
_GLUED = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
# Set phrase of the genre: every list of duties ends with the duties that the superior may add.
_SUPERIOR = re.compile(
    r"\b(?:tugas|fungsi)\s+(?:ke)?(?:dinas(?:an)?\s+)?lain(?:nya)?\s+(?:\w+\s+)?(?:yang\s+)?(?:diberikan|diperintahkan|ditugaskan|dilimpahkan)"
    r"\s+oleh\s+"
    r"(?P<atasan>[^.;,]+?)\s*(?=\bsesuai\b|\bdalam\b|\bberdasarkan\b|[.;,]|$)",
    re.IGNORECASE,
)
# Words that name no particular position.
_NOBODY = frozenset({"atasan", "pimpinan", "atasan langsung", "pejabat yang berwenang"})
_ESELON = re.compile(
    r"\bESELON\s+(?P<first>I{1,3}V?|IV|V)\b(?:\s*(?:&|,|dan|/|-)\s*(?P<second>I{1,3}V?|IV|V)\b)?", re.I
)
_SUBBAGIAN = re.compile(r"\bSub\.?\s*bagian\b", re.IGNORECASE)
# Levels by the first words of a position's name in a regional office of before 2021 (PP 18/2016 names the posts).
_LEVEL_BY_NAME = (
    ("II", re.compile(r"Kepala (Dinas|Badan)\b", re.IGNORECASE)),
    ("III", re.compile(r"(Sekretaris\b|Kepala (Bidang|Bagian)\b|Kabid\b|Kabag\b)", re.IGNORECASE)),
    ("IV", re.compile(r"(Kepala (Seksi|Sub\.?\s*(bagian|bidang))\b|Kasi\b|Kasubb?(ag|id)\b)", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class Levels:
    """The eselon levels that the document's title prints, each with its place."""

    printed: dict[str, Excerpt]


def levels(dokumen: Dokumen, source: Source) -> Levels:
    """The levels in the title of ``dokumen``."""
    found: dict[str, Excerpt] = {}
    for quote in dokumen.bukti.get("judul", ()):
        text = plain(source.span(quote.awal, quote.akhir))
        for match in _ESELON.finditer(text.text):
            for name in ("first", "second"):
                if match[name]:
                    found.setdefault(match[name].upper(), text.group(match, name))
    return Levels(found)


def superior(duty: Excerpt) -> Excerpt | None:
    """The position that ``duty`` says gives further duties; None where it names no particular one."""
    match = _SUPERIOR.search(duty.text)
    if not match or match["atasan"].strip().casefold() in _NOBODY:
        return None
    return duty.group(match, "atasan").strip()


def spaced(name: Excerpt) -> Excerpt:
    """``name`` with a space put where two words were glued."""
    pieces = list(name.splits(_GLUED))
    text = " ".join(piece.text for piece in pieces)
    starts: list[int] = []
    ends: list[int] = []
    for piece in pieces:
        if ends:
            starts.append(ends[-1])
            ends.append(ends[-1])
        starts.extend(piece.starts)
        ends.extend(piece.ends)
    return Excerpt(text, tuple(starts), tuple(ends))


def record(page: Page, printed: Excerpt, lines: tuple[int, int], above: Excerpt | None, eselon: Levels) -> Jabatan:
    """The Jabatan printed on the first of ``lines``; its unit is looked for in all of them."""
    name = spaced(printed.strip(" .;"))
    fields: dict[str, Excerpt] = {"nama": name}
    if name.text != printed.text:
        fields["teks_tercetak"] = printed
    level = next((level for level, pattern in _LEVEL_BY_NAME if pattern.match(name.text)), None)
    if level in eselon.printed:
        fields["eselon"] = eselon.printed[level]
    if above:
        fields["atasan"] = spaced(above)
    else:
        page.warn("tanpa-atasan", f"Jabatan {name.text}: atasan tidak disebut dalam tugasnya.", (lines[0], lines[0]))
    if unit := _unit(page.source, name, lines):
        fields["unit"] = unit
    return Jabatan(
        id=page.new_id(None, "jabatan", name.text, name.text),
        bukti=page.evidence(fields),
        nama=name.text,
        teks_tercetak=text_of(fields.get("teks_tercetak")),
        eselon=text_of(fields.get("eselon")),
        atasan=text_of(fields.get("atasan")),
        unit=text_of(fields.get("unit")),
    )


def _unit(source: Source, name: Excerpt, lines: tuple[int, int]) -> Excerpt | None:
    """The work unit that the position heads, at the place where the unit's own name is printed."""
    if name.text.casefold().split()[0] == "sekretaris":
        wanted = "Sekretariat"
    elif name.text.casefold().startswith("kepala "):
        tail = name[len("Kepala ") :]
        kind = _SUBBAGIAN.match(tail.text)
        if not kind:
            return tail
        named = _SUBBAGIAN.sub("Subbagian", tail.text)
        return _printed(source, named, lines) or (tail if " " in kind.group() else None)
    else:
        return None
    return _printed(source, wanted, lines)


def _printed(source: Source, wanted: str, lines: tuple[int, int]) -> Excerpt | None:
    """Where in ``lines`` the words ``wanted`` are printed, however far apart."""
    pattern = re.compile(r"\s+".join(map(re.escape, wanted.split())), re.IGNORECASE)
    for number in range(*lines):
        line = clean(source, number)
        if match := pattern.search(line.text):
            return line.group(match).squeezed()
    return None
