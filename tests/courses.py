"""A whole course as small as one can be, for tests that need one, or need one with a fault."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from lms.catalogue.actions import prepare, store
from lms.catalogue.proof import Proof
from lms.catalogue.published import PublishedCourse
from lms.catalogue.queries import published

_NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
_COURSE = """---
title: {title}
summary: Học xong, bà con làm được hai việc.
order: {order}
picture: den
audience: [adult, public-sector]
hours: 1.5
pass_mark: {pass_mark}
attempts: {attempts}
attempt_window_days: 7
wait_hours: {wait_hours}
final:
  01-bai-mot: 2
  02-bai-hai: 2
competences: [TT02-4.1]
updated: 2026-11-23
review_by: 2027-11-23
licence: CC-BY-4.0
authors: [Nhóm biên soạn]
---

Lời mở đầu. Nhân vật trong bài là hư cấu.
"""
_LESSON = """---
title: Bài {number}
minutes: 5
updated: 2026-11-23
sources:
  - "Trang mẫu, 01/11/2026: điều lấy từ đó. https://example.vn/"
---

Học xong bài {number}, bà con làm được một việc.

## Màn hình {number}.1

Một ý thôi, câu ngắn.

![Nút quay lại ở góc trái, phía dưới](hinh.svg)

## Màn hình {number}.2

1. Mở máy.
2. Bấm nút.

!!! nho "Nhớ"
    Bấm nhầm thì bấm nút quay lại.
"""
_SINGLE = """## Câu một lựa chọn số {key}? {{#{key}{final}}}

- [ ] Ý sai thứ nhất
    > Vì sao chưa đúng.
- [x] Ý đúng
    > Vì sao đúng.
- [ ] Ý sai thứ hai
    > Vì sao chưa đúng.

> Lời giải chung.

"""
_MULTIPLE = """## Câu nhiều lựa chọn số {key}? Chọn tất cả ý đúng. {{#{key}{final}}}

- [x] Ý đúng thứ nhất
    > Vì sao đúng.
- [ ] Ý sai thứ nhất
    > Vì sao chưa đúng.
- [x] Ý đúng thứ hai
    > Vì sao đúng.
- [ ] Ý sai thứ hai
    > Vì sao chưa đúng.

"""
_TRUE_FALSE = """## Đúng hay sai: câu số {key}. {{#{key}{final}}}

- [ ] Đúng
    > Vì sao chưa đúng.
- [x] Sai
    > Vì sao đúng.

"""
_KINDS = (_SINGLE, _MULTIPLE, _TRUE_FALSE)
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 240"><rect width="320" height="240"/></svg>\n'


def write_tiny_course(folder: Path, **facts: Any) -> Path:
    """Write two modules of two screens and three questions each, and a pool of six for a final quiz of four."""
    slug = folder.name
    values = {"title": "Khóa mẫu", "order": 1, "pass_mark": 80, "attempts": 3, "wait_hours": 12, **facts}
    folder.mkdir(parents=True)
    (folder / "course.md").write_text(_COURSE.format(**values), "utf-8")
    pool = ""
    for number, name in ((1, "01-bai-mot"), (2, "02-bai-hai")):
        module = folder / name
        module.mkdir()
        (module / "lesson.md").write_text(_LESSON.format(number=number), "utf-8")
        (module / "hinh.svg").write_text(_SVG, "utf-8")
        practice = (kind.format(key=f"{slug}-{number}-0{at}", final="") for at, kind in enumerate(_KINDS, 1))
        (module / "quiz.md").write_text("".join(practice), "utf-8")
        for at, kind in enumerate(_KINDS, 1):
            core = " core" if at == 1 else ""
            final = f' module={name} reread="Màn hình {number}.1"{core}'
            pool += kind.format(key=f"{slug}-{number}-5{at}", final=final)
    (folder / "final.md").write_text(pool, "utf-8")
    return folder


def publish_tiny_course(db: Session, slug: str = "tiny", now: datetime = _NOON, **facts: Any) -> PublishedCourse:
    """Publish that course under the address ``slug``.

    ``facts`` change its front matter: title, order, pass_mark, attempts (0 is no limit), wait_hours.
    The right options, counted from 0: ``[1]`` of the single choice, ``[0, 2]`` of the multiple, ``[1]`` («Sai»)
    of the true-false question. The first question of each module in the final pool is ``core`` (weight 2).
    """
    publication = store(db, _tiny_proof(slug, **facts), now)
    return published(db, publication.version_id)


@cache
def _tiny_proof(slug: str, **facts: Any) -> Proof:
    """The same course is read and rendered once."""
    with tempfile.TemporaryDirectory() as temporary:
        return prepare(write_tiny_course(Path(temporary) / slug, **facts))
