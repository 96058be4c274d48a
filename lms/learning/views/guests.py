"""What a guest read is kept in the session, and becomes the person's as soon as there is one."""

from __future__ import annotations

from flask import session
from flask.blueprints import BlueprintSetupState

from lms.clock import now
from lms.learning import actions
from lms.web import transaction

_READ = "read"


def listen(state: BlueprintSetupState) -> None:
    """Be told when somebody has signed in."""
    state.app.extensions.setdefault("lms.after_sign_in", []).append(take_over)


def remember(version_id: int, screen_id: int) -> None:
    """Note that a guest read a screen of a version to its end."""
    read = dict(session.get(_READ, {}))
    read[str(version_id)] = sorted({*read.get(str(version_id), ()), screen_id})
    session[_READ] = read


def read_as_guest(version_id: int) -> frozenset[int]:
    """The screens of this version that the guest read."""
    return frozenset(session.get(_READ, {}).get(str(version_id), ()))


def take_over(person_id: int) -> None:
    """Give what was read in this session to the person who has just signed in."""
    read = session.pop(_READ, None)
    if read:
        with transaction() as db:
            actions.take_over_guest_reading(db, person_id, read, now())
