#+ message@id: Karena “{?x}” – {$property} – “{?y}”, maka “{?y}” adalah {$class}: “{$property}” selalu menunjuk {$class}
#+ message@en: Since “{?x}” – {$property} – “{?y}”, “{?y}” is of the kind {$class}: “{$property}” leads to nothing else
# prp-rng: the range of $property is $class, so what is a value of $property is a $class.
INSERT { ?y a $class } WHERE { ?x $property ?y }
