"""``python -m kgkesos.reference``: writes the generated files into ``ontology/``."""

from kgkesos import resources
from kgkesos.reference.graphs import files

for name, text in files().items():
    (resources.folder("ontology") / name).write_text(text, encoding="utf-8", newline="\n")
