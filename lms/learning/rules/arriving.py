"""What was learned where this server could not see it, as it is told afterwards; and what becomes of it here."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class ToldAnswer:
    """One answer, by the author's key of its question."""

    submission: str
    item: str
    sequence: int
    chosen: tuple[int | str, ...]
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class ToldAttempt:
    """One attempt with what was drawn for it. How many points it made is not told: that is worked out here."""

    id: str
    quiz: str
    mode: str
    recorded_by: int | None
    started_at: datetime
    submitted_at: datetime | None
    drawn: tuple[tuple[str, tuple[int, ...]], ...]
    answers: tuple[ToldAnswer, ...]


class Fate(StrEnum):
    """What becomes of something that was told."""

    NEW = "new"
    KNOWN = "known"
    DIFFERS = "differs"
    REFUSED = "refused"


def goes_on(told: Collection[str], here: Collection[str]) -> bool:
    """Whether the answers that were told continue those that are here, rather than stand beside them."""
    return set(here) <= set(told)


def beside(told: ToldAttempt, opening: str) -> ToldAttempt:
    """The same attempt as one of its own, because it was gone on with here as well; always under the same new ids."""
    space = uuid.uuid5(uuid.NAMESPACE_OID, opening)
    answers = tuple(
        replace(answer, submission=str(uuid.uuid5(space, f"{told.id}:{answer.submission}"))) for answer in told.answers
    )
    return replace(told, id=str(uuid.uuid5(space, told.id)), answers=answers)
