"""A demonstration from nothing: schema, courses, places, plan and people; and how it is run on one machine."""

from __future__ import annotations

import secrets
from pathlib import Path

from lms import schema
from lms.catalogue import actions as catalogue
from lms.certificates.appointing import ensure_issuer
from lms.certificates.issuers import PHU_THO as PHU_THO_ISSUER
from lms.certificates.issuers import read_issuer
from lms.certificates.keys.actions import ensure_keys
from lms.clock import now
from lms.config import ROOT, Settings
from lms.db import Database
from lms.demonstration.actions import load
from lms.demonstration.people import PASSWORD, SIGN_INS
from lms.demonstration.periods import freeze_last_month
from lms.people.passwords import hashed
from lms.places.actions import import_places
from lms.places.commands import PHU_THO
from lms.statistics.imports.actions import import_required_sets, import_targets
from lms.statistics.imports.commands import TARGETS

REQUIRED_SETS = Path(__file__).parent / "data" / "required-sets.csv"
"""One course is enough for each group: invented people hold one certificate each."""


def prepare(database: Database, base_url: str) -> None:
    """Bring a database to where a demonstration begins; what is there already stays."""
    schema.upgrade(database.engine)
    for folder in sorted(file.parent for file in (ROOT / "courses").glob("*/course.md")):
        edition = catalogue.prepare(folder)
        with database.transaction() as db:
            catalogue.store(db, edition, now())
    password_hash = hashed(PASSWORD)
    with database.transaction() as db:
        import_places(db, PHU_THO, now())
        import_targets(db, TARGETS, now())
        import_required_sets(db, REQUIRED_SETS, now())
        ensure_issuer(db, read_issuer(PHU_THO_ISSUER, base_url, is_demonstration=True), now())
        if database.keys:
            ensure_keys(db, database.keys, now())
        load(db, password_hash, now())
    freeze_last_month(database, now())


def settings_for(folder: Path, port: int, database_url: str | None) -> Settings:
    """Settings of a demonstration, whose secret is made once and kept beside its data."""
    folder.mkdir(exist_ok=True)
    secret = folder / "secret"
    if not secret.exists():
        secret.touch(mode=0o600)
        secret.write_text(secrets.token_urlsafe(48))
    return Settings(
        database_url=database_url or f"sqlite:///{folder / 'lms.sqlite3'}",
        secret_key=secret.read_text(),
        base_url=f"http://127.0.0.1:{port}",
        keys=folder / "keys",
        production=False,
        province="Tỉnh Phú Thọ",
        office="Bản minh họa: người và số liệu trong này không có thật",
        help_phone="1800 0000",
    )


def welcome(base_url: str) -> str:
    """What is printed when the address answers."""
    width = max(len(somebody.login) for somebody in SIGN_INS)
    lines = [f"  {somebody.login:<{width}}   {somebody.does}" for somebody in SIGN_INS]
    return "\n".join(
        [
            "",
            f"Mở trình duyệt ở / open {base_url}",
            f"Mật khẩu chung / one password for all: {PASSWORD}",
            *lines,
            "Bấm Ctrl+C để dừng / to stop.",
        ]
    )
