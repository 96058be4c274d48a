"""The invented people: who can sign in, and who merely lives there. None of them exists."""

from __future__ import annotations

from dataclasses import dataclass

from lms.roles import Role

PASSWORD = "hoc so moi ngay"  # noqa: S105 - printed for everybody at every start, and never made in production
MARK = "minh họa"
"""Stands in the name of everything invented that could be taken for real."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """Somebody whose sign-in is printed."""

    login: str
    name: str
    birth_year: int
    commune: str
    does: str
    role: Role | None = None
    role_at: str = ""


SIGN_INS = (
    SignIn("hoc.vien", "Nguyễn Thị Mẫu", 1958, "08494", "người học / learner"),
    SignIn("giao.vien", "Trần Văn Mẫu", 1985, "08494", "giáo viên / teacher", Role.TEACHER, "08494"),
    SignIn("cung.day", "Bùi Thị Mẫu", 1991, "08494", "giáo viên cùng dạy / teaches along", Role.TEACHER, "08494"),
    SignIn(
        "to.cong.nghe",
        "Hà Văn Mẫu",
        1975,
        "08494",
        "tổ công nghệ số cộng đồng / digital team of a village",
        Role.TEAM,
        "08494.MH1",
    ),
    SignIn(
        "can.bo.xa", "Lê Thị Mẫu", 1990, "08494", "cán bộ xã Lâm Thao / official of Lâm Thao", Role.OFFICIAL, "08494"
    ),
    SignIn(
        "can.bo.tho.tang",
        "Phạm Văn Mẫu",
        1979,
        "09112",
        "cán bộ xã Thổ Tang / official of Thổ Tang",
        Role.OFFICIAL,
        "09112",
    ),
    SignIn("can.bo.tinh", "Vũ Thị Mẫu", 1980, "08707", "cán bộ tỉnh / official of the province", Role.OFFICIAL, "25"),
    SignIn("tac.gia", "Ngô Thị Mẫu", 1984, "08707", "người soạn khóa học / author", Role.AUTHOR, "25"),
    SignIn("quan.tri", "Đỗ Văn Mẫu", 1982, "08707", "quản trị / administrator", Role.ADMINISTRATOR, "25"),
)

COMMUNES = {"08494": "Khu", "09112": "Thôn", "05158": "Xóm"}
"""Where the invented villages lie, and what a village is called there."""
VILLAGES_EACH = 3

FAMILY_NAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Bùi", "Đinh", "Hà", "Quách", "Xa", "Đỗ")
MIDDLE_NAMES = ("Thị", "Văn", "Đức", "Minh", "Thanh", "Ngọc", "Hữu", "Thu")
GIVEN_NAMES = ("Thoa", "Dền", "Hạnh", "Quyết", "Duyên", "Lợi", "Vượng", "Thảo", "Ước", "Ánh", "Đào", "Én", "Ỷ", "Sơn")
NEIGHBOURS = 48
"""How many people without a sign-in live in the invented villages."""

CLASS_NAME, CLASS_CODE, CLASS_AT = f"Lớp tối Khu 1 ({MARK})", "4K7M2P", "08494"
"""The class: its code, and the commune in whose first village it is."""
CLASS_OF = ("giao.vien", "hoc.vien")
"""Who teaches in it, and who of those with a sign-in learns there."""
TEACHES_ALONG, GOES_FROM_DOOR_TO_DOOR = "cung.day", "to.cong.nghe"
"""Who teaches the class too, and who visits the people of its village."""
