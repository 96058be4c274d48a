"""The shell around every room: access, sessions, forms, languages, headers, pages. It knows no room."""

from lms.roles import Visitor
from lms.web.access import EVERYONE, open_to
from lms.web.database import database, reading, transaction
from lms.web.pages import page, redirect_to, same_site_path
from lms.web.visitors import me

__all__ = [
    "EVERYONE",
    "Visitor",
    "database",
    "me",
    "open_to",
    "page",
    "reading",
    "redirect_to",
    "same_site_path",
    "transaction",
]
