"""Lets `python -m lms` stand for the `lms` command."""

from lms.cli import main

main()
