"""The report of findings for a browser and for programs: what ``kgkesos check`` reports, with the same filters.

::

    routes          the page, and the API in four forms
    asking          what a request asks for -> the filter of the report, and back to an address
    replying        the report and what was asked -> the answer of the API: whole or a page, in its form
    reports         the whole report of the build in service, made once for each build
    views           a report and what was asked -> the context of the page
    context models  what the template is given; what the API answers

Nothing is decided here: the report is that of ``kgkesos.laporan``.
"""
