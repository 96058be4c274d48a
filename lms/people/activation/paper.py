"""A card that begins an account, as it lies on the table: shown once, and to be printed or copied by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

import segno
from flask import current_app, url_for

from lms.clock import now
from lms.config import Settings
from lms.people import passwords
from lms.people.activation import actions, rules
from lms.people.models import Person
from lms.people.papers.rules import shown_code
from lms.web import transaction


@dataclass(frozen=True, slots=True)
class StartPaper:
    """What is printed; the QR code is a picture as an address that holds itself (``data:``)."""

    name: str
    qr: str
    digits: str
    host: str
    until: datetime


def print_start(actor_id: int, person: Person) -> StartPaper:
    """Make a card for somebody who has no way in, and the paper of it; the card before ends at the same moment.

    Raises :class:`lms.problems.Conflict` for somebody who has one meanwhile.
    """
    settings: Settings = current_app.config["SETTINGS"]
    digits, key = rules.new_digits(), rules.new_key()
    code_hash = passwords.hashed(digits)
    with transaction() as db:
        code = actions.print_card(db, actor_id, person.id, key, code_hash, now())
    address = settings.base_url + url_for("people.start", carried=rules.carrying(digits, key))
    qr = segno.make(address, error="m", micro=False).svg_data_uri(border=4, scale=4)
    return StartPaper(person.name, qr, shown_code(digits), urlsplit(settings.base_url).netloc, code.expires_at)
