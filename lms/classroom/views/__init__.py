"""The pages of this room; importing them puts their routes on the blueprint."""

from lms.classroom.blueprint import bp
from lms.classroom.views import (
    bundles,
    certificates,
    door,
    lists,
    live,
    live_asking,
    live_here,
    live_wall,
    making,
    members,
    names,
    papers,
    projector,
    projector_remote,
    quizzes,
    quizzes_keying,
    quizzes_scans,
    quizzes_watched,
    sessions,
    teachers,
    teaching,
)
from lms.classroom.views.coming_in import listen

bp.record_once(listen)

__all__ = [
    "bp",
    "bundles",
    "certificates",
    "door",
    "lists",
    "live",
    "live_asking",
    "live_here",
    "live_wall",
    "making",
    "members",
    "names",
    "papers",
    "projector",
    "projector_remote",
    "quizzes",
    "quizzes_keying",
    "quizzes_scans",
    "quizzes_watched",
    "sessions",
    "teachers",
    "teaching",
]
