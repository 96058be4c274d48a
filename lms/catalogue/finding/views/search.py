"""The search: a field, and what was found as rows that lead to the very screen."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from lms.catalogue.finding import glossary, queries
from lms.catalogue.finding.asking import Asked, asked
from lms.catalogue.finding.excerpt import Marker, Piece, excerpt
from lms.catalogue.finding.glossary import Term
from lms.catalogue.finding.index import Index
from lms.catalogue.finding.rules import Entry, Hit
from lms.catalogue.finding.views.blueprint import bp
from lms.vietnamese import tidy
from lms.web import EVERYONE, open_to, page, reading

LONGEST = 200
"""Characters of a question."""
_A_PAGE = 10
_MOST_TERMS = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was found, ready to be shown."""

    address: str
    heading: tuple[Piece, ...]
    trail: tuple[tuple[Piece, ...], ...]
    excerpt: tuple[Piece, ...]
    has_all: bool
    language: str


@bp.get("/search")
@open_to(EVERYONE)
def search() -> ResponseReturnValue:
    """What was found for ``q``; without it, the field and words to begin with."""
    typed = _printable(request.args.get("q", ""))
    if len(typed) > LONGEST:
        return _page(typed, is_too_long=True), 422
    question = asked(typed)
    if not question.words:
        return _page(typed)
    index = queries.index(reading())
    return _answer(typed, question, index)


def _printable(text: str) -> str:
    return tidy("".join(character if character.isprintable() else " " for character in text))


def _answer(typed: str, question: Asked, index: Index) -> str:
    hits = index.find(question, str(get_locale()))
    last = max(1, -(-len(hits) // _A_PAGE))
    now = min(max(request.args.get("page", 1, type=int), 1), last)
    terms = glossary.read().find(question)[:_MOST_TERMS] if now == 1 else []
    is_whole = bool(hits) and hits[0].has_all
    return _page(
        typed,
        rows=[_row(hit, question) for hit in hits[(now - 1) * _A_PAGE : now * _A_PAGE]],
        count=len(hits),
        now=now,
        last=last,
        terms=terms,
        better="" if is_whole or terms else index.better(question),
        courses=[] if hits else [_course(entry) for entry in index.courses(str(get_locale()))],
    )


def _page(
    typed: str,
    *,
    rows: list[Row] | None = None,
    count: int = 0,
    now: int = 1,
    last: int = 1,
    terms: list[Term] | None = None,
    better: str = "",
    courses: list[tuple[str, str]] | None = None,
    is_too_long: bool = False,
) -> str:
    return page(
        "catalogue/finding/search.html",
        typed=typed,
        rows=rows or [],
        has_asked=rows is not None,
        count=count,
        now=now,
        last=last,
        terms=terms or [],
        better=better,
        courses=courses or [],
        longest=LONGEST,
        is_too_long=is_too_long,
        suggestions=[] if rows else glossary.read().suggestions,
    )


def _row(hit: Hit, question: Asked) -> Row:
    marker = Marker(question, hit)
    return Row(
        _address(hit.entry),
        marker.pieces(hit.entry.heading),
        tuple(marker.pieces(title) for title in hit.entry.trail),
        excerpt(hit.entry.body, marker),
        hit.has_all,
        hit.entry.language,
    )


def _course(entry: Entry) -> tuple[str, str]:
    return _address(entry), entry.heading


def _address(entry: Entry) -> str:
    course, module, position = entry.key
    if not module:
        return url_for("learning.course", course=course)
    return url_for("learning.screen", course=course, module=module, position=position)
