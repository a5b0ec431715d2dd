# prp-rng: the range of $property is $class, so what is a value of $property is a $class.
INSERT { ?y a $class } WHERE { ?x $property ?y }
