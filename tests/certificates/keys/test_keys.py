"""Keys sign one kind of thing each, one after another; private parts are nobody else's, public parts stay."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from lms.audit.models import AuditRow
from lms.certificates.commands import group
from lms.certificates.keys.actions import ensure_keys, publish, rotate
from lms.certificates.keys.folder import UnusableKey, keep, new_key, private_key
from lms.certificates.keys.models import Purpose
from lms.certificates.keys.queries import complaints, current, public_keys
from lms.certificates.keys.shapes import jwk, multikey, public_key
from lms.db import Database
from tests.builders import NOON

LATER = NOON + timedelta(days=365)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of keys of this test's own."""
    return tmp_path / "keys"


@pytest.fixture
def lms(database: Database, folder: Path) -> Callable[..., Result]:
    database.keys = folder
    return lambda *words: CliRunner().invoke(group, ["keys", *words], obj=lambda: database)


def test_a_new_key_signs_and_the_one_before_stays_published(database: Database, folder: Path) -> None:
    with database.transaction() as db:
        before = current(db, Purpose.BADGE)
        after = rotate(db, Purpose.BADGE, folder, LATER)

        assert current(db, Purpose.BADGE) is after
        assert public_keys(db, Purpose.BADGE) == [after, before]
        assert (before.retired_at, after.retired_at) == (LATER, None)


def test_a_rotation_leaves_the_keys_of_other_purposes_alone(database: Database, folder: Path) -> None:
    with database.transaction() as db:
        others = current(db, Purpose.QR)
        rotate(db, Purpose.BADGE, folder, LATER)

        assert current(db, Purpose.QR) is others


def test_the_private_part_signs_what_the_public_part_verifies(database: Database, folder: Path) -> None:
    with database.transaction() as db:
        badge, qr = (rotate(db, purpose, folder, LATER) for purpose in (Purpose.BADGE, Purpose.QR))
    ed25519, p256 = private_key(folder, badge.kid), private_key(folder, qr.kid)

    assert isinstance(ed25519, Ed25519PrivateKey)
    public_key(badge.public_key).verify(ed25519.sign(b"x"), b"x")
    assert isinstance(p256, EllipticCurvePrivateKey)
    public_key(qr.public_key).verify(p256.sign(b"x", ECDSA(SHA256())), b"x", ECDSA(SHA256()))


def test_nobody_else_may_read_a_private_key(database: Database, folder: Path) -> None:
    with database.transaction() as db:
        kid = rotate(db, Purpose.QR, folder, LATER).kid

    assert (folder / f"{kid}.pem").stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_that_others_may_read_is_refused(folder: Path, mode: int) -> None:
    file = keep(folder, new_key(Purpose.QR))
    file.chmod(mode)

    with pytest.raises(UnusableKey, match=f"chmod 600 {file}"):
        private_key(folder, file.stem)


@pytest.mark.parametrize("content", [b"", b"-----BEGIN PRIVATE KEY-----\n", None])
def test_a_file_that_holds_no_key_is_refused(folder: Path, content: bytes | None) -> None:
    folder.mkdir()
    if content is not None:
        (folder / "0123abcd.pem").write_bytes(content)
        (folder / "0123abcd.pem").chmod(0o600)

    with pytest.raises(UnusableKey, match="bring back the folder of keys"):
        private_key(folder, "0123abcd")


def test_a_file_that_holds_another_key_is_refused(folder: Path) -> None:
    one, other = (keep(folder, new_key(Purpose.BADGE)) for _ in range(2))
    one.replace(other)

    with pytest.raises(UnusableKey, match="another key"):
        private_key(folder, other.stem)


@pytest.mark.parametrize("change", ["DELETE FROM signing_key", "UPDATE signing_key SET public_key = 'x'"])
def test_a_published_key_stays_published(database: Database, change: str) -> None:
    with pytest.raises(DBAPIError, match="stays published"), database.transaction() as db:
        db.execute(text(change))


def test_a_key_for_the_law_is_published_and_never_made_here(database: Database, folder: Path) -> None:
    public = generate_private_key(SECP256R1()).public_key()
    with database.transaction() as db:
        first, again = (publish(db, Purpose.PDF, public, at) for at in (NOON, LATER))

        assert first is again
        assert current(db, Purpose.PDF).kid == first.kid
        with pytest.raises(UnusableKey, match="made where it is kept"):
            rotate(db, Purpose.PDF, folder, LATER)


def test_keys_that_are_there_are_not_made_again(database: Database, folder: Path) -> None:
    with database.transaction() as db:
        before = current(db, Purpose.BADGE)
        ensure_keys(db, folder, LATER)

        assert current(db, Purpose.BADGE) is before
    assert not folder.exists()


def test_a_rotation_is_in_the_audit_record(database: Database, folder: Path) -> None:
    with database.transaction() as db:
        before = current(db, Purpose.BADGE).kid
        kid = rotate(db, Purpose.BADGE, folder, LATER).kid

    with database.reading() as db:
        row = db.scalars(select(AuditRow).order_by(AuditRow.id.desc())).first()
        assert row is not None
        assert (row.act, row.subject) == ("certificates.rotate-key", f"signing_key:{kid}")
        assert row.details == {"purpose": "badge", "retired": [before]}


def test_every_key_that_cannot_sign_is_told(database: Database, folder: Path) -> None:
    with database.reading() as db:
        assert complaints(db, database.keys) == []
        assert ["bring back the folder of keys" in complaint for complaint in complaints(db, folder)] == [True, True]
        assert complaints(db, None) == ["there is no folder of keys: set LMS_KEYS"]


def test_the_terminal_lists_the_keys_and_changes_them(lms: Callable[..., Result]) -> None:
    assert lms("list").exit_code == 1
    made = [lms("rotate", purpose) for purpose in ("badge", "qr")]
    listed = lms("list")

    assert [result.exit_code for result in (*made, listed)] == [0, 0, 0]
    assert len(re.findall(r"^(?:badge|qr)\t[0-9a-f]{8}\tđang ký, từ ", listed.output, re.MULTILINE)) == 2
    assert len(re.findall(r"\tđã nghỉ, ký từ 23/11/2026 đến ", listed.output)) == 2


def test_the_terminal_makes_no_key_without_a_folder(lms: Callable[..., Result], database: Database) -> None:
    database.keys = None

    assert "LMS_KEYS is missing" in lms("rotate", "qr").output


def test_a_key_reads_the_same_in_the_forms_of_browsers_and_badges() -> None:
    written = jwk("0123abcd", generate_private_key(SECP256R1()).public_key())
    seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")  # RFC 8032, test 1
    multi = multikey(Ed25519PrivateKey.from_private_bytes(seed).public_key())

    assert (len(written["x"]), len(written["y"])) == (43, 43)
    assert multi == "z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw"
