"""Tables of the report of a class: what the page, the PDF and the workbook show, cell by cell. They are in Vietnamese."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lms.learning.models import Mode

Cell = str | int
_TAKEN: dict[str, str] = {Mode.SUPERVISED: ", có giám sát", Mode.PAPER: ", trên giấy"}


@dataclass(frozen=True, slots=True)
class Head:
    """What stands over a column, and how wide it is in letters."""

    words: str
    width: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their heads; the last row may be the totals."""

    title: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """What somebody has done in the course of the class, as far as it is the teacher's to know."""

    practised: int = 0
    """Modules whose questions were handed in."""
    has_tried: bool = False
    """Whether a final was handed in."""
    points: tuple[int, int] | None = None
    """Of the best final that was passed, and how many could be had."""
    mode: str = Mode.ALONE
    """How that one was taken."""

    @property
    def final(self) -> str:
        """How the final stands. Points of one that was not passed are nobody's but the learner's."""
        if self.points:
            return f"Đạt ({self.points[0]}/{self.points[1]}){_TAKEN.get(self.mode, '')}"
        return "Chưa đạt" if self.has_tried else ""


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody of the class, with everything the report tells."""

    name: str
    birth_year: int
    village: str
    is_gone: bool
    marks: tuple[bool | None, ...]
    """One for each session."""
    taken: Taken
    certificates: tuple[str, ...]
    """The numbers of those that hold."""

    @property
    def came(self) -> int:
        """To how many sessions."""
        return self.marks.count(True)


_WHO = (Head("STT", 5), Head("Họ và tên", 26), Head("Năm sinh", 9))
_SIGNS = {True: "x", False: "v", None: ""}
PER_TABLE = 10
"""Sessions side by side on a sheet of paper."""


def results(lines: Sequence[Line], modules: int | None) -> Table:
    """What everybody has reached; without a course there is nothing of practice and final."""
    of_course = (Head("Bài luyện tập", 10), Head("Bài cuối khóa", 16)) if modules is not None else ()
    heads = (*_WHO, Head("Nơi cư trú", 24), Head("Số buổi có mặt", 10), *of_course, Head("Giấy chứng nhận", 26))
    rows = tuple(_result(number, line, modules) for number, line in enumerate(lines, 1))
    passed = sum(line.taken.points is not None for line in lines)
    held = sum(len(line.certificates) for line in lines)
    done = sum(line.taken.practised >= modules for line in lines) if modules else 0
    sums = (f"{done} người xong", f"{passed} người đạt") if modules is not None else ()
    came = sum(line.came for line in lines)
    return Table("Kết quả", heads, rows, ("", f"Tổng: {len(lines)} người", "", "", came, *sums, f"{held} giấy"))


def attendance(lines: Sequence[Line], days: Sequence[str]) -> Table:
    """Who came when: x came, v did not, nothing was not marked."""
    heads = (*_WHO, *(Head(day, 11) for day in days))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (number, line.name, line.birth_year, *(_SIGNS[mark] for mark in line.marks))
        for number, line in enumerate(lines, 1)
    )
    present = [sum(line.marks[place] is True for line in lines) for place in range(len(days))]
    return Table("Điểm danh", heads, rows, ("", "Có mặt", "", *present))


def in_parts(table: Table) -> Iterator[Table]:
    """A table of attendance in pieces that fit on paper, each with the names."""
    fixed = len(_WHO)
    for first in range(fixed, len(table.heads), PER_TABLE):
        last = first + PER_TABLE
        yield Table(
            table.title,
            (*_WHO, *table.heads[first:last]),
            tuple((*row[:fixed], *row[first:last]) for row in table.rows),
            (*table.totals[:fixed], *table.totals[first:last]),
        )


def _result(number: int, line: Line, modules: int | None) -> tuple[Cell, ...]:
    where = "; ".join(filter(None, (line.village, "đã rời lớp" if line.is_gone else "")))
    of_course = (f"{line.taken.practised}/{modules}", line.taken.final) if modules is not None else ()
    return (number, line.name, line.birth_year, where, line.came, *of_course, "; ".join(line.certificates))
