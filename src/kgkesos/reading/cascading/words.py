"""The words by which cells of a cascading sheet are known: what programmes, indicators and results begin with."""

from __future__ import annotations

import re
from enum import StrEnum

from rapidfuzz import fuzz

from kgkesos.reading.formula import words as formula_words


class Kind(StrEnum):
    """What a printed cell is. FRAGMENT is text that nothing marks: the rest of another cell, or unknown."""

    TITLE = "judul"
    HEADER = "kepala kolom"
    NOTE = "catatan"
    NUMBER = "nomor"
    TUJUAN = "tujuan"
    SASARAN = "sasaran"
    PROGRAM = "program"
    KEGIATAN = "kegiatan"
    SUBKEGIATAN = "sub kegiatan"
    INDIKATOR = "indikator"
    FORMULA = "formula"
    TARGET = "target"
    FRAGMENT = "potongan"


# A cell that ends in one of these goes on elsewhere.
_CONNECTIVE = re.compile(
    r"dan|yang|yg|bagi|di|ke|dari|pada|untuk|utk|dengan|dgn|dalam|atau|oleh|serta|kepada|melalui|terhadap|antara"
    r"|sebagai|tentang|para|per|secara"
)
_COUNTS = frozenset({"jumlah", "banyaknya", "banyak", "total", "frekuensi"})
_RATIOS = frozenset({"persentase", "presentase", "prosentase", "persen", "rasio", "proporsi"})
_SCORE = re.compile(
    r"cakupan|indeks|rata-rata|rerata|tingkat|angka|laju|nilai|skor|capaian|predikat|opini|kontribusi", re.IGNORECASE
)
_HEAD = re.compile(
    r"NO|NOMOR|TUJUAN|SASARAN|INDIKATOR|KINERJA|FORMULASI|FORMULA|RUMUS|PROGRAM|KEGIATAN|SUB|SUBKEGIATAN|DINAS|BADAN"
    r"|INSTANSI|OPD|SKPD|PERANGKAT|DAERAH|UNIT|KERJA|PENGAMPU|PENANGGUNG|JAWAB|PELAKSANA|TARGET|SATUAN|KETERANGAN|KET"
    r"|STRATEGIS|UTAMA|VISI|MISI|DAN|&|/",
    re.IGNORECASE,
)
_HEAD_WORD = re.compile(r"[^\s/&]+|[/&]")
# What heads are about: two of these make a row of heads in any case; the first of them also alone in a cell.
_ABOUT = frozenset({"tujuan", "sasaran", "indikator", "formulasi", "formula", "rumus", "program", "kegiatan"})
_HEADS_ALONE = (_ABOUT - {"program", "kegiatan"}) | {"no", "nomor", "pengampu", "satuan", "target", "keterangan"}
_TITLE = re.compile(r"^(?:CASCADING|CASCADE|KASKADE|POHON KINERJA)\b", re.IGNORECASE)
_NOTE_START = re.compile(r"^\W*(?:TH|THN|TAHUN|PERIODE|CATATAN|KET|KETERANGAN|NB)\b", re.IGNORECASE)
_NOTE_WORD = re.compile(r"\b(?:19|20)\d\d\b|\b(?:di)?(?:ganti|hapus|gabung|ubah)\w*", re.IGNORECASE)
# "Meningkatnya", "Terwujudnya", "Berkurangnya": a state reached. "Meningkatkan", "Mewujudkan": an aim.
_STATE = re.compile(r"^(?:Me|Te|Be|Ke|Op)\w{3,}nya$")
_AIM = re.compile(
    r"^(?!Melalui$|Mengenai$|Meliputi$)(?:Me\w{3,}(?:kan|i)|Memper\w{3,}|Mem(?:bangun|bina|bentuk|elihara)"
    r"|Men(?:dorong|dukung|jaga|jamin|jadi|cegah))$"
)
_ACTIVITY_NOUN = re.compile(r"^(?:pe|ke|per|fasilitas|bimbing|bantu)\w*(?:an|si)$", re.IGNORECASE)
_SUB = re.compile(r"sub\s*-?\s*kegiatan\b", re.IGNORECASE)
_CLOSE_ENOUGH = 80
_NEARLY_SAME = 88


def _first(text: str) -> str:
    return text.split(maxsplit=1)[0].strip(".,:;()\"'") if text.split() else ""


def _like(word: str, wanted: str, least: int) -> bool:
    return word[:1].casefold() == wanted[0] and fuzz.ratio(word.casefold(), wanted) >= least


def labelled(text: str) -> str | None:
    """The label that the cell begins with ("Program", "Kegiatan", misprints included), as printed; else None."""
    word = _first(text)
    if word[:1].isupper() and (_like(word, "program", _CLOSE_ENOUGH) or _like(word, "kegiatan", _CLOSE_ENOUGH)):
        return text[: text.index(word) + len(word)]
    return None


def sub_label(text: str) -> str | None:
    """The label "Sub Kegiatan" that the cell begins with, as printed; else None."""
    found = _SUB.match(text)
    return found.group() if found else None


def is_count(text: str) -> bool:
    """Whether an indicator's name says that things are counted ("Jumlah ...")."""
    word = _first(text).casefold()
    return word in _COUNTS or _like(word, "jumlah", _NEARLY_SAME)


def is_ratio(text: str) -> bool:
    """Whether an indicator's name says that one amount is set against another ("Persentase ...")."""
    word = _first(text).casefold()
    return word in _RATIOS or _like(word, "persentase", _NEARLY_SAME)


def is_measure(text: str) -> bool:
    """Whether ``text`` begins as an indicator does. Words with other uses count only with a capital letter."""
    word = _first(text)
    return is_count(word) or is_ratio(word) or (word[:1].isupper() and bool(_SCORE.fullmatch(word)))


def without_measure(text: str) -> str:
    """An indicator's name, or a part of a formula, without the word that says how it is measured."""
    return text.split(maxsplit=1)[1] if is_measure(text) and len(text.split()) > 1 else text


def is_aim(text: str) -> bool:
    """Whether ``text`` begins with a verb of aiming, as a tujuan does."""
    return bool(_AIM.match(_first(text))) and not is_state(text)


def is_state(text: str) -> bool:
    """Whether ``text`` begins with a state reached, as a sasaran does."""
    return bool(_STATE.match(_first(text)))


def aims_at_measure(text: str) -> bool:
    """Whether a verb of aiming takes a measure as its object ("Menaikkan Jumlah ...")."""
    words = text.split(maxsplit=1)
    return len(words) > 1 and is_aim(text) and is_measure(words[1])


def is_of_heads(text: str) -> bool:
    """Whether ``text`` is made of the words of column headings alone, in capitals or each with a capital letter."""
    said = _HEAD_WORD.findall(text)
    return bool(said) and all(
        _HEAD.fullmatch(w.strip(".,:()")) and (w[0].isupper() or not w.isalpha() or w == "dan") for w in said
    )


def is_capital_header(text: str) -> bool:
    """Whether ``text`` is made of column headings alone, in capitals."""
    return text == text.upper() and is_of_heads(text)


def is_header(text: str) -> bool:
    """Whether ``text`` is made of column headings alone: in capitals, or two of what heads are about."""
    return is_of_heads(text) and (text == text.upper() or len(_said(text) & _ABOUT) > 1)


def is_header_cell(text: str) -> bool:
    """Whether a whole cell with ``text`` is made of column headings alone; "Program" may be a label without a name."""
    return is_header(text) or (is_of_heads(text) and bool(_said(text) & _HEADS_ALONE))


def _said(text: str) -> set[str]:
    return {word.strip(".,:()").casefold() for word in _HEAD_WORD.findall(text)}


def is_title(text: str) -> bool:
    """Whether ``text`` begins as the title of a cascading sheet does."""
    return bool(_TITLE.match(text))


def is_note(text: str) -> bool:
    """Whether ``text`` is a remark on the years or on what replaces what."""
    return bool(_NOTE_START.match(text) and _NOTE_WORD.search(text))


def is_formula(text: str) -> bool:
    """Whether ``text`` computes: one phrase over another that begins anew with a capital, or "× 100%"."""
    if formula_words.is_percentage(text):
        return True
    slash = re.search(r"/\s*\(?[A-Z]", text)
    return bool(slash) and "/" in text and not labelled(text) and _is_ratio_form(text)


def _is_ratio_form(text: str) -> bool:
    before, _, after = text.partition("/")
    return len(before.split()) > 1 and len(after.split()) > 1


def names_activity(text: str) -> bool:
    """Whether ``text`` begins with a noun of doing ("Pembinaan ..."), as an activity's name does."""
    return bool(_ACTIVITY_NOUN.match(_first(text)))


def is_connective(word: str) -> bool:
    """Whether ``word`` joins others, so that nothing can end in it."""
    return bool(_CONNECTIVE.fullmatch(word.casefold()))


def hangs(text: str) -> bool:
    """Whether ``text`` cannot end here: its last word asks for another, or it is a label without a name."""
    words = text.split()
    label = (len(words) == 1 and labelled(text) is not None) or sub_label(text) == text
    return not words or label or is_connective(words[-1]) or words[-1].casefold() == "sub"


def continues(text: str) -> bool:
    """Whether ``text`` cannot begin here: it starts with a small connective."""
    word = text.split(maxsplit=1)[0] if text.split() else ""
    return word.islower() and is_connective(word)


def kind_of(text: str) -> Kind:
    """What the cell with ``text`` (the number and code in front taken off) is, by its words alone."""
    label = labelled(text)
    if sub_label(text):
        return Kind.SUBKEGIATAN
    if label and not formula_words.is_percentage(text):
        return Kind.PROGRAM if _like(_first(label), "program", _CLOSE_ENOUGH) else Kind.KEGIATAN
    if is_formula(text):
        return Kind.FORMULA
    if is_measure(text):
        return Kind.INDIKATOR
    if is_state(text):
        return Kind.SASARAN
    return Kind.TUJUAN if is_aim(text) else Kind.FRAGMENT
