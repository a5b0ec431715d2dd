"""Every question answers exactly what the keys say; each parameter filters; a changed cell changes its rows alone."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import expected_answers as expected
import pytest
from expected_answers import CASCADING, EXPECTED, IKI, IKU, QUESTIONS, SIPD, Row, Table
from rdflib import Literal

from kgkesos import answers, pipeline, questions, resources
from kgkesos.answers import Answer, Cell
from kgkesos.errors import NodeError, QuestionError
from kgkesos.knowledge import Knowledge
from kgkesos.vocab import KESOS

ON_DISK = sorted(path.stem for path in (resources.folder("queries") / "questions").glob("*.rq"))
MISSED_PLACES = expected.missed_places()
NOTHING = "kata yang tidak ada di dokumen mana pun"
# Nothing is decided about documents/: the answer with decisions is tested in test_keputusan_builds.py.
UNUSED = {"keputusan"}
OFFICIAL = {"nomenklatur-tak-terpakai"}
# Counts, and what no document prints.
WITHOUT_QUOTE = {
    "cakupan", "cakupan-kelompok", "definisi-operasional", "nomenklatur-tak-terpakai", "skor-kelompok",
}  # fmt: skip


def text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return str(cell).lower()
    return "" if cell is None else str(cell)


def projected(answer: Answer, columns: Iterable[str]) -> list[Row]:
    """The answer's rows over ``columns``, sorted; a document is shown by its key."""
    places = [(column, answer.columns.index(column)) for column in columns]
    rows = []
    for row in answer.rows:
        named = ((column, text(row[place])) for column, place in places)
        rows.append(tuple(cell.rsplit("/", 1)[-1] if column == "dokumen" else cell for column, cell in named))
    return sorted(rows)


def findings_counted(answer: Answer, pairs: Iterable[tuple[str, str]]) -> list[Row]:
    """The rows, one a finding, for each pair of document and code."""
    counts = Counter(projected(answer, ("dokumen", "kode")))
    return sorted((document, code, str(counts[document, code])) for document, code in pairs)


def answered(knowledge: Knowledge, question: str, table: Table) -> list[Row]:
    """The rows of ``question`` over the columns of ``table``; a value it requires is each one that the table has."""
    if question == "celah":
        return findings_counted(answers.ask(knowledge, question), [(row[0], row[1]) for row in table.rows])
    rows = []
    for given in every_value(question, table):
        rows += projected(answers.ask(knowledge, question, given), table.columns)
    return settled(question, table.columns, rows)


def settled(question: str, columns: Sequence[str], rows: Iterable[Row]) -> list[Row]:
    """``rows`` but for those of ``question`` that the keys leave open."""
    if question == "padanan-nomenklatur":
        return without_misses(columns, rows)
    if question == "smart-indikator":
        criterion = columns.index("kriteria")
        return [row for row in rows if row[criterion] in ("Terukur", "Berbatas waktu")]
    return list(rows)


def without_misses(columns: Sequence[str], rows: Iterable[Row]) -> list[Row]:
    """``rows`` but for the names whose official one is not found, which its figures count (test_padanan_key.py)."""
    line = columns.index("baris")
    return [row for row in rows if row[line] not in MISSED_PLACES]


def every_value(question: str, table: Table) -> Iterator[dict[str, str]]:
    required = [param.name for param in questions.named(question).params if param.default is None]
    places = [table.columns.index(name) for name in required]
    for values in sorted({tuple(row[place] for place in places) for row in table.rows}):
        yield dict(zip(required, values, strict=True))


def read(question: str) -> Table:
    return expected.from_csv((EXPECTED / f"{question}.csv").read_bytes().decode("utf-8"))


def differences(is_: Iterable[Row], should: Iterable[Row]) -> tuple[list[Row], list[Row]]:
    """The rows that are too many and the rows that are missing: shorter to read than two long lists."""
    have, want = Counter(is_), Counter(should)
    return sorted((have - want).elements()), sorted((want - have).elements())


# ---------------------------------------------------------------- the files


def test_each_question_has_an_expected_answer_and_each_answer_a_question() -> None:
    assert sorted(path.stem for path in EXPECTED.glob("*.csv")) == ON_DISK
    assert sorted(QUESTIONS) == ON_DISK


@pytest.mark.parametrize("question", ON_DISK)
def test_the_expected_answer_on_disk_is_what_the_keys_give(question: str) -> None:
    assert (EXPECTED / f"{question}.csv").read_bytes().decode("utf-8") == expected.as_csv(QUESTIONS[question]())


@pytest.mark.parametrize("question", ON_DISK)
def test_an_expected_answer_has_rows_and_columns_of_its_question(question: str, built: Knowledge) -> None:
    table = read(question)
    assert table.rows or question in UNUSED
    counted = {"jumlah"} if question == "celah" else set()
    given = next(every_value(question, table), {})
    assert set(table.columns) - counted <= set(answers.ask(built, question, given).columns)


# ---------------------------------------------------------------- the answers


@pytest.mark.parametrize("question", ON_DISK)
def test_the_answer_is_exactly_the_expected_one(question: str, built: Knowledge) -> None:
    table = read(question)
    assert differences(answered(built, question, table), table.rows) == ([], [])


# ---------------------------------------------------------------- the parameters


@dataclass(frozen=True)
class Asked:
    """A parameter's value, and the rows of the whole answer that it is to leave: ``column`` is one of ``values``."""

    question: str
    param: str
    value: str
    column: str
    values: frozenset[str]


def asked(question: str, param: str, value: str, column: str, *values: str) -> Asked:
    return Asked(question, param, value, column, frozenset(values or (value,)))


OBJECTIVE = "Meningkatnya penanggulangan masalah kesejahteraan sosial"
ACTIVITY = "Fasilitasi Program Keluarga Harapan"
IKU_OBJECTIVE = "Meningkatnya Rehabilitasi Sosial bagi Penyandang Masalah Kesejahteraan Sosial (PMKS)"
# Both plan periods have this activity.
TWICE = "Peningkatan peran aktif masyarakat dan dunia usaha"
ALONE = "Pemantauan dan Evaluasi Bantuan Sosial Penyandang Masalah Sosial"
IKU_INDICATOR = "Persentase Penyandang Masalah Kesejahteraan Sosial (PMKS) yang memperoleh rehabilitasi sosial"

SCORES = ("kelengkapan-ms-ind", "skor-indikator", "smart-indikator")
MATCHING = (
    *(asked(name, "dokumen", key, "dokumen") for name in ("cakupan", "status-simpul") for key in (CASCADING, IKI, IKU)),
    *(asked("status-simpul", "keadaan", state, "keadaan") for state in expected.STATES),
    *(
        asked("cakupan-kelompok", "tingkat", level, "tingkat")
        for level in ("dokumen", "instansi", "periode", "tingkat")
    ),
    asked("matriks", "dokumen", CASCADING, "dokumen"),
    *(asked("celah", "dokumen", key, "dokumen") for key in (CASCADING, IKI, SIPD)),
    *(asked("celah", "kode", code, "kode") for code in ("bidang-kosong", "persentase-tanpa-pengali")),
    asked("dampak-kegiatan", "kegiatan", ALONE, "namaKegiatan"),
    *(asked("daftar-definisi", "dokumen", key, "dokumen") for key in (IKI, IKU, SIPD)),
    # LKS stands in one of two definitions of the term: the concept leads to the other.
    *(asked("definisi", "istilah", word, "istilah", word.lower()) for word in ("Gelandangan", "TAGANA", "pmks", "LKS")),
    asked("formula-indikator", "indikator", IKU_INDICATOR, "namaIndikator"),
    asked("formula-indikator", "indikator", "Jumlah RTM Peserta PKH", "namaIndikator"),
    asked("kelengkapan-metadata", "dokumen", SIPD, "dokumen"),
    asked("layanan-kegiatan", "kegiatan", TWICE, "namaKegiatan"),
    asked("layanan-kegiatan", "kegiatan", ALONE, "namaKegiatan"),
    *(asked(name, "dokumen", key, "dokumen") for name in SCORES for key in (CASCADING, IKI, IKU, SIPD)),
    *(asked(name, "indikator", IKU_INDICATOR, "namaIndikator") for name in SCORES),
    # Both plan periods have this indicator.
    *(asked(name, "indikator", "Jumlah RTM Peserta PKH", "namaIndikator") for name in SCORES),
    *(
        asked(name, "tingkat", level, "tingkat")
        for name in ("definisi-operasional", "skor-kelompok")
        for level in ("dokumen", "instansi", "jabatan")
    ),
    asked("penanggung-jawab", "indikator", IKU_INDICATOR, "namaIndikator"),
    asked("penanggung-jawab", "indikator", "Jumlah PMKS yang terjaring razia di Jalan", "namaIndikator"),
    asked("padanan-nomenklatur", "dokumen", CASCADING, "dokumen"),
    asked("pendukung-sasaran", "sasaran", OBJECTIVE, "namaSasaran"),
    # Any name of a concept, also that of the one that replaced it; "Gepeng" names two.
    *(asked("sebutan-konsep", "konsep", name, "namaKonsep", "PMKS") for name in ("pmks", "PPKS", "konsep/pmks")),
    asked("sebutan-konsep", "konsep", "gepeng", "namaKonsep", "Gelandangan", "Pengemis"),
    asked("sebutan-konsep", "konsep", "https://w3id.org/kgkesos/konsep/pkh", "namaKonsep", "PKH"),
    *(asked("celah-cascading", "dokumen", key, "dokumen") for key in (CASCADING, IKI, SIPD)),
    *(
        asked("celah-cascading", "celah", gap, "celah", gap.lower())
        for gap in ("tidak-mendukung-apa-pun", "INDIKATOR-tanpa-sumber")
    ),
    asked("bagian-formula", "indikator", IKU_INDICATOR, "namaIndikator"),
    asked("bagian-formula", "dokumen", IKU, "dokumen"),
    *(asked("populasi", "konsep", name, "namaKonsep", "PMKS") for name in ("pmks", "PPKS")),
    *(asked("populasi", "dokumen", key, "dokumen") for key in (CASCADING, IKI, IKU)),
    asked("indikator-jabatan", "jabatan", "Sekretaris", "namaJabatan"),
    asked("indikator-jabatan", "dokumen", IKI, "dokumen"),
    *(asked("indikator-unit", "dokumen", key, "dokumen") for key in (IKI, IKU)),
    asked("indikator-sumber", "sumber", "Bidang Sekretariat", "sumber", "bidang sekretariat"),
    *(asked("indikator-sumber", "dokumen", key, "dokumen") for key in (IKI, IKU)),
    *(
        asked("garis-pelaporan", "jabatan", name, "namaJabatan")
        for name in ("Sekretaris", "Kepala Seksi Jaminan Sosial")
    ),
    asked("garis-pelaporan", "dokumen", IKI, "dokumen"),
    asked("tugas-indikator", "jabatan", "Sekretaris", "namaJabatan"),
    asked("tugas-indikator", "dokumen", IKI, "dokumen"),
    asked("konsep-tanpa-definisi", "konsep", "Dunia usaha", "namaKonsep"),
    *(asked("konsep-tanpa-definisi", "dokumen", key, "dokumen") for key in (CASCADING, IKI, IKU, SIPD)),
    asked("perbandingan-definisi", "konsep", "PMKS", "pokok"),
    asked("indikator-serupa", "dasar", "nama", "dasar"),
    asked("indikator-serupa", "dokumen", CASCADING, "dokumen"),
    asked("target-indikator", "indikator", IKU_INDICATOR, "namaIndikator"),
    *(asked("target-indikator", "dokumen", key, "dokumen") for key in (CASCADING, SIPD)),
    *(asked("dokumen", "dokumen", key, "dokumen") for key in (CASCADING, IKI, IKU, SIPD)),
)
# The parameters of a question that needs another one told first.
TOGETHER = (
    *(("nomenklatur-tak-terpakai", "tingkat", level) for level in ("program", "kegiatan", "Sub-Kegiatan")),
    *(("nomenklatur-tak-terpakai", "kewenangan", level) for level in ("kabupaten-kota", "provinsi")),
    *(("nomenklatur-tak-terpakai", "spm", said) for said in ("ya", "tidak")),
)
NEEDED = {"nomenklatur-tak-terpakai": {"dokumen": CASCADING}}
# Values that exist, but for which the question has no row.
EMPTY = (
    *((name, "dokumen", SIPD) for name in ("cakupan", "matriks", "status-simpul")),
    ("matriks", "dokumen", IKU),
    ("celah", "kode", "kegiatan-tanpa-induk"),
    ("daftar-definisi", "dokumen", CASCADING),
    ("dampak-kegiatan", "kegiatan", TWICE),
    ("definisi", "istilah", NOTHING),
    ("kelengkapan-metadata", "dokumen", IKU),
    ("padanan-nomenklatur", "dokumen", IKU),
    ("pendukung-sasaran", "sasaran", IKU_OBJECTIVE),
    ("sebutan-konsep", "konsep", "Kelompok minoritas"),
    ("celah-cascading", "dokumen", IKU),
    ("populasi", "dokumen", SIPD),
    ("populasi", "konsep", "Kelompok minoritas"),
    ("bagian-formula", "dokumen", SIPD),
    ("bagian-formula", "indikator", "Menurunkan Jumlah Penyandang Masalah kesejahteraan sosial"),
    ("indikator-jabatan", "dokumen", IKU),
    ("indikator-jabatan", "jabatan", "Kepala Dinas"),
    ("indikator-unit", "dokumen", CASCADING),
    ("indikator-sumber", "sumber", NOTHING),
    ("indikator-sumber", "dokumen", CASCADING),
    ("garis-pelaporan", "jabatan", "Kepala Dinas"),
    ("garis-pelaporan", "dokumen", IKU),
    ("tugas-indikator", "jabatan", "Kepala Dinas"),
    ("tugas-indikator", "dokumen", CASCADING),
    ("konsep-tanpa-definisi", "konsep", "Kelompok minoritas"),
    ("perbandingan-definisi", "konsep", "Dunia usaha"),
    ("indikator-serupa", "dokumen", SIPD),
    ("keputusan", "dokumen", CASCADING),
    ("nomenklatur-tak-terpakai", "dokumen", IKU),
)
# Every node of the parameter's class has a row here, or no document is known to have none.
NEVER_EMPTY = {
    ("formula-indikator", "indikator"),
    ("penanggung-jawab", "indikator"),
    ("layanan-kegiatan", "kegiatan"),
    ("celah", "dokumen"),
    ("konsep-tanpa-definisi", "dokumen"),
    ("target-indikator", "indikator"),
    ("target-indikator", "dokumen"),
    ("dokumen", "dokumen"),
    *((question, param) for question in SCORES for param in ("dokumen", "indikator")),
}
DECLARED = {(question.name, param.name): param.type for question in questions.load() for param in question.params}
CLOSED = [declared for declared, kind in DECLARED.items() if kind == "pilihan"]


def test_each_parameter_is_tried_with_a_value_that_fits_and_one_that_leaves_nothing() -> None:
    fitting = {(one.question, one.param) for one in MATCHING} | {(question, param) for question, param, _ in TOGETHER}
    # What is required is told in every other test of its question.
    needed = {(question, param) for question, told in NEEDED.items() for param in told}
    assert fitting | needed == {declared for declared in DECLARED if declared[0] not in UNUSED}
    assert {(question, param) for question, param, _ in EMPTY} | NEVER_EMPTY | set(CLOSED) >= set(DECLARED)
    texts = {declared for declared, kind in DECLARED.items() if kind in ("text", "kata")}
    assert {(question, param) for question, param, value in EMPTY if value == NOTHING} == texts


@pytest.mark.parametrize("one", MATCHING, ids=lambda one: f"{one.question}-{one.param}-{one.value[:30]}")
def test_a_parameter_leaves_exactly_the_rows_it_names(one: Asked, built: Knowledge) -> None:
    given = answers.ask(built, one.question, {one.param: one.value})
    if one.question == "celah":
        # Its expected answer holds counts: the rows themselves are those of the whole answer.
        whole = answers.ask(built, one.question)
        columns, rows = whole.columns, projected(whole, whole.columns)
    else:
        columns, rows = read(one.question)
    left = [row for row in rows if row[columns.index(one.column)] in one.values]
    assert left
    found = settled(one.question, columns, projected(given, columns))
    assert differences(found, left) == ([], [])


@pytest.mark.parametrize(("question", "param", "value"), EMPTY)
def test_a_value_that_fits_no_row_leaves_none(question: str, param: str, value: str, built: Knowledge) -> None:
    assert answers.ask(built, question, NEEDED.get(question, {}) | {param: value}).rows == ()


@pytest.mark.parametrize(
    ("question", "param", "words", "code"),
    [
        ("celah", "kode", "Indikator tanpa formula", "indikator-tanpa-formula"),
        ("celah", "kode", "  INDIKATOR TANPA FORMULA ", "indikator-tanpa-formula"),
        ("status-simpul", "keadaan", "Tak terukur", "tak-terukur"),
        ("nomenklatur-tak-terpakai", "tingkat", "Sub Kegiatan", "sub-kegiatan"),
        ("nomenklatur-tak-terpakai", "kewenangan", "Kabupaten/Kota", "kabupaten-kota"),
    ],
)
def test_the_words_that_a_report_prints_mean_their_code(
    question: str, param: str, words: str, code: str, built: Knowledge
) -> None:
    of_code = answers.ask(built, question, NEEDED.get(question, {}) | {param: code})
    of_words = answers.ask(built, question, NEEDED.get(question, {}) | {param: words})
    assert of_words.rows == of_code.rows


def test_the_nearest_code_is_named_to_who_says_words_too(built: Knowledge) -> None:
    for said in ("Indikator tanpa formul", "indikator-tanpa-formul"):
        with pytest.raises(QuestionError) as refused:
            answers.ask(built, "celah", {"kode": said})
        assert refused.value.near[0] == "indikator-tanpa-formula"


@pytest.mark.parametrize(("question", "param"), CLOSED)
def test_a_word_that_is_no_choice_is_refused_with_those_there_are(question: str, param: str, built: Knowledge) -> None:
    asked_ = questions.named(question)
    choices = asked_.param(param).choices
    with pytest.raises(QuestionError) as refused:
        answers.ask(built, question, NEEDED.get(question, {}) | {param: NOTHING})
    assert (refused.value.parameter, sorted(refused.value.choices)) == (param, sorted(choices))
    # Were it asked, it would leave no row: the query does not lose what the parameter is bound to.
    assert built.store.table(asked_.text, {param: Literal(NOTHING)}).rows == ()
    # They are all that the query can say: those that it names, else those of the code list that it takes them from.
    said = re.findall(rf"BIND\(((?:(?!BIND\().)*) AS \?{param}\)", asked_.text, re.DOTALL)
    words = {word for one in said for word in re.findall(r'"([a-z-]+)"', one)}
    assert set(choices) == (words or codes(built, param))
    assert len(choices) == len(set(choices))


def codes(knowledge: Knowledge, param: str) -> set[str]:
    """The tails of the codes that stand for ``param``: of its list, or of the levels of the official names."""
    code_list = f"?code <http://www.w3.org/2004/02/skos/core#inScheme> <https://w3id.org/kgkesos/kode/{param}>"
    said = f"?entry <{KESOS.tingkatNomenklatur}> ?code" if param == "tingkat" else code_list
    rows = knowledge.store.select(f"SELECT DISTINCT ?code WHERE {{ {said} }}").rows
    found = {str(row[0]).rsplit("/", 1)[-1] for row in rows}
    # Those above programmes are nothing that a document takes up.
    return found - {"urusan", "bidang-urusan"}


@pytest.mark.parametrize(("question", "param", "value"), TOGETHER)
def test_a_further_parameter_leaves_exactly_its_rows(question: str, param: str, value: str, built: Knowledge) -> None:
    columns, rows = read(question)
    left = [row for row in rows if row[columns.index(param)] == value.lower()]
    assert left
    given = answers.ask(built, question, NEEDED[question] | {param: value})
    assert differences(projected(given, columns), left) == ([], [])


@pytest.mark.parametrize(
    ("question", "param"),
    [declared for declared, kind in DECLARED.items() if kind in ("node", "dokumen", "temuan", "konsep")],
)
def test_a_node_or_document_that_does_not_exist_is_an_error(question: str, param: str, built: Knowledge) -> None:
    with pytest.raises((NodeError, QuestionError)):
        answers.ask(built, question, NEEDED.get(question, {}) | {param: NOTHING})


# ---------------------------------------------------------------- nothing to answer


def test_an_answer_with_rows_needs_no_note(built: Knowledge) -> None:
    assert answers.ask(built, "cakupan").note == ""


def test_an_empty_answer_says_what_was_searched_and_what_there_is(built: Knowledge) -> None:
    note = answers.ask(built, "definisi", {"istilah": "tagna"}).note
    assert note.startswith("Tidak ada baris untuk istilah “tagna” dalam 4 dokumen. Tanpa istilah ada 70 baris;")
    # What comes near is told first.
    assert "istilah yang punya baris: tagana;" in note
    assert note.endswith("; ....")


def test_an_empty_answer_tells_each_parameter_apart(built: Knowledge) -> None:
    note = answers.ask(built, "celah-cascading", {"celah": "sasaran-tanpa-kegiatan", "dokumen": SIPD}).note
    gaps = sorted(row[1] for row in read("celah-cascading").rows if row[0] == SIPD)
    listed = re.search(rf"Tanpa celah ada {len(gaps)} baris; celah yang punya baris: ([^.]+)\.", note)
    assert listed
    assert sorted(listed[1].split("; ")) == gaps
    assert note.endswith("Tanpa dokumen pun tidak ada.")


def test_a_node_and_a_document_are_told_by_name_and_key(built: Knowledge) -> None:
    of_node = answers.ask(built, "pendukung-sasaran", {"sasaran": IKU_OBJECTIVE}).note
    assert of_node.endswith(f"Tanpa sasaran ada 22 baris; sasaran yang punya baris: {OBJECTIVE}.")
    of_document = answers.ask(built, "padanan-nomenklatur", {"dokumen": IKU}).note
    assert of_document.endswith(f"dokumen yang punya baris: {CASCADING}.")


def test_what_there_is_is_not_denied(built: Knowledge) -> None:
    """The cascade prints this activity, and two more under its programme: to cut it leaves nothing unsupported."""
    told = {
        ("dampak-kegiatan", "kegiatan", ACTIVITY): f"Kegiatan “{ACTIVITY}” dikenal",
        ("pendukung-sasaran", "sasaran", IKU_OBJECTIVE): f"Sasaran “{IKU_OBJECTIVE}” dikenal",
        # The IKI prints "Kepala Dinas" as the superior only.
        ("indikator-jabatan", "jabatan", "Kepala Dinass"): "Jabatan “Kepala Dinas” dikenal",
        ("padanan-nomenklatur", "dokumen", IKU): f"Dokumen “{IKU}” dikenal",
    }
    for (question, param, value), known in told.items():
        note = answers.ask(built, question, {param: value}).note
        assert f" {known}, tetapi tidak punya baris dalam jawaban ini. Tanpa {param} ada " in note
    assert "dikenal" not in answers.ask(built, "definisi", {"istilah": "tagna"}).note


@pytest.mark.parametrize("said", ["DTKS", "Data Terpadu", "data kesejahteraan terpadu", "Daat Terpadu Sosial"])
def test_a_source_that_holds_or_comes_near_what_was_given_is_told_first(built: Knowledge, said: str) -> None:
    note = answers.ask(built, "indikator-sumber", {"sumber": said}).note
    assert "sumber yang punya baris: data terpadu kesejahteraan sosial (dtks);" in note


def test_words_that_may_be_misspelt_are_told(built: Knowledge) -> None:
    assert "Tanpa istilah ada 70 baris;" in answers.ask(built, "definisi", {"istilah": "tagna"}).note


def test_an_answer_that_nobody_narrowed_says_so(built: Knowledge) -> None:
    assert answers.ask(built, "keputusan").note == "Dicari dalam 4 dokumen: belum ada satu baris pun."


# ---------------------------------------------------------------- the places


@pytest.mark.parametrize("question", ON_DISK)
def test_a_quote_is_printed_where_the_row_says(question: str, built: Knowledge) -> None:
    """Whatever the keys say of it: a quote begins in its line of its file."""
    given = next(every_value(question, read(question)), {})
    answer = answers.ask(built, question, given)
    if not {"berkas", "baris", "kutipan"} <= set(answer.columns):
        assert question in WITHOUT_QUOTE
        return
    files = {
        path.name: path.read_bytes().decode("utf-8").split("\n") for path in resources.folder("documents").iterdir()
    }
    place = {name: answer.columns.index(name) for name in ("berkas", "baris", "kutipan")}
    for file, line, quote in {tuple(row[at] for at in place.values()) for row in answer.rows}:
        if quote is not None:
            words = "".join(str(quote).split(" … ")[0].split())[:8]
            printed = "".join("".join(files[str(file)][int(line or 0) - 1 :][:4]).split())
            assert words in printed


# ---------------------------------------------------------------- a changed document


@dataclass(frozen=True)
class Edit:
    """``old`` changed to ``new`` in each of ``files``, and the rows that change with it, question by question.

    ``words`` are changed in every cell of every answer; ``cells`` maps whole rows of a question (to
    nothing: the row goes), ``more`` has a row that comes. ``rows`` of
    ``question`` change. ``varian`` are the readings, beside those of the unchanged documents, that the build has then:
    field, words, file, whether it was chosen.
    """

    files: Mapping[str, tuple[str, str]]
    question: str
    rows: int
    words: tuple[tuple[str, str], ...] = ()
    cells: Mapping[str, Mapping[Row, Row]] | None = None
    varian: frozenset[tuple[str, str, str, bool]] = frozenset()
    more: Mapping[str, Row] | None = None

    def expected(self, question: str) -> list[Row]:
        whole = (self.cells or {}).get(question, {})
        rows = [row for printed in read(question).rows if (row := whole.get(printed, printed))]
        if question in (self.more or {}):
            rows.append((self.more or {})[question])
        # What the official list prints does not change with a document.
        return rows if question in OFFICIAL else [tuple(self._cell(cell) for cell in row) for row in rows]

    def _cell(self, cell: str) -> str:
        for old, new in self.words:
            cell = cell.replace(old, new)
        return cell


def printed_at(question: str, words: str, place: tuple[str, str, str]) -> dict[Row, Row]:
    """The rows of ``question`` whose quote has ``words``, with ``place`` (file, line, quote) at their end instead."""
    return {row: (*row[:-3], *place) for row in read(question).rows if words in row[-1]}


def readings(knowledge: Knowledge) -> set[tuple[str, str, str, str, bool]]:
    """The differing readings of the build: node, field, words, file, whether chosen."""
    term = "<https://w3id.org/kgkesos/ontology#{}>".format
    query = (
        f"SELECT ?r ?f ?b ?n ?d WHERE {{ ?v {term('varianDari')} ?r ; {term('bidang')} ?f ; {term('bacaan')} ?b ;"
        f" {term('dipilih')} ?d ; {term('terbacaDalam')}/{term('namaBerkas')} ?n }} ORDER BY ?r"
    )
    rows = knowledge.store.select(query, {}).rows
    return {(str(r), str(f), str(b), str(n), str(d) == "true") for r, f, b, n, d in rows}


IKI_FILE, IKI_LAYER = "iki-dinsos-probolinggo-2019.md", "iki-dinsos-probolinggo-2019.txt"
IKU_FILE, CASCADING_FILE, SIPD_FILE = (
    "iku-dinsos-tapin-2020.txt",
    "cascading-dinas-sosial.txt",
    "metadata-sipd-jumlah-kkks.txt",
)
IKI_RESULTS = (IKI, "KinerjaJabatan", "-", "20", "20", "20")
# With a definition, supported and supporting (printed, and with derived links).
IKI_REST = ("10", "0", "3", "0", "11")


def one_source_less() -> dict[Row, Row]:
    """The rows of the groups that the IKI is in, with one node less that has a source."""
    table = read("cakupan-kelompok")
    at, group = table.columns.index("bersumber"), table.columns.index("kelompok")
    iki = {*expected.GROUPS[IKI], "KinerjaJabatan", "-"}
    return {row: (*row[:at], str(int(row[at]) - 1), *row[at + 1 :]) for row in table.rows if row[group] in iki}


# Tata Usaha then reports to nobody who has results here, so its result needs no link and lacks none.
ASSISTANT, STAFF = "Kepala Sub. Bagian Tata Usaha", "Meningkatnya administrasi penyelenggaraan pemerintahan SKPD"
SUPERIOR = {
    IKI_FILE: (
        "Subbagian Tata Usaha; dan\n- m. Melaksanakan tugas dinas lain yang diberikan oleh Sekretaris ",
        "Subbagian Tata Usaha; dan\n- m. Melaksanakan tugas dinas lain yang diberikan oleh Kepala Dinas ",
    ),
    IKI_LAYER: (
        "Subbagian Tata Usaha; dan \n\nm. Melaksanakan  tugas  dinas  lain  yang  diberikan  oleh  Sekretaris  ",
        "Subbagian Tata Usaha; dan \n\nm. Melaksanakan  tugas  dinas  lain  yang  diberikan  oleh  Kepala Dinas  ",
    ),
}


def one_free_of_links() -> dict[Row, Row]:
    """The rows of the groups that the IKI is in: one node that needs no link more, one with a derived link less."""
    table = read("cakupan-kelompok")
    at = {column: place for place, column in enumerate(table.columns)}
    changed = {}
    for row in table.rows:
        if row[at["kelompok"]] in {*expected.GROUPS[IKI], "KinerjaJabatan", "-"}:
            count = {
                column: int(row[at[column]]) for column in ("jumlah", "mendukung", "turunan", "tercakup", "meragukan")
            }
            full, half, every = count["tercakup"] + 1, count["turunan"] - 1 + count["meragukan"], count["jumlah"]
            told = {"mendukung": count["mendukung"] - 1, "turunan": count["turunan"] - 1, "tercakup": full}
            told_all = {column: str(number) for column, number in told.items()} | {
                "skor": str(round(100 * (2 * full + half) / (2 * every), 1)),
                "rumus": f"100 × ({full} + 0,5 × {half}) / {every}",
            }
            changed[row] = tuple(told_all.get(column, row[place]) for column, place in at.items())
    return changed


SOURCES = (IKI, "indikator-tanpa-sumber-data")
PRODUCER = (
    IKI,
    "Persentase Kegiatan penyelenggaraan kesejahteraan sosial yang terlaksana",
    "13",
    "kegiatan penghasil",
)
DIVISION = (IKI, "Bidang Pemberdayaan Sosial")
NAMED = (IKI_FILE, "178", DIVISION[1])
# The same cells in the two files of the IKI.
DENOMINATOR = {
    IKI_FILE: ("{Jumlah Kegiatan yang ada}", "{Jumlah Kegiatan yang direncanakan}"),
    IKI_LAYER: ("Jumlah Kegiatan yang ada", "Jumlah Kegiatan yang direncanakan"),
}
PLANNED = ("Jumlah Kegiatan yang ada", "Jumlah Kegiatan yang direncanakan")
# The text layer prints the fraction's two parts on two lines, and its multiplier at the end of the page.
FRACTION = (IKI_LAYER, "1173", "Jumlah Kegiatan yang terlaksana Jumlah Kegiatan yang ada … X 100%")
VOLUNTEER = dict.fromkeys((IKI_FILE, IKI_LAYER), ("adalah seorang relawan", "adalah seorang petugas"))
SENTENCE = (
    "Taruna Siaga bencana (TAGANA) adalah seorang relawan yang berasal dari masyarakat yang memiliki kepedulian dan "
    "aktif dalam penanggulangan bencana."
)
STATED = {
    question: printed_at(question, SENTENCE, (IKI_LAYER, "1929", SENTENCE))
    for question in ("daftar-definisi", "definisi")
}
SOURCE = {
    IKI_FILE: (
        "{Jumlah Kegiatan yang ada}} \\times 100\\%$\t- Bidang Pemberdayaan Sosial",
        "{Jumlah Kegiatan yang ada}} \\times 100\\%$\t",
    ),
    IKI_LAYER: (
        "Jumlah Kegiatan yang ada \n\n- Bidang \n\nPemberdayaan \n\nSosial \n",
        # As many lines as before: the places of what follows stay.
        "Jumlah Kegiatan yang ada \n" + "\n" * 6,
    ),
}


def differing(fields: Iterable[str], layer: str, marked: str) -> frozenset[tuple[str, str, str, bool]]:
    """The readings of a word in each of ``fields`` that the two IKI files print otherwise: the text layer's is used."""
    return frozenset(
        one for name in fields for one in ((name, layer, IKI_LAYER, True), (name, marked, IKI_FILE, False))
    )


EDITS = {
    "an indicator's owner": Edit(
        {IKU_FILE: ("\tBidang Rehabilitasi Sosial\t", "\tBidang Layanan Lansia\t")},
        "penanggung-jawab",
        1,
        (("Bidang Rehabilitasi Sosial", "Bidang Layanan Lansia"),),
    ),
    "an activity's name": Edit(
        {CASCADING_FILE: ("Penyaluran", "Pembagian")}, "pendukung-sasaran", 1, (("Penyaluran", "Pembagian"),)
    ),
    "an activity that two periods share": Edit(
        {
            CASCADING_FILE: (
                "2 Kegiatan \nPeningkatan peran \naktif masyarakat \ndan dunia usaha",
                "2 Kegiatan \nPenguatan peran \naktif masyarakat \ndan dunia usaha",
            )
        },
        "program-diganti",
        1,
        cells={
            "program-diganti": {
                row: (*row[:6], "", *row[7:]) for row in read("program-diganti").rows if row[3] == TWICE
            },
            **{
                question: {
                    row: tuple(cell.replace("Peningkatan peran", "Penguatan peran") for cell in row)
                    for row in read(question).rows
                    if TWICE in row and "2019-2022" in row
                }
                for question in ("layanan-kegiatan", "pendukung-sasaran", "matriks", "status-simpul")
            },
            "padanan-nomenklatur": {
                row: tuple(cell.replace("Peningkatan peran", "Penguatan peran") for cell in row)
                for row in read("padanan-nomenklatur").rows
                if row[2] == TWICE and row[7] == "339"
            },
        },
    ),
    "the years of the new programmes": Edit(
        {CASCADING_FILE: ("TH. 2019-2022", "TH. 2021-2024")},
        "program-diganti",
        11,
        (("2019-2022", "2021-2024"), ("sampai 2018", "sampai 2020")),
    ),
    "a denominator in both files": Edit(DENOMINATOR, "formula-indikator", 1, (PLANNED,)),
    # The text layer is believed against a rewritten text: the words stay, and are shown where they are printed.
    "a denominator in the file with markup": Edit(
        {IKI_FILE: DENOMINATOR[IKI_FILE]},
        "formula-indikator",
        1,
        cells={"formula-indikator": printed_at("formula-indikator", "{Jumlah Kegiatan yang ada}", FRACTION)},
        varian=differing(("penyebut",), "ada", "direncanakan"),
    ),
    "a denominator in the text layer": Edit(
        {IKI_LAYER: DENOMINATOR[IKI_LAYER]},
        "formula-indikator",
        1,
        (PLANNED,),
        cells={"formula-indikator": printed_at("formula-indikator", "{Jumlah Kegiatan yang ada}", FRACTION)},
        varian=differing(("penyebut",), "direncanakan", "ada"),
    ),
    "a definition in both files": Edit(VOLUNTEER, "daftar-definisi", 1, (("seorang relawan", "seorang petugas"),)),
    "a definition in the file with markup": Edit(
        {IKI_FILE: VOLUNTEER[IKI_FILE]},
        "daftar-definisi",
        1,
        cells=STATED,
        varian=differing(("definisi", "kalimat", "penjelasan"), "relawan", "petugas"),
    ),
    "a definition in the text layer": Edit(
        {IKI_LAYER: VOLUNTEER[IKI_LAYER]},
        "daftar-definisi",
        1,
        (("seorang relawan", "seorang petugas"),),
        cells=STATED,
        varian=differing(("definisi", "kalimat", "penjelasan"), "petugas", "relawan"),
    ),
    "a field of the metadata sheet": Edit(
        {SIPD_FILE: ("Tahunan", "Triwulanan")}, "kelengkapan-metadata", 1, (("Tahunan", "Triwulanan"),)
    ),
    "a source taken away from both files": Edit(
        SOURCE,
        "celah",
        1,
        cells={
            "celah": {(*SOURCES, "4"): (*SOURCES, "5")},
            "cakupan": {(*IKI_RESULTS, "20", *IKI_REST): (*IKI_RESULTS, "19", *IKI_REST)},
            "cakupan-kelompok": one_source_less(),
            # A division of the office was no answer to the item before, either: no score changes.
            "kelengkapan-ms-ind": {(*PRODUCER, "salah jenis", "sumber data"): (*PRODUCER, "tidak ada", "")},
            "indikator-jabatan": {
                row: (*row[:7], "", row[8]) for row in read("indikator-jabatan").rows if row[5] == PRODUCER[1]
            },
            "indikator-sumber": {row: () for row in read("indikator-sumber").rows if row[3] == PRODUCER[1]},
            "indikator-unit": {(*DIVISION, "2", "2", "2", "1", *NAMED): (*DIVISION, "2", "2", "1", "1", *NAMED)},
        },
        more={"celah-cascading": (IKI, "indikator-tanpa-sumber", "Indikator", PRODUCER[1])},
    ),
    "an indicator's source": Edit(
        {IKU_FILE: ("Data PSKS (Potensi", "Daftar PSKS (Potensi")},
        "indikator-sumber",
        1,
        (("Data PSKS (Potensi", "Daftar PSKS (Potensi"), ("data psks (potensi", "daftar psks (potensi")),
    ),
    "a position's superior": Edit(
        SUPERIOR,
        "status-simpul",
        1,
        cells={
            "status-simpul": {
                row: (*row[:4], "tercakup", "", *row[6:]) for row in read("status-simpul").rows if row[3] == STAFF
            },
            "cakupan": {(*IKI_RESULTS, "20", *IKI_REST): (*IKI_RESULTS, "20", *IKI_REST[:-1], "10")},
            "cakupan-kelompok": one_free_of_links(),
            "tugas-indikator": {
                row: tuple(cell.replace("oleh Sekretaris", "oleh Kepala Dinas") for cell in row)
                for row in read("tugas-indikator").rows
                if row[1] == ASSISTANT
            },
            # The way up has one step less.
            "garis-pelaporan": {
                row: (*row[:4], "Kepala Dinas", *row[5:-1], "Kepala Dinas") if row[2] == "1" else ()
                for row in read("garis-pelaporan").rows
                if row[1] == ASSISTANT
            },
            "penanggung-jawab": {
                row: (*row[:3], "Kepala Dinas", *row[4:])
                for row in read("penanggung-jawab").rows
                if row[1] == ASSISTANT
            },
        },
    ),
    # What one file lacks is read in the other: nothing is missing.
    "a source taken away from the file with markup": Edit({IKI_FILE: SOURCE[IKI_FILE]}, "celah", 0),
    "a source taken away from the text layer": Edit({IKI_LAYER: SOURCE[IKI_LAYER]}, "celah", 0),
}


def marked(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.usefixtures("documents_made_once")
@pytest.mark.parametrize("edit", EDITS.values(), ids=[name.replace(" ", "-") for name in EDITS])
def test_a_changed_cell_changes_the_rows_it_is_in_and_no_other(edit: Edit, tmp_path: Path, built: Knowledge) -> None:
    copy = tmp_path / "documents"
    shutil.copytree(resources.folder("documents"), copy)
    for name, (old, new) in edit.files.items():
        before = (copy / name).read_bytes().decode("utf-8")
        assert before.count(old) == 1
        (copy / name).write_bytes(before.replace(old, new).encode("utf-8"))
    pipeline.build([copy], tmp_path / "kg")
    knowledge = Knowledge.open(tmp_path / "kg")
    _, changed = differences(read(edit.question).rows, edit.expected(edit.question))
    assert len(changed) == edit.rows
    # The answer that tells the mark of each file tells the new one.
    marks = {marked(path): marked(copy / path.name) for path in resources.folder("documents").iterdir()}
    for question in ON_DISK:
        rows = [tuple(marks.get(cell, cell) for cell in row) for row in edit.expected(question)]
        table = Table(read(question).columns, rows)
        assert (question, *differences(answered(knowledge, question, table), table.rows)) == (question, [], [])
    assert {(one[1], *one[2:]) for one in readings(knowledge) - readings(built)} == edit.varian
    assert readings(built) - readings(knowledge) == set()
