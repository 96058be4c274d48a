"""A part of a page that is asked for again and again: sent only when it is not the one the browser has."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from http import HTTPStatus

from flask import Response, make_response, request


def tag_of(state: str) -> str:
    """The name of a state, or of a part itself, by which a browser says which one it has."""
    return sha256(state.encode()).hexdigest()[:16]


def part(tag: str, make: Callable[[], str]) -> Response:
    """The part of this name, or 304 for who has it; then nothing is made."""
    is_known = request.if_none_match.contains_weak(tag)
    response = Response(status=HTTPStatus.NOT_MODIFIED) if is_known else make_response(make())
    response.set_etag(tag, weak=True)  # it is compressed on the way
    return response
