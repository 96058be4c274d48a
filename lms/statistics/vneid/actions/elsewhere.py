"""What did not come back with a batch: confirmations obtained elsewhere, identity numbers, cases that were told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.clock import local_date
from lms.config_vneid import Vneid
from lms.db import insert_once
from lms.problems import N_, Conflict, Problem
from lms.statistics.vneid.models import ClosedCase, Confirmation, IdentityNumber
from lms.statistics.vneid.numbers import Sealer, is_number
from lms.statistics.vneid.queries.matching import by_mark, by_name, days_of, mark_of
from lms.statistics.vneid.reading import day, records
from lms.tables.reading import BadFile, Record

_WHO = (("ho_ten", "so_dinh_danh"), ("nam_sinh",))
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file brought: rows that are new, and rows that were there already."""

    new: int
    same: int


def import_confirmations(
    db: Session, content: bytes, vneid: Vneid, now: datetime, *, actor_id: int | None = None
) -> Imported:
    """Take people who were confirmed elsewhere: who, which day, which document says so.

    Raises :class:`BadFile` naming every row that is wrong; then nothing is taken.
    """
    complaints: list[str] = []
    found: dict[tuple[int, date], str] = {}
    for line, row in records(content, (*_WHO, ("ngay",), ("nguon",))):
        try:
            person_id, on = _who(db, row, vneid, local_date(now)), _confirmed_on(row, local_date(now))
            found.setdefault((person_id, on), _source(row))
        except ValueError as error:
            complaints.append(f"dòng {line}: {error}")
    if complaints:
        raise BadFile(complaints)
    new = [(person_id, on, source) for (person_id, on), source in found.items() if on not in days_of(db, person_id)]
    for person_id, on, source in new:
        row_ = {"person_id": person_id, "confirmed_on": on, "source": source, "recorded_by": actor_id}
        db.execute(insert_once(db, Confirmation).values(**row_, recorded_at=now).on_conflict_do_nothing())
    if new:
        record(db, "vneid.elsewhere", "vneid_confirmation:file", now, actor_id=actor_id, new=len(new))
    return Imported(len(new), len(found) - len(new))


def import_numbers(db: Session, content: bytes, vneid: Vneid, now: datetime) -> Imported:
    """Keep identity numbers, sealed, where the deployment keeps them at all.

    Raises :class:`Problem` where it does not, :class:`BadFile` naming every row that is wrong.
    """
    if not vneid.keeps_numbers:
        raise Problem(N_("Identity numbers are not kept here. Those who run the server can switch it on."))
    sealer, complaints = Sealer(vneid.number_key), list[str]()
    found, holders = dict[int, str](), dict[str, int]()
    for line, row in records(content, (("ho_ten",), ("nam_sinh",), ("ma_don_vi",), ("so_dinh_danh",))):
        try:
            number = _number(row)
            person_id = _by_name(db, row, local_date(now))
            _check_one(
                holders.setdefault(number, person_id) == person_id, found.setdefault(person_id, number) == number
            )
            _check_free(db, person_id, sealer.mark(number))
        except ValueError as error:
            complaints.append(f"dòng {line}: {error}")
    if complaints:
        raise BadFile(complaints)
    new = [person_id for person_id in found if mark_of(db, person_id) is None]
    for person_id in new:
        mark, sealed = sealer.mark(found[person_id]), sealer.seal(person_id, found[person_id])
        db.add(IdentityNumber(person_id=person_id, mark=mark, sealed=sealed, recorded_at=now))
    if new:
        record(db, "vneid.numbers", "vneid_number:file", now, new=len(new))
    return Imported(len(new), len(found) - len(new))


def close_case(db: Session, certificate_id: str, note: str, actor_id: int | None, now: datetime) -> None:
    """The other side was told of a void certificate, with which paper. Raises :class:`Conflict` when it is closed."""
    if db.get(ClosedCase, certificate_id) is not None:
        raise Conflict(N_("This case is closed already."))
    db.add(ClosedCase(certificate_id=certificate_id, note=note[:_LONGEST], closed_by=actor_id, closed_at=now))
    record(db, "vneid.case-closed", f"certificate:{certificate_id}", now, actor_id=actor_id)


def _who(db: Session, row: Record, vneid: Vneid, today: date) -> int:
    if not row.get("so_dinh_danh"):
        return _by_name(db, row, today)
    if not vneid.keeps_numbers:
        raise ValueError("máy chủ này không giữ số định danh; ghi họ tên, năm sinh và mã đơn vị")
    person_id = by_mark(db, Sealer(vneid.number_key).mark(_number(row)))
    if person_id is None:
        raise ValueError("không có ai mang số định danh này")
    return person_id


def _by_name(db: Session, row: Record, today: date) -> int:
    name, year, code = (row.get(column, "") for column in ("ho_ten", "nam_sinh", "ma_don_vi"))
    if not (name and year.isdecimal() and code):
        raise ValueError("thiếu họ tên, năm sinh hoặc mã đơn vị")
    found = by_name(db, name, int(year), code, today)
    if not found:
        raise ValueError(f"không có ai là {name}, sinh năm {year}, ở đơn vị {code}")
    if len(found) > 1:
        raise ValueError(f"có nhiều người là {name}, sinh năm {year}, ở đơn vị {code}; ghi mã thôn, khu")
    return found[0]


def _number(row: Record) -> str:
    number = row.get("so_dinh_danh", "").lstrip("'")
    if not is_number(number):
        raise ValueError("số định danh phải có mười hai chữ số")
    return number


def _check_free(db: Session, person_id: int, mark: str) -> None:
    """A number is one person's, and a person has one number."""
    holder, kept = by_mark(db, mark), mark_of(db, person_id)
    _check_one(holder in (None, person_id), kept in (None, mark))


def _check_one(is_theirs: bool, is_their_only_one: bool) -> None:  # noqa: FBT001 - two answers
    if not is_theirs:
        raise ValueError("số định danh này đã là của người khác")
    if not is_their_only_one:
        raise ValueError("người này đã có số định danh khác")


def _confirmed_on(row: Record, today: date) -> date:
    on = day(row.get("ngay", ""))
    if on is None:
        raise ValueError("thiếu ngày xác nhận")
    if on > today:
        raise ValueError(f"ngày {on:%d/%m/%Y} chưa đến")
    return on


def _source(row: Record) -> str:
    source = row.get("nguon", "")
    if not source or len(source) > _LONGEST:
        raise ValueError(f"thiếu nguồn (văn bản nào cho biết), hoặc dài quá {_LONGEST} ký tự")
    return source
