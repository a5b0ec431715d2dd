"""What stands at the head of a document: its title, office, region and year; its letterhead is told from other text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kgkesos.normalize import key
from kgkesos.reading.excerpt import Excerpt, join, text_of
from kgkesos.reading.markup import plain
from kgkesos.reading.page import Page
from kgkesos.records import Dokumen

# The words that the name of an Indonesian regional office begins with.
OFFICE = re.compile(
    r"^(DINAS|BADAN|INSPEKTORAT|SEKRETARIAT|KECAMATAN|KELURAHAN|KANTOR|SATUAN|RUMAH SAKIT|RSUD|UPTD?)\b", re.IGNORECASE
)
_REGION = re.compile(
    r"\b(KABUPATEN|KOTA|PROVINSI)\s+[A-Z][A-Z.'-]*(?:\s+(?!TAHUN\b|PERIODE\b)[A-Z][A-Z.'-]*){0,6}(?<=[A-Z])",
    re.IGNORECASE,
)
_GOVERNMENT = re.compile(r"^PEMERINTAH\b", re.IGNORECASE)
_YEAR = re.compile(r"^(?:(?:TAHUN|PERIODE|EDISI)\s+(?:TAHUN\s+|ANGGARAN\s+)*)?((?:19|20)\d\d)\b", re.IGNORECASE)
# The first of a span of years is no year of the document.
_SPAN = re.compile(r"\b(?:19|20)\d\d\s*(?:[-–/]|s\W?d\b\.?|sampai)\s*(?:dengan\s*)?\d", re.IGNORECASE)
_MARKS = " *#_\t"
# "Perangkat Daerah : Dinas Sosial": a label, then what a head of a document may say.
_LABELLED = re.compile(
    r"(?:(?P<instansi>(?:nama\s+)?(?:perangkat\s+daerah|opd|skpd|instansi|unit\s+organisasi|produsen\s+data|wali\s?data)"
    r"(?:\s+pengampu)?)|(?P<wilayah>kabupaten|kota|provinsi)|(?P<tahun>tahun(?:\s+anggaran)?))\s*[:：]\s*(?P<isi>\S.*)",
    re.IGNORECASE,
)
# The same in two cells: no sign parts the label from the office.
_TWO_CELLS = re.compile(
    r"(?:perangkat\s+daerah|opd|skpd|instansi|unit\s+organisasi|produsen\s+data|wali\s?data)\s+(?P<isi>\S.*)",
    re.IGNORECASE,
)
# A year inside a title, or at its end; the first of a span of years is no year of the document.
_DATED = re.compile(
    r"\bTAHUN\s+(?:ANGGARAN\s+)?(?P<tahun>(?:19|20)\d\d)\b(?!\s*(?:[-–/]|s\W?d\b\.?|sampai)\s*\d)"
    r"|(?<![-–/\d])(?<![-–/]\s)(?P<akhir>(?:19|20)\d\d)$",
    re.IGNORECASE,
)
_HEADING = re.compile(r"#{1,6}\s")
_NOTE = re.compile(r"\W*(?:tanda bintang\b|(?:catatan|keterangan)\s*:)|\*+\)?\s+\S|\*+\)", re.IGNORECASE)
_COLON = re.compile(r"\s*[:：]\s*")
# What opens a part of the document, and so goes on with no title.
_SECTION = re.compile(r"(?:BAB|LAMPIRAN|TABEL|FORMULIR)\b", re.IGNORECASE)
_END_OF_NAME = re.compile(r"\s+[-–—(].*$|\s*\b(?:TAHUN|PERIODE|TA|(?:19|20)\d\d)\b.*$", re.IGNORECASE)
# A letterhead's ways of reaching an office: the words that open such a line, and the forms that tell it anywhere.
_ADDRESS = re.compile(r"^(?:alamat\s*:?\s*)?(?:jl|jln|jalan)\b\.?\s*", re.IGNORECASE)
_LABEL = re.compile(
    r"\b(?:alamat|telepon|telp|tlp|faksimile|faximile|faks|fax|hp|e-?mail|surel|website|web|situs|laman|kode\s*pos|pos)\b",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+|https?://\S+|\bwww\.\S+"
    r"|(?<![\w.-])(?:[\w-]{1,64}\.)+(?:go\.id|com|id)\b",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(r"\(?\b0\d{2,4}\)?[\s-]*\d{4,}")
_SPACED = re.compile(r"^\w(?:\s+\w){2,}$")
# Small words inside names and titles; any other word with a small initial letter makes a sentence.
_SMALL = frozenset({"dan", "di", "dengan", "pada", "untuk", "atas", "serta", "dari", "ke", "atau"})
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")


def read(page: Page, jenis: str, lines: Iterable[int], title: re.Pattern[str]) -> Dokumen:
    """What ``lines`` (the head of the document) say of the document.

    ``title`` matches the beginning of its title; further lines in the same kind of letters belong to the title until
    one names a government, an office or a year. Lines that are neither title nor letterhead are left. What is not
    printed is None.
    """
    parts: dict[str, Excerpt] = {}
    titled: list[Excerpt] = []
    title_open = False
    kept: list[tuple[int, Excerpt]] = []
    before = 0
    for number in lines:
        passed = any(not _blank(page, between) for between in range(before + 1, number))
        title_open, before = title_open and not passed, number
        line = plain(page.source.line(number)).strip(_MARKS)
        if not line:
            if not _blank(page, number):
                page.take([number], "kepala surat")
            continue
        found = _facts(line)
        for name, excerpt in found.items():
            if name != "tahun" or not _SPAN.search(line.text):
                parts.setdefault(name, excerpt)
        begins = bool(title.match(line.text))
        if begins and not titled:
            title_open = True
        elif title_open:
            title_open = not found and _goes_on(titled, line)
        if title_open:
            titled.append(line)
            for name, excerpt in _in_title(line).items():
                parts.setdefault(name, excerpt)
        if title_open or begins or found:
            page.take([number], "judul" if title_open or begins or found else "kepala surat")
        else:
            kept.append((number, line))
    region = text_of(parts.get("wilayah"))
    for number, line in kept:
        printed = page.source.line(number).text
        if is_letterhead(line, region):
            page.take([number], "kepala surat")
        elif _HEADING.match(printed) or _NOTE.match(printed):
            page.take([number], "judul" if _HEADING.match(printed) else "catatan")
        else:
            page.leave([number], "teks sebelum tabel")
    if titled:
        parts["judul"] = join(titled)
    return Dokumen(
        jenis=jenis,
        judul=text_of(parts.get("judul")),
        instansi=text_of(parts.get("instansi")),
        wilayah=region,
        tahun=int(parts["tahun"].text) if "tahun" in parts else None,
        sha256=page.source.sha256,
        bukti=page.evidence(parts),
    )


def is_letterhead(line: Excerpt, region: str | None) -> bool:
    """Whether a clean ``line`` names a government, an office, a region, a year, an address or a way to reach it."""
    text = line.text.strip(_MARKS)
    if not any(c.isalnum() for c in text):
        return True
    place = key(re.sub(r"\d+", "", text))
    return (
        bool(_facts(line.strip(_MARKS)))
        or (bool(_GOVERNMENT.match(text)) and _is_name(text))
        or bool(_SPACED.match(text))
        or _is_contact(text)
        or (bool(place) and bool(region) and key(region or "").endswith(place))
    )


def _facts(line: Excerpt) -> dict[str, Excerpt]:
    found: dict[str, Excerpt] = {}
    if labelled := _LABELLED.fullmatch(line.text):
        return _said(line, labelled)
    if not _is_name(line.text):
        return found
    celled = _TWO_CELLS.fullmatch(line.text)
    name = _name(line.group(celled, "isi") if celled else line)
    if OFFICE.match(name.text):
        found["instansi"] = name
    region = _REGION.search(name.text)
    # "FORUM SATU DATA KABUPATEN X" in capitals names a body of the region, whatever its first word.
    ends = region is not None and region.end() == len(name.text) and name.text.isupper()
    if region and (found or _GOVERNMENT.match(name.text) or region.start() == 0 or ends):
        found["wilayah"] = name.group(region)
    if year := _YEAR.match(line.text):
        found["tahun"] = line.group(year, 1)
    elif found:
        found |= _dated(line)
    return found


def _said(line: Excerpt, labelled: re.Match[str]) -> dict[str, Excerpt]:
    """What a line "label : words" says of the document."""
    words = line.group(labelled, "isi")
    if labelled["tahun"]:
        year = _YEAR.match(words.text)
        return {"tahun": words.group(year, 1)} if year else {}
    if labelled["wilayah"]:
        return {"wilayah": line.sub(_COLON, " ")}
    office = _name(words)
    region = _REGION.search(office.text)
    return {"instansi": office} | ({"wilayah": office.group(region)} if region else {}) | _dated(words)


def _in_title(line: Excerpt) -> dict[str, Excerpt]:
    """What a line of the title says besides: the year, the office and its region."""
    found = _dated(line)
    words = _WORD.finditer(line.text)
    named = next((word for word in words if OFFICE.match(line.text[word.start() :])), None)
    name = _name(line[named.start() :] if named else line)
    if named:
        found["instansi"] = name
    if region := _REGION.search(name.text):
        found["wilayah"] = name.group(region)
    return found


def _dated(line: Excerpt) -> dict[str, Excerpt]:
    dated = None if _SPAN.search(line.text) else _DATED.search(line.text)
    return {"tahun": line.group(dated, dated.lastgroup or 0)} if dated else {}


def _name(words: Excerpt) -> Excerpt:
    """``words`` without the year, or what a dash or bracket parts off, behind a name."""
    end = _END_OF_NAME.search(words.text, 1)
    return (words[: end.start()] if end else words).strip(" .,-")


def _is_name(text: str) -> bool:
    """Whether ``text`` is written as a name or title is: each word with a capital, no label, no end of a sentence."""
    words = _WORD.findall(text)
    return ":" not in text and not text.endswith((".", ";")) and all(w[0].isupper() or w in _SMALL for w in words)


def _goes_on(titled: list[Excerpt], line: Excerpt) -> bool:
    """Whether ``line`` goes on with the title: a name, in capitals where the title is in capitals."""
    capitals = titled[0].text.isupper()
    if _GOVERNMENT.match(line.text) or _SECTION.match(line.text) or _is_contact(line.text) or not _is_name(line.text):
        return False
    return line.text.isupper() or not capitals


def _is_contact(text: str) -> bool:
    """Whether ``text`` is an address, or nothing but labels, links and numbers that lead to an office."""
    address = _ADDRESS.match(text)
    named = bool(_LINK.search(text) or _TELEPHONE.search(text) or (_LABEL.search(text) and re.search(r"\d", text)))
    if not address and not named:
        return False
    rest = _LABEL.sub(" ", _LINK.sub(" ", text[address.end() :] if address else text))
    if address and not rest.strip()[:1].isalnum():
        return False
    rest = rest.replace(":", " ").strip()
    return all(w[0].isupper() or w in _SMALL for w in _WORD.findall(rest))


def _blank(page: Page, number: int) -> bool:
    return not page.source.line(number).text.strip()
