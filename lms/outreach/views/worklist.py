"""The people of a village by how far they are: to look through, to search, to print. Every look is noted."""

from __future__ import annotations

from collections import Counter
from math import ceil

from flask import Response, make_response, request
from flask.typing import ResponseReturnValue

from lms.clock import now
from lms.outreach import actions, queries
from lms.outreach.blueprint import bp
from lms.outreach.rules import Neighbour, State, chosen
from lms.outreach.views.own import note_look, own_village, today
from lms.outreach.words import OUTCOMES, SIGNS, STATES
from lms.people.forms import showable
from lms.roles import Role
from lms.vietnamese import tidy
from lms.web import me, open_to, page, reading, redirect_to, transaction

PER_PAGE = 40
_LONGEST_SEARCH = 100


@bp.get("/village")
@open_to(Role.TEAM)
def villages() -> ResponseReturnValue:
    """The village of the team; of several the choice."""
    found = queries.villages(reading(), me().units(Role.TEAM))
    if len(found) == 1:
        return redirect_to("outreach.worklist", code=found[0].code)
    return page("outreach/villages.html", villages=found)


@bp.get("/village/<code>")
@open_to(Role.TEAM)
def worklist(code: str) -> ResponseReturnValue:
    """A page of the people of the village, with how many are how far."""
    village = own_village(code)
    note_look(village)
    everybody = queries.neighbours(reading(), village.id, today())
    found = _chosen(everybody)
    last = max(1, ceil(len(found) / PER_PAGE))
    number = max(1, min(request.args.get("page", 1, int), last))
    return _no_copy(
        page(
            "outreach/worklist.html",
            village=village,
            total=len(everybody),
            counts=Counter(one.state for one in everybody),
            found=found[PER_PAGE * (number - 1) : PER_PAGE * number],
            number=number,
            last=last,
            asked=_asked(),
            due=[one for one in everybody if one.is_due(today())],
            states=STATES,
            signs=SIGNS,
            outcomes=OUTCOMES,
            today=today(),
        )
    )


@bp.get("/village/<code>/print")
@open_to(Role.TEAM)
def printed(code: str) -> ResponseReturnValue:
    """The same people as a list on paper, with room to write."""
    village = own_village(code)
    found = _chosen(queries.neighbours(reading(), village.id, today()))
    with transaction() as db:
        actions.take_list(db, village.id, me().person_id, now(), len(found))
    asked = _asked()
    html = page("outreach/print.html", village=village, found=found, asked=asked, states=STATES, today=today())
    return _no_copy(html)


def _asked() -> dict[str, str]:
    """What the address asks for, as far as there is such a thing."""
    wanted = request.args.get("state", "")
    typed = showable(tidy(request.args.get("q", "")))[:_LONGEST_SEARCH]
    mine = "1" if request.args.get("mine") == "1" else ""
    return {"state": wanted if wanted in set(State) else "", "q": typed, "mine": mine}


def _chosen(everybody: list[Neighbour]) -> list[Neighbour]:
    asked = _asked()
    wanted = State(asked["state"]) if asked["state"] else None
    return chosen(everybody, wanted, asked["q"], me().person_id if asked["mine"] else None)


def _no_copy(html: str) -> Response:
    return make_response(html, 200, {"Cache-Control": "no-store"})
