"""The account of a file in words, for the terminal and for the page of the class."""

from __future__ import annotations

from lms.classroom.bundles.account import What
from lms.learning.rules.arriving import Fate
from lms.problems import N_

KINDS = {
    What.PERSON: N_("Persons"),
    What.ENROLMENT: N_("Courses begun"),
    What.READ: N_("Screens read"),
    What.ATTEMPT: N_("Attempts"),
    What.ANSWER: N_("Answers"),
    What.SESSION: N_("Class sessions"),
    What.MARK: N_("Attendance marks"),
    What.CERTIFICATE: N_("Certificates"),
}
FATES = {
    Fate.NEW: N_("new"),
    Fate.KNOWN: N_("known before"),
    Fate.DIFFERS: N_("different here"),
    Fate.REFUSED: N_("not taken in"),
}
