"""What was counted at night, as the sheet prints it: how far people have come, and what went on this year."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from lms.clock import local_date
from lms.problems import N_
from lms.statistics.nightly.queries import Counted
from lms.statistics.nightly.rules import ACTIVITY, FUNNEL, What
from lms.statistics.rules import in_tenths, shown_tenths
from lms.web.pages import day, time_of_day, whole

_BAR = 200
_NAMES = {
    What.ENROLLED: N_("Enrolled in a course"),
    What.LEARNING: N_("Have begun to learn"),
    What.PASSED: N_("Have passed the test"),
    What.CERTIFIED: N_("Hold a certificate"),
    What.CONFIRMED: N_("Are confirmed on VNeID as well"),
    What.CLASSES: N_("Classes"),
    What.IN_CLASSES: N_("People in classes"),
    What.SESSIONS: N_("Class sessions held"),
    What.ATTENDEES: N_("People who came to a session"),
    What.ATTENDANCES: N_("Times somebody came"),
    What.COMPLETED: N_("Courses completed"),
    What.ISSUED: N_("Certificates issued"),
    What.REVOKED: N_("Certificates revoked"),
}


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the way: how many have come so far, drawn beside those who enrolled, and how many stayed behind."""

    name: str
    people: str
    share: str
    stayed: str
    bar: float


@dataclass(frozen=True, slots=True)
class Why:
    """The answer to «Vì sao?»."""

    at: str
    stages: list[Stage]
    activity: list[tuple[str, str]]


def why(found: Counted | None) -> Why | None:
    """Where people stay behind; nothing before the first night."""
    if found is None:
        return None
    return Why(
        _("Counted on %(day)s at %(time)s.", day=day(local_date(found.at)), time=time_of_day(found.at)),
        _stages(found.people),
        [(_(_NAMES[what]), whole(found.people.get(what, 0))) for what in ACTIVITY],
    )


def _stages(people: dict[What, int]) -> list[Stage]:
    first = people.get(FUNNEL[0], 0)
    stages = []
    for number, what in enumerate(FUNNEL):
        here = people.get(what, 0)
        before = people.get(FUNNEL[number - 1], 0) if number else here
        stages.append(
            Stage(
                _(_NAMES[what]),
                whole(here),
                f"{in_tenths(shown_tenths(here, first))} %" if first else "",
                whole(before - here) if before > here else "",
                _BAR * here / first if first else 0,
            )
        )
    return stages
