"""How the questions of a version do, for whoever wrote them."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_uppercase

from flask import abort, flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.authoring.blueprint import bp
from lms.authoring.items import queries
from lms.authoring.items.background import COUNT
from lms.authoring.items.rules import FEWEST, Figures, Flag
from lms.catalogue import queries as catalogue
from lms.catalogue.published import PublishedItem, PublishedOption
from lms.catalogue.versions.queries import versions
from lms.clock import now
from lms.jobs.actions import enqueue_again
from lms.roles import Role
from lms.web import open_to, page, reading, redirect_to, transaction

_GRAVE = (Flag.WRONG_KEY, Flag.TELLS_LITTLE)


@dataclass(frozen=True, slots=True)
class Chosen:
    """How often one option was chosen."""

    letter: str
    part: str
    """The row or step it belongs to; empty where a question has none."""
    html: str
    right: bool
    count: int
    percent: str


@dataclass(frozen=True, slots=True)
class Row:
    """One question with its figures; none of few people."""

    item: PublishedItem
    figures: Figures | None
    facility: str
    discrimination: str
    options: list[Chosen]
    flags: list[tuple[str, str]]
    """Kind of the sign, and words."""


@bp.get("/authoring/courses/<slug>/versions/<int:number>/items")
@open_to(Role.AUTHOR)
def items(slug: str, number: int) -> ResponseReturnValue:
    """Every question of a version, with those to look at on top."""
    db = reading()
    version = _find(slug, number)
    course, pool = catalogue.published(db, version), catalogue.final_pool(db, version)
    counted = queries.analysis(db, version)
    made_at, found = counted or (None, {})
    groups = [(module.title, [_row(item, found) for item in module.practice]) for module in course.modules]
    groups.append((_("Final"), [_row(item, found) for item in pool]))
    rows = [row for _title, group in groups for row in group]
    return page(
        "authoring/items.html",
        slug=slug,
        number=number,
        title=course.title,
        made_at=made_at,
        groups=[(title, group) for title, group in groups if group],
        to_look_at=sorted((row for row in rows if _gravity(row) < len(_GRAVE)), key=_gravity),
        fewest=FEWEST,
    )


@bp.post("/authoring/courses/<slug>/versions/<int:number>/items")
@open_to(Role.AUTHOR)
def count_items(slug: str, number: int) -> ResponseReturnValue:
    """Have the figures counted now, in the background."""
    version = _find(slug, number)
    with transaction() as db:
        enqueue_again(db, COUNT, str(version), now())
    flash(_("The figures are being counted. Open this page again in a minute."), "know")
    return redirect_to(".items", slug=slug, number=number)


def _find(slug: str, number: int) -> int:
    return next((each.id for each in versions(reading(), slug) if each.number == number), None) or abort(404)


def _gravity(row: Row) -> int:
    """0 is the gravest; from the number of grave flags upward there is no hurry."""
    flags = row.figures.flags if row.figures else ()
    return next((at for at, flag in enumerate(_GRAVE) if flag in flags), len(_GRAVE))


def _row(item: PublishedItem, found: dict[int, Figures]) -> Row:
    figures = found.get(item.id)
    if figures is None:
        return Row(item, None, "", "", [], [])
    return Row(
        item,
        figures,
        _percent(figures.facility),
        "" if figures.discrimination is None else f"{figures.discrimination:.2f}".replace(".", ","),
        _chosen(item, figures),
        [_flag(flag, figures) for flag in figures.flags],
    )


def _chosen(item: PublishedItem, figures: Figures) -> list[Chosen]:
    """Options people chose among; nothing for what is typed or put in order, whose options are no answers."""
    if item.kind in ("ordering", "text", "number"):
        return []
    return [
        Chosen(_letter(at), _part(item, option), option.html, option.right, count, _percent(count / figures.count))
        for at, (option, count) in enumerate(zip(item.options, figures.options, strict=True))
    ]


def _part(item: PublishedItem, option: PublishedOption) -> str:
    return item.parts[option.part].html if item.parts else ""


def _flag(flag: Flag, figures: Figures) -> tuple[str, str]:
    if flag is Flag.WRONG_KEY:
        letters = ", ".join(_letter(index) for index in figures.preferred)
        return "bad", _("The key may be wrong: the best third prefers %(letters)s.", letters=letters)
    return {
        Flag.TELLS_LITTLE: ("bad", _("Does not tell who knows more (below 0,15).")),
        Flag.HARD: ("mind", _("Hard: fewer than 40 in 100 are right at first.")),
        Flag.EASY: ("mind", _("Easy: more than 95 in 100 are right at first.")),
        Flag.DEAD_OPTION: ("mind", _("A wrong option that fewer than 3 in 100 choose.")),
    }[flag]


def _letter(index: int) -> str:
    return ascii_uppercase[index] if index < len(ascii_uppercase) else str(index + 1)


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
