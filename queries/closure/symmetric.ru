# prp-symp: $property ties both ways.
INSERT { ?y $property ?x } WHERE { ?x $property ?y }
