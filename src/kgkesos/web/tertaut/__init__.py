"""Linked data: every IRI of a build is answered on this host, for people and for programs.

::

    alamat          addresses of this host <-> IRIs of the build
    bentuk          HTML, Turtle, JSON-LD ...: which of them a request asks for
    uraian          what the store says of one thing, each statement with its graphs
    kepala          what is said of the document that says it: licence, build, how to cite
    sajian          all that answers need of one build, made once; a description or a graph written in a form
    penggantian     what took the place of an IRI, what is gone, what comes near
    katalog         the catalogue of a build (DCAT, VoID) at /.well-known/void
    unduhan         the dumps of a build
    ragam           the kinds of named graphs, in words
    halaman context the same for people
    jawaban         headers, conditional requests, refusals
    besar giliran   large documents: made in turns, and once
    simpanan tempat they are kept as files while the server runs; where
    routes          one route for each

A thing (a position, a region, a concept) is no document: its IRI is answered with 303 See Other, to the document that
speaks of it in the form asked for (W3C, Cool URIs for the Semantic Web, section 4.2; TAG, httpRange-14), so that a
citation of the thing and one of its description stay apart. What is a document itself, a named graph or an ontology,
answers with 200 and the form's own address in Content-Location.
"""
