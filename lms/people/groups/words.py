"""What somebody says of a group, in words."""

from __future__ import annotations

from lms.people.groups.rules import Says
from lms.people.models import Group
from lms.problems import N_

NAMES = {
    Says.BELONGS: {
        Group.PUBLIC_SECTOR: N_("you work in the public sector"),
        Group.SECONDARY_STUDENT: N_("you are a secondary pupil or a student"),
        Group.PRIMARY_PUPIL: N_("you are a primary pupil"),
        Group.ENTERPRISE_WORKER: N_("you work in an enterprise or a cooperative"),
    },
    Says.ENDED: {
        Group.PUBLIC_SECTOR: N_("you no longer work there in the public sector"),
        Group.SECONDARY_STUDENT: N_("you are no longer a secondary pupil or student there"),
        Group.PRIMARY_PUPIL: N_("you are no longer a primary pupil there"),
        Group.ENTERPRISE_WORKER: N_("you no longer work there in an enterprise or a cooperative"),
    },
}
"""What was said, in a few words that stand after a colon."""
