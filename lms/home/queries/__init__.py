"""Every read of the pages that gather from several rooms."""

from lms.home.queries.own import finals
from lms.home.queries.tables import columns
from lms.home.queries.work import (
    Edition,
    Taught,
    certificates_in,
    editions,
    learners,
    people_by_role,
    taught,
    units,
)

__all__ = [
    "Edition",
    "Taught",
    "certificates_in",
    "columns",
    "editions",
    "finals",
    "learners",
    "people_by_role",
    "taught",
    "units",
]
