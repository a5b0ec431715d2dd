"""``python -m kgkesos``."""

from kgkesos.cli import main

if __name__ == "__main__":
    main()
