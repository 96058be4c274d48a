"""Names as they are here, put together from parts whose folded forms, sort keys and JSON are made once."""

from __future__ import annotations

import json
from dataclasses import dataclass

from lms.vietnamese import fold, sort_key

_FAMILY = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Phùng",
    "Vũ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Đinh",
    "Hà",
    "Quách",
    "Xa",
    "Lương",
    "Cao",
    "Trịnh",
    "Đào",
    "Tạ",
    "Khổng",
    "Triệu",
]
_MIDDLE = [
    "Thị",
    "Văn",
    "Đức",
    "Minh",
    "Thanh",
    "Ngọc",
    "Hữu",
    "Thu",
    "Quang",
    "Xuân",
    "Công",
    "Đình",
    "Thị Thu",
    "Thị Hồng",
    "Thị Bích",
    "Thị Thanh",
    "Văn Minh",
    "Mạnh",
    "Tiến",
    "Hồng",
    "Kim",
    "Bá",
    "Trọng",
    "Duy",
    "Quốc",
    "Thế",
    "Phương",
    "Thùy",
    "Như",
    "Bảo",
    "Gia",
    "Khánh",
    "Tuấn",
    "Anh",
    "Việt",
    "Hoàng",
    "Thị Kim",
    "Thị Minh",
    "Thị Ngọc",
    "Chí",
]
_GIVEN = [
    "An",
    "Ánh",
    "Anh",
    "Bích",
    "Bình",
    "Bảo",
    "Châu",
    "Chi",
    "Chiến",
    "Chinh",
    "Cường",
    "Dền",
    "Diệp",
    "Dung",
    "Dũng",
    "Duyên",
    "Đào",
    "Đạt",
    "Đông",
    "Đức",
    "Én",
    "Giang",
    "Hà",
    "Hải",
    "Hạnh",
    "Hằng",
    "Hậu",
    "Hiền",
    "Hiếu",
    "Hoa",
    "Hòa",
    "Hoan",
    "Hồng",
    "Huệ",
    "Hùng",
    "Hương",
    "Hường",
    "Huy",
    "Huyền",
    "Khải",
    "Khoa",
    "Kiên",
    "Lan",
    "Lâm",
    "Liên",
    "Linh",
    "Loan",
    "Long",
    "Lợi",
    "Lụa",
    "Mai",
    "Mận",
    "Minh",
    "Mơ",
    "My",
    "Nam",
    "Nga",
    "Ngân",
    "Nghĩa",
    "Ngọc",
    "Nguyệt",
    "Nhân",
    "Nhung",
    "Oanh",
    "Phong",
    "Phú",
    "Phúc",
    "Phương",
    "Quân",
    "Quang",
    "Quế",
    "Quyết",
    "Quỳnh",
    "Sáng",
    "Sen",
    "Sinh",
    "Sơn",
    "Tâm",
    "Thái",
    "Thắng",
    "Thanh",
    "Thảo",
    "Thắm",
    "Thêu",
    "Thìn",
    "Thoa",
    "Thơm",
    "Thu",
    "Thủy",
    "Thúy",
    "Tiến",
    "Toàn",
    "Trang",
    "Trung",
    "Tú",
    "Tuấn",
    "Tùng",
    "Tuyết",
    "Ước",
    "Út",
    "Vân",
    "Việt",
    "Vinh",
    "Vượng",
    "Xuân",
    "Ỷ",
    "Yên",
    "Yến",
]


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of a name."""

    words: str
    folded: str
    key: str
    json: str
    """As it stands in a JSON document."""


def _part(words: str) -> Part:
    return Part(words, fold(words), sort_key(words), json.dumps(words)[1:-1])


BEFORE = [_part(f"{family} {middle}") for family in _FAMILY for middle in _MIDDLE]
GIVEN = [_part(given) for given in _GIVEN]
COUNT = len(BEFORE) * len(GIVEN)


def parts(number: int) -> tuple[Part, Part]:
    """What stands before the given name of the name with this number, and the given name."""
    before, given = divmod(number, len(GIVEN))
    return BEFORE[before], GIVEN[given]


def written(number: int) -> tuple[str, str, str]:
    """The name, its folded form and its sort key, as :mod:`lms.vietnamese` makes them of the whole."""
    before, given = parts(number)
    name, folded = f"{before.words} {given.words}", f"{before.folded} {given.folded}"
    return name, folded, f"{given.key}00{before.key}"
