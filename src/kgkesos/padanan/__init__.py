"""What a document's programmes and kegiatan are probably called in the official nomenclature: suggestions, no facts.

A pure function of the records and the lists: ``suggest``. Nothing is suggested where nothing is near enough.
"""

from kgkesos.padanan.saran import Ditolak, Lists, Padanan, suggest

__all__ = ["Ditolak", "Lists", "Padanan", "suggest"]
