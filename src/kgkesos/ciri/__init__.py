"""What can be measured on texts before anything is judged: findings are decided by the queries that read it.

::

    isi        the words that carry a text's meaning: roots, with a named concept as one word
    banding    two texts beside each other: what both have, what only one has, two scores
    objek      what a text is about: its words without those of any office work
    kaitan     what two texts name that belongs together in other words
    bahasa     words that the spelling list has, misprints, words said twice, stray blanks
    salah_ketik  which words of a document are misprints
    istilah    terms that a rule replaced
    lambang    what the symbols of a formula stand for
    ragam      what a document writes in two ways
    singkatan  abbreviations, and whether a document writes them out
    kepanjangan  whether a document prints what an abbreviation stands for
"""

from kgkesos.ciri.bahasa import Catatan, Ejaan, remarks
from kgkesos.ciri.banding import Perbandingan, compare, compare_parts
from kgkesos.ciri.isi import Isi, content, core, inner, opened, parted, things, unlimited
from kgkesos.ciri.istilah import Penggantian, Terganti, outdated, replaced_terms
from kgkesos.ciri.kaitan import Kaitan
from kgkesos.ciri.kepanjangan import Frasa
from kgkesos.ciri.lambang import legend, meant
from kgkesos.ciri.ragam import Ragam, variants
from kgkesos.ciri.salah_ketik import misprints
from kgkesos.ciri.singkatan import Singkatan, abbreviations, expanded, same_letters, written_out

__all__ = [
    "Catatan",
    "Ejaan",
    "Frasa",
    "Isi",
    "Kaitan",
    "Penggantian",
    "Perbandingan",
    "Ragam",
    "Singkatan",
    "Terganti",
    "abbreviations",
    "compare",
    "compare_parts",
    "content",
    "core",
    "expanded",
    "inner",
    "legend",
    "meant",
    "misprints",
    "opened",
    "outdated",
    "parted",
    "remarks",
    "replaced_terms",
    "same_letters",
    "things",
    "unlimited",
    "variants",
    "written_out",
]
