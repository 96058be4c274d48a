"""Who is missing on either side, in the visitor's units: attained and not confirmed, confirmed without a certificate."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from flask import Response, abort
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.certificates.export import line
from lms.clock import local_date, now
from lms.db import Database
from lms.roles import Role
from lms.statistics.vneid.queries import people
from lms.statistics.vneid.queries.batches import last_answers
from lms.statistics.vneid.queries.people import Somebody
from lms.statistics.vneid.views import words
from lms.statistics.vneid.views.blueprint import bp
from lms.statistics.vneid.views.found import charge
from lms.web import database, me, open_to, page, reading, transaction

_SHOWN = 100
_HEADS = ("Họ và tên", "Năm sinh", "Mã xã, phường", "Xã, phường", "Thôn, khu")


class Which(StrEnum):
    """The two lists, by their address."""

    AWAITING = "awaiting"
    WITHOUT_CERTIFICATE = "without-certificate"


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody of a list, and what was answered last."""

    somebody: Somebody
    status: tuple[str, str]


_Count = Callable[[Session, Collection[int], date], int]
_FIND = {Which.AWAITING: people.awaiting, Which.WITHOUT_CERTIFICATE: people.without_certificate}
_COUNT: dict[Which, _Count] = {
    Which.AWAITING: people.count_awaiting,
    Which.WITHOUT_CERTIFICATE: people.count_without_certificate,
}
_ALL = {Which.AWAITING: people.all_awaiting, Which.WITHOUT_CERTIFICATE: people.all_without_certificate}


@bp.get("/statistics/vneid/<any(awaiting, 'without-certificate'):which>")
@open_to(Role.OFFICIAL)
def missing(which: str) -> ResponseReturnValue:
    """The first of a list, and how many there are."""
    wanted, db, today = Which(which), reading(), local_date(now())
    found = _FIND[wanted](db, charge(), today, _SHOWN)
    answers = last_answers(db, [one.person_id for one in found])
    rows = [Row(one, words.last_answer(answers.get(one.person_id))) for one in found]
    count = len(found) if len(found) < _SHOWN else _COUNT[wanted](db, charge(), today)
    return page("statistics/vneid_list.html", which=wanted, rows=rows, count=count)


@bp.get("/statistics/vneid/<any(awaiting, 'without-certificate'):which>.csv")
@open_to(Role.OFFICIAL)
def missing_csv(which: str) -> ResponseReturnValue:
    """The list as a file; that it was taken is noted, for it names people."""
    wanted, today = Which(which), local_date(now())
    count = _COUNT[wanted](reading(), charge(), today) or abort(404)
    with transaction() as db:
        record(db, "vneid.list", f"list:{wanted}", now(), actor_id=me().person_id, count=count)
    name = f"vneid-{wanted}-{today}.csv"
    return Response(
        _lines(database(), wanted, charge(), today),
        mimetype="text/csv",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"},
    )


def _lines(source: Database, wanted: Which, units: Collection[int], on: date) -> Iterator[str]:
    """The list while it is sent: it has a session of its own, as the request is over by then."""
    yield "\ufeff" + line(_HEADS)
    with source.reading() as db:
        for one in _ALL[wanted](db, units, on):
            yield line([one.name, one.birth_year, one.commune_code, one.commune, one.village])
