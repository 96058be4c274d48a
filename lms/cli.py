"""The command line: read arguments, call an action, print."""

from __future__ import annotations

import click


@click.group()
def main() -> None:
    """Bình dân học vụ số: run it, feed it, look after it."""
