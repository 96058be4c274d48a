"""Sessions live in the database. The cookie is a random number; logging out makes it worthless everywhere.

A guest's cookie stands for nothing until there is something to remember, so reading writes nothing.
The form token of a session is derived from its cookie and needs no row either.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, Request, Response, request, session
from flask.sessions import SessionInterface, SessionMixin
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from werkzeug.datastructures import CallbackDict

from lms.clock import now
from lms.db import Database, insert_once
from lms.web.devices import give_number
from lms.web.models import WebSession

GUEST_MINUTES = 60 * 24 * 30
_TOKEN = "csrf_token"  # noqa: S105 - the name Flask-WTF looks for, not a secret
_HANDLE = 16
_SEEN_EVERY = timedelta(hours=1)
_WITHOUT = ("/static/", "/media/", "/health")


class BrowserSession(CallbackDict[str, Any], SessionMixin):
    """What one browser's cookie stands for."""

    def __init__(self, cookie: str, secret: bytes, row: WebSession | None, *, is_new: bool) -> None:
        def on_change(_: object) -> None:
            self.modified = True

        super().__init__({**(row.data if row else {}), _TOKEN: _form_token(secret, cookie)}, on_change)
        self.cookie = cookie
        self.row = row
        self.new = is_new
        self.secret = secret
        self.modified = False
        self.used = False
        self.retired: list[str] = []
        self.login_id = row.login_id if row else None
        self.idle_minutes = row.idle_minutes if row else GUEST_MINUTES
        self.expires_at = row.expires_at if row else None
        self.persistent = True
        self.lost: DBAPIError | None = None

    def __getitem__(self, name: str) -> Any:
        self.used = True
        return super().__getitem__(name)

    def begin(self, login_id: int, *, idle_minutes: int, longest: timedelta, persistent: bool, at: datetime) -> None:
        """Somebody signed in: new cookie, new row, and the old one is gone."""
        self.retired.append(_key(self.cookie))
        self.cookie, self.row, self.new = secrets.token_urlsafe(32), None, True
        self.login_id, self.idle_minutes, self.persistent = login_id, idle_minutes, persistent
        self.expires_at = at + longest
        self[_TOKEN] = _form_token(self.secret, self.cookie)

    def end(self) -> None:
        """Somebody signed out: the row goes, and nothing of it stays in this browser."""
        self.retired.append(_key(self.cookie))
        self.clear()
        self.cookie, self.row, self.new = secrets.token_urlsafe(32), None, True
        self.login_id, self.idle_minutes, self.expires_at = None, GUEST_MINUTES, None
        self[_TOKEN] = _form_token(self.secret, self.cookie)

    @property
    def handle(self) -> str:
        """What a page may call this session by; one cannot come in with it."""
        return _key(self.cookie)[:_HANDLE]

    def contents(self) -> dict[str, Any]:
        """What is worth keeping."""
        return {name: value for name, value in self.items() if name != _TOKEN}


class DatabaseSessions(SessionInterface):
    """Flask's sessions, kept in the table ``web_session``."""

    def __init__(self, database: Database, secret: str, *, secure: bool) -> None:
        self._database = database
        self._secret = secret.encode()
        self._secure = secure
        self._name = "__Host-sid" if secure else "sid"

    def open_session(self, app: Flask, request: Request) -> BrowserSession:
        cookie = request.cookies.get(self._name, "")
        if not cookie or request.path.startswith(_WITHOUT):
            return BrowserSession(secrets.token_urlsafe(32), self._secret, None, is_new=True)
        try:
            return BrowserSession(cookie, self._secret, self._find(cookie, now()), is_new=False)
        except DBAPIError as error:  # Flask has no page for what is raised here; see answer_for_lost_sessions
            unknown = BrowserSession(cookie, self._secret, None, is_new=False)
            unknown.lost = error
            return unknown

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        assert isinstance(session, BrowserSession)  # noqa: S101 - we made it in open_session
        if session.used or session.modified:
            response.vary.add("Cookie")
        at = now()
        if session.modified or session.retired:
            self._store(session, at)
        elif session.row is not None and _is_stale(session.row, at):
            self._touch(session, at)
        if session.new and (session.used or session.modified):
            self._give_cookie(session, response)
        if session.login_id is not None and (session.new or request.method == "POST"):  # what nobody keeps a copy of
            give_number(request, response, secure=self._secure)

    def _find(self, cookie: str, at: datetime) -> WebSession | None:
        with self._database.reading() as db:
            row = db.get(WebSession, _key(cookie))
        return row if row is not None and _is_alive(row, at) else None

    def _store(self, session: BrowserSession, at: datetime) -> None:
        contents = session.contents()
        with self._database.transaction() as db:
            if session.retired:
                db.execute(delete(WebSession).where(WebSession.key.in_(session.retired)))
            if contents:
                _keep(db, session, contents, at)
            elif session.row is not None:
                db.execute(delete(WebSession).where(WebSession.key == _key(session.cookie)))

    def _touch(self, session: BrowserSession, at: datetime) -> None:
        with self._database.transaction() as db:
            db.execute(update(WebSession).where(WebSession.key == _key(session.cookie)).values(seen_at=at))

    def _give_cookie(self, session: BrowserSession, response: Response) -> None:
        age = timedelta(minutes=session.idle_minutes) if session.persistent else None
        response.set_cookie(
            self._name, session.cookie, max_age=age, secure=self._secure, httponly=True, samesite="Lax", path="/"
        )


def answer_for_lost_sessions() -> None:
    """Let the request fail as any other does, with a page, when the database did not say who is asking."""
    if isinstance(session, BrowserSession) and session.lost:
        raise session.lost


def end_sessions(db: Session, login_ids: Iterable[int]) -> None:
    """End every session of these logins, wherever they are."""
    db.execute(delete(WebSession).where(WebSession.login_id.in_(list(login_ids))))


def sessions_of(db: Session, login_ids: Iterable[int], at: datetime) -> list[WebSession]:
    """The sessions of these logins that hold, the one used last first."""
    rows = db.scalars(
        select(WebSession)
        .where(WebSession.login_id.in_(list(login_ids)))
        .order_by(WebSession.seen_at.desc(), WebSession.key)
    )
    return [row for row in rows if _is_alive(row, at)]


def end_session(db: Session, login_ids: Iterable[int], handle: str) -> None:
    """End the session with this handle, if it is one of these logins."""
    theirs = WebSession.login_id.in_(list(login_ids))
    db.execute(delete(WebSession).where(theirs, WebSession.key.startswith(handle, autoescape=True)))


def sweep_sessions(db: Session, at: datetime) -> None:
    """Delete the sessions whose time is over."""
    db.execute(delete(WebSession).where(WebSession.expires_at <= at))


def _keep(db: Session, session: BrowserSession, contents: dict[str, Any], at: datetime) -> None:
    expires_at = session.expires_at or at + timedelta(minutes=GUEST_MINUTES)
    changing = {"login_id": session.login_id, "data": contents, "seen_at": at}
    if session.row is None:  # one whose time is over may still lie under this key: it begins anew
        beginning = {**changing, "created_at": at, "idle_minutes": session.idle_minutes, "expires_at": expires_at}
        statement = insert_once(db, WebSession).values(key=_key(session.cookie), **beginning)
        db.execute(statement.on_conflict_do_update(index_elements=["key"], set_=beginning))
    else:  # a row that another request has just ended must not come back to life
        db.execute(update(WebSession).where(WebSession.key == _key(session.cookie)).values(**changing))


def _is_alive(row: WebSession, at: datetime) -> bool:
    return at < row.expires_at and at < row.seen_at + timedelta(minutes=row.idle_minutes)


def _is_stale(row: WebSession, at: datetime) -> bool:
    return at > row.seen_at + min(timedelta(minutes=row.idle_minutes) / 20, _SEEN_EVERY)


def _key(cookie: str) -> str:
    return hashlib.sha256(cookie.encode()).hexdigest()


def _form_token(secret: bytes, cookie: str) -> str:
    return hmac.new(secret, b"form:" + cookie.encode(), hashlib.sha256).hexdigest()
