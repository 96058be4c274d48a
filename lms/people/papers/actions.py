"""Making and ending cards; giving, trying and using recovery codes. Whoever it is about is told each time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.clock import local_date
from lms.notices.actions import tell
from lms.notices.models import Kind
from lms.people import queries as people
from lms.people.actions import change_password
from lms.people.models import Login
from lms.people.papers import rules
from lms.people.papers.models import RecoveryCode, SignInCard
from lms.problems import N_, Conflict


def make_card(db: Session, actor_id: int, login_id: int, secret: str, now: datetime) -> SignInCard:
    """A card of a login; the one before ends. Raises :class:`Conflict` for somebody who has a role."""
    login = db.get_one(Login, login_id, with_for_update=True)
    if people.is_staff(db, login.person_id, local_date(now)):
        raise Conflict(N_("Whoever may see other people's data signs in with a password, not with a card."))
    _end_cards(db, login_id, now)
    card = SignInCard(login_id=login_id, secret_sha256=rules.fingerprint(secret), made_by=actor_id, made_at=now)
    db.add(card)
    db.flush()
    record(db, "people.make_card", f"login:{login_id}", now, actor_id=actor_id, card=card.id)
    tell(db, login.person_id, Kind.CARD_PRINTED, now, key=f"card:{card.id}", link="/account")
    return card


def end_card(db: Session, actor_id: int, login_id: int, now: datetime) -> None:
    """The card of a login signs nobody in any more; nothing changes if there is none."""
    db.get_one(Login, login_id, with_for_update=True)
    if _end_cards(db, login_id, now):
        record(db, "people.end_card", f"login:{login_id}", now, actor_id=actor_id)


def give_code(db: Session, actor_id: int, login_id: int, code_hash: str, now: datetime) -> RecoveryCode:
    """A code for a login, for a day; the one before ends."""
    login = db.get_one(Login, login_id, with_for_update=True)
    code = _new_code(db, actor_id, login_id, code_hash, now, now + rules.CODE_LASTS)
    tell(db, login.person_id, Kind.SIGNED_IN_AGAIN, now, key=f"code:{code.id}", link="/account/sessions")
    return code


def print_code(
    db: Session, actor_id: int, login_id: int, code_hash: str, now: datetime, printed_for: str | None = None
) -> RecoveryCode:
    """A code on a card of a class, for fourteen days; the one before ends. :class:`Conflict` for who has a role."""
    login = db.get_one(Login, login_id, with_for_update=True)
    if people.is_staff(db, login.person_id, local_date(now)):
        raise Conflict(N_("Whoever may see other people's data signs in with a password, not with a card."))
    code = _new_code(db, actor_id, login_id, code_hash, now, now + rules.CARD_CODE_LASTS)
    code.printed_for = printed_for
    tell(db, login.person_id, Kind.CARD_PRINTED, now, key=f"code:{code.id}", link="/account")
    return code


def count_code_tries(db: Session, login_ids: Iterable[int], now: datetime) -> list[RecoveryCode]:
    """The codes of these logins that may be tried, each with the try at hand counted; the last one ends a code."""
    tried = db.scalars(
        update(RecoveryCode)
        .where(
            RecoveryCode.login_id.in_(list(login_ids)),
            RecoveryCode.ended_at.is_(None),
            RecoveryCode.expires_at > now,
            RecoveryCode.tries < rules.CODE_TRIES,
        )
        .values(tries=RecoveryCode.tries + 1)
        .returning(RecoveryCode)
        .execution_options(synchronize_session=False)
    )
    return sorted(tried, key=lambda code: code.id)


def use_code(db: Session, code_id: int, password_hash: str, now: datetime) -> Login:
    """The code was right: its login has a new password, and nothing that opened it before does so any longer.

    Raises :class:`Conflict` when the code ended meanwhile, or when who gave it may not help this person any more.
    """
    code = db.get_one(RecoveryCode, code_id, with_for_update=True)
    login = db.get_one(Login, code.login_id, with_for_update=True)
    may_help = people.may_help(db, code.made_by, login.person_id, local_date(now))
    if code.ended_at is not None or code.expires_at <= now or not may_help or login.disabled_at is not None:
        raise Conflict(N_("This code has been used or has ended. Ask for a new one."))
    code.ended_at = code.used_at = now
    login.pictures_hash = None
    _end_cards(db, login.id, now)
    record(db, "people.use_code", f"login:{login.id}", now, actor_id=login.person_id, code=code.id)
    tell(db, login.person_id, Kind.SIGNED_IN_AGAIN, now, key=f"code:{code.id}:used", link="/account/sessions")
    return change_password(db, login.id, password_hash, now)


def end_printed_for(db: Session, printed_for: str, now: datetime) -> int:
    """The codes that were printed for this end with it; how many."""
    open_ones = update(RecoveryCode).where(RecoveryCode.printed_for == printed_for, RecoveryCode.ended_at.is_(None))
    return len(db.scalars(open_ones.values(ended_at=now).returning(RecoveryCode.id)).all())


def _end_cards(db: Session, login_id: int, now: datetime) -> bool:
    open_ones = update(SignInCard).where(SignInCard.login_id == login_id, SignInCard.ended_at.is_(None))
    return bool(db.scalars(open_ones.values(ended_at=now).returning(SignInCard.id)).all())


def _new_code(
    db: Session, actor_id: int, login_id: int, code_hash: str, now: datetime, until: datetime
) -> RecoveryCode:
    _end_codes(db, login_id, now)
    code = RecoveryCode(login_id=login_id, code_hash=code_hash, made_by=actor_id, made_at=now, expires_at=until)
    db.add(code)
    db.flush()
    record(db, "people.give_code", f"login:{login_id}", now, actor_id=actor_id, code=code.id)
    return code


def _end_codes(db: Session, login_id: int, now: datetime) -> None:
    open_ones = update(RecoveryCode).where(RecoveryCode.login_id == login_id, RecoveryCode.ended_at.is_(None))
    db.execute(open_ones.values(ended_at=now))
