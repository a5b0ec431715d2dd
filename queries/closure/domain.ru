# prp-dom: the domain of $property is $class, so what has a $property is a $class.
INSERT { ?x a $class } WHERE { ?x $property ?y }
