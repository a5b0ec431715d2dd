"""Whatever is done to a document: no crash, no hang, every quote verbatim, every line accounted for, no id twice.

The samples are cut, shuffled, repeated, thinned out and corrupted at random (the same each time); what a reader makes
of such a text is not judged here, only what must hold of any reading.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgkesos import resources
from kgkesos.errors import InputError
from kgkesos.reading import document, evidence
from kgkesos.reading.excerpt import Source
from kgkesos.records import Reading

DOCUMENTS = resources.folder("documents")
KINDS = Path(__file__).parent / "data" / "kinds"
FOLDERS = (DOCUMENTS, KINDS, KINDS.parent / "iki", KINDS.parent)
FILES = {
    path.name: path
    for folder in FOLDERS
    for path in sorted(folder.iterdir())
    if path.suffix in (".txt", ".md") and path.name != "README.md"
}
# The five documents are changed most; the others show what the readers of other kinds make of changes.
SAMPLES = tuple(name for name, path in FILES.items() if path.parent == DOCUMENTS)
OTHERS = tuple(name for name in FILES if name not in SAMPLES)
# The long IKI takes most of the time; a part of it shows the same.
LONGEST = 12_000
# What a reading may take: the promise is 10 s for a megabyte; a busy machine is given as much again.
SECONDS_PER_MEGABYTE = 20
ODD = "\t|*_<>()[]{}$\\%:;.,-–•●\f\r\xa0\xad\u200bﬁΣ/=0123456789abcxyzABXYZ\n\n  "


@cache
def sample(name: str) -> str:
    return FILES[name].read_text(encoding="utf-8")


def part(name: str, rng: random.Random) -> str:
    """The sample, or some ``LONGEST`` code points of it where it is longer."""
    text = sample(name)
    first = rng.randrange(max(len(text) - LONGEST, 1))
    return text[first : first + LONGEST]


def cut(text: str, rng: random.Random) -> str:
    first = rng.randrange(len(text))
    return text[: first + 1] if rng.random() < 0.7 else text[first:]


def shuffled(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    at = rng.randrange(len(lines))
    some = lines[at : at + rng.randrange(2, 60)]
    rng.shuffle(some)
    return "\n".join([*lines[:at], *some, *lines[at + len(some) :]])


def repeated(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    at = rng.randrange(len(lines))
    block = lines[at : at + rng.randrange(1, 40)]
    to = rng.randrange(len(lines))
    return "\n".join([*lines[:to], *block * rng.randrange(1, 3), *lines[to:]])


def thinned(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    at = rng.randrange(len(lines))
    return "\n".join([*lines[:at], *lines[at + rng.randrange(1, 40) :]])


def corrupted(text: str, rng: random.Random) -> str:
    signs = list(text)
    for _ in range(rng.randrange(1, 60)):
        at = rng.randrange(len(signs))
        signs[at] = rng.choice(["", rng.choice(ODD), signs[at] + rng.choice(ODD), rng.choice(ODD) * 3])
    return "".join(signs)


def joined(text: str, rng: random.Random) -> str:
    """Some line ends lost, some put in."""
    signs = list(text)
    ends = [at for at, sign in enumerate(signs) if sign in "\n "]
    for at in rng.sample(ends, min(len(ends), rng.randrange(1, 40))):
        signs[at] = " " if signs[at] == "\n" else "\n"
    return "".join(signs)


def mixed(text: str, rng: random.Random) -> str:
    """A block of another sample in the midst."""
    other = sample(rng.choice(SAMPLES)).split("\n")
    at = rng.randrange(len(other))
    lines = text.split("\n")
    to = rng.randrange(len(lines))
    return "\n".join([*lines[:to], *other[at : at + rng.randrange(1, 60)], *lines[to:]])


CHANGES: tuple[Callable[[str, random.Random], str], ...] = (
    cut,
    shuffled,
    repeated,
    thinned,
    corrupted,
    joined,
    mixed,
)


def changed(name: str, seed: int) -> str:
    """The sample after one to four changes, chosen by ``seed``."""
    rng = random.Random(seed)
    text = part(name, rng)
    for _ in range(rng.randrange(1, 5)):
        text = rng.choice(CHANGES)(text, rng) or " "
    return text


def read(text: str) -> Reading | None:
    """The reading of ``text``; None where it is refused for what it is, never for a fault of the reader."""
    started = time.process_time()
    reading, refused = None, ""
    try:
        reading = document.read_source(Source.of(text, "0" * 64), Path("diubah.txt"))
    except InputError as error:
        refused = error.reason
    assert time.process_time() - started < 2 + SECONDS_PER_MEGABYTE * len(text) / 1e6
    assert "a fault of the reader" not in refused
    assert "\n" not in refused
    return reading


def accounted(text: str, reading: Reading) -> None:
    """Each printed line is of a class or unread, never both; and no line that a record quotes is unread.

    A line that a form feed parts is two lines to a reader: the one may be read and the other not.
    """
    source = Source.of(text, "0" * 64)
    unread = {n for left in reading.tak_terbaca for n in range(left.baris[0], left.baris[1] + 1)}
    shown = [(source.printed_line(n), source.line(n).text.strip()) for n in range(1, source.line_count + 1)]
    parted = {n for n, count in Counter(n for n, _ in shown).items() if count > 1}
    printed = {n for n, words in shown if words}
    classes = dict(reading.kelas_baris)
    assert printed <= set(classes) | unread
    assert unread <= {n for n, _ in shown}
    assert all(classes.values())
    assert (set(classes) & unread & printed) <= parted
    quotes = [quote for record in reading.records for field in record.bukti.values() for quote in field]
    quoted = {n for quote in quotes for n in range(quote.baris[0], quote.baris[1] + 1)}
    assert (quoted & unread & printed) <= parted


def check(text: str) -> None:
    """What must hold of the reading of any text."""
    reading = read(text)
    if reading is None:
        return
    assert reading.text == text
    evidence.hold(reading, {"0" * 64: text})
    ids = Counter(record.id for record in reading.records)
    assert [identifier for identifier, count in ids.items() if count > 1] == []
    assert [record.induk for record in reading.records if record.induk is not None and record.induk not in ids] == []
    assert all(left.alasan and left.kutipan.strip() for left in reading.tak_terbaca)
    accounted(text, reading)
    for record in reading.records:
        for field in record.bukti.values():
            for quote in field:
                assert quote.kutipan.strip()
                assert quote.baris[0] == text.count("\n", 0, quote.awal) + 1


@pytest.mark.parametrize("name", SAMPLES)
@settings(derandomize=True, deadline=None, max_examples=40)
@given(seed=st.integers(0, 2**32))
def test_a_changed_document_is_read_or_refused(name: str, seed: int) -> None:
    check(changed(name, seed))


@pytest.mark.parametrize("name", OTHERS)
@settings(derandomize=True, deadline=None, max_examples=20)
@given(seed=st.integers(0, 2**32))
def test_a_changed_document_of_another_kind_is_read_or_refused(name: str, seed: int) -> None:
    check(changed(name, seed))


@pytest.mark.parametrize("name", [*SAMPLES, *OTHERS])
def test_every_line_of_a_document_is_accounted_for(name: str) -> None:
    reading = read(sample(name))
    assert reading is not None
    accounted(sample(name), reading)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_text_is_read_the_same(name: str) -> None:
    for seed in range(3):
        text = changed(name, seed)
        assert read(text) == read(text)


# Lines that hold a quote or are left: between them every printed line is accounted for.
@pytest.mark.parametrize("name", SAMPLES)
@settings(derandomize=True, deadline=None, max_examples=15)
@given(seed=st.integers(0, 2**32))
def test_no_line_is_lost_without_a_word(name: str, seed: int) -> None:
    """A line is quoted, left with a reason, or of a named class: a planted line of words is never simply gone."""
    rng = random.Random(seed)
    lines = part(name, rng).split("\n")
    word = "zyxwvutsrq ponmlk"
    at = rng.randrange(len(lines) + 1)
    text = "\n".join([*lines[:at], word, *lines[at:]])
    reading = read(text)
    if reading is None:
        return
    quotes = (quote.kutipan for record in reading.records for field in record.bukti.values() for quote in field)
    title = (quote.kutipan for field in reading.dokumen.bukti.values() for quote in field)
    left = (left.kutipan for left in reading.tak_terbaca)
    assert any(word in told for told in (*quotes, *title, *left))


HEADS = {
    "iki": "INDIKATOR KINERJA INDIVIDU\n1. JABATAN : Kepala Seksi\n2. TUGAS : Melaksanakan urusan.\n\n"
    "KINERJA\tINDIKATOR KINERJA\tPENJELASAN/FORMULASI PENGHITUNGAN\tSUMBER DATA\n",
    "iki without a table": "INDIKATOR KINERJA INDIVIDU\n1. JABATAN : Kepala Seksi\n2. TUGAS :\n",
    "iku": "INDIKATOR KINERJA UTAMA\nDINAS SOSIAL\nNo.\tSasaran\tIndikator Kinerja\tPenjelasan\tSumber data\n",
    "metadata": "DEFINISI\nRUJUKAN\nRUMUS\nWALI DATA\nUKURAN\nUNIT\nKEGUNAAN\n",
    "cascading": "NO TUJUAN SASARAN INDIKATOR PROGRAM KEGIATAN\n\n1 Meningkatnya layanan\n\n1 Program A\n\nJumlah ",
    "iki spread over lines": "INDIKATOR KINERJA INDIVIDU\n1. JABATAN : Kepala Seksi\n2. TUGAS : Mengurus.\n\n"
    "KINERJA INDIKATOR KINERJA PENJELASAN SUMBER DATA\nMeningkatnya layanan\nJumlah layanan\n",
    "plan of a fixed width": "PERJANJIAN KINERJA TAHUN 2022\n\n"
    "No   Sasaran Strategis        Indikator Kinerja            Target\n"
    "1    Meningkatnya layanan     Persentase layanan           100 %\n",
    "cards of SDG": "METADATA TPB\nTujuan 1. Tanpa Kemiskinan\nTarget 1.3\nIndikator 1.3.1 : Proporsi\nDefinisi : a\n"
    "Rumus : b\nManfaat : c\nSumber Data : d\n",
    "cascading in columns": "TUJUAN\tSASARAN\tPROGRAM\tKEGIATAN\tINDIKATOR\tFORMULASI\n",
}
PIECES = {
    "letters": "a",
    "capitals": "A",
    "words": "kata ",
    "titled words": "Kata ",
    "tabs": "\t",
    "cells": "a\t",
    "bars": "|",
    "barred cells": "a | ",
    "open brackets": "(",
    "pairs of brackets": "(a)",
    "open square brackets": "[",
    "braces": "{",
    "fractions": r"\frac{",
    "whole fractions": r"$\frac{a}{b} \times 100\%$ ",
    "open texts": r"\text{",
    "asterisks": "*",
    "bold": "**a** ",
    "half bold": "**a ",
    "underlines": "_",
    "half underlines": "__a ",
    "tags": "<",
    "open tags": "<a ",
    "paragraphs": "<p>a</p>",
    "entities": "&#",
    "digits": "1",
    "codes": "1.",
    "numbers": "1 1 ",
    "points": ". ",
    "dots": ".",
    "colons": "a : ",
    "semicolons": "a; ",
    "commas": "Aa, ",
    "slashes": "A / ",
    "dashes": "-",
    "spaced dashes": " - ",
    "bullets": "• ",
    "bullets alone": "●",
    "spaces": " ",
    "spaces and a letter": "     a",
    "dollars": "$",
    "sums": "f(x) = Σ ",
    "equations": "A = ",
    "times": "x 100 ",
    "divided": "dibagi ",
    "added": "ditambah ",
    "adalah": "Aa adalah ",
    "named hereafter": "Aa yang selanjutnya disebut A ",
    "abbreviations": "Aa (AA) ",
    "either": "Aa atau ",
    "duties": "tugas lain yang diberikan oleh ",
    "degrees": "Aa, S.Sos, ",
    "titles": "Drs. ",
    "addresses": "a.b@c.",
    "telephones": "0812-",
    "years": "2019 ",
    "NIP": "NIP. 1",
    "soft hyphens": "a\xad",
    "ligatures": "ﬁ",
    "form feeds": "\f",
    "carriage returns": "\r",
    "letters of a list": "a. b. ",
    "Roman numbers": "I. V. ",
    "headings": "INDIKATOR ",
    "heads": "Indikator | Sasaran | ",
    "positions": "JABATAN : ",
    "programmes": "Program ",
    "labels": "RUMUS: ",
}
# Long enough for a pattern that backtracks to show, and how much longer the second text is.
LONG = 1_500
LONGER = 4


def timed(text: str) -> float:
    """The CPU time that reading ``text`` takes, whatever comes of it."""
    started = time.process_time()
    with suppress(InputError):
        document.read_source(Source.of(text, "0" * 64), Path("diubah.txt"))
    return time.process_time() - started


def slow(make: Callable[[int], str]) -> float | None:
    """How many seconds a megabyte of what ``make`` makes would take, where that is too many: in more than linear time.

    A reading in linear time costs ``LONGER`` times as much at ``LONGER`` times the length; in
    quadratic time, the square of that.
    """
    short = timed(make(LONG))
    if short < LONG * SECONDS_PER_MEGABYTE / 1e6:
        return None
    # The smaller of two measures: what else the machine does only adds.
    longer = min(timed(make(LONGER * LONG)), timed(make(LONGER * LONG)))
    ratio = longer / min(short, timed(make(LONG)))
    return ratio if ratio > 2 * LONGER else None


def lines_of(piece: str) -> Callable[[int], str]:
    return lambda size: (piece * 2 + "\n") * (size // (2 * len(piece) + 1))


def line_of(piece: str) -> Callable[[int], str]:
    return lambda size: piece * (size // len(piece)) + "\n"


@pytest.mark.parametrize("shape", [line_of, lines_of])
@pytest.mark.parametrize("kind", HEADS)
def test_long_lines_and_many_lines_take_no_long_time(kind: str, shape: Callable[[str], Callable[[int], str]]) -> None:
    found = {}
    for name, piece in PIECES.items():
        body = shape(piece)
        if ratio := slow(lambda size, made=body: HEADS[kind] + made(size)):  # type: ignore[misc]
            found[name] = round(ratio, 1)
    assert found == {}


MEGABYTE = 1_000_000
WHOLE = {
    "a text layer again and again": lambda: sample("iki-dinsos-probolinggo-2019.txt") * 25,
    "a cascading sheet again and again": lambda: sample("cascading-dinas-sosial.txt") * 30,
    "one line": lambda: HEADS["iki"] + "kata " * 40_000,
    "short lines": lambda: HEADS["iki"] + "kata\n" * 100_000,
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_megabyte_is_read_in_time(name: str) -> None:
    text = WHOLE[name]()
    assert timed(text) < SECONDS_PER_MEGABYTE * max(len(text) / MEGABYTE, 0.2)
