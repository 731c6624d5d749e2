"""Runs the command line: python -m participation."""

from participation.cli import main

if __name__ == "__main__":
    main()
