"""What a QR code says is taken out of the address at once: a cookie carries it to the page that asks about it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, request, url_for
from werkzeug import Response

FOR_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Carrier:
    """A cookie that only one page gets, for five minutes."""

    cookie: str
    endpoint: str

    def arrive(self, said: str) -> Response:
        """Lead to that page, with what was said if there is anything worth carrying; no copy, and no trace elsewhere."""
        response = redirect(url_for(self.endpoint), 303)
        if said:
            self.carry(response, said)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    def carry(self, response: Response, said: str) -> None:
        """Send it along; nothing ends what was carried before."""
        age, where = FOR_SECONDS if said else 0, url_for(self.endpoint)
        response.set_cookie(
            self.cookie, said, max_age=age, path=where, secure=request.is_secure, httponly=True, samesite="Lax"
        )
