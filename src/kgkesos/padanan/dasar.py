"""The stems of words; those of the official lists are kept in a table, since finding them takes long."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from kgkesos.reference import names_elsewhere, nomenklatur
from kgkesos.reference.tables import rows

if TYPE_CHECKING:
    from Sastrawi.Stemmer.Stemmer import Stemmer

FILE = "kata-dasar.csv"
_COLUMNS = ("kata", "dasar")
WORD = re.compile(r"[^\W\d]+\d*")


def stem(word: str) -> str:
    """The stem of ``word``, which is in small letters.

    >>> stem("pemberdayaan"), stem("memberdayakan")
    ('daya', 'daya')
    """
    return _kept().get(word) or found(word)


@cache
def found(word: str) -> str:
    """The stem of ``word`` as Sastrawi finds it, whatever the table says."""
    return str(_stemmer().stem(word))


def table() -> str:
    """The text of the table: each word of the official lists with its stem."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows((word, found(word)) for word in sorted(set(_listed())))
    return out.getvalue()


def _listed() -> Iterator[str]:
    for name in names_elsewhere():
        yield from WORD.findall(name.nama.casefold())
    for entry in nomenklatur():
        for text in (entry.nama, entry.kinerja, entry.indikator):
            yield from WORD.findall((text or "").casefold())


@cache
def _kept() -> Mapping[str, str]:
    return {row["kata"]: row["dasar"] for row in rows(FILE, _COLUMNS)}


@cache
def _stemmer() -> Stemmer:
    from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

    return StemmerFactory().create_stemmer()
