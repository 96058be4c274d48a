"""The planted faults: each makes a faulty folder of the sound one by a small edit.

``at`` is a piece of the line, as it stands in the faulty file, on which the one complaint must be.
"""

from __future__ import annotations

from dataclasses import dataclass

from lms.catalogue.complaints import Words
from lms.catalogue.words import advice, files, front_matter, items, prose, quiz, safety

HEAD, FINAL, LESSON, QUIZ = "course.md", "final.md", "01-bai-mot/lesson.md", "01-bai-mot/quiz.md"
DRAWING = "01-bai-mot/hinh.svg"
SAID = "Bà Thoa nhận một tin có mã OTP[^ma]."
ALT = "Tin nhắn mẫu, dưới cùng có một đường dẫn gạch chân"
LINK = "[bài của trang mẫu](https://trang-mau.vn/bai-1)"
WHY = "    > Vì một lý do, câu 4."


@dataclass(frozen=True)
class Fault:
    """In ``file``, ``old`` becomes ``new``; the complaint stands in ``told`` (the same file, if nothing else is said)."""

    words: Words
    file: str
    old: str
    new: str
    at: str
    told: str = ""
    more: tuple[tuple[str, str], ...] = ()
    """Further changes that belong to the fault."""


def _sentence(length: int) -> str:
    return " ".join(["chữ"] * length) + "."


def _first_is_right(number: int) -> tuple[str, str]:
    """The second or third question with its right option moved to the first place."""
    why = f"    > Vì một lý do, câu {number}."
    first, second, third = "Hỏi người nhà một câu", "Tự mở ứng dụng ra xem", "Cất máy vào trong tủ"
    marks = "x " if number in (2, 5) else " x"
    old = f"- [ ] {first}\n{why}\n- [{marks[0]}] {second}\n{why}\n- [{marks[1]}] {third}"
    return old, f"- [x] {first}\n{why}\n- [ ] {second}\n{why}\n- [ ] {third}"


LONGER = (
    ("Hỏi người nhà một câu\n    > Vì một lý do, câu 4.", "Hỏi người nhà một câu nữa\n    > Vì một lý do, câu 4."),
    ("Tự mở ứng dụng ra xem\n    > Vì một lý do, câu 2.", "Tự mở ứng dụng ra mà xem\n    > Vì một lý do, câu 2."),
)
FAULTS = [
    # The head of a file.
    Fault(front_matter.UNKNOWN, HEAD, "prerequisites", "prerequisite", "prerequisite:"),
    Fault(front_matter.UNKNOWN, LESSON, "minutes: 9", "minutes: 9\nlevel: 1", "level"),
    Fault(front_matter.UNKNOWN, HEAD, "hours: 1", "hours: 1\nhour: 2", "hour: 2"),
    Fault(front_matter.CHOICE, HEAD, "[TT02-4.1]", "[TT02-4.1, TT02-7.1]", "competences"),
    Fault(front_matter.CHOICE, HEAD, "[TT02-4.1]", "\n  - TT02-4.1\n  - TT2-4.2", "- TT2-4.2"),
    Fault(front_matter.NOT_LIST, HEAD, "[khoa-truoc]", "khoa-truoc", "prerequisites"),
    Fault(front_matter.NOT_SLUG, HEAD, "[khoa-truoc]", "[Khóa trước]", "prerequisites"),
    Fault(front_matter.BEFORE_ITSELF, HEAD, "[khoa-truoc]", "[khoa-mau]", "prerequisites"),
    Fault(advice.NO_SUCH_COURSE, HEAD, "[khoa-truoc]", "[khoa-truot]", "prerequisites"),
    Fault(
        advice.IN_A_CIRCLE,
        "../khoa-truoc/course.md",
        "competences",
        "prerequisites: [khoa-mau]\ncompetences",
        "prerequisites",
        HEAD,
    ),
    Fault(
        advice.REVIEW_PASSED,
        HEAD,
        "updated: 2026-11-23\nreview_by: 2027",
        "updated: 2025-11-23\nreview_by: 2026",
        "review_by",
    ),
    # Links and pictures.
    Fault(prose.LINK, LESSON, LINK, "[bài](trang-mau.vn/bai-1)", "[bài]"),
    Fault(prose.LINK, LESSON, LINK, "[bài]()", "[bài]"),
    Fault(prose.LINK, LESSON, LINK, "[bài](https://)", "[bài]"),
    Fault(prose.LINK, LESSON, LINK, "[bài](https://trang-mau.vn/bai 1)", "[bài]"),
    Fault(prose.LINK, LESSON, LINK, "[gọi](tel:mot-mot-bon)", "[gọi]"),
    Fault(prose.LINK_FORM, LESSON, LINK, "[bài] (https://trang-mau.vn/bai-1)", "[bài]"),
    Fault(prose.LINK_FORM, LESSON, LINK, "[bài][1]", "[bài]"),
    Fault(prose.LINK_FORM, LESSON, LINK, "[bài [của] trang](https://trang-mau.vn/bai-1)", "[bài"),
    Fault(prose.LINK_FORM, LESSON, LINK, "[bài \\] trang](https://trang-mau.vn/bai-1)", "[bài"),
    Fault(prose.LINK_FORM, LESSON, LINK, "[bài của\ntrang mẫu](https://trang-mau.vn/bai-1)", "trang mẫu]"),
    Fault(safety.UNDECLARED_LINK, LESSON, LINK, "\\`[bài](https://trang-la.vn/)\\`", "trang-la.vn"),
    Fault(safety.UNDECLARED_LINK, LESSON, LINK, "`bài\n`[bài](https://trang-la.vn/) `", "trang-la.vn"),
    Fault(files.PICTURE_MISSING, LESSON, "(hinh.svg)", "(hing.svg)", "hing.svg"),
    Fault(prose.NO_ALT, LESSON, ALT, " ", "![ ]"),
    Fault(prose.ALT_NAME, LESSON, ALT, "hinh.svg", "![hinh.svg]"),
    Fault(prose.ALT_NAME, LESSON, ALT, "Hình minh họa", "![Hình"),
    Fault(safety.UNDECLARED_LINK, LESSON, "https://trang-mau.vn/bai-1)", "https://trang-la.vn/)", "trang-la.vn"),
    Fault(safety.UNDECLARED_LINK, LESSON, LINK, "<https://trang-la.vn/>", "trang-la.vn"),
    Fault(safety.UNDECLARED_LINK, HEAD, "Lời mở đầu.", "Lời [mở](https://trang-mau.vn/) đầu.", "Lời [mở]"),
    Fault(safety.UNDECLARED_LINK, QUIZ, WHY, "    > Xem [trang](https://gov.vn.trang-la.com).", "trang-la"),
    Fault(safety.SCAM_LINK, LESSON, LINK, "[nhận quà](https://quatang.example/x)", "[nhận quà]"),
    Fault(safety.SCAM_LINK, LESSON, LINK, "[thư](mailto:mau@vidu.example)", "[thư]"),
    Fault(
        safety.SCAM_LINK, LESSON, '/bai-1"\n', '/bai-1"\n  - "Trang quà. https://quatang.example/x"\n', '- "Trang quà'
    ),
    # Footnotes and meanings of words.
    Fault(
        prose.FOOTNOTE_MISSING, LESSON, "[^ma].", "[^mã].", "[^mã]", more=(("[^ma]: Mã dùng một lần rồi bỏ.\n", ""),)
    ),
    Fault(prose.FOOTNOTE_UNUSED, LESSON, "mã OTP[^ma].", "mã OTP.", "[^ma]:"),
    Fault(prose.FOOTNOTE_TWICE, LESSON, "[^ma]: Mã", "[^ma]: Lời một.\n[^ma]: Mã", "[^ma]: Mã"),
    Fault(prose.FOOTNOTE_LINES, LESSON, "một lần rồi bỏ.", "một lần\n    rồi bỏ.", "    rồi bỏ."),
    Fault(prose.FOOTNOTE_FORM, LESSON, "rồi bỏ.", "rồi bỏ.\n  [^ma]: Lời khác.", "  [^ma]:"),
    Fault(prose.MEANING_FORM, LESSON, ":   Chữ dẫn", ":Chữ dẫn", ":Chữ"),
    Fault(prose.MEANING_ALONE, LESSON, "Đường dẫn\n:", "Đường dẫn\n\n:", ":   Chữ"),
    Fault(prose.TABLE_DASHES, LESSON, "| --- | --- |\n", "", "| Tin | Việc |"),
    Fault(prose.TABLE_GAP, LESSON, "trang khác.\n\n| Tin", "trang khác.\n\nBảng:\n| Tin", "| Tin | Việc |"),
    Fault(prose.FRAME_MARKS, LESSON, '!!! lam-thu "Làm thử"\n    Đọc', '!! lam-thu "Làm thử"\nĐọc', "!! lam-thu"),
    Fault(prose.TANGLED, LESSON, "Đường dẫn\n", "–\n:   –\n" * 41 + "Đường dẫn\n", "1. Chưa"),
    # Numbers that could be somebody's.
    Fault(safety.PHONE, LESSON, "0900 xxx 123", "0900 123 456", "`Bấm"),
    Fault(safety.PHONE, LESSON, "0900 xxx 123", "0912.345.678", "`Bấm"),
    Fault(safety.PHONE, LESSON, "0900 xxx 123", "+84 (0) 912-345-678", "`Bấm"),
    Fault(safety.PHONE, LESSON, "0900 xxx 123", "84912345678", "`Bấm"),
    Fault(safety.PHONE, LESSON, "0900 xxx 123", "(0210) 3846 123", "`Bấm"),
    Fault(safety.PHONE, LESSON, "0900 xxx 123", "024.3826.1234", "`Bấm"),
    Fault(safety.PHONE, LESSON, "0900 xxx 123", "1900 1234", "`Bấm"),
    Fault(safety.PHONE, LESSON, "gọi 114", "gọi số 8088", "8088"),
    Fault(safety.PHONE, LESSON, LINK, "[gọi](tel:0912345678)", "[gọi]"),
    Fault(safety.PHONE, FINAL, "Hỏi người nhà", "Gọi 0388123456, hỏi", "0388123456"),
    Fault(safety.PHONE, HEAD, "được hai việc", "việc, gọi 0912 345 678", "summary"),
    Fault(safety.IDENTITY, LESSON, SAID, "Số của bà là 025085012345[^ma].", "025085012345"),
    Fault(safety.IDENTITY, QUIZ, WHY, "    > Số 025 085 012 345.", "025 085"),
    Fault(safety.PICTURE_NUMBER, DRAWING, "09xx xxx 123", "0912 345 678", "![Tin", LESSON),
    # Length and hardness of a lesson.
    Fault(advice.LONG_SCREEN, LESSON, "1. Chưa bấm.", f"{'Một ý ngắn. ' * 40}\n\n1. Chưa bấm.", "## Việc"),
    Fault(advice.SHORT_TIME, LESSON, "minutes: 9", "minutes: 1", "minutes"),
    Fault(advice.LONG_TIME, LESSON, "minutes: 9", "minutes: 25", "minutes"),
    Fault(advice.LONG_SENTENCE, LESSON, "1. Chưa bấm.", f"Ý một.\n\n{_sentence(24)}\n\n1. Chưa bấm.", "chữ chữ"),
    Fault(advice.HARD_TO_READ, LESSON, "1. Chưa bấm.", f"{' '.join([_sentence(16)] * 3)}\n\n1. Chưa.", "---"),
    Fault(advice.NOT_EXPLAINED, LESSON, "mã OTP[^ma]", "mã OTP[^ma] cho VNeID", "VNeID"),
    Fault(advice.NOT_EXPLAINED, QUIZ, WHY, "    > Vì lúc ấy có Wi-Fi.", "Wi-Fi"),
    # Questions.
    Fault(quiz.NONE_RIGHT, QUIZ, "- [x] Sai", "- [ ] Sai", "## Đúng hay sai"),
    Fault(quiz.ALL_RIGHT, QUIZ, "- [ ] Đọc mã", "- [x] Đọc mã", "## Việc nào"),
    Fault(quiz.SAME_OPTION, QUIZ, "- [ ] Đọc mã cho họ", "- [ ] dừng lại  xem", "dừng lại"),
    Fault(quiz.NO_WHY, QUIZ, f"{WHY}\n", "", "- [x] Hỏi người nhà một câu\n- [ ]"),
    Fault(advice.LONG_WHY, QUIZ, WHY, f"    > {'Vì thế đấy. ' * 13}", "> Vì thế"),
    Fault(advice.LONG_WHY, QUIZ, "> Lời giải chung.", f"> {'Vì thế đấy. ' * 13}", "> Vì thế"),
    Fault(advice.HOW_MANY, QUIZ, " Chọn tất cả ý đúng.", "", "## Việc nào"),
    Fault(advice.CUE, QUIZ, "- [ ] Đọc mã cho họ", "- [ ] Luôn luôn đọc mã", "Luôn luôn"),
    Fault(advice.CUE, QUIZ, "- [ ] Đọc mã cho họ", "- [ ] Tất cả đều đúng", "Tất cả đều"),
    Fault(advice.CUE, QUIZ, "- [ ] Đọc mã cho họ", "- [ ] Không câu nào đúng", "Không câu nào"),
    Fault(advice.CUE, QUIZ, "- [ ] Đọc mã cho họ", "- [ ] Cả A và B", "Cả A và B"),
    Fault(advice.CUE, QUIZ, "bà nên làm gì? {#mau-1-04}", "bà luôn luôn làm gì? {#mau-1-04}", "#mau-1-04"),
    Fault(
        advice.RIGHT_IS_LONGEST,
        QUIZ,
        "- [x] Hỏi người nhà một câu",
        "- [x] Hỏi người nhà một câu nữa cho chắc",
        "## Câu số 1:",
        more=LONGER,
    ),
    Fault(advice.SAME_PLACE, QUIZ, *_first_is_right(2), "## Câu số 1:", more=tuple(map(_first_is_right, (3, 5)))),
    # Questions of the later kinds.
    Fault(items.ORDER_SIZE, QUIZ, "3. Chụp lại tin nhắn\n4. Ra công an xã\n", "", "1. Dừng lại"),
    Fault(items.NOTHING_RIGHT, QUIZ, "| Lệ phí | khoản tiền trả |", "| Lệ phí | |", "| Lệ phí"),
    Fault(items.FEW_ROWS, QUIZ, "| Có người gọi hỏi mã | Dừng, không đọc mã | giả |\n", "", "| tin | làm gì"),
    Fault(items.NATURE, QUIZ, "đọc mã | giả |", "đọc mã | lừa |", "| Có người"),
    Fault(items.NATURE, QUIZ, "đọc mã | giả |", "đọc mã |", "| Có người"),
    Fault(
        items.NATURE_CLASH,
        QUIZ,
        "đọc mã | giả |",
        "đọc mã | giả |\n| Bà gọi số sau thẻ | Dừng, không đọc mã | thật |",
        "| Bà gọi",
    ),
    Fault(
        advice.GENUINE_OR_SCAM,
        QUIZ,
        "| làm gì | thật hay giả |\n| --- | --- | --- |",
        "| làm gì |\n| --- | --- |",
        "## Bà Thoa nên làm gì với mỗi tin?",
        more=(("ứng dụng | thật |", "ứng dụng |"), ("đọc mã | giả |", "đọc mã |")),
    ),
    Fault(items.ONE_RIGHT, QUIZ, "- [ ] Đúng là cán", "- [x] Đúng là cán", "### Bước 1"),
    Fault(items.SAME_ACCEPTED, QUIZ, "= www.dichvucong.gov.vn", "= Dịch vụ công.gov.vn.", "= Dịch"),
    Fault(items.NO_TOLERANCE, QUIZ, " ± 0 đồng", "", "= 1950000"),
    Fault(safety.PHONE, QUIZ, "2. Gọi ngân hàng", "2. Gọi ngân hàng 1900 5678", "2. Gọi"),
    Fault(safety.IDENTITY, QUIZ, "| Mã hồ sơ | số để tra |", "| 025085012345 | số để tra |", "| 025"),
    Fault(safety.SCAM_LINK, QUIZ, "Ông Dền đang ở nhà.", "Ông nhận [một tin](https://mau.example/).", "Ông nhận"),
    Fault(advice.CUE, QUIZ, "- [ ] Chắc chắn là lừa", "- [ ] Tuyệt đối là lừa", "Tuyệt đối"),
    Fault(advice.CUE, QUIZ, "### Bước 2. Ông làm gì?", "### Bước 2. Ông luôn luôn làm gì?", "### Bước 2"),
    Fault(advice.NOT_EXPLAINED, QUIZ, "4. Ra công an xã", "4. Mở VNeID ra xem", "4. Mở"),
    Fault(advice.LONG_WHY, QUIZ, "    > Thiếu .gov: đó là tên khác.", f"    > {'Vì thế đấy. ' * 13}", "> Vì thế"),
]
