"""The words people meet on a telephone: written in courses/glossary.md, checked, read once."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from lms.catalogue.complaints import Complaint
from lms.catalogue.finding.glossary.reader import parse
from lms.catalogue.finding.glossary.terms import Glossary, Term
from lms.config import ROOT
from lms.vietnamese import fold

FILE = ROOT / "courses" / "glossary.md"

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")

__all__ = ["FILE", "Glossary", "Term", "check", "explained_beside", "read"]


def check(file: Path) -> list[Complaint]:
    """Everything that is wrong with a file of words, in the order of its lines."""
    return parse(file)[1]


@cache
def read(file: Path = FILE) -> Glossary:
    """The words that could be read. A fault in one of them takes none of the others away."""
    return parse(file)[0]


def explained_beside(course: Path) -> frozenset[str] | None:
    """Folded, every word the glossary beside a course knows or uses in an explanation; nothing without a glossary."""
    file = course.parent / FILE.name
    if not file.is_file():
        return None
    known = (f"{term.word} {' '.join(term.also)} {term.text}" for term in parse(file)[0].terms)
    return frozenset(fold(word) for text in known for word in _WORD.findall(text))
