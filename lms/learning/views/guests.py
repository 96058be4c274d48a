"""What a guest did is kept in the session, and becomes the person's as soon as there is one."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from flask import flash, session
from flask.blueprints import BlueprintSetupState
from flask_babel import gettext as _

from lms.catalogue import queries as catalogue
from lms.catalogue.published import PublishedCourse
from lms.clock import now
from lms.db import new_id
from lms.learning import actions
from lms.learning.rules.guests import GuestAnswer, GuestWork, in_version
from lms.problems import Problem
from lms.web import reading, transaction

_READ, _ANSWERED, _LATE = "read", "answered", "late"


def listen(state: BlueprintSetupState) -> None:
    """Be told when somebody has signed in."""
    state.app.extensions.setdefault("lms.after_sign_in", []).append(take_over)


def remember(version_id: int, screen_id: int) -> None:
    """Note that a guest read a screen of a version to its end."""
    read = dict(session.get(_READ, {}))
    read[str(version_id)] = sorted({*read.get(str(version_id), ()), screen_id})
    session[_READ] = read


def remember_answer(version_id: int, answer: GuestAnswer) -> None:
    """Keep a guest's answer in place of the one before; the same submission again changes nothing.

    Of a page that was gone back to and answered otherwise it is a new answer, so it gets a submission of its own.
    """
    answered = dict(session.get(_ANSWERED, {}))
    of_version = dict(answered.get(str(version_id), {}))
    before = of_version.get(str(answer.item_id))
    chosen = list(answer.chosen)
    if before and before[:2] == [answer.submission, chosen]:
        return
    used = any(kept[0] == answer.submission for kept in of_version.values())
    submission = new_id() if used else answer.submission
    of_version[str(answer.item_id)] = [submission, chosen, answer.at.isoformat()]
    session[_ANSWERED] = {**answered, str(version_id): of_version}


def remember_late(attempt_id: str, item_id: int, submission: str, chosen: list[int | str]) -> None:
    """Keep the answer of somebody whose session ended while they were thinking, until they have signed in again."""
    session[_LATE] = [*session.get(_LATE, ()), [attempt_id, item_id, submission, chosen]]


def work_as_guest(course: PublishedCourse) -> GuestWork:
    """What was read and answered in this browser, as far as it stands in this version."""
    return in_version(course, guest_work())


def guest_work() -> list[GuestWork]:
    """What was read and answered in this browser, version by version."""
    read, answered = session.get(_READ, {}), session.get(_ANSWERED, {})
    return [
        GuestWork(
            catalogue.published(reading(), int(version_id)),
            frozenset(read.get(version_id, ())),
            _answers(answered.get(version_id, {})),
        )
        for version_id in {**read, **answered}
    ]


def take_over(person_id: int) -> None:
    """Give what was done in this session to the person who has just signed in; nobody after them gets it."""
    done, late = guest_work(), session.get(_LATE, ())
    if done or late:
        is_theirs = bool(done)
        with transaction() as db:
            actions.take_over_guest_work(db, person_id, done, now())
            for attempt_id, item_id, submission, chosen in late:
                with suppress(Problem), db.begin_nested():
                    actions.save_answer(db, person_id, attempt_id, item_id, submission, chosen, now())
                    is_theirs = True
        if is_theirs:
            flash(_("What was done here before signing in is kept under your name."), "ok")
    for kept in (_READ, _ANSWERED, _LATE):
        session.pop(kept, None)


def _answers(kept: Mapping[str, Any]) -> dict[int, GuestAnswer]:
    return {
        int(item_id): GuestAnswer(int(item_id), submission, tuple(chosen), datetime.fromisoformat(at))
        for item_id, (submission, chosen, at) in kept.items()
    }
