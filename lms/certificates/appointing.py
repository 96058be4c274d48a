"""Who issues: the default body for the whole province, or one of its own for a unit and all below it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.certificates.issuers import BadIssuer, IssuerFile
from lms.certificates.models import Appointment, Issuer, IssuerLogo
from lms.certificates.templates.queries import is_known
from lms.clock import local_date
from lms.db import insert_once
from lms.places.models import OrgUnit
from lms.places.queries import unit_by_code


def ensure_issuer(db: Session, file: IssuerFile, now: datetime, for_unit: str | None = None) -> Issuer:
    """Make the issuer of a file the one that issues from now on; its lines replace those it had.

    With ``for_unit``, the code of a unit, it issues for the people of that unit and of all below it; without, for
    everybody who has no nearer one. Raises :class:`BadIssuer` when nobody has confirmed the lines, or an org unit or
    the template is not there.
    """
    if not file.is_confirmed and not file.details.is_demonstration:
        raise BadIssuer(["confirmed vẫn là false: cơ quan cấp phải xác nhận từng dòng rồi đổi thành true"])
    if not is_known(db, file.details.template):
        raise BadIssuer([f"chưa có mẫu in nào tên là «{file.details.template}»: chạy lms certificates templates list"])
    home = _unit(db, file.unit, now)
    place = None if for_unit is None else _unit(db, for_unit, now)
    if file.logo:
        logo = {"name": file.logo.name, "content": file.logo.content}
        db.execute(insert_once(db, IssuerLogo).values(logo).on_conflict_do_nothing(index_elements=["name"]))
    issuer = _keep(db, file, home.id, is_default=place is None)
    if place is not None:
        _appoint(db, issuer, place)
    record(
        db,
        "certificates.set-issuer",
        f"issuer:{file.key}",
        now,
        org_unit_id=(place or home).id,
        lines=asdict(file.details),
        for_unit=for_unit,
    )
    return issuer


def _unit(db: Session, code: str, now: datetime) -> OrgUnit:
    unit = unit_by_code(db, code, local_date(now))
    if unit is None:
        raise BadIssuer([f"không có đơn vị hành chính mã {code}: chạy lms places import trước"])
    return unit


def _keep(db: Session, file: IssuerFile, unit_id: int, *, is_default: bool) -> Issuer:
    """The issuer with the lines of the file; one that is the default stays so until another is."""
    lines = {"org_unit_id": unit_id, **asdict(file.details)}
    if is_default:
        db.execute(update(Issuer).where(Issuer.is_default, Issuer.key != file.key).values(is_default=False))
        lines["is_default"] = True
    issuer: Issuer = db.scalars(
        insert_once(db, Issuer)
        .values(key=file.key, **{"is_default": False, **lines})
        .on_conflict_do_update(index_elements=["key"], set_=lines)
        .returning(Issuer),
        execution_options={"populate_existing": True},
    ).one()
    return issuer


def _appoint(db: Session, issuer: Issuer, unit: OrgUnit) -> None:
    row = {"org_unit_id": unit.id, "issuer_id": issuer.id}
    db.execute(insert_once(db, Appointment).values(row).on_conflict_do_update(index_elements=["org_unit_id"], set_=row))
