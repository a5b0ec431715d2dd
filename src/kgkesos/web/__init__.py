"""The server: pages and an API that show the same answers as the command line, with no logic of their own.

::

    server joined           the process: the port, the signals; head and body of an answer in one piece
    app                     the application made from a folder: routers, handlers, headers
    api pages docs          one route each for a thing that is asked for
    home views traces whys searches things   a build and what was asked -> the context of a page
    temuan/                 the report of findings: its page, its API
    tertaut/                linked data: every IRI answered, the catalogue, the dumps
    sparql sparql_about     the SPARQL endpoint; what it says where no query is asked
    kosakata/               the vocabulary: its pages, its files for programs, its API
    forms tables words      fields of forms; an answer as a table for the eye; Indonesian words for codes
    problems                errors -> answers of the API and pages
    answering               what a request asks: which question, which parameters, which form
    cors files              what scripts of other sites may read; files whole or in parts, texts
    caching                 whether a client has an answer already
    client                  who asks
    rendering security      templates filled, with escaping on; the headers that every response carries
    encoding                what the API is asked is well encoded
    service                 the open build, and the change to a newer one
    context models          what each template is given; what the API answers

A page is a frozen dataclass of ``context`` and a template of the same page in ``templates/``. To add a question, add
its file to ``queries/questions``: its page, its route and its place on the home page follow.
"""
