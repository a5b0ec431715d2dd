"""PDF: the words of each page, put into the cells that its lines draw; what stands outside them as lines of text."""

from kgkesos.reading.pdf.berkas import load

__all__ = ["load"]
