"""Comparing what somebody shows with what is kept: as slow for a name nobody has as for one somebody has."""

from __future__ import annotations

from collections.abc import Callable

from lms.clock import now
from lms.people import actions, passwords, phones, queries, rules
from lms.people.limits import PASSWORD, Limit
from lms.people.models import Login
from lms.web import reading, transaction

_AS_MANY_AS = 4
"""For a telephone number so many comparisons are made, however many people share it (more if more do)."""

Shown = Callable[[int], str]
"""What is shown, as it was hashed for the login with this id."""
Kept = Callable[[Login], "str | None"]
"""The hash to compare it with, if the login has one."""
Refusal = Callable[[actions.Tried], Exception]


def opened_by(typed: str, shown: Shown, kept: Kept, limit: Limit, refusal: Refusal) -> list[Login]:
    """The ways in among those meant by ``typed`` that are opened by what is shown; at least one.

    Raises what ``refusal`` makes when there is none, and :class:`lms.problems.TooMany` before anything is compared.
    """
    meant = queries.logins_meant(reading(), typed)
    with transaction() as db:
        tried = actions.count_try(db, typed, now(), limit)
    fitting = [login for login in meant if passwords.matches(kept(login), shown(login.id))]
    for _ in range(len(meant), _AS_MANY_AS if phones.as_typed(typed) else 1):
        passwords.matches(None, shown(0))
    if not fitting:
        raise refusal(tried)
    with transaction() as db:
        actions.forgive_tries(db, fitting, typed, now(), limit, is_alone=len(meant) == 1)
    return fitting


def opened_by_password(typed: str, password: str, refusal: Refusal) -> list[Login]:
    """The ways in this password opens; one made with outdated parameters is hashed anew."""
    key = rules.password_key(password)
    opened = opened_by(typed, lambda _login: key, lambda login: login.password_hash, PASSWORD, refusal)
    for login in opened:
        if passwords.is_outdated(login.password_hash):
            new_hash = passwords.hashed(key)
            with transaction() as db:
                actions.keep_hash(db, login.id, new_hash)
    return opened
