"""Workbooks: the sheets of an Excel or OpenDocument file as the text that a planner gets who pastes them.

sheet       a sheet as a grid of shown texts with its merges, and the paragraphs and tables it makes
shown       what a cell shows of its number under its number format, in Indonesian usage
numbers     the kinds of number formats: percent, grouping, decimals, dates
xlsx        .xlsx and .xlsm: which sheets, what was not read; ``parts`` and ``cells`` decode the XML
ods, xls    OpenDocument; the older binary Excel (through python-calamine)

What is not shown is not read: hidden sheets, rows and columns are left out and named in the remark. Nothing is
computed, run or fetched: a formula counts as the value that was last stored with it.
"""
