"""The pages of this room, and its work in the background; importing them makes both known."""

from lms.certificates import background
from lms.certificates.badges import views as badges
from lms.certificates.blueprint import bp
from lms.certificates.bulk import background as bulk
from lms.certificates.views import (
    answering,
    asking,
    calm,
    check,
    check_for_machines,
    ending,
    exports,
    files,
    offline_check,
    papers,
    register,
)

__all__ = [
    "answering",
    "asking",
    "background",
    "badges",
    "bp",
    "bulk",
    "calm",
    "check",
    "check_for_machines",
    "ending",
    "exports",
    "files",
    "offline_check",
    "papers",
    "register",
]
