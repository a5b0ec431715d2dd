"""From bytes to records: one module per file format, one per kind of document."""
