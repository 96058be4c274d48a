"""What became of every row of a file: counted by kind, and told one by one where it was not simply taken in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from lms.learning.rules.arriving import Fate
from lms.problems import Problem


class What(StrEnum):
    """The kinds of rows a file holds, and the certificates that follow from them."""

    PERSON = "person"
    ENROLMENT = "enrolment"
    READ = "read"
    ATTEMPT = "attempt"
    ANSWER = "answer"
    SESSION = "session"
    MARK = "mark"
    CERTIFICATE = "certificate"


@dataclass(frozen=True, slots=True)
class Line:
    """Something that was new, differed or was refused in a way somebody should read of."""

    what: What
    fate: Fate
    who: str
    why: Problem


@dataclass(slots=True)
class Account:
    """Of one file. A row is new, known before, different from what was here, or refused."""

    class_name: str
    serial: int
    made_at: datetime
    counts: Counter[tuple[What, Fate]] = field(default_factory=Counter)
    lines: list[Line] = field(default_factory=list)
    came_before: datetime | None = None
    """When this very file was brought the first time."""
    newest: int = 0
    """The highest number that has come from the same laptop."""

    def add(self, what: What, fate: Fate, count: int = 1) -> None:
        """Count some rows."""
        if count:
            self.counts[what, fate] += count

    def tell(self, what: What, fate: Fate, who: str, why: Problem, count: int = 1) -> None:
        """Count some rows and say why."""
        self.add(what, fate, count)
        self.note(what, fate, who, why)

    def note(self, what: What, fate: Fate, who: str, why: Problem) -> None:
        """Say something of rows that are counted already; the same is said once."""
        line = Line(what, fate, who, why)
        if all((one.what, one.who, str(one.why)) != (what, who, str(why)) for one in self.lines):
            self.lines.append(line)

    def count(self, what: What, fate: Fate) -> int:
        """How many rows of a kind met this fate."""
        return self.counts[what, fate]

    def totals(self) -> dict[str, dict[str, int]]:
        """Everything counted, for the database."""
        return {what.value: row for what in What if (row := self._row(what))}

    def _row(self, what: What) -> dict[str, int]:
        return {fate.value: self.counts[what, fate] for fate in Fate if self.counts[what, fate]}
