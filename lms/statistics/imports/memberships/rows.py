"""What the rows of a file of members say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lms.people.models import Group
from lms.people.phones import as_typed
from lms.places.rules import Kind
from lms.statistics.imports import cells
from lms.statistics.imports.listed import read
from lms.statistics.imports.memberships.rules import Meant, is_enough
from lms.statistics.imports.rows import Read
from lms.tables.reading import Record
from lms.vietnamese import fold

COLUMNS = ("name", "group", "unit_code", "valid_from")
OTHER_NAMES = {
    "ma_nguoi_hoc": "public_id",
    "dien_thoai": "phone",
    "so_dien_thoai": "phone",
    "ho_va_ten": "name",
    "ho_ten": "name",
    "nam_sinh": "birth_year",
    "ma_xa": "commune_code",
    "nhom": "group",
    "ma_don_vi": "unit_code",
    "tu_ngay": "valid_from",
    "den_ngay": "valid_to",
}
_GROUPS = {
    "n1": Group.PUBLIC_SECTOR,
    "n2": Group.SECONDARY_STUDENT,
    "n3": Group.PRIMARY_PUPIL,
    "n5": Group.ENTERPRISE_WORKER,
} | {group.value: group for group in Group if group is not Group.ADULT}


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody belongs to a group for a time, counted at a unit."""

    meant: Meant
    group: Group
    unit_code: str
    since: date
    until: date | None


def members(content: bytes, kinds: Mapping[str, Kind]) -> list[Read[MemberRow]]:
    """The rows of a file, CSV or XLSX. Raises :class:`BadFile` where nothing can be read."""
    return read(content, COLUMNS, OTHER_NAMES, ("name", "birth_year", "group"), lambda record: _row(record, kinds))


def _row(record: Record, kinds: Mapping[str, Kind]) -> MemberRow:
    since = cells.day(record, "valid_from")
    until = cells.day(record, "valid_to") if record.get("valid_to") else None
    if until is not None and until <= since:
        raise ValueError("valid_to phải sau valid_from")
    commune = {**record, "unit_code": record.get("commune_code", "")}
    code = cells.code(commune, kinds) if record.get("commune_code") else ""
    return MemberRow(whoever(record, code, "commune_code"), _group(record), _unit(record, kinds), since, until)


def whoever(record: Record, place: str, place_column: str) -> Meant:
    """Whom a row means; ``place`` is the code of where they live. Raises :class:`ValueError` where it says too little."""
    phone = as_typed(record.get("phone", "")) or ""
    if record.get("phone") and not phone:
        raise ValueError(f"phone «{record['phone']}» không phải số điện thoại; viết như 0912345678, ô để dạng văn bản")
    meant = Meant(record.get("public_id", ""), phone, fold(record["name"]), _born(record.get("birth_year", "")), place)
    if not is_enough(meant):
        raise ValueError(
            f"chưa đủ để biết là ai; ghi public_id, hoặc phone và name, hoặc name, birth_year và {place_column}"
        )
    return meant


def _born(written: str) -> int | None:
    if not written:
        return None
    if not (written.isdecimal() and len(written) == 4):  # noqa: PLR2004 - four digits
        raise ValueError(f"birth_year «{written}» chưa đúng; viết bốn chữ số, như 1958")
    return int(written)


def _group(record: Record) -> Group:
    written = cells.needed(record, "group")
    found = _GROUPS.get(fold(written))
    if found is None:
        raise ValueError(f"group «{written}» không có; dùng một trong: {', '.join(_GROUPS)}")
    return found


def _unit(record: Record, kinds: Mapping[str, Kind]) -> str:
    """The code of the unit; nothing where it is not known."""
    if not record["unit_code"]:
        return next((code for code, kind in kinds.items() if kind is Kind.UNKNOWN), "")
    code = cells.code(record, kinds)
    if kinds[code] is Kind.PROVINCE:
        offices = next((other for other, kind in kinds.items() if kind is Kind.OFFICES), "")
        raise ValueError(f"ghi nơi làm việc hoặc học; cơ quan cấp tỉnh thì ghi {offices} (Khối cấp tỉnh)")
    return code
