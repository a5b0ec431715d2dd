# prp-trp: what two steps of $property join, one step joins; the fixpoint makes it any number of steps.
INSERT { ?x $property ?z } WHERE { ?x $property ?y . ?y $property ?z }
