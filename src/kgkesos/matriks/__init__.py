"""Objectives against activities: the answer to the question ``matriks`` as one table of marks, and as a workbook.

model       the table: which activity supports which objective, on how sure a basis
kosong      why there is none
buku        the table as an Excel workbook
"""

from kgkesos.matriks.model import SIGNS, Head, Mark, Matrix, matrix

__all__ = ["SIGNS", "Head", "Mark", "Matrix", "matrix"]
