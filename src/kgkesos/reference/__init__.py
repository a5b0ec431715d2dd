"""What is official for everybody: the nomenclature of affair 1.06 and the regions, from the CSV in ``ontology/sumber``.

``python -m kgkesos.reference`` writes the Turtle in ``ontology/`` from them (``graphs``).
"""

from kgkesos.reference.kata_peran import ALSO_NAME, POST, role_words
from kgkesos.reference.nama_lain import other_names
from kgkesos.reference.nomenklatur import Entri, nomenklatur
from kgkesos.reference.urusan import NamaLain, names_elsewhere
from kgkesos.reference.wilayah import Region, kind_printed, region_named, regions

__all__ = [
    "ALSO_NAME",
    "POST",
    "Entri",
    "NamaLain",
    "Region",
    "kind_printed",
    "names_elsewhere",
    "nomenklatur",
    "other_names",
    "region_named",
    "regions",
    "role_words",
]
