"""What every answer about a code says to browsers: keep no copy, tell no search engine, leave no trace elsewhere."""

from __future__ import annotations

from flask import Response, jsonify, make_response

_UNSEEN = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"}
"""A code is nobody's business but the asker's."""


def unseen(answer: object, status: int | None = None) -> Response:
    """An answer that leaves no trace."""
    response = make_response(answer) if status is None else make_response(answer, status)
    response.headers.update(_UNSEEN)
    return response


def unseen_json(values: dict[str, object], status: int = 200) -> Response:
    """The same for machines; Vietnamese stays readable."""
    return unseen(jsonify(values), status)


def wait(response: Response, seconds: int) -> Response:
    """The same answer, with how long to wait before asking again."""
    response.headers["Retry-After"] = str(seconds)
    return response
