"""The words people meet on a telephone: written in courses/glossary.md, checked, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lms.catalogue.complaints import Complaint
from lms.catalogue.finding.glossary.reader import parse
from lms.catalogue.finding.glossary.terms import Glossary, Term
from lms.config import ROOT

FILE = ROOT / "courses" / "glossary.md"

__all__ = ["FILE", "Glossary", "Term", "check", "read"]


def check(file: Path) -> list[Complaint]:
    """Everything that is wrong with a file of words, in the order of its lines."""
    return parse(file)[1]


@cache
def read(file: Path = FILE) -> Glossary:
    """The words that could be read. A fault in one of them takes none of the others away."""
    return parse(file)[0]
