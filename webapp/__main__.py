"""Runs the command line: ``python -m webapp``."""

from webapp.cli import main

main()
