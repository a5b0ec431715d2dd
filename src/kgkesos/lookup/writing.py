"""The lookups of a build are written: three queries on the finished store fill the tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kgkesos import resources
from kgkesos.lookup.model import Link, Node, Quote
from kgkesos.normalize import key
from kgkesos.store import Rows

# Changes whenever the tables do: a build of another form is refused with a sentence.
FORM = 4
_TABLES = """
CREATE TABLE name (id INTEGER PRIMARY KEY, words TEXT NOT NULL UNIQUE);
CREATE TABLE node (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, backward TEXT NOT NULL, kind TEXT NOT NULL,
  label TEXT NOT NULL, dokumen TEXT NOT NULL, periode TEXT, name INTEGER NOT NULL REFERENCES name);
CREATE TABLE link (dari INTEGER NOT NULL REFERENCES node, ke INTEGER NOT NULL REFERENCES node, cara TEXT NOT NULL,
  basis TEXT NOT NULL, kepastian TEXT, aturan TEXT, tautan TEXT);
CREATE TABLE quote (of TEXT NOT NULL, berkas TEXT NOT NULL, awal INTEGER NOT NULL, akhir INTEGER NOT NULL,
  tempat TEXT, kutipan TEXT NOT NULL);
CREATE VIRTUAL TABLE found USING fts5(words, content='name', content_rowid='id', tokenize='trigram');
"""
_FINISH = """
INSERT INTO found(found) VALUES ('rebuild');
CREATE VIRTUAL TABLE trigram USING fts5vocab(found, 'row');
CREATE INDEX node_backward ON node (backward);
CREATE INDEX node_name ON node (name);
CREATE INDEX node_dokumen ON node (dokumen);
CREATE INDEX link_dari ON link (dari);
CREATE INDEX link_ke ON link (ke);
CREATE INDEX quote_of ON quote (of);
ANALYZE;
"""

# The rows of a SELECT query on the build.
Select = Callable[[str], Rows]


def write(path: Path, select: Select) -> None:
    """Make the file ``path`` from what ``select`` answers on the finished store."""
    names = ("simpul", "hubungan", "kutipan")
    texts = (resources.folder("queries") / "internal" / f"{name}.rq" for name in names)
    nodes, links, quotes = (select(text.read_text(encoding="utf-8")).rows for text in texts)
    fill(
        path,
        (
            Node(str(iri), str(kind), str(label), str(dokumen), _text(periode))
            for iri, kind, label, dokumen, periode in nodes
        ),
        (
            Link(str(dari), str(ke), str(basis), _text(kepastian), _text(aturan), str(cara), _text(tautan))
            for dari, ke, cara, basis, kepastian, aturan, tautan in links
        ),
        (
            (str(of), Quote(str(berkas), (int(str(awal)), int(str(akhir))), _text(tempat), str(kutipan)))
            for of, berkas, awal, akhir, tempat, kutipan in quotes
        ),
    )


def _text(term: object) -> str | None:
    return None if term is None else str(term)


def fill(
    path: Path,
    nodes: Iterable[Node],
    links: Iterable[Link],
    quotes: Iterable[tuple[str, Quote]],
) -> None:
    """Make the file ``path``. A quote is given with the IRI of the node or link whose words it is."""
    base = sqlite3.connect(path)
    try:
        base.executescript(_TABLES)
        base.execute(f"PRAGMA user_version = {FORM}")
        every = list(nodes)
        # Numbered by length, so that the shortest name that holds some words is found first.
        said = sorted({key(node.label) for node in every}, key=lambda words: (len(words), words))
        names = {words: number for number, words in enumerate(said, 1)}
        ids: dict[str, int] = {}

        def node_rows() -> Iterator[tuple[object, ...]]:
            for node in every:
                name = names[key(node.label)]
                number = ids[node.iri] = len(ids) + 1
                yield number, node.iri, node.iri[::-1], node.kind, node.label, node.dokumen, node.periode, name

        base.executemany("INSERT INTO node VALUES (?, ?, ?, ?, ?, ?, ?, ?)", node_rows())
        base.executemany("INSERT INTO name (words, id) VALUES (?, ?)", names.items())
        base.executemany(
            "INSERT INTO link VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (ids[one.dari], ids[one.ke], one.cara, one.basis, one.kepastian, one.aturan, one.tautan)
                for one in links
                if one.dari in ids and one.ke in ids
            ),
        )
        base.executemany(
            "INSERT INTO quote VALUES (?, ?, ?, ?, ?, ?)",
            ((of, one.berkas, *one.baris, one.tempat, one.kutipan) for of, one in quotes),
        )
        base.executescript(_FINISH)
        base.commit()
    finally:
        base.close()
