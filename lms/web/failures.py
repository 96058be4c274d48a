"""Counts what failed, by the address it came from: guessing gets slow, and whoever is right is never held up."""

from __future__ import annotations

from collections.abc import Callable

from flask import current_app
from flask.blueprints import BlueprintSetupState
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits import RateLimitItem, parse

from lms.problems import N_, TooMany

_EACH, _ALL = parse("30 per 10 minutes"), parse("600 per 10 minutes")


def never_refuse(state: BlueprintSetupState, *views: Callable[..., object]) -> None:
    """Let anybody ask these as often as they like: what fails there is counted by itself."""
    for view in views:
        next(iter(state.app.extensions["limiter"])).exempt(view)


def count_failure(what: str) -> None:
    """One more failure at something, of this address and of all together.

    Raises :class:`TooMany` when either has failed too often.
    """
    counter = _limiter().limiter
    if not (counter.hit(_EACH, what, get_remote_address()) and counter.hit(_ALL, what)):
        _refuse()


def refuse_after_failures(what: str) -> None:
    """Turn an address away that has failed too often at something whose answer itself would help to guess.

    Raises :class:`TooMany`.
    """
    if not _limiter().limiter.test(_EACH, what, get_remote_address()):
        _refuse()


def is_first(often: RateLimitItem, *what: str) -> bool:
    """Whether this has happened less often than ``often`` says, this time included; nothing but memory is used."""
    return _limiter().limiter.hit(often, *what)


def _refuse() -> None:
    raise TooMany(
        N_("Too many wrong tries from here. Wait ten minutes, then try again."), retry_after=int(_EACH.get_expiry())
    )


def _limiter() -> Limiter:
    found: Limiter = next(iter(current_app.extensions["limiter"]))
    return found
