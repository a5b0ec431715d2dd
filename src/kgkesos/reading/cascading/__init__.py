"""The reader of cascading sheets: ``reader`` names the layers, one module each."""

from kgkesos.reading.cascading.reader import read

__all__ = ["read"]
