"""The pages of periods: the calendar, one period with its steps, the files of what was frozen."""

from lms.statistics.periods import background  # noqa: F401 - so that the worker knows how to freeze
from lms.statistics.periods.views import files, listing, one
from lms.statistics.periods.views.blueprint import bp

__all__ = ["bp", "files", "listing", "one"]
