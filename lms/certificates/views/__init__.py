"""The pages of this room, and its work in the background; importing them makes both known."""

from lms.certificates import background
from lms.certificates.badges import views as badges
from lms.certificates.blueprint import bp
from lms.certificates.views import check, papers, register

__all__ = ["background", "badges", "bp", "check", "papers", "register"]
