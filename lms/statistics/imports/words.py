"""What indicators and states are called in the sentences about a file, which are in Vietnamese like its columns."""

from __future__ import annotations

from datetime import date

from lms.statistics.rules import Indicator, PopulationStatus

INDICATORS = {
    Indicator.PUBLIC_SECTOR: "Khu vực công",
    Indicator.SECONDARY_STUDENT: "Học sinh trung học, sinh viên",
    Indicator.PRIMARY_PUPIL: "Học sinh tiểu học",
    Indicator.ADULT: "Người trưởng thành",
    Indicator.VNEID: "Xác nhận trên VNeID",
    Indicator.ENTERPRISE_WORKER: "Lao động doanh nghiệp, hợp tác xã",
}
STATES = {
    PopulationStatus.OFFICIAL: "chính thức",
    PopulationStatus.PROVISIONAL: "sơ bộ",
    PopulationStatus.ESTIMATED: "ước tính",
    PopulationStatus.DEMONSTRATION: "minh họa",
}


def told_day(day: date) -> str:
    """A day as people read it."""
    return f"{day:%d/%m/%Y}"
