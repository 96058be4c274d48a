"""Every read of cards and codes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.people import queries as people
from lms.people.models import Login, Person, Residence, RoleGrant
from lms.people.papers import rules
from lms.people.papers.models import RecoveryCode, SignInCard
from lms.places import queries as places


@dataclass(frozen=True, slots=True)
class WayIn:
    """A way in of somebody, with what of paper holds for it at this moment."""

    login: Login
    card: SignInCard | None
    code: RecoveryCode | None


def open_card(db: Session, login_id: int) -> SignInCard | None:
    """The card of a login that holds."""
    return db.scalar(select(SignInCard).where(SignInCard.login_id == login_id, SignInCard.ended_at.is_(None)))


def holder(db: Session, secret: str, on: date) -> tuple[Login, Person] | None:
    """Whom a card signs in; nobody when it has ended, or when its holder has been given a role since."""
    if not rules.is_secret(secret):
        return None
    found = db.execute(
        select(Login, Person)
        .join(SignInCard, SignInCard.login_id == Login.id)
        .join(Person, Person.id == Login.person_id)
        .where(
            SignInCard.secret_sha256 == rules.fingerprint(secret),
            SignInCard.ended_at.is_(None),
            Login.disabled_at.is_(None),
        )
    ).one_or_none()
    if found is None or people.is_staff(db, found.Person.id, on):
        return None
    return found.Login, found.Person


def open_code(db: Session, login_id: int, now: datetime) -> RecoveryCode | None:
    """The code of a login that can still be used."""
    return db.scalar(
        select(RecoveryCode).where(
            RecoveryCode.login_id == login_id,
            RecoveryCode.ended_at.is_(None),
            RecoveryCode.expires_at > now,
            RecoveryCode.tries < rules.CODE_TRIES,
        )
    )


def code(db: Session, code_id: int) -> RecoveryCode | None:
    """One code, whether it still holds or not."""
    return db.get(RecoveryCode, code_id)


def ways_in(db: Session, person_id: int, now: datetime) -> list[WayIn]:
    """The ways in of a person that are not disabled, oldest first."""
    logins = db.scalars(
        select(Login).where(Login.person_id == person_id, Login.disabled_at.is_(None)).order_by(Login.id)
    )
    return [WayIn(login, open_card(db, login.id), open_code(db, login.id, now)) for login in logins]


def may_be_given(
    db: Session, helper_id: int, person_ids: Iterable[int], unit_ids: Iterable[int], on: date
) -> dict[int, Login]:
    """The oldest way in, by person, of those a teacher of these units may give a code or a card: learners who live there.

    Who has a role gets none, and nobody gives one to themselves. One statement for a whole class.
    """
    live_here = select(Residence.person_id).where(
        Residence.org_unit_id.in_(places.within(unit_ids, on)), people.in_force(Residence, on)
    )
    with_role = select(RoleGrant.person_id).where(people.in_force(RoleGrant, on))
    rows = db.scalars(
        select(Login)
        .where(Login.person_id.in_(list(person_ids)), Login.person_id != helper_id, Login.disabled_at.is_(None))
        .where(Login.person_id.in_(live_here), Login.person_id.not_in(with_role))
        .order_by(Login.id.desc())
    )
    return {login.person_id: login for login in rows}
