"""Workbooks that kgkesos writes: templates to start from, and documents that were read, to be corrected in Excel.

form        what is written: sheets of rows of cells, each with the fields of records that it holds
iki, iku, cascading, drawn, metadata
            the form of each kind of document, as offices lay it out; ``drawn``: a cascading by position
daftar      the list that any kind fits in: one record a row
kinds       which kind is written in which form
templates   empty forms with an example, and the words of the help sheet
asal        the sheet that says where each field was read, so that a corrected workbook still leads to its original
workbook    forms as .xlsx (openpyxl)
arsip       the bytes of any workbook
kertas      sheets on paper
proof       a workbook is read back before it is given: what its form cannot hold is named, never lost in silence

What a person wrote is never changed on its way into a cell: text that begins as a formula is stored as text.
"""
