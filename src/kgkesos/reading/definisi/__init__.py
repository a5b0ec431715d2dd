"""Definitions stated in running text: "X adalah ...", "X (S) adalah ...", "X yang selanjutnya disebut S adalah ...".

kalimat    where sentences and the items of lists begin and end
istilah    the term that a sentence defines, its abbreviation and its other names
statement  which sentences define, and the Definisi records of a text
"""

from kgkesos.reading.definisi.istilah import Abbreviations
from kgkesos.reading.definisi.statement import Statement, records, statements

__all__ = ["Abbreviations", "Statement", "records", "statements"]
