"""What can be measured on texts before anything is judged: findings are decided by the queries that read it.

::

    isi        the words that carry a text's meaning: roots, with a named concept as one word
    banding    two texts beside each other: what both have, what only one has, two scores
    objek      what a text is about: its words without those of any office work
    bahasa     words that the spelling list has, misprints, words said twice, stray blanks
    singkatan  abbreviations, and whether a document writes them out
"""

from kgkesos.ciri.bahasa import Catatan, Ejaan, remarks
from kgkesos.ciri.banding import Perbandingan, compare
from kgkesos.ciri.isi import Isi, content
from kgkesos.ciri.singkatan import Singkatan, abbreviations, written_out

__all__ = [
    "Catatan",
    "Ejaan",
    "Isi",
    "Perbandingan",
    "Singkatan",
    "abbreviations",
    "compare",
    "content",
    "remarks",
    "written_out",
]
