"""Every read of cards and codes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.people import queries as people
from lms.people.models import Login, Person
from lms.people.papers import rules
from lms.people.papers.models import RecoveryCode, SignInCard


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
