"""Pure functions on text: white space, keys for comparing, slugs, and flattening of LaTeX and HTML marks."""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata

# Signs that are not seen: soft hyphen, zero-width space and joiners, marks of direction, byte order mark.
INVISIBLE = (
    "\xad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff"
)
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
# Signs that open an item of a list; the last ones are those of the fonts Symbol and Wingdings, in the private area.
BULLETS = "•●▪‣◦○■□▫◆◇❖►▶▸▻➢➤➔→✓✔✗✘⁃∙⮚⚫⬤\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf0a8\uf06e\uf071\uf0e0\uf02d"
# What is no letter or digit of ASCII: taken away, or made a space.
_SIGNS_OF_ASCII = "".join(sign for sign in map(chr, range(128)) if not sign.isalnum())
_LETTERS_ALONE = str.maketrans("", "", _SIGNS_OF_ASCII)
_LETTERS_APART = str.maketrans(dict.fromkeys(_SIGNS_OF_ASCII, " "))
_NO_WORD = re.compile(r"[\W_]+")
_SPACE = re.compile(r"\s+")
_UNSEEN = re.compile(f"[{INVISIBLE}]")
_SIGNS = str.maketrans(dict.fromkeys(BULLETS, "•") | dict.fromkeys("‐‑–—−", "-") | {"ƒ": "f", "℅": "%"})
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
# Without one of these a text is flat but for its spaces.
_MARKED = re.compile(f"[{INVISIBLE}<&\\\\$]")
_FRAC = re.compile(r"\\[dt]?frac\s*\{(?P<a>(?:[^{}]|\{[^{}]*\})*)\}\s*\{(?P<b>(?:[^{}]|\{[^{}]*\})*)\}")
_TEXT = re.compile(r"\\(?:text|mathrm|textrm|mbox)\s*\{([^{}]*)\}")
_LATEX_SIGNS = (
    ("\\Sigma", "Σ"),
    ("\\sum", "Σ"),
    ("\\times", "×"),
    ("\\cdot", "×"),
    ("\\%", "%"),
    ("\\&", "&"),
    ("\\left", ""),
    ("\\right", ""),
    ("$", ""),
)
# Round numbers in words, as a multiplier is printed.
NUMERALS = {
    "seratus ribu": 100_000,
    "sepuluh ribu": 10_000,
    "satu juta": 1_000_000,
    "seribu": 1_000,
    "seratus": 100,
}
# How a region is shortened in a slug: its government, its kind, words of its name.
_SHORT_REGIONS = tuple(
    (re.compile(short), whole)
    for short, whole in (
        (r"^(?:pemerintah|pemda)-(?:daerah-(?!khusus|istimewa))?", ""),
        (r"^(?:pemkab|kab)-", "kabupaten-"),
        (r"^pemkot-", "kota-"),
        (r"^(?:pemprov|prov|prop|propinsi)-", "provinsi-"),
        (r"^((?:kabupaten|kota)-.+)-(?:provinsi|propinsi|prov|prop)-.+", r"\1"),
        (r"^(kabupaten|kota)-adm-", r"\1-administrasi-"),
        (
            r"^(?:provinsi-)?(?:dk[ij](?:-jakarta)?|daerah-khusus-jakarta|daerah-khusus-ibukota-jakarta)$",
            "provinsi-dki",
        ),
        (r"^(?:provinsi-)?(?:diy|d-?i-yogyakarta|daerah-istimewa-yogyakarta)$", "provinsi-diy"),
        (r"-kep-", "-kepulauan-"),
        (r"\bsumatra\b", "sumatera"),
    )
)
# Provinces by their abbreviations, and by their older names.
_PROVINCES = {
    "dki": "daerah-khusus-ibukota-jakarta",
    "diy": "daerah-istimewa-yogyakarta",
    "nad": "aceh",
    "nanggroe-aceh-darussalam": "aceh",
    "sumut": "sumatera-utara",
    "sumbar": "sumatera-barat",
    "sumsel": "sumatera-selatan",
    "kepri": "kepulauan-riau",
    "babel": "kepulauan-bangka-belitung",
    "bangka-belitung": "kepulauan-bangka-belitung",
    "jabar": "jawa-barat",
    "jateng": "jawa-tengah",
    "jatim": "jawa-timur",
    "ntb": "nusa-tenggara-barat",
    "ntt": "nusa-tenggara-timur",
    "kalbar": "kalimantan-barat",
    "kalteng": "kalimantan-tengah",
    "kalsel": "kalimantan-selatan",
    "kaltim": "kalimantan-timur",
    "kaltara": "kalimantan-utara",
    "sulut": "sulawesi-utara",
    "sulteng": "sulawesi-tengah",
    "sulsel": "sulawesi-selatan",
    "sultra": "sulawesi-tenggara",
    "sulbar": "sulawesi-barat",
    "malut": "maluku-utara",
}
_COMMAND = re.compile(r"\\[A-Za-z]+")
_CLOSING = re.compile(r"(?:\s*[.;,:])*\s*(?:;\s*dan|,\s*dan)?[\s.;,:]*$")


def squeeze(text: str) -> str:
    """``text`` with every run of white space made one space, and none at the ends.

    >>> squeeze("  Jumlah\\n  PMKS ")
    'Jumlah PMKS'
    """
    return " ".join(text.split())


def flatten(text: str) -> str:
    """``text`` with HTML tags and LaTeX commands written as the plain characters a reader sees; what is not seen goes.

    >>> flatten(r"$\\frac{\\text{A}}{\\text{B}} \\times 100\\%$")
    '(A) / (B) × 100%'
    """
    if not _MARKED.search(text):
        return squeeze(text)
    text = _UNSEEN.sub("", text)
    text = _TEXT.sub(r"\1", html.unescape(_TAG.sub(" ", text)))
    text = _FRAC.sub(r"(\g<a>) / (\g<b>)", text)
    for sign, plain in _LATEX_SIGNS:
        text = text.replace(sign, plain)
    return squeeze(text)


def bare(text: str) -> str:
    """The characters of ``text`` that carry meaning: compatibility forms unified, no white space, nothing unseen.

    Used to ask whether a quote holds a field: spacing differs between them, letters must not. Bullets of any sort
    count as the same, and so do dashes.

    >>> bare("KepalaSub. Bagian ƒ(x)") == bare("Kepala Sub. Bagian f(x)")
    True
    >>> bare("kese\xadjah\u200bteraan\xa0ﬁsik") == bare("kesejahteraan fisik")
    True
    """
    if text.isascii():
        return "".join(text.split())
    return _SPACE.sub("", unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).translate(_SIGNS))


def key(text: str) -> str:
    """A key under which two printings of the same words are equal: letters and digits only, case folded.

    >>> key("Kepala  Seksi Jaminan Sosial.") == key("KepalaSeksi Jaminan sosial")
    True
    """
    if text.isascii():
        return text.lower().translate(_LETTERS_ALONE)
    return _NO_WORD.sub("", unicodedata.normalize("NFKC", text).casefold())


def skips_words(between: str) -> bool:
    """Whether there are words in what stands ``between`` two quotes, or only markup, bullets and white space.

    >>> skips_words(r"$ \\text{"), skips_words(" ●  "), skips_words(" tahun ")
    (False, False, True)
    """
    return any(c.isalnum() for c in _COMMAND.sub("", _TAG.sub("", between)))


def slug(text: str, limit: int = 60) -> str:
    """``text`` as a path segment: ASCII letters and digits joined by hyphens, at most ``limit`` characters.

    >>> slug("Kepala Sub. Bagian Tata Usaha")
    'kepala-sub-bagian-tata-usaha'
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    whole = "-".join(text.lower().translate(_LETTERS_APART).split())
    if len(whole) <= limit:
        return whole
    cut = whole[:limit]
    return cut.rsplit("-", 1)[0] if "-" in cut else cut


def region_slug(name: str) -> str:
    """The path segment of a region: one for every way in which documents shorten its kind or its name.

    >>> region_slug("KAB. TAPIN"), region_slug("Pemerintah Kabupaten Tapin, Kalimantan Selatan")
    ('kabupaten-tapin', 'kabupaten-tapin')
    >>> region_slug("Prov. DKI Jakarta"), region_slug("Provinsi NTB")
    ('provinsi-daerah-khusus-ibukota-jakarta', 'provinsi-nusa-tenggara-barat')
    """
    found = slug(name.split(",")[0])
    for short, whole in _SHORT_REGIONS:
        found = short.sub(whole, found)
    kind, _, rest = found.partition("-")
    return f"provinsi-{_PROVINCES.get(rest, rest)}" if kind == "provinsi" else found


def mark(text: str) -> str:
    """Four hex digits that tell texts with the same slug apart (BLAKE2 of the text's ``key``)."""
    return hashlib.blake2b(key(text).encode(), digest_size=2).hexdigest()


def without_closing(text: str) -> str:
    """``text`` without the punctuation that closes a list item (``;``, ``.``, ``; dan``).

    >>> without_closing("Melaksanakan tugas; dan")
    'Melaksanakan tugas'
    """
    match = _CLOSING.search(text)
    return text[: match.start()] if match else text


def natural(number: str) -> tuple[tuple[int, str], ...]:
    """A sort key for printed numbers: ``2`` before ``10``, ``a`` before ``b``."""
    parts = re.findall(r"\d+|[^\W\d]+", number)
    return tuple((int(p), "") if p.isdigit() else (0, p.casefold()) for p in parts)


def letak(baris: tuple[int, int], tempat: str | None) -> str:
    """Where a person looks: ``tempat`` in a file that is no text, else its lines.

    >>> letak((3, 5), None), letak((3, 3), None), letak((3, 3), "lembar IKI, sel C5")
    ('baris 3-5', 'baris 3', 'lembar IKI, sel C5')
    """
    first, last = baris
    return tempat or (f"baris {first}" if first == last else f"baris {first}-{last}")
