"""The holder learns how often others looked a certificate up; who they were, nobody learns."""

from __future__ import annotations

import pytest

from lms.certificates.lookups.queries import lookups
from lms.certificates.lookups.rules import is_machine
from lms.certificates.models import Certificate
from lms.db import Database
from tests.pages import Browser

PHONE = "Mozilla/5.0 (Linux; Android 10) Chrome/120 Mobile"


def look_up(browser: Browser, certificate: Certificate, *, address: str = "203.0.113.7", agent: str = PHONE) -> None:
    """Somebody opens the page and reads it to its end."""
    browser.client.get(
        f"/x/{certificate.code}",
        base_url="https://hoc.example.vn",
        headers={"User-Agent": agent},
        environ_overrides={"REMOTE_ADDR": address},
        buffered=True,
    )


def counted(database: Database, certificate: Certificate) -> int:
    """How many look-ups the holder is told of."""
    with database.reading() as db:
        return lookups(db, certificate.id)


def test_every_address_counts_once_in_ten_minutes(guest: Browser, database: Database, ans: Certificate) -> None:
    assert counted(database, ans) == 0

    for address in ("203.0.113.7", "203.0.113.8", "203.0.113.7"):
        look_up(guest, ans, address=address)

    assert counted(database, ans) == 2


def test_neither_the_holder_nor_a_machine_counts(
    guest: Browser, an: Browser, database: Database, ans: Certificate
) -> None:
    look_up(an, ans)
    look_up(guest, ans, agent="Mozilla/5.0 (compatible; Googlebot/2.1)")

    assert counted(database, ans) == 0


@pytest.mark.parametrize(
    ("agent", "purpose"),
    [("facebookexternalhit/1.1", ""), ("ZaloBot", ""), ("", ""), (PHONE, "prefetch;prerender")],
)
def test_a_preview_is_no_reader(agent: str, purpose: str) -> None:
    assert is_machine(agent, purpose)
    assert not is_machine(PHONE, "")
