"""Details of persons inside a text: names with degrees or behind an introduction, numbers, e-mail addresses.

They are told by their form and the word before them, wherever they stand, so that no reader meets them. An office's
name, a post, a website as a source of data stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kgkesos.reading import orang

Span = tuple[int, int]

# Academic degrees behind a name. With full stops they are degrees anywhere; without, only where the name ends.
_DOTTED = (
    r"(?:S\.\s?(?:E|H|P|T|ST|Sos|IP|I\.?\s?P|KM|K\.?\s?M|Pd|Kom|Kep|Ag|Psi|AP|Si|Hum|TP|Pt|Farm|Gz|Th|Sn|Tr)"
    r"|M\.\s?(?:M|T|P|H|Si|AP|A\.?\s?P|Pd|Kes|Kom|Sos|IP|Hum|Ag|Eng|Sc|Ak|Psi|Ec|Dev|Tr|PSSp)"
    r"|A\.\s?(?:Md|K\.?\s?S)|Sp\.\s?[A-Z]\w{0,3}|B\.\s?(?:Sc|A)|Ph\.?\s?D|Dipl\.\s?\w{1,6})(?![a-z])"
    r"(?:\.?[A-Z][a-z]{0,4}(?![a-z]))?\.?(?:\s?I{1,3}\b)?"
)
_PLAIN = (
    r"(?:SH|SE|ST|SP|SIP|SKM|SPd|SSos|SSTP?|STP|SKep|SPsi|SAg|SKom|MM|MH|MT|MP|MAP|MSi|MPd|MKes|MPSSp|MBA|MPA|AKS|Ak|Ns"
    r"|Apt)\b(?=\s*(?:[,/;)\n\t|<*_]|NIP|$))"
)
_DEGREES = re.compile(rf", *(?:{_DOTTED}|{_PLAIN})(?: *, *(?:{_DOTTED}|{_PLAIN}))*", re.MULTILINE)
_TITLE = r"(?:Prof|Drs|Dra|Dr|dr|drg|drh|Ir|KH|Hj|H|Rr|R|Ns)\."
_WORD = r"(?:[A-Z][A-Za-z’'`]*\.?|bin|binti)"
_NAME = rf"(?:{_TITLE} *)*{_WORD}(?: {{1,3}}(?:{_TITLE} *)?{_WORD}){{0,5}}"
_NAME_BEFORE = re.compile(rf"(?:^|(?<=[:;/(|\t,> *_–-]))(?P<nama>{_NAME})$", re.MULTILINE)
_FIRST_TITLE = re.compile(rf"(?<!\w){_TITLE}")
_LONGEST_NAME = 90
_ANY_TITLE = re.compile(r"(?:[Dd]r[sag]?|Prof|Ir|H|Hj)\.")
# A title opens a name where a line or a cell begins; after other words it is part of their name ("RSUD dr. Soetomo").
_TITLED = re.compile(
    rf"(?:^|(?<=[\t|:;/(>*_])) *(?P<nama>(?:Prof|Drs|Dra|Dr|dr|drg|Ir|KH|Hj|H)\.(?: *{_TITLE})* *"
    rf"{_WORD}(?: {{1,3}}{_WORD}){{0,5}})(?= *(?:$|[\t|/;(),<*_]|NIP\b))",
    re.MULTILINE,
)
_NUMBER = re.compile(
    r"\b(?:NIP|NIPPPK|NRP|NIK|N\.I\.P)\b[ \t.:]{0,6}(?:\d[\d .-]{6,28}\d|\[[^\]\n]{0,40}\]|[xX*.…_-]{4,30})?"
    r"|(?<!\d)(?:19|20)\d{6}[ .]{0,2}(?:19|20)\d{4}[ .]{0,2}[12][ .]{0,2}\d{3}(?!\d)"
)
# Without one of these a line holds no number of a person.
_ANY_NUMBER = re.compile(r"N(?:IP|RP|IK|\.I)|[12][09]\d{6}")
_EMAIL = re.compile(
    r"(?:\b(?:e-?mail|surel|pos-el)\b[ \t.:]{0,6})?(?<![\w.+@-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,6}"
    # With spaces around the sign only before a domain: "2 orang @ Rp.500.000" is a price.
    r"|(?<![\w.+@-])[\w.+-]{1,64} {0,2}@ {0,2}[A-Za-z][\w-]{0,63}(?:\.[\w-]{1,64}){0,4}\.(?:com|net|org|id)\b",
    re.IGNORECASE,
)
_LABEL = r"(?:no(?:mor)?\.?\s?)?\b(?:telepon|telp|tlp|telpon|phone|hp|handphone|wa|whatsapp|faksimile|faks|fax|cp)\b"
_TELEPHONE = re.compile(
    rf"{_LABEL}[ \t.:/]{{0,6}}[(+]?\d[\d ()+-]{{4,18}}\d|\(0\d{{2,4}}\)[ \t-]{{0,3}}\d[\d -]{{4,9}}\d"
    r"|(?<![\w.,/-])(?:\+62|0)[ -]?8\d{2}[ -]?\d{3,4}[ -]?\d{3,5}(?![\w-])|(?<![\w.,/-])0\d{2,3}[ -]\d{6,8}(?![\w-])",
    re.IGNORECASE,
)
_ANY_EMAIL = re.compile("@")
# Every form of a telephone number ends so; the word before it may stand at the end of the line above.
_ANY_TELEPHONE = re.compile(r"\d[\d ()+-]{4,18}\d")
# Words that introduce a person: those of the first list a single word, too; of the second, where a unit may stand as
# well, only a name of two words and more.
_OF_PERSONS = (
    r"nara\s?hubung|contact\s+person|kontak(?:\s+person)?|cp|verifikator(?:\s+data)?|operator(?:\s+data)?"
    r"|(?:petugas|penyusun|penginput|pencatat|pemeriksa|enumerator|nama\s+petugas|nama\s+pejabat)(?:\s+data)?"
    r"|(?:disusun|dibuat|diperiksa|diverifikasi|disiapkan|diinput|diisi|dicatat|dilaporkan)\s+oleh"
)
_OF_OWNERS = r"pic|pj|penanggung\s?jawab"
# Their first letters come first: at most places of a text nothing else is then tried.
_BEFORE_NAME = rf"(?<!\w)(?i:(?=[abcdehknopsv])(?:(?:{_OF_PERSONS}|(?P<unit>{_OF_OWNERS}))[ \t]{{0,20}}:[ \t]{{0,20}}"
_BEFORE_NAME += r"|hubungi:? |(?:sdri?|sdra|bpk)\.? {1,3}|(?<!\.)a\.\s?n\.? {1,3}(?:sdri?\.? )?))"
_ENDS_NAME = r"(?= *(?:$|[\t|,;/()\[\]<>*_\d–.-]|NIP\b)| {2})"
_INTRODUCED = re.compile(rf"{_BEFORE_NAME}(?P<nama>{orang.NAME}){_ENDS_NAME}", re.MULTILINE)
# "Nama" is a label of many things: only a post, a rank or a number on a line beside it makes it a person's.
_SELF = r"[^\w\n]{0,20}(?:\d{1,2}[.)]? {0,3})?(?i:jabatan|nip|pangkat|golongan|nik)\b[^\n]{0,200}"
_FORM = re.compile(
    rf"^(?P<atas>{_SELF}\n)?[^\w\n]{{0,20}}(?P<isi>(?:\d{{1,2}}[.)]? {{0,3}})?(?i:nama(?:\s+lengkap)?)"
    rf"[ \t]{{0,20}}[:|\t][ \t|:]{{0,20}}(?P<nama>{orang.NAME}))[ \t|*_]{{0,20}}$(?P<bawah>\n{{1,3}}{_SELF}$)?",
    re.MULTILINE,
)
# A label of persons alone before its value goes with it, so that it is no part of the field above.
_LABEL_ALONE = re.compile(rf"^[^\w\n]*(?:{_OF_PERSONS})[ \t]*[:|\t][ \t|:]*$", re.IGNORECASE)
_MOST_NAMES = 20
# What introduces a person, and the marks that part the details: they go with them.
_INTRODUCES = re.compile(
    r"[ /,;(–-]*(?:\b(?:nama|sdr|sdri|bpk|bapak|ibu|hubungi|pejabat|a\.\s?n|"
    rf"{_OF_PERSONS}|{_OF_OWNERS})\b\.? *:?)?"
    r"[ /,;(:–-]*$",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(r" *[/,;)]*(?= *(?:$|[\t|<\n]))| *[/;,]+", re.MULTILINE)


def details(text: str, introduced: Sequence[Span]) -> tuple[Span, ...]:
    """Where in ``text`` details of persons stand, with the words that introduce them; none overlaps another.

    ``introduced`` are its names that a word introduces (:func:`introduced`).
    """
    found = sorted({*_names(text, introduced), *_numbers(text), *_contacts(text)})
    joined: list[Span] = []
    for start, end in found:
        if joined and not text[joined[-1][1] : start].strip(" /,;()"):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(_with_marks(text, span) for span in joined)


def is_named(text: str) -> bool:
    """Whether ``text`` is the name of a person, told by a title or a degree, and nothing else."""
    return any(not (text[:start] + text[end:]).strip(" \t*_()[]|.,-") for start, end in _names(text, introduced(text)))


def contacts(text: str) -> tuple[Span, ...]:
    """Where in ``text`` telephone numbers and e-mail addresses stand."""
    return tuple(_contacts(text))


def _names(text: str, introduced: Sequence[Span]) -> Iterator[Span]:
    for degrees in _DEGREES.finditer(text):
        start = degrees.start()
        while text[start - 1 : start] == " ":
            start -= 1
        first = max(text.rfind("\n", 0, start) + 1, start - _LONGEST_NAME)
        name = _last_name(text[first:start])
        if name is not None:
            yield first + name, degrees.end()
    for match in _near(text, _ANY_TITLE, _TITLED):
        yield match.span("nama")
    yield from _introduced(text, introduced)


def introduced(text: str) -> tuple[Span, ...]:
    """Where in ``text`` names stand behind a word that introduces a person ("Narahubung:", "PIC:", "Sdri.")."""
    return tuple(
        match.span("nama")
        for match in _INTRODUCED.finditer(text)
        if orang.is_name(match["nama"], alone=match["unit"] is None)
    )


def _introduced(text: str, found: Sequence[Span]) -> Iterator[Span]:
    """The names ``found`` behind introducing words, and where the same name stands alone on a line or in a cell."""
    yield from found
    names = {text[start:end] for start, end in found}
    for match in _FORM.finditer(text):
        if (match["atas"] or match["bawah"]) and orang.is_name(match["nama"], alone=True):
            names.add(match["nama"])
            yield match.span("isi")
    whole = sorted(name for name in names if " " in name)[:_MOST_NAMES]
    if whole:
        again = rf"(?:^|(?<=[\t|(])|(?<=  )) *(?P<nama>{'|'.join(map(re.escape, whole))})(?= *(?:$|[\t|)])| {{2}})"
        yield from (match.span("nama") for match in re.finditer(again, text, re.IGNORECASE | re.MULTILINE))


def _last_name(before: str) -> int | None:
    """Where in ``before`` the name begins that it ends with: at its first title, where it has one."""
    match = _NAME_BEFORE.search(before)
    if not match:
        return None
    title = _FIRST_TITLE.search(before, match.start("nama"))
    return title.start() if title else match.start("nama")


def _numbers(text: str) -> Iterator[Span]:
    yield from (match.span() for match in _near(text, _ANY_NUMBER, _NUMBER))


def _contacts(text: str) -> Iterator[Span]:
    yield from (match.span() for match in _near(text, _ANY_EMAIL, _EMAIL))
    yield from (match.span() for match in _near(text, _ANY_TELEPHONE, _TELEPHONE))


def _near(text: str, sign: re.Pattern[str], pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The matches of ``pattern`` in ``text``, looked for only on lines that hold ``sign`` and on the lines above them.

    What ``pattern`` matches must hold ``sign``, and end on the line where that stands; most lines are then passed over.
    """
    matched = passed = 0
    while found := sign.search(text, passed):
        above = text.rfind("\n", 0, max(text.rfind("\n", 0, found.start()), 0)) + 1
        end = text.find("\n", found.end())
        passed = end if end >= 0 else len(text)
        for match in pattern.finditer(text, max(matched, above), passed):
            matched = match.end()
            yield match


def _with_marks(text: str, span: Span) -> Span:
    first = max(text.rfind("\n", 0, span[0]) + 1, span[0] - _LONGEST_NAME)
    before = _LABEL_ALONE.match(text[first : span[0]]) or _INTRODUCES.search(text[first : span[0]])
    after = _FOLLOWS.match(text, span[1])
    start, end = (first + before.start() if before else span[0]), (after.end() if after else span[1])
    # A bracket that was opened before goes with the one that closes it.
    closing = re.compile(r" *\)").match(text, end)
    taken = text[start:end]
    return start, (closing.end() if closing and taken.count("(") > taken.count(")") else end)
