"""What somebody who is about to come in has said so far. It lies in the session, never longer than ten minutes."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any

from flask import session
from flask.typing import ResponseReturnValue
from werkzeug.utils import redirect

from lms.clock import now
from lms.people.models import Login
from lms.people.sign_in import COMING, destination, let_in
from lms.web import redirect_to

_FORGOTTEN_AFTER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Coming:
    """Empty words are what has not been said yet."""

    login: str = ""
    """A login name or a telephone number, as it was typed."""
    is_shared: bool = False
    next: str = ""
    pictures: tuple[str, ...] = ()
    """The first ones; the last is never kept."""
    fits: tuple[str, ...] = ()
    """Which ways in the secret opens, as ``login:epoch``, when they are several people's."""
    way: str = ""
    called: str = ""
    """The name that was tapped; pages show it and never the login name it stands for."""
    back: str = ""
    """The page on which it was tapped."""
    code_id: int = 0
    """The recovery code that was right."""
    person_id: int = 0
    """Whose name was tapped who has no way in yet."""
    start_id: int = 0
    """The card that was right of somebody who begins an account."""
    agreed: str = ""
    """In which language they agreed."""


def coming() -> Coming:
    """What was said in this browser a moment ago; nothing if that was longer ago."""
    kept: dict[str, Any] = session.get(COMING) or {}
    if not kept or now() - datetime.fromisoformat(kept["at"]) > _FORGOTTEN_AFTER:
        return Coming()
    said = {field.name: kept[field.name] for field in fields(Coming) if field.name in kept}
    for name in ("pictures", "fits"):
        said[name] = tuple(said.get(name, ()))
    return Coming(**said)


def keep(said: Coming, **more: object) -> Coming:
    """Keep what was said, and more of it."""
    grown = replace(said, **more)  # type: ignore[arg-type]
    session[COMING] = {**asdict(grown), "at": now().isoformat()}
    return grown


def admit(opened: list[Login], said: Coming) -> ResponseReturnValue:
    """Begin a session for the one whose secret was right; ask for the name if it was that of several people."""
    if len(opened) == 1:
        let_in(opened[0], is_shared=said.is_shared, way=said.way or "password")
        return redirect(destination(said.next), 303)
    keep(said, fits=tuple(f"{login.id}:{login.epoch}" for login in opened), pictures=())
    return redirect_to("people.sign_in_who")


def forget() -> None:
    """Nobody is coming any more."""
    session.pop(COMING, None)
