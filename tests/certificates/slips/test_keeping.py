"""A slip is made when a certificate is printed and kept with it; a row changed behind our back is noticed."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from lms.certificates.background import render
from lms.certificates.keys.actions import rotate
from lms.certificates.keys.folder import UnusableKey
from lms.certificates.keys.models import Purpose
from lms.certificates.models import Certificate, CertificateFile
from lms.certificates.slips.actions import keep_slip, qr_text, slip_for
from lms.certificates.slips.models import CertificateSlip
from lms.certificates.slips.payload import in_digits, read
from lms.certificates.slips.queries import keys_by_kid, slip_of
from lms.db import Database
from tests.builders import NOON
from tests.certificates.paper import Paper
from tests.pages import Browser


def print_it(database: Database, certificate: Certificate) -> bytes:
    """What the background prints; the bytes that are kept."""
    effect = render(database, certificate.id)
    assert effect is not None
    with database.transaction() as db:
        effect(db)
        content = db.scalar(select(CertificateFile.content))
    assert content is not None
    return content


def kept(database: Database, certificate: Certificate) -> CertificateSlip:
    """The slip that is kept."""
    with database.reading() as db:
        slip = slip_of(db, certificate.id)
    assert slip is not None
    return slip


def test_scanners_read_what_is_kept(database: Database, ans: Certificate, tmp_path: Path) -> None:
    printed = print_it(database, ans)

    payload = kept(database, ans).payload
    text = qr_text(ans.facts, payload)
    with database.reading() as db:
        assert read(payload, keys_by_kid(db)).holder == "Nguyễn Thị An"
    assert text == f"https://hoc.example.vn/x/{ans.code}#{in_digits(payload)}"
    paper = Paper(printed, tmp_path)
    assert paper.scanned(150) == text
    assert paper.scanned(110) == text


def test_printed_again_under_a_new_key_it_is_the_same_file(database: Database, ans: Certificate) -> None:
    first = print_it(database, ans)
    with database.transaction() as db:
        db.execute(delete(CertificateFile))
        assert database.keys
        rotate(db, Purpose.QR, database.keys, NOON)

    assert print_it(database, ans) == first


def test_one_printed_before_slips_were_signed_keeps_its_bare_address(database: Database, ans: Certificate) -> None:
    old = CertificateSlip(certificate_id=ans.id, payload="", mark="", kid="", whole="", signed_at=NOON)
    with database.transaction() as db:
        db.add(old)

    with database.reading() as db:
        assert qr_text(ans.facts, slip_for(db, ans, database.keys, NOON).payload) == ans.facts.address


def test_without_its_key_nothing_is_printed_that_is_not_signed(
    database: Database, ans: Certificate, tmp_path: Path
) -> None:
    with database.reading() as db, pytest.raises(UnusableKey):
        slip_for(db, ans, tmp_path / "empty", NOON)


@pytest.mark.parametrize(
    "changed", [{"holder": "Nguyễn Thị Ân"}, {"number": "00002/2026/GCN-BCĐ"}, {"half_hours": 120}, {"issuer": "Ai đó"}]
)
def test_a_row_changed_behind_our_back_is_not_called_valid(
    guest: Browser, database: Database, ans: Certificate, changed: dict[str, object]
) -> None:
    with database.transaction() as db:
        keep_slip(db, slip_for(db, ans, database.keys, NOON))
    assert 'class="verdict "' in guest.get(f"/x/{ans.code}").text
    with database.transaction() as db:
        db.execute(update(Certificate).values(snapshot={**ans.snapshot, **changed}))

    assert "verdict ask off" in guest.get(f"/x/{ans.code}").text
    assert guest.get(f"/x/{ans.code}.json").get_json()["status"] == "unreachable"
