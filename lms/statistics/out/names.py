"""Vietnamese words of the files: they speak as official papers do, whatever language the visitor reads the pages in."""

from __future__ import annotations

from lms.places.rules import Kind
from lms.statistics.out.rows import Mark, Row, Unit
from lms.statistics.rules import Indicator, PopulationStatus

NUMBERS = {
    Indicator.PUBLIC_SECTOR: "I1",
    Indicator.SECONDARY_STUDENT: "I2",
    Indicator.PRIMARY_PUPIL: "I3",
    Indicator.ADULT: "I4",
    Indicator.VNEID: "I5",
    Indicator.ENTERPRISE_WORKER: "I6",
}
INDICATORS = {
    Indicator.PUBLIC_SECTOR: "Cán bộ, công chức, viên chức",
    Indicator.SECONDARY_STUDENT: "Học sinh trung học, sinh viên",
    Indicator.PRIMARY_PUPIL: "Học sinh tiểu học",
    Indicator.ADULT: "Người dân trưởng thành",
    Indicator.VNEID: "Trưởng thành, VNeID xác nhận",
    Indicator.ENTERPRISE_WORKER: "Lao động doanh nghiệp, hợp tác xã",
}
LEVELS = {
    Kind.PROVINCE: "tinh",
    Kind.COMMUNE: "xa",
    Kind.WARD: "phuong",
    Kind.VILLAGE: "thon",
    Kind.OFFICES: "khoi-cap-tinh",
    Kind.UNKNOWN: "chua-xac-dinh",
}
DENOMINATOR_STATUS = {
    PopulationStatus.OFFICIAL: "chính thức",
    PopulationStatus.PROVISIONAL: "sơ bộ",
    PopulationStatus.ESTIMATED: "ước tính",
    PopulationStatus.DEMONSTRATION: "giả định, chỉ để minh họa",
}
MEANINGS = {
    Mark.NONE_YET: "chưa có số liệu",
    Mark.NOT_APPLICABLE: "không áp dụng",
    Mark.CONFIDENTIAL: "bảo mật",
    Mark.AT_LEAST: "ít nhất bằng tỷ lệ đã ghi; số người không công bố",
    Mark.AT_MOST: "nhiều nhất bằng tỷ lệ đã ghi; số người không công bố",
    Mark.CARRIED_FORWARD: "sơ bộ, mang sang từ năm trước",
    Mark.SUM_OF_PARTS: "ước tính, cộng từ các đơn vị bên dưới",
    Mark.CORRECTED: "đã đính chính",
    Mark.BREAK: "gián đoạn chuỗi số liệu",
    Mark.SURPLUS: "số người đạt nhiều hơn tổng số, cần sửa tổng số",
    Mark.TINY: "lớn hơn 0 nhưng chưa đến 0,1",
}
UNKNOWN = ".CXD"
"""Ends the code of a pseudo-unit of the files: those of a unit whose unit below is not known."""


def unknown_below(unit: Unit) -> Unit:
    """The pseudo-unit of those whose unit below this one is not known."""
    below = "xã, phường" if unit.level is Kind.PROVINCE else "thôn, khu"
    return Unit(unit.code + UNKNOWN, f"Chưa xác định {below}", Kind.UNKNOWN, unit.code)


def in_people(row: Row) -> str | None:
    """The target where it is a number of people, for example «1.200 người»."""
    return None if row.target_people is None else f"{whole(row.target_people)} người"


def whole(number: int) -> str:
    """A count as it is written: 1234 is «1.234»."""
    return f"{number:,}".replace(",", ".")
