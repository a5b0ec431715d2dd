"""``python -m kgkesos.padanan``: writes the stems of the words of the official lists into ``ontology/sumber``."""

from kgkesos import resources
from kgkesos.padanan import dasar

(resources.folder("ontology") / "sumber" / dasar.FILE).write_text(dasar.table(), encoding="utf-8", newline="\n")
