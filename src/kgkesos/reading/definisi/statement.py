"""Definitions stated in running text: "X adalah ...", "X (S) ialah ...", "X yang selanjutnya disebut S adalah ..."."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kgkesos.reading.definisi import istilah, kalimat
from kgkesos.reading.definisi.istilah import Abbreviations
from kgkesos.reading.excerpt import Excerpt
from kgkesos.reading.page import Page
from kgkesos.records import Definisi

__all__ = ["Abbreviations", "Statement", "records", "statements"]

_VERB = re.compile(
    r",?\s+(?:(?P<kuat>adalah|ialah|merupakan|(?:didefinisikan|diartikan|dimaksudkan)\s+sebagai)|(?P<lemah>yaitu|yakni))"
    r"\s*:?\s+(?=\S)"
)
_SAYS = re.compile(r"\b(?:adalah|ialah|merupakan|yaitu|yakni|sebagai)\b")
# "Makna indikator :" before the sentence it heads. What these others head defines nothing.
_LABEL = re.compile(r"^(?P<label>[^\W\d_][\w/-]*(?:\s+[\w/-]+){0,3})\s*:\s*(?=\S)")
_MOST_LABELS = 3
_OTHER_LABEL = re.compile(
    r"alasan|tujuan|sasaran|target|sumber|rumus|formula|satuan|manfaat|cara|metode|periode|penanggung", re.IGNORECASE
)
_CLOSING = re.compile(r"(?<=[;,])\s*dan$")
# What points at one thing at hand says how it is, not what a word means.
_POINTS = re.compile(r"\b(?:ini|itu|tersebut|berikut)\b|nya$", re.IGNORECASE)
# What a document says of its own indicators and work: purpose, target, source, formula, reason, who and when.
_OWN = re.compile(
    r"^(?:tujuan|target(?:nya)?|sumber\s+data|rumus|formula(?:si)?|cara\s+(?:peng|per|meng)hitung\w*|(?:peng|per)hitungan"
    r"|penanggung\s*jawab|kendala|permasalahan|satuan|periode|alasan|dasar\s+hukum|capaian|realisasi|metode|tahun\s+dasar"
    r"|salah\s+satu|semakin|hal|lokasi|waktu|jadwal|penyebab|yang|tahun|kriteria|maksud|kelompok\s+sasaran"
    r"|(?:sasaran|sumber|hasil|upaya|manfaat|tugas|faktor|dampak|strategi|langkah|hambatan|frekuensi|pelaksana|outcome|data|jenis|pihak"
    r"|ruang\s+lingkup|responden|output|keluaran)(?=nya\b|\s+(?:yang|dari|untuk|kegiatan|program|indikator|utama)\b|$))\b",
    re.IGNORECASE,
)
# A word that joins a sentence to another, or counts: no term begins with it.
_JOINS = re.compile(
    r"^(?:dengan|oleh|sehingga|namun|tetapi|jadi|maka|karena|selain|setelah|sebelum|apabila|jika|bila|untuk|agar|pada|di"
    r"|dari|dalam|ke|bahwa|demikian|sedangkan|dan|atau|serta|setiap|para|semua|beberapa|masing-masing|adapun|sebagai)\b",
    re.IGNORECASE,
)
# An office or one of its units has a part to play; it is no concept.
_UNIT = re.compile(
    r"^(?:dinas|bidang|seksi|sub\s?bag(?:ian)?|sekretariat|kepala|inspektorat|upt[dp]?)\b", re.IGNORECASE
)
_ANYTHING = re.compile(
    r"^(?:segala|sesuatu|setiap|suatu|sebuah|se(?:se)?orang|sekumpulan|serangkaian)\b", re.IGNORECASE
)
# A measure without a name of what it measures.
_BARE_MEASURE = re.compile(
    r"^(?:(?:per|pre|pro)sentase|angka|nilai|rasio|indeks|capaian|jumlah|indikator)$", re.IGNORECASE
)
# A purpose, a reason, a manner, a number, a doing or a result: none says what a thing is.
_NO_KIND = re.compile(
    r"^(?:untuk|agar|supaya|karena|sebab|dengan|melalui|sebagai|sebesar|sebanyak|berjumlah|bahwa|jika|apabila|ketika|bila"
    r"|pada|dari|di|ke|oleh|dalam|antara|sangat|semakin|tidak|belum|sudah|telah|sama)\b"
    r"|^(?:[≥≤<>=~±]?\s*(?:Rp\.?\s*)?\d|tahun\s+\d|(?:ter|ber|ada|kurang|minim)[a-z]*nya\b)"
    r"|^(?!(?:mereka|metod|media|medis|mesin|menteri|mekanism|medan|merek|meja|menu|meter)[a-z]*\b)me[a-z]{4,}"
)
# What praises or urges tells no kind either.
_PRAISES = re.compile(
    r"^(?:kunci|fondasi|pondasi|pilar|tulang\s+punggung|ujung\s+tombak|jantung|modal\s+utama|harapan)\b", re.IGNORECASE
)
_UNIT_SAID = re.compile(r"^(?:Kepala|Bidang|Dinas|Seksi|Sekretari|Peraturan|Keputusan|Bupati|Wali|Kecamatan)")
# "Standar yang dipakai adalah ..." says which one of them, not what a word means.
_CHOSEN = re.compile(
    r"\byang\s+(?:akan\s+)?(?:dipakai|digunakan|diambil|dipilih|berlaku|dijadikan|diacu)\b", re.IGNORECASE
)
# A kind and what sets it apart take more than a word.
_FEWEST_WORDS = 2
_ONE_OF = re.compile(r"^salah\s+satu\b", re.IGNORECASE)
_MUST = re.compile(r"\b(?:harus|perlu)\s+segera\b|\bsangat\s+penting\b", re.IGNORECASE)
_CLAUSE = re.compile(r"\byang\b", re.IGNORECASE)
# A word of doing or being before "yaitu": a whole sentence stands there, not a term.
_SENTENCE = re.compile(
    r"\b(?:terdiri|terbagi|meliputi|mencakup|berupa|ada|adanya|memiliki|mempunyai|dapat|akan|telah|sudah|harus|masih|bahwa"
    r"|sebanyak|sebesar|sangat|lebih|paling|dua|tiga|empat|lima|enam|\d+|"
    r"di(?!nas|sabil|strib|git|klat|rek|are|fabel|alog|vis|skus|sipl|mens|agnos)[a-z]{4,})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One definition found in a text."""

    istilah: Excerpt
    singkatan: Excerpt | None
    definisi: Excerpt
    kalimat: Excerpt
    alias: tuple[Excerpt, ...] = ()


def statements(text: Excerpt, abbreviations: Abbreviations) -> tuple[Statement, ...]:
    """The definitions that ``text`` (spaces already single) states, in reading order."""
    found = (
        _statement(sentence, abbreviations)
        for sentence in kalimat.sentences(text, lambda item: _statement(item, abbreviations) is not None)
    )
    return tuple(said for said in found if said)


def _statement(sentence: Excerpt, abbreviations: Abbreviations) -> Statement | None:
    sentence = _without_closing(sentence)
    for _ in range(_MOST_LABELS):
        label = _LABEL.match(sentence.text)
        if not label or _SAYS.search(label["label"]):
            break
        if _OTHER_LABEL.match(label["label"]):
            return None
        sentence = sentence[label.end() :]
    verb = _VERB.search(sentence.text)
    if not verb:
        return None
    subject, meaning = sentence[: verb.start()].strip(), sentence[verb.end() :].strip()
    term = istilah.of(subject, abbreviations)
    if not term or not _names(term.istilah.text, meaning.text) or not _explains(meaning.text):
        return None
    if verb["lemah"] and _SENTENCE.search(_CLAUSE.split(subject.text)[0]):
        return None
    return Statement(term.istilah, term.singkatan, meaning, sentence, term.alias)


def _without_closing(sentence: Excerpt) -> Excerpt:
    closing = _CLOSING.search(sentence.text)
    return sentence[: closing.start()] if closing else sentence


def _names(term: str, meaning: str) -> bool:
    """Whether ``term`` names a concept or an indicator that ``meaning`` can define."""
    if not term[:1].isalnum() or _POINTS.search(term) or _CHOSEN.search(term):
        return False
    if _UNIT.match(term) or _BARE_MEASURE.match(term) or _JOINS.match(term):
        return False
    if _OWN.match(term) and not _ANYTHING.match(meaning):
        return False
    restricted = _CLAUSE.search(term) and not istilah.is_measure(term)
    # "Peserta yang hadir adalah ..." says who they are, unless what follows says it of a kind.
    return not restricted or bool(_CLAUSE.search(meaning)) or meaning.casefold().startswith(term.split()[0].casefold())


def _explains(meaning: str) -> bool:
    """Whether ``meaning`` says what kind of thing is meant."""
    if _NO_KIND.match(meaning) or _UNIT_SAID.match(meaning) or _MUST.search(meaning) or _PRAISES.match(meaning):
        return False
    if len(meaning.split()) < _FEWEST_WORDS:
        return False
    return not _ONE_OF.match(meaning) or bool(_CLAUSE.search(meaning))


def records(page: Page, parent: str, text: Excerpt, abbreviations: Abbreviations) -> tuple[Definisi, ...]:
    """A Definisi record for each definition that ``text``, a field of the record ``parent``, states."""
    return tuple(_record(page, parent, statement) for statement in statements(text, abbreviations))


def _record(page: Page, parent: str, said: Statement) -> Definisi:
    named = {"istilah": said.istilah, "singkatan": said.singkatan, "definisi": said.definisi, "kalimat": said.kalimat}
    evidence = page.evidence(named)
    if said.alias:
        evidence["alias"] = tuple(quote for name in said.alias for quote in name.bukti(page.source))
    return Definisi(
        id=page.new_id(parent, "definisi", said.istilah.text, said.definisi.text),
        induk=parent,
        bukti=evidence,
        istilah=said.istilah.text,
        singkatan=said.singkatan.text if said.singkatan else None,
        definisi=said.definisi.text,
        kalimat=said.kalimat.text,
        alias=tuple(name.text for name in said.alias),
    )
