"""Asking, taking back, doing what was asked, refusing it: each with its row in the record and a word to the person."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, text, update
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.clock import local_date
from lms.db import insert_once, new_id
from lms.notices.actions import tell
from lms.notices.models import Kind
from lms.people import queries as people
from lms.people.groups import actions as declarations
from lms.people.homes.actions import settle
from lms.people.models import Consent, Login, Membership, Person
from lms.people.requests.models import Request
from lms.people.requests.rules import NAMES, State, What
from lms.people.view.models import ChosenView
from lms.places import queries as places
from lms.problems import N_, Conflict, Problem
from lms.vietnamese import fold, name_sort_key

PAGE = "/account/requests"
DELETED = "(đã xóa)"
"""What stands where the name of a deleted person stood."""


def ask(
    db: Session, person_id: int, what: What, now: datetime, *, wanted: dict[str, str] | None = None, note: str = ""
) -> None:
    """Send a request. While one of the same kind waits, that one stays and nothing is sent."""
    sent = db.scalar(
        insert_once(db, Request)
        .values(
            public_id=new_id(),
            person_id=person_id,
            what=what,
            wanted=wanted or {},
            note=note,
            org_unit_id=_answered_at(db, person_id, now),
            asked_at=now,
            state=State.SENT,
            reason="",
        )
        .on_conflict_do_nothing(index_elements=["person_id", "what"], index_where=text("state = 'sent'"))
        .returning(Request.id)
    )
    if sent is None:
        raise Conflict(N_("You have asked for this already; it is being looked at. Take that back first."))
    record(db, "requests.ask", f"request:{sent}", now, actor_id=person_id, what=what.value)


def take_back(db: Session, request: Request, now: datetime) -> None:
    """The person no longer asks for it. Raises :class:`Conflict` when it was answered meanwhile."""
    _answer(db, request, State.TAKEN_BACK, request.person_id, now)


def refuse(db: Session, request: Request, actor_id: int, reason: str, now: datetime) -> None:
    """Say that it cannot be done, and why. Raises :class:`Conflict` when it was answered meanwhile."""
    _answer(db, request, State.REFUSED, actor_id, now, reason=reason)
    _tell(db, request, Kind.REQUEST_REFUSED, now)


def correct(db: Session, request: Request, actor_id: int, now: datetime) -> None:
    """Do what a correction asks for. Certificates already printed keep what they say.

    Raises :class:`Conflict` when it was answered meanwhile.
    """
    _answer(db, request, State.DONE, actor_id, now)
    person, wanted = db.get_one(Person, request.person_id), request.wanted
    if "name" in wanted:
        _rename(person, wanted["name"])
    if "birth_year" in wanted:
        person.birth_year = int(wanted["birth_year"])
    if "commune" in wanted:
        _move(db, person.id, wanted["commune"], now)
    _tell(db, request, Kind.REQUEST_DONE, now)


def close_account(db: Session, request: Request, actor_id: int, now: datetime) -> list[int]:
    """End consent and every way in; for a deletion, forget who the person was as well.

    What other rooms keep of the person is theirs to forget, in the same transaction. The register of certificates
    and the record of who did what stay, as the law asks. Gives the ids of the ways in, whose sessions are to end.
    Raises :class:`Conflict` when it was answered meanwhile, or while the person has a role here.
    """
    if people.grants(db, request.person_id, local_date(now)):
        raise Conflict(N_("This person has a role here. End the role first."))
    _answer(db, request, State.DONE, actor_id, now)
    mine = Consent.person_id == request.person_id
    db.execute(update(Consent).where(mine, Consent.withdrawn_at.is_(None)).values(withdrawn_at=now))
    for login in db.scalars(select(Login).where(Login.person_id == request.person_id)):
        login.epoch, login.disabled_at = login.epoch + 1, now
    if request.what == What.DELETION:
        _forget(db, request, now)
    else:
        _tell(db, request, Kind.REQUEST_DONE, now)
    return people.logins_of(db, request.person_id)


def record_copy(db: Session, person_id: int, form: str, now: datetime) -> None:
    """Note that somebody took a copy of everything that is kept of them."""
    record(db, "requests.copy", f"person:{person_id}", now, actor_id=person_id, form=form)


def _answer(db: Session, request: Request, state: State, actor_id: int, now: datetime, *, reason: str = "") -> None:
    """The database decides who answers first."""
    answered = db.execute(
        update(Request)
        .where(Request.id == request.id, Request.state == State.SENT)
        .values(state=state, answered_at=now, answered_by=actor_id, reason=reason)
        .returning(Request.id)
    ).first()
    if answered is None:
        raise Conflict(N_("This request has been answered already."))
    unit_id = request.org_unit_id
    record(db, f"requests.{state.value}", f"request:{request.id}", now, actor_id=actor_id, org_unit_id=unit_id)


def _tell(db: Session, request: Request, kind: Kind, now: datetime) -> None:
    tell(db, request.person_id, kind, now, key=request.public_id, link=PAGE, what=NAMES[What(request.what)])


def _answered_at(db: Session, person_id: int, now: datetime) -> int:
    home = people.residence(db, person_id, local_date(now)) or people.unknown_place(db)
    if home is None:
        raise Problem(N_("The office has no places yet. Ask the people who run this platform."))
    return home


def _rename(person: Person, name: str) -> None:
    person.name = name
    person.folded_name = fold(name)[: Person.folded_name.type.length]
    person.sort_key = name_sort_key(name)[: Person.sort_key.type.length]


def _move(db: Session, person_id: int, commune: str, now: datetime) -> None:
    """From today the person lives in another commune; the earlier home stays on record with its days."""
    today = local_date(now)
    unit = places.unit_by_code(db, commune, today)
    if unit is None:
        raise Problem(N_("This commune no longer exists. Ask the person where they live now."))
    settle(db, person_id, unit.id, today)


def _forget(db: Session, request: Request, now: datetime) -> None:
    """Take out of the rows of this room everything that says who the person was."""
    person = db.get_one(Person, request.person_id)
    _rename(person, DELETED)
    person.phone = None
    for login in db.scalars(select(Login).where(Login.person_id == person.id)):
        login.name = login.folded_name = f"deleted-{login.id}"
        login.password_hash, login.pictures_hash = "", None
    still_in = Membership.person_id == person.id, Membership.valid_to.is_(None)
    db.execute(update(Membership).where(*still_in).values(valid_to=local_date(now)))
    declarations.forget(db, person.id)
    db.execute(delete(ChosenView).where(ChosenView.person_id == person.id))
    db.execute(update(Request).where(Request.person_id == person.id).values(wanted={}, note=""))
