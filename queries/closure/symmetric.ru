#+ message@id: Karena “{?x}” {$property} “{?y}”, maka “{?y}” juga {$property} “{?x}”: hubungan ini berlaku dua arah
#+ message@en: Since “{?x}” {$property} “{?y}”, “{?y}” also {$property} “{?x}”: this holds both ways
# prp-symp: $property ties both ways.
INSERT { ?y $property ?x } WHERE { ?x $property ?y }
