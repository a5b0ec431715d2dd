"""What is said in Indonesian and in English: traces, proofs, builds, reports, pictures; the Indonesian is the key.

What documents print, names and codes of rules, and what errors say are not in it: the first two stay as they are, the
last is in both languages at once.
"""

from __future__ import annotations

import re
from typing import Final

from kgkesos.bahasa import gambar, instansi, perintah, temuan

ID, EN = "id", "en"

ENGLISH: Final = perintah.ENGLISH | temuan.ENGLISH | gambar.ENGLISH | instansi.ENGLISH
_LINES = re.compile(r"^baris(?=\s\d)")


def kata(phrase: str, lang: str = ID) -> str:
    """``phrase``, one of this module's Indonesian phrases, in ``lang``.

    >>> kata("Mengapa"), kata("Mengapa", "en")
    ('Mengapa', 'Why')

    Raises:
        KeyError: it has no English.
    """
    return phrase if lang == ID else ENGLISH[phrase]


def code(word: str, lang: str = ID) -> str:
    """A word of a code list (a basis, a verdict) or a note in ``lang``; one without English stays as it is."""
    return word if lang == ID else ENGLISH.get(word, word)


def place(where: str, lang: str = ID) -> str:
    """A place in a file in ``lang``; sheets, tables and boxes are named as their document's reader named them.

    >>> place("baris 3-5", "en"), place("lembar IKU, sel C5", "en")
    ('line 3-5', 'lembar IKU, sel C5')
    """
    return where if lang == ID else _LINES.sub("line", where)


def angka(count: int, lang: str = ID) -> str:
    """A count as it is printed in ``lang``.

    >>> angka(21641), angka(21641, "en")
    ('21.641', '21,641')
    """
    return f"{count:,}" if lang == EN else f"{count:,}".replace(",", ".")
