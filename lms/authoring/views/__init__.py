"""The pages of authors."""

from lms.authoring.blueprint import bp
from lms.authoring.views import courses, drafts, items, preview, versions

__all__ = ["bp", "courses", "drafts", "items", "preview", "versions"]
