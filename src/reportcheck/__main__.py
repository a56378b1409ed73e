"""`python -m reportcheck` is the command line."""

from reportcheck.cli import main

if __name__ == "__main__":
    main()
