#+ message@id: Karena “{?x}” adalah {$sub}, maka “{?x}” juga {$super}: setiap {$sub} adalah {$super}
#+ message@en: Since “{?x}” is of the kind {$sub}, it is of the kind {$super}, too, as every {$sub} is
# cax-sco, cax-eqc1, cax-eqc2: $sub is a subclass of $super, so what is a $sub is a $super.
INSERT { ?x a $super } WHERE { ?x a $sub }
