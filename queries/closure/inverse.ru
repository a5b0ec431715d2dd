#+ message@id: Karena “{?x}” {$property} “{?y}”, maka sebaliknya “{?y}” {$inverse} “{?x}”
#+ message@en: Since “{?x}” {$property} “{?y}”, the other way round “{?y}” {$inverse} “{?x}”
# prp-inv1, prp-inv2: $inverse ties the other way what $property ties. The axiom is compiled once for each direction.
INSERT { ?y $inverse ?x } WHERE { ?x $property ?y }
