"""Four people who are the same everywhere: An learns, Bình teaches her class, Chi is the official of their
commune, Dũng is a stranger from another commune. Around them: a province of two communes with two villages each.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from lms.certificates.models import Issuer
from lms.people.models import Login, Person, Residence, RoleGrant
from lms.places.models import OrgUnit, OrgUnitScope
from lms.places.rules import Kind
from lms.roles import Role
from lms.vietnamese import fold, name_sort_key, sort_key

LONG_AGO = date(2025, 7, 1)
NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
"""23/11/2026, 12:00 in Việt Nam."""
PASSWORD = "con trau di truoc cai cay"
PASSWORD_HASH = "$argon2id$v=19$m=19456,t=2,p=1$OL95urJQvOLKbHJovrDu6w$RQsFnMYYH3cx/aefKeBhmpdWcUMbz6ve67YzZY9Kju4"


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who a test speaks of, by keys."""

    person_id: int
    login_id: int
    name: str
    login: str


@dataclass(frozen=True, slots=True)
class World:
    """What every test may take for granted."""

    province: int
    lam_thao: int
    village_1: int
    village_2: int
    tho_tang: int
    village_3: int
    village_4: int
    offices: int
    unknown: int
    an: Somebody
    binh: Somebody
    chi: Somebody
    dung: Somebody
    giang: Somebody
    """The administrator, for the whole province."""
    hoa: Somebody
    """The official of the province."""


def build_world(db: Session) -> World:
    """The province and its people."""
    province = add_unit(db, "25", "Tỉnh Phú Thọ", Kind.PROVINCE)
    lam_thao = add_unit(db, "08500", "Xã Lâm Thao", Kind.COMMUNE, province)
    tho_tang = add_unit(db, "08770", "Xã Thổ Tang", Kind.COMMUNE, province)
    villages = [
        add_unit(db, f"{commune.code}.0{number}", f"Khu {number}", Kind.VILLAGE, commune)
        for commune in (lam_thao, tho_tang)
        for number in (1, 2)
    ]
    offices = add_unit(db, "25.KCT", "Khối cấp tỉnh", Kind.OFFICES, province)
    unknown = add_unit(db, "25.CXD", "Chưa xác định", Kind.UNKNOWN, province)
    add_issuer(db, province)
    return World(
        province.id,
        lam_thao.id,
        villages[0].id,
        villages[1].id,
        tho_tang.id,
        villages[2].id,
        villages[3].id,
        offices.id,
        unknown.id,
        add_person(db, "Nguyễn Thị An", 1958, villages[0], "an"),
        add_person(db, "Trần Văn Bình", 1985, villages[0], "binh", (Role.TEACHER, lam_thao)),
        add_person(db, "Lê Thị Chi", 1990, villages[1], "chi", (Role.OFFICIAL, lam_thao)),
        add_person(db, "Phạm Dũng", 1979, villages[2], "dung", (Role.OFFICIAL, tho_tang)),
        add_person(db, "Đỗ Giang", 1982, villages[3], "giang", (Role.ADMINISTRATOR, province)),
        add_person(db, "Vũ Hòa", 1980, villages[3], "hoa", (Role.OFFICIAL, province)),
    )


def add_unit(db: Session, code: str, name: str, kind: Kind, parent: OrgUnit | None = None) -> OrgUnit:
    """One org unit under ``parent``, in force since long ago."""
    bare = name.removeprefix("Xã ").removeprefix("Phường ")
    unit = OrgUnit(
        code=code,
        name=name,
        folded_name=fold(name),
        sort_key=sort_key(bare),
        kind=kind,
        parent_id=parent.id if parent else None,
        valid_from=LONG_AGO,
        source="tests",
    )
    db.add(unit)
    db.flush()
    above = db.query(OrgUnitScope).filter_by(descendant_id=parent.id).all() if parent else []
    for ancestor_id, depth in [(unit.id, 0), *((row.ancestor_id, row.depth + 1) for row in above)]:
        db.add(OrgUnitScope(ancestor_id=ancestor_id, descendant_id=unit.id, depth=depth, valid_from=LONG_AGO))
    db.flush()
    return unit


def add_issuer(db: Session, province: OrgUnit) -> Issuer:
    """Who issues certificates in the tests."""
    issuer = Issuer(
        key="tests",
        org_unit_id=province.id,
        superior="Ủy ban nhân dân tỉnh Phú Thọ",
        name="Ban Chỉ đạo Phong trào Bình dân học vụ số",
        place="Phú Thọ",
        number_format="{number:05d}/{year}/GCN-BCĐ",
        signatory_title="TM. Ban Chỉ đạo\nTrưởng ban",
        signatory_name="Hoàng Văn Thụ",
        decision="Theo Quyết định số 12/QĐ-BCĐ ngày 05/02/2026 của Ban Chỉ đạo",
        check_at="https://hoc.example.vn",
        is_default=True,
    )
    db.add(issuer)
    db.flush()
    return issuer


def add_person(
    db: Session, name: str, birth_year: int, home: OrgUnit, login: str, *grants: tuple[Role, OrgUnit]
) -> Somebody:
    """Somebody with a home, a login whose password is ``PASSWORD``, and perhaps a role at a place."""
    person = Person(
        name=name, folded_name=fold(name), sort_key=name_sort_key(name), birth_year=birth_year, created_at=NOON
    )
    db.add(person)
    db.flush()
    way_in = Login(
        person_id=person.id, name=login, folded_name=fold(login), password_hash=PASSWORD_HASH, created_at=NOON
    )
    db.add_all([way_in, Residence(person_id=person.id, org_unit_id=home.id, valid_from=LONG_AGO)])
    for role, unit in grants:
        db.add(RoleGrant(person_id=person.id, role=role, org_unit_id=unit.id, valid_from=LONG_AGO))
    db.flush()
    return Somebody(person.id, way_in.id, name, login)
