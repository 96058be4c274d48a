"""What states and outcomes are called."""

from __future__ import annotations

from lms.outreach.rules import Outcome, State
from lms.web.forms import lazy_gettext

STATES = {
    State.NOT_BEGUN: lazy_gettext("Has not begun"),
    State.LEARNING: lazy_gettext("Learning"),
    State.FINAL_LEFT: lazy_gettext("Only the final is left"),
    State.ATTAINED: lazy_gettext("Attained"),
}
SIGNS = {State.NOT_BEGUN: "non", State.LEARNING: "go", State.FINAL_LEFT: "mind", State.ATTAINED: "ok"}
"""The sign beside each."""
OUTCOMES = {
    Outcome.WILL_LEARN: lazy_gettext("Will learn"),
    Outcome.HELPED: lazy_gettext("Helped to learn"),
    Outcome.NOT_HOME: lazy_gettext("Was not at home"),
    Outcome.NOT_NOW: lazy_gettext("Does not want to now"),
}
