"""``python -m xxlint``."""

from xxlint.cli import main

if __name__ == "__main__":
    main()
