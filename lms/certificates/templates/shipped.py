"""The template that comes with the program: the one issuers print on who name no other."""

from __future__ import annotations

from functools import cache

from lms.certificates.templates.folder import Draft, read_folder
from lms.certificates.templates.form import FOLDER

KEY = "chung"
"""No office may publish under this key: the program does, when it brings a new version."""


@cache
def shipped() -> Draft:
    """It, as it lies in the folder."""
    return read_folder(FOLDER)
