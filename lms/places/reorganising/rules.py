"""The file of a reorganisation: what each of its lines says, before anything is looked up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lms.places.rules import COMMUNE_LEVEL, BadPlaces, Kind, day_of, tile_of
from lms.vietnamese import tidy

COLUMNS = (
    "old_code",
    "old_name",
    "new_code",
    "new_name",
    "new_kind",
    "extent",
    "villages",
    "effective_on",
    "roles",
    "tile_column",
    "tile_row",
    "source",
)
_NEEDED = ("old_code", "new_code", "extent", "effective_on", "source")
LEVELS = {Kind.COMMUNE: "commune", Kind.WARD: "commune", Kind.VILLAGE: "village"}
"""What can be reorganised; a unit goes into one of its own level."""


class Extent(StrEnum):
    """How much of the old unit goes into the new one."""

    WHOLE = "whole"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file: an old unit, or some of its villages, goes into a new unit."""

    line: int
    old_code: str
    old_name: str
    new_code: str
    new_name: str
    new_kind: Kind | None
    extent: Extent
    villages: tuple[str, ...]
    effective_on: date
    do_roles_follow: bool
    tile: tuple[int, int] | None
    source: str


def read_lines(records: Iterable[Mapping[str, str | None]]) -> list[Line]:
    """The lines of a file, all of one day. Raises :class:`BadPlaces` with every fault at once."""
    complaints: list[str] = []
    lines: list[Line] = []
    for number, record in enumerate(records, start=2):
        try:
            lines.append(_line(number, {name: tidy(record.get(name) or "") for name in COLUMNS}))
        except ValueError as fault:
            complaints.append(f"dòng {number}: {fault}")
    if not lines and not complaints:
        complaints.append("tệp không có dòng nào")
    if len({line.effective_on for line in lines}) > 1:
        complaints.append("các dòng có nhiều ngày hiệu lực; mỗi ngày hiệu lực một tệp")
    if complaints:
        raise BadPlaces(complaints)
    return lines


def _line(number: int, record: Mapping[str, str]) -> Line:
    missing = [name for name in _NEEDED if not record[name]]
    if missing:
        raise ValueError(f"thiếu {', '.join(missing)}; ô này không được để trống")
    if record["extent"] not in set(Extent):
        raise ValueError(f"extent «{record['extent']}» không có; dùng whole (nhập toàn bộ) hoặc part (nhập một phần)")
    extent, villages = Extent(record["extent"]), tuple(record["villages"].split())
    if (extent is Extent.PART) != bool(villages):
        raise ValueError("nhập một phần (part) thì kể mã các thôn ở cột villages; nhập toàn bộ (whole) thì để trống")
    if record["roles"] not in ("", "follow", "end"):
        raise ValueError("roles để trống, hoặc follow (vai trò theo sang), hoặc end (vai trò kết thúc)")
    return Line(
        number,
        record["old_code"],
        record["old_name"],
        record["new_code"],
        record["new_name"],
        _kind(record["new_kind"]),
        extent,
        villages,
        day_of(record["effective_on"]),
        record["roles"] != "end",
        tile_of(record["tile_column"], record["tile_row"]),
        record["source"],
    )


def _kind(written: str) -> Kind | None:
    if not written:
        return None
    if written not in (*COMMUNE_LEVEL, Kind.VILLAGE):
        raise ValueError(f"new_kind «{written}» không có; dùng commune (xã), ward (phường) hoặc village (thôn, khu)")
    return Kind(written)
