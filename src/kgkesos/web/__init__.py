"""The server: pages and an API that show the same answers as the command line, with no logic of their own.

::

    server     the process: the port, the signals
    app        the application made from a folder: routers, handlers, headers
    api pages  one route each for a thing that is asked for
    views      a build and what was asked -> the context of a page
    tables     an answer -> a table for the eye
    words      codes and column names -> Indonesian words
    context    what each template is given, as documented dataclasses
    models     what the API answers, as pydantic models
    problems   errors -> answers of the API and pages
    service    the open build, and the change to a newer one
    security   the headers that every response carries
"""
