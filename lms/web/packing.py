"""Pages go out compressed, those that refuse something too: a form that comes back with its mistakes is no lighter."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response
from flask_compress import Compress


class Packing(Compress):
    """Flask-Compress, which by itself leaves every answer alone that is not 2xx."""

    def after_request(self, response: Response | None) -> Response:
        """The response, compressed where that is worth it."""
        if response is None or response.status_code < HTTPStatus.BAD_REQUEST:
            return super().after_request(response)
        refused, response.status_code = response.status_code, HTTPStatus.OK
        packed = super().after_request(response)
        packed.status_code = refused
        return packed
