"""Question files: the header is checked strictly, and holds no host, file or code."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Literal

from kgkesos import answers, questions
from kgkesos.errors import DataFileError, QuestionError
from kgkesos.knowledge import Knowledge
from kgkesos.questions import Param

HEAD = "#+ title@id: Uji\n#+ title@en: Test\n#+ description@id: Uji.\n#+ description@en: Test.\n"


def parse(tmp_path: Path, header: str) -> questions.Question:
    path = tmp_path / "uji.rq"
    path.write_text(header + "# nothing is asked\n", encoding="utf-8")
    return questions.parse(path)


def test_a_whole_header(tmp_path: Path) -> None:
    found = parse(tmp_path, HEAD + "#+ param: sasaran node:Sasaran *\n#+ param: tahun integer 2020\n#+ page: uji\n")
    assert found.name == "uji"
    assert found.title == {"id": "Uji", "en": "Test"}
    assert found.params == (Param("sasaran", "node", "Sasaran", "*"), Param("tahun", "integer", None, "2020"))
    assert found.page == "uji"
    assert found.columns == {"id": {}, "en": {}}
    titled = parse(tmp_path, HEAD + "#+ column@id: kode Kode resmi\n#+ column@en: kode Official code\n")
    assert titled.columns == {"id": {"kode": "Kode resmi"}, "en": {"kode": "Official code"}}


@pytest.mark.parametrize("default", [None, "*", "tidak"])
def test_a_closed_list_of_words(tmp_path: Path, default: str | None) -> None:
    (found,) = parse(tmp_path, f"{HEAD}#+ param: spm pilihan:ya|tidak|tak-tahu {default or ''}\n").params
    assert found == Param("spm", "pilihan", None, default, ("ya", "tidak", "tak-tahu"))


@pytest.mark.parametrize(
    "line",
    [
        "#+ endpoint: https://contoh.go.id/sparql",
        "#+ titel@id: Uji",
        "#+ title@fr: Essai",
        "#+ param: a",
        "#+ param: a banyak",
        "#+ param: a node",
        "#+ param: a text:Sasaran",
        "#+ param: a node:Sasaran|Program",
        "#+ param: a pilihan",
        "#+ param: a pilihan:ya",
        "#+ param: a pilihan:ya||tidak",
        "#+ param: a pilihan:Ya|tidak",
        "#+ param: a pilihan:ya|tidak mungkin",
        "#+ param: A text",
        "#+ title@id:",
        "#+ column: kode Kode resmi",
        "#+ column@id: kode Kode resmi",
        "#+ column@id: kode\n#+ column@en: kode",
    ],
)
def test_what_is_not_known_is_an_error(tmp_path: Path, line: str) -> None:
    with pytest.raises(DataFileError):
        parse(tmp_path, HEAD + line + "\n")


@pytest.mark.parametrize("dropped", range(4))
def test_words_in_both_languages_are_due(tmp_path: Path, dropped: int) -> None:
    lines = HEAD.splitlines(keepends=True)
    with pytest.raises(DataFileError, match="must be given"):
        parse(tmp_path, "".join(lines[:dropped] + lines[dropped + 1 :]))


def test_the_questions_of_the_project() -> None:
    known = questions.load()
    assert len(known) >= 8
    for question in known:
        assert "ORDER BY" in question.text
        for param in question.params:
            projected = question.text[question.text.index("SELECT") : question.text.index("WHERE")]
            assert f"?{param.name}" in projected


def test_an_unknown_question_lists_the_known() -> None:
    with pytest.raises(QuestionError) as caught:
        questions.named("tiada")
    assert caught.value.choices == tuple(question.name for question in questions.load())


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("padanan", "padanan-nomenklatur"),
        ("Dampak", "dampak-kegiatan"),
        ("defnisi", "definisi"),
        ("kelengkapan-msind", "kelengkapan-ms-ind"),
    ],
)
def test_a_misspelt_question_names_the_nearest_first(said: str, first: str) -> None:
    with pytest.raises(QuestionError, match=f"Mungkin maksud Anda: {first}") as caught:
        questions.named(said)
    assert caught.value.choices[0] == first
    assert sorted(caught.value.choices) == sorted(question.name for question in questions.load())


def test_a_misspelt_parameter_names_the_nearest_first() -> None:
    with pytest.raises(QuestionError) as caught:
        questions.named("nomenklatur-tak-terpakai").param("wenang")
    assert caught.value.choices == ("kewenangan", "dokumen", "tingkat", "spm")


@pytest.mark.parametrize("said", ["2020", "-3", "+7", "0", "007", " 12 "])
def test_a_whole_number_is_one(said: str, built: Knowledge) -> None:
    param = Param("tahun", "integer", None, None)
    (term,) = answers._terms(built, param, {"tahun": said})
    assert term == Literal(int(said))


NO_NUMBERS = ["\N{SUPERSCRIPT TWO}", "\N{ARABIC-INDIC DIGIT FIVE}", "--5", "5-", "-", "+", "1.0", "1e3", "1_000", "5 6"]


@pytest.mark.parametrize("said", [*NO_NUMBERS, "9" * 19])
def test_what_is_no_whole_number_is_refused_by_its_parameters_name(said: str, built: Knowledge) -> None:
    param = Param("tahun", "integer", None, None)
    with pytest.raises(QuestionError, match=r"^tahun: .*bukan bilangan bulat"):
        answers._terms(built, param, {"tahun": said})
