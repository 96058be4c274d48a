"""Which browser it is, told by a random number of its own: people who hand the same telephone on keep it.

The number says nothing by itself, leaves the browser for nobody else, and is not kept here. What may be kept is a mark
made of it and of one occasion: marks of two occasions cannot be told to be of one browser.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta

from flask import Request, Response, current_app, request

_LASTS = timedelta(days=30)
_SHORT = 16


def cookie_name(*, secure: bool) -> str:
    """Where the browser keeps its number."""
    return "__Host-device" if secure else "device"


def give_number(asked: Request, response: Response, *, secure: bool) -> None:
    """Give a browser that has none a number of its own."""
    name = cookie_name(secure=secure)
    if not asked.cookies.get(name):
        number = secrets.token_urlsafe(16)
        response.set_cookie(name, number, max_age=_LASTS, secure=secure, httponly=True, samesite="Lax", path="/")


def device_mark(occasion: str) -> str | None:
    """What this browser is called on one occasion; nothing for a browser without a number."""
    number = request.cookies.get(cookie_name(secure=current_app.config["SETTINGS"].is_secure))
    return mark(current_app.config["SECRET_KEY"], occasion, number) if number else None


def mark(secret: str, occasion: str, number: str) -> str:
    """A number and an occasion, made unrecognisable by whoever has not the secret."""
    key = hmac.digest(secret.encode(), b"device", hashlib.sha256)
    return hmac.new(key, f"{occasion}\n{number}".encode(), hashlib.sha256).hexdigest()[:_SHORT]
