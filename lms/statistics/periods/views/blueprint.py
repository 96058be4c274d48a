"""Where the pages of periods are registered, and whom they let in."""

from flask import Blueprint

from lms.roles import Role

bp = Blueprint("periods", __name__)
WHO = (Role.OFFICIAL, Role.ADMINISTRATOR)
