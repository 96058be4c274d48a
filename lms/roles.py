"""Who people are to the platform. A role is always granted at a place, and holds for all below it."""

from enum import StrEnum


class Role(StrEnum):
    """What a signed-in person may be; everybody signed in is a learner."""

    LEARNER = "learner"
    TEACHER = "teacher"
    AUTHOR = "author"
    OFFICIAL = "official"
    ADMINISTRATOR = "administrator"


GRANTED = (Role.TEACHER, Role.AUTHOR, Role.OFFICIAL, Role.ADMINISTRATOR)
"""The roles somebody has to be given; the first is everybody's."""
