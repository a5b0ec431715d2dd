#+ message@id: Karena {premises}, maka “{?x}” {$property} “{?y}”
#+ message@en: Since {premises}, “{?x}” {$property} “{?y}”
# prp-spo2: what the steps $path join one after the other, $property joins.
INSERT { ?x $property ?y } WHERE { ?x $path ?y }
