"""The card as it lies on the table: a name in large letters, a QR code, what to do, and whom to call."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from urllib.parse import urlsplit

import segno
from flask import current_app, url_for

from lms.clock import now
from lms.config import Settings
from lms.people.models import Login
from lms.people.papers import actions, rules
from lms.web import transaction


@dataclass(frozen=True, slots=True)
class CardPaper:
    """What is printed. It is shown once: nothing of the QR code is kept."""

    name: str
    qr: str
    """A picture as an address that holds itself (``data:``)."""
    host: str


def print_card(actor_id: int, login: Login, name: str) -> CardPaper:
    """Make a new card and the paper of it; the card before ends at the same moment."""
    settings: Settings = current_app.config["SETTINGS"]
    secret = secrets.token_urlsafe(rules.SECRET_BYTES)
    with transaction() as db:
        actions.make_card(db, actor_id, login.id, secret, now())
    address = settings.base_url + url_for("people.card", secret=secret)
    qr = segno.make(address, error="m", micro=False).svg_data_uri(border=4, scale=4)
    return CardPaper(name, qr, urlsplit(settings.base_url).netloc)
