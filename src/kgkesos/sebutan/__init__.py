"""Mentions: which concepts of the vocabulary a text names, by their labels, abbreviations and spellings.

kamus   the labels of concepts, word by word
kata    the words of a text, as they are compared
cari    where a text names a concept: the longest label first
bersama names that share a part with another in a list
"""

from kgkesos.sebutan.cari import SINGKATAN, TEXTS, Sebutan, find
from kgkesos.sebutan.kamus import Kamus

__all__ = ["SINGKATAN", "TEXTS", "Kamus", "Sebutan", "find"]
