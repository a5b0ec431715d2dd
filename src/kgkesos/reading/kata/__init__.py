"""Words: which ones a document can be expected to print, and the spacing that a text layer lost, mended.

kosakata   the words of a document, of the ontology's labels, and the roots of Indonesian
lekat      words glued together or cut over two lines
"""
