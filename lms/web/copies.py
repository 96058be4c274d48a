"""A copy of a page, made to be kept on a telephone: the same for everybody, without a name and without a token."""

from __future__ import annotations

from flask import g

COPY = "offline"
"""Stands in a copy where the page itself holds the token of its form or the number of a submission."""


def begin_copy() -> None:
    """From here on what is rendered is a copy; only in a context of its own, without the visitor's session."""
    g.is_copy = True
    g.csrf_token = COPY  # Flask-WTF hands out what it finds here


def is_copy() -> bool:
    """Whether the page that is being rendered is to be kept on a telephone."""
    return "is_copy" in g
