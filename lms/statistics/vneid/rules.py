"""What a reply may say of a batch: of every person something, of nobody else anything, and totals that hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Self

MOST = 10_000
"""How many people one batch holds; the others go with the next. Taking its reply keeps other writers waiting for seconds."""
_EARLIEST = 2020
_NAMED_MISSING = 200


class State(StrEnum):
    """How far a batch is."""

    MAKING = "making"
    EMPTY = "empty"
    """There was nobody to send."""
    READY = "ready"
    SENT = "sent"
    ANSWERED = "answered"
    DISCARDED = "discarded"


LIVE = (State.READY, State.SENT, State.ANSWERED)
"""The batches in which somebody who waits is not sent a second time."""


class Form(StrEnum):
    """What the file of a batch is written as."""

    CSV = "csv"
    XLSX = "xlsx"


class Status(StrEnum):
    """What became of somebody in a batch."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    NOT_FOUND = "not-found"


WRITTEN = {
    Status.CONFIRMED: "xac-nhan",
    Status.REJECTED: "tu-choi",
    Status.NOT_FOUND: "khong-tim-thay",
    Status.PENDING: "cho",
}
"""The words of the file, as the manifest tells them."""
SPOKEN = {
    **{word.replace("-", " "): status for status, word in WRITTEN.items()},
    "da xac nhan": Status.CONFIRMED,
    "duoc xac nhan": Status.CONFIRMED,
    "bi tu choi": Status.REJECTED,
    "dang cho": Status.PENDING,
    "cho xu ly": Status.PENDING,
}
"""The same as people write them, folded."""


@dataclass(frozen=True, slots=True)
class Totals:
    """The control totals of a batch."""

    sent: int
    confirmed: int
    rejected: int
    not_found: int
    pending: int

    @property
    def holds(self) -> bool:
        """Whether they add up."""
        return self.sent == self.confirmed + self.rejected + self.not_found + self.pending

    @classmethod
    def of(cls, sent: int, counts: Mapping[Status, int]) -> Self:
        """What is said of a batch of so many."""
        return cls(sent, *(counts.get(status, 0) for status in WRITTEN))


NOBODY = Totals(0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is kept of a person in a batch: their place in it, and what was said so far."""

    position: int
    person_id: int
    birth_year: int
    status: Status
    day: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class Said:
    """One row of a reply."""

    line: int
    key: str
    status: Status
    day: date | None
    reason: str
    birth_year: int | None = None
    batch: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply as it was read: its rows, the totals it names itself, and the rows that could not be read."""

    rows: Sequence[Said]
    declared: Totals | None = None
    complaints: Sequence[str] = ()
    batch: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """What a reply would change, what is so already, the totals after it, and everything that is wrong with it."""

    changes: list[Said] = field(default_factory=list)
    same: int = 0
    totals: Totals = NOBODY
    complaints: list[str] = field(default_factory=list)


def judge(batch: str, kept: Mapping[str, Standing], reply: Reply, today: date) -> Judged:
    """Hold a reply against its batch. It may be taken only where nothing is complained of."""
    complaints = list(reply.complaints)
    if reply.batch not in ("", batch):
        complaints.append(f"tệp trả lời là của đợt {reply.batch}, không phải đợt này")
    seen: dict[str, Said] = {}
    for row in reply.rows:
        complaint = _complaint(batch, kept.get(row.key), row, seen, today)
        if complaint:
            complaints.append(f"dòng {row.line}: {complaint}")
        seen.setdefault(row.key, row)
    ours = [row for key, row in seen.items() if key in kept]
    counted = Totals.of(len(kept), Counter(row.status for row in ours))
    complaints += _about_totals(kept, seen, counted, reply)
    changes = [row for row in ours if _differs(row, kept[row.key])]
    return Judged(changes, len(ours) - len(changes), counted, complaints)


def _complaint(batch: str, kept: Standing | None, row: Said, seen: Mapping[str, Said], today: date) -> str:
    """What is wrong with a row; nothing if nothing is."""
    if row.batch not in ("", batch):
        return f"mã đợt «{row.batch}» không phải đợt này"
    if kept is None:
        return f"khóa «{row.key}» không có trong đợt này"
    if row.key in seen:
        return f"khóa «{row.key}» đã có ở dòng {seen[row.key].line}"
    if row.birth_year is not None and row.birth_year != kept.birth_year:
        return f"năm sinh {row.birth_year} không khớp với người mang khóa «{row.key}»"
    return _about_status(row, today) or _about_change(kept, row)


def _about_status(row: Said, today: date) -> str:
    if row.status is Status.CONFIRMED and row.day is None:
        return "thiếu ngày xác nhận"
    if row.day is not None and not date(_EARLIEST, 1, 1) <= row.day <= today:
        return f"ngày {row.day:%d/%m/%Y} không thể có: chưa đến, hoặc quá xa"
    if row.status is Status.REJECTED and not row.reason:
        return "thiếu lý do từ chối"
    return ""


def _about_change(kept: Standing, row: Said) -> str:
    """What has been answered stays answered: whoever is to be asked about again goes with another batch."""
    if kept.status is Status.PENDING or not _differs(row, kept):
        return ""
    said = WRITTEN[kept.status] + (f" {kept.day:%d/%m/%Y}" if kept.day else "")
    return f"khóa «{row.key}» đã được trả lời «{said}», không đổi được bằng tệp này"


def _differs(row: Said, kept: Standing) -> bool:
    if row.status is not kept.status:
        return True
    if row.status is Status.CONFIRMED:
        return row.day != kept.day
    return row.status is Status.REJECTED and row.reason != kept.reason


def _about_totals(kept: Mapping[str, Standing], seen: Mapping[str, Said], counted: Totals, reply: Reply) -> list[str]:
    complaints = []
    missing = sorted(standing.position for key, standing in kept.items() if key not in seen)
    if missing:
        named = ", ".join(map(str, missing[:_NAMED_MISSING])) + (" …" if len(missing) > _NAMED_MISSING else "")
        complaints.append(f"tệp thiếu {len(missing)} người của đợt, mang số thứ tự {named}")
    if not counted.holds:
        complaints.append(f"tổng không khớp: đã gửi {in_words(counted)}")
    if reply.declared is not None and reply.declared != counted:
        complaints.append(
            f"tổng ghi trong tệp là {in_words(reply.declared)}, nhưng các dòng cho thấy {in_words(counted)}"
        )
    return complaints


def in_words(said: Totals) -> str:
    """«100 = 90 xác nhận + 6 từ chối + 3 không tìm thấy + 1 chờ»."""
    mark = "=" if said.holds else "≠"
    parts = (
        f"{said.confirmed} xác nhận + {said.rejected} từ chối + {said.not_found} không tìm thấy + {said.pending} chờ"
    )
    return f"{said.sent} {mark} {parts}"
