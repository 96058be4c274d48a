"""The pages of confirmations: what stands, one batch, who is missing on either side."""

from lms.statistics.vneid.views import batch, lists, overview, reply
from lms.statistics.vneid.views.blueprint import bp

__all__ = ["batch", "bp", "lists", "overview", "reply"]
