"""Tables of plans: sasaran, program, kegiatan, their indicators and targets, whatever kind of document has them."""
