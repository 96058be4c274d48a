"""The pages of this room, and its work in the background; importing them makes both known."""

from lms.certificates import background
from lms.certificates.badges import views as badges
from lms.certificates.blueprint import bp
from lms.certificates.bulk import background as bulk
from lms.certificates.views import check, exports, papers, register

__all__ = ["background", "badges", "bp", "bulk", "check", "exports", "papers", "register"]
