"""What each question must answer for the build of ``documents/``: a few lines a question, from the answer keys alone.

Reads ``tests/data/gold/*.json`` (what the documents say), ``documents/*`` (to look up a quote and its line) and the
official names in ``ontology/sumber``, nothing else: no module of kgkesos, no query. ``bench.text_layer`` puts the text
layer's wordings into the key of the IKI.
``python -m tests.expected_answers`` writes ``tests/expected/<question>.csv``; conventions: README.md beside them.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from bench import text_layer

TESTS = Path(__file__).resolve().parent
GOLD = TESTS / "data" / "gold"
DOCUMENTS = TESTS.parent / "documents"
ONTOLOGY_SOURCES = TESTS.parent / "ontology" / "sumber"
EXPECTED = TESTS / "expected"

SIPD = "metadata-sipd-jumlah-kkks"
IKI = "iki-dinas-sosial-kota-probolinggo-2019"
IKU = "iku-dinas-sosial-kabupaten-tapin-2020"
CASCADING = "cascading-dinas-sosial"
WORKS = (CASCADING, IKI, IKU, SIPD)
# The keys call the renditions 000 to 004.
KEYS = {"000": SIPD, "001": IKI, "002": IKU, "003": CASCADING}
FILES = {
    "000": "metadata-sipd-jumlah-kkks.txt",
    "001": "iki-dinsos-probolinggo-2019.md",
    "002": "iku-dinsos-tapin-2020.txt",
    "003": "cascading-dinas-sosial.txt",
    "004": "iki-dinsos-probolinggo-2019.txt",
}

Json = dict[str, Any]
Row = tuple[str, ...]
# Where a text is printed: file, first line, quote.
Place = tuple[str, int, str]
NOWHERE = ("", "", "")
_WORDS = re.compile(r"\w+|[^\w\s]")
_BETWEEN = r"[\s●]*"


class Table(NamedTuple):
    """A question's answer: its columns and its rows, every cell as text ("" where nothing is said)."""

    columns: Row
    rows: list[Row]


@cache
def load(name: str) -> Any:
    """The key ``name``."""
    return json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))


@cache
def lines_of(document: str) -> tuple[str, ...]:
    """The lines of the rendition ``document``, each with its newline, split on ``\\n`` alone."""
    text = (DOCUMENTS / FILES[document]).read_bytes().decode("utf-8")
    return tuple(line + "\n" for line in text.split("\n"))


def search(document: str, lines: Iterable[int], pattern: str) -> Place:
    """The first text in the lines ``[from, to]`` of ``document`` that ``pattern`` matches, as it is printed."""
    first, last = lines
    text = "".join(lines_of(document)[first - 1 : last])
    found = re.search(pattern, text)
    if not found:
        raise LookupError(f"{FILES[document]}:{first}-{last} does not print {pattern}")
    return FILES[document], first + text.count("\n", 0, found.start()), found[0]


def find(document: str, lines: Iterable[int], words: str) -> Place:
    """Where ``words`` are printed: the shortest text that holds them, across line breaks and stray bullets."""
    file, line, quote = search(document, lines, _BETWEEN.join(re.escape(part) for part in _WORDS.findall(words)))
    return file, line, whole(quote.split("●"))


def whole(pieces: Iterable[str]) -> str:
    """Pieces of a quote as one text, white space squeezed: only a bullet or LaTeX stands between them."""
    return " ".join(" ".join(piece.split()) for piece in pieces)


def find_spread(document: str, lines: Iterable[int], words: str) -> Place:
    """Like :func:`find`, where a text layer may have put or lost any space."""
    file, line, quote = search(document, lines, r"\s*".join(re.escape(letter) for letter in "".join(words.split())))
    return file, line, whole([quote])


def cells(*values: object) -> Row:
    """A row as text: None is "", a truth value is true or false."""
    return tuple(
        "" if value is None else str(value).lower() if isinstance(value, bool) else str(value) for value in values
    )


# ---------------------------------------------------------------- the cascade


class Named(NamedTuple):
    """A programme or activity: its words, its period, and where its name is printed."""

    name: str
    period: str
    place: Place


def _place(node: Json, name: str) -> Place:
    """Where ``name`` is printed; a name that a page break cuts is printed in pieces, which may repeat words."""
    if "potongan" not in node:
        return find("003", node["baris"], name)
    first, *others = (find("003", piece["baris"], piece["teks"]) for piece in node["potongan"])
    pieces = [first[2]]
    for _, _, quote in others:
        rest = name.removeprefix(" ".join(pieces)).strip()
        assert quote.endswith(rest)
        pieces.append(rest)
    return *first[:2], " … ".join(pieces)


def _named(node: Json, field: str, generation: Json) -> Named:
    period = generation["berlaku"] or f"sampai {generation['berlaku_sampai']}"
    return Named(node[field], period, _place(node, node[field]))


def goals() -> list[Json]:
    """The goals of the cascade, as the key has them."""
    goals: list[Json] = load("cascading")["tujuan"]
    return goals


def objectives() -> Iterator[tuple[Json, Json]]:
    """Each objective of the cascade with its goal."""
    for goal in goals():
        for objective in goal["sasaran"]:
            yield goal, objective


def programmes() -> Iterator[tuple[Json, Json, Json, Named]]:
    """Each programme: its goal, its objective, what the key says, and its name with its period."""
    for goal, objective in objectives():
        for generation in objective["program_generasi"]:
            for programme in generation["program"]:
                yield goal, objective, programme, _named(programme, "teks", generation)


def activities_of(programme: Json) -> list[Json]:
    """The activities of a programme, whether they stand under it or under one of its indicators."""
    holders = [programme, *programme["indikator_program"]]
    return [activity for holder in holders for activity in holder.get("kegiatan", ())]


def activities() -> Iterator[tuple[Json, Json, Named, Json, Named]]:
    """Each activity: goal, objective, programme, what the key says, and its name with its programme's period."""
    for goal, objective, programme, named in programmes():
        for activity in activities_of(programme):
            name = activity["nama"]
            yield goal, objective, named, activity, Named(name, named.period, _place(activity, name))


# ---------------------------------------------------------------- every indicator


class Measure(NamedTuple):
    """An indicator, wherever it stands."""

    work: str
    name: str
    formula: Json | None
    place: Place | None
    source: str | None
    explained: bool


def measures() -> Iterator[Measure]:
    """Every indicator of the four works."""
    sheet = load("sipd-kkks")
    about = sheet["dokumen"]["indikator"]
    told = sheet["bidang"]
    yield Measure(SIPD, about, told["RUMUS"]["nilai"], None, told["SUMBER"]["nilai"], bool(told["DEFINISI"]["nilai"]))
    for (_, _, marked), (_, _, indicator) in zip(_results(_marked_positions()), results(), strict=True):
        formula = indicator["formula"]
        place = _formula_of_the_iki(marked, formula) if formula else None
        yield Measure(IKI, indicator["nama"], formula, place, indicator["sumber_data"], bool(indicator["penjelasan"]))
    for row in load("iku-tapin-2020")["baris_data"]:
        formula, line = row["formula"], row["baris"][0]
        place = _printed_formula("002", line, formula) if formula else None
        yield Measure(IKU, row["indikator"], formula, place, row["sumber_data"], bool(row["penjelasan"]))
    for indicator in _cascade_indicators():
        formula = indicator.get("formula")
        place = find("003", indicator["baris_formula"], formula["ekspresi"]) if formula else None
        yield Measure(CASCADING, indicator["teks"], formula, place, None, explained=False)


def _printed_formula(document: str, line: int, formula: Json) -> Place:
    """The formula in LaTeX: a fraction with its multiplier; a sum's sign and what it counts."""
    if formula["bentuk"] == "rasio":
        return search(document, (line, line), r"\\frac\{.*?\}\} \\times 100 ?\\%")
    file, first, sign = search(document, (line, line), r"f\(x\) = \\(?:Sigma|sum)")
    return file, first, whole((sign, find(document, (line, line), formula["objek_hitung"])[2]))


def _formula_of_the_iki(marked: Json, formula: Json) -> Place:
    """Where the wording of ``formula`` is printed: in the ``.md`` unless the text layer words it otherwise.

    ``marked`` is the indicator as the ``.md`` words it.
    """
    parts = [name for name in ("pembilang", "penyebut", "objek_hitung") if formula[name]]
    if all(marked["formula"][name] == formula[name] for name in parts):
        return _printed_formula("001", marked["baris_001"], formula)
    lines = marked["baris_004"]
    if formula["bentuk"] == "jumlah":
        return find_spread("004", lines, formula["ekspresi"].replace("f(x)", "ƒ(x)"))
    fraction = find_spread("004", lines, formula["pembilang"] + formula["penyebut"])
    multiplier = formula["baris_004_pengali"]
    # The text layer prints the multiplier at the end of the page.
    return *fraction[:2], f"{fraction[2]} … {search('004', (multiplier, multiplier), 'X 100%')[2]}"


def _cascade_indicators() -> Iterator[Json]:
    for goal in goals():
        yield from goal["indikator_tujuan"]
    for _, objective in objectives():
        yield from objective["indikator"]
    for _, _, programme, _ in programmes():
        yield from programme["indikator_program"]
    for _, _, _, activity, _ in activities():
        yield from activity["indikator"]


def results() -> Iterator[tuple[Json, Json, Json]]:
    """Each indicator of the IKI with its position and its result, in the wording that the answers have."""
    return _results(positions())


def _results(positions: Iterable[Json]) -> Iterator[tuple[Json, Json, Json]]:
    for position in positions:
        for result in position["kinerja"]:
            for indicator in result["indikator"]:
                yield position, result, indicator


def positions() -> list[Json]:
    """The positions of the IKI; where its files differ in words, as the key's ``asli`` says, always the text layer."""
    differences = load("iki-differences")
    assert {said["asli"] for said in text_layer.wordings(differences)} == {"004"}
    positions = text_layer.positions(load("iki-probolinggo-2019"), differences)
    for _, _, indicator in _results(positions):
        if indicator["formula"]:
            # The notation is that of the ``.md``, whose structure is clearer.
            indicator["formula"]["ekspresi"] = indicator["formula"]["ekspresi"].replace("ƒ(x)", "f(x)")
    return positions


def _marked_positions() -> list[Json]:
    """The positions as the ``.md`` words them."""
    positions: list[Json] = load("iki-probolinggo-2019")["jabatan"]
    return positions


# ---------------------------------------------------------------- one function a question


def cakupan() -> Table:
    """Nodes by level and period, and how many of them have what."""
    columns = ("dokumen", "tingkat", "periode", "jumlah")
    groups: dict[tuple[str, str, str], list[Node]] = {}
    for node in nodes():
        groups.setdefault((node.work, node.level, node.period), []).append(node)
    return Table((*columns, *COUNTED), [cells(*level, *_counted(held)) for level, held in groups.items()])


class Node(NamedTuple):
    """A performance node: what it has, and how strong its links are on the side upwards and on the side downwards.

    A side is one of the four values below, or None where the node needs no link there (and has none).
    """

    work: str
    level: str
    period: str
    name: str
    place: Place
    has: tuple[bool, bool, bool, bool]
    up: int | None
    down: int | None


NO_LINK, DERIVED, GUESSED, PRINTED = 0, 2, 3, 4
COUNTED = (
    "berindikator", "berformula", "bersumber", "berdefinisi",
    "didukungTercetak", "didukung", "mendukungTercetak", "mendukung",
)  # fmt: skip
STATES = ("tercakup", "turunan", "meragukan", "tak-terukur", "yatim")


def _counted(held: Iterable[Node]) -> list[int]:
    """How many nodes there are, and for each of ``COUNTED`` how many have it."""
    rows = [
        (True, *one.has, *((side or NO_LINK) >= least for side in (one.down, one.up) for least in (GUESSED, DERIVED)))
        for one in held
    ]
    return [sum(column) for column in zip(*rows, strict=True)]


def nodes() -> Iterator[Node]:
    """Each performance node of the works that print any.

    The text of the cascade has lost the lines between its columns: under which programme an activity stands follows
    from numbers that begin again, which is a guess; there is one goal and one objective, so the links above are sure.
    """
    every = {work: iter([one for one in scored() if one.work == work]) for work in WORKS}

    def has(work: str, indicators: Iterable[Json]) -> tuple[bool, bool, bool, bool]:
        found = list(indicators)
        defined = ["definisi" in next(every[work]).found for _ in found]
        return (*_measured(found), any(defined))

    for goal in goals():
        place, down = find("003", goal["baris"], goal["teks"]), PRINTED if goal["sasaran"] else NO_LINK
        measured = has(CASCADING, goal["indikator_tujuan"])
        yield Node(CASCADING, "Tujuan", "-", goal["teks"], place, measured, None, down)
    for _, objective in objectives():
        below = any(generation["program"] for generation in objective["program_generasi"])
        place, down = find("003", objective["baris"], objective["teks"]), PRINTED if below else NO_LINK
        measured = has(CASCADING, objective["indikator"])
        yield Node(CASCADING, "Sasaran", "-", objective["teks"], place, measured, PRINTED, down)
    for _, _, programme, (name, period, place) in programmes():
        down, measured = (
            GUESSED if activities_of(programme) else NO_LINK,
            has(CASCADING, programme["indikator_program"]),
        )
        yield Node(CASCADING, "Program", period, name, place, measured, PRINTED, down)
    for _, _, _, activity, (name, period, place) in activities():
        yield Node(CASCADING, "Kegiatan", period, name, place, has(CASCADING, activity["indikator"]), GUESSED, None)
    # A result supports the one result of the position it reports to; of two, neither.
    results_of = {position["jabatan"]: len(position["kinerja"]) for position in positions()}
    superiors = {position["atasan"] for position in positions() if position["kinerja"]}
    for position, marked in zip(positions(), _marked_positions(), strict=True):
        above, single = results_of.get(position["atasan"], 0), len(position["kinerja"]) == 1
        upwards = None if above == 0 else DERIVED if above == 1 else NO_LINK
        downwards = None if position["jabatan"] not in superiors else DERIVED if single else NO_LINK
        for result, printed in zip(position["kinerja"], marked["kinerja"], strict=True):
            # A result is a phrase: the full stop that three of them end in is not part of it.
            name, same = result["kinerja"].rstrip("."), result["kinerja"] == printed["kinerja"]
            line, measured = result["baris_001"], has(IKI, result["indikator"])
            place = find("001", (line, line), name) if same else find_spread("004", result["baris_004"], name)
            yield Node(IKI, "KinerjaJabatan", "-", name, place, measured, upwards, downwards)
    for row in load("iku-tapin-2020")["baris_data"]:
        place = find("002", row["baris"], row["sasaran"])
        yield Node(IKU, "Sasaran", "-", row["sasaran"], place, has(IKU, [row]), None, None)


def state(node: Node) -> str:
    """The state of ``node``: what is missing goes before what is not printed for sure."""
    sides = [side for side in (node.up, node.down) if side is not None]
    weakest = min(sides, default=PRINTED)
    if weakest == NO_LINK:
        return "yatim"
    if not node.has[0]:
        return "tak-terukur"
    return {DERIVED: "turunan", GUESSED: "meragukan", PRINTED: "tercakup"}[weakest]


def status_simpul() -> Table:
    """Every node with its state and why."""
    columns = ("dokumen", "tingkat", "periode", "nama", "keadaan", "sebab", "berkas", "baris", "kutipan")
    ways = {DERIVED: "hanya diturunkan", GUESSED: "dibaca dengan dugaan"}
    rows = []
    for one in nodes():
        why = ["tidak mendukung yang di atas"] * (one.up == NO_LINK)
        why += [f"ke atas {ways[one.up]}"] if one.up in ways else []
        why += ["tidak didukung dari bawah"] * (one.down == NO_LINK)
        why += [f"dari bawah {ways[one.down]}"] if one.down in ways else []
        why += ["tidak diukur indikator"] * (not one.has[0])
        rows.append(cells(*one[:4], state(one), "; ".join(why), *one.place))
    return Table(columns, rows)


def cakupan_kelompok() -> Table:
    """The counts of coverage, the states and the score, by office, document, level and period."""
    groups: dict[tuple[str, str], list[Node]] = {}
    for node in nodes():
        document, office = GROUPS[node.work]
        named = (("dokumen", document), ("instansi", office), ("tingkat", node.level), ("periode", node.period))
        for level, name in named:
            if name:
                groups.setdefault((level, name), []).append(node)
    columns = (
        "tingkat",
        "kelompok",
        "jumlah",
        *COUNTED,
        *(name.replace("-t", "T") for name in STATES),
        "skor",
        "rumus",
    )
    rows = []
    for group, held in groups.items():
        states = Counter(state(one) for one in held)
        half = states["turunan"] + states["meragukan"]
        score = _share(2 * states["tercakup"] + half, 2 * len(held))
        formula = f"100 × ({states['tercakup']} + 0,5 × {half}) / {len(held)}"
        rows.append(cells(*group, *_counted(held), *(states[name] for name in STATES), score, formula))
    return Table(columns, rows)


def matriks() -> Table:
    """Every activity under its objective, through its programme; under which programme it stands is a guess."""
    columns = (
        "dokumen", "namaSasaran", "namaKegiatan", "periode", "langsung", "melalui", "basis", "kepastian",
        "berkas", "baris", "kutipan",
    )  # fmt: skip
    rows = [
        cells(
            CASCADING, objective["teks"], named.name, named.period, False, programme.name, "dinyatakan", "dugaan",
            *named.place,
        )
        for _, objective, programme, _, named in activities()
    ]  # fmt: skip
    return Table(columns, rows)


def _measured(indicators: Iterable[Json]) -> tuple[bool, bool, bool]:
    found = list(indicators)
    return bool(found), any(one.get("formula") for one in found), any(one.get("sumber_data") for one in found)


def celah() -> Table:
    """How many findings of each code each work has; a 0 says that there must be none."""
    counts: Counter[tuple[str, str]] = Counter()
    for one in measures():
        # A cascading has no place for the formula of a mere count.
        is_count = one.work == CASCADING and one.name.casefold().startswith("jumlah")
        counts[one.work, "indikator-tanpa-formula"] += one.formula is None and not is_count
        counts[one.work, "indikator-tanpa-sumber-data"] += one.source is None
        counts[one.work, "indikator-tanpa-definisi"] += not one.explained
        percentage = re.match("(per|pre|pro)sentase", one.name, re.IGNORECASE)
        if one.formula and one.formula["bentuk"] == "rasio" and percentage:
            counts[one.work, "persentase-tanpa-pengali"] += one.formula["pengali"] is None
    fields = load("sipd-kkks")["bidang"]
    counts[SIPD, "bidang-kosong"] = sum(field["nilai"] is None for field in fields.values())
    counts[SIPD, "bidang-terpotong"] = sum(field.get("terpotong", False) for field in fields.values())
    # UNIT asks for an organisation, UKURAN for a way of measuring.
    counts[SIPD, "bidang-salah-jenis"] = (fields["UNIT"]["nilai"] == "Kepala Dinas Sosial") + (
        fields["UKURAN"]["nilai"] == "Orang"
    )
    for node in nodes():
        counts[node.work, "simpul-tanpa-indikator"] += not node.has[0]
    for _, _, programme, _ in programmes():
        counts[CASCADING, "program-tanpa-kegiatan"] += not activities_of(programme)
        for holder in (programme, *programme["indikator_program"]):
            numbers = [one.get("no_tercetak", one["no"]) for one in holder.get("kegiatan", ())]
            counts[CASCADING, "nomor-kembar"] += len(numbers) - len(set(numbers))
    counts[IKI, "jabatan-tanpa-kinerja"] = sum(not position["kinerja"] for position in positions())
    # Every result of the IKI stands under its position, every activity under its programme, the objective has 22.
    never = ("kinerja-tanpa-pemilik", "kegiatan-tanpa-induk", "sasaran-tanpa-kegiatan")
    codes = sorted({code for _, code in counts} | set(never))
    rows = [cells(work, code, counts[work, code]) for work in WORKS for code in codes]
    return Table(("dokumen", "kode", "jumlah"), rows)


def dampak_kegiatan() -> Table:
    """What only one activity supports, and where that is printed."""
    # Each activity with what it serves, the programme, the objective and the goal.
    served = layanan_kegiatan()
    names = ("namaKegiatan", "tingkat", "dilayani", "berkas", "baris", "kutipan")
    places = [served.columns.index(name) for name in names]
    rows = [tuple(row[at] for at in places) for row in served.rows]
    times = Counter(row[1:3] for row in rows)
    columns = ("namaKegiatan", "tingkat", "tanpaDukungan", *names[3:])
    return Table(columns, [row for row in rows if times[row[1:3]] == 1])


def daftar_definisi() -> Table:
    """Every definition, and the sentence it stands in."""
    columns = ("istilah", "singkatan", "definisi", "dokumen", "berkas", "baris", "kutipan")
    return Table(columns, [row for _, row in definitions()])


def definisi() -> Table:
    """For every term and abbreviation of the key, in small letters: the definitions of what it means."""
    columns = ("istilah", "namaIstilah", "singkatan", "definisi", "dokumen", "berkas", "baris", "kutipan")
    names: dict[str, set[str]] = {}
    for said, _ in definitions():
        # An abbreviation that one document gives a term stands for the term in every document.
        names.setdefault(said["istilah"], set()).update({said["istilah"], said["singkatan"]} - {None})
    rows = [(name.lower(), *row) for said, row in definitions() for name in names[said["istilah"]]]
    return Table(columns, rows)


def definitions() -> Iterator[tuple[Json, Row]]:
    """Each definition of the key, and its row."""
    for said in load("definitions"):
        place = find(said["dokumen"], said["baris"], said["kalimat"])
        if said["dokumen"] == "001":
            marked, said = said, text_layer.definition(said, load("iki-differences"))
            said["dokumen"] = "001"
            if said["kalimat"] != marked["kalimat"]:
                place = find_spread("004", (1, len(lines_of("004"))), said["kalimat"])
        told = (said["istilah"], said["singkatan"], said["definisi"])
        yield said, cells(*told, KEYS[said["dokumen"]], *place)


def formula_indikator() -> Table:
    """Every indicator, with or without a formula."""
    parts = ("bentuk", "pembilang", "penyebut", "pengali", "objek_hitung")
    columns = (
        "namaIndikator",
        "bentuk",
        "pembilang",
        "penyebut",
        "pengali",
        "objekHitung",
        "berkas",
        "baris",
        "kutipan",
    )
    rows = [
        cells(one.name, *((one.formula or {}).get(part) for part in parts), *(one.place or NOWHERE))
        for one in measures()
    ]
    return Table(columns, rows)


def kelengkapan_metadata() -> Table:
    """Every field of the metadata sheet; a list's items sorted, with " | " between."""
    sheet = load("sipd-kkks")
    rows = []
    for label, field in sheet["bidang"].items():
        value = field["nilai"]
        items = [item["teks"] for item in value] if isinstance(value, list) else [value] if value else []
        first = field["baris"][0] if "baris" in field else value[0]["baris"][0]
        state = "kosong" if not items else "terpotong" if field.get("terpotong") else "terisi"
        printed = " | ".join(sorted(items))
        rows.append(cells(SIPD, sheet["dokumen"]["indikator"], label, state, printed, FILES["000"], first))
    return Table(("dokumen", "indikator", "bidang", "keadaan", "nilai", "berkas", "baris"), rows)


def layanan_kegiatan() -> Table:
    """What each activity serves: its programme directly, the objective and the goal through it."""
    columns = ("namaKegiatan", "periode", "tingkat", "dilayani", "langsung", "berkas", "baris", "kutipan")
    rows = []
    for goal, objective, programme, _, named in activities():
        rows.append(cells(named.name, named.period, "Program", programme.name, True, *programme.place))
        for level, node in (("Sasaran", objective), ("Tujuan", goal)):
            place = find("003", node["baris"], node["teks"])
            rows.append(cells(named.name, named.period, level, node["teks"], False, *place))
    return Table(columns, rows)


def penanggung_jawab() -> Table:
    """In the IKI the position whose result the indicator measures; in the IKU the Bidang.

    The cascade and the metadata sheet name nobody: their indicators stand there with empty cells.
    """
    columns = ("namaIndikator", "penanggungJawab", "jenis", "melaporKepada", "kepastian", "berkas", "baris", "kutipan")
    rows = []
    for position, _, indicator in results():
        name, line = position["jabatan"], position["baris_jabatan"]["baris_001"]
        place = find("001", (line, line), name)
        rows.append(cells(indicator["nama"], name, "Jabatan", position["atasan"], "pasti", *place))
    for row in load("iku-tapin-2020")["baris_data"]:
        # The cell, not the same words elsewhere in the row.
        file, line, quote = search("002", row["baris"], rf"\t{re.escape(row['penanggung_jawab'])}\t")
        rows.append(
            cells(row["indikator"], row["penanggung_jawab"], "UnitKerja", None, None, file, line, quote.strip())
        )
    rows += [cells(measure.name, *[None] * 7) for measure in measures() if measure.work in (CASCADING, SIPD)]
    return Table(columns, rows)


# Where the suggestion is one that the key calls as right as its first choice, by the key's number.
AS_RIGHT = {
    "L1.1": "1.06.05.2.02.0010",
    "L3.2": "1.06.02.2.03.0017",
    "B1": "1.06.05",
    "B3.1.1": "1.06.02.2.03.0017",
}
# Names for which the key's answer is not found: how many is what the figures of bench/nomenclature.py say.
MISSED = frozenset({"L3.4", "L4.1", "B2.1.2", "B2.1.3"})


def _named_in_key() -> Iterator[tuple[dict[str, Any], str, Place]]:
    """Each row of the key with the name that is read of it and its place."""
    places: dict[tuple[str, str], Place] = {("", named.name): named.place for _, _, _, named in programmes()}
    for _, _, parent, _, named in activities():
        places[parent.name, named.name] = named.place
    above = ""
    for said in load("padanan-nomenklatur")["padanan"]:
        programme = said["tingkat"] == "program"
        above = said["teks"] if programme else above
        name = said["teks"] if programme else said["teks"].removeprefix("Kegiatan ")
        yield said, name, places["" if programme else above, name]


def missed_places() -> frozenset[str]:
    """The lines of the names that are left to the figures; no other name of the key begins there."""
    found = {said["no"]: str(place[1]) for said, _, place in _named_in_key()}
    assert len(set(found.values())) == len(found)
    return frozenset(found[number] for number in MISSED)


def padanan_nomenklatur() -> Table:
    """What the key calls each programme and activity, but for those left to the figures."""
    columns = ("dokumen", "tingkat", "nama", "kode", "namaResmi", "daftar", "berkas", "baris", "kutipan")
    with (ONTOLOGY_SOURCES / "nomenklatur-1.06.csv").open(encoding="utf-8", newline="") as file:
        official = {row["kode"]: row["nama"] for row in csv.DictReader(file) if row["kewenangan"] != "PROV"}
    rows = []
    for said, name, place in _named_in_key():
        if said["padanan"] and said["no"] not in MISSED:
            level = "Program" if said["tingkat"] == "program" else "Kegiatan"
            code = AS_RIGHT.get(said["no"], said["padanan"]["kode"])
            rows.append(cells(CASCADING, level, name, code, official[code], "2027", *place))
    return Table(columns, rows)


def pendukung_sasaran() -> Table:
    """Every activity under its objective, through its programme; the document prints the cascade, so it states it."""
    columns = ("namaSasaran", "program", "kegiatan", "periode", "basis", "berkas", "baris", "kutipan")
    rows = [
        cells(objective["teks"], programme.name, named.name, named.period, "dinyatakan", *named.place)
        for _, objective, programme, _, named in activities()
    ]
    return Table(columns, rows)


def program_diganti() -> Table:
    """The replaced programmes with their activities, and the new programme of an activity that keeps its name."""
    columns = (
        "dokumen", "himpunanLama", "program", "kegiatan", "periode", "himpunanBaru", "programBaru", "programLanjutan",
    )  # fmt: skip
    rows = []
    new = load("cascading")["tujuan"][0]["sasaran"][0]["program_generasi"][1]["berlaku"]
    everything = list(activities())
    kept = {named.name.casefold(): programme.name for _, _, programme, _, named in everything if named.period == new}
    for _, _, programme, _, named in everything:
        if named.period == new:
            continue
        sets = (f"Program sebelum {new}", programme.name, named.name, named.period, f"Program {new}")
        same = kept.get(named.name.casefold())
        # The cascade says of sets that they are replaced, of no programme what goes on with its work.
        rows.append(cells(CASCADING, *sets, same, None, *named.place))
    return Table((*columns, "berkas", "baris", "kutipan"), rows)


# ---------------------------------------------------------------- mentions

# What the texts of the four documents call the concepts, read off them: name of the concept, pattern. Of two that begin
# at the same letter the longer match counts; no mention lies in another but for one that shares a part with the next.
CALLED: Mapping[str, str] = {
    "Anak berhadapan dengan hukum": r"anak (?:yang )?berhadapan dengan hukum(?: \(ABH\))?",
    "Anak dengan kedisabilitasan": r"anak dengan (?:ke)?disabilitas(?:an)?",
    "Anak telantar": r"anak terlantar|anak nakal/terlantar|anak dan lanjut usia terlantar",
    "Anak yang memerlukan perlindungan khusus": r"anak yang memerlukan perlindungan khusus",
    "Dunia usaha": r"dunia usaha",
    "Fakir miskin": r"fakir miskin",
    "Gelandangan": r"gelandangan|gepeng",
    "Jaminan sosial": r"jaminan sosial(?:nya)?",
    "Karang taruna": r"karang taruna",
    "Komunitas adat terpencil": r"komunitas adat terpencil(?: \(KAT\))?",
    "Korban tindak kekerasan": r"korban tindak kekerasan",
    "Korban trafficking": r"korban perdagangan orang",
    "Lanjut usia telantar": r"lanjut usia terlantar",
    "Lembaga kesejahteraan sosial": r"lembaga kesejahteraan sosial(?: \(LKS\))?|LKS",
    "Lembaga konsultasi kesejahteraan keluarga": r"lembaga konsultasi kesejahteraan keluarga",
    "Orang dengan HIV/AIDS": r"(?:korban HIV AIDS )?\(?ODHA\)?",
    "PKH": r"program keluarga harapan(?: \(PKH\))?|PKH",
    "PMKS": r"penyandang\s*masalah\s*kesejahter\w*\s*sosial(?: \(PMKS\))?|PMKS",
    "PSKS": r"potensi(?: dan)? sumber kesejahteraan sosial(?: \(PSKS\))?|PSKS",
    "Pekerja sosial masyarakat": r"pekerja sosial masyarakat(?: \(PSM\))?|PSM",
    "Pemberdayaan sosial": r"pember(?:daya|daay)an sosial",
    "Pemulung": r"pemulung",
    "Pendamping PKH": r"pendamping PKH",
    "Pengemis": r"pengemis|gepeng",
    "Penyandang cacat": r"penyandang cacat",
    "Penyandang disabilitas": r"penyandang disabilitas",
    "Perempuan rawan sosial ekonomi": r"perempuan rawan sosial ekonomi",
    "Perlindungan sosial": r"perlindungan sosial|perlindungan dan jaminan sosial",
    "Rehabilitasi sosial": r"rehabilitasi sosial",
    "Taruna siaga bencana": r"taruna siaga bencana(?: \(TAGANA\))?|TAGANA",
    "Tenaga kesejahteraan sosial kecamatan": r"tenaga kesejahteraan sosial kecamatan(?: \(TKSK\))?|TKSK",
    "Tuna susila": r"tuna susila",
    "Wahana kesejahteraan sosial keluarga berbasis masyarakat": r"WKSBM",
}
# Names that share a part with the next one, which is found after them.
SHARING = re.compile("(?:anak|perlindungan) dan ", re.IGNORECASE)


class Said(NamedTuple):
    """A text of a document: its work, the class of what it belongs to, its field."""

    work: str
    kind: str
    field: str
    text: str


def said() -> Iterator[Said]:
    """Every text of the keys in which a concept can be named."""
    for goal in goals():
        yield Said(CASCADING, "Tujuan", "teks", goal["teks"])
    for _, objective in objectives():
        yield Said(CASCADING, "Sasaran", "teks", objective["teks"])
    for _, _, _, programme in programmes():
        yield Said(CASCADING, "Program", "nama", programme.name)
    for *_, activity in activities():
        yield Said(CASCADING, "Kegiatan", "nama", activity.name)
    for position in positions():
        for kind, label in (("Tugas", "tugas"), ("Fungsi", "fungsi")):
            for item in position[label]:
                yield Said(IKI, kind, "teks", item["teks"])
        for result in position["kinerja"]:
            yield Said(IKI, "KinerjaJabatan", "teks", result["kinerja"])
            for indicator in result["indikator"]:
                if indicator["penjelasan"]:
                    yield Said(IKI, "Indikator", "penjelasan", indicator["penjelasan"])
    for row in load("iku-tapin-2020")["baris_data"]:
        yield Said(IKU, "Sasaran", "teks", row["sasaran"])
        if row["penjelasan"]:
            yield Said(IKU, "Indikator", "penjelasan", row["penjelasan"])
    for field in load("sipd-kkks")["bidang"].values():
        value = field["nilai"]
        for item in [one["teks"] for one in value] if isinstance(value, list) else [value] if value else []:
            yield Said(SIPD, "BidangMetadata", "nilai", item)
    for one in measures():
        yield Said(one.work, "Indikator", "nama", one.name)
        for part in ("pembilang", "penyebut", "objek_hitung"):
            if words := (one.formula or {}).get(part):
                yield Said(one.work, "Besaran", part.replace("_", "-"), words)
    for _, row in definitions():
        term, _, meaning, work, *_ = row
        yield Said(work, "Definisi", "istilah", term)
        yield Said(work, "Definisi", "definisi", meaning)


def mentioned(text: str) -> Iterator[tuple[str, str]]:
    """The concepts that ``text`` names, each with its words."""
    at = 0
    while at < len(text):
        found = [
            (match[0], name)
            for name, pattern in CALLED.items()
            if (match := re.compile(rf"\b(?:{pattern})", re.IGNORECASE).match(text, at)) and match[0]
        ]
        longest = max((len(words) for words, _ in found), default=0)
        for words, name in sorted(found, key=lambda one: one[1]):
            if len(words) == longest:
                yield name, words
        sharing = SHARING.match(text, at) if longest else None
        at += sharing.end() - at if sharing else max(longest, 1)


def sebutan_konsep() -> Table:
    """Every place where a text of a key names a concept."""
    columns = ("dokumen", "namaKonsep", "kata", "jenis", "bidang")
    rows = [cells(one.work, name, words, one.kind, one.field) for one in said() for name, words in mentioned(one.text)]
    return Table(columns, rows)


# ---------------------------------------------------------------- scores

# The 17 items of the MS-Ind form, in its order.
ITEMS = (
    "nomor", "nama indikator", "konsep", "definisi", "interpretasi", "metode/rumus penghitungan", "ukuran", "satuan",
    "klasifikasi penyajian", "indikator komposit", "publikasi ketersediaan", "nama indikator pembangun",
    "kegiatan penghasil", "kode kegiatan", "nama variabel pembangun", "level estimasi", "dapat diakses umum",
)  # fmt: skip
# Read by hand: definitions that stand beside an indicator that is about something else.
MISPLACED = frozenset({"Karang Taruna", "Taruna Siaga bencana", "Tuna Susila"})
# Read by hand: an aid that is handed out, of which the name does not say what is counted.
UNCLEAR = re.compile("disalurkan$", re.IGNORECASE)
# Read by hand: a share of the poor households among those in need of protection, who are others.
OTHER_POPULATION = frozenset({"Presentase Rumah Tangga Miskin yang mengikuti Program penanggulangan kemiskinan"})


class Scored(NamedTuple):
    """An indicator as evaluators see it: ``found`` has the state and place of the MS-Ind items that are answered."""

    work: str
    position: str | None
    name: str
    found: Mapping[str, tuple[str, str]]
    measurable: str
    timed: str


def scored() -> Iterator[Scored]:
    """Every indicator of the four works."""
    numbers = [*_cascade_numbers()]
    owners = [position["jabatan"] for position, _, _ in results()]
    beside = {work: [*_terms_beside(work)] for work in (IKI, IKU)}
    places = Counter[str]()
    for one in measures():
        at = places[one.work]
        places[one.work] += 1
        number, timed = numbers[at] if one.work == CASCADING else (None, "ya")
        terms = beside[one.work][at] if one.work in beside else set[str]()
        found = {"nama indikator": ("terisi", "nama indikator")}
        if number:
            found["nomor"] = ("terisi", "nomor indikator")
        if re.match("(jumlah|p(er|re|ro)sentase) ", one.name, re.IGNORECASE):
            found["ukuran"] = ("terisi", "nama indikator")
        if terms:
            found["konsep"] = found["definisi"] = ("terisi", "penjelasan indikator")
        elif one.work in beside and _defined_elsewhere(one, beside[one.work]):
            found["definisi"] = ("terisi", "definisi di tempat lain")
        if one.formula:
            found["metode/rumus penghitungan"] = found["nama variabel pembangun"] = ("terisi", "formula")
            if one.formula["pengali"] == 100:
                found["satuan"] = ("terisi", "formula")
        if one.source:
            # The IKI names only divisions of the office.
            unit = one.source.lstrip("- ").startswith("Bidang")
            found["kegiatan penghasil"] = ("salah jenis" if unit else "terisi", "sumber data")
        if one.work == SIPD:
            found |= {
                "konsep": ("terisi", "istilah yang didefinisikan"),
                "definisi": ("terisi", "bidang DEFINISI"),
                "interpretasi": ("terisi", "bidang INTERPRETASI"),
                "metode/rumus penghitungan": ("kosong", "bidang RUMUS"),
                "satuan": ("terisi", "bidang UKURAN"),
                "kegiatan penghasil": ("kosong", "bidang SUMBER"),
                "level estimasi": ("terisi", "bidang KEDALAMAN DATA"),
            }
        position = owners[at] if one.work == IKI else None
        yield Scored(one.work, position, one.name, found, _measurable(one, found), timed)


def _cascade_numbers() -> Iterator[tuple[int | None, str]]:
    """The number of each indicator of the cascade, and whether its time is printed: only that of the new programmes."""
    for goal in goals():
        yield from ((None, "tidak") for _ in goal["indikator_tujuan"])
    for _, objective in objectives():
        yield from ((None, "tidak") for _ in objective["indikator"])
    for _, _, programme, named in programmes():
        yield from ((one["no"], _timed(named)) for one in programme["indikator_program"])
    for _, _, _, activity, named in activities():
        yield from ((None, _timed(named)) for _ in activity["indikator"])


def _timed(named: Named) -> str:
    return "tidak dapat dinilai" if named.period.startswith("sampai") else "ya"


def _terms_beside(work: str) -> Iterator[set[str]]:
    """The terms that are defined beside each indicator of ``work``, but for those that are out of place."""
    said = [one for one in load("definitions") if KEYS[one["dokumen"]] == work]
    if work == IKI:
        names = [indicator["nama"] for _, _, indicator in _results(_marked_positions())]
    else:
        names = [row["indikator"] for row in load("iku-tapin-2020")["baris_data"]]
    for name in names:
        yield {one["istilah"] for one in said if one["pada_indikator"] == name} - MISPLACED


def _defined_elsewhere(one: Measure, beside: Iterable[set[str]]) -> bool:
    """Whether the name speaks of a concept that its document defines beside another indicator."""
    terms = set[str]().union(*beside) | (MISPLACED if one.work == IKI else set())
    concepts = {name for term in terms for name, words in mentioned(term) if words == term}
    return any(name in concepts for name, _ in mentioned(one.name))


def _measurable(one: Measure, found: Mapping[str, object]) -> str:
    """No where no measure is named, a change is measured as a state, or the unit or the whole is another."""
    change = re.match(r"persentase peningkatan\b", one.name, re.IGNORECASE)
    if (
        one.work == SIPD
        or one.name in OTHER_POPULATION
        or (change and one.formula and one.formula["bentuk"] == "rasio")
    ):
        return "tidak"
    if UNCLEAR.search(one.name):
        return "tidak dapat dinilai"
    return "ya" if {"ukuran", "satuan", "metode/rumus penghitungan"} & set(found) else "tidak"


def kelengkapan_ms_ind() -> Table:
    """Each indicator with each of the 17 items."""
    columns = ("dokumen", "namaIndikator", "nomor", "butir", "keadaan", "letak")
    rows = [
        cells(one.work, one.name, number, item, *one.found.get(item, ("tidak ada", None)))
        for one in scored()
        for number, item in enumerate(ITEMS, 1)
    ]
    return Table(columns, rows)


def smart_indikator() -> Table:
    """The two criteria that the keys settle; the others rest on findings, and are tested on graphs of their own."""
    rows = []
    for one in scored():
        rows.append(cells(one.work, one.name, "Terukur", one.measurable))
        rows.append(cells(one.work, one.name, "Berbatas waktu", one.timed))
    return Table(("dokumen", "namaIndikator", "kriteria", "hasil"), rows)


def answered(one: Scored) -> int:
    """How many of the 17 items are filled."""
    return sum(state == "terisi" for state, _ in one.found.values())


def skor_indikator() -> Table:
    """The number of items answered, of 17, and whether what is counted is defined."""
    columns = ("dokumen", "namaIndikator", "msInd", "msIndDari", "definisi")
    rows = [
        cells(one.work, one.name, answered(one), 17, "ya" if "definisi" in one.found else "tidak") for one in scored()
    ]
    return Table(columns, rows)


# The names of the documents, as their titles, offices and years make them, and of the offices.
GROUPS = {
    SIPD: ("Metadata Jumlah Koordinator Kegiatan Kesejahteraan Sosial (KKKS)", None),
    IKI: (
        "INDIKATOR KINERJA INDIVIDU (IKI) ESELON III & IV DINAS SOSIAL KOTA PROBOLINGGO 2019",
        "DINAS SOSIAL KOTA PROBOLINGGO",
    ),
    IKU: ("INDIKATOR KINERJA UTAMA DINAS SOSIAL KABUPATEN TAPIN 2020", "DINAS SOSIAL KABUPATEN TAPIN"),
    CASCADING: ("CASCADING DINAS SOSIAL", "DINAS SOSIAL"),
}


def _grouped() -> dict[tuple[str, str], list[Scored]]:
    groups: dict[tuple[str, str], list[Scored]] = {}
    for one in scored():
        document, office = GROUPS[one.work]
        for level, name in (("dokumen", document), ("instansi", office), ("jabatan", one.position)):
            if name:
                groups.setdefault((level, name), []).append(one)
    return groups


def _share(part: int, whole: int) -> float:
    return round(100 * part / whole, 1)


def definisi_operasional() -> Table:
    """The share of indicators with a definition, by document, office and position."""
    columns = ("tingkat", "kelompok", "berdefinisi", "jumlah", "persen", "rentang", "berdefinisiBerformula")
    rows = []
    for group, members in _grouped().items():
        defined = [one for one in members if "definisi" in one.found]
        share = _share(len(defined), len(members))
        band = next((f">{limit}%" for limit in (90, 75, 40, 10) if share > limit), "≤10%")
        both = sum(one.found.get("metode/rumus penghitungan", ("",))[0] == "terisi" for one in defined)
        rows.append(cells(*group, len(defined), len(members), share, band, both))
    return Table(columns, rows)


def skor_kelompok() -> Table:
    """The sums of scores, by document, office and position."""
    columns = (
        "tingkat", "kelompok", "jumlah", "msInd", "msIndDari", "msIndPersen", "berdefinisi",
        "terukurYa", "terukurDinilai", "berbatasWaktuYa", "berbatasWaktuDinilai",
    )  # fmt: skip
    rows = []
    for group, members in _grouped().items():
        items, whole = sum(answered(one) for one in members), 17 * len(members)
        sums = [
            sum(verdict in wanted for verdict in verdicts)
            for verdicts in ([one.measurable for one in members], [one.timed for one in members])
            for wanted in (("ya",), ("ya", "tidak"))
        ]
        defined = sum("definisi" in one.found for one in members)
        rows.append(cells(*group, len(members), items, whole, _share(items, whole), defined, *sums))
    return Table(columns, rows)


# ---------------------------------------------------------------- gaps, parts, owners, terms

PARTS = {"pembilang": "pembilang", "penyebut": "penyebut", "objek_hitung": "objek hitung"}


def _named_nodes() -> Iterator[tuple[str, str, str, bool]]:
    """Each performance node: work, level, words, and whether it has an indicator."""
    for goal in goals():
        yield CASCADING, "Tujuan", goal["teks"], bool(goal["indikator_tujuan"])
    for _, objective in objectives():
        yield CASCADING, "Sasaran", objective["teks"], bool(objective["indikator"])
    for _, _, programme, named in programmes():
        yield CASCADING, "Program", named.name, bool(programme["indikator_program"])
    for _, _, _, activity, named in activities():
        yield CASCADING, "Kegiatan", named.name, bool(activity["indikator"])
    for position in positions():
        for result in position["kinerja"]:
            yield IKI, "KinerjaJabatan", result["kinerja"].removesuffix("."), bool(result["indikator"])
    for row in load("iku-tapin-2020")["baris_data"]:
        yield IKU, "Sasaran", row["sasaran"], True


def celah_cascading() -> Table:
    """Every gap; no document prints targets, only the cascade prints activities."""
    rows = [
        cells(work, "simpul-tanpa-indikator", level, name)
        for work, level, name, measured in _named_nodes()
        if not measured
    ]
    for _, objective in objectives():
        if not any(generation["program"] for generation in objective["program_generasi"]):
            rows.append(cells(CASCADING, "sasaran-tanpa-kegiatan", "Sasaran", objective["teks"]))
    for _, _, programme, named in programmes():
        if not activities_of(programme):
            rows.append(cells(CASCADING, "program-tanpa-kegiatan", "Program", named.name))
    results_of = {position["jabatan"]: len(position["kinerja"]) for position in positions()}
    for position in positions():
        if not position["kinerja"]:
            rows.append(cells(IKI, "jabatan-tanpa-indikator", "Jabatan", position["jabatan"]))
        # Of two results of the superior, a result supports neither.
        if results_of.get(position["atasan"], 0) > 1:
            rows += [
                cells(IKI, "tidak-mendukung-apa-pun", "KinerjaJabatan", one["kinerja"].removesuffix("."))
                for one in position["kinerja"]
            ]
    for one in measures():
        lacks = {
            "formula": one.formula is None,
            "sumber": one.source is None,
            "definisi": not one.explained,
            "penanggung-jawab": one.work in (CASCADING, SIPD),
        }
        rows += [
            cells(one.work, f"indikator-tanpa-{what}", "Indikator", one.name) for what, is_ in lacks.items() if is_
        ]
    return Table(("dokumen", "celah", "tingkat", "nama"), rows)


def parts() -> Iterator[tuple[int, Measure, str, str]]:
    """Each part of a formula: the number of its indicator, the indicator, its role, its words."""
    for number, one in enumerate(measures()):
        for part, role in PARTS.items():
            if words := (one.formula or {}).get(part):
                yield number, one, role, words


def _unit(one: Measure) -> str | None:
    """The unit of an indicator: no document prints one beside it, a multiplier of 100 says per cent."""
    return "persen" if one.formula and one.formula["pengali"] == 100 else None


def bagian_formula() -> Table:
    """Each part of each formula, with the concepts that it names; no document prints one that is made of others.

    (What looks like it stands in ``data/bagian/besaran.csv``.)
    """
    columns = ("dokumen", "namaIndikator", "peran", "bagian", "bentuk", "bagianDari", "populasi", "satuan", "pengali")
    rows = []
    for _, one, role, words in parts():
        people = " | ".join(sorted({name for name, _ in mentioned(words)})) or None
        times = (one.formula or {}).get("pengali")
        rows.append(cells(one.work, one.name, role, words, None, None, people, _unit(one), times))
    return Table(columns, rows)


def populasi() -> Table:
    """In how many formulas each concept is counted, by role, and where the first of them is printed."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    measured: dict[tuple[str, str], set[int]] = {}
    places: dict[tuple[str, str], list[Place]] = {}
    for number, one, role, words in parts():
        for name in {name for name, _ in mentioned(words)}:
            counts.setdefault((one.work, name), Counter())[role] += 1
            measured.setdefault((one.work, name), set()).add(number)
            assert one.place
            places.setdefault((one.work, name), []).append(one.place)
    rows = [
        cells(
            *pair,
            len(measured[pair]),
            *(count[role] for role in ("objek hitung", "pembilang", "penyebut")),
            *min(places[pair], key=lambda place: place[:2]),
        )
        for pair, count in counts.items()
    ]
    columns = (
        "dokumen", "namaKonsep", "indikator", "objekHitung", "pembilang", "penyebut", "berkas", "baris", "kutipan",
    )  # fmt: skip
    return Table(columns, rows)


def indikator_jabatan() -> Table:
    """The indicators of the IKI by position; each position has one."""
    columns = (
        "dokumen", "namaJabatan", "eselon", "unit", "kinerja", "namaIndikator", "satuan", "sumberData", "berformula",
    )  # fmt: skip
    found = [one for one in measures() if one.work == IKI]
    rows = []
    for (position, result, indicator), one in zip(results(), found, strict=True):
        owner = (position["jabatan"], position["eselon"], position["unit"], result["kinerja"].removesuffix("."))
        rows.append(cells(IKI, *owner, indicator["nama"], _unit(one), one.source, one.formula is not None))
    return Table(columns, rows)


def indikator_unit() -> Table:
    """How many indicators each unit answers for: through its position in the IKI, itself in the IKU; where first."""
    found: dict[tuple[str, str], list[Json]] = {}
    places: dict[tuple[str, str], Place] = {}
    for position, _, indicator in results():
        found.setdefault((IKI, position["unit"]), []).append(indicator)
        places[IKI, position["unit"]] = find("001", position["baris_001"], position["unit"])
    for row in load("iku-tapin-2020")["baris_data"]:
        unit_ = (IKU, row["penanggung_jawab"])
        found.setdefault(unit_, []).append(row)
        # The cell, not the same words elsewhere in the row.
        file, line, quote = search("002", row["baris"], rf"\t{re.escape(row['penanggung_jawab'])}\t")
        places.setdefault(unit_, (file, line, quote.strip()))
    rows = [
        cells(
            *unit,
            len(own),
            *(sum(bool(one[has]) for one in own) for has in ("formula", "sumber_data", "penjelasan")),
            *places[unit],
        )
        for unit, own in found.items()
    ]
    columns = ("dokumen", "unit", "jumlah", "berformula", "bersumber", "berdefinisi", "berkas", "baris", "kutipan")
    return Table(columns, rows)


def indikator_sumber() -> Table:
    """Each indicator that names its source."""
    rows = [cells(one.source.lower(), one.source, one.work, one.name) for one in measures() if one.source]
    return Table(("sumber", "sumberData", "dokumen", "namaIndikator"), rows)


def garis_pelaporan() -> Table:
    """Each position with every one above it, the step that leads there, and where that superior is printed."""
    columns = (
        "dokumen", "namaJabatan", "langkah", "bawahan", "atasan", "basis", "kepastian", "berkas", "baris", "kutipan",
    )  # fmt: skip
    by_name = {position["jabatan"]: position for position in positions()}
    rows = []
    for name in by_name:
        below, step = name, 1
        while below in by_name:
            position = by_name[below]
            line = position["atasan_bukti"]["baris_001"]
            place = find("001", (line, line), position["atasan"])
            rows.append(cells(IKI, name, step, below, position["atasan"], "dinyatakan", "pasti", *place))
            below, step = position["atasan"], step + 1
    return Table(columns, rows)


def tugas_indikator() -> Table:
    """Each duty and function as it is printed (glued words too), and how many indicators its position has."""
    rows = []
    for marked, position in zip(_marked_positions(), positions(), strict=True):
        count = sum(len(result["indikator"]) for result in position["kinerja"])
        for kind, label in (("Tugas", "tugas"), ("Fungsi", "fungsi")):
            for printed, item in zip(marked[label], position[label], strict=True):
                same = printed["teks"].replace(" ", "") == item["teks"].replace(" ", "")
                words = (printed if same else item)["teks"]
                rows.append(cells(IKI, position["jabatan"], kind, item["huruf"], words, count))
    return Table(("dokumen", "namaJabatan", "butir", "huruf", "tugas", "indikator"), rows)


def _concepts_defined() -> Iterator[tuple[str, Row]]:
    """Each definition whose term is the name of a concept: the concept, and its row."""
    for said_, row in definitions():
        for name, words in mentioned(said_["istilah"]):
            if words == said_["istilah"]:
                yield name, row


def konsep_tanpa_definisi() -> Table:
    """The concepts that a document names and does not define, and the documents that do."""
    defined: dict[str, set[str]] = {}
    for name, row in _concepts_defined():
        defined.setdefault(name, set()).add(row[3])
    total: Counter[tuple[str, str]] = Counter()
    measured: Counter[tuple[str, str]] = Counter()
    for one in said():
        for name, _ in mentioned(one.text):
            total[one.work, name] += 1
            measured[one.work, name] += one.kind == "Besaran" or (one.kind, one.field) == ("Indikator", "nama")
    rows = [
        cells(work, name, count, measured[work, name], " | ".join(sorted(defined.get(name, ()))) or None)
        for (work, name), count in total.items()
        if work not in defined.get(name, ())
    ]
    return Table(("dokumen", "namaKonsep", "sebutan", "dalamIndikator", "didefinisikanDi"), rows)


def _plain(text: str, between: str) -> str:
    """``text`` in small letters, ``between`` instead of all that is neither letter nor digit."""
    return re.sub("[^a-z0-9]+", between, text.lower())


def perbandingan_definisi() -> Table:
    """The definitions of each concept that has several, and how many wordings there are."""
    columns = (
        "pokok", "definisiSeluruhnya", "dokumenSeluruhnya", "bunyi", "istilah", "definisi", "dokumen",
        "berkas", "baris", "kutipan",
    )  # fmt: skip
    found: dict[str, list[Row]] = {}
    for name, row in _concepts_defined():
        found.setdefault(name, []).append(row)
    rows = []
    for name, own in found.items():
        wordings = {_plain(meaning, "") for _, _, meaning, *_ in own}
        works = {work for _, _, _, work, *_ in own}
        if len(own) > 1:
            whole_ = (name, len(own), len(works), len(wordings))
            rows += [cells(*whole_, term, meaning, work, *place) for term, _, meaning, work, *place in own]
    return Table(columns, rows)


def indikator_serupa() -> Table:
    """Indicators of one name; indicators of one formula and several names."""
    groups: dict[tuple[str, str], list[Measure]] = {}
    for one in measures():
        groups.setdefault(("nama", _plain(one.name, " ")), []).append(one)
        if one.formula:
            groups.setdefault(("formula", _plain(one.formula["ekspresi"], " ")), []).append(one)
    rows = []
    for (basis, group), own in groups.items():
        names = {_plain(one.name, " ") for one in own}
        if len(own) > 1 and (basis == "nama" or len(names) > 1):
            rows += [cells(basis, group, len(own), len(names), one.name, one.work) for one in own]
    return Table(("dasar", "kelompok", "anggota", "nama", "namaIndikator", "dokumen"), rows)


def nomenklatur_tak_terpakai() -> Table:
    """The official entries that the key calls no name of the cascade, nor anything below them."""
    levels = {"program": "program", "kegiatan": "kegiatan", "sub kegiatan": "sub-kegiatan"}
    whose = {"PROV": "provinsi", "KABKOT": "kabupaten-kota", "": None}
    used = set()
    for said_ in load("padanan-nomenklatur")["padanan"]:
        if said_["padanan"] and said_["no"] not in MISSED:
            used.add(AS_RIGHT.get(said_["no"], said_["padanan"]["kode"]))
    with (ONTOLOGY_SOURCES / "nomenklatur-1.06.csv").open(encoding="utf-8", newline="") as file:
        official = list(csv.DictReader(file))
    rows = []
    for row in official:
        # What every affair has is printed there without the number of one.
        code = row["kode"].replace("X.XX", "1.06")
        # The cascade of a Dinas without a region is matched with what regencies and cities do.
        taken = row["kewenangan"] != "PROV" and any(one == code or one.startswith(f"{code}.") for one in used)
        if row["tingkat"] in levels and not taken:
            spm = {"SPM": "ya", "NON-SPM": "tidak"}.get(row["spm"])
            told = (row["nama"], row["indikator"] or None, row["satuan"] or None)
            level = (levels[row["tingkat"]], whose[row["kewenangan"]])
            rows.append(cells(CASCADING, code, *level, spm, *told, "2027", "Ekspor SIPD, 2026-01-23"))
    columns = (
        "dokumen", "kode", "tingkat", "kewenangan", "spm", "namaResmi", "indikatorResmi", "satuan", "daftar",
        "sumberDaftar",
    )  # fmt: skip
    return Table(columns, rows)


def target_indikator() -> Table:
    """Every indicator; none of the documents prints a target."""
    rows = [cells(one.work, one.name, None, None, None, None) for one in measures()]
    return Table(("dokumen", "namaIndikator", "target", "satuan", "tahun", "periode"), rows)


def dokumen() -> Table:
    """Each file with what its document says of itself; how much the document has stands at the first of them."""
    iki, iku = load("iki-probolinggo-2019")["dokumen"], load("iku-tapin-2020")["dokumen"]
    office = "DINAS SOSIAL"
    about: dict[str, tuple[str | int | None, ...]] = {
        SIPD: ("metadata", None, None, None, None),
        IKI: ("iki", iki["judul"], iki["instansi"], iki["pemerintah"].removeprefix("PEMERINTAH "), iki["tahun"]),
        IKU: ("iku", iku["judul"], iku["instansi"], iku["instansi"].removeprefix(f"{office} "), iku["tahun"]),
        CASCADING: ("cascading", load("cascading")["dokumen"]["judul"], office, None, None),
    }
    indicators = Counter(one.work for one in measures())
    rows = []
    for key, file in FILES.items():
        work = KEYS.get(key, IKI)
        mark = hashlib.sha256((DOCUMENTS / file).read_bytes()).hexdigest()
        first = file == min(FILES[one] for one in FILES if KEYS.get(one, IKI) == work)
        rows.append(cells(work, *about[work], file, mark, indicators[work] if first else None))
    columns = ("dokumen", "jenisDokumen", "judul", "instansi", "wilayah", "tahun", "berkas", "sha256", "indikator")
    return Table(columns, rows)


def keputusan() -> Table:
    """Nothing has been decided about the documents."""
    return Table(
        ("dokumen", "putusan", "hal", "aturan", "bidang", "semula", "ditetapkan", "oleh", "tanggal", "alasan"), []
    )


QUESTIONS: Mapping[str, Callable[[], Table]] = {
    "cakupan": cakupan,
    "cakupan-kelompok": cakupan_kelompok,
    "celah": celah,
    "daftar-definisi": daftar_definisi,
    "dampak-kegiatan": dampak_kegiatan,
    "definisi": definisi,
    "definisi-operasional": definisi_operasional,
    "formula-indikator": formula_indikator,
    "kelengkapan-metadata": kelengkapan_metadata,
    "kelengkapan-ms-ind": kelengkapan_ms_ind,
    "layanan-kegiatan": layanan_kegiatan,
    "matriks": matriks,
    "penanggung-jawab": penanggung_jawab,
    "padanan-nomenklatur": padanan_nomenklatur,
    "pendukung-sasaran": pendukung_sasaran,
    "program-diganti": program_diganti,
    "sebutan-konsep": sebutan_konsep,
    "skor-indikator": skor_indikator,
    "skor-kelompok": skor_kelompok,
    "smart-indikator": smart_indikator,
    "bagian-formula": bagian_formula,
    "celah-cascading": celah_cascading,
    "dokumen": dokumen,
    "garis-pelaporan": garis_pelaporan,
    "indikator-jabatan": indikator_jabatan,
    "indikator-serupa": indikator_serupa,
    "indikator-sumber": indikator_sumber,
    "indikator-unit": indikator_unit,
    "keputusan": keputusan,
    "konsep-tanpa-definisi": konsep_tanpa_definisi,
    "nomenklatur-tak-terpakai": nomenklatur_tak_terpakai,
    "perbandingan-definisi": perbandingan_definisi,
    "populasi": populasi,
    "target-indikator": target_indikator,
    "tugas-indikator": tugas_indikator,
    "status-simpul": status_simpul,
}


def as_csv(table: Table) -> str:
    """``table`` as CSV, its rows sorted."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([table.columns, *sorted(table.rows)])
    return out.getvalue()


def from_csv(text: str) -> Table:
    """The table that ``text`` holds."""
    columns, *rows = (tuple(row) for row in csv.reader(io.StringIO(text)))
    return Table(columns, rows)


if __name__ == "__main__":
    for question, answer in QUESTIONS.items():
        (EXPECTED / f"{question}.csv").write_text(as_csv(answer()), encoding="utf-8", newline="")
