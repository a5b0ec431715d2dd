"""Offices of social affairs that do not exist, with as many documents as wanted: text for the whole pipeline to read.

``python -m bench.generate --help``. What each document says, and what is wrong with it on purpose, stands in the
manifest beside the documents::

    reference      real regions, names of the nomenclature, labels of concepts
    words          what such documents say, in our own words
    plan           one office: its goal, results, programmes, kegiatan, positions
    defects        what is made wrong in a plan, and the finding that must follow
    cascading      drawing  iki  iku  metadata     one layout each: a plan to text
    writing        offices and years to files, and the manifest
"""
