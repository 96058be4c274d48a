"""The page of a batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, make_response

from lms.clock import now
from lms.jobs.models import State as JobState
from lms.jobs.queries import named
from lms.problems import Problem
from lms.statistics.vneid.actions import batches, replies
from lms.statistics.vneid.models import Batch
from lms.statistics.vneid.queries import batches as queries
from lms.statistics.vneid.rules import NOBODY, State, Totals
from lms.statistics.vneid.views import words
from lms.statistics.vneid.views.found import vneid
from lms.web import page, reading
from lms.web.pages import in_words

_LOOK_AGAIN_SECONDS = "5"
_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Waiting:
    """The reply that was looked through and waits to be taken, with what it would do."""

    name: str
    sentence: str
    sha256: str = ""
    """Empty where it can be taken no longer."""
    totals: Totals = NOBODY


def batch_page(found: Batch, *, refused: str = "", complaints: Sequence[str] = ()) -> Response:
    """How far it is, what can be done with it now, and why the last thing was refused."""
    db = reading()
    said, more = words.first_of(complaints)
    jobs = [job for name in batches.job_names(found) if (job := named(db, name)) and job.state != JobState.DONE]
    sending = [job.state for job in jobs if job.kind == batches.SEND]
    answer = make_response(
        page(
            "statistics/vneid_batch.html",
            one=words.shown(found, queries.totals_of(db, [found.id]).get(found.id)),
            batch=found,
            is_connected=vneid().is_connected,
            is_on_its_way=JobState.READY in sending,
            has_failed=JobState.DEAD in sending,
            jobs=[(words.trouble_with(job), job) for job in jobs if job.error],
            rejected=[
                (member, who, words.last_answer(member)) for member, who in queries.rejected(db, found.id, _SHOWN)
            ],
            waits=_waiting(found),
            refused=refused,
            complaints=said,
            more=more,
        )
    )
    if found.state == State.MAKING:
        answer.headers["Refresh"] = _LOOK_AGAIN_SECONDS
    return answer


def _waiting(found: Batch) -> Waiting | None:
    waiting = queries.waiting_reply(reading(), found.id)
    if waiting is None:
        return None
    try:
        judged = replies.look_through(reading(), found, replies.brought(waiting, vneid()), vneid(), now())
    except Problem as problem:
        return Waiting(waiting.name, in_words(problem))
    return Waiting(waiting.name, words.would_change(judged), waiting.sha256, judged.totals)
