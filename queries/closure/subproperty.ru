#+ message@id: Karena “{?x}” {$sub} “{?y}”, maka berlaku juga “{$super}”
#+ message@en: Since “{?x}” {$sub} “{?y}”, “{$super}” holds, too
# prp-spo1, prp-eqp1, prp-eqp2: $sub is a subproperty of $super, so what $sub ties, $super ties.
INSERT { ?x $super ?y } WHERE { ?x $sub ?y }
