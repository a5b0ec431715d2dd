# prp-spo1, prp-eqp1, prp-eqp2: $sub is a subproperty of $super, so what $sub ties, $super ties.
INSERT { ?x $super ?y } WHERE { ?x $sub ?y }
