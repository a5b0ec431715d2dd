"""The vocabulary for people: a list of terms, a page for each, and the whole as one page to take along.

::

    routes                  the pages, the files for programs, and the API
    pages offline           a term, and what was asked -> the context of a page
    views usages            a term, and where it is used, as pages show it
    context models words    what the templates are given; what the API answers; Indonesian words for codes
"""
