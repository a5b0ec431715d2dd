#+ message@id: Karena “{?x}” – {$property} – “{?y}”, maka “{?x}” adalah {$class}: “{$property}” hanya dikatakan tentang {$class}
#+ message@en: Since “{?x}” – {$property} – “{?y}”, “{?x}” is of the kind {$class}: “{$property}” is said of nothing else
# prp-dom: the domain of $property is $class, so what has a $property is a $class.
INSERT { ?x a $class } WHERE { ?x $property ?y }
