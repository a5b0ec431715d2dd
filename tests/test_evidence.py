"""The rule for evidence: what holds, and each way it can fail."""

from __future__ import annotations

import doctest

import pytest

from kgkesos import normalize
from kgkesos.reading.evidence import fault
from kgkesos.reading.excerpt import Source, join
from kgkesos.reading.markup import plain
from kgkesos.records import Bukti

TEXT = (
    "1. Jumlah PMKS yang \ndibina\tBidang A\n"
    "2. Persentase &lt;5 &amp; <b>tebal</b>\t$\\Sigma \\text{LKS yang dibina}$\n"
)
SOURCE = Source.of(TEXT, "f" * 64)
TEXTS = {SOURCE.sha256: TEXT}


def quotes(*spans: tuple[int, int]) -> list[Bukti]:
    return [SOURCE.bukti(*span) for span in spans]


def at(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


@pytest.mark.parametrize(
    ("words", "spans"),
    [
        ("Jumlah PMKS yang dibina", [at("Jumlah PMKS yang \ndibina")]),
        ("Jumlah PMKS yang dibina", [at("Jumlah PMKS yang"), at("dibina")]),
        ("Jumlah PMKSyang dibina", [at("Jumlah PMKS yang \ndibina")]),
        ("Persentase <5 & tebal", [at("Persentase &lt;5 &amp; <b>tebal")]),
        ("Σ LKS yang dibina", [at("\\Sigma"), at("LKS yang dibina")]),
    ],
)
def test_what_holds(words: str, spans: list[tuple[int, int]]) -> None:
    assert fault(words, quotes(*spans), TEXTS) is None


@pytest.mark.parametrize(
    ("words", "spans", "reason"),
    [
        ("Jumlah PMKS", [], "no evidence"),
        ("Jumlah PMKS yang dibantu", [at("Jumlah PMKS yang \ndibina")], "is not in its quotes"),
        ("Bidang A", [(0, TEXT.index("\n2."))], "longer than"),
    ],
)
def test_what_does_not_hold(words: str, spans: list[tuple[int, int]], reason: str) -> None:
    found = fault(words, quotes(*spans), TEXTS)
    assert found is not None
    assert reason in found


def test_a_quote_must_be_what_the_document_reads_there() -> None:
    (quote,) = quotes(at("Bidang A"))
    moved = Bukti(quote.rendisi, quote.awal + 1, quote.akhir + 1, quote.baris, None, quote.kutipan)
    found = fault("Bidang A", [moved], TEXTS)
    assert found is not None
    assert "does not read" in found


def test_each_rendition_must_hold_by_itself() -> None:
    other = Source.of("lain sama sekali", "e" * 64)
    both = [*quotes(at("Bidang A")), other.bukti(0, 4)]
    assert fault("Bidang A", both, TEXTS | {other.sha256: other.text}) is not None


def test_a_cleaned_cell_leads_back_to_its_words() -> None:
    line = SOURCE.line(3)
    cell = plain(line[line.text.index("Persentase") : line.text.index("\t")])
    assert cell.text == "Persentase <5 & tebal"
    assert [(b.kutipan, b.baris) for b in cell.bukti(SOURCE)] == [
        ("Persentase &lt;5 &amp;", (3, 3)),
        ("tebal", (3, 3)),
    ]


def test_lines_are_split_on_newline_alone() -> None:
    source = Source.of("satu\x0bdua\u2028tiga\x85empat\r\nlima", "d" * 64)
    assert source.line_count == 2
    assert source.line(2).text == "lima"
    assert source.bukti(*(source.text.index("lima") + i for i in (0, 4))).baris == (2, 2)


def test_a_hyphen_at_the_end_of_a_line_joins_a_repeated_word() -> None:
    source = Source.of("Nilai-\nnilai luhur\nPKH-\nPlus", "c" * 64)
    lines = [source.line(n) for n in range(1, 5)]
    assert join(lines[:2]).text == "Nilai-nilai luhur"
    assert join(lines[2:]).text == "PKH- Plus"


def test_pages_are_counted_by_form_feeds() -> None:
    source = Source.of("satu\fdua", "b" * 64)
    assert [source.bukti(i, i + 3).halaman for i in (0, 5)] == [1, 2]
    assert Source.of("satu", "b" * 64).bukti(0, 2).halaman is None


def test_the_examples_in_the_docstrings_of_normalize_run() -> None:
    results = doctest.testmod(normalize)
    assert results.attempted == 11
    assert results.failed == 0


def test_marks_of_emphasis_are_taken_off_in_pairs() -> None:
    """Each opening mark with the next that closes; half a pair stays, and many halves take no long time."""
    found = {
        "**a** dan **b**": "a dan b",
        "a**b**c**d": "abc**d",
        "**a __b__ c**": "a b c",
        "** a **": "a",
        "__a": "__a",
        "2 ** 3": "2 ** 3",
    }
    for printed, seen in found.items():
        source = Source.of(printed, "d" * 64)
        assert plain(source.line(1)).text == seen
    long = Source.of("**a " * 20_000, "e" * 64)
    assert len(plain(long.line(1)).text) > 79_000


def test_signs_that_are_not_seen_do_not_lengthen_a_quote() -> None:
    reading = Source.of("ke\xadse\xadjah\xadte\xadra\xadan", "f" * 64)
    seen = reading.line(1)
    assert seen.text == "kesejahteraan"
    assert fault(seen.text, seen.bukti(reading), {"f" * 64: reading.printed}) is None


def test_a_command_torn_between_two_quotes_is_read_as_one() -> None:
    text = "A = \\te\nxt{jumlah yang dibina}"
    source = Source.of(text, "a" * 64)
    torn = [source.bukti(0, 7), source.bukti(8, len(text))]
    assert fault("A = jumlah yang dibina", torn, {source.sha256: text}) is None
