#+ message@id: Karena “{?x}” {$property} “{?y}” dan “{?y}” {$property} “{?z}”, maka “{?x}” {$property} “{?z}” secara tidak langsung
#+ message@en: Since “{?x}” {$property} “{?y}” and “{?y}” {$property} “{?z}”, “{?x}” {$property} “{?z}” indirectly
# prp-trp: what two steps of $property join, one step joins; the fixpoint makes it any number of steps.
INSERT { ?x $property ?z } WHERE { ?x $property ?y . ?y $property ?z }
