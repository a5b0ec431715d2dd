"""kgkesos: a knowledge graph of what Indonesian social-affairs offices promise in documents."""

__version__ = "0.1.0"
