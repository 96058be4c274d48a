"""Takes what telephones kept while there was no network. The token says whose it is; no cookie is looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flask import Response, jsonify, request
from flask.blueprints import BlueprintSetupState
from flask_babel import gettext as _

from lms.clock import now
from lms.offline import actions
from lms.offline.actions import NoSuchToken, Taken
from lms.offline.blueprint import bp
from lms.offline.models import Outcome
from lms.offline.rules import Event, read_events
from lms.offline.words import WHY
from lms.web import EVERYONE, open_to, transaction
from lms.web.form_tokens import form_tokens

_AT_ONCE = 25
"""Events of one transaction: nobody else waits long, and little is sent again if it fails."""
_BEARER = "Bearer "


@bp.record_once
def _exempt(state: BlueprintSetupState) -> None:
    form_tokens(state.app).exempt(sync)  # type: ignore[no-untyped-call]


@bp.post("/offline/sync")
@open_to(EVERYONE)
def sync() -> Response:
    """Keep the events and say which are kept (``done``), and of which there is something to tell (``told``).

    401 when the token does not hold any more, 422 when this is no list of events, 429 when it was too much today.
    """
    bearer = request.headers.get("Authorization", "")
    if not bearer.startswith(_BEARER):
        raise NoSuchToken
    taken = take(bearer.removeprefix(_BEARER), read_events(request.get_json(silent=True)))
    response = jsonify(done=[one.id for one in taken], told=told(taken))
    response.headers["Cache-Control"] = "no-store"
    return response


def take(token: str, events: Sequence[Event]) -> list[Taken]:
    """Keep the events, a few in each transaction."""
    taken: list[Taken] = []
    for at in range(0, max(len(events), 1), _AT_ONCE):
        with transaction() as db:
            taken += actions.take_events(db, token, events[at : at + _AT_ONCE], now())
    return taken


def told(taken: Iterable[Taken]) -> list[dict[str, str]]:
    """A sentence for each event that does not count."""
    return [
        {"id": one.id, "outcome": one.outcome, "words": _(WHY[one.outcome])}
        for one in taken
        if one.outcome is not Outcome.DONE
    ]
