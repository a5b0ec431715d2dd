# cax-sco, cax-eqc1, cax-eqc2: $sub is a subclass of $super, so what is a $sub is a $super.
INSERT { ?x a $super } WHERE { ?x a $sub }
