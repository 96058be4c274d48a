"""The town of the journeys: the world of four people with the first modules of the real courses, targets, populations and an issuer."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.orm import Session

from lms.catalogue.actions import prepare, store
from lms.certificates.appointing import ensure_issuer
from lms.certificates.issuers import IssuerDetails, IssuerFile
from lms.clock import local_date, now
from lms.demonstration.start import REQUIRED_SETS
from lms.statistics.imports.actions import import_populations, import_required_sets, import_targets
from lms.statistics.imports.commands import TARGETS
from lms.statistics.rules import Indicator
from tests.abridged import abridged

COURSES = {"dich-vu-cong": 1, "an-toan-so": 2, "tri-tue-nhan-tao": 2}
"""With how many modules; the first is the one that is walked through to its end."""
ADULTS = {"25": 9000, "08500": 4000, "08500.01": 1500, "08500.02": 2500, "08770": 5000, "08770.01": 2000}
"""How many adults live where; of Khu 2 of Thổ Tang nobody has said it."""
WORKERS = {"25": 700, "08500": 300, "08770": 400}


def furnish(db: Session, folder: Path) -> None:
    """Bring a world of four people to where a learner can begin."""
    at = now()
    for slug, modules in COURSES.items():
        store(db, prepare(abridged(slug, folder / "courses", modules)), at)
    import_targets(db, TARGETS, at)
    import_required_sets(db, REQUIRED_SETS, at)
    import_populations(db, _written(folder / "populations.csv"), at, confirmed=True)


def appoint_issuer(db: Session, base_url: str) -> None:
    """Let an office issue certificates whose QR codes lead to ``base_url``."""
    details = IssuerDetails(
        superior="ỦY BAN NHÂN DÂN TỈNH PHÚ THỌ",
        name="BAN CHỈ ĐẠO THỬ NGHIỆM",
        place="Phú Thọ",
        number_format="{number:05d}/{year}/GCN-TN",
        signatory_title="TRƯỞNG BAN",
        signatory_name="Người Ký Thử",
        decision="",
        check_at=base_url,
        is_demonstration=True,
    )
    ensure_issuer(db, IssuerFile(key="thu-nghiem", unit="25", is_confirmed=True, details=details), now())


def _written(file: Path) -> Path:
    with file.open("w", encoding="utf-8", newline="") as opened:
        table = csv.writer(opened)
        table.writerow(["indicator", "year", "unit_code", "value", "reference_date", "source", "status"])
        table.writerows(_populations())
    return file


def _populations() -> Iterator[tuple[object, ...]]:
    year = local_date(now()).year
    for indicator, people in ((Indicator.ADULT, ADULTS), (Indicator.ENTERPRISE_WORKER, WORKERS)):
        for unit, value in people.items():
            yield indicator, year, unit, value, f"{year}-01-01", "tests", "demonstration"
