"""A question of every kind, and a course that practises them all."""

from __future__ import annotations

import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from lms.catalogue.actions import publish
from lms.catalogue.published import PublishedCourse
from lms.catalogue.queries import published
from tests.courses import write_tiny_course

_NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
_WHY = "\n    > Vì sao.\n"
_EXPLAINED = "\n> Lời giải chung.\n\n"

PICTURES = f"""## Hình nào đúng? {{#k-picture}}

- [ ] ![Nút tròn](hinh.svg){_WHY}- [x] ![Nút vuông](hinh.svg){_WHY}
"""
MESSAGES = f"""## Tin nào cần dừng? {{#k-message}}

- [ ] `TK x001 +2.000.000d luc 08:15.`{_WHY}- [x] `Tai khoan bi khoa. Vao: mau.example`{_WHY}
"""
ORDERING = f"""## Xếp các việc theo thứ tự. {{#k-ordering}}

1. Dừng lại
2. Gọi ngân hàng
3. Chụp lại tin nhắn
4. Ra công an xã
{_EXPLAINED}"""
MATCHING = f"""## Nối mỗi chữ với nghĩa của nó. {{#k-matching}}

| chữ trên màn hình | nghĩa |
| --- | --- |
| Mã hồ sơ | số để tra |
| Lệ phí | khoản tiền trả |
| Bổ sung | cần gửi thêm |
| Nộp phí | khoản tiền trả |
| | hồ sơ bị từ chối |
{_EXPLAINED}"""
PAIR = f"""## Bà Thoa nên làm gì với mỗi tin? {{#k-pair}}

Cả hai tin: `Ma OTP 000 000.`

| tin | làm gì |
| --- | --- |
| Bà vừa bấm *Chuyển* | Tự gõ vào ứng dụng |
| Có người gọi hỏi mã | Dừng, không đọc mã |
{_EXPLAINED}"""
MARKED = (
    PAIR.replace("làm gì |", "làm gì | thật hay giả |")
    .replace("--- | --- |", "--- | --- | --- |")
    .replace("ứng dụng |", "ứng dụng | thật |")
    .replace("đọc mã |", "đọc mã | giả |")
)
"""The same, and it says which message is genuine."""
SCENARIO = f"""## Cuộc gọi của «cán bộ xã» {{#k-scenario}}

Ông Dền đang ở nhà.

### Bước 1. Ông hiểu thế nào?
- [ ] Đúng là cán bộ{_WHY}- [x] Chưa biết, cần tự hỏi lại{_WHY}- [ ] Chắc chắn là lừa{_WHY}
### Bước 2. Ông làm gì?
- [x] Nói «tôi hỏi lại» rồi dập máy{_WHY}- [ ] Đọc mã cho họ{_WHY}
"""
TEXT = f"""## Gõ địa chỉ của Cổng Dịch vụ công quốc gia. {{#k-text}}

= dichvucong.gov.vn
= www.dichvucong.gov.vn

- [ ] dichvucong.vn
    > Thiếu .gov: đó là tên khác.
{_EXPLAINED}"""
NUMBER = f"""## Chị đang mất bao nhiêu đồng? {{#k-number}}

= 1950000 ± 0 đồng
{_EXPLAINED}"""
EVERY = PICTURES + MESSAGES + ORDERING + MATCHING + MARKED + SCENARIO + TEXT + NUMBER


def write_course_of_all_kinds(folder: Path) -> Path:
    """The tiny course; its first module practises a question of every kind."""
    write_tiny_course(folder)
    (folder / "01-bai-mot" / "quiz.md").write_text(EVERY, "utf-8")
    return folder


def ask_all_kinds_in_the_final(folder: Path) -> Path:
    """Let the final of that course ask a question of every kind, too."""
    (folder / "hinh.svg").write_bytes((folder / "01-bai-mot" / "hinh.svg").read_bytes())
    again = re.sub(r"\{#k-(\w+)\}", r'{#f-\1 module=01-bai-mot reread="Màn hình 1.1"}', EVERY)
    final, course = folder / "final.md", folder / "course.md"
    final.write_text(final.read_text("utf-8") + again, "utf-8")
    course.write_text(course.read_text("utf-8").replace("01-bai-mot: 2", "01-bai-mot: 11"), "utf-8")
    return folder


def publish_course_of_all_kinds(db: Session, slug: str = "kinds", now: datetime = _NOON) -> PublishedCourse:
    """Publish that course under the address ``slug``."""
    with tempfile.TemporaryDirectory() as temporary:
        publication = publish(db, write_course_of_all_kinds(Path(temporary) / slug), now)
    return published(db, publication.version_id)
