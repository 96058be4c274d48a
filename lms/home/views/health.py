"""For machines that watch over the service: is the process alive, and can it work."""

from __future__ import annotations

from flask import jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from lms import schema
from lms.clock import now
from lms.home.blueprint import bp
from lms.jobs import queries as jobs
from lms.web import EVERYONE, database, open_to, reading


@bp.get("/healthz")
@open_to(EVERYONE)
def healthz() -> ResponseReturnValue:
    """The process answers; nothing else is asked."""
    return jsonify(process="alive")


@bp.get("/readyz")
@open_to(EVERYONE)
def readyz() -> ResponseReturnValue:
    """503 unless the database answers and has the newest schema.

    How long the oldest job has been due is told, but a slow worker does not make this process unready.
    """
    try:
        present, oldest = schema.present(database().engine), jobs.oldest_due(reading(), now())
    except SQLAlchemyError:
        return jsonify(database="away"), 503
    waited = int((now() - oldest).total_seconds()) if oldest else 0
    is_newest = present == schema.newest()
    state = {"database": "answers", "schema": "newest" if is_newest else "old", "oldest_due_job_seconds": waited}
    return jsonify(state), 200 if is_newest else 503
